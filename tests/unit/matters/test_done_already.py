"""What was just registered, told once more: every kind of deed, in every state in which it stands as it was told."""

from datetime import timedelta

import pytest

from actions.matters import done_already
from actions.matters.answer import answer
from careline.core.money import Money
from careline.core.remedies import ENDS, MONEY, RemedyKind, RemedyState
from tests.views import NOW, delivered, remedy, view, worded
from understanding.deeds import Verb

pytestmark = pytest.mark.unit

_WAYS = (done_already.in_full, done_already.in_short, done_already.once_more)
_WISHED = sorted(set(RemedyKind) - {RemedyKind.WITHDRAW})
"""A withdrawal is no deed of its own: what it takes back is told."""


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("state", sorted(set(RemedyState) - ENDS))
@pytest.mark.parametrize("kind", _WISHED)
def test_each_time_in_other_words_and_with_what_counts(kind: RemedyKind, state: RemedyState, language: str) -> None:
    order = delivered()
    amount = Money(1550, "CNY") if kind in MONEY else None
    done = remedy(order, kind, state, amount=amount)
    seen = view(order, "", done, language=language)
    told = [worded(answer(way(seen, done)), language) for way in _WAYS]
    assert len(set(told)) == len(told)
    assert "15.50" in told[0] or amount is None
    assert seen.at(done.due_at or NOW) in told[0]


@pytest.mark.parametrize("kind", _WISHED)
def test_every_kind_has_a_verb(kind: RemedyKind) -> None:
    assert done_already.deed_of(remedy(delivered(), kind)) is not None


def test_a_message_is_told_in_its_words_and_wished_for_as_one() -> None:
    order = delivered()
    done = remedy(order, RemedyKind.URGE_COURIER, details={"note": "放门卫", "what": "wish"})
    assert done_already.deed_of(done) is Verb.TELL
    assert "放门卫" in worded(answer(done_already.in_full(view(order, "", done), done)))


def test_what_a_person_finds_out_is_no_complaint() -> None:
    order = delivered()
    done = remedy(order, RemedyKind.COMPLAINT, details={"about": "refund_sum", "text": "少退了"})
    told = worded(answer(done_already.in_full(view(order, "", done), done)))
    assert done_already.deed_of(done) is Verb.ASK
    assert "投诉" not in told
    assert "退款金额" in told


def test_what_is_late_or_over_is_not_told_as_it_was() -> None:
    order = delivered()
    late = remedy(order, RemedyKind.REFUND, due_at=NOW - timedelta(hours=1))
    over = remedy(order, RemedyKind.REFUND, RemedyState.REFUSED)
    assert not done_already.is_known(view(order, "", late), late)
    assert not done_already.is_known(view(order, "", over), over)
