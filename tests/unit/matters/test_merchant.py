"""What is answered about the shop: complaints with their number and time, words passed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.matters.merchant import COMPLAINT, TELL_SHOP
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, order
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

M = Matter.MERCHANT
ORDER = order()
OPEN = remedy(ORDER, RemedyKind.COMPLAINT, RemedyState.APPROVED)


@pytest.mark.parametrize("text", ["我要投诉这家店", "I wish to lodge a complaint"])
@pytest.mark.parametrize("ask", [Ask.DO_IT, Ask.COMPLAIN])
def test_a_wished_complaint_is_registered_at_once_in_their_words(text: str, ask: Ask) -> None:
    seen = view(ORDER, text)
    found = asked(M, ask, seen)
    assert found is not None
    assert found.do is not None
    assert found.do.deed is COMPLAINT
    assert COMPLAINT.wished(seen, found.do.kept).details["text"] == text


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_number_is_the_same_wherever_it_is_said(language: str) -> None:
    seen = view(ORDER, "", OPEN, language=language)
    said = " ".join(one.values["number"] for one in COMPLAINT.told(seen, replace(OPEN, fresh=True)))
    assert said == seen.reference(OPEN)
    for ask in (Ask.WHICH, Ask.WHEN, Ask.WHAT_NEXT, Ask.STATUS):
        assert said in worded(asked(M, ask, seen), language)


def test_anger_alone_is_offered_a_complaint_with_the_angry_words() -> None:
    found = asked(M, Ask.COMPLAIN, view(ORDER, "这店真差劲"))
    assert found is not None
    assert found.do is None
    assert found.offer is not None
    assert found.offer.keep["deed"] == "complaint"
    assert found.offer.keep["text"] == "这店真差劲"


def test_a_yes_registers_the_words_before_it() -> None:
    kept = {"text": "这店真差劲", "about": "shop"}
    assert COMPLAINT.wished(view(ORDER, "好"), kept).details["text"] == "这店真差劲"


def test_an_appeal_is_the_same_wish_as_in_the_hall() -> None:
    wished = COMPLAINT.wished(view(ORDER, "不认"), {"appeal_of": "r-1"})
    assert wished.about == "appeal:r-1"
    assert wished.details["appeal_of"] == "r-1"


def test_words_for_the_shop_are_passed_on() -> None:
    seen = view(ORDER, "帮我跟店里说别放发票")
    found = asked(M, Ask.DO_IT, seen)
    assert found is not None
    assert found.do is not None
    assert found.do.deed is TELL_SHOP
    assert TELL_SHOP.wished(seen, found.do.kept).details["text"] == seen.text


def test_an_authority_is_their_right_and_nothing_is_held_against_them() -> None:
    said = worded(asked(M, Ask.MAY_I, view(ORDER, "那我打12315了")))
    assert "权利" in said
    assert "12315" in said


def test_dealing_outside_is_warned_of() -> None:
    found = asked(M, Ask.REPORT, view(ORDER, "店里让我加微信私下转"))
    assert "私下" in worded(found)
    assert found is not None
    assert found.do is not None


def test_a_complaint_overdue_is_admitted() -> None:
    late = replace(OPEN, due_at=ago(hours=2))
    assert "还没有回音" in worded(asked(M, Ask.STATUS, view(ORDER, "", late)))


def test_without_a_complaint_there_is_no_number() -> None:
    found = asked(M, Ask.WHICH, view(ORDER, "投诉编号多少"))
    assert "没有登记" in worded(found)
    assert found is not None
    assert found.offer is not None
