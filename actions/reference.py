"""Which of their orders a consumer means, by number, place in a list, or name of the goods. Pure.

Only the consumer's own orders are ever looked at, so that a stranger's number and a made-up one are the same: unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from actions.goods_words import goods_score
from careline.core.orders import Order

Rank = Callable[[Order], int]
"""How well an order fits a topic: 3 it is in trouble there, 2 the topic is live for it, 1 possible, 0 not."""

_TAIL = re.compile(
    r"(?:尾号|后[三四五六]位|末[三四五六]位|ending(?: in| with)?|last (?:four|4)(?: digits)?)\D{0,6}(\d{3,6})",
    re.IGNORECASE,
)
_ORDINAL_ZH = re.compile(r"第([一二两三四五12345])|^([一二三四五12345])[号个单]?$")
_ORDINAL_EN = re.compile(
    r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b|\bnumber (one|two|three|four|five)\b"
)
_LAST = re.compile(r"最后|末一|\bthe last\b|\blast one\b")
_FORMER = re.compile(r"前[面者]|上面|\bthe former\b")
_LATTER = re.compile(r"后[面者]|下面|\bthe latter\b")
_OTHER = re.compile(r"别的|另外|另一|其他|其它|\bother\b|\banother\b|\bdifferent\b")
# 书那单: points at goods, and at none that we could find.
_UNNAMED = re.compile(r"^[\u4e00-\u9fff]{1,5}的?那[单个双件条只本款][吧呢啊]?$")
_NUMBERS = {
    **dict(zip("一二三四五", range(5), strict=True)), "两": 1, **{str(n + 1): n for n in range(5)},
    **dict(zip(("first", "second", "third", "fourth", "fifth"), range(5), strict=True)),
    **dict(zip(("1st", "2nd", "3rd", "4th", "5th"), range(5), strict=True)),
    **dict(zip(("one", "two", "three", "four", "five"), range(5), strict=True)),
}  # fmt: skip
_FILLER = re.compile(
    r"[的了吧呢啊呀哦嘛是要问查我想说就那这个单双件条只款一下订买过\s\W]|"
    r"\b(?:the|one|that|this|my|please|i|mean|order|about|it|is|was|for|of|with|ordered|bought|s)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One order, or several to choose from (best first), or a number that is none of theirs, or nothing at all."""

    order: Order | None = None
    candidates: tuple[Order, ...] = ()
    unknown: bool = False


def meant(
    orders: Sequence[Order],
    *,
    numbers: Collection[str],
    text: str,
    in_focus: str | None,
    offered: Sequence[str],
    rank: Rank,
    urgent: bool,
) -> Meant:
    """What an utterance means among the consumer's own `orders` (newest first).

    A number decides, then a place in what we `offered`, then the goods, then the order in focus, then what fits the
    topic. `urgent`: they complain, so orders in trouble are meant before those that run well.
    """
    if wanted := {*numbers, *(match[1] for match in _TAIL.finditer(text))}:
        found = [order for order in orders if any(has_number(order, number) for number in wanted)]
        return _one_of(found) if found else Meant(unknown=True)
    if offered and (order := by_place(_in_order(orders, offered), text)):
        return Meant(order=order)
    if named := by_goods(orders, text):
        return _one_of(_fitting(named, rank, urgent=urgent) or named)
    fitting = _fitting(orders, rank, urgent=urgent)
    if not (_OTHER.search(text.lower()) or _UNNAMED.search(text)):
        # The order spoken of, unless the topic fits others and not it.
        likely = _fitting(orders, rank, urgent=False) or orders
        if focus := next((order for order in likely if order.order_id == in_focus), None):
            return Meant(order=focus)
    elif len(fitting) > 1:
        fitting = [order for order in fitting if order.order_id != in_focus]
    return _one_of(fitting or list(orders))


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


def has_number(order: Order, number: str) -> bool:
    """Whether a number someone gave is this order's, or one of its parcels': the whole or the tail."""
    given = _plain(number)
    own = [_plain(order.order_id), *(_plain(parcel.tracking_no) for parcel in order.parcels)]
    return bool(given) and any(mine == given or (3 <= len(given) <= 6 and mine.endswith(given)) for mine in own)


def _plain(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())


def by_place(offered: Sequence[Order], text: str) -> Order | None:
    """第二个, the last one, 后面那个: by its place in what we offered."""
    said = text.strip().lower()
    if _LAST.search(said) or (_LATTER.search(said) and len(offered) == 2):
        return offered[-1] if offered else None
    if _FORMER.search(said) and len(offered) == 2:
        return offered[0]
    for match in (_ORDINAL_ZH.search(said), _ORDINAL_EN.search(said)):
        if match:
            place = _NUMBERS[next(group for group in match.groups() if group)]
            return offered[place] if place < len(offered) else None
    return None


def by_goods(orders: Sequence[Order], text: str) -> list[Order]:
    """The orders whose goods are named in the text; those named best, if some are named better."""
    scores = [(goods_score([item.title for item in order.items], text), order) for order in orders]
    best = max((score for score, _ in scores), default=0)
    return [order for score, order in scores if best and score == best]


def only_refers(offered: Sequence[Order], text: str) -> bool:
    """Whether the words do nothing but point at one of the orders offered: 第二个, 鞋子那个, the headphones."""
    if by_place(offered, text) is None and len(by_goods(offered, text)) != 1:
        return False
    rest = _ORDINAL_EN.sub("", _ORDINAL_ZH.sub("", _LAST.sub("", text.lower())))
    for order in offered:
        for item in order.items:
            rest = re.sub(f"[{re.escape(item.title.lower())}子服]" if _han(rest) else _words(item.title), "", rest)
    return len(_FILLER.sub("", rest)) <= 2


def only_other(text: str) -> bool:
    """Whether the words say nothing but that another order is meant: 别的订单, another one."""
    said = text.lower()
    return bool(_OTHER.search(said)) and len(_FILLER.sub("", _OTHER.sub("", said))) <= 1


def points_anywhere(orders: Sequence[Order], text: str) -> bool:
    """Whether the words name some goods, a tail or another order."""
    return bool(by_goods(orders, text) or _TAIL.search(text) or _OTHER.search(text.lower()) or _UNNAMED.search(text))


def _han(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _words(title: str) -> str:
    return "|".join(rf"\b{re.escape(word)}s?\b" for word in re.findall(r"[a-z]{3,}", title.lower())) or "$^"
