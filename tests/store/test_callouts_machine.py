"""The invariants of phoning, over random lives of three people with two phones: real PostgreSQL, the real engine.

The oracle is what the carrier was asked for, and a model of who said what, which shares no code with the engine.
`CARELINE_TEST_LIVES` is how many lives are tried (usually 6); C1 to C15 are those of docs/callouts.md.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import RowMapping

from callouts.attempts import apply, hold_attempt
from callouts.carrier import Busy, CallStatus, Dial, DialResult, Refused, Unknown
from callouts.controls import pause, resume
from callouts.lifecycle import Progress, Verdict
from callouts.outcomes import write_outcome
from callouts.pacing import Pace
from careline.contacts.service import identify, note_found, opt_in, opt_out, wish_callback
from careline.conversations.conversation import change_owner, open_app
from careline.core.blocks import BlockKind
from careline.core.callouts import NEVER_PLACED, CalloutState, Outcome
from careline.core.contact import Channel
from careline.core.conversation import Move, Owner
from careline.core.journal import Because, What
from careline.desk.service import request_handoff
from careline.ids import new_id
from careline.store.database import Database
from careline.store.orders import load_customer
from careline.store.tables.callouts import attempts, callouts, decisions
from careline.store.tables.cases import blocks, journal
from careline.store.tables.contacts import sms
from tests.callouts_kit import Engine, FakeCarrier, dispatched_now, feed, late_order, rows, settings_for
from tests.conftest import NewDatabase
from tests.databases import Engines, Server
from tests.rules import rules_with

pytestmark = pytest.mark.store

SHARED, OWN = "+8613800000001", "+8613800000003"
PEOPLE = {"u-a": SHARED, "u-b": SHARED, "u-c": OWN}
PLACES = 2
RULES = rules_with(calls={"holdout_percent": 0, "block_gap": timedelta(hours=2)})
ENDS = (CallStatus.BUSY, CallStatus.NO_ANSWER, CallStatus.FAILED, CallStatus.COMPLETED)
Made = TypeVar("Made")


@dataclass
class Rang:
    """One request that the carrier was sent."""

    at: datetime
    attempt_id: UUID
    number: str
    said_no: bool
    moved_on: bool
    paused: bool


@dataclass
class Told:
    """What people have said, and when a call was promised."""

    persons: set[str] = field(default_factory=set)
    numbers: dict[str, set[str]] = field(default_factory=lambda: {number: set() for number in PEOPLE.values()})
    moved_on: set[str] = field(default_factory=set)
    with_a_person: set[str] = field(default_factory=set)
    wishes: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    paused: bool = False

    def no(self, customer_id: str, number: str) -> bool:
        return customer_id in self.persons or bool(self.numbers[number])


class Lives(RuleBasedStateMachine):
    """`run` works a coroutine off; `opened` gives a database of its own."""

    run: Callable[[Coroutine[Any, Any, Any]], Any]
    opened: Callable[[AsyncExitStack], Coroutine[Any, Any, Database]]

    def __init__(self) -> None:
        super().__init__()
        self.stack, self.told, self.rang, self.ended = AsyncExitStack(), Told(), list[Rang](), dict[UUID, RowMapping]()
        self.orders: dict[str, list[int]] = {name: [] for name in PEOPLE}
        self.versions: Counter[int] = Counter()
        self.database: Database = self.run(self.opened(self.stack))
        self.carrier = FakeCarrier()
        self.carrier.before = self.note
        wired = settings_for(rules=RULES, pace=Pace(cps=100.0, concurrency=PLACES))
        self.engine = Engine(self.database, self.carrier, wired)
        self.order("u-a")

    def teardown(self) -> None:
        self.run(self.stack.aclose())

    # What happens outside.

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def order(self, who: str) -> None:
        """Another order is late."""
        if len(self.orders[who]) < 2:
            n = 10 * sorted(PEOPLE).index(who) + len(self.orders[who]) + 101
            self.orders[who].append(n)
            late = instant_of(self.engine.now - timedelta(days=3))
            person = {"customer_id": who, "phone": PEOPLE[who], "first_order_at": late, "name": "顾客"}
            told = late_order(n, customer=person, placed_at=late, paid_at=late)
            self.run(feed(self.database, told | {"occurred_at": late}, now=self.engine.now))

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def moves_on(self, who: str) -> None:
        """Their first order is dispatched. Nobody has looked at it yet."""
        if self.orders[who]:
            n = self.orders[who][0]
            self.versions[n] += 1
            told = dispatched_now(n, self.engine.now, version=2)
            told["order"]["customer"] |= {"customer_id": who, "phone": PEOPLE[who], "name": "顾客"}
            self.run(feed(self.database, told, now=self.engine.now))
            self.told.moved_on.add(f"CL2026-{n:04}")

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def says_no(self, who: str) -> None:
        if self.orders[who]:
            self.run(self._says(opt_out, who))
            self.told.persons.add(who)
            self.told.numbers[PEOPLE[who]].add(who)
            self.told.wishes.pop(who, None)

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def says_yes(self, who: str) -> None:
        if self.orders[who]:
            self.run(self._says(opt_in, who))
            self.told.persons.discard(who)
            self.told.numbers[PEOPLE[who]].discard(who)

    async def _says(self, what: Any, who: str) -> None:
        async with self.database.begin() as tx:
            await what(tx, who, Channel.PHONE, source="app", now=self.engine.now)

    @rule(who=st.sampled_from(sorted(PEOPLE)), minutes=st.integers(5, 300))
    def wishes(self, who: str, minutes: int) -> None:
        """They name a time in the app."""
        if self.orders[who] and who not in self.told.with_a_person:
            at = self.engine.now + timedelta(minutes=minutes)
            self.run(self._wishes(who, at))
            self.told.wishes[who] = (self.engine.now, at)

    async def _wishes(self, who: str, at: datetime) -> None:
        async with self.database.begin() as tx:
            customer = await load_customer(tx, who)
            assert customer
            held = await open_app(tx, customer, self.engine.now)
            await wish_callback(tx, who, held.conversation_id, "晚点打", at, self.engine.now, by_turn=new_id())

    @rule(who=st.sampled_from(sorted(PEOPLE)))
    def asks_for_a_person(self, who: str) -> None:
        if self.orders[who]:
            self.run(self._to_a_person(who))
            self.told.with_a_person.add(who)
            self.told.wishes.pop(who, None)

    async def _to_a_person(self, who: str) -> None:
        async with self.database.begin() as tx:
            customer = await load_customer(tx, who)
            assert customer
            held = await open_app(tx, customer, self.engine.now)
            await request_handoff(tx, held.conversation_id, why=Because.CONSUMER_ASKED, now=self.engine.now)

    @precondition(lambda self: self.told.with_a_person)
    @rule()
    def the_person_is_done(self) -> None:
        who = min(self.told.with_a_person)
        self.run(self._done(who))
        self.told.with_a_person.discard(who)

    async def _done(self, who: str) -> None:
        async with self.database.begin() as tx:
            customer = await load_customer(tx, who)
            assert customer
            held = await open_app(tx, customer, self.engine.now)
            if held.ownership.owner is Owner.QUEUE:
                await change_owner(
                    tx, held, Move.CLOSE, who="consumer", why=Because.CONSUMER_CONFIRMED, now=self.engine.now
                )

    @rule()
    def pauses(self) -> None:
        self.run(self._control(pause if not self.told.paused else resume))
        self.told.paused = not self.told.paused

    async def _control(self, what: Any) -> None:
        more = {"why": "a drill"} if what is pause else {}
        async with self.database.begin() as tx:
            await what(tx, who="operator", now=self.engine.now, **more)

    # The carrier and whoever picks up.

    @rule(
        answer=st.sampled_from(
            [Unknown("lost"), Busy(5.0), Refused("no", temporary=True), Refused("bad", 21211, number_bad=True)]
        )
    )
    def next_answer(self, answer: DialResult) -> None:
        """The carrier will take the next request otherwise than usual."""
        self.carrier.results = [answer]

    @rule(news=st.sampled_from([CallStatus.RINGING, CallStatus.IN_PROGRESS, *ENDS]), again=st.booleans())
    def hears(self, news: CallStatus, again: bool) -> None:
        """The carrier tells of the oldest call, perhaps twice, in any order."""
        self.run(self._hears(news, 2 if again else 1))

    @rule(found=st.sampled_from([None, Outcome.ASKED_PERSON, Outcome.HUNG_UP, Outcome.DOUBTED, Outcome.THIRD_PARTY]))
    def talks(self, found: Outcome | None) -> None:
        """Somebody picks up: who it is (None: the consumer themselves), and what they want; then it ends."""
        self.run(self._talks(found))

    async def _live(self) -> RowMapping | None:
        live = [row for row in await self._attempts() if row["ended_at"] is None and row["call_sid"]]
        return live[0] if live else None

    async def _attempts(self) -> list[RowMapping]:
        return await rows(self.database, attempts)

    async def _hears(self, news: CallStatus, times: int) -> None:
        if row := await self._live():
            for _ in range(times):
                await self._news(row["attempt_id"], Progress(news, row["call_sid"], self.engine.now))

    async def _news(self, attempt_id: UUID, *news: Progress | Verdict) -> None:
        for one in news:
            async with self.database.begin() as tx:
                held = await hold_attempt(tx, attempt_id)
                assert held
                await apply(tx, held, one, self.engine.now, self.engine.settings)

    async def _talks(self, found: Outcome | None) -> None:
        if row := await self._live():
            sid, now = row["call_sid"], self.engine.now
            await self._news(row["attempt_id"], Progress(CallStatus.IN_PROGRESS, sid, now))
            async with self.database.begin() as tx:
                if found:
                    await note_found(tx, row["attempt_id"], found, now)
                else:
                    await identify(tx, row["attempt_id"], now)
            await self._news(row["attempt_id"], Progress(CallStatus.COMPLETED, sid, now))

    @rule()
    def a_stale_token_comes_home(self) -> None:
        """C11: a dialer that was given up writes nothing any more."""
        self.run(self._stale())

    async def _stale(self) -> None:
        before = await self._attempts()
        for row in before:
            refused = Refused("too late", 21211, number_bad=True)
            assert not await write_outcome(
                self.database, row["attempt_id"], new_id(), refused, self.engine.now, self.engine.settings
            )
        assert await self._attempts() == before

    # Time.

    @rule(minutes=st.sampled_from([1, 7, 31, 64, 125, 300, 600]))
    def time_passes(self, minutes: int) -> None:
        self.engine.later(minutes=minutes)
        self.works()

    @rule()
    def works(self) -> None:
        self.run(self.engine.step())

    @precondition(lambda self: self.told.wishes)
    @rule()
    def the_named_minute_comes(self) -> None:
        """What was asked for at a time rings then, unless something speaks against it that the model knows of."""
        who, (_, at) = min(self.told.wishes.items(), key=lambda item: item[1][1])
        self.run(self.engine.step())
        self.engine.now = max(self.engine.now, at)
        self.run(self._at_the_minute(who, at))

    async def _at_the_minute(self, who: str, at: datetime) -> None:
        planned = [row for row in await rows(self.database, callouts, customer_id=who) if row["ended_at"] is None]
        promised = [row for row in planned if row["wished_for"] == at and row["due_at"] <= at]
        before = len(self.rang)
        number, free = PEOPLE[who], not self.told.paused
        lately = [one for one in self.rang if one.number == number and self.engine.now - one.at < timedelta(days=1)]
        quiet = not [row for row in await self._attempts() if row["ended_at"] is None]
        own_answer = self.carrier.results
        self.carrier.results = []
        await self.engine.step()
        self.carrier.results = own_answer
        still = [row for row in self.orders[who] if f"CL2026-{row:04}" not in self.told.moved_on]
        if not (promised and free and still and quiet and not lately and in_the_window(at)):
            return
        if (
            not self.told.no(who, number)
            and self.engine.now == at
            and promised[0]["order_id"] not in self.told.moved_on
        ):
            made = {one.attempt_id for one in self.rang[before:]}
            theirs = {row["attempt_id"] for row in await self._attempts() if row["customer_id"] == who}
            assert made & theirs, "a promised call did not ring at its minute"

    # What the carrier was asked, and what has to hold.

    async def note(self, dial: Dial) -> None:
        (row,) = await rows(self.database, attempts, attempt_id=dial.attempt_id)
        (callout,) = await rows(self.database, callouts, callout_id=row["callout_id"])
        (block,) = await rows(self.database, blocks, block_id=callout["block_id"])
        unsent = block["kind"] == BlockKind.DISPATCH  # what was sent may be stuck with the courier a day later
        self.rang.append(
            Rang(
                self.engine.now, dial.attempt_id, dial.to, self.told.no(row["customer_id"], dial.to),
                unsent and callout["order_id"] in self.told.moved_on, self.told.paused,
            )
        )  # fmt: skip
        if not callout["wished_for"]:
            assert row["customer_id"] not in self.told.with_a_person, "they are with a person"
            named = self.told.wishes.get(row["customer_id"])
            assert not named or self.engine.now < named[0] or not await self._taken(row["customer_id"], named[1]), (
                "they named a time, and this is another one"
            )
        elif callout["wished_for"] > self.engine.now:
            raise AssertionError("before the time that they named")

    async def _taken(self, who: str, at: datetime) -> bool:
        return any(row["wished_for"] == at for row in await rows(self.database, callouts, customer_id=who))

    @invariant()
    def holds(self) -> None:
        self.run(self._holds())

    async def _holds(self) -> None:
        made, planned = await self._attempts(), await rows(self.database, callouts)
        by_id = {row["callout_id"]: row for row in planned}
        posts = Counter(one.attempt_id for one in self.rang)
        assert set(posts.values()) <= {1}, "C1: one attempt, two requests"
        live = [row for row in made if row["ended_at"] is None]
        assert len({row["number"] for row in live}) == len(live), "C1: one number rings twice at once"
        assert len(live) <= PLACES, "C3"
        of_block = Counter(
            by_id[row["callout_id"]]["block_id"]
            for row in made
            if row["outcome"] not in NEVER_PLACED and not by_id[row["callout_id"]]["wished_for"]
        )
        assert max(of_block.values(), default=0) <= RULES.calls.attempts_per_block, "C1: too many tries"
        for one in self.rang:
            assert in_the_window(one.at), f"C2: rang at {one.at}"
            assert not one.said_no, "C6: rang although they had said no"
            assert not one.moved_on, "C7: rang although it had moved on"
            assert not one.paused, "rang while paused"
        self._caps({row["attempt_id"]: row for row in made}, await rows(self.database, sms))
        for attempt_id, before in self.ended.items():
            (now,) = (row for row in made if row["attempt_id"] == attempt_id)
            same = ("state", "outcome", "ended_at", "callout_id", "n")
            assert all(now[name] == before[name] for name in same), "C9: an end has changed"
        self.ended = {row["attempt_id"]: row for row in made if row["ended_at"]}
        lost = {by_id[row["callout_id"]]["block_id"]: row for row in made if row["outcome"] == Outcome.UNKNOWN_FINAL}
        for row in made:
            gone = lost.get(by_id[row["callout_id"]]["block_id"])
            assert gone is None or row["intent_at"] <= gone["ended_at"], "C13: phoned again after an unknown end"
        entries = await rows(self.database, journal)
        dialled = {UUID(row["data"]["attempt_id"]) for row in entries if row["what"] == What.CALL_DIALLED}
        ended = {
            UUID(row["data"]["attempt_id"]): row["data"]["outcome"] for row in entries if row["what"] == What.CALL_ENDED
        }
        assert dialled == {row["attempt_id"] for row in made}, "C14: the journal tells of other calls"
        assert ended == {row["attempt_id"]: row["outcome"] for row in made if row["ended_at"]}, "C14: or other ends"

    def _caps(self, made: dict[UUID, RowMapping], texts: list[RowMapping]) -> None:
        """C12: of one number, whosever it is, by the ledger alone."""
        zone, contact = ZoneInfo("Asia/Shanghai"), RULES.contact
        rang = [one for one in self.rang if made[one.attempt_id]["outcome"] not in NEVER_PLACED]
        days = Counter((one.number, one.at.astimezone(zone).date()) for one in rang)
        assert max(days.values(), default=0) <= contact.calls_per_day, "C12: too many calls a day"
        for number in set(PEOPLE.values()):
            at = [one.at for one in rang if one.number == number]
            at += [row["sending_at"] for row in texts if row["number"] == number and row["sending_at"]]
            for span, most in ((60, contact.contacts_per_minute), (3600, contact.contacts_per_hour)):
                for first in at:
                    within = sum(timedelta(0) <= other - first < timedelta(seconds=span) for other in at)
                    assert within <= most, f"C12: {within} contacts within {span} s"

    # However it went, it comes to an end.

    def settle(self) -> None:
        """C10 and C15: once nothing disturbs it any more, everything ends within a day of rounds, and each block has
        its reason."""
        self.run(self._settle())

    async def _settle(self) -> None:
        self.carrier.results = []
        if self.told.paused:
            await self._control(resume)
            self.told.paused = False
        for _ in range(40):
            self.engine.later(minutes=50)
            await self.engine.step()
            while row := await self._live():
                await self._news(row["attempt_id"], Progress(CallStatus.NO_ANSWER, row["call_sid"], self.engine.now))
        assert not [row for row in await self._attempts() if row["ended_at"] is None], "C15: an attempt never ends"
        for block in await rows(self.database, blocks):
            about = await rows(self.database, callouts, block_id=block["block_id"])
            decided = await rows(self.database, decisions, block_id=block["block_id"])
            live = [row for row in about if row["state"] in {CalloutState.PLANNED, CalloutState.DIALING}]
            told = [row for row in decided if not row["call"]]
            done = [row for row in about if row["state"] == CalloutState.DONE]
            assert block["ended_at"] or live or told or done, "C10: a block that nobody decided about"
            if live and not block["ended_at"]:
                late = self.engine.now - live[0]["due_at"]
                assert late < timedelta(hours=1) or live[0]["state"] == CalloutState.DIALING, "C15: due and not dialled"


def in_the_window(at: datetime) -> bool:
    """Nine to twelve and two to eight, on a clock in Hangzhou."""
    clock = at.astimezone(ZoneInfo("Asia/Shanghai")).time()
    return time(9) <= clock < time(12) or time(14) <= clock < time(20)


def instant_of(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


class LivesToTheEnd(Lives):
    """The same, and each life is lived to its end."""

    def teardown(self) -> None:
        try:
            self.settle()
            self.holds()
        finally:
            super().teardown()


@pytest.mark.timeout(600)
def test_the_invariants_hold_in_any_life(new_database: NewDatabase, database_server: Server) -> None:
    engines = Engines(database_server.url)

    async def opened(stack: AsyncExitStack) -> Database:
        return await stack.enter_async_context(engines.opened(stack.enter_context(new_database())))

    with asyncio.Runner() as runner:
        given = {"run": staticmethod(runner.run), "opened": staticmethod(opened)}
        lives = int(os.environ.get("CARELINE_TEST_LIVES", "6"))
        run_state_machine_as_test(
            type("LivesHere", (LivesToTheEnd,), given),
            settings=settings(
                max_examples=lives, stateful_step_count=25, deadline=None, derandomize=True,
                phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
