"""An exchange by ourselves: which item, for which variant that the shop has, at which difference, after a yes.

Where the shop cannot be asked, or the order is at a point that needs judgement, a person arranges it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from actions.asking.offer_reply import spoken_of
from actions.asking.order_choice import pointing_in
from actions.deeds.pending_remedies import tell_if_noted, tell_if_noted_before
from actions.deeds.registering import called, goods_of, register, undo_button
from actions.deeds.rights import photo_for
from actions.deeds.some_items import coded, items_named, wished_items
from actions.deeds.variants import all_values, label, named_outside, wanted
from actions.intents.order_chosen import NEVER_A_CHOICE
from actions.matters.goods import waits_for_photo
from actions.matters.registry import those
from actions.memory import Asked
from actions.orders.reference import points_anywhere
from actions.questions.carrying_out import do_deed
from actions.talk import Button, Run, Talk
from careline.core import phrases
from careline.core.guarantees import RightKind, rights_of
from careline.core.money import Money
from careline.core.orders import Guarantee, Item, Order, OrderStatus, Quantities
from careline.core.paid import item_of
from careline.core.remedies import REPLACES, RemedyKind, RemedyState, may_cancel
from careline.core.returns import Covered, covered
from careline.platform.port import Variant
from understanding.deeds import Verb
from understanding.reading import Reading, read
from understanding.taxonomy import Ask, Matter

_EXCHANGED_BY = (Guarantee.RETURN_7_DAYS, RightKind.QUALITY_RETURN)
_OFFERED_AT_MOST = 6
_VALUES_KEPT = 60
_LONGEST_WORDS = 100
_LONGEST_NAME = 14  # characters
_ASKED = those(lambda one: one.matter is Matter.EXCHANGE)
_AS_SAID = "exchange_as_said"
"""The deed that puts their own words to the shop (actions/matters/exchange/deeds.py)."""
_NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})


async def answers_exchange(talk: Talk) -> bool:
    """Whether the words name the item or the variant that we have just asked for, whatever they sound like."""
    asked, heard = talk.before.asked, talk.heard
    chooses = asked == Asked.CONFIRM_DEED and talk.before.wish.deed == _AS_SAID
    if not (asked in _ASKED or chooses) or heard.said.is_empty or heard.intent in NEVER_A_CHOICE:
        return False
    if (heard.said.asks and heard.intent != "request_exchange") or heard.said.holds_off(Verb.EXCHANGE):
        return False
    if asked == Asked.EXCHANGE_ITEM:
        order = await talk.order_spoken_of()
        named = bool(order and items_named(order, heard.said, any_name=True))
    else:
        values = talk.before.wish.kept.get("values", ())
        another = asked == Asked.CONFIRM_EXCHANGE and heard.said.names_kind  # yes, but in purple: never the old one
        named = another or bool(heard.said.size_step) or any(heard.said.value_among((value,)) for value in values)
    tries = (
        asked in {Asked.EXCHANGE_ITEM, Asked.EXCHANGE_VARIANT}
        and heard.intent in _NOT_UNDERSTOOD
        and heard.said.length <= _LONGEST_NAME
    )
    return named or tries


async def stay_with_order(talk: Talk) -> None:
    """Take the order of the exchange that we ask about for the one that is meant, unless another one is named."""
    if talk.before.asked not in _ASKED or talk.heard.entity("order_id"):
        return
    if talk.heard.intent != "request_exchange" or not points_anywhere(await talk.orders(), pointing_in(talk)):
        talk.chosen = await talk.order_spoken_of()


async def exchange(talk: Talk, order: Order) -> None:
    """Take the next step of an exchange: which item, which variant, shall we really; or a person."""
    open_wish = _open_wish(talk, order)
    items = _items(talk, order, open_wish)
    if await tell_if_noted(talk, order, REPLACES, items):
        return
    if not _may_exchange(talk, order, items):
        by_person(talk, order)
        return
    may = _covered(talk, order, items) if items else None
    items = may.items if may and may.items else items
    item = item_of(order, items[0][0]) if items else None
    if items is None or item is None:
        _ask_item(talk, order)
        return
    found = _looked_up(talk, order, item)
    if found is None:
        await _put_to_shop(talk, order, items)
        return
    await _for_variant(talk, order, items, item, found, open_wish)


def by_person(talk: Talk, order: Order) -> None:
    """Offer a person, where we cannot see what the merchant has in stock."""
    talk.say("utter_exchange_by_person", goods=talk.goods(order))
    talk.ask(Asked.HANDOFF_OFFER, order=order)


def _open_wish(talk: Talk, order: Order) -> Mapping[str, Any]:
    """What was settled before: of this order, in the question we have just asked, or asked before an aside."""
    if talk.memory.wish:
        return talk.memory.wish.kept
    ours = talk.before.asked in _ASKED or talk.before.wish.deed == _AS_SAID
    same = ours and talk.before.order_id == order.order_id
    return talk.before.wish.kept if same else {}


def _items(talk: Talk, order: Order, open_wish: Mapping[str, Any]) -> Quantities | None:
    """Exactly one sort of thing; None while it is not clear which."""
    if open_wish.get("items") and not talk.heard.entity("items"):
        return tuple((str(sku), int(n)) for sku, n in open_wish["items"])
    named = wished_items(talk, order, any_name=True)
    if named is None and len(order.items) == 1:
        return ((order.items[0].sku, order.items[0].quantity),)
    return named if named and len(named) == 1 else None


def _may_exchange(talk: Talk, order: Order, items: Quantities | None) -> bool:
    """Before anything leaves, or once some of these items have come and can still go back; nothing else may be under
    way. `items` None: it is not clear which."""
    if any(refund.live for refund in order.refunds):
        return False
    if may_cancel(order):
        return order.paid_at is not None
    return _has_come(order) and _covered(talk, order, items) is not None


def _covered(talk: Talk, order: Order, items: Quantities | None) -> Covered | None:
    """Without a reason, else because they have a fault."""
    rights = rights_of(order, talk.now, talk.rules)
    by = (covered(order, rights, [name], RemedyKind.EXCHANGE, items) for name in _EXCHANGED_BY)
    return next((one for one in by if one), None)


def _has_come(order: Order) -> bool:
    told = order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED}
    return told or any(parcel.arrived for parcel in order.parcels)


def _looked_up(talk: Talk, order: Order, item: Item) -> tuple[Variant, ...] | None:
    """What the shop has instead; None where it did not say in time, or in another currency. Raises ShopUnaskedError."""
    found = talk.stock.variants(order.order_id, item.sku)
    same = all(one.price.currency == item.price.currency for one in found or ())
    return found if same else None


def _ask_item(talk: Talk, order: Order) -> None:
    each: list[Quantities] = [((item.sku, item.quantity),) for item in order.items]
    names = ("、", ", ")[phrases.is_english(talk.language)].join(goods_of(talk, order, items) for items in each)
    buttons = [_button(order, items, goods_of(talk, order, items)) for items in each[:_OFFERED_AT_MOST]]
    talk.propose(words=talk.heard.said.as_written[:_LONGEST_WORDS])
    talk.say("utter_exchange_which_item", items=names, buttons=[] if talk.spoken else buttons)
    talk.ask(Asked.EXCHANGE_ITEM, order=order)


class _Stock(NamedTuple):
    """What they have, and what the shop has instead. `earlier`: what they said of it in the turns before."""

    order: Order
    items: Quantities
    item: Item
    found: tuple[Variant, ...]
    earlier: str

    @property
    def others(self) -> list[Variant]:
        return [one for one in self.found if one.sku != self.item.sku]

    @property
    def offered(self) -> list[Variant]:
        return [one for one in self.others if one.in_stock]


async def _for_variant(
    talk: Talk, order: Order, items: Quantities, item: Item, found: Sequence[Variant], open_wish: Mapping[str, Any]
) -> None:
    """Confirm the one that is meant, or let choose among those that can be had."""
    stock = _Stock(order, items, item, tuple(found), str(open_wish.get("words", "")))
    pressed, said = talk.heard.entity("variant"), talk.heard.said
    named_now = wanted(found, item, said).named
    meant = wanted(found, item, said, stock.earlier)
    if not named_now:
        pressed = pressed or open_wish.get("variant")
    fits = [one for one in stock.others if (one.sku == pressed if pressed else one in meant.fits)]
    here = [one for one in fits if one.in_stock]
    if not pressed and stock.others and _outside(stock, said, named_now=named_now):
        await _say_what_there_is(talk, stock)
    elif len(here) == 1:
        _confirm(talk, order, items, item, here[0], found)
    elif not stock.others:
        await _put_to_shop(talk, order, items)
    elif talk.spoken:
        by_person(talk, order)  # too many to choose from by ear
    elif not stock.offered:
        refund = _refund_button(talk, order, items)
        talk.say("utter_exchange_nothing", goods=goods_of(talk, order, items), buttons=[refund])
    elif fits and not here:
        shown = _shown(talk, stock, stock.offered)
        talk.say("utter_exchange_sold_out", variant=label(fits[0]), buttons=shown)
    elif talk.before.asked == Asked.EXCHANGE_VARIANT and not fits:
        await _ask_once_more(talk, stock, open_wish, named=meant.named)
    elif meant.named and not fits:
        talk.say("utter_exchange_no_such", buttons=_shown(talk, stock, stock.offered))
    else:
        words = f"{stock.earlier} {said.as_written}".strip()[-_LONGEST_WORDS:]
        buttons = _shown(talk, stock, here or stock.offered, words=words)
        talk.say("utter_exchange_which_variant", goods=goods_of(talk, order, items), buttons=buttons)


async def _ask_once_more(talk: Talk, stock: _Stock, open_wish: Mapping[str, Any], *, named: bool) -> None:
    """Ask once more which one, where they named none that there is."""
    if named:
        await _put_to_shop(talk, stock.order, stock.items)  # named once more: the shop may have what its list lacks
    elif len(stock.offered) == 1:
        _confirm(talk, stock.order, stock.items, stock.item, stock.offered[0], stock.found)
    elif open_wish.get("again"):
        by_person(talk, stock.order)  # asked often enough
    else:
        buttons = _shown(talk, stock, stock.offered, words=stock.earlier or " ", again=True)
        talk.say("utter_exchange_say_which", buttons=buttons)


def _outside(stock: _Stock, said: Reading, *, named_now: bool) -> bool:
    """Whether they want what the shop's list does not have; said before, if they only say yes now."""
    if named_outside(stock.found, stock.item, said):
        return True
    return not named_now and bool(stock.earlier) and named_outside(stock.found, stock.item, read(stock.earlier))


