"""Who answers a question that was read: its matter, or the action of the intent that the words were taken for."""

from __future__ import annotations

from dataclasses import replace

from actions.asking.offer_reply import offered_matter, spoken_of
from actions.asking.open_question import WISHES_FOR_GOODS
from actions.matters.about import GIVEN_BACK, TOLD_WHOLE
from actions.matters.goods import exchange_at_shop
from actions.matters.plainly import asked_plainly
from actions.matters.registry import ABOUT, OF_INTENT
from actions.matters.view import View
from actions.memory import Asked
from actions.orders.reference import by_goods
from actions.questions.sureness import (
    LOST,
    OF_FACTS,
    WISHED,
    asked_in_all,
    asks_of_it,
    is_sure,
    is_weak,
)
from actions.talk import Talk
from careline.core.orders import Guarantee, Order, Quantities
from careline.core.remedies import URGES, RemedyKind
from understanding.bars import (
    CALL_CHANGED,
    CLEAR,
    INTENT_CERTAIN,
    INTENT_LIKELY,
    INTENT_NAMES_IT_TOO,
    INTENT_NAMES_ITS_MATTER,
    INTENT_SURE,
    INTENT_WISHES,
    OUT_OF_SCOPE,
    READ_FOR_CERTAIN,
    READ_SURELY,
    STORY_IF_UNCLEAR,
    STORY_UNLESS_ASKED,
    SURELY_OUT_OF_SCOPE,
)
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

#: Words in answer to us, and what is no question about an order: the present actions know what they mean.
_NOT_ASKED = frozenset(
    {"affirm", "deny", "acknowledge", "choose_order", "withdraw", "request_human", "greet", "goodbye", "thank",
     "opt_out", "wrong_person", "request_callback", "ask_who_calls", "ask_repeat", "ask_language", "open_call",
     "silence", "press_key", "case_settled", "rate_case"}
)  # fmt: skip
_COURTESIES = frozenset({"affirm", "deny", "acknowledge", "thank"})
A_WORD = frozenset({"affirm", "deny", "acknowledge"})
_SAID_ALONE = frozenset({Ask.CONFIRM, Ask.DENY, Ask.THANK, Ask.COMPLAIN})
_OF_SOMETHING_NOTED = frozenset({Ask.UNDO, Ask.CHANGE})
LIKE_A_WISH = frozenset({Ask.DO_IT, Ask.NOT_ALL, Ask.MAY_I, Ask.WHAT_IF, Ask.HOW, Ask.HOW_MUCH, Ask.CONFIRM})
_GOING_ON = frozenset({Ask.DO_IT, Ask.CHANGE, Ask.CONFIRM, Ask.REPORT, Ask.WHICH})
LEADS_OFF = frozenset({"opt_out", "wrong_person", "goodbye"})
_ABOUT_US = frozenset({"ask_who_calls", "ask_language"})


def is_carried_over(talk: Talk, order: Order, question: Question, meant: str) -> bool:
    """Whether only what was spoken of another order makes it this matter, and the words of this one are surely of
    another: after an exchange of the coat, "where is the mug?"."""
    another = talk.before.order_id not in {None, order.order_id}
    surely = OF_INTENT.get(meant, question.matter) is not question.matter and talk.heard.confidence >= INTENT_SURE
    return another and surely and question.matter in spoken_of(talk.before) and not asked_plainly(question)


def takes_nothing_back(view: View, question: Question, meant: str) -> bool:
    """Whether there is nothing to take back or to change, so that the words are the wish: the address is wrong."""
    if question.ask is Ask.UNDO and meant == "change_address" and question.ask_sure < READ_FOR_CERTAIN:
        return all(one.kind is not RemedyKind.ADDRESS_CHANGE for one in view.remedies)
    return (
        question.ask in _OF_SOMETHING_NOTED
        and meant in WISHES_FOR_GOODS
        and not (is_sure(question) or anything_under_way(view))
    )


def of_what_runs(view: View, question: Question) -> Question:
    """The question as it is meant by what is under way for this order.

    A new one that is on its way is meant whether they call it sent again or exchanged. Where no sum is owed for
    lateness, what comes next is asked of the dispatch.
    """
    if question.matter is Matter.COMPENSATION and not _pays_for_lateness(view):
        told = Matter.COMPENSATION in view.spoken_of and view.says("do_something")  # 你总得帮我做点什么吧
        if told or question.ask is Ask.WHAT_NEXT:
            return replace(question, matter=Matter.DISPATCH, ask=Ask.WHAT_NEXT)
    ours = _SENT_ANEW.get(question.matter)
    runs = next((one for one, kind in _SENT_ANEW.items() if view.open_remedy(kind)), None)
    swapped = exchange_at_shop(view) is not None
    if ours is None or runs is None or runs is question.matter or view.open_remedy(ours) or swapped:
        return question
    return replace(question, matter=runs)


