"""What we would ask about is done at once where the words wish for it plainly, and know what they choose."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from actions.asking.offer_reply import goes_for_goods, spoken_of
from actions.asking.open_question import COSTS_NOTHING, OF_ITEMS, OF_MONEY, WISHES_FOR_GOODS, deed_asked
from actions.deeds.registering import back
from actions.deeds.some_items import items_named
from actions.heard import Heard
from actions.questions.sureness import WISHED_WHOLE, is_sure
from actions.questions.told_before import RECENT, mark_of_sum
from actions.remembered import OrdersShown, Proposal
from actions.talk import Talk
from careline.core.guarantees import received_at
from careline.core.orders import Order
from understanding.bars import CLEAR, READ_SURELY
from understanding.context import Question
from understanding.deeds import Verb
from understanding.taxonomy import Ask


def wishes_knowingly(talk: Talk, order: Order, question: Question) -> bool:
    """Whether the words wish plainly for what we now ask about, where it costs nothing, or where they know what they
    choose: we had offered it, or another deed instead, or they name the very sum."""
    asked, said = talk.memory.asked, talk.heard.said
    known = question.named or question.matter in spoken_of(talk.before)
    sure = known and question.sure >= READ_SURELY
    wish = sure and question.ask in WISHED_WHOLE and _wished_in_all(talk.heard) >= CLEAR and said.plain_yes
    if not wish or asked not in OF_ITEMS | COSTS_NOTHING or talk.memory.order_id != order.order_id:
        return False
    if asked in OF_MONEY and wants_the_goods(talk, order, deed_asked(asked)):
        return False
    plain = question.ask is Ask.DO_IT and is_sure(question)
    if plain and (asked in COSTS_NOTHING or (talk.opened_with in OF_ITEMS and talk.offered_order == order.order_id)):
        return True
    amount = back(order, talk.memory.wish.items)
    sum_named = asked in OF_MONEY and Decimal(amount.decimal()) in said.prices
    told = _sum_just_told(talk, order, talk.money(amount)) and _names_the_wish(talk.heard)
    told = told and (sum_named or not said.prices)  # 退 15 块就行 is no wish for 48
    return (plain and sum_named) or told


def wants_the_goods(talk: Talk, order: Order, deed: Verb | None) -> bool:
    """Whether the deed is refused, and not only for a part of the order (keep the shoes, just the socks); or money is,
    whatever else is wished: send a new one then, I don't want the money."""
    said = talk.heard.said
    part = items_named(order, said, any_name=True) is not None
    if part and said.gives_back and not said.says("refuses_money"):
        return False  # 就退三个 好的三个我自己留
    return (
        (not part and (said.refuses(deed) or said.holds_off(deed)))
        or said.says("refuses_money")
        or goes_for_goods(talk.heard)
    )


def _names_the_wish(heard: Heard) -> bool:
    """Whether the words themselves say it, and not the course of the talk alone."""
    return heard.said.gives_back or heard.intent in WISHES_FOR_GOODS | {"affirm"} or heard.says("go_ahead", "apply_now")


def _wished_in_all(heard: Heard) -> float:
    """How sure the words wish for it, in whatever way: as a wish, as a yes, as a wish for this and not the rest."""
    return heard.likely_asks(*WISHED_WHOLE)


def _sum_just_told(talk: Talk, order: Order, amount: str) -> bool:
    """Whether one of our last answers named just this sum: they have heard what they wish for."""
    if talk.memory.asked not in OF_MONEY:
        return False
    return talk.before.said.within(mark_of_sum(amount, order.order_id), RECENT)


async def do_what_we_ask(talk: Talk, order: Order) -> None:
    """Answer the question that stands at the end of what was said with a yes; what is under way is to be refused at the
    door."""
    money = talk.memory.asked in OF_MONEY
    talk.replies.pop()
    talk.before = replace(talk.before, asked=talk.memory.asked, wish=talk.memory.wish, order_id=talk.memory.order_id)
    talk.remember(asked=None, wish=Proposal(), offered=OrdersShown())
    unsent = order.at_shop(talk.before.wish.items)
    await talk.answer_as("affirm")
    if money and order.sent and received_at(order) is None and not unsent:
        talk.say("utter_then_refuse_it")
