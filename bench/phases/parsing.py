"""One text after another through each model, in a process of its own: how right, and how long it takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.assistants import Models
from bench.evaluation import dev_rows, labels
from bench.processes import BOT_PYTHON, finished, stock_environment
from bench.quantiles import summary
from bench.scoring import score
from bench.texts import Sentence, unseen_sample

UNSEEN = 1000


async def measure(models: Models, sentences: list[Sentence]) -> dict[str, Any]:
    """{"ours", "stock": {"parse", "dev": {language: score}, "unseen": score}, "dev_rows": what ours said of each}."""
    unseen = unseen_sample(sentences, UNSEEN)
    dev = dev_rows()
    texts = [one.text for one in unseen] + [row["text"] for rows in dev.values() for row in rows]
    found: dict[str, Any] = {}
    for kind in ("stock", "ours"):
        answers = await ask(kind, models.ours if kind == "ours" else models.stock, texts)
        found[kind] = {
            "parse": summary([answer["ms"] for answer in answers]),
            "unseen": _unseen(unseen, [answer["intent"] for answer in answers]),
            "dev": scores(dev, answers[len(unseen) :]),
        }
        if kind == "ours":
            found["dev_answers"] = answers[len(unseen) :]
        print(f"   {kind}: {found[kind]}", flush=True)
    return found


async def ask(kind: str, model: Path, texts: list[str]) -> list[dict[str, Any]]:
    """What a model makes of each text."""
    command = (BOT_PYTHON, "-W", "ignore", "-m", "bench.rasa_side.parse", "--kind", kind, "--model", model)
    environment = stock_environment() if kind == "stock" else {}
    out = await finished(*command, given=json.dumps(texts).encode(), environment=environment)
    answers: list[dict[str, Any]] = json.loads(out.splitlines()[-1])["answers"]
    return answers


def scores(dev: dict[str, list[dict[str, Any]]], answers: list[dict[str, Any]]) -> dict[str, Any]:
    """By language; `answers` in the order of all rows."""
    found, left = {}, answers
    for language, rows in dev.items():
        mine, left = left[: len(rows)], left[len(rows) :]
        found[language] = score(rows, [answer["intent"] for answer in mine], labels()).as_json()
    return found


def _unseen(sample: list[Sentence], said: list[str]) -> float:
    """Share of our own sentences that stock has not seen for which the intent is right. Ours has seen them all: its
    figure comes from training on the same 1,000."""
    return round(sum(one.intent == intent for one, intent in zip(sample, said, strict=False)) / len(sample), 3)
