"""Numbers that are never dialled, the caps over all calls of a day with their alarm, gaps and caps of one person."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from callouts.attempts import apply, hold_attempt
from callouts.carrier import Busy, CallStatus, Refused
from callouts.lifecycle import Progress
from callouts.outcomes import write_outcome
from careline.contacts.service import AlarmKind, end_alarm, identify, open_alarms, plan_sms, raise_alarm
from careline.core.callouts import CalloutState, Why
from careline.core.contact import Reason
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts, decisions
from careline.store.tables.contacts import SmsState, call_counts, sms
from tests.callouts_kit import (
    EVERYBODY,
    LIN,
    LIN_PHONE,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    late_order,
    rows,
    settings_for,
    take,
)
from tests.rules import DEMO, rules_with

pytestmark = pytest.mark.store

MIDNIGHT = datetime(2026, 11, 25, tzinfo=UTC)
"""When the next UTC day begins: eight in the morning in Hangzhou."""


@pytest.fixture
def carrier() -> FakeCarrier:
    return FakeCarrier()


def engine_with(database: Database, carrier: FakeCarrier, **contact: Any) -> Engine:
    return Engine(database, carrier, settings_for(rules=rules_with(EVERYBODY, contact=contact)))


@pytest.fixture
def engine(database: Database, carrier: FakeCarrier) -> Engine:
    return engine_with(database, carrier)


async def calls_of(engine: Engine, country: str = "CN") -> int:
    return sum(row["calls"] for row in await rows(engine.database, call_counts, country=country))


async def dial_all(engine: Engine) -> None:
    """As the pace allows it, for a while."""
    for _ in range(8):
        await engine.dial()
        engine.later(seconds=1)


@pytest.mark.parametrize(
    ("number", "region", "why"),
    [
        ("+19005551234", "US", Why.PREMIUM_NUMBER),
        ("+882161234567", "CN", Why.SATELLITE_NUMBER),
        ("+2399912345", "CN", Why.COUNTRY_NOT_SERVED),
        ("+861234567", "CN", Why.UNKNOWN_NUMBER),
        ("+864001234567", "CN", Why.SHARED_COST_NUMBER),
        ("+5399123456", "CN", Why.UNKNOWN_NUMBER),
    ],
)
async def test_a_number_that_must_not_be_dialled_is_refused_with_its_reason(
    engine: Engine, carrier: FakeCarrier, number: str, region: str, why: Why
) -> None:
    await take(engine.database, late_order(customer={"phone": number, "region": region}))
    async with engine.database.begin() as tx:
        await plan_sms(tx, LIN, number, "您好", purpose="dispatch", key="k", due_at=engine.now, now=engine.now)
    await engine.step()
    assert not carrier.dialled
    assert not carrier.texts
    assert [row["reason"] for row in await rows(engine.database, decisions)] == [why]
    assert (await rows(engine.database, sms))[0]["why"] == why.value


async def test_the_cap_over_all_stops_dialling_until_the_next_day_and_raises_one_alarm(
    database: Database, carrier: FakeCarrier, caplog: pytest.LogCaptureFixture
) -> None:
    engine = engine_with(database, carrier, calls_in_all=3)
    await take(database, *(late_order(n) for n in range(1, 6)))
    with caplog.at_level(logging.ERROR):
        await engine.plan()
        await dial_all(engine)
        await engine.plan()
    assert len(carrier.dialled) == 3
    waiting = await rows(database, callouts, state=CalloutState.PLANNED)
    assert {row["due_at"] for row in waiting} == {MIDNIGHT + timedelta(hours=1)}  # nine in Hangzhou
    async with database.begin() as tx:
        (alarm,) = await open_alarms(tx, engine.now)
        assert not await open_alarms(tx, MIDNIGHT)
    assert (alarm.kind, alarm.data, alarm.until) == (AlarmKind.CALLS_IN_ALL, {"calls": 3, "cap": 3}, MIDNIGHT)
    assert [record.getMessage() for record in caplog.records] == ["alarm"]
    engine.now = MIDNIGHT + timedelta(hours=1)
    await dial_all(engine)
    assert len(carrier.dialled) == 5


async def test_a_country_has_a_cap_of_its_own(database: Database, carrier: FakeCarrier) -> None:
    engine = engine_with(database, carrier, country_calls={"HK": 1})
    abroad = {"region": "HK", "time_zone": "Asia/Hong_Kong"}
    await take(
        database, late_order(1), late_order(2, customer=abroad | {"phone": "+85291230000"}),
        late_order(3, customer=abroad | {"phone": "+85291230001"}), late_order(4),
    )  # fmt: skip
    await engine.plan()
    await dial_all(engine)
    assert sorted(dial.to[:4] for dial in carrier.dialled) == ["+852", "+861", "+861"]
    async with database.begin() as tx:
        (alarm,) = await open_alarms(tx, engine.now)
    assert (alarm.kind, alarm.subject) == (AlarmKind.CALLS_TO_COUNTRY, "HK")


async def test_four_dialers_at_once_do_not_pass_the_cap(database: Database, carrier: FakeCarrier) -> None:
    engines = [engine_with(database, carrier, calls_in_all=5) for _ in range(4)]
    await take(database, *(late_order(n) for n in range(1, 13)))
    await engines[0].plan()
    await asyncio.gather(*map(dial_all, engines))
    assert len(carrier.dialled) == 5


async def test_a_wish_to_be_called_does_not_pass_the_cap(database: Database, carrier: FakeCarrier) -> None:
    engine = engine_with(database, carrier, calls_in_all=0)
    await take(database, late_order())
    await engine.plan()
    await engine.dial()
    assert not carrier.dialled
    assert (await engine.callout())["due_at"] == MIDNIGHT + timedelta(hours=1)


@pytest.mark.parametrize("result", [Busy(), Refused("not placed", temporary=True), Refused("no such number")])
async def test_a_call_that_was_never_placed_fills_no_cap(
    engine: Engine, carrier: FakeCarrier, result: Busy | Refused
) -> None:
    carrier.results = [result]
    await take(engine.database, late_order())
    await engine.plan()
    assert await engine.dial() == 1
    assert await calls_of(engine) == 0


async def test_a_call_whose_fate_is_unknown_fills_the_cap(engine: Engine) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    await engine.dial()
    (attempt,) = await rows(engine.database, attempts)
    assert await calls_of(engine) == 1
    await write_outcome(  # under another's lease: nothing is written, nothing is counted
        engine.database, attempt["attempt_id"], attempt["callout_id"], Busy(), engine.now, engine.settings
    )
    assert await calls_of(engine) == 1


async def test_an_alarm_that_goes_on_is_one_row_and_comes_anew_once_it_is_over(engine: Engine) -> None:
    now, until = engine.now, engine.now + timedelta(hours=1)
    async with engine.database.begin() as tx:
        assert await raise_alarm(tx, AlarmKind.CALLS_IN_ALL, "all", now, data={"calls": 1}, until=until)
        assert not await raise_alarm(tx, AlarmKind.CALLS_IN_ALL, "all", now, data={"calls": 2}, until=until)
        assert [(alarm.times, alarm.data) for alarm in await open_alarms(tx, now)] == [(2, {"calls": 2})]
        assert await raise_alarm(tx, AlarmKind.CALLS_IN_ALL, "all", until, data={})
        assert await end_alarm(tx, AlarmKind.CALLS_IN_ALL, "all", until)
        assert not await end_alarm(tx, AlarmKind.CALLS_IN_ALL, "all", until)
        assert not await open_alarms(tx, until)


async def test_between_calls_about_two_blocks_of_one_person_lies_a_day(engine: Engine, carrier: FakeCarrier) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    await engine.dial()
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        await identify(tx, attempt["attempt_id"], engine.now)
        held = await hold_attempt(tx, attempt["attempt_id"])
        assert held
        over = Progress(CallStatus.COMPLETED, held.attempt.call_sid or "", engine.now)
        await apply(tx, held, over, engine.now, engine.settings)
    engine.later(minutes=1)
    # Under another account, as "talked about already" would hold it back under the same one.
    await take(engine.database, late_order(2, customer={"phone": LIN_PHONE}), now=engine.now)
    await engine.plan()
    assert (await engine.callout("u-2"))["due_at"] == TUESDAY_10 + timedelta(hours=24)
    async with engine.database.begin() as tx:
        await tx.execute(callouts.update().values(due_at=engine.now).where(callouts.c.customer_id == "u-2"))
    assert await engine.dial() == 0, "asked again before dialling"


async def test_calls_and_messages_together_are_counted_by_person_and_number(
    database: Database, carrier: FakeCarrier
) -> None:
    engine = engine_with(database, carrier, contacts_per_minute=1)
    await take(database, late_order())
    await engine.plan()
    await engine.dial()
    async with database.begin() as tx:
        await plan_sms(tx, LIN, LIN_PHONE, "您好", purpose="dispatch", key="k", due_at=engine.now, now=engine.now)
    assert await engine.text() == 0
    (row,) = await rows(database, sms)
    assert (row["state"], row["due_at"]) == (SmsState.PLANNED, engine.now + timedelta(minutes=1))
    engine.later(minutes=1)
    assert await engine.text() == 1
    await take(database, late_order(2, customer={"phone": LIN_PHONE}), now=engine.now)
    engine.settings = settings_for(rules=rules_with(engine.settings.rules, calls={"block_gap": timedelta(0)}))
    await engine.plan()
    assert (await engine.callout("u-2"))["due_at"] == engine.now + timedelta(minutes=1)


async def test_a_landline_is_phoned_and_not_texted(engine: Engine, carrier: FakeCarrier) -> None:
    await take(engine.database, late_order(customer={"phone": "+8657188880000"}))
    async with engine.database.begin() as tx:
        await plan_sms(
            tx, LIN, "+8657188880000", "您好", purpose="dispatch", key="k", due_at=engine.now, now=engine.now
        )  # fmt: skip
    await engine.step()
    assert [dial.to for dial in carrier.dialled] == ["+8657188880000"]
    assert (await rows(engine.database, sms))[0]["why"] == Reason.LANDLINE


async def test_a_number_of_another_country_waits_until_both_places_are_awake(
    database: Database, carrier: FakeCarrier
) -> None:
    """The feed says Hangzhou, where it is ten; the phone is in New York, where it is nine in the evening."""
    engine = Engine(database, carrier, settings_for(rules=replace(EVERYBODY, names=DEMO.names)))
    await take(engine.database, late_order(customer={"phone": "+12125550123"}))
    await engine.step()
    assert not carrier.dialled
    assert (await engine.callout())["due_at"] == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)  # 9:00 and 20:00


async def test_no_us_number_is_dialled_without_a_number_to_call_back(engine: Engine, carrier: FakeCarrier) -> None:
    await take(engine.database, late_order(customer={"phone": "+12125550123"}))
    await engine.step()
    assert not carrier.dialled
    assert [row["reason"] for row in await rows(engine.database, decisions)] == [Why.NO_CALL_BACK]
