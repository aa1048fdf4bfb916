"""What follows where it will not come, or is not wanted any more: the money, or another one."""

from __future__ import annotations

from actions.matters.answer import Answer, Say, answer, say
from actions.matters.parcels import (
    UNDER_WAY,
    Standing,
    given_up_from,
    items_lost,
    money_for,
    offer_of_money,
    resend_button,
    settled_by,
    silent_since,
)
from actions.matters.view import View
from careline.core.orders import Parcel, ParcelKind
from careline.core.paid import takes_back
from careline.core.pieces import contents_of
from careline.core.remedies import REPLACES, RemedyKind, RemedyState, overlaps
from understanding.context import Question

_INSTEAD = frozenset({RemedyKind.REFUND, RemedyKind.RESEND, RemedyKind.CANCEL})
"""Who asked for one of these does not want the parcel any more."""


def not_wanted(view: View, parcel: Parcel | None, where: Standing) -> bool:
    """Whether the money back or another parcel is under way for what is still coming."""
    if parcel is None or where not in UNDER_WAY or parcel.kind is not ParcelKind.ORIGINAL:
        return False
    held = contents_of(view.order, parcel)
    asked = (one for one in view.remedies if one.kind in _INSTEAD)
    instead = [one.items for one in asked if one.open or one.state is RemedyState.DONE]
    instead += [one.items for one in view.order.refunds if takes_back(one)]
    return any(overlaps(items, held) for items in instead)


def gone_for_good(view: View, *says: Say) -> Answer:
    """It will not come: what was asked for instead, else the offer of the money with sending again beside it."""
    if settled_by(view):
        return answer(*says, say("utter_delivery_settled_already"))
    items = items_lost(view)
    amount = money_for(view, items)
    if not amount.amount:
        return answer(*says)
    asks = say("utter_gone_offer", amount=view.money(amount), buttons=resend_button(view, items))
    return answer(*says, asks, offer=offer_of_money(items))


def choice(view: View, *says: Say) -> Answer | None:
    """The money with its sum and sending again beside it, for what is still under way and not wanted any more."""
    items = items_lost(view)
    amount = money_for(view, items)
    if settled_by(view) or not amount.amount:
        return answer(*says) if says else None
    asks = say("utter_delivery_choice", amount=view.money(amount), buttons=resend_button(view, items))
    return answer(*says, asks, offer=offer_of_money(items))


def lost_after(view: View, parcel: Parcel) -> Answer | None:
    """What follows if it does not move again: from when on they may choose, and what."""
    amount = money_for(view, items_lost(view))
    if not amount.amount:
        return None
    lost = given_up_from(view, parcel)
    if lost <= view.now:
        days, waited = view.lasting(view.rules.terms.stalled_after), view.lasting(view.now - silent_since(parcel))
        counts = say("utter_delivery_may_choose", amount=view.money(amount), days=days, waited=waited)
        return answer(counts, say("utter_delivery_choose"))
    return answer(say("utter_delivery_lost_from", due=view.at(lost), amount=view.money(amount)))


def bears_loss(view: View, _question: Question) -> Answer | None:
    """Not the consumer: the shop makes good for what did not reach them."""
    amount = money_for(view, items_lost(view))
    if not amount.amount:
        return answer(say("utter_missing_not_yours"))
    return answer(say("utter_missing_shop_bears", amount=view.money(amount)))


def turns_up(view: View, _question: Question) -> Answer:
    """What is to be done with it, by whether money or another one is under way."""
    if view.open_remedy(RemedyKind.REFUND) or any(one.live for one in view.order.refunds):
        return answer(say("utter_missing_turns_up_asked"))
    if settled_by(view) or view.done_remedy(*REPLACES):
        return answer(say("utter_missing_turns_up_settled"))
    return answer(say("utter_missing_turns_up"))
