"""A word to our question in a message that says more: the yes or no in its first words, and what else it asks for.

Such a message is often read as one: 行 就申领 顺便再催催 as a yes, "yes do that. how long will it take" as a question.
So the bot reads its parts by themselves too (`halves` in bot/components/clauses.py): the first one says whether we
shall, and whatever wishes or asks something else in the others is answered behind the deed.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.asking.offer_reply import (
    is_about_the_same,
    limits,
    offered_matter,
    takes_it_back,
    wishes_otherwise,
    wishes_with_goods,
    without_refused,
    word_read,
)
from actions.asking.open_question import STILL_OPEN, WISHES_FOR_GOODS, deed_asked
from actions.heard import Heard
from actions.matters.about import GIVEN_BACK
from actions.matters.plainly import sum_known
from actions.matters.registry import OF_INTENT
from actions.memory import Asked
from actions.orders.reference import by_goods
from actions.questions.joined_questions import in_one
from actions.questions.sureness import asks_surely, says_no_more_than_a_word, thanks
from actions.talk import Talk
from understanding.bars import (
    CLEAR,
    INTENT_LIKELY,
    INTENT_OF_A_PART,
    INTENT_SURE,
    OTHER_GOODS_WISHED,
    READ_SURELY,
    WISHED_SURELY,
)
from understanding.reading import NOTHING, LeadingWord
from understanding.taxonomy import Ask, Matter

_ANSWERED_IN_FRONT = STILL_OPEN | {Asked.CONFIRM_ADDRESS, Asked.CONFIRM_URGE}
_WORDS = {"affirm", "deny"}
_POINTS = ("other", "order_no", "tracking_no", "order_tail", "place", "bought_on")
_TELLS = frozenset({Ask.REPORT, Ask.COMPLAIN, Ask.EVIDENCE})
"""Beside a yes these say why, unless they are of another order."""
_WISHES_IT = frozenset({Ask.CONFIRM, Ask.DO_IT})
_OF_A_PERSON = frozenset({"request_callback", "request_human"})
_NO_WISH = frozenset({Ask.CONFIRM, Ask.DENY, Ask.THANK})


def word_by_parts(talk: Talk) -> tuple[LeadingWord, Heard | None] | None:
    """The yes or no to our offer that the first words come to, read by themselves, with what follows them; or a yes in
    what follows a mere opening (can can. help me claim)."""
    if not _may_answer_in_part(talk) or (whole := word_read(talk)) == "affirm":
        return None
    first, rest = _without_mere_yes(talk, *talk.heard.halves[:2])
    if whole == "deny":
        back = rest.intent in WISHES_FOR_GOODS
        word = LeadingWord(yes=False, said=first.said, behind=rest.said)
        return (word, without_refused(talk, rest)) if back else None
    away = first.said.says("calls_off") and not first.said.wishes(deed_asked(talk.before.asked))
    if away and not ({talk.heard.intent, rest.intent} & WISHES_FOR_GOODS or wishes_with_goods(rest)):
        word = LeadingWord(yes=False, said=first.said, behind=rest.said)
        return word, without_refused(talk, rest)  # 算了不折腾，盯着他们送来
    soft = first.said.only_soft_yes or (first.said.says("resigned_yes") and _asks_of_another(talk, rest))
    heard_us = soft and (rest.said.asks or rest.said.says("asks_how_much"))
    found = None if heard_us else _word_of(talk, first)
    if found and _stands_in_front(talk, found, first, rest):
        behind = rest if found == "affirm" else without_refused(talk, rest)
        return LeadingWord(yes=found == "affirm", said=first.said, behind=rest.said), behind
    opens = found is None and not _is_surely_else(talk.heard) and not takes_it_back(first)
    opens = opens and not (first.said.asks or rest.said.asks)  # 叫室友拿行么 报码就给吧: asked, and no yes
    if not opens or _word_of(talk, rest) != "affirm":
        return None
    return LeadingWord(yes=True, said=rest.said, behind=NOTHING), None


def _asks_of_another(talk: Talk, rest: Heard) -> bool:
    """Whether what follows asks of another matter, and wishes nothing of our offer."""
    first, deed = next(iter(rest.readings), None), deed_asked(talk.before.asked)
    other = first is not None and first.named and first.matter is not offered_matter(talk.before)
    return other and not (rest.said.wishes(deed) or rest.said.agrees_to(deed))


def _without_mere_yes(talk: Talk, first: Heard, rest: Heard) -> tuple[Heard, Heard]:
    """The first words and the rest; where a mere okay, or what only says why, is followed by the yes itself, that:
    好 那就领了吧 顺便再催催; 行吧，蚊子腿也是肉 给我领了，另外能改地址吗."""
    parts = talk.heard.halves[2:]
    if not (first.said.only_soft_yes or _only_leads_up(talk, first)):
        return first, rest
    for part in parts:
        if _word_of(talk, part) == "affirm":
            return part, rest
        if part.said.asks_of_us or part.said.forbids or _is_of_another_matter(talk, part) or is_topic(talk, part):
            break
    return first, rest


def _only_leads_up(talk: Talk, first: Heard) -> bool:
    """Whether the first words are no word to us and ask for nothing: 有总比没有强，报上去吧，地址也要改."""
    said = first.said
    plain = not (said.asks_of_us or said.forbids or said.holds_back or takes_it_back(first) or is_topic(talk, first))
    return plain and _word_of(talk, first) is None


def _stands_in_front(talk: Talk, word: str, first: Heard, rest: Heard) -> bool:
    """Whether a yes or no in the first words holds, whatever follows them."""
    more = asks_more(talk, rest, None)
    if _is_surely_else(talk.heard) and not (word == "affirm" and more and _is_plainly_yes(talk, first)):
        return False
    if word == "affirm":
        second = next(iter(talk.heard.halves[2:]), rest)
        held = rest.said.holds_back or rest.said.holds_off(deed_asked(talk.before.asked))
        return not (takes_it_back(rest) or held or _wishes_other_goods(talk, second))
    return more and not wishes_with_goods(rest)


def _is_plainly_yes(talk: Talk, first: Heard) -> bool:
    """Whether the first words are a yes that holds even before what is surely something else: 报吧."""
    said = first.said
    elsewhere = first.intent != talk.heard.intent  # else it is the first words that wish something else
    plain = elsewhere and said.plain_yes and not (said.only_soft_yes or talk.before.asides)
    return plain or said.agrees_to(deed_asked(talk.before.asked))


def _may_answer_in_part(talk: Talk) -> bool:
    """Whether our offer is open, and the words bring no data, no correction, and more than "I see"."""
    heard, asked = talk.heard, talk.before.asked
    if talk.spoken or len(heard.halves) < 2 or asked not in _ANSWERED_IN_FRONT or limits(talk):
        return False
    if heard.halves[0].says("only_goes_on"):
        return False  # 最后 键帽几号到: the next question, and no yes
    said = heard.said
    if said.says("opens_aside"):
        return False  # 对了，能改成黑色吗: no yes
    if offered_matter(talk.before) in GIVEN_BACK and said.says("goods_not_money", "new_one_wished", "sum_for_keeping"):
        return False  # another deed than the one that we asked about
    return not (
        said.address or said.invoice_data or said.corrects or said.only_sees or said.agrees_to(deed_asked(asked))
    )


def _is_surely_else(heard: Heard) -> bool:
    """Whether the whole is heard as something else than a word for certain."""
    return heard.confidence >= INTENT_SURE and heard.intent not in {*_WORDS, "nlu_fallback", "out_of_scope"}


def _word_of(talk: Talk, part: Heard) -> str | None:
    """What a part of the words comes to by itself, as an answer to our offer."""
    deed, about = deed_asked(talk.before.asked), offered_matter(talk.before)
    if part.said.agrees_to(deed):
        return "affirm"
    with talk.hearing(part):
        if wishes_otherwise(talk) or _wishes_other_goods(talk, part):
            return None
        if about is not None and _wishes_it_plainly(part, about):
            return "affirm"
        by_intent = part.intent if part.intent in _WORDS and part.confidence >= INTENT_LIKELY else None
        return word_read(talk) or by_intent


def _wishes_other_goods(talk: Talk, part: Heard) -> bool:
    """Whether the goods are to be sent or exchanged where we have offered money: 补吧; sure send them."""
    first, about = next(iter(part.readings), None), offered_matter(talk.before)
    if first is None or about not in GIVEN_BACK or first.ask not in _WISHES_IT:
        return False
    bare = part.said.only_soft_yes or part.said.confirms_plainly or part.said.confirms
    return first.matter in {Matter.RESEND, Matter.EXCHANGE} and first.sure >= OTHER_GOODS_WISHED and not bare


def _wishes_it_plainly(part: Heard, about: Matter) -> bool:
    """Whether a part wishes what we have offered. What gives goods back has to be said, or be a yes by itself:
    那我先垫上 agrees to nothing."""
    said = part.said
    if not said.plain_yes or _wishes_in_all(part, about) < WISHED_SURELY:
        return False
    plain = said.gives_back or said.confirms_plainly or said.says("go_ahead", "apply_now")
    return about not in GIVEN_BACK or plain or part.intent in _WORDS | WISHES_FOR_GOODS


def _wishes_in_all(part: Heard, about: Matter) -> float:
    """How sure a part wishes what our offer is about, whether it is read as a wish or as a yes: 报吧."""
    wished = (one for one in part.readings if one.matter is about and one.sure >= READ_SURELY and one.ask in _WISHES_IT)
    return sum(one.ask_sure for one in wished)


def asks_more(talk: Talk, question: Heard, wish: str | None) -> bool:
    """Whether a clause behind a word in answer to us asks something else than the `wish`."""
    first = next(iter(question.readings), None)
    only_tells = first is not None and not first.named and first.ask in _TELLS | _NO_WISH  # 等太久了: why, and no more
    certain = not only_tells or question.confidence >= INTENT_SURE
    asks = is_topic(talk, question) and question.intent != wish and certain
    return (asks or asks_surely(talk, question)) and not question.said.only_sees


def is_topic(talk: Talk, question: Heard) -> bool:
    """Whether the intent is about something."""
    return question.intent in talk.answers and talk.answers[question.intent].topic


async def said_beside(talk: Talk, whole: Heard, *, word: str) -> list[Heard]:
    """What the parts of a message wish or ask beside their `word` (an intent) to our question, each by itself.

    What only tells is joined to what it is told for: 台灯呢，到哪了.
    """
    first, *behind = whole.halves[:1] + (whole.halves[2:] or whole.halves[1:])
    found: list[Heard] = []
    told: Heard | None = None
    parts = _with_the_message([first, *behind])
    for place, part in enumerate(parts, start=1):
        if place < len(parts) and part.said.says("only_goes_on"):
            continue  # 报上去吧 然后呢我后天出差: no question of what comes then
        if await _asks_something(talk, part, word=word):
            found.append(part.joined(told, part) if told else part)
            told = None
        elif not _belongs_to(talk, part, word=word):
            told = told.joined(told, part) if told else part
    return list(in_one(found))


def _with_the_message(parts: Sequence[Heard]) -> list[Heard]:
    """The parts, with what is to be told to others in one piece: 帮我给店里带句话 包装结实点."""
    found: list[Heard] = []
    for part in parts:
        before = found[-1] if found else None
        opens = before is not None and before.says("tell_them") and not before.said.is_longer_than(12, 10)
        if before is not None and opens:
            found[-1] = before.joined(before, part)
        else:
            found.append(part)
    return found


def _belongs_to(talk: Talk, part: Heard, *, word: str) -> bool:
    """Whether a part is the yes or no itself, a courtesy, or says the same once more."""
    said = part.said
    if _is_of_another_matter(talk, part):
        return False
    if said.only_soft_yes or said.only_sees or thanks(part) or says_no_more_than_a_word(talk, part):
        return True
    return _word_of(talk, part) is not None or is_about_the_same(talk, part, after=word)


def _is_of_another_matter(talk: Talk, part: Heard) -> bool:
    """Whether the words of a part say a matter of their own, and only the course of the talk makes it that of our
    offer: 再让他们给我回个电话, beside a complaint."""
    about, first = offered_matter(talk.before), next(iter(part.readings), None)
    own = Matter.PERSON if part.intent in _OF_A_PERSON else OF_INTENT.get(part.intent)
    if about is None or own is None or first is None or first.named or first.ask in _NO_WISH:
        return False
    return own is not about and part.confidence >= INTENT_OF_A_PART and not {own, about} <= GIVEN_BACK


async def _asks_something(talk: Talk, part: Heard, *, word: str) -> bool:
    """Whether a part surely wishes or asks something of its own."""
    first = next(iter(part.readings), None)
    if _tells_for_a_deed(talk, part) or (part.says("tell_them") and not part.said.gives_back):
        return True
    if first is not None and first.ask not in _NO_WISH and await _names_anothers_sum(talk, part):
        return True
    if first is None or first.ask in _NO_WISH or _belongs_to(talk, part, word=word):
        return False
    if await _is_of_another(talk, part):
        return True
    if first.ask in _TELLS:
        return False
    about = offered_matter(talk.before)
    asked = part.said.asks and first.ask_sure >= WISHED_SURELY
    named = first.named and first.matter is not about and first.sure >= OTHER_GOODS_WISHED and first.ask_sure >= CLEAR
    topic = is_topic(talk, part) and part.confidence >= INTENT_LIKELY
    return (
        asked or topic or named or min(first.sure, first.ask_sure) >= READ_SURELY or _is_of_another_matter(talk, part)
    )


def _tells_for_a_deed(talk: Talk, part: Heard) -> bool:
    """Whether a part tells what something has to be done about, and no reason for our offer: 还有我搬家了."""
    return part.says("moved_house", "number_changed") and offered_matter(talk.before) is not Matter.ADDRESS


async def _names_anothers_sum(talk: Talk, part: Heard) -> bool:
    """Whether a sum in the words is what is paid back for another order than our question is about."""
    others = (one for one in await talk.orders() if one.order_id != talk.before.order_id)
    return any(sum_known(one, part.said) for one in others)


async def _is_of_another(talk: Talk, part: Heard) -> bool:
    """Whether a part names another order than our question is about."""
    named = by_goods(await talk.orders(), part.said)
    others = [order for order in named if order.order_id != talk.before.order_id]
    return (bool(others) and len(others) == len(named)) or any(kind in part.entities for kind in _POINTS)
