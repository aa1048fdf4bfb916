"""Returns, their freight, prices and invoices, asked about beside the usual path: facts and figures, not wording."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.answer import Answer
from careline.core.orders import (
    ClaimStatus,
    Freight,
    FreightClaim,
    Guarantee,
    Order,
    OrderStatus,
    RefundKind,
    RefundStatus,
)
from careline.core.remedies import RemedyKind
from tests.factories import ago, order, parcel, refund, yuan
from tests.unit.matters.test_returns import AGREED, PAID_FEE, SENT, came, does, going_back
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

R, F, S, P, I = Matter.RETURN, Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE, Matter.PRICE, Matter.INVOICE  # noqa: E741
UNSENT = order(status=OrderStatus.PAID, guarantees=frozenset({Guarantee.RETURN_7_DAYS}))
INSURED = frozenset({Guarantee.RETURN_7_DAYS, Guarantee.FREIGHT_INSURANCE})


def under_way(**given: Any) -> Order:
    """Sent yesterday and not here yet."""
    return order(status=OrderStatus.DISPATCHED, parcels=(parcel(dispatched_at=ago(days=1)),), **given)


def names(found: Answer | None) -> set[str]:
    assert found is not None
    return {one.response for one in found.says}


@pytest.mark.parametrize(
    ("text", "language"), [("收到觉得不好能退吗", "zh-CN"), ("once it arrives can it go back", "en")]
)
def test_before_dispatch_a_return_after_receipt_is_told_by_its_days(text: str, language: str) -> None:
    found = asked(R, Ask.MAY_I, view(UNSENT, text, language=language))
    assert "7" in worded(found, language)
    assert names(found) == {"utter_return_once_received"}
    assert names(asked(R, Ask.MAY_I, view(UNSENT, "能退货吗"))) == {"utter_return_unsent", "utter_cancel_shall_i"}


@pytest.mark.parametrize(("text", "language"), [("还用寄回去吗", "zh-CN"), ("do i have to post it back first", "en")])
def test_whether_it_goes_back_at_all(text: str, language: str) -> None:
    swapped = came()
    exchanging = view(swapped, text, remedy(swapped, RemedyKind.EXCHANGE), language=language)
    assert names(asked(R, Ask.MAY_I, exchanging)) == {"utter_return_for_exchange"}
    resending = view(swapped, text, remedy(swapped, RemedyKind.RESEND), language=language)
    assert names(asked(R, Ask.MAY_I, resending)) == {"utter_return_keep_for_now"}
    money = (refund(kind=RefundKind.REFUND_ONLY, requested_at=ago(hours=5), status=RefundStatus.REQUESTED),)
    coming = view(under_way(refunds=money), text, language=language)
    assert names(asked(R, Ask.WHAT_IF, coming)) == {"utter_return_refuse_instead"}
    assert names(asked(R, Ask.MAY_I, view(came(refunds=money), text, language=language))) == {"utter_return_not_needed"}
    assert names(asked(R, Ask.WHAT_NEXT, view(AGREED, text, language=language))) != {"utter_return_keep_for_now"}


def test_a_shop_that_has_the_goods_is_pushed_before_its_time_is_up() -> None:
    found = asked(
        R, Ask.DO_IT, view(going_back(goods_sent_at=ago(days=3), goods_received_at=ago(days=1)), "催一下他们")
    )
    assert found is not None
    assert found.push
    assert "399" in worded(found)


@pytest.mark.parametrize(
    ("text", "language"), [("邮费花了22，能赔全吗", "zh-CN"), ("it cost me 22, do i get all of it", "en")]
)
def test_a_sum_in_the_words_is_set_against_the_limit(text: str, language: str) -> None:
    insured = going_back(goods_sent_at=ago(days=1), freight=Freight(insured=True))
    said = worded(asked(F, Ask.MAY_I, view(insured, text, language=language)), language)
    assert "10" in said
    assert "12" in said
    assert said.startswith("不能" if language == "zh-CN" else "Not")


def test_who_pays_is_the_insurance_once_it_was_asked() -> None:
    claim = FreightClaim(status=ClaimStatus.REQUESTED, requested_at=ago(hours=5), amount=yuan("6.80"))
    told = going_back(freight=Freight(insured=True, claim=claim))
    assert "6.80" in worded(asked(F, Ask.WHO, view(told, "保险赔还是商家赔")))
    paid = going_back(freight=Freight(insured=True, claim=FreightClaim(
        status=ClaimStatus.PAID, requested_at=ago(hours=50), amount=yuan("6.80"), paid_at=ago(hours=5))))  # fmt: skip
    assert names(asked(F, Ask.WHO, view(paid))) == {"utter_freight_insurer_paid"}


@pytest.mark.parametrize(
    ("text", "language"), [("拒收的话要我出运费吗", "zh-CN"), ("if i refuse the parcel do i pay", "en")]
)
def test_refusing_a_parcel_is_free(text: str, language: str) -> None:
    for ask in (Ask.MAY_I, Ask.WHO, Ask.HOW_MUCH, Ask.WHAT_IF):
        assert names(asked(F, ask, view(under_way(), text, language=language))) == {"utter_freight_refusing_free"}


def test_what_an_exchange_or_return_costs_is_no_matter_of_the_limit() -> None:
    assert names(asked(F, Ask.WHAT_IF, view(came(), "来回路费怎么个算法"))) <= {
        "utter_freight_depends", "utter_freight_depends_insured"}  # fmt: skip


def test_posting_has_its_own_date() -> None:
    assert names(asked(F, Ask.WHEN, view(AGREED, "how long have i got", language="en"))) == {
        "utter_return_no_posting_date"
    }


def test_the_slip_is_sent_here_and_is_no_invoice() -> None:
    assert names(asked(I, Ask.WHO, view(SENT, "小票留着呢 交给谁"))) == {"utter_freight_receipt_to"}
    assert names(asked(I, Ask.WHO, view(SENT, "发票谁开"))) != {"utter_freight_receipt_to"}
    assert names(asked(F, Ask.WHERE_TO, view(SENT, "who gets the receipt", language="en"))) == {
        "utter_freight_receipt_to"
    }


@pytest.mark.parametrize(
    ("text", "language"), [("下单付的12块邮费还我吗", "zh-CN"), ("do i get the original 12 back", "en")]
)
def test_the_fee_of_the_order_is_not_the_postage_back(text: str, language: str) -> None:
    said = worded(asked(F, Ask.MAY_I, view(came(**PAID_FEE), text, language=language)), language)
    assert "12" in said
    assert said.startswith("不退" if language == "zh-CN" else "No")


def test_a_fault_told_before_counts_with_the_open_offer() -> None:
    less = going_back(RefundStatus.PAID, paid_at=ago(days=1), **PAID_FEE)
    open_offer = view(less, "能要回来不", kept={"deed": "shipping_fee_back", "fault": True})
    assert "12" in worded(asked(S, Ask.WHEN, open_offer))
    assert does(asked(S, Ask.DO_IT, open_offer)) == "shipping_fee_back"


def test_nothing_is_added_at_the_door_where_the_fee_is_not_told() -> None:
    paid = order(status=OrderStatus.PAID, shipping_fee=None)
    assert worded(asked(S, Ask.WHAT_IF, view(paid, "海岛要加邮费不"))).startswith("不会")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_cancelled_order_keeps_no_price(language: str) -> None:
    gone = order(status=OrderStatus.CANCELLED, parcels=())
    found = asked(P, Ask.MAY_I, view(gone, language=language))
    assert "utter_price_cancelled" in names(found)
    assert found is not None
    assert found.offer is not None


def test_the_sum_on_the_invoice_leaves_the_coupon_out() -> None:
    here = came()
    asking = view(here, "用了券的 上面写多少", remedy(here, RemedyKind.INVOICE, details={"title": "个人"}))
    assert names(asked(P, Ask.HOW_MUCH, asking)) == {"utter_invoice_amount_coupon"}


def test_data_for_an_invoice_are_no_withdrawal() -> None:
    found = asked(I, Ask.UNDO, view(came(), "go ahead, the UEN 201912345K has to be on it", language="en",
                                    kept={"deed": "invoice", "title": "Tan Motors Pte Ltd"}))  # fmt: skip
    assert does(found) == "invoice"
