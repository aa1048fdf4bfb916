"""`python -m tests.faults.run --seed 1 --seconds 600`: the real processes under load, broken on a schedule from a seed.

Two web processes, two of Rasa, a worker, PostgreSQL on a disk of its own, the phone simulator as the carrier, the demo
shop as the platform. Consumers post all the while; what was acknowledged goes into a ledger, and the ledger is the
judge: nothing acknowledged may be lost, moved or doubled, nothing may stay without an answer, no attempt may reach the
carrier twice, and what was promised is done by the shop, once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp

from tests.faults.breaking import Breaking
from tests.faults.judging import HONEST_SECONDS, Judge, late_apologies
from tests.faults.ledger import Ledger
from tests.faults.second import SecondWeb
from tests.faults.small_disk import SmallDisk, enter_own_namespace, own_namespace
from tests.running.careline import Careline
from tests.running.chatters import QUESTIONS
from tests.running.chatting import NOT_REACHED, ConsumerClient
from tests.running.feeding import order_of, somebody
from tests.running.process import Up, free_port

CONSUMERS = 8
WISH = "帮我催一下发货"


class Run:
    """One run: who is there, and what happens to them."""

    def __init__(self, seed: int, seconds: float, only: str = "", logs: Path | None = None) -> None:
        self.seed, self.seconds, self.only, self.logs = seed, seconds, only, logs
        self.ledger = Ledger()
        self._over = asyncio.Event()

    async def __call__(self) -> dict[str, Any]:
        """The figures; `found` in them names what is not as it should be."""
        up = Up({"CARELINE_BOT_PROCESSES": "2", "CARELINE_CALLS_AT_ONCE": "3", "CARELINE_CALLS_PER_SECOND": "2"})
        actions = free_port()
        own = f"http://127.0.0.1:{up.ports['ACTIONS_PORT']}/webhook"
        up.settings = {**up.settings, "CARELINE_ACTIONS_URL": f"{own},http://127.0.0.1:{actions}/webhook"}
        disk = SmallDisk(up.data_dir / "postgres") if own_namespace() else None
        if disk:
            disk.mount()
        else:
            print("not broken: a full disk, for which this has to be root with `unshare`")
        await up.start()
        careline, second = Careline(up), SecondWeb(up, free_port(), actions)
        judge, http = Judge(careline, self.ledger), aiohttp.ClientSession()
        try:
            second.start()
            await second.ready(http)
            self.ledger = judge.ledger = Ledger()
            await self._load_and_break(Breaking(careline, second, http, self.ledger, disk))
            await judge()
        finally:
            second.kill()
            await http.close()
            await careline.leave()
            await up.stop()
            if self.ledger.found:
                print(up.report())
            if self.logs:
                shutil.copytree(up.data_dir / "log", self.logs, dirs_exist_ok=True)
                shutil.copy(up.data_dir / "postgres" / "server.log", self.logs)
            if disk:
                disk.unmount()
            up.destroy()
        told = {
            "seed": self.seed, "seconds": self.seconds, **self.ledger.figures(),
            "outcomes": dict(judge.outcomes.most_common()), **late_apologies(judge.answers, self.ledger.faults),
            "answered after 3 s": sum(took > HONEST_SECONDS for _, took, said in judge.answers if said == "answered"),
            "dialled": judge.dialled, "remedies": judge.remedies,
            "found": self.ledger.found,
        }  # fmt: skip
        return told | {"answers": judge.answers, "broken": self.ledger.faults}

    async def _load_and_break(self, breaking: Breaking) -> None:
        careline, urls = breaking.careline, [breaking.careline.url, breaking.second.url]
        people = [await self._somebody(careline) for _ in range(CONSUMERS)]
        async with asyncio.TaskGroup() as group:
            for number, (customer_id, token) in enumerate(people):
                clients = [ConsumerClient(breaking.http, url, token) for url in (urls if number % 2 else urls[::-1])]
                group.create_task(self._chats(customer_id, clients))
            group.create_task(self._orders(careline, breaking.http, urls))
            try:
                await breaking.run(self.seconds, random.Random(self.seed), self.only)
            finally:
                self._over.set()

    async def _somebody(self, careline: Careline) -> tuple[str, str]:
        given = order_of(somebody())
        await careline.told_of(given)
        return given.who.customer_id, careline.token(given.who.customer_id)

    async def _chats(self, customer_id: str, clients: list[ConsumerClient]) -> None:
        """One question after another, sometimes before the last one is answered."""
        number, breath = 0, random.Random(customer_id)
        while not self._over.is_set():
            await self._say(customer_id, clients, f"{QUESTIONS[number % len(QUESTIONS)]}（{number}）")
            number += 1
            await asyncio.sleep(breath.uniform(0.4, 1.6))

    async def _say(self, customer_id: str, clients: list[ConsumerClient], words: str) -> None:
        """Posts under one id until it is acknowledged, at whichever web process takes it."""
        client_id, began, tries = str(uuid4()), self.ledger.now(), 0
        while True:
            status, answer = 0, {}
            with suppress(*NOT_REACHED):
                status, answer = await clients[tries % 2].post({"client_id": client_id, "text": words})
            if status == 202:
                break
            tries += 1
            self.ledger.refused[str(status or "not reached")] += 1
            await asyncio.sleep(0.2)
        self.ledger.waits.append((began, self.ledger.now() - began))
        self.ledger.said.setdefault(customer_id, []).append((words, int(answer["seq"])))

    async def _orders(self, careline: Careline, http: aiohttp.ClientSession, urls: list[str]) -> None:
        """Blocked orders all the while, so that the worker phones; every other consumer wants something done."""
        number = 0
        while not self._over.is_set():
            given = order_of(somebody("何在途"))
            with suppress(*NOT_REACHED, AssertionError):
                await careline.told_of(given)
                number += 1
                if number % 2:
                    token = careline.token(given.who.customer_id)
                    clients = [ConsumerClient(http, url, token) for url in urls]
                    await self._say(given.who.customer_id, clients, WISH)
            await asyncio.sleep(2)


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.faults.run", description=__doc__)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--seconds", type=float, default=600)
    cli.add_argument("--only", default="", help="faults with these words in their name, such as 'SIGKILL web'")
    cli.add_argument("--figures", type=Path, help="a file for what was measured, for tests.faults.plot")
    cli.add_argument("--logs", type=Path, help="a folder for what the processes logged")
    options = cli.parse_args()
    enter_own_namespace(["tests.faults.run", *sys.argv[1:]])
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    async def run() -> dict[str, Any]:
        return await Run(options.seed, options.seconds, options.only, options.logs)()

    told = asyncio.run(run())
    if options.figures:
        options.figures.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    shown = {name: value for name, value in told.items() if name not in {"answers", "broken", "found"}}
    print(json.dumps(shown, ensure_ascii=False, indent=1))
    print("\n".join(told["found"]) or "nothing lost, moved, doubled, left undone or without an answer")
    return 1 if told["found"] else 0


if __name__ == "__main__":
    sys.exit(main())
