"""`python -m bench.rasa_side.learning < wanted.json`: trains our pipeline on parts of our sentences.

Reads {"dev": [text], "sizes": [n], "folds": k, "chosen": bool}; prints one JSON object. Every model is trained by the
graph of config.yml, so that a changed pipeline is measured as it is.
"""

# ruff: noqa: E402 - TensorFlow is kept out before Rasa is imported
from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bot.no_tensorflow import keep_out
from bot.quiet import hush, prepare_environment

prepare_environment()
keep_out()


from rasa.core.channels.channel import UserMessage
from rasa.model_training import _train_graph
from rasa.shared.data import TrainingType
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bench.rasa_side.parse import judged
from bench.stock.chosen import all_examples, choose, chosen, mark
from bot.checking import loaded
from bot.sources import Sources

STARTED = time.monotonic()


class Part(Sources):
    """Our sources with a part of the sentences."""

    def __init__(self, examples: list[Message]) -> None:
        super().__init__()
        self._part = TrainingData(examples)

    def get_nlu_data(self, language: str | None = "zh") -> TrainingData:  # noqa: ARG002 - Rasa's signature
        """The part."""
        return self._part


def main() -> None:
    """{"chosen": {"seconds", "dev", "others"}, "sizes": [{"sentences", "dev"}], "folds": [{"text", "wanted", …}]}."""
    hush()
    wanted = json.load(sys.stdin)
    out, sys.stdout = sys.stdout, sys.stderr  # Rasa prints
    found: dict[str, Any] = {"sizes": []}
    if wanted.get("chosen"):
        found["chosen"] = of_the_chosen(wanted["dev"], wanted.get("others", []))
    for size in wanted.get("sizes", []):
        part = choose(all_examples(), size) if size else all_examples()
        found["sizes"].append({"sentences": len(part), "dev": trained_and_asked(part, wanted["dev"])})
    if wanted.get("folds"):
        found["folds"] = list(held_out(wanted["folds"]))
    print(json.dumps(found, ensure_ascii=False), file=out)


def of_the_chosen(dev: list[str], others: list[str]) -> dict[str, Any]:
    """Trained on the 1,000 that stock learns from; seconds from the start of this process, all imports included."""
    with tempfile.TemporaryDirectory() as folder:
        model = train(chosen()[0].training_examples, Path(folder))
        seconds = round(time.monotonic() - STARTED, 1)
        return {"seconds": seconds, "dev": ask(model, dev), "others": ask(model, others)}


def held_out(folds: int) -> list[dict[str, Any]]:
    """Every sentence, judged by a model that has not seen it; folds are dealt in the order of hashes."""
    examples = sorted(all_examples(), key=mark)
    rows = []
    for n in range(folds):
        seen = [example for place, example in enumerate(examples) if place % folds != n]
        unseen = [example for place, example in enumerate(examples) if place % folds == n]
        answers = trained_and_asked(seen, [example.get(TEXT) for example in unseen])
        rows += [
            {"text": e.get(TEXT), "wanted": e.get(INTENT), **answer} for e, answer in zip(unseen, answers, strict=True)
        ]
    return rows


def trained_and_asked(examples: list[Message], texts: list[str]) -> list[dict[str, Any]]:
    """What a model of just these examples says."""
    with tempfile.TemporaryDirectory() as folder:
        return ask(train(examples, Path(folder)), texts)


def train(examples: list[Message], folder: Path) -> Path:
    """A model with everything but the other sentences."""
    began = time.monotonic()
    os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    name = "part.tar.gz"
    _train_graph(Part(examples), TrainingType.BOTH, str(folder), fixed_model_name=name, force_full_training=True)
    print(f"   {len(examples)} sentences learned in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return folder / name


def ask(model: Path, texts: list[str]) -> list[dict[str, Any]]:
    """Intent, confidence, likeliest guess and how sure, for each text."""
    processor = loaded(model).processor

    async def all_of_them() -> list[dict[str, Any]]:
        return [judged(await processor.parse_message(UserMessage(text))) for text in texts]

    return asyncio.run(all_of_them())


if __name__ == "__main__":
    main()
