"""How a merchant serves its consumers: figures over the orders of a span of time, each defined here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What counts of one paid order. `due` is its dispatch deadline; `dispatched_at` that of its last item sent.

    `ratings` are those of its closed cases (1-5); `urged` and `answered` count urges and their answers by the merchant.
    """

    paid_at: datetime
    due: datetime | None
    dispatched_at: datetime | None
    stalled_parcels: int = 0
    overdue_refunds: int = 0
    freight_disputes: int = 0
    urged: int = 0
    answered: int = 0
    ratings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Shares are from 0 to 1; None: there was nothing to judge by.

    - `on_time`: of the orders whose deadline has passed or that were dispatched, those dispatched by it
    - `hours_to_dispatch`: the median from payment to dispatch, of dispatched orders
    - `within_48h`: of the orders paid at least 48 h ago or dispatched, those dispatched within 48 h of payment
    - `stalled_parcels`, `overdue_refunds`, `freight_disputes`: blocks that began, for each hundred orders
    - `urges_answered`: of the urges, those that the merchant answered
    - `dissatisfied`: of the ratings, those of 1 or 2
    """

    orders: int
    on_time: float | None
    hours_to_dispatch: float | None
    within_48h: float | None
    stalled_parcels: float | None
    overdue_refunds: float | None
    freight_disputes: float | None
    urges: int
    urges_answered: float | None
    ratings: int
    dissatisfied: float | None


_TWO_DAYS = timedelta(hours=48)


def scorecard(orders: Sequence[OrderFacts], now: datetime) -> Scorecard:
    """The figures of one merchant."""
    sent = [order for order in orders if order.dispatched_at]
    judged = [order for order in orders if order.due and (order.dispatched_at or order.due <= now)]
    old = [order for order in orders if order.dispatched_at or now - order.paid_at >= _TWO_DAYS]
    hours = [(at - order.paid_at).total_seconds() / 3600 for order in sent if (at := order.dispatched_at)]
    ratings = [rating for order in orders for rating in order.ratings]
    urges = sum(order.urged for order in orders)
    return Scorecard(
        orders=len(orders),
        on_time=_share(judged, [o for o in judged if o.dispatched_at and o.due and o.dispatched_at <= o.due]),
        hours_to_dispatch=round(median(hours), 1) if hours else None,
        within_48h=_share(old, [o for o in old if o.dispatched_at and o.dispatched_at - o.paid_at <= _TWO_DAYS]),
        stalled_parcels=_per_hundred(orders, (order.stalled_parcels for order in orders)),
        overdue_refunds=_per_hundred(orders, (order.overdue_refunds for order in orders)),
        freight_disputes=_per_hundred(orders, (order.freight_disputes for order in orders)),
        urges=urges,
        urges_answered=round(sum(order.answered for order in orders) / urges, 4) if urges else None,
        ratings=len(ratings),
        dissatisfied=_share(ratings, [rating for rating in ratings if rating <= 2]),
    )


FIGURES = tuple(field.name for field in fields(Scorecard))
"""In the order of the report's columns."""


def _share(of: Sequence[object], part: Sequence[object]) -> float | None:
    return round(len(part) / len(of), 4) if of else None


def _per_hundred(orders: Sequence[OrderFacts], counts: Iterable[int]) -> float | None:
    return round(sum(counts) * 100 / len(orders), 2) if orders else None
