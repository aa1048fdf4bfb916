"""What a yes or a no means, by what we asked last. Pure: one table, one row per question."""

from __future__ import annotations

from enum import StrEnum

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


_DEED_OF = {
    Asked.CONFIRM_CANCEL: Deed.CANCEL,
    Asked.CONFIRM_ADDRESS: Deed.CHANGE_ADDRESS,
    Asked.NEW_ADDRESS: Deed.CHANGE_ADDRESS,
    Asked.CONFIRM_REFUND: Deed.REFUND,
    Asked.CONFIRM_RETURN: Deed.RETURN,
    Asked.CONFIRM_FREIGHT: Deed.CLAIM_FREIGHT,
    Asked.CONFIRM_COMPENSATION: Deed.CLAIM_COMPENSATION,
    Asked.CONFIRM_RESEND: Deed.RESEND,
    Asked.CONFIRM_EXCHANGE: Deed.EXCHANGE,
    Asked.CONFIRM_URGE: Deed.URGE,
    Asked.HANDOFF_OFFER: Deed.HAND_OVER,
}
"""The deed that a yes would do, where words have a verb for it."""
MAY_BE_LEFT = frozenset({*_DEED_OF, Asked.ANYTHING_ELSE})
"""Questions that a mere "I see" leaves undone."""
#: The requests behind our questions: 确定取消 is a yes to 确定要取消吗, not a new wish to cancel.
_SAME_WISH = {
    Asked.CONFIRM_CANCEL: {"cancel_order"},
    Asked.CONFIRM_ADDRESS: {"change_address"},
    Asked.CONFIRM_REFUND: {"request_refund"},
    Asked.CONFIRM_RETURN: {"request_return"},
    Asked.CONFIRM_EXCHANGE: {"request_exchange"},
    Asked.CONFIRM_URGE: {"ask_dispatch", "report_logistics_stalled"},
}
_NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})
_SHORT, _LONGER = (8, 6), (14, 9)
"""Chinese characters, and words: an echo of our question is short, one that begins with a yes may be longer."""


def deed_asked(asked: str | None) -> Deed | None:
    """The deed that our question is about; None where a yes to it does nothing that words have a verb for."""
    return _DEED_OF.get(Asked(asked)) if asked in set(Asked) else None


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
    yes = said.says("yes_first")
    agrees = question in _STEPS and intent in _NOT_UNDERSTOOD and yes
    echoes = intent in _SAME_WISH.get(question, ()) and (question != Asked.CONFIRM_URGE or said.says("urging_named"))
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
