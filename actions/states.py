"""Which of several orders is told by how it stands or what it cost: 没付的那个, the dearer one, 69 的那单. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from careline.core.guarantees import received_at
from careline.core.orders import Guarantee, Order, OrderStatus

_Chosen = Callable[[Sequence[Order]], list[Order]]
_THAT = r"的(?:那|这|就|吧|呢|[个单件条双只本台份把张笔]|几|给|[,，。!！?？\s]|$|别|也|先|什么|多久)"
_ONE = r" (?:one|order|item|parcel)"


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
_STATES: Sequence[tuple[str, str, _Chosen]] = (
    (r"[没未](?:有)?(?:付|给|交)(?:款|钱)?", "unpaid|not paid", _is_unpaid),
    (r"(?<![没未])(?:付|给|交)(?:款|钱)?了?", "paid", _is_paid),
    (r"[没未]发(?:货|出)?", "unsent|not sent", _is_unsent),
    (r"(?<![没未])发(?:货|出)?了?|(?:在路|路)上", "sent|shipped", _is_sent),
    (r"[没未](?:收)?到(?:货)?", "missing|not delivered", _has_not_come),
    (r"(?<![没未收])(?:收到|到|签收)(?:货)?了?", "delivered|arrived", _has_come),
    (
        r"贵(?:一?[点些])?",
        "(?:more |most )?expensive|dearer|pricier",
        _first(lambda order: order.total.amount, last=True),
    ),
    (r"便宜(?:一?[点些])?", "cheap(?:er|est)?", _first(lambda order: order.total.amount)),
    (r"[先早](?:买|拍|下单?)", "older|earlier", _first(lambda order: order.placed_at)),
    (r"[后晚刚新](?:买|拍|下单?)", "newer|later|latest", _first(lambda order: order.placed_at, last=True)),
    (r"有(?:运费|退货)?险", "insured", _is_insured),
)
_PATTERNS = tuple(
    (re.compile(rf"(?:{chinese}){_THAT}|\b(?:{english}){_ONE}", re.IGNORECASE), fits)
    for chinese, english, fits in _STATES
)
_PRICE = re.compile(
    r"(?P<zh>\d+(?:\.\d{1,2})?) ?[块元]?钱?的?[那这][个单件条双只本台份把张笔]"
    r"|\bthe (?P<en>\d+(?:\.\d{1,2})?) one\b",
    re.IGNORECASE,
)


def by_state(orders: Sequence[Order], words: str) -> list[Order]:
    """The orders that the words tell by how they stand, where that tells them apart; else none."""
    fits = next((fits for pattern, fits in _PATTERNS if pattern.search(words)), None) or _of_price(words)
    found = fits(orders) if fits and len(orders) > 1 else []
    return found if len(found) < len(orders) else []


def _of_price(words: str) -> _Chosen | None:
    told = _PRICE.search(words)
    amount = Decimal(told["zh"] or told["en"]) if told else None
    return _where(lambda order: Decimal(order.total.decimal()) == amount) if told else None
