"""One text after another through each model, in a process of its own: how right, and how long it takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.assistants import Models
from bench.evaluation import dev_rows, labels
from bench.noise import mark, used
from bench.processes import BOT_PYTHON, finished, stock_environment
from bench.quantiles import summary
from bench.scoring import score
from bench.texts import Sentence, unseen_sample

UNSEEN = 1000


async def measure(models: Models, sentences: list[Sentence]) -> dict[str, Any]:
    """{"ours", "stock": {"parse", "dev", "dev_guess", "unseen", "unseen_guess"}, "dev_answers": ours, in order}.

    `guess`: the likeliest intent, whether the assistant dared to say so or asked back.
    """
    unseen, dev = unseen_sample(sentences, UNSEEN), dev_rows()
    texts = [one.text for one in unseen] + [row["text"] for rows in dev.values() for row in rows]
    found: dict[str, Any] = {}
    for kind, model in (("stock", models.stock), ("ours", models.ours)):
        start = mark()
        answers = await ask(kind, model, texts)
        of_unseen, of_dev = answers[: len(unseen)], answers[len(unseen) :]
        found[kind] = {
            "parse": {**summary([answer["ms"] for answer in answers]), "others": used(start, mark(), 1)["others"]},
            "dev": scores(dev, of_dev),
            "dev_guess": scores(dev, of_dev, "top"),
            "unseen": share_right(unseen, of_unseen),
            "unseen_guess": share_right(unseen, of_unseen, "top"),
        }
        if kind == "ours":
            found["dev_answers"] = of_dev
        print(f"   {kind}: {found[kind]}", flush=True)
    return found


async def ask(kind: str, model: Path, texts: list[str]) -> list[dict[str, Any]]:
    """What a model makes of each text."""
    command = (BOT_PYTHON, "-W", "ignore", "-m", "bench.rasa_side.parse", "--kind", kind, "--model", model)
    environment = stock_environment() if kind == "stock" else {}
    out = await finished(*command, given=json.dumps(texts).encode(), environment=environment)
    answers: list[dict[str, Any]] = json.loads(out.splitlines()[-1])["answers"]
    return answers


def scores(
    dev: dict[str, list[dict[str, Any]]], answers: Sequence[dict[str, Any]], what: str = "intent"
) -> dict[str, Any]:
    """By language; `answers` in the order of all rows."""
    found, left = {}, list(answers)
    for language, rows in dev.items():
        mine, left = left[: len(rows)], left[len(rows) :]
        found[language] = score(rows, [answer[what] for answer in mine], labels()).as_json()
    return found


def share_right(sample: list[Sentence], answers: Sequence[dict[str, Any]], what: str = "intent") -> float:
    """Of sentences of ours that stock has not learned from. The model in use has learned from them all."""
    right = sum(one.intent == answer[what] for one, answer in zip(sample, answers, strict=True))
    return float(round(right / len(sample), 3))