async def _say_what_there_is(talk: Talk, stock: _Stock) -> None:
    """Put their own words to the shop, which may have what its list lacks: at once where they plainly wish it."""
    order, items, offered = stock.order, stock.items, stock.offered[:_OFFERED_AT_MOST]
    wish = _wish_in(talk, stock)
    names = [_priced(talk, one, stock.item, items) for one in offered]
    listed = (("、", ", ")[phrases.is_english(talk.language)]).join(names)
    if talk.spoken or not listed:
        await _put_to_shop(talk, order, items, wish=wish)
    elif _wishes(talk) or talk.before.wish.deed == _AS_SAID:
        talk.say("utter_exchange_not_listed", listed=listed)
        await _put_now(talk, order, items, wish)
    else:
        buttons = [_button(order, items, name, one) for name, one in zip(names, offered, strict=True)]
        yes: Button = {
            "title": "Ask the shop" if phrases.is_english(talk.language) else "问商家",
            "payload": {"intent": "affirm", "entities": {}},
        }
        talk.say(
            "utter_exchange_not_listed_offer", wanted=read(wish).kind_quoted, listed=listed, buttons=[yes, *buttons]
        )
        talk.ask(Asked.CONFIRM_DEED, order=order)
        talk.propose(deed=_AS_SAID, items=items, wish=wish, values=list(all_values(stock.found))[:_VALUES_KEPT])


