"""Rights over goods that the consumer has received: send them back, faulty or not; damaged, or not genuine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from careline.core.claims import compensated
from careline.core.money import Money
from careline.core.orders import (
    Fulfilment,
    Guarantee,
    Order,
    OrderStatus,
    Parcel,
    Quantities,
    Refund,
    RefundKind,
    RefundStatus,
    ScanCode,
)
from careline.core.paid import (
    all_items,
    both,
    less,
    money_back_for,
    paid_for,
    plus,
    refundable,
    refunded,
    refunded_items,
    shipping_paid,
)
from careline.core.pieces import Parts, contents_of, parts_of, pays_first
from careline.core.remedies import RemedyKind
from careline.core.rights import Base, Computed, Needs, Protection, Right, RightKind, RightState, Whose, Why, full_days
from careline.core.rules import GuaranteeTerms, ShopRules

QUALITY_REASONS = frozenset({"quality", "damaged", "wrong_item", "not_as_described"})
"""Reasons of a refund by which the goods have a fault; anything else is a return without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How one right over received goods differs from the others."""

    right: Protection
    window: Callable[[GuaranteeTerms], timedelta]
    until: Callable[[datetime, timedelta, str], datetime]
    open: Why
    over: Why
    needs: tuple[Needs, ...]
    deeds: tuple[RemedyKind, ...]
    shipping_too: bool


def _exactly(after: datetime, window: timedelta, _time_zone: str) -> datetime:
    return after + window


_NO_REASON = _Kind(
    right=Guarantee.RETURN_7_DAYS, window=lambda terms: terms.return_window, until=full_days,
    open=Why.RETURN_WINDOW_OPEN, over=Why.RETURN_WINDOW_OVER, needs=(Needs.GOODS_UNUSED,),
    deeds=(RemedyKind.RETURN, RemedyKind.EXCHANGE), shipping_too=False,
)  # fmt: skip
_FAULT = _Kind(
    right=RightKind.QUALITY_RETURN, window=lambda terms: terms.quality_window, until=full_days,
    open=Why.FAULT_WINDOW_OPEN, over=Why.FAULT_WINDOW_OVER, needs=(Needs.FAULT_PHOTO,),
    deeds=(RemedyKind.RETURN, RemedyKind.EXCHANGE, RemedyKind.REFUND), shipping_too=True,
)  # fmt: skip
_DAMAGE = _Kind(
    right=Guarantee.DAMAGE_COVER, window=lambda terms: terms.damage_window, until=_exactly,
    open=Why.DAMAGE_WINDOW_OPEN, over=Why.DAMAGE_WINDOW_OVER, needs=(Needs.DAMAGE_PHOTO,),
    deeds=(RemedyKind.REFUND, RemedyKind.RESEND, RemedyKind.COMPENSATION), shipping_too=False,
)  # fmt: skip
_DAMAGE_SEEN = replace(_DAMAGE, open=Why.DAMAGE_SCANNED, needs=())


def return_7_days(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """Unused goods, back within the days that the rules give their category, counted in the consumer's zone."""
    yield from _returnable(order, now, rules, _NO_REASON)


