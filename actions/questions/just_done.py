"""What this conversation has registered in its last turns, and whether words only wish for it once more.

For two turns a yes, a bare verb, the wish again are about what was done: it is told again, and nothing is registered.
Whatever differs (other goods, another sum, another deed, a question) is no repeat, and is answered as ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from actions.asking.choices import Choices
from actions.asking.offer_reply import goes_for_goods, offered_matter
from actions.asking.open_question import deed_asked
from actions.deeds.some_items import fewer_of, items_named
from actions.heard import Heard
from actions.matters.done_already import deed_of, is_known, matters_of
from actions.memory import Asked
from actions.orders.reference import NUMBERS, by_goods, has_number
from actions.questions.carrying_out import load_view
from actions.questions.told_before import RECENT, mark_of_deed
from actions.talk import Talk
from careline.cases.service import Remedy
from careline.core.orders import Order
from careline.core.paid import all_items
from careline.core.remedies import MONEY, MONEY_BACK, URGES, RemedyKind, may_cancel
from understanding.bars import READ_SURELY
from understanding.deeds import Verb
from understanding.taxonomy import Ask

_MONEY_BACK = frozenset({Verb.CANCEL, Verb.REFUND, Verb.RETURN})
_WISHES = frozenset({Ask.DO_IT, Ask.CONFIRM})
_LONGEST = (14, 10)
"""Chinese characters, and words: what says more has something of its own to say."""
_NOTHING_OPEN = frozenset({None, Asked.ANYTHING_ELSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was registered, of which order, and how often it was told (at least once)."""

    order: Order
    remedy: Remedy
    times: int


async def just_done(talk: Talk) -> list[Done]:
    """What the last turns have registered and what stands as it was told, the latest first."""
    told, found = talk.before.said.sentences, []
    for order in await talk.orders() if told and not talk.spoken else ():
        for remedy in await _marked(talk, order):
            if is_known(await load_view(talk, order), remedy):
                at, times = told[mark_of_deed(remedy.remedy_id)]
                found.append((at, Done(order=order, remedy=remedy, times=times)))
    found.sort(key=lambda one: (one[0], one[1].remedy.kind not in URGES, one[1].remedy.remedy_id), reverse=True)
    return [one for _, one in found]


async def _marked(talk: Talk, order: Order) -> list[Remedy]:
    """What is under way for this order and was told in one of the last turns."""
    running = (one for one in await talk.under_way() if one.order_id == order.order_id)
    return [one for one in running if talk.before.said.within(mark_of_deed(one.remedy_id), RECENT)]


async def wished_once_more(talk: Talk, heard: Heard) -> Done | None:
    """The deed that these words only wish for once more, or say yes to; None: they say something else."""
    said = heard.said
    if heard.entity("order_id") or heard.entity("items"):
        return None  # a card that was chosen
    if said.is_empty or said.asks_of_us or said.taken_back is not None or not said.plain_yes or said.corrects:
        return None
    maybe = said.agrees_once_more or _reads_as_wish(heard) or any(said.wishes_once_more(deed) for deed in Verb)
    done = await just_done(talk) if maybe and not _presses(talk, heard) else []
    done = [one for one in done if await _is_spoken_of(talk, heard, one)]
    if named := [one for one in done if _is_named(talk, heard, one)]:
        same = [one for one in named if await _is_the_same(talk, heard, one)]
        return next(iter(same), None)
    if said.agrees_once_more and talk.before.asked in _NOTHING_OPEN:
        return next(iter(done), None)
    return None


def _presses(talk: Talk, heard: Heard) -> bool:
    """Whether the words rather name a button that we have shown."""
    pick = heard.said.pick
    return pick is not None and any(one.way is pick.way for one in Choices.remembered(talk.before).presses if one.way)


async def _is_spoken_of(talk: Talk, heard: Heard, done: Done) -> bool:
    """Whether the words are about the order of this deed: by its goods, as it was spoken of last, or since the one that
    was cannot be cancelled."""
    spoken_of = await talk.order_spoken_of()
    if spoken_of is None or spoken_of.order_id == done.order.order_id:
        return True
    only_there = deed_of(done.remedy) is Verb.CANCEL and not may_cancel(spoken_of)
    return only_there or done.order in by_goods(await talk.orders(), heard.said)


