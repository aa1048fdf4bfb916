"""Deeds in chat and on the phone: claimed, sent again, taken back, for some items; said only as it was done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from careline.cases.service import Remedy, Wish, remedies_of, request_remedy
from careline.core.promises import PromiseKind
from careline.core.remedies import RemedyKind
from careline.demo import personas as p
from careline.evidence.service import About, Evidence
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.cases import promises, remedies
from careline.store.tables.platform import outbox
from tests.factories import event, instant, yuan
from tests.pictures import photo
from tests.rules import RULES
from tests.talking import NOW, Talking, in_app, on_the_phone

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"


def clock() -> datetime:
    return NOW


def priced(sku: str, title: str, price: str, quantity: int = 1) -> dict[str, Any]:
    return {"sku": sku, "title": title, "quantity": quantity, "price": {"amount": price, "currency": "CNY"}}


CUP_AND_TRAY = [priced("cup", "陶瓷马克杯", "30.00"), priced("tray", "竹制托盘", "20.00", 2)]


async def with_order(shop: Database, items: list[dict[str, Any]] = CUP_AND_TRAY, **given: Any) -> Talking:
    """林晓雨's order of two sorts of things, paid an hour ago unless said otherwise."""
    told = event(items=items, placed_at=instant(NOW - timedelta(hours=2)), paid_at=instant(NOW - timedelta(hours=1)),
                 **given)  # fmt: skip
    taken = await Feed(shop, RULES.new_users).take([told], NOW)
    assert taken.accepted == 1, taken.rejected
    return await in_app(shop, "u-lin", clock)


