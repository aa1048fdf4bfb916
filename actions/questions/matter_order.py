"""Which order a question of a matter is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.asking.order_choice import kept_or_called_off, order_if_clear, pointing_in, without_called_off
from actions.matters.about import TOLD_WHOLE
from actions.matters.registry import ABOUT
from actions.orders import relevance
from actions.orders.order_mention import Pointing
from actions.orders.reference import Rank, by_goods, has_number, leaves_alone, points_anywhere, same_goods
from actions.questions.matter_or_intent import LIKE_A_WISH
from actions.questions.sureness import is_sure
from actions.talk import Talk
from careline.core.orders import Order
from understanding.context import Question
from understanding.taxonomy import Ask, Matter


async def fits_another(talk: Talk, order: Order, question: Question) -> bool:
    """Whether what is wished for can only be done with another of their orders: cancel that one."""
    if question.ask not in LIKE_A_WISH | TOLD_WHOLE:
        return False
    another = ABOUT[question.matter].another
    return another is not None and another(order, await talk.orders(), question)


async def order_meant(talk: Talk, question: Question) -> Order | None:
    """The order that the words name, else the one spoken of; None where neither is clear."""
    orders, said, pressed = await talk.orders(), pointing_in(talk), talk.heard.entity("order_id")
    focus = next((order for order in orders if order.order_id == (pressed or talk.before.order_id)), None)
    if talk.chosen or pressed:
        return talk.chosen or focus
    if len(orders) == 1 and not said.numbers:
        return orders[0]
    passing = focus and is_sure(question) and not ABOUT[question.matter].of_a_day
    if said.bought and not by_goods(orders, said.words) and not passing:
        return None  # the action of the intent asks, or says that there was none
    if focus and said.bought:
        said = replace(said, bought=())  # a day on the way to something else
    other_number = _is_another_number(talk, orders, said, question)
    if other_number:
        focus = focus or _only_one(by_goods(orders, said.words) or orders)
    left = leaves_alone(orders, said.words) if focus and not said.numbers else []
    called = None if said.numbers else await kept_or_called_off(talk)
    if called or (points_anywhere(orders, said) and not other_number and (not left or focus in left)):
        return (
            called
            or await _of_the_same_goods(talk, question)
            or await order_if_clear(talk, rank_for(talk, question.matter) if said.other else lambda _: 1)
        )
    if talk.before.order_id or not question.named or len(orders) == 1:
        return focus or _only_one(orders if question.named else ())
    return await order_if_clear(talk, rank_for(talk, question.matter), urgent=question.ask in _OF_TROUBLE)


_OF_WHAT_COMES = frozenset({Matter.DISPATCH, Matter.DELIVERY, Matter.ADDRESS})


async def _of_the_same_goods(talk: Talk, question: Question) -> Order | None:
    """Of the same goods ordered twice, the one that still comes, once the other was called off; else None."""
    named = by_goods(await talk.orders(), talk.heard.said) if question.matter in _OF_WHAT_COMES else []
    alike = len(named) > 1 and all(same_goods(order, named[0]) for order in named)
    left, off = await without_called_off(talk, named) if alike and not talk.heard.says("one_called_off") else ([], [])
    return left[0] if off and len(left) == 1 else None


_OF_TROUBLE = frozenset({Ask.COMPLAIN, Ask.REPORT, Ask.WHY, Ask.HOW_LONG_OVERDUE, Ask.DO_IT})
"""Who asks so without a name means the order that is in trouble, where just one is."""


def _only_one(orders: Sequence[Order]) -> Order | None:
    return orders[0] if len(orders) == 1 else None


def _is_another_number(talk: Talk, orders: Sequence[Order], said: Pointing, question: Question) -> bool:
    """Whether the numbers in the words are none of their orders', and hardly meant so: a phone, a courier's."""
    if not said.numbers or any(has_number(one, number) for one in orders for number in said.numbers):
        return False
    couriers = set(talk.heard.entities.get("tracking_no", ())) >= said.numbers and ABOUT[question.matter].sent_back
    if any(number[:1].isalpha() for number in talk.heard.entities.get("order_no", ())):
        return False  # an order that is none of theirs, and no telephone
    if talk.heard.says("number_changed") and talk.before.order_id:
        return True  # 那是旧号，尾号 3321 的早停了
    return couriers or (ABOUT[question.matter].other_numbers and is_sure(question))


def rank_for(talk: Talk, matter: Matter) -> Rank:
    """How well an order fits a matter."""
    return (ABOUT[matter].rank or relevance.unfinished)(talk.now, talk.rules)
