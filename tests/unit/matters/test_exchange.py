"""What is answered about an exchange, by how far it has got."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.exchange.deeds import AS_SAID, SAME
from actions.matters.exchange.stages import Stage, stage_of
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.orders import Guarantee, Order, OrderStatus, ParcelKind, RefundKind, RefundStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, mug_and_pan, order, parcel, refund, yuan
from tests.views import asked, delivered, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit
X = Matter.EXCHANGE


def exchanged(**given: Any) -> Order:
    """Asked for with the shop itself, twelve days ago."""
    usual: dict[str, Any] = {
        "kind": RefundKind.EXCHANGE, "reason": "other", "requested_at": ago(days=12), "amount": yuan("0.00"),
        "status": RefundStatus.APPROVED, "approved_at": ago(days=11),
    }  # fmt: skip
    return delivered(days=20, refunds=(refund(**usual | given),))


BACK = exchanged(goods_sent_at=ago(days=10), goods_received_at=ago(days=6))
FRESH = exchanged(goods_sent_at=ago(days=3), goods_received_at=ago(hours=5))


@pytest.mark.parametrize(
    ("seen", "stage"),
    [
        (order(), Stage.UNSENT),
        (dispatched(), Stage.NOT_HERE),
        (delivered(), Stage.OPEN),
        (delivered(days=10), Stage.ONLY_FAULT),
        (delivered(days=40), Stage.CLOSED),
        (order(status=OrderStatus.CANCELLED), Stage.OVER),
        (delivered(refunds=(refund(),)), Stage.MONEY),
        (exchanged(status=RefundStatus.REQUESTED, approved_at=None), Stage.UNDECIDED),
        (exchanged(), Stage.SEND_YOURS),
        (exchanged(goods_sent_at=ago(days=3)), Stage.YOURS_UNDER_WAY),
        (BACK, Stage.BACK),
    ],
)
def test_how_far_it_has_got(seen: Order, stage: Stage) -> None:
    assert stage_of(view(seen)) is stage


def test_a_new_parcel_ends_the_waiting() -> None:
    new = parcel(parcel_id="P2", kind=ParcelKind.EXCHANGE, dispatched_at=ago(days=1), tracking_no="SF7001")
    sent = exchanged(goods_received_at=ago(days=3))
    sent = delivered(days=20, refunds=sent.refunds, parcels=(*sent.parcels, new))
    assert stage_of(view(sent)) is Stage.SENT
    assert "SF7001" in worded(asked(X, Ask.WHICH, view(sent)))


@pytest.mark.parametrize("ask", [Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE, Ask.WHAT_IF])
def test_back_at_the_shop_and_not_sent_on_says_how_late_it_is_and_pushes(ask: Ask) -> None:
    found = asked(X, ask, view(BACK))
    said = worded(found)
    if ask in {Ask.STATUS, Ask.HOW_LONG_OVERDUE}:
        assert "11月18日 12:00" in said  # it came back
    assert "11月20日 12:00" in said  # two days later it was due
    assert "晚了 4 天" in said
    assert found is not None
    assert found.urge is BlockKind.DISPATCH


def test_back_at_the_shop_in_time_says_by_when_it_leaves() -> None:
    found = asked(X, Ask.WHEN, view(FRESH, language="en"))
    assert "26 Nov" in worded(found, "en") or "the day after" in worded(found, "en")
    assert found is not None
    assert found.urge is None


@pytest.mark.parametrize("ask", [Ask.DO_IT, Ask.UNDO, Ask.CHANGE])
def test_given_up_for_the_money_it_is_offered_with_its_sum_and_nothing_to_send(ask: Ask) -> None:
    found = asked(X, ask, view(BACK, "算了不换了 退款给我"))
    said = worded(found)
    assert "399" in said
    assert "不用再寄" in said
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND


def test_our_own_wish_is_taken_back_before_the_money() -> None:
    noted = remedy(delivered(), RemedyKind.EXCHANGE)
    found = asked(X, Ask.DO_IT, view(delivered(), "不换了 退款", noted))
    assert found is not None
    assert found.then == "withdraw"
    assert "399" in worded(found)


@pytest.mark.parametrize(("text", "language"), [("没货了咋办", "zh-CN"), ("what if it is sold out", "en")])
def test_without_stock_there_is_something_else_or_the_money(text: str, language: str) -> None:
    assert "399" in worded(asked(X, Ask.WHAT_IF, view(delivered(), text, language=language)), language)


def test_who_pays_depends_on_the_fault_and_the_insurance() -> None:
    assert "10 元" in worded(asked(X, Ask.WHO, view(delivered(), "来回邮费谁付")))
    bare = delivered(guarantees=frozenset({Guarantee.RETURN_7_DAYS}))
    assert "您出" in worded(asked(X, Ask.WHO, view(bare, "来回邮费谁付")))
    assert "不用您花钱" in worded(asked(X, Ask.WHO, view(bare, "裂了要换 邮费谁付")))
    assert "没有运费" in worded(asked(X, Ask.WHO, view(order(), "邮费谁付")))


def test_who_sends_first_is_said_by_where_it_stands() -> None:
    assert "您先寄" in worded(asked(X, Ask.WHO, view(delivered(), "谁先寄")))
    assert "不用再寄" in worded(asked(X, Ask.WHO, view(BACK, "谁先寄")))


def test_the_same_goods_for_a_fault_are_offered_then_registered() -> None:
    first = asked(X, Ask.MAY_I, view(delivered(days=10), "开线了 能换个新的吗"))
    assert "来回运费商家出" in worded(first)
    assert first is not None
    assert first.offer is not None
    kept = {"deed": first.offer.keep["deed"]}
    second = asked(X, Ask.DO_IT, view(delivered(days=10), "换吧", offered=Asked.CONFIRM_DEED, kept=kept))
    assert second is not None
    assert second.do is not None
    assert second.do.deed is SAME
    wished = SAME.wished(view(delivered(days=10)), second.do.kept)
    assert wished.waits_for == ("photo",)
    assert wished.details["price_difference"]["amount"] == "0.00"


def test_another_size_is_looked_up_first_and_put_to_the_shop_if_that_was_in_vain() -> None:
    first = asked(X, Ask.DO_IT, view(delivered(), "换 41 码的"))
    assert first is not None
    assert first.then == "request_exchange"
    again = asked(X, Ask.DO_IT, view(delivered(), "换 41 码的", offered=Asked.HANDOFF_OFFER))
    assert again is not None
    assert again.do is not None
    assert again.do.deed is AS_SAID
    assert AS_SAID.refused(view(delivered()), again.do.kept) == ()
    noted = remedy(delivered(), RemedyKind.EXCHANGE, details={"wish": "换 41 码的"})
    told = AS_SAID.told(view(delivered(), "", noted), noted)
    assert "41" in dict(told[0].values)["wanted"]


def test_a_second_exchange_of_the_same_goods_is_not_registered() -> None:
    noted = remedy(delivered(), RemedyKind.REFUND)
    assert SAME.refused(view(delivered(), "", noted), {"items": None})


@pytest.mark.parametrize("state", [RemedyState.REQUESTED, RemedyState.NEEDS_APPROVAL, RemedyState.SENT])
def test_a_wish_under_way_says_by_when_they_hear(state: RemedyState) -> None:
    noted = remedy(delivered(), RemedyKind.EXCHANGE, state, details={"waits_for": ["photo"]})
    assert "明天 12:00" in worded(asked(X, Ask.WHEN, view(delivered(), "", noted)))


def test_the_difference_is_that_which_was_told() -> None:
    dearer = {"price_difference": {"amount": "12.50", "currency": "CNY"}}
    noted = remedy(delivered(), RemedyKind.EXCHANGE, details=dearer)
    assert "12.50" in worded(asked(X, Ask.HOW_MUCH, view(delivered(), "", noted)))
    kept = {"difference": "0"}
    seen = view(delivered(), offered=Asked.CONFIRM_EXCHANGE, kept=kept)
    assert "价格一样" in worded(asked(X, Ask.HOW_MUCH, seen))


def test_a_refusal_is_told_with_its_reason() -> None:
    no = remedy(delivered(days=40), RemedyKind.EXCHANGE, RemedyState.REFUSED, answer="吊牌已剪。")
    assert "吊牌已剪" in worded(asked(X, Ask.WHY, view(delivered(days=40), "", no)))


def test_the_word_exchange_alone_does_what_was_offered() -> None:
    for text in ("换", "那就换嘛"):
        kept = {"deed": SAME.name}
        found = asked(X, Ask.CHANGE, view(delivered(), text, offered=Asked.CONFIRM_DEED, kept=kept))
        assert found is not None
        assert found.do is not None
        assert found.do.deed is SAME


def test_a_size_that_the_shop_does_not_show_is_put_to_it() -> None:
    found = asked(X, Ask.CHANGE, view(delivered(), "要 44 码 颜色照旧", offered=Asked.EXCHANGE_VARIANT))
    assert found is not None
    assert found.do is not None
    assert found.do.deed is AS_SAID
    assert found.do.kept["wish"] == "要 44 码 颜色照旧"


@pytest.mark.parametrize("ask", [Ask.COMPLAIN, Ask.WHO])
def test_who_fetches_and_who_pays(ask: Ask) -> None:
    assert "上门" in worded(asked(X, ask, view(delivered(), "我腿脚不好 提不动 谁上门取")))
    assert "商家" in worded(asked(X, ask, view(delivered(), "杯子坏了还要我掏运费啊")))
    assert "collect" in worded(asked(X, ask, view(delivered(), "too heavy to carry", language="en")), "en")


def test_which_goes_first_is_no_choice_of_some() -> None:
    assert "先寄" in worded(asked(X, Ask.NOT_ALL, view(delivered(), "我先退旧的 还是新的先到")))


def test_a_push_that_is_wished_is_a_push_and_the_second_one_goes_to_the_shop_as_words() -> None:
    first = asked(X, Ask.DO_IT, view(BACK, "催"))
    assert first is not None
    assert first.urge is BlockKind.DISPATCH
    pushed = remedy(BACK, RemedyKind.URGE_MERCHANT)
    second = asked(X, Ask.DO_IT, view(BACK, "催", pushed))
    assert second is not None
    assert second.do is not None
    assert second.do.deed.kind is RemedyKind.URGE_MERCHANT


@pytest.mark.parametrize("text", ["周五前到得了不", "will it be here by saturday"])
def test_nobody_promises_a_day_and_the_shop_is_told(text: str) -> None:
    for language in ("zh-CN", "en"):
        found = asked(X, Ask.WHEN, view(FRESH, text, language=language))
        assert "不敢保证" in worded(found) or "can't promise" in worded(found, "en")
        assert found is not None
        assert found.do is not None


@pytest.mark.parametrize("ask", [Ask.WHICH, Ask.CHANGE, Ask.DO_IT])
def test_which_one_they_want_is_passed_on_while_the_shop_is_at_it(ask: Ask) -> None:
    found = asked(X, ask, view(BACK, "要 43 码的 别发 42"))
    assert found is not None
    assert found.do is not None
    assert found.do.kept["wish"]


def test_the_money_in_place_of_an_exchange_not_sent_back_yet_is_a_return_or_by_the_fault() -> None:
    free = asked(X, Ask.UNDO, view(exchanged(), "不换了 退款"))
    assert free is not None
    assert free.offer is not None
    assert free.offer.asked is Asked.CONFIRM_RETURN
    recent = delivered(days=5, refunds=exchanged(reason="wrong_item").refunds)
    wrong = asked(X, Ask.UNDO, view(recent, "不换了 退款"))
    assert wrong is not None
    assert wrong.offer is not None
    assert wrong.offer.asked is Asked.CONFIRM_REFUND
    assert "399" in worded(free)
    assert "399" in worded(wrong)


def test_what_was_reported_as_wrong_is_exchanged_by_the_fault_with_their_words() -> None:
    seen = view(delivered(), "换成墨绿色的", spoken_of=(Matter.DAMAGE,))
    first = asked(X, Ask.DO_IT, seen)
    assert "墨绿色" in worded(first)
    assert first is not None
    assert first.offer is not None
    assert first.offer.keep["wish"] == "换成墨绿色的"
    kept = dict(first.offer.keep)
    second = asked(X, Ask.CONFIRM, view(delivered(), "嗯换", offered=Asked.CONFIRM_DEED, kept=kept))
    assert second is not None
    assert second.do is not None
    assert SAME.wished(view(delivered()), {"items": None, "wish": "墨绿色"}).details["wish"] == "墨绿色"


def test_worn_goods_with_a_fault_can_be_exchanged_all_the_same() -> None:
    assert "也能换" in worded(asked(X, Ask.WHAT_IF, view(delivered(), "坏的我洗过一次了 影响吗")))


def test_the_new_one_that_comes_all_the_same_is_refused() -> None:
    assert "拒收" in worded(asked(X, Ask.WHAT_IF, view(BACK, "万一又给我寄来了咋整")))


def test_money_asked_for_is_taken_back_for_an_exchange() -> None:
    money = remedy(delivered(), RemedyKind.REFUND, details={"reason": "damaged"})
    found = asked(X, Ask.DO_IT, view(delivered(), "不要钱了 给我换一个", money))
    assert found is not None
    assert found.then == "withdraw"
    assert found.offer is not None
    assert found.offer.keep["deed"] == SAME.name


def test_a_yes_hears_who_pays_the_freight_if_it_asks_so() -> None:
    kept = {"deed": SAME.name}
    seen = view(delivered(), "裂了 嗯换 邮费谁出", offered=Asked.CONFIRM_DEED, kept=kept)
    found = asked(X, Ask.CONFIRM, seen)
    assert "不用您花钱" in worded(found)
    assert found is not None
    assert found.do is not None


def test_another_one_than_was_asked_for_is_taken_back_and_offered_in_their_words() -> None:
    noted = remedy(delivered(), RemedyKind.EXCHANGE, details={"wish": "37 码"})
    found = asked(X, Ask.CHANGE, view(delivered(), "那换米色 M", noted))
    assert "米色 M" in worded(found)
    assert found is not None
    assert found.then == "withdraw"
    assert found.offer is not None
    assert found.offer.keep["deed"] == AS_SAID.name


@pytest.mark.parametrize("text", ["壶给我换新的 别退钱", "换一把 不用退款", "don't refund me, swap it for a new one"])
def test_money_that_is_refused_is_no_wish_for_it(text: str) -> None:
    assert "退 " not in worded(asked(X, Ask.DO_IT, view(delivered(), text)))


@pytest.mark.parametrize("text", ["那个贵的话要补多少钱", "看着比这个贵，是不是要补差价", "是不是得贴二十块"])
def test_the_difference_is_the_shops_to_name_while_we_ask_for_another_kind(text: str) -> None:
    kept = {"deed": AS_SAID.name, "wish": "豆沙红的"}
    seen = view(delivered(), text, spoken_of=(X,), offered=Asked.CONFIRM_DEED, kept=kept)
    said = worded(asked(X, Ask.MAY_I, seen))
    assert "补差价" in said
    assert "商家答复的价格" in said


def test_which_one_they_want_is_the_wish_where_nothing_runs() -> None:
    found = asked(X, Ask.WHICH, view(delivered(), "就登记换豆沙红的 尺寸不变"))
    assert found is not None
    assert found.then == "request_exchange"


def test_who_asks_after_an_exchange_that_was_taken_back_hears_that_nobody_comes() -> None:
    seen = view(delivered(), "真撤了吧", remedy(delivered(), RemedyKind.EXCHANGE, RemedyState.WITHDRAWN))
    assert "不会有人来取件" in worded(asked(X, Ask.UNDO, seen))


@pytest.mark.parametrize("text", ["坏的那把你们派人来拿吗", "让快递小哥上门收还是我寄", "你们叫人来家取不"])
def test_who_fetches_the_old_one(text: str) -> None:
    assert "上门取" in worded(asked(X, Ask.WHO, view(delivered(), text)))


def test_only_what_may_still_be_exchanged_is_asked_for_and_a_fault_is_shown_first() -> None:
    days_apart = AS_SAID.wished(view(mug_and_pan(ago(days=10), ago(days=1))), {"wish": "换白的"})
    assert (days_apart.items, days_apart.right and days_apart.right.clause) == ((("pan", 1),), "no_reason_return")
    assert days_apart.waits_for == ()
    faults_apart = mug_and_pan(ago(days=20), ago(days=10))
    for deed in (AS_SAID, SAME):
        wished = deed.wished(view(faults_apart), {"wish": "换白的"})
        assert (wished.items, wished.right and wished.right.clause) == ((("pan", 1),), "quality_return")
        assert wished.waits_for == ("photo",)


def test_the_money_instead_of_an_exchange_is_told_with_what_may_go_back() -> None:
    parted = mug_and_pan(ago(days=10), ago(days=1))
    found = asked(X, Ask.UNDO, view(parted, "不换了，退钱", offered=Asked.EXCHANGE_VARIANT))
    assert found
    assert found.then == "request_return"
    whole = asked(X, Ask.UNDO, view(delivered(), "不换了，退钱", offered=Asked.EXCHANGE_VARIANT))
    assert whole
    assert "399 元" in worded(whole)
