"""What a right is: one protection of one order, or of some of its items, at one instant.

Values only. `careline/core/guarantees.py` judges which rights an order has, `careline/core/wording/rights.py` words
them, docs/rights.md explains them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from careline.core.money import Money
from careline.core.orders import Guarantee, Order, Quantities
from careline.core.paid import all_items, both, less, paid_for
from careline.core.remedies import ENDS, IN_GOODS, OURS, URGES, RemedyKind, RemedyState


class RightKind(StrEnum):
    """Protections that no feed has to name: the law gives them, or our own word to every consumer."""

    QUALITY_RETURN = "quality_return"
    PARCEL_LOST = "parcel_lost"


Protection = Guarantee | RightKind


def protection(name: str) -> Protection:
    """The guarantee or the right of this name. Raises ValueError."""
    return Guarantee(name) if name in set(Guarantee) else RightKind(name)


class RightState(StrEnum):
    """`CLAIMABLE`: the consumer may claim it now, with the evidence that it needs."""

    ACTIVE = "active"
    CLAIMABLE = "claimable"
    CLAIMED = "claimed"
    PAID = "paid"
    EXPIRED = "expired"
    NOT_APPLICABLE = "not_applicable"


class Clause(StrEnum):
    """The promise that a right rests on; each protection has exactly one, see `CLAUSE_OF`."""

    LATE_DISPATCH = "late_dispatch"
    NO_REASON_RETURN = "no_reason_return"
    RETURN_FREIGHT = "return_freight"
    FAST_REFUND = "fast_refund"
    PRICE_PROTECTION = "price_protection"
    DAMAGE_COVER = "damage_cover"
    AUTHENTIC = "authentic"
    INSTALL = "install"
    QUALITY_RETURN = "quality_return"
    PARCEL_LOST = "parcel_lost"


CLAUSE_OF: dict[Protection, Clause] = {
    Guarantee.DISPATCH_ON_TIME: Clause.LATE_DISPATCH,
    Guarantee.RETURN_7_DAYS: Clause.NO_REASON_RETURN,
    Guarantee.FREIGHT_INSURANCE: Clause.RETURN_FREIGHT,
    Guarantee.FAST_REFUND: Clause.FAST_REFUND,
    Guarantee.PRICE_PROTECTION: Clause.PRICE_PROTECTION,
    Guarantee.DAMAGE_COVER: Clause.DAMAGE_COVER,
    Guarantee.AUTHENTIC: Clause.AUTHENTIC,
    Guarantee.INSTALL: Clause.INSTALL,
    RightKind.QUALITY_RETURN: Clause.QUALITY_RETURN,
    RightKind.PARCEL_LOST: Clause.PARCEL_LOST,
}


class Needs(StrEnum):
    """Evidence a claim needs from the consumer."""

    GOODS_UNUSED = "goods_unused"
    RETURN_TRACKING_NO = "return_tracking_no"
    FREIGHT_RECEIPT = "freight_receipt"
    FAULT_PHOTO = "fault_photo"
    DAMAGE_PHOTO = "damage_photo"
    PRICE_PROOF = "price_proof"
    AUTHENTICITY_PROOF = "authenticity_proof"


class Why(StrEnum):
    """Why a right is in its state."""

    NOT_PAID = "not_paid"
    CANCELLED = "cancelled"
    NO_PARCELS = "no_parcels"  # goods that are fetched, or digital: nothing is sent
    DIGITAL_GOODS = "digital_goods"
    EXCLUDED_GOODS = "excluded_goods"
    DISPATCH_RUNNING = "dispatch_running"
    DISPATCH_LATE = "dispatch_late"
    DISPATCHED_LATE = "dispatched_late"
    DISPATCH_DATE_OPEN = "dispatch_date_open"
    DISPATCHED = "dispatched"
    DISPATCH_UNKNOWN = "dispatch_unknown"
    LATE_THEN_CANCELLED = "late_then_cancelled"
    LATE_THEN_REFUND = "late_then_refund"
    SUPERSEDED_BY_REFUND = "superseded_by_refund"
    LIMIT_REACHED = "limit_reached"
    CLAIM_WINDOW_OVER = "claim_window_over"
    NOT_RECEIVED_YET = "not_received_yet"
    RETURN_WINDOW_OPEN = "return_window_open"
    RETURN_WINDOW_OVER = "return_window_over"
    RETURN_RUNNING = "return_running"
    RETURN_REFUSED = "return_refused"
    FAULT_WINDOW_OPEN = "fault_window_open"
    FAULT_WINDOW_OVER = "fault_window_over"
    REFUND_POSSIBLE = "refund_possible"
    REFUND_RUNNING = "refund_running"
    REFUND_LATE = "refund_late"
    REFUND_PAID = "refund_paid"
    REFUND_REJECTED = "refund_rejected"
    REFUND_WITHDRAWN = "refund_withdrawn"
    INSURED = "insured"
    GOODS_SENT_BACK = "goods_sent_back"
    FREIGHT_DISPUTED = "freight_disputed"
    CLAIM_REQUESTED = "claim_requested"
    CLAIM_APPROVED = "claim_approved"
    CLAIM_OVERDUE = "claim_overdue"
    CLAIM_PAID = "claim_paid"
    CLAIM_REJECTED = "claim_rejected"
    PRICE_WINDOW_OPEN = "price_window_open"
    PRICE_WINDOW_OVER = "price_window_over"
    DAMAGE_WINDOW_OPEN = "damage_window_open"
    DAMAGE_WINDOW_OVER = "damage_window_over"
    DAMAGE_SCANNED = "damage_scanned"
    AUTHENTIC_ANY_TIME = "authentic_any_time"
    INSTALL_RUNNING = "install_running"
    INSTALL_LATE = "install_late"
    ORDER_COMPLETED = "order_completed"
    NOT_SENT_YET = "not_sent_yet"
    PARCEL_UNDER_WAY = "parcel_under_way"
    PARCEL_STALLED = "parcel_stalled"
    PARCEL_SILENT = "parcel_silent"
    PARCEL_LOST = "parcel_lost"
    PARCEL_RETURNING = "parcel_returning"
    PARCEL_BACK = "parcel_back"
    PARCEL_ARRIVED = "parcel_arrived"
    SENT_AGAIN = "sent_again"
    OUR_CLAIM_RUNNING = "our_claim_running"
    OUR_CLAIM_DONE = "our_claim_done"
    CLAIM_REFUSED = "claim_refused"


class Whose(StrEnum):
    """Whose deadline it is: the shop's, to do something by, or the consumer's, to claim until."""

    SHOP = "shop"
    CONSUMER = "consumer"


class Base(StrEnum):
    """What an amount is computed from."""

    GOODS = "goods"
    GOODS_AND_SHIPPING = "goods_and_shipping"
    REFUND = "refund"
    RETURN_FREIGHT = "return_freight"
    FREIGHT_LIMIT = "freight_limit"
    COMPENSATION = "compensation"
    PRICE_DROP = "price_drop"


class Bound(StrEnum):
    """Which limit decided the amount in the end."""

    FLOOR = "floor"
    CAP = "cap"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """How an amount follows from its base: a share or a multiple, then the floor, then at most cap and ceiling.

    `ceiling` is what was paid for these items: no compensation is higher, except where the law says so. `open`: the
    rules name no limit in this currency, so the share is known and the sum is not.
    """

    of: Base
    base: Money
    percent: int | None = None
    times: int | None = None
    floor: Money | None = None
    cap: Money | None = None
    ceiling: Money | None = None
    open: bool = False

    def amount(self) -> Money | None:
        if self.open:
            return None
        amount = self._share()
        if self.floor:
            amount = max(amount, self.floor.amount)
        for most in (self.cap, self.ceiling):
            amount = min(amount, most.amount) if most else amount
        return Money(amount, self.base.currency)

    def bound(self) -> Bound | None:
        """The limit that the amount rests on; None where it is the plain share."""
        amount = self.amount()
        if amount is None or amount.amount == self._share():
            return None
        if self.floor and amount == self.floor:
            return Bound.FLOOR
        if self.cap and amount == self.cap:
            return Bound.CAP
        return Bound.PAID

    def _share(self) -> int:
        if self.percent is not None:
            return self.base.share(self.percent).amount
        return self.base.amount * (1 if self.times is None else self.times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One protection now. `items` None: of the whole order; `subject` names the parcel or refund it is about, if one.

    `deadline` (UTC) is the shop's or the consumer's, as `whose` says. `deeds` are the remedies that claim it, the usual
    one first; none where there is nothing to claim. `reason` is the shop's or an agent's own words for a refusal;
    `appeal`: a person can be asked to look at that again.
    """

    right: Protection
    state: RightState
    why: Why
    items: Quantities | None = None
    subject: str = ""
    deadline: datetime | None = None
    whose: Whose | None = None
    amount: Money | None = None
    computed: Computed | None = None
    needs: tuple[Needs, ...] = ()
    deeds: tuple[RemedyKind, ...] = ()
    reason: str = ""
    appeal: bool = False

    @property
    def clause(self) -> Clause:
        return CLAUSE_OF[self.right]

    @property
    def deed(self) -> RemedyKind | None:
        """The usual remedy that claims it."""
        return self.deeds[0] if self.deeds else None

    @property
    def missed(self) -> bool:
        """The shop's deadline passed and the consumer may claim for it."""
        return self.whose is Whose.SHOP and self.state is RightState.CLAIMABLE


