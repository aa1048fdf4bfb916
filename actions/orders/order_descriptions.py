"""Which of several orders is told by how it stands or what it cost: 没付的那个, the dearer one, 69 的那单. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from careline.core.guarantees import received_at
from careline.core.orders import Guarantee, Order, OrderStatus
from understanding.order_words import OrderTrait
from understanding.reading import Reading

_Chosen = Callable[[Sequence[Order]], list[Order]]


def _where(fits: Callable[[Order], bool]) -> _Chosen:
    return lambda orders: [order for order in orders if fits(order)]


def _first(key: Callable[[Order], Any], *, last: bool = False) -> _Chosen:
    """The orders with the least (`last`: the most) of something."""

    def chosen(orders: Sequence[Order]) -> list[Order]:
        best = (max if last else min)(key(order) for order in orders)
        return [order for order in orders if key(order) == best]

    return chosen


_is_paid = _where(lambda order: order.paid_at is not None)
_is_unpaid = _where(lambda order: order.paid_at is None)
_is_unsent = _where(lambda order: order.status is OrderStatus.PAID)
_is_sent = _where(lambda order: order.status is OrderStatus.DISPATCHED)
_has_come = _where(lambda order: received_at(order) is not None)
_has_not_come = _where(lambda order: order.sent and received_at(order) is None)
_is_insured = _where(lambda order: Guarantee.FREIGHT_INSURANCE in order.guarantees)
_FITS: Mapping[OrderTrait, _Chosen] = {
    OrderTrait.UNPAID: _is_unpaid,
    OrderTrait.PAID: _is_paid,
    OrderTrait.UNSENT: _is_unsent,
    OrderTrait.SENT: _is_sent,
    OrderTrait.NOT_HERE: _has_not_come,
    OrderTrait.HERE: _has_come,
    OrderTrait.DEARER: _first(lambda order: order.total.amount, last=True),
    OrderTrait.CHEAPER: _first(lambda order: order.total.amount),
    OrderTrait.EARLIER: _first(lambda order: order.placed_at),
    OrderTrait.LATER: _first(lambda order: order.placed_at, last=True),
    OrderTrait.INSURED: _is_insured,
}


def by_state(orders: Sequence[Order], said: Reading) -> list[Order]:
    """The orders that the words tell by how they stand, where that tells them apart; else none."""
    fits = _FITS[said.standing] if said.standing else _of_price(said.price_of_one)
    found = fits(orders) if fits and len(orders) > 1 else []
    return found if len(found) < len(orders) else []


def by_when_placed(orders: Sequence[Order], said: Reading, places: Sequence[str]) -> Order | None:
    """The one that they call the earlier or the later one, which is no place in a list that begins with the newest.

    The first, the second one are places in it (`places` as they were heard).
    """
    if any(place not in {"former", "latter"} for place in places[:1]):
        return None
    said = said.whole
    found = by_state(orders, said) if said.standing in {OrderTrait.EARLIER, OrderTrait.LATER} else []
    return found[0] if len(found) == 1 else None


def _of_price(amount: Decimal | None) -> _Chosen | None:
    return None if amount is None else _where(lambda order: Decimal(order.total.decimal()) == amount)
