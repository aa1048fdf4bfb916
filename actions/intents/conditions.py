"""A wish under a condition: read back with its sum and its hour, kept after the yes, told of, taken back.

It is heard before anything else that a message may ask, since its words sound like the wish itself. What is read back
is what careline/core/conditions.py will do then; whether it comes to that is looked at by careline/cases/holding.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from actions.asking.open_question import OF_A_CONDITION
from actions.asking.order_choice import ask_meant, pointing_in
from actions.deeds.some_items import items_named
from actions.deeds.urging import urge, urge_wished
from actions.matters.registry import QUESTIONS
from actions.memory import Asked
from actions.orders import relevance
from actions.orders.reference import Rank, has_number, meant
from actions.questions.carrying_out import remember_matter
from actions.talk import Button, Run, Talk
from careline.cases.service import (
    Condition,
    NoConditionError,
    condition_of,
    conditions_of_customer,
    seen_beside,
    set_condition,
    withdraw_condition,
)
from careline.core import phrases
from careline.core.blocks import BlockKind, deadlines_of, find_blocks
from careline.core.conditions import FURTHEST, OF_GOODS, Terms, Verdict, expected, may_be_kept
from careline.core.orders import Order, OrderStatus, Quantities
from careline.core.remedies import RemedyKind
from careline.core.wording import conditions as words
from understanding.condition_words import Awaited, Then
from understanding.conditions import ConditionHeard
from understanding.taxonomy import Matter

_OFFERED: Mapping[Asked, Then] = {asked: one.then for asked, one in QUESTIONS.items() if one.then}
"""What a yes under a condition is about, by our open question."""
_LONGEST_TIME = 24, 8
"""Chinese characters, and words, of an answer that only names a time."""
_WAY_HERE = frozenset({Awaited.SENT, Awaited.ARRIVED, Awaited.MOVED})


async def answer_if_condition(talk: Talk) -> bool:
    """Whether this turn is about a wish under a condition, and answered with it."""
    if talk.heard.said.is_empty or "danger" in talk.heard.entities.get("urgency", ()):
        return False
    if talk.before.asked in OF_A_CONDITION and await _settle_if_answered(talk):
        return True
    return await read_back_if_condition(talk) or await _take_back_if_left(talk) or await _tell_if_asked(talk)


# Our question is answered


async def _settle_if_answered(talk: Talk) -> bool:
    """Answer a yes, a no, another time, or the question whether it goes by itself; False for anything else."""
    said, wish = talk.heard.said, talk.before.wish.condition
    if (word := said.settles_condition) is not None:
        await (keep_condition if word else _left)(talk)
        return True
    again = said.condition(talk.now, talk.customer.time_zone)
    if again:
        same = again.awaited.value == wish.get("awaited") and again.then in {None, Then(wish["then"])}
        if same and _due_of(wish) is not None and again.due in {None, _due_of(wish)}:
            await keep_condition(talk)  # 对，明天还不发就退
            return True
        return False
    if said.asks_of_condition(just_spoken_of=True):
        talk.keep_question()
        talk.say("utter_condition_by_itself")
        return True
    due = None if said.asks_of_us or said.is_longer_than(*_LONGEST_TIME) else said.deadline(talk.now, _zone(talk))
    order = await talk.order_spoken_of()
    if due is None or order is None:
        return False
    await _read_back(talk, order, replace(_terms(talk, wish), due_at=due), said=str(wish.get("said") or ""))
    return True


async def _left(talk: Talk) -> None:
    talk.say("utter_nothing_done")


async def keep_condition(talk: Talk) -> None:
    """Keep what was read back, or the time that we proposed, from now on, after a yes."""
    wish = talk.before.wish.condition
    order = await talk.order_spoken_of()
    if order is None or not wish:
        talk.say("utter_which_order_else")
        return
    terms = _terms(talk, wish)
    if _due_of(wish) is None or terms.due_at <= talk.now:
        await _ask_by_when(talk, order, terms, said=str(wish.get("said") or ""))
        return
    if await _say_if_impossible(talk, order, terms):
        return
    if terms.awaited is Awaited.SHOP_ANSWERED:
        await urge(talk, order, RemedyKind.URGE_MERCHANT, _late(talk, order))
    condition = await set_condition(
        talk.tx, order, terms, talk.rules, said=str(wish.get("said") or talk.heard.said.as_written), who="bot",
        channel=talk.conversation.channel, conversation_id=talk.conversation.conversation_id,
        asked_in=str(talk.turn_id),
    )  # fmt: skip
    _tell_kept(talk, order, condition)
    _spoken_of(talk, order)


def _late(talk: Talk, order: Order) -> BlockKind | None:
    """The trouble that an urge is about."""
    return next((one.kind for one in find_blocks(order, talk.now, talk.rules)), None)


# A wish is heard


async def read_back_if_condition(talk: Talk) -> bool:
    """Read a wish under a condition back, ask by when, or say what stands against it; False where there is none, or
    nothing to wait for."""
    found = talk.heard.said.condition(talk.now, _zone(talk))
    then = _then(talk, found) if found else None
    if found is None or then is None:
        return False
    order = talk.chosen or await _order(talk, found)
    return await _read_back_if_possible(talk, order, found, then) if order else bool(talk.replies)


def _then(talk: Talk, found: ConditionHeard) -> Then | None:
    """What is wished; a yes under a condition leaves it to our open question."""
    offered = [_OFFERED[one] for one in _OFFERED if one == talk.before.asked]
    earlier = talk.before.wish.condition.get("then")
    return found.then or next(iter(offered), None) or (Then(earlier) if earlier else None)


async def _read_back_if_possible(talk: Talk, order: Order, found: ConditionHeard, then: Then) -> bool:
    if not _may_be_awaited(order, found.awaited):
        return False
    unsent = found.awaited is Awaited.MOVED and not order.sent
    terms = Terms(
        awaited=Awaited.SENT if unsent else found.awaited, once=found.once, then=then, items=_items(talk, order),
        set_at=talk.now, due_at=found.due or talk.now + FURTHEST,
    )  # fmt: skip
    if await _is_moot(talk, order, replace(terms, due_at=max(terms.due_at, talk.now + timedelta(minutes=1)))):
        return False
    said = talk.heard.said.as_written
    if talk.heard.says("pushed_meanwhile") and then in OF_GOODS and find_blocks(order, talk.now, talk.rules):
        await urge_wished(talk, order)  # 先催，明早还没发就全退
    if found.due is None and not found.once:
        await _ask_by_when(talk, order, replace(terms, due_at=talk.now), said=said)
    else:
        await _read_back(talk, order, terms, said=said)
    return True


def _may_be_awaited(order: Order, awaited: Awaited) -> bool:
    """Whether it could still come: money only where some is asked back."""
    if awaited is Awaited.REFUNDED:
        return any(refund.live for refund in order.refunds)
    return order.status is not OrderStatus.CANCELLED or awaited is Awaited.CALLED


async def _is_moot(talk: Talk, order: Order, terms: Terms) -> bool:
    """Whether it has come already, or is under way by hand: then the words are a wish of their own."""
    verdict = may_be_kept(terms, order, await seen_beside(talk.tx, order, terms), talk.now, talk.rules)
    return verdict in {Verdict.REFUNDED, Verdict.CANCELLED, Verdict.ACT} or (
        verdict is Verdict.HAPPENED and terms.awaited is Awaited.ARRIVED
    )


async def _say_if_impossible(talk: Talk, order: Order, terms: Terms) -> bool:
    """Say why it makes no sense to keep it; False where nothing stands against it."""
    verdict = may_be_kept(terms, order, await seen_beside(talk.tx, order, terms), talk.now, talk.rules)
    if verdict is Verdict.HAPPENED:
        talk.say(
            "utter_condition_happened",
            goods=talk.goods(order),
            happened=words.happened(terms.awaited, talk.language),
        )
        if terms.awaited is Awaited.SENT and terms.then in OF_GOODS:
            talk.say("utter_condition_if_never_arrives")
    elif verdict is Verdict.NOT_ALLOWED:
        talk.say("utter_condition_not_allowed", goods=talk.goods(order), short=_short(talk, terms))
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    elif verdict is not Verdict.WAIT:
        talk.say("utter_condition_over", short=_short(talk, terms), ended=words.condition_ended(verdict, talk.language))
    talk.remember(order_id=order.order_id)
    return verdict is not Verdict.WAIT


async def _read_back(talk: Talk, order: Order, terms: Terms, *, said: str) -> None:
    """Read it back with the hour in their zone, and the sum by the rules of the deed itself."""
    if not talk.now < terms.due_at <= talk.now + FURTHEST:
        if terms.due_at <= talk.now:
            talk.say("utter_condition_past", past=_until(talk, terms.due_at))
        else:
            talk.say("utter_condition_too_far", past=_until(talk, terms.due_at))
        await _ask_by_when(talk, order, terms, said=said)
        return
    if await _say_if_impossible(talk, order, terms):
        return
    _confirm(talk, order, terms)
    _ask(talk, Asked.CONFIRM_CONDITION, order, terms, said)


async def _ask_by_when(talk: Talk, order: Order, terms: Terms, *, said: str) -> None:
    """Propose the order's own promise where one is running, else the end of tomorrow; 30 days where they want more."""
    due = talk.now + FURTHEST if terms.due_at > talk.now + FURTHEST else _proposed(talk, order, terms)
    terms = replace(terms, due_at=due)
    if await _say_if_impossible(talk, order, terms):
        return
    told = _words(talk, order, terms)
    talk.say("utter_condition_by_when", goods=told.goods, by=told.by, not_yet=told.not_yet, deed=told.deed)
    _ask(talk, Asked.CONDITION_BY, order, terms, said)


