"""What the words of a question may mean, likeliest first, in the course of the talk and as the orders stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.asking.offer_reply import offered_matter, spoken_of
from actions.heard import Heard
from actions.matters.about import GIVEN_BACK
from actions.matters.registry import ABOUT, INTENT_OF, OF_INTENT
from actions.orders.reference import by_goods
from actions.questions.sureness import (
    LOST,
    NOTHING_ASKED,
    ONLY_ASKS,
    WISHED_WHOLE,
    is_plain,
    is_sure,
)
from actions.talk import Talk
from careline.core.guarantees import received_at
from careline.core.orders import OrderStatus
from understanding.bars import (
    CLEAR,
    INTENT_LIKELY,
    INTENT_SURE,
    INTENT_WEIGHS,
    READ_FOR_CERTAIN,
    READ_SURELY,
    WHEN_NEXT_TO_A_WISH,
)
from understanding.context import Question, candidates
from understanding.situations import in_situation, marks
from understanding.taxonomy import Ask, Matter

_NAME_THEIRS = frozenset(
    {"ask_dispatch_time", "ask_invoice", "ask_return_freight", "ask_shipping_fee", "complain_merchant"}
)
_OF_NO_GOODS = frozenset({Matter.SERVICE, Matter.OTHER, Matter.PROMISE, Matter.PERSON, Matter.MERCHANT})
_TRIED = 6


async def likeliest(talk: Talk, meant: str) -> list[Question]:
    """The readings of the question in `talk.heard`, taken for the intent `meant`; likeliest first."""
    heard = talk.heard
    found = await _in_situation(talk) or candidates(_matters(heard), heard.asks, spoken_of(talk.before))
    found = _of_the_way_back(talk, _as_begun(talk, found, meant))
    found = _as_one_wish(talk, _asked_rather(talk, _of_what_was_spoken_of(talk, found)))
    only = await _of_the_only_order(talk, found) if meant in LOST else None
    return [only, *found] if only else found


async def _in_situation(talk: Talk) -> list[Question]:
    """The likeliest readings of the words, given how the orders stand that may be meant."""
    if not talk.heard.readings:
        return []
    orders = await talk.orders()
    named = by_goods(orders, talk.heard.said) if len(orders) > 1 else []
    meant = named or [order for order in orders if order.order_id == talk.before.order_id] or orders
    refunds = [(refund.kind.value, refund.live) for order in meant for refund in order.refunds]
    found = marks([order.status.value for order in meant], refunds, talk.heard.intent)
    return in_situation(talk.heard.readings, found)[:_TRIED]


async def _of_the_only_order(talk: Talk, found: Sequence[Question]) -> Question | None:
    """when?, why so long, as the first words of who has one order that has not come: of its dispatch or its way."""
    first = next(iter(found), None)
    waiting = [one for one in await talk.orders() if received_at(one) is None and one.status in _TO_COME]
    if talk.before.order_id or first is None or len(waiting) != 1 or first.ask not in _OF_WAITING:
        return None
    if first.ask_sure < READ_FOR_CERTAIN or first.sure >= CLEAR:
        return None
    matter = Matter.DELIVERY if waiting[0].sent else Matter.DISPATCH
    return Question(matter, first.ask, sure=1.0, ask_sure=first.ask_sure, named=True)


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
    if talk.before.order_id is not None or talk.heard.confidence < INTENT_LIKELY:
        return found
    own = {by_intent, *(matter for matter, intent in INTENT_OF.items() if intent == meant)}
    return [one for one in found if one.matter in own or is_plain(one)]


def _of_the_way_back(talk: Talk, found: list[Question]) -> list[Question]:
    """With the freight of sending back in front, where it is what they mean: 要是退，我得倒贴多少邮费."""
    first = next(iter(found), None)
    if first is None or first.matter is not Matter.SHIPPING_FEE or not talk.heard.says("if_sent_back"):
        return found
    return [replace(first, matter=Matter.RETURN_FREIGHT), *found]


def _of_what_was_spoken_of(talk: Talk, found: list[Question]) -> list[Question]:
    """With what was just spoken of in front, where the words name nothing themselves: 怎么弄, 咋办."""
    offered, said = offered_matter(talk.before), talk.heard.said
    near = list(dict.fromkeys([*([offered] if offered else []), *spoken_of(talk.before)]))
    given = ((matter, one.given(said, near, talk.before.asked)) for matter, one in ABOUT.items() if one.given)
    if found_given := next(((matter, ask) for matter, ask in given if ask), None):
        return [Question.by_rule(*found_given), *found]
    if plain := _said_plainly(talk, found):
        return [plain, *found]
    if not near and said.says("fell_in_price"):  # 刚到手就降到459了
        return [Question.by_rule(Matter.PRICE, Ask.REPORT), *found]
    last = next((one for one in near if one not in _OF_NO_GOODS), None)
    named_else = bool(found) and is_sure(found[0])
    if last and said.says("answer_plainly") and not named_else and last is not (found[0].matter if found else None):
        return [Question(last, Ask.MAY_I, READ_FOR_CERTAIN, READ_FOR_CERTAIN, named=False), *found]
    behind = said.ends_in_what_now and bool(found) and found[0].ask_sure < READ_SURELY
    ask = Ask.HOW if said.bare_how else Ask.WHAT_NEXT if said.what_now or behind else None
    ask = Ask.EVIDENCE if said.what_needed else ask
    if not near or not found or ask is None or Matter.SERVICE in near:
        return found
    sure = max(found[0].sure, CLEAR)
    ask_sure = max(found[0].ask_sure, CLEAR) if said.what_needed else found[0].ask_sure
    bare = replace(found[0], ask=ask, sure=sure, ask_sure=ask_sure, named=False)
    return [*(replace(bare, matter=one) for one in near), *found]


def _said_plainly(talk: Talk, found: Sequence[Question]) -> Question | None:
    """What a pattern hears for certain, where the words were not surely read as anything else."""
    if not found:
        return None
    if found[0].matter in GIVEN_BACK and talk.heard.says("refuses_money", "goods_not_money"):
        return _rather_goods(talk, found)
    if is_sure(found[0]):
        return None
    of_money = found[0].matter in GIVEN_BACK and found[0].sure >= CLEAR and talk.heard.said.prices
    plain = (one for one in _PLAIN_DETAILS if not (of_money and one[0] == "came_short"))  # 退了三条怎么就来了 59.8
    meant = next((one for one in plain if talk.heard.says(one[0])), None)
    if meant is None or talk.heard.said.piece or talk.heard.says("which_faster"):
        return None
    detail, matter, ask = meant
    near = next(iter(spoken_of(talk.before)), None)
    if detail == "does_things" and near and near not in _OF_NO_GOODS:
        matter, ask = near, Ask.WHAT_NEXT  # what can you actually do for me, of a lost parcel
    if found[0].ask in ONLY_ASKS and found[0].ask_sure >= READ_SURELY:
        ask = found[0].ask  # 光退皮带能退几块
    return Question.by_rule(matter, ask)


def _rather_goods(talk: Talk, found: Sequence[Question]) -> Question | None:
    """What is wished instead of the money that is refused; None where only that is said."""
    if found[0].ask not in WISHED_WHOLE:
        return None
    others = (one.matter for one in found if one.matter in {Matter.RESEND, Matter.EXCHANGE} and one.ask is Ask.DO_IT)
    anew = talk.heard.says("new_one_wished", "again_wished")
    instead = Matter.RESEND if anew else next(others, None)
    return Question.by_rule(instead, Ask.DO_IT) if instead else None


_PLAIN_DETAILS = (
    ("only_this_back", Matter.REFUND, Ask.NOT_ALL),
    ("came_short", Matter.MISSING, Ask.NOT_ALL),
    ("own_agent", Matter.BENEFIT, Ask.MAY_I),
    ("complaint_number", Matter.MERCHANT, Ask.WHICH),
    ("money_back_named", Matter.REFUND, Ask.DO_IT),
    ("new_one_wished", Matter.RESEND, Ask.DO_IT),
    ("other_kind_wished", Matter.EXCHANGE, Ask.MAY_I),
    ("bought_too_many", Matter.CANCEL, Ask.NOT_ALL),
    ("late_then_what", Matter.COMPENSATION, Ask.MAY_I),
    ("if_unfit", Matter.RETURN, Ask.MAY_I),
    ("member", Matter.BENEFIT, Ask.MAY_I),
    ("intercept", Matter.DELIVERY, Ask.DO_IT),
    ("does_things", Matter.PERSON, Ask.MAY_I),
)
"""买6份来5份; 专属客服在哪; 拍了三个我只要一个; 你能办事吗; 老客户没点照顾."""


def _as_one_wish(talk: Talk, found: list[Question]) -> list[Question]:
    """With a wish to cancel, to be refunded or to send back as sure as the three together: which of them it is depends
    on where the goods are."""
    first = next(iter(found), None)
    if first is None or first.matter not in GIVEN_BACK or first.ask not in WISHED_WHOLE:
        return found
    if talk.heard.confidence >= INTENT_SURE and OF_INTENT.get(talk.heard.intent, first.matter) not in GIVEN_BACK:
        return found
    alike = {one.matter: one for one in found if one.matter in GIVEN_BACK}
    sure, named = sum(one.sure for one in alike.values()), any(one.named for one in alike.values())
    return [replace(first, sure=max(first.sure, min(1.0, sure)), named=named), *found[1:]]


def _asked_rather(talk: Talk, found: list[Question]) -> list[Question]:
    """With what the words ask in front of a no, thanks or a push that most of them sound like: 打发叫花子呢 咋算的;
    围巾我寄回去了 钱啥时候退我."""
    said, first = talk.heard.said, next(iter(found), None)
    if first is not None and first.ask is Ask.DO_IT and said.says("asks_when") and said.asks:
        when = [one for one in found if (one.matter, one.ask) == (first.matter, Ask.WHEN)]
        likely = bool(when) and when[0].ask_sure >= first.ask_sure * WHEN_NEXT_TO_A_WISH
        likely = likely and not said.says("chase", "pushes_them")
        return [*when, *(one for one in found if one not in when)] if likely else found
    if first is None or first.ask not in NOTHING_ASKED or not said.asks or first.ask_sure >= CLEAR:
        return found
    asked = [one for one in found if one.matter is first.matter and one.ask in ONLY_ASKS]
    return [*asked, *(one for one in found if one not in asked)]


def in_the_log(question: Question) -> str:
    """refund.when 0.71 0.55, for the log: labels alone, nothing that a consumer wrote."""
    return f"{question.matter.value}.{question.ask.value} {question.sure:.2f} {question.ask_sure:.2f}"


def _matters(heard: Heard) -> Mapping[str, float]:
    """How likely each matter is; an intent whose words always name theirs counts too."""
    by_intent = OF_INTENT.get(heard.intent)
    if by_intent is None or heard.intent not in _NAME_THEIRS or heard.confidence < INTENT_SURE or not heard.matters:
        return heard.matters
    fused = {name: (1 - INTENT_WEIGHS) * share for name, share in heard.matters.items()}
    return fused | {by_intent.value: fused.get(by_intent.value, 0.0) + INTENT_WEIGHS * heard.confidence}
