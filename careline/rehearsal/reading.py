"""Reading conversations: one file a theme, a list of conversations in each; what is wrong is named with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from careline.rehearsal.script import Conversation


class UnreadableError(Exception):
    """A file of conversations is not as it should be; the message says where and why."""


def read(places: Iterable[Path]) -> list[Conversation]:
    """The conversations of these files, and of the .yml files in these folders, in order. Raises UnreadableError."""
    found = [conversation for file in _files(places) for conversation in _conversations(file)]
    for title, times in Counter(conversation.title for conversation in found).items():
        if times > 1:
            raise UnreadableError(f"{title}: there are {times} conversations of this name")
    return found


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from sorted(place.glob("*.yml")) if place.is_dir() else [place]


def _conversations(file: Path) -> Iterator[Conversation]:
    try:
        # YAML 1.2: `no` is a word, and a key given twice is an error.
        listed = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    except (OSError, YAMLError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{file}: {error}") from error
    if not isinstance(listed, list):
        raise UnreadableError(f"{file}: a file holds a list of conversations")
    for number, raw in enumerate(listed, start=1):
        yield _conversation(file, number, raw)


def _conversation(file: Path, number: int, raw: Any) -> Conversation:
    name = raw.get("name") if isinstance(raw, dict) else None
    try:
        told = Conversation.model_validate(raw)
    except ValidationError as error:
        wrong = "; ".join(f"{_place(fault['loc'])}{fault['msg']}" for fault in error.errors())
        raise UnreadableError(f"{file}: {name or f'conversation {number}'}: {wrong}") from error
    return told.model_copy(update={"theme": file.stem})


def _place(path: tuple[int | str, ...]) -> str:
    """talk 2, bot: counted from 1, as people read."""
    words = [str(part + 1) if isinstance(part, int) else part for part in path]
    return f"{' '.join(words)}: " if words else ""