def _proposed(talk: Talk, order: Order, terms: Terms) -> datetime:
    running = (
        one.due
        for one in deadlines_of(order, talk.rules)
        if one.kind is BlockKind.DISPATCH and one.due > talk.now + timedelta(hours=1)
    )
    if terms.awaited is Awaited.SENT and (due := min(running, default=None)) and due <= talk.now + FURTHEST:
        return due
    local = talk.now.astimezone(ZoneInfo(_zone(talk)))
    return datetime.combine(local.date() + timedelta(days=2), datetime.min.time(), local.tzinfo)


def _ask(talk: Talk, asked: Asked, order: Order, terms: Terms, said: str) -> None:
    told = {
        "awaited": terms.awaited.value, "once": terms.once, "then": terms.then.value, "due": terms.due_at.isoformat(),
        "said": said,
    }  # fmt: skip
    talk.propose(condition=told, items=terms.items)
    talk.ask(asked, order=order)
    _spoken_of(talk, order)


def _spoken_of(talk: Talk, order: Order) -> None:
    talk.remember(order_id=order.order_id)
    remember_matter(talk, Matter.PROMISE)


# It is taken back, or asked after


async def _take_back_if_left(talk: Talk) -> bool:
    """Take back the one of the order spoken of, else the latest: 算了不用了，等等看. False where they leave none."""
    answers_us = talk.before.asked not in {None, Asked.ANYTHING_ELSE}
    if answers_us or not talk.heard.said.leaves_condition(just_spoken_of=_just_spoken_of(talk)):
        return False
    condition = await _which(talk, open_only=True)
    if condition is None:
        return False
    await _take_back(talk, condition)
    return True


