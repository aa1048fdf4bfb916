"""`python -m bench.rasa_side.parse --kind ours|stock --model FILE < texts.json`: what one model makes of texts, timed.

A process of its own, so that ours runs without TensorFlow as it does in service. Prints one JSON object.
"""

# ruff: noqa: PLC0415 - TensorFlow is kept out, or not, before Rasa is imported
from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """{"load_seconds", "answers": [{"intent", "confidence", "top", "sure", "ms"}]}."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--kind", choices=["ours", "stock"], required=True)
    cli.add_argument("--model", type=Path, required=True)
    options = cli.parse_args()
    texts = json.load(sys.stdin)
    began = time.perf_counter()
    processor = (our_processor if options.kind == "ours" else stock_processor)(options.model)
    loaded = round(time.perf_counter() - began, 1)
    answers = asyncio.run(_all(processor, texts))
    print(json.dumps({"load_seconds": loaded, "answers": answers}))


def our_processor(model: Path) -> Any:
    """As `bot.serve` loads it, without what a conversation needs."""
    from bot.no_tensorflow import keep_out
    from bot.quiet import hush, prepare_environment

    prepare_environment()
    keep_out()
    from bot.checking import loaded

    hush()
    return loaded(model).processor


def stock_processor(model: Path) -> Any:
    """As `rasa run` loads it."""
    import logging

    import structlog
    from rasa.core.agent import Agent

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return Agent.load(str(model)).processor


async def _all(processor: Any, texts: list[str]) -> list[dict[str, Any]]:
    from rasa.core.channels.channel import UserMessage

    for text in texts[:20]:  # warm, with texts that come again: caches by text must not be what is measured
        await processor.parse_message(UserMessage(f"{text} 1"))
    answers = []
    for text in texts:
        began = time.perf_counter()
        found = await processor.parse_message(UserMessage(text))
        took = 1000 * (time.perf_counter() - began)
        answers.append({**judged(found), "ms": round(took, 2)})
    return answers


def judged(found: dict[str, Any]) -> dict[str, Any]:
    """What was decided, and what the classifier held for likeliest before rules and bars."""
    intent, ranking = found["intent"], found.get("intent_ranking") or []
    likeliest = next((guess for guess in ranking if guess["name"] != "nlu_fallback"), intent)
    return {
        "intent": intent["name"], "confidence": float(intent["confidence"] or 0.0),
        "top": likeliest["name"], "sure": float(likeliest["confidence"] or 0.0),
    }  # fmt: skip


if __name__ == "__main__":
    main()
