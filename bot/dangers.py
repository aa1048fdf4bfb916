"""Words of danger by kind, and harmless ones that sound like them, as data/dangers holds them: one file a writer.

The rules (understanding/people_first.py) are tested on them, and what no rule hears is learnt from them
(bot/components/danger.py). Form, in plain text because thousands of lines are written and read by hand:

    self_harm | i dont want to be here anymore               a rule hears this
    self_harm ? | sis gave her cat away and said bye          no rule does: it is only likely
    none | this wait is killing me                           tempting, and no danger
    none ! | my wallet is bleeding after your sale           no danger, and a rule takes it for one still
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rasa.shared.exceptions import RasaException

from bot.components.step import NO_DANGER
from understanding.emergency_words.parts import Emergency

FOLDER = "data/dangers"
_LIKELY, _MISHEARD = "?", "!"


class BadDangerError(RasaException):
    """A line of data/dangers is not of that form; the sentence names file and line."""


class Voice(NamedTuple):
    """One message. `kind`: None where it is no danger; `by_rule`: whether the rules hear it rightly."""

    text: str
    kind: Emergency | None
    by_rule: bool


def read_dangers(folder: Path) -> list[Voice]:
    """All lines of the folder's files, in the order of names and lines. Raises BadDangerError."""
    found = []
    for file in sorted(folder.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                found.append(_voice(line, f"{file}:{number}"))
    return found


def _voice(line: str, where: str) -> Voice:
    label, bar, text = line.partition("|")
    if not bar or not text.strip():
        raise BadDangerError(f"{where}: needs `kind | words`")
    name, _, mark = label.strip().partition(" ")
    by_rule = mark != (_MISHEARD if name == NO_DANGER else _LIKELY)
    if name == NO_DANGER:
        return Voice(text.strip(), None, by_rule)
    try:
        return Voice(text.strip(), Emergency(name), by_rule)
    except ValueError as error:
        raise BadDangerError(f"{where}: {name!r} is no kind (understanding/emergency_words/parts.py)") from error
