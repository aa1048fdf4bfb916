"""What short words say about our pushing itself: 帮我催催, 上次就说在催了, 最晚什么时候答复我. Pure."""

from __future__ import annotations

import re
from enum import Enum

_LONGEST = (24, 12)  # Chinese characters, English words: who says more asks more
_ASKED_THEM = r"(?:联系|问|找)[^，,。]{0,6}(?:没有?|了吗|过吗)[?？呀啊]*$|\b(?:did|have) you (?:contact|ask|call|reach)"
_SAID_SO = r"(?:上次|上回|每次|昨天|前天|之前|你们?都?)[^，,。]{0,3}(?:也|就|都)?是?(?:这么|这样|说马上|说快)"
_PUSH = re.compile(rf"催|{_SAID_SO}|{_ASKED_THEM}|\b(?:chas|push|urg|nudg)(?:e|es|ed|ing)?\b", re.IGNORECASE)
_REFUSED = re.compile(r"(?:不(?!是)|别|甭|没)[^，,。\s]{0,4}催|\b(?:don'?t|no need|not|never)\b", re.IGNORECASE)
_FACTS = re.compile(
    r"为什么|为啥|怎么|咋|几[天点号]|哪|何时|什么时候|啥时候|多久(?!了)|\b(?:why|when|where|what|how)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:在|已经|不是|说|都|又|刚|上次)[^，,。]{0,3}催|催[过了]|\b(?:chas|push|urg|nudg)(?:ed|ing)\b"
    rf"|{_ASKED_THEM}|{_SAID_SO}",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:什么时候|啥时候|多久|何时|几点|哪天|最晚|最迟)[^，,。]{0,8}(?:答复|回复|回话|回信|回音|说法)"
    r"|(?:答复|回复|回话|说法)[^，,。]{0,4}(?:什么时候|啥时候|多久|何时|几点|最晚)"
    r"|\bwhen (?:will|do|can|am|are) (?:you|i|we|they) .{0,12}\b(?:hear|answer|reply|respond|get back)\b",
    re.IGNORECASE,
)


class Pushing(str, Enum):
    """A wish that we push; a reminder that we have; a question when the answer to it comes."""

    WISH = "wish"
    DONE = "done"
    ANSWER = "answer"


def pushing_in(text: str) -> Pushing | None:
    """What short words say about pushing; None for all others."""
    signs = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    if signs > _LONGEST[0] or len(text.split()) > _LONGEST[1]:
        return None
    if _ANSWER.search(text):
        return Pushing.ANSWER
    if not _PUSH.search(text) or _REFUSED.search(text) or _FACTS.search(text):
        return None
    return Pushing.DONE if _DONE.search(text) else Pushing.WISH