def quality_return(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """Goods with a fault, back at the shop's cost; the shipping fee too where all goods go back."""
    yield from _returnable(order, now, rules, _FAULT)


def damage_cover(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """Goods that came broken: reported in time with a photo; where the courier itself scanned damage, without one."""
    told = compensated(order, Guarantee.DAMAGE_COVER, all_items(order), now, rules)
    yield from told.rights
    if not told.rest:
        return
    if off := _off(order, _DAMAGE.right):
        yield off
        return
    parts = parts_of(order)
    seen = both(told.rest, plus(*(contents_of(order, one) for one in order.parcels if _damaged(one))))
    by_courier = _only(parts, seen)
    if by_courier.waiting:
        yield _claimable(order, _DAMAGE_SEEN, by_courier.waiting, None, _DAMAGE_SEEN.open, ())
    yield from _by_part(order, replace(by_courier, waiting=()), now, rules, _DAMAGE_SEEN)
    yield from _by_part(order, _only(parts, less(told.rest, seen)), now, rules, _DAMAGE)


def authentic(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """Goods that are not genuine: several times what was paid for them and at least a floor, beside their refund.

    The law sets no day by which the consumer has to find out, so neither do we; goods that were refunded count too.
    """
    right = Guarantee.AUTHENTIC
    told = compensated(order, right, all_items(order), now, rules)
    yield from told.rights
    if not told.rest:
        return
    if order.status is OrderStatus.CANCELLED or pays_first(order) or order.fulfilment is Fulfilment.DIGITAL:
        yield _off(order, right) or Right(right=right, state=RightState.NOT_APPLICABLE, why=Why.DIGITAL_GOODS)
        return
    parts = parts_of(order)
    not_here = both(told.rest, plus(parts.waiting, parts.cancelled))
    here = less(told.rest, not_here)
    if here:
        terms = rules.for_order(order).terms
        paid = paid_for(order, here)
        owed = Computed(
            of=Base.GOODS, base=paid, times=terms.authentic_times, floor=terms.authentic_floor.of(paid.currency)
        )
        yield Right(
            right=right, state=RightState.CLAIMABLE, why=Why.AUTHENTIC_ANY_TIME, items=part_of(order, here),
            amount=owed.amount(), computed=owed, needs=(Needs.AUTHENTICITY_PROOF,),
            deeds=(RemedyKind.COMPENSATION,),
        )  # fmt: skip
    if coming := both(not_here, parts.waiting):
        yield Right(right=right, state=RightState.ACTIVE, why=Why.NOT_RECEIVED_YET, items=part_of(order, coming))
    if gone := less(not_here, coming):
        yield Right(right=right, state=RightState.NOT_APPLICABLE, why=Why.CANCELLED, items=part_of(order, gone))


def part_of(order: Order, items: Quantities) -> Quantities | None:
    """None where it is the whole order."""
    return None if not less(all_items(order), items) else items


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What rights of one kind give for some goods. `items` None: the whole order; `amount` is what they are paid back.

    `right` is the one whose days end first, `until` (UTC) when. `left_out` are the wished goods that no such right
    covers now, each with the right that says why.
    """

    right: Right
    items: Quantities | None
    amount: Money
    until: datetime | None
    left_out: tuple[tuple[Quantities, Right], ...]


def covered(
    order: Order, rights: Iterable[Right], names: Iterable[Protection], deed: RemedyKind, wished: Quantities | None
) -> Covered | None:
    """What of the wished goods (None: all) this deed may claim now, by the first name that covers the most of them.

    None where it may claim nothing. Every way that promises or pays money for goods asks here, so that goods whose days
    are over are nowhere paid beside others. `rights` are the order's, as they stand now.
    """
    known = tuple(rights)
    found = [one for name in names if (one := _covered(order, [r for r in known if r.right is name], deed, wished))]
    return max(found, key=lambda one: sum(n for _, n in one.items or all_items(order)), default=None)


def _covered(order: Order, rights: list[Right], deed: RemedyKind, wished: Quantities | None) -> Covered | None:
    def of(right: Right) -> Quantities:
        return all_items(order) if right.items is None else right.items

    goods = wished or all_items(order)
    may = [one for one in rights if one.state is RightState.CLAIMABLE and deed in one.deeds and both(goods, of(one))]
    if not may:
        return None
    mine = both(goods, plus(*(of(one) for one in may)))
    first = min(may, key=lambda one: (one.deadline is None, one.deadline or order.placed_at))
    as_named = wished is not None and not less(wished, mine)
    items, exactly = wished if as_named else part_of(order, mine), sorted(of(may[0])) == sorted(mine)
    amount = may[0].amount if len(may) == 1 and exactly else None
    left, left_out = less(goods, mine), list[tuple[Quantities, Right]]()
    for right in rights:
        if right not in may and (these := both(left, of(right))):
            left_out.append((these, right))
            left = less(left, these)
    return Covered(
        right=first, items=items, amount=amount or money_back_for(order, items), until=first.deadline,
        left_out=tuple(left_out),
    )  # fmt: skip


def returnable(order: Order, items: Quantities | None, rules: ShopRules) -> Quantities | None:
    """Those of these goods (None: all) that may go back without a reason once they are here; empty: none of them."""
    goods = items or all_items(order)
    may = tuple(one for one in goods if _NO_REASON.window(_terms(order, one[0], rules)) > timedelta(0))
    return items if may == goods else may


def about_some_of(order: Order, rights: Iterable[Right], items: Quantities | None) -> tuple[Right, ...]:
    """Those that are about some of these goods (None: all)."""
    goods = items or all_items(order)
    return tuple(one for one in rights if one.items is None or both(goods, one.items))


def _damaged(parcel: Parcel) -> bool:
    return any(scan.code is ScanCode.DAMAGED for scan in parcel.scans)


def _off(order: Order, right: Protection) -> Right | None:
    """Why the right does not apply to any of the order, if it does not."""
    if order.status is OrderStatus.CANCELLED:
        return Right(right=right, state=RightState.NOT_APPLICABLE, why=Why.CANCELLED)
    if pays_first(order):
        return Right(right=right, state=RightState.NOT_APPLICABLE, why=Why.NOT_PAID)
    if order.fulfilment is Fulfilment.DIGITAL:
        return Right(right=right, state=RightState.NOT_APPLICABLE, why=Why.DIGITAL_GOODS)
    return None


def _returnable(order: Order, now: datetime, rules: ShopRules, kind: _Kind) -> Iterator[Right]:
    if off := _off(order, kind.right):
        yield off
        return
    parts, declined = parts_of(order), _declined(order, kind)
    for refund, items in declined:
        parts = _without(parts, items)
        yield Right(
            right=kind.right, state=RightState.EXPIRED, why=Why.RETURN_REFUSED, items=part_of(order, items),
            subject=refund.refund_id, reason=refund.decision, appeal=True,
        )  # fmt: skip
    yield from _by_part(order, parts, now, rules, kind)


def _declined(order: Order, kind: _Kind) -> Iterator[tuple[Refund, Quantities]]:
    """Returns that the shop declined, each with those of its items that the consumer still has; the newest counts."""
    left = plus(*(items for items, _ in parts_of(order).received))
    faulty = kind.right is RightKind.QUALITY_RETURN
    for refund in sorted(order.refunds, key=lambda one: one.requested_at, reverse=True):
        a_return = refund.kind is RefundKind.RETURN_REFUND and refund.status is RefundStatus.REJECTED
        if a_return and (refund.reason in QUALITY_REASONS) is faulty:
            items = both(left, refunded_items(order, refund))
            left = less(left, items)
            if items:
                yield refund, items


def _by_part(order: Order, parts: Parts, now: datetime, rules: ShopRules, kind: _Kind) -> Iterator[Right]:
    """The right by what became of the pieces: received (open, over), waited for, in a refund, paid back, cancelled."""
    excluded: Quantities = ()
    lots: dict[tuple[bool, datetime], Quantities] = {}
    for items, at in parts.received:
        for one in items:
            window = kind.window(_terms(order, one[0], rules))
            if window <= timedelta(0):
                excluded = plus(excluded, (one,))
                continue
            until = kind.until(at, window, order.time_zone)
            lots[now <= until, until] = plus(lots.get((now <= until, until), ()), (one,))
    for (is_open, until), items in sorted(lots.items(), key=lambda lot: (not lot[0][0], lot[0][1])):
        if is_open:
            yield _claimable(order, kind, items, until, kind.open, kind.needs)
        else:
            yield Right(
                right=kind.right, state=RightState.EXPIRED, why=kind.over, items=part_of(order, items),
                deadline=until, whose=Whose.CONSUMER,
            )  # fmt: skip
    running = Why.RETURN_RUNNING if _is_return(order, RefundStatus.REQUESTED, RefundStatus.APPROVED) else None
    for state, why, items in (
        (RightState.CLAIMED, running or Why.REFUND_RUNNING, parts.in_refund),
        (RightState.PAID, Why.REFUND_PAID, parts.refunded),
        (RightState.ACTIVE, Why.NOT_RECEIVED_YET, parts.waiting),
        (RightState.NOT_APPLICABLE, Why.EXCLUDED_GOODS, excluded),
        (RightState.NOT_APPLICABLE, Why.CANCELLED, parts.cancelled),
    ):
        if items:
            yield Right(right=kind.right, state=state, why=why, items=part_of(order, items))


def _claimable(
    order: Order, kind: _Kind, items: Quantities, until: datetime | None, why: Why, needs: tuple[Needs, ...]
) -> Right:
    whole = part_of(order, items)
    base, of = paid_for(order, items), Base.GOODS
    if kind.shipping_too and whole is None and (fee := shipping_paid(order)).amount:
        base, of = type(base)(base.amount + fee.amount, base.currency), Base.GOODS_AND_SHIPPING
    most = refundable(order, whole, with_shipping=of is Base.GOODS_AND_SHIPPING)
    if base.amount and not most.amount:  # refunds that name no items have used up all that was paid
        done = refunded(order, live_too=False).amount >= order.total.amount
        return Right(
            right=kind.right, state=RightState.PAID if done else RightState.CLAIMED,
            why=Why.REFUND_PAID if done else Why.REFUND_RUNNING, items=whole,
        )  # fmt: skip
    owed = Computed(of=of, base=base, ceiling=most)
    return Right(
        right=kind.right, state=RightState.CLAIMABLE, why=why, items=whole, deadline=until,
        whose=Whose.CONSUMER if until else None, amount=owed.amount(), computed=owed, needs=needs, deeds=kind.deeds,
    )  # fmt: skip


def _terms(order: Order, sku: str, rules: ShopRules) -> GuaranteeTerms:
    item = next(item for item in order.items if item.sku == sku)
    return rules.for_item(order, item).terms


def _is_return(order: Order, *statuses: RefundStatus) -> bool:
    return any(one.kind is RefundKind.RETURN_REFUND and one.status in statuses for one in order.refunds)


def _only(parts: Parts, items: Quantities) -> Parts:
    """The parts as far as they are among these items, no piece twice."""
    left = items

    def take(found: Quantities) -> Quantities:
        nonlocal left
        found = both(found, left)
        left = less(left, found)
        return found

    received = tuple((found, at) for lot, at in parts.received if (found := take(lot)))
    return Parts(
        cancelled=take(parts.cancelled), refunded=take(parts.refunded), in_refund=take(parts.in_refund),
        waiting=take(parts.waiting), received=received,
    )  # fmt: skip


def _without(parts: Parts, items: Quantities) -> Parts:
    """The parts without these received items."""
    received = list[tuple[Quantities, datetime]]()
    for lot, at in parts.received:
        if left := less(lot, items):
            received.append((left, at))
        items = less(items, lot)
    return replace(parts, received=tuple(received))
