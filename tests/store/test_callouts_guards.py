"""What must neither stop nor mislead the engine: a wrong clock, lost answers, a dialer held up, a slow carrier."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import text, update

from callouts.cancelling import end_lost_calls
from callouts.carrier import CallSeen, CallStatus, CarrierError, Dial, Unknown
from callouts.clock_watch import ClockWatch
from callouts.controls import pause
from callouts.dialer import Dialer
from callouts.lateness import LatenessAlarm
from callouts.pacing import Pace
from callouts.worker import Worker, WorkerServices, run_worker
from careline.core.callouts import AttemptState, CalloutState, Outcome, Why
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callout_workers, callouts
from careline.store.tables.cases import blocks
from tests.callouts_kit import (
    EVERYBODY,
    LIN_PHONE,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    dispatched_now,
    eventually,
    late_order,
    rows,
    seen_while,
    settings_for,
    take,
)
from tests.rules import rules_with

pytestmark = pytest.mark.store

ANY_HOUR = rules_with(EVERYBODY, contact={"any_hour": True})


@pytest.fixture
def carrier() -> FakeCarrier:
    return FakeCarrier()


async def planned(engine: Engine, count: int = 1) -> None:
    await take(engine.database, *(late_order(n) for n in range(1, count + 1)))
    await engine.plan()


def clock_ahead_by(seconds: float) -> Callable[[], datetime]:
    """The true time and some: the database's clock shows the true one."""
    return lambda: datetime.now(UTC) + timedelta(seconds=seconds)  # noqa: TID251 - it is the clock


def actions(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [getattr(record, "action", "") for record in caplog.records]


@pytest.mark.parametrize(("ahead", "dialled"), [(5.5, 0), (-5.5, 0), (7200, 0), (2.0, 1), (-2.0, 1)])
async def test_a_dialer_whose_clock_is_not_the_databases_dials_nothing(
    database: Database, carrier: FakeCarrier, caplog: pytest.LogCaptureFixture, ahead: float, dialled: int
) -> None:
    settings = settings_for(rules=ANY_HOUR)
    await planned(Engine(database, carrier, settings))  # due since the past
    dialer = Dialer(database, carrier, settings, clock_ahead_by(ahead))
    assert await dialer.dial_due() == dialled
    await dialer.settled()
    assert len(carrier.dialled) == dialled
    assert ("clock_wrong" in actions(caplog)) is (dialled == 0)


async def test_with_a_wrong_clock_a_worker_gives_up_no_attempt_and_says_so_in_its_row(
    database: Database, database_url: str, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for(rules=ANY_HOUR), clock=clock_ahead_by(0))
    await take(database, late_order(1), late_order(2))
    await engine.plan()
    carrier.results = [Unknown("lost")]
    assert await engine.dial() >= 1
    made = len(carrier.dialled)
    wrong = Worker(services(database, database_url, carrier, clock_ahead_by(7200)))
    for loop in wrong.loops:
        await loop.round()
    await wrong.dialer.settled()
    first = (await rows(database, attempts))[0]
    assert (first["state"], first["not_found"], first["polled_at"]) == (AttemptState.UNKNOWN, 0, None)
    assert len(carrier.dialled) == made
    (row,) = await rows(database, callout_workers)
    assert row["stopped_by_clock"]
    assert 7190 < row["clock_ahead"] < 7210


async def test_with_a_wrong_clock_calls_whose_cause_is_gone_are_still_ended(
    database: Database, database_url: str, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for(rules=ANY_HOUR), clock=clock_ahead_by(0))
    await planned(engine)
    assert await engine.dial() == 1
    async with database.begin() as tx:
        await tx.execute(update(blocks).values(ended_at=engine.time()))
    wrong = Worker(services(database, database_url, carrier, clock_ahead_by(7200)))
    for loop in wrong.loops:
        await loop.round()
    assert carrier.ended == [(await engine.attempt())["call_sid"]]


def services(
    database: Database, url: str, carrier: FakeCarrier, clock: Callable[[], datetime], *, compare: bool = True
) -> WorkerServices:
    return WorkerServices(
        database=database, url=url, carrier=carrier, settings=settings_for(rules=ANY_HOUR), clock=clock,
        compare_clocks=compare,
    )  # fmt: skip


async def test_three_negative_look_ups_give_a_lost_calls_place_back_but_never_dial_it_again(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=10_000.0, concurrency=5)))
    carrier.results = [Unknown("lost")] * 5
    await planned(engine, 6)
    for _ in range(6):
        await engine.dial()
        engine.later(seconds=1)
    assert len(carrier.dialled) == 5, "five lost answers take up all five places"
    engine.later(seconds=90)
    for _ in range(2):
        await engine.reconcile()
        await engine.dial()
        engine.later(seconds=30)
    assert len(carrier.dialled) == 5, "twice not found may still be found"
    await engine.reconcile()
    await engine.dial()
    assert len(carrier.dialled) == 6
    assert len({dial.to for dial in carrier.dialled}) == 6, "nobody was dialled twice"
    for _ in range(20):
        engine.later(minutes=1)
        await engine.reconcile()
        await engine.dial()
    lost = [row for row in await rows(database, attempts) if row["call_sid"] is None]
    assert [row["outcome"] for row in lost] == [Outcome.UNKNOWN_FINAL] * 5
    assert len(carrier.dialled) == 6


