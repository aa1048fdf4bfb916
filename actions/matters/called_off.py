"""Who called an order off, and why, as far as we were told. Pure."""

from __future__ import annotations

from actions.matters.answer import Say, say
from actions.matters.view import View
from careline.core.orders import Actor, Cancellation
from understanding.words import said_by


def whole(view: View) -> Cancellation | None:
    """The cancellation of the whole order, the latest that was told."""
    return next((one for one in reversed(view.order.cancellations) if one.items is None), None)


def by_whom(view: View, told: Cancellation) -> str:
    """商家清风电器; the shop, Windy Corner: a name alone does not say whose it is."""
    if told.by is not Actor.MERCHANT:
        return view.either("平台", "the platform")
    name = view.order.merchant_name.strip()
    return view.either(f"商家{name}", f"the shop, {name}" if name else "the shop")


def why_cancelled(view: View) -> Say:
    """By whom, when, and the reason in their own words."""
    told, at = whole(view), view.at(view.order.cancelled_at or view.now)
    if told is None:
        return say("utter_cancel_why_unknown", at=at)
    if told.by is Actor.CONSUMER:
        return say("utter_cancel_is_by_you", at=at)
    by = by_whom(view, told)
    if reason := said_by(told.reason):
        return say("utter_cancel_why_told", at=at, who=by, reason=reason)
    return say("utter_cancel_why_unsaid", at=at, who=by)
