"""Paying and invoices: what this order's own record says, and who can do the rest."""

from __future__ import annotations

from actions.asking.order_choice import order_if_clear
from actions.intents.urge_questions import REFUND_TOPICS
from actions.memory import Asked
from actions.orders import relevance
from actions.talk import Handler, Talk
from careline.core.orders import OrderStatus
from understanding.refund_details import Detail

_TOLD_AT_MOST = 3
_MONEY_TOPICS = REFUND_TOPICS | {"cancel_order"}


async def ask_payment(talk: Talk) -> None:
    """Tell whether it is paid, when and how much; how to pay is the shop's own page. 到我卡里吗 after a refund is about
    that."""
    if talk.before.topic in _MONEY_TOPICS and talk.heard.said.refund_detail is Detail.WHERE:
        await talk.answer_as("ask_refund_status")
        return
    order = await order_if_clear(talk, relevance.unfinished(talk.now, talk.rules))
    if order is None and await _tell_each(talk):
        return
    if order and order.paid_at:
        talk.say(
            "utter_payment_paid", goods=talk.goods(order), amount=talk.money(order.total), at=talk.at(order.paid_at)
        )
    elif order and order.status is OrderStatus.PLACED:
        talk.say("utter_payment_open", goods=talk.goods(order), amount=talk.money(order.total))
    else:
        talk.say("utter_payment_policy")


async def _tell_each(talk: Talk) -> bool:
    """Where several orders may be meant and one is unpaid: which are paid and which are not, the unpaid first."""
    fresh = [one for one in await talk.orders() if one.status in {OrderStatus.PLACED, OrderStatus.PAID}]
    fresh.sort(key=lambda one: one.paid_at is not None)
    if not fresh or fresh[0].paid_at:
        return False
    if talk.heard.says("leaves_unpaid"):
        talk.say("utter_payment_if_not_in_time")
        return True
    for one in fresh[:_TOLD_AT_MOST]:
        goods, amount = talk.goods(one), talk.money(one.total)
        if one.paid_at:
            talk.say("utter_payment_one_paid", goods=goods, amount=amount, at=talk.at(one.paid_at))
        else:
            talk.say("utter_payment_one_order", goods=goods, amount=amount)
    return True


async def ask_invoice(talk: Talk) -> None:
    """Invoices are the merchant's: say which, and offer somebody who asks them; a no to that is no new question."""
    if talk.before.topic == "ask_invoice" and talk.heard.says("not_needed"):
        await talk.answer_as("deny")
        return
    order = await order_if_clear(talk, relevance.unfinished(talk.now, talk.rules))
    if order:
        talk.say("utter_invoice", goods=talk.goods(order), merchant=order.merchant_name, amount=talk.money(order.total))
    else:
        talk.say("utter_invoice_policy")
    talk.ask(Asked.HANDOFF_OFFER, order=order)


ANSWERS = {"ask_payment": Handler(ask_payment, topic=True), "ask_invoice": Handler(ask_invoice, topic=True)}
