"""How fast a backlog of orders comes in: `careline feed import`, beside one transaction for each event.

    .venv/bin/python bench/feed_import.py [ORDERS]

Makes a PostgreSQL of its own in a temporary folder on disk, or uses CARELINE_TEST_DATABASE_URL.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import make_url

from careline.clock import utc_now
from careline.demo.shop import backlog
from careline.feed.importing import import_file
from careline.feed.service import Feed
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.store.embedded import EmbeddedPostgres
from careline.store.migrate import migrate

LIMIT = 20.0  # seconds for 10,000 orders
NAIVE = 500
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    if url := os.environ.get("CARELINE_TEST_DATABASE_URL"):
        yield url
        return
    folder = Path(tempfile.mkdtemp(prefix="careline-bench-"))
    folder.chmod(0o755)  # noqa: ASYNC240 - as root, the server runs as another user
    postgres = EmbeddedPostgres(folder / "postgres")
    try:
        yield await postgres.start()
    finally:
        await postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def fresh_feed(url: str) -> AsyncIterator[Feed]:
    name = f"careline_bench_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    own = make_url(url).set(database=name).render_as_string(hide_password=False)
    migrate(own)
    database = Database(engine_for(own))
    try:
        yield Feed(database, load_rules("standard", utc_now().date()).new_users)
    finally:
        await database.close()
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


async def bulk(url: str, orders: int) -> float:
    """Seconds per order, from file to committed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "backlog.jsonl"
        lines = (json.dumps(event, ensure_ascii=False) for event in backlog(orders, seed=1, now=NOW))
        file.write_text("\n".join(lines), encoding="utf-8")
        async with fresh_feed(url) as feed:
            began, processor = time.perf_counter(), time.process_time()
            taken = await import_file(feed, file, utc_now)
            took, busy = time.perf_counter() - began, time.process_time() - processor
    assert (taken.accepted, taken.rejected) == (orders, []), taken
    print(f"feed import: {orders} orders in {took:.1f} s, {orders / took:.0f} a second ({busy:.1f} s of it in Python)")
    return took / orders


async def naive(url: str) -> float:
    """Seconds per order, one event and one transaction at a time."""
    events = backlog(NAIVE, seed=2, now=NOW)
    async with fresh_feed(url) as feed:
        began = time.perf_counter()
        for event in events:
            await feed.take([event], utc_now())
        took = time.perf_counter() - began
    print(f"one transaction for each: {NAIVE} orders in {took:.1f} s, {NAIVE / took:.0f} a second")
    return took / NAIVE


async def measure(orders: int = 10_000) -> dict[str, float]:
    """{"orders", "seconds" for them, "ratio" to one transaction for each}."""
    async with server() as url:
        ours = await bulk(url, orders)
        theirs = await naive(url)
    print(f"ratio: {theirs / ours:.1f} times as fast; {ours * 10_000:.1f} s for 10,000 orders, {LIMIT:.0f} s allowed")
    return {"orders": orders, "seconds": round(ours * orders, 1), "ratio": round(theirs / ours, 1)}


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
