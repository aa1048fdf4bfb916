"""A word in answer to our question, read to its end: what holds a yes back, and what only sounds like one. Pure.

Patterns as data by language. Whether words are a yes at all is judged elsewhere; this is what must not lie behind one.
"""

from __future__ import annotations

import re

_CONDITION = re.compile(
    r"要是|如果|假如|倘若|万一|除非|的话|只要[^退要取留换补]|等(?:到|他|它|商家|明天|后天)|(?:明天|后天|下周|周[一二三四五六日天])"
    r"[^，,。]{0,8}(?:还|再)[^，,。]{0,4}[不没]"
    r"|\b(?:if|unless|in case|provided|as long as|only when|otherwise|or else)\b",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(
    r"(?:但是?|不过|可是|先别|等等|等一下|慢着|再想想|考虑)|(?:不是|别)[^，,。]{0,4}(?:退|取消|改|换|赔|补)"
    r"|\b(?:but|however|wait|hold on|not yet|before (?:that|you do)|first)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[?？]|[吗嘛]\s*$|多久|多少|怎么|为什么|什么时候|几天|哪|谁|([能会可行好是要])不\1"
    r"|^(?:(?:and|so|but|ok|then)[\s,]+)*(?:what|when|where|why|who|how|which|can|could|will|do|does|is|are)\b",
    re.IGNORECASE,
)


def conditional(text: str) -> bool:
    """Whether the words set a condition: 明天还不发就退, if it has not left by Friday."""
    return bool(_CONDITION.search(text))


def held_back(text: str) -> bool:
    """Whether a yes is taken back or put off in the same breath: 好是好，但先别退."""
    return bool(_HOLDS_BACK.search(text))


def asks(text: str) -> bool:
    """Whether the words ask something."""
    return bool(_QUESTION.search(text))


def plain_yes(text: str) -> bool:
    """Whether nothing in the words keeps a yes from being one."""
    return not (conditional(text) or held_back(text) or asks(text))
