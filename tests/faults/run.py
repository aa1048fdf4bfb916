"""`python -m tests.faults.run --seed 1 --seconds 600`: the real processes under load, broken on a schedule from a seed.

Two web processes, two of Rasa, a worker, PostgreSQL, the phone simulator as the carrier. Consumers post all the while;
what was acknowledged goes into a ledger, and the ledger is the judge: nothing acknowledged may be lost, moved or
doubled, nothing may stay without an answer, no attempt may reach the carrier twice.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

import aiohttp
import psutil
import psycopg

from tests.running.careline import Careline
from tests.running.chatters import QUESTIONS, TURNS
from tests.running.chatting import NOT_REACHED, ConsumerClient
from tests.running.feeding import order_of, somebody
from tests.running.process import ROOT, Up, free_port

CONSUMERS = 8
CALM_SECONDS = 25.0
"""At the end, without faults: everything that is owed has to be answered by then."""
HANG_SECONDS = 22.0
"""Longer than the supervisor's patience: a process that hangs is replaced."""
CARRIER_FAULTS = ("429", "500-before", "500-after", "drop-before", "drop-after", "slow-body", "502-html")
KILLABLE = ("web", "rasa-1", "rasa-2", "worker", "postgres")


@dataclass
class Ledger:
    """What Careline has acknowledged, to whom."""

    said: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    """Seconds from the first try of a post to its acknowledgement."""
    refused: Counter[str] = field(default_factory=Counter)


