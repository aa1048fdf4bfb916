"""What a yes or a no means, by what we asked last. Pure: one table, one row per question."""

from __future__ import annotations

from enum import StrEnum

from actions.memory import Asked


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
    LEAVE_IT = "leave_it"
    STAY = "stay"
    GO_ON = "go_on"
    GOODBYE = "goodbye"
    IDLE_YES = "idle_yes"
    IDLE_NO = "idle_no"


_STEPS: dict[Asked, tuple[Step, Step]] = {
    Asked.IDENTIFY: (Step.IDENTIFIED, Step.WRONG_PERSON),
    Asked.CHOOSE_ORDER: (Step.ASK_AGAIN, Step.OTHER_ORDERS),
    Asked.SUGGESTION: (Step.ANSWER_SUGGESTED, Step.REPHRASE),
    Asked.REPHRASE: (Step.GO_ON, Step.HAND_OVER),
    Asked.CONFIRM_URGE: (Step.URGE, Step.LEAVE_IT),
    Asked.CONFIRM_CANCEL: (Step.CANCEL, Step.LEAVE_IT),
    Asked.CONFIRM_ADDRESS: (Step.CHANGE_ADDRESS, Step.LEAVE_IT),
    Asked.CONFIRM_REFUND: (Step.REFUND, Step.LEAVE_IT),
    Asked.CONFIRM_RETURN: (Step.RETURN, Step.LEAVE_IT),
    Asked.HANDOFF_OFFER: (Step.HAND_OVER, Step.STAY),
    Asked.ANYTHING_ELSE: (Step.GO_ON, Step.GOODBYE),
}


def step_for(asked: str | None, *, yes: bool, identified: bool = True) -> Step:
    """The step after a yes or no. Before a callee has said who they are, there is only one question."""
    if not identified:
        asked = Asked.IDENTIFY
    try:
        steps = _STEPS[Asked(asked or "")]
    except ValueError:
        return Step.IDLE_YES if yes else Step.IDLE_NO
    return steps[0] if yes else steps[1]
