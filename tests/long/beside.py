"""A web process and a worker of their own with some consumers who chat, to see what others do to their waiting.

Phases take turns (quiet, loaded, quiet, …), so that whatever else the machine does falls on both alike; what counts is
the ratio of their p95, beside that of the quiet phases among themselves, which is the machine's own noise. Rasa's part
is played by the stand-in of tests/fake_bot.py, which answers at once: the wait is the gateway's and the database's.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import mean, median
from uuid import uuid4

import aiohttp
import psutil

from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.store.customers import save_customers
from careline.store.database import Database, engine_for
from careline.store.embedded import EmbeddedPostgres
from careline.store.migrate import migrate
from tests.factories import customer
from tests.fake_bot import SECRET, fake_bot
from tests.running.process import ROOT, free_port, new_folder
from tests.running.waiting import eventually
from tests.whole_web import SECRETS

OTHERS = 6
ANSWER_SECONDS = 30
SETTLES_SECONDS = 8.0
"""A load's own start is not what is measured."""


def p95(waits: list[float]) -> float:
    """Seconds; of few figures the largest."""
    return sorted(waits)[min(int(0.95 * len(waits)), len(waits) - 1)]


@dataclass
class Scene:
    """`waits` are seconds from a post to its answer, of the consumers who chat."""

    url: str
    web: psutil.Process
    worker: psutil.Process
    server: psutil.Process
    """PostgreSQL's first process."""
    http: aiohttp.ClientSession
    database_url: str
    waits: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    """By what it was."""

    def token(self, customer_id: str) -> str:
        key = ConsumerKey(algorithm="HS256", key=SECRETS["chat_secret"])
        return sign_token(customer_id, key, utc_now(), timedelta(hours=6))

    async def phase(self, seconds: float) -> list[float]:
        """What the others waited in this time."""
        self.waits.clear()
        await asyncio.sleep(seconds)
        return list(self.waits)

    def used(self) -> tuple[float, float]:
        """Seconds of a core that the web process and PostgreSQL have used so far."""
        backends = [self.server, *self.server.children()]
        return _seconds_of(self.web), sum(_seconds_of(one) for one in backends)

    async def chat(self, customer_id: str) -> None:
        """One question after the other, for ever."""
        headers, breath = {"Authorization": f"Bearer {self.token(customer_id)}"}, random.Random(customer_id)
        after = 0
        while True:
            await asyncio.sleep(breath.uniform(1.0, 1.6))  # a minute takes 60 messages of one consumer
            began = time.monotonic()
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    after = await self._asked(headers, after)
            except (aiohttp.ClientError, TimeoutError, AssertionError) as error:
                self.failed[str(error) or type(error).__name__] += 1
            self.waits.append(time.monotonic() - began)

    async def _asked(self, headers: dict[str, str], after: int) -> int:
        """Post, and read on until the answer is there; the last number read."""
        messages, body = f"{self.url}/api/chat/messages", {"client_id": str(uuid4()), "text": "怎么还没发货"}
        async with self.http.post(messages, json=body, headers=headers) as answer:
            assert answer.status == 202, f"post {answer.status}"
            asked = int((await answer.json())["seq"])
        while True:
            query = {"after": str(max(after, asked)), "wait": "20"}
            async with self.http.get(messages, params=query, headers=headers) as answer:
                assert answer.status == 200, f"look {answer.status}"
                for one in (await answer.json())["messages"]:
                    after = int(one["seq"])
                    if one["from"] == "bot":
                        return after