_URGENCY = (
    RightState.CLAIMABLE, RightState.CLAIMED, RightState.ACTIVE, RightState.PAID, RightState.EXPIRED,
    RightState.NOT_APPLICABLE,
)  # fmt: skip


def foremost(rights: Iterable[Right], right: Protection) -> Right | None:
    """Of several rights of one kind (parts of an order) the one to speak of first: claimable, else the liveliest."""
    found = [one for one in rights if one.right is right]
    return min(found, key=lambda one: _URGENCY.index(one.state), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A remedy of ours that claims a right. `items` None: all that the right is about. `reason`: of a refusal."""

    clause: Clause
    kind: RemedyKind
    state: RemedyState
    items: Quantities | None = None
    amount: Money | None = None
    due: datetime | None = None
    reason: str = ""


def with_claims(rights: Iterable[Right], claims: Iterable[Claim], order: Order) -> tuple[Right, ...]:
    """The rights as they stand with our own remedies counted in.

    What the feed tells of a claim comes first: it is the shop's last word. An open remedy makes the right claimed, even
    where its time has run out since; a done one makes it paid (in goods: ended); a refused one ends it with the
    reason and leaves an appeal; a withdrawn one counts as if it had never been. An urge or complaint that has
    ended changes nothing: only what the shop does then would. A remedy for some of the items splits the right in two.
    """
    counted = sorted(filter(_counts, claims), key=lambda claim: _CLAIM_ORDER[claim.state])
    return tuple(part for right in rights for part in _claimed(right, counted, order))


def _counts(claim: Claim) -> bool:
    settles_nothing = claim.kind in URGES or claim.kind in OURS
    return claim.state is not RemedyState.WITHDRAWN and not (settles_nothing and claim.state in ENDS)


_CLAIM_ORDER = dict.fromkeys(RemedyState, 1) | {RemedyState.DONE: 0, RemedyState.REFUSED: 2}


def _claimed(right: Right, claims: list[Claim], order: Order) -> Iterator[Right]:
    items = all_items(order) if right.items is None else right.items
    touched = next((claim for claim in claims if _touches(claim, right, items)), None)
    if touched is None:
        yield right
        return
    if touched.items is None or not _by_items(right):
        yield _after(right, touched)
        return
    rest = less(items, touched.items)
    about = less(items, rest)
    part = _after(_of_items(right, about, order) if rest else right, touched)
    yield part
    if rest:
        others = [claim for claim in claims if claim is not touched]
        yield from _claimed(_of_items(_below(right, part.amount), rest, order), others, order)


def _touches(claim: Claim, right: Right, items: Quantities) -> bool:
    if claim.clause is not right.clause or not _may_change(right, claim.state):
        return False
    return claim.items is None or bool(both(items, claim.items))


def _by_items(right: Right) -> bool:
    """Whether its amount follows from the goods, so that it can be split; freight and a refund are one thing."""
    return right.computed is None or right.computed.of in {Base.GOODS, Base.GOODS_AND_SHIPPING}


def _may_change(right: Right, state: RemedyState) -> bool:
    if right.state in {RightState.CLAIMED, RightState.PAID, RightState.NOT_APPLICABLE}:
        return False
    if right.why in {Why.CLAIM_REJECTED, Why.SENT_AGAIN}:
        return False
    return right.state is RightState.CLAIMABLE or state is not RemedyState.REFUSED


def _after(right: Right, claim: Claim) -> Right:
    bare = replace(
        right, needs=(), deeds=(), deadline=None, whose=None, reason="",
        amount=claim.amount or right.amount, computed=right.computed if claim.amount in {None, right.amount} else None,
    )  # fmt: skip
    if claim.state is RemedyState.DONE:
        if claim.kind in IN_GOODS:
            return replace(bare, state=RightState.EXPIRED, why=Why.OUR_CLAIM_DONE, amount=None, computed=None)
        return replace(bare, state=RightState.PAID, why=Why.OUR_CLAIM_DONE)
    if claim.state is RemedyState.REFUSED:
        return replace(bare, state=RightState.EXPIRED, why=Why.CLAIM_REFUSED, reason=claim.reason, appeal=True)
    whose = Whose.SHOP if claim.due else None
    return replace(bare, state=RightState.CLAIMED, why=Why.OUR_CLAIM_RUNNING, deadline=claim.due, whose=whose)


def _below(right: Right, spent: Money | None) -> Right:
    """The right with its cap lowered by what another part of the same order took of it."""
    if not (spent and right.computed and right.computed.cap):
        return right
    cap = Money(max(0, right.computed.cap.amount - spent.amount), spent.currency)
    return replace(right, computed=replace(right.computed, cap=cap))


def _of_items(right: Right, items: Quantities, order: Order) -> Right:
    """The part of a right that is about these items, its amount computed anew from what was paid for them."""
    if right.computed is None:
        return replace(right, items=items)
    paid = paid_for(order, items)
    ceiling = right.computed.ceiling and min(paid, right.computed.ceiling)
    base = min(paid, right.computed.base)
    computed = replace(right.computed, of=Base.GOODS, base=base, ceiling=ceiling)
    return replace(right, items=items, computed=computed, amount=computed.amount())


def full_days(after: datetime, window: timedelta, time_zone: str) -> datetime:
    """The last instant (UTC) of a window of full days in the consumer's zone; the day of `after` itself does not count.

    Seven days after a receipt on the 1st at any hour end with the 8th. A part of a day in the window counts as a day.
    """
    zone = ZoneInfo(time_zone)
    days = -(-window // timedelta(days=1))
    last = after.astimezone(zone).date() + timedelta(days=days)
    midnight = datetime.combine(last + timedelta(days=1), time.min, zone)
    return midnight.astimezone(after.tzinfo) - timedelta(microseconds=1)
