"""The judge: after a calm, everything that was acknowledged is there once, and nothing is owed."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import Any

from tests.faults.breaking import execute
from tests.faults.ledger import Ledger
from tests.running.careline import Careline
from tests.running.chatters import TURNS

CALM_SECONDS = 25.0
"""At the end, without faults: everything that is owed has to be answered by then."""
_UNDELIVERED = """
SELECT kind, remedy_id::text, tries, last_error FROM outbox
WHERE topic = 'remedy' AND next_try_at IS NOT NULL
AND greatest(next_try_at, claimed_until) < now() - interval '5 seconds'
"""
"""Due, claimed by nobody any more, and nobody takes it."""
_UNSENT = """
SELECT r.remedy_id::text, r.kind, r.requested_at::text, o.next_try_at::text, o.claimed_until::text, o.tries,
    o.last_error
FROM remedies r LEFT JOIN outbox o ON o.remedy_id = r.remedy_id AND o.topic = 'remedy'
WHERE r.state = 'approved' AND r.kind NOT IN ('complaint', 'callback') AND NOT EXISTS (
    SELECT FROM outbox t WHERE t.remedy_id = r.remedy_id AND t.topic = 'remedy' AND t.next_try_at IS NOT NULL
    AND greatest(t.next_try_at, t.claimed_until) <= now() + make_interval(secs => CASE
        WHEN t.claim IS NOT NULL THEN 60 WHEN t.tries = 0 THEN 0 ELSE least(2 * 2.0 ^ (t.tries - 1), 900) END))
"""
"""No try within its bounds (careline/platform/outbox.py): now, or after the longest pause for so many failures, or when
the claim of who died over it is over."""
_SENT = "SELECT remedy_id::text, kind, state FROM remedies WHERE sent_at IS NOT NULL"
_OVERDUE = "SELECT promise_id::text, kind FROM promises WHERE state = 'open' AND due_at < now() - interval '60 seconds'"
_SECONDS = """
SELECT extract(epoch FROM t.created_at), extract(epoch FROM own.finished_at - t.created_at), own.outcome
FROM turns t JOIN conversations c USING (conversation_id)
JOIN turns own ON own.turn_id = coalesce(t.joined_to, t.turn_id)
WHERE c.customer_id = ANY(%s) AND c.channel = 'app' AND own.finished_at IS NOT NULL ORDER BY 1
"""


_OF_THE_DATABASE = ("postgres", "backends", "locked", "disk full")
"""Faults while which nothing can be stored, an apology included."""
HONEST_SECONDS, GRACE_SECONDS = 3.0, 3.0
"""By when a consumer should hear that we cannot look; and how long a database takes to come back after a fault."""


def late_apologies(answers: list[tuple[float, float, str]], faults: list[tuple[float, str, float]]) -> dict[str, int]:
    """Apologies that took longer than they should: those for which the database was out, and those without a reason."""
    out = [(at, at + lasted + GRACE_SECONDS) for at, name, lasted in faults if any(w in name for w in _OF_THE_DATABASE)]
    late = [(at, took) for at, took, outcome in answers if outcome != "answered" and took > HONEST_SECONDS]
    excused = sum(any(begins < at + took and at < ends for begins, ends in out) for at, took in late)
    return {"apologies after 3 s": len(late), "of those while the database was out": excused}


class Judge:
    def __init__(self, careline: Careline, ledger: Ledger) -> None:
        self._careline, self.ledger = careline, ledger
        self.outcomes = Counter[str]()
        self.answers: list[tuple[float, float, str]] = []
        """When each message was stored (on the ledger's clock), seconds until its answer, and its outcome."""
        self.dialled = self.remedies = 0

    async def __call__(self) -> None:
        for customer_id, said in self.ledger.said.items():
            await self._messages(customer_id, said)
        if failed := self.ledger.refused["500"]:
            self._found(f"{failed} posts were answered 500, as if they would never go well")
        await self._calls()
        await self._remedies()
        wall = time.time() - self.ledger.now()
        rows = await self._ask(_SECONDS, [list(self.ledger.said)])
        self.answers = [(round(float(at) - wall, 2), round(float(took), 2), outcome) for at, took, outcome in rows]

    async def _messages(self, customer_id: str, said: list[tuple[str, int]]) -> None:
        consumer = self._careline.consumer(customer_id)
        try:
            await consumer.settled(seconds=CALM_SECONDS)
            read = -1
            while read < consumer.last_seq:  # a page at a time
                read = consumer.last_seq
                await consumer.catch_up()
        except AssertionError:
            self._found(f"{customer_id}: something stays without an answer")
        own = [(one["text"], one["seq"]) for one in consumer.seen if one["from"] == "consumer"]
        if own != said:
            lost = len(set(said) - set(own))
            self._found(f"{customer_id}: {len(said)} acknowledged, {len(own)} there, {lost} of those lost")
        for seq, state, outcome, count, different, _ in await self._ask(TURNS, [customer_id]):
            self.outcomes[f"{state} {outcome}"] += 1
            if state not in {"answered", "failed"} or not count:
                self._found(f"{customer_id}: message {seq} is {state} ({outcome}) with {count} answers")
            elif count != different:
                self._found(f"{customer_id}: message {seq} was answered {count} times, {different} differently")

    async def _calls(self) -> None:
        posts = await self._careline.phones.ledger("post")
        urls = Counter(one["parameters"]["Url"][0] for one in posts if one["path"].endswith("/Calls.json"))
        self.dialled = len(urls)
        for times in urls.values():
            if times > 1:
                self._found(f"an attempt reached the carrier {times} times")

    async def _remedies(self) -> None:
        """The shop did each once, none waits that should have left, and no promise is overdue in silence."""
        deadline = time.monotonic() + CALM_SECONDS
        while (waiting := await self._ask(_UNDELIVERED)) and time.monotonic() < deadline:
            await asyncio.sleep(0.5)
        for kind, remedy_id, tries, error in waiting:
            self._found(f"{kind} {remedy_id} never left ({tries} tries, {error})")
        for remedy_id, kind, asked, next_try, claimed, tries, error in [] if waiting else await self._ask(_UNSENT):
            row = f"asked {asked}, next try {next_try}, claimed until {claimed}, {tries} tries, {error}"
            self._found(f"{kind} {remedy_id} was promised, and nothing is on its way: {row}")
        done = Counter(deed["remedy_id"] for deed in await self._careline.shop.all_deeds())
        sent = await self._ask(_SENT)
        self.remedies = len(sent)
        for remedy_id, kind, state in sent:
            if done[remedy_id] != 1:
                self._found(f"{kind} {remedy_id} is {state}, and the shop did it {done[remedy_id]} times")
        for promise_id, kind in await self._ask(_OVERDUE):
            self._found(f"promise {promise_id} ({kind}) is overdue, and nobody was told")

    def _found(self, what: str) -> None:
        self.ledger.found.append(what)

    async def _ask(self, statement: str, values: list[Any] | None = None) -> list[Any]:
        return await asyncio.to_thread(execute, self._careline.up.database_url, statement, values)
