"""What the next event of an order says about the remedies that were asked for it, by kind."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from careline.cases.remedies import locked_remedy
from careline.cases.service import Remedy, answered, look_at_due_orders, take_back
from careline.cases.settling import settle_by_order
from careline.core.orders import (
    Actor,
    Address,
    AnswerStatus,
    Cancellation,
    ClaimStatus,
    Compensation,
    Freight,
    FreightClaim,
    Fulfilment,
    Guarantee,
    Invoice,
    InvoiceState,
    Order,
    OrderStatus,
    ParcelKind,
    RefundKind,
    RefundScope,
    RefundStatus,
    RemedyAnswer,
    ScanCode,
)
from careline.core.remedies import RemedyKind, RemedyState
from careline.platform.outbox import Deliverer
from careline.platform.port import Failed
from careline.store.database import Database
from tests.factories import NOW, ahead, claim, item, order, parcel, refund, right, scan, yuan
from tests.fake_platform import FakePlatform
from tests.platform_kit import remedy_now, tell, wished
from tests.rules import RULES
from tests.waiting import all_wait_for_locks

pytestmark = pytest.mark.store
K, S = RemedyKind, RemedyState
LATER = ahead(hours=2)
TWO = order(
    items=(item(), item(sku="scarf-blue", title="围巾 蓝", quantity=2, price=yuan("59.00"))), total=yuan("517.00")
)


async def next_event(database: Database, about: Order, /, **changes: Any) -> Order:
    """The platform tells of the order again, changed, an hour after the wish; and we look at it."""
    later = replace(about, version=about.version + 1, occurred_at=ahead(hours=1), **changes)
    async with database.begin() as tx:
        await tell(tx, later)
        await settle_by_order(tx, later, LATER)
    return later


async def state_after(database: Database, remedy: Remedy, about: Order, /, **changes: Any) -> RemedyState:
    await next_event(database, about, **changes)
    return (await remedy_now(database, remedy)).state


def said(remedy: Remedy, status: str, **given: Any) -> RemedyAnswer:
    return RemedyAnswer(remedy_id=str(remedy.remedy_id), status=AnswerStatus(status), at=ahead(minutes=30), **given)


def named(remedy: Remedy, status: RefundStatus, **given: Any) -> Any:
    usual = {"request_id": str(remedy.remedy_id), "amount": yuan("20.00"), "requested_at": ahead(minutes=10)}
    return refund(status=status, **{**usual, **given})


@pytest.mark.parametrize(
    ("status", "state"),
    [("accepted", S.SENT), ("done", S.DONE), ("refused", S.REFUSED), ("failed", S.FAILED)],
)
async def test_an_answer_in_the_order_counts(database: Database, status: str, state: RemedyState) -> None:
    remedy = await wished(database)
    answer = said(
        remedy, status, code="c", reason="原因", expected_by=ahead(hours=40) if status == "accepted" else None
    )
    assert await state_after(database, remedy, order(), answers=(answer,)) is state
    after = await remedy_now(database, remedy)
    if status == "accepted":
        assert after.due_at == ahead(hours=40)
    else:
        assert (after.answer_code, after.answer) == ("c", "原因")


async def test_an_answer_told_again_with_every_event_counts_once(database: Database) -> None:
    remedy = await wished(database)
    about = await next_event(database, order(), answers=(said(remedy, "accepted"),))
    for _ in range(3):
        about = await next_event(database, about)
    async with database.begin() as tx:
        from careline.cases.service import ledger_of

        assert [row["after"] for row in await ledger_of(tx, remedy.remedy_id)] == ["requested", "approved", "sent"]


async def test_answers_for_other_remedies_and_orders_are_not_taken(database: Database) -> None:
    remedy = await wished(database)
    other = replace(said(remedy, "done"), remedy_id="0192f000-0000-7000-8000-000000000000")
    assert await state_after(database, remedy, order(), answers=(other,)) is S.APPROVED


async def test_what_the_shop_said_before_an_agent_tried_again_is_not_said_about_the_new_try(
    database: Database,
) -> None:
    remedy = await wished(database)
    await Deliverer(database, FakePlatform(Failed(reason="账户冻结")), None, lambda: NOW, RULES).deliver_remedies()
    about = await next_event(database, order(), answers=(replace(said(remedy, "failed"), at=NOW),))
    async with database.begin() as tx:
        from sqlalchemy import update

        from careline.store.tables.cases import remedies

        await tx.execute(update(remedies).values(state="approved"))  # what an agent's retry does
    assert await state_after(database, remedy, about) is S.APPROVED
    assert await state_after(database, remedy, about, answers=(said(remedy, "failed"),)) is S.FAILED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (RefundStatus.REQUESTED, S.SENT),
        (RefundStatus.APPROVED, S.SENT),
        (RefundStatus.PAID, S.DONE),
        (RefundStatus.REJECTED, S.REFUSED),
        (RefundStatus.FAILED, S.FAILED),
        (RefundStatus.WITHDRAWN, S.WITHDRAWN),
    ],
)
async def test_a_refund_that_names_the_remedy_is_its_answer(
    database: Database, status: RefundStatus, state: RemedyState
) -> None:
    remedy = await wished(database)
    told = named(remedy, status, decision="商家说明", failed_at=ahead(minutes=20))
    assert await state_after(database, remedy, order(), refunds=(told,)) is state
    if state in {S.REFUSED, S.FAILED}:
        assert (await remedy_now(database, remedy)).answer == "商家说明"


async def test_a_refund_by_another_way_counts_if_it_covers_what_was_wanted(database: Database) -> None:
    remedy = await wished(database, K.REFUND, TWO, items=(("scarf-blue", 1),))
    assert await state_after(database, remedy, TWO, refunds=(refund(amount=yuan("1.00"), requested_at=LATER),)) is (
        S.APPROVED
    ), "a goodwill of one yuan"
    goodwill = refund(amount=yuan("20.00"), scope=RefundScope.GOODWILL, requested_at=LATER)
    assert await state_after(database, remedy, TWO, refunds=(goodwill,)) is S.APPROVED
    other = refund(items=(("coat-red-m", 1),), requested_at=LATER)
    assert await state_after(database, remedy, TWO, refunds=(other,)) is S.APPROVED
    earlier = refund(items=(("scarf-blue", 1),), requested_at=NOW - timedelta(days=1))
    assert await state_after(database, remedy, TWO, refunds=(earlier,)) is S.APPROVED
    own = refund(items=(("scarf-blue", 2),), requested_at=LATER, status=RefundStatus.PAID, paid_at=LATER)
    assert await state_after(database, remedy, TWO, refunds=(other, own)) is S.DONE


async def test_money_that_came_counts_before_a_refusal_of_another_request(database: Database) -> None:
    remedy = await wished(database)
    no = refund(refund_id="R1", status=RefundStatus.REJECTED, requested_at=LATER)
    yes = refund(refund_id="R2", status=RefundStatus.PAID, requested_at=LATER - timedelta(minutes=5), paid_at=LATER)
    assert await state_after(database, remedy, order(), refunds=(no, yes)) is S.DONE


async def test_a_refund_waits_on_after_a_cancellation_until_the_money_is_there(database: Database) -> None:
    remedy = await wished(database)
    gone = Cancellation(at=ahead(minutes=20), by=Actor.MERCHANT, reason="缺货")
    about = await next_event(database, order(), status=OrderStatus.CANCELLED, cancellations=(gone,))
    assert (await remedy_now(database, remedy)).state is S.SENT
    paid = refund(status=RefundStatus.PAID, requested_at=ahead(minutes=20), paid_at=ahead(minutes=50))
    assert await state_after(database, remedy, about, refunds=(paid,)) is S.DONE


async def test_a_return_is_done_when_the_money_is_back(database: Database) -> None:
    remedy = await wished(database, K.RETURN)
    kind = RefundKind.RETURN_REFUND
    about = await next_event(database, order(), refunds=(named(remedy, RefundStatus.APPROVED, kind=kind),))
    assert (await remedy_now(database, remedy)).state is S.SENT
    paid = named(remedy, RefundStatus.PAID, kind=kind, paid_at=LATER)
    assert await state_after(database, remedy, about, refunds=(paid,)) is S.DONE


async def failed(database: Database, remedy: Remedy) -> None:
    """What we sent was not answered, an hour after the wish."""
    async with database.begin() as tx:
        no_way = replace(said(remedy, "failed"), at=ahead(hours=1))
        await answered(tx, remedy.remedy_id, no_way, ahead(hours=1), who="outbox")


@pytest.mark.parametrize("kind", [K.REFUND, K.RETURN, K.EXCHANGE, K.COMPENSATION, K.FREIGHT_CLAIM])
async def test_a_refusal_counts_though_it_is_of_what_was_asked_before_the_delivery_failed(
    database: Database, kind: RemedyKind
) -> None:
    """The shop had the wish, its answer was lost, and it says no afterwards."""
    about = order()
    given = {"amount": yuan("5.00"), "right": right()} if kind is K.COMPENSATION else {}
    remedy = await wished(database, kind, about, **given)
    await failed(database, remedy)
    own = {"request_id": str(remedy.remedy_id), "requested_at": ahead(minutes=10), "amount": yuan("5.00")}
    seen: dict[RemedyKind, dict[str, Any]] = {
        K.EXCHANGE: {"refunds": (named(remedy, RefundStatus.REJECTED, kind=RefundKind.EXCHANGE),)},
        K.COMPENSATION: {
            "compensations": (
                Compensation(
                    compensation_id="C1", guarantee=Guarantee.DISPATCH_ON_TIME, status=ClaimStatus.REJECTED, **own
                ),
            )
        },
        K.FREIGHT_CLAIM: {"freight": replace(about.freight, claim=claim(ClaimStatus.REJECTED, **own))},
    }
    told = seen.get(kind, {"refunds": (named(remedy, RefundStatus.REJECTED),)})
    later = replace(about, version=about.version + 1, occurred_at=ahead(minutes=90), **told)
    async with database.begin() as tx:
        await tell(tx, later)
        await settle_by_order(tx, later, LATER)
    assert (await remedy_now(database, remedy)).state is S.REFUSED


@pytest.mark.parametrize("by_name", [True, False])
async def test_a_cancellation_ends_the_wish_to_cancel(database: Database, by_name: bool) -> None:
    remedy = await wished(database, K.CANCEL)
    own = str(remedy.remedy_id) if by_name else None
    gone = Cancellation(at=ahead(minutes=20), by=Actor.CONSUMER, request_id=own)
    assert await state_after(database, remedy, order(), cancellations=(gone,)) is S.DONE


async def test_an_order_that_is_simply_cancelled_ends_the_wish_to_cancel(database: Database) -> None:
    remedy = await wished(database, K.CANCEL)
    assert await state_after(database, remedy, order(), status=OrderStatus.CANCELLED) is S.DONE


@pytest.mark.parametrize(
    ("status", "state"),
    [(ClaimStatus.APPROVED, S.SENT), (ClaimStatus.PAID, S.DONE), (ClaimStatus.REJECTED, S.REFUSED)],
)
async def test_a_compensation_is_answered_by_name_or_by_its_guarantee(
    database: Database, status: ClaimStatus, state: RemedyState
) -> None:
    about, late = order(), Guarantee.DISPATCH_ON_TIME
    remedy = await wished(database, K.COMPENSATION, about, right=right(late), amount=yuan("5.00"))
    usual: dict[str, Any] = {"status": status, "requested_at": ahead(minutes=5), "amount": yuan("5.00")}
    other = Compensation(compensation_id="C0", guarantee=Guarantee.PRICE_PROTECTION, **usual)
    assert await state_after(database, remedy, about, compensations=(other,)) is S.APPROVED
    unnamed = Compensation(compensation_id="C1", guarantee=late, **usual)
    assert await state_after(database, remedy, about, compensations=(other, unnamed)) is state
    remedy = await wished(
        database, K.COMPENSATION, order(order_id="CL2026-0002"), right=right(late), amount=yuan("5.00")
    )
    by_name = Compensation(compensation_id="C2", guarantee=late, request_id=str(remedy.remedy_id), **usual)
    assert await state_after(database, remedy, order(order_id="CL2026-0002"), compensations=(by_name,)) is state


async def test_return_freight_is_answered_by_the_orders_claim(database: Database) -> None:
    remedy = await wished(database, K.FREIGHT_CLAIM)
    before = FreightClaim(status=ClaimStatus.REQUESTED, requested_at=NOW - timedelta(days=2), amount=yuan("9.00"))
    about = await next_event(database, order(), freight=Freight(insured=True, claim=before))
    assert (await remedy_now(database, remedy)).state is S.APPROVED
    paid = replace(before, status=ClaimStatus.PAID, paid_at=ahead(minutes=40))
    assert await state_after(database, remedy, about, freight=Freight(insured=True, claim=paid)) is S.DONE


async def test_goods_sent_again_end_a_resend_if_they_are_those(database: Database) -> None:
    remedy = await wished(database, K.RESEND, TWO, items=(("scarf-blue", 1),))
    old = parcel(contents=(("coat-red-m", 1),))
    wrong = parcel(parcel_id="P2", kind=ParcelKind.RESEND, contents=(("coat-red-m", 1),), dispatched_at=LATER)
    assert await state_after(database, remedy, TWO, parcels=(old, wrong)) is S.APPROVED
    right = replace(wrong, contents=(("scarf-blue", 1),))
    assert await state_after(database, remedy, TWO, parcels=(old, right)) is S.DONE


async def test_an_exchange_is_done_when_the_variant_asked_for_has_left(database: Database) -> None:
    remedy = await wished(database, K.EXCHANGE, details={"variant": "coat-red-l"})
    agreed = named(remedy, RefundStatus.APPROVED, kind=RefundKind.EXCHANGE)
    about = await next_event(database, order(), refunds=(agreed,))
    assert (await remedy_now(database, remedy)).state is S.SENT
    box = parcel(parcel_id="P2", kind=ParcelKind.EXCHANGE, dispatched_at=LATER, contents=(("coat-red-l", 1),))
    assert await state_after(database, remedy, about, parcels=(box,)) is S.DONE


async def test_an_address_is_changed_when_the_order_shows_it(database: Database) -> None:
    where = {"recipient": "林晓雨", "phone": "+8613800000001", "city": "上海市", "detail": "武康路 100 号"}
    remedy = await wished(database, K.ADDRESS_CHANGE, details={"address": where})
    half = Address(recipient="林晓雨", phone="+8613800000001", city="上海市", detail="武康路")
    assert await state_after(database, remedy, order(), address=half) is S.APPROVED
    assert await state_after(database, remedy, order(), address=Address(region="上海", **where)) is S.DONE


async def test_an_invoice_is_done_once_it_is_issued(database: Database) -> None:
    remedy = await wished(database, K.INVOICE, details={"title": "个人"})
    about = await next_event(database, order(), invoice=Invoice(state=InvoiceState.REQUESTED))
    assert (await remedy_now(database, remedy)).state is S.SENT
    assert await state_after(database, remedy, about, invoice=Invoice(state=InvoiceState.ISSUED, at=LATER)) is S.DONE


async def test_an_urged_dispatch_is_over_when_everything_urged_has_left(database: Database) -> None:
    remedy = await wished(database, K.URGE_MERCHANT, TWO, details={"block": "dispatch"})
    part = parcel(contents=(("coat-red-m", 1),), dispatched_at=LATER)
    assert await state_after(database, remedy, TWO, parcels=(part,)) is S.APPROVED
    rest = parcel(parcel_id="P2", contents=(("scarf-blue", 2),), dispatched_at=LATER)
    assert await state_after(database, remedy, TWO, parcels=(part, rest), status=OrderStatus.DISPATCHED) is S.DONE


async def test_an_urged_courier_has_answered_with_the_next_scan(database: Database) -> None:
    stuck = order(status=OrderStatus.DISPATCHED, parcels=(parcel(),))
    remedy = await wished(database, K.URGE_COURIER, stuck, details={"block": "logistics"})
    assert await state_after(database, remedy, stuck) is S.APPROVED
    moving = parcel(scans=(scan(), scan(ScanCode.ARRIVED, at=ahead(minutes=50))))
    assert await state_after(database, remedy, stuck, parcels=(moving,)) is S.DONE


@pytest.mark.parametrize(
    "asked",
    [
        {"about": "shop_question:installation:may_i", "details": {"text": "能上门安装吗", "topic": "installation"}},
        {"about": "words:送货前打电话", "details": {"text": "送货前打电话", "wish": "words"}},
        {"about": "return:pickup", "details": {"note": "上门取件"}},
    ],
)
async def test_what_was_asked_of_the_shop_in_words_is_not_answered_by_the_next_event(
    database: Database, asked: dict[str, Any]
) -> None:
    sent = order(status=OrderStatus.DISPATCHED, parcels=(parcel(),))
    remedy = await wished(database, K.URGE_MERCHANT, sent, **asked)
    moving = parcel(scans=(scan(), scan(ScanCode.ARRIVED, at=ahead(minutes=50))))
    assert await state_after(database, remedy, sent, parcels=(moving,)) is S.APPROVED


async def test_an_urged_exchange_is_over_when_what_replaces_the_goods_has_left(database: Database) -> None:
    came = parcel(delivered_at=NOW - timedelta(days=20), dispatched_at=NOW - timedelta(days=25))
    back = refund(
        kind=RefundKind.EXCHANGE, status=RefundStatus.APPROVED, requested_at=NOW - timedelta(days=15),
        approved_at=NOW - timedelta(days=15), goods_received_at=NOW - timedelta(days=9), amount=yuan("0.00"),
    )  # fmt: skip
    waiting = order(status=OrderStatus.DELIVERED, parcels=(came,), refunds=(back,))
    remedy = await wished(database, K.URGE_MERCHANT, waiting, details={"block": "dispatch"})
    assert remedy.details["refund_id"] == "R1"
    waiting = await next_event(database, waiting)
    assert (await remedy_now(database, remedy)).state is S.APPROVED
    new = parcel(parcel_id="P2", kind=ParcelKind.EXCHANGE, dispatched_at=LATER, contents=(("coat-red-m", 1),), scans=())
    assert await state_after(database, remedy, waiting, parcels=(came, new)) is S.DONE


async def test_goods_to_be_picked_up_that_were_urged_are_not_ready_before_the_order_says_so(database: Database) -> None:
    waiting = order(fulfilment=Fulfilment.PICK_UP, dispatch_deadline=NOW - timedelta(days=1))
    remedy = await wished(database, K.URGE_MERCHANT, waiting, details={"block": "dispatch"})
    waiting = await next_event(database, waiting)
    assert (await remedy_now(database, remedy)).state is S.APPROVED
    assert await state_after(database, remedy, waiting, status=OrderStatus.DELIVERED) is S.DONE


async def test_a_courier_who_moves_another_parcel_has_not_answered(database: Database) -> None:
    stuck = parcel(parcel_id="P1", contents=(("coat-red-m", 1),), dispatched_at=NOW - timedelta(days=3), scans=())
    moves = parcel(parcel_id="P2", contents=(("scarf-blue", 2),))
    two = replace(TWO, status=OrderStatus.DISPATCHED, parcels=(stuck, moves))
    remedy = await wished(database, K.URGE_COURIER, two, details={"block": "logistics"})
    assert remedy.details["parcel_id"] == "P1"
    on = replace(moves, delivered_at=ahead(minutes=40), scans=(scan(), scan(ScanCode.ARRIVED, at=ahead(minutes=30))))
    two = await next_event(database, two, parcels=(stuck, on))
    assert (await remedy_now(database, remedy)).state is S.APPROVED
    picked_up = replace(stuck, scans=(scan(at=ahead(minutes=50)),))
    assert await state_after(database, remedy, two, parcels=(picked_up, on)) is S.DONE


@pytest.mark.parametrize("how", ["sent again", "paid back", "by status alone"])
async def test_a_push_for_a_parcel_that_nobody_waits_for_any_more_is_over(database: Database, how: str) -> None:
    stuck = parcel(parcel_id="P1", contents=(("coat-red-m", 1),), dispatched_at=NOW - timedelta(days=3), scans=())
    rest = parcel(parcel_id="P2", contents=(("scarf-blue", 2),), delivered_at=NOW)
    two = replace(TWO, status=OrderStatus.DISPATCHED, parcels=(stuck, rest))
    remedy = await wished(database, K.URGE_COURIER, two, details={"block": "logistics"})
    again = parcel(
        parcel_id="P3", kind=ParcelKind.RESEND, contents=(("coat-red-m", 1),), dispatched_at=ahead(minutes=5), scans=()
    )
    money = refund(status=RefundStatus.APPROVED, approved_at=ahead(minutes=5), items=(("coat-red-m", 1),))
    told: dict[str, dict[str, Any]] = {
        "sent again": {"parcels": (stuck, rest, again)},
        "paid back": {"refunds": (money,)},
        "by status alone": {"status": OrderStatus.DELIVERED},
    }
    assert await state_after(database, remedy, two, **told[how]) is S.DONE


async def test_a_push_to_send_the_rest_is_over_once_its_money_is_back(database: Database) -> None:
    sent = parcel(contents=(("coat-red-m", 1),))
    two = replace(TWO, status=OrderStatus.DISPATCHED, parcels=(sent,))
    remedy = await wished(database, K.URGE_MERCHANT, two, details={"block": "dispatch"})
    money = refund(status=RefundStatus.APPROVED, approved_at=ahead(minutes=5), items=(("scarf-blue", 2),))
    assert await state_after(database, remedy, two, refunds=(money,)) is S.DONE


async def test_a_shop_that_pays_another_refund_has_not_paid_the_one_that_is_late(database: Database) -> None:
    granted = {"status": RefundStatus.APPROVED, "scope": RefundScope.GOODWILL, "amount": yuan("9.00")}
    late = refund(refund_id="R1", requested_at=NOW - timedelta(days=4), approved_at=NOW - timedelta(days=3), **granted)
    other = refund(refund_id="R2", approved_at=NOW, **granted)
    two = order(refunds=(late, other))
    remedy = await wished(database, K.URGE_MERCHANT, two, details={"block": "refund"})
    assert remedy.details["refund_id"] == "R1"
    paid = {"status": RefundStatus.PAID, "paid_at": ahead(minutes=30)}
    two = await next_event(database, two, refunds=(late, replace(other, **paid)))
    assert (await remedy_now(database, remedy)).state is S.APPROVED
    assert await state_after(database, remedy, two, refunds=(replace(late, **paid), replace(other, **paid))) is S.DONE


async def test_a_refund_that_bounced_before_it_was_urged_is_over_once_it_was_made_again(database: Database) -> None:
    bounced = refund(refund_id="R1", status=RefundStatus.FAILED, failed_at=NOW - timedelta(days=9))
    waiting = order(refunds=(bounced,))
    remedy = await wished(database, K.URGE_MERCHANT, waiting, details={"block": "refund"})
    waiting = await next_event(database, waiting)
    assert (await remedy_now(database, remedy)).state is S.APPROVED, "nothing has come of it yet"
    again = refund(refund_id="R2", status=RefundStatus.PAID, requested_at=ahead(minutes=10), paid_at=ahead(minutes=30))
    assert await state_after(database, remedy, waiting, refunds=(bounced, again)) is S.DONE


async def test_a_push_for_the_money_of_what_was_cancelled_is_not_over_by_an_earlier_refund(database: Database) -> None:
    earlier = refund(
        refund_id="R0", status=RefundStatus.PAID, paid_at=NOW - timedelta(days=9), amount=yuan("9.00"),
        scope=RefundScope.GOODWILL,
    )  # fmt: skip
    gone = Cancellation(at=NOW - timedelta(days=5), items=(("scarf-blue", 2),), by=Actor.MERCHANT)
    waiting = replace(TWO, cancellations=(gone,), refunds=(earlier,))
    remedy = await wished(database, K.URGE_MERCHANT, waiting, details={"block": "refund"})
    waiting = await next_event(database, waiting)
    assert (await remedy_now(database, remedy)).state is S.APPROVED
    paid = refund(
        refund_id="R1", status=RefundStatus.PAID, paid_at=ahead(minutes=30), amount=yuan("118.00"),
        items=(("scarf-blue", 2),),
    )  # fmt: skip
    assert await state_after(database, remedy, waiting, refunds=(earlier, paid)) is S.DONE


async def test_an_urged_refund_is_over_when_it_is_paid(database: Database) -> None:
    waiting = order(refunds=(refund(status=RefundStatus.APPROVED, approved_at=NOW - timedelta(days=3)),))
    remedy = await wished(database, K.URGE_MERCHANT, waiting, details={"block": "refund"})
    assert await state_after(database, remedy, waiting) is S.APPROVED
    paid = refund(status=RefundStatus.PAID, paid_at=ahead(minutes=30))
    assert await state_after(database, remedy, waiting, refunds=(paid,)) is S.DONE


async def test_nobody_waits_for_the_dispatch_of_a_cancelled_order(database: Database) -> None:
    remedy = await wished(database, K.URGE_MERCHANT, details={"block": "dispatch"})
    assert await state_after(database, remedy, order(), status=OrderStatus.CANCELLED) is S.WITHDRAWN


async def test_a_withdrawal_that_the_shop_agreed_to_ends_both(database: Database) -> None:
    remedy = await wished(database)
    await Deliverer(database, FakePlatform(), None, lambda: NOW, RULES).deliver_remedies()
    async with database.begin() as tx:
        _, asked = await take_back(tx, remedy.remedy_id, order(), NOW, RULES, who="consumer", channel="app")
    assert await state_after(database, asked, order(), refunds=(named(remedy, RefundStatus.WITHDRAWN),)) is S.DONE
    assert (await remedy_now(database, remedy)).state is S.WITHDRAWN


async def test_a_withdrawal_that_came_too_late_is_refused_and_the_money_is_there(database: Database) -> None:
    remedy = await wished(database)
    await Deliverer(database, FakePlatform(), None, lambda: NOW, RULES).deliver_remedies()
    async with database.begin() as tx:
        _, asked = await take_back(tx, remedy.remedy_id, order(), NOW, RULES, who="consumer", channel="app")
    paid = named(remedy, RefundStatus.PAID, paid_at=ahead(minutes=40))
    assert await state_after(database, asked, order(), refunds=(paid,)) is S.REFUSED
    assert (await remedy_now(database, remedy)).state is S.DONE


async def test_an_answer_that_comes_while_the_order_is_read_waits_for_nothing_that_waits_for_it(
    database: Database,
) -> None:
    """The order answers several wishes of one case, while the shop answers one of them at our door."""
    urge = await wished(database, K.URGE_MERCHANT, details={"block": "dispatch"})
    money = await wished(database)
    await Deliverer(database, FakePlatform(), None, lambda: NOW, RULES).deliver_remedies()
    async with database.begin() as tx:
        _, asked = await take_back(tx, money.remedy_id, order(), NOW, RULES, who="consumer", channel="app")
    withdrawn = named(money, RefundStatus.WITHDRAWN)
    async with database.begin() as tx:
        await locked_remedy(tx, urge.remedy_id)
        reading = asyncio.create_task(
            next_event(database, order(), refunds=(withdrawn,), answers=(said(urge, "done"),))
        )
        await all_wait_for_locks(database, 1)
        await answered(tx, urge.remedy_id, said(urge, "done"), NOW, who="platform")
    await reading
    states = [(await remedy_now(database, one)).state for one in (urge, money, asked)]
    assert states == [S.DONE, S.WITHDRAWN, S.DONE]


async def test_a_late_answer_changes_nothing(database: Database) -> None:
    remedy = await wished(database)
    async with database.begin() as tx:
        await answered(tx, remedy.remedy_id, said(remedy, "refused", reason="不符合条件"), NOW, who="platform")
    assert await state_after(database, remedy, order(), answers=(said(remedy, "done"),)) is S.REFUSED


async def test_every_order_that_is_looked_at_is_read_for_answers(database: Database) -> None:
    remedy = await wished(database)
    later = order(version=2, occurred_at=ahead(hours=1), answers=(said(remedy, "done"),))
    async with database.begin() as tx:
        await tell(tx, later)
    await look_at_due_orders(database, LATER, RULES, 50)
    assert (await remedy_now(database, remedy)).state is S.DONE
