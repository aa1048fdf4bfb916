"""What an agent is told before they take a call: who, which order, what is wrong, what was said. Pure.

One or two sentences that a voice says in some ten seconds; the desk shows the same words while it rings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from careline.core import phrases
from careline.core.blocks import Deadline
from careline.core.orders import Customer, Order
from careline.core.wording.goods import order_name
from careline.core.wording.language import Said, is_english
from careline.core.wording.names import name_asked_for
from careline.core.wording.trouble import evidence

_LONGEST = 60
_NOT_WORDS = re.compile(r"^[（(].*[）)]$")
"""How a transcript shows a key or silence."""
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerKnown:
    """All that it is made of. `missed` is the longest overdue; `said` the consumer's words of this call, oldest first;
    `why` the reason of the handoff in words, `danger` where it is one that comes before everything."""

    customer: Customer
    new_user: bool
    order: Order | None
    missed: Deadline | None
    said: Sequence[str]
    why: str
    danger: bool


def whisper(known: CallerKnown, now: datetime, language: str) -> str:
    """The words, in the agent's language."""
    parts = [_who(known, language), _matter(known, now, language), _said(known, language)]
    return ("" if not is_english(language) else " ").join(part for part in parts if part)


def _who(known: CallerKnown, language: str) -> str:
    name = known.customer.name
    named = name_asked_for(name, language) == name
    kind = Said("新用户", "new user") if known.new_user else Said("顾客", "customer")
    if is_english(language):
        who = f"{name.split()[0]}, a {kind.to(language)}," if named and not _HAN_NAME.fullmatch(name) else ""
        words = f"{who or f'A {kind.to(language)}'} is on the line"
        return words + (f": {known.why}." if known.danger and known.why else ".")
    surname = f"姓{name[0]}的" if named and _HAN_NAME.fullmatch(name) else (f"{name}，" if named else "")
    words = f"电话上是{surname}{kind.to(language)}"
    return words + (f"，{known.why}。" if known.danger and known.why else "。")


def _matter(known: CallerKnown, now: datetime, language: str) -> str:
    if known.order is None:
        return ""
    goods = order_name(known.order, language, spoken=True)
    zone = known.customer.time_zone
    stands = evidence(known.missed, now, zone, language) if known.missed else phrases.stage(known.order, language)
    told = f"{goods}{': ' if is_english(language) else '，'}{stands}"
    return told[:1].upper() + told[1:] + ("." if is_english(language) else "。")


def _said(known: CallerKnown, language: str) -> str:
    last = next((words.strip() for words in reversed(known.said) if words.strip() and not _NOT_WORDS.match(words)), "")
    if not last:
        return "" if known.danger or not known.why else Said(f"{known.why}。", f"{known.why}.").to(language)
    return Said(f"刚才说：{last[:_LONGEST]}。", f"They said: {last[:_LONGEST]}.").to(language)
