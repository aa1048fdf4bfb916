"""What is told beside an answer: the next likeliest reading, and what the words wish or ask as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from actions.asking.offer_reply import offered_matter, spoken_of
from actions.asking.order_choice import pointing_in
from actions.heard import Heard
from actions.matters.answer import Answer
from actions.matters.beside import beside
from actions.matters.registry import MATTERS
from actions.memory import Memory
from actions.orders.reference import by_goods
from actions.questions.carrying_out import as_reply, carry_out, do_now, load_view
from actions.questions.sureness import ONLY_ASKS, WISHED
from actions.talk import Reply, Talk
from careline.core.orders import Order
from understanding.bars import ASKED_CLEARLY, CLEARLY_OF_IT, NEARLY_AS_LIKELY
from understanding.context import Question, completed
from understanding.taxonomy import Ask, Matter

_TWO = 2
_OF_WHAT_IS_DONE = frozenset({Ask.WHEN, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.WHICH, Ask.HOW})
_SUMS_APART = frozenset({Matter.COMPENSATION, Matter.RETURN_FREIGHT, Matter.PRICE})
"""Money that comes, as a refund does, but is none."""
_OF_NO_GOODS = frozenset({Matter.SERVICE, Matter.PROMISE, Matter.PERSON, Matter.OTHER})
_MOST = 3
"""An answer has no more bubbles."""


async def tell_next_likeliest(talk: Talk, answered: Question, others: Sequence[Question]) -> None:
    """Tell the next likeliest answer too, of the same matter or of another one, where it is not clear what was asked
    and that answer only tells."""
    if not talk.from_matter or talk.spoken or len(talk.replies) >= _MOST:
        return
    if any((reply.response or "").startswith("utter_urged") for reply in talk.replies):
        return  # what was just pushed is told by that
    other = next((one for one in others if _may_be_asked_too(answered, one)), None)
    order = await talk.order(talk.memory.order_id)
    cell = MATTERS.get(other.matter, {}).get(other.ask) if other else None
    found = cell(await load_view(talk, order), other) if cell and order and other else None
    if found is None or not _only_tells(found):
        return
    told = {value for reply in talk.replies for value in reply.values.values()}
    with _in_front_of_our_offer(talk):
        for one in found.says[:1]:
            if not one.values or not told.issuperset(one.values.values()):  # the same number, the same hour, once
                talk.add(as_reply(one))


async def tell_parts(talk: Talk, answered: Question) -> None:
    """Tell what another part of the message asks by itself, where its answer only tells: 能退多少 多久到卡里.

    Short questions without a mark between them are read as one, and the whole is sure of one of them.
    """
    halves = talk.heard.halves
    if not talk.from_matter or talk.spoken or talk.heard.questions or len(halves) < _TWO:
        return
    order = await talk.order(talk.memory.order_id)
    if order is None:
        return
    done = {answered.ask}
    with _in_front_of_our_offer(talk) as ours:
        for part in (halves[0], *(halves[2:] or halves[1:])):
            asked = _asked_alone(part, answered)
            if asked is None or asked.ask in done or len(talk.replies) + len(ours) >= _MOST:
                continue
            done.add(asked.ask)
            cell = MATTERS.get(asked.matter, {}).get(asked.ask)
            found = cell(replace(await load_view(talk, order), said=part.said), asked) if cell else None
            if found and _only_tells(found):
                _tell_once(talk, as_reply(found.says[0]))


@contextmanager
def _in_front_of_our_offer(talk: Talk) -> Iterator[list[Reply]]:
    """What is said meanwhile stands in front of the offer that ends the answer; the offer, if there is one."""
    ends = talk.offered_by is not None and [one.response for one in talk.replies[-1:]] == [talk.offered_by]
    ours = [talk.replies.pop()] if ends else []
    yield ours
    talk.replies += ours


def _only_tells(found: Answer) -> bool:
    """Whether an answer does nothing, and says something beside what it may offer."""
    return found == Answer(says=found.says, offer=found.offer) and len(found.says) > bool(found.offer)


def _asked_alone(part: Heard, answered: Question) -> Question | None:
    """What a part surely asks, of its own matter or of the one that was answered; None where it tells or wishes."""
    first = next(iter(part.readings), None)
    if first is None or first.ask not in ONLY_ASKS or not part.said.asks or first.ask_sure < ASKED_CLEARLY:
        return None
    own = first.named and first.sure >= CLEARLY_OF_IT and first.matter is not answered.matter
    own = own and not (first.matter is Matter.REFUND and answered.matter in _SUMS_APART)  # 能赔多少 啥时候到账
    wished = answered.ask in WISHED and first.ask not in _OF_WHAT_IS_DONE
    if not own and (wished or answered.matter in _OF_NO_GOODS):
        return None  # can you get them posted: the wish that was just carried out
    return first if own else replace(first, matter=answered.matter, sure=answered.sure)


def _tell_once(talk: Talk, reply: Reply) -> None:
    """Add the reply, unless this turn has said it, or every value in it."""
    told = {value for one in talk.replies for value in one.values.values()}
    again = any(one.response == reply.response for one in talk.replies)
    if not again and not (reply.values and told.issuperset(reply.values.values())):
        talk.add(reply)


def _may_be_asked_too(answered: Question, other: Question) -> bool:
    if other.ask not in ONLY_ASKS:
        return False
    done = answered.ask in WISHED  # what was registered says how it stands
    return not done and other.likely - answered.likely > NEARLY_AS_LIKELY


async def tell_beside(talk: Talk, order: Order, question: Question) -> None:
    """Tell, and do, what the words wish or ask beside their question; a question of ours stays the last thing said."""
    if talk.spoken or talk.ended:
        return
    asks = talk.memory.asked is not None and talk.memory.asked != talk.before.asked
    last = talk.replies.pop() if asks and talk.replies else None
    for found in beside(await load_view(talk, order), question):
        for one in found.says:
            talk.add(as_reply(one))
        if found.do:
            await do_now(talk, order, found.do)
    if last:
        talk.replies.append(last)


async def tell_beside_our_question(talk: Talk, before: Memory) -> None:
    """Tell, and do, what an answer to our question wishes beside it: 退，还要投诉. `before` is how the turn began."""
    about = offered_matter(before)
    if about is None:
        return
    order = await talk.order(before.order_id)
    if order is None:
        return
    with talk.hearing(replace(talk.heard, said=talk.whole)):
        await tell_beside(talk, order, Question.certain(about, Ask.CONFIRM))


async def answer_beside(talk: Talk, question: Heard) -> bool:
    """Answer a further question of the message, while one of ours is open, where that asks nothing itself.

    What costs nothing (a complaint, an urge) is done at once; our own question stays open, and the last thing said.
    """
    with talk.hearing(question):
        return await _answer_beside(talk, question)


async def _answer_beside(talk: Talk, question: Heard) -> bool:
    asked = talk.memory
    orders = await talk.orders()
    order = next((one for one in orders if one.order_id == asked.order_id), None)
    named = by_goods(orders, question.said)
    found = completed(question.matters, question.asks, spoken_of(asked))
    cell = MATTERS.get(found.matter, {}).get(found.ask) if found else None
    elsewhere = pointing_in(talk).anywhere or (named and order not in named)
    told = cell(await load_view(talk, order), found) if cell and found and order and not elsewhere else None
    if told and told.offer:
        told = replace(told, says=told.says[:-1], offer=None)  # a second offer would make a yes ambiguous
    if told is None or told.then or told == Answer() or order is None or found is None:
        return False
    last = talk.replies.pop() if talk.replies else None
    await carry_out(talk, order, found, told)
    if last:
        talk.replies.append(last)
    talk.memory = replace(
        talk.memory, asked=asked.asked, wish=asked.wish, offered=asked.offered, order_id=asked.order_id, asides=0
    )
    return True
