"""One thing asked of a refund gets that answer; a rule is told as it fits where the goods are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from careline.demo import personas as p
from careline.feed.service import Feed
from careline.store.database import Database
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Talking, in_app

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


def ago(**units: float) -> str:
    return instant(NOW - timedelta(**units))


def refund(status: str, **given: Any) -> dict[str, Any]:
    """Of an order that was never sent, asked for yesterday."""
    return {
        "refund_id": "R1", "kind": "refund_only", "status": status, "requested_at": ago(hours=20),
        "amount": {"amount": "399.00", "currency": "CNY"}, "to": "微信零钱", **given,
    }  # fmt: skip


async def with_refund(shop: Database, status: str, **given: Any) -> Talking:
    taken = await Feed(shop, RULES.new_users).take([event(refunds=[refund(status, **given)])], NOW)
    assert taken.accepted == 1
    return await in_app(shop, "u-lin", clock)


@pytest.mark.parametrize("intent", ["ask_refund_status", "ask_refund_policy"])
@pytest.mark.parametrize("text", ["退到哪张卡", "钱是退回哪里的", "which account does that go to"])
async def test_where_the_money_goes_is_told_alone(shop: Database, text: str, intent: str) -> None:
    talk = await with_refund(shop, "requested")
    await talk.hear("退款呢", "ask_refund_status")
    for _ in range(2):
        said = await talk.hear(text, intent)
        assert said.text == "羊毛大衣的退款 399 元，退到您的微信零钱。"


async def test_how_far_it_has_got_is_no_question_where_it_goes(shop: Database) -> None:
    talk = await with_refund(shop, "requested")
    assert (await talk.hear("退到哪一步了", "ask_refund_status")).responses == ["utter_refund_requested"]


async def test_why_it_was_declined_we_do_not_know_and_a_person_asks(shop: Database) -> None:
    talk = await with_refund(shop, "rejected")
    await talk.hear("退款呢", "ask_refund_status")
    said = await talk.hear("凭什么不给退", "ask_refund_status")
    assert said.responses == ["utter_refund_declined_unsaid", "utter_refund_appeal_offer"]
    assert (await talk.hear("为什么", "ask_refund_status")).responses == ["utter_refund_why_rejected"]
    assert (await talk.hear("好", "affirm")).responses == ["utter_handoff_nobody_online"]


@pytest.mark.parametrize("intent", ["ask_refund_status", "report_not_received"])
async def test_money_that_cannot_be_seen_is_no_lost_parcel(shop: Database, intent: str) -> None:
    talk = await with_refund(shop, "paid", paid_at=ago(hours=5))
    assert (await talk.hear("还没到账啊", "ask_refund_status")).responses == ["utter_refund_paid"]
    said = await talk.hear("微信里没看到", intent)
    assert said.responses == ["utter_refund_look_at_statement", "utter_refund_trace_offer"]
    assert "记录是 今天 09:30" in said.text
    assert "微信零钱" in said.text
    assert (await talk.hear("查吧", "affirm")).responses == ["utter_enquiry_registered"]


async def test_a_parcel_not_received_is_still_a_parcel_after_talk_of_a_refund(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("能退吗", "ask_refund_policy", order_no=p.LIU_DELIVERED)
    said = await talk.hear("包裹没收到", "report_not_received", order_no=p.LIU_DELIVERED)
    assert said.responses[-1] == "utter_urged_courier"


@pytest.mark.parametrize(
    ("who", "text", "intent", "answer"),
    [
        (p.LIN, "要是退款几天到账", "ask_refund_status", "utter_refund_policy_unsent"),
        (p.LIN, "退款几天到账", "ask_refund_status", "utter_refund_none"),
        (p.LIN, "退款规则", "ask_refund_policy", "utter_refund_policy_unsent"),
        (p.LIN, "收到不满意几天内能退货", "ask_refund_policy", "utter_refund_policy"),
        (p.EMMA, "refund rules", "ask_refund_policy", "utter_refund_policy_under_way"),
        (p.EMMA, "can I get my money back", "ask_refund_policy", "utter_confirm_refund_under_way"),
        (p.EMMA, "how long may I return it after delivery", "ask_refund_policy", "utter_refund_policy"),
    ],
)
async def test_the_rule_is_the_one_for_where_the_goods_are(
    shop: Database, who: str, text: str, intent: str, answer: str
) -> None:
    talk = await in_app(shop, who, clock)
    assert (await talk.hear(text, intent)).responses == [answer]


async def test_a_yes_after_whether_it_can_be_refunded_asks_for_the_refund(shop: Database) -> None:
    talk = await in_app(shop, p.EMMA, clock)
    await talk.hear("can I get my money back", "ask_refund_policy")
    assert (await talk.hear("yes", "affirm")).responses == ["utter_deed_above_limit"]


@pytest.mark.parametrize("text", ["refund??", "退款"])
async def test_one_word_asks_for_the_refund_that_runs(shop: Database, text: str) -> None:
    said = await (await with_refund(shop, "requested")).hear(text, "request_refund")
    assert said.responses == ["utter_refund_requested"]


async def test_one_word_about_an_order_without_a_refund_is_a_wish(shop: Database) -> None:
    talk = await with_refund(shop, "requested")
    assert (await Feed(shop, RULES.new_users).take([event(order_id="CL2026-0002")], NOW)).accepted == 1
    await talk.hear("CL2026-0002什么时候发货", "ask_dispatch_time", order_no="CL2026-0002")
    said = await talk.hear("退款", "request_refund")
    assert said.responses == ["utter_of_alike", "utter_confirm_refund_unsent"]
    assert "CL2026-0002" in said.text


@pytest.mark.parametrize(
    ("text", "said_first"), [("我要退款，要几天", "utter_refund_takes"), ("不想等多久才发货了，退款", None)]
)
async def test_how_long_it_takes_is_said_with_the_question(shop: Database, text: str, said_first: str | None) -> None:
    said = await (await in_app(shop, p.LIN, clock)).hear(text, "request_refund")
    assert said.responses == [*filter(None, [said_first]), "utter_confirm_refund_unsent"]
    assert ("48 小时" in said.text) is bool(said_first)
