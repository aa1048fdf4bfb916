"""A question answered from its matter: what it is about is completed from what was spoken of, and the matter decides.

What no matter answers is left to the action of its intent.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from actions import relevance
from actions.deeds import back, named, register
from actions.matters.answer import Answer, Do, Say, answer, offer, say
from actions.matters.beside import beside
from actions.matters.goods import exchange_at_shop
from actions.matters.money_back import REFUSED, money_back
from actions.matters.plainly import is_plain, may_be_plain, plainly_asked, sum_known
from actions.matters.registry import DEEDS, INTENT_OF, MATTERS, OF_INTENT, OF_QUESTION
from actions.matters.service import SHOP_QUESTION
from actions.matters.told import undo_buttons
from actions.matters.view import View
from actions.memory import Asked, Memory
from actions.offer_reply import GIVEN_BACK, offered_matter, spoken_of
from actions.open_question import deed_asked
from actions.order_choice import order_for, order_if_clear, pointing_in
from actions.order_mention import Pointing
from actions.reference import Rank, by_goods, has_number, points_anywhere
from actions.some_items import items_named, keep, kept, kept_items, parts_meant
from actions.talk import Heard, Reply, Talk
from actions.told_before import RECENT, Told, mark, mark_of_sum, this_turn, told_before
from actions.urging import urge, urge_for, urge_wished
from careline.cases.service import claims_of
from careline.core.guarantees import received_at, rights_of
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import URGES, RemedyKind, may_cancel
from careline.core.rights import with_claims
from understanding.context import Question, candidates, completed
from understanding.deeds import Deed
from understanding.situations import in_situation, marks
from understanding.taxonomy import Ask, Matter

log = logging.getLogger(__name__)

#: Words in answer to us, and what is no question about an order: the present actions know what they mean.
_NOT_ASKED = frozenset(
    {"affirm", "deny", "acknowledge", "choose_order", "withdraw", "request_human", "greet", "goodbye", "thank",
     "opt_out", "wrong_person", "request_callback", "ask_who_calls", "ask_repeat", "ask_language", "open_call",
     "silence", "press_key", "case_settled", "rate_case"}
)  # fmt: skip
_LEFT_OPEN = frozenset(
    {Asked.CONFIRM_COMPENSATION, Asked.CONFIRM_FREIGHT, Asked.CONFIRM_RESEND, Asked.CONFIRM_URGE, Asked.HANDOFF_OFFER,
     Asked.CONFIRM_DEED, Asked.CONFIRM_CONDITION, Asked.CONDITION_BY}
)  # fmt: skip
"""Offers of ours that a question in between leaves open; other questions are asked again (actions/turn.py)."""
_COURTESIES = frozenset({"affirm", "deny", "acknowledge", "thank"})
A_WORD = frozenset({"affirm", "deny", "acknowledge"})
_WORDS_ALONE = frozenset({Ask.CONFIRM, Ask.DENY, Ask.THANK})
_SAID_ALONE = frozenset({Ask.CONFIRM, Ask.DENY, Ask.THANK, Ask.COMPLAIN})
_LOST = frozenset({"nlu_fallback", "out_of_scope"})
_TOLD_WHOLE = frozenset(
    {Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN, Ask.WHAT_NEXT, Ask.DO_IT, Ask.WHEN, Ask.HOW_LONG_OVERDUE}
)
_HOW_IT_STANDS = frozenset({Ask.STATUS, Ask.WHY, Ask.WHEN, Ask.WHAT_NEXT, Ask.HOW_LONG_OVERDUE})
_OPENED_BY: Mapping[Matter, tuple[str, frozenset[Ask]]] = {
    Matter.DISPATCH: ("ask_dispatch", _TOLD_WHOLE),
    Matter.DELIVERY: ("track_shipment", _TOLD_WHOLE - {Ask.DO_IT}),
    Matter.MISSING: ("report_not_received", _TOLD_WHOLE - {Ask.DO_IT, Ask.WHEN}),
    Matter.REFUND: ("ask_refund_status", _TOLD_WHOLE - {Ask.DO_IT, Ask.WHY, Ask.REPORT, Ask.COMPLAIN}),
    Matter.RETURN_FREIGHT: ("ask_return_freight", frozenset({Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN})),
    Matter.MERCHANT: ("complain_merchant", frozenset({Ask.STATUS, Ask.REPORT, Ask.COMPLAIN})),
}
"""Which action tells the whole story of an order where one of these asks opens the subject."""
_SURE, _ASK_SURE = 0.4, 0.3
_SURE_IN_COURSE, _ASK_IN_COURSE = 0.25, 0.15
_SURE_OF_ANOTHER = 0.6
_OF_SOMETHING_NOTED = frozenset({Ask.UNDO, Ask.CHANGE})
_WISH_HEARD, _AGAINST_A_WISH = 0.75, 0.6
_SENT_BACK = frozenset({Matter.RETURN, Matter.RETURN_FREIGHT, Matter.EXCHANGE, Matter.REFUND})
"""Matters in which a courier's number that is none of ours is that of the parcel that they sent back."""
_OF_OTHER_NUMBERS = frozenset({Matter.ADDRESS, Matter.INVOICE, Matter.PAYMENT, Matter.PERSON})
"""In these a number that is none of theirs is a phone, a tax number, a bank's."""
_OF_MONEY = frozenset({Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN, Asked.CONFIRM_CANCEL})
_CHOICES = _OF_MONEY | {Asked.CONFIRM_RESEND}
"""Questions of ours of which one stands for another: the same goods come back, come again, or are paid back."""
_COSTS_NOTHING = frozenset({Asked.CONFIRM_COMPENSATION, Asked.CONFIRM_FREIGHT, Asked.CONFIRM_URGE})
"""What is wished for plainly is done: nothing is given up for it."""
_LIKE_A_WISH = frozenset({Ask.DO_IT, Ask.NOT_ALL, Ask.MAY_I, Ask.WHAT_IF, Ask.HOW, Ask.HOW_MUCH, Ask.CONFIRM})
_WISHES = frozenset({"request_refund", "cancel_order", "request_return", "request_exchange"})
_MONEY_MATTERS = frozenset(
    {Matter.REFUND, Matter.RETURN, Matter.CANCEL, Matter.RETURN_FREIGHT, Matter.PRICE, Matter.INVOICE, Matter.PAYMENT,
     Matter.COMPENSATION, Matter.SHIPPING_FEE}
)  # fmt: skip
"""Of these it is the shop that has to move, wherever the parcels are."""
_NAME_THEIRS = frozenset(
    {"ask_dispatch_time", "ask_invoice", "ask_return_freight", "ask_shipping_fee", "complain_merchant"}
)
_INTENT_SURE, _INTENT_KNOWS, _BY_INTENT = 0.9, 0.7, 0.6
_NOT_OURS = 0.75
"""From here on words that the model takes for out of scope are nobody's question."""
_SURELY_NOT_OURS = 0.98
_OVER_COURTESY = 0.5
_CERTAIN = 0.95
"""From here on an intent was heard by rule, or is as good as sure."""
_READ_FOR_CERTAIN = 0.9
"""From here on a reading holds even where the intent takes the words for nobody's."""
_PLAIN_ENOUGH = 0.75
_MAYBE_ASKED = 0.35
"""Below it the first words of an order are answered with its whole story, whatever they may ask."""
_GOING_ON = frozenset({Ask.DO_IT, Ask.CHANGE, Ask.CONFIRM, Ask.REPORT, Ask.WHICH})
_WITHOUT_A_QUESTION = {Ask.CONFIRM: Ask.DO_IT, Ask.DENY: Ask.REPORT}
"""What a yes or no means that names its matter, where we have asked nothing: a wish, or something told."""
_TRIED = 6
_SELDOM_ASKED_AGAIN = 0.3
"""How much less likely a question is whose answer was just told (chosen on our own customers)."""
_CLEAR, _MAYBE = 0.5, 0.25
_MOST = 3
"""An answer has no more bubbles."""
_ASKED_CLEARLY, _ASKED_TOO = 0.8, 0.15
_CLEARLY_OF_IT, _OF_IT_TOO = 0.8, 0.2
"""Where an ask, or the matter, is less sure than the first, another that is as likely as the second is answered too.
Chosen on our own customers, against how many sentences it costs."""
_SAYS_IT_ITSELF, _SAID_BY_BOTH = 0.8, 0.6
"""From here on an intent that names what it is about goes before a matter that only the course of the talk suggests."""
_ENOUGH_TO_ACT, _TOO_LITTLE_TO_ACT, _TOO_UNSURE_TO_ACT = 0.5, 0.25, 0.3
_SURE_OF_A_CALL = 0.85
LEADS_OFF = frozenset({"opt_out", "wrong_person", "goodbye"})
_ABOUT_US = frozenset({"ask_who_calls", "ask_language"})
_OF_FACTS = frozenset(
    {Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.WHY, Ask.WHICH}
)
_ONLY_ASKS = _OF_FACTS | {Ask.CONFIRM, Ask.HOW, Ask.MAY_I, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.EVIDENCE}
_WISHED = frozenset({Ask.DO_IT, Ask.CHANGE, Ask.CONFIRM})
_WHOLE_STORY = 0.8
_WHAT_NEXT = 0.45
_REMEMBERED = 3
_REMEMBERED_FROM = 0.5
"""A matter that was only guessed leads no later question astray."""


