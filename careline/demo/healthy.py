"""Stories of orders that run as promised, one for every stage. Numbers are hours ago, in the consumer's past."""

from __future__ import annotations

from careline.demo.draft import Draft, Line
from careline.demo.parcels import Reach


def unpaid(draft: Draft) -> None:
    """Placed a moment ago, not paid yet."""
    draft.placed(draft.between(0.1, 20))


def just_paid(draft: Draft) -> None:
    """Paid, with most of the dispatch time still to go."""
    hours = draft.between(0.3, 34)
    draft.paid(hours, due=draft.rng.choice((None, hours - 48, hours - 72)))


def due_soon(draft: Draft) -> None:
    """Paid; the dispatch deadline is one to seven hours ahead."""
    ahead, promise = draft.between(1, 7), draft.rng.choice((24, 48))
    draft.paid(promise - ahead, due=-ahead)


def presale_waiting(draft: Draft) -> None:
    """A presale paid days ago whose promised date has not come."""
    draft.paid(draft.between(2, 150))
    draft.presale(-draft.between(14, 290))


def packed(draft: Draft) -> None:
    """Dispatched today, the courier has not picked it up yet."""
    hours = draft.between(1, 20)
    draft.paid(hours + draft.between(4, 40))
    draft.sent(hours, hours, Reach.NOWHERE)


def in_transit(draft: Draft) -> None:
    """On its way, scanned within the last day or so."""
    reach = draft.rng.choice((Reach.PICKED_UP, Reach.LEFT, Reach.AT_HUB, Reach.LEFT_HUB))
    _moving(draft, draft.between(0.4, 30), reach)


def in_transit_far(draft: Draft) -> None:
    """To a remote province: no scan for over 48 h, which is still within the 72 h allowed there."""
    _moving(draft, draft.between(49, 69), Reach.LEFT_HUB)


def out_for_delivery(draft: Draft) -> None:
    """In the courier's bag."""
    _moving(draft, draft.between(0.2, 9), Reach.OUT)


def _moving(draft: Draft, last: float, reach: Reach) -> None:
    left = last + draft.between(6, 11) * reach * draft.pace
    draft.paid(left + draft.between(3, 42))
    draft.sent(left, last, reach)


def halves(draft: Draft) -> tuple[list[Line], list[Line]]:
    """The order in two parts, both not empty: by line, or one article of several pieces by piece."""
    first, rest = draft.lines[0], draft.lines[1:]
    if rest:
        return [first], rest
    return [Line(first.good, 1)], [Line(first.good, first.quantity - 1)]


def two_parcels(draft: Draft) -> None:
    """Two parcels, both moving."""
    one, two = halves(draft)
    draft.paid(draft.between(70, 90) * draft.pace)
    draft.sent(draft.between(45, 60) * draft.pace, draft.between(1, 20), Reach.LEFT_HUB, only=one)
    draft.sent(draft.between(24, 40) * draft.pace, draft.between(1, 20), Reach.LEFT, only=two)


def half_arrived(draft: Draft) -> None:
    """Two parcels: one signed for, the other out for delivery; only the first says what is in it."""
    one, _ = halves(draft)
    draft.paid(draft.between(120, 140) * draft.pace)
    draft.sent(draft.between(90, 110) * draft.pace, draft.between(5, 40), Reach.SIGNED, only=one)
    draft.sent(draft.between(50, 80) * draft.pace, draft.between(0.5, 12), Reach.OUT)


def half_sent(draft: Draft) -> None:
    """Partly dispatched; the rest is not due yet."""
    one, _ = halves(draft)
    hours = draft.between(16, 40)
    draft.paid(hours, due=-draft.between(8, 30))
    draft.sent(hours - draft.between(4, 8), draft.between(0.5, 6), Reach.LEFT, only=one)
    draft.order["status"] = draft.rng.choice(("paid", "dispatched"))


def delivered(draft: Draft) -> None:
    """Signed for within the last days; the return window is open."""
    draft.arrived(draft.between(1, 150))


def completed(draft: Draft) -> None:
    """Signed for over a week ago and done."""
    draft.arrived(draft.between(170, 480))
    draft.order["status"] = "completed"


def completed_long_ago(draft: Draft) -> None:
    """Done one to six months ago."""
    draft.arrived(draft.between(720, 4300))
    draft.order["status"] = "completed"


def cancelled_unpaid(draft: Draft) -> None:
    """Never paid, closed by the platform after a day."""
    hours = draft.between(30, 400)
    draft.placed(hours)
    draft.fact(hours - 24)
    draft.order["status"] = "cancelled"
