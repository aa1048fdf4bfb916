"""`python -m tests.long.backlog --orders 300000`: a shop's whole past by the feed's batch route, while consumers chat.

Batches of 1,000 events, one after the other, signed, as docs/contracts.md asks; the worker looks at the orders
meanwhile. Prints orders a second, memory, the others' p95 with and without (bar: 1.5), how long a live order of that
moment waits until it is decided whether to phone about it, and how long the desk's queue takes to open. Dialling is
paused, so that nothing but the load differs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from sqlalchemy import text

from careline.clock import utc_now
from careline.demo.shop import backlog
from careline.desk.staff import Profile, save_agent
from careline.http.signature import signed_headers
from careline.store.database import Database, engine_for
from tests.long.beside import Scene, p95, scene
from tests.rules import RULES
from tests.running.feeding import FeedClient, order_of, somebody
from tests.running.working import AgentClient
from tests.whole_web import SECRETS

BATCH = 1000
BAR = 1.5
QUIET_SECONDS = 30.0
PASSWORD = "correct horse battery"


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


async def live_orders(at: Scene, waits: list[float]) -> None:
    """An order in trouble every ten seconds: how long until it is decided about, in seconds."""
    feed = FeedClient(at.http, at.url, SECRETS["feed_secret"])
    async with await psycopg.AsyncConnection.connect(at.database_url, autocommit=True) as looking:
        while True:
            given, began = order_of(somebody()), time.monotonic()
            await feed.post(given.event)
            decided = "SELECT 1 FROM decisions WHERE order_id = %s"
            while not await (await looking.execute(decided, [given.order_id])).fetchone():
                await asyncio.sleep(0.1)
            waits.append(time.monotonic() - began)
            await asyncio.sleep(10)


async def desk_looks(agent: AgentClient, waits: list[float]) -> None:
    """The queue, every two seconds, as a page of the desk."""
    while True:
        began = time.monotonic()
        await agent.queue()
        waits.append(time.monotonic() - began)
        await asyncio.sleep(2)


@asynccontextmanager
async def _watched(at: Scene) -> AsyncIterator[tuple[list[float], list[float]]]:
    """Waits of live orders and of the desk, as long as the block runs."""
    database = Database(engine_for(at.database_url, pool_size=1))
    async with database.begin() as tx:
        await tx.execute(text("UPDATE dial_control SET paused = true, paused_by = 'a test', paused_why = 'a test'"))
        profile = Profile(name="李静", role="agent", languages=("zh-CN",))
        await save_agent(tx, "li", profile, RULES.desk, password=PASSWORD, who="operator", now=utc_now())
    await database.close()
    agent, live, desk = AgentClient(at.url), list[float](), list[float]()
    await agent.log_in("li", PASSWORD)
    tasks = [asyncio.create_task(live_orders(at, live)), asyncio.create_task(desk_looks(agent, desk))]
    try:
        yield live, desk
    finally:
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                print(f"not watched to the end: {ended!r}", file=sys.stderr)
        await agent.close_browser()


async def measured(orders: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        bodies = await asyncio.to_thread(lambda: list(written(Path(folder), orders)))
        phones = {
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "demo-twilio-token",
            "TWILIO_BASE_URL": "http://127.0.0.1:9", "CARELINE_CALLER_ID": "+8657100000000",
        }  # fmt: skip
        async with scene(**phones) as at, _watched(at) as (live, desk):
            quiet, again = await at.phase(QUIET_SECONDS), await at.phase(QUIET_SECONDS)
            in_quiet = _taken(live), _taken(desk)
            before, most, used = at.web.memory_info().rss, 0, at.used()
            at.waits.clear()
            importing = asyncio.create_task(imported(at, bodies))
            while not importing.done():
                await asyncio.wait({importing}, timeout=1)
                most = max(most, at.web.memory_info().rss)
            accepted, seconds = await importing
            loaded, cores = list(at.waits), [round((a - b) / seconds, 2) for a, b in zip(at.used(), used, strict=True)]
            meanwhile = _taken(live), _taken(desk)
            after = await at.phase(2 * QUIET_SECONDS)  # the worker still looks at them
            afterwards = _taken(live), _taken(desk)
            return {
                "orders": accepted, "seconds": round(seconds, 1), "a second": round(accepted / seconds),
                "others' p95 s before": [round(p95(one), 3) for one in (quiet, again)],
                "meanwhile": round(p95(loaded), 3), "afterwards, the worker at it": round(p95(after), 3),
                "ratio": round(p95(loaded) / p95([*quiet, *again]), 2), "cores of web and database": cores,
                "failed": at.failed, "live orders decided about in s": _most(0, in_quiet, meanwhile, afterwards),
                "the desk's queue in s": _most(1, in_quiet, meanwhile, afterwards),
                "orders that wait to be looked at": await _waiting(at), "web process MB before": before // 2**20,
                "at most": most // 2**20, "worker MB": at.worker.memory_info().rss // 2**20,
            }  # fmt: skip


def _taken(waits: list[float]) -> list[float]:
    """What has come in so far; the list begins anew."""
    taken = list(waits)
    waits.clear()
    return taken


def _most(which: int, *phases: tuple[list[float], list[float]]) -> dict[str, object]:
    """p95 of each phase, with how many there were."""
    named = zip(("quiet", "meanwhile", "afterwards"), phases, strict=True)
    return {name: [round(p95(one[which]), 2) if one[which] else None, len(one[which])] for name, one in named}


async def _waiting(at: Scene) -> int:
    async with await psycopg.AsyncConnection.connect(at.database_url, autocommit=True) as looking:
        row = await (await looking.execute("SELECT count(*) FROM orders WHERE check_at <= now()")).fetchone()
        return int(row[0]) if row else 0


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
