"""Bringing a database to the schema of this code, and the role that Rasa's trackers live under."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cache
from importlib.resources import files

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import connect, sql
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

TRACKER_ROLE = "careline_rasa"
"""Holds the rights on `rasa.events` of every database of a server and never logs in. Who logs in is a member of it, one
role a database: the password of one database's Rasa processes is not changed by migrating another."""
_LONGEST_ROLE = 63  # bytes, PostgreSQL's own limit of a name


class Schema(StrEnum):
    """How a database's schema stands to this code's."""

    CURRENT = "current"
    MISSING = "missing"
    OLDER = "older"
    NEWER = "newer"

    @property
    def explained(self) -> str:
        return {
            Schema.CURRENT: "the database is up to date",
            Schema.MISSING: "the database has no tables of ours: run careline migrate",
            Schema.OLDER: "the database is older than this code: run careline migrate",
            Schema.NEWER: "the database was migrated by a newer release; this one goes on with it during an upgrade",
        }[self]


class DatabaseError(Exception):
    """The database cannot be used; the message says what is wrong with it and what to do, without any password."""


def alembic_config(url: str) -> Config:
    """Alembic's configuration for the migrations inside the package."""
    config = Config()
    config.set_main_option("script_location", str(files("careline.store") / "migrations"))
    shown = make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    config.set_main_option("sqlalchemy.url", shown.replace("%", "%%"))
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade to `revision`. Blocking; safe to run from several processes (alembic runs under an advisory lock).

    Makes what a dump of the database does not hold: the roles. So it also mends a database that was restored elsewhere.
    """
    _ensure_role(url, TRACKER_ROLE)
    command.upgrade(alembic_config(url), revision)


@cache
def _known_revisions() -> tuple[str, frozenset[str]]:
    scripts = ScriptDirectory.from_config(alembic_config("postgresql://"))
    head = scripts.get_current_head()
    assert head
    return head, frozenset(one.revision for one in scripts.walk_revisions())


async def schema_of(tx: AsyncConnection) -> Schema:
    """How the schema of this database stands to this code's."""
    if (await tx.execute(text("SELECT to_regclass('public.alembic_version')"))).scalar() is None:
        return Schema.MISSING
    found = (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    head, known = _known_revisions()
    if found == head:
        return Schema.CURRENT
    return Schema.MISSING if found is None else Schema.OLDER if found in known else Schema.NEWER


def tracker_role(database: str) -> str:
    """The role under which Rasa's processes log in to this database; its own, where a server holds several."""
    name = f"{TRACKER_ROLE}_{database}"
    if len(name.encode()) <= _LONGEST_ROLE:
        return name
    return f"{TRACKER_ROLE}_{hashlib.sha256(database.encode()).hexdigest()[:16]}"


def tracker_url(url: str, password: str) -> str:
    """Give this database's tracker role this password and its rights; return the URL under which Rasa reaches its own
    schema, and no other.

    Raises psycopg.errors.InsufficientPrivilege where the role exists and was not made by this database's owner: its
    password is somebody else's, and is not changed.
    """
    role = sql.Identifier(tracker_role(_database(url)))
    _ensure_role(url, tracker_role(_database(url)))
    with connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(password)))
        # Granted to the role itself, not by membership: where the owner may not grant membership of a role that
        # another database's owner made, Rasa reaches its events all the same.
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA rasa TO {}").format(role))
        connection.execute(sql.SQL("GRANT SELECT, INSERT, DELETE ON rasa.events TO {}").format(role))
    return _for_tracker(url, password)


def grant_to_application(owner_url: str, application_url: str) -> None:
    """Give the role of the application's address what it needs on the owner's tables, and nothing on their shape.

    It reads and adds to what is append-only, and changes none of it.
    """
    owner, application = make_url(owner_url), make_url(application_url)
    places = {(one.host, one.port or 5432, one.database) for one in (owner, application)}
    if len(places) > 1:
        raise DatabaseError("CARELINE_OWNER_URL and DATABASE_URL name different databases: only the user may differ")
    role = sql.Identifier(application.username or "")
    with connect(owner_url) as connection:
        for statement in _APPLICATION:
            connection.execute(sql.SQL(statement).format(role=role))