async def test_look_ups_that_the_carrier_did_not_answer_give_no_place_back(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=10_000.0, concurrency=1)))
    carrier.results = [Unknown("lost")]
    await planned(engine, 2)
    await engine.dial()

    async def away(*_: object) -> list[CallSeen]:
        raise CarrierError("out of reach")

    carrier.find = away  # type: ignore[method-assign, assignment]
    for _ in range(8):
        engine.later(minutes=1)
        await engine.reconcile()
        await engine.dial()
    assert len(carrier.dialled) == 1


async def test_due_callouts_that_wait_for_a_minute_raise_an_alarm_unless_an_operator_has_paused(
    database: Database, carrier: FakeCarrier, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine(database, carrier, settings_for())
    await planned(engine, 2)
    alarm = LatenessAlarm(database, engine.settings.pace)
    found = await alarm.look(engine.now + timedelta(seconds=59))
    assert (found.due, found.longest.total_seconds()) == (2, 59)
    assert "callouts_late" not in actions(caplog)
    for seconds in (61, 70, 90):
        await alarm.look(engine.now + timedelta(seconds=seconds))
    assert actions(caplog).count("callouts_late") == 1, "not with every look"
    await alarm.look(engine.now + timedelta(seconds=125))
    assert actions(caplog).count("callouts_late") == 2
    async with database.begin() as tx:
        await pause(tx, who="operator", why="a drill", now=engine.now)
    await alarm.look(engine.now + timedelta(minutes=10))
    assert actions(caplog).count("callouts_late") == 2


async def test_requests_keep_the_pace_even_where_their_rows_were_committed_long_before(
    database: Database, carrier: FakeCarrier
) -> None:
    """The rows lie seconds apart by the shop's clock; all requests are ready to go out at once."""
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=5.0, concurrency=20)))
    await planned(engine, 4)
    sent: list[float] = []

    async def note(_dial: Dial) -> None:
        sent.append(time.monotonic())

    carrier.before = note
    async with engine.dialer._gate:
        for _ in range(4):
            assert await engine.dialer.dial_due() == 1
            engine.later(seconds=1)
    await engine.dialer.settled()
    assert len(sent) == 4
    assert min(b - a for a, b in pairwise(sent)) >= 1 / 5.0


