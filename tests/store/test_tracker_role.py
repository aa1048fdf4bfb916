"""Rasa's trackers live under a role that sees schema `rasa` and nothing else of ours."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from careline.store.migrate import TRACKER_ROLE, tracker_url, tracker_url_to_show
from careline.store.tables.all import metadata

pytestmark = pytest.mark.store

PASSWORD = "p'ss wörd/@:%"


@pytest.fixture
def tracker(database_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(tracker_url(database_url, PASSWORD), autocommit=True) as connection:
        yield connection


def test_the_role_keeps_events_and_can_forget_them(tracker: psycopg.Connection) -> None:
    assert tracker.execute("SELECT current_user").fetchone() == (TRACKER_ROLE,)
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
    granted = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm', 'p', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      AND has_schema_privilege(%(role)s, n.oid, 'USAGE')
      AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(%(role)s, c.oid, 'USAGE, SELECT, UPDATE')
          ELSE has_table_privilege(%(role)s, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') END
    """
    with psycopg.connect(database_url) as connection:
        assert connection.execute(granted, {"role": TRACKER_ROLE}).fetchall() == [("rasa", "events")]


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
    assert tracker_url_to_show(ours) == "postgresql://careline_rasa:PASSWORD@db.internal:5433/shop?sslmode=require"
