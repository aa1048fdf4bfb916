"""How a refund stands, by the facts: what, since when, what was promised, where the money goes."""

from __future__ import annotations

from actions.deeds.urging import urge_for
from actions.matters.returns.standing import agreed
from actions.memory import Asked
from actions.questions.carrying_out import load_view, tell
from actions.talk import Talk
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, Rule, deadlines_of
from careline.core.money import Money
from careline.core.orders import Actor, Order, Refund, RefundKind, RefundScope, RefundStatus
from careline.core.paid import all_items, shipping_paid
from understanding.words import said_by


def latest(order: Order) -> Refund | None:
    """A running one before those that are over."""
    return next(
        (refund for refund in reversed(order.refunds) if refund.live), order.refunds[-1] if order.refunds else None
    )


async def tell_refund(talk: Talk, order: Order, refund: Refund) -> None:
    """Tell how this refund stands; push an overdue one."""
    mine = (found for found in deadlines_of(order, talk.rules) if found.subject == refund.refund_id)
    due = next((found for found in mine if found.kind is BlockKind.REFUND), None)
    if refund.kind is RefundKind.EXCHANGE:
        _tell_exchange(talk, order, refund)
    elif due and due.due <= talk.now:
        _tell_overdue(talk, order, refund, due)
        await urge_for(talk, order, BlockKind.REFUND)
    elif refund.live:
        await _tell_running(talk, order, refund, due)
    else:
        _tell_over(talk, order, refund, due)


def _tell_overdue(talk: Talk, order: Order, refund: Refund, due: Deadline) -> None:
    goods, amount, over = talk.goods(order), talk.money(refund.amount), talk.lasting(talk.now - due.due)
    if due.rule is Rule.REFUND_FAILED:
        talk.say("utter_refund_bounced_late", goods=goods, amount=amount, due=talk.at(due.due), over=over)
        _tell_decision(talk, refund)
    elif due.rule is Rule.RETURN_IN_TRANSIT:
        at = talk.on(due.since)
        talk.say("utter_return_transit_late", goods=goods, at=at, due=talk.at(due.due), over=over)
    elif refund.goods_received_at:
        at = talk.on(refund.goods_received_at)
        talk.say("utter_refund_returned_late", goods=goods, amount=amount, at=at, due=talk.at(due.due), over=over)
    elif refund.status is RefundStatus.APPROVED and refund.approved_at:
        at = talk.on(refund.approved_at)
        talk.say(
            "utter_refund_approved_late", goods=goods, amount=amount, at=at, due=talk.at(due.due), over=over,
            to=_goes_to(talk, refund),
        )  # fmt: skip
    else:
        at = talk.on(refund.requested_at)
        talk.say("utter_refund_undecided_late", goods=goods, amount=amount, at=at, due=talk.at(due.due), over=over)


async def _tell_running(talk: Talk, order: Order, refund: Refund, due: Deadline | None) -> None:
    goods, amount = talk.goods(order), talk.money(refund.amount)
    if due and refund.goods_received_at:
        at = talk.on(refund.goods_received_at)
        talk.say("utter_refund_returned", goods=goods, amount=amount, at=at, due=talk.at(due.due))
    elif refund.kind is RefundKind.RETURN_REFUND and refund.goods_sent_at:
        days = talk.lasting(talk.rules_for(order).promises.refund_returned)
        talk.say("utter_return_sent", goods=goods, at=talk.on(refund.goods_sent_at), days=days)
    elif due and refund.kind is RefundKind.RETURN_REFUND and order.sent:
        talk.say("utter_return_requested_by", goods=goods, at=talk.on(refund.requested_at), due=talk.at(due.due))
    elif due and refund.status is RefundStatus.APPROVED:
        at = talk.on(refund.approved_at or refund.requested_at)
        to = _goes_to(talk, refund)
        talk.say("utter_refund_approved", goods=goods, amount=amount, at=at, due=talk.at(due.due), to=to)
    elif due:
        talk.say(
            "utter_refund_requested", goods=goods, amount=amount, at=talk.on(refund.requested_at), due=talk.at(due.due)
        )
    elif refund.status is RefundStatus.APPROVED:
        await _tell_where_to_send(talk, order, refund, goods)
    else:
        talk.say("utter_return_requested", goods=goods, at=talk.on(refund.requested_at))