def _wish_in(talk: Talk, stock: _Stock) -> str:
    """Their words; those of before where the words now name nothing themselves."""
    now = talk.heard.said.on_one_line
    said = read(now)
    names = named_outside(stock.found, stock.item, said) or wanted(stock.found, stock.item, said).named
    return (now if names else stock.earlier.strip() or now)[-_LONGEST_WORDS:]


def _wishes(talk: Talk) -> bool:
    """Whether they ask for it to be done, not whether it can be."""
    asks = talk.heard.asks
    top = max(asks, key=lambda name: asks[name], default=None)
    return top in {Ask.DO_IT.value, Ask.CONFIRM.value} and not talk.heard.said.asks


async def _put_now(talk: Talk, order: Order, items: Quantities, wish: str) -> None:
    talk.propose(deed=_AS_SAID, items=items, wish=wish)
    talk.take_as_agreed(order, talk.memory.wish)
    await do_deed(talk)


async def _put_to_shop(talk: Talk, order: Order, items: Quantities, *, wish: str = "") -> None:
    """Put what is wanted to the shop in the consumer's own words, after a yes, as it tells of no such variant."""
    wish = wish or talk.heard.said.on_one_line[:_LONGEST_WORDS]
    if not _says_what(talk) and talk.before.asked != Asked.EXCHANGE_VARIANT:
        talk.say("utter_exchange_which_kind", goods=goods_of(talk, order, items))
        talk.propose(items=items)
        talk.ask(Asked.EXCHANGE_VARIANT, order=order)
        return
    if _says_what_we_asked(talk):
        await _put_now(talk, order, items, wish)
        return
    goods, quoted = goods_of(talk, order, items), read(wish).kind_quoted
    talk.say("utter_confirm_exchange_as_said", goods=goods, wanted=quoted)
    talk.ask(Asked.CONFIRM_DEED, order=order)
    talk.propose(deed=_AS_SAID, items=items, wish=wish)


