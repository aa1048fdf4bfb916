"""Alembic's entry point: online only, one transaction, one migrating process at a time."""

from alembic import context
from sqlalchemy import create_engine, pool, text

from careline.store.tables.all import metadata

_ADVISORY_LOCK = 4_201_077


def _include(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "schema" and name == "rasa")


engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "", poolclass=pool.NullPool)
with engine.begin() as connection:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
    context.configure(connection=connection, target_metadata=metadata, include_name=_include, compare_type=True)
    context.run_migrations()
engine.dispose()