def of_the_unsent(order: Order, question: Question, named: Quantities | None) -> Question:
    """The question as one about dispatch, where the goods that are said to be missing are still at the shop:
    就是纸没来.

    `named`: the goods that the words name.
    """
    left = {item.sku for item, _ in order.not_dispatched()} if order.parcels else set()
    if question.matter is not Matter.MISSING or not named or not {sku for sku, _ in named} <= left:
        return question
    ask = Ask.WHEN if question.ask is Ask.WHEN else Ask.STATUS
    return replace(question, matter=Matter.DISPATCH, ask=ask) if question.ask in _OF_WHAT_LACKS else question


_OF_WHAT_LACKS = frozenset(
    {Ask.STATUS, Ask.REPORT, Ask.WHY, Ask.WHEN, Ask.WHERE_TO, Ask.WHO, Ask.NOT_ALL, Ask.COMPLAIN}
)


def _pays_for_lateness(view: View) -> bool:
    return view.right(Guarantee.DISPATCH_ON_TIME) is not None or view.remedy(RemedyKind.COMPENSATION) is not None


_SENT_ANEW = {Matter.EXCHANGE: RemedyKind.EXCHANGE, Matter.RESEND: RemedyKind.RESEND}


def anything_under_way(view: View) -> bool:
    wished = any(one.open and one.kind not in URGES for one in view.remedies)
    return wished or any(refund.live for refund in view.order.refunds)


