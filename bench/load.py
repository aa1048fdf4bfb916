"""`python -m bench.load < job.json`: so many clients at once, each waiting for its answer before it speaks again.

A process of its own, so that measuring costs the measured ones no time of an event loop. Reads a Job as JSON and prints
{"asked", "failed", "per_second", "p50", "p95", ...}; times in milliseconds, of the measured window alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp

from bench.clients import (
    AtGateway,
    AtOurs,
    AtStock,
    ConversationOverError,
    NotAnsweredError,
    Talk,
    dialogue,
    session,
)
from bench.open_turns import open_turns
from bench.quantiles import summary


@dataclass(frozen=True, kw_only=True)
class Job:
    """Whom to ask (`way`: stock, ours or gateway), how, and what.

    `people` are {"customer_id", "conversation_id", "language"}; each is spoken for once, `turns` messages
    long, and every client has `at_once` of them open and writes in each in turn. `texts` by language.
    """

    way: str
    urls: list[str]
    secret: str
    database_url: str
    clients: int
    people: list[dict[str, str]]
    texts: dict[str, list[str]]
    turns: int = 10
    at_once: int = 1
    warm_seconds: float = 4.0
    seconds: float = 12.0


@dataclass
class Measured:
    """What the clients have seen."""

    began: float = 0.0
    ended: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    over: int = 0
    answered: int = 0

    def note(self, start: float, end: float) -> None:
        """Only answers that came within the window count; `answered` are all, warm-up too."""
        self.answered += 1
        if self.began <= end < self.ended:
            self.milliseconds.append(1000 * (end - start))


class Load:
    """The clients of one job."""

    def __init__(self, job: Job, http: aiohttp.ClientSession, way: Callable[[dict[str, str]], Talk]) -> None:
        self._job, self._http, self._way = job, http, way
        self._people = iter(job.people)
        self._texts = {language: _endless(texts) for language, texts in job.texts.items()}
        self._distinct = len({text for texts in job.texts.values() for text in texts})
        self.measured = Measured()

    async def run(self) -> dict[str, Any]:
        """Open all conversations, warm up, measure, sum up."""
        opened = [[await self._next() for _ in range(self._job.at_once)] for _ in range(self._job.clients)]
        self.measured.began = time.perf_counter() + self._job.warm_seconds
        self.measured.ended = self.measured.began + self._job.seconds
        await asyncio.gather(*(self._client(talks) for talks in opened))
        took = self.measured
        return {
            **summary(took.milliseconds), "per_second": round(len(took.milliseconds) / self._job.seconds, 1),
            "clients": self._job.clients, "failed": sum(took.failures.values()), "failures": dict(took.failures),
            "answered": took.answered, "handed_over": took.over, "distinct_texts": self._distinct,
        }  # fmt: skip

    async def _client(self, open_talks: list[tuple[Talk, str, int]]) -> None:
        place = 0
        while time.perf_counter() < self.measured.ended:
            talk, language, left = open_talks[place]
            over = await self._ask(talk, next(self._texts[language]))
            if over or left <= 1:
                await talk.close()
                open_talks[place] = await self._next()
            else:
                open_talks[place] = (talk, language, left - 1)
            place = (place + 1) % len(open_talks)
        for talk, _, _ in open_talks:
            await talk.close()

    async def _ask(self, talk: Talk, text: str) -> bool:
        """Whether the conversation is over."""
        await talk.prepare()
        start = time.perf_counter()
        try:
            await talk.ask(text)
        except ConversationOverError:
            self.measured.over += 1
            return True
        except NotAnsweredError as error:
            self.measured.failures[str(error)] += 1
            return True
        self.measured.note(start, time.perf_counter())
        return False

    async def _next(self) -> tuple[Talk, str, int]:
        for person in self._people:
            talk = self._way(person)
            try:
                await talk.open()
            except NotAnsweredError as error:
                self.measured.failures[f"not opened: {error}"] += 1
                continue
            return talk, person["language"], self._job.turns
        why = dict(self.measured.failures)
        raise RuntimeError(f"nobody left to speak for: more people or fewer seconds are needed; failures: {why}")


def _endless(texts: list[str]) -> Iterator[str]:
    """Every text once; then again with a number behind, so that no cache by text can help."""
    for lap in count():
        for text in texts:
            yield text if lap == 0 else f"{text} {lap}"


async def run(job: Job) -> dict[str, Any]:
    """Do the job."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(session(job.clients * job.at_once))
        turns = await stack.enter_async_context(open_turns(job.database_url))
        client = dialogue(http, job.urls, job.secret)
        ways: dict[str, Callable[[dict[str, str]], Talk]] = {
            "stock": lambda one: AtStock(http, job.urls[0], turns, one["conversation_id"]),
            "ours": lambda one: AtOurs(client, turns, one["conversation_id"], one["language"]),
            "gateway": lambda one: AtGateway(http, job.urls[0], job.secret, one["customer_id"]),
        }
        return await Load(job, http, ways[job.way]).run()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Job(**json.load(sys.stdin))))))
