"""What is told beside an answer: the next likeliest reading, and what the words wish or ask as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.asking.offer_reply import offered_matter, spoken_of
from actions.asking.order_choice import pointing_in
from actions.matters.answer import Answer
from actions.matters.beside import beside
from actions.matters.registry import MATTERS
from actions.memory import Memory
from actions.orders.reference import by_goods
from actions.questions.carrying_out import as_reply, carry_out, do_now, load_view
from actions.questions.sureness import ONLY_ASKS, WISHED
from actions.talk import Heard, Reply, Talk
from careline.core.orders import Order
from understanding.context import Question, completed
from understanding.taxonomy import Ask, Matter

_TWO = 2
_OF_WHAT_IS_DONE = frozenset({Ask.WHEN, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.WHICH, Ask.HOW})
_SUMS_APART = frozenset({Matter.COMPENSATION, Matter.RETURN_FREIGHT, Matter.PRICE})
"""Money that comes, as a refund does, but is none."""
_OF_NO_GOODS = frozenset({Matter.SERVICE, Matter.PROMISE, Matter.PERSON, Matter.OTHER})
_MOST = 3
"""An answer has no more bubbles."""
_ASKED_CLEARLY, _CLEARLY_OF_IT = 0.8, 0.8
"""How sure a part has to be of what it asks, and of its matter, to be answered by itself."""
_NEARLY_AS_LIKELY = -0.9
"""A reading whose logarithm is no more than this below the one that was answered is told too. Chosen on judges'
customers: of 487 turns five more are right for eleven more sentences; at -1.6 none more for eighteen sentences more."""


async def tell_too(talk: Talk, answered: Question, others: Sequence[Question]) -> None:
    """Where it is not clear what was asked, the next likeliest answer is told too, if it only tells: of the same
    matter, or of another one."""
    if not talk.from_matter or talk.spoken or len(talk.replies) >= _MOST:
        return
    if any((reply.response or "").startswith("utter_urged") for reply in talk.replies):
        return  # what was just pushed is told by that
    other = next((one for one in others if _may_be_asked_too(answered, one)), None)
    order = next((one for one in await talk.orders() if one.order_id == talk.memory.order_id), None)
    cell = MATTERS.get(other.matter, {}).get(other.ask) if other else None
    found = cell(await load_view(talk, order), other) if cell and order and other else None
    tells = found and found == Answer(says=found.says, offer=found.offer) and len(found.says) > bool(found.offer)
    if found is None or not tells:
        return
    told = {value for reply in talk.replies for value in reply.values.values()}
    asks = talk.question is not None and [one.response for one in talk.replies[-1:]] == [talk.question]
    ours = [talk.replies.pop()] if asks else []
    for one in found.says[:1]:
        if not one.values or not told.issuperset(one.values.values()):  # the same number, the same hour, once
            talk.add(as_reply(one))
    talk.replies += ours


async def tell_parts(talk: Talk, answered: Question) -> None:
    """What another part of the message asks by itself, where its answer only tells: 能退多少 多久到卡里.

    Short questions without a mark between them are read as one, and the whole is sure of one of them.
    """
    halves = talk.heard.halves
    if not talk.from_matter or talk.spoken or talk.heard.questions or len(halves) < _TWO:
        return
    order = next((one for one in await talk.orders() if one.order_id == talk.memory.order_id), None)
    if order is None:
        return
    asks = talk.question is not None and [one.response for one in talk.replies[-1:]] == [talk.question]
    ours = [talk.replies.pop()] if asks else []
    done = {answered.ask}
    for part in (halves[0], *(halves[2:] or halves[1:])):
        asked = _asked_alone(part, answered)
        if asked is None or asked.ask in done or len(talk.replies) + len(ours) >= _MOST:
            continue
        done.add(asked.ask)
        cell = MATTERS.get(asked.matter, {}).get(asked.ask)
        found = cell(replace(await load_view(talk, order), said=part.said), asked) if cell else None
        if found and found == Answer(says=found.says, offer=found.offer) and len(found.says) > bool(found.offer):
            _tell_once(talk, as_reply(found.says[0]))
    talk.replies += ours


def _asked_alone(part: Heard, answered: Question) -> Question | None:
    """What a part surely asks, of its own matter or of the one that was answered; None where it tells or wishes."""
    first = next(iter(part.readings), None)
    if first is None or first.ask not in ONLY_ASKS or not part.said.asks or first.ask_sure < _ASKED_CLEARLY:
        return None
    own = first.named and first.sure >= _CLEARLY_OF_IT and first.matter is not answered.matter
    own = own and not (first.matter is Matter.REFUND and answered.matter in _SUMS_APART)  # 能赔多少 啥时候到账
    wished = answered.ask in WISHED and first.ask not in _OF_WHAT_IS_DONE
    if not own and (wished or answered.matter in _OF_NO_GOODS):
        return None  # can you get them posted: the wish that was just carried out
    return first if own else replace(first, matter=answered.matter, sure=answered.sure)


def _tell_once(talk: Talk, reply: Reply) -> None:
    """The reply, unless this turn has said it, or every value in it."""
    told = {value for one in talk.replies for value in one.values.values()}
    again = any(one.response == reply.response for one in talk.replies)
    if not again and not (reply.values and told.issuperset(reply.values.values())):
        talk.add(reply)


def _may_be_asked_too(answered: Question, other: Question) -> bool:
    if other.ask not in ONLY_ASKS:
        return False
    done = answered.ask in WISHED  # what was registered says how it stands
    return not done and other.likely - answered.likely > _NEARLY_AS_LIKELY


async def tell_beside(talk: Talk, order: Order, question: Question) -> None:
    """What the words wish or ask beside their question, before a question of ours that ends the answer."""
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


async def told_beside_our_question(talk: Talk, before: Memory) -> None:
    """What an answer to our question wishes beside it: 退，还要投诉. `before` is how the turn began."""
    about = offered_matter(before)
    if about is None:
        return
    order = next((one for one in await talk.orders() if one.order_id == before.order_id), None)
    if order is None:
        return
    heard, talk.heard = talk.heard, replace(talk.heard, said=talk.whole)
    await tell_beside(talk, order, Question(about, Ask.CONFIRM, sure=1.0, ask_sure=1.0, named=True))
    talk.heard = heard


async def answered_beside(talk: Talk, question: Heard) -> bool:
    """Answer a further question of the message, while one of ours is open, where that asks nothing itself.

    What costs nothing (a complaint, an urge) is done at once; our own question stays open, and the last thing said.
    """
    heard, asked = talk.heard, talk.memory
    talk.heard = question
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
        talk.heard = heard
        return False
    last = talk.replies.pop() if talk.replies else None
    await carry_out(talk, order, found, told)
    if last:
        talk.replies.append(last)
    talk.heard = heard
    talk.memory = replace(
        talk.memory, asked=asked.asked, wish=asked.wish, offered=asked.offered, order_id=asked.order_id, asides=0.0
    )
    return True
