"""Taking back what was asked for: only what the words name of it, by goods, by number, by pieces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from careline.cases.service import Remedy, remedies_of_customer
from careline.core.remedies import RemedyKind
from careline.feed.service import Feed
from careline.store.database import Database
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, Talking, in_app

pytestmark = pytest.mark.store

FIRST, SECOND = "CL2026-0001", "CL2026-0002"


def clock() -> datetime:
    return NOW


def priced(sku: str, title: str, quantity: int = 1) -> dict[str, Any]:
    return {"sku": sku, "title": title, "quantity": quantity, "price": {"amount": "15.00", "currency": "CNY"}}


async def with_orders(shop: Database, *orders: list[dict[str, Any]]) -> Talking:
    """林晓雨's orders of these goods, paid an hour ago."""
    for n, items in enumerate(orders, 1):
        total = {"amount": f"{15 * sum(item['quantity'] for item in items)}.00", "currency": "CNY"}
        told = event(
            order_id=f"CL2026-000{n}", items=items, total=total, placed_at=instant(NOW - timedelta(hours=2)),
            paid_at=instant(NOW - timedelta(hours=1)), event_id=f"evt-{n}",
        )  # fmt: skip
        taken = await Feed(shop, RULES.new_users).take([told], NOW)
        assert taken.accepted == 1, taken.rejected
    return await in_app(shop, "u-lin", clock)


async def refund(talk: Talking, order_id: str = FIRST, items: str | None = None) -> None:
    given = {"order_id": order_id} | ({"items": items} if items else {})
    await talk.hear("退款", "request_refund", **given)
    assert (await talk.hear("好的", "affirm")).responses == ["utter_refund_noted"]


async def asked_for(shop: Database) -> Sequence[Remedy]:
    async with shop.begin() as tx:
        return await remedies_of_customer(tx, "u-lin", open_only=False)


async def running(shop: Database) -> list[tuple[str, tuple[tuple[str, int], ...] | None]]:
    return [(one.order_id, one.items) for one in await asked_for(shop) if one.open]


MUG_AND_POT = [priced("mug", "陶瓷马克杯"), priced("pot", "玻璃茶壶")]
MUG_AND_POT_EN = [priced("mug", "Ceramic mug"), priced("pot", "Glass teapot")]


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (MUG_AND_POT, "杯子不退了"),
        (MUG_AND_POT, "杯子不退了 壶照退"),
        (MUG_AND_POT, "茶壶还要退，马克杯就不退了"),
        (MUG_AND_POT, "杯子的退款撤回吧"),
        (MUG_AND_POT_EN, "don't refund the mug after all"),
        (MUG_AND_POT_EN, "withdraw the refund of the mug, the teapot still goes back"),
    ],
)
async def test_of_two_refunds_of_one_order_the_one_named_is_taken_back(
    shop: Database, items: list[dict[str, Any]], text: str
) -> None:
    talk = await with_orders(shop, items)
    await refund(talk, items="mug*1")
    await refund(talk, items="pot*1")
    assert (await talk.hear(text, "deny")).responses == ["utter_withdrawn"]
    assert await running(shop) == [(FIRST, (("pot", 1),))]


@pytest.mark.parametrize("text", ["杯子和茶壶都不退了", "都不退了"])
async def test_both_are_taken_back_where_both_are_named_or_all(shop: Database, text: str) -> None:
    talk = await with_orders(shop, MUG_AND_POT)
    await refund(talk, items="mug*1")
    await refund(talk, items="pot*1")
    assert (await talk.hear(text, "deny")).responses == ["utter_withdrawn"] * 2
    assert not await running(shop)


async def test_which_of_several_is_asked_with_a_button_for_each(shop: Database) -> None:
    talk = await with_orders(shop, MUG_AND_POT)
    await refund(talk, items="mug*1")
    await refund(talk, items="pot*1")
    said = await talk.hear("不退了", "deny")
    assert said.responses == ["utter_withdraw_which"]
    assert said.text == "陶瓷马克杯的退款申请和玻璃茶壶的退款申请都在办，您要撤回哪一个？"
    assert len(await running(shop)) == 2
    payload = said.buttons[0]["payload"]
    await talk.hear(None, payload["intent"], **payload["entities"])
    assert await running(shop) == [(FIRST, (("pot", 1),))]


async def test_of_two_orders_the_one_is_meant_whose_goods_or_number_are_named(shop: Database) -> None:
    shoes, coat = [priced("shoe", "帆布鞋")], [priced("coat", "羊毛大衣")]
    talk = await with_orders(shop, shoes, coat)
    await refund(talk, FIRST)
    await refund(talk, SECOND)
    assert (await talk.hear("鞋子不退了", "deny")).responses == ["utter_withdrawn"]
    assert await running(shop) == [(SECOND, None)]
    await refund(talk, FIRST)
    assert (await talk.hear(f"{SECOND}不退了", "deny", order_no=SECOND)).responses == ["utter_withdrawn"]
    assert await running(shop) == [(FIRST, None)]


async def test_goods_of_which_nothing_is_under_way_take_nothing_else_back(shop: Database) -> None:
    talk = await with_orders(shop, [priced("shoe", "帆布鞋")], [priced("coat", "羊毛大衣")])
    await refund(talk, SECOND)
    await talk.hear("鞋子几时发货", "ask_dispatch", order_id=FIRST)
    said = await talk.hear("鞋子不退了", "deny")
    assert said.responses == ["utter_nothing_of_these_to_withdraw"]
    assert said.text == "帆布鞋没有正在办的申请，别的申请我没有动。"
    assert await running(shop) == [(SECOND, None)]


@pytest.mark.parametrize(("text", "left"), [("杯子不退了 壶照退", "pot"), ("茶壶不退了，杯子照退", "mug")])
async def test_a_part_of_a_larger_refund_is_taken_out_of_it(shop: Database, text: str, left: str) -> None:
    talk = await with_orders(shop, MUG_AND_POT)
    await refund(talk)
    assert (await talk.hear(text, "deny")).responses == ["utter_amended", "utter_refund_noted"]
    assert await running(shop) == [(FIRST, ((left, 1),))]


async def test_the_cell_of_the_undoing_takes_out_the_part_as_well(shop: Database) -> None:
    talk = await with_orders(shop, MUG_AND_POT)
    await refund(talk)
    said = await talk.hear("我不打算退马克杯了", "nlu_fallback", reading=("refund", "undo"))
    assert said.responses == ["utter_amended", "utter_refund_noted"]
    assert await running(shop) == [(FIRST, (("pot", 1),))]


@pytest.mark.parametrize(("text", "pieces"), [("其中两个不退了", 1), ("一个都不退了", 0), ("第一个不退了", 0)])
async def test_pieces_of_one_sort_are_counted(shop: Database, text: str, pieces: int) -> None:
    talk = await with_orders(shop, [priced("tray", "竹制托盘", 3)])
    await refund(talk)
    await talk.hear(text, "deny")
    assert await running(shop) == ([(FIRST, (("tray", pieces),))] if pieces else [])


async def test_a_turn_that_is_answered_twice_takes_back_no_more(shop: Database) -> None:
    talk = await with_orders(shop, MUG_AND_POT)
    await refund(talk)
    turn = await talk._post("杯子不退了", "deny", {})
    call, slots = talk.call(turn.turn_id, "杯子不退了", "deny"), dict(talk.slots)
    await talk.run(call)
    talk.slots = slots
    await talk.run(call)
    assert [(one.kind, one.items) for one in await asked_for(shop) if one.open] == [(RemedyKind.REFUND, (("pot", 1),))]
