"""Changing an order: is it still possible, shall we really, and noting it after the yes. No money is moved here."""

from __future__ import annotations

from actions import ranks
from actions.choosing import order_for
from actions.memory import Asked
from actions.noted import ADDRESS, MONEY, tell_if_noted, tell_if_noted_before
from actions.parcels import under_way
from actions.refund import ask_whether_to_refund
from actions.talk import Answer, Talk
from actions.trouble import urge_all
from actions.urging import urge_wished
from careline.cases.service import note_remedy
from careline.core.guarantees import Clause, received_at
from careline.core.money import Money
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import RemedyKind, may_cancel, may_change_address, promised_by


async def cancel_order(talk: Talk) -> None:
    """Possible while nothing of it has left the merchant."""
    order = await order_for(talk, ranks.changeable(talk.now), news=False)
    if order is None or await tell_if_noted(talk, order, MONEY):
        return
    if may_cancel(order):
        talk.say("utter_confirm_cancel", goods=talk.goods(order))
        talk.ask(Asked.CONFIRM_CANCEL, order=order)
    elif under_way(order) and not order.refunds:
        ask_whether_to_refund(talk, order)  # 能拦截吗: refused at the door it comes back as well
    else:
        _too_late(talk, order)


async def change_address(talk: Talk) -> None:
    """The same border."""
    order = await order_for(talk, ranks.changeable(talk.now), news=False)
    if order is None or await tell_if_noted(talk, order, ADDRESS):
        return
    if may_change_address(order):
        talk.say("utter_confirm_address", goods=talk.goods(order))
        talk.ask(Asked.CONFIRM_ADDRESS, order=order)
    elif order.status is OrderStatus.DISPATCHED or order.parcels:
        talk.say("utter_address_too_late", goods=talk.goods(order))
    else:
        _too_late(talk, order)


def _too_late(talk: Talk, order: Order) -> None:
    goods = talk.goods(order)
    if order.status is OrderStatus.CANCELLED:
        talk.say("utter_order_cancelled", goods=goods)
    elif received_at(order):
        talk.say("utter_cancel_received", goods=goods)
    else:
        talk.say("utter_cancel_sent", goods=goods)


async def urge(talk: Talk) -> None:
    """Yes, push: for the order spoken of, or for all that is stuck."""
    order = await _in_focus(talk)
    if order is None:
        await urge_all(talk)
    else:
        await urge_wished(talk, order)


async def cancel(talk: Talk) -> None:
    """Yes, cancel it, if that is still possible."""
    order = await _to_be_done(talk, MONEY)
    if order is None:
        return
    if may_cancel(order):
        by = await _note(talk, order, RemedyKind.CANCEL, amount=order.total if order.paid_at else None)
        talk.say("utter_cancel_noted", goods=talk.goods(order), by=by)
    else:
        _too_late(talk, order)


async def readdress(talk: Talk) -> None:
    """Yes, change the address: a person takes the new one, we do not read addresses out of chat."""
    order = await _to_be_done(talk, ADDRESS)
    if order is None:
        return
    if may_change_address(order):
        by = await _note(talk, order, RemedyKind.ADDRESS_CHANGE)
        talk.say("utter_address_noted", goods=talk.goods(order), by=by)
    else:
        talk.say("utter_address_too_late", goods=talk.goods(order))


async def refund(talk: Talk) -> None:
    """Yes, ask for the money back."""
    await _note_refund(talk, "refund_only")


async def send_back(talk: Talk) -> None:
    """Yes, send it back."""
    await _note_refund(talk, "return_refund")


async def _note_refund(talk: Talk, kind: str) -> None:
    order = await _to_be_done(talk, MONEY)
    if order is None:
        return
    clause = Clause.NO_REASON_RETURN if kind == "return_refund" else None
    by = await _note(talk, order, RemedyKind.REFUND, amount=order.total, clause=clause, kind=kind)
    if kind == "return_refund":
        talk.say("utter_return_noted", goods=talk.goods(order), by=by)
    else:
        talk.say("utter_refund_noted", goods=talk.goods(order), amount=talk.money(order.total), by=by)


async def _to_be_done(talk: Talk, kinds: frozenset[RemedyKind]) -> Order | None:
    """The order our question was about; None where we have said that we don't know it, or had noted it before."""
    order = await _in_focus(talk)
    if order is None:
        talk.say("utter_which_order_else")
        return None
    return None if await tell_if_noted_before(talk, order, kinds) else order


async def _note(
    talk: Talk,
    order: Order,
    remedy: RemedyKind,
    *,
    amount: Money | None = None,
    clause: str | None = None,
    **details: str,
) -> str:
    """Note it once for this turn; returns by when the consumer hears from us, in words."""
    noted = await note_remedy(
        talk.tx, order, remedy, key=f"{talk.turn_id}:{remedy}:{order.order_id}", who="bot",
        why="the consumer asked for it and confirmed", now=talk.now, amount=amount, clause=clause, details=details,
    )  # fmt: skip
    return talk.at(noted.promised_by or promised_by(talk.now))


async def _in_focus(talk: Talk) -> Order | None:
    """The order our question was about, as it is now; among their own only, whatever the slot says."""
    return next((order for order in await talk.orders() if order.order_id == talk.before.order_id), None)


ANSWERS = {
    "cancel_order": Answer(cancel_order, topic=True),
    "change_address": Answer(change_address, topic=True),
}
