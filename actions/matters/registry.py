"""Which matter answers which ask, and what an intent or a question of ours is about: derived from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.matters import (
    address,
    authenticity,
    benefit,
    cancel,
    compensation,
    courtesy,
    damage,
    delivery,
    dispatch,
    exchange,
    guarantee,
    invoice,
    merchant,
    missing,
    payment,
    person,
    price,
    promise,
    refund,
    resend,
    return_freight,
    returns,
    service,
    shipping_fee,
)
from actions.matters.about import About, OurQuestion
from actions.matters.answer import Cell, Deed
from actions.matters.elsewhere import where_it_belongs
from actions.memory import Asked
from understanding.taxonomy import Ask, Matter

_ALL = (
    address,
    authenticity,
    benefit,
    cancel,
    compensation,
    courtesy,
    damage,
    delivery,
    dispatch,
    exchange,
    guarantee,
    invoice,
    merchant,
    missing,
    payment,
    person,
    price,
    promise,
    refund,
    resend,
    return_freight,
    returns,
    service,
    shipping_fee,
)
ABOUT: Mapping[Matter, About] = {one.ABOUT.matter: one.ABOUT for one in _ALL} | {
    Matter.OPEN: About(matter=Matter.OPEN, cells={})
}
"""What each matter declares of itself; all that follows is derived from it."""
MATTERS: Mapping[Matter, Mapping[Ask, Cell]] = {
    matter: {ask: where_it_belongs(matter, ask, cell) for ask, cell in one.cells.items()}
    for matter, one in ABOUT.items()
    if one.cells
}
DEEDS: Mapping[str, Deed] = {deed.name: deed for one in ABOUT.values() for deed in one.deeds}
OF_INTENT: Mapping[str, Matter] = {intent: matter for matter, one in ABOUT.items() for intent in one.intents}
INTENT_OF: Mapping[Matter, str] = {matter: one.topic for matter, one in ABOUT.items() if one.topic}
"""The topic that the present actions remember for a matter."""
ANY_DEED = OurQuestion(asked=Asked.CONFIRM_DEED, waits=True)
"""Whether to do a declared deed: which one, and so of which matter, stands in the wish."""
QUESTIONS: Mapping[Asked, OurQuestion] = {
    question.asked: question for one in ABOUT.values() for question in one.questions
} | {ANY_DEED.asked: ANY_DEED}
"""Our questions whose yes does something. Others are about the talk itself: who they are, which order."""


def those(fits: Callable[[OurQuestion], object]) -> frozenset[Asked]:
    """The questions of ours that fit."""
    return frozenset(asked for asked, one in QUESTIONS.items() if fits(one))


def intents_of(*matters: Matter) -> tuple[str, ...]:
    """The intents that are about these matters."""
    return tuple(intent for matter in matters for intent in ABOUT[matter].intents)
