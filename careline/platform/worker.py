"""The loop that delivers: woken by whoever posts to the outbox, and looking every second anyway."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import aiohttp
import psycopg

from careline.clock import utc_now
from careline.core.rules import ShopRules
from careline.platform.http_adapter import HttpPlatform, post_event
from careline.platform.outbox import AT_ONCE, Deliverer
from careline.platform.port import Platform
from careline.settings import Settings
from careline.store.database import Database, listen
from careline.store.failures import database_lost
from careline.store.notices import Notice, Topic

log = logging.getLogger(__name__)

EVERY, SLOWEST = 1.0, 15.0
"""Seconds between two rounds, and at most while the database is away."""


def platform_for(settings: Settings, http: aiohttp.ClientSession) -> Platform | None:
    """The shop's platform as it is set; None where none is connected."""
    if not settings.platform_url:
        return None
    return HttpPlatform(http, settings.platform_url, settings.platform_secret, utc_now)


Guard = Callable[[], Awaitable[bool]]


async def run_deliverer(
    settings: Settings, database: Database, rules: ShopRules, stop: asyncio.Event, guard: Guard
) -> None:
    """Deliver until `stop` is set; what is on its way then is waited for.

    Nothing is begun while `guard` says no: by a clock that is hours ahead the next try would be hours away, what is
    signed would be refused, and what has time left would be given up.
    """
    async with aiohttp.ClientSession() as http:
        listener = None
        if settings.events_url:
            url, secret = settings.events_url, settings.platform_secret
            listener = lambda key, body: post_event(http, url, secret, key, body, utc_now())  # noqa: E731
        deliverer = Deliverer(database, platform_for(settings, http), listener, utc_now, rules)
        remedies, events = asyncio.Event(), asyncio.Event()
        listening = asyncio.create_task(_wake(settings.database_url, {"remedy": remedies, "event": events}))
        try:
            await asyncio.gather(
                _repeat(partial(_all_remedies, deliverer), remedies, stop, guard),
                _repeat(deliverer.deliver_events, events, stop, guard),
            )
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


async def _all_remedies(deliverer: Deliverer) -> None:
    while await deliverer.deliver_remedies() == AT_ONCE:
        pass


async def _repeat(
    step: Callable[[], Awaitable[object]], woken: asyncio.Event, stop: asyncio.Event, guard: Guard
) -> None:
    away = 0
    while not stop.is_set():
        woken.clear()
        try:
            if await guard():
                await step()
            away = 0
        except Exception as error:
            away += 1
            if not database_lost(error):
                log.exception("delivery failed", extra={"action": "delivery_failed"})
        seconds = min(EVERY * 2 ** min(away, 4), SLOWEST) if away else EVERY
        waiting = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(woken.wait())]
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for waiter in waiting:
            waiter.cancel()


async def _wake(url: str, loops: Mapping[str, asyncio.Event]) -> None:
    """The notice's key is the topic of what was posted. They only save time: every round looks at the table anyway."""
    while True:
        try:
            async for notice in listen(url):
                for topic, woken in loops.items():
                    if notice.topic is Topic.LISTENING or notice == Notice(Topic.OUTBOX, topic):
                        woken.set()
        except (psycopg.Error, OSError):
            await asyncio.sleep(EVERY)
