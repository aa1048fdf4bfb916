"""Some items of an order instead of all: chosen by a button or by words, kept with our question until the yes."""

from __future__ import annotations

from actions.deeds.registering import back, goods_of
from actions.remembered import PartsSpokenOf
from actions.talk import Button, Talk
from careline.core import phrases
from careline.core.orders import Item, Order, Quantities
from careline.core.paid import item_of
from understanding.item_words import Goods
from understanding.reading import Reading

_OFFERED_AT_MOST = 4


def wished_items(talk: Talk, order: Order, *, any_name: bool = False) -> Quantities | None:
    """The items that the button or the words name; None: the whole order, or what was chosen before an aside.

    An order is called by its first item, so that name alone means the order, unless `any_name`.
    """
    pressed = talk.heard.entity("items")
    if pressed:
        return _known(order, pressed)
    offered = talk.before.wish.items if talk.before.order_id == order.order_id else None
    named = items_named(order, talk.heard.said, any_name=any_name) or fewer_of(offered, talk.heard.said)
    named = _as_many(talk, order, named) if named else None
    if named:
        talk.remember(parts=PartsSpokenOf(order.order_id, named))
    return named or talk.memory.wish.items or parts_meant(talk, order, any_name=any_name)


def parts_meant(talk: Talk, order: Order, *, any_name: bool = True) -> Quantities | None:
    """The items that this clause names, or the message, or that were last spoken of; None: the whole order.

    Remembered for the questions after it, until the whole order or another part is named.
    """
    clause, whole = talk.heard.said, talk.heard.said if talk.whole.is_empty else talk.whole
    named = items_named(order, clause, any_name=any_name) or items_named(order, whole, any_name=any_name)
    if named:
        named = _as_many(talk, order, named)
        talk.remember(parts=PartsSpokenOf(order.order_id, named))
        return named
    if whole.says("whole_order"):
        talk.remember(parts=None)
        return None
    told = _spoken_of(talk, order)
    fewer = fewer_of(told, whole) if talk.before.asked and whole.gives_back else None
    return fewer or told  # 留一个，退一个就够


def _spoken_of(talk: Talk, order: Order) -> Quantities | None:
    told = talk.memory.parts
    return told.items if told and told.order_id == order.order_id else None


def _as_many(talk: Talk, order: Order, named: Quantities) -> Quantities:
    """The mug, once one of four was spoken of, is that one, unless they say all of them."""
    told = _spoken_of(talk, order)
    same = told is not None and [sku for sku, _ in told] == [sku for sku, _ in named]
    if told is None or not same or talk.heard.says("all_of_it", "whole_order"):
        return named
    whole = all(item is not None and item.quantity == n for sku, n in named if (item := item_of(order, sku)))
    return told if whole else named


def fewer_of(offered: Quantities | None, said: Reading) -> Quantities | None:
    """Fewer pieces of the one sort of goods that was offered: 只退一个, after two. Pure."""
    if offered is None or len(offered) != 1:
        return None
    ((sku, most),) = offered
    count = said.fewer_of(most)
    return ((sku, count),) if count else None


def items_named(order: Order, said: Reading, *, any_name: bool = False) -> Quantities | None:
    """Which items some words mean, where they mean fewer than all. Pure."""
    return said.pieces_of(goods_in(order), any_name=any_name)


def goods_in(order: Order) -> list[Goods]:
    """The goods of an order as words are held against them. Pure."""
    return [Goods(item.sku, (item.title, item.variant), item.quantity) for item in order.items]


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
