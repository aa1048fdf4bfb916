"""A freight claim that was declined, goods that need not go back, fees beside the order, invoices that are changed."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.answer import Answer, Wished
from actions.matters.view import View
from actions.memory import Asked
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
from tests.views import asked, remedy, view, worded
from understanding.details.values import invoice_data_in
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

R, F, S, V = Matter.RETURN, Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE, Matter.INVOICE


def came(**given: Any) -> Order:
    sent = parcel(dispatched_at=ago(days=6), scans=(), delivered_at=ago(hours=60))
    return order(
        **{
            "status": OrderStatus.DELIVERED,
            "parcels": (sent,),
            "placed_at": ago(days=7),
            "paid_at": ago(days=7),
            **given,
        }
    )


def declined(spent: str = "16.00", reason: str = "no_reason") -> Order:
    claim = FreightClaim(
        status=ClaimStatus.REJECTED, requested_at=ago(days=2), amount=yuan("10.00"), decision="寄回单号与登记不一致"
    )
    back = refund(
        kind=RefundKind.RETURN_REFUND, reason=reason, status=RefundStatus.PAID, requested_at=ago(days=9),
        goods_sent_at=ago(days=7), goods_received_at=ago(days=5), paid_at=ago(days=4),
    )  # fmt: skip
    freight = Freight(insured=True, paid_by_consumer=yuan(spent), claim=claim)
    return came(freight=freight, refunds=(back,), guarantees=frozenset({Guarantee.FREIGHT_INSURANCE}))


def registered(found: Answer | None, seen: View) -> Wished:
    """What is registered at once."""
    assert found is not None
    assert found.do is not None
    assert not found.do.deed.refused(seen, found.do.kept)
    return found.do.deed.wished(seen, found.do.kept)


def names(found: Answer | None) -> list[str]:
    assert found is not None
    return [one.response for one in found.says]


def offered(found: Answer | None) -> str:
    assert found is not None
    assert found.offer is not None
    return str(found.offer.keep.get("deed"))


@pytest.mark.parametrize("ask", [Ask.WHY, Ask.STATUS, Ask.REPORT, Ask.COMPLAIN])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_declined_claim_is_told_with_its_reason_and_an_appeal_for_its_sum(ask: Ask, language: str) -> None:
    found = asked(F, ask, view(declined(), "", language=language))
    said = worded(found, language)
    assert "寄回单号与登记不一致" in said
    assert "10" in said
    assert offered(found) == "freight_appeal"


def test_an_appeal_that_is_asked_for_is_registered_at_once_with_the_number_in_the_words() -> None:
    seen = view(declined(), "那给我重新申一次 单号SF8800223311445")
    wished = registered(asked(F, Ask.DO_IT, seen), seen)
    assert wished.about == "freight_appeal:SF8800223311445"
    assert wished.details["tracking_no"] == "SF8800223311445"
    assert wished.details["claimed"]["amount"] == "10.00"
    for ask in (Ask.EVIDENCE, Ask.CHANGE, Ask.REPORT, Ask.WHY):
        assert registered(asked(F, ask, seen), seen).about == wished.about


@pytest.mark.parametrize("text", ["帮我申诉吧", "那再申一次呗", "ok then ask them to look again"])
def test_an_appeal_under_way_is_told_of_and_not_lodged_twice(text: str) -> None:
    this = declined()
    running = remedy(this, RemedyKind.COMPLAINT, details={"about": "freight_appeal"})
    found = asked(F, Ask.DO_IT, view(this, text, running))
    assert found is not None
    assert found.do is None
    assert [one.response for one in found.says] == ["utter_freight_appeal_running"]


def test_told_why_once_more_it_says_what_is_checked_and_repeats_no_reason() -> None:
    seen = view(declined(), "单号怎么不一致了", offered=Asked.CONFIRM_DEED, kept={"deed": "freight_appeal"})
    found = asked(F, Ask.WHY, seen)
    assert "寄回单号与登记不一致" not in worded(found)
    assert offered(found) == "freight_appeal"


@pytest.mark.parametrize(
    ("ask", "text"),
    [(Ask.HOW_MUCH, "我花了16 全赔吗"), (Ask.WHY, "为啥我花16只给10"), (Ask.WHO, "剩下6块找谁"),
     (Ask.MAY_I, "剩那六块找商家要得不 我花了16"), (Ask.HOW_MUCH, "would I get the whole 16.00 or merely ten")],
)  # fmt: skip
def test_after_declining_the_limit_and_the_rest_are_named(ask: Ask, text: str) -> None:
    language = "en" if text.isascii() else "zh-CN"
    said = worded(asked(F, ask, view(declined(), text, language=language)), language)
    assert "10" in said
    assert "6" in said.replace("16", "")
    assert "这单没有运费险" not in said


def test_for_a_fault_the_rest_is_the_shops() -> None:
    found = asked(F, Ask.WHO, view(declined(reason="quality"), "剩下6块找谁"))
    assert "商家" in worded(found)
    assert offered(found) == "freight_from_shop"


def test_declined_once_more_a_colleague_decides() -> None:
    found = asked(F, Ask.WHAT_IF, view(declined(), "要是第二次还拒，6块和10块我找谁要"))
    assert "同事" in worded(found)


def test_the_parts_of_what_was_spent_are_no_second_sum() -> None:
    insured = came(freight=Freight(insured=True), guarantees=frozenset({Guarantee.FREIGHT_INSURANCE}))
    said = worded(asked(F, Ask.WHAT_IF, view(insured, "我邮的时候花了14 那4块呢")))
    assert "14" in said
    assert "4 元" in said


@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.WHICH, Ask.CONFIRM])
@pytest.mark.parametrize(
    ("text", "language"),
    [("碎的要不要寄回去啊", "zh-CN"), ("要寄回去？寄碎瓷片？", "zh-CN"), ("must i send back the broken pieces", "en")],
)
def test_broken_goods_are_kept_for_now(ask: Ask, text: str, language: str) -> None:
    found = asked(R, ask, view(came(), text, language=language, spoken_of=(Matter.DAMAGE,)))
    assert names(found) == ["utter_return_keep_for_now"]


def test_with_money_asked_back_alone_nothing_has_to_be_sent() -> None:
    running = refund(
        kind=RefundKind.REFUND_ONLY, status=RefundStatus.APPROVED, reason="damaged", requested_at=ago(hours=3)
    )
    for ask in (Ask.MAY_I, Ask.CONFIRM, Ask.WHERE_TO, Ask.HOW):
        found = asked(R, ask, view(came(refunds=(running,)), "好碗用不用给寄回去"))
        assert "不用寄" in worded(found)


@pytest.mark.parametrize(
    ("text", "language"), [("寄回去他毁尸灭迹咋整 我能不能不寄", "zh-CN"), ("the bottle I keep as evidence", "en")]
)
def test_what_proves_their_case_may_be_kept(text: str, language: str) -> None:
    ask = Ask.WHAT_IF if language == "zh-CN" else Ask.DENY
    found = asked(R, ask, view(came(), text, language=language, spoken_of=(Matter.AUTHENTICITY,)))
    assert names(found) == ["utter_return_keep_proof"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("要是不给，我退俩重买，退得掉吧", "zh-CN"), ("装不成可不可以退 拆了包装呢", "zh-CN"),
     ("if they say no again, is the ordinary return still open", "en")],
)  # fmt: skip
def test_supposing_something_else_fails_a_return_is_possible_until_its_date(text: str, language: str) -> None:
    found = asked(R, Ask.WHAT_IF, view(came(), text, language=language))
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_RETURN
    assert worded(found, language).startswith("能退" if language == "zh-CN" else "Yes")


def test_told_of_damage_before_the_shop_pays_unless_they_changed_their_mind() -> None:
    hurt = view(came(), "寄回去的钱谁出", spoken_of=(Matter.RETURN, Matter.DAMAGE))
    assert "商家出" in worded(asked(F, Ask.WHO, hurt))
    own = view(came(), "颜色不喜欢 运费谁出", spoken_of=(Matter.RETURN, Matter.DAMAGE))
    assert "个人原因" in worded(asked(F, Ask.WHO, own))


def test_too_late_without_a_reason_a_fault_told_of_before_still_goes_back() -> None:
    late = came(parcels=(parcel(dispatched_at=ago(days=12), scans=(), delivered_at=ago(days=9)),))
    found = asked(R, Ask.MAY_I, view(late, "ok but can i send it back now", language="en", spoken_of=(Matter.DAMAGE,)))
    assert found is not None
    assert worded(found, "en").startswith("Yes")
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND
    assert found.offer.keep == {"reason": "damaged"}
    assert "399" in worded(found, "en")


@pytest.mark.parametrize(("spoken", "part"), [((Matter.PRICE,), "差价更快"), ((), "先寄回")])
def test_which_is_faster_is_no_question_for_a_number(spoken: tuple[Matter, ...], part: str) -> None:
    assert part in worded(asked(R, Ask.WHICH, view(came(), "哪个更快", spoken_of=spoken)))


def test_a_yes_with_a_question_for_the_postage_gets_both() -> None:
    seen = view(came(), "yes po. shipping who pays?", language="en", offered=Asked.CONFIRM_RETURN)
    found = asked(R, Ask.CONFIRM, seen)
    assert found is not None
    assert found.then == "affirm"
    assert names(found) == ["utter_freight_depends_insured"]


def test_after_a_short_refund_no_return_means_the_rest_alone() -> None:
    back = refund(
        kind=RefundKind.RETURN_REFUND, status=RefundStatus.PAID, amount=yuan("359.00"), goods_sent_at=ago(days=9)
    )
    seen = view(came(refunds=(back,)), "do not raise a fresh return, only the balance", language="en")
    assert "40" in worded(asked(R, Ask.DENY, seen), "en")


def test_what_was_sent_back_for_an_exchange_has_a_status_too() -> None:
    swap = refund(kind=RefundKind.EXCHANGE, status=RefundStatus.APPROVED, goods_sent_at=ago(days=4))
    found = asked(R, Ask.STATUS, view(came(refunds=(swap,)), "他们收到没有"))
    assert names(found) == ["utter_return_swap_not_there"]


def test_no_return_is_left_and_a_running_one_is_stopped() -> None:
    assert worded(asked(R, Ask.DENY, view(came(), "no return for now", language="en")), "en") == "All right, no return."
    this = came()
    running = remedy(this, RemedyKind.RETURN)
    found = asked(R, Ask.DENY, view(this, "不退了 留着", running))
    assert found is not None
    assert found.then == "withdraw"


def test_a_redirection_may_cost_and_a_change_before_dispatch_does_not() -> None:
    moving = order(status=OrderStatus.DISPATCHED, parcels=(parcel(scans=()),))
    said = worded(asked(S, Ask.HOW_MUCH, view(moving, "要加钱不", spoken_of=(Matter.ADDRESS,))))
    assert "看不到" in said
    unsent = order(status=OrderStatus.PAID, parcels=())
    assert "不收费" in worded(asked(S, Ask.HOW_MUCH, view(unsent, "要补邮费吗", spoken_of=(Matter.ADDRESS,))))


def test_duty_is_for_customs_to_say() -> None:
    assert "海关" in worded(asked(S, Ask.WHO, view(order(), "要不要另外交税 谁交")))


@pytest.mark.parametrize(
    ("text", "title"),
    [("等下 抬头少了个字 应该是老街烧腊饭店", "老街烧腊饭店"), ("抬头写错了 是云帆微科技 改下", "云帆微科技"),
     ("Correction, it's Harbour Dental PLLC", "Harbour Dental PLLC"), ("写错了 普票就行 抬头同上", None)],
)  # fmt: skip
def test_a_changed_title_is_read_from_the_words(text: str, title: str | None) -> None:
    assert invoice_data_in(text).get("title") == title


def test_a_correction_says_what_the_shop_was_asked_to_change() -> None:
    paid = order(status=OrderStatus.PAID, paid_at=ago(days=1))
    running = remedy(paid, RemedyKind.INVOICE, details={"title": "老街烧腊店"})
    seen = view(paid, "抬头少了个字 应该是老街烧腊饭店", running)
    wished = registered(asked(V, Ask.CHANGE, seen), seen)
    assert wished.details["title"] == "老街烧腊饭店"
    changed = remedy(paid, RemedyKind.INVOICE, details={**wished.details, "about": wished.about})
    found = asked(V, Ask.CHANGE, seen)
    assert found is not None
    assert found.do is not None
    said = found.do.deed.told(view(paid, "", running, changed), changed)
    assert "老街烧腊饭店" in said[0].values.values()


@pytest.mark.parametrize(("text", "kind"), [("能开专票吗", "vat_special"), ("普票就行", "ordinary")])
def test_another_kind_of_invoice_is_its_own_wish(text: str, kind: str) -> None:
    paid = order(status=OrderStatus.PAID, paid_at=ago(days=1))
    running = remedy(paid, RemedyKind.INVOICE, details={"title": "老街烧腊店"})
    seen = view(paid, text, running)
    wished = registered(asked(V, Ask.MAY_I, seen), seen)
    assert wished.details["type"] == kind
    assert wished.about == f"correct:type={kind}"


def test_an_english_invoice_without_a_name_is_made_out_to_the_consumer() -> None:
    paid = order(status=OrderStatus.PAID, paid_at=ago(days=1))
    seen = view(paid, "i'd like an invoice please", language="en")
    assert registered(asked(V, Ask.DO_IT, seen), seen).details["title"] == seen.customer.name
    company = view(paid, "an invoice for my company please", language="en")
    assert offered(asked(V, Ask.DO_IT, company)) == "invoice"


def test_what_does_not_arrive_in_time_costs_the_right_to_return() -> None:
    text = "should they not arrive within the seven days, do i lose the right to send it back"
    said = worded(asked(R, Ask.WHAT_IF, view(came(), text, language="en")), "en")
    assert said.startswith("After")
