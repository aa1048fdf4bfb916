"""Two curves of our understanding: what more sentences bring, and what the confidence bar trades for what."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.assistants import Models
from bench.evaluation import LANGUAGES, dev_rows, labels
from bench.phases.parsing import ask, scores
from bench.phases.training import learned
from bench.processes import BenchError
from bench.scoring import OUT_OF_SCOPE, label_of
from bench.texts import Sentence

SIZES = (250, 500, 1000, 2000, 4000, 8000, 0)  # 0: all
FOLDS = 3
BARS = tuple(round(0.05 * step, 2) for step in range(20))


async def measure(models: Models, sentences: list[Sentence]) -> dict[str, Any]:
    """{"sizes": [{"sentences", language: lenient}], "bars": {source: {language: [point]}}, "in_use": {language}}."""
    dev = dev_rows()
    texts = [row["text"] for rows in dev.values() for row in rows]
    found = await learned({"dev": texts, "sizes": SIZES if dev else (), "folds": FOLDS})
    sizes = [
        {"sentences": one["sentences"], **{name: counts["lenient"] for name, counts in scores(dev, one["dev"]).items()}}
        for one in found["sizes"]
    ]
    language_of = {one.text: one.language for one in sentences}
    own = [{**row, "language": language_of[row["text"]], "right": {row["wanted"]}} for row in found["folds"]]
    of_dev = _dev_judged(dev, await ask("ours", models.ours, texts)) if dev else []
    judged = {"own": own, "dev": of_dev}
    bars = {
        source: {language: trade_off([row for row in rows if row["language"] == language]) for language in LANGUAGES}
        for source, rows in judged.items()
        if rows
    }
    return {"sizes": sizes, "bars": bars, "in_use": bars_of(models.ours)}


def trade_off(rows: Sequence[dict[str, Any]]) -> list[dict[str, float]]:
    """For each bar: of what we could answer, the share answered, and asked back about or sent away; of all that is
    answered, the share that is wrong (also what we could not answer at all, and did)."""
    ours = [row for row in rows if OUT_OF_SCOPE not in row["right"]]
    return [_point(rows, ours, bar) for bar in BARS]


def _point(rows: Sequence[dict[str, Any]], ours: Sequence[dict[str, Any]], bar: float) -> dict[str, float]:
    answered = [row for row in rows if answers_at(row, bar)]
    wrong = sum(row["top"] not in row["right"] for row in answered if not ruled(row))
    refused = [row for row in ours if not answers_at(row, bar)]
    away = sum(row["top"] == OUT_OF_SCOPE for row in refused)
    return {
        "bar": bar, "answered": _share(len(ours) - len(refused), len(ours)), "wrong": _share(wrong, len(answered)),
        "asked_back": _share(len(refused) - away, len(ours)), "sent_away": _share(away, len(ours)),
    }  # fmt: skip


def ruled(row: dict[str, Any]) -> bool:
    """Whether a shortcut decided before the classifier: whoever asks for a person gets one at every bar."""
    return bool(row["intent"] == "request_human" and row["confidence"] == 1.0)


def answers_at(row: dict[str, Any], bar: float) -> bool:
    """Whether the assistant would answer on topic with this bar."""
    return ruled(row) or (row["top"] != OUT_OF_SCOPE and row["sure"] >= bar)


def bars_of(model: Path) -> dict[str, float]:
    """The bars that a trained model of ours holds, by language. Raises BenchError where it holds none."""
    with tarfile.open(model) as archive:
        for member in archive:
            if member.name.endswith("words.json"):
                words = json.load(archive.extractfile(member) or io.BytesIO(b"{}"))
                return {language: round(words["bars"][language], 2) for language in LANGUAGES}
    raise BenchError(f"no confidence bars in {model.name}: where does the pipeline keep them now?")


def _dev_judged(dev: dict[str, list[dict[str, Any]]], answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = [(language, row) for language, own in dev.items() for row in own]
    return [
        {
            **answer, "top": label_of(answer["top"], labels()), "language": language,
            "right": {row["intent"], *row.get("alt", ())},
        }
        for (language, row), answer in zip(rows, answers, strict=True)
    ]  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