async def answered_from_matter(talk: Talk, meant: str) -> bool:
    """Answer the question in `talk.heard` from its matter; False where the action of the intent `meant` answers it."""
    if not talk.identified:
        return False
    heard = talk.heard
    talk.names_goods = meant in _LOST and bool(by_goods(await talk.orders(), heard.said))
    found = await _in_situation(talk) or candidates(_matters(heard), heard.asks, spoken_of(talk.before))
    found = _as_one_wish(
        talk, _asked_rather(talk, _of_what_was_spoken_of(talk, _of_the_way_back(talk, _as_begun(talk, found, meant))))
    )
    if meant in _LOST and (only := await _of_the_only_order(talk, found)):
        found = [only, *found]
    if plain := await _plain(talk, found):
        found = [plain, *found]
    read = {"intent": meant, "readings": [_told(one) for one in found]}
    log.debug("read", extra={"action": "turn_read", "conversation": str(talk.conversation.conversation_id), **read})
    if meant == "request_human" and await _asks_no_person(talk):
        return True
    if found and await _left_to_the_intent(talk, found[0], meant):
        return False
    return await _answered_by_likeliest(talk, found, meant)


async def _answered_by_likeliest(talk: Talk, found: Sequence[Question], meant: str) -> bool:
    """The first reading that a matter can answer; one whose answer was just told only if nothing else may be meant."""
    if talk.in_queue and talk.heard.says("place_in_queue"):
        await talk.answer_as("request_human")
        return True
    found = await _told_ones_later(talk, found)
    for place, question in enumerate(found):
        if talk.in_queue and _asks_after_the_queue(question) and _is_for_a_matter(talk, question, meant):
            await talk.answer_as("request_human")  # how long is the queue: where they stand
            return True
        if await _answered(talk, question, meant):
            await _also_told(talk, question, found[place + 1 :])
            return True
    first = next(iter(found), None)
    if first and OF_INTENT.get(meant) is not first.matter and await _answered_of_none(talk, first):
        return True
    return meant in _LOST and await _question_offered(talk, found)


async def _told_ones_later(talk: Talk, found: Sequence[Question]) -> Sequence[Question]:
    """The readings, likeliest first, given that people seldom ask what they were just told."""
    told = {} if talk.spoken else told_before(talk.before.said)
    if not told or not found or is_plain(found[0]) or not await _was_just_told(talk, found[0], told):
        return found
    enough = found[0].sure * found[0].ask_sure * _SELDOM_ASKED_AGAIN
    rather = [one for one in found[1:] if one.sure * one.ask_sure >= enough]
    for one in rather:
        if not await _was_just_told(talk, one, told):
            return [one, *(other for other in found if other is not one)]
    return found


async def _was_just_told(talk: Talk, question: Question, told: Told) -> bool:
    """Whether the answer to this has nothing in it that the last turns have not said."""
    cell, order = MATTERS.get(question.matter, {}).get(question.ask), await _order(talk, question)
    found = cell(await load_view(talk, order), question) if cell and order else None
    if found is None or order is None or not found.says or _acts(found) or found.then or found.offer:
        return False
    marks = [mark(as_reply(one), order.order_id) for one in found.says]
    return all(one in told and this_turn(told) - told[one][0] <= RECENT for one in marks)


