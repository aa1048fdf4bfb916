"""Words that tell two wishes of one intent apart. Pure patterns, for both languages."""

from __future__ import annotations

import re

from understanding.details import found_in, pattern

ASKS = re.compile(
    r"[?？吗呢]|([\u4e00-\u9fff])不\1|有没有|[能会可行][^，,。不]{0,8}不\s*$|多久|怎么|为什么|什么|几|哪|谁|能不能|可不可以|\b(?:how|when|why|what|which|who|where|can)\b",
    re.IGNORECASE,
)
NOTHING_MORE = re.compile(
    r"(?:嗯+|哦|好的?|行|那|就|我|都|啊|也|[，,。.!！\s])*"
    r"(?:没有?了|没有?(?:什么|啥)?(?:(?:别的|其[他它]的?)(?:问题|事儿?)?了?|(?:问题|事儿?)了)|就这些|就这样吧?)"
    r"(?:谢谢|拜拜|再见|挂了|啊|哈|吧|你|您|[，,。.!！\s])*"
    r"|(?:ok(?:ay)?|no|nope|nah|well|thanks|thank you|[,.!\s])*"
    r"(?:that'?s (?:all|it|everything)|that will be all|nothing (?:else|more)|no more questions"
    r"|i'?m (?:good|done|fine))"
    r"(?: (?:for (?:now|today)|thanks|thank you|thank|you|bye|goodbye|then)|[,.!\s])*",
    re.IGNORECASE,
)
"""No more than that there is nothing else: at the end of a call, a good-bye."""
GO_AHEAD = re.compile(
    r"(?:就|那|帮我|给我|你)(?:这么|这样|帮我|给我)?办(?:吧|了|呗|一下)"
    r"|\b(?:do (?:it|that)|go ahead|go for it|please proceed)\b",
    re.IGNORECASE,
)
"""A yes that wants a deed, whatever was said last."""
LOST = pattern("lost")
FOUND = pattern("found_now")
WHEN = pattern("when_at_all")
HOW_MUCH = pattern("how_much")
A_PERSON = re.compile(r"转|人工|\b(?:person|human|agent)\b", re.IGNORECASE)
PART = re.compile(
    r"只(?:要|想)?(?:退|取消|留)|就(?:要|想)?退|单独|其中|部分|\b(?:only|just the|one of|part of)\b", re.IGNORECASE
)
"""只退袜子, only the tray: fewer items than the order has."""
RESEND = pattern("sent_again")


NOT_THAT = re.compile(
    r"(?:不是|并非)[^，,。]{1,10}[，,\s]*(?:是|我问|我说)|(?:[^，,。]{1,8})(?:别|不)(?:动|碰|退|取消)|\bnot the \w+",
    re.IGNORECASE,
)
"""不是枕头是毯子, not the pot: of two things named one is not meant."""
NO_OTHER = re.compile(
    r"(?:不是|没有?|别无|[除的])别的|(?:其他|其它|别的|剩下)的?(?:都?先?(?:不|别|照|还|正常|留|没问题|好))"
    r"|\b(?:no|not|nothing|leave|keep) (?:any |the )?others?\b",
    re.IGNORECASE,
)
"""Of other things it is only said that nothing is to happen to them: 不是别的, 其他别碰."""


def asks_for_all(text: str) -> bool:
    """Whether the words ask for the guarantees of an order, and not for one of them."""
    return found_in(text, "all_guarantees")


def said_by(text: str) -> str:
    """Somebody's own words as part of a sentence of ours: without the stop at their end."""
    return text.strip().rstrip("。.!！；; ")