async def held_up(engine: Engine, carrier: FakeCarrier) -> tuple[Dialer, asyncio.Task[None], Callable[[], None]]:
    """A dialer that has committed an attempt and is then held up for longer than its turn, until it is released."""
    stuck = Dialer(engine.database, carrier, engine.settings, engine.time, ClockWatch(engine.time, compare=False))
    await stuck._gate.__aenter__()
    assert await stuck.dial_due() == 1
    await asyncio.sleep(1.1)

    async def finish() -> None:
        await stuck._gate.__aexit__(None, None, None)
        await stuck.settled()

    release = asyncio.Event()

    async def wait() -> None:
        await release.wait()
        await finish()

    return stuck, asyncio.create_task(wait()), release.set


async def test_a_dialer_that_was_held_up_waits_until_the_line_is_free_again(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=5.0, concurrency=20)))  # one call at a time
    await planned(engine, 2)
    _, finishing, release = await held_up(engine, carrier)
    engine.later(seconds=3)
    assert await engine.dial() == 1, "another dialer has taken the line"
    release()
    await asyncio.sleep(0.3)
    assert len(carrier.dialled) == 1, "it may not send beside the other"
    engine.later(seconds=3)
    await asyncio.wait_for(finishing, 5)
    assert len(carrier.dialled) == 2


async def test_a_dialer_that_was_held_up_sends_nothing_once_dialling_is_paused(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for())
    await planned(engine)
    _, finishing, release = await held_up(engine, carrier)
    async with database.begin() as tx:
        await pause(tx, who="operator", why="a drill", now=engine.now)
    release()
    await asyncio.wait_for(finishing, 5)
    assert not carrier.dialled
    assert (await engine.attempt())["outcome"] == Outcome.NOT_SENT
    assert (await engine.callout())["state"] == CalloutState.PLANNED


async def test_a_dialer_that_was_given_up_meanwhile_sends_nothing(database: Database, carrier: FakeCarrier) -> None:
    engine = Engine(database, carrier, settings_for())
    await planned(engine)
    _, finishing, release = await held_up(engine, carrier)
    async with database.begin() as tx:
        await tx.execute(update(attempts).values(lease=new_id(), state=AttemptState.UNKNOWN))
    release()
    await asyncio.wait_for(finishing, 5)
    assert not carrier.dialled


async def test_hanging_up_waits_neither_for_look_ups_nor_for_text_messages(
    database: Database, database_url: str, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for())
    carrier.results = [Unknown("lost")]
    await planned(engine, 2)
    await engine.dial()
    engine.later(seconds=1)
    await engine.dial()
    ringing = (await rows(database, attempts))[1]
    async with database.begin() as tx:
        await tx.execute(
            text("UPDATE attempts SET intent_at = intent_at - interval '2 minutes' WHERE call_sid IS NULL")
        )
    asked, never = asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> Any:
        asked.set()
        await never.wait()

    carrier.find = slow  # type: ignore[method-assign, assignment]
    carrier.send_sms = slow  # type: ignore[method-assign, assignment]
    start = time.monotonic()
    clock = lambda: engine.now + timedelta(seconds=time.monotonic() - start)  # noqa: E731
    stop = asyncio.Event()
    working = asyncio.create_task(run_worker(services(database, database_url, carrier, clock, compare=False), stop, ()))
    try:
        await asyncio.wait_for(asked.wait(), 5)
        await take(database, dispatched_now(number_of(ringing)), now=engine.now)

        async def ended() -> bool:
            return ringing["call_sid"] in carrier.ended

        await eventually(ended, "the carrier is told to end the call", 5)
    finally:
        stop.set()
        never.set()
        await asyncio.wait_for(working, 10)


def number_of(attempt: Any) -> int:
    return 1 if attempt["number"] == LIN_PHONE else int(attempt["customer_id"].removeprefix("u-"))


@pytest.mark.parametrize("live", [2, 12])
async def test_looking_for_lost_causes_costs_one_statement_however_many_calls_are_under_way(
    database: Database, carrier: FakeCarrier, live: int
) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=10_000.0, concurrency=100)))
    await planned(engine, live)
    for _ in range(live):
        await engine.dial()
        engine.later(seconds=1)
    assert len(carrier.dialled) == live
    statements = await seen_while(database, lambda: end_lost_calls(database, engine.now, engine.settings))
    assert len(statements) == 1, statements


