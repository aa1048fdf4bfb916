"""What was just asked for is corrected: changed here while the shop has not heard of it, else by a colleague there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from careline.cases.service import Remedy, remedies_of
from careline.core.remedies import RemedyKind, RemedyState
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import remedies
from careline.store.tables.platform import outbox
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Talking, in_app

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"


def clock() -> datetime:
    return NOW


def handed_over() -> dict[str, Any]:
    at = instant(NOW - timedelta(days=1))
    scan = {"at": at, "code": "delivered", "place": "杭州市", "text": "已签收"}
    return {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": at, "scans": [scan]}


@pytest.fixture
async def talk(shop: Database) -> Talking:
    """林晓雨 has three trays, and has asked to send two of them back."""
    price = {"amount": "15.00", "currency": "CNY"}
    told = event(
        items=[{"sku": "tray", "title": "竹制托盘", "quantity": 3, "price": price}],
        status="delivered", parcels=[handed_over()], placed_at=instant(NOW - timedelta(days=3)),
        paid_at=instant(NOW - timedelta(days=3)), total={"amount": "45.00", "currency": "CNY"},
    )  # fmt: skip
    taken = await Feed(shop, RULES.new_users).take([told], NOW)
    assert taken.accepted == 1, taken.rejected
    talk = await in_app(shop, "u-lin", clock)
    await talk.hear("退货", "request_return", order_id=ORDER, items="tray*2")
    assert (await talk.hear("好的", "affirm")).responses == ["utter_return_noted"]
    return talk


async def asked_for(shop: Database) -> Sequence[Remedy]:
    async with shop.begin() as tx:
        return await remedies_of(tx, ORDER)


def pieces(found: Sequence[Remedy], kind: RemedyKind = RemedyKind.RETURN) -> list[tuple[int, str]]:
    return [(one.items[0][1] if one.items else 0, one.state.value) for one in found if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "count"), [("改成只退一个吧", 1), ("三个全退", 3), ("actually make it one", 1), ("那退我45块", 3)]
)
async def test_what_has_not_left_is_changed_and_told_with_its_sum(
    shop: Database, talk: Talking, text: str, count: int
) -> None:
    said = await talk.hear(text, "nlu_fallback")
    assert said.responses == ["utter_amended", "utter_return_noted"]
    assert f"{15 * count}" in said.text
    assert pieces(await asked_for(shop)) == [(2, "withdrawn"), (count, "approved")]


async def test_a_turn_that_is_answered_twice_changes_it_once_and_says_the_same(shop: Database, talk: Talking) -> None:
    turn = await talk._post("改成只退一个吧", "nlu_fallback", {})
    call, slots = talk.call(turn.turn_id, "改成只退一个吧", "nlu_fallback"), dict(talk.slots)
    first = await talk.run(call)
    talk.slots = slots
    again = await talk.run(call)
    assert again.responses == first.responses
    assert pieces(await asked_for(shop)) == [(2, "withdrawn"), (1, "approved")]


async def test_what_the_shop_has_is_changed_by_a_colleague_and_runs_on(shop: Database, talk: Talking) -> None:
    async with shop.begin() as tx:
        await tx.execute(update(remedies).values(state=RemedyState.SENT, sent_at=NOW))
        await tx.execute(delete(outbox))
    said = await talk.hear("改成只退一个吧", "nlu_fallback")
    assert said.responses == ["utter_amended_sum_at_shop", "utter_enquiry_registered"]
    assert "15 元" in said.text
    found = await asked_for(shop)
    assert pieces(found) == [(2, "sent")]
    assert [one.details["about"] for one in found if one.kind is RemedyKind.COMPLAINT] == ["change_refund"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [("都不退了", "withdraw"), ("只退一个能退多少钱", "ask_refund_policy"), ("再补发一个新的给我", "request_exchange")],
)
async def test_what_takes_back_asks_or_wishes_another_deed_corrects_nothing(
    shop: Database, talk: Talking, text: str, intent: str
) -> None:
    said = await talk.hear(text, intent, reading=("refund", "how_much") if "多少" in text else None)
    assert "utter_amended" not in said.responses
    assert len([one for one in await asked_for(shop) if one.kind is RemedyKind.RETURN]) == 1
