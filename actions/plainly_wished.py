"""What we would ask about is done at once where the words wish for it plainly, and know what they choose."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from actions.deeds import back
from actions.memory import Asked
from actions.offer_reply import spoken_of
from actions.open_question import COSTS_NOTHING, OF_ITEMS, OF_MONEY
from actions.some_items import kept_items
from actions.sureness import CLEAR, SURE_OF_ANOTHER, is_sure
from actions.talk import Heard, Reply, Talk
from actions.told_before import RECENT, mark, this_turn, told_before
from careline.core.orders import Order
from understanding.context import Question
from understanding.taxonomy import Ask


def chooses(talk: Talk, order: Order, question: Question) -> bool:
    """Whether the words wish plainly for what we now ask about, where it costs nothing, or where they know what they
    choose: we had offered it, or another deed instead, or they name the very sum."""
    asked, said = talk.memory.asked, talk.heard.said
    known = question.named or question.matter in spoken_of(talk.before)
    sure = known and question.sure >= SURE_OF_ANOTHER
    wish = sure and question.ask in _WISHED_WHOLE and _wished_in_all(talk.heard) >= CLEAR and said.plain_yes
    if not wish or asked not in OF_ITEMS | COSTS_NOTHING or talk.memory.order_id != order.order_id:
        return False
    plain = question.ask is Ask.DO_IT and is_sure(question)
    if plain and (asked in COSTS_NOTHING or (talk.opened_with in OF_ITEMS and talk.offered_order == order.order_id)):
        return True
    amount = back(order, kept_items(talk.memory.wish))
    sum_named = asked in OF_MONEY and Decimal(amount.decimal()) in said.prices
    return (plain and sum_named) or _sum_just_told(talk, order, talk.money(amount))


def _wished_in_all(heard: Heard) -> float:
    """How sure the words wish for it, in whatever way: as a wish, as a yes, as a wish for this and not the rest."""
    return sum(heard.asks.get(ask.value, 0.0) for ask in _WISHED_WHOLE)


def _sum_just_told(talk: Talk, order: Order, amount: str) -> bool:
    """Whether one of our last answers told that this sum comes back for a word, while nothing has left: they have
    heard what they wish for."""
    if order.sent or talk.memory.asked not in {Asked.CONFIRM_REFUND, Asked.CONFIRM_CANCEL}:
        return False
    said = told_before(talk.before.said)
    now = this_turn(said)
    told = (mark(Reply(response=name, values={"amount": amount}), order.order_id) for name in _SAY_THE_WORD)
    return any(one in said and now - said[one][0] <= RECENT for one in told)


_WISHED_WHOLE = frozenset({Ask.DO_IT, Ask.CONFIRM, Ask.NOT_ALL})
_SAY_THE_WORD = (
    "utter_if_not_sent", "utter_late_then_cancel", "utter_refund_only_then_unsent", "utter_refund_could",
    "utter_refund_may_unsent", "utter_refund_safe_unsent", "utter_cancel_may", "utter_return_unsent",
)  # fmt: skip
"""Answers which say that all of it comes back before dispatch, for a word."""


async def do_what_we_ask(talk: Talk) -> None:
    """A yes to the question that stands at the end of what was said."""
    talk.replies.pop()
    talk.before = replace(talk.before, asked=talk.memory.asked, wish=talk.memory.wish, order_id=talk.memory.order_id)
    talk.remember(asked=None, wish=None, offered=None)
    await talk.answer_as("affirm")
