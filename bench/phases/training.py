"""How long learning takes: ours on everything, ours on the 1,000 that stock learns from, stock on those."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.evaluation import dev_rows
from bench.noise import mark, used
from bench.phases.parsing import UNSEEN, scores, share_right
from bench.processes import BOT_PYTHON, ROOT, finished, stock_environment
from bench.texts import Sentence, unseen_sample


async def stock_model() -> dict[str, Any]:
    """{"model", "seconds", "sentences", "missing"}: trained now only if what it is made of has changed."""
    command = (BOT_PYTHON, "-W", "ignore", "-m", "bench.stock.train")
    found: dict[str, Any] = json.loads((await finished(*command, environment=stock_environment())).splitlines()[-1])
    if found["missing"]:
        print(f"!! {found['missing']} of the listed sentences are gone from data/nlu: stock learned from the rest")
    return found


async def measure(sentences: list[Sentence]) -> dict[str, Any]:
    """{"ours": {"seconds", "sentences"}, "ours_on_the_same": {"seconds", "dev", "unseen"}}; wall time of a process."""
    start, began = mark(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        await finished(BOT_PYTHON, "-m", "bot.train", "--out", folder)
    seconds = round(time.perf_counter() - began, 1)
    noise = used(start, mark(), 1)
    ours = {"seconds": seconds, "sentences": len(sentences), "others": noise["others"]}
    print(f"   ours, {len(sentences)} sentences: {seconds} s", flush=True)
    return {"ours": ours, "ours_on_the_same": await _on_the_same(sentences)}


async def _on_the_same(sentences: list[Sentence]) -> dict[str, Any]:
    dev, unseen = dev_rows(), unseen_sample(sentences, UNSEEN)
    wanted = {"chosen": True, "dev": [row["text"] for rows in dev.values() for row in rows]}
    wanted["others"] = [one.text for one in unseen]
    found = (await learned(wanted))["chosen"]
    print(f"   ours, the same 1,000 sentences: {found['seconds']} s", flush=True)
    return {
        "seconds": found["seconds"], "dev": scores(dev, found["dev"]), "unseen": share_right(unseen, found["others"]),
    }  # fmt: skip


async def learned(wanted: dict[str, Any]) -> dict[str, Any]:
    """What `bench.rasa_side.learning` says."""
    command = (BOT_PYTHON, "-W", "ignore", "-m", "bench.rasa_side.learning")
    out = await finished(*command, given=json.dumps(wanted).encode())
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    return found


def path_of(model: str) -> Path:
    """A model's path from what training printed."""
    return ROOT / model
