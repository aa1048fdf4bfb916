"""Whatever goes wrong between us and the carrier, its own ledger shows at most one request per attempt."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from callouts.addresses import attempt_of
from callouts.pacing import Pace
from callouts.phone_simulator.callees import Press, Script, Speak, Step
from callouts.phone_simulator.faults import Fault, FaultKind
from callouts.phone_simulator.ledger import Entry, Kind
from careline.contacts.service import opt_out
from careline.core.callouts import NEVER_PLACED, AttemptState, CalloutState, Outcome
from careline.core.contact import Channel, in_window
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts, decisions
from careline.store.tables.cases import blocks
from tests.callouts_kit import EVERYBODY, LIN_PHONE, SECRET, Phone, dispatched_now, late_order, phone, rows, take

pytestmark = pytest.mark.contract

ACCEPTED = {FaultKind.ERROR_AFTER, FaultKind.DROP_AFTER, FaultKind.SLOW, FaultKind.SLOW_BODY}
UNCLEAR = {FaultKind.ERROR_BEFORE, FaultKind.DROP_BEFORE, FaultKind.HTML_502} | ACCEPTED


@pytest.fixture
async def lin(database: Database) -> AsyncIterator[Phone]:
    await take(database, late_order())
    async with phone(database) as running:
        running.callee(Script(pick_up="no-answer"))
        yield running


def dial_posts(lin: Phone) -> list[Entry]:
    return [e for e in lin.exchange.kit.ledger.entries(Kind.POST) if e.facts["path"].endswith("/Calls.json")]


def posts_by_attempt(lin: Phone) -> Counter[str]:
    """How many requests to dial each attempt has sent, told by the address it wants to be called back at."""
    found: Counter[str] = Counter()
    for entry in dial_posts(lin):
        url = entry.facts["parameters"]["StatusCallback"][0].partition("#")[0]
        found[str(attempt_of(url.rpartition("/")[2], SECRET))] += 1
    return found


@pytest.mark.parametrize("kind", sorted(ACCEPTED))
async def test_a_call_whose_reply_was_lost_is_bound_by_its_callbacks_and_never_sent_again(
    lin: Phone, kind: FaultKind
) -> None:
    lin.exchange.faults.order("calls", Fault(kind, seconds=3.0))
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.WEBHOOK, status=204)
    await lin.clock.advance(26)
    attempt = await lin.over()
    assert attempt["outcome"] == Outcome.NO_ANSWER
    assert attempt["call_sid"]
    assert posts_by_attempt(lin) == {str(attempt["attempt_id"]): 1}


@pytest.mark.parametrize("kind", sorted(ACCEPTED))
async def test_without_callbacks_it_is_found_by_its_numbers(lin: Phone, kind: FaultKind) -> None:
    lin.exchange.kit.disturbance.drop = frozenset({"initiated", "ringing", "answered", "completed"})
    lin.exchange.faults.order("calls", Fault(kind, seconds=3.0))
    await lin.engine.step()
    assert (await lin.engine.attempt())["state"] == AttemptState.UNKNOWN
    await lin.clock.advance(91)
    await lin.engine.reconcile()
    attempt = await lin.engine.attempt()
    assert (attempt["outcome"], attempt["state"]) == (Outcome.NO_ANSWER, AttemptState.ENDED)
    assert attempt["call_sid"] in lin.exchange.lines
    assert len(dial_posts(lin)) == 1


@pytest.mark.parametrize("kind", sorted(UNCLEAR - ACCEPTED))
async def test_a_call_that_was_never_placed_is_unknown_for_ever_not_sent_again(
    lin: Phone, database: Database, kind: FaultKind
) -> None:
    lin.exchange.faults.order("calls", Fault(kind))
    await lin.engine.step()
    assert (await lin.engine.attempt())["state"] == AttemptState.UNKNOWN
    for seconds in (95, 300, 600):
        await lin.clock.advance(seconds)
        await lin.engine.step()
    assert (await lin.engine.attempt())["outcome"] == Outcome.UNKNOWN_FINAL
    await lin.clock.advance(2 * 24 * 3600)
    await lin.engine.step()
    assert len(dial_posts(lin)) == 1
    assert len(await rows(database, attempts)) == 1


async def test_too_many_is_certainly_not_placed_and_tried_again_as_a_new_attempt(lin: Phone) -> None:
    lin.exchange.faults.order("calls", Fault(FaultKind.TOO_MANY, retry_after_s=20))
    await lin.engine.step()
    assert (await lin.over())["outcome"] == Outcome.NOT_SENT
    await lin.clock.advance(19)
    await lin.engine.step()
    assert len(dial_posts(lin)) == 1
    await lin.clock.advance(2)
    await lin.engine.step()
    assert set(posts_by_attempt(lin).values()) == {1}
    assert len(dial_posts(lin)) == 2


async def test_a_wrong_token_pauses_everything_instead_of_burning_numbers(database: Database) -> None:
    await take(database, late_order(1), late_order(2))
    async with phone(database, pace=Pace(cps=5.0, concurrency=20)) as lin:  # one call at a time
        lin.engine.carrier._client.auth = ("AC" + "0" * 32, "wrong")  # type: ignore[attr-defined]
        for _ in range(5):
            await lin.engine.step()
            await lin.clock.advance(30)
        assert [row["outcome"] for row in await rows(database, attempts)] == [Outcome.NOT_SENT]
        assert not lin.exchange.lines


@dataclass
class Chaos:
    """A week at random: orders block and unblock, people answer or do not, the carrier fails, time passes."""

    lin: Phone
    database: Database
    dice: random.Random
    people: int = 4
    versions: dict[int, int] = field(default_factory=dict)
    stopped: dict[str, datetime] = field(default_factory=dict)

    async def run(self, steps: int) -> None:
        for _ in range(steps):
            await self.dice.choice(
                [self.block, self.unblock, self.stop, self.fault, self.callee, self.wait, self.wait]
            )()
            self.disturb()
            await self.lin.engine.step()
        self.lin.exchange.faults.forget()
        self.lin.exchange.kit.disturbance.drop = frozenset()
        self.lin.exchange.callees.default = Script(pick_up="busy")
        self.lin.exchange.callees.by_number.clear()
        for seconds in [40, 400, 4000, 14000] * 6:
            await self.lin.clock.advance(seconds)
            await self.lin.engine.step()

    def someone(self) -> int:
        return self.dice.randint(1, self.people)

    async def block(self) -> None:
        n = self.someone()
        await self.tell(n, late_order(n))

    async def unblock(self) -> None:
        n = self.someone()
        await self.tell(n, dispatched_now(n, at=self.lin.clock.now()))

    async def tell(self, n: int, told: dict[str, Any]) -> None:
        self.versions[n] = self.versions.get(n, 0) + 1
        told |= {"version": self.versions[n], "occurred_at": self.lin.clock.now().isoformat()}
        await take(self.database, told, now=self.lin.clock.now())

    async def stop(self) -> None:
        n = self.someone()
        customer_id = "u-lin" if n == 1 else f"u-{n}"
        if n in self.versions and self.dice.random() < 0.3:
            async with self.database.begin() as tx:
                if await opt_out(tx, customer_id, Channel.PHONE, source="app", now=self.lin.clock.now()):
                    self.stopped[number(n)] = self.lin.clock.now()

    async def fault(self) -> None:
        self.lin.exchange.faults.order("calls", Fault(self.dice.choice(list(FaultKind)), seconds=3.0))

    async def callee(self) -> None:
        steps: list[Step] = [self.dice.choice([Speak("是的"), Press("1"), Press("9"), Press("0"), Speak("好的")])]
        how = self.dice.choice(["answer", "busy", "reject", "no-answer", "unreachable"])
        by = self.dice.choice(["human", "machine_start"])
        self.lin.callee(Script(pick_up=how, steps=tuple(steps), answered_by=by), number(self.someone()))

    async def wait(self) -> None:
        await self.lin.clock.advance(self.dice.choice([1, 10, 60, 900, 7200, 40000]))

    def disturb(self) -> None:
        disturbance = self.lin.exchange.kit.disturbance
        disturbance.copies, disturbance.reverse = self.dice.choice([1, 1, 3]), self.dice.random() < 0.3
        lost = [event for event in ("initiated", "ringing", "answered", "completed") if self.dice.random() < 0.2]
        disturbance.drop = frozenset(lost)


def number(n: int) -> str:
    return LIN_PHONE if n == 1 else f"+86138{n:08}"


@pytest.mark.parametrize("seed", range(2))
async def test_a_week_of_chaos_breaks_no_promise(database: Database, seed: int) -> None:
    async with phone(database, detect_machines=True) as lin:
        chaos = Chaos(lin, database, random.Random(seed))
        await chaos.run(25)
        assert dial_posts(lin), "nothing was called at all"
        assert set(posts_by_attempt(lin).values()) == {1}, "C1: one request per attempt"
        made = {str(row["attempt_id"]) for row in await rows(database, attempts)}
        assert set(posts_by_attempt(lin)) <= made, "every request has its row"
        for start in lin.exchange.kit.ledger.entries(Kind.RING_START):
            zone = ZoneInfo("Asia/Shanghai")
            assert in_window(start.at, zone, EVERYBODY.contact.windows("CN")), "C2: rings inside the window"
        assert_one_ring_at_a_time(lin)
        for entry in dial_posts(lin):
            to = entry.facts["parameters"]["To"][0]
            assert to not in chaos.stopped or entry.at <= chaos.stopped[to], "C6: no call after an opt-out"
        for row in await rows(database, attempts):
            assert row["state"] == AttemptState.ENDED, "every attempt ends"
        for row in await rows(database, callouts):
            waits = row["state"] == CalloutState.PLANNED and row["due_at"] > lin.clock.now()
            assert row["ended_at"] or waits, ("C15: neither ended nor planned ahead", dict(row))
        await every_block_is_accounted_for(database)


def assert_one_ring_at_a_time(lin: Phone) -> None:
    ringing: dict[str, str] = {}
    for entry in lin.exchange.kit.ledger.entries(Kind.RING_START, Kind.ENDED):
        to, sid = entry.facts["to"], entry.facts["call_sid"]
        if entry.kind is Kind.RING_START:
            assert to not in ringing, "C1: two calls at once to one number"
            ringing[to] = sid
        elif ringing.get(to) == sid:
            del ringing[to]


async def every_block_is_accounted_for(database: Database) -> None:
    """C10: each open block was called about, or there is a reason on record."""
    for block in await rows(database, blocks):
        if not block["ended_at"]:
            assert await rows(database, decisions, block_id=block["block_id"]), "a block nobody decided about"
    rang = [row["callout_id"] for row in await rows(database, attempts) if row["outcome"] not in NEVER_PLACED]
    assert max(Counter(rang).values()) <= 3