def _seconds_of(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


@asynccontextmanager
async def scene(**more: str) -> AsyncIterator[Scene]:
    """Everything started, and gone at the end; `more` are settings on top."""
    folder = new_folder()
    server, children = EmbeddedPostgres(folder / "postgres", ends_with_owner=True), list[subprocess.Popen[bytes]]()
    chatting: list[asyncio.Task[None]] = []
    try:
        url = await server.start()
        await asyncio.to_thread(migrate, url)
        people = [f"other-{number}" for number in range(OTHERS)]
        await _known(url, [*people, "crowd"])
        port = free_port()
        async with fake_bot() as bot, aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            environment = _environment(url, bot.url, port, folder) | more
            children += [_started(folder, environment, command) for command in ("serve", "worker")]
            web, worker = (psutil.Process(child.pid) for child in children)
            [pid] = (folder / "postgres").rglob("postmaster.pid")
            first = int(pid.read_text("utf-8").split()[0])
            told = Scene(f"http://127.0.0.1:{port}", web, worker, psutil.Process(first), http, url)
            await eventually(lambda: _answers(http, told.url), "the web process", seconds=60)
            chatting = [asyncio.create_task(told.chat(one)) for one in people]
            await told.phase(5)  # the first statements are prepared
            yield told
    finally:
        for task in chatting:
            task.cancel()
        await asyncio.gather(*chatting, return_exceptions=True)
        for child in children:
            child.kill()
            child.wait()
        await server.stop()
        shutil.rmtree(folder, ignore_errors=True)


QUIET = "quiet"


@dataclass
class Compared:
    """By kind of phase: what the others waited in each, and the cores that the web process and PostgreSQL used."""

    waits: dict[str, list[list[float]]] = field(default_factory=dict)
    cores: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def p95(self, kind: str) -> float:
        return p95([one for phase in self.waits[kind] for one in phase])

    def ratio(self, kind: str, to: str = QUIET) -> float:
        return round(self.p95(kind) / self.p95(to), 2)

    def figures(self) -> dict[str, object]:
        of_quiet = [p95(one) for one in self.waits[QUIET]]
        return {
            "quiet phases among themselves": round(max(of_quiet) / min(of_quiet), 2),
            **{kind: self._of(kind) for kind in self.waits},
        }

    def _of(self, kind: str) -> dict[str, object]:
        phases = self.waits[kind]
        return {
            "others' p50 s": round(median(one for phase in phases for one in phase), 3),
            "others' p95 s": round(self.p95(kind), 3), "of each phase": [round(p95(one), 3) for one in phases],
            "cores of web and database": [round(mean(part), 2) for part in zip(*self.cores[kind], strict=True)],
        }  # fmt: skip


Load = Callable[[], Awaitable[object]]
"""Goes on until it is cancelled."""


async def compare(told: Scene, loads: Mapping[str, Load], *, rounds: int, seconds: float) -> Compared:
    """What others wait in the quiet and under each load, in turns; seconds of each phase."""
    found = Compared()
    for _ in range(rounds):
        await weighed(told, found, QUIET, seconds)
        for kind, load in loads.items():
            loading = asyncio.ensure_future(load())
            await told.phase(SETTLES_SECONDS)
            await weighed(told, found, kind, seconds)
            loading.cancel()
            await asyncio.gather(loading, return_exceptions=True)
            await told.phase(SETTLES_SECONDS / 2)  # what it leaves behind is not the next phase's
    return found


async def weighed(told: Scene, found: Compared, kind: str, seconds: float) -> None:
    """One phase of this kind, put down with the others of its kind."""
    began, before = time.monotonic(), told.used()
    waits = await told.phase(seconds)
    took, after = time.monotonic() - began, told.used()
    found.waits.setdefault(kind, []).append(waits)
    found.cores.setdefault(kind, []).append(((after[0] - before[0]) / took, (after[1] - before[1]) / took))


async def _answers(http: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with http.get(f"{url}/healthz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


async def _known(url: str, people: list[str]) -> None:
    database = Database(engine_for(url, pool_size=1))
    async with database.begin() as tx:
        await save_customers(tx, [customer(customer_id=one) for one in people])
    await database.close()


def _environment(url: str, bot: str, port: int, folder: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CARELINE_", "TWILIO_", "DATABASE"))
    }
    secrets = {f"CARELINE_{name.upper()}": value for name, value in SECRETS.items()}
    return {
        **kept, **secrets, "CARELINE_DEMO": "1", "DATABASE_URL": url, "CARELINE_BOT_SECRET": SECRET,
        "CARELINE_TRACKER_PASSWORD": "demo-tracker-" + "s" * 32, "CARELINE_BOT_URLS": bot, "CARELINE_PORT": str(port),
        "CARELINE_ACTIONS_PORT": str(free_port()), "CARELINE_DATA_DIR": str(folder), "CARELINE_LOG_LEVEL": "WARNING",
    }  # fmt: skip


def _started(folder: Path, environment: dict[str, str], command: str) -> subprocess.Popen[bytes]:
    with (folder / f"{command}.log").open("ab") as log:
        words = [sys.executable, "-m", "careline", command]
        return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log)
