"""`python -m tests.long.backlog --orders 300000`: a shop's whole past by the feed's batch route, while consumers chat.

Batches of 1,000 events, one after the other, signed, as docs/contracts.md asks; the worker looks at the orders
meanwhile. In short turns the import pauses and the worker is stopped, so that the rest of the machine falls on both
alike. Prints orders a second, memory, the others' p95 with and without (bar: 1.5), how long a live order of that moment
waits until it is decided whether to phone about it, and how long the desk's queue takes to open. Dialling is paused, so
that nothing but the load differs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import text

from careline.clock import utc_now
from careline.demo.shop import backlog
from careline.desk.staff import Profile, save_agent
from careline.http.signature import signed_headers
from careline.store.database import Database, engine_for
from tests.long.beside import QUIET, Compared, Scene, p95, scene, weighed
from tests.rules import RULES
from tests.running.feeding import FeedClient, order_of, somebody
from tests.running.working import AgentClient
from tests.whole_web import SECRETS

BATCH = 1000
BAR = 1.5
PHASE_SECONDS, SETTLES_SECONDS = 8.0, 3.0
LOADED_SECONDS = 16.0
"""Of the phases in which orders come in and are looked at: most of the time, or 300,000 of them would take an hour."""
ROUNDS_AFTER = 6
MEANWHILE, AFTERWARDS = "meanwhile", "afterwards, the worker at it"
PASSWORD = "correct horse battery"


def written(folder: Path, orders: int) -> Iterator[Path]:
    """Bodies of batches, as files: so many do not fit into memory beside the rest."""
    events = backlog(orders, seed=1, now=utc_now())
    for start in range(0, orders, BATCH):
        file = folder / f"{start:09d}.json"
        file.write_text(json.dumps(events[start : start + BATCH], ensure_ascii=False), "utf-8")
        yield file


@dataclass
class Import:
    """The shop's past on its way in, in batches, as long as `gate` is open."""

    at: Scene
    bodies: list[Path]
    accepted: int = 0
    seconds: float = 0.0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        for file in self.bodies:
            await self.gate.wait()
            began = time.monotonic()
            self.accepted += await self._posted(file.read_bytes())
            self.seconds += time.monotonic() - began

    async def _posted(self, raw: bytes) -> int:
        headers = {"Content-Type": "application/json", **signed_headers(SECRETS["feed_secret"], raw, utc_now())}
        async with self.at.http.post(f"{self.at.url}/api/feed/orders", data=raw, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            return int((await answer.json())["accepted"])


@dataclass
class Watch:
    """Waits in seconds by the kind of phase in which they began and ended; `kind` and `phase` are of now."""

    kind: str = ""
    phase: int = 0
    live: dict[str, list[float]] = field(default_factory=dict)
    desk: dict[str, list[float]] = field(default_factory=dict)

    def note(self, waits: dict[str, list[float]], phase: int, began: float) -> None:
        if phase == self.phase:
            waits.setdefault(self.kind, []).append(time.monotonic() - began)


async def live_orders(at: Scene, watch: Watch) -> None:
    """An order in trouble every five seconds: how long until it is decided about, in seconds."""
    feed = FeedClient(at.http, at.url, SECRETS["feed_secret"])
    async with await psycopg.AsyncConnection.connect(at.database_url, autocommit=True) as looking:
        while True:
            phase, given, began = watch.phase, order_of(somebody()), time.monotonic()
            await feed.post(given.event)
            decided = "SELECT 1 FROM decisions WHERE order_id = %s"
            while not await (await looking.execute(decided, [given.order_id])).fetchone():
                await asyncio.sleep(0.1)
            watch.note(watch.live, phase, began)
            await asyncio.sleep(5)


async def desk_looks(agent: AgentClient, watch: Watch) -> None:
    """The queue, every two seconds, as a page of the desk."""
    while True:
        phase, began = watch.phase, time.monotonic()
        await agent.queue()
        watch.note(watch.desk, phase, began)
        await asyncio.sleep(2)


@asynccontextmanager
async def _watched(at: Scene) -> AsyncIterator[Watch]:
    """Waits of live orders and of the desk, as long as the block runs."""
    database = Database(engine_for(at.database_url, pool_size=1))
    async with database.begin() as tx:
        await tx.execute(text("UPDATE dial_control SET paused = true, paused_by = 'a test', paused_why = 'a test'"))
        profile = Profile(name="李静", role="agent", languages=("zh-CN",))
        await save_agent(tx, "li", profile, RULES.desk, password=PASSWORD, who="operator", now=utc_now())
    await database.close()
    agent, watch = AgentClient(at.url), Watch()
    await agent.log_in("li", PASSWORD)
    tasks = [asyncio.create_task(live_orders(at, watch)), asyncio.create_task(desk_looks(agent, watch))]
    try:
        yield watch
    finally:
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                print(f"not watched to the end: {ended!r}", file=sys.stderr)
        await agent.close_browser()


class Turns:
    """Quiet and loaded phases in turns, so that whatever else the machine does falls on both alike."""

    def __init__(self, at: Scene, watch: Watch, importing: Import) -> None:
        self._at, self._watch, self._import = at, watch, importing
        self.found, self.most = Compared(), 0

    async def take(self, kind: str, *, imports: bool, worker: bool) -> None:
        """One phase. A worker that has no part in it stands still (SIGSTOP)."""
        at = self._at
        (self._import.gate.set if imports else self._import.gate.clear)()
        at.worker.send_signal(signal.SIGCONT if worker else signal.SIGSTOP)
        await at.phase(SETTLES_SECONDS)
        self._watch.kind, self._watch.phase = kind, self._watch.phase + 1
        await weighed(at, self.found, kind, LOADED_SECONDS if imports and worker else PHASE_SECONDS)
        self._watch.kind, self._watch.phase = "", self._watch.phase + 1
        self.most = max(self.most, at.web.memory_info().rss)


@contextmanager
def busy_program() -> Iterator[None]:
    """One that wants a whole core and nothing else: what its mere share of the machine does to the others."""
    child = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        child.kill()
        child.wait()


async def measured(orders: int, *, apart: bool) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        bodies = await asyncio.to_thread(lambda: list(written(Path(folder), orders)))
        phones = {
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "demo-twilio-token",
            "TWILIO_BASE_URL": "http://127.0.0.1:9", "CARELINE_CALLER_ID": "+8657100000000",
        }  # fmt: skip
        async with scene(**phones) as at, _watched(at) as watch:
            before, coming = at.web.memory_info().rss, Import(at, bodies)
            turns, importing = Turns(at, watch, coming), asyncio.create_task(coming.run())
            try:
                while not importing.done():
                    await turns.take(QUIET, imports=False, worker=False)
                    await turns.take(MEANWHILE, imports=True, worker=True)
                    if apart:
                        await turns.take("the import alone", imports=True, worker=False)
                        await turns.take("the worker alone", imports=False, worker=True)
                        with busy_program():
                            await turns.take("another busy program", imports=False, worker=False)
                for _ in range(ROUNDS_AFTER):
                    await turns.take(QUIET, imports=True, worker=False)
                    await turns.take(AFTERWARDS, imports=True, worker=True)
            finally:
                at.worker.send_signal(signal.SIGCONT)
            await importing
            kinds = [kind for kind in turns.found.waits if kind != QUIET]
            return {
                "orders": coming.accepted, "seconds": round(coming.seconds, 1),
                "a second": round(coming.accepted / coming.seconds), **turns.found.figures(),
                "ratio": {kind: turns.found.ratio(kind) for kind in kinds}, "failed": at.failed,
                "live orders decided about, p95 s": _p95s(watch.live), "the desk's queue, p95 s": _p95s(watch.desk),
                "orders that wait to be looked at": await _waiting(at), "web process MB before": before // 2**20,
                "at most": turns.most // 2**20, "worker MB": at.worker.memory_info().rss // 2**20,
            }  # fmt: skip


def _p95s(waits: dict[str, list[float]]) -> dict[str, list[float]]:
    """p95 of each kind of phase, with how many there were."""
    return {kind: [round(p95(some), 2), len(some)] for kind, some in waits.items() if kind}


async def _waiting(at: Scene) -> int:
    async with await psycopg.AsyncConnection.connect(at.database_url, autocommit=True) as looking:
        row = await (await looking.execute("SELECT count(*) FROM orders WHERE check_at <= now()")).fetchone()
        return int(row[0]) if row else 0


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.long.backlog", description=__doc__)
    cli.add_argument("--orders", type=int, default=300_000)
    cli.add_argument(
        "--apart", action="store_true", help="also what each part does by itself, and what another busy program does"
    )
    options = cli.parse_args()
    found = asyncio.run(measured(options.orders, apart=options.apart))
    print(json.dumps(found, indent=1, ensure_ascii=False))
    ratios = found["ratio"]
    assert isinstance(ratios, dict)
    return 0 if max(ratios.values()) <= BAR and not found["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
