"""Approved sentences into the training data: each into the file that holds its intent, once, then marked written."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from careline.core.journal import Because, What
from careline.core.privacy.redaction import fingerprint, redact
from careline.core.reviews import ReviewState
from careline.insights import rows
from careline.insights.nlu_files import NluFileError, plain, sentences, with_added
from careline.insights.rows import Review
from careline.store.database import Database
from careline.store.journal import record


class Line(NamedTuple):
    """A sentence and where it goes, or stands already."""

    sentence: str
    intent: str
    file: Path


@dataclass(slots=True)
class Written:
    """What `careline review write` did. `refused` says of each sentence why it was left for a person."""

    added: list[Line] = field(default_factory=list)
    known: list[Line] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TrainingData:
    """The files as they are: their texts, which file holds an intent, and where each sentence stands already."""

    texts: Mapping[Path, str]
    homes: Mapping[str, Path]
    standing: dict[str, Line]


def read_training_data(folder: Path) -> TrainingData:
    """Every *.yml of the folder. Raises NluFileError, naming the file."""
    texts = {path: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.yml"))}
    homes: dict[str, Path] = {}
    standing: dict[str, Line] = {}
    for path, text in texts.items():
        try:
            found = sentences(text)
        except NluFileError as error:
            raise NluFileError(f"{path.name}: {error}") from None
        for intent, lines in found.items():
            homes.setdefault(intent, path)
            standing |= {fingerprint(plain(line)): Line(plain(line), intent, path) for line in lines}
    return TrainingData(texts, homes, standing)


async def write_approved(database: Database, folder: Path, *, who: str, now: datetime) -> Written:
    """Write every approved sentence to `folder` and mark it written. Raises NluFileError; then nothing is marked.

    The files are replaced inside the transaction: if that fails after them, the next run finds the sentences there.
    """
    async with database.begin() as tx:
        approved = await rows.to_write(tx)
        written, done = await asyncio.to_thread(_write, approved, folder)
        for review in done:
            values = {"state": ReviewState.WRITTEN, "written_at": now, "version": review.version + 1}
            await rows.change(tx, review.turn_id, **values)
            await record(
                tx, at=now, who=who, what=What.REVIEW_WRITTEN, why=Because.REVIEWER_DECIDED,
                subject=f"review:{review.turn_id}", data={"intent": review.decided_intent},
            )  # fmt: skip
    return written


def _write(approved: Iterable[Review], folder: Path) -> tuple[Written, list[Review]]:
    data = read_training_data(folder)
    written, done = Written(), []
    additions: dict[Path, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for review in approved:
        line, why_not = _line_for(review, data)
        if line is None:
            written.refused.append((review.decided_text or "", why_not))
            continue
        done.append(review)
        if fingerprint(line.sentence) in data.standing:
            written.known.append(line)
            continue
        data.standing[fingerprint(line.sentence)] = line
        additions[line.file][line.intent].append(line.sentence)
        written.added.append(line)
    changed = {path: with_added(data.texts[path], added) for path, added in additions.items()}
    for path, text in changed.items():
        _replace(path, text)
    return written, done


def _line_for(review: Review, data: TrainingData) -> tuple[Line | None, str]:
    """Where the sentence goes; or None and why not. Looked through once more: the rules may have grown since."""
    intent = review.decided_intent or ""
    sentence = redact(review.decided_text or "").text
    if intent not in data.homes:
        return None, f"no file holds the intent {intent}"
    if not fingerprint(sentence):
        return None, "nothing but signs is left of it"
    stands = data.standing.get(fingerprint(sentence))
    if stands and stands.intent != intent:
        return None, f"approved as {intent}, but stands in {stands.file.name} as {stands.intent}: change it by hand"
    return Line(sentence, intent, data.homes[intent]), ""


def _replace(path: Path, text: str) -> None:
    """All of it or nothing, whenever the machine stops."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode("utf-8"))
    shutil.copymode(path, beside)
    os.replace(beside, path)  # noqa: PTH105 - says that it replaces
