"""`python bench/action_server.py PORT`: our real actions alone, as the web process serves them on loopback.

Both assistants call it at Rasa's own channel. DATABASE_URL and CARELINE_ACTIONS_SECRET come from the environment.
"""

from __future__ import annotations

import asyncio
import os
import sys

from aiohttp import web

from actions.services import Services
from actions.webhook import webhook_app
from careline.clock import utc_now
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for


async def main(port: int) -> None:
    database = Database(engine_for(os.environ["DATABASE_URL"], pool_size=20))
    rules = load_rules("demo", utc_now().date())
    services = Services(database=database, clock=utc_now, shop_name="Bench", rules=rules)
    app = webhook_app(services, os.environ["CARELINE_ACTIONS_SECRET"])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
