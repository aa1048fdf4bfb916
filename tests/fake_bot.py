"""A stand-in for Rasa at its port: the HTTP of `bot/channel.py`, with scripted answers.

The same expectations are put to it and to the real channel in tests/dialogue/test_dialogue_contract.py.
"""

from __future__ import annotations

import asyncio
import json
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
    """Answers each turn by `script`, once; keeps what it was asked. `status` other than 200 fails every turn.

    `gate`: its turns wait for it; `frozen`: everything does, as in a process that was stopped.
    `dies`: it hangs up instead of answering, as a process that is killed over a turn. `unknown`: conversations that our
    actions do not know, so that their turns fail.
    """

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.traces: list[str | None] = []
        """The `traceparent` of each turn."""
        self.status = 200
        self.dies = False
        self.unknown: set[str] = set()
        self._given: dict[str, dict[str, Any]] = {}
        self.gate: asyncio.Event | None = None
        self.frozen: asyncio.Event | None = None
        self.url = ""
        self.intent: dict[str, Any] = {"name": "ask_dispatch", "confidence": 0.9}
        self.ranking: list[str] = ["ask_dispatch", "ask_dispatch_time"]

    async def script(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        return [said(f"回答：{body['text'] or body['payload']['intent']}")]

    async def health(self, _request: web.Request) -> web.Response:
        await self._thaw()
        return web.json_response({"ready": True})

    async def _thaw(self) -> None:
        if self.frozen:
            await self.frozen.wait()

    async def turn(self, request: web.Request) -> web.Response:
        await self._thaw()
        if request.headers.get("X-Careline-Secret") != SECRET:
            return web.json_response({"detail": "the secret is missing or wrong"}, status=401)
        body = _turn_in(await request.read())
        if body is None:
            return web.json_response({"detail": "that is no turn"}, status=400)
        self.asked.append(body)
        self.traces.append(request.headers.get("traceparent"))
        if self.gate:
            await self.gate.wait()
        if self.dies:
            assert request.transport
            request.transport.abort()
        status = 500 if body["conversation_id"] in self.unknown else self.status
        if status != 200:
            return web.json_response({"detail": "failed"}, status=status)
        if body["turn_id"] not in self._given:
            replies = await self.script(body)
            answer = {"replies": replies, "intent": self.intent, "ranking": self.ranking, "language": "zh"}
            self._given[body["turn_id"]] = answer
        return web.json_response(self._given[body["turn_id"]])


def _turn_in(body: bytes) -> dict[str, Any] | None:
    """The turn that was posted; None if the channel would refuse it."""
    try:
        turn = json.loads(body)
    except ValueError:
        return None
    if not isinstance(turn, dict) or turn.keys() - {
        "conversation_id",
        "turn_id",
        "channel",
        "text",
        "payload",
        "hints",
    }:
        return None
    named = all(isinstance(turn.get(name), str) for name in ("conversation_id", "turn_id"))
    said = (turn.get("text") is None) != (turn.get("payload") is None)
    return turn if named and said and turn.get("channel") in {"app", "phone"} else None


@asynccontextmanager
async def fake_bot() -> AsyncIterator[FakeBot]:
    bot = FakeBot()
    app = web.Application()
    app.router.add_post("/webhooks/careline/turn", bot.turn)
    app.router.add_get("/webhooks/careline/health", bot.health)
    async with TestServer(app) as server:
        bot.url = str(server.make_url("")).rstrip("/")
        yield bot
        for event in filter(None, (bot.gate, bot.frozen)):
            event.set()
