"""Which of their orders a consumer means: by number, place in a list, day of buying, or name of the goods. Pure.

Only the consumer's own orders are ever looked at, so that a stranger's number and a made-up one are the same: unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from actions.orders.date_ranges import Days
from actions.orders.order_descriptions import by_state
from actions.orders.order_mention import HARDLY_MORE, Pointing
from careline.core.orders import Order
from understanding.reading import Reading
from understanding.sizes import kinds_of

NUMBERS = ("order_no", "tracking_no", "order_tail")
"""The entities that name one order by a number."""
_MISREMEMBERED = timedelta(days=2)
Rank = Callable[[Order], int]
"""How well an order fits a topic: 3 it is in trouble there, 2 the topic is live for it, 1 possible, 0 not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One order, or several to choose from (best first), or a number that is none of theirs, or nothing at all.

    `not_then`: they named a time of which there is no such order; then `candidates` are the others, or `order` is the
    only one of these goods, bought so shortly before or after that they only misremember the day.
    """

    order: Order | None = None
    candidates: tuple[Order, ...] = ()
    unknown: bool = False
    not_then: Days | None = None


def meant(
    orders: Sequence[Order],
    said: Pointing,
    *,
    time_zone: str,
    in_focus: str | None,
    offered: Sequence[str],
    rank: Rank,
    urgent: bool,
) -> Meant:
    """What an utterance means among the consumer's own `orders` (newest first). `time_zone` is the consumer's.

    A number decides, then a place in what we `offered`, then the day of buying with the goods, then the goods, then the
    order in focus, then what fits the topic. `urgent`: they complain, so orders in trouble are meant before others.
    """
    if said.numbers:
        found = [order for order in orders if any(is_number(order, number) for number in said.numbers)]
        found = found or [order for order in orders if any(has_number(order, number) for number in said.numbers)]
        return _one_of(found) if found else Meant(unknown=True)
    shown = _in_order(orders, offered)
    if order := by_place(shown, said.places):
        return Meant(order=order)
    named = by_goods(orders, said.words)
    counted = bool(said.places) and not shown and _alike(named or orders)  # of the same goods twice, the second order
    named = by_state(named or orders, said.words.whole if counted else said.words) or named
    if said.other:
        orders = [order for order in orders if order.order_id != in_focus] or orders
    if said.bought and orders:
        return _bought_then(orders, named, said, time_zone, rank, urgent=urgent)
    if named:
        return _one_of(_fitting(named, rank, urgent=urgent) or named)
    fitting = _fitting(orders, rank, urgent=urgent)
    if not (said.other or said.goods):
        # The order spoken of, unless the topic fits others and not it.
        likely = _fitting(orders, rank, urgent=False) or orders
        if focus := next((order for order in likely if order.order_id == in_focus), None):
            return Meant(order=focus)
    elif len(fitting) > 1:
        fitting = [order for order in fitting if order.order_id != in_focus]
    return _one_of(fitting or list(orders))


def same_goods(one: Order, other: Order) -> bool:
    """Whether both orders hold goods of the same names, so that these tell neither from the other."""
    return set(_titles(one)) == set(_titles(other))


def _alike(orders: Sequence[Order]) -> bool:
    return bool(orders) and all(same_goods(order, orders[0]) for order in orders)


def _bought_then(
    orders: Sequence[Order], named: list[Order], said: Pointing, time_zone: str, rank: Rank, *, urgent: bool
) -> Meant:
    """Of the time they named; never silently one of another time, also where only its goods were named."""
    then = by_time(orders, said.bought, time_zone)
    both = [order for order in then if order in named]
    if len(named) == 1 and not both and _nearly_then(named[0], said.bought, time_zone):
        return Meant(order=named[0], not_then=said.bought[0][0])
    if not then or (named and not both):
        others = named or _fitting(orders, rank, urgent=False) or orders
        if named and len(orders) == 1:
            return Meant(order=orders[0], not_then=said.bought[0][0])  # they have no other: the day is misremembered
        return Meant(candidates=tuple(others), not_then=said.bought[0][0])
    found = both or then
    return _one_of(_fitting(found, rank, urgent=urgent) or found)


def _one_of(found: Sequence[Order]) -> Meant:
    return Meant(order=found[0]) if len(found) == 1 else Meant(candidates=tuple(found))


def _in_order(orders: Sequence[Order], ids: Sequence[str]) -> list[Order]:
    own = {order.order_id: order for order in orders}
    return [own[order_id] for order_id in ids if order_id in own]


def _fitting(orders: Sequence[Order], rank: Rank, *, urgent: bool) -> list[Order]:
    """Those that fit the topic; in trouble first, else as they come."""
    ranks = {order.order_id: rank(order) for order in orders}
    best = max(ranks.values(), default=0)
    least = 3 if urgent and best == 3 else min(best, 2)
    chosen = [order for order in orders if best and ranks[order.order_id] >= least]
    return sorted(chosen, key=lambda order: -ranks[order.order_id])


def is_number(order: Order, number: str) -> bool:
    """Whether this is the whole of the order's number, by our id or the one it is known by."""
    return bool(_plain(number)) and _plain(number) in {_plain(order.order_id), _plain(order.known_as)}


_ALL_FIGURES = 8
"""So many figures are no tail: SF1234567890123 read aloud is twelve of them or more."""


