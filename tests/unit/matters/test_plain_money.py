"""Sums and data that name what is spoken of: a price that fell, what is owed, the invoice, a voucher."""

from __future__ import annotations

import pytest

from actions.matters.plainly import may_be_plain, plainly_asked
from careline.core.orders import Guarantee, OrderStatus, RefundStatus
from careline.core.remedies import RemedyKind
from tests.factories import ago, item, order, refund, yuan
from tests.views import asked, delivered, plainly_heard, remedy, view, worded
from understanding.context import Question
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

KETTLE = delivered(
    days=3,
    guarantees=frozenset({Guarantee.PRICE_PROTECTION, Guarantee.RETURN_7_DAYS}),
    total=yuan("249.00"),
    items=(item(title="Kettle", quantity=1, price=yuan("249.00")),),
)
LATE = order(
    status=OrderStatus.PAID,
    paid_at=ago(hours=90),
    placed_at=ago(hours=90),
    guarantees=frozenset({Guarantee.DISPATCH_ON_TIME}),
)


@pytest.mark.parametrize(
    "text",
    [
        "paid 249 on monday, it's 199 now",
        "your page shows 199 today and i was billed 249",
        "249 when i bought it, 199 the very same listing this morning",
        "so I gave you 249 and my sister sees it for 199 on the app",
        "on sale for 199, me i spent 249",
        "it dropped, 249 to 199",
        "249买的 今天页面只要199",
        "我249拍的，现在挂199",
        "前天249，刚看变成199了",
    ],
)
def test_two_prices_tell_that_it_fell(text: str) -> None:
    assert plainly_heard(KETTLE, text, (Matter.REFUND, Ask.REPORT, 0.4)) == (Matter.PRICE, Ask.REPORT)


@pytest.mark.parametrize(
    "text",
    [
        "paid 249 and only 199 came back today",
        "I paid 249, cancel it now, the other shop has it for 199",
        "249 now please",
        "refund me 60 of the 249 now and give 60 off",
        "付了249，只退了199",
    ],
)
def test_other_sums_beside_the_price_are_no_fall(text: str) -> None:
    assert plainly_heard(KETTLE, text, (Matter.REFUND, Ask.REPORT, 0.4)) != (Matter.PRICE, Ask.REPORT)


def test_what_was_paid_back_is_no_lower_price() -> None:
    back = refund(status=RefundStatus.PAID, amount=yuan("199.00"), requested_at=ago(days=2), paid_at=ago(days=1))
    paid = delivered(days=3, total=yuan("249.00"), items=KETTLE.items, refunds=(back,))
    assert plainly_heard(paid, "249 it was and it shows 199 now", (Matter.REFUND, Ask.REPORT, 0.4)) is None


def test_the_very_difference_is_that_of_the_price() -> None:
    text = "so the 50 is mine, for how many days is it good"
    near, first = (Matter.PRICE,), Question(Matter.REFUND, Ask.WHEN, 0.5, 0.6, named=False)
    offered = view(KETTLE, text, kept={"deed": "price_claim", "price": "199.00"})
    found = plainly_asked(offered, near, [first], {"when": 0.6})
    assert found is not None
    assert (found.matter, found.ask) == (Matter.PRICE, Ask.WHEN)
    assert plainly_asked(offered, (), [first], {"when": 0.6}) is None


@pytest.mark.parametrize(
    "text",
    [
        "put me down for the {} then",
        "alright, I'll take the {}",
        "sign me up for the {}",
        "go on, give me the {}",
        "那就领 {} 块吧",
        "{} 块我要了",
    ],
)
def test_what_is_owed_is_taken_by_its_figure(text: str) -> None:
    right = view(LATE).claimable(Guarantee.DISPATCH_ON_TIME)
    assert right is not None
    assert right.amount is not None
    told, read_as = text.format(right.amount.decimal()), (Matter.MERCHANT, Ask.CONFIRM, 0.5)
    assert plainly_heard(LATE, told, read_as, Matter.MERCHANT, Matter.COMPENSATION) == (Matter.COMPENSATION, Ask.DO_IT)
    assert plainly_heard(KETTLE, told, read_as, Matter.MERCHANT) != (Matter.COMPENSATION, Ask.DO_IT)
    assert plainly_heard(LATE, text.format("77"), read_as, Matter.COMPENSATION) != (Matter.COMPENSATION, Ask.DO_IT)


