"""Claims that the feed tells of: compensations under a guarantee, asked for, agreed to, paid or declined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from careline.core.orders import ClaimStatus, Compensation, FreightClaim, Guarantee, Order, Quantities
from careline.core.paid import all_items, both, less
from careline.core.remedies import RemedyKind
from careline.core.rights import Base, Computed, Protection, Right, RightState, Whose, Why
from careline.core.rules import ShopRules

_FIRST = {ClaimStatus.PAID: 0, ClaimStatus.APPROVED: 1, ClaimStatus.REQUESTED: 1, ClaimStatus.REJECTED: 2}


@dataclass(frozen=True, slots=True)
class Compensated:
    """The rights that claims have decided, and the items that no claim is about."""

    rights: tuple[Right, ...]
    rest: Quantities


def compensated(
    order: Order, guarantee: Guarantee, items: Quantities, now: datetime, rules: ShopRules, *,
    declined_after: datetime | None = None,
) -> Compensated:  # fmt: skip
    """What the feed's compensations under a guarantee say of these items; paid ones first, then the newest.

    A claim that was made before `declined_after` and declined is left out.
    """
    rights, rest = list[Right](), items
    told = [one for one in order.compensations if one.guarantee is guarantee]
    for one in sorted(told, key=lambda one: (_FIRST[one.status], -one.requested_at.timestamp())):
        early = declined_after is not None and one.requested_at < declined_after
        if one.status is ClaimStatus.REJECTED and early:
            continue
        about = rest if one.items is None else both(rest, one.items)
        if about:
            whole = None if not less(all_items(order), about) else about
            rights.append(told_claim(order, guarantee, one, whole, now, rules))
            rest = less(rest, about)
    return Compensated(tuple(rights), rest)


def told_claim(
    order: Order, right: Protection, claim: Compensation | FreightClaim, items: Quantities | None, now: datetime,
    rules: ShopRules,
) -> Right:  # fmt: skip
    """A claim as the platform tells of it. The shop has the freight claim's time to pay; after that it can be urged."""
    told = Computed(of=Base.COMPENSATION, base=claim.amount)
    if claim.status is ClaimStatus.PAID:
        return Right(
            right=right, state=RightState.PAID, why=Why.CLAIM_PAID, items=items, amount=claim.amount, computed=told
        )
    if claim.status is ClaimStatus.REJECTED:
        return Right(
            right=right, state=RightState.EXPIRED, why=Why.CLAIM_REJECTED, items=items, amount=claim.amount,
            computed=told, reason=claim.decision, appeal=True,
        )  # fmt: skip
    due = claim.requested_at + rules.for_order(order).promises.freight_claim
    agreed = claim.status is ClaimStatus.APPROVED
    why = Why.CLAIM_OVERDUE if due <= now else Why.CLAIM_APPROVED if agreed else Why.CLAIM_REQUESTED
    return Right(
        right=right, state=RightState.CLAIMED, why=why, items=items, deadline=due, whose=Whose.SHOP,
        amount=claim.amount, computed=told, deeds=(RemedyKind.URGE_MERCHANT,) if due <= now else (),
    )  # fmt: skip
