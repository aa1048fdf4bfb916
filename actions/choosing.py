"""Finding the order a topic is about, or asking for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.memory import Asked
from actions.reference import Meant, Rank, by_goods, by_place, has_number, meant, only_refers
from actions.talk import Answer, Talk
from careline.core import phrases
from careline.core.blocks import find_blocks
from careline.core.orders import Order

_SHOWN_AT_ONCE = 5
_SHOWN_OF_MORE = 4
_SPOKEN_AT_ONCE = 3
_NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})
# Whatever they may sound like, these are never an answer to 哪一单.
_NEVER_A_CHOICE = frozenset(
    {"request_human", "opt_out", "wrong_person", "request_callback", "ask_language", "ask_who_calls", "goodbye",
     "press_key", "choose_order", "silence", "deny"}
)  # fmt: skip


async def order_for(talk: Talk, rank: Rank, *, urgent: bool = False, news: bool = True) -> Order | None:
    """The order meant; None if we have asked which one, or said that there is none.

    `news`: the topic asks for news, so the same question again without any gets the offer of a person instead.
    """
    if talk.chosen:
        order = talk.chosen
    else:
        found = await _meant(talk, rank, urgent=urgent)
        if found.order is None:
            _ask_or_say_none(talk, found)
            return None
        order = found.order
    talk.remember(order_id=order.order_id)
    return None if news and _nothing_new(talk, order) else order


async def order_if_clear(talk: Talk, rank: Rank) -> Order | None:
    """As `order_for`, but for questions that have a general answer too: asks nothing, None if it is not clear."""
    if talk.chosen:
        return talk.chosen
    found = await _meant(talk, rank, urgent=False)
    if found.order:
        talk.remember(order_id=found.order.order_id)
    return found.order


async def _meant(talk: Talk, rank: Rank, *, urgent: bool) -> Meant:
    numbers = [*talk.heard.entities.get("order_no", ()), *talk.heard.entities.get("tracking_no", ())]
    return meant(
        await talk.orders(),
        numbers=numbers,
        text=talk.heard.text,
        in_focus=talk.before.order_id,
        offered=_shown_last(talk.before.offered),
        rank=rank,
        urgent=urgent,
    )


def _ask_or_say_none(talk: Talk, found: Meant) -> None:
    if found.unknown:
        talk.say("utter_order_not_found")
    elif found.candidates:
        ask_which(talk, found.candidates)
    else:
        talk.say("utter_no_orders")


def ask_which(talk: Talk, candidates: Sequence[Order], *, before: Sequence[str] = ()) -> None:
    """Ask with order cards; aloud by the names of the goods. `before`: ids that were offered already."""
    limit = _SPOKEN_AT_ONCE if talk.spoken else _SHOWN_AT_ONCE
    more = len(candidates) > limit
    shown = candidates[: _SHOWN_OF_MORE if more and not talk.spoken else limit]
    cards = [_card(talk, order) for order in shown]
    if more:
        talk.say("utter_choose_order_or_other", cards=cards, names=_names(talk, shown, all_of_them=False))
    else:
        talk.say("utter_choose_order", cards=cards, names=_names(talk, shown, all_of_them=True))
    talk.ask(Asked.CHOOSE_ORDER)
    talk.remember(offered=f"{','.join(before)}|{','.join(order.order_id for order in shown)}")


def _card(talk: Talk, order: Order) -> dict[str, Any]:
    payload = {"intent": "choose_order", "entities": {"order_id": order.order_id}}
    button = {"title": talk.goods(order), "payload": payload}
    return {"kind": "order", "order_id": order.order_id, "button": button}


def _names(talk: Talk, orders: Sequence[Order], *, all_of_them: bool) -> str:
    """帆布鞋、耳机，还是背包; with the day of the order where the goods are the same."""
    names = [talk.goods(order) for order in orders]
    if len(set(names)) < len(names):
        names = [_dated(talk, order) for order in orders]
    english = phrases.is_english(talk.language)
    *first, last = names
    if not first or not all_of_them:
        return (", " if english else "、").join(names)
    return f"{', '.join(first)} or {last}" if english else f"{'、'.join(first)}，还是{last}"


def _dated(talk: Talk, order: Order) -> str:
    day = phrases.day(order.placed_at, talk.now, talk.customer.time_zone, talk.language, spoken=talk.spoken)
    name = talk.goods(order)
    return f"{name} from {day}" if phrases.is_english(talk.language) else f"{day}买的{name}"


def _nothing_new(talk: Talk, order: Order) -> bool:
    """Remember what is told now. The same question twice running, with no new fact: offer a person instead."""
    blocked = "+".join(block.kind for block in find_blocks(order, talk.now))
    told = f"{talk.intent}|{order.order_id}|{order.version}|{blocked}"
    talk.remember(told=told)
    if talk.before.told != told or talk.chosen:
        return False
    talk.say("utter_no_news", goods=talk.goods(order))
    talk.ask(Asked.HANDOFF_OFFER, order=order)
    return True


async def only_points(talk: Talk) -> bool:
    """Whether the words do nothing but point at an order: then the pending topic is answered with it.

    After 哪一单 any words that pick one count, unless they ask something of their own. Otherwise only what was not
    understood can be meant so: 那双鞋呢.
    """
    intent, text = talk.heard.intent, talk.heard.text
    if intent in _NEVER_A_CHOICE or not text:
        return False
    if talk.before.asked == Asked.CHOOSE_ORDER:
        offered = await _offered(talk)
        if intent in talk.answers and talk.answers[intent].topic:
            return only_refers(offered, text)
        return _picked(talk, offered) is not None
    return intent in _NOT_UNDERSTOOD and await _named_alone(talk) is not None


async def choose_order(talk: Talk) -> None:
    """A card was pressed, or the order was named: answer what was asked before."""
    wanted = talk.heard.entity("order_id")
    if wanted:
        order = next((order for order in await talk.orders() if order.order_id == wanted), None)
    else:
        order = _picked(talk, await _offered(talk)) or await _named_alone(talk)
    if order is None:
        talk.say("utter_order_not_found")
        return
    await chosen(talk, order)


async def _named_alone(talk: Talk) -> Order | None:
    """The one order of theirs whose goods are named, and nothing else is said."""
    named = by_goods(await talk.orders(), talk.heard.text)
    return named[0] if len(named) == 1 and only_refers(named, talk.heard.text) else None


async def chosen(talk: Talk, order: Order) -> None:
    """Go on with this order: the pending topic, or simply how it stands."""
    talk.chosen = order
    talk.remember(order_id=order.order_id)
    topic = talk.before.topic
    await talk.answer_as(topic if topic in talk.answers and topic is not None else "track_shipment")


async def other_orders(talk: Talk) -> None:
    """None of those offered: show further ones, newest first, or ask for a number when there are no more."""
    seen = _ids(talk.before.offered)
    rest = [order for order in await talk.orders() if order.order_id not in seen]
    if rest:
        ask_which(talk, rest, before=seen)
    else:
        talk.say("utter_which_order_else")


async def ask_again(talk: Talk) -> None:
    """They said yes to 哪一单: take it for the only one, or ask once more."""
    offered = await _offered(talk)
    if len(offered) == 1:
        await chosen(talk, offered[0])
    else:
        ask_which(talk, offered)


async def _offered(talk: Talk) -> list[Order]:
    ids = _shown_last(talk.before.offered)
    own = {order.order_id: order for order in await talk.orders()}
    return [own[order_id] for order_id in ids if order_id in own]


def _picked(talk: Talk, offered: Sequence[Order]) -> Order | None:
    """One of the orders offered (or another of theirs, by its number)."""
    numbers = [*talk.heard.entities.get("order_no", ()), *talk.heard.entities.get("tracking_no", ())]
    for number in numbers:
        if found := [order for order in offered if has_number(order, number)]:
            return found[0]
    if order := by_place(offered, talk.heard.text or (talk.heard.entity("key") or "")):
        return order
    named = by_goods(offered, talk.heard.text)
    return named[0] if len(named) == 1 else None


def _ids(offered: str | None) -> list[str]:
    """All that were offered so far: earlier pages, a bar, the last page."""
    return [order_id for order_id in (offered or "").replace("|", ",").split(",") if order_id]


def _shown_last(offered: str | None) -> list[str]:
    """Those a 第二个 counts in: the last page."""
    return _ids((offered or "").rpartition("|")[2])


ANSWERS = {"choose_order": Answer(choose_order)}
