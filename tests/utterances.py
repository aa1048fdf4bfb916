"""What the actions hear in an utterance: the entities that Rasa's side finds in it (utterances.yml, checked there)."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml


@functools.cache
def table() -> dict[str, list[tuple[str, str, str]]]:
    """By utterance: kind, value and words of each entity."""
    loaded = yaml.load(Path(__file__).with_suffix(".yml").read_text("utf-8"), yaml.CSafeLoader)
    return {text: [(kind, value, words) for kind, value, words in found] for text, found in loaded.items()}


def entities_in(text: str) -> list[dict[str, Any]]:
    """As Rasa gives them. Raises KeyError where the table lacks the utterance."""
    return [entity(kind, value, text, words) for kind, value, words in table()[text]]


def entity(kind: str, value: str, text: str | None, words: str) -> dict[str, Any]:
    """One entity as Rasa gives it; without a place where the words do not stand in the text, as from a button."""
    if not text or words not in text:
        return {"entity": kind, "value": value}
    start = text.index(words)
    return {"entity": kind, "value": value, "start": start, "end": start + len(words)}
