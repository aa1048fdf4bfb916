"""What follows on 哪一单: a card, a place, the goods, a number; another one; or words that only repeat our question."""

from __future__ import annotations

from collections.abc import Sequence

from actions.asked import yes_or_no
from actions.choosing import ask_which, ids_in, shown_last
from actions.memory import Asked
from actions.reference import by_goods, by_place, has_number, only_other, only_refers, points_anywhere
from actions.talk import Answer, Talk
from careline.core.orders import Order

_NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})
# Whatever they may sound like, these are never an answer to 哪一单.
NEVER_A_CHOICE = frozenset(
    {"request_human", "opt_out", "wrong_person", "request_callback", "ask_language", "ask_who_calls", "goodbye",
     "press_key", "choose_order", "silence", "deny"}
)  # fmt: skip


async def answer_in(talk: Talk) -> str | None:
    """The intent of words that only answer our last question, whatever they sound like by themselves."""
    intent, text = talk.heard.intent, talk.heard.text
    if intent in NEVER_A_CHOICE or not text:
        return None
    if await _only_points(talk):
        return "choose_order"
    if talk.before.asked == Asked.CHOOSE_ORDER and only_other(text):
        return "deny"
    numbers = talk.heard.entities.keys() & {"order_no", "tracking_no"}
    if numbers or points_anywhere(await talk.orders(), text):
        return None  # a wish about another order, not a yes for this one
    return yes_or_no(talk.before.asked, intent, text)


async def _only_points(talk: Talk) -> bool:
    """Whether the words do nothing but point at an order: then the pending topic is answered with it.

    After 哪一单 any words that pick one count, unless they ask something of their own. Otherwise only what was not
    understood can be meant so: 那双鞋呢.
    """
    intent, text = talk.heard.intent, talk.heard.text
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
    seen = ids_in(talk.before.offered)
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
    ids = shown_last(talk.before.offered)
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


ANSWERS = {"choose_order": Answer(choose_order)}
