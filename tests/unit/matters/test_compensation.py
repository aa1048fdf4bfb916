"""What is answered about money for a late dispatch, by where it stands."""

from __future__ import annotations

import pytest

from actions.memory import Asked
from careline.core.orders import Guarantee, OrderStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, ahead, dispatched, item, order, parcel, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

PROMISED = frozenset({Guarantee.DISPATCH_ON_TIME})
LATE = order(status=OrderStatus.PAID, placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=PROMISED)
EARLY = order(status=OrderStatus.PAID, placed_at=ago(hours=5), paid_at=ago(hours=5), guarantees=PROMISED)
BARE = order(status=OrderStatus.PAID, placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=frozenset())
C = Matter.COMPENSATION


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_sum_is_told_with_how_it_is_computed_and_offered(language: str) -> None:
    found = asked(C, Ask.HOW_MUCH, view(LATE, language=language))
    assert "5%" in worded(found, language).replace(" %", "%")
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_COMPENSATION


def test_before_the_deadline_it_says_from_when_on() -> None:
    found = asked(C, Ask.MAY_I, view(EARLY))
    assert "还没超时" in worded(found)
    assert found is not None
    assert found.offer is None


@pytest.mark.parametrize("ask", [Ask.HOW_MUCH, Ask.MAY_I, Ask.WHY])
def test_without_the_guarantee_nothing_is_promised(ask: Ask) -> None:
    assert "没有按时发货保障" in worded(asked(C, ask, view(BARE)))


@pytest.mark.parametrize("ask", [Ask.WHEN, Ask.WHERE_TO])
def test_once_claimed_it_says_by_when_and_where(ask: Ask) -> None:
    claimed = remedy(LATE, RemedyKind.COMPENSATION, amount=yuan("16.45"))
    said = worded(asked(C, ask, view(LATE, "", claimed)))
    assert "16.45" in said
    assert "原路退回" in said
    assert "前" in said


def test_a_wish_is_a_yes_only_to_our_own_offer() -> None:
    offered = asked(C, Ask.DO_IT, view(LATE, offered=Asked.CONFIRM_COMPENSATION))
    assert offered is not None
    assert offered.then == "affirm"
    first = asked(C, Ask.DO_IT, view(LATE))
    assert first is not None
    assert first.then is None
    assert first.offer is not None


def test_paid_is_told_as_paid() -> None:
    paid = remedy(LATE, RemedyKind.COMPENSATION, RemedyState.DONE, amount=yuan("16.45"), requested_at=ago(hours=5))
    assert "已经付给您" in worded(asked(C, Ask.STATUS, view(LATE, "", paid)))


def test_the_goods_still_come() -> None:
    said = worded(asked(C, Ask.WHAT_NEXT, view(LATE, "那货还发吗")))
    assert "照常发" in said


def test_the_cap_is_named_where_it_decides() -> None:
    dear = order(
        placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=PROMISED, items=(item(price=yuan("699.00")),),
        total=yuan("699.00"),
    )  # fmt: skip
    said = worded(asked(C, Ask.WHY, view(dear, "为什么才30")))
    assert "30 元" in said
    assert "封顶" in said


def test_a_presale_pays_once_its_own_date_is_missed() -> None:
    early = order(presale=True, presale_dispatch_at=ahead(days=9), guarantees=PROMISED)
    assert "19.95" in worded(asked(C, Ask.MAY_I, view(early)))
    missed = order(presale=True, presale_dispatch_at=ago(hours=2), guarantees=PROMISED)
    found = asked(C, Ask.MAY_I, view(missed))
    assert "能赔" in worded(found)
    assert found is not None
    assert found.offer is not None


def test_a_part_that_was_late_is_named_and_only_it_counts() -> None:
    items = (item(), item(sku="scarf", title="羊绒围巾", price=yuan("80.00")))
    part = dispatched(
        parcel(contents=(("coat-red-m", 1),), dispatched_at=ago(hours=70)), items=items, total=yuan("479.00"),
        placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=PROMISED,
    )  # fmt: skip
    said = worded(asked(C, Ask.MAY_I, view(part)))
    assert "羊绒围巾" in said
    assert "4 元" in said or "4.00" in said


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_refused_says_the_reason_and_offers_another_decision(language: str) -> None:
    refused = remedy(LATE, RemedyKind.COMPENSATION, RemedyState.REFUSED, amount=yuan("16.45"), answer="大促顺延")
    found = asked(C, Ask.STATUS, view(LATE, "", refused, language=language))
    assert "大促顺延" in worded(found, language)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["appeal_of"] == str(refused.remedy_id)