def is_for_a_matter(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the guesses are sure enough, and the words are none that something else hears better."""
    heard = talk.heard
    plain = question.named and question.sure >= READ_FOR_CERTAIN and heard.confidence < INTENT_LIKELY
    if is_weak(question, in_course=talk.before.order_id is not None or plain or (talk.names_goods and meant in LOST)):
        return False
    lost = meant in LOST and min(question.sure, question.ask_sure) >= READ_FOR_CERTAIN
    call = _is_of_a_call(question) and meant not in LEADS_OFF  # 算了不打了: whatever else the words sound like
    about_us = meant in _ABOUT_US and heard.confidence < INTENT_SURE
    thanked = question.matter is Matter.OTHER and question.ask is Ask.THANK and heard.says("comes_when", "hears_when")
    if call or thanked or (about_us and _is_of_the_order(talk, question)):  # 谁说了算，你还是商家: not who we are
        return True
    if is_sure(question) and (heard.confidence < INTENT_CERTAIN or lost):
        return not (meant in _NOT_ASKED and question.matter is Matter.PERSON)
    if meant in _COURTESIES and talk.before.asked is None:
        asks = (heard.said.asks or heard.says("asks_whether", "slows_it")) and is_sure(question)
        return asks or (question.ask not in _SAID_ALONE and question.ask_sure >= CLEAR)
    asked_for_certain = question.ask in OF_FACTS and question.ask_sure >= READ_FOR_CERTAIN
    if meant in _NOT_ASKED:  # 改好了没 only sounds like a yes
        wished = question.ask is Ask.DO_IT and question.matter is not offered_matter(talk.before)  # 那就再发一个吧
        wished = wished and min(question.sure, question.ask_sure) >= READ_SURELY
        wished = wished and talk.before.asked not in {Asked.CONFIRM_URGE, Asked.HANDOFF_OFFER}
        return meant in A_WORD and heard.confidence < INTENT_NAMES_ITS_MATTER and (asked_for_certain or wished)
    wish = meant in WISHES_FOR_GOODS and heard.confidence >= INTENT_WISHES and question.ask not in LIKE_A_WISH
    heard_better = (
        (wish and asked_in_all(heard, question) < READ_SURELY)
        or (meant in LOST and question.matter is Matter.PERSON and not (talk.in_queue or _call_spoken_of(talk)))
        or (meant == "out_of_scope" and heard.confidence >= OUT_OF_SCOPE and not _of_an_order(talk))
        or (meant == "out_of_scope" and heard.confidence >= SURELY_OUT_OF_SCOPE and not asks_of_it(question))
        or (meant in LOST and talk.in_queue and not asks_of_it(question) and not _heard_in_queue(talk, question))
        or (
            meant == "ask_guarantee"
            and heard.says("all_guarantees")
            and question.ask not in {Ask.WHAT_IF, Ask.WHERE_TO}
        )
        or _opens_certainly(talk, question, meant)
    )
    return not heard_better


def _heard_in_queue(talk: Talk, question: Question) -> bool:
    """Whether who waits for a person plainly wants to be called, or asks what to do with what is broken: what else they
    say, the person will read."""
    call = question.matter is Matter.PERSON and question.ask in WISHED and talk.heard.says("call_me", "no_calls")
    return call or (question.matter is Matter.DAMAGE and talk.heard.says("keeps_the_thing", "send_back", "medical"))


def _call_spoken_of(talk: Talk) -> bool:
    """Whether a call or a person was what was last spoken of."""
    return spoken_of(talk.before)[:1] == [Matter.PERSON]


def _of_an_order(talk: Talk) -> bool:
    """Whether an order was spoken of, or the words name goods of theirs: 油呢."""
    return talk.before.order_id is not None or talk.names_goods


def _is_of_a_call(question: Question) -> bool:
    """Whether a call back is surely taken back or changed."""
    sure = min(question.sure, question.ask_sure) >= CALL_CHANGED
    return question.matter is Matter.PERSON and question.ask in _OF_SOMETHING_NOTED | {Ask.WHAT_IF} and sure


def _is_of_the_order(talk: Talk, question: Question) -> bool:
    ours = question.matter not in {Matter.PERSON, Matter.OTHER} and talk.before.order_id is not None
    return ours and min(question.sure, question.ask_sure) >= CLEAR


def _not_that_intent(talk: Talk, question: Question, own: Matter) -> bool:
    """Whether the words rule out what the intent is about, or both come to the same."""
    if question.matter is Matter.PRICE and offered_matter(talk.before) is Matter.PRICE and talk.heard.said.prices:
        return True  # 一百块退我: the difference that we have offered
    refused = own in GIVEN_BACK and talk.heard.says("goods_not_money")  # 我不要退钱，就要牙刷
    return refused or {own, question.matter} <= GIVEN_BACK


async def intent_says_more(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the intent says for itself what it is about, and the reading has its matter from the talk alone: an order
    is named anew (and where is my tea?), the goods are to go back and not their freight, or both heads for the words
    alone hear the same wish."""
    heard, own = talk.heard, OF_INTENT.get(meant)
    if own is None or own is question.matter or question.named or _not_that_intent(talk, question, own):
        return False
    if heard.intent == "ask_dispatch_time" and heard.confidence >= INTENT_CERTAIN and not talk.chosen:
        return question.matter not in {Matter.DISPATCH, Matter.DELIVERY, Matter.EXCHANGE, Matter.RESEND}
    if meant in WISHES_FOR_GOODS and question.matter in {Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE}:
        return heard.confidence >= INTENT_NAMES_ITS_MATTER
    said = {name: sure for name, sure in heard.matters.items() if name != Matter.OPEN.value}
    likeliest = max(said, key=lambda name: said[name], default=None)
    if likeliest == own.value and meant in WISHES_FOR_GOODS and heard.confidence >= INTENT_NAMES_ITS_MATTER:
        return True
    said_twice = likeliest == own.value
    bar = INTENT_NAMES_IT_TOO if said_twice else INTENT_NAMES_ITS_MATTER
    orders = by_goods(await talk.orders(), talk.heard.said)
    if {own, question.matter} == {Matter.DISPATCH, Matter.DELIVERY}:  # of what has not left, where and when are one
        orders = [order for order in orders if order.order_id != talk.before.order_id]
    return heard.confidence >= bar and bool(orders)


def _opens_certainly(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the first words are for certain of a matter of their own, and were read as anything that the shop may
    know: nobody bothers the shop with "where is my guitar?"."""
    certain = talk.heard.confidence >= INTENT_CERTAIN and meant in OF_INTENT and meant != "ask_guarantee"
    return certain and talk.before.order_id is None and question.matter in {Matter.SERVICE, Matter.OTHER}


def goes_on_with_ours(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the words go on with what we have asked for: the new address, the variant."""
    said = talk.heard.said
    address = talk.before.asked == Asked.NEW_ADDRESS and bool(said.address or said.address_alone)
    variant = talk.before.asked in {Asked.EXCHANGE_ITEM, Asked.EXCHANGE_VARIANT} and question.ask in _GOING_ON
    return (address and meant == "change_address") or (variant and meant == "request_exchange")


def opened_by(talk: Talk, order: Order, question: Question, meant: str) -> str | None:
    """The action that tells all of an order's story, where the question opens it; None where a cell answers."""
    if order.order_id == talk.before.order_id or (asked_plainly(question) and talk.before.order_id):
        return None
    if question.matter is Matter.DELIVERY and _asks_of_the_way(talk, question):
        return None
    about = ABOUT[question.matter]
    if about.topic is None or not about.opens:
        return None
    whole = meant == about.topic and talk.heard.confidence >= INTENT_CERTAIN and question.ask_sure < STORY_UNLESS_ASKED
    apart = question.ask is Ask.WHY and question.matter is Matter.DELIVERY and meant in WISHES_FOR_GOODS
    of_the_way = about.of_a_day and not talk.spoken
    unclear = of_the_way and question.ask_sure < STORY_IF_UNCLEAR and question.ask not in WISHED
    if apart or (question.ask not in about.opens and not whole and not unclear):
        return None  # 我可没拒收 怎么自己退回去了: why, and not where it is
    tells = OF_INTENT.get(meant) is question.matter and meant not in WISHES_FOR_GOODS | {"ask_refund_policy"}
    return meant if tells else about.told_by.get(question.ask, about.topic)


def _asks_of_the_way(talk: Talk, question: Question) -> bool:
    """Whether one thing is asked of a parcel that the whole story would leave open: is that normal; the day after
    tomorrow?"""
    normal = question.ask in TOLD_WHOLE and talk.heard.says("is_normal", "how_long_still")
    return normal or (question.ask is Ask.WHEN and talk.heard.entity("date") not in {None, "day+0"})
