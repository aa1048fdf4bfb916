"""Wishes under a condition, kept for the consumer: 明天还不发就退. What is judged, and what is done then. Pure.

A condition waits until what it awaits has happened or its time is over. One table says which move is possible; only an
open one moves, once. What is done then is the same remedy with the same sum as if they wished for it in that moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from careline.core.blocks import BlockKind, find_blocks, owed_for_cancelled
from careline.core.guarantees import received_at, rights_of
from careline.core.money import Money
from careline.core.orders import Guarantee, Order, OrderStatus, Parcel, Quantities, RefundStatus, Whereabouts
from careline.core.paid import all_items, both, money_back_for, money_to_come, refundable, refunded_items
from careline.core.remedies import RemedyKind, may_cancel
from careline.core.returns import covered, returnable
from careline.core.rights import Right
from careline.core.rules import ShopRules
from understanding.condition_words import Awaited, Then

FURTHEST = timedelta(days=30)
"""Nobody's wish is kept longer than that: it would be forgotten by then."""
OF_GOODS = frozenset({Then.REFUND, Then.RETURN, Then.CANCEL})
"""Deeds that give money back for goods."""


class ConditionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    """What was wished for this case is done: it is a remedy now, or with a person."""
    MET = "met"
    """What was awaited has happened, so nothing had to be done."""
    MOOT = "moot"
    """It can no longer be done, or was done otherwise."""
    EXPIRED = "expired"
    """What the deed should follow has not happened in time."""
    WITHDRAWN = "withdrawn"


class ConditionMove(StrEnum):
    ACT = "act"
    CLOSE = "close"
    DROP = "drop"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"


class IllegalConditionMoveError(ValueError):
    """The condition has ended before; nothing was changed."""


_MOVES: Mapping[tuple[ConditionState, ConditionMove], ConditionState] = MappingProxyType(
    {
        (ConditionState.OPEN, ConditionMove.ACT): ConditionState.DONE,
        (ConditionState.OPEN, ConditionMove.CLOSE): ConditionState.MET,
        (ConditionState.OPEN, ConditionMove.DROP): ConditionState.MOOT,
        (ConditionState.OPEN, ConditionMove.EXPIRE): ConditionState.EXPIRED,
        (ConditionState.OPEN, ConditionMove.WITHDRAW): ConditionState.WITHDRAWN,
    }
)


def condition_after(state: ConditionState, move: ConditionMove) -> ConditionState:
    """The state after the move. Raises IllegalConditionMoveError."""
    after = _MOVES.get((state, move))
    if after is None:
        raise IllegalConditionMoveError(f"a condition that is {state} cannot {move}")
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed. `once`: done as soon as it happens, by `due_at` at the latest; else if it has not happened by
    then. `items` None: the whole order."""

    awaited: Awaited
    once: bool
    then: Then
    items: Quantities | None
    set_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known beside the order. `happened`: of what only we see (an answer to our urge, a call of ours).

    `under_way`: money for some of these goods is already asked back through us.
    """

    happened: Collection[Awaited] = ()
    under_way: bool = False


class Verdict(StrEnum):
    """What has to be done with an open condition now."""

    WAIT = "wait"
    ACT = "act"
    HAPPENED = "happened"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    """Or asked back by hand meanwhile."""
    NOT_ALLOWED = "not_allowed"
    EXPIRED = "expired"


MOVE_FOR: Mapping[Verdict, ConditionMove] = MappingProxyType(
    {
        Verdict.ACT: ConditionMove.ACT,
        Verdict.HAPPENED: ConditionMove.CLOSE,
        Verdict.CANCELLED: ConditionMove.DROP,
        Verdict.REFUNDED: ConditionMove.DROP,
        Verdict.NOT_ALLOWED: ConditionMove.DROP,
        Verdict.EXPIRED: ConditionMove.EXPIRE,
    }
)


