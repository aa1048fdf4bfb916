"""Nothing is kept that nobody has classified: the real schema, column by column, against the list of holdings."""

from __future__ import annotations

import psycopg
import pytest

from careline.privacy.holdings import HOLDINGS, Fate, Holding, Kind
from careline.privacy.rows import belongs, emptying

pytestmark = pytest.mark.store

COLUMNS = """
SELECT table_schema, table_name, column_name FROM information_schema.columns
WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_schema NOT LIKE 'pg_%'
"""


def test_every_column_of_every_table_is_classified(database_url: str) -> None:
    """Fails for a new table or column: say in holdings.py what it holds and what becomes of it at an erasure."""
    with psycopg.connect(database_url) as connection:
        real = set(connection.execute(COLUMNS).fetchall())
    known = {(one.schema, table, column) for table, one in HOLDINGS.items() for column in one.columns}
    assert real - known == set(), "not classified in careline/privacy/holdings.py"
    assert known - real == set(), "classified, but not there any more"


def test_no_column_is_classified_twice() -> None:
    for table, one in HOLDINGS.items():
        names = " ".join(one.kinds.values()).split()
        assert len(names) == len(set(names)), table


@pytest.mark.parametrize(("table", "one"), [pair for pair in HOLDINGS.items() if pair[1].fate is not Fate.NOBODYS])
def test_what_is_kept_is_emptied_of_all_that_is_personal_and_has_a_reason(table: str, one: Holding) -> None:
    assert one.of, "no way from the consumer to these rows"
    assert belongs(table)
    if one.fate is Fate.DELETE:
        return
    assert one.why_kept
    personal = {name for name, kind in one.columns.items() if kind in {Kind.CONTACT, Kind.WORDS, Kind.TRAIL}}
    if one.fate is Fate.EMPTY and table != "customers":  # the stand-in is a new row
        assert personal <= set(one.emptied)


@pytest.mark.parametrize(("table", "one"), [pair for pair in HOLDINGS.items() if pair[1].fate is Fate.NOBODYS])
def test_tables_of_nobody_hold_no_kind_of_a_consumer(table: str, one: Holding) -> None:
    assert not set(one.kinds) & {Kind.KEY, Kind.CONTACT, Kind.WORDS, Kind.TRAIL}


def test_every_statement_is_sql(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        for table, one in HOLDINGS.items():
            if one.fate is Fate.NOBODYS:
                continue
            where = belongs(table).replace(":ids", "%(ids)s")
            connection.execute(f"SELECT {', '.join(one.shown)} FROM {one.schema}.{table} WHERE {where}", {"ids": ["x"]})
            clauses, values = emptying(one.emptied)
            assert len(clauses) >= len(values)
