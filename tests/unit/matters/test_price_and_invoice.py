"""What is answered about prices that fell, coupons and invoices."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.answer import Answer, Wished
from actions.matters.view import View
from careline.core.orders import Guarantee, Invoice, InvoiceState, Order, OrderStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, item, order, yuan
from tests.views import asked, remedy, view, worded
from understanding.details.values import invoice_data_in, price_fall_in, tracking_no_in
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

P, V = Matter.PRICE, Matter.INVOICE
PROTECTED = frozenset({Guarantee.PRICE_PROTECTION})


def bought(**given: Any) -> Order:
    return order(**{"status": OrderStatus.PAID, "paid_at": ago(days=4), "guarantees": PROTECTED, **given})


def wished(found: Answer | None, seen: View) -> Wished:
    """What is registered at once."""
    assert found is not None
    assert found.do is not None
    assert not found.do.deed.refused(seen, found.do.kept)
    return found.do.deed.wished(seen, found.do.kept)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我付了399 现在挂359", "zh-CN"),
        ("刚买就便宜了40", "zh-CN"),
        ("it is 40 cheaper today", "en"),
        ("paid 399, now 359", "en"),
    ],
)
def test_a_price_in_the_words_gives_the_difference(text: str, language: str) -> None:
    found = asked(P, Ask.MAY_I, view(bought(), text, language=language))
    assert "40" in worded(found, language)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["deed"] == "price_claim"
    assert found.offer.keep["price"] == "359.00"


def test_what_was_said_before_is_kept_for_the_sum_and_the_deed() -> None:
    seen = view(bought(), "那能补多少", kept={"deed": "price_claim", "price": "359.00"})
    assert "40" in worded(asked(P, Ask.HOW_MUCH, seen))
    claim = wished(asked(P, Ask.DO_IT, seen), seen)
    assert claim.amount == yuan("40.00")
    assert claim.waits_for == ("photo",)
    assert claim.right is not None


def test_without_a_price_the_sum_stays_open() -> None:
    seen = view(bought(), "你帮我办")
    assert wished(asked(P, Ask.DO_IT, seen), seen).amount is None
    assert "截图" in worded(asked(P, Ask.EVIDENCE, seen))


def test_without_protection_or_after_its_time_a_colleague_asks_the_shop() -> None:
    for sold in (bought(guarantees=frozenset()), bought(paid_at=ago(days=30), placed_at=ago(days=30))):
        found = asked(P, Ask.MAY_I, view(sold, "降价了能退差价吗"))
        assert found is not None
        assert found.offer is not None
        assert found.offer.keep["deed"] == "price_ask_shop"


@pytest.mark.parametrize(("text", "language"), [("用的券还我吗", "zh-CN"), ("do i get the coupon back", "en")])
def test_a_coupon_is_not_promised(text: str, language: str) -> None:
    used = bought(total=yuan("369.00"), discount=yuan("30.00"))
    found = asked(P, Ask.MAY_I, view(used, text, language=language))
    assert "369" in worded(found, language)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["about"] == "coupon"


def test_a_claim_tells_what_it_waits_for() -> None:
    sold = bought()
    mine = remedy(
        sold, RemedyKind.COMPENSATION, RemedyState.REQUESTED, amount=yuan("40.00"), guarantee=Guarantee.PRICE_PROTECTION
    )
    assert "截图" in worded(asked(P, Ask.STATUS, view(sold, "", mine)))


# Invoices


def test_with_a_title_it_is_asked_for_at_once() -> None:
    seen = view(bought(), "帮我开票，抬头成都山野户外用品有限公司，税号 91510100MA6CABCD12，发 cai@shanye.cn")
    given = wished(asked(V, Ask.DO_IT, seen), seen).details
    assert given == {"title": "成都山野户外用品有限公司", "tax_no": "91510100MA6CABCD12", "email": "cai@shanye.cn"}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_without_a_title_one_question_is_asked_and_the_rest_is_kept(language: str) -> None:
    text = "give me an invoice, VAT number GB123456789" if language == "en" else "开票 税号 91510100MA6CABCD12"
    found = asked(V, Ask.DO_IT, view(bought(), text, language=language))
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["deed"] == "invoice"
    assert found.offer.keep["tax_no"] in {"GB123456789", "91510100MA6CABCD12"}
    later = view(bought(), "Rook Cycling Ltd", kept=found.offer.keep)
    assert wished(asked(V, Ask.CHANGE, later), later).details["title"] == "Rook Cycling Ltd"


def test_personal_is_a_title() -> None:
    seen = view(bought(), "开个人的就行")
    assert wished(asked(V, Ask.DO_IT, seen), seen).details["title"] == "个人"


def test_may_i_offers_with_title_and_sum() -> None:
    seen = view(bought(), "could i have one made out to Rook Cycling Ltd?", language="en")
    found = asked(V, Ask.MAY_I, seen)
    assert "399" in worded(found, "en")
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["title"] == "Rook Cycling Ltd"


def test_a_number_that_comes_later_is_passed_on() -> None:
    sold = bought()
    mine = remedy(sold, RemedyKind.INVOICE, details={"title": "Rook Cycling Ltd"})
    seen = view(sold, "our UEN is 202011223K", mine, language="en")
    more = wished(asked(V, Ask.REPORT, seen), seen)
    assert more.details["tax_no"] == "202011223K"
    assert more.about.startswith("correct")


def test_issued_is_given_with_its_link() -> None:
    done = bought(
        invoice=Invoice(state=InvoiceState.ISSUED, title="个人", at=ago(days=1), url="https://shop.example/1")
    )
    assert "https://shop.example/1" in worded(asked(V, Ask.WHERE_TO, view(done)))
    assert "shop.example" not in worded(asked(V, Ask.WHERE_TO, view(done, spoken=True)), channel="phone")


def test_nothing_is_invoiced_that_was_not_paid() -> None:
    unpaid = order(status=OrderStatus.PLACED, paid_at=None)
    assert "没有付款" in worded(asked(V, Ask.DO_IT, view(unpaid, "开发票")))


def test_the_amount_is_what_was_paid() -> None:
    assert "369" in worded(asked(V, Ask.HOW_MUCH, view(bought(total=yuan("369.00")), "用了券写多少")))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("抬头改成武汉江城文化传播有限公司", "武汉江城文化传播有限公司"),
        ("抬头：周小舟", "周小舟"),
        ("put it in the name of Marlow Rowing Club please", "Marlow Rowing Club"),
        ("开公司抬头要什么资料", None),
        ("抬头在哪儿填", None),
        ("为什么是别的公司开的", None),
        ("can I get a company invoice", None),
        ("对了我上个月换了公司", None),
        ("我下周去新公司上班，送那边", None),
        ("你们公司能开吗", None),
        ("那家快递公司太慢", None),
    ],
)
def test_titles_are_taken_from_the_words(text: str, title: str | None) -> None:
    assert invoice_data_in(text).get("title") == title


def test_telephones_are_no_tracking_numbers() -> None:
    assert tracking_no_in("我电话 13912345678") is None
    assert price_fall_in("降到 49 了") is None


def test_their_own_sum_is_no_new_price() -> None:
    seen = view(bought(), "我算的是 59 对吗", kept={"deed": "price_claim", "price": "359.00"})
    assert "40 元" in worded(asked(P, Ask.HOW_MUCH, seen))
    now = view(bought(), "现在页面是 349 了", kept={"deed": "price_claim", "price": "359.00"})
    assert "50 元" in worded(asked(P, Ask.HOW_MUCH, now))


def test_the_price_of_a_piece_counts_for_all_that_were_bought() -> None:
    of = bought(items=(item(quantity=2, price=yuan("159.00")),), total=yuan("318.00"))
    seen = view(of, "132一个，我159买的俩")
    assert "54 元" in worded(asked(P, Ask.MAY_I, seen))
    assert wished(asked(P, Ask.DO_IT, seen), seen).amount == yuan("54.00")


@pytest.mark.parametrize("text", ["明天又降了还能再退吗", "if tomorrow it is cheaper again"])
def test_a_second_fall_may_be_claimed_too(text: str) -> None:
    language = "en" if text.isascii() else "zh-CN"
    claimed = remedy(bought(), RemedyKind.COMPENSATION, guarantee=Guarantee.PRICE_PROTECTION, amount=yuan("40.00"))
    for remedies in ((), (claimed,)):
        said = worded(asked(P, Ask.WHAT_IF, view(bought(), text, *remedies, language=language)), language)
        assert said.startswith("Yes" if language == "en" else "可以")


def test_money_or_voucher_faster_or_not_why_not_and_left_alone() -> None:
    claimed = remedy(bought(), RemedyKind.COMPENSATION, guarantee=Guarantee.PRICE_PROTECTION, amount=yuan("40.00"))
    assert "不是券" in worded(asked(P, Ask.HOW, view(bought(), "退现金还是给券", claimed)))
    assert "补差价快" in worded(asked(P, Ask.WHICH, view(bought(), "退了重买和补差价哪个快", claimed)))
    assert "没有带" in worded(asked(P, Ask.WHY, view(bought(guarantees=frozenset()), "凭啥别人有我没有")))
    left = asked(P, Ask.UNDO, view(bought(), "说错了，别改", claimed))
    assert left is not None
    assert left.then is None


def test_a_coupon_is_no_part_of_the_difference() -> None:
    seen = view(bought(), "我用了张券，付的399，现在359，差的按哪个算", spoken_of=(P,))
    assert "40" in worded(asked(P, Ask.HOW_MUCH, seen))
    seen = view(bought(), "I had a voucher. paid 399, now 359, so how much is it", language="en", spoken_of=(P,))
    assert "40" in worded(asked(P, Ask.HOW_MUCH, seen), "en")


@pytest.mark.parametrize("text", ["秒杀价也认吧", "回头别说会员价不作数", "拼团的价算不算"])
@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.WHAT_IF])
def test_nobody_can_promise_that_a_special_price_counts(ask: Ask, text: str) -> None:
    found = asked(P, ask, view(bought(), text, spoken_of=(P,), kept={"deed": "price_claim", "price": "359.00"}))
    assert "商家看您的截图" in worded(found)
    assert found is not None
    assert found.offer is not None
