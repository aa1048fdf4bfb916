"""The worker's loop: woken by the database, and still there after the database was away."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest
from sqlalchemy.engine import make_url

from callouts.carrier import Carrier
from callouts.worker import SELDOM, Loop, Worker, WorkerServices, run_worker
from careline.clock import utc_now
from careline.store.database import Database, notify
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts
from tests.callouts_kit import TUESDAY_10, FakeCarrier, eventually, feed, late_order, rows, seen_while, settings_for

pytestmark = pytest.mark.store


def running_clock() -> Callable[[], datetime]:
    """Ten on Tuesday morning, and going."""
    start = time.monotonic()
    return lambda: TUESDAY_10 + timedelta(seconds=time.monotonic() - start)


def services_for(database: Database, url: str, carrier: Carrier) -> WorkerServices:
    return WorkerServices(
        database=database, url=url, carrier=carrier, settings=settings_for(), clock=running_clock(),
        compare_clocks=False,
    )  # fmt: skip


@asynccontextmanager
async def working(
    database: Database, url: str, carrier: FakeCarrier, extra: Sequence[Loop] = ()
) -> AsyncIterator[WorkerServices]:
    services = services_for(database, url, carrier)
    stop = asyncio.Event()
    task = asyncio.create_task(run_worker(services, stop, extra))
    try:
        yield services
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)


async def test_an_order_that_comes_in_blocked_rings_within_seconds(database: Database, database_url: str) -> None:
    carrier = FakeCarrier()
    async with working(database, database_url, carrier):
        await feed(database, late_order())

        async def dialled() -> bool:
            return bool(carrier.dialled)

        await eventually(dialled, "the phone rings")
    assert len(await rows(database, attempts)) == 1


async def test_a_worker_with_nothing_to_do_asks_the_database_little(database: Database, database_url: str) -> None:
    """Statements a second over all loops, where no call is under way: they are what idling costs."""
    services = replace(services_for(database, database_url, FakeCarrier()), clock=utc_now, compare_clocks=True)
    worker = Worker(services)
    for loop in worker.loops:
        await loop.round()  # what is done once
    asked = [len(await seen_while(database, loop.round)) / loop.every for loop in worker.loops]
    assert sum(asked) <= 4, asked


async def test_as_many_calls_a_second_begin_as_the_pace_allows(database: Database, database_url: str) -> None:
    """Not one per round: the pace says how long to wait, and it may be much shorter than a round."""
    carrier = FakeCarrier()
    async with working(database, database_url, carrier):
        await feed(database, *(late_order(n) for n in range(1, 13)))

        async def dialled() -> bool:
            return len(carrier.dialled) == 12

        await eventually(dialled, "twelve phones ring", 8)


async def test_two_workers_dial_each_callout_once(database: Database, database_url: str) -> None:
    carrier = FakeCarrier()
    async with working(database, database_url, carrier), working(database, database_url, carrier):
        await feed(database, *(late_order(n) for n in range(1, 4)))

        async def dialled() -> bool:
            return len({dial.to for dial in carrier.dialled}) == 3

        await eventually(dialled, "three phones ring", 15)
    assert len(carrier.dialled) == 3


async def test_a_lost_database_is_logged_once_and_waited_for(
    database: Database, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    carrier = FakeCarrier()
    away = make_url(database_url)
    name = away.database
    with caplog.at_level(logging.WARNING, "callouts.worker"):
        async with working(database, database_url, carrier):
            with psycopg.connect(away.set(database="postgres").render_as_string(hide_password=False)) as admin:
                admin.autocommit = True
                admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
                admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))

                async def noticed() -> bool:
                    return "database_unavailable" in actions(caplog)

                await eventually(noticed, "the worker says so", 10)
                await asyncio.sleep(3)  # it tries on, quietly
                admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
            await feed(database, late_order())

            async def dialled() -> bool:
                return bool(carrier.dialled)

            await eventually(dialled, "the phone rings again", 20)
    assert actions(caplog).count("database_unavailable") <= 6, "once for each of the loops"
    assert len(carrier.dialled) == 1


def actions(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [getattr(record, "action", "") for record in caplog.records]


async def test_a_step_that_fails_keeps_no_other_from_running(
    database: Database, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    carrier = FakeCarrier()
    worker = Worker(services_for(database, database_url, carrier))
    await feed(database, late_order())

    async def broken(_now: object) -> None:
        raise RuntimeError("a bug")

    worker.reconciler.reconcile = broken  # type: ignore[method-assign, assignment]
    for loop in worker.loops:
        assert await loop.round() <= SELDOM
    await worker.dialer.settled()
    assert len(carrier.dialled) == 1
    assert "worker_step_failed" in actions(caplog)


async def test_extra_loops_run_beside_the_calls_and_finish_the_step_they_are_at(
    database: Database, database_url: str
) -> None:
    carrier = FakeCarrier()
    begun, go_on, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def deliver() -> None:
        begun.set()
        await go_on.wait()
        finished.set()

    async def broken() -> None:
        raise RuntimeError("a bug")

    async with working(database, database_url, carrier, [Loop(("broken", broken), ("deliver", deliver))]):
        await feed(database, late_order())

        async def dialled() -> bool:
            return bool(carrier.dialled)

        await eventually(dialled, "the phone rings although another loop is busy")
        await asyncio.wait_for(begun.wait(), 5)
        asyncio.get_running_loop().call_later(0.2, go_on.set)
    assert finished.is_set(), "the worker stopped in the middle of a delivery"


async def test_an_outbox_row_wakes_the_extra_loops(database: Database, database_url: str) -> None:
    looked: list[float] = []

    async def look() -> None:
        looked.append(time.monotonic())

    loop = Loop(("look", look))
    async with working(database, database_url, FakeCarrier(), [loop]):

        async def many() -> bool:
            async with database.begin() as tx:
                await notify(tx, Topic.OUTBOX, "remedy")
            return len(looked) > 8

        await eventually(many, "it looks more often than once a second", 5)
