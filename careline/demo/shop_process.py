"""The demo shop as a process of its own: takes remedies over signed HTTP, changes its orders, and tells the feed.

`python -m careline.demo.shop_process`, on loopback. It keeps its orders in the data folder and goes on after a restart.
POST /control makes it misbehave: down, slow, nonsense, twice, refuse; GET /control/deeds says what it did how often.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from careline.clock import utc_now
from careline.demo.draft import instant
from careline.demo.order_edits import Event
from careline.demo.shop import SHOP_ZONE, demo_events
from careline.demo.shop_deeds import Reply, carry_out, is_open_step, take_step, variants_of
from careline.demo.shop_ledger import Due, ShopLedger, ledger_file
from careline.http.signature import SIGNATURE, TIMESTAMP, SignatureError, signed_headers, verify
from careline.logs import set_up_logs
from careline.seeding import SEED
from shared.trace import HEADER, read_trace, traced

log = logging.getLogger(__name__)

MODES = ("up", "down", "slow", "nonsense", "twice", "refuse")
SLOW_SECONDS = 12.0
"""Longer than Careline waits."""
EVERY = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopSettings:
    """`pause` is how long the shop takes for each later step, in seconds; `careline` is the web process's address."""

    secret: str
    feed_secret: str
    careline: str
    data_dir: Path
    port: int = 8030
    pause: float = 5.0


def shop_settings(environment: Mapping[str, str]) -> ShopSettings:
    """As `careline up` hands them over. Raises KeyError for a secret that is missing."""
    return ShopSettings(
        secret=environment["CARELINE_PLATFORM_SECRET"],
        feed_secret=environment["CARELINE_FEED_SECRET"],
        careline=f"http://127.0.0.1:{environment.get('CARELINE_PORT', '8000')}",
        data_dir=Path(environment.get("CARELINE_DATA_DIR", "var")),
        port=int(environment.get("CARELINE_SHOP_PORT", "8030")),
        pause=float(environment.get("CARELINE_SHOP_SECONDS", "5")),
    )


