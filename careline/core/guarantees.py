"""Rights: which protections a consumer holds on an order at its present stage.

The clauses name the promise that a right rests on; `phrases` words them. Amounts of the late-dispatch compensation are
our configurable default (5 % of the goods, ¥1 to ¥30); platforms differ (docs/figures.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from careline.core.blocks import BlockKind, deadlines_of, takes_back
from careline.core.money import Money
from careline.core.orders import ClaimStatus, Guarantee, Order, OrderStatus, Parcel, RefundKind, RefundStatus, ScanCode
from careline.core.rules import GuaranteeTerms, ShopRules


class RightState(StrEnum):
    ACTIVE = "active"
    CLAIMABLE = "claimable"
    CLAIMED = "claimed"
    PAID = "paid"
    EXPIRED = "expired"
    NOT_APPLICABLE = "not_applicable"


class Clause(StrEnum):
    LATE_DISPATCH = "late_dispatch"
    NO_REASON_RETURN = "no_reason_return"
    RETURN_FREIGHT = "return_freight"
    FAST_REFUND = "fast_refund"


class Needs(StrEnum):
    """Evidence a claim needs from the consumer."""

    GOODS_UNUSED = "goods_unused"
    RETURN_TRACKING_NO = "return_tracking_no"
    FREIGHT_RECEIPT = "freight_receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One protection of one order now. `why` is a reason code that `phrases` words; `deadline` is when it changes."""

    right: Guarantee
    state: RightState
    clause: Clause
    why: str
    deadline: datetime | None = None
    amount: Money | None = None
    needs: tuple[Needs, ...] = ()


def rights_of(order: Order, now: datetime, rules: ShopRules) -> tuple[Right, ...]:
    """The order's rights in a fixed order; a guarantee that was not promised for it is not listed."""
    return tuple(judge(order, now, rules) for right, judge in _JUDGES.items() if right in order.guarantees)


def late_dispatch_amount(order: Order, terms: GuaranteeTerms) -> Money:
    """What is owed for a missed dispatch: a share of the goods' price, within floor and cap."""
    goods = sum(item.price.amount * item.quantity for item in order.items)
    owed = Money(goods, order.total.currency).share(terms.late_dispatch_percent)
    floor, cap = terms.late_dispatch_floor.of(owed.currency), terms.late_dispatch_cap.of(owed.currency)
    amount = max(owed.amount, floor.amount if floor else 0)
    return Money(min(amount, cap.amount if cap else amount, order.total.amount), owed.currency)


def _dispatch_on_time(order: Order, now: datetime, rules: ShopRules) -> Right:
    def said(state: RightState, why: str, deadline: datetime | None = None, amount: Money | None = None) -> Right:
        return Right(
            right=Guarantee.DISPATCH_ON_TIME, state=state, clause=Clause.LATE_DISPATCH, why=why,
            deadline=deadline, amount=amount,
        )  # fmt: skip

    if order.status is OrderStatus.PLACED:
        return said(RightState.NOT_APPLICABLE, "not_paid")
    running = [deadline for deadline in deadlines_of(order, rules) if deadline.kind is BlockKind.DISPATCH]
    if running:
        late = running[0].due <= now
        amount = late_dispatch_amount(order, rules.for_order(order).terms)
        state = RightState.CLAIMABLE if late else RightState.ACTIVE
        return said(state, "dispatch_late" if late else "dispatch_running", running[0].due, amount)
    if order.status is OrderStatus.CANCELLED:
        return said(RightState.EXPIRED, "cancelled")
    if order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED} or not order.not_dispatched():
        return said(RightState.EXPIRED, "dispatched")
    if any(takes_back(refund) for refund in order.refunds):
        return said(RightState.EXPIRED, "superseded_by_refund")
    return said(RightState.ACTIVE, "dispatch_date_open")  # a presale without a date


def _return_7_days(order: Order, now: datetime, rules: ShopRules) -> Right:
    def said(state: RightState, why: str, deadline: datetime | None = None, *needs: Needs) -> Right:
        return Right(
            right=Guarantee.RETURN_7_DAYS, state=state, clause=Clause.NO_REASON_RETURN, why=why,
            deadline=deadline, amount=order.total if needs else None, needs=needs,
        )  # fmt: skip

    if order.status is OrderStatus.CANCELLED:
        return said(RightState.NOT_APPLICABLE, "cancelled")
    returned = [refund for refund in order.refunds if refund.kind is RefundKind.RETURN_REFUND]
    if any(refund.status is RefundStatus.PAID for refund in returned):
        return said(RightState.PAID, "refund_paid")
    if any(refund.live for refund in returned):
        return said(RightState.CLAIMED, "return_running")
    received = received_at(order)
    if received is None:
        return said(RightState.ACTIVE, "not_received_yet")
    until = received + rules.for_order(order).terms.return_window
    if now > until:
        return said(RightState.EXPIRED, "return_window_over", until)
    return said(RightState.CLAIMABLE, "return_window_open", until, Needs.GOODS_UNUSED)


