"""Some items of an order instead of all: chosen by a button or by words, kept with our question until the yes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions.deeds import back, goods_of
from actions.talk import Button, Talk
from careline.core import phrases
from careline.core.orders import Item, Order, Quantities
from careline.core.paid import item_of
from understanding.goods_words import goods_score
from understanding.words import PART

_OFFERED_AT_MOST = 4
_COUNTED = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "两": 2, "俩": 2, "仨": 3, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_KEPT = re.compile(
    r"留|不[退动换]|别[退动换]|还要|我要的|继续|照(?:发|常)|好的(?=[我，,])"
    r"|\b(?:keep|keeping|stays?|not the|fine|still want)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，,。.；;!！?？\s]+(?=[A-Za-z]{0,3}[\u4e00-\u9fff])|[,.;!?]\s*|\b(?:but|and)\b", re.IGNORECASE)
_NUMBER_ZH = r"\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]"
_NUMBER_EN = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MEASURE = (
    r"[件条双只本瓶盒套副把张台包袋顶份罐块箱根支片枚颗粒桶盏碗株棵对斤口筒听板卷串]"
    r"|个(?!月|星期|礼拜|小时|钟头|包裹|快递|电话|问题|人|事|地址|单|订单|说法)"
)
_PIECES = re.compile(
    rf"(?P<zh>{_NUMBER_ZH})\s*(?:{_MEASURE})|(?P<both>[俩仨])"
    rf"|\b(?P<en>{_NUMBER_EN})\b(?! (?:day|hour|week|month|minute|time|yuan|percent)s?\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"全[部都]?[退取要换赔]|[都全]退|整[单个]|全单|全部"
    r"|\b(?:all of (?:it|them)|everything|the (?:whole|entire) order|the lot)\b",
    re.IGNORECASE,
)
_CAME = re.compile(r"(?:来|到|收到|发|给)了?\s*$|\b(?:got|received|came with)\s*$", re.IGNORECASE)
_LACKS = re.compile(r"少|缺|漏|没(?:收|发|到)全|\b(?:missing|short|only got|instead of)\b", re.IGNORECASE)


def wished_items(talk: Talk, order: Order, *, any_name: bool = False) -> Quantities | None:
    """The items that the button or the words name; None: the whole order, or what was chosen before an aside.

    An order is called by its first item, so that name alone means the order, unless `any_name`.
    """
    pressed = talk.heard.entity("items")
    if pressed:
        return _known(order, pressed)
    offered = kept_items(talk.before.wish) if talk.before.order_id == order.order_id else None
    named = items_named(order, talk.heard.text, any_name=any_name) or fewer_of(offered, talk.heard.text)
    if named:
        talk.remember(parts=json.dumps([order.order_id, named]))
    return named or kept_items(talk.memory.wish) or parts_meant(talk, order, any_name=any_name)


def parts_meant(talk: Talk, order: Order, *, any_name: bool = True) -> Quantities | None:
    """The items that this clause names, or the message, or that were last spoken of; None: the whole order.

    Remembered for the questions after it, until the whole order or another part is named.
    """
    said = talk.whole or talk.heard.text
    named = items_named(order, talk.heard.text, any_name=any_name) or items_named(order, said, any_name=any_name)
    if named:
        talk.remember(parts=json.dumps([order.order_id, named]))
        return named
    if _ALL.search(said):
        talk.remember(parts=None)
        return None
    told = json.loads(talk.memory.parts) if talk.memory.parts else None
    if not told or told[0] != order.order_id:
        return None
    return tuple((str(sku), int(n)) for sku, n in told[1])


def fewer_of(offered: Quantities | None, text: str) -> Quantities | None:
    """Fewer pieces of the one sort of goods that was offered: 只退一个, after two. Pure."""
    if offered is None or len(offered) != 1:
        return None
    ((sku, most),) = offered
    wanted, stays = _wanted(text)
    count = _count(wanted, most) or _rest_of(most, _count(stays, most))
    return ((sku, count),) if count else None


def items_named(order: Order, text: str, *, any_name: bool = False) -> Quantities | None:
    """Which items some words mean, where they mean fewer than all. Pure."""
    wanted, kept = _wanted(text)
    if len(order.items) == 1:
        (only,) = order.items
        count = _count(wanted, only.quantity) or _rest_of(only.quantity, _count(kept, only.quantity))
        return ((only.sku, count),) if count else None
    named, named_kept = _named(order, wanted), _named(order, kept)
    if kept and not named and len(named_kept) == len(order.items) - 1:  # 锅留着，别的退
        named = [item for item in order.items if item not in named_kept]
    if len(named) != 1 or not (kept or PART.search(text) or any_name or named[0].sku != order.items[0].sku):
        return None
    (item,) = named
    return ((item.sku, _count(wanted, item.quantity) or item.quantity),)


def _named(order: Order, text: str) -> list[Item]:
    """The items that the words name best."""
    scores = {item.sku: goods_score((item.title, item.variant), text) for item in order.items}
    best = max(scores.values())
    return [item for item in order.items if best and scores[item.sku] == best]


def _wanted(text: str) -> tuple[str, str]:
    """The clauses that say what is wished for, and those that say what stays: 勺子退 锅留着."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    kept = [clause for clause in clauses if _KEPT.search(clause)]
    return " ".join(clause for clause in clauses if clause not in kept), " ".join(kept)


