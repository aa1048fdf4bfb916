"""Waiting for what other tasks bring about, never for luck."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import text

from careline.store.database import Database

_BLOCKED = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


async def until(holds: Callable[[], Awaitable[Any]], seconds: float = 5) -> None:
    """Return as soon as it holds. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.01)


async def all_wait_for_locks(database: Database, count: int) -> None:
    """Return once so many sessions of this database stand in somebody's way."""

    async def blocked() -> bool:
        async with database.autocommit() as tx:
            return int((await tx.execute(_BLOCKED)).scalar_one()) >= count

    await until(blocked)
