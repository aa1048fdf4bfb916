"""What the consumer answers to our offer: a yes, a no, less than we offered, or something else.

Words that name the deed itself are heard by understanding/yes_no.py. This file takes all other words for a yes or a no
by what they were read as: the matter that they are about, and what they want of it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from actions.asking.open_question import OF_A_CONDITION, OF_ITEMS, deed_asked, our_question
from actions.deeds.registering import back
from actions.deeds.some_items import fewer_of, items_named
from actions.heard import Heard
from actions.matters.about import GIVEN_BACK, INSTEAD
from actions.matters.registry import ABOUT, DEEDS, OF_INTENT, QUESTIONS, those
from actions.memory import Asked, Memory
from actions.orders.order_descriptions import by_state, by_when_placed
from actions.orders.reference import by_goods, has_number, without_kept
from actions.talk import Talk
from careline.core.orders import Order, Quantities
from careline.core.paid import all_items
from understanding.bars import CLEAR, INTENT_SURE, INTENT_WISHES, READ_FOR_CERTAIN, READ_SURELY, WISHED_SURELY
from understanding.condition_words import Then
from understanding.context import Question, completed
from understanding.deeds import Verb
from understanding.reading import Reading
from understanding.refund_details import Detail
from understanding.taxonomy import Ask, Matter

_WANT_WORDS = those(lambda one: one.wants_words)
"""Questions that are answered with an address, a choice or a time, or where 那退吧 would be no yes: it wants it now."""
_OF_WHAT_WAS_SPOKEN_OF = those(lambda one: one.verbs and one.matter is None)
"""These are asked in any matter: to the one spoken of a yes or no belongs."""
_BY_CONDITION = {one.then.value: matter for matter, about in ABOUT.items() for one in about.questions if one.then} | {
    Then.COMPLAINT.value: Matter.MERCHANT
}
_ASKS_OTHERS = frozenset({Asked.CONFIRM_DEED, Asked.CONFIRM_URGE, Asked.HANDOFF_OFFER})
"""Here a yes has somebody asked: 那就帮我问问."""
_HEARD_APART = frozenset(
    {"ask_repeat", "ask_language", "opt_out", "wrong_person", "request_callback", "goodbye", "acknowledge"}
)
"""Words that are none in answer to us, where the model is sure of it."""
_SAID_ONCE_MORE = frozenset({Ask.DENY, Ask.UNDO, Ask.DO_IT, Ask.CONFIRM, Ask.NOT_ALL})
_WISHES_IT = frozenset({Ask.DO_IT, Ask.CONFIRM, Ask.NOT_ALL})
_NOT_WISHED = frozenset({Ask.WHAT_IF, Ask.MAY_I})
_DONE_BY = {matter: frozenset({matter}) for matter in Matter} | {
    matter: one.done_by for matter, one in ABOUT.items() if one.done_by
}
"""For our question about a matter, the matters whose wish is a yes to it."""
_ASKED_FOR = {one.matter: one.verbs for one in QUESTIONS.values() if one.matter in INSTEAD and one.verbs}
_LATE = 2
"""Questions answered since ours, from which on a bare yes may well be to something else."""
_A_SUM = Decimal(10)
"""A figure below it may count anything."""


def offered_matter(memory: Memory) -> Matter | None:
    """What our open question is about; None where there is none, or a yes to it does nothing."""
    asked = memory.asked
    if asked is None:
        return None
    if asked == Asked.CONFIRM_DEED:
        deed = DEEDS.get(memory.wish.deed)
        return deed.matter if deed else None
    if asked in OF_A_CONDITION:
        return _BY_CONDITION.get(str(memory.wish.condition.get("then")))
    if asked in _OF_WHAT_WAS_SPOKEN_OF:
        return next(iter(memory.matters), Matter.PERSON)
    ours = our_question(asked)
    return ours.matter if ours else None


def spoken_of(memory: Memory) -> list[Matter]:
    """The matters spoken of, nearest first: those answered, then what we offered."""
    offered = offered_matter(memory)
    return list(dict.fromkeys([*memory.matters, *([offered] if offered else [])]))


def takes_appeal(talk: Talk) -> bool:
    """Whether we asked if a refusal shall be decided again, and they contest it. 凭什么不给退 only asks why."""
    offered = talk.before.asked == Asked.CONFIRM_DEED and "appeal" in talk.before.wish.deed
    against = talk.heard.said.contests or (talk.heard.says("not_accepted") and not talk.heard.said.asks)
    return offered and against and talk.heard.said.refund_detail is not Detail.WHY


def word_read(talk: Talk) -> str | None:
    """`affirm` or `deny` where the words come to that, in any form: 那就直接赔我呗, 嗯勺子退, 报吧; else None.

    A condition, a question or a "but" behind it, or another matter make it something else.
    """
    found = _word_as_read(talk)
    return "deny" if found != "deny" and _holds_off(talk, found) else found


def _holds_off(talk: Talk, found: str | None) -> bool:
    """Whether what we offered is not to be done yet, though the words sound like a yes or like the wish itself."""
    heard, about = talk.heard, offered_matter(talk.before)
    if about is None or takes_appeal(talk) or not heard.said.holds_off(deed_asked(talk.before.asked)):
        return False
    first = next(iter(heard.readings), None)
    if first is None or found == "affirm" or goes_for_goods(heard) or heard.says("exchange_dropped"):
        return found == "affirm"
    may = first.ask is Ask.MAY_I and not heard.said.asks_of_us
    same = first.matter in _DONE_BY[about] and (may or first.ask in _WISHES_IT - {Ask.NOT_ALL})
    return same or first.ask_sure < CLEAR


def _word_as_read(talk: Talk) -> str | None:
    heard, about = talk.heard, offered_matter(talk.before)
    question = _read(talk, heard)
    by_name = _says_it_by_name(heard, about) or (about in GIVEN_BACK and _is_ordered(talk))
    if by_name or (about is not None and _goes_ahead(talk, heard)):
        return "affirm"
    if _wants_it_otherwise(talk, about) or _is_of_a_call(heard, about, deed_asked(talk.before.asked)):
        return None
    if about is not None and _is_against(heard, about):
        return "deny"
    if len(heard.halves) > 1 and heard.says("calls_off") and not heard.said.wishes(deed_asked(talk.before.asked)):
        return None  # 算了不折腾，盯着他们送来就行: read by parts
    elsewhere = wishes_elsewhere(talk) or (about is not Matter.MERCHANT and heard.says("complains"))
    if about is None or question is None or elsewhere or question.ask_sure < CLEAR:
        return "affirm" if takes_appeal(talk) and not elsewhere else None
    return None if _is_heard_apart(heard, question) else _word_about(talk, about, question)


def _is_of_a_call(heard: Heard, about: Matter | None, deed: Verb | None) -> bool:
    """明天下午三点给我打电话: no yes to the money that we have offered."""
    ours = heard.said.wishes(deed) or heard.said.agrees_to(deed)
    return about not in {None, Matter.PERSON} and heard.says("call_me") and not ours


def _goes_ahead(talk: Talk, heard: Heard) -> bool:
    """Whether the words are an idiom for go ahead, or a report or complaint that ends in one, or in the deed itself."""
    said, last = heard.said, heard.said.last_words
    if said.goes_ahead or said.asks_kindly or (said.takes_up and talk.before.asked in _ASKS_OTHERS):
        return True
    deed, about = deed_asked(talk.before.asked), offered_matter(talk.before)
    elsewhere = said.names_another_deed_than(deed) or (about in GIVEN_BACK and goes_for_goods(heard))
    if last.is_empty or talk.before.asides or said.says("supposes") or said.holds_back or elsewhere:
        return False
    return (last.goes_ahead or last.agrees_to(deed)) and not _says_no_in_front(heard, deed)


def _says_no_in_front(heard: Heard, deed: Verb | None) -> bool:
    """我还是留着吧，就这么定了: that is how it shall be, and not what we asked."""
    said = heard.said
    if said.refuses(deed) or said.keeps_the_goods or said.says("calls_off", "no_first"):
        return True
    return heard.intent == "deny" or heard.likely_asks(Ask.DENY, Ask.UNDO) >= CLEAR


def _is_ordered(talk: Talk) -> bool:
    """Whether the words begin with what we asked about as an order: cancel the new one, the other one don't touch."""
    heard, deed = talk.heard, deed_asked(talk.before.asked)
    said = heard.said
    otherwise = said.refuses(deed) or said.holds_back or said.says("supposes", "the_other_order")
    return said.orders(deed) and not (heard.questions or heard.entity("other") or otherwise)


