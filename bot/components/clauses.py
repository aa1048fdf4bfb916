"""Several questions in one message: where one may end and the next begin. Pure patterns: what each
asks is decided later.

Cut are only places with a sign of it: a mark, a question's particle, a word such as 另外. A cut counts only if
something is asked or wished on both sides of it, so that a story with one question at its end stays whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.follow_ups import number_alone
from bot.components.normaliser import fold
from bot.components.step import CLAUSES, HALVES, Step, all_that_counts

MOST_CLAUSES = 4
LONGEST = 600  # characters: longer ones are stories, and are understood as a whole
_HAN = "\u3400-\u9fff"
_AND_ALSO_ZH = (
    r"还有(?:就是|一个|个)?(?:问题|事)?(?!多久|多长|多少|多远|几|没有|没|货|吗|呢|效|剩|机会|希望|可能|库存|一天|两天|三天|些?什么)"
    r"|另外|顺便(?:再)?(?:问|说|帮)?(?:一?下|一句)?|顺带|对了|再(?:问|说)(?:一?下|个|一个)|然后(?!呢)|以及"
)
_AND_ALSO_EN = (
    r"(?:and )?also|by the way|btw|(?:and )?(?:another|one more) (?:question|thing)|plus"
    r"|and (?=(?:when|how|what|why|where|who|can|could|is|are|do|does|did|will|would|i|please|has|have|if)\b)"
)
_CUT = re.compile(
    r"(?P<mark>[。！？!?；;\n…~]+|\.(?=\s|$))\s*"
    rf"|[，,、]\s*|(?<=[{_HAN}])\s+(?=[{_HAN}])"
    rf"|(?=(?:{_AND_ALSO_ZH}))|(?<=[吗呢嘛])(?=[{_HAN}])(?![吗呢嘛吧啊呀])|(?<=[^什怎这那多要]么)(?=[{_HAN}])"
    rf"|(?<![a-z])(?={_AND_ALSO_EN})",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[吗嘛？?]|呢$|什么|怎么|咋|啥|为何|何时|多少|多久|多长|几[天号点时块个日多]|好久(?!没|不)|多会儿?|哪|谁|凭|如何|能否|可否|是否|[^什怎这那多要]么$|[^是也就对]不$"
    r"|能不能|可不可以|是不是|有没有|要不要|会不会|行不行|好不好|包不包|算不算|给不给|退不退|赔不赔|发不发"
    r"|^(?:(?:and|also|so|but|or|well|ok|hi|plus|btw)[\s,]+)*(?:what|when|where|why|who|whose|how|which)\b"
    r"|\b(?:can|could|may|should) (?:i|you|we)\b"
    r"|\b(?:is|are|do|does|did|will|would|has|have) (?:i|you|we|it|the|my|there|this|that|they|shipping)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"我[要想](?!$)|[帮给补换退赔]我|麻烦|请(?!问)|(?<!不)想[要换退改]|申请|取消|[改换]成|[改换退查催]一?下|退[款货]吧|退(?:了吧|掉)"
    r"|催(?:催|他|它|她|商家|快递|店家)|投诉(?:他|它|她|这|那|商家|店|快递)|登记|[补重]发|撤(?:回|掉|了吧)"
    r"|打(?:我|个)?电话(?:给我|告诉)"
    r"|\b(?:i (?:want|need|also need|wanna|would like)|i'd like|please|pls|cancel|refund me|send me|give me|tell me"
    r"|change)\b"
    r"|^(?:(?:and|also|then|so|ok(?:ay)?|right|well|plus|just|now|yes|yeah|go on)[\s,]+)*"
    r"(?:get (?:me|it)|put (?:it|that|in)|file|claim|apply|book|register|raise|log|lodge|open (?:it|a|one)"
    r"|write (?:it|a|complaint)|remind|chase|push|(?:ask|tell) (?:them|him|her|the)|send|return|refund|exchange|swap"
    r"|replace|report|(?:call|ring) me|take (?:it|that)|make (?:it|that)|start|do it)\b",
    re.IGNORECASE,
)
# Where nothing is asked, two troubles that are told are two questions; beside a question a trouble is its reason.
_TROUBLE = re.compile(
    r"没到账|没收到|没到|[不没]发货|[不没]动|[不没]更新|坏了|破了|碎了|少了|少发|发错|不发|没退|没赔"
    r"|\b(?:hasn'?t|haven'?t|never|not) (?:been )?(?:arrived|shipped|moved|received|refunded|paid|updated|come)\b"
    r"|\b(?:broken|missing|damaged)\b",
    re.IGNORECASE,
)
# 申请了退款, 取消成功: told, not wished.
_TOLD = re.compile(
    r"^(?!.*(?:我[要想]|[帮给]我)).*[了过]$|成功|之前|昨天|前天|上次|已经?|刚才?"
    r"|\b(?:already|yesterday|last|ago|wanted|asked)\b",
    re.IGNORECASE,
)
# 帮我看一下: opens a question and is none.
_OPENING = re.compile(
    r"(?:[请你您们亲]|麻烦|那|能不能|可以|可不可以|能|帮忙?|给|我|想|要|再)*(?:看|查|问|说|处理|解决)?(?:[看查问]|一?下)?[吗嘛呗吧呢]?"
    r"|在(?:不在|吗|么|不)|(?:hi|hello|so|ok)?,?\s*(?:can|could|would) you (?:please )?"
    r"(?:help(?: me)?|check|tell me|look into (?:it|this))(?: (?:please|out|it|this))*",
    re.IGNORECASE,
)
_FIRST_WORDS = re.compile(rf"(?:ok(?:ay)?\s)?[{_HAN}]{{1,10}}|[a-z'’]+(?: [a-z'’]+){{0,5}}", re.IGNORECASE)
"""No more than ten characters, or six words: longer ones are a sentence of their own."""
_NEXT_WISH_EN = (
    r"(?:also|then|my|the other|another|chase|push|nudge|hurry|tell|ask|call|ring|complain|(?:where|what|when|how)'?s)"
)
_PART = re.compile(
    rf"{_CUT.pattern}|(?<=[吧呗])(?=[{_HAN}])(?![啊呀哈呢吧呗])"
    rf"|(?<=[{_HAN}])(?=(?:再|顺手|也)(?:给我|帮我|帮忙|麻烦|请))"
    rf"|(?<=[{_HAN}])(?<![用别要必不没])(?=再[催问查投开])"
    rf"|(?<![a-z])(?=and {_NEXT_WISH_EN}\b)|(?<![a-z])(?=(?:as well as|oh and|while you'?re at it)\b)",
    re.IGNORECASE,
)
"""What may lie behind a yes begins at more signs than a question does, as each part is judged by itself."""
_ONLY_LEADS = re.compile(
    rf"(?:{_AND_ALSO_ZH}|(?:还有|另外|顺便|顺手|对了|再|那个|[\s，,])+)"
    r"|(?:and|also|plus|btw|by the way|oh|can|could|would|you|i|we|please|then|[\s,])+",
    re.IGNORECASE,
)
_MOST_PARTS = 4
_SIGNS = " ,.!?;，。！？；、~…\n"


class Clause(NamedTuple):
    """A stretch of the message as it was written, `end` excluded, in which something is asked or wished."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Clause]:
    """The clauses that ask or wish, in order, each with what was said before it; empty unless there are at least two.

    Of more than four the rest stays with the last.
    """
    if len(text) > LONGEST:
        return []
    plain = fold(text)
    ends = _ends_of_asking(plain)
    if len(ends) < 2:
        return []
    ends = [*ends[: min(len(ends), MOST_CLAUSES) - 1], len(text)]
    starts = [0, *ends[:-1]]
    return [_clause(text, start, end) for start, end in zip(starts, ends, strict=True)]


