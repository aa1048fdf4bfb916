"""What in an utterance points at an order: the entities that Rasa's side found, and the words beside them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.orders.date_ranges import Days, days_meant
from understanding.reading import NOTHING, Reading

#: Entities that name an order or say when; words beside them may still name its goods.
POINTING_KINDS = frozenset({"order_no", "tracking_no", "order_tail", "place", "other", "date", "bought_on"})
_NUMBERS = ("order_no", "tracking_no", "order_tail")
HARDLY_MORE = 2
"""Characters that may be left beside what points at an order, where the words say nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointing:
    """`words` may name goods. `bought`: for each day of buying that they named, its readings, likeliest first. `goods`:
    what words that only point call the goods, whether we can find it or not.
    """

    words: Reading = NOTHING
    numbers: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    bought: tuple[tuple[Days, ...], ...] = ()
    other: bool = False
    goods: bool = False

    @property
    def anywhere(self) -> bool:
        return bool(self.numbers or self.places or self.bought or self.other or self.goods)


def pointing(
    entities: Mapping[str, tuple[str, ...]], said: Reading, now: datetime, time_zone: str, *, answers_which: bool
) -> Pointing:
    """`answers_which`: we asked which order, so that a day they name, and hardly anything else, is when they bought it.

    A day still to come is none of buying.
    """
    alone = answers_which and said.left_beside() <= HARDLY_MORE
    dates = [*entities.get("bought_on", ()), *(entities.get("date", ()) if alone else ())]
    today = now.astimezone(ZoneInfo(time_zone)).date()
    readings = [tuple(days for days in days_meant(value, now, time_zone) if days.first <= today) for value in dates]
    return Pointing(
        words=said,
        numbers=frozenset(number for kind in _NUMBERS for number in entities.get(kind, ())),
        places=entities.get("place", ()) or entities.get("key", ()),
        bought=tuple(days for days in readings if days),
        other=bool(entities.get("other")),
        goods=bool(entities.get("goods")),
    )
