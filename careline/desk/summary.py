"""What a colleague has to know before the first word: who, which order, what is stuck, said, promised and tried. Pure.

Every line is made of rows, in the reader's language; nothing is guessed but the mood, which says what it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from careline.core import phrases
from careline.core.blocks import Deadline
from careline.core.orders import Customer, Order
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.routing import Priority
from careline.core.wording.language import Said, is_english
from careline.desk.focus import OrderGoods
from careline.desk.masking import masked_name
from careline.desk.shapes import SummaryLine
from careline.desk.words import goods_words

MOST_SAID, MOST_TRIED, MOST_PROMISED = 3, 5, 5
"""How many of the consumer's last words, of what was done and of what was promised a summary holds."""
_LONGEST = 80

About = Literal["who", "order", "trouble", "said", "promised", "tried", "mood", "handed_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One promise. `text` is an agent's own words; `goods` names the order."""

    kind: PromiseKind
    state: PromiseState
    due_at: datetime
    text: str
    goods: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One remedy: what, how it stands, and what was answered."""

    kind: RemedyKind
    state: RemedyState
    at: datetime
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a summary is made of. `why` is the reason of the handoff in words; `said` the consumer's last messages,
    oldest first; `intents` what each of them was taken for."""

    customer: Customer
    language: str
    """The conversation's."""
    new_user: bool
    order: Order | None
    goods: OrderGoods | None
    missed: Sequence[Deadline]
    why: str
    priority: int
    said: Sequence[str]
    intents: Sequence[str]
    promised: Sequence[Promised]
    answer_by: datetime | None
    """By when somebody was to write, as long as nobody has."""
    tried: Sequence[Tried]
    note: str | None


class Mood(StrEnum):
    IN_DANGER = "in_danger"
    ANGRY = "angry"
    IMPATIENT = "impatient"
    CALM = "calm"


_MOODS = {
    Mood.IN_DANGER: Said("说到了安全或被骗，先管这件事", "Speaks of danger or fraud; that comes first"),
    Mood.ANGRY: Said("很不满（说了投诉、起诉或反复抱怨）", "Angry (named an authority, or complained again and again)"),
    Mood.IMPATIENT: Said("等急了（反复催，或没被听懂）", "Impatient (asked again and again, or was not understood)"),
    Mood.CALM: Said("平静", "Calm"),
}
_LABELS: dict[About, Said] = {
    "who": Said("顾客", "Who"),
    "order": Said("订单", "Order"),
    "trouble": Said("卡在哪", "Stuck"),
    "said": Said("怎么说的", "Said"),
    "promised": Said("答应过", "Promised"),
    "tried": Said("做过", "Done so far"),
    "mood": Said("情绪", "Mood"),
    "handed_on": Said("同事留言", "From a colleague"),
}


def mood_of(priority: int, intents: Sequence[str]) -> Mood:
    """How the consumer is, as far as rows tell: the class of the handoff, complaints, repeats, not being understood."""
    seen = Counter(intents)
    if priority >= Priority.DANGER:
        return Mood.IN_DANGER
    if priority in {Priority.LEGAL, Priority.BROKEN_PROMISE} or seen["complain_merchant"] > 1:
        return Mood.ANGRY
    repeated = max((number for intent, number in seen.items() if intent not in _SMALL), default=0)
    if seen["complain_merchant"] or repeated > 2 or seen["nlu_fallback"] > 1 or seen["request_human"] > 1:
        return Mood.IMPATIENT
    return Mood.CALM


_SMALL = frozenset({"greet", "goodbye", "affirm", "deny", "thank", "nlu_fallback", "select_order", ""})


def summary_of(known: Known, now: datetime, language: str) -> list[SummaryLine]:
    """The lines that there is something to say in, in the order in which they are read."""
    lines: dict[About, str] = {
        "who": _who(known, language),
        "order": _order(known, language),
        "trouble": _listed(_missed(known, now, language), language),
        "said": _said(known, language),
        "promised": _listed(_promised(known, now, language), language),
        "tried": _listed(_tried(known, language), language),
        "mood": _MOODS[mood_of(known.priority, known.intents)].to(language),
        "handed_on": known.note or "",
    }
    return [
        SummaryLine(about=about, label=_LABELS[about].to(language), text=told) for about, told in lines.items() if told
    ]


def _listed(parts: Iterator[str], language: str) -> str:
    return ("; " if is_english(language) else "；").join(parts)


def _who(known: Known, language: str) -> str:
    n = known.customer.orders_so_far
    kind = Said("新用户", "new user") if known.new_user else Said("老用户", "known user")
    count = Said(f"共 {n} 单", f"{n} order{'' if n == 1 else 's'} so far")
    speaks = Said("说英文", "writes English") if is_english(known.language) else Said("说中文", "writes Chinese")
    parts = [masked_name(known.customer.name), *(one.to(language) for one in (kind, count, speaks))]
    return (", " if is_english(language) else "，").join(parts)


def _order(known: Known, language: str) -> str:
    if known.order is None or known.goods is None:
        return ""
    order = known.order
    parts = [
        f"{known.goods.number} {goods_words(known.goods, language)}", phrases.money(order.total, language),
        phrases.stage(order, language), order.merchant_name,
    ]  # fmt: skip
    return (", " if is_english(language) else "，").join(parts)


def _missed(known: Known, now: datetime, language: str) -> Iterator[str]:
    for missed in known.missed:
        yield phrases.evidence(missed, now, known.customer.time_zone, language)


def _said(known: Known, language: str) -> str:
    last = [f"“{words[:_LONGEST]}”" for words in known.said if words.strip()][-MOST_SAID:]
    spoken = (" " if is_english(language) else "").join(last)
    colon = ": " if is_english(language) else "："
    return f"{known.why}{colon}{spoken}" if known.why and spoken else known.why or spoken


def _promised(known: Known, now: datetime, language: str) -> Iterator[str]:
    if known.answer_by:
        by = phrases.instant(known.answer_by, now, known.customer.time_zone, language)
        yield Said(f"{by} 前有人回复", f"an answer by {by}").to(language) + _late(known.answer_by <= now, language)
    told = [one for one in known.promised if one.state in {PromiseState.OPEN, PromiseState.BROKEN}]
    told.sort(key=lambda one: (one.state is PromiseState.OPEN, one.due_at), reverse=False)
    for one in told[:MOST_PROMISED]:
        what = one.text or phrases.promise_kind(one.kind, language)
        due = phrases.instant(one.due_at, now, known.customer.time_zone, language)
        late = one.state is PromiseState.BROKEN or one.due_at <= now
        words = Said(f"{due} 前{what}", f"{what} by {due}").to(language)
        about = f" ({one.goods})" if is_english(language) else f"（{one.goods}）"
        yield f"{words}{about}" + _late(late, language)


def _late(late: bool, language: str) -> str:
    return Said("，没做到", ", not kept").to(language) if late else ""


def _tried(known: Known, language: str) -> Iterator[str]:
    for one in sorted(known.tried, key=lambda tried: tried.at)[-MOST_TRIED:]:
        words = f"{phrases.remedy_kind(one.kind, language)}: {phrases.remedy_state(one.state, language)}"
        words = words if is_english(language) else words.replace(": ", "：")
        yield f"{words} ({one.answer})" if one.answer else words
