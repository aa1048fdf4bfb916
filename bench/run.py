"""`make bench`: stock Rasa and ours, side by side, in one run; writes docs/benchmarks.md and its plots.

    .venv/bin/python -m bench.run [--only PHASE ...] [--seconds 12] [--report]

Phases: training, parsing, channel, growth, gateway, feed, callouts, many_orders (fills some 5 GB and deletes them
again), desk, curves. A phase that is left out keeps its last figures, and the report says so. The first run trains the
stock model: six to over twenty minutes on two cores.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench import callouts, desk, feed_import, figures, many_orders, texts
from bench.assistants import Models, our_model
from bench.phases import channel, curves, gateway, growth, parsing, training
from bench.processes import BOT_PYTHON, ROOT, BenchError, finished
from bench.report import render
from bench.shop import server
from careline.clock import utc_now

PHASES = ("training", "parsing", "channel", "growth", "gateway", "feed", "callouts", "many_orders", "desk", "curves")
PAGE = ROOT / "docs" / "benchmarks.md"


async def main(wanted: list[str], seconds: float) -> None:
    """Measure the phases that are wanted and write the report."""
    run = uuid4().hex[:8]
    began = time.monotonic()
    say("the stock model (trained once; from 6 to over 20 minutes if it is missing or its inputs changed)")
    stock = await training.stock_model()
    models = Models(ours=await our_model(), stock=ROOT / stock["model"])
    sentences = await texts.sentences()
    figures.keep("machine", run, figures.machine(utc_now()))
    figures.keep("stock_training", run, stock)
    for phase in wanted:
        say(f"{phase} ({time.monotonic() - began:.0f} s)")
        figures.keep(phase, run, await _measured(phase, models, sentences, seconds))
    say(f"done in {time.monotonic() - began:.0f} s")


async def _measured(phase: str, models: Models, sentences: list[texts.Sentence], seconds: float) -> dict[str, Any]:
    if phase == "training":
        return await training.measure(sentences)
    if phase == "parsing":
        return await parsing.measure(models, sentences)
    if phase == "curves":
        return await curves.measure(models, sentences)
    if phase in {"feed", "callouts", "many_orders", "desk"}:
        return await _without_assistant(phase)
    said = texts.said(sentences)
    folder = Path(tempfile.mkdtemp(prefix="careline-bench-logs-"))  # stays: whoever wonders looks there
    async with server() as database:
        if phase == "growth":
            return await growth.measure(database, models, said, folder)
        place = channel if phase == "channel" else gateway
        return {"seconds": seconds, **await place.measure(database, models, said, folder, seconds)}


async def _without_assistant(phase: str) -> dict[str, Any]:
    if phase == "feed":
        return await feed_import.measure()
    if phase == "callouts":
        return await callouts.measure(callouts.Sizes())
    if phase == "many_orders":
        return await many_orders.measure(many_orders.Sizes())
    async with server() as database:
        return await desk.measure(desk.Sizes(), database)


async def report() -> None:
    """Write the page, and have Rasa's Python, which has matplotlib, draw the plots."""
    PAGE.write_text(render(figures.kept()), "utf-8")
    await finished(BOT_PYTHON, "-m", "bench.plots", figures.FILE, ROOT / "docs")
    say("docs/benchmarks.md and its plots are written")


def say(text: str) -> None:
    """One line of progress."""
    print(f"-- bench: {text}", flush=True)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--only", nargs="+", choices=PHASES, default=list(PHASES))
    cli.add_argument("--seconds", type=float, default=12.0, help="measured window of each load (default 12)")
    cli.add_argument("--report", action="store_true", help="only write the page and plots again")
    options = cli.parse_args()
    try:
        if not options.report:
            asyncio.run(main(options.only, options.seconds))
        asyncio.run(report())
    except BenchError as error:
        sys.exit(f"!! {error}")
