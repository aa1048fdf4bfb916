"""`python -m tests.long.crowd`: one consumer who opens 500 sockets, 200 polls and posts in bursts; what others notice.

The crowd is a process of its own at low priority, for an attacker brings a machine of theirs; what it takes from this
one all the same shows in phases in which it asks a shop elsewhere. Prints the others' p95 in the quiet, with the crowd
elsewhere and with the crowd here, and the ratios (bar: 1.5 to the quiet).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from uuid import uuid4

import aiohttp
from aiohttp import web

from tests.long.beside import compare, scene
from tests.running.process import free_port

SOCKETS, POLLS, BURST, BURST_EVERY = 500, 200, 8, 7.0
BAR = 1.5
NICE = 10


class Crowd:
    """What one token tries. `told` counts what it got."""

    def __init__(self, http: aiohttp.ClientSession, url: str, token: str) -> None:
        self._http, self._url, self._headers = http, url, {"Authorization": f"Bearer {token}"}
        self.told = Counter[str]()

    async def run(self) -> None:
        await asyncio.gather(
            *(self._again(self._socket) for _ in range(SOCKETS)), *(self._again(self._poll) for _ in range(POLLS)),
            self._bursts(),
        )  # fmt: skip

    async def _again(self, what: object) -> None:
        while True:
            with suppress(aiohttp.ClientError, OSError, TimeoutError):
                await what()  # type: ignore[operator]
            await asyncio.sleep(1)

    async def _socket(self) -> None:
        async with self._http.post(f"{self._url}/api/chat/ticket", headers=self._headers) as answer:
            self.told[f"ticket {answer.status}"] += 1
            if answer.status != 200:
                return
            query = {"ticket": (await answer.json())["ticket"], "after": "0"}
        try:
            async with self._http.ws_connect(
                f"{self._url}/api/chat/ws", params=query, headers={"Origin": self._url}
            ) as socket:
                self.told["socket open"] += 1
                async for _ in socket:
                    pass
        except aiohttp.WSServerHandshakeError as error:
            self.told[f"socket {error.status}"] += 1

    async def _poll(self) -> None:
        query = {"after": "0", "wait": "20"}
        async with self._http.get(f"{self._url}/api/chat/messages", params=query, headers=self._headers) as answer:
            self.told[f"poll {answer.status}"] += 1

    async def _bursts(self) -> None:
        while True:
            began = time.monotonic()
            for _ in range(BURST):
                body = {"client_id": str(uuid4()), "text": "在吗"}
                async with self._http.post(
                    f"{self._url}/api/chat/messages", json=body, headers=self._headers
                ) as answer:
                    self.told[f"message {answer.status}"] += 1
            await asyncio.sleep(max(0.0, BURST_EVERY - (time.monotonic() - began)))


async def crowd(url: str, token: str) -> None:
    """Until it is killed; what it got goes to standard output once a second."""
    os.nice(NICE)
    connector, began = aiohttp.TCPConnector(limit=0), time.monotonic()
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60)) as http:
        one = Crowd(http, url, token)
        running = asyncio.create_task(one.run())
        while not running.done():
            await asyncio.sleep(1)
            asked = sum(one.told.values()) / (time.monotonic() - began)
            print(json.dumps({**one.told, "answers a second": round(asked)}), flush=True)
        await running


async def decoy(port: int) -> None:
    """A shop that costs nothing and refuses as ours does: what the crowd's own process takes from this machine."""

    async def refuse(_request: web.Request) -> web.Response:
        await asyncio.sleep(random.uniform(2, 5))
        return web.Response(status=429)

    os.nice(NICE)
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", refuse)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


async def measured(rounds: int, seconds: float) -> dict[str, object]:
    told: dict[str, str] = {}

    async def against(kind: str, url: str, token: str) -> None:
        words = [sys.executable, "-m", "tests.long.crowd", "--crowd", url, token]
        process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
        assert process.stdout
        try:
            async for line in process.stdout:
                told[kind] = line.decode()
        finally:
            process.kill()
            await process.wait()

    port = free_port()
    async with scene() as at:
        before, token = at.web.memory_info().rss, at.token("crowd")
        other = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.long.crowd", "--decoy", str(port))
        loads = {
            "a crowd elsewhere": lambda: against("a crowd elsewhere", f"http://127.0.0.1:{port}", token),
            "a crowd": lambda: against("a crowd", at.url, token),
        }
        try:
            compared = await compare(at, loads, rounds=rounds, seconds=seconds)
        finally:
            other.kill()
            await other.wait()
        return {
            "ratio to quiet": compared.ratio("a crowd"),
            "ratio to a crowd elsewhere": compared.ratio("a crowd", "a crowd elsewhere"),
            **compared.figures(), "failed": at.failed, "it got": json.loads(told.get("a crowd", "{}")),
            "web process grew by MB": (at.web.memory_info().rss - before) // 2**20,
        }  # fmt: skip


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.long.crowd", description=__doc__)
    cli.add_argument("--rounds", type=int, default=4)
    cli.add_argument("--seconds", type=float, default=15, help="of each phase")
    cli.add_argument("--crowd", nargs=2, metavar=("URL", "TOKEN"), help="be the crowd")
    cli.add_argument("--decoy", type=int, metavar="PORT", help="be the shop elsewhere")
    options = cli.parse_args()
    if options.crowd or options.decoy:
        asyncio.run(crowd(*options.crowd) if options.crowd else decoy(options.decoy))
        return 0
    found = asyncio.run(measured(options.rounds, options.seconds))
    print(json.dumps(found, indent=1))
    ratio = found["ratio to quiet"]
    assert isinstance(ratio, float)
    print("others notice nothing" if ratio <= BAR else f"others wait {ratio} times as long")
    return 0 if ratio <= BAR and not found["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
