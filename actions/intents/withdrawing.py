"""Taking back what was asked for: 撤回, 不退了, undo. Heard by its words where something is under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from actions.asking.offer_reply import spoken_of
from actions.asking.order_choice import ask_which, pointing_in
from actions.deeds.pending_remedies import tell_refused
from actions.deeds.registering import called, goods_of
from actions.intents.amending import change
from actions.intents.conditions import take_back_if_condition
from actions.matters.registry import DEEDS, QUESTIONS
from actions.orders.reference import has_number
from actions.talk import Handler, Talk
from careline.cases.service import Remedy, TooLateError, remedies_of_customer, take_back
from careline.core import phrases
from careline.core.orders import Order, Quantities
from careline.core.paid import all_items
from careline.core.remedies import MONEY_BACK, URGES, RemedyKind, RemedyState, Withdrawal
from understanding.reading import Reading
from understanding.taxonomy import Matter

_JUST_NOW = timedelta(minutes=15)
_KINDS = {one.verbs: one.kinds for one in QUESTIONS.values() if one.verbs and one.kinds}
_OF_PARTS = MONEY_BACK | {RemedyKind.RESEND, RemedyKind.EXCHANGE}
"""Kinds that may run on for a part of their goods."""


def kinds_taken_back(said: Reading) -> frozenset[RemedyKind] | None:
    """Which kinds these words take back; an empty set: whatever is under way; None: they take nothing back. Pure."""
    deeds = said.taken_back
    return None if deeds is None else frozenset().union(*(_KINDS[deed] for deed in deeds))


async def takes_back(talk: Talk) -> bool:
    """Whether these words take back something that is under way."""
    kinds = kinds_taken_back(talk.heard.said)
    if kinds is None and talk.heard.said.keeps_the_goods:
        kinds = MONEY_BACK
    if kinds is None and await _calls_off_complaint(talk):
        return True
    if kinds is None or talk.heard.said.undoes_nothing:
        return False
    if _meant(await _under_way(talk), kinds, talk.before.order_id):
        return True
    return talk.heard.said.only_takes_back  # else they hear that there is nothing to take back


async def _calls_off_complaint(talk: Talk) -> bool:
    """Whether 算了不用 gives up the complaint that was registered just before, while nothing else is asked."""
    said = talk.heard.said
    nearest = next(iter(spoken_of(talk.before)), None)
    if talk.before.asked or nearest is not Matter.MERCHANT or talk.in_queue:
        return False
    if not said.says("never_mind"):
        return False
    last = next((one for one in reversed(await _under_way(talk)) if one.kind not in URGES), None)
    just = last is not None and talk.now - last.requested_at <= _JUST_NOW
    return just and last is not None and last.kind is RemedyKind.COMPLAINT and not _is_enquiry(last)


async def undoes_nothing_yet(talk: Talk) -> bool:
    """Whether a bare 撤回, "undo that" is a no to our question, as nothing that could be taken back is under way."""
    said = talk.heard.said
    bare = said.taken_back == frozenset() and not said.undoes_nothing
    return bare and not [one for one in await _under_way(talk) if one.kind not in URGES]


async def withdraw(talk: Talk) -> None:
    """Take back what the button or the words mean: by the goods or numbers they name, else of the order spoken of."""
    orders = {order.order_id: order for order in await talk.orders()}
    pressed = talk.heard.entity("remedy_id")
    if pressed and await take_back_if_condition(talk, pressed):
        return
    if pressed:
        every = await remedies_of_customer(talk.tx, talk.customer.customer_id, open_only=False)
        await _take_back_latest(
            talk, orders, [one for one in every if str(one.remedy_id) == pressed and one.order_id in orders]
        )
        return
    focus = talk.chosen.order_id if talk.chosen else talk.before.order_id
    under_way = [one for one in await _under_way(talk) if one.order_id in orders]
    taken = kinds_taken_back(talk.heard.said)
    kinds = taken or frozenset()
    if talk.made_anew or (taken is None and await _calls_off_complaint(talk)):
        await _take_back_latest(talk, orders, _meant(under_way, kinds, focus))
        return
    named = _named(talk, list(orders.values()))
    fits = [one for one in _meant(under_way, kinds, None) if not named or named.means(orders[one.order_id], one)]
    if named and under_way and not fits:
        talk.say("utter_nothing_of_these_to_withdraw", goods=named.called(talk))
        return
    each = named is not None and named.apart and len(named.items or named.orders) >= len(fits)
    if not each:
        fits = _meant(fits, kinds, focus)
    theirs = list({one.order_id: orders[one.order_id] for one in fits}.values())
    if len(theirs) > 1 and not each:
        ask_which(talk, theirs)
    elif len(fits) > 1 and not each and not talk.heard.said.takes_all_back:
        _ask_which_request(talk, theirs[0], fits)
    else:
        await _take_back_each(talk, orders, fits, named)


async def _take_back_latest(talk: Talk, orders: Mapping[str, Order], found: Sequence[Remedy]) -> None:
    """Take back the latest of these, all of it."""
    if not found:
        talk.say("utter_nothing_to_withdraw")
        return
    talk.remember(order_id=found[-1].order_id)
    await _take_back(talk, orders[found[-1].order_id], found[-1])


async def _take_back_each(
    talk: Talk, orders: Mapping[str, Order], found: Sequence[Remedy], named: _Named | None
) -> None:
    """Take back each of these, or the part of it that is meant."""
    if not found:
        talk.say("utter_nothing_to_withdraw")
    for one in found:
        order = orders[one.order_id]
        talk.remember(order_id=order.order_id)
        if left := _left(talk, order, one, named):
            await change(talk, order, one, left)
        else:
            await _take_back(talk, order, one)


@dataclass(frozen=True)
class _Named:
    """What the words take back by name. `orders` by a number; `items`: order and key of goods. `apart`: each of the
    goods by words of its own, so that none is only another reading of the same word."""

    orders: tuple[Order, ...] = ()
    items: tuple[tuple[Order, str], ...] = ()
    apart: bool = False

    def means(self, order: Order, remedy: Remedy) -> bool:
        """Whether this request is for any of it."""
        if order in self.orders:
            return True
        mine = {sku for named, sku in self.items if named == order}
        return bool(mine & {sku for sku, _ in remedy.items or all_items(order)})

    def called(self, talk: Talk) -> str:
        """马克杯; the mug: the first of it."""
        if not self.items:
            return talk.goods(self.orders[0])
        order, sku = self.items[0]
        return goods_of(talk, order, tuple(one for one in all_items(order) if one[0] == sku))


def _named(talk: Talk, orders: Sequence[Order]) -> _Named | None:
    """The goods, or else the orders by number, that are named in what the words take back; None: no names."""
    words, numbers = talk.heard.said.taking_back, pointing_in(talk).numbers
    by_number = tuple(order for order in orders if any(has_number(order, number) for number in numbers))
    every = [(order, item) for order in by_number or orders for item in order.items]
    names = [words.goods_named((item.title, item.variant)) for _, item in every]
    if not any(names):
        scores = [words.goods_score((item.title, item.variant)) for _, item in every]
        best = max(scores, default=0)
        names = [frozenset({"kind"}) if best and score == best else frozenset() for score in scores]
    best_named = [n for n, found in enumerate(names) if found and not any(found < other for other in names)]
    if not best_named:
        return _Named(orders=by_number, apart=len(by_number) > 1) if by_number else None
    apart = len({names[n] for n in best_named}) == len(best_named)
    return _Named(items=tuple((every[n][0], every[n][1].sku) for n in best_named), apart=apart)


def _left(talk: Talk, order: Order, remedy: Remedy, named: _Named | None) -> Quantities | None:
    """What of a larger request goes on, where only a part of it is taken back; None: nothing, or it has no parts."""
    if remedy.kind not in _OF_PARTS:
        return None
    running = remedy.items or all_items(order)
    mine = {sku for one, sku in named.items if one == order} if named else set()
    mine = mine or {sku for sku, _ in running}
    left: list[tuple[str, int]] = []
    for sku, pieces in running:
        fewer = talk.heard.said.pieces_taken_back(pieces) if len(mine) == 1 else None
        stays = pieces - (fewer or pieces) if sku in mine else pieces
        left += [(sku, stays)] if stays else []
    return tuple(left) or None


def _ask_which_request(talk: Talk, order: Order, found: Sequence[Remedy]) -> None:
    """Ask which of several requests of one order, with a button for each; aloud by its goods."""
    titles = [_title(talk, order, one) for one in found]
    english = phrases.is_english(talk.language)
    payloads = [{"intent": "withdraw", "entities": {"remedy_id": str(one.remedy_id)}} for one in found]
    buttons = [{"title": title, "payload": payload} for title, payload in zip(titles, payloads, strict=True)]
    names = (" and " if english else "和").join(titles)
    talk.remember(order_id=order.order_id)
    talk.say("utter_withdraw_which", names=names, buttons=[] if talk.spoken else buttons)


def _title(talk: Talk, order: Order, one: Remedy) -> str:
    goods, what = goods_of(talk, order, one.items), called(talk, one.kind)
    return f"{what} for {goods}" if phrases.is_english(talk.language) else f"{goods}的{what}"


async def _under_way(talk: Talk) -> list[Remedy]:
    return [one for one in await talk.under_way() if one.kind is not RemedyKind.WITHDRAW]


def _meant(open_ones: list[Remedy], kinds: frozenset[RemedyKind], focus: str | None) -> list[Remedy]:
    """Of the order spoken of, where it has any; what was merely pushed only if there is nothing else."""
    fits = [one for one in open_ones if not kinds or one.kind in kinds]
    deeds = [one for one in fits if one.kind not in URGES] or fits
    here = [one for one in deeds if one.order_id == focus]
    return here or deeds


async def _take_back(talk: Talk, order: Order, remedy: Remedy) -> None:
    goods, what = goods_of(talk, order, remedy.items), called(talk, remedy.kind)
    try:
        how, after = await take_back(
            talk.tx, remedy.remedy_id, order, talk.now, talk.rules, who="consumer",
            channel=talk.conversation.channel, conversation_id=talk.conversation.conversation_id,
            asked_in=str(talk.turn_id),
        )  # fmt: skip
    except TooLateError:
        _tell_over(talk, order, remedy, goods, what)
        return
    if how is Withdrawal.AT_ONCE and _is_enquiry(remedy):
        talk.say("utter_enquiry_withdrawn")
    elif how is Withdrawal.AT_ONCE:
        talk.say("utter_withdrawn", goods=goods, what=what)
    else:
        talk.say("utter_withdraw_asked", goods=goods, what=what, by=talk.at(after.due_at or talk.now))


def _is_enquiry(remedy: Remedy) -> bool:
    """Whether a person finds something out for them, which is no complaint."""
    return remedy.kind is RemedyKind.COMPLAINT and remedy.details.get("about") in DEEDS


def _tell_over(talk: Talk, order: Order, remedy: Remedy, goods: str, what: str) -> None:
    if remedy.state is RemedyState.WITHDRAWN:
        talk.say("utter_withdrawn", goods=goods, what=what)
    elif remedy.state is RemedyState.REFUSED:
        tell_refused(talk, order, remedy)
    else:
        talk.say("utter_withdraw_too_late", goods=goods, what=what)


ANSWERS = {"withdraw": Handler(withdraw, topic=True)}
