"""What is answered about the shop: complaints with their number and time, words passed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.matters.merchant import COMPLAINT, TELL_SHOP
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, order, parcel
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
    assert TELL_SHOP.wished(seen, found.do.kept).details["text"] == seen.said.as_written


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


@pytest.mark.parametrize(
    ("text", "language", "whom"),
    [
        ("我要投诉那个快递员", "zh-CN", "courier"),
        ("report the driver, not the shop", "en", "courier"),
        ("把骗子也登记上", "zh-CN", "swindler"),
        ("投诉这家店，不是快递", "zh-CN", None),
        ("a complaint against the seller, not the courier", "en", None),
    ],
)
def test_a_complaint_knows_whom_it_is_about(text: str, language: str, whom: str | None) -> None:
    seen = view(order(parcels=(parcel(),)), text, language=language)
    found = asked(Matter.MERCHANT, Ask.DO_IT, seen)
    assert found is not None
    assert found.do is not None
    assert found.do.kept.get("against") == whom


def test_he_is_whom_our_question_was_about() -> None:
    kept = {"deed": "complaint", "about": "courier", "against": "courier", "text": "那小哥骂人"}
    found = asked(Matter.MERCHANT, Ask.DO_IT, view(order(parcels=(parcel(),)), "告他，记上", kept=kept))
    assert found is not None
    assert found.do is not None
    assert found.do.kept["against"] == "courier"
    assert "那小哥骂人" in found.do.kept["text"]


def test_what_the_shop_has_to_grant_is_asked_of_it() -> None:
    found = asked(Matter.MERCHANT, Ask.MAY_I, view(order(), "能不能按原价再发一个"))
    assert "商家说了算" in worded(found)
    assert found is not None
    assert found.do is not None
    assert "先别自己掏钱" in worded(asked(Matter.MERCHANT, Ask.MAY_I, view(order(), "我自己买，报给我行吗")))


def test_fear_of_revenge_and_of_a_false_shop() -> None:
    assert "报警" in worded(asked(Matter.MERCHANT, Ask.WHAT_IF, view(order(), "他会不会报复我")))
    assert "钱不会白付" in worded(asked(Matter.MERCHANT, Ask.REPORT, view(order(), "是不是遇到骗子店了")))


def test_other_words_are_another_message_to_the_shop() -> None:
    found = [asked(Matter.MERCHANT, Ask.DO_IT, view(order(), text)) for text in ("跟店家说要红的", "跟店家说包好点")]
    about = {
        TELL_SHOP.wished(view(order()), one.do.kept | {"text": n}).about
        for n, one in enumerate(found)
        if one and one.do
    }
    assert len(about) == 2
