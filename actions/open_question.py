"""What a yes or a no means, by what we asked last. Pure: one table, one row per question."""

from __future__ import annotations

from enum import StrEnum

from actions.matters.about import GIVEN_BACK, OurQuestion
from actions.matters.registry import QUESTIONS, those
from actions.memory import Asked
from understanding.deeds import Deed
from understanding.reading import Reading


class Step(StrEnum):
    """What a yes or no makes us do."""

    IDENTIFIED = "identified"
    WRONG_PERSON = "wrong_person"
    ASK_AGAIN = "ask_again"
    OTHER_ORDERS = "other_orders"
    ANSWER_SUGGESTED = "answer_suggested"
    REPHRASE = "rephrase"
    HAND_OVER = "hand_over"
    URGE = "urge"
    CANCEL = "cancel"
    CHANGE_ADDRESS = "change_address"
    REFUND = "refund"
    RETURN = "return"
    CLAIM_FREIGHT = "claim_freight"
    CLAIM_COMPENSATION = "claim_compensation"
    RESEND = "resend"
    DEED = "deed"
    KEEP_CONDITION = "keep_condition"
    EXCHANGE = "exchange"
    ASK_EXCHANGE = "ask_exchange"
    ASK_ADDRESS = "ask_address"
    LEAVE_IT = "leave_it"
    STAY = "stay"
    GO_ON = "go_on"
    GOODBYE = "goodbye"
    IDLE_YES = "idle_yes"
    IDLE_NO = "idle_no"


_STEPS: dict[Asked, tuple[Step, Step]] = {
    Asked.IDENTIFY: (Step.IDENTIFIED, Step.WRONG_PERSON),
    Asked.WHEN_CONVENIENT: (Step.GO_ON, Step.GOODBYE),
    Asked.CHOOSE_ORDER: (Step.ASK_AGAIN, Step.OTHER_ORDERS),
    Asked.SUGGESTION: (Step.ANSWER_SUGGESTED, Step.REPHRASE),
    Asked.REPHRASE: (Step.GO_ON, Step.HAND_OVER),
    Asked.CONFIRM_URGE: (Step.URGE, Step.LEAVE_IT),
    Asked.CONFIRM_CANCEL: (Step.CANCEL, Step.LEAVE_IT),
    Asked.CONFIRM_ADDRESS: (Step.CHANGE_ADDRESS, Step.LEAVE_IT),
    Asked.CONFIRM_REFUND: (Step.REFUND, Step.LEAVE_IT),
    Asked.CONFIRM_RETURN: (Step.RETURN, Step.LEAVE_IT),
    Asked.CONFIRM_FREIGHT: (Step.CLAIM_FREIGHT, Step.LEAVE_IT),
    Asked.CONFIRM_COMPENSATION: (Step.CLAIM_COMPENSATION, Step.LEAVE_IT),
    Asked.CONFIRM_RESEND: (Step.RESEND, Step.LEAVE_IT),
    Asked.CONFIRM_DEED: (Step.DEED, Step.LEAVE_IT),
    Asked.CONFIRM_CONDITION: (Step.KEEP_CONDITION, Step.LEAVE_IT),
    Asked.CONDITION_BY: (Step.KEEP_CONDITION, Step.LEAVE_IT),
    Asked.CONFIRM_EXCHANGE: (Step.EXCHANGE, Step.LEAVE_IT),
    Asked.EXCHANGE_ITEM: (Step.ASK_EXCHANGE, Step.LEAVE_IT),
    Asked.EXCHANGE_VARIANT: (Step.ASK_EXCHANGE, Step.LEAVE_IT),
    Asked.NEW_ADDRESS: (Step.ASK_ADDRESS, Step.LEAVE_IT),
    Asked.HANDOFF_OFFER: (Step.HAND_OVER, Step.STAY),
    Asked.ANYTHING_ELSE: (Step.GO_ON, Step.GOODBYE),
    Asked.RATING_WORDS: (Step.IDLE_YES, Step.IDLE_NO),
}


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
_NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})
_SHORT, _LONGER = (8, 6), (14, 9)
"""Chinese characters, and words: an echo of our question is short, one that begins with a yes may be longer."""


def our_question(asked: str | None) -> OurQuestion | None:
    """What was declared of it; None where nothing is asked, or a yes to it does nothing."""
    return QUESTIONS.get(Asked(asked)) if asked in set(Asked) else None


def deed_asked(asked: str | None) -> Deed | None:
    """The deed that our question is about; None where a yes to it does nothing that words have a verb for."""
    ours = our_question(asked)
    return ours.verbs if ours else None


def yes_or_no(asked: str | None, intent: str, said: Reading) -> str | None:
    """`affirm` or `deny` where the words repeat what we asked about, the other way round if they say no; else None.

    Words that were not understood count too if they begin with a yes: "yes please, chase it". Only short words without
    a question count: whatever says more is a request of its own.
    """
    try:
        question = Asked(asked or "")
    except ValueError:
        return None
    if intent in _NOT_UNDERSTOOD and said.says("no_first") and not said.asks:
        return "deny"
    if said.address or said.says("part_of_order") or said.says("sent_again"):
        return None  # another address, fewer items or another deed than we asked about
    yes, ours = said.says("yes_first"), our_question(asked)
    agrees = question in _STEPS and intent in _NOT_UNDERSTOOD and yes
    echoes = intent in (ours.echoes if ours else ()) and (question != Asked.CONFIRM_URGE or said.says("urging_named"))
    if not (agrees or echoes) or said.asks or said.is_longer_than(*(_LONGER if yes else _SHORT)):
        return None
    return "deny" if said.says("no_within") else "affirm"


def step_for(asked: str | None, *, yes: bool, identified: bool = True) -> Step:
    """The step after a yes or no. Before a callee has said who they are, there is only one question."""
    if not identified:
        asked = Asked.IDENTIFY
    try:
        steps = _STEPS[Asked(asked or "")]
    except ValueError:
        return Step.IDLE_YES if yes else Step.IDLE_NO
    return steps[0] if yes else steps[1]