def _wants_it_otherwise(talk: Talk, about: Matter | None) -> bool:
    """Whether they want the same end by another way: 重新走退货退款; send new ones then, she wants skates, not
    money."""
    deed = deed_asked(talk.before.asked)
    if about in INSTEAD and talk.heard.says("pushes_them") and not talk.heard.said.wishes(deed):
        return True  # 我去借一套凑合，你们接着催
    anew = talk.heard.says("return_instead") and "appeal" in talk.before.wish.deed
    return anew or (about in GIVEN_BACK and goes_for_goods(talk.heard))


def goes_for_goods(heard: Heard) -> bool:
    """Whether goods are wished for, or a sum for keeping them, where the money was offered: 把那8颗补给我就成."""
    said = heard.said
    rather = said.says("goes_for_goods") and (not said.gives_back or said.refuses(Verb.REFUND))
    return (
        rather
        or goes_for_less(heard)
        or said.says("goods_not_money", "new_one_wished", "sent_again", "sum_for_keeping")
    )


def goes_for_less(heard: Heard) -> bool:
    """Whether less than the whole money is wished for: knock some off and I'll keep it; just fix it."""
    said = heard.said
    return said.says("less_for_keeping", "repair") and (not said.gives_back or said.refuses(Verb.REFUND))


def _says_it_by_name(heard: Heard, about: Matter | None) -> bool:
    """Whether the words name the deed, though they may begin with a no: 登记吧; nah keep it, claim the difference."""
    claims = about is Matter.PRICE and heard.says("apply_now")
    registers = about is Matter.MERCHANT and heard.says("on_record") and not heard.said.asks
    dropped = about in GIVEN_BACK and heard.says("exchange_dropped") and heard.said.gives_back  # 对 换的不要了 退
    gone = heard.says("that_one_goes") or (heard.says("for_good") and heard.said.plain_yes)
    goes = about in GIVEN_BACK and gone  # 嗯 118的不要: it is to be cancelled; 干脆取消算了
    return goes or ((claims or registers or dropped) and heard.said.plain_yes)


