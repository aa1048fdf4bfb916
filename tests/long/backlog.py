"""`python -m tests.long.backlog --orders 300000`: a shop's whole past by the feed's batch route, while consumers chat.

Batches of 1,000 events, one after the other, signed, as docs/contracts.md asks; the worker looks at the orders
meanwhile. Prints orders a second, memory, and the others' p95 with and without (bar: 1.5).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from careline.clock import utc_now
from careline.demo.shop import backlog
from careline.http.signature import signed_headers
from tests.long.beside import Scene, p95, scene
from tests.whole_web import SECRETS

BATCH = 1000
BAR = 1.5
QUIET_SECONDS = 30.0


def written(folder: Path, orders: int) -> Iterator[Path]:
    """Bodies of batches, as files: so many do not fit into memory beside the rest."""
    events = backlog(orders, seed=1, now=utc_now())
    for start in range(0, orders, BATCH):
        file = folder / f"{start:09d}.json"
        file.write_text(json.dumps(events[start : start + BATCH], ensure_ascii=False), "utf-8")
        yield file


async def imported(at: Scene, bodies: list[Path]) -> tuple[int, float]:
    """Orders that were accepted, and seconds."""
    accepted, began = 0, time.monotonic()
    for file in bodies:
        raw = file.read_bytes()
        headers = {"Content-Type": "application/json", **signed_headers(SECRETS["feed_secret"], raw, utc_now())}
        async with at.http.post(f"{at.url}/api/feed/orders", data=raw, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            accepted += (await answer.json())["accepted"]
    return accepted, time.monotonic() - began


async def measured(orders: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        bodies = await asyncio.to_thread(lambda: list(written(Path(folder), orders)))
        async with scene() as at:
            quiet, again = await at.phase(QUIET_SECONDS), await at.phase(QUIET_SECONDS)
            before, most, used = at.web.memory_info().rss, 0, at.used()
            at.waits.clear()
            importing = asyncio.create_task(imported(at, bodies))
            while not importing.done():
                await asyncio.wait({importing}, timeout=1)
                most = max(most, at.web.memory_info().rss)
            accepted, seconds = await importing
            loaded, cores = list(at.waits), [round((a - b) / seconds, 2) for a, b in zip(at.used(), used, strict=True)]
            after = await at.phase(QUIET_SECONDS)  # the worker still looks at them
            return {
                "orders": accepted, "seconds": round(seconds, 1), "a second": round(accepted / seconds),
                "others' p95 s before": [round(p95(one), 3) for one in (quiet, again)],
                "meanwhile": round(p95(loaded), 3), "afterwards, the worker at it": round(p95(after), 3),
                "ratio": round(p95(loaded) / p95([*quiet, *again]), 2), "cores of web and database": cores,
                "failed": at.failed, "web process MB before": before // 2**20, "at most": most // 2**20,
                "worker MB": at.worker.memory_info().rss // 2**20,
            }  # fmt: skip


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.long.backlog", description=__doc__)
    cli.add_argument("--orders", type=int, default=300_000)
    found = asyncio.run(measured(cli.parse_args().orders))
    print(json.dumps(found, indent=1))
    ratio = found["ratio"]
    assert isinstance(ratio, float)
    return 0 if ratio <= BAR and not found["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
