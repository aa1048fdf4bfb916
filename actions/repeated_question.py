"""The same question once more, after an aside: without what was said the first time."""

from __future__ import annotations

from actions.matter_answers import as_reply
from actions.matters.answer import say
from actions.memory import Asked
from actions.talk import Reply, Talk

STILL_OPEN = frozenset(
    {Asked.CONFIRM_CANCEL, Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN, Asked.CONFIRM_EXCHANGE, Asked.CONFIRM_FREIGHT,
     Asked.CONFIRM_COMPENSATION, Asked.CONFIRM_RESEND, Asked.CONFIRM_DEED}
)  # fmt: skip
"""Questions of ours that wait, said again or not: a yes that names the deed takes them up, a bare one is asked back."""


def still_asked() -> Reply:
    """Whether we shall go on with what we have asked about, in so few words that they never tire."""
    return as_reply(say("utter_still_shall"))


def shorten_question(talk: Talk) -> None:
    """Where the last thing said asks whether we shall really, say it in few words; anything else stays as it is."""
    if not talk.replies:
        return
    whole = talk.replies.pop()
    goods = whole.values.get("goods", "")
    match whole.response:
        case "utter_confirm_cancel" | "utter_confirm_cancel_unpaid":
            talk.say("utter_still_cancel", goods=goods)
        case "utter_confirm_address":
            talk.say("utter_still_address", goods=goods)
        case "utter_ask_address":
            talk.say("utter_still_new_address", goods=goods)
        case "utter_confirm_return":
            talk.say("utter_still_return", goods=goods)
        case "utter_confirm_refund_unsent" | "utter_confirm_refund_under_way" | "utter_confirm_refund_received":
            talk.say("utter_still_refund", goods=goods)
        case "utter_confirm_exchange" | "utter_confirm_exchange_unsent":
            talk.say("utter_still_exchange", goods=goods, variant=whole.values["variant"])
        case _:
            talk.replies.append(whole)