def _word_about(talk: Talk, about: Matter, question: Question) -> str | None:
    """`affirm` or `deny` for words that were read surely; None for any other wish or question."""
    heard = talk.heard
    elsewhere = question.named and question.matter not in _DONE_BY[about] and not _is_person(talk, question)
    surely_no = heard.intent == "deny" and heard.confidence >= INTENT_SURE and question.ask is Ask.CONFIRM
    asks = heard.said.only_asks and heard.intent != "deny"  # the lot? not just a part
    if (question.ask is Ask.DENY or surely_no) and not elsewhere and not asks and not takes_appeal(talk):
        another = _wishes_another(heard, about) or (about in GIVEN_BACK and heard.says("goods_not_money"))
        return None if another else "deny"  # leave it, it's fine: no yes, whatever it sounds like
    deed = deed_asked(talk.before.asked)
    other = talk.before.asked in _OF_WHAT_WAS_SPOKEN_OF and heard.said.names_another_deed_than(deed)
    other = other or _wishes_another(heard, about) or (about in GIVEN_BACK and heard.said.wants_another)
    if talk.before.asked in _WANT_WORDS or elsewhere or other:
        return None
    topic = OF_INTENT.get(heard.intent)
    another = topic is not None and topic not in _DONE_BY[about] and heard.confidence >= INTENT_SURE  # 多就到: no yes
    if question.ask is Ask.CONFIRM and (
        question.ask_sure >= READ_FOR_CERTAIN or (heard.said.plain_yes and not another)
    ):
        return "affirm"
    wish = question.ask is Ask.DO_IT and (talk.before.asked not in _OF_WHAT_WAS_SPOKEN_OF)
    wish = wish and not (about in GIVEN_BACK and heard.says("others_told"))  # let them send it: nothing asked of us
    wish = wish and (about not in GIVEN_BACK or _says_the_deed(talk, heard))
    wish = wish or takes_appeal(talk)
    return "affirm" if wish and question.matter in _DONE_BY[about] and heard.said.plain_yes else None


