"""One wish, whichever way it comes: the same approvals, goods and sums from chat, hall, desk and a condition."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from actions.memory import Asked
from careline.cases.holding import hold_to_conditions
from careline.cases.service import Remedy, remedies_of
from careline.core.money import Money
from careline.core.orders import Guarantee, Order, OrderStatus, RefundStatus
from careline.core.remedies import RemedyKind
from careline.core.rights import RightKind
from careline.desk.doing import DeedIn, Doing
from careline.desk.raising import raise_case
from careline.desk.service import Desk
from careline.hall.service import Hall
from careline.store.database import Database
from tests.desk_floor import asks_for_a_person, hired
from tests.factories import NOW, ago, ahead, item, mug_and_pan, order, parcel, refund, scan, yuan
from tests.keeping_kit import agreed, known, terms, told_to
from tests.rules import RULES
from tests.talking import in_app
from understanding.condition_words import Awaited, Then

pytestmark = pytest.mark.store

K = RemedyKind
SMALL, MIDDLE, LARGE = yuan("49.00"), yuan("300.00"), yuan("5000.00")
APPROVALS = {SMALL: 0, MIDDLE: 1, LARGE: 2}
"""By the standard rules: none up to 50, one up to 500."""


def phone(price: Money, **given: Any) -> Order:
    return order(items=(item(sku="phone", title="手机", price=price),), total=price, **given)


def unsent(price: Money) -> Order:
    return phone(price)


def silent(price: Money) -> Order:
    """Under way, and not scanned for five days."""
    lost = parcel(dispatched_at=ago(days=6), scans=(scan(at=ago(days=5)),))
    return phone(price, status=OrderStatus.DISPATCHED, parcels=(lost,), paid_at=ago(days=7), placed_at=ago(days=7))


def received(price: Money) -> Order:
    there = parcel(dispatched_at=ago(days=3), delivered_at=ago(days=1))
    return phone(price, status=OrderStatus.DELIVERED, parcels=(there,), paid_at=ago(days=4), placed_at=ago(days=4))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is wished for, and how each channel is told so. `asked` with `wish`: our question in the chat."""

    kind: RemedyKind
    order: Callable[[Money], Order]
    asked: Asked
    wish: dict[str, Any] = field(default_factory=dict)
    right: str = ""
    then: Then | None = None


WANTED = {
    "resend": Wanted(
        kind=K.RESEND, order=silent, asked=Asked.CONFIRM_RESEND, wish={"reason": "lost"}, right=RightKind.PARCEL_LOST
    ),
    "refund": Wanted(
        kind=K.REFUND, order=silent, asked=Asked.CONFIRM_REFUND, wish={"reason": "lost"}, right=RightKind.PARCEL_LOST
    ),
    "return": Wanted(
        kind=K.RETURN, order=received, asked=Asked.CONFIRM_RETURN, right=Guarantee.RETURN_7_DAYS, then=Then.RETURN
    ),
    "exchange": Wanted(
        kind=K.EXCHANGE, order=received, asked=Asked.CONFIRM_DEED, wish={"deed": "exchange_as_said", "wish": "换黑色的"}
    ),
    "cancel": Wanted(kind=K.CANCEL, order=unsent, asked=Asked.CONFIRM_CANCEL, then=Then.CANCEL),
}


async def by_chat(database: Database, shown: Order, wanted: Wanted) -> None:
    talk = await in_app(database, shown.customer_id, lambda: NOW)
    talk.slots |= {
        "order_id": shown.order_id, "asked": wanted.asked, "wish": json.dumps(wanted.wish) if wanted.wish else None,
    }  # fmt: skip
    await talk.hear("好的", "affirm")


async def by_hall(database: Database, shown: Order, wanted: Wanted) -> None:
    hall = Hall(database, RULES)
    (seen,) = (await hall.show(shown.customer_id, "zh-CN", NOW)).orders
    claim = next(right.claim for right in seen.rights if right.right == wanted.right and right.claim)
    await hall.claim(shown.customer_id, claim.claim_id, wanted.kind, {}, "zh-CN", NOW)


async def by_desk(database: Database, shown: Order, wanted: Wanted) -> None:
    li = await hired(database, "li")
    conversation_id = await asks_for_a_person(database, shown.customer_id)
    await Desk(database, RULES).claim(li, conversation_id, NOW)
    asked = DeedIn(order_id=shown.order_id, kind=wanted.kind)
    await Doing(database, RULES).do(li, conversation_id, asked, NOW, "zh-CN")


async def by_condition(database: Database, shown: Order, wanted: Wanted) -> None:
    assert wanted.then
    awaited = Awaited.ARRIVED if wanted.kind is K.RETURN else Awaited.SENT
    kept = terms(awaited, wanted.then, once=awaited is Awaited.ARRIVED, due_at=ahead(minutes=1))
    await agreed(database, shown, kept)
    assert await hold_to_conditions(database, ahead(minutes=2), RULES, raise_case) == 1


