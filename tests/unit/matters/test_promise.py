"""What is answered about our own words: pushed or not, by when, whose turn, too late."""

from __future__ import annotations

import pytest

from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.orders import AnswerStatus, RemedyAnswer
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, ahead, order
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

P = Matter.PROMISE
LATE = order(placed_at=ago(hours=80), paid_at=ago(hours=80))
URGED = remedy(LATE, RemedyKind.URGE_MERCHANT, details={"about": "dispatch"})
MISSED = remedy(LATE, RemedyKind.URGE_MERCHANT, details={"about": "dispatch"}, due_at=ago(hours=3))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_pushed_and_waiting_says_since_when_and_by_when(language: str) -> None:
    said = worded(asked(P, Ask.STATUS, view(LATE, "", URGED, language=language)), language)
    assert said.startswith(("催过了", "Yes"))
    assert "明天" in said or "tomorrow" in said


def test_the_shops_answer_is_quoted() -> None:
    answer = RemedyAnswer(
        remedy_id=str(URGED.remedy_id), status=AnswerStatus.ACCEPTED, at=ago(hours=1), expected_by=ahead(days=1)
    )
    told = order(placed_at=ago(hours=80), paid_at=ago(hours=80), answers=(answer,))
    assert "前办好" in worded(asked(P, Ask.STATUS, view(told, "", URGED)))


@pytest.mark.parametrize("ask", [Ask.STATUS, Ask.WHEN, Ask.WHY, Ask.WHO, Ask.WHAT_IF, Ask.COMPLAIN, Ask.DO_IT])
def test_a_broken_word_is_admitted_and_a_person_offered(ask: Ask) -> None:
    found = asked(P, ask, view(LATE, "", MISSED))
    assert "还没有回音" in worded(found)


def test_how_late_our_answer_is() -> None:
    found = asked(P, Ask.HOW_LONG_OVERDUE, view(LATE, "", MISSED))
    assert "3 小时" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.HANDOFF_OFFER


def test_what_was_never_pushed_is_pushed_now() -> None:
    found = asked(P, Ask.STATUS, view(LATE))
    assert found is not None
    assert found.urge is BlockKind.DISPATCH


def test_no_more_chasing_takes_no_refund_back() -> None:
    refund = remedy(LATE, RemedyKind.REFUND)
    for known in ((URGED,), (refund, URGED)):
        found = asked(P, Ask.UNDO, view(LATE, "不用催了", *known))
        assert found is not None
        assert found.then is None


def test_the_number_of_what_was_registered() -> None:
    done = remedy(LATE, RemedyKind.REFUND, RemedyState.DONE)
    for one in (URGED, done):
        seen = view(LATE, "", one)
        assert seen.reference(one) in worded(asked(P, Ask.WHICH, seen))


def test_whether_it_was_chased_is_told_as_it_is() -> None:
    on_time = order(placed_at=ago(hours=2), paid_at=ago(hours=2))
    late = order(placed_at=ago(hours=90), paid_at=ago(hours=90))
    for ask in (Ask.STATUS, Ask.CONFIRM):
        assert asked(Matter.PROMISE, ask, view(on_time, "催过几次了")).urge is None
        found = asked(Matter.PROMISE, ask, view(late, "到底催没催"))
        assert worded(found).startswith("实话说，之前还没催过")
        assert found.urge is BlockKind.DISPATCH
        urged = asked(Matter.PROMISE, ask, view(late, "有没有催啊", remedy(late, RemedyKind.URGE_MERCHANT)))
        assert worded(urged).startswith("催过了")


def test_they_hear_it_from_us() -> None:
    running = remedy(order(), RemedyKind.RESEND)
    assert "单号" in worded(asked(Matter.PROMISE, Ask.CONFIRM, view(order(), "会告诉我快递单号吗", running)))
    said = worded(asked(Matter.PROMISE, Ask.CONFIRM, view(order(), "一有消息就告诉我好吗")))
    assert said.startswith("会的")
    how = asked(Matter.PROMISE, Ask.HOW, view(order(), "will you tell me here?", language="en"))
    assert "here in the chat" in worded(how, "en")


def test_where_we_have_it_from_and_who_decides() -> None:
    assert "记录" in worded(asked(Matter.PROMISE, Ask.WHO, view(order(), "谁跟你说的")))
    said = worded(asked(Matter.PROMISE, Ask.WHO, view(order(), "who decides that, you or them", language="en")), "en")
    assert "shop" in said
    assert "colleague" in said
