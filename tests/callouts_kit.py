"""A shop with a blocked order, and the whole callout engine around it: real database, real carrier adapter, the phone
simulator, our voice routes, a stand-in for Rasa. Time stands still until a test moves it, for all of them together.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import aiohttp
from aiohttp import web
from aiohttp.test_utils import unused_port
from sqlalchemy import RowMapping, Table, event, select

from callouts.call_flow import CallFlow
from callouts.carrier import CallSeen, Carrier, Dial, DialResult, Placed, Sent, SmsResult
from callouts.clock_watch import ClockWatch
from callouts.dialer import Dialer
from callouts.hang_ups import hang_up_asked
from callouts.pacing import Pace
from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.clock import ManualClock
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.exchange import Exchange
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.server import running
from callouts.planner import plan
from callouts.reconcile import Reconciler
from callouts.settings import CalloutSettings
from callouts.signature import carrier_guard
from callouts.texting import send_due_sms
from callouts.twilio_carrier import TwilioCarrier
from callouts.voice import endpoints
from careline.cases.service import look_at_due_orders
from careline.contacts.service import identify, opt_out
from careline.conversations.conversation import change_owner, find, hold
from careline.core.contact import Channel
from careline.core.conversation import Move
from careline.core.journal import Because
from careline.desk.service import request_handoff
from careline.dialogue.answering import Answering, Limits
from careline.dialogue.client import DialogueClient
from careline.feed.service import Feed
from careline.http.endpoint import Access, register
from careline.http.problem import problem_middleware
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts
from tests.factories import event as feed_event
from tests.factories import instant
from tests.fake_bot import SECRET as BOT_SECRET
from tests.fake_bot import FakeBot, fake_bot, said
from tests.rules import rules_with

TUESDAY_10 = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Ten in the morning in Hangzhou: the window is open until noon."""
LIN, LIN_PHONE, LIN_ORDER = "u-lin", "+8613800000001", "CL2026-0001"
CALLER = "+14155550100"
SID, TOKEN = "AC" + "0" * 32, "an-auth-token-for-tests"
SECRET = "a-secret-that-names-attempts"
EVERYBODY = rules_with(calls={"holdout_percent": 0, "ask_how_it_went": False})
"""The standard rules, but nobody is held out, and nobody asked how it went."""
NO_GAP = rules_with(EVERYBODY, calls={"block_gap": timedelta(0)})
"""The same, and a person with two blocks may be phoned about both at once."""
HELD_OUT = rules_with(calls={"holdout_percent": 100})


def settings_for(public_url: str = "http://127.0.0.1:1", **given: Any) -> CalloutSettings:
    """Standard rules, nobody held out, and pacing that does not get in the way."""
    usual: dict[str, Any] = {
        "shop_name": "云选商城",
        "caller": CALLER,
        "public_url": public_url,
        "secret": SECRET,
        "rules": EVERYBODY,
        "pace": Pace(cps=100.0, concurrency=20),
        "detect_machines": False,
    }
    return CalloutSettings(**{**usual, **given})


def late_order(n: int = 1, **given: Any) -> dict[str, Any]:
    """A new user's order, paid three days before TUESDAY_10 and not dispatched: blocked for a day."""
    paid = instant(TUESDAY_10 - timedelta(days=3))
    who = given.pop("customer", {})
    usual = {"order_id": f"CL2026-{n:04}", "placed_at": paid, "paid_at": paid, "status": "paid"}
    person = {"customer_id": LIN, "phone": LIN_PHONE, "first_order_at": paid} if n == 1 else {
        "customer_id": f"u-{n}", "phone": f"+86138{n:08}", "first_order_at": paid, "name": f"顾客{n}"
    }  # fmt: skip
    return feed_event({"occurred_at": paid}, **{**usual, "customer": {**person, **who}, **given})


def dispatched_now(n: int = 1, at: datetime = TUESDAY_10, version: int = 2) -> dict[str, Any]:
    """The same order, handed to a courier: nothing is blocked any more."""
    told = late_order(n, status="dispatched")
    told |= {"version": version, "occurred_at": instant(at)}
    told["order"]["parcels"] = [
        {
            "parcel_id": "P1",
            "courier": "顺丰速运",
            "tracking_no": "SF1234567890123",
            "dispatched_at": instant(at),
            "scans": [],
        }
    ]
    return told


async def take(database: Database, *events: dict[str, Any], now: datetime = TUESDAY_10) -> None:
    """Let the feed tell of these orders and look at them."""
    await feed(database, *events, now=now)
    await look_at_due_orders(database, now, EVERYBODY, 500)


async def feed(database: Database, *events: dict[str, Any], now: datetime = TUESDAY_10) -> None:
    """Let the feed tell of these orders."""
    taken = await Feed(database, EVERYBODY.new_users).take(list(events), now)
    assert not taken.rejected, taken.rejected