def _says_the_deed(talk: Talk, heard: Heard) -> bool:
    """Whether words that are read as a wish say the deed: goods are never given back for "be straight with me"."""
    said, deed = heard.said, deed_asked(talk.before.asked)
    named = said.gives_back or said.wishes(deed) or said.agrees_to(deed)
    return named or said.confirms_plainly or said.confirms or said.says("go_ahead", "apply_now")


def _wishes_another(heard: Heard, about: Matter) -> bool:
    """Whether a no to our question goes on with another deed, plainly wished: 不要退钱，给我换一个好的."""
    other = OF_INTENT.get(heard.intent)
    deed = _ASKED_FOR.get(other) if other else None
    sure = heard.confidence >= INTENT_WISHES and other not in _DONE_BY[about]
    return sure and heard.said.wishes(deed)


def _is_heard_apart(heard: Heard, question: Question) -> bool:
    """Whether the words leave, or ask for something else for certain, and so agree to nothing: ok, bye."""
    if heard.intent == "goodbye":
        return question.ask is not Ask.CONFIRM or heard.confidence >= INTENT_SURE
    return heard.intent in _HEARD_APART and heard.confidence >= INTENT_SURE


def _is_against(heard: Heard, about: Matter) -> bool:
    """Whether words about what we asked are likelier a no than a yes: wait, don't cancel first.

    A no is read as leaving it alone or as taking it back; neither of the two need be likely by itself."""
    deeds = _DONE_BY[about] - {Matter.DAMAGE, Matter.MISSING}  # what turned up is told, and no word to an offer
    of_it = heard.readings[:1] and heard.readings[0].matter in deeds and not heard.said.asks
    against = heard.likely_asks(Ask.DENY, Ask.UNDO)
    wished = heard.likely_asks(Ask.CONFIRM, Ask.DO_IT, Ask.NOT_ALL, Ask.CHANGE)
    return bool(of_it) and against >= CLEAR and wished <= against / 2 and not _wishes_another(heard, about)


def wishes_elsewhere(talk: Talk) -> bool:
    """Whether the words, read in the course of the talk, wish something else than what our question is about: send one
    more, where we offered the money."""
    about, first = offered_matter(talk.before), next(iter(talk.heard.readings), None)
    if about is None or first is None or talk.before.asked in _OF_WHAT_WAS_SPOKEN_OF:
        return False
    instead = INSTEAD - _DONE_BY[about]
    others = (one.sure for one in talk.heard.readings if one.ask is first.ask and one.matter in instead)
    if first.ask is Ask.CONFIRM and about in INSTEAD and sum(others) >= CLEAR:
        return True  # 那还是退吧, after an exchange was offered
    wish = first.ask is Ask.DO_IT and first.matter not in _DONE_BY[about]
    sure = wish and min(first.sure, first.ask_sure) >= CLEAR
    return sure and not talk.heard.said.agrees_to(deed_asked(talk.before.asked))


def _is_person(talk: Talk, question: Question) -> bool:
    return talk.before.asked == Asked.HANDOFF_OFFER and question.matter is Matter.PERSON


def _read(talk: Talk, heard: Heard) -> Question | None:
    about = offered_matter(talk.before)
    return completed(heard.matters, heard.asks, [*([about] if about else []), *spoken_of(talk.before)])


def wishes_otherwise(talk: Talk) -> bool:
    """Whether words that sound like a yes name another deed than the one that our question is about."""
    about, question = offered_matter(talk.before), _read(talk, talk.heard)
    if about is None or question is None or not question.named or _is_person(talk, question):
        return False
    instead = question.ask in {Ask.DO_IT, Ask.CONFIRM} or (question.ask is Ask.MAY_I and question.matter in INSTEAD)
    return instead and question.matter not in _DONE_BY[about] and question.sure >= CLEAR


def wishes_instead(talk: Talk) -> bool:
    """Whether a yes at the head of the words is none, as another deed with the same goods is wished for: yeah, can they
    send another one instead. A wish beside ours (and raise an invoice) takes nothing from the yes."""
    question = _read(talk, talk.heard)
    instead = question is not None and (question.matter in INSTEAD or not talk.heard.says("as_well"))
    return instead and wishes_otherwise(talk)


