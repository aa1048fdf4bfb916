"""A yes in any form does what was offered, once, for what it names; what is no yes does nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from careline.cases.service import Remedy, remedies_of
from careline.core.remedies import URGES, RemedyKind
from careline.feed.service import Feed
from careline.store.database import Database
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Talking, in_app, question

pytestmark = pytest.mark.store

CUPS, THROW = "CL2026-0031", "CL2026-0032"


def clock() -> datetime:
    return NOW


async def with_orders(shop: Database, *, arrived: bool = False) -> Talking:
    """林晓雨's four cups, and a throw; neither has left, or both have come."""
    at, scan = instant(NOW - timedelta(days=1)), {"code": "delivered", "place": "杭州市", "text": "已签收"}
    parcel = {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": at}
    come: dict[str, Any] = {"status": "delivered", "parcels": [parcel | {"scans": [scan | {"at": at}]}]}
    told = [
        event(
            event_id=f"ev-{order_id}", order_id=order_id, placed_at=instant(NOW - timedelta(days=3)),
            paid_at=instant(NOW - timedelta(days=3)), guarantees=["return_7_days", "damage_cover"],
            items=[{"sku": order_id, "title": title, "quantity": n, "price": {"amount": price, "currency": "CNY"}}],
            total={"amount": total, "currency": "CNY"}, **(come if arrived else {}),
        )
        for order_id, title, n, price, total in (
            (CUPS, "陶瓷马克杯", 4, "12.00", "48.00"), (THROW, "珊瑚绒毛毯", 1, "40.00", "40.00"),
        )
    ]  # fmt: skip
    taken = await Feed(shop, RULES.new_users).take(told, NOW)
    assert taken.accepted == len(told), taken.rejected
    return await in_app(shop, "u-lin", clock)


async def done(shop: Database, order_id: str) -> list[Remedy]:
    async with shop.begin() as tx:
        return [one for one in await remedies_of(tx, order_id) if one.kind not in URGES]


async def offered(talk: Talking) -> None:
    """The money for all four cups, if they like."""
    await talk.hear("马克杯我不要了，退钱", "request_refund", reading=("refund", "do_it"))
    assert talk.slots["asked"] == "confirm_refund"


@pytest.mark.parametrize(
    ("words", "intent", "reading"),
    [
        ("那就按你说的办", "nlu_fallback", ("refund", "confirm")),
        ("弄吧弄吧", "out_of_scope", ("open", "confirm")),
        ("嗯退了它", "request_return", ("return", "do_it")),
        ("行不要了取消掉", "cancel_order", ("cancel", "do_it")),
    ],
)
async def test_a_yes_in_any_form_does_what_was_offered(
    shop: Database, words: str, intent: str, reading: tuple[str, str]
) -> None:
    talk = await with_orders(shop)
    await offered(talk)
    await talk.hear(words, intent, confidence=0.5, reading=reading)
    (remedy,) = await done(shop, CUPS)
    assert remedy.amount is not None
    assert remedy.amount.decimal() == "48.00"


async def test_a_yes_that_names_fewer_is_for_these(shop: Database) -> None:
    talk = await with_orders(shop)
    await offered(talk)
    await talk.hear("好，就退两个吧", "nlu_fallback", confidence=0.5, reading=("refund", "confirm"))
    (remedy,) = await done(shop, CUPS)
    assert remedy.items == ((CUPS, 2),)
    assert remedy.amount is not None
    assert remedy.amount.decimal() == "24.00"


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("毯子还会发吧", ("dispatch", "confirm")),
        ("嗯，毯子退掉", ("refund", "do_it")),
        ("要是明天还不发就退", ("refund", "do_it")),
        ("好的，退 15 块就行", ("refund", "do_it")),
    ],
)
async def test_what_is_another_wish_is_no_yes(shop: Database, words: str, reading: tuple[str, str]) -> None:
    talk = await with_orders(shop)
    await offered(talk)
    await talk.hear(words, "nlu_fallback", confidence=0.5, reading=reading)
    assert await done(shop, CUPS) == []


async def test_one_deed_chosen_instead_of_another_is_done_at_once(shop: Database) -> None:
    talk = await with_orders(shop, arrived=True)
    await talk.hear("毛毯破了个洞", "report_damaged_or_wrong", reading=("damage", "report"))
    await talk.hear("能不能补发", "nlu_fallback", confidence=0.5, reading=("resend", "may_i"))
    assert talk.slots["asked"] == "confirm_resend"
    await talk.hear("算了，直接把钱退给我", "nlu_fallback", confidence=0.5, reading=("refund", "do_it"))
    assert [one.kind for one in await done(shop, THROW)] == [RemedyKind.REFUND]


async def test_after_a_choice_of_the_order_the_first_question_is_answered(shop: Database) -> None:
    talk = await with_orders(shop)
    await talk.hear("这单能退多少钱", "nlu_fallback", confidence=0.5, reading=("refund", "how_much"))
    assert talk.slots["asked"] == "choose_order"
    said = await talk.hear("毛毯那个", "nlu_fallback", confidence=0.5)
    assert "40" in said.text
    assert "48" not in said.text


async def test_goods_of_two_orders_get_an_answer_each(shop: Database) -> None:
    talk = await with_orders(shop)
    said = await talk.hear("马克杯和毛毯能退多少", "nlu_fallback", confidence=0.5, reading=("refund", "how_much"))
    assert "48" in said.text
    assert "40" in said.text


async def test_a_second_wish_that_costs_nothing_is_done_beside_our_question(shop: Database) -> None:
    talk = await with_orders(shop, arrived=True)
    await talk.hear(
        "毛毯退掉 再投诉这家店", "nlu_fallback", confidence=0.5,
        questions=[
            question("毛毯退掉", "nlu_fallback", ("refund", "do_it")),
            question("再投诉这家店", "nlu_fallback", ("merchant", "do_it")),
        ],
    )  # fmt: skip
    assert [one.kind for one in await done(shop, THROW)] == [RemedyKind.COMPLAINT]
    assert talk.slots["asked"] in {"confirm_refund", "confirm_return"}


async def test_money_instead_of_a_new_one_takes_the_new_one_back(shop: Database) -> None:
    talk = await with_orders(shop, arrived=True)
    await talk.hear("毛毯破了个洞", "report_damaged_or_wrong", reading=("damage", "report"))
    await talk.hear("给我补发一条", "nlu_fallback", confidence=0.5, reading=("resend", "do_it"))
    assert [one.kind for one in await done(shop, THROW)] == [RemedyKind.RESEND]
    await talk.hear("不补了，毛毯退钱", "nlu_fallback", confidence=0.5, reading=("refund", "do_it"))
    await talk.hear("嗯", "affirm", reading=("refund", "confirm"))
    again, refund = await done(shop, THROW)
    assert (again.kind, again.open) == (RemedyKind.RESEND, False)
    assert (refund.kind, refund.open) == (RemedyKind.REFUND, True)


async def test_only_one_of_two_offered_is_understood_without_its_name(shop: Database) -> None:
    talk = await with_orders(shop)
    await talk.hear("马克杯退三个", "nlu_fallback", confidence=0.5, reading=("refund", "not_all"))
    said = await talk.hear("啊等等，只退一个", "nlu_fallback", confidence=0.5, reading=("refund", "change"))
    assert "12" in said.text
    assert await done(shop, CUPS) == []