async def take_back_if_condition(talk: Talk, pressed: str) -> bool:
    """Take back what was agreed, after [撤回] under it; False where the button is about something else."""
    try:
        condition = await condition_of(talk.tx, UUID(pressed))
    except (ValueError, NoConditionError):
        return False
    if condition.customer_id != talk.customer.customer_id:
        return False
    await _take_back(talk, condition)
    return True


async def _take_back(talk: Talk, condition: Condition) -> None:
    order = await talk.order(condition.order_id)
    short = _short(talk, condition.terms)
    if order is None:
        talk.say("utter_order_not_found")
    elif condition.verdict:
        talk.say("utter_condition_over", short=short, ended=words.condition_ended(condition.verdict, talk.language))
    else:
        await withdraw_condition(talk.tx, condition.condition_id, talk.now, who="consumer")
        talk.say("utter_condition_withdrawn", goods=talk.goods(order), short=short)
        talk.remember(order_id=order.order_id)


async def _tell_if_asked(talk: Talk) -> bool:
    """Tell that it stands, with its hour and sum, or how it ended: 我那个明天不发就退还算数吗. False where nobody
    asks."""
    before = _just_spoken_of(talk) and talk.heard.says("comes_before")
    if not (before or talk.heard.said.asks_of_condition(just_spoken_of=_just_spoken_of(talk))):
        return False
    condition = await _which(talk, open_only=False)
    order = await talk.order(condition.order_id) if condition else None
    if condition is None or order is None:
        return False
    if condition.open and talk.heard.says("comes_before"):
        talk.say("utter_condition_comes_before")
    elif condition.open:
        _tell_stands(talk, order, condition)
    else:
        ended = (
            words.condition_ended(condition.verdict, talk.language)
            if condition.verdict
            else _withdrawn(talk, condition)
        )
        talk.say("utter_condition_over", short=_short(talk, condition.terms), ended=ended)
    _spoken_of(talk, order)
    return True


def _withdrawn(talk: Talk, condition: Condition) -> str:
    return words.condition_state(condition.state, talk.language)


def _just_spoken_of(talk: Talk) -> bool:
    """Whether a condition was what we spoke of last, and nothing else is being asked."""
    return talk.before.matters[:1] == (Matter.PROMISE,) and talk.before.asked is None


async def _which(talk: Talk, *, open_only: bool) -> Condition | None:
    """Of the order spoken of before others, open ones before those that are over, the latest."""
    found = await conditions_of_customer(talk.tx, talk.customer.customer_id, open_only=open_only)
    found.sort(key=lambda one: (one.order_id == talk.before.order_id, one.open, one.terms.set_at))
    return found[-1] if found else None


# Words and values


