"""Stories of orders stuck past a promise (docs/figures.md). Numbers are hours ago.

Every block began between 2.4 h and 94 h before `now`, so some are callable at once and none is stale.
"""

from __future__ import annotations

from careline.demo.aftersales import FAULTS, claim, returned
from careline.demo.draft import Draft, yuan
from careline.demo.healthy import halves
from careline.demo.parcels import Reach


def _overdue(draft: Draft) -> float:
    return draft.between(2.4, 94)


def late_dispatch(draft: Draft) -> None:
    """Paid, never dispatched; the platform's deadline or the usual 48 h are over."""
    unsent(draft, _overdue(draft), promise=draft.rng.choice((24, 48, 48, 72)))


def unsent(draft: Draft, overdue: float, *, promise: float = 48) -> None:
    """Not dispatched, and that was due `overdue` hours ago, `promise` hours after payment."""
    stated = promise != 48 or draft.rng.random() < 0.6
    draft.paid(overdue + promise, due=overdue if stated else None)


def late_presale(draft: Draft) -> None:
    """A presale whose promised date has passed."""
    overdue = _overdue(draft)
    draft.paid(overdue + draft.between(120, 340))
    draft.presale(overdue)


def late_rest(draft: Draft) -> None:
    """One part was dispatched in time, the rest never was."""
    one, _ = halves(draft)
    overdue = _overdue(draft)
    draft.paid(overdue + 48, due=overdue)
    left = overdue + draft.between(4, 30)
    if overdue > 40:
        draft.sent(left, overdue - draft.between(10, 30), Reach.SIGNED, only=one)
    else:
        draft.sent(left, min(overdue, draft.between(0.5, 20)), Reach.LEFT_HUB, only=one)
    draft.order["status"] = draft.rng.choice(("paid", "dispatched"))


def never_picked_up(draft: Draft) -> None:
    """Dispatched on paper; the courier has had no scan for over 24 h."""
    left = 24 + _overdue(draft)
    draft.paid(left + draft.between(5, 44))
    draft.sent(left, left, Reach.NOWHERE)


def stalled(draft: Draft) -> None:
    """No scan for over 48 h, or 72 h on the way to a remote province; or an exception that nobody solved for 24 h."""
    reach = draft.rng.choice((Reach.LEFT, Reach.AT_HUB, Reach.AT_HUB, Reach.LEFT_HUB, Reach.IN_CITY))
    overdue, stuck = _overdue(draft), draft.rng.random() < 0.3
    allowed = 24 if stuck else 72 if draft.remote else 48
    stuck_since(draft, allowed + overdue, reach, stuck=stuck)


def stuck_since(draft: Draft, last: float, reach: Reach, *, stuck: bool = False) -> None:
    """One parcel whose newest scan is `last` hours old; `stuck`: it reports an exception."""
    left = last + draft.between(5, 9) * reach * draft.pace
    draft.paid(left + draft.between(4, 40))
    draft.sent(left, last, reach, stuck=stuck)


def second_stalled(draft: Draft) -> None:
    """Two parcels: one signed for, the other not moving."""
    one, two = halves(draft)
    last = (72 if draft.remote else 48) + _overdue(draft)
    draft.paid(last + draft.between(70, 90))
    draft.sent(last + draft.between(50, 60), last - draft.between(0, 10), Reach.SIGNED, only=one)
    draft.sent(last + draft.between(24, 44), last, Reach.AT_HUB, only=two)


def refund_not_paid(draft: Draft) -> None:
    """The merchant agreed to the refund over 48 h ago and has not paid."""
    approved_unpaid(draft, 48 + _overdue(draft))


def approved_unpaid(draft: Draft, approved: float) -> None:
    """Delivered; a refund was agreed to `approved` hours ago and is not paid."""
    draft.arrived(approved + draft.between(40, 90))
    requested = approved + draft.between(3, 36)
    draft.refund("refund_only", draft.rng.choice(FAULTS), "approved", requested, approved=approved)


def refund_of_nothing(draft: Draft) -> None:
    """Nothing was dispatched, the money was asked back over 48 h ago; sometimes the order is already closed."""
    requested = 48 + _overdue(draft)
    closed = draft.rng.random() < 0.5
    draft.paid(requested + draft.between(6, 60))
    if closed:
        draft.refund("refund_only", "not_dispatched", "approved", requested, approved=requested - 0.05)
        draft.order["status"] = "cancelled"
    else:
        draft.refund("refund_only", "not_dispatched", "requested", requested)


def goods_back_unpaid(draft: Draft) -> None:
    """The shop has had the goods back for over seven days."""
    returned(draft, 168 + _overdue(draft))


def undecided(draft: Draft) -> None:
    """A refund after dispatch, asked for over 72 h ago, and no decision."""
    requested = 72 + _overdue(draft)
    draft.arrived(requested + draft.between(5, 50))
    draft.refund("refund_only", draft.rng.choice((*FAULTS, "not_received")), "requested", requested)


def claim_unpaid(draft: Draft) -> None:
    """Return freight claimed from the insurance over 72 h ago."""
    claim(draft, draft.rng.choice(("requested", "approved")), 72 + _overdue(draft))


def freight_disputed(draft: Draft) -> None:
    """Who pays the return freight is in dispute: the insurance said no, or there was none and the goods were faulty."""
    disputed = _overdue(draft)
    if draft.rng.random() < 0.5:
        freight = claim(draft, "rejected", disputed + draft.between(20, 90))
    else:
        received = disputed + draft.between(20, 90)
        returned(draft, received, paid=received - 5, reason=draft.rng.choice(FAULTS))
        freight = draft.order.setdefault("freight", {"insured": False})
        freight["paid_by_consumer"] = yuan(draft.rng.choice((1200, 1800, 2300)))
    freight["disputed_at"] = draft.fact(disputed)