class SecondWeb:
    """Another web process beside the one of `careline up`; ours to start again."""

    def __init__(self, up: Up, port: int, actions_port: int) -> None:
        self._up, self.port, self._actions_port = up, port, actions_port
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {
            **self._up.environment, **self._up.secrets, "DATABASE_URL": self._up.database_url,
            "CARELINE_PORT": str(self.port), "CARELINE_ACTIONS_PORT": str(self._actions_port),
            "CARELINE_PUBLIC_URL": self._up.url, "TWILIO_BASE_URL": self._up.simulator,
        }  # fmt: skip
        with (self._up.data_dir / "log" / "web-2.log").open("ab") as log:
            command = [sys.executable, "-m", "careline", "serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    async def ready(self, http: aiohttp.ClientSession, seconds: float = 60) -> None:
        async with asyncio.timeout(seconds):
            while True:
                with suppress(*NOT_REACHED):
                    async with http.get(f"{self.url}/healthz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.2)

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Run:
    """One run: who is there, and what happens to them."""

    def __init__(self, seed: int, seconds: float, only: str = "") -> None:
        self.random, self.seconds, self.only = random.Random(seed), seconds, only
        self.ledger, self.faults = Ledger(), Counter[str]()
        self.found: list[str] = []
        self._over = asyncio.Event()
        self._phones: list[str] = []

    async def __call__(self) -> int:
        up = Up({"CARELINE_BOT_PROCESSES": "2", "CARELINE_CALLS_AT_ONCE": "3", "CARELINE_CALLS_PER_SECOND": "2"})
        actions = free_port()
        own = f"http://127.0.0.1:{up.ports['ACTIONS_PORT']}/webhook"
        up.settings = {**up.settings, "CARELINE_ACTIONS_URL": f"{own},http://127.0.0.1:{actions}/webhook"}
        await up.start()
        careline, second = Careline(up), SecondWeb(up, free_port(), actions)
        http = aiohttp.ClientSession()
        try:
            second.start()
            await second.ready(http)
            await self._load_and_break(careline, second, http)
            await self._judge(careline)
        finally:
            second.kill()
            await http.close()
            await careline.leave()
            await up.stop()
            if self.found:
                print(up.report())
            up.destroy()
        self._tell()
        return len(self.found)

    async def _load_and_break(self, careline: Careline, second: SecondWeb, http: aiohttp.ClientSession) -> None:
        people = [await self._somebody(careline) for _ in range(CONSUMERS)]
        async with asyncio.TaskGroup() as group:
            for number, (customer_id, token) in enumerate(people):
                urls = [careline.url, second.url]
                clients = [ConsumerClient(http, url, token) for url in (urls if number % 2 else urls[::-1])]
                group.create_task(self._chats(customer_id, clients))
            group.create_task(self._orders(careline))
            try:
                await self._breaks(careline, second, http)
            finally:
                self._over.set()

    async def _somebody(self, careline: Careline) -> tuple[str, str]:
        given = order_of(somebody())
        await careline.told_of(given)
        return given.who.customer_id, careline.token(given.who.customer_id)

    async def _chats(self, customer_id: str, clients: list[ConsumerClient]) -> None:
        """Posts each message under one id until it is acknowledged, at whichever web process takes it."""
        said = self.ledger.said.setdefault(customer_id, [])
        number, breath = 0, random.Random(customer_id)
        while not self._over.is_set():
            words, client_id = f"{QUESTIONS[number % len(QUESTIONS)]}（{number}）", str(uuid4())
            began, tries = time.monotonic(), 0
            while True:
                status, answer = 0, {}
                with suppress(*NOT_REACHED):
                    status, answer = await clients[tries % 2].post({"client_id": client_id, "text": words})
                if status == 202:
                    break
                tries += 1
                self.ledger.refused[str(status or "not reached")] += 1
                await asyncio.sleep(0.2)
            self.ledger.waits.append(time.monotonic() - began)
            said.append((words, int(answer["seq"])))
            number += 1
            await asyncio.sleep(breath.uniform(0.4, 1.6))

    async def _orders(self, careline: Careline) -> None:
        """Blocked orders all the while, so that the worker phones."""
        while not self._over.is_set():
            given = order_of(somebody("何在途"))
            with suppress(*NOT_REACHED, AssertionError):
                await careline.feed.post(given.event)
                self._phones.append(given.phone)
            await asyncio.sleep(2)

    async def _breaks(self, careline: Careline, second: SecondWeb, http: aiohttp.ClientSession) -> None:
        until = time.monotonic() + self.seconds
        deeds: list[tuple[str, Callable[[], Any]]] = [
            *((f"SIGKILL {name}", partial(self._kill, careline.up, name)) for name in KILLABLE),
            ("SIGKILL web-2", partial(self._kill_second, second, http)),
            *((f"SIGSTOP 4 s {name}", partial(self._freeze, careline.up, name, 4.0)) for name in KILLABLE[:4]),
            ("SIGSTOP rasa-1 until it is replaced", partial(self._freeze, careline.up, "rasa-1", HANG_SECONDS)),
            ("SIGSTOP both Rasa 5 s", partial(self._freeze_both, careline.up)),
            ("terminate 5 backends", partial(self._terminate, careline.up)),
            *((f"carrier {kind}", partial(self._carrier, careline.up, http, kind)) for kind in CARRIER_FAULTS),
        ]
        deeds = [(name, deed) for name, deed in deeds if self.only in name]
        if not deeds:
            raise SystemExit(f"there is no fault with {self.only!r} in its name")
        while time.monotonic() < until:
            await asyncio.sleep(self.random.uniform(3, 7))
            name, deed = self.random.choice(deeds)
            print(f"{self.seconds - (until - time.monotonic()):6.1f} s  {name}", flush=True)
            self.faults[name] += 1
            with suppress(*NOT_REACHED, psutil.NoSuchProcess, psycopg.Error):
                await deed()

    async def _kill(self, up: Up, name: str) -> None:
        if victim := up.find(name):
            victim.kill()

    async def _kill_second(self, second: SecondWeb, http: aiohttp.ClientSession) -> None:
        second.kill()
        await asyncio.sleep(2)
        second.start()
        await second.ready(http)

    async def _freeze(self, up: Up, name: str, seconds: float) -> None:
        if victim := up.find(name):
            victim.suspend()
            try:
                await asyncio.sleep(seconds)
            finally:
                with suppress(psutil.NoSuchProcess):
                    victim.resume()

    async def _freeze_both(self, up: Up) -> None:
        await asyncio.gather(*(self._freeze(up, name, 5.0) for name in ("rasa-1", "rasa-2")))

    async def _terminate(self, up: Up) -> None:
        ending = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' LIMIT 5"
        )
        await asyncio.to_thread(_execute, up.database_url, ending)

    async def _carrier(self, up: Up, http: aiohttp.ClientSession, kind: str) -> None:
        fault = {"fault": kind, "on": "calls", "times": 1, "seconds": 3}
        async with http.post(f"{up.simulator}/control/faults", json=fault) as answer:
            assert answer.status == 200, await answer.text()

    async def _judge(self, careline: Careline) -> None:
        self.outcomes = Counter[str]()
        for customer_id, said in self.ledger.said.items():
            consumer = careline.consumer(customer_id)
            try:
                await consumer.settled(seconds=CALM_SECONDS)
                read = -1
                while read < consumer.last_seq:  # a page at a time
                    read = consumer.last_seq
                    await consumer.catch_up()
            except AssertionError:
                self.found.append(f"{customer_id}: something stays without an answer")
            own = [(one["text"], one["seq"]) for one in consumer.seen if one["from"] == "consumer"]
            if own != said:
                lost = len(set(said) - set(own))
                self.found.append(f"{customer_id}: {len(said)} acknowledged, {len(own)} there, {lost} of those lost")
            turns = await asyncio.to_thread(_execute, careline.up.database_url, TURNS, [customer_id])
            for seq, state, outcome, count, different, _ in turns:
                self.outcomes[f"{state} {outcome}"] += 1
                if state not in {"answered", "failed"} or not count:
                    self.found.append(f"{customer_id}: message {seq} is {state} ({outcome}) with {count} answers")
                elif count != different:
                    self.found.append(
                        f"{customer_id}: message {seq} was answered {count} times, {different} differently"
                    )
        posts = await careline.phones.ledger("post")
        urls = Counter(one["parameters"]["Url"][0] for one in posts if one["path"].endswith("/Calls.json"))
        self.dialled = len(urls)
        self.found += [f"an attempt reached the carrier {times} times" for times in urls.values() if times > 1]

    def _tell(self) -> None:
        waits = sorted(self.ledger.waits)
        told = {
            "faults": sum(self.faults.values()), "by kind": dict(self.faults.most_common()),
            "acknowledged": len(waits), "outcomes": dict(self.outcomes.most_common()), "dialled": self.dialled,
            "refused while broken": dict(self.ledger.refused),
            "seconds to be acknowledged": {
                name: round(waits[min(int(share * len(waits)), len(waits) - 1)], 2)
                for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("most", 1.0))
            } if waits else {},
        }  # fmt: skip
        print(json.dumps(told, ensure_ascii=False, indent=1))
        print("\n".join(self.found) or "nothing lost, moved, doubled or left without an answer")


def _execute(url: str, statement: str, values: list[Any] | None = None) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement, values).fetchall()  # type: ignore[arg-type]


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.faults.run", description=__doc__)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--seconds", type=float, default=600)
    cli.add_argument("--only", default="", help="faults with these words in their name, such as 'SIGKILL web'")
    options = cli.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    async def run() -> int:
        return await Run(options.seed, options.seconds, options.only)()

    return 1 if asyncio.run(run()) else 0


if __name__ == "__main__":
    sys.exit(main())
