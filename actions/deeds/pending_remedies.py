"""What the consumer asked for: told by where it stands until it is over, while the order knows nothing of it yet.

Later the feed tells of the refund or the cancellation itself; from then on the order is what counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.deeds.overtaken import overtaken
from actions.deeds.registering import called, goods_of, just_now, running, undo_button
from actions.memory import Asked
from actions.talk import Talk
from careline.cases.service import Remedy
from careline.core.orders import Order, Quantities
from careline.core.remedies import MONEY_BACK, RemedyKind, RemedyState, overlaps

MONEY = MONEY_BACK
"""The money of the order comes back either way: once is enough."""
ADDRESS = frozenset({RemedyKind.ADDRESS_CHANGE})
FREIGHT = frozenset({RemedyKind.FREIGHT_CLAIM})
COMPENSATION = frozenset({RemedyKind.COMPENSATION})
RESEND = frozenset({RemedyKind.RESEND})


async def tell_if_noted(
    talk: Talk, order: Order, kinds: frozenset[RemedyKind], items: Quantities | None = None
) -> bool:
    """Say how what was registered for these items stands; False where nothing of these kinds is under way."""
    noted = _last(order, kinds, await running(talk, order), items)
    if noted:
        _tell(talk, order, noted)
    return noted is not None


async def tell_if_noted_before(
    talk: Talk, order: Order, kinds: frozenset[RemedyKind], items: Quantities | None = None
) -> bool:
    """As `tell_if_noted`, but what this turn registered does not count: answered twice, a turn says the same twice."""
    noted = _last(order, kinds, await running(talk, order), items)
    if noted is None or just_now(talk, noted):
        return False
    _tell(talk, order, noted)
    return True


async def tell_if_over(talk: Talk, order: Order, kinds: frozenset[RemedyKind]) -> bool:
    """Say how the last of these kinds ended, if it was refused or done and the order does not tell more of it."""
    of_kinds = [remedy for remedy in await talk.remedies(order) if remedy.kind in kinds]
    last = of_kinds[-1] if of_kinds else None
    if last is None or last.ended_at is None or overtaken(order, last):
        return False
    if last.state is RemedyState.REFUSED:
        tell_refused(talk, order, last)
    elif last.state is RemedyState.DONE:
        goods, what = goods_of(talk, order, last.items), called(talk, last.kind)
        talk.say("utter_deed_done", goods=goods, what=what, at=talk.at(last.ended_at))
    else:
        return False
    return True


def tell_refused(talk: Talk, order: Order, remedy: Remedy) -> None:
    """Tell the reason as it was given, and offer a person who looks at it again."""
    goods, what, reason = goods_of(talk, order, remedy.items), called(talk, remedy.kind), (remedy.answer or "").strip()
    if reason:
        talk.say("utter_deed_refused", goods=goods, what=what, reason=reason.rstrip("。.!！"))
    else:
        talk.say("utter_deed_refused_unsaid", goods=goods, what=what)
    talk.ask(Asked.HANDOFF_OFFER, order=order)


async def orders_with_money_noted(talk: Talk) -> frozenset[str]:
    """The ids of the orders whose money was asked back."""
    rows = await talk.under_way()
    return frozenset(order.order_id for order in await talk.orders() if _last(order, MONEY, rows))


def _last(
    order: Order, kinds: frozenset[RemedyKind], remedies: Sequence[Remedy], items: Quantities | None = None
) -> Remedy | None:
    """The latest of these (oldest first) that is about this order and that the order has not overtaken."""
    found = [one for one in remedies if one.order_id == order.order_id and one.kind in kinds]
    found = [one for one in found if overlaps(one.items, items)]
    return next((one for one in reversed(found) if not overtaken(order, one)), None)


def _tell(talk: Talk, order: Order, noted: Remedy) -> None:
    goods, at, what = goods_of(talk, order, noted.items), talk.at(noted.requested_at), called(talk, noted.kind)
    by = talk.at(noted.due_at) if noted.due_at else at
    if noted.state is RemedyState.FAILED:
        talk.say("utter_deed_failed", goods=goods, what=what)
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    elif noted.due_at and noted.due_at <= talk.now:
        talk.say("utter_noted_late", goods=goods, at=at, before=by)
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    elif noted.state is RemedyState.REQUESTED:
        talk.say("utter_photo_waiting", goods=goods, what=what, by=by, buttons=undo_button(talk, noted))
    elif just_now(talk, noted) and noted.kind in MONEY:
        _tell_when_paid(talk, order, noted)  # the rest has just been said
    elif noted.state is RemedyState.NEEDS_APPROVAL:
        undo = undo_button(talk, noted)
        talk.say("utter_deed_with_colleague", goods=goods, what=what, at=at, by=by, buttons=undo)
        if noted.kind in MONEY:
            _tell_when_paid(talk, order, noted)
    else:
        _tell_sent(talk, order, noted)


def _tell_when_paid(talk: Talk, order: Order, noted: Remedy) -> None:
    promises = talk.rules_for(order).promises
    if noted.kind is RemedyKind.RETURN:
        talk.say("utter_money_back_after_return", days=talk.lasting(promises.refund_returned))
    else:
        talk.say("utter_money_back_within", hours=talk.lasting(promises.refund))


def _tell_sent(talk: Talk, order: Order, noted: Remedy) -> None:
    promises = talk.rules_for(order).promises
    goods, at, hours = goods_of(talk, order, noted.items), talk.at(noted.requested_at), talk.lasting(promises.refund)
    by, undo = talk.at(noted.due_at or noted.requested_at), undo_button(talk, noted)
    if noted.kind is RemedyKind.ADDRESS_CHANGE:
        talk.say("utter_address_waiting", goods=goods, at=at, by=by, buttons=undo)
    elif noted.kind is RemedyKind.RETURN:
        talk.say(
            "utter_return_waiting", goods=goods, at=at, by=by, days=talk.lasting(promises.refund_returned), buttons=undo
        )
    elif noted.kind is RemedyKind.CANCEL:
        talk.say("utter_cancel_waiting", goods=goods, at=at, by=by, hours=hours, buttons=undo)
    elif noted.kind is RemedyKind.REFUND:
        talk.say("utter_refund_waiting", goods=goods, at=at, by=by, hours=hours, buttons=undo)
    else:
        talk.say("utter_deed_waiting", goods=goods, what=called(talk, noted.kind), at=at, by=by, buttons=undo)