def judge(terms: Terms, order: Order, seen: Seen, now: datetime, rules: ShopRules) -> Verdict:
    """Whether its time has come, or what stands against it. `rules` are the shop's, for any order."""
    if order.status is OrderStatus.CANCELLED and terms.awaited is not Awaited.REFUNDED:
        return Verdict.CANCELLED
    if terms.then in OF_GOODS and (seen.under_way or money_is_back(order, terms.items)):
        return Verdict.REFUNDED
    come = terms.awaited in seen.happened or has_happened(terms, order)
    if come and not terms.once:
        return Verdict.HAPPENED
    if not come and now < terms.due_at:
        return Verdict.WAIT
    if not come and terms.once:
        return Verdict.EXPIRED
    return Verdict.NOT_ALLOWED if deed_for(terms, order, now, rules) is None else Verdict.ACT


def has_happened(terms: Terms, order: Order) -> bool:
    """As far as the order itself tells. Of several parcels or items, all of them have to have left, or arrived."""
    if terms.awaited is Awaited.SENT:
        return order.sent and not _waiting(order, terms.items)
    if terms.awaited is Awaited.ARRIVED:
        return received_at(order) is not None
    if terms.awaited is Awaited.MOVED:
        return received_at(order) is not None or _moved(order, terms.set_at)
    if terms.awaited is Awaited.REFUNDED:
        return not (money_to_come(order, order.refunds) or owed_for_cancelled(order)) and _paid_back(order)
    return False


def _moved(order: Order, since: datetime) -> bool:
    """Each parcel that was under way by then: that one moves says nothing of another one that is stuck."""
    if waited_for := [parcel for parcel in order.parcels if _can_stand_still(order, parcel, since)]:
        return not any(_stands_still(order, parcel, since) for parcel in waited_for)
    return any(scan.at > since for parcel in order.parcels for scan in parcel.scans)


def _can_stand_still(order: Order, parcel: Parcel, since: datetime) -> bool:
    """Whether it was on its way to the consumer by then, and is seen by a courier: without a number, that there are no
    scans says nothing."""
    seen = parcel.tracking_no or parcel.scans
    on_its_way = parcel.dispatched_at <= since and not _had_come(parcel, since) and not parcel.returning
    return bool(seen) and on_its_way and not order.replaced(parcel)


def _stands_still(order: Order, parcel: Parcel, since: datetime) -> bool:
    return not order.has_come(parcel) and all(scan.at <= since for scan in parcel.scans)


def _had_come(parcel: Parcel, by: datetime) -> bool:
    where, since = parcel.standing
    return where is Whereabouts.ARRIVED and since <= by


def _paid_back(order: Order) -> bool:
    return any(refund.status is RefundStatus.PAID for refund in order.refunds)


def _waiting(order: Order, items: Quantities | None) -> Quantities:
    """What of these items is still at the shop."""
    left = tuple((item.sku, n) for item, n in order.not_dispatched())
    return left if items is None else both(items, left)


