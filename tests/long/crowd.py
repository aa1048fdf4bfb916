"""`python -m tests.long.crowd`: one consumer who opens 500 sockets, 200 polls and posts in bursts; what others notice.

The crowd is a process of its own. Prints the others' p95 with and without it, and the ratio (bar: 1.5).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections import Counter
from contextlib import suppress
from uuid import uuid4

import aiohttp

from tests.long.beside import Scene, compare, scene

SOCKETS, POLLS, BURST, BURST_EVERY = 500, 200, 8, 7.0
BAR = 1.5


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
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60)) as http:
        one = Crowd(http, url, token)
        running = asyncio.create_task(one.run())
        while not running.done():
            await asyncio.sleep(1)
            print(json.dumps(one.told), flush=True)
        await running


async def measured(rounds: int, seconds: float) -> dict[str, object]:
    told = list[str]()

    async def load(at: Scene) -> None:
        words = [sys.executable, "-m", "tests.long.crowd", "--crowd", at.url, at.token("crowd")]
        process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
        assert process.stdout
        try:
            async for line in process.stdout:
                told[:] = [line.decode()]
        finally:
            process.kill()
            await process.wait()

    async with scene() as at:
        before = at.web.memory_info().rss
        quiet, loaded = await compare(at, lambda: load(at), rounds=rounds, seconds=seconds)
        return {
            "others' p95 s": round(quiet, 3), "with the crowd": round(loaded, 3), "ratio": round(loaded / quiet, 2),
            "failed": at.failed, "the crowd got": json.loads(told[0]) if told else {},
            "web process grew by MB": (at.web.memory_info().rss - before) // 2**20,
        }  # fmt: skip


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.long.crowd", description=__doc__)
    cli.add_argument("--rounds", type=int, default=4)
    cli.add_argument("--seconds", type=float, default=15, help="of each phase")
    cli.add_argument("--crowd", nargs=2, metavar=("URL", "TOKEN"), help="be the crowd")
    options = cli.parse_args()
    if options.crowd:
        asyncio.run(crowd(*options.crowd))
        return 0
    found = asyncio.run(measured(options.rounds, options.seconds))
    print(json.dumps(found, indent=1))
    ratio = found["ratio"]
    assert isinstance(ratio, float)
    print("others notice nothing" if ratio <= BAR else f"others wait {ratio} times as long")
    return 0 if ratio <= BAR and not found["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
