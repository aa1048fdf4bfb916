"""Which of several ways that we named words pick: by its place, by what it is, or whichever. Pure.

Patterns as data by language. What may be picked is known before (actions/asking/choices.py); here only words that
say no more than which one, or that end so behind a complaint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from understanding.replies import asks, conditional


class Way(str, Enum):
    """What one of the ways comes to for the consumer."""

    MONEY = "money"
    NEW = "new"
    EXCHANGE = "exchange"


class Pick(NamedTuple):
    """`place`: 1, 2 … counted from the first, -1 from the last; 0: the other one. `way`: what it is. `any_one`: they
    leave it to us; `before_that`: what we offered before. Of these one. `behind`: more is said in front of it."""

    place: int | None = None
    way: Way | None = None
    any_one: bool = False
    before_that: bool = False
    behind: bool = False


_LEAD_ZH = (
    r"(?:那么?|就|我们?|还是|要|选|挑|想|给我|给咱|帮我|替我|麻烦|请|好的?|行的?|嗯|可以|对|是|吧|啊|呃|额"
    r"|算了|得了|宁愿|宁可|更|情愿"
    r"|走|按|用|成|直接|干脆|你们?|您|确认|确定|只|[，,、。~～\s])*"
)
_TAIL_ZH = (
    r"(?:吧|呗|啊|呀|哈|咯|喽|嘛|哦|好了|就行|就好|就成|就可以|得了|算了|谢谢[您你]?|的|了|办|处理|拉倒"
    r"|[。.!！~～\s，,])*"
)
_ONE_ZH = r"[个种条样项款]?(?:方案|办法|法子|选择|方式|路子)?"
_LEAD_EN = (
    r"(?:(?:(?:no|nah|nope)[,.;!]+\s*)|(?:and|then|so|well|ok(?:ay)?|yes|yeah|yep|fine|alright|right|sure|please"
    r"|pls|just|but|actually|rather"
    r"|instead|i'?d|i'?ll|i|we'?d|we'?ll|we|would|will|could|can|you|prefer|like|love|take|have|want|need|go|do"
    r"|get|give|pick"
    r"|choose|with|for|to|me|us|make|it|let'?s|let|think|guess|hmm+|ah|oh|of|those|these|two"
    r"|honestly|in that case|better|it'?s|that'?s|be|my|option|choice|number|no\.|confirmed?)\b[\s,.:;!'’-]*)*"
)
_TAIL_EN = (
    r"(?:[\s,.!]*\b(?:please|pls|plz|then|thanks|thank you|thx|ta|cheers|instead|for me|mate|lah?|option|way"
    r"|choice|one|is fine"
    r"|is better|would be better|sounds good|will do|would do|over|out|now|asap|again|back|ok(?:ay)?"
    r"|to me)\b)*[\s.!]*"
)
_PLACES: tuple[tuple[int, str, str], ...] = (
    (-1,
     r"(?:最后|末了?)(?:一|那|的那)?_ONE|(?:后[者面边头]|下面)(?:的|那|一|这)*_ONE",
     r"(?:the )?(?:last|latter|final|bottom)"),
    (1, r"第[一1]_ONE|[头首]一?_ONE|(?:前[者面边头]|上面)(?:的|那|一|这)*_ONE",
     r"(?:the )?(?:first|1st|former|top)|(?:option |number )(?:1|one|a)"),
    (2, r"第[二2]_ONE", r"(?:the )?(?:second|2nd)|(?:option |number )(?:2|two|b)"),
    (3, r"第[三3]_ONE", r"(?:the )?(?:third|3rd)|(?:option |number )(?:3|three|c)"),
    (0,
     r"(?:(?:另外?|别)(?:的|那|一)*[个种条样项款]|换(?:一|另外?一?)?[个种条](?=[方办法]))(?:方案|办法|法子|选择|方式)?",
     r"(?:the )?(?:other|alternative)(?: one| option| way| thing)?"),
)  # fmt: skip
_PIECE_ZH = r"(?:一?(?:个|台|件|双|只|本|把|套|条|份|盒|瓶|箱|包|块|盏|副)?)"
_WAYS: Mapping[Way, tuple[str, str]] = {
    Way.MONEY: (
        r"(?:退|拿|把)?(?:我|回)?的?(?:钱|现金|款)(?:退)?(?:给我|回来)?|退款?(?:给我)?|退回?钱",
        (r"(?:the |a |my |full )*(?:money|cash|refund|refunded)(?: back)?|(?:get )?(?:the |my )?money back"
        r"|refund (?:me|it)"),
    ),
    Way.NEW: (
        (rf"(?:[发寄补来给][我来]?)?{_PIECE_ZH}(?:全?新|(?<=[发寄补来给个台件双只本把套条份盒瓶箱包块])好)的{_PIECE_ZH}(?:来|过来|给我|给咱)?"
        rf"|补(?:发|寄)?(?:给?我)?{_PIECE_ZH}(?:[新好]的)?(?:来|过来|给我)?|(?:重新?|再)(?:发|寄|补"
        rf"|来)(?:给?我)?{_PIECE_ZH}(?:[新好]的)?(?:来|过来|给我)?"),
        (r"(?:send |ship |post |get |resend |give )?(?:me |us |out |over )*(?:the |a |an |another |brand )*"
        r"(?:new|replacement|fresh|working|good|undamaged|proper)(?: one| ones| parcel| item)?"
        r"|(?:send |ship |post |get )(?:me |us |out )*another(?: one)?|another one|re-?send(?: it| them)?"
        r"|send (?:it|them)(?: out)? again|replacement"),
    ),
    Way.EXCHANGE: (
        rf"换(?:货|{_PIECE_ZH}(?:[新好]的)?|新)(?:给我)?",
        r"(?:the |an? )?(?:exchange|swap)(?: it| them)?",
    ),
}  # fmt: skip
_ANY = (
    r"(?:随便|随意|都(?:行|可以|成|好|要得)|哪个都(?:行|可以|成|好)|怎么都(?:行|可以)|无所谓|[您你]看着办|[您你]定|[您你]说了算|哪个快(?:就)?(?:办|用|来|要)?哪个)",
    (
        r"(?:either(?: way| one| of them| is fine| will do)?|whichever(?:'s| is)?(?: \w+)?|whatever(?:'s"
        r"| is)? (?:quick\w*|fast\w*|easi\w*|works)"
        r"|any(?: of them)?(?: is fine| will do)|both(?: are)? fine|up to you|you (?:decide|choose|pick)"
        r"|i don'?t mind(?: which)?"
        r"|doesn'?t matter(?: which)?)"
    ),
)
_BEFORE_THAT = (
    r"(?:刚才|刚刚|之前|一开始|最开始|先前|最早|上一?个?)(?:你|您|你们)?(?:说|提|讲)?(?:到|过)?的?(?:第一)?(?:那?[个种条样项]|办法|方案|那)",
    (
        r"(?:(?:what|the (?:first )?(?:one|thing|offer|option)|that|the offer) you (?:had |have )?(?:offered|said"
        r"|mentioned|told me|suggested)(?: me)?"
        r"|(?:the |your )(?:first|earlier|previous|other) (?:thing|offer|suggestion))(?: (?:first|before|earlier"
        r"|at first|just now|above))?"
    ),
)
_THAT_ZH = r"(?:的?那[个种条样项](?:方案|办法|选择)?)?"


def _whole(zh: str, en: str) -> re.Pattern[str]:
    zh = zh.replace("_ONE", _ONE_ZH)
    return re.compile(rf"{_LEAD_ZH}(?:{zh}){_THAT_ZH}{_TAIL_ZH}|\W*{_LEAD_EN}(?:{en}){_TAIL_EN}", re.IGNORECASE)


_BY_PLACE = [(place, _whole(zh, en)) for place, zh, en in _PLACES]
_BY_WAY = [(way, _whole(zh, en)) for way, (zh, en) in _WAYS.items()]
_WHICHEVER = _whole(*_ANY)
_EARLIER = _whole(*_BEFORE_THAT)
_LAST = re.compile(r"[，,。.;；!！?？\n~～…]+|\s+(?:but|so|then|just)\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_LONGEST = 40
"""Characters: longer words say more than which one."""
_NOT_DONE = re.compile(r"先(?!生)|暂时|等我|\b(?:wait|not yet|hold on|before|maybe|might|perhaps)\b", re.IGNORECASE)


def pick_in(text: str) -> Pick | None:
    """What the words pick, if they say no more than that, or end so; None where they ask, wait or say anything else."""
    words = " ".join(text.split())
    if not words or _NOT_DONE.search(words) or conditional(words):
        return None
    if len(words) <= _LONGEST and not asks(words) and (found := _picked(words)):
        return found
    *front, last = [part for part in _LAST.split(words) if part.strip()] or [""]
    found = (
        _picked(last)
        if front and len(last) <= _LONGEST and not asks(last) and not words.endswith(("?", "？"))
        else None
    )
    return found._replace(behind=True) if found and found.way else None


def last_clause(text: str) -> str:
    """The words behind the last mark; empty where there is none, or the last clause asks."""
    text = " ".join(text.split())
    parts = [part.strip() for part in _LAST.split(text) if part.strip()]
    asked = text.rstrip().endswith(("?", "？"))
    return parts[-1] if len(parts) > 1 and not asked and not asks(parts[-1]) else ""


def _picked(words: str) -> Pick | None:
    if _WHICHEVER.fullmatch(words):
        return Pick(any_one=True)
    if _EARLIER.fullmatch(words):
        return Pick(before_that=True)
    if place := next((place for place, said in _BY_PLACE if said.fullmatch(words)), None):
        return Pick(place=place)
    if any(place == 0 and said.fullmatch(words) for place, said in _BY_PLACE):
        return Pick(place=0)
    way = next((way for way, said in _BY_WAY if said.fullmatch(words)), None)
    return Pick(way=way) if way else None
