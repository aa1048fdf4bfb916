"""The WebSocket of the handset page: the state and the voice go out, what the person does comes in."""

import asyncio
import json

from aiohttp import WSMsgType, web

from callouts.phone_simulator.commands import obey
from callouts.phone_simulator.exchange import Exchange
from callouts.phone_simulator.keys import EXCHANGE
from callouts.phone_simulator.pages import Page

MOST_BYTES = 16 * 1024


def routes() -> list[web.RouteDef]:
    """The part of the simulator that the handset page sees."""
    return [web.get("/handset/ws", handset)]


async def handset(request: web.Request) -> web.WebSocketResponse:
    """Serve one page until it goes or the simulator stops."""
    exchange = request.app[EXCHANGE]
    socket = web.WebSocketResponse(timeout=1, heartbeat=30, max_msg_size=MOST_BYTES)
    await socket.prepare(request)
    page = Page(lambda: request.transport.abort() if request.transport else None)
    exchange.pages.add(page)
    parts = (_read(exchange, socket, page), _tell(exchange, socket, page), exchange.closing.wait())
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        exchange.pages.remove(page)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await socket.close()
    return socket


async def _tell(exchange: Exchange, socket: web.WebSocketResponse, page: Page) -> None:
    while True:
        message = await page.next()
        await socket.send_json(exchange.pages.state() if message is None else message)


async def _read(exchange: Exchange, socket: web.WebSocketResponse, page: Page) -> None:
    async for message in socket:
        if message.type is WSMsgType.TEXT:
            try:
                obey(exchange, json.loads(message.data))
            except ValueError as error:
                page.put({"type": "error", "text": str(error)})
