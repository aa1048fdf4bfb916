"""`python -m tests.faults.kills --kills 200 --seed 1`: callout workers are killed with SIGKILL while calls run.

The worker is the real one, as processes of their own, two at a time; PostgreSQL commits to disk; the carrier is the
phone simulator, whose ledger is the judge. A worker dies at a random instant (half of them), right before its request
to dial leaves, or right after the carrier has answered it. At the end, undisturbed: no attempt may have been posted
twice, no number may have rung twice at once, every call that the carrier took belongs to an attempt, every attempt has
ended, every block is called, planned or decided about, and nobody was phoned again after an end that nobody knows.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp
import psycopg
import uvloop
from aiohttp import web
from aiohttp.test_utils import unused_port
from psycopg.rows import dict_row

from callouts.addresses import attempt_of
from callouts.call_flow import CallFlow
from callouts.carrier import Dial, DialResult
from callouts.pacing import Pace
from callouts.phone_simulator.callees import HangUp, Script
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.server import Running, running
from callouts.settings import CalloutSettings
from callouts.signature import carrier_guard
from callouts.twilio_carrier import TwilioCarrier
from callouts.voice import endpoints
from callouts.worker import WorkerServices, run_worker
from careline.clock import utc_now
from careline.core.rules import ShopRules
from careline.dialogue.answering import Answering, Limits
from careline.dialogue.client import DialogueClient
from careline.feed.service import Feed
from careline.http.endpoint import Access, register
from careline.http.problem import problem_middleware
from careline.shop_rules import load_rules
from careline.store.database import WORK, Database, engine_for
from careline.store.embedded import EmbeddedPostgres
from careline.store.migrate import migrate

SID, TOKEN, SECRET = "AC" + "0" * 32, "an-auth-token-for-tests", "a-secret-that-names-attempts"
CALLER = "+14155550100"
POINTS = ("at any instant", "at any instant", "before the request", "after the answer")
WORKERS = 2
PRELOADED = (
    "uvloop", "callouts.worker", "callouts.twilio_carrier", "callouts.voice", "callouts.call_flow",
    "callouts.phone_simulator.server", "careline.feed.service", "careline.store.embedded", "careline.store.migrate",
)  # fmt: skip
"""What each new worker would import first: it takes seconds, and a worker lives for one."""
CALM_SECONDS = 120.0
"""At the end, without faults: by then every attempt has to have ended."""
CALLEES = (
    Script(pick_up="busy", after_s=0.2), Script(pick_up="no-answer"), Script(pick_up="reject", after_s=0.2),
    Script(pick_up="answer", after_s=0.3, steps=(HangUp(),)), Script(pick_up="unreachable"),
    Script(pick_up="answer", after_s=0.3, stays=True),
)  # fmt: skip


def rules() -> ShopRules:
    """At any hour, nobody held out, tries a few seconds apart and few enough to be used up within a run."""
    demo = load_rules("demo", utc_now().date())
    some = timedelta(seconds=4)
    retries = replace(
        demo.retries, busy=some, no_answer=some, network=some, voicemail=some, rejected=some, not_sent=some
    )  # fmt: skip
    contact = replace(demo.contact, any_hour=True, calls_per_day=9, contacts_per_minute=9, contacts_per_hour=9)
    contact = replace(contact, contacts_per_day=19)
    return replace(demo, retries=retries, contact=contact, calls=replace(demo.calls, holdout_percent=0))


def settings(public_url: str) -> CalloutSettings:
    """With patience of seconds instead of minutes."""
    return CalloutSettings(
        shop_name="Kills", caller=CALLER, public_url=public_url, secret=SECRET, rules=rules(),
        pace=Pace(cps=33.0, concurrency=500), ring_seconds=5, limit_seconds=20, detect_machines=False,
        dialing_stale=timedelta(seconds=4), unknown_wait=timedelta(seconds=2), unknown_final=timedelta(seconds=20),
        poll_every=timedelta(seconds=3), queued_at_most=timedelta(seconds=30), live_at_most=timedelta(minutes=2),
    )  # fmt: skip


class Mortal(TwilioCarrier):
    """The real adapter; its process may die around a request."""

    def __init__(self, base_url: str, dies: str, after: int) -> None:
        super().__init__(SID, TOKEN, base_url=base_url, name="simulator", timeout_s=5.0)
        self._dies, self._left = dies, after

    async def dial(self, dial: Dial) -> DialResult:
        self._left -= 1
        if self._dies == "before the request" and self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        result = await super().dial(dial)
        if self._dies == "after the answer" and self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def work(url: str, carrier_url: str, public_url: str, dies: str, after: int) -> None:
    """A worker process, until it is killed or told to stop."""
    logging.disable(logging.ERROR)
    uvloop.run(_work(url, carrier_url, public_url, dies, after))


async def _work(url: str, carrier_url: str, public_url: str, dies: str, after: int) -> None:
    stop, carrier = asyncio.Event(), Mortal(carrier_url, dies, after)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = Database(engine_for(url, patience=WORK), WORK.transaction)
    services = WorkerServices(
        database=database, url=url, carrier=carrier, settings=settings(public_url), clock=utc_now
    )  # fmt: skip
    try:
        await run_worker(services, stop, ())
    finally:
        await carrier.close()
        await database.close()


@dataclass
class Stage:
    """Everything that outlives the workers."""

    url: str
    public_url: str
    simulator: Running
    database: Database
    dice: random.Random
    orders: int = 0
    kills: Counter[str] = field(default_factory=Counter)

    def worker(self, dies: str = "") -> BaseProcess:
        given = (self.url, self.simulator.url, self.public_url, dies, self.dice.randint(1, 4))
        process = _SERVER.Process(target=work, args=given, daemon=True)
        process.start()
        return process

    async def sell(self, count: int) -> None:
        """So many new users' orders more that should have left three days ago."""
        paid = (utc_now() - timedelta(days=3)).isoformat()
        agreed = {"service_calls": True, "service_sms": True, "artificial_voice": True}
        events = []
        for n in range(self.orders, self.orders + count):
            number = f"+86138{n // 2:08}" if n % 7 == 0 else f"+86139{n:08}"  # some numbers are shared
            person = {
                "customer_id": f"u-{n}", "name": f"顾客{n}", "phone": number, "region": "CN", "locale": "zh-CN",
                "time_zone": "Asia/Shanghai", "first_order_at": paid, "orders_so_far": 1, "consent": agreed,
            }  # fmt: skip
            item = {"sku": "a", "title": "大衣", "quantity": 1, "price": {"amount": "9.00", "currency": "CNY"}}
            order = {
                "order_id": f"KL-{n:06}", "status": "paid", "placed_at": paid, "paid_at": paid, "customer": person,
                "merchant": {"merchant_id": "m-1", "name": "江南衣坊"}, "items": [item],
                "guarantees": ["dispatch_on_time"],
            }  # fmt: skip
            events.append({"event_id": f"kill-{n}", "occurred_at": paid, "version": 1, "order": order})
            self.simulator.exchange.callees.by_number[number] = self.dice.choice(CALLEES)
        self.orders += count
        taken = await Feed(self.database, rules().new_users).take(events, utc_now())
        assert not taken.rejected, taken.rejected[:1]

    def rows(self, query: str) -> list[dict[str, Any]]:
        with psycopg.connect(self.url, row_factory=dict_row) as connection:
            return connection.execute(query).fetchall()