async def _left_to_the_intent(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the action of the intent answers this; a complaint beside a threat is registered first."""
    if meant == "request_human" and (question.matter, question.ask) == (Matter.MERCHANT, Ask.DO_IT):
        await _answered(talk, question, "complain_merchant")  # 记个投诉，不然曝光: and a person has it
        return True
    return await _intent_says_more(talk, question, meant)


_ASKED_OF_OTHERS = (
    ("courier_phone", Matter.DELIVERY, Ask.WHICH),
    ("bank_number", Matter.REFUND, Ask.WHICH),
    ("number_for_others", Matter.MERCHANT, Ask.WHICH),
    ("are_you_real", Matter.PERSON, Ask.WHO),
    ("passes_on", Matter.MERCHANT, Ask.DO_IT),
)
"""Numbers of which the words sound like a wish for a person: the driver's telephone, the bank's number."""


async def _asks_no_person(talk: Talk) -> bool:
    """Answer a question for a number that was taken for a wish for a person; False where it is such a wish."""
    if talk.heard.says("asks_for_person"):
        return False  # 转人工查，给个凭证
    found = (one for one in _ASKED_OF_OTHERS if talk.heard.says(one[0]))
    _, matter, ask = next(found, ("", None, Ask.WHICH))
    if matter is None or matter not in {*_ALWAYS_ASKED, *spoken_of(talk.before)}:
        return False
    return await _answered(talk, Question(matter, ask, sure=1.0, ask_sure=1.0, named=True), "track_shipment")


_ALWAYS_ASKED = frozenset({Matter.DELIVERY, Matter.MERCHANT, Matter.PERSON})


async def appeals(talk: Talk) -> bool:
    """Have a refusal that was just spoken of decided again; False where there is none."""
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    if order is None or Matter.REFUND not in spoken_of(talk.before):
        return False
    if money_back(await load_view(talk, order)).stage not in REFUSED:
        return False
    wish = Question(Matter.REFUND, Ask.DO_IT, sure=1.0, ask_sure=1.0, named=True)
    return await _answered(talk, wish, "request_refund")


def _asks_after_the_queue(question: Question) -> bool:
    return question.matter is Matter.PERSON and question.ask in {Ask.WHEN, Ask.STATUS, Ask.HOW_LONG_OVERDUE}


async def _in_situation(talk: Talk) -> list[Question]:
    """The likeliest readings of the words, given how the orders stand that may be meant."""
    if not talk.heard.readings:
        return []
    orders = await talk.orders()
    meant = [order for order in orders if order.order_id == talk.before.order_id] or orders
    refunds = [(refund.kind.value, refund.live) for order in meant for refund in order.refunds]
    found = marks([order.status.value for order in meant], refunds, talk.heard.intent)
    return in_situation(talk.heard.readings, found)[:_TRIED]


async def _of_the_only_order(talk: Talk, found: Sequence[Question]) -> Question | None:
    """when?, why so long, as the first words of who has one order that has not come: of its dispatch or its way."""
    first = next(iter(found), None)
    waiting = [one for one in await talk.orders() if received_at(one) is None and one.status in _TO_COME]
    if talk.before.order_id or first is None or len(waiting) != 1 or first.ask not in _OF_WAITING:
        return None
    if first.ask_sure < _READ_FOR_CERTAIN or first.sure >= _CLEAR:
        return None
    matter = Matter.DELIVERY if waiting[0].sent else Matter.DISPATCH
    return Question(matter, first.ask, sure=1.0, ask_sure=first.ask_sure, named=True)


async def _plain(talk: Talk, found: Sequence[Question]) -> Question | None:
    """What the words plainly ask of the one order that they name, or that is spoken of."""
    if talk.spoken or not may_be_plain(talk.heard.said):
        return None
    orders = await talk.orders()
    called = by_goods(orders, talk.heard.said) if len(orders) > 1 else []
    chosen = talk.chosen.order_id if talk.chosen else talk.heard.entity("order_id") or talk.before.order_id
    meant = called if len(called) == 1 else [one for one in orders if one.order_id == chosen]
    order = next(iter(meant), None) or _only_one(orders)
    of_sum = [one for one in orders if sum_known(one, talk.heard.said)] if len(called) != 1 and not talk.chosen else []
    if len(of_sum) == 1 and of_sum[0] is not order:
        order = talk.chosen = of_sum[0]  # and the 248, whatever was spoken of last
    if order is None:
        return None
    offered = offered_matter(talk.before)
    near = list(dict.fromkeys([*([offered] if offered else []), *spoken_of(talk.before)]))
    ours = talk.before.order_id in {None, order.order_id}
    return plainly_asked(await load_view(talk, order), near if ours else [], found, talk.heard.asks)


_TO_COME = frozenset({OrderStatus.PAID, OrderStatus.DISPATCHED})
_OF_WAITING = frozenset({Ask.WHEN, Ask.WHY, Ask.HOW_LONG_OVERDUE, Ask.STATUS})


def _as_begun(talk: Talk, found: list[Question], meant: str) -> list[Question]:
    """Without what a sure intent contradicts where nothing was spoken of: intents know best how a talk begins.

    另外那个呢 asks the same of another order, which the action of the topic does.
    """
    by_intent = OF_INTENT.get(meant)
    if by_intent is None:
        return found
    if talk.heard.entity("follow_up") == "other":
        return []
    if talk.before.order_id is not None or talk.heard.confidence < _INTENT_KNOWS:
        return found
    own = {by_intent, *(matter for matter, intent in INTENT_OF.items() if intent == meant)}
    return [one for one in found if one.matter in own or _is_plain(one)]


def _is_plain(question: Question) -> bool:
    """Whether the words say for certain what they are about, and well enough what they want."""
    if question.named and question.sure >= _CERTAIN and question.ask_sure >= _CLEAR:
        return True
    return question.sure >= _PLAIN_ENOUGH and question.ask_sure >= _SURE_OF_ANOTHER and question.named


def _of_the_way_back(talk: Talk, found: list[Question]) -> list[Question]:
    """要是退，我得倒贴多少邮费: the freight of sending back, and not what was paid with the order."""
    first = next(iter(found), None)
    if first is None or first.matter is not Matter.SHIPPING_FEE or not talk.heard.says("if_sent_back"):
        return found
    return [replace(first, matter=Matter.RETURN_FREIGHT), *found]


def _of_what_was_spoken_of(talk: Talk, found: list[Question]) -> list[Question]:
    """With a bare 怎么弄, 咋办 asked of what was just spoken of, and not of how goods are used or what we said once."""
    offered, said = offered_matter(talk.before), talk.heard.said
    near = list(dict.fromkeys([*([offered] if offered else []), *spoken_of(talk.before)]))
    if given := _gives_what_was_asked(talk, near):
        return [given, *found]
    if plain := _said_plainly(talk, found):
        return [plain, *found]
    if not near and said.says("fell_in_price"):  # 刚到手就降到459了
        return [Question(Matter.PRICE, Ask.REPORT, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=True), *found]
    last = next((one for one in near if one not in _OF_NO_GOODS), None)
    if last and said.says("answer_plainly") and last is not (found[0].matter if found else None):
        return [Question(last, Ask.MAY_I, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=False), *found]
    behind = said.ends_in_what_now and bool(found) and found[0].ask_sure < _SURE_OF_ANOTHER
    ask = Ask.HOW if said.bare_how else Ask.WHAT_NEXT if said.what_now or behind else None
    ask = Ask.EVIDENCE if said.what_needed else ask
    if not near or not found or ask is None or Matter.SERVICE in near:
        return found
    sure = max(found[0].sure, _CLEAR)
    ask_sure = max(found[0].ask_sure, _CLEAR) if said.what_needed else found[0].ask_sure
    bare = replace(found[0], ask=ask, sure=sure, ask_sure=ask_sure, named=False)
    return [*(replace(bare, matter=one) for one in near), *found]


def _said_plainly(talk: Talk, found: Sequence[Question]) -> Question | None:
    """What a pattern hears for certain, where the words were not surely read as anything else."""
    if not found or is_sure(found[0]):
        return None
    meant = next(((matter, ask) for detail, matter, ask in _PLAIN_DETAILS if talk.heard.says(detail)), None)
    if meant is None or talk.heard.said.piece:
        return None
    matter, ask = meant
    if found[0].ask in _ONLY_ASKS and found[0].ask_sure >= _SURE_OF_ANOTHER:
        ask = found[0].ask  # 光退皮带能退几块
    return Question(matter, ask, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=True)


_PLAIN_DETAILS = (
    ("only_this_back", Matter.REFUND, Ask.NOT_ALL),
    ("came_short", Matter.MISSING, Ask.NOT_ALL),
    ("own_agent", Matter.BENEFIT, Ask.MAY_I),
    ("bought_too_many", Matter.CANCEL, Ask.NOT_ALL),
    ("late_then_what", Matter.COMPENSATION, Ask.MAY_I),
    ("if_unfit", Matter.RETURN, Ask.MAY_I),
    ("member", Matter.BENEFIT, Ask.MAY_I),
    ("intercept", Matter.DELIVERY, Ask.DO_IT),
    ("does_things", Matter.PERSON, Ask.MAY_I),
)
"""买6份来5份; 专属客服在哪; 拍了三个我只要一个; 你能办事吗; 老客户没点照顾."""


def _as_one_wish(talk: Talk, found: list[Question]) -> list[Question]:
    """Whether goods are cancelled, refunded or sent back hangs on where they are: a wish for one of them is as sure as
    for all three."""
    first = next(iter(found), None)
    if first is None or first.matter not in GIVEN_BACK or first.ask not in _WISHED_WHOLE:
        return found
    if talk.heard.confidence >= _INTENT_SURE and OF_INTENT.get(talk.heard.intent, first.matter) not in GIVEN_BACK:
        return found
    alike = {one.matter: one for one in found if one.matter in GIVEN_BACK}
    sure, named = sum(one.sure for one in alike.values()), any(one.named for one in alike.values())
    return [replace(first, sure=max(first.sure, min(1.0, sure)), named=named), *found[1:]]


def _asked_rather(talk: Talk, found: list[Question]) -> list[Question]:
    """Words that ask are no mere no or thanks, even if that is what most of them say: 打发叫花子呢 咋算的."""
    said, first = talk.heard.said, next(iter(found), None)
    if first is None or first.ask not in _NOTHING_ASKED or not said.asks or first.ask_sure >= _CLEAR:
        return found
    asked = [one for one in found if one.matter is first.matter and one.ask in _ONLY_ASKS]
    return [*asked, *(one for one in found if one not in asked)]


_NOTHING_ASKED = frozenset({Ask.DENY, Ask.THANK})


def _gives_what_was_asked(talk: Talk, near: Sequence[Matter]) -> Question | None:
    """A title for the invoice that we have asked for, or the number of the parcel that they sent back."""
    if talk.before.asked == Asked.CONFIRM_DEED and near[:1] == [Matter.INVOICE] and talk.heard.said.invoice_data:
        return Question(Matter.INVOICE, Ask.DO_IT, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=True)
    data = talk.heard.said.invoice_data if near[:1] == [Matter.INVOICE] else {}
    if talk.before.asked is None and {"email", "tax_no"} & set(data):
        return Question(Matter.INVOICE, Ask.DO_IT, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=True)
    if near[:1] in ([Matter.DELIVERY], [Matter.ADDRESS]) and talk.heard.says("tracking_number"):
        return Question(Matter.DELIVERY, Ask.WHICH, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=True)
    if Matter.REFUND in near and talk.heard.says("bank_flow_number"):
        return Question(Matter.REFUND, Ask.WHICH, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=True)
    sent = near[:1] == [Matter.RETURN] or (Matter.RETURN in near and talk.heard.says("posted_it"))
    if sent and talk.heard.said.tracking_no and talk.before.asked not in {Asked.CONFIRM_DEED, Asked.NEW_ADDRESS}:
        return Question(Matter.RETURN, Ask.REPORT, _READ_FOR_CERTAIN, _READ_FOR_CERTAIN, named=True)
    return None


def _told(question: Question) -> str:
    """refund.when 0.71 0.55, for the log: labels alone, nothing that a consumer wrote."""
    return f"{question.matter.value}.{question.ask.value} {question.sure:.2f} {question.ask_sure:.2f}"


async def _also_told(talk: Talk, answered: Question, others: Sequence[Question]) -> None:
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


def _may_be_asked_too(answered: Question, other: Question) -> bool:
    if other.ask not in _ONLY_ASKS:
        return False
    if other.matter is answered.matter:
        done = answered.ask in _WISHED  # what was registered says how it stands
        return not done and answered.ask_sure < _ASKED_CLEARLY and other.ask_sure >= _ASKED_TOO
    alike = {answered.matter, other.matter} <= GIVEN_BACK or answered.ask is Ask.DO_IT
    return answered.sure < _CLEARLY_OF_IT and other.sure >= _OF_IT_TOO and other.named and not alike


async def _answered_of_none(talk: Talk, question: Question) -> bool:
    """Where only the order keeps the matter from answering, its whole story tells the rule, or asks for the order."""
    sure = is_sure(question) and _is_for_a_matter(talk, question, talk.heard.intent)
    if talk.chosen or not sure or question.ask not in MATTERS.get(question.matter, {}):
        return False
    if await _order(talk, question) is not None:
        return False
    if intent := INTENT_OF.get(question.matter):
        await talk.answer_as(intent)
        remember_intent(talk, intent)
        return True
    return await order_for(talk, _rank(talk, question.matter), news=False) is None


async def _question_offered(talk: Talk, found: Sequence[Question]) -> bool:
    """What nobody here knows of an order spoken of is asked of the shop, if they like; chit-chat is not."""
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    ours = found and (found[0].matter is not Matter.OTHER or found[0].sure < _SURE_OF_ANOTHER)
    if order is None or not ours or talk.replies or talk.in_queue or talk.spoken or talk.before.fallback_count:
        return False
    view = await load_view(talk, order)
    by = view.answer_by(view.rules.remedies.urge_within)
    talk.say("utter_offer_question", shop=view.shop, by=view.at(by))
    keep(talk, deed=SHOP_QUESTION.name, text=talk.heard.said.as_written)
    talk.ask(Asked.CONFIRM_DEED, order=order)
    talk.remember(fallback_count=1.0)
    return True


def _matters(heard: Heard) -> Mapping[str, float]:
    """How likely each matter is; an intent whose words always name theirs counts too."""
    by_intent = OF_INTENT.get(heard.intent)
    if by_intent is None or heard.intent not in _NAME_THEIRS or heard.confidence < _INTENT_SURE or not heard.matters:
        return heard.matters
    fused = {name: (1 - _BY_INTENT) * share for name, share in heard.matters.items()}
    return fused | {by_intent.value: fused.get(by_intent.value, 0.0) + _BY_INTENT * heard.confidence}


async def _answered(talk: Talk, question: Question, meant: str) -> bool:
    cells = MATTERS.get(question.matter, {})
    word = question.ask in _WITHOUT_A_QUESTION and is_sure(question) and talk.heard.said.plain_yes
    if word and (question.ask not in cells or question.matter is Matter.CANCEL):  # yes, cancel: nobody has asked yet
        question = replace(question, ask=_WITHOUT_A_QUESTION[question.ask])
    cell = cells.get(question.ask)
    if cell is None or not _is_for_a_matter(talk, question, meant) or _goes_on(talk, question, meant):
        return False
    order = await _order(talk, question)
    if order is None or await _is_of_another(talk, order, question, meant):
        return False
    if opener := _opened_by(talk, order, question, meant):
        talk.chosen = order
        await talk.answer_as(opener)
        remember_intent(talk, opener)
        await _told_beside(talk, order, question)
        return True
    view = await load_view(talk, order)
    question = _of_what_runs(view, question)
    cell = MATTERS[question.matter].get(question.ask, cell)
    found = None if _takes_nothing_back(view, question, meant) else cell(view, question)
    if found is None:
        return False
    if found.then == "affirm" and _wants_the_goods(talk, order, deed_asked(talk.before.asked)):
        found = answer(then="deny")  # I don't want to send it back, I want my scarf
    guess = _acts(found) and _is_a_guess(talk.heard, question, meant)
    if guess and (offered := _rather_offered(talk, view, found)):
        found, guess = offered, False
    if guess:
        return question.ask is Ask.UNDO and _told_how_to_undo(talk, view, question)
    await _carry_out(talk, order, question, found)
    if _chooses(talk, order, question):
        await _do_what_we_ask(talk, order)
    await _told_beside(talk, order, question)
    talk.from_matter = found.then is None
    talk.answered += f"{question.matter.value}.{question.ask.value} "
    return True


async def _told_beside(talk: Talk, order: Order, question: Question) -> None:
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
    await _told_beside(talk, order, Question(about, Ask.CONFIRM, sure=1.0, ask_sure=1.0, named=True))
    talk.heard = heard


def _told_how_to_undo(talk: Talk, view: View, question: Question) -> bool:
    """Where words may ask whether it can be taken back: that it can, and the button; False where nothing runs."""
    running = next((one for one in reversed(view.remedies) if one.open and one.kind not in URGES), None)
    if running is None or question.ask_sure < _MAYBE or talk.replies or talk.heard.said.undoes_nothing:
        return False
    talk.say("utter_can_be_withdrawn", buttons=[dict(one) for one in undo_buttons(view, running)])
    talk.remember(order_id=view.order.order_id)
    remember_matter(talk, question.matter)
    return True


def _rather_offered(talk: Talk, view: View, found: Answer) -> Answer | None:
    """What is known, with the question to the shop offered and not sent; None where the answer does anything else."""
    if found.do is None or found.do.deed is not SHOP_QUESTION or not found.says or talk.spoken or talk.in_queue:
        return None
    by = view.at(view.answer_by(view.rules.remedies.urge_within))
    asks = say("utter_offer_question_too", shop=view.shop, by=by)
    return answer(*found.says, asks, offer=offer(SHOP_QUESTION, **found.do.kept))


def _acts(found: Answer) -> bool:
    """Whether more than words follow."""
    return bool(found.push or found.do or found.urge or found.then in {"withdraw", "affirm"})


def _is_a_guess(heard: Heard, question: Question, meant: str) -> bool:
    """Whether nothing should be registered, pushed or taken back for it: the words may well want something else.

    A wish counts whole, whether it is read as a new one or as more of one: a title and a tax number alone.
    """
    if question.sure < _TOO_UNSURE_TO_ACT:
        return True
    if is_plain(question):
        return False
    if heard.said.taken_back and question.matter in GIVEN_BACK:
        return False  # pull the refund: the words themselves say it
    if question.matter is Matter.PRICE and heard.says("apply_now"):
        return False
    against = heard.asks.get(Ask.DENY.value, 0.0) + heard.asks.get(Ask.UNDO.value, 0.0)
    if question.ask in _WISHED and against >= _CLEAR:
        return True  # wait, don't cancel first: rather a no than a wish
    sure = max(question.ask_sure, _asked_alike(heard, question))
    if question.ask in _WISHED and (question.named or question.sure >= _READ_FOR_CERTAIN):
        alike = (one for one in heard.readings if one.matter is question.matter and one.ask in _WISHED)
        sure = max(sure, sum(one.ask_sure for one in alike))
    return sure < (_ENOUGH_TO_ACT if meant in _LOST or question.ask is Ask.UNDO else _TOO_LITTLE_TO_ACT)


def _asked_alike(heard: Heard, question: Question) -> float:
    """How sure the words ask one of what the same answer is for: of members' benefits anything, of a parcel how it
    stands."""
    cells = MATTERS[question.matter]
    same = {ask for ask, cell in cells.items() if cell is cells[question.ask]}
    alike = same | (_TOLD_WHOLE - {Ask.DO_IT} if question.ask in _TOLD_WHOLE - {Ask.DO_IT} else frozenset())
    return sum(one.ask_sure for one in heard.readings if one.matter is question.matter and one.ask in alike)


async def _is_of_another(talk: Talk, order: Order, question: Question, meant: str) -> bool:
    """Whether another order or another matter is meant than was read."""
    if _is_carried_over(talk, order, question, meant) or await _fits_another(talk, order, question):
        return True
    return await _intent_says_more(talk, question, meant)


def _is_carried_over(talk: Talk, order: Order, question: Question, meant: str) -> bool:
    """Whether only what was spoken of another order makes it this matter, and the words of this one are surely of
    another: after an exchange of the coat, "where is the mug?"."""
    another = talk.before.order_id not in {None, order.order_id}
    surely = OF_INTENT.get(meant, question.matter) is not question.matter and talk.heard.confidence >= _INTENT_SURE
    return another and surely and question.matter in spoken_of(talk.before)


def _takes_nothing_back(view: View, question: Question, meant: str) -> bool:
    """Whether there is nothing to take back or to change, so that the words are the wish: the address is wrong."""
    if question.ask is Ask.UNDO and meant == "change_address" and question.ask_sure < _READ_FOR_CERTAIN:
        return all(one.kind is not RemedyKind.ADDRESS_CHANGE for one in view.remedies)
    return question.ask in _OF_SOMETHING_NOTED and meant in _WISHES and not (is_sure(question) or _anything_runs(view))


def _of_what_runs(view: View, question: Question) -> Question:
    """The new one is what was asked for, whether they call it sent again or exchanged."""
    ours = _SENT_ANEW.get(question.matter)
    runs = next((one for one, kind in _SENT_ANEW.items() if view.open_remedy(kind)), None)
    swapped = exchange_at_shop(view) is not None
    if ours is None or runs is None or runs is question.matter or view.open_remedy(ours) or swapped:
        return question
    return replace(question, matter=runs)


_SENT_ANEW = {Matter.EXCHANGE: RemedyKind.EXCHANGE, Matter.RESEND: RemedyKind.RESEND}


def _anything_runs(view: View) -> bool:
    wished = any(one.open and one.kind not in URGES for one in view.remedies)
    return wished or any(refund.live for refund in view.order.refunds)


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
    await _carry_out(talk, order, found, told)
    if last:
        talk.replies.append(last)
    talk.heard = heard
    talk.memory = replace(
        talk.memory, asked=asked.asked, wish=asked.wish, offered=asked.offered, order_id=asked.order_id, asides=0.0
    )
    return True


def _is_for_a_matter(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the guesses are sure enough, and the words are none that something else hears better."""
    heard = talk.heard
    plain = question.named and question.sure >= _READ_FOR_CERTAIN and heard.confidence < _INTENT_KNOWS
    if _is_weak(question, in_course=talk.before.order_id is not None or plain or (talk.names_goods and meant in _LOST)):
        return False
    lost = meant in _LOST and min(question.sure, question.ask_sure) >= _READ_FOR_CERTAIN
    call = _is_of_a_call(question) and meant not in LEADS_OFF  # 算了不打了: whatever else the words sound like
    about_us = meant in _ABOUT_US and heard.confidence < _INTENT_SURE
    thanked = question.matter is Matter.OTHER and question.ask is Ask.THANK and heard.says("comes_when", "hears_when")
    if call or thanked or (about_us and _is_of_the_order(talk, question)):  # 谁说了算，你还是商家: not who we are
        return True
    if is_sure(question) and (heard.confidence < _CERTAIN or lost):
        return not (meant in _NOT_ASKED and question.matter is Matter.PERSON)
    if meant in _COURTESIES and talk.before.asked is None:
        asks = (heard.said.asks or heard.says("asks_whether", "slows_it")) and is_sure(question)
        return asks or (question.ask not in _SAID_ALONE and question.ask_sure >= _OVER_COURTESY)
    asked_for_certain = question.ask in _OF_FACTS and question.ask_sure >= _READ_FOR_CERTAIN
    if meant in _NOT_ASKED:  # 改好了没 only sounds like a yes
        wished = question.ask is Ask.DO_IT and question.matter is not offered_matter(talk.before)  # 那就再发一个吧
        wished = wished and min(question.sure, question.ask_sure) >= _SURE_OF_ANOTHER
        wished = wished and talk.before.asked not in {Asked.CONFIRM_URGE, Asked.HANDOFF_OFFER}
        return meant in A_WORD and heard.confidence < _SAYS_IT_ITSELF and (asked_for_certain or wished)
    wish = meant in _WISHES and heard.confidence >= _WISH_HEARD and question.ask not in _LIKE_A_WISH
    heard_better = (
        (wish and _asked_in_all(heard, question) < _AGAINST_A_WISH)
        or (meant in _LOST and question.matter is Matter.PERSON and not (talk.in_queue or _call_spoken_of(talk)))
        or (meant == "out_of_scope" and heard.confidence >= _NOT_OURS and not _of_an_order(talk))
        or (meant == "out_of_scope" and heard.confidence >= _SURELY_NOT_OURS and not _asks_of_it(question))
        or (meant in _LOST and talk.in_queue and not _asks_of_it(question) and not _heard_in_queue(talk, question))
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
    call = question.matter is Matter.PERSON and question.ask in _WISHED and talk.heard.says("call_me", "no_calls")
    return call or (question.matter is Matter.DAMAGE and talk.heard.says("keeps_the_thing", "send_back", "medical"))


def _call_spoken_of(talk: Talk) -> bool:
    """Whether a call or a person was what was last spoken of."""
    return spoken_of(talk.before)[:1] == [Matter.PERSON]


def _of_an_order(talk: Talk) -> bool:
    """Whether an order was spoken of, or the words name goods of theirs: 油呢."""
    return talk.before.order_id is not None or talk.names_goods


def _is_of_a_call(question: Question) -> bool:
    """Whether a call back is surely taken back or changed."""
    sure = min(question.sure, question.ask_sure) >= _SURE_OF_A_CALL
    return question.matter is Matter.PERSON and question.ask in _OF_SOMETHING_NOTED | {Ask.WHAT_IF} and sure


_OF_NO_GOODS = frozenset({Matter.SERVICE, Matter.OTHER, Matter.PROMISE, Matter.PERSON, Matter.MERCHANT})


def _is_of_the_order(talk: Talk, question: Question) -> bool:
    ours = question.matter not in {Matter.PERSON, Matter.OTHER} and talk.before.order_id is not None
    return ours and min(question.sure, question.ask_sure) >= _CLEAR


def _not_that_intent(talk: Talk, question: Question, own: Matter) -> bool:
    """Whether the words rule out what the intent is about, or both come to the same."""
    if question.matter is Matter.PRICE and offered_matter(talk.before) is Matter.PRICE and talk.heard.said.prices:
        return True  # 一百块退我: the difference that we have offered
    refused = own in GIVEN_BACK and talk.heard.says("goods_not_money")  # 我不要退钱，就要牙刷
    return refused or {own, question.matter} <= GIVEN_BACK


async def _intent_says_more(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the intent says for itself what it is about, and the reading has its matter from the talk alone: an order
    is named anew (and where is my tea?), the goods are to go back and not their freight, or both heads for the words
    alone hear the same wish."""
    heard, own = talk.heard, OF_INTENT.get(meant)
    if own is None or own is question.matter or question.named or _not_that_intent(talk, question, own):
        return False
    if heard.intent == "ask_dispatch_time" and heard.confidence >= _CERTAIN and not talk.chosen:
        return question.matter not in {Matter.DISPATCH, Matter.DELIVERY, Matter.EXCHANGE, Matter.RESEND}
    if meant in _WISHES and question.matter in {Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE}:
        return heard.confidence >= _SAYS_IT_ITSELF
    said = {name: sure for name, sure in heard.matters.items() if name != Matter.OPEN.value}
    likeliest = max(said, key=lambda name: said[name], default=None)
    if likeliest == own.value and meant in _WISHES and heard.confidence >= _SAYS_IT_ITSELF:
        return True
    bar = _SAID_BY_BOTH if likeliest == own.value else _SAYS_IT_ITSELF  # the words alone say the same twice
    orders = by_goods(await talk.orders(), talk.heard.said)
    if {own, question.matter} == {Matter.DISPATCH, Matter.DELIVERY}:  # of what has not left, where and when are one
        orders = [order for order in orders if order.order_id != talk.before.order_id]
    return heard.confidence >= bar and bool(orders)


def _opens_certainly(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the first words are for certain of a matter of their own, and were read as anything that the shop may
    know: nobody bothers the shop with "where is my guitar?"."""
    certain = talk.heard.confidence >= _CERTAIN and meant in OF_INTENT and meant != "ask_guarantee"
    return certain and talk.before.order_id is None and question.matter in {Matter.SERVICE, Matter.OTHER}


def asks_surely(talk: Talk, heard: Heard) -> bool:
    """Whether the words surely ask or wish something of a matter by themselves, and are no mere yes, no or thanks."""
    question = completed(heard.matters, heard.asks, spoken_of(talk.before))
    return question is not None and is_sure(question) and question.ask not in _WORDS_ALONE


def asks_surely_in_course(talk: Talk, heard: Heard) -> bool:
    """Whether words wish or ask something, of their own matter or of the one spoken of."""
    question = completed(heard.matters, heard.asks, spoken_of(talk.before))
    asks = question is not None and question.ask not in _WORDS_ALONE | _NOTHING_ASKED
    return asks and question is not None and question.ask_sure >= _SURE_OF_ANOTHER


async def anything_runs(talk: Talk) -> bool:
    """Whether something that can be taken back is under way for the order spoken of."""
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    return order is not None and _anything_runs(await load_view(talk, order))


def goes_on(talk: Talk) -> bool:
    """Whether words that name no matter ask what comes next of the one spoken of, or whether they may."""
    question = completed(talk.heard.matters, talk.heard.asks, spoken_of(talk.before))
    if question is None or talk.before.order_id is None or question.matter is Matter.PERSON:
        return False
    return question.ask in {Ask.WHAT_NEXT, Ask.MAY_I, Ask.HOW} and question.ask_sure >= _WHAT_NEXT


def thanks(heard: Heard) -> bool:
    """Whether a clause only thanks, so that another clause of the message is what wants an answer."""
    question = completed(heard.matters, heard.asks, [])
    return question is not None and question.ask is Ask.THANK and question.ask_sure >= _SURE_OF_ANOTHER


def says_no_more_than_a_word(talk: Talk, question: Heard) -> bool:
    """Whether a further clause is surely but a yes, a no or thanks, and no matter has an answer to that."""
    found = completed(question.matters, question.asks, spoken_of(talk.memory))
    if found is None or not is_sure(found) or found.ask not in _WORDS_ALONE:
        return False
    return found.ask not in MATTERS.get(found.matter, {})


def undoes(talk: Talk) -> bool:
    """Whether words that take something back surely say of which matter, so that this answers."""
    question = completed(talk.heard.matters, talk.heard.asks, spoken_of(talk.before))
    if question is None or question.ask is not Ask.UNDO:
        return False
    return is_sure(question) and question.ask in MATTERS.get(question.matter, {})


def is_sure(question: Question) -> bool:
    """Whether the words themselves say both what they are about and what they want."""
    return question.named and min(question.sure, question.ask_sure) >= _SURE_OF_ANOTHER


def _asked_in_all(heard: Heard, question: Question) -> float:
    """How sure the words only want to know how it stands: 怎么还没好 is why as much as status."""
    if question.ask not in _HOW_IT_STANDS:
        return question.ask_sure
    alike = [one for one in heard.readings if one.matter is question.matter and one.ask in _HOW_IT_STANDS]
    return max(question.ask_sure, sum(one.ask_sure for one in alike))


def _asks_of_it(question: Question) -> bool:
    return question.named or question.ask_sure >= _SURE_OF_ANOTHER


def _goes_on(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the words go on with what we have asked for: the new address, the variant."""
    said = talk.heard.said
    address = talk.before.asked == Asked.NEW_ADDRESS and bool(said.address or said.address_alone)
    variant = talk.before.asked in {Asked.EXCHANGE_ITEM, Asked.EXCHANGE_VARIANT} and question.ask in _GOING_ON
    return (address and meant == "change_address") or (variant and meant == "request_exchange")


async def _fits_another(talk: Talk, order: Order, question: Question) -> bool:
    """Whether what is wished for can only be done with another of their orders: cancel that one."""
    if question.ask not in _LIKE_A_WISH | _TOLD_WHOLE:
        return False
    if question.matter is Matter.CANCEL and not may_cancel(order) and question.ask is not Ask.NOT_ALL:
        return any(may_cancel(one) for one in await talk.orders())
    waits = order.status is OrderStatus.PAID or bool(order.not_dispatched())
    if question.matter is Matter.DISPATCH and not waits:
        return any(one.status is OrderStatus.PAID for one in await talk.orders())
    return False


def _is_weak(question: Question, *, in_course: bool) -> bool:
    """With an order spoken of, or a matter that is beyond doubt, a guess of what is asked is better than "what do you
    mean?"; nobody begins a talk in riddles."""
    sure, ask_sure = (_SURE_IN_COURSE, _ASK_IN_COURSE) if in_course else (_SURE, _ASK_SURE)
    return question.sure < sure or question.ask_sure < ask_sure


def _opened_by(talk: Talk, order: Order, question: Question, meant: str) -> str | None:
    """The action that tells all of an order's story, where the question opens it; None where a cell answers."""
    if order.order_id == talk.before.order_id or is_plain(question):
        return None
    if question.matter is Matter.DELIVERY and _asks_of_the_way(talk, question):
        return None
    intent, asks = _OPENED_BY.get(question.matter, ("", frozenset()))
    whole = meant == intent and talk.heard.confidence >= _CERTAIN and question.ask_sure < _WHOLE_STORY
    apart = question.ask is Ask.WHY and question.matter is Matter.DELIVERY and meant in _WISHES
    of_the_way = question.matter in _WAY_HERE and not talk.spoken
    unclear = of_the_way and question.ask_sure < _MAYBE_ASKED and question.ask not in _WISHED
    if apart or (question.ask not in asks and not whole and not unclear):
        return None  # 我可没拒收 怎么自己退回去了: why, and not where it is
    if intent == "ask_dispatch" and question.ask is Ask.WHEN:
        intent = "ask_dispatch_time"
    tells = OF_INTENT.get(meant) is question.matter and meant not in _WISHES | {"ask_refund_policy"}
    return meant if tells else intent


def _asks_of_the_way(talk: Talk, question: Question) -> bool:
    """Whether one thing is asked of a parcel that the whole story would leave open: is that normal; the day after
    tomorrow?"""
    normal = question.ask in _TOLD_WHOLE and talk.heard.says("is_normal", "how_long_still")
    return normal or (question.ask is Ask.WHEN and talk.heard.entity("date") not in {None, "day+0"})


def remember_matter(talk: Talk, matter: Matter) -> None:
    """That this was just spoken of."""
    if matter is Matter.OTHER:
        return  # chit-chat on the way: what was spoken of before it goes on
    before = [name for name in (talk.memory.matters or "").split(",") if name and name != matter.value]
    talk.remember(matters=",".join([matter.value, *before][:_REMEMBERED]))


def remember_intent(talk: Talk, intent: str) -> None:
    """That the action of an intent has answered, or of our own question a yes or no."""
    asked = talk.before.asked
    topic = talk.memory.topic
    if intent in OF_INTENT:
        remember_matter(talk, OF_INTENT[intent])
    elif (
        topic is not None and topic in OF_INTENT and topic != talk.before.topic
    ):  # as on a call, which says why we call
        remember_matter(talk, OF_INTENT[topic])
    elif intent == "affirm" and asked in set(Asked) and Asked(asked) in OF_QUESTION:
        remember_matter(talk, OF_QUESTION[Asked(asked)])
    elif intent == "deny" and asked in set(Asked) and Asked(asked) in OF_QUESTION:
        left = [name for name in (talk.memory.matters or "").split(",") if name != OF_QUESTION[Asked(asked)].value]
        talk.remember(matters=",".join(left) or None)  # what is not wanted is spoken of no more


async def load_view(talk: Talk, order: Order) -> View:
    """What is known of this order now, and what the present words say of it."""
    remedies = await talk.remedies(order)
    rules = talk.rules_for(order)
    rights = with_claims(rights_of(order, talk.now, talk.rules), claims_of(remedies), order)
    ours = talk.before.order_id in {None, order.order_id}
    return View(
        order=order, customer=talk.customer, now=talk.now, rules=rules, rights=rights, remedies=remedies,
        language=talk.language, spoken=talk.spoken, said=talk.heard.said, items=parts_meant(talk, order),
        named=items_named(order, talk.heard.said, any_name=True), offered=talk.before.asked if ours else None,
        kept=kept(talk.before.wish if ours else None), spoken_of=tuple(spoken_of(talk.before)) if ours else (),
        queued=talk.in_queue, hours=talk.hours,
    )  # fmt: skip


async def _order(talk: Talk, question: Question) -> Order | None:
    """The order that the words name, else the one spoken of; None where neither is clear."""
    orders, said, pressed = await talk.orders(), pointing_in(talk), talk.heard.entity("order_id")
    focus = next((order for order in orders if order.order_id == (pressed or talk.before.order_id)), None)
    if talk.chosen or pressed:
        return talk.chosen or focus
    if len(orders) == 1 and not said.numbers:
        return orders[0]
    passing = focus and is_sure(question) and question.matter not in _WAY_HERE
    if said.bought and not by_goods(orders, said.words) and not passing:
        return None  # the action of the intent asks, or says that there was none
    if focus and said.bought:
        said = replace(said, bought=())  # a day on the way to something else
    other_number = _is_another_number(talk, orders, said, question)
    if other_number:
        focus = focus or _only_one(by_goods(orders, said.words) or orders)
    if points_anywhere(orders, said) and not other_number:
        return await order_if_clear(talk, _rank(talk, question.matter) if said.other else lambda _: 1)
    if talk.before.order_id or not question.named or len(orders) == 1:
        return focus or _only_one(orders if question.named else ())
    return await order_if_clear(talk, _rank(talk, question.matter), urgent=question.ask in _OF_TROUBLE)


_OF_TROUBLE = frozenset({Ask.COMPLAIN, Ask.REPORT, Ask.WHY, Ask.HOW_LONG_OVERDUE, Ask.DO_IT})
"""Who asks so without a name means the order that is in trouble, where just one is."""


def _only_one(orders: Sequence[Order]) -> Order | None:
    return orders[0] if len(orders) == 1 else None


_WAY_HERE = frozenset({Matter.DISPATCH, Matter.DELIVERY, Matter.MISSING})
"""Whoever asks after one of these names the day on which they bought it; else a day may be said in passing."""


def _is_another_number(talk: Talk, orders: Sequence[Order], said: Pointing, question: Question) -> bool:
    """Whether the numbers in the words are none of their orders', and hardly meant so: a phone, a courier's."""
    if not said.numbers or any(has_number(one, number) for one in orders for number in said.numbers):
        return False
    couriers = set(talk.heard.entities.get("tracking_no", ())) >= said.numbers and question.matter in _SENT_BACK
    return couriers or (question.matter in _OF_OTHER_NUMBERS | {Matter.RETURN_FREIGHT} and is_sure(question))


def _rank(talk: Talk, matter: Matter) -> Rank:
    """How well an order fits a matter."""
    now, rules = talk.now, talk.rules
    by_matter = {
        **dict.fromkeys((Matter.DISPATCH, Matter.COMPENSATION), relevance.dispatch(now, rules)),
        **dict.fromkeys((Matter.ADDRESS, Matter.CANCEL), relevance.changeable(now)),
        **dict.fromkeys(_OF_GOODS_RECEIVED, relevance.returnable(now)),
        Matter.DELIVERY: relevance.logistics(now, rules),
        Matter.MISSING: relevance.not_received(now, rules),
        Matter.RETURN_FREIGHT: relevance.freight(now, rules),
        Matter.REFUND: relevance.refund(now, rules),
    }
    return by_matter.get(matter) or relevance.unfinished(now, rules)


_OF_GOODS_RECEIVED = (Matter.RETURN, Matter.EXCHANGE, Matter.DAMAGE, Matter.RESEND, Matter.AUTHENTICITY)


async def _carry_out(talk: Talk, order: Order, question: Question, found: Answer) -> None:
    talk.intent = INTENT_OF.get(question.matter, talk.intent)
    talk.remember(order_id=order.order_id, topic=INTENT_OF.get(question.matter, talk.before.topic))
    if _leaves_open(talk, order, question, found):
        talk.keep_question()
        talk.remember(asides=talk.before.asides + 1)
    if question.named or question.sure >= _REMEMBERED_FROM:
        remember_matter(talk, question.matter)
    await _speak(talk, order, found)
    if found.urge:
        await urge_for(talk, order, found.urge)
    if found.push and question.matter in _MONEY_MATTERS:
        await urge(talk, order, RemedyKind.URGE_MERCHANT)
    elif found.push:
        await urge_wished(talk, order)
    if found.do:
        await do_now(talk, order, found.do)
    if found.then:
        talk.chosen = order
        await talk.answer_as(found.then)
    if found.offer:
        keep(talk, items=found.offer.items, **found.offer.keep)
        talk.ask(found.offer.asked, order=order)
        talk.question = found.says[-1].response if found.says else None


def _chooses(talk: Talk, order: Order, question: Question) -> bool:
    """Whether the words wish plainly for what we now ask about, where it costs nothing, or where they know what they
    choose: we had offered it, or another deed instead, or they name the very sum."""
    asked, said = talk.memory.asked, talk.heard.said
    known = question.named or question.matter in spoken_of(talk.before)
    sure = known and question.sure >= _SURE_OF_ANOTHER
    wish = sure and question.ask in _WISHED_WHOLE and _wished_in_all(talk.heard) >= _CLEAR and said.plain_yes
    if not wish or asked not in _CHOICES | _COSTS_NOTHING or talk.memory.order_id != order.order_id:
        return False
    if asked in _OF_MONEY and _wants_the_goods(talk, order, deed_asked(asked)):
        return False
    plain = question.ask is Ask.DO_IT and is_sure(question)
    if plain and (asked in _COSTS_NOTHING or (talk.opened_with in _CHOICES and talk.offered_order == order.order_id)):
        return True
    amount = back(order, kept_items(talk.memory.wish))
    sum_named = asked in _OF_MONEY and Decimal(amount.decimal()) in said.prices
    told = _sum_just_told(talk, order, talk.money(amount)) and _names_the_wish(talk.heard)
    told = told and (sum_named or not said.prices)  # 退 15 块就行 is no wish for 48
    return (plain and sum_named) or told


def _names_the_wish(heard: Heard) -> bool:
    """Whether the words themselves say it, and not the course of the talk alone."""
    return heard.said.gives_back or heard.intent in _WISHES | {"affirm"} or heard.says("go_ahead", "apply_now")


def _wants_the_goods(talk: Talk, order: Order, deed: Deed | None) -> bool:
    """Whether the deed is refused, and not only for a part of the order: keep the shoes, just the socks."""
    return items_named(order, talk.heard.said, any_name=True) is None and talk.heard.said.refuses(deed)


def _wished_in_all(heard: Heard) -> float:
    """How sure the words wish for it, in whatever way: as a wish, as a yes, as a wish for this and not the rest."""
    return sum(heard.asks.get(ask.value, 0.0) for ask in _WISHED_WHOLE)


def _sum_just_told(talk: Talk, order: Order, amount: str) -> bool:
    """Whether one of our last answers named just this sum: they have heard what they wish for."""
    if talk.memory.asked not in _OF_MONEY:
        return False
    said = told_before(talk.before.said)
    told = mark_of_sum(amount, order.order_id)
    return told in said and this_turn(said) - said[told][0] <= RECENT


_WISHED_WHOLE = frozenset({Ask.DO_IT, Ask.CONFIRM, Ask.NOT_ALL})


async def _do_what_we_ask(talk: Talk, order: Order) -> None:
    """A yes to the question that stands at the end of what was said; what is under way is to be refused."""
    money = talk.memory.asked in _OF_MONEY
    talk.replies.pop()
    talk.before = replace(talk.before, asked=talk.memory.asked, wish=talk.memory.wish, order_id=talk.memory.order_id)
    talk.remember(asked=None, wish=None, offered=None)
    await talk.answer_as("affirm")
    if money and order.sent and received_at(order) is None:
        talk.say("utter_then_refuse_it")


async def _speak(talk: Talk, order: Order, found: Answer) -> None:
    """Which of several orders this is about is said first, where the answer does not name it and it is another one."""
    named = any("goods" in one.values for one in found.says)
    other = talk.before.order_id != order.order_id and len(await talk.orders()) > 1
    if found.says and not named and (other or talk.heard.entity("order_id")):
        talk.say("utter_about_order", goods=talk.goods(order))
    for one in found.says:
        talk.add(as_reply(one))


_FOR_FAULTS, _FAULTS = frozenset({Matter.REFUND, Matter.RESEND}), frozenset({Matter.DAMAGE, Matter.MISSING})
"""What we offer for what came broken or not at all; a question about that leaves the offer open."""


def _leaves_open(talk: Talk, order: Order, question: Question, found: Answer) -> bool:
    """Whether our question waits on: the answer does nothing, and is about the order that a yes would be for."""
    asked, same_order = talk.before.asked, talk.before.order_id in {None, order.order_id}
    about = offered_matter(talk.before)
    aside = asked in _LEFT_OPEN or about is question.matter or (about in _FOR_FAULTS and question.matter in _FAULTS)
    acts = found.push or (found.urge and asked not in _COSTS_NOTHING)
    return aside and same_order and not (found.then or acts or found.do)


async def wished_of_last(talk: Talk) -> bool:
    """Take "do it" after an answer that asked nothing as the wish for what it was about; False if that is no deed."""
    nearest = next(iter(spoken_of(talk.before)), None)
    if nearest not in _DEEDS_OF_GOODS_AND_MONEY:
        return False
    return await _answered(talk, Question(nearest, Ask.DO_IT, sure=1.0, ask_sure=1.0, named=True), "affirm")


async def confirmed_of_last(talk: Talk) -> bool:
    """Say that what they say yes to is under way, where a turn of this conversation has just registered it."""
    nearest = next(iter(spoken_of(talk.before)), None)
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    if nearest is None or order is None or Ask.CONFIRM not in MATTERS.get(nearest, {}):
        return False
    view = await load_view(talk, order)
    if not any(one.open and talk.now - one.requested_at <= _JUST_NOW for one in view.remedies):
        return False
    question = Question(nearest, Ask.CONFIRM, sure=1.0, ask_sure=1.0, named=True)
    found = MATTERS[nearest][Ask.CONFIRM](view, question)
    if found is None or _acts(found) or found.offer:
        return False
    await _carry_out(talk, order, question, found)
    return True


async def says_it_is_registered(talk: Talk) -> bool:
    """对，改吧, after it was done: that it is, and by when there is an answer."""
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    if order is None or talk.spoken:
        return False
    view = await load_view(talk, order)
    ours = (one for one in reversed(view.remedies) if one.open and talk.now - one.requested_at <= _JUST_NOW)
    remedy = next(ours, None)
    if remedy is None or remedy.due_at is None:
        return False
    talk.say("utter_already_registered", what=named(remedy.kind, view.language), by=view.at(remedy.due_at))
    talk.remember(order_id=order.order_id)
    return True


_JUST_NOW = timedelta(minutes=15)
_DEEDS_OF_GOODS_AND_MONEY = frozenset(
    {Matter.REFUND, Matter.RETURN, Matter.CANCEL, Matter.EXCHANGE, Matter.RESEND, Matter.COMPENSATION, Matter.PRICE,
     Matter.RETURN_FREIGHT}
)  # fmt: skip


async def do_deed(talk: Talk) -> None:
    """Yes to a declared deed: the one that stands in the wish, for the order that our question was about."""
    wish = dict(kept(talk.before.wish))
    deed = DEEDS.get(str(wish.pop("deed", "")))
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    if deed is None or order is None:
        talk.say("utter_which_order_else")
        return
    remember_matter(talk, deed.matter)
    await do_now(talk, order, Do(deed=deed, kept=wish))


async def do_now(talk: Talk, order: Order, what: Do) -> None:
    """Register a declared deed, or say why not; then tell what was registered."""
    view = await load_view(talk, order)
    refused = what.deed.refused(view, what.kept)
    if refused:
        says = refused
    else:
        wished = what.deed.wished(view, what.kept)
        remember_matter(talk, what.deed.matter)
        remedy = await register(
            talk, order, what.deed.kind, items=wished.items, amount=wished.amount, right=wished.right,
            details=wished.details, waits_for=wished.waits_for, about=wished.about, worth=wished.worth,
        )  # fmt: skip
        says = what.deed.told(await load_view(talk, order), remedy)
    for one in says:
        talk.add(as_reply(one))


async def tell(talk: Talk, order: Order, told: Answer) -> None:
    """Say what a matter answers where no question was read from it: its sentences, its deed, and what it offers."""
    for one in told.says:
        talk.add(as_reply(one))
    if told.do:
        await do_now(talk, order, told.do)
    if told.offer:
        keep(talk, items=told.offer.items, **told.offer.keep)
        talk.ask(told.offer.asked, order=order)
    talk.remember(order_id=order.order_id)


def as_reply(one: Say) -> Reply:
    """A matter's sentence as the turn keeps it."""
    buttons, cards = tuple(dict(button) for button in one.buttons), tuple(dict(card) for card in one.cards)
    return Reply(response=one.response, values=one.values, buttons=buttons, cards=cards)
