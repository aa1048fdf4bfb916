"""Sentences labelled by matter and ask, as data/asks holds them: one file a writer, for folds over people.

Rasa's own training files have no place for two labels, and these sentences are nobody's intent: many of them mean
something only after what was said before (多少, and if they say no). Form of a file:

    writer: lin
    asks:
      - {matter: refund, ask: when, say: [退款几天到, 钱什么时候回来]}
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rasa.shared.exceptions import RasaException

from understanding.taxonomy import Ask, Matter

FOLDER = "data/asks"


class BadAsksError(RasaException):
    """A file of data/asks is not of that form; the sentence names file and place."""


class Asked(NamedTuple):
    """One sentence with its labels."""

    text: str
    matter: str
    ask: str
    writer: str


def read_asks(folder: Path) -> list[Asked]:
    """All sentences of the folder's files, in the order of names and lines. Raises BadAsksError."""
    found: list[Asked] = []
    for file in sorted(folder.glob("*.yml")):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        writer, blocks = content.get("writer"), content.get("asks")
        if not isinstance(writer, str) or not isinstance(blocks, list):
            raise BadAsksError(f"{file}: needs `writer` and a list `asks`")
        for number, block in enumerate(blocks, 1):
            found += _block(block, writer, f"{file}: block {number}")
    return found


def _block(block: Any, writer: str, where: str) -> list[Asked]:
    try:
        matter, ask = Matter(block["matter"]).value, Ask(block["ask"]).value
        says = block["say"]
    except (TypeError, KeyError, ValueError) as error:
        raise BadAsksError(f"{where}: {error!r} is no matter or ask (understanding/taxonomy.py)") from error
    if not isinstance(says, list) or not all(isinstance(text, str) and text.strip() for text in says):
        raise BadAsksError(f"{where}: `say` has to be a list of sentences; quote those that YAML reads otherwise")
    return [Asked(text.strip(), matter, ask, writer) for text in says]
