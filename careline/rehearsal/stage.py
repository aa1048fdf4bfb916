"""The stage: a database of its own, one bot process, our actions, and all that a turn passes through in production."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from aiohttp import web

from actions.services import Services
from actions.webhook import webhook_app
from callouts.call_flow import CallFlow
from callouts.settings import CalloutSettings
from callouts.twilio_carrier import TwilioCarrier
from careline.cases.service import look_at_due_orders
from careline.core.rules import ShopNames
from careline.dialogue.answering import Answering, Limits
from careline.feed.service import Feed
from careline.rehearsal.bot_process import bot_process
from careline.rehearsal.cast import Cast, cast
from careline.rehearsal.overheard import Overheard
from careline.rehearsal.scratch import scratch_database
from careline.rehearsal.script import Conversation
from careline.rehearsal.situations import NOW
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.up import BOT_PYTHON

SHOP = "橙子优选"
_SECONDS = 10.0
"""What an answer may take, on the phone too: the machine may be busy, and speed is measured elsewhere."""
_EVENTS_AT_ONCE = 500
_ORDERS_AT_ONCE = 200
_SHIPPED = load_rules("standard", NOW.date() + timedelta(days=30))
RULES = replace(
    _SHIPPED, names={**_SHIPPED.names, "en": ShopNames(shop="Orange Select", spoken="Orange Select", call_back="")},
    calls=replace(_SHIPPED.calls, ask_how_it_went=False),
)  # fmt: skip
"""Scripts are written for the figures that Careline ships, whatever this installation has set. How it went is asked by
the voice and not by the assistant, so that no script has to answer it."""


def clock() -> datetime:
    """On a stage the time stands still."""
    return NOW


@dataclass(slots=True, kw_only=True)
class Stage:
    """What a conversation needs to be held. `bot_secret` opens the channel of the process at `bot_url`."""

    database: Database
    answering: Answering
    overheard: Overheard
    calls: CallFlow
    bot_url: str
    bot_secret: str
    _runs: Counter[str] = field(default_factory=Counter)

    async def enter(self, scripts: Iterable[Conversation]) -> list[Cast]:
        """Tell the shop's feed of everybody who takes part, and find what is blocked."""
        casts = []
        for script in scripts:
            casts.append(cast(script, self._runs[script.title]))
            self._runs[script.title] += 1
        events = [event for one in casts for event in one.events]
        feed = Feed(self.database, RULES.new_users)
        for start in range(0, len(events), _EVENTS_AT_ONCE):
            taken = await feed.take(events[start : start + _EVENTS_AT_ONCE], NOW)
            if taken.rejected:
                raise ValueError(f"the feed refuses events of a rehearsal: {taken.rejected[:3]}")
        while await look_at_due_orders(self.database, NOW, RULES, _ORDERS_AT_ONCE):
            pass
        return casts


@asynccontextmanager
async def stage(server: str, model: Path, *, bot_python: Path = BOT_PYTHON) -> AsyncIterator[Stage]:
    """Put up a stage on the PostgreSQL server of this URL, with this model; nothing of it is left afterwards.

    Raises BotDidNotStartError.
    """
    bot_secret, actions_secret = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    async with AsyncExitStack() as stack:
        scratch = await stack.enter_async_context(scratch_database(server))
        database = Database(engine_for(scratch.url, pool_size=20))
        stack.push_async_callback(database.close)
        services = Services(database=database, clock=clock, shop_name=SHOP, rules=RULES)
        port = await _listen(stack, webhook_app(services, actions_secret))
        environment = {
            "CARELINE_BOT_SECRET": bot_secret,
            "CARELINE_ACTIONS_SECRET": actions_secret,
            "CARELINE_ACTIONS_URL": f"http://127.0.0.1:{port}/webhook",
            "CARELINE_TRACKER_URL": scratch.tracker_url,
        }
        url = await stack.enter_async_context(bot_process(bot_python, model, environment))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        overheard = Overheard(http, (url,), bot_secret)
        answering = Answering(database, overheard, clock, Limits(app=_SECONDS, phone=_SECONDS))
        calls = await _calls(stack, database, answering)
        yield Stage(
            database=database, answering=answering, overheard=overheard, calls=calls, bot_url=url, bot_secret=bot_secret
        )


async def _listen(stack: AsyncExitStack, app: web.Application) -> int:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return int(runner.addresses[0][1])


async def _calls(stack: AsyncExitStack, database: Database, answering: Answering) -> CallFlow:
    """Calls go without a carrier: nothing listens where this one points, and answered calls need none."""
    settings = CalloutSettings(
        shop_name=SHOP, caller="+8657100000000", public_url="http://127.0.0.1:9", secret=secrets.token_urlsafe(24),
        rules=RULES, bot_seconds=_SECONDS,
    )  # fmt: skip
    nobody = TwilioCarrier("AC" + "0" * 32, settings.secret, base_url=settings.public_url, name="simulator")
    stack.push_async_callback(nobody.close)
    calls = CallFlow(database, nobody, settings, answering, clock)
    stack.push_async_callback(calls.close)
    return calls
