"""A yes or no in answer to us: at the head of a message, in the deed's own verb, or only "I see". Pure.

What costs something (取消, 退款, 改地址) wants a plain word: 好的，那运费谁出 says "I heard you", not "do it".
Patterns as data by language. What must not lie behind a yes is looked for in replies.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from understanding.deeds import VERBS, Verb, refused_outright
from understanding.replies import waits_on

_LONGEST_YES = 30  # characters
_COSTS_LITTLE = frozenset({Verb.URGE})
_PLAIN_YES = (
    r"确定|确认|对的?|没错|是的?|(?:yes|yeah|yep|yup|aye|confirm(?:ed)?|go ahead|go for it|do it|please do)"
    r"(?:[\s,]+(?:please|pls|thanks|thank you|then|confirmed|correct|sure|indeed|do|go ahead|do it|go for it"
    r"|do that|lah?|(?:put|file|send|submit) it(?: in| through)?))*"
)
_YES_WITH_A_STOP = r"(?:do|correct|absolutely|definitely|exactly)(?: please| then)?"
"""Before a comma or full stop a yes; without one the words go on: do I have to, correct address is."""
_SOFT_YES = r"好的?|行|可以|嗯+|要|麻烦了?|ok(?:ay)?|sure|please"
_NO = r"不用了?|不要了?|不了|不必|算了|先?不(?:取消|退|改|催|转)了?|no|nope|no thanks|never ?mind|not now"
_HEAD = re.compile(r"^\s*([^，,。.!！;；？?]{1,24}?)[，,。.!！;；]+\s*(.{3,})$", re.DOTALL)
#: "no need for it" is one word of refusal, not a no with a need behind it.
_HEAD_BY_SPACE = re.compile(
    r"^\s*(?!no (?:need|longer|one|way|idea|reason)\b)(\S{1,6})\s+(.{3,})$", re.DOTALL | re.IGNORECASE
)
_ASKED_BEHIND = re.compile(
    r"\?|\b(?:how (?:much|many|long|soon)|when|where|which|what|why|who|or not|possible|can|could|will|would)\b",
    re.IGNORECASE,
)
"""Behind a bare verb these make it the thing that is asked about, where no mark stands between."""
_SOFT = re.compile(
    rf"(?:{_SOFT_YES}|哦+|噢+|那|alright|all right|fine|right|cool|great|[\s,])+[吧啊哈的]?", re.IGNORECASE
)
_I_SEE = re.compile(
    r"(?:好的?|哦+|噢+|嗯+|唉+|哎+|诶|额|行|那|我|就|了|啊|吧|[，,。!！\s])*(?:知道|明白|了解|清楚|懂)(?:了|啦"
    r"|咯)?[吧啊哈，,。!！~\s]*(?:谢谢)?[您你]?[。!！\s]*"
    r"|(?:ok(?:ay)?|alright|right|fine|oh)?[\s,.]*(?:i see|understood|got it|noted|fair enough|i understand)[\s.!]*",
    re.IGNORECASE,
)
_SEES_IT = re.compile(
    r"(?:[哦噢嗯啊好行的是对我哈啦，,。.!！\s]*(?:看到|看见|查到)了)+[哈啦啊，,。.!！\s]*(?:谢谢[您你]?[。.!！\s]*)?"
    r"|(?:(?:oh|ok(?:ay)?|ah|yes|yeah)[\s,.!]*)*i (?:can )?see it(?: now)?[\s.!]*",
    re.IGNORECASE,
)
_HUMS = re.compile(r"[哦噢]+[。.…~～！!\s]*")
_WAITS = re.compile(
    r"(?:好的?|行|嗯+|ok|可以|[，,。\s])*(?:那|我|就|先|再)+"
    r"(?:等等|等着|等一?下|等几天|等(?:你们?|快递|商家|卖家)?的?(?:催的?)?(?:电话|消息|结果|通知|回复|回电)"
    r"|信你们?一[次回]|想想|考虑(?:一下|考虑)?)"
    r"(?:看看|吧|好了|啊|哦|[。.!！~\s])*"
    r"|(?:ok(?:ay)?|fine|alright|well|then|so|[,\s])*(?:i'?ll|i will|i can|let me|we'?ll) (?:just )?(?:wait|think)"
    r"(?: about it| for (?:the|your|their) \w+| a bit| and see| then| on it)*[.!\s]*(?:then)?[.!\s]*",
    re.IGNORECASE,
)


_GO_ZH = (
    r"[办弄搞整来走做](?:吧|呗|起|嘛)|(?:就|那就|你就|您就|赶紧|快)(?:这么|这样|那么|按这个|照这个|照你说的|照您说的|按你说的|按您说的|按刚才说的)?[办弄搞整来做定](?:了|吧|呗|嘛)?"
    r"|(?:这么|这样|照这个|按这个)[办弄搞整来做定]|安排(?:上|吧|一下|了)?|走起|就(?:它|这个|这)了|就这么着|照办|[办整]"
    r"|[您你](?:帮我|给我|替我)?(?:办|弄|搞|整|安排|操作)(?:吧|呗|一下|了)|(?:帮我|给我|替我)(?:办|弄|搞|整|安排|操作)(?:吧|呗|一下|了|掉)?"
)
_GO_EN = (
    r"crack on|by all means|knock yourself out|fire away|be my guest|have at it|go on(?: then| and do it| do it)"
    r"|do the needful"
    r"|make it (?:so|happen)|(?:let'?s|let us) (?:do|go (?:for|with|ahead(?: with)?)) (?:it|that|this)"
    r"|let'?s (?:go|roll)"
    r"|get (?:it|that) (?:done|sorted|going|moving|started)|get on with it|sort it(?: out)?"
    r"|go ahead(?: with (?:it|that|this))?"
    r"|(?:just |please )*(?:do|arrange|process|proceed with|set up|put through|carry out) (?:it|that|this)"
    r"|proceed|please do"
    r"|go for it"
    r"|(?:i'?d|i would) (?:like|love|appreciate) that|(?:we|you) (?:can|may) (?:do|go ahead with) (?:it|that)"
    r"|you have my (?:ok|blessing)"
)
_GO_LEAD = (
    r"(?:好的?|行的?|嗯|可以|成|对|那|就|也|麻烦|请|吧|得了|算了|唉|哎|哦|[，,。\s])*",
    (
        r"(?:(?:yes|yeah|yep|aye|ok(?:ay)?|right|alright|all right|fine|sure|well|then|so|just|please|pls|oh|ah|and"
        r"|but|now|righto|anyway"
        r"|you|can|may|could|i think|i guess|honestly)\b[\s,.!]*)*"
    ),
)
_GO_TAIL = (
    r"(?:吧|呗|了|啊|呀|哈|嘛|咯|谢谢[您你]?|辛苦[您你]?|麻烦[您你]?|快[点些]|赶紧的?|[，,。.!！~～\s])*",
    (
        r"(?:[\s,.!]*\b(?:then|please|pls|thanks|thank you|ta|cheers|mate|lah?|now|for me|yes|ok(?:ay)?|do|would you"
        r"|will you"
        r"|today|asap|straight ?away|right away)\b)*[\s.!]*"
    ),
)
_GOES_AHEAD = re.compile(
    rf"{_GO_LEAD[0]}(?:{_GO_ZH}){_GO_TAIL[0]}|\W*{_GO_LEAD[1]}(?:{_GO_EN}){_GO_TAIL[1]}", re.IGNORECASE
)


_TAKES_UP = re.compile(
    rf"{_GO_LEAD[0]}(?:帮我|替我|给我|你们?|您)*(?:(?:去|再|先)?(?:问|查|核实|反映|登记|申诉|转告|说)(?:一?下|一[问查]|[问查])?)"
    rf"(?:给)?(?:商家|店家|卖家|店里|店铺|他们|快递|同事|人工|平台)?{_GO_TAIL[0]}"
    rf"|\W*{_GO_LEAD[1]}(?:ask|check|find out|look into|appeal|pass|tell|register|file|report)(?: (?:it|that|this))?"
    rf"(?: (?:with|to))?(?: (?:them|the (?:shop|seller|store|merchant|courier|carrier)|a person|your (?:people"
    rf"|colleagues?)|away|on"
    rf"|in))?{_GO_TAIL[1]}",
    re.IGNORECASE,
)


_KINDLY = re.compile(rf"{_GO_LEAD[0]}(?:麻烦|拜托|有劳)(?:[您你]们?)?了?{_GO_TAIL[0]}")


def asks_kindly(text: str) -> bool:
    """Whether the words only ask us to be so kind: 行，麻烦了. A yes to an offer, thanks where nothing was asked."""
    return len(text) <= _LONGEST_YES and bool(_KINDLY.fullmatch(text.strip()))


def takes_up(text: str) -> bool:
    """Whether the words only have somebody asked or told what we offered to ask, and say nothing to be passed on."""
    return len(text) <= _LONGEST_YES and bool(_TAKES_UP.fullmatch(text.strip()))


def goes_ahead(text: str) -> bool:
    """Whether the words only tell us to go on with what we offered, in whatever idiom: 整呗, crack on then."""
    return len(text) <= _LONGEST_YES and bool(_GOES_AHEAD.fullmatch(text.strip()))


class Word(NamedTuple):
    """An answer to our question at the head of a message: a yes or a no, in which words, and what follows."""

    yes: bool
    said: str
    rest: str


_YES_AT_HEAD = re.compile(
    r"\s*(?:是的?|对的?|好的?|可以|嗯)[，,。\s]|\s*(?:yes|yeah|yep|ya|correct|right)\b[,.\s]", re.IGNORECASE
)


def begins_with_yes(text: str) -> bool:
    """Whether a plain yes stands at the head of more words, whatever was asked."""
    return _YES_AT_HEAD.match(text) is not None


def leading_word(deed: Verb, text: str) -> Word | None:
    """The answer to our question about the deed that a message begins with, if it goes on after it."""
    stopped = _HEAD.match(text)
    match = stopped or _HEAD_BY_SPACE.match(text)
    if match is None or agreed(deed, text):
        return None  # 算了 先领着吧 is one yes
    head = match[1].strip().lower()
    if stopped is None and _ASKED_BEHIND.search(match[2]) and re.fullmatch(VERBS[deed][1], head):
        return None  # refund for two how much ah
    if re.fullmatch(rf"(?:{_NO})[吧啊哈]?", head) or refused_outright(deed, head):
        return Word(yes=False, said=match[1], rest=match[2])
    zh, en = VERBS[deed]
    in_chinese = rf"(?:(?:{_PLAIN_YES}|{_SOFT_YES})的?\s*)?(?:就|那就|帮我|给我|请|要)?(?:{zh})(?:一下|了|吧|货|款|掉)*"
    in_english = rf"(?:yes )?(?:{en})(?: it)?"
    ways = [_PLAIN_YES, in_chinese, in_english, *([_SOFT_YES] if deed in _COSTS_LITTLE else [])]
    if stopped:
        ways.append(_YES_WITH_A_STOP)
    agrees = any(re.fullmatch(rf"(?:{way})[吧啊哈呗]?", head) for way in ways) or (bool(stopped) and goes_ahead(head))
    return Word(yes=True, said=match[1], rest=match[2]) if agrees else None


def agreed(deed: Verb, text: str) -> bool:
    """Whether words are a yes that names the deed, whatever else they sound like: 哦哦可以可以那你催吧."""
    if len(text) > _LONGEST_YES:
        return False
    zh, en = VERBS[deed]
    chinese = (
        rf"(?:嗯|哦|噢|唉|哎|好的?|可以|行|成|了|对的?|是的?|确定|那|就|你|您|吧|要|请|麻烦|算了|先|还是|得了|[，,。\s])*(?:帮我|给我)?(?:{zh})"
        r"(?:吧|一下|了|呗|货|款|钱|着|啊|催|[。!！\s])*"
    )
    english = (
        r"(?:(?:yes|yeah|yep|ok(?:ay)?|sure|right|alright|all right|fine|well|please|then|so|just|go ahead and"
        r"|go on and|do)\b[\s,.]*)+"
        rf"(?:{en})(?: (?:it|them|that))?(?:[\s,]+(?:then|please|pls|for me|thanks|thank you|now))*[\s.!]*"
    )
    return bool(re.fullmatch(chinese, text.strip()) or re.fullmatch(english, text.strip(), re.IGNORECASE))


_CONFIRMS = re.compile(
    r"(?:嗯*对+|嗯*是|没错|确认|确定|的|呀|啊|哒|了|就(?:是|这个|这样)|麻烦[您你]?|谢谢[您你]?|[，,。!！~～\s])+"
    r"|(?:(?:yes|yeah|yep|yup|aye|correct|confirmed|exactly|(?:that'?s |all )?right|that'?s (?:it|correct)|please"
    r"|thanks|thank you|go ahead|go for it|do it|do that|do)\b[\s,.!]*)+",
    re.IGNORECASE,
)


def confirms(text: str) -> bool:
    """Whether the words say yes to what was said, and no more: 对哒, yep, that's right."""
    return bool(_CONFIRMS.fullmatch(text.strip()))


