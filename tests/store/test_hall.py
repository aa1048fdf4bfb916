"""The hall: a consumer's own orders with exactly the rights that core judges, and every contact we made."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, select, update

from careline.contacts.service import note_contact, plan_sms
from careline.core.blocks import BlockKind
from careline.core.contact import Channel
from careline.core.guarantees import rights_of
from careline.core.orders import Order
from careline.demo.personas import PERSONAS
from careline.demo.shop import demo_events
from careline.hall.service import Hall
from careline.ids import new_id
from careline.store.database import Database
from careline.store.orders import load_orders
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks
from careline.store.tables.contacts import sms
from careline.store.tables.feed import customers
from tests.desk_floor import paid, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES

pytestmark = pytest.mark.store


async def _hall(database: Database, customer_id: str, language: str | None = None, now: Any = NOW) -> dict[str, Any]:
    shown: dict[str, Any] = (await Hall(database, RULES).show(customer_id, language, now)).model_dump(mode="json")
    return shown


async def _orders(database: Database, order_ids: list[str]) -> dict[str, Order]:
    async with database.begin() as tx:
        return {order.order_id: order for order in await load_orders(tx, order_ids)}


async def test_the_hall_lists_only_ones_own_orders_the_newest_first(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", 30), paid("u-lin", "CL2026-0002", 3), paid("u-wu", "CL2026-0003"))
    shown = await _hall(database, "u-lin")
    assert [order["order_id"] for order in shown["orders"]] == ["CL2026-0002", "CL2026-0001"]
    assert shown["customer"] == {"name": "林晓雨", "time_zone": "Asia/Shanghai"}
    assert [order["order_id"] for order in (await _hall(database, "u-wu"))["orders"]] == ["CL2026-0003"]


async def test_whom_the_shop_has_not_told_us_about_finds_an_empty_hall(database: Database) -> None:
    assert await _hall(database, "u-nobody") == {
        "customer": {"name": "", "time_zone": None}, "orders": [], "remedies": [], "promises": [], "conditions": [],
        "to_rate": [], "own_agents": [], "contacts": [],
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_in_the_whole_demo_shop_every_right_is_the_one_that_core_judges(
    database: Database, language: str
) -> None:
    await told(database, *demo_events(seed=7, now=NOW, customers=60, orders=160))
    compared = 0
    for customer_id in PERSONAS:
        shown = (await _hall(database, customer_id, language))["orders"]
        known = await _orders(database, [order["order_id"] for order in shown])
        for order in shown:
            judged = rights_of(known[order["order_id"]], NOW, RULES)
            assert [(right["right"], right["state"]) for right in order["rights"]] == [
                (right.right, right.state) for right in judged
            ]
            assert [right["amount"] and right["amount"]["amount"] for right in order["rights"]] == [
                right.amount and right.amount.decimal() for right in judged
            ]
            assert all(right["name"] and right["clause"] and right["why"] for right in order["rights"])
            compared += len(judged)
    assert compared > 40


async def test_a_late_order_says_since_when_and_what_was_promised(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60), paid("u-lin", "CL2026-0002", hours_ago=70))
    await told(database, paid("u-lin", "CL2026-0002", 70, status="cancelled") | {"version": 2})
    [order, cancelled] = (await _hall(database, "u-lin"))["orders"]
    [note] = order["blocked"]
    assert cancelled["blocked"] == []
    assert (note["kind"], note["since"]) == ("dispatch", "2026-11-23T16:00:00Z")
    assert "已超 12 小时" in note["text"]
    [right] = [right for right in order["rights"] if right["right"] == "dispatch_on_time"]
    assert (right["state"], right["name"], right["amount"]) == (
        "claimable", "按时发货", {"amount": "19.95", "currency": "CNY"},
    )  # fmt: skip


async def test_what_is_no_longer_stuck_is_no_longer_said_to_be(database: Database) -> None:
    late = paid("u-lin", "CL2026-0001", hours_ago=60)
    await told(database, late)
    await told(database, paid("u-lin", "CL2026-0001", 60, status="cancelled") | {"version": 2}, now=ahead(minutes=1))
    [order] = (await _hall(database, "u-lin"))["orders"]
    assert (order["blocked"], order["stage"], order["stage_text"]) == ([], "cancelled", "已取消")


async def test_the_hall_speaks_the_consumers_language_unless_the_page_asks_for_another(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    async with database.begin() as tx:
        await tx.execute(update(customers).values(locale="en"))
    own, asked = await _hall(database, "u-lin"), await _hall(database, "u-lin", "zh-CN")
    assert [shown["orders"][0]["stage_text"] for shown in (own, asked)] == ["Awaiting dispatch", "待发货"]
    assert "12 hours late" in own["orders"][0]["blocked"][0]["text"]


async def test_every_contact_is_listed_with_its_code_the_latest_first(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    codes = []
    async with database.begin() as tx:
        for channel, hours in ((Channel.PHONE, 5), (Channel.SMS, 2)):
            codes.append(
                await note_contact(
                    tx, "u-lin", channel, about=BlockKind.DISPATCH, origin_id=new_id(), now=ago(hours=hours),
                    order_id="CL2026-0001", agent_name="李婷" if channel is Channel.PHONE else None,
                )
            )  # fmt: skip
        await note_contact(tx, "u-wu", Channel.PHONE, about=BlockKind.REFUND, origin_id=new_id(), now=NOW)
    assert (await _hall(database, "u-lin"))["contacts"] == [
        {
            "channel": "sms", "at": "2026-11-24T02:00:00Z", "about": "订单发货晚了", "agent": None, "code": codes[1],
            "order_id": "CL2026-0001",
        },
        {
            "channel": "phone", "at": "2026-11-23T23:00:00Z", "about": "订单发货晚了", "agent": "李婷",
            "code": codes[0], "order_id": "CL2026-0001",
        },
    ]  # fmt: skip
    assert [contact["about"] for contact in (await _hall(database, "u-wu", "en"))["contacts"]] == ["An overdue refund"]


async def test_an_sms_is_listed_with_the_very_code_that_its_text_gives(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    async with database.begin() as tx:
        block = (await tx.execute(select(blocks))).mappings().one()
        callout_id, attempt_id = new_id(), new_id()
        callout = {"callout_id": callout_id, "customer_id": "u-lin", "order_id": "CL2026-0001", "due_at": NOW}
        callout |= {"block_id": block["block_id"], "case_id": block["case_id"], "state": "planned", "created_at": NOW}
        await tx.execute(insert(callouts).values(callout))
        attempt = {
            "attempt_id": attempt_id,
            "callout_id": callout_id,
            "n": 1,
            "customer_id": "u-lin",
            "number": "+8613",
        }
        attempt |= {"carrier": "simulator", "state": "ended", "outcome": "no_answer", "ended_at": NOW, "intent_at": NOW}
        await tx.execute(insert(attempts).values(attempt | {"lease": new_id(), "language": "zh-CN"}))
        about, number = BlockKind.DISPATCH, "+8613800138000"
        called = await note_contact(tx, "u-lin", Channel.PHONE, about=about, origin_id=attempt_id, now=ago(hours=2))
        texts = (f"我们刚才给您打过电话，来电核对码{called}。", "您的退款 1234567 元已到账。")
        for n, body in enumerate(texts):
            given = {"purpose": about, "key": f"k{n}", "due_at": NOW, "now": NOW, "callout_id": callout_id}
            await plan_sms(tx, "u-lin", number, body, **given)  # type: ignore[arg-type]
        planned = (await tx.execute(select(sms.c.sms_id).order_by(sms.c.idempotency_key))).scalars().all()
        for sms_id in planned:
            await note_contact(tx, "u-lin", Channel.SMS, about=about, origin_id=sms_id, now=NOW)
    codes = [contact["code"] for contact in (await _hall(database, "u-lin"))["contacts"]]
    assert codes == ["", called, called]