_SERVER = multiprocessing.get_context("forkserver")


@asynccontextmanager
async def stage(seed: int, url: str) -> AsyncIterator[Stage]:
    async with AsyncExitStack() as stack:
        config = SimulatorConfig(account_sid=SID, auth_token=TOKEN, calls_per_second=1000.0)
        simulator = await stack.enter_async_context(running(config, default=Script(pick_up="no-answer")))
        database = Database(engine_for(url))
        stack.push_async_callback(database.close)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        carrier = TwilioCarrier(SID, TOKEN, base_url=simulator.url, name="simulator", timeout_s=5.0)
        stack.push_async_callback(carrier.close)
        nobody = DialogueClient(http, ["http://127.0.0.1:1"], "a-secret-between-us-and-rasa")
        runner = web.AppRunner(app := web.Application(middlewares=[problem_middleware({})]), access_log=None)
        answering = Answering(database, nobody, utc_now, Limits(phone=1.0))
        port = unused_port()
        public_url = f"http://127.0.0.1:{port}"
        flow = CallFlow(database, carrier, settings(public_url), answering, utc_now)
        stack.push_async_callback(flow.close)
        register(app, endpoints(flow), {Access.CARRIER: carrier_guard(public_url, TOKEN)})
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield Stage(url, public_url, simulator, database, random.Random(seed))


async def disturb(on: Stage, kills: int, seconds: float) -> None:
    """Keep two workers at work, killing one after the other, for so many seconds at most."""
    last = time.monotonic() + seconds
    workers = [on.worker(on.dice.choice(POINTS[2:])), on.worker()]
    while sum(on.kills.values()) < kills and time.monotonic() < last:
        await on.sell(6)
        point = on.dice.choice(POINTS)
        victim = on.dice.randrange(WORKERS)
        if point == "at any instant":
            await asyncio.sleep(on.dice.uniform(0.05, 1.5))
            workers[victim].kill()
        else:  # one that dies by itself takes the place of this one, whose end is a kill too
            workers[victim].kill()
            await _gone(workers[victim])
            workers[victim] = on.worker(point)
            if not await _gone(workers[victim], seconds=8):
                workers[victim].kill()
                point = "at any instant"
        await _gone(workers[victim])
        assert workers[victim].exitcode == -signal.SIGKILL, f"a worker ended by itself: {workers[victim].exitcode}"
        on.kills[point] += 1
        workers[victim] = on.worker()
        if sum(on.kills.values()) % 10 == 0:
            print(f"{sum(on.kills.values())} kills, {_posts(on).total()} requests", flush=True)
    until = time.monotonic() + CALM_SECONDS
    while time.monotonic() < until and on.rows("SELECT 1 FROM attempts WHERE ended_at IS NULL LIMIT 1"):
        await asyncio.sleep(1.0)
    for process in workers:
        process.terminate()
    for process in workers:
        await _gone(process, seconds=15)
        process.kill()