def _says_what_we_asked(talk: Talk) -> bool:
    """Whether our question was this very wish, and they only say it more exactly: 对，换37的，黑色不变."""
    asked = talk.before.asked == Asked.CONFIRM_DEED and talk.before.wish.deed == _AS_SAID
    return asked and not talk.heard.said.asks and not talk.heard.said.forbids


def _says_what(talk: Talk) -> bool:
    """Whether it is clear what is wanted instead: their words say it, or what they have is not what they bought."""
    faulty = bool({Matter.DAMAGE, Matter.AUTHENTICITY} & set(spoken_of(talk.before)))
    return talk.heard.said.names_kind or talk.heard.says("goods_faulty") or faulty


def _shown(
    talk: Talk, stock: _Stock, offered: Sequence[Variant], *, words: str = "", again: bool = False
) -> list[Button]:
    """Ask for one of these: what is in stock, with what it costs more or less; and the money back instead."""
    order, items, values = stock.order, stock.items, list(all_values(stock.found))[:_VALUES_KEPT]
    talk.propose(items=items, values=values, words=words.strip(), again=again)
    talk.ask(Asked.EXCHANGE_VARIANT, order=order)
    names = [(_priced(talk, one, stock.item, items), one) for one in offered[:_OFFERED_AT_MOST]]
    buttons = [_button(order, items, name, one) for name, one in names]
    return buttons if words else [*buttons, _refund_button(talk, order, items)]


def _priced(talk: Talk, one: Variant, item: Item, items: Quantities) -> str:
    """米色 L +10 元."""
    more = _difference(one, item, items).amount
    price = talk.money(Money(abs(more), item.price.currency))
    return f"{label(one)} {'+' if more > 0 else '-'}{price}" if more else label(one)


def _button(order: Order, items: Quantities, title: str, variant: Variant | None = None) -> Button:
    entities = {"order_id": order.order_id, "items": coded(items)} | ({"variant": variant.sku} if variant else {})
    return {"title": title, "payload": {"intent": "request_exchange", "entities": entities}}


