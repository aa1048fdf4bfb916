"""The faults: each a name and what is done. Whatever a fault breaks it mends again itself, or `careline up` does."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import aiohttp
import psutil
import psycopg

from careline.chat.seats import MOST_SOCKETS
from tests.faults.ledger import Ledger
from tests.faults.second import SecondWeb, WrongClockWorker
from tests.faults.small_disk import SmallDisk
from tests.running.careline import Careline
from tests.running.chatting import NOT_REACHED, transport_of
from tests.running.feeding import order_of, somebody
from tests.running.process import Up

HANG_SECONDS = 22.0
"""Longer than the supervisor's patience: a process that hangs is replaced."""
CARRIER_FAULTS = ("429", "500-before", "500-after", "drop-before", "drop-after", "slow-body", "502-html")
SHOP_FAULTS = ("down", "slow", "nonsense", "twice")
KILLABLE = ("web", "rasa-1", "rasa-2", "worker", "postgres", "shop")
FREEZABLE = ("web", "rasa-1", "rasa-2", "worker", "postgres")
FULL_SECONDS = 6.0
HOURS_AHEAD = 2.0
_END_FIVE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' LIMIT 5"
)


@dataclass
class Breaking:
    """Breaks one fault after the other until the time is over."""

    careline: Careline
    second: SecondWeb
    http: aiohttp.ClientSession
    ledger: Ledger
    disk: SmallDisk | None

    @property
    def up(self) -> Up:
        return self.careline.up

    def deeds(self, only: str) -> list[tuple[str, Callable[[], Awaitable[None]]]]:
        """Every fault with these words in its name. Raises SystemExit where there is none."""
        deeds: list[tuple[str, Callable[[], Awaitable[None]]]] = [
            *((f"SIGKILL {name}", partial(self._kill, name)) for name in KILLABLE),
            ("SIGKILL web-2", self._kill_second),
            *((f"SIGSTOP 4 s {name}", partial(self._freeze, name, 4.0)) for name in FREEZABLE),
            ("SIGSTOP rasa-1 until it is replaced", partial(self._freeze, "rasa-1", HANG_SECONDS)),
            ("SIGSTOP both Rasa 5 s", self._freeze_both),
            ("terminate 5 backends", self._terminate),
            ("messages locked 5 s: pools run dry", self._lock),
            ("readers who never read 8 s", self._deaf),
            ("worker whose clock is 2 h ahead", self._wrong_clock),
            *((f"carrier {kind}", partial(self._carrier, kind)) for kind in CARRIER_FAULTS),
            *((f"shop {mode} 6 s", partial(self._shop, mode)) for mode in SHOP_FAULTS),
        ]
        if self.disk:
            deeds.append(("disk full 6 s", self._full))
        deeds = [(name, deed) for name, deed in deeds if only in name]
        if not deeds:
            raise SystemExit(f"there is no fault with {only!r} in its name")
        return deeds

    async def run(self, seconds: float, choose: random.Random, only: str) -> None:
        """Each once, in an order of the seed, and then again."""
        deeds, left = self.deeds(only), list[tuple[str, Callable[[], Awaitable[None]]]]()
        while self.ledger.now() < seconds:
            await asyncio.sleep(choose.uniform(3, 7))
            left = left or choose.sample(deeds, len(deeds))
            name, deed = left.pop()
            began = self.ledger.now()
            print(f"{began:6.1f} s  {name}", flush=True)
            with suppress(*NOT_REACHED, psutil.NoSuchProcess, psycopg.Error):
                await deed()
            self.ledger.faults.append((began, name, self.ledger.now() - began))

    async def _kill(self, name: str) -> None:
        if victim := self.up.find(name):
            victim.kill()

    async def _kill_second(self) -> None:
        self.second.kill()
        await asyncio.sleep(2)
        self.second.start()
        await self.second.ready(self.http)

    async def _freeze(self, name: str, seconds: float) -> None:
        if victim := self.up.find(name):
            family = [victim, *victim.children(recursive=True)]  # a frozen server's backends would go on
            for one in family:
                one.suspend()
            try:
                await asyncio.sleep(seconds)
            finally:
                for one in family:
                    with suppress(psutil.NoSuchProcess):
                        one.resume()

    async def _freeze_both(self) -> None:
        await asyncio.gather(*(self._freeze(name, 5.0) for name in ("rasa-1", "rasa-2")))

    async def _terminate(self) -> None:
        await asyncio.to_thread(execute, self.up.database_url, _END_FIVE)

    async def _lock(self) -> None:
        """Whoever wants to read or write a message waits, with a connection in their hands."""
        async with await psycopg.AsyncConnection.connect(self.up.database_url) as connection:
            await connection.execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE")
            await asyncio.sleep(5)
            await connection.rollback()

    async def _deaf(self) -> None:
        """As many sockets as one consumer may have, of which none reads, while they write on."""
        deaf = await self.careline.told_of(order_of(somebody()))
        sockets = [await deaf.deaf_socket(self.careline.url) for _ in range(MOST_SOCKETS)]
        try:
            for n in range(8):
                await deaf.post({"client_id": str(uuid4()), "text": f"在吗 {n}"})
                await asyncio.sleep(1)
        finally:
            for socket in sockets:
                transport_of(socket).abort()

    async def _full(self) -> None:
        assert self.disk
        self.disk.fill()
        try:
            await asyncio.sleep(FULL_SECONDS)
        finally:
            self.disk.free()

    async def _wrong_clock(self) -> None:
        """The only worker for a while: it may not phone anybody, though calls are due."""
        right = self.up.find("worker")
        if right is None:
            return
        wrong = WrongClockWorker(self.up, HOURS_AHEAD)
        right.suspend()
        try:
            await asyncio.sleep(1)  # what it has sent arrives
            before = await self._calls()
            wrong.start()
            await asyncio.sleep(12)
            assert wrong.process
            if wrong.process.poll() is not None:
                self.ledger.found.append(f"the worker whose clock is wrong ended ({wrong.process.returncode})")
            if more := await self._calls() - before:
                self.ledger.found.append(f"a worker whose clock is {HOURS_AHEAD:.0f} h ahead placed {more} calls")
        finally:
            wrong.kill()
            with suppress(psutil.NoSuchProcess):
                right.resume()

    async def _calls(self) -> int:
        posts = await self.careline.phones.ledger("post")
        return sum(one["path"].endswith("/Calls.json") for one in posts)

    async def _carrier(self, kind: str) -> None:
        fault = {"fault": kind, "on": "calls", "times": 1, "seconds": 3}
        async with self.http.post(f"{self.up.simulator}/control/faults", json=fault) as answer:
            assert answer.status == 200, await answer.text()

    async def _shop(self, mode: str) -> None:
        await self.careline.shop.behave(mode)
        try:
            await asyncio.sleep(6)
        finally:
            await self.careline.shop.behave("up")


def execute(url: str, statement: str, values: list[Any] | None = None) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement, values).fetchall()  # type: ignore[arg-type]
