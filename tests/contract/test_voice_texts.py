"""Text messages that people send us: a no counts at once, for the number and for everybody who has it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.signing import HEADER, sign
from careline.contacts.service import number_hold, opted_out, plan_sms
from careline.core.callouts import Why
from careline.core.contact import Channel, Reason
from careline.store.database import Database
from careline.store.tables.callouts import callouts, decisions
from careline.store.tables.cases import journal
from careline.store.tables.contacts import SmsState, number_holds, opt_outs, sms, texts_received
from tests.callouts_kit import CALLER, LIN, LIN_PHONE, TOKEN, Phone, late_order, phone, rows, take

pytestmark = pytest.mark.contract


@pytest.fixture
async def lin(database: Database) -> AsyncIterator[Phone]:
    await take(database, late_order(), late_order(2, customer={"phone": LIN_PHONE}))
    async with phone(database) as running:
        running.callee(Script(pick_up="answer"))
        yield running


async def text(lin: Phone, body: str, *, sid: str = "SM1", number: str = LIN_PHONE, **more: str) -> str:
    """Post it as the carrier does; our TwiML."""
    form = {"MessageSid": sid, "From": number, "To": CALLER, "Body": body, "NumMedia": "0", **more}
    url = lin.public_url + "/voice/texts"
    async with lin.http.post(url, data=form, headers={HEADER: sign(TOKEN, url, form)}) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/xml"
        return await answer.text()


async def holds(database: Database, channel: Channel = Channel.PHONE, number: str = LIN_PHONE) -> Reason | None:
    async with database.begin() as tx:
        return await number_hold(tx, number, channel)


@pytest.mark.parametrize(("body", "more"), [("STOP", {}), ("退订", {}), ("xyz", {"OptOutType": "STOP"})])
async def test_stop_ends_calls_and_texts_to_everybody_who_has_the_number(
    lin: Phone, database: Database, body: str, more: dict[str, str]
) -> None:
    await lin.engine.plan()
    async with database.begin() as tx:
        now = lin.clock.now()
        await plan_sms(tx, LIN, LIN_PHONE, "您好", purpose="dispatch", key="k", due_at=now, now=now)
    await text(lin, body, **more)
    async with database.begin() as tx:
        for customer_id in (LIN, "u-2"):
            for channel in Channel:
                assert await opted_out(tx, customer_id, channel)
    await lin.engine.step()
    assert lin.posts() == 0
    assert {row["outcome"] for row in await rows(database, callouts)} == {Why.OPTED_OUT}
    assert (await rows(database, sms))[0]["state"] == SmsState.REFUSED
    await take(database, late_order(3, customer={"phone": LIN_PHONE}))
    await lin.engine.step()
    (decision,) = await rows(database, decisions, order_id="CL2026-0003")
    assert decision["reason"] == Why.NUMBER_OPTED_OUT


async def test_the_carriers_own_stop_is_answered_by_the_carrier_and_ours_by_us(lin: Phone) -> None:
    assert "<Message>" not in await text(lin, "STOP", sid="SM1")
    answer = await text(lin, "别再给我打电话了", sid="SM2")
    assert "好的，以后不会再给您打电话、发短信。" in answer


async def test_the_same_message_posted_again_changes_nothing(lin: Phone, database: Database) -> None:
    for _ in range(3):
        await text(lin, "别再打了")
    assert len(await rows(database, texts_received)) == 1
    assert len(await rows(database, opt_outs)) == 4
    said = [row for row in await rows(database, journal) if row["what"] == "opted_out"]
    assert len(said) == 4
    assert {row["data"]["source"] for row in said} == {"sms"}


async def test_start_brings_texts_back_and_not_calls(lin: Phone, database: Database) -> None:
    await text(lin, "STOP", sid="SM1")
    await text(lin, "START", sid="SM2")
    assert await holds(database, Channel.SMS) is None
    assert await holds(database, Channel.PHONE) is Reason.NUMBER_OPTED_OUT


async def test_a_start_that_is_posted_late_again_does_not_undo_a_later_stop(lin: Phone, database: Database) -> None:
    await text(lin, "START", sid="SM1")
    await text(lin, "STOP", sid="SM2")
    await text(lin, "START", sid="SM1")
    assert await holds(database, Channel.SMS) is Reason.NUMBER_OPTED_OUT


async def test_a_stranger_who_writes_is_left_alone(lin: Phone, database: Database) -> None:
    answer = await text(lin, "发错了，我不认识这个人")
    assert "以后不会再" in answer
    assert await holds(database) is Reason.WRONG_NUMBER
    assert not await rows(database, opt_outs), "the consumer has said nothing"
    await lin.engine.step()
    assert lin.posts() == 0


async def test_nobody_is_told_twice_a_day_that_nobody_reads(lin: Phone, database: Database) -> None:
    assert "没有人看" in await text(lin, "我的订单呢", sid="SM1")
    assert "<Message>" not in await text(lin, "在吗", sid="SM2")
    assert [row["means"] for row in await rows(database, texts_received)] == ["other", "other"]
    assert await holds(database) is None


async def test_what_was_written_is_kept_nowhere(lin: Phone, database: Database) -> None:
    await text(lin, "我住在文化路168号，别再打了")
    for table in (texts_received, number_holds, opt_outs, journal):
        assert "文化路" not in str(await rows(database, table))


@pytest.mark.parametrize("number", ["", "Shop", "12345", "+1", "sip:a@b"])
async def test_a_sender_that_is_no_number_is_passed_over(lin: Phone, database: Database, number: str) -> None:
    assert "<Message>" not in await text(lin, "STOP", number=number)
    assert not await rows(database, texts_received)
    assert not await rows(database, number_holds)


@pytest.mark.parametrize(
    ("customer", "way_out"),
    [
        ({}, "不想再收到，可在应用的服务保障大厅里关闭"),
        ({"phone": "+85291234567", "region": "HK"}, "回TD退订"),
        ({"phone": "+85291234567", "region": "HK", "locale": "en"}, "Reply STOP to opt out."),
    ],
)
async def test_every_message_names_the_way_out_that_works_there(
    database: Database, customer: dict[str, str], way_out: str
) -> None:
    await take(database, late_order(customer=customer))
    async with phone(database) as lin:
        now = lin.clock.now()
        number = customer.get("phone", LIN_PHONE)
        async with database.begin() as tx:
            await plan_sms(tx, LIN, number, "您好，这里是云选。", purpose="dispatch", key="k", due_at=now, now=now)
        assert await lin.engine.text() == 1
        (row,) = await rows(database, sms)
        assert row["body"].endswith(way_out)
        assert row["state"] == SmsState.SENT