CHANNELS: dict[str, Callable[[Database, Order, Wanted], Awaitable[None]]] = {
    "chat": by_chat, "hall": by_hall, "desk": by_desk, "condition": by_condition,
}  # fmt: skip


def _able(channel: str, wanted: Wanted) -> bool:
    return bool({"hall": wanted.right, "condition": wanted.then}.get(channel, True))


WAYS = [(name, channel) for name, one in WANTED.items() for channel in CHANNELS if _able(channel, one)]


async def only(database: Database, shown: Order) -> Remedy:
    async with database.begin() as tx:
        (remedy,) = await remedies_of(tx, shown.order_id)
    return remedy


@pytest.mark.parametrize("price", APPROVALS, ids=lambda price: price.decimal())
@pytest.mark.parametrize(("name", "channel"), WAYS)
async def test_what_it_costs_decides_who_has_to_agree_whichever_way_it_is_wished(
    database: Database, name: str, channel: str, price: Money
) -> None:
    wanted = WANTED[name]
    shown = await known(database, wanted.order(price))
    await CHANNELS[channel](database, shown, wanted)
    remedy = await only(database, shown)
    in_goods = wanted.kind in {K.RESEND, K.EXCHANGE}
    assert (remedy.kind, remedy.amount, remedy.items) == (wanted.kind, None if in_goods else price, None)
    assert remedy.approvals_needed == APPROVALS[price]


MUG, PAN = ("mug", 1), ("pan", 1)


LATELY, LONG_AGO = ago(days=1), ago(days=10)
PAID = refund(items=(MUG,), amount=yuan("100.00"), status=RefundStatus.PAID, paid_at=ago(minutes=5))
PARTLY = mug_and_pan(LONG_AGO, LATELY)
"""The mug's seven days are over, the pan's are not."""
ONE_RIGHT = [(name, channel) for name, channel in WAYS if name in {"return", "exchange"}]


@pytest.mark.parametrize(("name", "channel"), ONE_RIGHT)
async def test_only_what_may_still_go_back_goes_back_and_is_paid_whichever_way_it_is_wished(
    database: Database, name: str, channel: str
) -> None:
    wanted = WANTED[name]
    shown = await known(database, PARTLY)
    await CHANNELS[channel](database, shown, wanted)
    remedy = await only(database, shown)
    amount = yuan("200.00") if wanted.kind is K.RETURN else None
    assert (remedy.kind, remedy.items, remedy.amount) == (wanted.kind, (PAN,), amount)
    assert (remedy.clause, remedy.approvals_needed) == ("no_reason_return", 1)


async def test_a_condition_says_which_of_the_goods_go_back(database: Database) -> None:
    shown = await known(database, PARTLY)
    await by_condition(database, shown, WANTED["return"])
    (message,) = await told_to(database, shown.customer_id)
    assert "现在能退的只有平底锅，已经替您申请退货，退款 200 元" in message["text"]


async def test_both_go_back_together_where_both_may_though_their_days_end_apart(database: Database) -> None:
    shown = await known(database, mug_and_pan(ago(days=3), LATELY))
    await by_chat(database, shown, WANTED["return"])
    remedy = await only(database, shown)
    assert (remedy.items, remedy.amount) == (None, yuan("300.00"))


@pytest.mark.parametrize(
    ("shown", "left_out"),
    [
        (PARTLY, "马克杯的退货时间 11月21日 23:59 已经过了，这次退不了。"),
        (mug_and_pan(None, LATELY), "马克杯还没签收，收到后再退。"),
        (mug_and_pan(LATELY, LATELY, refunds=(PAID,)), "马克杯的钱已经在退或者退了。"),
    ],
    ids=["over", "coming", "refunded"],
)
async def test_the_chat_says_what_goes_back_for_how_much_and_why_the_rest_does_not(
    database: Database, shown: Order, left_out: str
) -> None:
    await known(database, shown)
    talk = await in_app(database, shown.customer_id, lambda: NOW)
    said = await talk.hear("我要退货", "request_return")
    assert said.texts[0] == left_out
    assert said.texts[1].startswith("只退平底锅，退款 200 元")
    await talk.hear("好的", "affirm")
    remedy = await only(database, shown)
    assert (remedy.items, remedy.amount) == ((PAN,), yuan("200.00"))


async def test_what_may_not_go_back_by_itself_is_not_offered(database: Database) -> None:
    await known(database, PARTLY)
    talk = await in_app(database, PARTLY.customer_id, lambda: NOW)
    said = await talk.hear("马克杯要退货", "request_return", items="mug*1")
    assert said.responses == ["utter_return_over"]
    assert said.texts[0].startswith("马克杯的退货时间")


async def test_a_yes_after_the_days_are_over_asks_for_nothing(database: Database) -> None:
    shown = await known(database, received(MIDDLE))
    now = [NOW]
    talk = await in_app(database, shown.customer_id, lambda: now[0])
    await talk.hear("我要退货", "request_return")
    now[0] = ahead(days=10)
    said = await talk.hear("好的", "affirm")
    assert said.responses == ["utter_return_over"]
    async with database.begin() as tx:
        assert await remedies_of(tx, shown.order_id) == []