def has_number(order: Order, number: str) -> bool:
    """Whether a number someone gave is this order's, by our id or the one it is known by, or one of its parcels': the
    whole, the tail, or its figures as they are read aloud, without the letters."""
    given = _plain(number)
    named = dict.fromkeys((order.order_id, order.known_as))
    own = [*map(_plain, named), *(_plain(parcel.tracking_no) for parcel in order.parcels)]
    return bool(given) and any(
        mine == given
        or (3 <= len(given) <= 6 and mine.endswith(given))
        or (len(given) >= _ALL_FIGURES and given == "".join(filter(str.isdigit, mine)))
        for mine in own
    )


def _plain(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())


def by_place(offered: Sequence[Order], places: Sequence[str]) -> Order | None:
    """The one at the first of `places` in what we offered: 2, -1 (the last), and of two the former or the latter."""
    place = next(iter(places), "")
    if place in {"former", "latter"}:
        place = {"former": "1", "latter": "2"}[place] if len(offered) == 2 else ""
    figures = place.removeprefix("-")
    number = int(place) if figures.isdecimal() and len(figures) <= 3 else 0
    at = number - 1 if number > 0 else number + len(offered)
    return offered[at] if number and 0 <= at < len(offered) else None


def by_goods(orders: Sequence[Order], said: Reading) -> list[Order]:
    """The orders whose goods are named in the words; those named best, if some are named better."""
    scores = [(said.goods_score(_titles(order)), order) for order in orders]
    best = max((score for score, _ in scores), default=0)
    return [order for score, order in scores if best and score == best]


def by_kind(orders: Sequence[Order], said: Reading) -> list[Order]:
    """The orders of which alone a size or colour is named: 我说蓝的, of two hoodies that differ in nothing else."""
    kinds = {order.order_id: _kinds(order) for order in orders}
    words = said.wanted
    named = [order for order in orders if any(words.value_among((kind,)) for kind in kinds[order.order_id])]
    return named if len(named) < len(orders) else []


def _kinds(order: Order) -> set[str]:
    """Sizes and colours of its goods, each by itself."""
    return {kind for item in order.items for kind in kinds_of(item.variant)}


def by_each_goods(orders: Sequence[Order], said: Reading) -> list[Order]:
    """All orders whose goods are named in the words, each by words of its own: 毛毯跟枕头都没发."""
    found = [(said.goods_named(_titles(order)), order) for order in orders]
    told: set[str] = set()
    each: list[Order] = []
    for names, order in sorted(found, key=lambda one: -sum(len(name) for name in one[0])):
        if names - told and not any(goods in told for goods in names):
            each.append(order)
            told |= names
    return [order for order in orders if order in each]


def without_kept(orders: Sequence[Order], said: Reading) -> Reading:
    """The words without what only says which goods stay (退枕头，毯子留着), where others are named beside it."""
    return said.without_kept([_titles(order) for order in orders])


def leaves_alone(orders: Sequence[Order], said: Reading) -> list[Order]:
    """The orders that words name only to say that their goods stay: 单人的留给我妈铺."""
    return [order for order in by_goods(orders, said) if said.only_keeps(_titles(order))]


def _titles(order: Order) -> list[str]:
    return [item.title for item in order.items]


def by_time(orders: Sequence[Order], bought: Sequence[Sequence[Days]], time_zone: str) -> list[Order]:
    """The orders placed on any of the days named; of a day's readings the first counts on which one was placed."""
    zone = ZoneInfo(time_zone)
    placed = {order.order_id: order.placed_at.astimezone(zone).date() for order in orders}
    held = [
        next((days for days in readings if any(day in days for day in placed.values())), None) for readings in bought
    ]
    return [order for order in orders if any(days and placed[order.order_id] in days for days in held)]


def _nearly_then(order: Order, bought: Sequence[Sequence[Days]], time_zone: str) -> bool:
    """Whether it was placed within two days of a day that they named."""
    placed = order.placed_at.astimezone(ZoneInfo(time_zone)).date()
    return any(
        days.first - _MISREMEMBERED <= placed <= days.last + _MISREMEMBERED for readings in bought for days in readings
    )


def only_refers(offered: Sequence[Order], said: Pointing, time_zone: str) -> bool:
    """Whether the words do nothing but point at one of these orders: 第二个, 鞋子那个, the headphones, 上周买的."""
    at_one = (
        by_place(offered, said.places) is not None
        or len(by_goods(offered, said.words)) == 1
        or len(by_time(offered, said.bought, time_zone)) == 1
    )
    return at_one and says_no_more(offered, said, most=HARDLY_MORE)


def says_no_more(orders: Sequence[Order], said: Pointing, *, most: int) -> bool:
    """Whether at most so many characters are left beside what points at these orders and what they hold."""
    return said.words.left_beside([title for order in orders for title in _titles(order)]) <= most


def only_says_when(said: Pointing) -> bool:
    """Whether the words say when they bought it, and nothing else: 上周买的, the one from Tuesday."""
    return bool(said.bought) and said.words.left_beside() <= HARDLY_MORE


def only_other(said: Pointing) -> bool:
    """Whether the words say nothing but that another order is meant: 别的订单, another one; 都不是，别的订单."""
    return said.other and not said.numbers and said.words.left_beside_other <= 1


def points_anywhere(orders: Sequence[Order], said: Pointing) -> bool:
    """Whether the words name some goods, a number, a time or another order."""
    return said.anywhere or bool(by_goods(orders, said.words) or by_state(orders, said.words))