def _is_named(talk: Talk, heard: Heard, done: Done) -> bool:
    """Whether the words name this deed as a wish, and no question of ours is about the same."""
    deed, said = deed_of(done.remedy), heard.said
    asked = deed_asked(talk.before.asked)
    other = said.wishes(deed) and asked is not None and not said.wishes(asked)  # cancel, beside the return we offer
    if deed is None or said.refuses(deed) or said.holds_off(deed) or (not other and _is_offered(talk, done, deed)):
        return False
    called = deed is Verb.CALL and said.says("call_me") and not (said.is_longer_than(*_LONGEST) or said.asks)
    return said.wishes_once_more(deed) or called or _is_read_as_wish(heard, done, deed)


def _is_offered(talk: Talk, done: Done, deed: Verb) -> bool:
    """Whether the words are rather in answer to our own question: about another piece, another order."""
    about, asked = offered_matter(talk.before), deed_asked(talk.before.asked)
    same = asked is deed or {asked, deed} <= _MONEY_BACK
    return same or (about is not None and about in matters_of(done.remedy))


def _is_read_as_wish(heard: Heard, done: Done, deed: Verb) -> bool:
    """Whether other words for it were surely read as the wish: just give me my money back."""
    said = heard.said
    if not _reads_as_wish(heard) or heard.readings[0].matter not in matters_of(done.remedy) or said.asks:
        return False
    money = done.remedy.kind in MONEY_BACK
    verbs = _MONEY_BACK if money else frozenset({deed})
    if not (any(said.wishes(one) for one in verbs) or (money and said.gives_back)):
        return False
    return not (money and (goes_for_goods(heard) or said.says("goods_not_money", "sum_for_keeping")))


def _reads_as_wish(heard: Heard) -> bool:
    """Whether short words, which set nothing against what was done, were surely read as a wish."""
    first, said = next(iter(heard.readings), None), heard.said
    if first is None or first.ask not in _WISHES or said.is_longer_than(*_LONGEST) or said.says("otherwise"):
        return False
    return min(first.sure, first.ask_sure) >= READ_SURELY


async def _is_the_same(talk: Talk, heard: Heard, done: Done) -> bool:
    """Whether no goods, order, number, sum, place or hour in the words is another than what was registered."""
    said, orders, remedy = heard.said, await talk.orders(), done.remedy
    if said.wishes_once_more(deed_of(remedy) or Verb.HAND_OVER):
        return True  # the verb, and nothing beside it
    if (named := by_goods(orders, said)) and done.order not in named:
        return False
    numbers = [number for kind in NUMBERS for number in heard.entities.get(kind, ())]
    if "other" in heard.entities or not all(has_number(done.order, number) for number in numbers):
        return False
    if said.says("part_of_order", "the_other_order", "corrects_self", "as_well") or not _same_sum(heard, remedy):
        return False
    running = sorted(remedy.items or all_items(done.order))
    items = items_named(done.order, said, any_name=True) or fewer_of(tuple(running), said)
    if items and sorted(items) != running:
        return False
    return not (said.address or said.invoice_data or said.phone) and _same_hour(talk, heard, remedy)


def _same_sum(heard: Heard, remedy: Remedy) -> bool:
    """Whether every sum in the words is the one that was registered."""
    if remedy.kind not in MONEY or remedy.amount is None:
        return not heard.said.prices
    return all(one == Decimal(remedy.amount.decimal()) for one in heard.said.prices)


def _same_hour(talk: Talk, heard: Heard, remedy: Remedy) -> bool:
    """Whether no other time to be called is named."""
    if remedy.kind is not RemedyKind.CALLBACK:
        return True
    at, told = heard.said.callback_time(talk.now, talk.customer.time_zone), remedy.details.get("at")
    if at is None or told is None:
        return at is None
    agreed = datetime.fromisoformat(str(told))
    same_day = at.date() == agreed.astimezone(at.tzinfo).date() and not heard.said.names_an_hour
    return at == agreed or same_day
