"""Every action, built once with its services: one for each intent, and the start of a session."""

from __future__ import annotations

from rasa_sdk.interfaces import Action

from actions.base import TurnAction
from actions.intents import (
    call,
    complaint,
    contact,
    dispatch,
    fallback,
    freight,
    guarantee,
    handoff,
    logistics,
    order,
    order_chosen,
    payment,
    refund,
    returns,
    satisfaction,
    smalltalk,
    withdrawing,
)  # fmt: skip
from actions.services import Services
from actions.session import SessionStart
from actions.talk import Handler

ANSWERS: dict[str, Handler] = {
    **dispatch.ANSWERS, **logistics.ANSWERS, **refund.ANSWERS, **freight.ANSWERS, **order.ANSWERS, **returns.ANSWERS,
    **guarantee.ANSWERS, **payment.ANSWERS, **complaint.ANSWERS, **order_chosen.ANSWERS, **handoff.ANSWERS,
    **contact.ANSWERS, **call.ANSWERS, **smalltalk.ANSWERS, **fallback.ANSWERS,
    **withdrawing.ANSWERS, **satisfaction.ANSWERS,
}  # fmt: skip


def all_actions(services: Services) -> list[Action]:
    """The instances that the webhook registers."""
    return [*(TurnAction(intent, ANSWERS, services) for intent in ANSWERS), SessionStart(services)]