def money_is_back(order: Order, items: Quantities | None) -> bool:
    """Whether a refund runs, or was paid, for some of these items; or nothing is left to give back."""
    wanted = items or all_items(order)
    for refund in order.refunds:
        counts = refund.returns_money and (refund.live or refund.status is RefundStatus.PAID)
        if counts and both(refunded_items(order, refund), wanted):
            return True
    return order.paid_at is not None and refundable(order, items, with_shipping=False).amount == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would be done now. `kind` None: a person takes over. `right`: the one that it claims."""

    kind: RemedyKind | None
    items: Quantities | None = None
    amount: Money | None = None
    right: Right | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


def deed_for(terms: Terms, order: Order, now: datetime, rules: ShopRules) -> Planned | None:
    """The deed as it would be wished for by hand now, with its sum; None where the order does not allow it.

    Before it is received, goods are paid back as they are; afterwards they go back under the window for returns. Where
    only a part has not left, only that part is paid back.
    """
    if terms.then is Then.PERSON:
        return Planned(kind=None)
    if terms.then is Then.COMPLAINT:
        return Planned(kind=RemedyKind.COMPLAINT, about="shop")
    if terms.then is Then.URGE:
        return _urge(order, now, rules)
    return _money_back(terms, order, now, rules)


def expected(terms: Terms, order: Order, now: datetime, rules: ShopRules) -> Planned | None:
    """What it would come to as things stand, to be read back; what has yet to arrive goes back then."""
    if terms.once and terms.then in OF_GOODS:
        items = returnable(order, terms.items, rules)
        return (
            Planned(kind=RemedyKind.RETURN, items=items, amount=money_back_for(order, items)) if items != () else None
        )
    return deed_for(terms, order, now, rules)


def _money_back(terms: Terms, order: Order, now: datetime, rules: ShopRules) -> Planned | None:
    items = _goods(terms, order)
    if may_cancel(order) and terms.then is Then.CANCEL:
        amount = money_back_for(order, items) if order.paid_at else None
        return Planned(kind=RemedyKind.CANCEL, items=items, amount=amount)
    if order.paid_at is None or order.status is OrderStatus.CANCELLED:
        return None
    if received_at(order) is not None:
        return _send_back(order, items, now, rules)
    amount = money_back_for(order, items)
    planned = Planned(kind=RemedyKind.REFUND, items=items, amount=amount, details={"reason": "other"})
    return planned if amount.amount else None


def _goods(terms: Terms, order: Order) -> Quantities | None:
    """The part that has not left, or does not move, where that was awaited and the rest has."""
    if terms.awaited is Awaited.MOVED:
        left = _standing_still(order, terms)
    elif terms.awaited is Awaited.SENT and order.sent:
        left = _waiting(order, terms.items)
    else:
        return terms.items
    return left if left and sorted(left) != sorted(all_items(order)) else terms.items


def _standing_still(order: Order, terms: Terms) -> Quantities:
    """What of these items is in parcels that have not moved since it was agreed."""
    stuck = Counter[str]()
    for parcel in order.parcels:
        if _can_stand_still(order, parcel, terms.set_at) and _stands_still(order, parcel, terms.set_at):
            stuck += order.contents_of(parcel)
    left = tuple(sorted(stuck.items()))
    return left if terms.items is None else both(terms.items, left)


def _send_back(order: Order, items: Quantities | None, now: datetime, rules: ShopRules) -> Planned | None:
    may = covered(order, rights_of(order, now, rules), [Guarantee.RETURN_7_DAYS], RemedyKind.RETURN, items)
    if may is None:
        return None
    return Planned(
        kind=RemedyKind.RETURN, items=may.items, amount=may.amount, right=may.right, details={"reason": "no_reason"}
    )


def _urge(order: Order, now: datetime, rules: ShopRules) -> Planned | None:
    """Whoever has to move: as a push by hand, which says what is late and since when."""
    if order.status in {OrderStatus.PLACED, OrderStatus.CANCELLED, OrderStatus.COMPLETED}:
        return None
    courier = bool(order.parcels) and not order.not_dispatched()
    kind, block = (
        (RemedyKind.URGE_COURIER, BlockKind.LOGISTICS) if courier else (RemedyKind.URGE_MERCHANT, BlockKind.DISPATCH)
    )
    late = next((one for one in find_blocks(order, now, rules) if one.kind is block), None)
    details = {"block": late.kind, "since": late.evidence[0].due.isoformat()} if late else {}
    return Planned(kind=kind, details=details, about=block if late else "")


def may_be_kept(terms: Terms, order: Order, seen: Seen, now: datetime, rules: ShopRules) -> Verdict:
    """Whether such a condition makes sense now: WAIT, or what stands against it."""
    verdict = judge(terms, order, seen, now, rules)
    if verdict is not Verdict.WAIT:
        return verdict
    if terms.once:
        promised = order.paid_at is not None and Guarantee.RETURN_7_DAYS in order.guarantees
        returns = promised and returnable(order, terms.items, rules) != ()
        return Verdict.WAIT if returns or terms.then not in OF_GOODS else Verdict.NOT_ALLOWED
    return Verdict.NOT_ALLOWED if deed_for(terms, order, now, rules) is None else Verdict.WAIT