async def rows(database: Database, table: Table, **wanted: Any) -> list[RowMapping]:
    """What a fresh transaction reads, oldest first."""
    query = select(table).where(*(table.c[name] == value for name, value in wanted.items()))
    async with database.begin() as tx:
        return list((await tx.execute(query.order_by(next(iter(table.primary_key))))).mappings().all())


async def eventually(check: Callable[[], Awaitable[Any]], what: str, seconds: float = 20.0) -> Any:
    """Poll until the check gives something true."""
    until = asyncio.get_running_loop().time() + seconds
    while True:
        if found := await check():
            return found
        assert asyncio.get_running_loop().time() < until, f"not within {seconds} s: {what}"
        await asyncio.sleep(0.01)


async def seen_while(database: Database, work: Callable[[], Any]) -> list[str]:
    """The statements that the database sees while this is done."""
    seen: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", count)
    try:
        await work()
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", count)
    return seen


class FakeCarrier:
    """A carrier without a network: notes what it is asked, answers as told. `before` runs inside `dial`."""

    name = "simulator"

    def __init__(self) -> None:
        self.dialled: list[Dial] = []
        self.texts: list[tuple[str, str]] = []
        self.ended: list[str] = []
        self.calls: dict[str, CallSeen] = {}
        self.results: list[DialResult] = []
        self.before: Callable[[Dial], Awaitable[None]] | None = None
        self.refuses: dict[str, str] = {}
        self.sms_result: SmsResult | None = None

    def may_dial(self, to: str) -> str | None:
        return self.refuses.get(to)

    async def dial(self, dial: Dial) -> DialResult:
        self.dialled.append(dial)
        sid = f"CA{len(self.dialled):032}"  # before others are let in between
        if self.before:
            await self.before(dial)
        return self.results.pop(0) if self.results else Placed(sid)

    async def hang_up(self, call_sid: str) -> None:
        self.ended.append(call_sid)

    async def redirect(self, call_sid: str, twiml: str) -> None:
        return None

    async def ring(self, dial: Dial) -> DialResult:
        return await self.dial(dial)

    async def send_to(self, call_sid: str, url: str) -> None:
        return None

    async def extend(self, call_sid: str, limit_seconds: int) -> None:
        return None

    async def set_muted(self, conference_sid: str, call_sid: str, muted: bool) -> None:
        return None

    async def set_hold(self, conference_sid: str, call_sid: str, on_hold: bool, words_url: str) -> None:
        return None

    async def find(self, to: str, caller: str, since: datetime) -> list[CallSeen]:
        return [call for call in self.calls.values() if call.to == to and call.created_at >= since]

    async def fetch(self, call_sid: str) -> CallSeen | None:
        return self.calls.get(call_sid)

    async def send_sms(self, to: str, caller: str, body: str, status_url: str) -> SmsResult:
        self.texts.append((to, body))
        return self.sms_result or Sent(f"SM{len(self.texts):032}")

    async def close(self) -> None:
        return None


@dataclass
class Engine:
    """One worker's parts, stepped by hand."""

    database: Database
    carrier: Carrier
    settings: CalloutSettings
    now: datetime = TUESDAY_10
    clock: Callable[[], datetime] | None = None
    dialer: Dialer = field(init=False)

    def __post_init__(self) -> None:
        virtual = ClockWatch(self.time, compare=False)
        self.dialer = Dialer(self.database, self.carrier, self.settings, self.time, virtual)

    def time(self) -> datetime:
        return self.clock() if self.clock else self.now

    def later(self, **units: float) -> None:
        assert not self.clock
        self.now += timedelta(**units)

    async def plan(self) -> None:
        await look_at_due_orders(self.database, self.time(), self.settings.rules, 500)
        await plan(self.database, self.time(), self.settings, self.carrier.may_dial)

    async def dial(self) -> int:
        begun = await self.dialer.dial_due()
        await self.dialer.settled()
        return begun

    async def hang_up(self) -> int:
        return await hang_up_asked(self.database, self.carrier, self.settings, self.time())

    async def reconcile(self) -> None:
        await Reconciler(self.database, self.carrier, self.settings).reconcile(self.time())

    async def text(self) -> int:
        return await send_due_sms(self.database, self.carrier, self.settings, self.time)

    async def step(self) -> None:
        """One round of the worker."""
        await self.plan()
        await self.hang_up()
        await self.dial()
        await self.reconcile()
        await self.text()

    async def callout(self, customer_id: str = LIN) -> RowMapping:
        """The consumer's newest callout."""
        return (await rows(self.database, callouts, customer_id=customer_id))[-1]

    async def attempt(self, customer_id: str = LIN) -> RowMapping:
        """The consumer's newest attempt."""
        return (await rows(self.database, attempts, customer_id=customer_id))[-1]


