"""The migrations make exactly the schema that the tables describe, there and back again."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from careline.store.migrate import alembic_config, migrate
from careline.store.tables.all import metadata
from tests.conftest import NewDatabase

pytestmark = pytest.mark.store

REPOSITORY = Path(__file__).parents[2]

COLUMNS = """
SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default
FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 'alembic_version'::regclass
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"


@pytest.fixture
def empty_url(empty_database: NewDatabase) -> Iterator[str]:
    with empty_database() as url:
        yield url


def schema_of(url: str) -> dict[str, set[tuple[object, ...]]]:
    with psycopg.connect(url) as connection:
        queries = {"columns": COLUMNS, "constraints": CONSTRAINTS, "indexes": INDEXES}
        return {name: set(connection.execute(query).fetchall()) for name, query in queries.items()}


def test_down_again_leaves_nothing_and_up_again_makes_the_same(empty_url: str) -> None:
    migrate(empty_url)
    first = schema_of(empty_url)
    command.downgrade(alembic_config(empty_url), "base")
    assert schema_of(empty_url) == {"columns": set(), "constraints": set(), "indexes": set()}
    with psycopg.connect(empty_url) as connection:
        assert not connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'rasa'").fetchall()
    migrate(empty_url)
    assert schema_of(empty_url) == first


def test_alembic_finds_no_difference_from_the_tables(database_url: str) -> None:
    command.check(alembic_config(database_url))


@pytest.mark.parametrize("part", ["columns", "constraints", "indexes"])
def test_migrating_makes_what_the_tables_describe_down_to_every_check_and_index(
    empty_url: str, database_url: str, part: str
) -> None:
    """Alembic's own check does not look at CHECK constraints, nor at the condition of a partial index."""
    engine = create_engine(make_url(empty_url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version ()")
        metadata.create_all(connection)
    engine.dispose()
    described, migrated = schema_of(empty_url)[part], schema_of(database_url)[part]
    assert described - migrated == set()
    assert migrated - described == set()


def test_several_processes_may_migrate_at_once(empty_url: str) -> None:
    call = "import sys; from careline.store.migrate import migrate; migrate(sys.argv[1])"
    running = [subprocess.Popen([sys.executable, "-c", call, empty_url], cwd=REPOSITORY) for _ in range(3)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    with psycopg.connect(empty_url) as connection:
        assert len(connection.execute("SELECT * FROM alembic_version").fetchall()) == 1


def test_dialling_has_its_one_control_row_from_the_start(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        assert connection.execute("SELECT paused FROM dial_control").fetchall() == [(False,)]
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO dial_control (refilled_at) VALUES (now())")


_FIRST_WITH_TWO_RELEASES = "0016"
"""From here on a database may be a release ahead of a process: docs/production.md, part 9."""
BOUND_COLUMNS = """
SELECT c.conrelid::regclass::text, c.conname, a.attname
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
WHERE c.connamespace = 'public'::regnamespace AND c.conrelid <> 'alembic_version'::regclass
UNION
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, a.attname
FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
WHERE i.indisunique AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
"""


def _since(first: str) -> list[str]:
    scripts = ScriptDirectory.from_config(alembic_config("postgresql://"))
    revisions = sorted(one.revision for one in scripts.walk_revisions())
    return revisions[revisions.index(first) :]


def _columns(url: str) -> dict[tuple[object, object], tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return {row[:2]: row[2:] for row in connection.execute(COLUMNS).fetchall()}


def _judged(url: str) -> dict[tuple[object, object], set[object]]:
    """Columns of each constraint and each unique index, by table and name."""
    found: dict[tuple[object, object], set[object]] = {}
    with psycopg.connect(url) as connection:
        for table, name, column in connection.execute(BOUND_COLUMNS).fetchall():
            found.setdefault((table, name), set()).add(column)
    return found


def test_the_release_before_goes_on_with_each_schema_since(empty_url: str) -> None:
    """Its statements name the columns that it knows: none may be gone, of another kind or newly bound, and what is new
    in a table of before has to come by itself."""
    first, *later = _since(_FIRST_WITH_TWO_RELEASES)
    migrate(empty_url, first)
    for revision in later:
        before, bound = _columns(empty_url), _judged(empty_url)
        tables = {table for table, _ in before}
        migrate(empty_url, revision)
        after = _columns(empty_url)
        assert {column: after.get(column) for column in before} == before, f"{revision} takes away or changes"
        for (table, column), (*_, is_nullable, default) in after.items():
            if table in tables and (table, column) not in before:
                assert is_nullable == "YES" or default, f"{revision} asks for {table}.{column}"
        for (table, name), columns in _judged(empty_url).items():
            if table in tables and (table, name) not in bound:
                known = {column for column in columns if (table, column) in before}
                assert not known, f"{revision} binds {table}.{known} by {name}"