@dataclass(frozen=True, slots=True)
class _Words:
    """The values of the sentences that say what is awaited, until when, and what is done then."""

    goods: str
    by: str
    not_yet: str
    before: str
    deed: str


def _words(talk: Talk, order: Order, terms: Terms) -> _Words:
    planned = expected(terms, order, talk.now, talk.rules)
    return _Words(
        goods=talk.goods(order), by=_until(talk, terms.due_at),
        not_yet=words.not_yet(terms.awaited, talk.language),
        before=words.before(terms.awaited, talk.language),
        deed=words.deed(terms.then, planned, talk.language, spoken=talk.spoken),
    )  # fmt: skip


def _confirm(talk: Talk, order: Order, terms: Terms) -> None:
    told = _words(talk, order, terms)
    if terms.once:
        talk.say("utter_confirm_condition_once", goods=told.goods, by=told.by, deed=told.deed)
    elif terms.awaited is Awaited.SHOP_ANSWERED:
        talk.say("utter_confirm_condition_unseen", by=told.by, deed=told.deed)
    else:
        talk.say(
            "utter_confirm_condition", goods=told.goods, by=told.by, not_yet=told.not_yet, deed=told.deed,
            before=told.before,
        )  # fmt: skip


def _tell_kept(talk: Talk, order: Order, condition: Condition) -> None:
    told, undo = _words(talk, order, condition.terms), _undo(talk, condition)
    if condition.terms.once:
        talk.say("utter_condition_kept_once", deed=told.deed, buttons=undo)
    else:
        talk.say("utter_condition_kept", by=told.by, not_yet=told.not_yet, deed=told.deed, buttons=undo)


def _tell_stands(talk: Talk, order: Order, condition: Condition) -> None:
    told, undo = _words(talk, order, condition.terms), _undo(talk, condition)
    if condition.terms.once:
        talk.say("utter_condition_stands_once", goods=told.goods, by=told.by, deed=told.deed, buttons=undo)
    else:
        talk.say(
            "utter_condition_stands", goods=told.goods, by=told.by, not_yet=told.not_yet, deed=told.deed, buttons=undo
        )


def _until(talk: Talk, at: datetime) -> str:
    return words.until(at, talk.now, _zone(talk), talk.language, spoken=talk.spoken)


def _short(talk: Talk, terms: Terms) -> str:
    return words.short(terms.awaited, terms.then, talk.language, once=terms.once)


def _zone(talk: Talk) -> str:
    return talk.customer.time_zone


def _undo(talk: Talk, condition: Condition) -> list[Button]:
    title = "Take it back" if phrases.is_english(talk.language) else "撤回"
    entities = {"remedy_id": str(condition.condition_id)}
    return [] if talk.spoken else [{"title": title, "payload": {"intent": "withdraw", "entities": entities}}]


def _due_of(wish: Mapping[str, Any]) -> datetime | None:
    return datetime.fromisoformat(str(wish["due"])) if wish.get("due") else None


def _terms(talk: Talk, wish: Mapping[str, Any]) -> Terms:
    """What was kept with our question; without a time it is over at once."""
    return Terms(
        awaited=Awaited(wish["awaited"]), once=bool(wish.get("once")), then=Then(wish["then"]),
        items=talk.before.wish.items, set_at=talk.now, due_at=_due_of(wish) or talk.now,
    )  # fmt: skip


def _items(talk: Talk, order: Order) -> Quantities | None:
    """The part that these words name; an order is called by its first item."""
    return items_named(order, talk.heard.said, any_name=True) if len(order.items) > 1 else None


async def _order(talk: Talk, found: ConditionHeard) -> Order | None:
    """The order that is meant; None where we have asked which, or there is none. A day in these words is no day of
    buying, and a figure that is no order's is none."""
    orders, said = await talk.orders(), pointing_in(talk)
    numbers = frozenset(one for one in said.numbers if any(has_number(order, one) for order in orders))
    which = meant(
        orders, replace(said, bought=(), numbers=numbers), time_zone=_zone(talk), in_focus=talk.before.order_id,
        offered=talk.before.offered.last, rank=_rank(talk, found), urgent=True,
    )  # fmt: skip
    if which.order is None and which.candidates:
        ask_meant(talk, which)
    return which.order


def _rank(talk: Talk, found: ConditionHeard) -> Rank:
    if found.awaited is Awaited.SENT:
        return relevance.dispatch(talk.now, talk.rules)
    if found.awaited is Awaited.REFUNDED:
        return relevance.refund(talk.now, talk.rules)
    rank = relevance.logistics if found.awaited in _WAY_HERE else relevance.unfinished
    return rank(talk.now, talk.rules)


YES: dict[Asked, Run] = {Asked.CONFIRM_CONDITION: keep_condition, Asked.CONDITION_BY: keep_condition}
