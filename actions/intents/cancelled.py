"""Cancelled, as a whole or in part: what comes back of what was paid, by when, and a push where it is late."""

from __future__ import annotations

from actions.deeds.registering import goods_of
from actions.deeds.urging import urge_for
from actions.intents.refund_state import latest, tell_refund
from actions.matters.called_off import by_whom, whole_of
from actions.talk import Talk
from careline.core.blocks import BlockKind, owed_after_cancelling
from careline.core.money import Money
from careline.core.orders import Actor, Order, OrderStatus
from careline.core.paid import paid_for, refundable
from understanding.words import said_by

_TOLD = frozenset(
    {"utter_order_cancelled", "utter_items_cancelled", "utter_cancel_why_told", "utter_cancel_why_unsaid"}
)


async def tell_cancelled(talk: Talk, order: Order) -> None:
    """Tell that it is cancelled, and what becomes of the money."""
    if any(reply.response in _TOLD and reply.values.get("goods") == talk.goods(order) for reply in talk.replies):
        return  # two questions of one message: 怎么取消了，我的钱呢
    whole = order.status is OrderStatus.CANCELLED
    items = None if whole else tuple(order.cancelled_items().items())
    if whole:
        _tell_by_whom(talk, order)
    else:
        talk.say("utter_items_cancelled", goods=goods_of(talk, order, items))
    due = owed_after_cancelling(order, talk.rules)
    refund = latest(order)
    if due is None:
        if refund:
            await tell_refund(talk, order, refund)
        return
    amount = talk.money(_owed(order))
    if due.due > talk.now:
        talk.say("utter_cancelled_money_due", amount=amount, due=talk.at(due.due))
        return
    talk.say("utter_cancelled_money_late", amount=amount, due=talk.at(due.due), over=talk.lasting(talk.now - due.due))
    await urge_for(talk, order, BlockKind.REFUND)


def _tell_by_whom(talk: Talk, order: Order) -> None:
    """Tell that it is; where it was not their own doing by whom and why, as far as we were told."""
    goods, told = talk.goods(order), whole_of(order)
    if told is None or told.by is Actor.CONSUMER:
        talk.say("utter_order_cancelled", goods=goods)
        return
    at, who = talk.at(order.cancelled_at or told.at), by_whom(order, told, talk.language)
    if reason := said_by(told.reason):
        talk.say("utter_cancel_why_told", goods=goods, at=at, who=who, reason=reason)
    else:
        talk.say("utter_cancel_why_unsaid", goods=goods, at=at, who=who)


def _owed(order: Order) -> Money:
    left = refundable(order, None, with_shipping=True)
    if order.status is OrderStatus.CANCELLED:
        return left
    return min(left, paid_for(order, tuple(order.cancelled_items().items())))
