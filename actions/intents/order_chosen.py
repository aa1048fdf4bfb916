"""What follows on 哪一单: a card, a place, the goods, a number; another one; or words that only repeat our question."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from actions.asking.open_question import yes_or_no
from actions.asking.order_choice import ask_meant, ask_which, pointing_in
from actions.intents.conditions import read_back_if_condition
from actions.memory import Asked
from actions.orders.order_descriptions import by_when_placed
from actions.orders.order_mention import HARDLY_MORE
from actions.orders.reference import (
    by_goods,
    by_kind,
    by_place,
    by_time,
    has_number,
    meant,
    only_other,
    only_refers,
    only_says_when,
    points_anywhere,
    says_no_more,
)
from actions.questions.matter_answers import answer_from_matter
from actions.questions.sureness import asks_surely, is_sure
from actions.talk import Handler, Talk
from careline.core.orders import Order
from careline.evidence.service import NoPhotoError, NotYourMatterError, give
from understanding.bars import INTENT_OF_A_CHOICE, INTENT_SURE

_NOT_UNDERSTOOD = frozenset({"nlu_fallback", "out_of_scope"})
# Whatever they may sound like, these are never an answer to 哪一单.
NEVER_A_CHOICE = frozenset(
    {"request_human", "opt_out", "wrong_person", "request_callback", "ask_language", "ask_who_calls", "goodbye",
     "press_key", "choose_order", "silence", "deny"}
)  # fmt: skip
_LONGEST_NAME = 14  # characters
_SOUNDS_LIKE_AN_END = frozenset({"goodbye", "deny"})


async def answer_in(talk: Talk) -> str | None:
    """The intent of words that only answer our last question, whatever they sound like by themselves."""
    intent, words = talk.heard.intent, talk.heard.said
    last_one = talk.before.asked == Asked.CHOOSE_ORDER and talk.heard.entity("place")  # 最后一个吧 is no farewell
    if (last_one and intent in _SOUNDS_LIKE_AN_END) or await _goes_on_with_another(talk):
        return "choose_order"
    if intent in NEVER_A_CHOICE or words.is_empty:
        return None
    said = pointing_in(talk)
    if talk.before.asked == Asked.CHOOSE_ORDER and only_other(said):
        return "deny"
    if await _only_points(talk):
        return "choose_order"
    word = None if asks_surely(talk, talk.heard) else yes_or_no(talk.before.asked, intent, words)
    if word and points_anywhere(await talk.orders(), said):
        return None  # a wish about another order, not a yes for this one
    return word


async def _goes_on_with_another(talk: Talk) -> bool:
    """Whether the last question or wish is corrected to another order, or meant for that one too."""
    words, said = talk.heard.said, pointing_in(talk)
    if talk.before.topic and said.other and words.asks_of_other:
        return await _the_other(talk) is not None
    goes_on = talk.before.topic and (words.corrects or words.wants_the_same)
    return bool(goes_on) and await _named_alone(talk, most_left=0) is not None  # 鞋子也要退货 wishes something itself


async def _the_other(talk: Talk) -> Order | None:
    """The other one of their two orders, where one was spoken of: 另外那个呢."""
    others = [order for order in await talk.orders() if order.order_id != talk.before.order_id]
    two = talk.before.order_id is not None and len(others) == 1 and len(await talk.orders()) == 2
    return others[0] if two and pointing_in(talk).other else None


async def _only_points(talk: Talk) -> bool:
    """Whether the words do nothing but point at an order: then the pending topic is answered with it.

    After 哪一单 any words that pick one count, unless they ask something of their own. Otherwise only what was not
    understood can be meant so: 那双鞋呢.
    """
    intent = talk.heard.intent
    if talk.before.asked == Asked.CHOOSE_ORDER:
        offered, said = await _offered(talk), pointing_in(talk)
        if only_says_when(said) or len(by_kind(offered, said.words)) == 1:
            return True
        if asks_surely(talk, talk.heard):
            return only_refers(offered, said, talk.customer.time_zone)
        if intent in talk.answers and talk.answers[intent].topic and talk.heard.confidence >= INTENT_OF_A_CHOICE:
            return only_refers(offered, said, talk.customer.time_zone)
        return _picked(talk, offered) is not None or _names_something(talk)
    wishes = talk.heard.said.gives_back  # 只退茶盘 names goods, and wishes something
    lost = intent in _NOT_UNDERSTOOD and not wishes and not asks_surely(talk, talk.heard)
    return lost and await _named_alone(talk, most_left=HARDLY_MORE) is not None


def _names_something(talk: Talk) -> bool:
    """After 哪一单 a word that nobody understands (那个小的) is most likely meant to name one: ask once more."""
    said, other = talk.heard.said, pointing_in(talk).other
    return talk.heard.intent in _NOT_UNDERSTOOD and not other and said.length <= _LONGEST_NAME and not said.asks


async def choose_order(talk: Talk) -> None:
    """Answer what was asked before, now that a card was pressed or the order named."""
    wanted = talk.heard.entity("order_id")
    if photo := talk.heard.entity("photo_id"):
        await _photo_given(talk, photo)
        return
    if wanted:
        order = await talk.order(wanted)
    else:
        order = (
            _picked(talk, await _offered(talk))
            or await _named_alone(talk, most_left=HARDLY_MORE)
            or await _the_other(talk)
        )
    if order:
        await chosen(talk, order)
    elif not wanted and pointing_in(talk).bought:
        await _chosen_by_time(talk)
    elif not wanted and not pointing_in(talk).numbers and (offered := await _offered(talk)):
        talk.say("utter_not_among_them")
        ask_which(talk, offered)
    else:
        talk.say("utter_order_not_found")


async def _photo_given(talk: Talk, photo: str) -> None:
    """Go on with the request that their photo is for."""
    try:
        photo_id, remedy_id = UUID(photo), UUID(talk.heard.entity("remedy_id") or "")
        await give(talk.tx, talk.customer.customer_id, photo_id, remedy_id, talk.now, talk.rules)
    except (ValueError, NoPhotoError, NotYourMatterError):
        talk.say("utter_photo_not_for_this")
    else:
        talk.remember(order_id=talk.heard.entity("order_id"))
        talk.say("utter_photo_goes_on")


async def _named_alone(talk: Talk, *, most_left: int) -> Order | None:
    """The one order of theirs whose number, place, goods or day of buying are named, and nothing else is said."""
    said, orders, zone = pointing_in(talk), await talk.orders(), talk.customer.time_zone
    if said.numbers:
        named = [order for order in orders if any(has_number(order, number) for number in said.numbers)]
    elif order := by_place(await _offered(talk), said.places):
        named = [order]
    else:
        named = by_goods(orders, said.words) or by_time(orders, said.bought, zone)
    points = len(named) == 1 and says_no_more(named, said, most=most_left) and not talk.heard.said.forbids
    return named[0] if points else None


async def _chosen_by_time(talk: Talk) -> None:
    """Look at all of their orders, where they said when they bought it, which fits none of those we offered, or
    several."""
    found = meant(
        await talk.orders(), pointing_in(talk), time_zone=talk.customer.time_zone, in_focus=None, offered=(),
        rank=lambda _: 1, urgent=False,
    )  # fmt: skip
    if found.order:
        await chosen(talk, found.order)
    elif found.candidates:
        ask_meant(talk, found)
    else:
        talk.say("utter_no_orders")


async def chosen(talk: Talk, order: Order) -> None:
    """Go on with this order: what was asked before we asked which, else the pending topic, or simply how it stands."""
    talk.chosen = order
    talk.remember(order_id=order.order_id)
    topic, asked_which = talk.before.topic, talk.before.asked == Asked.CHOOSE_ORDER
    question = talk.before.wish.question if asked_which else None
    if question:
        talk.heard = question
        talk.leave_question()
        if await read_back_if_condition(talk):
            return
        told_whole = talk.heard.intent == topic and talk.heard.confidence >= INTENT_SURE
        unsure = not any(is_sure(reading) for reading in talk.heard.readings[:1])
        if not (told_whole and unsure) and await answer_from_matter(talk, talk.heard.intent):
            return
    # 伞呢 after another's refund: where it is
    of_money = topic == "ask_refund_status" and not order.refunds and not asked_which
    known = topic in talk.answers and topic is not None and not of_money
    await talk.answer_as(topic if known and topic else "track_shipment")


async def other_orders(talk: Talk) -> None:
    """Show further ones where it is none of those offered, newest first, or ask for a number when there are no more."""
    seen = talk.before.offered.all
    rest = [order for order in await talk.orders() if order.order_id not in seen]
    if rest:
        ask_which(talk, rest, before=seen)
    else:
        talk.say("utter_which_order_else")


async def ask_again(talk: Talk) -> None:
    """Take a yes to 哪一单 for the only one, or ask once more."""
    offered = await _offered(talk)
    if len(offered) == 1:
        await chosen(talk, offered[0])
    else:
        ask_which(talk, offered)


async def _offered(talk: Talk) -> list[Order]:
    ids = talk.before.offered.last
    own = {order.order_id: order for order in await talk.orders()}
    return [own[order_id] for order_id in ids if order_id in own]


def _picked(talk: Talk, offered: Sequence[Order]) -> Order | None:
    """One of the orders offered: by its number, its place, its goods, or the day it was bought."""
    said = pointing_in(talk)
    if found := [order for order in offered if any(has_number(order, number) for number in said.numbers)]:
        return found[0]
    if order := by_when_placed(offered, talk.heard.said, said.places):
        return order  # the later one, whatever is said of the first
    if order := by_place(offered, said.places):
        return order
    named = by_goods(offered, said.words)
    if len(named) != 1:
        named = by_kind(named or offered, said.words) or named
    then = by_time(offered, said.bought, talk.customer.time_zone)
    both = [order for order in named if order in then] or named or then
    return both[0] if len(both) == 1 else None


ANSWERS = {"choose_order": Handler(choose_order)}