_CONFIRMS_PLAINLY = re.compile(
    r"(?:我|就|[嗯好的，,\s])*(?:确认|确定)(?:了|的|[吧啊哈。.!！\s])*"
    r"|(?:yes|yeah|yep|confirmed|i confirm|go ahead|go for it|do it)"
    r"(?:[\s,.!]+(?:please|pls|confirmed|go ahead|go for it|do it|do that|i confirm))*[\s.!]*",
    re.IGNORECASE,
)


def confirms_plainly(text: str) -> bool:
    """Whether the words are a yes that cannot be mistaken for having heard us."""
    return bool(_CONFIRMS_PLAINLY.fullmatch(text.strip()))


def only_soft(text: str) -> bool:
    """Whether a word may say yes, or only that we were heard: a question behind it makes it no yes (好，那几天)."""
    return bool(_SOFT.fullmatch(text.strip()))


def only_hums(text: str) -> bool:
    """Whether a sound says that we were heard, and agrees to nothing: 哦, 哦哦."""
    return bool(_HUMS.fullmatch(text.strip()))


def only_sees(text: str) -> bool:
    """Whether words say no more than that we were heard, or that they will wait or think: nothing is agreed to."""
    return waits_on(text) or any(said.fullmatch(text.strip()) for said in (_I_SEE, _SEES_IT, _WAITS))