APPEND_ONLY = ("journal", "journal_chain", "consent_ledger", "erasures")
"""Nobody but the database's own function changes a row of these."""
_APPLICATION = (
    "GRANT USAGE ON SCHEMA public, rasa TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(APPEND_ONLY)} FROM {{role}}",
    "REVOKE INSERT, UPDATE, DELETE ON alembic_version, privacy_key FROM {role}",
    "GRANT SELECT, DELETE ON rasa.events TO {role}",
    "GRANT EXECUTE ON FUNCTION careline_forget(text, text, text[]) TO {role}",
)


def tracker_url_to_show(url: str) -> str:
    """The same, with the word PASSWORD in the password's place: for whoever has to give it to Rasa's processes."""
    return _for_tracker(url, "PASSWORD")


def explained(error: BaseException, url: str) -> DatabaseError | None:
    """What a failed connection or statement means for an operator, in one line; None if it is another kind of error."""
    own = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(own, psycopg.Error):
        return None
    where = _where(make_url(url))
    state, words = own.sqlstate, str(own).lower()
    for sign, code, sentence in _FAULTS:
        if state == code if state else sign and sign in words:
            return DatabaseError(f"{where}: {sentence}")
    kind = type(own).__name__ + (f", SQLSTATE {state}" if state else "")
    return DatabaseError(f"{where}: the database refused ({kind})")


_FAULTS: tuple[tuple[str, str, str], ...] = (
    (
        'fatal:  role "',
        "28000",
        "the server knows no such user, or lets it in from nowhere near here (its pg_hba.conf)",
    ),
    ("password authentication failed", "28P01", "wrong user or password (DATABASE_URL)"),
    ("no password supplied", "", "the address holds no password (DATABASE_URL)"),
    ("no pg_hba.conf entry", "", "the server lets nobody in from here under this user (its pg_hba.conf)"),
    ("does not exist", "3D000", "the server has no such database: CREATE DATABASE it (docs/production.md, part 2)"),
    ("could not translate host name", "", "there is no such host (DATABASE_URL)"),
    ("failed to resolve host", "", "there is no such host (DATABASE_URL)"),
    ("connection refused", "", "no server listens there: is PostgreSQL running, is the port right?"),
    ("timeout", "", "the server does not answer: is it reachable from here?"),
    ("too many", "53300", "the server has no connection left: raise max_connections, or run fewer processes"),
    ("", "42P01", "the database has no tables of ours, or old ones: run careline migrate"),
    ("", "42703", "the database is older than this code: run careline migrate"),
    ("", "42501", "this role may not do that: docs/production.md, part 2, says what it needs"),
    ("no space left", "53100", "the server's disk is full"),
    ("starting up", "57P03", "the server is starting; try again in a moment"),
)
"""Words of libpq's messages, which have no SQLSTATE before a connection stands; SQLSTATEs; and what to tell."""


def _where(address: URL) -> str:
    host, port = address.host or "the local socket", f":{address.port}" if address.port else ""
    return f"PostgreSQL at {host}{port}, database {address.database or '?'}, user {address.username or '?'}"


def _ensure_role(url: str, name: str) -> None:
    """Make a role of the server, if it is missing. A dump does not hold it, and another database may have made it."""
    with connect(url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone():
            return
        try:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
        except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            return  # another process made it meanwhile


def _database(url: str) -> str:
    address = make_url(url)
    return address.database or address.username or ""


def _for_tracker(url: str, password: str) -> str:
    role = tracker_role(_database(url))
    rendered = make_url(url).set(username=role, password=password).render_as_string(hide_password=False)
    return rendered.replace(" ", "%20")  # SQLAlchemy leaves spaces in a password, libpq refuses them