def _refund_button(talk: Talk, order: Order, items: Quantities) -> Button:
    title = "Get the money back" if phrases.is_english(talk.language) else "退款"
    intent = "request_return" if _has_come(order) else "request_refund"
    entities = {"order_id": order.order_id, "items": coded(items)}
    return {"title": title, "payload": {"intent": intent, "entities": entities}}


def _confirm(
    talk: Talk, order: Order, items: Quantities, item: Item, variant: Variant, found: Sequence[Variant]
) -> None:
    more = _difference(variant, item, items)
    talk.propose(
        items=items, variant=variant.sku, title=variant.title, label=label(variant), difference=str(more.amount),
        values=list(all_values(found))[:_VALUES_KEPT],
    )  # fmt: skip
    goods, name, difference = goods_of(talk, order, items), label(variant), _in_words(talk, more)
    if _has_come(order):
        talk.say("utter_confirm_exchange", goods=goods, variant=name, difference=difference)
    else:
        talk.say("utter_confirm_exchange_unsent", goods=goods, variant=name, difference=difference)
    talk.ask(Asked.CONFIRM_EXCHANGE, order=order)


def _difference(variant: Variant, item: Item, items: Quantities) -> Money:
    """What all pieces together cost more; below zero: less."""
    return Money((variant.price.amount - item.price.amount) * items[0][1], item.price.currency)


def _in_words(talk: Talk, more: Money) -> str:
    english = phrases.is_english(talk.language)
    if not more.amount:
        return "at the same price" if english else "价格一样"
    price, space = talk.money(Money(abs(more.amount), more.currency)), "" if talk.spoken else " "
    if english:
        return f"for {price} {'more' if more.amount > 0 else 'less'}, which the shop settles with you"
    return f"比原来{'贵' if more.amount > 0 else '便宜'}{space}{price}，差价跟商家结算"


async def exchange_confirmed(talk: Talk) -> None:
    """Exchange it, after a yes, for the variant that we named."""
    wish, items = talk.before.wish.kept, talk.before.wish.items
    order = await talk.order_spoken_of()
    item = item_of(order, items[0][0]) if order and items else None
    if order is None or items is None or item is None or "variant" not in wish:
        talk.say("utter_which_order_else")
        return
    if await tell_if_noted_before(talk, order, REPLACES, items):
        return
    if not _may_exchange(talk, order, items):
        by_person(talk, order)
        return
    more, may = Money(int(wish["difference"]), item.price.currency), _covered(talk, order, items)
    details = {
        "variant": wish["variant"], "variant_title": wish["title"],
        "price_difference": {"amount": more.decimal(), "currency": more.currency},
    }  # fmt: skip
    right = may.right if may else None
    remedy = await register(
        talk, order, RemedyKind.EXCHANGE, items=items, right=right, details=details, waits_for=photo_for(right)
    )
    goods, by, undo = goods_of(talk, order, remedy.items), talk.at(remedy.due_at or talk.now), undo_button(talk, remedy)
    if waits_for_photo(remedy):
        talk.say("utter_goods_noted_photo", what=called(talk, remedy.kind), by=by)
    elif remedy.state is RemedyState.NEEDS_APPROVAL:
        at, what = talk.at(remedy.requested_at), called(talk, remedy.kind)
        talk.say("utter_deed_with_colleague", goods=goods, what=what, at=at, by=by, buttons=undo)
    else:
        talk.say("utter_exchange_noted", goods=goods, variant=wish["label"], by=by, buttons=undo)
    if _has_come(order):
        talk.say("utter_dont_send_yet")


async def _go_on(talk: Talk) -> None:
    await talk.answer_as("request_exchange")


YES: dict[Asked, Run] = {
    Asked.CONFIRM_EXCHANGE: exchange_confirmed,
    Asked.EXCHANGE_ITEM: _go_on,
    Asked.EXCHANGE_VARIANT: _go_on,
}
