"""A wish that we push is done at once, whoever has to move; a reminder and "when do you answer" get the promise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from careline.demo import personas as p
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import remedies
from tests.factories import event, instant
from tests.rules import RULES
from tests.talking import NOW, in_app, question

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


async def kinds_noted(database: Database) -> Sequence[Any]:
    async with database.begin() as tx:
        return (await tx.execute(select(remedies.c.kind).order_by(remedies.c.remedy_id))).scalars().all()


@pytest.mark.parametrize(
    ("who", "first", "answer", "kind"),
    [
        (p.SUN, "ask_dispatch_time", "utter_urged_merchant", "urge_merchant"),  # not late yet
        (p.LIU, "track_shipment", "utter_urged_courier", "urge_courier"),  # on its way
    ],
)
async def test_a_wish_to_push_is_done_without_asking_back(
    shop: Database, who: str, first: str, answer: str, kind: str
) -> None:
    talk = await in_app(shop, who, clock)
    await talk.hear("查一下", first, **({"order_no": p.LIU_IN_TRANSIT} if who == p.LIU else {}))
    said = await talk.hear("能帮我催催吗", "report_logistics_stalled")
    assert said.responses == [answer]
    assert "明天 14:30" in said.text
    said = await talk.hear("再催一下", "ask_dispatch")
    assert said.responses == ["utter_urged_before"]
    assert await kinds_noted(shop) == [kind]


def refunding() -> dict[str, Any]:
    """The coat arrived a day ago, and its money was asked back two hours ago."""
    at = instant(NOW.replace(day=21))
    scan = {"at": at, "code": "delivered", "place": "杭州市", "text": "已签收"}
    parcel = {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": at, "scans": [scan]}
    refund = {
        "refund_id": "R1", "kind": "refund_only", "status": "requested", "requested_at": instant(NOW),
        "amount": {"amount": "399.00", "currency": "CNY"},
    }  # fmt: skip
    return event(status="delivered", parcels=[parcel], refunds=[refund])


async def test_with_a_refund_in_view_it_is_the_merchant_who_is_pushed(shop: Database) -> None:
    assert (await Feed(shop, RULES.new_users).take([refunding()], NOW)).accepted == 1
    talk = await in_app(shop, "u-lin", clock)
    await talk.hear("退款到哪了", "ask_refund_status")
    said = await talk.hear("帮我催一下", "report_logistics_stalled")
    assert said.responses[-1] == "utter_urged_merchant"
    assert (await talk.hear("还要多久", "nlu_fallback", follow_up="how_long")).responses == ["utter_refund_requested"]


async def test_nobody_is_pushed_where_all_is_done(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("到哪了", "track_shipment", order_no=p.LIU_DELIVERED)
    said = await talk.hear("催一下", "report_logistics_stalled", order_no=p.LIU_DELIVERED)
    assert said.responses == ["utter_parcel_arrived"]
    assert not await kinds_noted(shop)


@pytest.mark.parametrize(
    ("text", "told"), [("你们不是说在催了吗", "utter_urge_waiting"), ("最晚什么时候给我答复", "utter_urged_before")]
)
async def test_a_reminder_gets_the_promise_and_no_second_push(shop: Database, text: str, told: str) -> None:
    talk = await in_app(shop, p.WANG, clock)
    await talk.hear("退款呢", "ask_refund_status")
    said = await talk.hear(text, "ask_dispatch_time")
    assert said.responses == [told]
    assert "最晚 明天 14:30 前给您答复" in said.text
    assert len(await kinds_noted(shop)) == 1


async def test_a_reminder_of_what_was_never_promised_is_no_promise(shop: Database) -> None:
    talk = await in_app(shop, p.SUN, clock)
    await talk.hear("什么时候发", "ask_dispatch_time")
    said = await talk.hear("上次就说在催了", "ask_dispatch")
    assert said.responses == ["utter_dispatch_presale", "utter_offer_urge_merchant"]
    assert not await kinds_noted(shop)


async def test_a_wish_that_names_another_order_is_about_that_one(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("到哪了", "track_shipment", order_no=p.LIU_IN_TRANSIT)
    said = await talk.hear("帮我催一下", "ask_dispatch", order_no=p.LIU_PAID)
    assert said.responses == ["utter_dispatch_running", "utter_offer_urge_merchant"]
    assert not await kinds_noted(shop)


async def test_a_wish_said_twice_in_one_breath_is_one(shop: Database) -> None:
    talk = await in_app(shop, p.SUN, clock)
    await talk.hear("什么时候发", "ask_dispatch_time")
    twice = [question("催一下行不行", "ask_dispatch"), question("帮我催催", "ask_dispatch")]
    said = await talk.hear("催一下行不行 帮我催催", "ask_dispatch", questions=twice)
    assert said.responses == ["utter_urged_merchant"]