def halves(text: str) -> list[Clause]:
    """The first words, what follows them, and behind these the parts of what follows where it has several; empty where
    nothing follows, or the first words are a sentence of their own.

    For what may be an answer to us in front of something else: yes do that. how long is it gonna take; 行就申领 再催催.
    """
    if len(text) > LONGEST:
        return []
    spans = _parts(fold(text))
    if len(spans) < 2 or not _FIRST_WORDS.fullmatch(fold(text)[slice(*spans[0])].strip(_SIGNS)):
        return []
    if len(spans) > _MOST_PARTS:
        spans = [*spans[: _MOST_PARTS - 1], (spans[_MOST_PARTS - 1][0], len(text))]
    first, *behind = (_clause(text, start, end) for start, end in spans)
    rest = _clause(text, spans[1][0], len(text))
    return [_without_signs(first), rest, *(behind if len(behind) > 1 else [])]


def _parts(plain: str) -> list[tuple[int, int]]:
    """Where each part of a text begins and ends; a mere "and also" belongs to what it leads."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*(cut.end() for cut in _PART.finditer(plain)), len(plain)]:
        words = plain[start:end].strip(_SIGNS)
        if words and not (_ONLY_LEADS.fullmatch(words) and found):
            found.append((start, end))
            start = end
        elif not words:
            start = end
    return found


def _without_signs(clause: Clause) -> Clause:
    said = clause.text.rstrip(_SIGNS)
    return Clause(said, clause.start, clause.start + len(said))


def _ends_of_asking(plain: str) -> list[int]:
    """Where each piece ends in which something is asked; in none, where each ends that tells a trouble."""
    pieces = _pieces(plain)
    asking = [end for piece, end in pieces if _asks(piece)]
    return asking or [end for piece, end in pieces if _TROUBLE.search(piece)]


def _pieces(plain: str) -> list[tuple[str, int]]:
    """What lies between the places where a question may end, each with its end."""
    cuts = [*(cut.end() for cut in _CUT.finditer(plain)), len(plain)]
    return [(plain[start:end].strip(), end) for start, end in zip([0, *cuts[:-1]], cuts, strict=True)]


def asks(text: str) -> bool:
    """Whether some piece of a text is a question; a wish alone is none."""
    return any(_is_question(piece) for piece, _ in _pieces(fold(text)))


def asks_or_tells(text: str) -> bool:
    """Whether some piece of a text asks or wishes something, or tells a trouble."""
    return bool(_ends_of_asking(fold(text)))


def _asks(piece: str) -> bool:
    """Whether a piece asks or wishes something of its own."""
    words = piece.strip(_SIGNS)
    return _is_question(piece) or (
        _says_something(words) and bool(_WISH.search(words)) and not bool(_TOLD.search(words))
    )


def _is_question(piece: str) -> bool:
    return _says_something(piece.strip(_SIGNS)) and bool(_QUESTION.search(piece.rstrip(" ,，、")))


def _says_something(words: str) -> bool:
    return len(words) >= 2 and not _OPENING.fullmatch(words) and not number_alone(words.lower())


def _clause(text: str, start: int, end: int) -> Clause:
    """Without the spaces around it."""
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    return Clause(said.strip(), start, start + len(said.strip()))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ClauseSplitter(Step):
    """Comes before the classifier, which looks at the clauses together with the message."""

    def look(self, message: Message) -> None:
        """Sets `clauses`, of what counts."""
        start, end = all_that_counts(message)
        found = split((message.get(TEXT) or "")[start:end])
        message.set(HALVES, halves(message.get(TEXT) or ""))
        message.set(CLAUSES, [Clause(said, start + first, start + last) for said, first, last in found])
