"""What the consumer asked for and we noted: remembered until it is settled, while the order knows nothing of it yet.

Later the feed tells of the refund or the cancellation itself; from then on the order is what counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from actions.memory import Asked
from actions.talk import Talk
from careline.cases.service import unsettled_of
from careline.core.blocks import DEFAULT_PROMISES
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import RemedyKind, may_change_address

MONEY = frozenset({RemedyKind.REFUND, RemedyKind.CANCEL})
"""The money of the order comes back either way: once is enough."""
ADDRESS = frozenset({RemedyKind.ADDRESS_CHANGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """`by` is when we promised to answer; `returning`: the goods go back first; `just_now`: in this very turn."""

    kind: RemedyKind
    at: datetime
    by: datetime | None
    returning: bool
    just_now: bool


async def tell_if_noted(talk: Talk, order: Order, kinds: frozenset[RemedyKind]) -> bool:
    """Say what was noted for this order and when we answer; False where nothing of these kinds waits."""
    noted = await _last(talk, order, kinds)
    if noted:
        _tell(talk, order, noted)
    return noted is not None


async def tell_if_noted_before(talk: Talk, order: Order, kinds: frozenset[RemedyKind]) -> bool:
    """As `tell_if_noted`, but what this turn noted does not count: answered twice, a turn says the same twice."""
    noted = await _last(talk, order, kinds)
    if noted is None or noted.just_now:
        return False
    _tell(talk, order, noted)
    return True


async def orders_with_money_noted(talk: Talk) -> frozenset[str]:
    """The ids of the orders whose money was asked back."""
    rows = await unsettled_of(talk.tx, talk.customer.customer_id)
    return frozenset(order.order_id for order in await talk.orders() if _of(talk, order, MONEY, rows))


async def _last(talk: Talk, order: Order, kinds: frozenset[RemedyKind]) -> Noted | None:
    return _of(talk, order, kinds, await unsettled_of(talk.tx, talk.customer.customer_id))


def _of(talk: Talk, order: Order, kinds: frozenset[RemedyKind], rows: Sequence[RowMapping]) -> Noted | None:
    """The latest of these `rows` (oldest first) that is about this order and that the order has not overtaken."""
    found = [
        Noted(
            kind=RemedyKind(row["kind"]), at=row["noted_at"], by=row["promised_by"],
            returning=row["details"].get("kind") == "return_refund",
            just_now=row["idempotency_key"].startswith(f"{talk.turn_id}:"),
        )
        for row in rows
        if row["order_id"] == order.order_id and row["kind"] in kinds
    ]  # fmt: skip
    return next((noted for noted in reversed(found) if not _overtaken(order, noted)), None)


def _overtaken(order: Order, noted: Noted) -> bool:
    """Whether the order itself tells of it by now, or has gone where it cannot be done any more."""
    if noted.kind is RemedyKind.ADDRESS_CHANGE:
        return not may_change_address(order)
    refunding = any(refund.requested_at >= noted.at for refund in order.refunds)
    return refunding or order.status is OrderStatus.CANCELLED


def _tell(talk: Talk, order: Order, noted: Noted) -> None:
    goods, at, hours = talk.goods(order), talk.at(noted.at), talk.lasting(DEFAULT_PROMISES.refund)
    by = talk.at(noted.by) if noted.by else at
    if noted.by and noted.by <= talk.now:
        talk.say("utter_noted_late", goods=goods, at=at, before=by)
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    elif noted.kind is RemedyKind.ADDRESS_CHANGE:
        talk.say("utter_address_waiting", goods=goods, at=at, by=by)
    elif noted.returning:
        days = talk.lasting(DEFAULT_PROMISES.refund_returned)
        talk.say("utter_return_waiting", goods=goods, at=at, by=by, days=days)
    elif noted.just_now:
        talk.say("utter_money_back_within", hours=hours)  # the rest has just been said
    elif noted.kind is RemedyKind.CANCEL:
        talk.say("utter_cancel_waiting", goods=goods, at=at, by=by, hours=hours)
    else:
        talk.say("utter_refund_waiting", goods=goods, at=at, by=by, hours=hours)
