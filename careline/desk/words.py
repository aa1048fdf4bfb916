"""The journal in an agent's language: one line of a case's story for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from careline.core.wording.journal import what_words, who_words, why_words
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
