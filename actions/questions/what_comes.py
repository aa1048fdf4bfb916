"""A yes where nothing was left open: what happens next, in one short sentence, and never what was said already."""

from __future__ import annotations

from actions.deeds.registering import named
from actions.matters.answer import Say, say
from actions.matters.money_back import Stage, money_back
from actions.matters.view import View
from actions.questions.carrying_out import as_reply, load_view
from actions.talk import Talk

_MONEY_COMES = frozenset({Stage.OWED, Stage.APPROVED, Stage.UNDISPATCHED})
"""The money is due, and nobody has to ask for it any more."""


async def tells_what_comes(talk: Talk) -> bool:
    """Say what goes on for the order spoken of without another word of theirs; False where nothing does."""
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    found = _comes(await load_view(talk, order)) if order and not talk.spoken else None
    if found is None or order is None:
        return False
    talk.add(as_reply(found))
    talk.remember(order_id=order.order_id)
    return True


def _comes(view: View) -> Say | None:
    running = next((one for one in reversed(view.remedies) if one.open and one.due_at and one.due_at > view.now), None)
    if running is not None and running.due_at is not None:
        return say("utter_next_running", what=named(running.kind, view.language), by=view.at(running.due_at))
    money = money_back(view)
    if money.stage in _MONEY_COMES and money.due and money.due > view.now:
        return say("utter_next_money", amount=view.money(money.amount), by=view.at(money.due))
    if any(not one.arrived and not one.returning for one in view.order.parcels):
        return say("utter_next_parcel")
    return None
