"""Puts the simulator together: as an aiohttp application, and running on a loopback port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from callouts.phone_simulator import control, guard, handset, rest
from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.clock import Clock, RealClock
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.exchange import Exchange
from callouts.phone_simulator.keys import EXCHANGE

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Running:
    """A simulator that listens at `url`."""

    url: str
    exchange: Exchange


def create_app(
    config: SimulatorConfig, *, clock: Clock | None = None, default: Script | None = None
) -> web.Application:
    """The application; its exchange, under `EXCHANGE`, comes to life at start-up.

    `default` is how numbers without a script of their own behave: someone picks up at the handset page, or nobody does.
    """
    app = web.Application(middlewares=[guard.same_machine_and_known_pages, guard.account_and_errors])
    app.add_routes([*rest.routes(), *handset.routes(), *control.routes(), web.get("/healthz", _healthy)])

    async def exchange(app: web.Application) -> AsyncIterator[None]:
        # A fresh connection per webhook: one kept while the application restarts would end a call for no reason.
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
            app[EXCHANGE] = Exchange(config, clock or RealClock(), session, default or Script())
            yield
            await app[EXCHANGE].close()

    async def stop_waiting(app: web.Application) -> None:
        app[EXCHANGE].closing.set()

    app.cleanup_ctx.append(exchange)
    app.on_shutdown.append(stop_waiting)
    return app


@asynccontextmanager
async def running(
    config: SimulatorConfig, *, port: int = 0, clock: Clock | None = None, default: Script | None = None
) -> AsyncIterator[Running]:
    """Serve on loopback inside this process; port 0 takes a free one."""
    runner = web.AppRunner(create_app(config, clock=clock, default=default), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        host, bound = runner.addresses[0][:2]
        yield Running(f"http://{host}:{bound}", runner.app[EXCHANGE])
    finally:
        await runner.cleanup()


async def _healthy(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})