class PhoneBot:
    """Rasa's part in a call, over the bot's own HTTP: identification, opting out, a person, good-bye."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self.heard: list[str] = []

    async def script(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        payload = body["payload"] or {}
        heard = body["text"] or payload.get("entities", {}).get("key") or payload["intent"]
        self.heard.append(heard)
        async with self._database.begin() as tx:
            conversation = await find(tx, UUID(body["conversation_id"]))
            assert conversation
            assert conversation.attempt_id
            if heard in {"是的", "1"}:
                await identify(tx, conversation.attempt_id, self._clock())
                return [said("您的羊毛大衣约定 11月23日 前发货，已经超时了。"), said("要我现在帮您催商家吗？")]
            held, now = await hold(tx, conversation.conversation_id), self._clock()
            turn = UUID(body["turn_id"])
            over = partial(change_owner, tx, held, Move.CLOSE, who="bot", now=now, by_turn=turn)
            if heard == "别再打了":
                for channel in (Channel.PHONE, Channel.SMS):
                    await opt_out(tx, held.customer_id, channel, source="phone", now=now)
                await over(why=Because.CONSUMER_OPTED_OUT)
                return [said("好的，以后不会再打给您，再见。")]
            if heard == "0":
                await request_handoff(tx, held.conversation_id, why=Because.CONSUMER_ASKED, now=now, by_turn=turn)
                return [said("好的，给您转人工。")]
            if heard == "好的":
                await over(why=Because.CONSUMER_CONFIRMED)
                return [said("已经帮您催了，再见。")]
        return [said("您说的是什么意思呢？")]


@dataclass
class Phone:
    """Everything of a call, running."""

    engine: Engine
    exchange: Exchange
    clock: ManualClock
    bot: FakeBot
    phone_bot: PhoneBot
    flow: CallFlow
    http: aiohttp.ClientSession
    public_url: str
    drop_connections: Callable[[], None]
    """Cut everybody off from our voice routes without a word, as a killed process does."""

    @property
    def relayed(self) -> bool:
        """Whether the assistant talks over ConversationRelay."""
        return self.flow.settings.relay

    def callee(self, script: Script, number: str = LIN_PHONE) -> None:
        self.exchange.callees.by_number[number] = script

    def spoken(self) -> list[str]:
        """What the voice has said so far, in all calls."""
        return [entry.facts["text"] for entry in self.exchange.kit.ledger.entries(Kind.SAID)]

    def posts(self) -> int:
        """Requests to dial that the carrier has seen, whatever came of them."""
        return sum(entry.facts["path"].endswith("/Calls.json") for entry in self.exchange.kit.ledger.entries(Kind.POST))

    async def over(self, customer_id: str = LIN, *, silent: bool = False) -> RowMapping:
        """The consumer's newest attempt, once it has ended. `silent`: the callee lets questions pass, which takes time
        where nobody but us measures it."""

        async def ended() -> RowMapping | None:
            if silent and self.relayed:
                await self.clock.advance(1)
            row = await self.engine.attempt(customer_id)
            return row if row["ended_at"] else None

        row: RowMapping = await eventually(ended, "the attempt ends")
        return row


@asynccontextmanager
async def phone(database: Database, *, say_seconds: float = 0.0, **given: Any) -> AsyncIterator[Phone]:
    """The engine with simulator, voice routes and bot. `given` goes into the settings; the simulator's voice takes
    `say_seconds` for each character."""
    port = unused_port()
    public_url = f"http://127.0.0.1:{port}"
    settings = settings_for(public_url, **given)
    clock = ManualClock(TUESDAY_10)
    config = SimulatorConfig(
        account_sid=SID, auth_token=TOKEN, calls_per_second=1000.0, say_seconds_per_character=say_seconds
    )
    nobody = Script(pick_up="no-answer")
    async with (
        running(config, clock=clock, default=nobody) as simulator,
        fake_bot() as bot,
        aiohttp.ClientSession() as http,
    ):
        carrier = TwilioCarrier(SID, TOKEN, base_url=simulator.url, name="simulator", timeout_s=2.0)
        client = DialogueClient(http, [bot.url], BOT_SECRET)
        answering = Answering(database, client, clock.now, Limits(phone=2.0))
        flow = CallFlow(database, carrier, settings, answering, clock.now, clock.sleep)
        phone_bot = PhoneBot(database, clock.now)
        bot.script = phone_bot.script  # type: ignore[method-assign]
        async with serving(flow, port) as drop:
            engine = Engine(database, carrier, settings, clock=clock.now)
            yield Phone(engine, simulator.exchange, clock, bot, phone_bot, flow, http, public_url, drop)
            await engine.dialer.settled()
        await flow.close()
        await carrier.close()


@asynccontextmanager
async def serving(flow: CallFlow, port: int) -> AsyncIterator[Callable[[], None]]:
    """Our voice routes on loopback, guarded as in production; what it gives cuts all connections."""
    app = web.Application(middlewares=[problem_middleware({})])
    register(app, endpoints(flow), {Access.CARRIER: carrier_guard(flow.settings.public_url, TOKEN)})
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)  # as the web process: sessions are dropped then
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield partial(_drop, runner)
    finally:
        await runner.cleanup()


def _drop(runner: web.AppRunner) -> None:
    assert runner.server
    for connection in runner.server.connections:
        if connection.transport:
            connection.transport.abort()
