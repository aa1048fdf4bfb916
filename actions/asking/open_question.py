"""What a yes or a no means, by what we asked last: read off what the matters declare of their questions. Pure."""

from __future__ import annotations

from actions.matters.about import GIVEN_BACK, INSTEAD, OurQuestion
from actions.matters.registry import QUESTIONS, those
from actions.memory import Asked
from understanding.deeds import Verb
from understanding.reading import Reading

OF_ITEMS = those(lambda one: one.of_items)
"""These may be about a part of the goods."""
OF_MONEY = those(lambda one: one.of_items and one.matter in GIVEN_BACK)
COSTS_NOTHING = those(lambda one: one.costs_nothing)
"""What is wished for plainly is done: nothing is given up for it."""
OF_A_CONDITION = frozenset({Asked.CONFIRM_CONDITION, Asked.CONDITION_BY})
STILL_OPEN = those(lambda one: one.waits)
"""They wait, said again or not: a yes that names the deed takes them up, a bare one is asked back."""
MAY_BE_LEFT = those(lambda one: one.verbs) | {Asked.ANYTHING_ELSE}
"""Questions that a mere "I see" leaves undone."""
WISH_BEHIND = {asked: one.wish for asked, one in QUESTIONS.items() if one.wish}
"""What we ask before anything is done, and the wish behind it."""
CONFIRMS = those(lambda one: one.wish or (one.matter and not one.wants_words)) | OF_A_CONDITION
"""After these a no is a no to our question, whatever else is under way."""
INTENT_OF_WORD = {True: "affirm", False: "deny"}
WISHES = frozenset(WISH_BEHIND.values())
WISHES_FOR_GOODS = frozenset(one.wish for one in QUESTIONS.values() if one.wish and one.matter in INSTEAD)
"""The intents that wish for what we would ask about first; and of these the ones for what is done with goods."""
_NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})
_SHORT, _LONGER = (8, 6), (14, 9)
"""Chinese characters, and words: an echo of our question is short, one that begins with a yes may be longer."""


def our_question(asked: Asked | None) -> OurQuestion | None:
    """What was declared of it; None where nothing is asked, or a yes to it does nothing."""
    return QUESTIONS.get(asked) if asked else None


def deed_asked(asked: Asked | None) -> Verb | None:
    """The deed that our question is about; None where a yes to it does nothing that words have a verb for."""
    ours = our_question(asked)
    return ours.verbs if ours else None


def yes_or_no(asked: Asked | None, intent: str, said: Reading) -> str | None:
    """`affirm` or `deny` where the words repeat what we asked about, the other way round if they say no; else None.

    Words that were not understood count too if they begin with a yes: "yes please, chase it". Only short words without
    a question count: whatever says more is a request of its own.
    """
    if asked is None:
        return None
    if intent in _NOT_UNDERSTOOD and said.says("no_first") and not said.asks:
        return "deny"
    if said.address or said.says("part_of_order") or said.says("sent_again"):
        return None  # another address, fewer items or another deed than we asked about
    yes, ours = said.says("yes_first"), our_question(asked)
    agrees = intent in _NOT_UNDERSTOOD and yes
    echoes = intent in (ours.echoes if ours else ()) and (asked != Asked.CONFIRM_URGE or said.says("urging_named"))
    if not (agrees or echoes) or said.asks or said.is_longer_than(*(_LONGER if yes else _SHORT)):
        return None
    return "deny" if said.says("no_within") else "affirm"
