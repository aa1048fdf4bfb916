"""What was registered is remembered: told by its state until it ends or the order tells of it, and never twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from careline.conversations.service import Conversations
from careline.demo import personas as p
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import remedies
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Talking, claim_of, in_app, question

pytestmark = pytest.mark.store


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def with_price(amount: str) -> dict[str, Any]:
    """An order of one thing at this price."""
    price = {"amount": amount, "currency": "CNY"}
    return {"items": [{"sku": "mug", "title": "马克杯", "quantity": 1, "price": price}], "total": price}


def handed_over() -> dict[str, Any]:
    """Its parcel, handed over a day ago."""
    at = instant(NOW - timedelta(days=1))
    scan = {"at": at, "code": "delivered", "place": "杭州市", "text": "已签收"}
    return {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": at, "scans": [scan]}


async def kinds_noted(database: Database) -> Sequence[Any]:
    async with database.begin() as tx:
        return (await tx.execute(select(remedies.c.kind).order_by(remedies.c.remedy_id))).scalars().all()


async def asked_and_confirmed(shop: Database, clock: Clock, intent: str) -> Talking:
    """林晓雨, whose shoes are late, asks for something and says yes; an hour passes."""
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("帮我", intent)
    await talk.hear("好的", "affirm")
    clock.now += timedelta(hours=1)
    return talk


@pytest.mark.parametrize(
    "intent",
    ["ask_refund_status", "ask_refund_policy", "request_refund", "request_return", "report_damaged_or_wrong",
     "cancel_order", "ask_dispatch", "ask_dispatch_time", "track_shipment"],
)  # fmt: skip
async def test_a_refund_that_was_noted_answers_whatever_is_asked_of_it(
    shop: Database, clock: Clock, intent: str
) -> None:
    talk = await asked_and_confirmed(shop, clock, "request_refund")
    said = await talk.hear("钱呢", intent)
    assert said.responses == ["utter_deed_with_colleague", "utter_money_back_within"]
    assert "退款申请 今天 14:30 登记了，要一位同事审核，最晚 明天 10:00 前给您结果" in said.text
    assert (await talk.hear("好", "affirm")).responses == ["utter_idle"]
    assert await kinds_noted(shop) == ["refund"]


@pytest.mark.parametrize("intent", ["ask_refund_policy", "request_refund", "cancel_order", "ask_dispatch"])
async def test_a_cancellation_that_was_noted_is_told_of_and_not_asked_for_again(
    shop: Database, clock: Clock, intent: str
) -> None:
    talk = await asked_and_confirmed(shop, clock, "cancel_order")
    said = await talk.hear("钱呢", intent)
    assert said.responses == ["utter_deed_with_colleague", "utter_money_back_within"]
    assert "取消申请 今天 14:30 登记了" in said.text
    assert await kinds_noted(shop) == ["cancel"]


async def test_a_return_that_was_noted_is_told_with_the_time_after_the_goods_are_back(
    shop: Database, clock: Clock
) -> None:
    cheap = event(**with_price("20.00"), status="delivered", parcels=[handed_over()])
    assert (await Feed(shop, RULES.new_users).take([cheap], NOW)).accepted == 1
    talk = await in_app(shop, "u-lin", clock)
    await talk.hear("退货", "request_return")
    assert (await talk.hear("好的", "affirm")).responses == ["utter_return_noted"]
    said = await talk.hear("钱多久到", "ask_refund_status")
    assert said.responses == ["utter_return_waiting"]
    assert "商家收到退货后 7 天内退款，先别寄" in said.text


async def test_within_the_limit_it_is_submitted_at_once_and_told_so(shop: Database, clock: Clock) -> None:
    assert (await Feed(shop, RULES.new_users).take([event(**with_price("20.00"))], NOW)).accepted == 1
    talk = await in_app(shop, "u-lin", clock)
    await talk.hear("退款", "request_refund")
    said = await talk.hear("好的", "affirm")
    assert said.responses == ["utter_refund_noted"]
    assert "已经提交，金额 20 元，最晚 明天 14:30 前答复您" in said.text
    clock.now += timedelta(hours=1)
    said = await talk.hear("钱呢", "ask_refund_status")
    assert said.responses == ["utter_refund_waiting"]
    assert "退款申请 今天 14:30 已经提交，最晚 明天 14:30 前答复您。通过后 48 小时内原路退回" in said.text


async def test_a_new_address_that_was_submitted_is_told_of(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("地址改成滨江区江南大道1号", "change_address")
    assert (await talk.hear("对", "affirm")).responses == ["utter_address_noted"]
    clock.now += timedelta(hours=1)
    said = await talk.hear("地址改了吗", "change_address")
    assert said.responses == ["utter_address_waiting"]
    assert "新地址 今天 14:30 已经提交了，最晚 明天 14:30 前告诉您改成没有" in said.text
    assert await kinds_noted(shop) == ["address_change"]


async def test_an_answer_that_never_came_is_owned_up_to(shop: Database, clock: Clock) -> None:
    talk = await asked_and_confirmed(shop, clock, "request_refund")
    clock.now += timedelta(days=1)
    said = await talk.hear("钱呢", "ask_refund_status")
    assert said.responses == ["utter_noted_late"]
    assert "说好 今天 10:00 前答复您，没做到" in said.text
    assert (await talk.hear("好", "affirm")).responses == ["utter_handoff_nobody_online"]


async def test_what_is_settled_is_over(shop: Database, clock: Clock) -> None:
    talk = await asked_and_confirmed(shop, clock, "request_refund")
    async with shop.begin() as tx:
        await tx.execute(update(remedies).values(state="refused", ended_at=clock.now))
    assert (await talk.hear("退款", "request_refund")).responses == ["utter_confirm_refund_unsent"]


async def test_once_the_order_tells_of_the_refund_that_is_what_counts(shop: Database, clock: Clock) -> None:
    await Feed(shop, RULES.new_users).take([event()], NOW)
    talk = await in_app(shop, "u-lin", clock)
    await talk.hear("退款", "request_refund")
    await talk.hear("好的", "affirm")
    asked_for = {
        "refund_id": "R1", "kind": "refund_only", "status": "requested", "requested_at": instant(clock.now),
        "amount": {"amount": "399.00", "currency": "CNY"},
    }  # fmt: skip
    taken = await Feed(shop, RULES.new_users).take([event({"version": 2}, refunds=[asked_for])], clock.now)
    assert taken.accepted == 1
    assert (await talk.hear("钱呢", "ask_refund_status")).responses[-1] == "utter_refund_requested"


async def test_asked_together_with_the_yes_only_the_rest_is_said(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("取消", "cancel_order")
    said = await talk.hear(
        "确定取消，钱几天退？", "ask_refund_status",
        questions=[question("钱几天退？", "ask_refund_status")],
    )  # fmt: skip
    assert said.responses == ["utter_deed_above_limit", "utter_money_back_within"]


async def test_a_yes_that_is_answered_twice_is_noted_once_and_worded_alike(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("退款", "request_refund")
    turn_id = (await Conversations(shop).heard(talk.conversation_id, NOW, text="好的")).turn_id
    assert turn_id
    async with shop.begin() as tx:
        await claim_of(tx, talk.conversation_id)
    slots = dict(talk.slots)
    first = await talk.run(talk.call(turn_id, "好的", "affirm"))
    talk.slots = slots
    assert (await talk.run(talk.call(turn_id, "好的", "affirm"))) == first
    assert first.responses == ["utter_deed_above_limit"]
    assert await kinds_noted(shop) == ["refund"]


async def test_a_second_yes_to_a_question_of_another_turn_notes_nothing(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("退款", "request_refund")
    other = dict(talk.slots)
    await talk.hear("好的", "affirm")
    talk.slots = other
    said = await talk.hear("好的", "affirm")
    assert said.responses == ["utter_deed_with_colleague", "utter_money_back_within"]
    assert await kinds_noted(shop) == ["refund"]


async def test_without_news_we_say_when_our_answer_is_due(shop: Database, clock: Clock) -> None:
    talk = await asked_and_confirmed(shop, clock, "request_refund")
    await talk.hear("钱呢", "ask_refund_status")
    said = await talk.hear("钱呢", "ask_refund_status")
    assert said.responses == ["utter_no_news_promised"]
    assert "最晚 明天 10:00 前给您答复" in said.text
    assert (await talk.hear("好", "affirm")).responses == ["utter_handoff_nobody_online"]
