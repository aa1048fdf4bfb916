"""Clauses that mean something only beside their neighbours: 要是丢了呢，赔不赔; 能退吗，要多久. Pure."""

from __future__ import annotations

import re

_IF = re.compile(
    r"\s*(?:那|那么|但)?(?:要是|如果|万一|假如)[^谁哪几多怎什吗?？]{1,16}(?:呢|的话)?[，,?？\s]*"
    r"|\s*(?:and |but )?what if [^?]{1,40}\??\s*",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"[那大概要得还会需，,。\s]*(?:多久|多长时间|几天|什么时候)(?:能?(?:好|到账?|退))?[啊呢呀？?。!！\s]*"
    r"|(?:(?:and|so|then|,)\s*)*how (?:long|soon)(?: (?:would|will|does) (?:that|it|this)(?: (?:take|be))?)?[\s?.!]*",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"[那\s]*(?:最晚|最迟)(?:到?哪天|什么时候|几号)[啊呢呀？?。\s]*"
    r"|(?:(?:and|so|then|,)\s*)*(?:how (?:many days|long) (?:do|can|may|have) i(?: have| got)?|(?:until|by) when)"
    r"(?: (?:to (?:decide|return|send) ?(?:it|them)?|for (?:it|that)))?[\s?.!]*",
    re.IGNORECASE,
)
_KINDS = {"how_long": _HOW_LONG, "until": _UNTIL}


def only_supposes(text: str) -> bool:
    """Whether a clause only says of which case the next is asked: 要是丢了呢."""
    return bool(_IF.fullmatch(text))


def only_asks_how_long(text: str) -> bool:
    """要多久, how long would that take: of what stands before it."""
    return bool(_HOW_LONG.fullmatch(text))


def follow_up_of(text: str) -> str | None:
    """The kind of follow-up (as Rasa's side names it) that a clause is, where it asks of what stands before it."""
    return next((kind for kind, words in _KINDS.items() if words.fullmatch(text)), None)