async def _gone(process: BaseProcess, seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while process.is_alive() and time.monotonic() < until:
        await asyncio.sleep(0.01)
    return not process.is_alive()


def _posts(on: Stage) -> Counter[UUID]:
    """Requests to dial that reached the carrier, by the attempt that each names."""
    found: Counter[UUID] = Counter()
    for entry in on.simulator.exchange.kit.ledger.entries(Kind.POST):
        if entry.facts["path"].endswith("/Calls.json"):
            token = entry.facts["parameters"]["Url"][0].partition("#")[0].rsplit("/", 1)[1]
            named = attempt_of(token, SECRET)
            assert named, "a request that names no attempt"
            found[named] += 1
    return found


def judge(on: Stage) -> tuple[dict[str, Any], list[str]]:
    """The figures, and what was wrong."""
    book, posts = on.simulator.exchange.kit.ledger, _posts(on)
    made = {row["attempt_id"]: row for row in on.rows("SELECT * FROM attempts")}
    wrong = [f"posted {n} times: attempt {one}" for one, n in posts.items() if n > 1]
    wrong += [f"posted without a row: {one}" for one in posts if one not in made]
    bound = {row["call_sid"] for row in made.values()}
    taken = [entry.facts["call_sid"] for entry in book.entries(Kind.ACCEPTED)]
    lost = [sid for sid in taken if sid not in bound]
    wrong += [f"a call of nobody's: {sid}" for sid in lost]
    ringing: Counter[str] = Counter()
    for entry in book.entries(Kind.RING_START, Kind.RING_END):
        ringing[entry.facts["to"]] += 1 if entry.kind is Kind.RING_START else -1
        if ringing[entry.facts["to"]] > 1:
            wrong.append(f"rings twice at once: {entry.facts['to']}")
    wrong += [f"never ended: {one} ({row['state']})" for one, row in made.items() if row["ended_at"] is None]
    again = on.rows(
        "SELECT a.attempt_id FROM attempts a JOIN callouts c USING (callout_id) WHERE EXISTS (SELECT FROM attempts b "
        "JOIN callouts d USING (callout_id) WHERE d.block_id = c.block_id AND b.outcome = 'unknown_final' "
        "AND b.ended_at < a.intent_at)"
    )
    wrong += [f"phoned again after an unknown end: {row['attempt_id']}" for row in again]
    nobody = on.rows(
        "SELECT order_id FROM blocks b WHERE ended_at IS NULL AND NOT EXISTS (SELECT FROM callouts c "
        "WHERE c.block_id = b.block_id) AND NOT EXISTS (SELECT FROM decisions d WHERE d.block_id = b.block_id)"
    )
    unseen = on.rows(
        "SELECT order_id FROM orders o WHERE NOT EXISTS (SELECT FROM blocks b WHERE b.order_id = o.order_id)"
    )
    wrong += [f"nobody decided about it: {row['order_id']}" for row in [*nobody, *unseen]]
    told = on.rows("SELECT count(*) AS n FROM journal WHERE what = 'call_dialled'")[0]["n"]
    if told != len(made):
        wrong.append(f"the journal tells of {told} calls, the table of {len(made)}")
    unsent = [one for one in made if one not in posts]
    figures = {
        "orders": on.orders, "kills": dict(on.kills), "attempts": len(made), "requests": posts.total(),
        "posted_twice": sum(n > 1 for n in posts.values()), "calls_taken": len(taken), "calls_of_nobody": len(lost),
        "killed_before_request": len(unsent),
        "outcomes": dict(Counter(str(row["outcome"]) for row in made.values()).most_common()),
    }  # fmt: skip
    return figures, wrong


async def _run(kills: int, seconds: float, seed: int, url: str) -> int:
    async with stage(seed, url) as on:
        began = time.monotonic()
        await disturb(on, kills, seconds)
        figures, wrong = judge(on)
        print(json.dumps(figures | {"seconds": round(time.monotonic() - began), "seed": seed}, ensure_ascii=False))
    for line in wrong[:20]:
        print(f"WRONG  {line}")
    print("nothing lost, nothing twice" if not wrong else f"{len(wrong)} things wrong")
    return 1 if wrong else 0


async def _with_server(kills: int, seconds: float, seed: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix="careline-kills-"))
    folder.chmod(0o755)
    postgres = EmbeddedPostgres(folder / "postgres")
    try:
        url = await postgres.start()
        await asyncio.to_thread(migrate, url)
        return await _run(kills, seconds, seed, url)
    finally:
        await postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.faults.kills", description=__doc__)
    cli.add_argument("--kills", type=int, default=200)
    cli.add_argument("--seconds", type=float, default=3600.0, help="judge after so long, however many were killed")
    cli.add_argument("--seed", type=int, default=1)
    options = cli.parse_args()
    _SERVER.set_forkserver_preload(list(PRELOADED))
    logging.disable(logging.ERROR)
    return asyncio.run(_with_server(options.kills, options.seconds, options.seed))


if __name__ == "__main__":
    sys.exit(main())