def wishes_with_goods(rest: Heard) -> bool:
    """Whether words want another deed done with the goods: that is read with the no before it (钱我不要，再发一个)."""
    first = next(iter(rest.readings), None)
    return first is not None and first.matter in INSTEAD


def without_refused(talk: Talk, rest: Heard) -> Heard:
    """What follows a no to our question, which is no wish for the same: 我不要退款，换台好的来."""
    about, intent = offered_matter(talk.before), OF_INTENT.get(rest.intent)
    if about is None:
        return rest
    same = _DONE_BY[about] - {Matter.DAMAGE}
    kept_readings = tuple(one for one in rest.readings if one.matter not in same or one.ask not in _WISHES_IT)
    if intent in INSTEAD - same:
        wish = Question(intent, Ask.DO_IT, WISHED_SURELY, WISHED_SURELY, named=True)
        kept_readings = (wish, *kept_readings)
    matters = {name: share for name, share in rest.matters.items() if name not in {one.value for one in same}}
    return replace(rest, readings=kept_readings, matters=matters)


def takes_it_back(rest: Heard) -> bool:
    """Whether what follows a yes is rather a no: ok. wait, don't."""
    first = next(iter(rest.readings), None)
    return first is not None and first.ask in {Ask.DENY, Ask.UNDO, Ask.NOT_ALL, Ask.CHANGE} and first.ask_sure >= CLEAR


def goes_for_it(talk: Talk) -> bool:
    """Whether words that begin with a no plainly wish what our question is about: the no is to something else."""
    about, first = offered_matter(talk.before), next(iter(talk.heard.readings), None)
    if about is None or first is None or talk.heard.said.refuses(deed_asked(talk.before.asked)):
        return False
    return first.ask is Ask.DO_IT and first.matter is about and first.ask_sure >= WISHED_SURELY


def limits(talk: Talk) -> bool:
    """Whether the words are about a part, however they begin: 杯子不退哈, yes the screws only."""
    question = _read(talk, talk.heard)
    part = question is not None and question.ask in {Ask.NOT_ALL, Ask.CHANGE} and question.ask_sure >= READ_SURELY
    if talk.before.asked in OF_ITEMS and fewer_of(talk.before.wish.items, talk.heard.said):
        return True  # 对，退一个，剩那个让他们快点寄
    part = part and offered_matter(talk.before) is not Matter.ADDRESS  # yes, just the house number
    return part and not talk.heard.questions


async def keeps_only_others(talk: Talk) -> bool:
    """Whether a no is to goods that our question is not about: 杯子不退哈, where the bag alone was offered; another
    order's."""
    orders, offered, said = await talk.orders(), talk.before.wish.items, talk.heard.said
    order = next((one for one in orders if one.order_id == talk.before.order_id), None)
    if order is None or talk.before.asked not in OF_ITEMS:
        return False
    wished = without_kept(orders, said)
    if wished != said and by_goods(orders, wished) == [order]:
        return True  # 嗯退围巾，雨伞千万留着
    if offered is None:
        return False
    named = items_named(order, talk.heard.said, any_name=True)
    return named is not None and sorted(named) == sorted(offered)


def only_hears_us(talk: Talk) -> bool:
    """Whether a yes comes after an answer to another question, and says no more than that it was heard: 哦好."""
    deed, said = deed_asked(talk.before.asked), talk.heard.said
    wanted = (
        (
            not _is_stale(talk.before)
            and (said.says("go_ahead", "apply_now") or said.confirms_plainly or said.goes_ahead)
        )
        or said.chases
        or said.agrees_to(deed)
        or said.wishes(deed)
        or said.gives_back
        or talk.whole.agrees_to(deed)
    )
    if not talk.before.asides or wanted:
        return False
    if said.names_another_deed_than(deed):
        return False
    question = _read(talk, talk.heard)
    if question is not None and question.ask is Ask.DO_IT and question.ask_sure >= WISHED_SURELY:
        return False  # k get me the 30 then
    return question is None or not question.named or question.ask not in {Ask.DO_IT, Ask.CONFIRM}


def _is_stale(before: Memory) -> bool:
    """Whether our question was asked two turns ago or more, and another matter was spoken of since."""
    about, nearest = offered_matter(before), next(iter(spoken_of(before)), None)
    return before.asides >= _LATE and about is not None and nearest is not None and nearest not in _DONE_BY[about]


