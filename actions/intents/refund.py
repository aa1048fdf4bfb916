"""Refunds: where the money is; asking for one; the rules, with this order's own dates."""

from __future__ import annotations

from actions.asking.order_choice import order_for, order_if_clear, say_if_nothing_new
from actions.deeds.pending_remedies import MONEY, orders_with_money_noted, tell_if_noted, tell_if_over
from actions.deeds.registering import back, goods_of
from actions.deeds.some_items import item_buttons, wished_items
from actions.deeds.undeliverable import gone_items, offer_for_gone
from actions.intents.cancelled import tell_cancelled
from actions.intents.refund_instead import offer_money_if_exchange_runs
from actions.intents.refund_state import latest, tell_refund
from actions.intents.urge_questions import REFUND_TOPICS, or_push
from actions.memory import Asked
from actions.orders import relevance
from actions.talk import Handler, Talk
from careline.core import phrases
from careline.core.blocks import owed_after_cancelling
from careline.core.guarantees import received_at
from careline.core.orders import Guarantee, Order, OrderStatus, Refund, RefundStatus
from careline.core.remedies import overlaps
from careline.core.rules import ShopRules
from understanding.refund_details import Detail
from understanding.words import said_by

_OPEN = frozenset({OrderStatus.PAID, OrderStatus.DISPATCHED, OrderStatus.DELIVERED})


async def ask_refund_status(talk: Talk) -> None:
    """Tell where the money is."""
    detail = talk.heard.said.refund_detail
    rank = relevance.refund(talk.now, talk.rules, noted=await orders_with_money_noted(talk))
    order = await order_for(talk, rank, news=detail is None)
    if order is None:
        return
    refund = latest(order)
    if refund is None and detail is Detail.WHERE:
        talk.say("utter_refund_way")
        return
    if await tell_if_noted(talk, order, MONEY):
        return
    if refund is None and await tell_if_over(talk, order, MONEY):
        return
    if refund is None and talk.heard.says("rule_supposed"):
        _tell_rule(talk, order)
    elif refund is None and owed_after_cancelling(order, talk.rules):
        await tell_cancelled(talk, order)
    elif refund is None:
        talk.say("utter_refund_none", goods=talk.goods(order))
    elif not detail or not (_tell_detail(talk, order, refund, detail) or await say_if_nothing_new(talk, order)):
        await tell_refund(talk, order, refund)


def _tell_detail(talk: Talk, order: Order, refund: Refund, detail: Detail) -> bool:
    """Answer that alone; False where it makes no sense of this refund, or is not what was told before."""
    goods, amount = talk.goods(order), talk.money(refund.amount)
    to = phrases.refund_goes_to(refund, talk.language, spoken=talk.spoken)
    told_before = talk.before.topic in REFUND_TOPICS and talk.before.order_id == order.order_id
    if detail is Detail.WHERE:
        talk.say("utter_refund_where", goods=goods, amount=amount, to=to)
        return True
    if detail is Detail.WHY and refund.status is RefundStatus.REJECTED:
        if reason := said_by(refund.decision):
            talk.say("utter_refund_why_rejected_told", goods=goods, reason=reason)
        else:
            talk.say("utter_refund_why_rejected", goods=goods)
    elif detail is Detail.NOT_SEEN and refund.status is RefundStatus.PAID and told_before:
        at = talk.at(refund.paid_at or refund.requested_at)
        talk.say("utter_refund_not_seen", goods=goods, amount=amount, at=at, to=to)
    else:
        return False
    talk.ask(Asked.HANDOFF_OFFER, order=order)
    return True


async def request_refund(talk: Talk) -> None:
    """Ask back before anything is noted: what would be refunded, on which condition. 退款 alone may be a question."""
    if talk.heard.says("refund_alone") and await _refund_runs(talk):
        await talk.answer_as("ask_refund_status")
        return
    order = await order_for(talk, relevance.refundable(talk.now), news=False)
    items = wished_items(talk, order) if order else None
    if order is None or await tell_if_noted(talk, order, MONEY, items):
        return
    if await offer_money_if_exchange_runs(talk, order):
        return
    running = latest(order)
    if running and (running.live or running.status is RefundStatus.PAID) and overlaps(running.items, items):
        await tell_refund(talk, order, running)
    elif order.status is OrderStatus.PLACED:
        talk.say("utter_refund_unpaid_order", goods=talk.goods(order))
    elif order.status is OrderStatus.CANCELLED:
        await tell_cancelled(talk, order)
    elif not items and gone_items(order) is None:
        await offer_for_gone(talk, order)
    else:
        ask_whether_to_refund(talk, order)


