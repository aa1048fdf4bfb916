"""What in an utterance points at an order: the entities that Rasa's side found, and the words that are left. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.when import Days, days_meant

#: Entities that name an order or say when; words beside them may still name its goods.
POINTING_KINDS = frozenset({"order_no", "tracking_no", "order_tail", "place", "other", "date", "bought_on"})
_NUMBERS = ("order_no", "tracking_no", "order_tail")
_CORRECTS = r"[说打问输写报点选]错|\b(?:sorry|oops|meant|my mistake|typo|wrong (?:order|number))\b"
_THE_SAME = r"也(?:是?一样|同样|照办|这样|是|要)|\b(?:same(?: thing)?(?: goes)?|too|as well|also)\b"
_FILLER = re.compile(
    rf"{_CORRECTS}|{_THE_SAME}|"
    r"[的了吧呢啊呀哦嘛是要问查我想说就那这个单双件条只款一下订买过拍在\s\W]|"
    r"\b(?:the|one|that|this|my|please|i|mean|order|about|it|is|was|for|of|with|ordered|bought|placed|on|from|in|s|and|what|how)\b"
)


def corrects(text: str) -> bool:
    """Whether they take back what they said, not what we did: 说错了，我问的是鞋子; sorry, I meant the guitar."""
    return bool(re.search(_CORRECTS, text, re.IGNORECASE))


def wants_the_same(text: str) -> bool:
    """鞋子也一样, same for the shoes: with nothing but an order beside it, what was last wished is wished for that."""
    return bool(re.search(_THE_SAME, text, re.IGNORECASE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointing:
    """`rest` are the words without those entities, lower case. `bought`: for each day of buying that they named, its
    readings, likeliest first. `goods`: what words that only point call the goods, whether we can find it or not.
    """

    rest: str = ""
    numbers: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    bought: tuple[tuple[Days, ...], ...] = ()
    other: bool = False
    goods: bool = False

    @property
    def anywhere(self) -> bool:
        return bool(self.numbers or self.places or self.bought or self.other or self.goods)

    def left_after(self, words: str) -> str:
        """The rest without filler, and without what the pattern `words` matches."""
        return _FILLER.sub("", re.sub(words, "", self.rest))


def pointing(
    entities: Mapping[str, tuple[str, ...]], rest: str, now: datetime, time_zone: str, *, answers_which: bool
) -> Pointing:
    """`answers_which`: we asked which order, so that a day they name, and hardly anything else, is when they bought it.

    A day still to come is none of buying.
    """
    alone = answers_which and len(_FILLER.sub("", rest.lower())) <= 2
    dates = [*entities.get("bought_on", ()), *(entities.get("date", ()) if alone else ())]
    today = now.astimezone(ZoneInfo(time_zone)).date()
    readings = [tuple(days for days in days_meant(value, now, time_zone) if days.first <= today) for value in dates]
    return Pointing(
        rest=rest.lower(),
        numbers=frozenset(number for kind in _NUMBERS for number in entities.get(kind, ())),
        places=entities.get("place", ()) or entities.get("key", ()),
        bought=tuple(days for days in readings if days),
        other=bool(entities.get("other")),
        goods=bool(entities.get("goods")),
    )