def tell_rejected(talk: Talk, order: Order, refund: Refund) -> None:
    """Tell that it was declined, why as far as we were told, and offer a person who looks at it again."""
    goods, at, reason = talk.goods(order), talk.on(refund.requested_at), said_by(refund.decision)
    if reason and refund.decided_by is Actor.PLATFORM:
        talk.say("utter_refund_rejected_by_platform", goods=goods, at=at, reason=reason)
    elif reason:
        talk.say("utter_refund_rejected_because", goods=goods, at=at, reason=reason)
    else:
        talk.say("utter_refund_rejected", goods=goods, at=at)
    talk.ask(Asked.HANDOFF_OFFER, order=order)


def _tell_decision(talk: Talk, refund: Refund) -> None:
    if reason := said_by(refund.decision):
        talk.say("utter_reason", reason=reason)


async def _tell_where_to_send(talk: Talk, order: Order, refund: Refund, goods: str) -> None:
    """Tell the address; ask the shop for one that it has not given."""
    address = order.return_address
    to = address and " ".join(part for part in (address.region, address.city, address.detail) if part)
    if not (address and to):
        await tell(talk, order, agreed(await load_view(talk, order), refund))
    elif not talk.spoken:
        who = " ".join(part for part in (address.recipient, address.phone) if part)
        talk.say("utter_return_approved_to", goods=goods, address=f"{to} {who}".strip())
    else:
        talk.say("utter_return_approved", goods=goods)


def _tell_over(talk: Talk, order: Order, refund: Refund, due: Deadline | None) -> None:
    goods = talk.goods(order)
    if refund.status is RefundStatus.PAID:
        at, amount = talk.at(refund.paid_at or refund.requested_at), talk.money(refund.amount)
        talk.say("utter_refund_paid", goods=goods, amount=amount, at=at, to=_goes_to(talk, refund))
        _tell_what_is_missing(talk, order, refund)
    elif refund.status is RefundStatus.REJECTED:
        tell_rejected(talk, order, refund)
    elif refund.status is RefundStatus.FAILED and due:
        talk.say("utter_refund_bounced", goods=goods, amount=talk.money(refund.amount), due=talk.at(due.due))
        _tell_decision(talk, refund)
    else:
        talk.say("utter_refund_withdrawn", goods=goods)


def _tell_what_is_missing(talk: Talk, order: Order, refund: Refund) -> None:
    """A refund of all the goods that is less than what was paid: the consumer sees it at once, so it is said."""
    partly = refund.items is not None and sorted(refund.items) != sorted(all_items(order))
    missing = order.total.amount - refund.amount.amount
    if partly or refund.scope is not RefundScope.GOODS or missing <= 0 or len(order.refunds) > 1:
        return
    rest, total = talk.money(Money(missing, order.total.currency)), talk.money(order.total)
    if missing == shipping_paid(order).amount:
        talk.say("utter_refund_less_shipping", total=total, rest=rest)
    else:
        talk.say("utter_refund_less_unsaid", total=total, rest=rest)


def _goes_to(talk: Talk, refund: Refund) -> str:
    return phrases.refund_goes_to(refund, talk.language, spoken=talk.spoken)


def _tell_exchange(talk: Talk, order: Order, refund: Refund) -> None:
    if refund.goods_sent_at and refund.live:
        talk.say("utter_exchange_sent", goods=talk.goods(order), at=talk.on(refund.goods_sent_at))
    elif refund.live:
        talk.say("utter_exchange_running", goods=talk.goods(order), at=talk.on(refund.requested_at))
    else:
        talk.say("utter_exchange_over", goods=talk.goods(order))
