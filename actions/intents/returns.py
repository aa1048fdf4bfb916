"""Sending back, exchanging, and goods that came broken or wrong."""

from __future__ import annotations

from actions.asking.order_choice import order_for
from actions.deeds.pending_remedies import MONEY, tell_if_noted
from actions.deeds.pending_remedies import RESEND as SENT_AGAIN
from actions.deeds.registering import back, goods_of
from actions.deeds.rights import claimed_for, foremost_right
from actions.deeds.some_items import item_buttons, wished_items
from actions.deeds.undeliverable import any_gone, ask_whether_to_resend_gone, resend_button
from actions.intents.agreed import resend
from actions.intents.cancelled import tell_cancelled
from actions.intents.exchanging import exchange, stay_with_order
from actions.intents.logistics import tell_state
from actions.intents.refund import ask_whether_to_refund
from actions.intents.refund_instead import offer_money_if_exchange_runs, offer_money_if_wished
from actions.intents.refund_state import tell_refund
from actions.matters import delivery, service
from actions.matters.damage import window_over
from actions.matters.goods import left_out
from actions.memory import Asked
from actions.orders import relevance
from actions.questions.carrying_out import as_reply, load_view, tell
from actions.talk import Handler, Talk
from careline.core.guarantees import Right, RightState
from careline.core.orders import Guarantee, Order, OrderStatus, Quantities, Refund, RefundKind, RefundStatus
from careline.core.remedies import RemedyKind, overlaps
from careline.core.returns import Covered
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

_WHY_BACK = Question.certain(Matter.DELIVERY, Ask.WHY)


async def request_return(talk: Talk) -> None:
    """Within the window we note it after a yes; outside it a person decides. Until when is a question of its own."""
    if talk.heard.says("until_when"):
        await talk.answer_as("ask_refund_policy")
        return
    if talk.heard.says("not_sent_back"):
        await talk.answer_as("request_exchange")  # 我不退，就要零件
        return
    order = await order_for(talk, relevance.returnable(talk.now, talk.rules), news=False)
    items = wished_items(talk, order) if order else None
    if order is None or await tell_if_noted(talk, order, MONEY, items):
        return
    if await offer_money_if_exchange_runs(talk, order):
        return
    running = next((one for one in order.refunds if one.live and overlaps(one.items, items)), None)
    declined = _declined_return(order) if talk.heard.says("declined_named") else None
    if refund := running or declined:
        await tell_refund(talk, order, refund)
        return
    if any_gone(order) and not _has_come(order):
        await _tell_gone(talk, order)
        return
    await _tell_window(talk, order, await foremost_right(talk, order, Guarantee.RETURN_7_DAYS, items))


def _declined_return(order: Order) -> Refund | None:
    """The last wish to send something back, where the shop has said no."""
    last = order.refunds[-1] if order.refunds else None
    return last if last and last.status is RefundStatus.REJECTED else None


async def _tell_gone(talk: Talk, order: Order) -> None:
    """为什么退回了: nothing is there to be sent back. Who did not refuse it has that looked into."""
    view = await load_view(talk, order)
    told = delivery.CELLS[Ask.WHY](view, _WHY_BACK) if view.says("did_not_refuse") else None
    if told:
        await tell(talk, order, told)
    else:
        await tell_state(talk, order)


async def _tell_window(talk: Talk, order: Order, right: Right | None) -> None:
    wished = wished_items(talk, order)
    goods, may = goods_of(talk, order, wished), await claimed_for(talk, order, RemedyKind.RETURN, "no_reason", wished)
    if may and may.until:
        until, amount = talk.at(may.until), talk.money(may.amount)
        await _tell_left_out(talk, order, may)
        talk.propose(items=may.items)
        if may.items:
            goods = goods_of(talk, order, may.items)
            talk.say("utter_confirm_items_return", goods=goods, amount=amount, until=until)
        else:
            buttons = item_buttons(talk, order, "request_return")
            talk.say("utter_confirm_return", goods=goods, amount=amount, until=until, buttons=buttons)
        talk.ask(Asked.CONFIRM_RETURN, order=order)
    elif right and right.state is RightState.EXPIRED and right.deadline:
        talk.say("utter_return_over", goods=goods, until=talk.at(right.deadline))
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    elif order.status is OrderStatus.PAID and not order.parcels:
        ask_whether_to_refund(talk, order)  # nothing has left, so there is nothing to send back
    elif right and right.state is RightState.ACTIVE:
        talk.say("utter_return_not_received", goods=goods)
    elif order.status is OrderStatus.CANCELLED:
        await tell_cancelled(talk, order)
    else:
        talk.say("utter_return_not_promised", goods=goods)
        talk.ask(Asked.HANDOFF_OFFER, order=order)


async def _tell_left_out(talk: Talk, order: Order, may: Covered) -> None:
    if may.left_out:
        for one in left_out(await load_view(talk, order), may):
            talk.add(as_reply(one))


async def request_exchange(talk: Talk) -> None:
    """For a variant that the shop has, after a yes; else a person arranges it. One under way is told of.

    Another colour may be wished for before anything is sent: then the order spoken of is meant.
    """
    if talk.heard.says("sent_again"):
        await talk.answer_as("report_damaged_or_wrong")  # 没坏也要补发: what is missing is sent again as well
        return
    await stay_with_order(talk)
    fits = relevance.returnable(talk.now, talk.rules)
    focus = talk.before.order_id if talk.heard.says("other_variant") else None
    order = await order_for(talk, lambda order: 2 if order.order_id == focus else fits(order), news=False)
    if order is None:
        return
    running = next((refund for refund in order.refunds if refund.live), None)
    if running and running.kind is RefundKind.EXCHANGE:
        if not await offer_money_if_wished(talk, order):
            await tell_refund(talk, order, running)
    else:
        await exchange(talk, order)


