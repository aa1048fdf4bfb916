"""Exchange, resend, damage, authenticity, person: whatever the order, no answer fails or lacks a value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.matters.answer import Answer, Say
from actions.matters.registry import DEEDS, MATTERS
from actions.matters.view import View
from actions.memory import Asked
from careline.core.orders import Order
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import yuan
from tests.strategies import orders, some
from tests.views import asked, remedy, view, worded
from understanding.details import ALL
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

OURS = (Matter.EXCHANGE, Matter.RESEND, Matter.DAMAGE, Matter.AUTHENTICITY, Matter.PERSON)
KINDS = (RemedyKind.EXCHANGE, RemedyKind.RESEND, RemedyKind.REFUND, RemedyKind.COMPLAINT, RemedyKind.CALLBACK)
#: Fewer asks where a matter has no use for them; each of ours answers at least these.
EVERY = {Ask.STATUS, Ask.WHEN, Ask.HOW, Ask.WHO, Ask.WHY, Ask.MAY_I, Ask.WHAT_IF, Ask.WHICH, Ask.DO_IT, Ask.UNDO}


@pytest.mark.parametrize("matter", OURS)
def test_each_of_these_matters_answers_the_usual_asks(matter: Matter) -> None:
    assert set(MATTERS[matter]) >= EVERY


@settings(some, max_examples=10)  # each goes through every ask of every matter
@given(
    order=orders(), details=st.frozensets(st.sampled_from(sorted(ALL)), max_size=3),
    kind=st.sampled_from(KINDS), state=st.none() | st.sampled_from(RemedyState),
    language=st.sampled_from(("zh-CN", "en")), spoken=st.booleans(),
    offered=st.none() | st.sampled_from((Asked.CONFIRM_EXCHANGE, Asked.CONFIRM_RESEND, Asked.CONFIRM_REFUND)),
)  # fmt: skip
def test_no_answer_fails_or_lacks_a_value(
    order: Order, details: frozenset[str], kind: RemedyKind, state: RemedyState | None, language: str, spoken: bool,
    offered: str | None,
) -> None:  # fmt: skip
    assume(not spoken or order.total.amount < 10**7)  # larger sums cannot be said
    made = (remedy(order, kind, state),) if state else ()
    seen = view(order, "", *made, language=language, spoken=spoken, details=details, offered=offered)
    for matter in OURS:
        for ask in MATTERS[matter]:
            found = asked(matter, ask, seen)
            if found is not None:
                _complete(found, language, spoken=spoken)


def _complete(found: Answer, language: str, *, spoken: bool) -> None:
    assert found.says or found.then or found.do or found.urge
    if found.says:
        said = worded(found, language, "phone" if spoken else "app")
        assert "None" not in said
        assert not (found.offer and not said.rstrip().endswith(("？", "?", "。", "."))), said


@some
@given(order=orders(), name=st.sampled_from(sorted(DEEDS)), language=st.sampled_from(("zh-CN", "en")))
def test_a_declared_deed_is_refused_with_a_word_or_can_be_registered(order: Order, name: str, language: str) -> None:
    deed, seen = DEEDS[name], view(order, language=language)
    if deed.matter not in OURS:
        return
    kept: dict[str, Any] = {"items": None, "wish": "the blue one", "words": "please", "at": ""}
    refused = deed.refused(seen, kept)
    if refused:
        _worded(refused, language)
        return
    wished = deed.wished(seen, kept)
    for state in (RemedyState.REQUESTED, RemedyState.NEEDS_APPROVAL, RemedyState.SENT):
        made = remedy(order, deed.kind, state, items=wished.items, amount=wished.amount or yuan("1.00"),
                      details={**wished.details, "waits_for": list(wished.waits_for)})  # fmt: skip
        _worded(deed.told(_with(seen, order, language, made), made), language)


def _with(_seen: View, order: Order, language: str, made: Any) -> View:
    return view(order, "", made, language=language)


def _worded(says: Any, language: str) -> None:
    assert says
    assert all(isinstance(one, Say) for one in says)
    assert worded(Answer(says=tuple(says)), language)
