"""The demo's data: a shop made from a seed, and agents who can log in. Does nothing where there is data already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from careline.core.rules import ShopRules
from careline.demo.events import Event
from careline.demo.shop import demo_events
from careline.desk.staff import Profile, save_agent
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.desk import agents
from careline.store.tables.feed import orders

SEED = 20261111
BATCH = 400
DEMO_PASSWORD = "careline-demo"  # noqa: S105 - printed on screen, refused outside the demo by having no such agents
DEMO_LOGINS = {
    "li": ("李静", ("zh-CN", "en"), "senior"),
    "anna": ("Anna", ("en", "zh-CN"), "senior"),
    "wu": ("吴迪", ("zh-CN",), "agent"),
    "chen": ("陈敏", ("zh-CN", "en"), "supervisor"),
    "zhou": ("周岚", ("zh-CN", "en"), "admin"),
}


async def seed_demo(
    database: Database,
    now: datetime,
    rules: ShopRules,
    customers: int = 200,
    orders_made: int = 800,
    *,
    made: Callable[[list[Event]], None] = lambda _events: None,
) -> str:
    """Fill an empty database; says what is there. `made` is handed the orders first, for the demo shop to know them."""
    async with database.begin() as tx:
        known = (await tx.execute(select(func.count()).select_from(orders))).scalar_one()
        staff = (await tx.execute(select(func.count()).select_from(agents))).scalar_one()
    if not known:
        events = await asyncio.to_thread(demo_events, seed=SEED, now=now, customers=customers, orders=orders_made)
        await asyncio.to_thread(made, events)
        feed = Feed(database, rules.new_users)
        for start in range(0, len(events), BATCH):
            taken = await feed.take(events[start : start + BATCH], now)
            known += taken.accepted
    if not staff:
        async with database.begin() as tx:
            for login, (name, languages, role) in DEMO_LOGINS.items():
                profile = Profile(name=name, role=role, languages=languages)
                await save_agent(tx, login, profile, rules.desk, password=DEMO_PASSWORD, who="operator", now=now)
    return f"{known} orders, {len(DEMO_LOGINS)} agents"