def is_about_the_same(talk: Talk, question: Heard, *, after: str) -> bool:
    """Whether a further clause only says once more what a yes or no (`after`) to our question has said: nah, don't
    cancel anything; 好，就退三个，别的我留着."""
    about, found = offered_matter(talk.before), _read(talk, question)
    if about is None or found is None or (after == "deny" and _wishes_another(question, about)):
        return False
    if after == "deny" and about in GIVEN_BACK and goes_for_goods(question):
        return False  # 不退，给我寄个扶手来就行
    asks = _SAID_ONCE_MORE | (_NOT_WISHED if after == "deny" else frozenset())
    return found.matter in _DONE_BY[about] and found.ask in asks


def just_offered(talk: Talk, question: Heard) -> bool:
    """Whether a further clause only wishes, or limits, what this turn has just offered: 只退枕头."""
    about = offered_matter(talk.memory)
    found = completed(question.matters, question.asks, [about]) if about else None
    return found is not None and about is not None and found.matter in _DONE_BY[about] and found.ask in _WISHES_IT


async def takes_that_order(talk: Talk) -> bool:
    """Whether a yes names the very order of our question among others: yes, only the later one, the first must stay.

    Not where it has several pieces: the first one may be one of them.
    """
    said, asked = talk.heard.said, talk.before.asked
    numbers = [number for kind in ("order_no", "order_tail") for number in talk.heard.entities.get(kind, ())]
    agrees = said.begins_with_yes or said.says("only_that_one") or bool(numbers)
    against = said.asks_of_us or said.holds_back or said.refuses(deed_asked(asked)) or said.leaves(deed_asked(asked))
    if asked not in OF_ITEMS or not agrees or against or said.keeps_the_goods:
        return False
    orders = await talk.orders()
    order = next((one for one in orders if one.order_id == talk.before.order_id), None)
    if order is None or len(orders) < 2:
        return False
    if sum(item.quantity for item in order.items) > 1:
        return False
    if numbers:
        return all(has_number(order, number) for number in numbers)
    return by_when_placed(orders, said, ()) is order


async def accept_yes(talk: Talk) -> bool:
    """Take a yes for what was offered, narrowed to the items that it names.

    False where it names another order, another sum, or items that we did not offer: then it is a wish of its own.
    """
    orders = await talk.orders()
    order = next((one for one in orders if one.order_id == talk.before.order_id), None)
    if order is None or talk.heard.said.is_empty:
        return True
    named = by_goods(orders, without_kept(orders, talk.heard.said))
    when = by_when_placed(orders, talk.heard.said, talk.heard.entities.get("place", ()))
    if (named and order not in named) or (when is not None and when is not order):
        return False
    told = by_state(orders, talk.heard.said if talk.whole.is_empty else talk.whole)
    if told and order not in told:
        return False  # 对 后面那单取消掉, where the earlier one was offered
    return talk.before.asked not in OF_ITEMS or _accept_for_items(talk, order)


def _accept_for_items(talk: Talk, order: Order) -> bool:
    offered = talk.before.wish.items
    items = items_named(order, talk.heard.said, any_name=True) or fewer_of(offered, talk.heard.said)
    if _names_another_sum(order, items or offered, talk.heard.said):
        return False
    if items and sorted(items) != sorted(offered or ()):
        if not _within(items, offered or all_items(order)):
            return False
        _narrow(talk, items)
    return True


def _names_another_sum(order: Order, items: Quantities | None, said: Reading) -> bool:
    """15 back is fine, after an offer of 339."""
    told, sums = said.prices, (back(order, items), back(order, None), order.total)
    ours = [Decimal(one.decimal()) for one in sums] + [Decimal(n) for _, n in items or all_items(order)]
    return len(told) == 1 and told[0] > _A_SUM and all(abs(told[0] - one) >= 1 for one in ours)


def _within(items: Quantities, whole: Quantities) -> bool:
    most = dict(whole)
    return all(n <= most.get(sku, 0) for sku, n in items)


def _narrow(talk: Talk, items: Quantities) -> None:
    """Let the yes be about these items, which are fewer than our question was about."""
    talk.before = replace(talk.before, wish=talk.before.wish.and_also(items=items))
