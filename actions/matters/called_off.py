"""Who called an order off, why, and by when its money is owed, as far as we were told. Pure."""

from __future__ import annotations

from actions.matters.answer import Say, say
from actions.matters.view import View
from careline.core import phrases
from careline.core.orders import Actor, Cancellation, Order
from understanding.words import said_by


def whole_of(order: Order) -> Cancellation | None:
    """The cancellation of the whole order, the latest that was told."""
    return next((one for one in reversed(order.cancellations) if one.items is None), None)


def by_whom(order: Order, told: Cancellation, language: str) -> str:
    """商家清风电器; the shop, Windy Corner: a name alone does not say whose it is."""
    english, name = phrases.is_english(language), order.merchant_name.strip()
    if told.by is not Actor.MERCHANT:
        return "the platform" if english else "平台"
    if english:
        return f"the shop, {name}" if name else "the shop"
    return f"商家{name}"


def why_cancelled(view: View) -> Say:
    """By whom, when, and the reason in their own words."""
    told, at = whole_of(view.order), view.at(view.order.cancelled_at or view.now)
    if told is None:
        return say("utter_cancel_why_unknown", at=at)
    if told.by is Actor.CONSUMER:
        return say("utter_cancel_is_by_you", at=at)
    by = by_whom(view.order, told, view.language)
    if reason := said_by(told.reason):
        return say("utter_cancel_why_told", goods=view.goods(), at=at, who=by, reason=reason)
    return say("utter_cancel_why_unsaid", goods=view.goods(), at=at, who=by)
