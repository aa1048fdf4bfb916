"""A stand-in for Rasa at its port: the HTTP of `bot/channel.py`, with scripted answers.

The same expectations are put to the real channel in tests/journeys/test_dialogue_contract.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

SECRET = "a-secret-between-us-and-rasa"
Script = Callable[[dict[str, Any]], Awaitable[list[dict[str, Any]]]]


def said(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "response": "utter_x", "buttons": [], "custom": None, **more}


class FakeBot:
    """Answers each turn by `script`; keeps what it was asked. `status` other than 200 fails every turn.

    `dies`: it hangs up instead of answering, as a process that is killed over a turn.
    """

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.status = 200
        self.dies = False
        self.gate: asyncio.Event | None = None
        self.url = ""
        self.intent: dict[str, Any] = {"name": "ask_dispatch", "confidence": 0.9}
        self.ranking: list[str] = ["ask_dispatch", "ask_dispatch_time"]

    async def script(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        return [said(f"回答：{body['text'] or body['payload']['intent']}")]

    async def turn(self, request: web.Request) -> web.Response:
        if request.headers.get("X-Careline-Secret") != SECRET:
            return web.json_response({"title": "Unauthorized"}, status=401)
        body = await request.json()
        self.asked.append(body)
        if self.gate:
            await self.gate.wait()
        if self.dies:
            assert request.transport
            request.transport.abort()
        if self.status != 200:
            return web.json_response({"title": "failed"}, status=self.status)
        replies = await self.script(body)
        return web.json_response({"replies": replies, "intent": self.intent, "ranking": self.ranking, "language": "zh"})


@asynccontextmanager
async def fake_bot() -> AsyncIterator[FakeBot]:
    bot = FakeBot()
    app = web.Application()
    app.router.add_post("/webhooks/careline/turn", bot.turn)
    async with TestServer(app) as server:
        bot.url = str(server.make_url("")).rstrip("/")
        yield bot
        if bot.gate:
            bot.gate.set()
