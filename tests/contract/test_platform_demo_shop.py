"""Everything between yes and done with the demo shop: each kind to its end, a shop that misbehaves, and real kills."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiohttp.test_utils import make_mocked_request

from careline.cases.service import Remedy, ledger_of, take_back
from careline.clock import utc_now
from careline.core.orders import Order
from careline.core.remedies import RemedyKind, RemedyState, Withdrawal
from careline.demo.order_edits import add_parcel
from careline.demo.shop_deeds import variants_of
from careline.http.problem import Problem
from careline.http.signature import signed_headers
from careline.platform.crash import POINTS
from careline.platform.routes import platform_guard
from careline.platform.worker import run_deliverer
from careline.settings import Settings
from careline.store.database import Database
from tests.factories import event, right, yuan
from tests.rules import RULES
from tests.running.waiting import eventually
from tests.shop_world import SECRET, World, shop_world

pytestmark = pytest.mark.contract
K, S = RemedyKind, RemedyState


@pytest.fixture
async def world(database: Database, database_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with shop_world(database, database_url, tmp_path) as opened:
        yield opened


async def under_way(world: World, **given: Any) -> Order:
    """An order that was dispatched, with return-freight insurance."""
    told = event(freight={"insured": True}, **given)
    add_parcel(told, [{"sku": "coat-red-m", "quantity": 1}], told["occurred_at"])
    told["order"]["status"] = "dispatched"
    return await world.sells(told)


async def ends(world: World, remedy: Remedy) -> RemedyState:
    """Deliver, let the shop work, and read how it ended."""
    await world.deliver()
    await world.shop_goes_on()
    return (await world.now(remedy)).state


async def test_a_refund_is_approved_then_paid_and_done(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.REFUND)
    await world.deliver()
    assert (await world.now(remedy)).state is S.SENT
    await world.shop_goes_on()
    assert (await world.now(remedy)).state is S.DONE
    [refund] = (await world.order_told(order.order_id)).refunds
    assert (refund.status, refund.amount, refund.request_id) == ("paid", yuan("20.00"), str(remedy.remedy_id))


async def test_a_partial_refund_names_its_items(world: World) -> None:
    order = await under_way(world)
    remedy = await world.wish(order, K.REFUND, items=(("coat-red-m", 1),))
    assert await ends(world, remedy) is S.DONE
    [refund] = (await world.order_told(order.order_id)).refunds
    assert refund.items == (("coat-red-m", 1),)


async def test_an_urged_merchant_dispatches(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.URGE_MERCHANT, details={"block": "dispatch"})
    await world.deliver()
    assert (await world.now(remedy)).due_at is not None
    await world.shop_goes_on()
    assert (await world.now(remedy)).state is S.DONE
    assert len((await world.order_told(order.order_id)).parcels) == 1


async def test_an_urged_courier_scans_again(world: World) -> None:
    order = await under_way(world)
    assert await ends(world, await world.wish(order, K.URGE_COURIER, details={"block": "logistics"})) is S.DONE
    assert len((await world.order_told(order.order_id)).parcels[0].scans) == 2


async def test_late_dispatch_is_compensated_and_paid(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.COMPENSATION, right=right(), amount=yuan("5.00"))
    assert await ends(world, remedy) is S.DONE
    [paid] = (await world.order_told(order.order_id)).compensations
    assert (paid.status, paid.amount, paid.request_id) == ("paid", yuan("5.00"), str(remedy.remedy_id))


async def test_a_return_goes_by_address_and_goods_to_its_money(world: World) -> None:
    order = await under_way(world)
    remedy = await world.wish(order, K.RETURN, details={"reason": "no_reason"})
    await world.deliver()
    told = await world.order_told(order.order_id)
    assert told.return_address is not None
    assert told.refunds[0].status == "approved"
    await world.shop_goes_on()
    told = await world.order_told(order.order_id)
    assert told.refunds[0].goods_sent_at
    assert told.refunds[0].goods_received_at
    assert (await world.now(remedy)).state is S.DONE


async def test_a_missing_item_is_sent_again(world: World) -> None:
    order = await under_way(world)
    assert await ends(world, await world.wish(order, K.RESEND, items=(("coat-red-m", 1),))) is S.DONE
    assert [parcel.kind for parcel in (await world.order_told(order.order_id)).parcels] == ["original", "resend"]


async def test_an_exchange_sends_the_variant_that_was_asked_for(world: World) -> None:
    order = await under_way(world)
    offered = [one["sku"] for one in variants_of(event(), "coat-red-m") if one["in_stock"]]
    assert await ends(world, await world.wish(order, K.EXCHANGE, details={"variant": offered[0]})) is S.DONE
    assert (await world.order_told(order.order_id)).parcels[-1].contents == ((offered[0], 1),)


async def test_a_variant_that_is_sold_out_is_refused(world: World) -> None:
    order = await under_way(world)
    remedy = await world.wish(order, K.EXCHANGE, details={"variant": "no-such-coat"})
    assert await ends(world, remedy) is S.REFUSED
    assert (await world.now(remedy)).answer_code == "out_of_stock"


async def test_an_address_is_changed_before_dispatch_and_refused_after(world: World) -> None:
    where = {"address": {"recipient": "林晓雨", "city": "上海市", "detail": "武康路 100 号"}}
    order = await world.sells(event())
    assert await ends(world, await world.wish(order, K.ADDRESS_CHANGE, details=where)) is S.DONE
    assert (await world.order_told(order.order_id)).address.detail == "武康路 100 号"
    gone = await under_way(world, order_id="CL2026-0002")
    refused = await world.wish(gone, K.ADDRESS_CHANGE, details=where)
    assert await ends(world, refused) is S.REFUSED
    after = await world.now(refused)
    assert (after.answer_code, after.answer) == ("already_dispatched", "包裹已经发出，改不了地址")


async def test_a_paid_order_is_cancelled_and_its_money_comes_back(world: World) -> None:
    order = await world.sells(event())
    assert await ends(world, await world.wish(order, K.CANCEL)) is S.DONE
    told = await world.order_told(order.order_id)
    assert (told.status, told.refunds[0].status) == ("cancelled", "paid")


async def test_return_freight_is_paid_where_it_is_insured(world: World) -> None:
    remedy = await world.wish(await under_way(world), K.FREIGHT_CLAIM)
    assert await ends(world, remedy) is S.DONE
    without = await world.sells(event(order_id="CL2026-0002"))
    assert await ends(world, await world.wish(without, K.FREIGHT_CLAIM)) is S.REFUSED


async def test_an_invoice_is_issued(world: World) -> None:
    order = await world.sells(event())
    assert await ends(world, await world.wish(order, K.INVOICE, details={"title": "个人"})) is S.DONE
    invoice = (await world.order_told(order.order_id)).invoice
    assert invoice is not None
    assert invoice.url


async def test_what_is_not_paid_yet_can_be_withdrawn(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.REFUND)
    await world.deliver()
    async with world.database.begin() as tx:
        how, asked = await take_back(tx, remedy.remedy_id, order, utc_now(), RULES, who="consumer", channel="app")
    assert how is Withdrawal.BY_THE_SHOP
    assert await ends(world, asked) is S.DONE
    assert (await world.now(remedy)).state is S.WITHDRAWN
    assert (await world.order_told(order.order_id)).refunds[0].status == "withdrawn"


async def test_what_is_paid_cannot_be_withdrawn(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.REFUND)
    await world.deliver()
    world.shop.take_steps(utc_now().timestamp() + 3600)  # paid, and nobody has been told
    async with world.database.begin() as tx:
        _, asked = await take_back(tx, remedy.remedy_id, order, utc_now(), RULES, who="consumer", channel="app")
    assert await ends(world, asked) is S.REFUSED
    assert (await world.now(remedy)).state is S.DONE


async def test_a_strict_merchant_refuses_money_with_a_reason_in_the_consumers_language(world: World) -> None:
    strict = {"merchant": {"merchant_id": "m-9-strict", "name": "严选"}}
    for order_id, locale, words in (("CL2026-0001", "zh-CN", "商家"), ("CL2026-0002", "en", "merchant")):
        who = {"customer_id": f"u-{locale}", "locale": locale}
        order = await world.sells(event(order_id=order_id, customer=who, **strict))
        remedy = await world.wish(order, K.REFUND)
        assert await ends(world, remedy) is S.REFUSED
        after = await world.now(remedy)
        assert after.answer_code == "not_eligible"
        assert words in (after.answer or "")


async def test_a_shop_that_is_down_for_a_while_loses_nothing(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.REFUND)
    world.shop.mode = "down"
    for _ in range(3):
        await world.deliver()
        await world.try_again_now()
    assert (await world.now(remedy)).state is S.APPROVED
    world.shop.mode = "up"
    assert await ends(world, remedy) is S.DONE
    assert len((await world.order_told(order.order_id)).refunds) == 1


async def test_a_shop_that_answers_nonsense_did_it_once_all_the_same(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.REFUND)
    world.shop.mode = "nonsense"
    for _ in range(3):
        await world.deliver()
        await world.try_again_now()
    world.shop.mode = "up"
    assert await ends(world, remedy) is S.DONE
    assert [one["posts"] for one in world.shop.ledger.deeds()] == [4]
    assert len((await world.order_told(order.order_id)).refunds) == 1


async def test_a_shop_that_answers_twice_is_heard_once(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.REFUND)
    world.shop.mode = "twice"
    assert await ends(world, remedy) is S.DONE
    async with world.database.begin() as tx:
        changes = [row["after"] for row in await ledger_of(tx, remedy.remedy_id)]
    assert changes == ["requested", "approved", "sent", "done"]


async def test_a_shop_that_refuses_is_told_in_its_own_words(world: World) -> None:
    order = await world.sells(event())
    world.shop.mode, world.shop.reason = "refuse", "盘点中，今天不受理"
    remedy = await world.wish(order, K.RESEND)
    assert await ends(world, remedy) is S.REFUSED
    assert (await world.now(remedy)).answer == "盘点中，今天不受理"


async def test_an_order_that_the_shop_does_not_know_is_refused(world: World) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.RESEND)
    world.shop.ledger._db.execute("DELETE FROM orders")
    assert await ends(world, remedy) is S.REFUSED
    assert (await world.now(remedy)).answer_code == "unknown_order"


async def test_the_shop_remembers_after_a_restart(world: World, tmp_path: Path) -> None:
    order = await world.sells(event())
    remedy = await world.wish(order, K.REFUND)
    await world.deliver()
    world.shop.ledger.close()
    from careline.demo.shop_ledger import ShopLedger, ledger_file

    world.shop.ledger = ShopLedger(ledger_file(tmp_path))
    await world.shop_goes_on()
    assert (await world.now(remedy)).state is S.DONE


async def later(world: World, told: Any, secret: str = SECRET) -> tuple[int, Any]:
    raw = json.dumps(told).encode()
    headers = {"Content-Type": "application/json", **signed_headers(secret, raw, utc_now())}
    async with world.http.post(f"{world.careline_url}/api/platform/answers", data=raw, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_an_answer_may_come_later_and_counts_once(world: World) -> None:
    remedy = await world.wish(await world.sells(event()), K.REFUND)
    told = {"remedy_id": str(remedy.remedy_id), "status": "refused", "code": "not_eligible", "reason": "不符合条件"}
    own = {"remedy_id": str(remedy.remedy_id), "state": "refused"}
    assert await later(world, told) == (200, {**own, "taken": True})
    assert await later(world, told) == (200, {**own, "taken": False})
    assert await later(world, {**told, "status": "done"}) == (200, {**own, "taken": False})
    assert (await world.now(remedy)).answer == "不符合条件"


async def test_a_later_date_is_taken_as_the_time_to_answer_by(world: World) -> None:
    remedy = await world.wish(await world.sells(event()), K.REFUND)
    told = {"remedy_id": str(remedy.remedy_id), "status": "accepted", "expected_by": "2027-01-05T10:00:00+08:00"}
    assert await later(world, told) == (200, {"remedy_id": str(remedy.remedy_id), "state": "sent", "taken": True})
    due = (await world.now(remedy)).due_at
    assert due is not None
    assert due.isoformat() == "2027-01-05T02:00:00+00:00"


@pytest.mark.parametrize("never", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
async def test_a_later_date_that_is_none_is_the_senders_mistake(world: World, never: str) -> None:
    remedy = await world.wish(await world.sells(event()), K.REFUND)
    told = {"remedy_id": str(remedy.remedy_id), "status": "accepted", "expected_by": never}
    assert (await later(world, told))[0] == 422
    assert (await world.now(remedy)).state is S.APPROVED


async def test_answers_that_nobody_asked_for_are_turned_away(world: World) -> None:
    remedy = await world.wish(await world.sells(event()), K.REFUND)
    told = {"remedy_id": str(remedy.remedy_id), "status": "done"}
    assert (await later(world, told, secret="not the secret we share"))[0] == 401
    assert (await later(world, {**told, "remedy_id": str(uuid4())}))[0] == 404
    assert (await world.now(remedy)).state is S.APPROVED


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("kind", [K.REFUND, K.RESEND])
async def test_killed_anywhere_between_yes_and_done_the_shop_does_it_once(
    world: World, tmp_path: Path, point: str, kind: RemedyKind
) -> None:
    """A real process, killed by SIGKILL at each point; the next one finds everything that it left."""
    orders = [await world.sells(event(order_id=f"CL2026-{n:04}")) for n in range(1, 4)]
    remedies = [await world.wish(order, kind) for order in orders]
    crashing = {"CARELINE_CRASH_AT": f"{point}:{tmp_path / 'died'}"}
    assert await world.deliverer_process(**crashing) == -9
    await world.try_again_now()
    assert await world.deliverer_process(**crashing) == 0
    await world.shop_goes_on()
    assert [(await world.now(remedy)).state for remedy in remedies] == [S.DONE] * 3
    deeds = world.shop.ledger.deeds()
    assert sorted(deed["remedy_id"] for deed in deeds) == sorted(str(remedy.remedy_id) for remedy in remedies)
    for order in orders:
        told = await world.order_told(order.order_id)
        assert len(told.refunds if kind is K.REFUND else told.parcels) == 1


async def clock_agrees() -> bool:
    return True


async def test_the_workers_loop_delivers_as_soon_as_something_is_decided(world: World) -> None:
    secrets = ("feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password", "voice_secret")
    settings = Settings(
        **dict.fromkeys(secrets, "x" * 32), demo=True, platform_url=world.shop_url, platform_secret=SECRET,
        database_url=world.url,
    )  # fmt: skip
    stop = asyncio.Event()
    running = asyncio.create_task(run_deliverer(settings, world.database, RULES, stop, clock_agrees))
    try:
        remedy = await world.wish(await world.sells(event()), K.REFUND)

        async def sent() -> bool:
            return (await world.now(remedy)).state is S.SENT

        await eventually(sent, "the shop's answer", seconds=10)
    finally:
        stop.set()
        await asyncio.wait_for(running, 40)


async def test_where_no_platform_is_connected_nobody_may_answer_for_one() -> None:
    guard = platform_guard("", utc_now)
    with pytest.raises(Problem) as refused:
        await guard(make_mocked_request("POST", "/api/platform/answers"))
    assert refused.value.status == 401
