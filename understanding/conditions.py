"""A wish under a condition: 明天还不发就退, if it has not left by Friday. What has to happen, or not, and what
is done then. Pure; patterns as data by language.

A question what would be (明天不发怎么办, can I get a refund if it doesn't ship) and a plain wish with its reason
(没发货，给我退款) are no conditions. Until when is read by deadlines.py.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from understanding.condition_words import AWAITED_EN, AWAITED_ZH, POSITIVE_EN, THEN_EN, THEN_ZH, Awaited, Then
from understanding.deadlines import deadline_in
from understanding.plain import plain


class ConditionHeard(NamedTuple):
    """`once`: done as soon as it happens; else if it has not happened by `due` (aware; None: they named no time).

    `then` None: the words leave it to what was just offered (yes, if it hasn't left by Friday).
    """

    awaited: Awaited
    once: bool
    then: Then | None
    due: datetime | None


_OF_GOODS = frozenset({Then.REFUND, Then.RETURN, Then.CANCEL})
_IF_ZH = re.compile(r"要是|如果|假如|倘若|若是|万一|如(?=明|后|今|周|到)|要(?=明天|后天|周|到)|的话|除非")
_IF_EN = re.compile(
    r"\b(?:if|unless|in case|otherwise|or else|should (?:it|they)|provided)\b|\bor i (?:want|'?d like)\b"
    r"|\bor (?:just )?(?:cancel|refund)"
)
_AGAIN_ZH = re.compile(r"再(?:还)?(?:是)?(?:不|没)")
_THEN_WORD = re.compile(
    r"(?<!早)就(?!是|算|要(?!退|取消|投诉)|在|行|好|会|能|可以|应该|得|快|没|不能)|那就|的话|直接|自动"
)
_ENDS_ZH = re.compile(r"之前|以前|前(?!面|后|天)|为止|截止|以内|之内|内(?!容|部|衣|胆)")
_FUTURE_ZH = re.compile(
    r"[明后][天儿个]|明[早晚]|大后[天儿]|周[一二三四五六日天末]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|今[天晚儿个]"
    r"|\d+[号日点]|月底|小时|[两三四五六七几\d]天|听日"
)
_GRACE_ZH = re.compile(r"再[等给]|给(?:他|它|她|商家|卖家|你们)|等(?:到|他|他们|商家)*(?=周|星期|礼拜|明|后天|下|\d)")
_ONCE_ZH = re.compile(
    r"(?:等|要等|待|一)(?:我|它|东西|快递|包裹|货)?(?:到货|收到(?:货|东西|快递|包裹|它)?|货到|到了|拿到|签收|送到"
    r"|寄到)[^，,。吗?？]{0,6}?[，,\s]*"
    r"(?:再|就|马上|立刻|直接|自动|你(?:就|再)?|帮我|给我)"
)
_ONCE_EN = re.compile(
    r"\b(?:once|when|as soon as|after) (?:(?:it|they|(?:the|my) \w+)(?:'s| is| has| have|'ve)?(?: been)?"
    r" (?:arrives?|arrived|delivered|here|comes?|gets? here)|i(?:'ve| have)? (?:get|got|received?) (?:it|them"
    r"|(?:the|my) \w+))"
)
_BARE_WISH = re.compile(
    r"(?:可以|能够?|会|应该|是否|必须|才)[^，,。]{0,4}$|(?:还|再)?能$|(?:不|别|甭)(?:用|要|想|给我)?$|^.*(?:商家"
    r"|卖家|他们|店家)(?:说|讲)[^，,。]*$"
)
"""Before the verb of the wish: then it is a rule, or no wish at all; not where it is to be done for them."""
_FOR_ME = re.compile(r"(?:帮我|给我|替我)$")
ASKS_ZH = re.compile(
    r"怎么|咋|是吧|为什么|为啥|什么(?!时候都)|多久|多少|几时|哪|谁(?!都)|呢[?？]?$|有没有|能不能退|可不可以退"
    r"|可以退(?:吗|么|不)|能退(?:吗|么|不)|来得及|会不会|是不是|还能|算不算|行不通|要不要"
)
ENDS_AS_QUESTION = re.compile(r"[吗嘛么不]\s*[?？]?\s*$|[?？]\s*$")
_ASKS_OF_US_ZH = re.compile(
    r"(?:帮我|给我|替我)[^，,。?？]*(?:行不?|可以|好不?|成不?|能办)?(?:吗|嘛|么|行|吧|不)?[?？]?\s*$"
    r"|[，, ]?(?:行不行|行吗|可以吗|好吗|成吗|能办吗|可不可以|好不好|ok吗?|得唔得)[?？]?\s*$"
)
ASKS_EN = re.compile(
    r"(?:^|[.;!,?]\s*|\b(?:and|so|but|ok|then|well|hi|hello|hey) )(?:what|how|when (?:will|can|do|does|did|is"
    r"|are)|where|who"
    r"|why|do (?:i|you|we)|does|did|is (?:it|there)|are|am i|will|would i|can i|could i|may i|should i)\b"
    r"|\b(?:can|could|may|will|do|would|should) i\b|\bwhat (?:if|happens)\b|\bis it possible\b|\bam i (?:able"
    r"|allowed|entitled)\b"
)
_ASKS_OF_US_EN = re.compile(r"\b(?:can|could|would|will) (?:you|u|ya)\b|\bplease\b|\bpls\b")
_LEADING_YES = re.compile(
    r"\W*(?:好的?|行|可以|嗯+|对|要|是的?|成|yes|yeah|yep|ok(?:ay)?|sure|fine)\b|\W*(?:好的?|行|可以|嗯+|对|要"
    r"|是的?|成)(?=[，, 但不过])",
    re.IGNORECASE,
)


def condition_in(text: str, now: datetime, time_zone: str) -> ConditionHeard | None:
    """The condition and the wish in these words, if they are both; None for anything else. `now` is aware."""
    said = plain(text)
    found = _once(said) or _unless_zh(said) or _unless_en(said)
    if found is None:
        return None
    awaited, once, then = found
    due = deadline_in(text, now, time_zone)
    if due is None and not once and not _may_go_without(said, awaited, then):
        return None
    if then is None and (due is None or not _LEADING_YES.match(said)):
        return None
    return ConditionHeard(awaited, once, then, due)


def _may_go_without(said: str, awaited: Awaited, then: Then | None) -> bool:
    """Whether words that name no time are a condition all the same, to be asked by when: 再不发就退. 商家再不理我就投诉
    is anger; 没发货的话给我取消 is wished now."""
    way = awaited in {Awaited.SENT, Awaited.ARRIVED, Awaited.MOVED}
    return way and then in _OF_GOODS and bool(_AGAIN_ZH.search(said))


def _once(said: str) -> tuple[Awaited, bool, Then | None] | None:
    """等到货了再退; once it arrives, return it."""
    if found := _ONCE_ZH.search(said):
        rest = said[found.end() :]
        if (then := _then(rest, THEN_ZH)) in _OF_GOODS:
            return None if _question_zh(said) or _may_they(said) else (Awaited.ARRIVED, True, then)
    elif (
        (found := _ONCE_EN.search(said)) and not ASKS_EN.search(said) and not re.search(r"\bi(?:'ll| will|'m)\b", said)
    ):
        rest = said[: found.start()] + " , " + said[found.end() :]
        if (then := _then(rest, THEN_EN)) in _OF_GOODS and not _IF_EN.search(said):
            return Awaited.ARRIVED, True, then
    return None


def _unless_zh(said: str) -> tuple[Awaited, bool, Then | None] | None:
    for awaited, pattern in AWAITED_ZH:
        for found in re.finditer(pattern, said, re.IGNORECASE):
            before, rest = said[: found.start()], said[found.end() :]
            then = _then(rest, THEN_ZH)
            if then is None and not (_LEADING_YES.match(said) and len(rest) <= 4):
                continue
            if not _supposes_zh(before, found[0], rest) or _question_zh(said):
                continue
            return awaited, False, then
    return None


def _supposes_zh(before: str, event: str, rest: str) -> bool:
    """Whether the event is only supposed: 还没发，给我退 tells what is so."""
    near = before[-24:]
    if _IF_ZH.search(near) or _IF_ZH.search(rest[:8]) or _AGAIN_ZH.search(near[-3:] + event):
        return True
    clause = re.split(r"[，,。;；]", near)[-1] + event
    ends = _FUTURE_ZH.search(clause) or _ENDS_ZH.search(clause)
    linked = _THEN_WORD.search(re.split(r"[。;；]", rest)[0][:10])
    if linked and (ends or _GRACE_ZH.search(near)):
        return True
    plainly_not_yet = "没" in event and not _ENDS_ZH.search(clause)  # 今天还没发，退了吧 tells what is so
    return bool(ends) and not plainly_not_yet


def _unless_en(said: str) -> tuple[Awaited, bool, Then | None] | None:
    then = _then(said, THEN_EN)
    if _question_en(said):
        return None
    unless = re.search(r"\bunless\b(.*)", said)
    if unless and (awaited := _first(unless[1], POSITIVE_EN)):
        return awaited, False, then
    other = re.search(
        r"(.*?)\b(?:otherwise|or else|or i (?:want|'?d like)|or (?=(?:just )?(?:cancel|refund)))(.*)", said
    )
    if other and (awaited := _first(other[1], POSITIVE_EN)) and (found := _then(other[2], THEN_EN)):
        return awaited, False, found
    if not (re.search(r"\b(?:if|in case|should (?:it|they))\b", said) or re.search(r"\b(?:by|before|until) ", said)):
        return None
    for awaited, pattern in AWAITED_EN:
        if re.search(pattern, _without_wish(said)):
            return awaited, False, then
    return None


def _without_wish(said: str) -> str:
    """ "don't want it" is the wish, and nothing that has not happened."""
    return re.sub(r"\bi (?:don'?t|do not) want (?:it|them|that)\b|\bmoney back\b", " ", said)


def _first(said: str, patterns: tuple[tuple[Awaited, str], ...]) -> Awaited | None:
    return next((awaited for awaited, pattern in patterns if re.search(pattern, said)), None)


def _then(said: str, table: tuple[tuple[Then, str], ...]) -> Then | None:
    for then, pattern in table:
        for found in re.finditer(pattern, said, re.IGNORECASE):
            clause = re.split(r"[，,。;；]", said[: found.start()])[-1]
            if _FOR_ME.search(clause) or not _BARE_WISH.search(clause):
                return then
    return None


def _question_zh(said: str) -> bool:
    if ASKS_ZH.search(said) or re.search(r"[?？](?!\s*$)", said):
        return True
    return bool(ENDS_AS_QUESTION.search(said)) and not _ASKS_OF_US_ZH.search(said)


def _may_they(said: str) -> bool:
    """等收到再退可以吗 asks whether they may."""
    return bool(ENDS_AS_QUESTION.search(said)) and not re.search(r"[帮给替]我", said)


def _question_en(said: str) -> bool:
    if ASKS_EN.search(said):
        return True
    return "?" in said and not _ASKS_OF_US_EN.search(said)
