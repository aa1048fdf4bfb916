"""The audit log: rows are added and never changed, and whoever changes one all the same is found out."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from careline.core.journal import Because, What
from careline.ids import new_id
from careline.privacy.erase import erase
from careline.privacy.reads import AGAIN_AFTER, Shown, note_read
from careline.store.database import Database
from careline.store.journal import record
from careline.store.migrate import APPEND_ONLY
from careline.store.sealing import FIRST, seal, verify
from tests.desk_floor import paid, told
from tests.factories import NOW

pytestmark = pytest.mark.store

WHO = "u-lin"


async def entries(database: Database, count: int = 5) -> None:
    async with database.begin() as tx:
        for number in range(count):
            await record(
                tx, at=NOW + timedelta(seconds=number), who="agent:li", what=What.CASE_CLOSED, why=Because.AGENT_CLOSED,
                subject=f"case:{number}", customer_id=WHO, note=f"紫色 {number}", data={"n": number, "half": 0.5},
            )  # fmt: skip


async def sealed(database: Database, at_most: int = 1000) -> int:
    async with database.begin() as tx:
        return await seal(tx, NOW, at_most)


async def faults(database: Database, expect: str | None = None) -> list[str]:
    async with database.begin() as tx:
        return (await verify(tx, expect)).faults


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("deed", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
async def test_no_row_is_changed_or_taken_out(database: Database, table: str, deed: str) -> None:
    await told(database, paid(WHO, "CL2026-0001", 60))
    await entries(database)
    await sealed(database)
    async with database.begin() as tx:
        await tx.execute(
            text("INSERT INTO erasures VALUES (:i, 'd', 'p', now(), 'operator')"), {"i": new_id()}
        )  # so that every table has a row
        columns = text("SELECT column_name FROM information_schema.columns WHERE table_name = :t")
        column = (await tx.execute(columns, {"t": table})).scalars().first()
    with pytest.raises(DBAPIError, match="never changed"):
        async with database.begin() as tx:
            await tx.execute(text(deed.format(table, column, column)))


async def test_sealing_goes_on_where_it_stopped_and_the_chain_holds(database: Database) -> None:
    assert await faults(database) == []
    await entries(database, 5)
    assert [await sealed(database, 2) for _ in range(4)] == [2, 2, 1, 0]
    await entries(database, 2)
    async with database.begin() as tx:
        before = await verify(tx)
    assert (before.sealed, before.unsealed, before.faults) == (5, 2, [])
    await sealed(database)
    assert await faults(database, before.head) == []
    assert await faults(database, FIRST) == []


async def test_two_workers_that_meet_seal_each_entry_once(database: Database) -> None:
    await entries(database, 40)
    await asyncio.gather(*(sealed(database, 10) for _ in range(12)))
    while await sealed(database):
        pass
    async with database.begin() as tx:
        found = await verify(tx)
    assert (found.sealed, found.unsealed, found.faults) == (40, 0, [])


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        ("UPDATE journal SET who = 'system' WHERE entry_id = :id", "what was done"),
        ("UPDATE journal SET at = at - interval '1 second' WHERE entry_id = :id", "what was done"),
        ("UPDATE journal SET note = 'another' WHERE entry_id = :id", "what was written"),
        ("UPDATE journal SET data = '{}' WHERE entry_id = :id", "what was written"),
        ("UPDATE journal SET customer_id = 'u-wu' WHERE entry_id = :id", "whom it is about"),
        ("UPDATE journal SET forgotten_at = now() WHERE entry_id = :id", "holds words all the same"),
        ("DELETE FROM journal WHERE entry_id = :id", "is gone"),
        ("DELETE FROM journal_chain WHERE entry_id = :id", "is missing"),
        ("UPDATE journal_chain SET fixed = personal WHERE entry_id = :id", "does not follow"),
        ("DELETE FROM journal_chain WHERE n >= 3", "cut off"),
    ],
)
async def test_whoever_owns_the_tables_and_changes_one_is_found_out(database: Database, deed: str, says: str) -> None:
    await entries(database)
    await sealed(database)
    async with database.begin() as tx:
        head = (await verify(tx)).head
        third = (await tx.execute(text("SELECT entry_id FROM journal_chain WHERE n = 3"))).scalar_one()
    async with database.begin() as tx:
        for table in ("journal", "journal_chain"):
            await tx.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        await tx.execute(text(deed), {"id": third} if ":id" in deed else {})
    assert any(says in fault for fault in await faults(database, head)), await faults(database, head)


async def test_an_erased_consumer_leaves_the_chain_whole(database: Database) -> None:
    await told(database, paid(WHO, "CL2026-0001", 60))
    await entries(database)
    await sealed(database)
    async with database.begin() as tx:
        await erase(tx, WHO, asked_by="operator", now=NOW)
    await sealed(database)
    async with database.begin() as tx:
        found = await verify(tx)
    assert found.faults == []
    assert found.forgotten >= 5


async def test_a_look_at_personal_data_is_written_once_a_quarter_and_a_reveal_each_time(database: Database) -> None:
    async def look(why: Because = Because.NEEDED_FOR_WORK, minutes: float = 0, who: str = "agent:li") -> bool:
        async with database.begin() as tx:
            return await note_read(tx, WHO, Shown.CONVERSATION, who=who, why=why, now=NOW + timedelta(minutes=minutes))

    assert [await look(), await look(), await look(minutes=14)] == [True, False, False]
    assert await look(minutes=1 + AGAIN_AFTER.total_seconds() / 60)
    assert await look(who="agent:wu")
    assert [await look(Because.AGENT_ASKED), await look(Because.AGENT_ASKED)] == [True, True]
