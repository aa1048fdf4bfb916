"""What people call an order: its goods, not its number."""

from __future__ import annotations

import re

from careline.core.orders import Item, Order
from careline.core.wording.language import is_english
from careline.core.wording.numbers import counted

_HAN = re.compile(r"[\u3400-\u9fff]")
_MODEL = re.compile(r"\s*(?:第\s?)?\d{1,3}\s?(?:号款|号|代|型)(?=\s|$)|\s*[A-Z]{1,3}-?\d{1,4}(?=\s|$)")
"""What tells two of the same goods apart, and is no size or colour: 2 号款, 第 3 代, X200."""
_LONGEST = 30


def short_title(title: str) -> str:
    """The goods without size and colour: 帆布鞋 of 帆布鞋 高帮 黑色; in English what stands before the comma.

    A model stays, since somebody may have two of them: 保温杯 2 号款.
    """
    if not _HAN.search(title):
        return title.partition(",")[0].strip()[:_LONGEST]
    taken: list[str] = []
    for part in title.split():
        taken.append(part)
        if len(_HAN.findall(" ".join(taken))) >= 2:
            break
    short = " ".join(taken)
    model = _MODEL.match(" ".join(title.split())[len(short) :])
    return f"{short}{model[0] if model else ''}"[:_LONGEST]


def order_name(order: Order, language: str, *, spoken: bool = False) -> str:
    """帆布鞋, or 帆布鞋等 3 件 where there are other goods in it; High-top canvas shoes and 2 more."""
    first = short_title(order.items[0].title)
    pieces = sum(item.quantity for item in order.items)
    if len(order.items) == 1:
        return first
    if is_english(language):
        return f"{first} and {pieces - order.items[0].quantity} more"
    return f"{first}等{counted(pieces, '件')}" if spoken else f"{first}等 {pieces} 件"


def goods_list(goods: tuple[tuple[Item, int], ...], language: str, *, spoken: bool = False) -> str:
    """Some of the goods, each with how many if more than one: 帆布鞋、袜子 2 件; canvas shoes, 2 x socks."""
    english = is_english(language)
    named = [_some(item, number, english=english, spoken=spoken) for item, number in goods]
    return (", " if english else "、").join(named)


def _some(item: Item, number: int, *, english: bool, spoken: bool) -> str:
    name = short_title(item.title)
    if number == 1:
        return name
    if english:
        return f"{number} {name}" if spoken else f"{number} x {name}"
    return f"{name}{counted(number, '件')}" if spoken else f"{name} {number} 件"
