"""A database that hangs, or is locked, costs seconds and an honest error: nobody waits for ever, and others go on."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator

import psutil
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from careline.store.database import Database, Patience, engine_for
from careline.store.failures import database_lost, full_disk, passing, sqlstate_of

pytestmark = pytest.mark.store

SHORT = Patience(statement=0.5, lock=0.3, idle=0.5, transaction=1.0)


@pytest.fixture
async def impatient(database_url: str) -> AsyncIterator[Database]:
    opened = Database(engine_for(database_url, pool_size=2, patience=SHORT, name="impatient"), SHORT.transaction)
    yield opened
    await opened.close()


async def _asks(database: Database, statement: str) -> None:
    async with database.begin() as tx:
        await tx.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "state"), [("SELECT pg_sleep(5)", "57014"), ("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE", "55P03")]
)
async def test_the_server_ends_what_takes_too_long(
    impatient: Database, database: Database, statement: str, state: str
) -> None:
    async with database.begin() as other:
        await other.execute(text("SELECT 1 FROM orders"))
        with pytest.raises(DBAPIError) as failed:
            await _asks(impatient, statement)
    assert (sqlstate_of(failed.value), passing(failed.value)) == (state, True)
    await _asks(impatient, "SELECT 1")


async def test_a_transaction_that_lies_idle_is_ended_and_its_locks_with_it(impatient: Database) -> None:
    async def dawdle() -> None:
        async with impatient.begin() as tx:
            await tx.execute(text("SELECT 1"))
            await asyncio.sleep(0.8)
            await tx.execute(text("SELECT 1"))

    with pytest.raises(DBAPIError) as failed:
        await dawdle()
    assert database_lost(failed.value)
    await _asks(impatient, "SELECT 1")


async def test_a_session_says_who_it_is(impatient: Database) -> None:
    async with impatient.begin() as tx:
        assert (await tx.execute(text("SHOW application_name"))).scalar_one() == "impatient"


async def test_a_server_that_hangs_costs_seconds_and_is_asked_again_when_it_goes_on(
    impatient: Database,
) -> None:
    """As on a machine that swaps: the kernel answers for it, so nothing breaks by itself."""
    async with impatient.begin() as tx:
        pid = (await tx.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    backend = psutil.Process(pid)
    backend.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        with pytest.raises(DBAPIError) as failed:
            await _asks(impatient, "SELECT 1")
        assert database_lost(failed.value)
        assert time.monotonic() - began < 3
        await _asks(impatient, "SELECT 1")
    finally:
        backend.send_signal(signal.SIGCONT)
    await _asks(impatient, "SELECT 1")
    assert impatient.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


async def test_an_idle_connection_whose_server_hangs_is_given_up_when_it_is_asked_for(
    impatient: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careline.store.database.IDLE_SECONDS", 0.0)
    monkeypatch.setattr("careline.store.database.PING_SECONDS", 0.3)
    async with impatient.begin() as tx:
        pid = (await tx.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    backend = psutil.Process(pid)
    backend.send_signal(signal.SIGSTOP)
    try:
        await asyncio.sleep(0.05)
        async with asyncio.timeout(5):
            await _asks(impatient, "SELECT 1")
    finally:
        backend.send_signal(signal.SIGCONT)


def test_a_full_disk_is_told_from_a_lost_database() -> None:
    full = DBAPIError("INSERT", None, psycopg.errors.DiskFull("could not extend file"))
    assert (full_disk(full), sqlstate_of(full)) == (True, "53100")
    assert not full_disk(DBAPIError("INSERT", None, psycopg.errors.AdminShutdown()))