class Shop:
    """The shop's work, and its HTTP. Deeds are done one after the other: it is a small shop."""

    def __init__(self, settings: ShopSettings, http: aiohttp.ClientSession) -> None:
        self._settings, self._http = settings, http
        self.ledger = ShopLedger(ledger_file(settings.data_dir))
        self.mode, self.reason = "up", ""

    def app(self) -> web.Application:
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.add_routes([
            web.get("/healthz", self._healthz),
            web.post("/remedies", self._remedies),
            web.get("/orders/{order_id}/variants", self._variants),
            web.post("/control", self._control),
            web.post("/control/orders", self._learn),
            web.get("/control/deeds", self._deeds),
            web.get("/control/orders/{order_id}", self._order),
        ])  # fmt: skip
        return app

    async def run(self) -> None:
        """Take the steps whose time has come, and tell the feed what has changed; for ever."""
        while True:
            try:
                self.take_steps(time.time())
                await self._tell_feed()
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                log.info("feed away", extra={"action": "shop_feed_away", "kind": type(error).__name__})
                await asyncio.sleep(1)
            await asyncio.sleep(EVERY)

    # What careline asks

    async def _remedies(self, request: web.Request) -> web.StreamResponse:
        with traced(read_trace(request.headers.get(HEADER))):
            return await self._remedy(request)

    async def _remedy(self, request: web.Request) -> web.StreamResponse:
        raw = await self._signed(request)
        if self.mode == "down":
            return web.json_response({"error": "down"}, status=503)
        key, deed = request.headers.get("Idempotency-Key", ""), json.loads(raw)
        if not key:
            return web.json_response({"error": "an Idempotency-Key is needed"}, status=400)
        answer = self.do(key, deed)
        if self.mode == "slow":
            await asyncio.sleep(SLOW_SECONDS)
        if self.mode == "nonsense":
            return web.Response(text="<html>Welcome to our shop!</html>", content_type="text/html")
        if self.mode == "twice":
            for _ in range(2):
                await self._answer_later(deed["remedy_id"], answer)
        return web.json_response(answer, status=409 if answer["status"] == "refused" else 200)

    def do(self, key: str, deed: dict[str, Any]) -> dict[str, Any]:
        """Do it, unless it was done under this key before; the answer to it, the same every time."""
        with self.ledger.all_or_nothing():
            if (known := self.ledger.answer_to(key)) is not None:
                return known
            event = self.ledger.order(deed["order_id"])
            if event is None:
                reply = Reply(answer={"status": "refused", "code": "unknown_order", "reason": "查无此单"})
            else:
                at = self._now(event)
                reply = carry_out(event, deed, at, self.reason if self.mode == "refuse" else "")
                if reply.event is not None:
                    self.ledger.keep(_next(reply.event, at))
                self._plan(deed, reply)
            self.ledger.did(key, deed, reply.answer)
        log.info("remedy", extra={"action": "shop_deed", "kind": deed["kind"], "status": reply.answer["status"]})
        return reply.answer

    def _plan(self, deed: dict[str, Any], reply: Reply) -> None:
        if reply.drops:
            self.ledger.drop_steps(reply.drops)
        for step in reply.later:
            due = time.time() + step.after * self._settings.pause
            self.ledger.plan(deed["order_id"], deed["remedy_id"], due, step)
        if reply.within:
            reply.answer["expected_by"] = instant((utc_now() + reply.within).astimezone(SHOP_ZONE))

    async def _variants(self, request: web.Request) -> web.StreamResponse:
        await self._signed(request)
        if self.mode == "down":
            return web.json_response({"error": "down"}, status=503)
        if self.mode == "nonsense":
            return web.Response(text="<html>Welcome to our shop!</html>", content_type="text/html")
        event = self.ledger.order(request.match_info["order_id"])
        if event is None:
            return web.json_response({"error": "no such order"}, status=404)
        return web.json_response({"variants": variants_of(event, request.query.get("sku", ""))})

    async def _signed(self, request: web.Request) -> bytes:
        """The body. Raises HTTPUnauthorized."""
        raw = await request.read()
        stamp, signature = request.headers.get(TIMESTAMP, ""), request.headers.get(SIGNATURE, "")
        try:
            verify(self._settings.secret, stamp, signature, raw, utc_now())
        except SignatureError as error:
            raise web.HTTPUnauthorized(text=str(error)) from error
        return raw

    # What the shop does by itself

    def take_steps(self, now: float) -> None:
        """A step that goes wrong is dropped, and logged: the shop goes on."""
        for due in self.ledger.due(now):
            try:
                with self.ledger.all_or_nothing():
                    self._take(due)
                    self.ledger.taken(due)
            except Exception:
                log.exception("step failed", extra={"action": "shop_step_failed", "step": due.step.name})
                self.ledger.taken(due)

    def _take(self, due: Due) -> None:
        event = self.ledger.order(due.order_id)
        if event is not None and is_open_step(event, due.step, due.remedy_id):
            at = self._now(event)
            self.ledger.keep(_next(take_step(event, due.step, due.remedy_id, at), at))

    async def _tell_feed(self) -> None:
        if not (events := self.ledger.untold(100)):
            return
        raw = json.dumps(events, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", **signed_headers(self._settings.feed_secret, raw, utc_now())}
        for _ in range(2 if self.mode == "twice" else 1):
            url = f"{self._settings.careline}/api/feed/orders"
            async with self._http.post(url, data=raw, headers=headers) as answer:
                if answer.status != 200:
                    log.warning("feed refused", extra={"action": "shop_feed_status", "status": answer.status})
                    await asyncio.sleep(1)
                    return
                rejected = (await answer.json())["rejected"]
        if rejected:
            log.error("feed rejected", extra={"action": "shop_feed_rejected", "errors": [r["error"] for r in rejected]})
        self.ledger.note_told(events)

    async def _answer_later(self, remedy_id: str, answer: dict[str, Any]) -> None:
        """By the signed callback, as a shop does that decides after it has answered."""
        raw = json.dumps({"remedy_id": remedy_id, **answer}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", **signed_headers(self._settings.secret, raw, utc_now())}
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            await self._http.post(f"{self._settings.careline}/api/platform/answers", data=raw, headers=headers)

    @staticmethod
    def _now(event: Event) -> str:
        """Now, and never before the order's last change, at the shop's own offset."""
        last = datetime.fromisoformat(event["occurred_at"])
        return instant(max(utc_now().astimezone(SHOP_ZONE).replace(microsecond=0), last))

    # For tests and the curious, on loopback only

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True, "mode": self.mode})

    async def _control(self, request: web.Request) -> web.Response:
        told = await request.json()
        if told.get("mode") not in MODES:
            raise web.HTTPBadRequest(text=f"mode: one of {', '.join(MODES)}")
        self.mode, self.reason = told["mode"], told.get("reason") or "店铺暂不受理"
        return web.json_response({"mode": self.mode})

    async def _learn(self, request: web.Request) -> web.Response:
        """{"events": [...], "told": bool}: orders of a test's own; not told yet, the shop tells the feed of them."""
        told = await request.json()
        self.ledger.learn(told["events"], told=bool(told.get("told")))
        return web.json_response({"known": len(told["events"])})

    async def _deeds(self, _request: web.Request) -> web.Response:
        return web.json_response({"deeds": self.ledger.deeds()})

    async def _order(self, request: web.Request) -> web.Response:
        event = self.ledger.order(request.match_info["order_id"])
        return web.json_response(event) if event else web.json_response({}, status=404)


def _next(event: Event, at: str) -> Event:
    version = event["version"] + 1
    event_id = f"{event['order']['order_id']}-v{version}"
    return {**event, "event_id": event_id, "version": version, "occurred_at": at}


async def serve(settings: ShopSettings) -> None:
    """Until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as http:
        shop = Shop(settings, http)
        if shop.ledger.empty():  # the database was filled by another command, or before there was a shop
            made = await asyncio.to_thread(demo_events, seed=SEED, now=utc_now())
            shop.ledger.learn(made, told=True)
        runner = web.AppRunner(shop.app(), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", settings.port).start()
        working = asyncio.create_task(shop.run())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
        await runner.cleanup()
        shop.ledger.close()


if __name__ == "__main__":
    set_up_logs(os.environ.get("CARELINE_LOG_LEVEL", "INFO"))
    asyncio.run(serve(shop_settings(os.environ)))
