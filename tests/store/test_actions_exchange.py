"""An exchange in chat and on the phone: which item, for which variant, at which difference; done after a yes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from actions.registry import all_actions
from actions.services import Services
from careline.cases.service import Remedy, remedies_of
from careline.cases.telling import end_told
from careline.core.journal import What
from careline.core.money import Money
from careline.core.remedies import RemedyState
from careline.core.wording.journal import what_words
from careline.demo import personas as p
from careline.feed.service import Feed
from careline.hall.views import remedies_shown
from careline.platform.port import Platform, Variant
from careline.store.database import Database
from careline.store.orders import orders_of
from careline.store.tables.cases import journal
from careline.store.tables.platform import outbox
from tests.factories import event, instant, yuan
from tests.fake_platform import FakePlatform
from tests.rules import RULES
from tests.talking import NOW, SHOP, Said, Talking, in_app, on_the_phone, question

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"


def clock() -> datetime:
    return NOW


def variant(colour: str, size: str, *, in_stock: bool = True, price: str = "30.00", sku: str = "shirt") -> Variant:
    return Variant(
        sku=f"{sku}-{colour}{size}", title=f"T恤（{colour}，{size}）", in_stock=in_stock, price=yuan(price),
        attributes={"size": size, "colour": colour},
    )  # fmt: skip


SHIRTS = (
    variant("黑色", "S"),
    variant("黑色", "M"),
    variant("黑色", "L", price="40.00"),
    variant("黑色", "XL", in_stock=False),
    variant("米色", "S"),
    variant("米色", "M", price="25.50"),
    variant("米色", "L"),
    variant("米色", "XL"),
)
SHIRT = {
    "sku": "shirt-黑色M", "title": "T恤", "quantity": 1, "price": {"amount": "30.00", "currency": "CNY"},
    "variant": "黑色 M",
}  # fmt: skip
SOCKS = {"sku": "socks-1", "title": "棉袜", "quantity": 2, "price": {"amount": "10.00", "currency": "CNY"}}
SCAN = {"at": instant(NOW - timedelta(days=1)), "code": "delivered", "place": "杭州市", "text": "已签收"}
PARCEL = {
    "parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": instant(NOW - timedelta(days=1)),
    "scans": [SCAN],
}  # fmt: skip
RECEIVED: dict[str, Any] = {"status": "delivered", "parcels": [PARCEL], "guarantees": ["return_7_days"]}


class SlowPlatform(FakePlatform):
    """Answers a look-up when nobody waits any more."""

    async def variants(self, order_id: str, sku: str) -> tuple[Variant, ...]:
        await asyncio.sleep(60)
        return await super().variants(order_id, sku)


class OpenTransactions(FakePlatform):
    """Notes how many sessions of the database are in a transaction whenever it is asked."""

    def __init__(self, shop: Database) -> None:
        super().__init__(variants=SHIRTS)
        self._shop = shop
        self.seen: list[int] = []

    async def variants(self, order_id: str, sku: str) -> tuple[Variant, ...]:
        others = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND state LIKE 'idle in transaction%'"
        )
        async with self._shop.autocommit() as connection:
            self.seen.append(int((await connection.execute(others)).scalar_one()))
        return await super().variants(order_id, sku)


async def with_order(
    shop: Database, platform: Platform | None, items: Sequence[dict[str, Any]] = (SHIRT,), **given: Any
) -> Talking:
    then = instant(NOW - timedelta(days=3))
    told = event(items=list(items), placed_at=then, paid_at=then, **given)
    taken = await Feed(shop, RULES.new_users).take([told], NOW)
    assert taken.accepted == 1, taken.rejected
    talk = await in_app(shop, "u-lin", clock)
    with_platform(talk, platform)
    return talk


def with_platform(talk: Talking, platform: Platform | None) -> None:
    services = Services(database=talk.database, clock=clock, shop_name=SHOP, rules=RULES, platform=platform)
    for action in all_actions(services):
        talk.executor.register_action(action)


async def done(shop: Database) -> list[Remedy]:
    async with shop.begin() as tx:
        return await remedies_of(tx, ORDER)


async def press(talk: Talking, said: Said, title: str) -> Said:
    payload = next(button["payload"] for button in said.buttons if button["title"].startswith(title))
    if isinstance(payload, str):
        return await talk.hear(None, payload.removeprefix("/"))
    return await talk.hear(None, payload["intent"], **payload["entities"])


async def test_words_that_name_one_variant_are_confirmed_and_done_after_a_yes(shop: Database) -> None:
    platform = FakePlatform(variants=SHIRTS)
    talk = await with_order(shop, platform, **RECEIVED)
    said = await talk.hear("换大一码", "request_exchange")
    assert said.text == (
        "T恤换成黑色 L，比原来贵 10 元，差价跟商家结算。手上的要先寄回，商家收到后再发新的。要我帮您申请换货吗？"
    )
    assert await done(shop) == []
    said = await talk.hear("好的", "affirm")
    assert said.responses == ["utter_exchange_noted", "utter_dont_send_yet"]
    assert said.texts[0].startswith("T恤换成黑色 L的申请已经提交，最晚")
    (only,) = await done(shop)
    assert (only.kind, only.state, only.items, only.amount) == ("exchange", "approved", (("shirt-黑色M", 1),), None)
    assert (only.guarantee, only.clause) == ("return_7_days", "no_reason_return")
    assert only.details == {
        "variant": "shirt-黑色L", "variant_title": "T恤（黑色，L）",
        "price_difference": {"amount": "10.00", "currency": "CNY"},
    }  # fmt: skip
    async with shop.begin() as tx:
        body = (await tx.execute(select(outbox.c.body).where(outbox.c.remedy_id == only.remedy_id))).scalars().first()
    assert body is not None
    assert body["details"]["variant"] == "shirt-黑色L"
    said = await talk.hear("我要换货", "request_exchange")
    assert said.responses == ["utter_echo_shop"]


async def test_every_place_that_shows_an_exchange_names_the_variant(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **RECEIVED)
    await talk.hear("换大一码", "request_exchange")
    await talk.hear("好的", "affirm")
    async with shop.begin() as tx:
        (order,) = [one for one in await orders_of(tx, "u-lin", 50) if one.order_id == ORDER]
        query = select(journal.c.what, journal.c.data).where(journal.c.what == What.REMEDY_REQUESTED)
        what, data = (await tx.execute(query)).one()
    (only,) = await done(shop)
    told = end_told(replace(only, state=RemedyState.DONE, answer=None), order, "zh-CN")
    assert told == "您买的T恤换成T恤（黑色，L），商家已经办好了。"
    assert "换货：T恤（黑色，L）" in what_words(what, data, "zh-CN", now=NOW, time_zone="Asia/Shanghai")
    (shown,) = remedies_shown([only], {}, {ORDER: order}, NOW, "en")
    assert shown.kind_text == "Exchange: T恤（黑色，L）"


async def test_before_anything_leaves_the_variant_changes_without_a_return(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS))
    said = await talk.hear("想换成米色的", "request_exchange")
    assert said.responses == ["utter_confirm_exchange_unsent"]
    assert "T恤还没发出，可以申请直接发米色 M，比原来便宜 4.50 元" in said.text
    said = await talk.hear("换吧", "nlu_fallback")
    assert said.responses == ["utter_exchange_noted"]
    (only,) = await done(shop)
    assert only.details["price_difference"] == {"amount": "-4.50", "currency": "CNY"}


async def test_unclear_words_get_what_is_in_stock_with_the_difference(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **RECEIVED)
    said = await talk.hear("我要换货", "request_exchange")
    assert said.responses == ["utter_exchange_which_variant"]
    assert [button["title"] for button in said.buttons] == [
        "黑色 S", "黑色 L +10 元", "米色 S", "米色 M -4.50 元", "米色 L", "米色 XL",
    ]  # fmt: skip
    said = await press(talk, said, "米色 L")
    assert said.responses == ["utter_confirm_exchange"]
    assert "换成米色 L，价格一样。" in said.text
    said = await talk.hear("还是要黑色S吧", "nlu_fallback")
    assert "换成黑色 S，" in said.text
    await talk.hear("好的", "affirm")
    assert [one.details["variant"] for one in await done(shop)] == ["shirt-黑色S"]


async def test_words_answer_which_variant_one_after_the_other(shop: Database) -> None:
    talk = await with_order(
        shop, FakePlatform(variants=SHIRTS), [{**SHIRT, "sku": "shirt-1", "variant": ""}], **RECEIVED
    )
    said = await talk.hear("换货", "request_exchange")
    said = await talk.hear("L码的", "nlu_fallback")
    assert [button["title"] for button in said.buttons] == ["黑色 L +10 元", "米色 L"]
    said = await talk.hear("黑色", "ask_dispatch")
    assert "换成黑色 L，" in said.text


async def test_who_names_nothing_twice_gets_a_person(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **RECEIVED)
    await talk.hear("换货", "request_exchange")
    assert (await talk.hear("好看一点的", "nlu_fallback")).responses == ["utter_exchange_say_which"]
    assert (await talk.hear("随便吧", "nlu_fallback")).responses == ["utter_exchange_by_person"]


async def test_a_size_that_the_list_lacks_is_put_to_the_shop_after_a_yes(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **RECEIVED)
    said = await talk.hear("能换成 37 码的吗", "request_exchange")
    assert said.responses[-1] == "utter_exchange_not_listed_offer"
    assert "37" in said.text
    said = await talk.hear("好", "affirm")
    assert "utter_exchange_put_to_shop" in said.responses or "utter_exchange_wish_noted" in said.responses


async def test_among_several_things_the_one_is_asked_for_and_the_words_are_kept(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), [SOCKS, SHIRT], **RECEIVED)
    said = await talk.hear("换大一码", "request_exchange")
    assert said.responses == ["utter_exchange_which_item"]
    assert [button["title"] for button in said.buttons][1] == "T恤"
    said = await press(talk, said, "T恤")
    assert "T恤换成黑色 L，" in said.text
    await talk.hear("好的", "affirm")
    (only,) = await done(shop)
    assert only.items == (("shirt-黑色M", 1),)


async def test_what_is_sold_out_is_said_and_others_or_the_money_are_offered(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **RECEIVED)
    said = await talk.hear("换成黑色XL", "request_exchange")
    assert said.responses == ["utter_exchange_sold_out"]
    assert said.text.startswith("黑色 XL现在没货。")
    assert said.buttons[-1]["title"] == "退款"
    assert (await press(talk, said, "退款")).responses == ["utter_confirm_items_return"]
    assert await done(shop) == []


async def test_where_nothing_else_is_in_stock_the_money_is_offered(shop: Database) -> None:
    gone = [replace(one, in_stock=False) for one in SHIRTS]
    talk = await with_order(shop, FakePlatform(variants=gone), **RECEIVED)
    said = await talk.hear("换大一码", "request_exchange")
    assert (said.responses, len(said.buttons)) == (["utter_exchange_nothing"], 1)


@pytest.mark.parametrize("why", ["away", "slow", "currency"])
async def test_where_its_stock_cannot_be_seen_the_shop_is_told_what_was_said(shop: Database, why: str) -> None:
    platform = SlowPlatform() if why == "slow" else FakePlatform(variants=SHIRTS)
    if why == "away":
        platform.away = True
    elif why == "currency":
        platform = FakePlatform(variants=[replace(one, price=Money(100, "USD")) for one in SHIRTS])
    talk = await with_order(shop, platform, **RECEIVED)
    said = await talk.hear("换大一码", "request_exchange")
    assert said.responses == ["utter_confirm_exchange_as_said"]
    assert "大一码" in said.texts[-1]
    assert talk.slots["asked"] == "confirm_deed"


async def test_the_shop_is_asked_while_nothing_is_held(shop: Database) -> None:
    """Else its wait is everybody's: the conversation is held, and after 退 the caps that all wishes are counted by."""
    platform = OpenTransactions(shop)
    talk = await with_order(shop, platform, (SHIRT, SOCKS), **RECEIVED)
    await talk.hear("退袜子", "request_return", items="socks-1*2")
    assert talk.slots["asked"] == "confirm_return"
    parts = [question("确定退", "affirm"), question("另外T恤换大一码", "request_exchange", items="shirt-黑色M*1")]
    said = await talk.hear("确定退，另外T恤换大一码", "affirm", questions=parts)
    assert said.responses == ["utter_return_noted", "utter_confirm_exchange"]
    assert platform.seen == [0]
    assert [one.kind for one in await done(shop)] == ["return"]


