"""One committed row, one request, never two: dialers side by side, crashes, pauses, caps, pace, what changed since."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text, update

from callouts.carrier import Busy, Dial, Placed, Refused, Unknown
from callouts.clock_watch import ClockWatch
from callouts.controls import pause, resume
from callouts.dialer import Dialer
from callouts.outcomes import write_outcome
from callouts.pacing import Pace
from careline.contacts.service import opt_out
from careline.core.callouts import AttemptState, CalloutState, Outcome, Why
from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.ids import new_id
from careline.store.database import Database, engine_for
from careline.store.tables.callouts import attempts, callouts, decisions, dial_control
from careline.store.tables.cases import blocks, journal
from careline.store.tables.contacts import bad_numbers, contacts
from careline.store.tables.desk import handoffs
from tests.callouts_kit import (
    LIN,
    LIN_PHONE,
    NO_GAP,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    dispatched_now,
    feed,
    late_order,
    rows,
    seen_while,
    settings_for,
    take,
)

pytestmark = pytest.mark.store


@pytest.fixture
def carrier() -> FakeCarrier:
    return FakeCarrier()


@pytest.fixture
def engine(database: Database, carrier: FakeCarrier) -> Engine:
    return Engine(database, carrier, settings_for())


async def planned(engine: Engine, count: int = 1) -> None:
    await take(engine.database, *(late_order(n) for n in range(1, count + 1)))
    await engine.plan()


async def test_a_due_callout_is_dialled_once_and_entered_into_the_consumers_ledger(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await planned(engine)
    assert await engine.dial() == 1
    assert await engine.dial() == 0
    (dial,) = carrier.dialled
    attempt = await engine.attempt()
    assert (dial.to, dial.attempt_id) == (LIN_PHONE, attempt["attempt_id"])
    assert (attempt["state"], attempt["call_sid"], attempt["n"]) == (AttemptState.QUEUED, "CA" + "0" * 31 + "1", 1)
    assert (await engine.callout())["state"] == CalloutState.DIALING
    (contact,) = await rows(engine.database, contacts)
    assert (contact["channel"], contact["about"], contact["origin_id"]) == ("phone", "dispatch", attempt["attempt_id"])
    assert len(contact["code"]) == 4


async def test_the_row_is_committed_before_the_request_goes_out(engine: Engine, carrier: FakeCarrier) -> None:
    await planned(engine)
    seen: list[str] = []

    async def look(dial: Dial) -> None:
        (row,) = await rows(engine.database, attempts, attempt_id=dial.attempt_id)
        seen.append(row["state"])

    carrier.before = look
    await engine.dial()
    assert seen == [AttemptState.DIALING]


async def test_eight_dialers_never_dial_one_callout_twice(database_url: str, database: Database) -> None:
    count = 12
    carrier, settings = FakeCarrier(), settings_for(pace=Pace(cps=10_000.0, concurrency=100))
    await planned(Engine(database, carrier, settings), count)
    fleet = Database(engine_for(database_url, pool_size=16))
    now = TUESDAY_10

    def clock() -> datetime:
        nonlocal now
        now += timedelta(milliseconds=1)  # the pace is not what this is about
        return now

    dialers = [Dialer(fleet, carrier, settings, clock, ClockWatch(clock, compare=False)) for _ in range(8)]
    for _ in range(3):
        await asyncio.gather(*(dialer.dial_due() for dialer in dialers))
        await asyncio.gather(*(dialer.settled() for dialer in dialers))
    await fleet.close()
    assert set(Counter(dial.to for dial in carrier.dialled).values()) == {1}
    assert len(carrier.dialled) == count == len(await rows(database, attempts))


async def test_one_number_never_rings_twice_at_once(engine: Engine, carrier: FakeCarrier) -> None:
    engine = Engine(engine.database, carrier, settings_for(rules=NO_GAP))
    sister = late_order(2, customer={"phone": LIN_PHONE})
    await take(engine.database, late_order(1), sister)
    await engine.plan()
    assert len(await rows(engine.database, callouts, state=CalloutState.PLANNED)) == 2
    assert await engine.dial() == 1
    engine.later(seconds=1)
    assert await engine.dial() == 0
    waiting = await rows(engine.database, callouts, state=CalloutState.PLANNED)
    assert [row["due_at"] for row in waiting] == [TUESDAY_10 + timedelta(minutes=1)]
    assert len(carrier.dialled) == 1


async def test_nothing_is_dialled_while_paused_and_everything_after(engine: Engine, carrier: FakeCarrier) -> None:
    await planned(engine)
    async with engine.database.begin() as tx:
        await pause(tx, who="operator", why="a fire drill", now=engine.now)
    assert await engine.dial() == 0
    async with engine.database.begin() as tx:
        await resume(tx, who="operator", now=engine.now)
    assert await engine.dial() == 1
    assert len(carrier.dialled) == 1


async def test_calls_at_once_stay_below_the_limit_even_when_it_is_lowered(
    database: Database, carrier: FakeCarrier
) -> None:
    wide = Engine(database, carrier, settings_for(pace=Pace(cps=10_000.0, concurrency=3)))
    await planned(wide, 6)
    for _ in range(8):
        await wide.dial()
        wide.later(seconds=1)
    assert len(carrier.dialled) == 3
    narrow = Engine(database, carrier, settings_for(pace=Pace(cps=10_000.0, concurrency=2)), now=wide.now)
    async with database.begin() as tx:
        await tx.execute(text("UPDATE attempts SET state='ended', ended_at=now(), outcome='no_answer' WHERE n = 1 "
                              "AND attempt_id = (SELECT min(attempt_id::text)::uuid FROM attempts)"))  # fmt: skip
    await narrow.dial()
    assert len(carrier.dialled) == 3, "two are still under way"


async def test_a_call_of_unknown_fate_takes_up_a_place(database: Database, carrier: FakeCarrier) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=10_000.0, concurrency=1)))
    carrier.results = [Unknown("lost")]
    await planned(engine, 2)
    await engine.dial()
    engine.later(seconds=5)
    assert await engine.dial() == 0


async def test_no_second_holds_more_calls_than_agreed(database: Database, carrier: FakeCarrier) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=2.0, concurrency=100)))
    await planned(engine, 8)
    begun: list[datetime] = []

    async def note(_dial: Dial) -> None:
        begun.append(engine.now)

    carrier.before = note
    for _ in range(50):
        await engine.dial()
        engine.later(milliseconds=95)
    assert len(begun) == 8
    assert all(sum(first <= at < first + timedelta(seconds=1) for at in begun) <= 2 for first in begun)


async def test_calls_that_are_due_together_are_begun_by_as_many_statements_as_one(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = Engine(database, carrier, settings_for(pace=Pace(cps=100.0, concurrency=100)))
    await planned(engine, 1)
    one = await seen_while(database, engine.dialer.dial_due)
    await engine.dialer.settled()
    await planned(engine, 9)
    engine.later(seconds=1)
    eight = await seen_while(database, engine.dialer.dial_due)
    await engine.dialer.settled()
    assert len(carrier.dialled) == 9
    assert len(eight) <= len(one) + 6, eight  # what room the caps leave, whether more is due, and a look in between


async def test_an_event_that_unblocks_between_planning_and_dialling_stops_the_call(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await planned(engine)
    await feed(engine.database, dispatched_now(), now=engine.now)  # nobody has looked at it yet
    assert (await rows(engine.database, blocks))[0]["ended_at"] is None
    assert await engine.dial() == 0
    assert not carrier.dialled
    callout = await engine.callout()
    assert (callout["state"], callout["outcome"]) == (CalloutState.CANCELLED, Why.BLOCK_OVER)
    assert (await rows(engine.database, decisions))[-1]["reason"] == Why.BLOCK_OVER


async def test_an_opt_out_that_commits_while_the_dialer_is_at_it_wins(engine: Engine, carrier: FakeCarrier) -> None:
    await planned(engine)
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
        dialling = asyncio.create_task(engine.dial())
        await asyncio.sleep(0.2)  # the dialer has to wait for this transaction, however long it takes
        assert not dialling.done()
    assert await dialling == 0
    assert not carrier.dialled
    assert (await engine.callout())["outcome"] == Why.OPTED_OUT


async def test_a_call_that_fell_due_at_noon_is_made_in_the_afternoon(engine: Engine, carrier: FakeCarrier) -> None:
    await planned(engine)
    engine.later(hours=2, minutes=5)
    assert await engine.dial() == 0
    assert (await engine.callout())["due_at"] == TUESDAY_10 + timedelta(hours=4)
    engine.later(hours=2)
    assert await engine.dial() == 1
    assert len(carrier.dialled) == 1


async def test_the_third_call_of_a_day_waits_for_the_next(engine: Engine, carrier: FakeCarrier) -> None:
    await planned(engine)
    for _ in range(2):
        assert await engine.dial() == 1
        attempt = await engine.attempt()
        async with engine.database.begin() as tx:
            mine = attempts.c.attempt_id == attempt["attempt_id"]
            await tx.execute(update(attempts).where(mine).values(
                state="ended", ended_at=engine.now, outcome=Outcome.NO_ANSWER))  # fmt: skip
            await tx.execute(update(callouts).values(state="planned", due_at=engine.now))
        engine.later(minutes=1)
    assert await engine.dial() == 0
    tomorrow_nine = TUESDAY_10 + timedelta(hours=23)
    assert (await engine.callout())["due_at"] == tomorrow_nine
    engine.now = tomorrow_nine
    assert await engine.dial() == 1
    assert len(carrier.dialled) == 3


async def test_a_dialer_that_dies_before_the_request_leaves_a_row_that_is_never_dialled_again(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await planned(engine)
    await die_while_dialling(engine, carrier)
    assert (await engine.attempt())["state"] == AttemptState.DIALING
    for minutes in (1, 2, 10, 5):
        engine.later(minutes=minutes)
        await engine.step()
    attempt = await engine.attempt()
    assert (attempt["state"], attempt["outcome"]) == (AttemptState.ENDED, Outcome.UNKNOWN_FINAL)
    assert len(carrier.dialled) == 1, "the one request that the dead dialer was about to send"
    callout = await engine.callout()
    assert (callout["state"], callout["outcome"]) == (CalloutState.DONE, Outcome.UNKNOWN_FINAL)
    (handoff,) = await rows(engine.database, handoffs)
    assert "unknown_final" in handoff["why"]
    engine.later(days=1)
    await engine.step()
    assert len(await rows(engine.database, attempts)) == 1
    assert (await rows(engine.database, decisions))[-1]["reason"] == Why.UNKNOWN_FINAL


async def die_while_dialling(engine: Engine, carrier: FakeCarrier) -> None:
    """The process is gone between its commit and whatever the carrier answers."""
    reached, never = asyncio.Event(), asyncio.Event()

    async def hang(_dial: Dial) -> None:
        reached.set()
        await never.wait()

    carrier.before = hang
    doomed = Dialer(
        engine.database, carrier, engine.settings, engine.time, ClockWatch(engine.time, compare=False)
    )  # fmt: skip
    assert await doomed.dial_due() == 1
    await reached.wait()
    for task in list(doomed._posting):
        task.cancel()
    await asyncio.gather(*doomed._posting, return_exceptions=True)
    carrier.before = None


async def test_a_dialer_that_wakes_up_after_it_was_given_up_changes_nothing(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await planned(engine)
    await die_while_dialling(engine, carrier)
    before = await engine.attempt()
    engine.later(seconds=31)
    await engine.reconcile()
    fenced = await engine.attempt()
    assert fenced["lease"] != before["lease"]
    late = Placed("CA" + "9" * 32)
    written = await write_outcome(
        engine.database, before["attempt_id"], before["lease"], late, engine.now, engine.settings
    )
    assert not written
    assert await engine.attempt() == fenced


async def test_an_unknown_lease_writes_nothing_either(engine: Engine) -> None:
    await planned(engine)
    await engine.dial()
    before = await engine.attempt()
    refused = Refused("no", 21211, number_bad=True)
    assert not await write_outcome(
        engine.database, before["attempt_id"], new_id(), refused, engine.now, engine.settings
    )
    assert await engine.attempt() == before
    assert not await rows(engine.database, bad_numbers)


async def test_an_ambiguous_answer_is_unknown_and_never_sent_again(engine: Engine, carrier: FakeCarrier) -> None:
    carrier.results = [Unknown("TimeoutError")]
    await planned(engine)
    await engine.dial()
    assert (await engine.attempt())["state"] == AttemptState.UNKNOWN
    for minutes in (1, 2, 10, 5, 60):
        engine.later(minutes=minutes)
        await engine.step()
    assert (await engine.attempt())["outcome"] == Outcome.UNKNOWN_FINAL
    assert len(carrier.dialled) == 1


async def test_a_bad_number_is_remembered_and_given_to_a_person(engine: Engine, carrier: FakeCarrier) -> None:
    carrier.results = [Refused("not a number", 21211, number_bad=True)]
    await planned(engine)
    await engine.dial()
    (bad,) = await rows(engine.database, bad_numbers)
    assert (bad["number"], bad["code"]) == (LIN_PHONE, "21211")
    assert (await engine.callout())["outcome"] == Outcome.BAD_NUMBER
    assert len(await rows(engine.database, handoffs)) == 1
    engine.later(days=1)
    await engine.step()
    assert len(carrier.dialled) == 1


async def test_a_refusal_of_everything_pauses_the_fleet_and_costs_no_attempt(
    engine: Engine, carrier: FakeCarrier
) -> None:
    carrier.results = [Refused("Authenticate", 20003, stop_everything=True)]
    await planned(engine)
    await engine.dial()
    (control,) = await rows(engine.database, dial_control)
    assert control["paused"]
    assert "Authenticate" in control["paused_why"]
    assert (await engine.attempt())["outcome"] == Outcome.NOT_SENT
    async with engine.database.begin() as tx:
        await resume(tx, who="operator", now=engine.now)
    engine.later(seconds=20)
    assert await engine.dial() == 1


async def test_the_journal_holds_codes_and_no_words_of_the_carrier(engine: Engine, carrier: FakeCarrier) -> None:
    carrier.results = [
        Refused(f"The From number {LIN_PHONE} is wrong", 21212, stop_everything=True),
        Refused(f"The To number {LIN_PHONE} is wrong", 21211, number_bad=True),
    ]
    await planned(engine)
    await engine.dial()
    async with engine.database.begin() as tx:
        await resume(tx, who="operator", now=engine.now)
        await opt_out(tx, LIN, Channel.SMS, source="app", now=engine.now)
    engine.later(minutes=1)
    await engine.dial()
    ours = ("callout:", "dial_control", "customer:", "attempt:", "sms:")
    entries = [row for row in await rows(engine.database, journal) if row["subject"].startswith(ours)]
    assert {row["what"] for row in entries} >= {What.CALL_ENDED, What.DIALLING_PAUSED, What.OPTED_OUT}
    codes = {*Because, *Outcome, *Why}
    assert [row["why"] for row in entries if row["why"] not in codes] == []
    assert [row["what"] for row in entries if row["what"] not in set(What)] == []
    assert "8613800000001" not in str([(row["why"], row["note"], row["data"]) for row in entries])
    assert LIN_PHONE in (await engine.attempt())["detail"], "the attempt itself tells it all"


async def test_a_busy_carrier_gives_the_whole_fleet_a_rest(engine: Engine, carrier: FakeCarrier) -> None:
    engine = Engine(engine.database, carrier, settings_for(pace=Pace(cps=5.0, concurrency=20)))
    carrier.results = [Busy(40.0)]
    await planned(engine, 2)
    assert await engine.dial() == 1
    engine.later(seconds=35)
    assert await engine.dial() == 0
    engine.later(seconds=10)
    assert await engine.dial() >= 1
    assert len({dial.attempt_id for dial in carrier.dialled}) == len(carrier.dialled)


async def test_what_never_reached_the_carrier_is_tried_again_and_counts_for_no_cap(
    engine: Engine, carrier: FakeCarrier
) -> None:
    carrier.results = [Refused("no connection", temporary=True)] * 5
    await planned(engine)
    for _ in range(60):
        engine.later(seconds=30)
        await engine.dial()
    made = await rows(engine.database, attempts)
    assert [row["outcome"] for row in made] == [Outcome.NOT_SENT] * 5 + [None]
    gaps = [(b["intent_at"] - a["intent_at"]).total_seconds() for a, b in pairwise(made)]
    assert gaps == [30, 30, 60, 120, 240]


async def test_a_callout_that_cannot_be_worked_out_does_not_hold_up_the_line(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await planned(engine, 2)
    async with engine.database.begin() as tx:  # a status that this version has never heard of
        await tx.execute(text("ALTER TABLE orders DROP CONSTRAINT ck_orders_status"))
        await tx.execute(text("UPDATE orders SET status = 'teleported' WHERE order_id = 'CL2026-0001'"))
    engine.later(seconds=1)
    assert await engine.dial() == 1
    assert [dial.to for dial in carrier.dialled] == ["+8613800000002"]
    assert (await engine.callout())["due_at"] == engine.now + timedelta(minutes=10)
