"""Stories of returns, refunds, exchanges and freight that nobody is late with, and of quarrels that are no block.

Numbers are hours ago.
"""

from __future__ import annotations

from typing import Any

from careline.demo.draft import Draft, yuan
from careline.demo.parcels import Reach, refused

FAULTS = ("quality", "wrong_item", "damaged")


def cancelled_refunded(draft: Draft) -> None:
    """Cancelled before dispatch, money returned within hours."""
    hours = draft.between(20, 500)
    draft.paid(hours)
    draft.refund("refund_only", "not_dispatched", "paid", hours - 3, approved=hours - 4, paid=hours - 9)
    draft.order["status"] = "cancelled"


def refused_at_the_door(draft: Draft) -> None:
    """The consumer refused the parcel: it went back, the money too."""
    left = draft.between(190, 500)
    draft.paid(left + draft.between(4, 40))
    draft.sent(left, left - 60, Reach.OUT)
    refused(draft, left - 64)
    draft.refund("refund_only", "no_reason", "paid", left - 66, approved=left - 70, paid=left - 96)
    draft.order["status"] = "cancelled"


def refund_waiting(draft: Draft) -> None:
    """Refund asked for after delivery; the merchant has time left to decide."""
    hours = draft.between(2, 66)
    draft.arrived(hours + draft.between(6, 60))
    draft.refund("refund_only", draft.rng.choice(FAULTS), "requested", hours)


def refund_approved(draft: Draft) -> None:
    """Refund agreed to, the money is due within 48 h."""
    hours = draft.between(1, 44)
    draft.arrived(hours + draft.between(40, 90))
    draft.refund("refund_only", draft.rng.choice(FAULTS), "approved", hours + draft.between(4, 36), approved=hours)


def return_on_its_way(draft: Draft) -> None:
    """Return agreed to and sent back; the shop has not got it yet."""
    sent = draft.between(4, 110)
    approved = sent + draft.between(3, 30)
    draft.arrived(approved + draft.between(24, 90))
    draft.refund("return_refund", "no_reason", "approved", approved + 5, approved=approved, sent=sent)


def return_received(draft: Draft) -> None:
    """The shop has the goods back and is within its seven days."""
    returned(draft, draft.between(3, 160))


def returned(draft: Draft, received: float, *, paid: float | None = None, reason: str = "no_reason") -> None:
    """A return that the shop got back `received` hours ago and paid for `paid` hours ago, or not yet."""
    sent = received + draft.between(36, 80)
    approved = sent + draft.between(3, 20)
    requested = approved + draft.between(1, 20)
    draft.arrived(requested + draft.between(8, 70))
    status = "approved" if paid is None else "paid"
    draft.refund("return_refund", reason, status, requested, approved=approved, sent=sent, received=received, paid=paid)
    draft.order["status"] = "delivered" if paid is None else "completed"


def return_refunded(draft: Draft) -> None:
    """Sent back and refunded, all over."""
    received = draft.between(60, 300)
    returned(draft, received, paid=received - draft.between(2, 50))


def exchange(draft: Draft) -> None:
    """An exchange under way: agreed to days ago, goods sent back. No money is owed."""
    approved = draft.between(40, 140)
    draft.arrived(approved + draft.between(30, 80))
    reason = draft.rng.choice(("wrong_item", "other"))
    draft.refund("exchange", reason, "approved", approved + 6, approved=approved, sent=approved - draft.between(3, 30))


def refund_rejected(draft: Draft) -> None:
    """The merchant said no."""
    requested = draft.between(50, 240)
    draft.arrived(requested + draft.between(20, 100))
    draft.refund("refund_only", draft.rng.choice(FAULTS), "rejected", requested)
    draft.fact(requested - draft.between(4, 48))


def refund_withdrawn(draft: Draft) -> None:
    """The consumer thought better of it."""
    requested = draft.between(30, 240)
    draft.arrived(requested + draft.between(10, 60))
    draft.refund("return_refund", "no_reason", "withdrawn", requested)
    draft.fact(requested - draft.between(1, 24))


def says_not_received(draft: Draft) -> None:
    """The courier says delivered, the consumer says it never came; the decision is not overdue yet."""
    requested = draft.between(2, 64)
    draft.arrived(requested + draft.between(3, 50))
    draft.refund("refund_only", "not_received", "requested", requested)


def refund_instead_of_waiting(draft: Draft) -> None:
    """Dispatch is late, but the consumer has asked for the money back: the refund supersedes the late dispatch."""
    requested = draft.between(1, 40)
    overdue = requested + draft.between(1, 40)
    draft.paid(overdue + 48, due=overdue)
    draft.refund("refund_only", "not_dispatched", "requested", requested)


def claim(draft: Draft, status: str, requested: float, *, paid: float | None = None) -> dict[str, Any]:
    """An insured return, refunded, whose return freight was claimed `requested` hours ago; returns the `freight`."""
    received = requested + draft.between(1, 10)
    returned(draft, received, paid=requested + 0.5, reason=draft.rng.choice(("no_reason", *FAULTS)))
    freight, fen = draft.insure(), draft.rng.choice((1000, 1200, 1500))
    freight["paid_by_consumer"] = yuan(fen)
    paid_at = None if paid is None else draft.fact(paid)
    freight["claim"] = {
        "status": status, "requested_at": draft.fact(requested), "paid_at": paid_at, "amount": yuan(fen)
    }  # fmt: skip
    return freight


def claim_waiting(draft: Draft) -> None:
    """Return freight claimed, payment not overdue."""
    claim(draft, draft.rng.choice(("requested", "approved")), draft.between(2, 66))


def claim_paid(draft: Draft) -> None:
    """Return freight claimed and paid by the insurance."""
    requested = draft.between(50, 200)
    claim(draft, "paid", requested, paid=requested - draft.between(5, 48))
