"""Who may be reached how often, who opted out, what we did, and text messages that are sent once or not at all."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from callouts.carrier import Busy, Refused, Unknown
from callouts.texting import send_due_sms, take_sms_status
from careline.contacts.holds import hold_number
from careline.contacts.service import (
    contacts_of,
    mark_bad_number,
    note_contact,
    opt_out,
    opted_out,
    plan_sms,
    reachability,
    settle_sms,
)
from careline.core.contact import Channel, Reason
from careline.core.journal import Because
from careline.core.orders import Customer
from careline.store.database import Database
from careline.store.orders import load_customer
from careline.store.tables.cases import journal
from careline.store.tables.contacts import SmsState, bad_numbers, opt_outs, sms
from tests.callouts_kit import (
    LIN,
    LIN_PHONE,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    instant,
    late_order,
    rows,
    settings_for,
    take,
)

pytestmark = pytest.mark.store


@pytest.fixture
def carrier() -> FakeCarrier:
    return FakeCarrier()


@pytest.fixture
async def engine(database: Database, carrier: FakeCarrier) -> Engine:
    await take(database, late_order())
    return Engine(database, carrier, settings_for())


async def lin(engine: Engine) -> Customer:
    async with engine.database.begin() as tx:
        found = await load_customer(tx, LIN)
    assert found
    return found


async def today(engine: Engine, channel: Channel, now: datetime) -> int:
    async with engine.database.begin() as tx:
        return (await reachability(tx, await lin(engine), channel, now)).today


async def texted(engine: Engine, key: str = "k", due_at: datetime = TUESDAY_10) -> bool:
    async with engine.database.begin() as tx:
        return await plan_sms(
            tx, LIN, LIN_PHONE, "【云选商城】您好", purpose="dispatch", key=key, due_at=due_at, now=engine.now
        )


async def state(engine: Engine) -> str:
    return str((await rows(engine.database, sms))[-1]["state"])


async def test_calls_count_for_the_consumers_own_day(engine: Engine) -> None:
    await engine.plan()
    await engine.dial()
    midnight = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)  # in Hangzhou
    assert await today(engine, Channel.PHONE, midnight - timedelta(seconds=1)) == 1
    assert await today(engine, Channel.PHONE, midnight) == 0
    assert await today(engine, Channel.SMS, engine.now) == 0


async def test_a_number_that_two_consumers_share_is_called_for_both(engine: Engine) -> None:
    await take(engine.database, late_order(2, customer={"phone": LIN_PHONE}))
    await engine.plan()
    await engine.dial()
    async with engine.database.begin() as tx:
        for customer_id in (LIN, "u-2"):
            customer = await load_customer(tx, customer_id)
            assert customer
            assert (await reachability(tx, customer, Channel.PHONE, engine.now)).today == 1


async def test_an_opt_out_is_for_one_channel_and_on_record_once(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        assert await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
        assert await opted_out(tx, LIN, Channel.PHONE)
        assert not await opted_out(tx, LIN, Channel.SMS)
    entries = [row for row in await rows(engine.database, journal) if row["what"] == "opted_out"]
    assert [entry["data"]["channel"] for entry in entries] == ["phone"]


async def test_twenty_opt_outs_at_once_are_one(engine: Engine) -> None:
    async def once() -> bool:
        async with engine.database.begin() as tx:
            return await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)

    fresh = await asyncio.gather(*(once() for _ in range(8)))
    assert sorted(fresh) == [False] * 7 + [True]
    assert len(await rows(engine.database, opt_outs)) == 1


async def test_a_bad_number_stays_bad(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        await mark_bad_number(tx, LIN_PHONE, "21211", "not a number", engine.now)
        await mark_bad_number(tx, LIN_PHONE, "404", "unallocated", engine.now)
        assert (await reachability(tx, await lin(engine), Channel.PHONE, engine.now)).number_bad
    assert len(await rows(engine.database, bad_numbers)) == 1


async def test_a_contact_is_entered_once_and_shown_newest_first_with_its_code(engine: Engine) -> None:
    call, text = uuid4(), uuid4()
    async with engine.database.begin() as tx:
        code = await note_contact(tx, LIN, Channel.PHONE, about="dispatch", origin_id=call, now=engine.now)
        again = await note_contact(tx, LIN, Channel.PHONE, about="dispatch", origin_id=call, now=engine.now)
        later = engine.now + timedelta(hours=1)
        await note_contact(tx, LIN, Channel.SMS, about="dispatch", origin_id=text, now=later)
        shown = await contacts_of(tx, LIN)
        assert await contacts_of(tx, "somebody-else") == []
    assert code == again
    assert len(code) == 4
    assert code.isdecimal()
    assert [contact.channel for contact in shown] == [Channel.SMS, Channel.PHONE]


async def test_a_message_is_sent_once_per_key(engine: Engine, carrier: FakeCarrier) -> None:
    assert await texted(engine)
    assert not await texted(engine)
    assert await engine.text() == 1
    assert await engine.text() == 0
    assert len(carrier.texts) == 1
    (row,) = await rows(engine.database, sms)
    assert (row["state"], row["message_sid"]) == (SmsState.SENT, "SM" + "0" * 31 + "1")


async def test_four_senders_at_once_send_each_message_once(engine: Engine, carrier: FakeCarrier) -> None:
    for n in range(2):
        await texted(engine, key=f"k{n}")
    await asyncio.gather(*(send_due_sms(engine.database, carrier, engine.settings, engine.time) for _ in range(4)))
    assert len(carrier.texts) == 2


@pytest.mark.parametrize("result", [Unknown("lost"), Refused("not mobile", 21614, number_bad=True)])
async def test_what_is_not_certain_or_was_refused_is_not_sent_again(
    engine: Engine, carrier: FakeCarrier, result: Unknown | Refused
) -> None:
    carrier.sms_result = result
    await texted(engine)
    for _ in range(3):
        await engine.text()
        engine.later(hours=1)
    assert len(carrier.texts) == 1
    assert await state(engine) in {SmsState.UNKNOWN, SmsState.REFUSED}
    async with engine.database.begin() as tx:
        assert len(await contacts_of(tx, LIN)) == (1 if isinstance(result, Unknown) else 0)


async def test_a_message_that_never_reached_a_busy_carrier_is_sent_later(engine: Engine, carrier: FakeCarrier) -> None:
    carrier.sms_result = Busy()
    await texted(engine)
    await engine.text()
    carrier.sms_result = None
    engine.later(seconds=31)
    assert await engine.text() == 1
    assert await state(engine) == SmsState.SENT


async def test_a_stop_that_the_carrier_knows_of_is_taken_over(engine: Engine, carrier: FakeCarrier) -> None:
    carrier.sms_result = Refused("stopped", 21610, opted_out=True)
    await texted(engine)
    await engine.text()
    async with engine.database.begin() as tx:
        assert await opted_out(tx, LIN, Channel.SMS)
        assert not await opted_out(tx, LIN, Channel.PHONE)


async def test_no_message_goes_to_whoever_opted_out_since_it_was_planned(engine: Engine, carrier: FakeCarrier) -> None:
    await texted(engine)
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.SMS, source="app", now=engine.now)
    assert await engine.text() == 0
    assert not carrier.texts
    (row,) = await rows(engine.database, sms)
    assert (row["state"], row["why"]) == (SmsState.REFUSED, "opted_out")


async def test_a_message_planned_for_the_night_is_sent_in_the_morning(engine: Engine, carrier: FakeCarrier) -> None:
    engine.now = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)  # nine in the evening
    await texted(engine, due_at=engine.now)
    assert await engine.text() == 0
    assert (await rows(engine.database, sms))[0]["due_at"] == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    engine.now = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    assert await engine.text() == 1
    assert len(carrier.texts) == 1


async def test_the_fourth_message_of_a_day_waits_for_the_next(engine: Engine, carrier: FakeCarrier) -> None:
    for n in range(4):
        await texted(engine, key=f"k{n}")
    assert await engine.text() == 2, "two within a minute"
    engine.later(minutes=1)
    assert await engine.text() == 1
    engine.later(minutes=1)
    assert await engine.text() == 0
    engine.later(days=1)
    assert await engine.text() == 1
    assert len(carrier.texts) == 4


async def test_a_message_whose_sender_died_is_unknown_for_ever(engine: Engine, carrier: FakeCarrier) -> None:
    await texted(engine)
    (row,) = await rows(engine.database, sms)
    async with engine.database.begin() as tx:
        assert await settle_sms(tx, row["sms_id"], SmsState.PLANNED, SmsState.SENDING, engine.now)
        assert not await settle_sms(tx, row["sms_id"], SmsState.PLANNED, SmsState.SENDING, engine.now)
    engine.later(minutes=3)
    assert await engine.text() == 0
    assert await state(engine) == SmsState.UNKNOWN
    assert not carrier.texts


async def test_a_message_that_did_not_arrive_is_marked_once(engine: Engine) -> None:
    await texted(engine)
    await engine.text()
    told = {"MessageSid": "SM" + "0" * 31 + "1", "MessageStatus": "undelivered", "ErrorCode": "30003"}
    for _ in range(2):
        await take_sms_status(engine.database, told, engine.now)
    await take_sms_status(engine.database, {"MessageSid": "SMx", "MessageStatus": "failed"}, engine.now)
    assert (await rows(engine.database, sms))[0]["why"] == "undelivered: 30003"
    undelivered = [row for row in await rows(engine.database, journal) if row["what"] == "sms_undelivered"]
    assert len(undelivered) == 1


async def _moves_to(engine: Engine, phone: str) -> None:
    """The feed tells another number; a stranger with the old one has said no meanwhile."""
    told = late_order(customer={"phone": phone}) | {"event_id": "moved", "version": 9}
    await take(engine.database, told | {"occurred_at": instant(engine.now)}, now=engine.now)
    async with engine.database.begin() as tx:
        await hold_number(tx, LIN_PHONE, Reason.NUMBER_OPTED_OUT, source="sms", now=engine.now)


async def test_a_message_goes_to_the_number_that_was_judged(engine: Engine, carrier: FakeCarrier) -> None:
    """Planned for the morning, and overnight the consumer's number became another one: as with a call, the present
    one is meant."""
    await texted(engine, due_at=engine.now + timedelta(hours=1))
    await _moves_to(engine, "+8613900000009")
    engine.later(hours=1)
    assert await engine.text() == 1
    assert [to for to, _ in carrier.texts] == ["+8613900000009"]
    (row,) = await rows(engine.database, sms)
    assert (row["number"], row["state"]) == ("+8613900000009", SmsState.SENT)


async def test_a_message_about_a_call_goes_to_no_phone_that_did_not_ring(engine: Engine, carrier: FakeCarrier) -> None:
    await engine.plan()
    await texted(engine, due_at=engine.now + timedelta(hours=1))
    async with engine.database.begin() as tx:
        await tx.execute(sms.update().values(callout_id=(await engine.callout())["callout_id"]))
    await _moves_to(engine, "+8613900000009")
    engine.later(hours=1)
    assert await engine.text() == 0
    assert not carrier.texts
    (row,) = await rows(engine.database, sms)
    assert (row["state"], row["why"]) == (SmsState.REFUSED, Because.NUMBER_CHANGED)


async def test_a_call_that_was_planned_rings_the_number_of_now(engine: Engine, carrier: FakeCarrier) -> None:
    await engine.plan()
    await _moves_to(engine, "+8613900000009")
    assert await engine.dial() == 1
    assert [dial.to for dial in carrier.dialled] == ["+8613900000009"]
