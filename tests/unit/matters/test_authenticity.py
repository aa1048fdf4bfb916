"""What is answered to whether goods are genuine."""

from __future__ import annotations

import pytest

from actions.matters.authenticity import CHECK, CLAIM
from actions.memory import Asked
from careline.core.orders import Guarantee, OrderStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, order, parcel, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit
A = Matter.AUTHENTICITY

HERE = order(
    status=OrderStatus.DELIVERED, parcels=(parcel(dispatched_at=ago(days=9), delivered_at=ago(days=6)),),
    guarantees=frozenset({Guarantee.AUTHENTIC, Guarantee.RETURN_7_DAYS}),
)  # fmt: skip
BARE = order(status=OrderStatus.DELIVERED, parcels=HERE.parcels, guarantees=frozenset())


@pytest.mark.parametrize("ask", [Ask.HOW_MUCH, Ask.MAY_I, Ask.WHAT_IF])
def test_what_is_owed_is_the_rights_own_sum(ask: Ask) -> None:
    assert "1197" in worded(asked(A, ask, view(HERE)))
    assert "1197" in worded(asked(A, ask, view(HERE, language="en")), "en")
    assert "没有固定的赔付" in worded(asked(A, ask, view(BARE)))


@pytest.mark.parametrize("seen", [HERE, BARE])
def test_nobody_here_says_that_it_is_or_is_not(seen: object) -> None:
    found = asked(A, Ask.REPORT, view(HERE if seen is HERE else BARE, "肯定是假货"))
    assert "判断不了" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["deed"] == CHECK.name


def test_harm_comes_before_the_check() -> None:
    found = asked(A, Ask.REPORT, view(HERE, "抹了就过敏 假的吧"))
    assert found is not None
    assert found.says[0].response == "utter_damage_harmed"


def test_a_check_is_registered_at_once_and_once() -> None:
    found = asked(A, Ask.DO_IT, view(HERE, "你们去验一验"))
    assert found is not None
    assert found.do is not None
    wished = CHECK.wished(view(HERE), found.do.kept)
    noted = remedy(HERE, RemedyKind.COMPLAINT, details={**wished.details, "about": wished.about})
    assert "明天 12:00" in worded(asked(A, Ask.DO_IT, view(HERE, "去验", noted)))
    assert CHECK.refused(view(HERE, "", noted), {})


def test_with_a_paper_in_hand_the_claim_is_offered_and_waits_for_its_photo() -> None:
    found = asked(A, Ask.EVIDENCE, view(HERE, "我有鉴定书"))
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_DEED
    wished = CLAIM.wished(view(HERE), found.offer.keep)
    assert wished.amount == yuan("1197.00")
    assert wished.waits_for == ("photo",)


def test_the_money_can_come_first() -> None:
    found = asked(A, Ask.DO_IT, view(HERE, "先退款给我"))
    assert "399" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND


def test_sealed_goods_stay_sealed_and_what_is_not_here_is_not_judged() -> None:
    assert "先别拆" in worded(asked(A, Ask.MAY_I, view(HERE, "能拆封吗")))
    assert "还没到" in worded(asked(A, Ask.REPORT, view(dispatched(), "怕是假的")))


def test_a_result_is_told_as_it_was_given() -> None:
    done = remedy(HERE, RemedyKind.COMPLAINT, RemedyState.DONE, details={"about": "authenticity"}, answer="有品牌授权")
    assert "有品牌授权" in worded(asked(A, Ask.STATUS, view(HERE, "", done)))


def test_how_many_times_the_price_is_a_sum_even_if_it_reads_like_proof() -> None:
    assert "1197" in worded(asked(A, Ask.EVIDENCE, view(HERE, "查出来假的赔几倍")))
    assert "1197" in worded(asked(A, Ask.EVIDENCE, view(HERE, "how much for a fake", language="en")), "en")


def test_who_wants_it_straight_hears_that_we_do_not_know() -> None:
    seen = view(HERE, "我要实话", offered=Asked.CONFIRM_DEED, kept={"deed": "authenticity_check"})
    found = asked(Matter.AUTHENTICITY, Ask.CONFIRM, seen)
    assert "不知道" in worded(found)
    assert found is not None
    assert found.offer is not None


@pytest.mark.parametrize("text", ["专柜不肯开证明", "they refuse to check it"])
def test_without_a_finding_it_can_be_checked_all_the_same(text: str) -> None:
    language = "zh-CN" if "专柜" in text else "en"
    found = asked(Matter.AUTHENTICITY, Ask.EVIDENCE, view(HERE, text, language=language))
    assert "没有书面证明也能查" in worded(found) or "without a finding" in worded(found, "en")


def test_an_app_is_a_clue_and_no_finding() -> None:
    assert "参考" in worded(asked(Matter.AUTHENTICITY, Ask.EVIDENCE, view(HERE, "软件截图算证据不")))