def handed_over() -> dict[str, Any]:
    at = instant(NOW - timedelta(days=1))
    scan = {"at": at, "code": "delivered", "place": "杭州市", "text": "已签收"}
    return {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": at, "scans": [scan]}


RECEIVED: dict[str, Any] = {"status": "delivered", "parcels": [handed_over()]}


async def done(shop: Database, order_id: str = ORDER) -> list[Remedy]:
    async with shop.begin() as tx:
        return await remedies_of(tx, order_id)


async def press(talk: Talking, said: Any, title: str) -> Any:
    """Press the button whose title begins so."""
    payload = next(button["payload"] for button in said.buttons if button["title"].startswith(title))
    if isinstance(payload, str):
        return await talk.hear(None, payload.removeprefix("/"))
    return await talk.hear(None, payload["intent"], **payload["entities"])


async def test_what_is_owed_for_a_late_dispatch_is_claimed_after_a_yes(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("怎么还不发", "ask_dispatch")
    assert said.responses == ["utter_dispatch_late", "utter_urged_merchant", "utter_compensation_due"]
    assert "可以赔 16.45 元，通过后退到您的付款账户。要我现在帮您申领吗？" in said.text
    said = await talk.hear("好的", "affirm")
    assert said.text == "赔付 16.45 元 已经帮您申请好了，最晚 明天 14:30 前告诉您结果，通过后退到您的付款账户。"
    claimed = (await done(shop, p.LIN_LATE_DISPATCH))[-1]
    assert (claimed.kind, claimed.state) == ("compensation", "approved")
    assert (claimed.guarantee, claimed.clause, claimed.amount) == ("dispatch_on_time", "late_dispatch", yuan("16.45"))
    said = await talk.hear("赔多少", "ask_guarantee")
    assert said.responses == ["utter_deed_waiting"]
    assert "utter_compensation_due" not in (await talk.hear("怎么还不发", "ask_dispatch")).responses


async def test_on_the_phone_it_is_claimed_in_two_sentences(shop: Database) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    await talk.hear("是我", "affirm")
    await talk.hear("能赔多少", "ask_guarantee")
    said = await talk.hear("帮我申领吧", "affirm")
    assert said.texts[0].startswith("赔付十六元四角五分已经帮您申请好了")
    assert said.texts[0].count("。") == 2
    assert (await done(shop, p.LIN_LATE_DISPATCH))[-1].channel == "phone"


async def test_a_button_takes_back_what_has_not_left_yet(shop: Database) -> None:
    talk = await with_order(shop, [priced("mug", "马克杯", "20.00")])
    await talk.hear("退款", "request_refund")
    said = await talk.hear("好的", "affirm")
    said = await press(talk, said, "撤回")
    assert said.text == "马克杯的退款申请已经撤回，不会再办了。"
    (only,) = await done(shop)
    assert only.state == "withdrawn"
    async with shop.begin() as tx:
        query = select(outbox.c.next_try_at).where(outbox.c.remedy_id == only.remedy_id, outbox.c.topic == "remedy")
        assert (await tx.execute(query)).scalars().all() == [None]


@pytest.mark.parametrize(
    ("text", "intent"), [("不退了", "deny"), ("撤回吧", "cancel_order"), ("undo that", "nlu_fallback")]
)
async def test_words_take_back_what_the_shop_has_only_by_asking_it(shop: Database, text: str, intent: str) -> None:
    talk = await with_order(shop, [priced("mug", "马克杯", "20.00")])
    await talk.hear("退款", "request_refund")
    await talk.hear("好的", "affirm")
    async with shop.begin() as tx:
        await tx.execute(update(remedies).values(state="sent", sent_at=NOW))
    said = await talk.hear(text, intent)
    assert said.responses == ["utter_withdraw_asked"]
    assert "最晚 明天 14:30 前告诉您" in said.text
    refund, asked = await done(shop)
    assert (refund.state, asked.kind, asked.target_id) == ("sent", "withdraw", refund.remedy_id)


async def test_what_has_been_done_cannot_be_taken_back_and_that_is_said(shop: Database) -> None:
    talk = await with_order(shop, [priced("mug", "马克杯", "20.00")])
    await talk.hear("退款", "request_refund")
    said = await talk.hear("好的", "affirm")
    async with shop.begin() as tx:
        await tx.execute(update(remedies).values(state="done", ended_at=NOW))
    assert (await press(talk, said, "撤回")).responses == ["utter_withdraw_too_late"]


async def test_without_anything_under_way_nothing_is_taken_back(shop: Database) -> None:
    talk = await with_order(shop)
    assert (await talk.hear("不退了", "deny")).responses == ["utter_idle"]


async def test_an_item_that_words_name_is_refunded_alone(shop: Database) -> None:
    talk = await with_order(shop)
    said = await talk.hear("只退托盘", "request_refund")
    assert said.responses == ["utter_confirm_items_refund"]
    assert "40 元" in said.text
    said = await talk.hear("好的", "affirm")
    assert "40 元" in said.text
    (only,) = await done(shop)
    assert (only.kind, only.items, only.amount) == ("refund", (("tray", 2),), yuan("40.00"))


async def test_the_whole_order_is_asked_about_with_a_button_for_each_item(shop: Database) -> None:
    talk = await with_order(shop)
    said = await talk.hear("退款", "request_refund")
    titles = [button["title"] for button in said.buttons]
    assert titles == ["帮我申请", "先不用", "只要陶瓷马克杯，30 元", "只要竹制托盘 2 件，40 元"]
    said = await press(talk, said, "只要陶瓷")
    assert said.responses == ["utter_confirm_items_refund"]
    assert not await done(shop)
    await talk.hear("好的", "affirm")
    (only,) = await done(shop)
    assert (only.items, only.amount) == ((("cup", 1),), yuan("30.00"))


async def test_fewer_items_than_we_asked_about_are_no_yes(shop: Database) -> None:
    talk = await with_order(shop)
    await talk.hear("退款", "request_refund")
    said = await talk.hear("只退一个托盘", "request_refund")
    assert said.responses == ["utter_confirm_items_refund"]
    assert "20 元" in said.text
    await talk.hear("好的", "affirm")
    (only,) = await done(shop)
    assert (only.items, only.amount) == ((("tray", 1),), yuan("20.00"))


async def test_the_other_item_may_still_be_asked_back(shop: Database) -> None:
    talk = await with_order(shop)
    await talk.hear("只退托盘", "request_refund")
    await talk.hear("好的", "affirm")
    said = await talk.hear("只退马克杯", "request_refund")
    assert said.responses == ["utter_confirm_items_refund"]
    await talk.hear("好的", "affirm")
    assert [one.items for one in await done(shop)] == [(("tray", 2),), (("cup", 1),)]


@pytest.mark.parametrize(
    ("intent", "text", "question", "kind", "given"),
    [
        ("cancel_order", "只取消托盘", "utter_confirm_items_cancel", "cancel", {}),
        ("request_return", "只退托盘", "utter_confirm_items_return", "return", RECEIVED),
        ("report_damaged_or_wrong", "托盘裂了", "utter_damaged", "refund", RECEIVED),
    ],
)
async def test_items_of_other_deeds_too(
    shop: Database, intent: str, text: str, question: str, kind: str, given: dict[str, Any]
) -> None:
    talk = await with_order(shop, **given)
    said = await talk.hear(text, intent)
    assert said.responses == [question]
    assert "40 元" in said.text
    await talk.hear("好的", "affirm")
    (only,) = await done(shop)
    assert (only.kind, only.items, only.amount) == (kind, (("tray", 2),), yuan("40.00"))


async def test_what_came_broken_is_sent_again_once_a_photo_is_there(shop: Database) -> None:
    talk = await with_order(shop, **RECEIVED)
    said = await talk.hear("马克杯碎了", "report_damaged_or_wrong")
    assert said.responses == ["utter_damaged"]
    said = await press(talk, said, "补发")
    assert said.responses == ["utter_resend_needs_photo"]
    assert "请在聊天里发一张照片" in said.text
    (only,) = await done(shop)
    assert (only.kind, only.state, only.items) == ("resend", "requested", (("cup", 1),))
    assert only.details == {"reason": "damaged", "waits_for": ["photo"]}
    assert (await talk.hear("补发怎么样了", "report_damaged_or_wrong")).responses == ["utter_photo_waiting"]


async def test_what_is_missing_is_sent_again_without_a_photo(shop: Database) -> None:
    talk = await with_order(shop, **RECEIVED)
    said = await talk.hear("托盘漏发了，给我补发", "report_damaged_or_wrong")
    assert said.responses == ["utter_confirm_resend"]
    said = await talk.hear("好的", "affirm")
    assert said.responses == ["utter_resend_noted"]
    (only,) = await done(shop)
    assert (only.state, only.items, only.details) == ("approved", (("tray", 2),), {"reason": "missing"})


async def test_a_new_address_that_we_asked_for_is_submitted_and_read_back(shop: Database) -> None:
    talk = await with_order(shop)
    assert (await talk.hear("改地址", "change_address")).responses == ["utter_ask_address"]
    told = "张三，13800000000，浙江省杭州市滨江区江南大道1号"
    said = await talk.hear(told, "nlu_fallback")
    assert said.responses == ["utter_address_submitted"]
    assert told in said.text
    (only,) = await done(shop)
    assert (only.kind, only.details["address"]) == ("address_change", {"detail": told})


async def test_another_address_instead_of_a_yes_is_read_back_again(shop: Database) -> None:
    talk = await with_order(shop)
    await talk.hear("地址改成滨江区江南大道1号", "change_address")
    said = await talk.hear("改到滨江区江南大道2号", "change_address")
    assert said.responses == ["utter_confirm_address"]
    assert "江南大道2号" in said.text


async def test_once_it_has_left_the_address_stays(shop: Database) -> None:
    talk = await with_order(shop, **RECEIVED)
    said = await talk.hear("地址改成滨江区江南大道1号", "change_address")
    assert said.responses == ["utter_address_too_late"]


async def test_what_was_refused_is_told_with_its_reason_and_a_person(shop: Database) -> None:
    talk = await with_order(shop, [priced("mug", "马克杯", "20.00")])
    await talk.hear("退款", "request_refund")
    await talk.hear("好的", "affirm")
    async with shop.begin() as tx:
        await tx.execute(update(remedies).values(state="refused", ended_at=NOW, answer="已经在打包了"))
    said = await talk.hear("退款怎么样了", "ask_refund_status")
    assert said.responses == ["utter_deed_refused"]
    assert "原因是：已经在打包了" in said.text
    assert (await talk.hear("好", "affirm")).responses == ["utter_handoff_nobody_online"]


async def test_return_freight_is_claimed_after_a_yes(shop: Database) -> None:
    at = instant(NOW - timedelta(hours=20))
    back = {
        "refund_id": "R1", "kind": "return_refund", "status": "approved", "requested_at": at, "approved_at": at,
        "goods_sent_at": at, "amount": {"amount": "20.00", "currency": "CNY"},
    }  # fmt: skip
    talk = await with_order(
        shop, [priced("mug", "马克杯", "20.00")], refunds=[back], freight={"insured": True},
        guarantees=["freight_insurance"], **RECEIVED,
    )  # fmt: skip
    assert (await talk.hear("运费险呢", "ask_return_freight")).responses == ["utter_freight_claimable"]
    assert (await talk.hear("好的", "affirm")).responses == ["utter_freight_claim_noted"]
    (only,) = await done(shop)
    assert (only.kind, only.guarantee, only.amount) == ("freight_claim", "freight_insurance", yuan("10.00"))
    assert (await talk.hear("运费险呢", "ask_return_freight")).responses == ["utter_deed_waiting"]


async def test_the_request_that_was_pressed_for_a_photo_goes_on_and_no_other(shop: Database) -> None:
    talk = await with_order(shop)
    async with shop.begin() as tx:
        order = await load_order(tx, ORDER)
        assert order
        wishes = [
            Wish(order=order, kind=RemedyKind.RESEND, who="consumer", channel="app", items=items, waits_for=("photo",))
            for items in ((("cup", 1),), (("tray", 2),))
        ]
        first, second = [(await request_remedy(tx, wish, NOW, RULES)).remedy_id for wish in wishes]
    photo_id = await Evidence(shop, RULES).receive("u-lin", photo(), About(in_chat=True), NOW)
    pressed = {"order_id": ORDER, "remedy_id": str(first), "photo_id": str(photo_id)}
    assert (await talk.hear(None, "choose_order", **pressed)).responses == ["utter_photo_goes_on"]
    assert (await talk.hear(None, "choose_order", **pressed | {"remedy_id": str(second)})).responses == [
        "utter_photo_not_for_this"
    ]
    states = {one.remedy_id: one.state for one in await done(shop)}
    assert (states[first], states[second]) == ("approved", "requested")


async def test_a_call_that_is_wished_for_on_the_phone_is_promised_about_the_order_spoken_of(shop: Database) -> None:
    told = event(order_id="CL2026-0042", customer={"customer_id": p.LIN}, items=[priced("lamp", "护眼台灯", "20.00")],
                 placed_at=instant(NOW - timedelta(days=5)), paid_at=instant(NOW - timedelta(days=5)))  # fmt: skip
    taken = await Feed(shop, RULES.new_users).take([told], NOW)
    assert taken.accepted == 1, taken.rejected
    async with shop.begin() as tx:
        order = await load_order(tx, "CL2026-0042")
        assert order
        await request_remedy(
            tx, Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="consumer", channel="app"), NOW, RULES
        )
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    await talk.hear("是我", "affirm")
    await talk.hear("台灯怎么还不发", "ask_dispatch", order_id="CL2026-0042")
    assert (await talk.hear("明天下午三点再打给我", "request_callback")).responses == ["utter_callback_noted"]
    async with shop.begin() as tx:
        called = promises.c.kind == PromiseKind.CALLBACK
        assert (await tx.execute(select(promises.c.order_id).where(called))).scalars().all() == ["CL2026-0042"]
