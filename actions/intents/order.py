"""Changing an order: is it still possible, and shall we really. What a yes does stands in actions/intents/agreed.py."""

from __future__ import annotations

from actions.asking.order_choice import order_for
from actions.deeds.pending_remedies import ADDRESS, MONEY, tell_if_noted
from actions.deeds.registering import back, goods_of, register, undo_button
from actions.deeds.some_items import item_buttons, wished_items
from actions.intents.cancelled import tell_cancelled
from actions.intents.parcels import under_way
from actions.intents.refund import ask_whether_to_refund
from actions.memory import Asked
from actions.orders import relevance
from actions.talk import Handler, Talk
from careline.core.guarantees import received_at
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import RemedyKind, may_cancel, may_change_address
from understanding.address import about_place


async def cancel_order(talk: Talk) -> None:
    """Ask whether to cancel, while nothing of it has left the merchant."""
    order = await order_for(talk, relevance.changeable(talk.now, talk.rules), news=False)
    items = wished_items(talk, order) if order and order.paid_at else None
    if order is None or await tell_if_noted(talk, order, MONEY, items):
        return
    if may_cancel(order):
        talk.propose(items=items)
        if items:
            goods, amount = goods_of(talk, order, items), talk.money(back(order, items))
            talk.say("utter_confirm_items_cancel", goods=goods, amount=amount)
        elif order.paid_at:
            buttons, amount = item_buttons(talk, order, "cancel_order"), talk.money(back(order, None))
            talk.say("utter_confirm_cancel", goods=talk.goods(order), amount=amount, buttons=buttons)
        else:
            talk.say("utter_confirm_cancel_unpaid", goods=talk.goods(order))
        talk.ask(Asked.CONFIRM_CANCEL, order=order)
    elif under_way(order) and not order.refunds:
        ask_whether_to_refund(talk, order)  # 能拦截吗: refused at the door it comes back as well
    else:
        await too_late(talk, order)


async def change_address(talk: Talk) -> None:
    """Have the address changed, while nothing of it has left the merchant; the new one is read back."""
    answering = talk.before.asked == Asked.NEW_ADDRESS
    told = talk.heard.said.address_alone if answering else talk.heard.said.address
    if told and talk.before.asked in {Asked.NEW_ADDRESS, Asked.CONFIRM_ADDRESS}:
        talk.chosen = await talk.order_spoken_of()
    order = await order_for(talk, relevance.changeable(talk.now, talk.rules), news=False)
    if order is None or await tell_if_noted(talk, order, ADDRESS):
        return
    if told and answering and not talk.spoken and may_change_address(order):
        await _submit_address(talk, order, told)  # they were asked for it; aloud it is read back, as ears err
        return
    told = told or talk.memory.wish.kept.get("address")
    if may_change_address(order):
        ask_for_address(talk, order, told)
    elif order.status is OrderStatus.DISPATCHED or order.parcels:
        talk.say("utter_address_too_late", goods=talk.goods(order))
    else:
        await too_late(talk, order)


def ask_for_address(talk: Talk, order: Order, told: str | None) -> None:
    if told:
        talk.propose(address=told)
        talk.say("utter_confirm_address", goods=talk.goods(order), address=told)
        talk.ask(Asked.CONFIRM_ADDRESS, order=order)
    else:
        talk.say("utter_ask_address", goods=talk.goods(order))
        talk.ask(Asked.NEW_ADDRESS, order=order)


async def _submit_address(talk: Talk, order: Order, address: str) -> None:
    """Send it to the shop and read it back: whoever sees a mistake tells it, and it can be taken back."""
    details = {"address": {"detail": address}}
    remedy = await register(talk, order, RemedyKind.ADDRESS_CHANGE, details=details, about=about_place(address))
    by, undo = talk.at(remedy.due_at or talk.now), undo_button(talk, remedy)
    talk.say("utter_address_submitted", goods=talk.goods(order), address=address, by=by, buttons=undo)


async def too_late(talk: Talk, order: Order) -> None:
    goods = talk.goods(order)
    if order.status is OrderStatus.CANCELLED:
        await tell_cancelled(talk, order)
    elif received_at(order):
        talk.say("utter_cancel_received", goods=goods)
    else:
        talk.say("utter_cancel_sent", goods=goods)


ANSWERS = {
    "cancel_order": Handler(cancel_order, topic=True),
    "change_address": Handler(change_address, topic=True),
}
