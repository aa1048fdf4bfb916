"""Careline's shop side and the demo shop around one real database, over real HTTP: what is sent, done and told back."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import text, update

from careline.cases.service import Remedy, Wish, look_at_due_orders, remedies_of, request_remedy
from careline.clock import utc_now
from careline.core.orders import Order
from careline.core.remedies import RemedyKind
from careline.demo.shop_process import Shop, ShopSettings
from careline.feed import routes as feed_routes
from careline.feed.service import Feed
from careline.feed.signature import feed_guard
from careline.http.endpoint import Access, register
from careline.http.problem import problem_middleware
from careline.platform import routes as platform_routes
from careline.platform.http_adapter import HttpPlatform
from careline.platform.outbox import Deliverer
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.platform import outbox
from tests.platform_kit import WITHIN_LIMITS
from tests.rules import OPEN_HANDED, RULES

SECRET, FEED_SECRET = "demo-secret-of-the-platform", "demo-secret-of-the-feed"
Event = dict[str, Any]


@dataclass
class World:
    database: Database
    url: str
    """The database's."""
    shop: Shop
    shop_url: str
    careline_url: str
    http: aiohttp.ClientSession

    async def sells(self, event: Event) -> Order:
        """The shop has this order, and the feed was told of it."""
        self.shop.ledger.learn([event], told=False)
        return await self.order_told(event["order"]["order_id"])

    async def order_told(self, order_id: str) -> Order:
        await self.shop._tell_feed()
        async with self.database.begin() as tx:
            found = await load_order(tx, order_id)
        assert found is not None
        return found

    async def wish(self, order: Order, kind: RemedyKind, **given: Any) -> Remedy:
        """A wish within the limits, confirmed just now."""
        given = {"amount": WITHIN_LIMITS.get(kind), **given}
        async with self.database.begin() as tx:
            wish = Wish(order=order, kind=kind, who="consumer", channel="app", **given)
            return await request_remedy(tx, wish, utc_now(), OPEN_HANDED)

    async def deliver(self) -> int:
        platform = HttpPlatform(self.http, self.shop_url, SECRET, utc_now)
        return await Deliverer(self.database, platform, None, utc_now, RULES).deliver_remedies()

    async def shop_goes_on(self, rounds: int = 4) -> None:
        """The shop takes its later steps, one event each, and Careline looks at every one."""
        for _ in range(rounds):
            self.shop.take_steps(utc_now().timestamp() + 3600)
            await self.shop._tell_feed()
            await self.look()

    async def look(self) -> None:
        while await look_at_due_orders(self.database, utc_now(), RULES, 50) == 50:
            pass

    async def now(self, remedy: Remedy) -> Remedy:
        async with self.database.begin() as tx:
            [found] = [one for one in await remedies_of(tx, remedy.order_id) if one.remedy_id == remedy.remedy_id]
        return found

    async def try_again_now(self) -> None:
        """Nobody holds a claim any more, and no pause has to be waited for."""
        async with self.database.begin() as tx:
            await tx.execute(update(outbox).values(claimed_until=text("clock_timestamp() - interval '1 s'")))
            waits = outbox.c.next_try_at.is_not(None)
            await tx.execute(update(outbox).where(waits).values(next_try_at=outbox.c.created_at))

    async def deliverer_process(self, **environment: str) -> int:
        """A process that delivers what is due, once, as the worker does; its exit code (negative: killed)."""
        ours = {"PLATFORM_URL": self.shop_url, "DATABASE": self.url, "CARELINE_DEMO": "1"}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.running.delivering", env={**os.environ, **ours, **environment},
            cwd=Path(__file__).parents[1],
        )  # fmt: skip
        return await asyncio.wait_for(process.wait(), 60)


@asynccontextmanager
async def shop_world(database: Database, url: str, folder: Path) -> AsyncIterator[World]:
    app = web.Application(middlewares=[problem_middleware({})])
    served = [
        *feed_routes.endpoints(Feed(database, RULES.new_users), utc_now),
        *platform_routes.endpoints(database, utc_now),
    ]
    guards = {
        Access.FEED: feed_guard(FEED_SECRET, utc_now),
        Access.PLATFORM: platform_routes.platform_guard(SECRET, utc_now),
    }
    register(app, served, guards)
    async with aiohttp.ClientSession() as http, TestServer(app) as careline:
        careline_url = str(careline.make_url("")).rstrip("/")
        shop = Shop(
            ShopSettings(secret=SECRET, feed_secret=FEED_SECRET, careline=careline_url, data_dir=folder, pause=1), http
        )
        async with TestServer(shop.app()) as server:
            shop_url = str(server.make_url("")).rstrip("/")
            yield World(database, url, shop, shop_url, careline_url, http)
        shop.ledger.close()
