"""Follow-ups on money asked back, with a database: what a cell decides is really done, once, and told with its time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import remedies
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Said, Talking, in_app, question
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.store


def refunded(status: str, **given: Any) -> dict[str, Any]:
    """A coat that came a week ago, and its refund."""
    at = instant(NOW - timedelta(days=8))
    money = {"amount": "399.00", "currency": "CNY"}
    told = {"refund_id": "RF9", "kind": "refund_only", "reason": "other", "status": status, "amount": money}
    parcel = {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": at, "scans": []}
    return event(
        status="dispatched", parcels=[parcel],
        refunds=[{**told, "requested_at": instant(NOW - timedelta(hours=81)), **given}],
    )  # fmt: skip


async def asks(talk: Talking, text: str, matter: Matter, ask: Ask) -> Said:
    """One question, understood as being of this matter and ask."""
    one = question(text, "ask_refund_status") | {
        "matters": [{"name": matter.value, "confidence": 0.9}], "asks": [{"name": ask.value, "confidence": 0.9}],
    }  # fmt: skip
    return await talk.hear(text, "ask_refund_status", questions=[one])


async def registered(shop: Database) -> list[tuple[str, str, dict[str, Any]]]:
    query = select(remedies.c.kind, remedies.c.state, remedies.c.details).order_by(remedies.c.remedy_id)
    async with shop.begin() as tx:
        return [(row.kind, row.state, row.details) for row in await tx.execute(query)]


async def of_lin(shop: Database, told: dict[str, Any]) -> Talking:
    assert (await Feed(shop, RULES.new_users).take([told], NOW)).accepted == 1
    talk = await in_app(shop, "u-lin", lambda: NOW)
    await talk.hear("退款呢", "ask_refund_status")
    return talk


async def test_a_late_decision_is_said_to_be_none_yet_and_pushed_once(shop: Database) -> None:
    talk = await of_lin(shop, refunded("requested", to="支付宝"))
    said = await asks(talk, "到底批没批", Matter.REFUND, Ask.STATUS)
    assert "还没批" in said.text
    await asks(talk, "为什么这么久", Matter.REFUND, Ask.WHY)
    assert [kind for kind, _, _ in await registered(shop)] == ["urge_merchant"]


async def test_the_banks_number_is_asked_for_by_a_person_once(shop: Database) -> None:
    paid = refunded("paid", approved_at=instant(NOW - timedelta(hours=50)), paid_at=instant(NOW - timedelta(hours=31)))
    talk = await of_lin(shop, paid)
    said = await asks(talk, "银行要流水号", Matter.REFUND, Ask.WHICH)
    assert "RF9" in said.text
    assert "utter_enquiry_registered" in said.responses
    await asks(talk, "流水号给我", Matter.REFUND, Ask.WHICH)
    ((kind, state, details),) = await registered(shop)
    assert (kind, state) == ("complaint", "approved")
    assert details["about"] == "trace_refund"
    assert "银行要流水号" in details["text"]


async def test_a_refusal_is_decided_again_after_a_yes(shop: Database) -> None:
    talk = await of_lin(shop, refunded("rejected", decision="超过七天", decided_by="merchant"))
    said = await asks(talk, "凭什么", Matter.REFUND, Ask.WHY)
    assert "超过七天" in said.text
    assert (await talk.hear("好", "affirm")).responses == ["utter_appeal_registered"]
    ((kind, _, details),) = await registered(shop)
    assert kind == "complaint"
    assert details["appeal_of"] == "RF9"