async def report_damaged_or_wrong(talk: Talk) -> None:
    """Sorry, and what can be done at once: money back after a yes, or a person. Or they take it back."""
    if other := _said_instead(talk):
        await talk.answer_as(other)
        return
    order = await order_for(talk, relevance.returnable(talk.now, talk.rules), news=False)
    items = wished_items(talk, order, any_name=True) if order else None
    if order is None or await tell_if_noted(talk, order, MONEY | SENT_AGAIN, items):
        return
    if await _tell_of_fitter_if_asked(talk, order):
        return
    if refund := next((one for one in order.refunds if one.live and overlaps(one.items, items)), None):
        await tell_refund(talk, order, refund)
        return
    again = talk.heard.entity("deed") == "resend" or talk.heard.says("sent_again")
    chosen = again and talk.before.asked == Asked.CONFIRM_REFUND and talk.before.wish.kept.get("reason") == "lost"
    named = chosen and not talk.whole.is_empty  # in words: then send me another one
    if again and not named and await ask_whether_to_resend_gone(talk, order):
        return
    if not (_has_come(order) or chosen):
        await tell_state(talk, order)  # nobody can have received it damaged
    elif again:
        await _resend(talk, order, items)
    else:
        await _ask_whether_to_refund(talk, order, items)


async def _tell_of_fitter_if_asked(talk: Talk, order: Order) -> bool:
    """Tell who installs it, and when: 空调到了四天，师傅呢. False where they tell of a fault, or nobody installs it."""
    heard = talk.heard
    if not heard.says("installing") or heard.says("faulty", "wrong_goods", "lacks_some", "damage"):
        return False
    view = await load_view(talk, order)
    told = service.told(view, _FITTER) if view.right(Guarantee.INSTALL) else None
    if told:
        await tell(talk, order, told)
    return told is not None


_FITTER = Question.certain(Matter.SERVICE, Ask.WHEN)


def _said_instead(talk: Talk) -> str | None:
    """What the words mean that only sound like a complaint about the goods."""
    heard = talk.heard
    if talk.before.asked == Asked.CONFIRM_REFUND and heard.says("not_broken"):
        return "deny"
    if talk.before.topic == "report_not_received" and heard.says("found_now") and not heard.says("damage"):
        return "report_not_received"  # it has turned up, and nothing is said against it
    return None


async def _ask_whether_to_refund(talk: Talk, order: Order, items: Quantities | None) -> None:
    reason = "missing" if talk.heard.says("left_out") else "damaged"
    talk.propose(items=items, reason=reason)
    may = await claimed_for(talk, order, RemedyKind.REFUND, reason, items)
    owed = may.amount if may else back(order, items)
    goods, amount = goods_of(talk, order, may.items if may else items), talk.money(owed)
    if not owed.amount:
        await tell_state(talk, order)  # all of it has come back already
        return
    if may is None and reason == "damaged" and (over := window_over(await load_view(talk, order))):
        await tell(talk, order, over)
        return
    buttons = resend_button(talk, order, items)
    if not items:
        buttons += item_buttons(talk, order, "report_damaged_or_wrong")
    if may:
        await _tell_left_out(talk, order, may)
    fault = "发错了" if talk.heard.says("wrong_goods", "wrong_among_them") else "有问题"
    if reason == "missing":
        talk.say("utter_missing", goods=goods, amount=amount, buttons=buttons)
    elif Guarantee.DAMAGE_COVER in order.guarantees:
        talk.say("utter_damaged_covered", goods=goods, amount=amount, fault=fault, buttons=buttons)
    else:
        talk.say("utter_damaged", goods=goods, amount=amount, fault=fault, buttons=buttons)
    talk.ask(Asked.CONFIRM_REFUND, order=order)


async def _resend(talk: Talk, order: Order, items: Quantities | None) -> None:
    """Sent again: at once where we have just offered it, else after a yes. The reason is what was reported."""
    before = talk.before.wish.kept
    pressed = talk.heard.entity("deed") == "resend" and bool(before.get("reason"))
    asked = talk.before.asked == Asked.CONFIRM_REFUND
    offered = asked and (pressed or talk.before.topic == "report_damaged_or_wrong")
    said = "missing" if talk.heard.says("left_out") else "damaged"
    reason = before.get("reason", said) if offered else said
    items = items or (talk.before.wish.items if offered else None)
    talk.propose(items=items, reason=reason)
    if offered:
        talk.take_as_agreed(order, talk.memory.wish)
        await resend(talk)
        return
    talk.say("utter_confirm_resend", goods=goods_of(talk, order, items))
    talk.ask(Asked.CONFIRM_RESEND, order=order)


def _has_come(order: Order) -> bool:
    """Whether any of it was handed over; a platform may tell so of the order alone."""
    told = order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED}
    return told or any(parcel.arrived for parcel in order.parcels)


ANSWERS = {
    "request_return": Handler(request_return, topic=True),
    "request_exchange": Handler(request_exchange, topic=True),
    "report_damaged_or_wrong": Handler(report_damaged_or_wrong, topic=True),
}
