"""A worker's part between us and an external desk that dies after each of its writes: DATABASE_URL DESK_URL SECONDS.

Tends the talks as if it were so many seconds later than it is, one fork after the other, each killed by its first
write, until one finds nothing to write; prints how many were killed.
"""

from __future__ import annotations

import asyncio
import os
import sys
import traceback

import aiohttp
from sqlalchemy import text

from careline.external_desk.chatwoot import Chatwoot as Adapter
from careline.external_desk.tending import Tending
from careline.store.database import Database, engine_for
from tests import chatwoot
from tests.desk_floor import Clock
from tests.external_desk_kit import CATCH_UP
from tests.rules import RULES

MOST = 12


async def tend(database_url: str, desk_url: str, seconds: float) -> None:
    """One worker's round, after the claims of those before it have run out."""
    database, clock = Database(engine_for(database_url, pool_size=4)), Clock()
    clock.pass_(seconds=seconds)
    try:
        async with database.begin() as tx:
            await tx.execute(text("UPDATE external_talks SET claimed_until = 'epoch' WHERE claim IS NOT NULL"))
        async with aiohttp.ClientSession() as http:
            adapter = Adapter(http, desk_url, chatwoot.ACCOUNT, chatwoot.INBOX, chatwoot.TOKEN)
            await Tending(database, adapter, RULES, "zh-CN", clock, CATCH_UP).round()
    finally:
        await database.close()


def main(database_url: str, desk_url: str, seconds: str) -> int:
    for killed in range(MOST):
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(tend(database_url, desk_url, float(seconds) + killed))
            except Exception:  # noqa: BLE001 - printed, and told by the code
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code >= 0:
            print(killed)
            return code
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