def received_at(order: Order) -> datetime | None:
    """When the last parcel was handed over; None while any is under way or nothing was sent."""
    if not order.parcels or order.not_dispatched() or not all(parcel.arrived for parcel in order.parcels):
        return None
    return max(_handed_over(parcel) for parcel in order.parcels)


def _handed_over(parcel: Parcel) -> datetime:
    return parcel.delivered_at or next(scan.at for scan in parcel.scans if scan.code is ScanCode.DELIVERED)


def _freight_insurance(order: Order, _now: datetime, rules: ShopRules) -> Right:
    claim = order.freight.claim
    states = {
        ClaimStatus.REQUESTED: RightState.CLAIMED,
        ClaimStatus.APPROVED: RightState.CLAIMED,
        ClaimStatus.PAID: RightState.PAID,
        ClaimStatus.REJECTED: RightState.EXPIRED,
    }
    if claim:
        state, why = states[claim.status], f"claim_{claim.status}"
        due = (
            claim.requested_at + rules.for_order(order).promises.freight_claim if state is RightState.CLAIMED else None
        )
        return _freight_right(state, why, due, claim.amount)
    if order.status is OrderStatus.CANCELLED:
        return _freight_right(RightState.NOT_APPLICABLE, "cancelled")
    limit = rules.for_order(order).terms.freight_cap.of(order.total.currency)
    sent_back = any(refund.kind is RefundKind.RETURN_REFUND and refund.goods_sent_at for refund in order.refunds)
    if sent_back:
        spent = order.freight.paid_by_consumer
        paid = min(spent, limit) if spent and limit else spent or limit
        return _freight_right(RightState.CLAIMABLE, "goods_sent_back", None, paid, Needs.RETURN_TRACKING_NO)
    return _freight_right(RightState.ACTIVE, "insured", None, limit)


def _freight_right(
    state: RightState, why: str, deadline: datetime | None = None, amount: Money | None = None, *needs: Needs
) -> Right:
    return Right(
        right=Guarantee.FREIGHT_INSURANCE, state=state, clause=Clause.RETURN_FREIGHT, why=why,
        deadline=deadline, amount=amount, needs=needs,
    )  # fmt: skip


def _fast_refund(order: Order, now: datetime, rules: ShopRules) -> Right:
    def said(state: RightState, why: str, deadline: datetime | None = None, amount: Money | None = None) -> Right:
        return Right(
            right=Guarantee.FAST_REFUND, state=state, clause=Clause.FAST_REFUND, why=why,
            deadline=deadline, amount=amount,
        )  # fmt: skip

    if order.status is OrderStatus.PLACED or (order.status is OrderStatus.CANCELLED and not order.paid_at):
        return said(RightState.NOT_APPLICABLE, "not_paid")
    running = [deadline for deadline in deadlines_of(order, rules) if deadline.kind is BlockKind.REFUND]
    if running:
        first = min(running, key=lambda deadline: deadline.due)
        refund = next(refund for refund in order.refunds if refund.refund_id == first.subject)
        late = first.due <= now
        return said(
            RightState.CLAIMABLE if late else RightState.CLAIMED,
            "refund_late" if late else "refund_running", first.due, refund.amount,
        )  # fmt: skip
    if any(refund.live and refund.returns_money for refund in order.refunds):
        return said(RightState.CLAIMED, "return_running")  # the shop waits for the goods, so nothing is due yet
    paid = [refund for refund in order.refunds if refund.returns_money and refund.status is RefundStatus.PAID]
    if paid:
        return said(RightState.PAID, "refund_paid", None, paid[-1].amount)
    return said(RightState.ACTIVE, "refund_possible")


_Judge = Callable[[Order, datetime, ShopRules], Right]

_JUDGES: dict[Guarantee, _Judge] = {
    Guarantee.DISPATCH_ON_TIME: _dispatch_on_time,
    Guarantee.RETURN_7_DAYS: _return_7_days,
    Guarantee.FREIGHT_INSURANCE: _freight_insurance,
    Guarantee.FAST_REFUND: _fast_refund,
}
