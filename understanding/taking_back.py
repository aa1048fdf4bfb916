"""Which part of some words takes something back: 杯子不退了 壶照退; keep the mug, still refund the pot. Pure."""

from __future__ import annotations

import re

from understanding.deeds import Verb, refused_outright, taken_back
from understanding.item_words import clauses_in, numbers_in
from understanding.plain import has_han

_KEEPS = re.compile(
    r"(?<!不)(?<!能)留着?(?!没|[吗呢]|当|做)"
    r"|\b(?:keep(?:ing)?|forget|never ?mind|scrap|call off|revoke|stop|take \b.*\bback)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"退|取消|换|补发|重发|照[旧常办样]|继续|还是?要"
    r"|\b(?:refund|return|cancel|exchange|swap|resend|still|go(?:es)? (?:back|ahead|on)|send back)\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"[都全]|一[^，,。]?也|\b(?:(?<!after )(?<!at )all|both|everything|anything|any of)\b", re.IGNORECASE)
_NO_COUNT = re.compile(r"第[\d一二两三四五六七八九十]+[^，,。]?|[这那]一")
"""第一个, 这一件: which one, and not how many."""
_SO_MANY_OF = re.compile(r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine)(?= of\b)", re.IGNORECASE)
_DEEDS = (Verb.CANCEL, Verb.REFUND, Verb.RETURN, Verb.RESEND, Verb.EXCHANGE)


def taking_back(text: str) -> str:
    """The clauses that say what is taken back, or that stays; all of the words where none of them goes on with it.

    A clause without a verb of its own belongs to the one before it.
    """
    back: list[str] = []
    takes = True
    for clause in clauses_in(text):
        if _takes(clause):
            takes = True
        elif _GOES_ON.search(clause):
            takes = False
        if takes:
            back.append(clause)
    return "，".join(back) or text


def takes_all_back(text: str) -> bool:
    """Whether all that is under way is taken back: 都不退了, cancel both of them after all."""
    return bool(_ALL.search(taking_back(text)))


def pieces_taken_back(text: str, running: int) -> int | None:
    """How many of so many running pieces are taken back, where fewer: 其中两个不退了."""
    words = taking_back(text)
    if _ALL.search(words):
        return None
    counted = _NO_COUNT.sub("", words) if has_han(words) else " ".join(_SO_MANY_OF.findall(words))
    return min((number for number in numbers_in(counted) if 0 < number < running), default=None)


def _takes(clause: str) -> bool:
    refused = any(refused_outright(deed, clause) for deed in _DEEDS)
    return refused or taken_back(clause) is not None or bool(_KEEPS.search(clause))
