"""What is answered about goods that were not sent yet, by where the order stands."""

from __future__ import annotations

import pytest

from actions.matters.dispatch import State, standing
from careline.core.blocks import BlockKind
from careline.core.orders import Guarantee, Order, OrderStatus, RefundStatus
from careline.core.remedies import RemedyKind
from tests.factories import ago, ahead, dispatched, item, order, parcel, refund, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

D = Matter.DISPATCH
PROMISED = frozenset({Guarantee.DISPATCH_ON_TIME})
LATE = order(placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=PROMISED)
EARLY = order(placed_at=ago(hours=5), paid_at=ago(hours=5), guarantees=PROMISED)
PRESALE = order(presale=True, presale_dispatch_at=ahead(days=9), guarantees=PROMISED)
UNDATED = order(presale=True, guarantees=PROMISED)
UNPAID = order(status=OrderStatus.PLACED, paid_at=None)
TWO = (item(), item(sku="scarf", title="羊绒围巾", price=yuan("80.00")))
PARTLY = dispatched(
    parcel(contents=(("coat-red-m", 1),)), items=TWO, total=yuan("479.00"), paid_at=ago(hours=80),
    placed_at=ago(hours=80),
)  # fmt: skip
SENT = dispatched(parcel(dispatched_at=ago(hours=10)), paid_at=ago(hours=80), placed_at=ago(hours=80))
BACK = order(refunds=(refund(status=RefundStatus.REQUESTED),))
GONE = order(status=OrderStatus.CANCELLED)


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        (LATE, State.LATE), (EARLY, State.RUNNING), (PRESALE, State.RUNNING), (UNDATED, State.NO_DATE),
        (UNPAID, State.UNPAID), (PARTLY, State.LATE), (SENT, State.SENT), (BACK, State.CALLED_OFF),
        (GONE, State.CALLED_OFF),
    ],
)  # fmt: skip
def test_each_order_stands_somewhere(shown: Order, state: State) -> None:
    assert standing(view(shown)).state is state


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_late_is_told_with_its_figure_and_pushed(language: str) -> None:
    for ask in (Ask.STATUS, Ask.HOW_LONG_OVERDUE, Ask.WHY, Ask.COMPLAIN):
        found = asked(D, ask, view(LATE, language=language))
        assert "32" in worded(found, language)
        assert found is not None
        assert found.urge is BlockKind.DISPATCH


def test_what_is_pushed_already_is_not_pushed_for_every_question() -> None:
    urged = remedy(LATE, RemedyKind.URGE_MERCHANT, details={"about": "dispatch"})
    found = asked(D, Ask.HOW_LONG_OVERDUE, view(LATE, "", urged))
    assert found is not None
    assert found.urge is None


def test_in_time_is_not_called_late() -> None:
    for shown in (EARLY, PRESALE):
        for ask in (Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE, Ask.WHY, Ask.COMPLAIN):
            found = asked(D, ask, view(shown))
            assert "晚了" not in worded(found)
            assert found is not None
            assert found.urge is None


def test_sooner_is_passed_on_and_not_promised() -> None:
    found = asked(D, Ask.MAY_I, view(PRESALE, "能不能早点发"))
    assert "12月" in worded(found)
    assert found is not None
    assert found.do is not None
    assert found.do.deed.wished(view(PRESALE, "能不能早点发"), found.do.kept).details["wish"] == "sooner"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("等我月底回来再发", "later"), ("hold it until I am back", "later"), ("两单并一起发吧", "together"),
        ("Please ship before Friday", "sooner"), ("can they go in one box", "together"),
    ],
)  # fmt: skip
def test_wishes_for_the_sending_are_told_apart(text: str, wish: str) -> None:
    found = asked(D, Ask.MAY_I, view(EARLY, text))
    assert found is not None
    assert found.do is not None
    assert found.do.kept["wish"] == wish


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_condition_is_agreed_to_with_the_sum(language: str) -> None:
    text = "明天还没发我就不要了" if language == "zh-CN" else "If it hasn't left by tomorrow I want a refund"
    said = worded(asked(D, Ask.WHAT_IF, view(LATE, text, language=language)), language)
    assert said.startswith(("可以", "Yes"))
    assert "399" in said
    assert "19.95" in said


def test_only_what_is_still_at_the_shop_comes_back() -> None:
    said = worded(asked(D, Ask.WHAT_IF, view(PARTLY, "还不发就退款")))
    assert "80" in said
    assert "479" not in said


def test_of_two_parts_the_one_that_left_is_named() -> None:
    said = worded(asked(D, Ask.NOT_ALL, view(PARTLY)))
    assert "羊毛大衣已经发了" in said
    assert "羊绒围巾" in said


def test_sent_late_says_both_times() -> None:
    said = worded(asked(D, Ask.HOW_LONG_OVERDUE, view(SENT)))
    assert "晚发" in said
    assert "19.95" in said


def test_the_shops_word_that_it_has_none_leads_to_the_money() -> None:
    found = asked(D, Ask.REPORT, view(LATE, "卖家说没货发不了"))
    assert found is not None
    assert found.then == "request_refund"
    assert "399" in worded(found)


@pytest.mark.parametrize("shown", [BACK, GONE])
def test_nothing_is_pushed_for_what_will_not_be_sent(shown: Order) -> None:
    for ask in (Ask.STATUS, Ask.WHEN, Ask.DO_IT, Ask.WHAT_IF, Ask.MAY_I):
        found = asked(D, ask, view(shown))
        assert "不会再发" in worded(found)
        assert found is not None
        assert found.urge is None


@pytest.mark.parametrize(("text", "language"), [("单还在不在 会给我发吧", "zh-CN"), ("is it still coming", "en")])
@pytest.mark.parametrize("ask", [Ask.DO_IT, Ask.MAY_I, Ask.STATUS, Ask.WHAT_NEXT])
def test_whether_it_still_comes_is_a_yes_and_asks_the_shop_for_nothing(ask: Ask, text: str, language: str) -> None:
    running = order(status=OrderStatus.PAID, placed_at=ago(hours=5), paid_at=ago(hours=5))
    found = asked(Matter.DISPATCH, ask, view(running, text, language=language))
    assert worded(found, language).startswith(("会发", "Yes"))
    assert found is not None
    assert found.do is None


def test_whether_it_still_comes_names_the_goods() -> None:
    running = order(placed_at=ago(hours=2), paid_at=ago(hours=2))
    for text, language, first in (("那还发的吧", "zh-CN", "会发"), ("so it is still coming", "en", "Yes")):
        found = asked(Matter.DISPATCH, Ask.CONFIRM, view(running, text, language=language))
        assert worded(found, language).startswith(first)


def test_what_has_left_needs_no_chasing() -> None:
    found = asked(Matter.DISPATCH, Ask.DO_IT, view(dispatched(parcel(dispatched_at=ago(hours=5))), "再催一遍"))
    assert worded(found).startswith("不用再催")
