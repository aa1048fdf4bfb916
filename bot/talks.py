"""What customers say in the course of conversations, labelled, as data/talks holds it: one file a writer.

A sentence means something only after the ones before it, so these files keep the order. Only the customer's lines stand
there. Form, in plain text because thousands of lines are written and read by hand:

    # a student whose skirt went back, no money yet          one talk: who, what, which mood
    refund status | it reached you on Wednesday              matter, ask, the words as typed
    ~refund when + ~refund where_to | when, and to which card

`~`: the words alone do not say the matter, it was just spoken of. `+`: two things are asked, the main one first.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from rasa.shared.exceptions import RasaException

from understanding.taxonomy import Ask, Matter

FOLDER = "data/talks"
OF_CUSTOMERS = "_c"
"""How the names of files end that hold the turns of our own scripted customers (conversations/customers)."""
_OPEN = "~"


class BadTalkError(RasaException):
    """A line of data/talks is not of that form; the sentence names file and line."""


class Meant(NamedTuple):
    """One thing asked. `named`: the words themselves say the matter."""

    matter: Matter
    ask: Ask
    named: bool


class Line(NamedTuple):
    """One message. `spoken_of`: the matters of the lines before it in the talk, nearest first."""

    text: str
    meant: tuple[Meant, ...]
    spoken_of: tuple[Matter, ...]
    writer: str


def read_talks(folder: Path) -> list[Line]:
    """All lines of the folder's files, in the order of names and lines. Raises BadTalkError."""
    return [line for file in sorted(folder.glob("*.txt")) for line in _of(file)]


def _of(file: Path) -> list[Line]:
    found: list[Line] = []
    spoken_of: list[Matter] = []
    for number, written in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        line = written.strip()
        if line.startswith("#"):
            spoken_of = []
        elif line:
            labels, bar, text = line.partition("|")
            if not bar or not text.strip():
                raise BadTalkError(f"{file}:{number}: needs `matter ask | words`")
            meant = tuple(_label(one, f"{file}:{number}") for one in labels.split("+"))
            found.append(Line(text.strip(), meant, tuple(spoken_of), file.stem))
            named = [one.matter for one in meant]
            spoken_of = list(dict.fromkeys([*named, *spoken_of]))
    return found


def _label(written: str, where: str) -> Meant:
    matter, _, ask = written.strip().lstrip(_OPEN).partition(" ")
    if matter == Matter.OPEN.value:  # in a talk it is known: nobody could learn from this label
        raise BadTalkError(f"{where}: write `~` and the matter that is meant, not `{matter}`")
    try:
        return Meant(Matter(matter), Ask(ask.strip()), not written.strip().startswith(_OPEN))
    except ValueError as error:
        raise BadTalkError(f"{where}: {error} (understanding/taxonomy.py)") from error


if __name__ == "__main__":  # the words alone, as Rasa writes sentences: scripts/check compares them with other sets
    sys.stdout.writelines(f"    - {line.text}\n" for line in read_talks(Path(FOLDER)))
