"""What the training data marks as an entity must really be found: our patterns are not trained on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.components.entities import find_entities

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "data" / "nlu").glob("*.yml"))
MARK = re.compile(r"\[([^\]]*)\](?:\(([^)]*)\)|(\{[^}]*\}))")


def examples(file: Path) -> list[tuple[str, str]]:
    """Pairs of intent and example line."""
    blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    return [(b["intent"], line.strip()[2:]) for b in blocks for line in b["examples"].splitlines() if line.strip()]


def unmarked(line: str) -> tuple[str, set[tuple[str, int, int]]]:
    """The sentence without marks, and (kind, start, end) of each."""
    text, marks, at = "", set(), 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        marks.add((mark[2] or mark[3], len(text), len(text) + len(mark[1])))
        text, at = text + mark[1], mark.end()
    return text + line[at:], marks


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_annotated_entity_is_found_where_it_stands(file: Path) -> None:
    missed = []
    for _, line in examples(file):
        text, marks = unmarked(line)
        found = {(entity.kind, entity.start, entity.end) for entity in find_entities(text)}
        if not marks <= found:
            missed.append(f"{text}: {marks - found}")
    assert not missed, "\n".join(missed)


def test_there_are_training_files() -> None:
    assert len(FILES) >= 13


def test_no_sentence_stands_twice() -> None:
    seen: dict[str, str] = {}
    twice = []
    for file in FILES:
        for intent, line in examples(file):
            key = re.sub(r"[\W_]+", "", unmarked(line)[0].lower())
            if key and key in seen:
                twice.append(f"{line} ({intent}, {seen[key]})")
            seen[key] = intent
    assert not twice, "\n".join(twice)
