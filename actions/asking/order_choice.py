"""Finding the order a topic is about, or asking for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from actions.deeds.registering import running
from actions.deeds.urging import say_no_news
from actions.memory import Asked
from actions.orders.date_ranges import Days
from actions.orders.order_mention import Pointing, pointing
from actions.orders.reference import Meant, Rank, meant, without_kept
from actions.remembered import FactsTold, OrdersShown
from actions.talk import Talk
from careline.core import phrases
from careline.core.blocks import find_blocks
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import RemedyKind

_SAME_WHEN_LATE = frozenset({"why", "next", "when", "how_long", "arrival"})
_SAME_TROUBLE = frozenset({"ask_dispatch", "track_shipment", "report_logistics_stalled", "report_not_received"})
"""However it is complained of, what is late gets one answer."""
_SHOWN_AT_ONCE = 5
_SHOWN_OF_MORE = 4
_SPOKEN_AT_ONCE = 3


async def order_for(talk: Talk, rank: Rank, *, urgent: bool = False, news: bool = True) -> Order | None:
    """The order meant; None if we have asked which one, or said that there is none.

    `news`: the topic asks for news, so the same question again without any gets the offer of a person instead.
    """
    if talk.chosen is None and (pressed := talk.heard.entity("order_id")):
        talk.chosen = await talk.order(pressed)
    if talk.chosen:
        order = talk.chosen
    else:
        found = await _meant(talk, rank, urgent=urgent)
        if found.order is None:
            _ask_or_say_none(talk, found)
            return None
        order = found.order
        if found.not_then:
            talk.say("utter_bought_on", goods=talk.goods(order), day=_day(talk, order.placed_at))
    talk.remember(order_id=order.order_id)
    if order.order_id in talk.before.offered.all:
        talk.remember(offered=talk.before.offered)  # for 第一个呢 after 第二个
    return None if news and await say_if_nothing_new(talk, order) else order


async def order_if_clear(talk: Talk, rank: Rank, *, urgent: bool = False) -> Order | None:
    """As `order_for`, but for questions that have a general answer too: asks nothing, None if it is not clear."""
    if talk.chosen:
        return talk.chosen
    found = await _meant(talk, rank, urgent=urgent)
    if found.order:
        talk.remember(order_id=found.order.order_id)
    return found.order


_CALLED_OFF = frozenset({RemedyKind.CANCEL, RemedyKind.REFUND, RemedyKind.RETURN})


async def kept_or_called_off(talk: Talk) -> Order | None:
    """The one order that they call the one that stays, or the one that was cancelled; None where that is not clear."""
    stays = talk.heard.says("one_that_stays")
    if not stays and not talk.heard.says("one_called_off"):
        return None
    orders = await talk.orders()
    if len(orders) < 2:
        return None
    left, off = await without_called_off(talk, orders)
    meant = left if stays and off else off
    return meant[0] if len(meant) == 1 else None


async def without_called_off(talk: Talk, orders: Sequence[Order]) -> tuple[list[Order], list[Order]]:
    """The orders that stay, and those that were cancelled or for which the money is asked back."""
    off = [order for order in orders if order.status is OrderStatus.CANCELLED or await _is_called_off(talk, order)]
    return [order for order in orders if order not in off], off


async def _is_called_off(talk: Talk, order: Order) -> bool:
    return any(one.kind in _CALLED_OFF and one.items is None for one in await running(talk, order))


async def _meant(talk: Talk, rank: Rank, *, urgent: bool) -> Meant:
    orders, said = await talk.orders(), pointing_in(talk)
    if not said.numbers and (clear := await kept_or_called_off(talk)):
        return Meant(order=clear)
    return meant(
        orders,
        replace(said, words=without_kept(orders, said.words)),
        time_zone=talk.customer.time_zone,
        in_focus=talk.before.order_id,
        offered=talk.before.offered.last,
        rank=rank,
        urgent=urgent,
    )


def pointing_in(talk: Talk) -> Pointing:
    """What in this utterance points at an order."""
    asked = talk.before.asked == Asked.CHOOSE_ORDER
    heard = talk.heard
    entities = dict(heard.entities)
    if "other" in heard.entities.get("follow_up", ()):  # 还有一个呢
        entities["other"] = ("1",)
    if heard.says("others_stay"):
        entities.pop("other", None)
    return pointing(entities, heard.said, talk.now, talk.customer.time_zone, answers_which=asked)


def _ask_or_say_none(talk: Talk, found: Meant) -> None:
    if found.unknown:
        talk.say("utter_order_not_found")
    elif found.candidates:
        ask_meant(talk, found)
    else:
        talk.say("utter_no_orders")


def ask_meant(talk: Talk, found: Meant) -> None:
    """Ask which of the candidates; before that say honestly if there is none of the time they named."""
    if found.not_then:
        talk.say("utter_no_order_then", days=_days(talk, found.not_then))
    ask_which(talk, found.candidates)


def _days(talk: Talk, days: Days) -> str:
    """昨天; 11月9日到11月15日. What is still to come of them is left out."""
    zone = ZoneInfo(talk.customer.time_zone)
    first, last = days.first, max(days.first, min(days.last, talk.now.astimezone(zone).date()))
    ends = [_day(talk, datetime.combine(day, time(12), zone)) for day in dict.fromkeys((first, last))]
    return (" to " if phrases.is_english(talk.language) else "到").join(ends)


def _day(talk: Talk, instant: datetime) -> str:
    return phrases.day(instant, talk.now, talk.customer.time_zone, talk.language, spoken=talk.spoken)


def ask_which(talk: Talk, candidates: Sequence[Order], *, before: Sequence[str] = ()) -> None:
    """Ask with order cards; aloud by the names of the goods. `before`: ids that were offered already."""
    limit = _SPOKEN_AT_ONCE if talk.spoken else _SHOWN_AT_ONCE
    more = len(candidates) > limit
    shown = candidates[: _SHOWN_OF_MORE if more and not talk.spoken else limit]
    alike = len({talk.goods(order) for order in shown}) < len(shown)
    cards = [_card(talk, order, dated=alike) for order in shown]
    if more:
        talk.say("utter_choose_order_or_other", cards=cards, names=_names(talk, shown, all_of_them=False))
    else:
        talk.say("utter_choose_order", cards=cards, names=_names(talk, shown, all_of_them=True))
    talk.ask(Asked.CHOOSE_ORDER)
    chose = talk.before.asked == Asked.CHOOSE_ORDER and talk.before.wish
    talk.propose(question=talk.before.wish.kept.get("question") if chose else talk.heard.told())
    talk.remember(offered=OrdersShown(tuple(before), tuple(order.order_id for order in shown)))


def _card(talk: Talk, order: Order, *, dated: bool) -> dict[str, Any]:
    payload = {"intent": "choose_order", "entities": {"order_id": order.order_id}}
    button = {"title": _dated(talk, order) if dated else talk.goods(order), "payload": payload}
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
    day, name = _day(talk, order.placed_at), talk.goods(order)
    number = f" ({order.number})" if order.number and not talk.spoken else ""
    return f"{name} from {day}{number}" if phrases.is_english(talk.language) else f"{day}买的{name}{number}"


async def say_if_nothing_new(talk: Talk, order: Order) -> bool:
    """Remember what is told now; where the same was asked right before and no fact is new, say so and offer a person.

    False where the question has to be answered.

    "Where?" and then "when?" are two questions; not so about what is late, where neither gets another answer.
    """
    blocked = "+".join(block.kind for block in find_blocks(order, talk.now, talk.rules))
    told, before = FactsTold(talk.intent, _aspect(talk), order.order_id, str(order.version), blocked), talk.before.told
    talk.remember(told=told)
    if talk.chosen or not isinstance(before, FactsTold) or not before.same_facts(told):
        return False
    alike = told.aspect in _SAME_WHEN_LATE or {told.intent, before.intent} <= _SAME_TROUBLE
    if before != told and not (blocked and alike):
        return False
    await say_no_news(talk, order)
    return True


def _aspect(talk: Talk) -> str:
    """What of an order is asked: the kind of a follow-up, or `when`."""
    return talk.heard.entity("follow_up") or ("when" if talk.heard.says("when_at_all") else "")
