"""A process that delivers what is due in the outbox until nothing is, for tests that kill it (CARELINE_CRASH_AT)."""

from __future__ import annotations

import asyncio
import os

import aiohttp

from careline.clock import utc_now
from careline.platform.http_adapter import HttpPlatform
from careline.platform.outbox import Deliverer
from careline.store.database import Database, engine_for
from tests.rules import RULES


async def main() -> None:
    database = Database(engine_for(os.environ["DATABASE"], pool_size=4))
    async with aiohttp.ClientSession() as http:
        platform = HttpPlatform(http, os.environ["PLATFORM_URL"], "demo-secret-of-the-platform", utc_now)
        deliverer = Deliverer(database, platform, None, utc_now, RULES)
        while await deliverer.deliver_remedies():
            pass
    await database.close()


if __name__ == "__main__":
    asyncio.run(main())
