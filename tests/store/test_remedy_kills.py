"""Killed before any of its statements and run again, a remedy is one remedy, leaves once and is told once."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from careline.cases.service import conditions_of_order, ledger_of, remedies_of
from careline.store.database import Database
from careline.store.tables.cases import cases, promises
from careline.store.tables.contacts import sms
from careline.store.tables.conversations import messages
from careline.store.tables.desk import handoffs
from careline.store.tables.platform import outbox
from tests.factories import customer, order
from tests.keeping_kit import an_agent, known, outbox_of, promises_now, told_to

pytestmark = pytest.mark.store

REPOSITORY = Path(__file__).parents[2]
MOST = 120
"""More orders than a story has statements."""


async def killed_everywhere(database: Database, url: str, story: str) -> int:
    """Run the story on an order of its own for each of its statements; returns how many times it was killed."""
    await an_agent(database, "li")
    for n in ("first", *range(MOST)):
        await known(database, order(order_id=f"CL-{n}", customer_id=f"u-{n}"), customer(customer_id=f"u-{n}"))
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.keeping_child", url, story, cwd=REPOSITORY,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await child.communicate()
    assert child.returncode == 0, err.decode()
    killed = int(out)
    assert 20 < killed < MOST
    return killed


async def count(database: Database, table: Table) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def test_from_wish_to_word_everything_happens_once(database: Database, database_url: str) -> None:
    killed = await killed_everywhere(database, database_url, "settle")
    for n in range(killed + 1):
        async with database.begin() as tx:
            (remedy,) = await remedies_of(tx, f"CL-{n}")
            lines = [(row["before"], row["after"]) for row in await ledger_of(tx, remedy.remedy_id)]
        assert lines == [
            (None, "requested"), ("requested", "needs_approval"), ("needs_approval", "approved"), ("approved", "done"),
        ]  # fmt: skip
        assert len(await outbox_of(database, remedy.remedy_id)) == 1
        assert await promises_now(database, f"CL-{n}") == [("decision", "kept"), ("answer", "kept")]
        assert len(await told_to(database, f"u-{n}")) == 1
        assert remedy.told_at is not None
    stories = killed + 2  # the first one, nobody was killed at
    assert await count(database, cases) == await count(database, sms) == await count(database, messages) == stories
    changes = outbox.c.kind == "remedy.changed"
    async with database.begin() as tx:
        assert (await tx.execute(select(func.count()).where(changes))).scalar_one() == 3 * stories


async def test_a_broken_word_rises_once_and_is_told_once(database: Database, database_url: str) -> None:
    killed = await killed_everywhere(database, database_url, "miss")
    for n in range(killed + 1):
        assert await promises_now(database, f"CL-{n}") == [("decision", "broken"), ("decision", "open")]
        assert len(await told_to(database, f"u-{n}")) == 1
    stories = killed + 2  # the first one, nobody was killed at
    assert await count(database, handoffs) == await count(database, messages) == await count(database, cases) == stories
    assert await count(database, promises) == 2 * stories


async def test_what_was_agreed_for_a_case_is_done_once_and_told_once(database: Database, database_url: str) -> None:
    killed = await killed_everywhere(database, database_url, "hold")
    for n in range(killed + 1):
        async with database.begin() as tx:
            (remedy,) = await remedies_of(tx, f"CL-{n}")
            (kept,) = await conditions_of_order(tx, f"CL-{n}")
            lines = [(row["why"], row["before"], row["after"]) for row in await ledger_of(tx, remedy.remedy_id)]
        assert (kept.state, kept.remedy_id) == ("done", remedy.remedy_id)
        assert lines[0] == ("condition", None, "requested")
        assert len(await told_to(database, f"u-{n}")) == 1
    stories = killed + 2  # the first one, nobody was killed at
    assert await count(database, cases) == await count(database, messages) == stories