def test_sent_after_all_or_cancelled_it_stays_owed() -> None:
    sent = dispatched(
        parcel(dispatched_at=ago(hours=5)), placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=PROMISED
    )
    assert worded(asked(C, Ask.WHAT_IF, view(sent, "现在发了还赔吗"))).startswith("能赔")
    assert "不受影响" in worded(asked(C, Ask.WHAT_IF, view(LATE, "取消的话赔付会收回吗")))


def test_paid_and_not_seen_is_registered_to_be_looked_into() -> None:
    paid = remedy(LATE, RemedyKind.COMPENSATION, RemedyState.DONE, amount=yuan("16.45"))
    found = asked(C, Ask.REPORT, view(LATE, "说赔了 我一分没看到", paid))
    assert found is not None
    assert found.do is not None
    assert found.do.deed.name == "complaint"


def test_bargaining_is_answered_with_the_rule_and_a_way_to_more() -> None:
    found = asked(C, Ask.COMPLAIN, view(LATE, "这点钱打发谁", spoken_of=(C,)))
    assert "19.95" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["about"] == "compensation"


def test_who_only_begins_by_complaining_hears_first_what_is_owed() -> None:
    found = asked(C, Ask.COMPLAIN, view(LATE, "一句对不起就完了？赔钱"))
    assert worded(found).startswith("能赔")
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked == "confirm_compensation"


def test_before_it_is_claimed_it_says_by_when_it_would_be_paid() -> None:
    found = asked(C, Ask.WHEN, view(LATE))
    assert "19.95" in worded(found)
    assert "前" in worded(found)
    assert found is not None
    assert found.offer is not None


def test_the_number_of_the_claim() -> None:
    claimed = remedy(LATE, RemedyKind.COMPENSATION, amount=yuan("16.45"))
    seen = view(LATE, "", claimed)
    assert seen.reference(claimed) in worded(asked(C, Ask.WHICH, seen))


@pytest.mark.parametrize("text", ["凭什么我这单不赔", "why no compensation for me"])
def test_why_none_is_answered_with_the_sum_where_one_is_owed(text: str) -> None:
    assert worded(asked(C, Ask.WHY, view(LATE, text))).startswith("能赔")


@pytest.mark.parametrize("text", ["取消的话赔付会收回吗", "Do I lose it if I cancel?"])
def test_losing_it_is_not_answered_with_a_yes(text: str) -> None:
    language = "en" if text.isascii() else "zh-CN"
    assert not worded(asked(C, Ask.WHAT_IF, view(LATE, text, language=language)), language).startswith(("可以", "Yes"))


@pytest.mark.parametrize("text", ["补偿我要 帮我办", "claim it for me please"])
def test_a_plain_wish_is_claimed_at_once(text: str) -> None:
    found = asked(C, Ask.DO_IT, view(LATE, text))
    assert found is not None
    assert found.do is not None
    assert found.do.deed.kind is RemedyKind.COMPENSATION
    wished = found.do.deed.wished(view(LATE, text), {})
    assert wished.right is not None
    assert wished.amount == wished.right.amount


def test_what_it_would_be_if_it_gets_late() -> None:
    running = order(placed_at=ago(hours=2), paid_at=ago(hours=2), guarantees=PROMISED)
    for text, language in (("到那天还不发赔多少", "zh-CN"), ("and if they miss the date, how much", "en")):
        found = asked(Matter.COMPENSATION, Ask.WHAT_IF, view(running, text, language=language))
        assert "5%" in worded(found, language)
        assert "19.95" in worded(found, language)
    byself = worded(asked(Matter.COMPENSATION, Ask.WHAT_IF, view(running, "到时候会自动赔我吗")))
    assert "不会自动" in byself


def test_a_sum_that_they_name_is_set_right() -> None:
    late = order(placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=PROMISED)
    wrong = worded(asked(Matter.COMPENSATION, Ask.CONFIRM, view(late, "朋友说能赔36块对吧")))
    assert wrong.startswith("不是这个数，是 19.95 元")
    right = asked(Matter.COMPENSATION, Ask.CONFIRM, view(late, "so that's 19.95 right", language="en"))
    assert right is not None
    assert "Not quite" not in worded(right, "en")
    assert right.offer is not None


def test_a_doubt_is_no_yes_to_our_offer() -> None:
    seen = view(LATE, "真的假的 赔多少啊", offered=Asked.CONFIRM_COMPENSATION)
    found = asked(Matter.COMPENSATION, Ask.CONFIRM, seen)
    assert found is not None
    assert found.then is None
    assert found.offer is not None


def test_what_an_injury_costs_is_not_lateness() -> None:
    for text, language in (("去医院花了180药费 你们赔不赔", "zh-CN"), ("who pays the urgent care bill", "en")):
        for ask in (Ask.MAY_I, Ask.WHO):
            found = asked(Matter.COMPENSATION, ask, view(order(), text, language=language))
            assert found is not None
            assert found.do is not None
