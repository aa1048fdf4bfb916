"""Rasa's trackers live under a role that sees schema `rasa` and nothing else of ours."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from careline.store.migrate import TRACKER_ROLE, explained, migrate, tracker_role, tracker_url, tracker_url_to_show
from careline.store.tables.all import metadata
from tests.conftest import NewDatabase
from tests.databases import Server

pytestmark = pytest.mark.store

PASSWORD = "p'ss wörd/@:%"


@pytest.fixture
def tracker(database_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(tracker_url(database_url, PASSWORD), autocommit=True) as connection:
        yield connection


def test_the_role_keeps_events_and_can_forget_them(tracker: psycopg.Connection) -> None:
    assert tracker.execute("SELECT current_user").fetchone() == (tracker_role(tracker.info.dbname),)
    tracker.execute("INSERT INTO rasa.events VALUES ('c1', 0, 1.5, '{\"event\": \"user\"}')")
    assert tracker.execute("SELECT event FROM rasa.events").fetchall() == [({"event": "user"},)]
    tracker.execute("DELETE FROM rasa.events")
    assert tracker.execute("SELECT count(*) FROM rasa.events").fetchone() == (0,)


@pytest.mark.parametrize("table", sorted(table.name for table in metadata.sorted_tables))
def test_the_role_reads_none_of_our_tables(tracker: psycopg.Connection, table: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tracker.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE public.mine ()",
        "CREATE TABLE rasa.mine ()",
        "CREATE SCHEMA mine",
        "DROP TABLE rasa.events",
        "TRUNCATE rasa.events",
        "UPDATE rasa.events SET n = 1",
        "DROP SCHEMA rasa CASCADE",
        "SET ROLE postgres",
        "ALTER ROLE careline_rasa SUPERUSER",
        "CREATE ROLE friend LOGIN",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY rasa.events TO PROGRAM 'cat'",
    ],
)
def test_the_role_changes_nothing_but_its_events(tracker: psycopg.Connection, attempt: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)):
        tracker.execute(attempt)


def test_nothing_outside_its_schema_is_granted_to_the_role(database_url: str) -> None:
    tracker_url(database_url, PASSWORD)
    own = tracker_role(make_url(database_url).database or "")
    granted = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm', 'p', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      AND has_schema_privilege(%(role)s, n.oid, 'USAGE')
      AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(%(role)s, c.oid, 'USAGE, SELECT, UPDATE')
          ELSE has_table_privilege(%(role)s, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') END
    """
    with psycopg.connect(database_url) as connection:
        for role in (TRACKER_ROLE, own):
            assert connection.execute(granted, {"role": role}).fetchall() == [("rasa", "events")]


def test_a_new_password_replaces_the_old_one(database_url: str) -> None:
    before = tracker_url(database_url, "first")
    after = tracker_url(database_url, PASSWORD)
    psycopg.connect(after).close()
    with psycopg.connect(database_url) as connection:
        if connection.info.password:  # a server that trusts everyone on loopback asks for none
            with pytest.raises(psycopg.OperationalError, match="authentication failed"):
                psycopg.connect(before)


def test_the_address_to_show_is_the_real_one_with_neither_password() -> None:
    ours = "postgresql://careline:hunter2@db.internal:5433/shop?sslmode=require"
    assert tracker_url_to_show(ours) == "postgresql://careline_rasa_shop:PASSWORD@db.internal:5433/shop?sslmode=require"


@pytest.fixture
def owners(empty_database: NewDatabase, database_server: Server) -> Iterator[tuple[str, str]]:
    """Two databases of one server with an owner each, as for production and staging; owners may make roles."""
    with empty_database() as first, empty_database() as second, psycopg.connect(first, autocommit=True) as admin:
        urls, names = [], []
        for url in (first, second):
            database = make_url(url).database or ""
            owner = f"owner_{database[-12:]}"
            name, base = sql.Identifier(owner), sql.Identifier(database)
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD 'x'").format(name))
            admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(base, name))
            with psycopg.connect(url, autocommit=True) as inside:
                inside.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(name))
            urls.append(make_url(url).set(username=owner, password="x").render_as_string(hide_password=False))
            names.append((database, owner))
        yield urls[0], urls[1]
        for (database, owner), url in zip(names, (first, second), strict=True):
            with psycopg.connect(url, autocommit=True) as inside:
                inside.execute(sql.SQL("REASSIGN OWNED BY {} TO CURRENT_USER").format(sql.Identifier(owner)))
                inside.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(owner)))
                inside.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(tracker_role(database))))
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(tracker_role(database))))
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(owner)))


def test_migrating_a_second_database_leaves_the_first_ones_rasa_alone(owners: tuple[str, str]) -> None:
    production, staging = owners
    migrate(production)
    running = tracker_url(production, "production's-password")
    migrate(staging)
    other = tracker_url(staging, "staging's-password")
    for url in (running, other):
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM rasa.events").fetchone() == (0,)
    crossed = make_url(other).set(database=make_url(production).database).render_as_string(hide_password=False)
    with psycopg.connect(crossed) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT * FROM rasa.events")


def test_names_of_roles_fit_and_differ() -> None:
    long = ["x" * 60 + "a", "x" * 60 + "b", "商城" * 30]
    assert len({tracker_role(name) for name in long}) == 3
    assert all(len(tracker_role(name).encode()) <= 63 for name in long)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"database": "nothing_here"}, "no such database"),
        ({"port": 9}, "no server listens there"),
        ({"host": "no-such-host.invalid"}, "no such host"),
        ({"password": "hunter2hunter2", "username": "nobody_here"}, "user"),
    ],
)
def test_what_is_wrong_with_a_database_is_told_in_one_line_without_its_password(
    database_url: str, changed: dict[str, Any], says: str
) -> None:
    url = make_url(database_url).set(**changed).render_as_string(hide_password=False)
    with pytest.raises(psycopg.OperationalError) as failed:
        psycopg.connect(url, connect_timeout=5)
    told = str(explained(failed.value, url))
    assert says in told
    assert "\n" not in told
    assert "hunter2" not in told


def test_a_database_without_tables_says_to_migrate(empty_database: NewDatabase) -> None:
    with empty_database() as url, psycopg.connect(url) as connection:
        with pytest.raises(psycopg.errors.UndefinedTable) as failed:
            connection.execute("SELECT * FROM orders")
        assert "run careline migrate" in str(explained(failed.value, url))
    assert explained(ValueError("else"), "postgresql://x") is None
