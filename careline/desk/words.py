"""What only the desk says: a line of a case's story for each entry of the journal; codes of remedies in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from careline.core.wording.journal import what_words, who_words, why_words
from careline.core.wording.language import Said
from careline.desk.shapes import StoryEntry


def told(
    entry: Mapping[str, Any], language: str, names: Mapping[str, str], *, now: datetime, time_zone: str
) -> StoryEntry:
    """One entry as a line of the case's story; `time_zone` is the consumer's. A person's own words are its `note`."""
    return StoryEntry(
        at=entry["at"],
        who=who_words(entry["who"], language, names),
        what=what_words(entry["what"], entry["data"], language, now=now, time_zone=time_zone),
        why=why_words(entry["why"], language),
        note=entry["note"],
    )


_REASONS: Mapping[str, Said] = {
    "damaged": Said("商品有破损", "Damaged"),
    "missing": Said("少发了商品", "Something was missing"),
    "no_reason": Said("七天无理由", "Within seven days, no reason needed"),
    "not_dispatched": Said("一直没发货", "Not dispatched"),
    "not_received": Said("没有收到货", "Not received"),
    "other": Said("其他原因", "Another reason"),
    "quality": Said("质量有问题", "Faulty"),
}
_FAILURES: Mapping[str, Said] = {
    "unreachable": Said("商家系统一直连不上。", "The shop's system could not be reached."),
    "not_understood": Said("商家系统看不懂这项申请。", "The shop's system did not understand the request."),
    "no_platform": Said("还没有接上商家系统。", "No system of the shop is connected."),
}
_NO_WORDS = Said("商家系统没有说明原因。", "The shop's system gave no reason.")


def reason_words(reason: str, language: str) -> str:
    """The reason of a wish. A code that is not ours came from outside, or somebody wrote it: it stays as it is."""
    return said.to(language) if (said := _REASONS.get(reason)) else reason


def failure_words(code: str | None, told: str | None, language: str) -> str:
    """Why the shop could not do it: in its own words where it gave any, else what our code for it means."""
    if told:
        return told
    return said.to(language) if (said := _FAILURES.get(code or "")) else code or _NO_WORDS.to(language)