async def _refund_runs(talk: Talk) -> bool:
    """Whether they are waiting for money: of the order spoken of, or of any while none is."""
    focus = talk.before.order_id
    return any(
        refund.live for order in await talk.orders() if focus in {None, order.order_id} for refund in order.refunds
    )


def ask_whether_to_refund(talk: Talk, order: Order) -> None:
    """Tell what would come back, how soon if they wonder, on which condition, and ask whether to ask for it."""
    if talk.heard.says("takes_how_long"):
        talk.say("utter_refund_takes", hours=_hours(talk, order))
    items = wished_items(talk, order)
    talk.propose(items=items)
    goods, amount = goods_of(talk, order, items), talk.money(back(order, items))
    received, buttons = received_at(order), [] if items else item_buttons(talk, order, "request_refund")
    if items and received is None and not order.at_shop(items):
        talk.say("utter_confirm_items_under_way", goods=goods, amount=amount)
    elif items:
        talk.say("utter_confirm_items_refund", goods=goods, amount=amount)
    elif not order.parcels:
        talk.say("utter_confirm_refund_unsent", goods=goods, amount=amount, buttons=buttons)
    elif received is None:
        talk.say("utter_confirm_refund_under_way", goods=goods, amount=amount, buttons=buttons)
    else:
        talk.say("utter_confirm_refund_received", goods=goods, amount=amount, buttons=buttons)
    talk.ask(Asked.CONFIRM_REFUND, order=order)


async def ask_refund_policy(talk: Talk) -> None:
    """Tell the rules in two sentences; with an order in view, its own dates."""
    detail = talk.heard.said.refund_detail
    order = await order_if_clear(talk, relevance.refundable(talk.now))
    if order and await tell_if_noted(talk, order, MONEY):
        return
    running = next((refund for refund in order.refunds if refund.live), None) if order else None
    if order and running:  # how it stands says more than the rule
        if not (detail and _tell_detail(talk, order, running, detail)):
            await tell_refund(talk, order, running)
    elif order and owed_after_cancelling(order, talk.rules):
        await tell_cancelled(talk, order)
    elif order and _tell_rule_if_used(talk, order):
        return
    else:
        _tell_rule(talk, order)


def _tell_rule_if_used(talk: Talk, order: Order) -> bool:
    """Tell whose goods are washed, worn or opened that only what is faulty can be returned; False where they are
    not."""
    if received_at(order) is None or not talk.heard.says("goods_used"):
        return False
    talk.say("utter_return_used", goods=talk.goods(order))
    talk.ask(Asked.CONFIRM_REFUND, order=order)
    return True


def _tell_rule(talk: Talk, order: Order | None) -> None:
    received = received_at(order) if order else None
    if order and received and Guarantee.RETURN_7_DAYS in order.guarantees:
        until = received + talk.rules_for(order).terms.return_window
        if until > talk.now:
            talk.say("utter_refund_policy_open", goods=talk.goods(order), until=talk.at(until))
        else:
            talk.say("utter_refund_policy_over", goods=talk.goods(order), until=talk.at(until))
    elif (
        order and received is None and order.paid_at and order.status in _OPEN and not talk.heard.says("after_receipt")
    ):
        _tell_rule_before_receipt(talk, order)
    else:
        talk.say("utter_refund_policy", hours=_hours(talk, order), days=_days(talk, order))


def _tell_rule_before_receipt(talk: Talk, order: Order) -> None:
    """Where a yes may follow, ask for it: on the way there are two ways to go, and the phone has no buttons."""
    under_way = bool(order.parcels)
    if talk.heard.says("refund_possible") and (under_way or talk.spoken):
        ask_whether_to_refund(talk, order)
    elif under_way:
        talk.say(
            "utter_refund_policy_under_way", goods=talk.goods(order), hours=_hours(talk, order), days=_days(talk, order)
        )
    else:
        talk.say("utter_refund_policy_unsent", goods=talk.goods(order), hours=_hours(talk, order))


def _days(talk: Talk, order: Order | None) -> str:
    return talk.lasting(_rules(talk, order).terms.return_window)


def _hours(talk: Talk, order: Order | None) -> str:
    return talk.lasting(_rules(talk, order).promises.refund)


def _rules(talk: Talk, order: Order | None) -> ShopRules:
    return talk.rules_for(order) if order else talk.rules


ANSWERS = {
    "ask_refund_status": Handler(or_push(ask_refund_status), topic=True),
    "request_refund": Handler(request_refund, topic=True),
    "ask_refund_policy": Handler(ask_refund_policy, topic=True),
}
