"""Bringing a database to the schema of this code, and the role that Rasa's trackers live under."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from psycopg import connect, sql
from sqlalchemy.engine import make_url

TRACKER_ROLE = "careline_rasa"


def alembic_config(url: str) -> Config:
    """Alembic's configuration for the migrations inside the package."""
    config = Config()
    config.set_main_option("script_location", str(files("careline.store") / "migrations"))
    shown = make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    config.set_main_option("sqlalchemy.url", shown.replace("%", "%%"))
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade to `revision`. Blocking; safe to run from several processes (alembic runs under an advisory lock)."""
    command.upgrade(alembic_config(url), revision)


def tracker_url(url: str, password: str) -> str:
    """Give the tracker role this password and return the URL under which Rasa reaches its own schema, and no other."""
    with connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(TRACKER_ROLE), sql.Literal(password))
        )
    return _for_tracker(url, password)


def tracker_url_to_show(url: str) -> str:
    """The same, with the word PASSWORD in the password's place: for whoever has to give it to Rasa's processes."""
    return _for_tracker(url, "PASSWORD")


def _for_tracker(url: str, password: str) -> str:
    rendered = make_url(url).set(username=TRACKER_ROLE, password=password).render_as_string(hide_password=False)
    return rendered.replace(" ", "%20")  # SQLAlchemy leaves spaces in a password, libpq refuses them