@pytest.mark.parametrize(
    "text",
    [
        "yes the name and number are correct",
        "spelling looks good, off you go",
        "that's the right title",
        "all the details are fine mate",
        "抬头没错，税号也对",
        "信息都对",
    ],
)
def test_data_of_the_invoice_are_confirmed(text: str) -> None:
    read_as = (Matter.REFUND, Ask.CONFIRM, 0.5)
    assert plainly_heard(KETTLE, text, read_as, Matter.INVOICE, Matter.REFUND) == (Matter.INVOICE, Ask.CONFIRM)
    assert plainly_heard(KETTLE, text, read_as, Matter.REFUND) is None


def test_the_invoice_goes_on_as_it_was_given() -> None:
    runs = remedy(KETTLE, RemedyKind.INVOICE, details={"title": "Harbour Café"})
    told = worded(asked(Matter.INVOICE, Ask.CONFIRM, view(KETTLE, "the name is right", runs, language="en")), "en")
    assert "Harbour Café" in told
    still = worded(asked(Matter.INVOICE, Ask.CONFIRM, view(KETTLE, "is it done?", runs, language="en")), "en")
    assert "Harbour Café" not in still


@pytest.mark.parametrize("text", ["what amount goes on it", "which price will it show", "金额写哪个", "开多少钱的"])
def test_which_sum_stands_on_the_invoice(text: str) -> None:
    assert plainly_heard(KETTLE, text, (Matter.SERVICE, Ask.WHICH, 0.4), Matter.INVOICE) == (
        Matter.INVOICE,
        Ask.HOW_MUCH,
    )
    assert plainly_heard(KETTLE, text, (Matter.SERVICE, Ask.WHICH, 0.4), Matter.REFUND) is None


@pytest.mark.parametrize(
    "text",
    [
        "is my promo code burnt now",
        "the 20 voucher I used, do I get it again?",
        "did I lose the coupon",
        "那张券作废了吗",
        "红包会还给我吗",
    ],
)
def test_a_voucher_of_what_was_called_off(text: str) -> None:
    called_off = order(status=OrderStatus.CANCELLED, paid_at=ago(hours=30))
    assert plainly_heard(called_off, text, (Matter.CANCEL, Ask.STATUS, 0.8)) == (Matter.PRICE, Ask.WHAT_IF)
    assert plainly_heard(KETTLE, text, (Matter.CANCEL, Ask.STATUS, 0.8)) is None
    found = asked(Matter.PRICE, Ask.WHAT_IF, view(called_off, text, language="en"))
    assert "voucher" in worded(found, "en")


@pytest.mark.parametrize(
    "text",
    [
        "no no, I'll just wait",
        "oh no don't cancel, i still need it",
        "actually keep the order",
        "stop, leave it, we will wait for it",
        "算了 我再等等吧",
        "别，还是要的",
    ],
)
def test_who_rather_waits_takes_back_what_was_just_asked_for(text: str) -> None:
    called_off = remedy(LATE, RemedyKind.CANCEL)
    first = Question(Matter.DISPATCH, Ask.DENY, 0.5, 0.9, named=False)
    assert may_be_plain(read(text), [first])
    found = plainly_asked(view(LATE, text, called_off), (Matter.CANCEL,), [first], {"deny": 0.9})
    assert found is not None
    assert (found.matter, found.ask) == (Matter.CANCEL, Ask.UNDO)
    assert plainly_asked(view(LATE, text), (Matter.CANCEL,), [first], {"deny": 0.9}) is None


def test_a_title_and_a_number_are_an_invoice_wished_for() -> None:
    text = "need the official receipt, company name is Lim Tools, TIN 123-456-789"
    assert plainly_heard(KETTLE, text, (Matter.INVOICE, Ask.EVIDENCE, 0.5), Matter.RETURN) == (
        Matter.INVOICE,
        Ask.DO_IT,
    )
    assert plainly_heard(KETTLE, "where is my receipt", (Matter.INVOICE, Ask.EVIDENCE, 0.5)) is None