def without_kept(orders: Sequence[Order], text: str) -> str:
    """The words without what only says which goods stay (退枕头，毯子留着), where others are named beside it."""
    wanted, kept_words = _wanted(text)
    named = any(goods_score([item.title for item in order.items], wanted) for order in orders)
    return wanted if kept_words and named else text


def _count(text: str, bought: int) -> int | None:
    """How many pieces of those bought are meant, where fewer than all: the smallest number that is said.

    六个碎了俩 means two; 买 6 份来了 5 份 means the one that is missing.
    """
    found = list(_PIECES.finditer(text))
    fewer = [(number, one.start()) for one in found if 0 < (number := _number(one)) < bought]
    if not fewer:
        return None
    number, start = min(fewer)
    came = _LACKS.search(text) or any(_number(one) == bought for one in found)
    return bought - number if came and _CAME.search(text[:start]) else number


def _number(match: re.Match[str]) -> int:
    word = (match["zh"] or match["both"] or match["en"]).lower()
    if word.isdigit():
        return int(word)
    if "十" not in word:
        return _COUNTED.get(word, 0)
    tens, _, ones = word.partition("十")
    return 10 * _COUNTED.get(tens, 1) + _COUNTED.get(ones, 0)


def _rest_of(whole: int, kept: int | None) -> int | None:
    return whole - kept if kept else None


def item_buttons(talk: Talk, order: Order, intent: str) -> list[Button]:
    """只退托盘 25 元: one for each item beside the whole order, or for one piece of several; none on the phone."""
    if talk.spoken or not order.paid_at:
        return []
    if len(order.items) > 1:
        choices = [((item.sku, item.quantity),) for item in order.items]
    else:
        choices = [((item.sku, 1),) for item in order.items if item.quantity > 1]
    return [_button(talk, order, items, intent) for items in choices[:_OFFERED_AT_MOST] if back(order, items).amount]


def _button(talk: Talk, order: Order, items: Quantities, intent: str) -> Button:
    goods, amount = goods_of(talk, order, items), talk.money(back(order, items))
    title = f"Only {goods}, {amount}" if phrases.is_english(talk.language) else f"只要{goods}，{amount}"
    entities = {"order_id": order.order_id, "items": coded(items)}
    return {"title": title, "payload": {"intent": intent, "entities": entities}}


def coded(items: Quantities) -> str:
    """As a button carries them."""
    return ",".join(f"{sku}*{n}" for sku, n in items)


def _known(order: Order, coded: str) -> Quantities | None:
    """What a button carried, as far as the order has it."""
    pairs = [part.rpartition("*") for part in coded.split(",")]
    found = [(item, int(n)) for sku, _, n in pairs if (item := item_of(order, sku)) and n.isdigit()]
    return tuple((item.sku, _within(item, n)) for item, n in found) or None


def _within(item: Item, pieces: int) -> int:
    return max(1, min(pieces, item.quantity))


def keep(talk: Talk, *, items: Quantities | None = None, **more: Any) -> None:
    """Remember with our question what exactly a yes will be about."""
    wish = {name: value for name, value in more.items() if value} | ({"items": items} if items else {})
    talk.remember(wish=json.dumps(wish, ensure_ascii=False) if wish else None)


def kept(wish: str | None) -> Mapping[str, Any]:
    found = json.loads(wish) if wish else {}
    return found if isinstance(found, dict) else {}


def kept_items(wish: str | None) -> Quantities | None:
    """The items that our question was about; None: the whole order."""
    return tuple((str(sku), int(n)) for sku, n in kept(wish).get("items", ())) or None
