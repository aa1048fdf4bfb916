"""`python -m bench.stock.train`: the stock model, trained once for its inputs; prints where it lies as JSON.

Runs in Rasa's Python with Jieba on the path and TensorFlow loaded. Rasa's own cache of trained components is kept
beside the model, so that a changed wording does not cost the 20 minutes again.
"""

# ruff: noqa: PLC0415 - the environment is set before Rasa and TensorFlow are imported
from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

STOCK = Path("bench/stock")
HOME = Path("models/bench")


def main() -> None:
    """{"model": path, "seconds": of the full training or null, "missing": listed sentences that are gone}."""
    HOME.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["RASA_CACHE_DIRECTORY"] = str(HOME / "cache")
    import structlog

    from bench.stock.chosen import chosen

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))  # it would print every rule
    out, sys.stdout = sys.stdout, sys.stderr
    sentences, _, missing = chosen()
    text = sentences.nlu_as_yaml()
    model = HOME / f"stock-{_hash(text, wording=True)}.tar.gz"
    learned = HOME / f"stock-{_hash(text, wording=False)}.json"  # seconds of the training that learned something
    if not model.exists():
        seconds = _train(text, model)
        if not learned.exists():
            learned.write_text(json.dumps({"seconds": seconds, "sentences": len(sentences.training_examples)}))
    known: dict[str, Any] = json.loads(learned.read_text()) if learned.exists() else {"seconds": None}
    print(json.dumps({"model": str(model), "missing": missing, **known}), file=out)


def _train(sentences: str, model: Path) -> float:
    from rasa.model_training import train

    print(f"training the stock model {model.name}: 20 minutes or more on two cores", file=sys.stderr, flush=True)
    file = HOME / "stock_sentences.yml"
    file.write_text(sentences, encoding="utf-8")
    began = time.monotonic()
    result = train(
        domain="bot/domain",
        config=str(STOCK / "config.yml"),
        training_files=[str(file), "data/rules", str(STOCK / "stories.yml")],
        output=str(HOME),
        fixed_model_name=model.name,
    )
    if result.code or not model.exists():
        sys.exit("Rasa refused to train the stock model")
    return round(time.monotonic() - began, 1)


def _hash(sentences: str, *, wording: bool) -> str:
    """Of everything that the model is made of. Without `wording`: of what training learns from."""
    from rasa.shared.core.domain import Domain

    domain = Domain.load("bot/domain").as_dict()
    if not wording:
        domain.pop("responses")
    total = hashlib.sha256(json.dumps(domain, sort_keys=True, default=str).encode())
    rules = sorted(Path("data/rules").glob("*.yml"))
    for file in (STOCK / "config.yml", STOCK / "stories.yml", *rules):
        total.update(file.read_bytes())
    return hashlib.sha256(total.digest() + sentences.encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
