"""Words about a condition that was read back or stands: a yes or a no, taken back, asked whether it counts. Pure.

Patterns as data by language. What a condition is stands in conditions.py.
"""

from __future__ import annotations

import re

from understanding.conditions import ASKS_EN, ASKS_ZH, ENDS_AS_QUESTION
from understanding.plain import plain

_YES = re.compile(
    r"(?:(?:好的?|行的?|可以|嗯+|对的?|要的?|是的?|成|中|没问题|确定|确认|同意|就这样(?:办|定)?|就这么(?:办|定"
    r"|着)|按(?:这个|你说的)(?:来|办)?|办吧|记上|记下|登记|麻烦了?"
    r"|说定了?|一言为定|得|吧|了|啊|哈|哦|呗|就|那|帮我|给我|替我|盯着?|谢谢|您|你|[，,。.!！~\s])+)"
    r"|(?:(?:yes|yeah|yep|yup|ok(?:ay)?|sure|please|do|that|it|fine|right|perfect|great|good|go ahead|go on|deal"
    r"|agreed|confirm(?:ed)?|sounds|then"
    r"|let'?s|works|thanks|thank you|keep|set it up|note it|exactly|correct|for me)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:(?:算了|不用了?|不要了?|不必|先不了?|别了?|不了|等等看|再等等|再说|再看看?|我?再想想|吧|那|我|还是|谢谢"
    r"|啊|哈|[，,。.!！~\s])+)"
    r"|(?:(?:no|nope|nah|never ?mind|forget it|not now|leave it|don'?t|no need|i'?ll wait|thanks|thank you|then"
    r"|it'?s|fine|please|ok(?:ay)?)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_HAS_NO_EN = re.compile(r"\b(?:no|nope|nah|never ?mind|forget|not|leave|don'?t)\b", re.IGNORECASE)
_LEAVES_PLAINLY = re.compile(
    r"(?:不用|不必|别|先不|不)(?:再)?(?:帮我|给我|替我|你)?(?:盯|看着|守|自动(?:退|取消|投诉)?|到点(?:退"
    r"|取消))[^，,。吗?？]{0,6}"
    r"|(?:那个|这个|之前|刚才|刚刚)?(?:说好)?的?(?:条件|约定|那条|到点(?:就)?(?:退|取消"
    r"|投诉)的?)[^，,。吗?？]{0,6}(?:取消|撤|不算|作废|算了|不要|不用|删)"
    r"|(?:取消|撤[回销掉]?|作废|删掉?)(?:那个|这个|刚才的?|之前的?)?(?:条件|约定|自动(?:退款?|取消)|到点)"
    r"|(?:发货|到货|退款|投诉|取消)的?(?:那个)?(?:条件|约定)[^，,。吗?？]{0,4}(?:取消|撤|不算|作废|算了|不要|不用|删)"
    r"|\b(?:drop|cancel|remove|forget|undo|withdraw|scrap|stop) (?:the|that|my|this) (?:condition|arrangement"
    r"|deadline|conditional|automatic)\b"
    r"|\b(?:don'?t|do not|no need to) (?:watch|wait for|keep an eye on|do it automatically|refund (?:it "
    r"|me )?automatically|cancel (?:it )?automatically)\b",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"(?:算了|那|我|还是|先|就|好吧?|行|嗯|不用了?|不退了?|先?不(?:取消|投诉)了?|吧|再|了|[，,。.!！~\s])*"
    r"(?:等等看|再等等|再等几天|再等一?等|等等吧|等着吧|先等等|等等再说|不退了|先不退|不取消了|不投诉了|先不取消"
    r"|先不投诉)"
    r"(?:看|吧|了|好了|再说|谢谢|[，,。.!！~\s])*"
    r"|(?:(?:actually|no|nah|ok(?:ay)?|never ?mind|forget it|well|you know what|on second thoughts?"
    r"|it'?s fine)\b[\s,.!]*)*"
    r"(?:i'?ll (?:just )?wait|i can wait|let'?s (?:just )?wait(?: and see)?|i'?d rather wait"
    r"|don'?t (?:refund|cancel|complain)(?: it)?(?: after all)?)"
    r"(?:[\s,.!]*(?:a bit|and see|longer|then|thanks|thank you|after all|for it|some more|a little))*[\s,.!]*",
    re.IGNORECASE,
)
_RETRACTS = re.compile(
    r"算了|不用|不退|不取消|不投诉|\bnever ?mind\b|\bactually\b|\bforget it\b|\bsecond thought|\bno\b|\bnah\b"
    r"|\bdon'?t\b"
)
"""Who only waits (好的，那我等等) waits for what was agreed."""
_GIVES_UP = re.compile(
    r"(?:(?:算了|不用了?|不必了?|不要了|那|吧|啊|谢谢|[，,。.!！~\s])+)"
    r"|(?:(?:never ?mind|forget it|forget about it|no need|scrap that|actually|no|thanks|then)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_ABOUT_ZH = re.compile(r"(?:就|再|到点|到时候?|时间到了?)[^，,。?？]{0,8}(?:退|取消|投诉|转人工|催)|条件|约定|说好的")
_STANDS_ZH = re.compile(
    r"算数|作数|还算|算不算|还在(?!路上|发)|还有效|有效|生效|成立|记着|记得|记下|记上|登记|忘了?(?:没|吗)|管用"
    r"|办了没|设(?:好|上)了|有没有记|还作|会自动|自动(?:退|办|取消|投诉)|(?:要|用)(?:不要|不用)?我再(?:来)?说"
)
_ABOUT_EN = re.compile(
    r"\b(?:refund|cancel\w*|complain\w*|return|chase|person)\b.{0,30}\b(?:if|unless|automatic\w*|by itself)\b"
    r"|\b(?:if|unless)\b.{0,40}\b(?:refund|cancel\w*|complain\w*|return)\b|\bcondition(?:al)?\b|\barrangement\b"
    r"|\bdeadline\b",
)
_STANDS_EN = re.compile(
    r"\bstill (?:on|count|stand|valid|good|happening|in place|set|apply|there|remember)|\bcounts?\b|\bremember\w*"
    r"|\bnoted\b|\bregistered\b|\bset up\b|\bin place\b|\bautomatic\w*|\bby itself\b|\bforg[eo]t",
)
_ALONE = re.compile(
    r"(?:会|能|是)?[^，,。?？]{0,8}自动[^，,。?？]{0,8}(?:吗|么|行吗|嘛|不)?[?？]?|.{0,20}\b(?:automatic\w*"
    r"|by itself|on its own)\b.{0,12}\??"
)


def settled(text: str) -> bool | None:
    """A yes or a no to a condition that was read back, and nothing else; None: neither."""
    said = text.strip()
    if _NO.fullmatch(said) and (re.search(r"[\u4e00-\u9fff]", said) or _HAS_NO_EN.search(said)):
        return False
    return True if _YES.fullmatch(said) else None


def leaves_condition(text: str, *, just_spoken_of: bool) -> bool:
    """Whether a condition that stands is taken back. `just_spoken_of`: then 算了不用了 is enough."""
    said = plain(text)
    if ENDS_AS_QUESTION.search(said) or ASKS_ZH.search(said):
        return False
    if _LEAVES_PLAINLY.search(said) or (_WAITS.fullmatch(said) and _RETRACTS.search(said)):
        return True
    return just_spoken_of and bool(_GIVES_UP.fullmatch(said))


def asks_of_condition(text: str, *, just_spoken_of: bool) -> bool:
    """Whether it is asked if a condition stands, or is kept without another word: 我那个明天不发就退还算数吗."""
    said = plain(text)
    if _ABOUT_ZH.search(said) and _STANDS_ZH.search(said):
        return True
    if _ABOUT_EN.search(said) and _STANDS_EN.search(said) and ("?" in said or ASKS_EN.search(said)):
        return True
    return just_spoken_of and bool(_ALONE.fullmatch(said))