async def test_where_no_stock_can_be_looked_up_their_words_go_to_the_shop(shop: Database) -> None:
    talk = await with_order(shop, None, **RECEIVED)
    assert (await talk.hear("我想换货", "request_exchange")).responses == ["utter_exchange_which_kind"]
    assert (await talk.hear("换大一码", "request_exchange")).responses == ["utter_confirm_exchange_as_said"]
    assert talk.slots["asked"] == "confirm_deed"


async def test_while_it_is_under_way_a_person_arranges_it(shop: Database) -> None:
    under_way = {"status": "dispatched", "parcels": [{**PARCEL, "scans": []}]}
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **under_way)
    assert (await talk.hear("换大一码", "request_exchange")).responses == ["utter_exchange_by_person"]
    assert talk.slots["asked"] == "handoff_offer"


async def test_a_question_in_between_leaves_ours_open(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **RECEIVED)
    await talk.hear("换大一码", "request_exchange")
    said = await talk.hear("怎么付的钱", "ask_payment")
    assert said.responses[-1] == "utter_still_exchange"
    await talk.hear("好的", "affirm")
    assert [one.details["variant"] for one in await done(shop)] == ["shirt-黑色L"]


@pytest.mark.parametrize(
    ("text", "answer"), [("换成米色L码", "utter_confirm_exchange_unsent"), ("换个别的", "utter_exchange_by_person")]
)
async def test_on_the_phone_only_words_that_name_exactly_one_are_enough(shop: Database, text: str, answer: str) -> None:
    async with shop.begin() as tx:
        late = await orders_of(tx, p.LIN, 50)
    sku = next(order.items[0].sku for order in late if order.order_id == p.LIN_LATE_DISPATCH)
    offered = [
        replace(one, sku=f"{sku.rpartition('-')[0]}-{n}", title=one.title) for n, one in enumerate(SHIRTS, start=100)
    ]
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    with_platform(talk, FakePlatform(variants=offered))
    await talk.hear("是我", "affirm")
    said = await talk.hear(text, "request_exchange", order_id=p.LIN_LATE_DISPATCH)
    assert said.responses[0] == answer
    assert said.buttons == []


async def test_a_no_leaves_everything_as_it_is(shop: Database) -> None:
    talk = await with_order(shop, FakePlatform(variants=SHIRTS), **RECEIVED)
    for asked in ("换货", "换大一码"):
        await talk.hear(asked, "request_exchange")
        assert (await talk.hear("算了不换了", "deny")).responses == ["utter_nothing_done"]
    assert await done(shop) == []


async def test_in_english_the_words_are_english(shop: Database) -> None:
    english = [
        replace(one, attributes={"size": one.attributes["size"], "colour": {"黑色": "black", "米色": "beige"}[colour]})
        for one in SHIRTS
        if (colour := one.attributes["colour"])
    ]
    talk = await with_order(shop, FakePlatform(variants=english), [{**SHIRT, "title": "T-shirt"}], **RECEIVED)
    await talk.hear("English please", "ask_language")
    said = await talk.hear("can I have size L in black", "request_exchange")
    assert said.text.startswith("black L instead of your T-shirt, for CNY 10.00 more, which the shop settles with you.")
    said = await talk.hear("yes please", "affirm")
    assert said.texts[0].startswith("I've asked the shop for black L instead of your T-shirt.")