async def test_of_what_is_due_a_promised_time_comes_first_then_the_kind_then_the_older_deadline(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=10_000.0, concurrency=100)))
    await planned(engine, 4)
    ranks: dict[str, tuple[int, timedelta]] = {
        "u-2": (2, timedelta(days=2)), "u-3": (2, timedelta(days=5)), "u-4": (0, timedelta(0)),
    }  # fmt: skip
    async with database.begin() as tx:
        for customer_id, (rank, overdue) in ranks.items():
            mine = callouts.c.customer_id == customer_id
            await tx.execute(update(callouts).where(mine).values(rank=rank, deadline=TUESDAY_10 - overdue))
        late = callouts.c.customer_id == "u-4"
        await tx.execute(update(callouts).where(late).values(due_at=TUESDAY_10 + timedelta(seconds=1)))
        await tx.execute(update(callouts).where(callouts.c.customer_id == "u-lin").values(rank=9))
    engine.later(minutes=1)
    for _ in range(4):
        await engine.dial()
        engine.later(seconds=1)
    assert [dial.to for dial in carrier.dialled] == [f"+86138{n:08}" for n in (4, 3, 2, 1)]


async def test_a_call_is_ended_when_the_window_that_it_was_dialled_in_closes(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for())
    await planned(engine)
    await engine.dial()
    late = engine.now + timedelta(hours=3)
    assert await end_lost_calls(database, late, engine.settings) == 1
    assert (await engine.attempt())["hang_up_why"] == Why.OUTSIDE_WINDOW
    window_until = (await engine.attempt())["window_until"]
    assert abs(window_until - (TUESDAY_10 + timedelta(hours=2))) <= timedelta(seconds=1), "noon in Hangzhou"


@pytest.mark.parametrize(("kill", "ended"), [(False, ["queued", "ringing"]), (True, ["in_call", "queued", "ringing"])])
async def test_a_pause_ends_what_is_not_answered_and_the_kill_switch_everything(
    database: Database, carrier: FakeCarrier, kill: bool, ended: list[str]
) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=5.0, concurrency=20)))  # one call at a time
    await planned(engine, 3)
    for state in (AttemptState.QUEUED, AttemptState.RINGING, AttemptState.IN_CALL):
        await engine.dial()
        newest = attempts.c.intent_at == engine.now
        async with database.begin() as tx:
            await tx.execute(update(attempts).where(newest).values(state=state))
        engine.later(seconds=1)
    async with database.begin() as tx:
        await pause(tx, who="operator", why="a fire", now=engine.now, kill=kill)
    await end_lost_calls(database, engine.now, engine.settings)
    assert await engine.hang_up() == len(ended)
    asked = [row for row in await rows(database, attempts) if row["hang_up_why"]]
    assert sorted(row["state"] for row in asked) == ended
    assert {row["hang_up_why"] for row in asked} == {Why.PAUSED}
    assert sorted(carrier.ended) == sorted(row["call_sid"] for row in asked)


async def test_what_a_pause_has_ended_is_called_again_later(database: Database, carrier: FakeCarrier) -> None:
    engine = Engine(database, carrier, settings_for())
    await planned(engine)
    await engine.dial()
    async with database.begin() as tx:
        await pause(tx, who="operator", why="a drill", now=engine.now)
    await end_lost_calls(database, engine.now, engine.settings)
    sid = (await engine.attempt())["call_sid"]
    carrier.calls[sid] = CallSeen(
        call_sid=sid, to=LIN_PHONE, caller="", status=CallStatus.CANCELED, created_at=engine.now
    )  # fmt: skip
    await engine.hang_up()
    assert (await engine.attempt())["outcome"] == Outcome.CANCELLED
    assert (await engine.callout())["state"] == CalloutState.PLANNED
