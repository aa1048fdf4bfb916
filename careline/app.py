"""Composition root of the web process: builds every part once, serves the public port and the actions' own."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import aiohttp
from aiohttp import web

from actions.services import Services as ActionServices
from actions.webhook import webhook_app
from callouts import voice
from callouts.call_flow import CallFlow
from callouts.signature import carrier_guard
from careline.callout_wiring import callout_settings, carrier_for
from careline.chat.hub import Hub
from careline.chat.identity import ConsumerKey, consumer_guard
from careline.chat.routes import ChatRoutes
from careline.chat.service import Chat
from careline.chat.throttle import Throttle
from careline.chat.turn_worker import TurnWorker
from careline.clock import utc_now
from careline.conversations.marks import Marks
from careline.conversations.service import Conversations
from careline.core.rules import ShopRules
from careline.demo import routes as demo_routes
from careline.desk import acting as desk_acting
from careline.desk import bulk as desk_bulk
from careline.desk import calling as desk_calling
from careline.desk import manage_routes as desk_managing
from careline.desk import routes as desk_routes
from careline.desk.entrance import SignIn
from careline.desk.keeper import Keeper
from careline.desk.service import Desk
from careline.desk.unanswered import hand_over_unanswered
from careline.dialogue.answering import Answering
from careline.dialogue.client import DialogueClient
from careline.evidence import routes as evidence_routes
from careline.external_desk import routes as external_desk_routes
from careline.external_desk.service import webhooks_for
from careline.feed import routes as feed_routes
from careline.feed.adapters import routes as connect_routes
from careline.feed.adapters.bridge import Bridge
from careline.feed.service import Feed
from careline.feed.signature import feed_guard
from careline.hall import routes as hall_routes
from careline.http.compression import compression_middleware
from careline.http.cors import cors_middleware
from careline.http.endpoint import Access, Endpoint, Guard, Handle, register
from careline.http.listening import listen_bounded
from careline.http.openapi import describe
from careline.http.peer import may_scrape
from careline.http.problem import Problem, problem_middleware
from careline.http.reading import readable_middleware
from careline.http.security import security_middleware
from careline.http.tracing import tell_trace, tracing_middleware
from careline.insights import callouts as insights_callouts
from careline.insights import quality_routes
from careline.insights import routes as insights_routes
from careline.insights.collecting import note_turn
from careline.logs import set_up_logs
from careline.merchants import routes as merchant_routes
from careline.merchants.links import Links
from careline.metrics.figures import Figures
from careline.metrics.responses import counting_middleware
from careline.pages.lost import lost_middleware
from careline.pages.routes import Pages, PageSettings, built_front_end
from careline.platform import routes as platform_routes
from careline.platform.port import Platform
from careline.platform.worker import platform_for
from careline.readiness import Readiness, told
from careline.settings import Settings, SettingsError, refuse_unsafe, shop_rules_of
from careline.sign_in_wiring import sign_in_of
from careline.spans import spans_sent
from careline.statuses import STATUSES
from careline.store.database import WEB, Database, engine_for
from shared.systemd import give_signs_of_life

log = logging.getLogger(__name__)

HEADERS = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
)
BATCH_SECONDS = 60.0
"""How long a part of a batch of the feed may take to store."""
FEED_RESTS = 1.0
"""For how many seconds a long batch stands back after each second of work, in the process that answers the chats."""
HSTS = "max-age=31536000"
"""Behind https only: a browser then asks for nothing over http for a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What one web process is made of."""

    settings: Settings
    rules: ShopRules
    database: Database
    hub: Hub
    answering: Answering
    calls: CallFlow | None
    platform: Platform | None
    readiness: Readiness
    sign_in: SignIn


@asynccontextmanager
async def built(settings: Settings) -> AsyncIterator[Parts]:
    """Build the parts and release them again. Raises SettingsError where the shop rules cannot be used."""
    rules = shop_rules_of(settings, utc_now())
    async with AsyncExitStack() as stack:
        engine = engine_for(settings.database_url, pool_size=20, patience=WEB, name="careline-web")
        database = Database(engine, WEB.transaction)
        stack.push_async_callback(database.close)
        http = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()))
        dialogue = DialogueClient(http, settings.rasa_urls, settings.bot_secret)
        answering = Answering(
            database, dialogue, utc_now, after_turn=partial(note_turn, database), hand_over=hand_over_unanswered
        )
        stack.push_async_callback(answering.close)
        calls = _calls(settings, database, answering, stack) if settings.phones else None
        hub = Hub(settings.database_url)
        yield Parts(
            settings=settings, rules=rules, database=database, hub=hub, answering=answering, calls=calls,
            platform=platform_for(settings, http),
            readiness=Readiness(database, http, settings.rasa_urls, f"{settings.actions_here}/healthz"),
            sign_in=sign_in_of(settings, http),
        )  # fmt: skip


def _calls(settings: Settings, database: Database, answering: Answering, stack: AsyncExitStack) -> CallFlow:
    carrier = carrier_for(settings)
    stack.push_async_callback(carrier.close)
    calls = CallFlow(database, carrier, callout_settings(settings), answering, utc_now)
    stack.push_async_callback(calls.close)
    return calls


async def run_web(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT, on loopback unless told otherwise: a reverse proxy with TLS stands in front."""
    refuse_unsafe(settings)
    set_up_logs(settings.log_level)
    gc.freeze()  # what is loaded by now stays; requests make little that refers to itself, so look for it seldom
    gc.set_threshold(50_000, 20, 20)
    sys.setswitchinterval(0.0005)  # a batch of the feed is made in a thread: each step of a chat would wait 5 ms for it
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with spans_sent(settings.otlp_endpoint, "careline-web"), built(settings) as parts, AsyncExitStack() as stack:
        actions = ActionServices(
            database=parts.database, clock=utc_now, shop_name=settings.shop_name, rules=parts.rules,
            platform=parts.platform,
        )  # fmt: skip
        await _listen(
            stack, webhook_app(actions, settings.pair("actions_secret")), settings.actions_bind, settings.actions_port
        )
        await _listen(stack, web_app(parts), settings.bind, settings.port)
        log.info(
            "listening on %s:%s, for actions on %s:%s", settings.bind, settings.port, settings.actions_bind,
            settings.actions_port, extra={"action": "listening", "release": version("careline")},
        )  # fmt: skip
        desk = Desk(parts.database, parts.rules)
        background = [
            parts.hub.run(), TurnWorker(parts.answering, parts.hub).run(), give_signs_of_life(),
            Keeper(desk, parts.database, parts.hub, utc_now, parts.rules).run(),
        ]  # fmt: skip
        tasks = [asyncio.create_task(work) for work in background]
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        log.info("stopping", extra={"action": "stopping"})
        parts.hub.close()
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended  # nobody works behind the pages any more: better to be started again


async def _listen(stack: AsyncExitStack, app: web.Application, address: str, port: int) -> None:
    try:
        await listen_bounded(stack, app, port, host=address)
    except OSError as error:
        raise SettingsError(
            f"Cannot listen on {address}:{port} ({error.strerror}); is another process there?"
        ) from error


def web_app(parts: Parts) -> web.Application:
    """The public application: every route in one list, each with its guard."""
    app = web.Application(
        middlewares=[
            tracing_middleware(parts.settings.trace_from),
            counting_middleware,
            compression_middleware(),
            security_middleware,
            lost_middleware(_shop_in(parts)),
            cors_middleware(parts.settings.chat_origins),
            problem_middleware(STATUSES),
            readable_middleware,
        ],
        client_max_size=8 * 1024 * 1024,
        handler_args={"max_field_size": 8190},
    )
    served = endpoints(parts)
    register(app, [*served, *_machine_endpoints(parts, served)], guards(parts))
    dist = built_front_end()
    if dist.exists():
        app.router.add_static("/static", dist)
    app.on_response_prepare.append(_secured)
    app.on_response_prepare.append(tell_trace)
    if parts.settings.base_url.startswith("https://"):
        app.on_response_prepare.append(_strictly_https)
    return app


async def _strictly_https(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Strict-Transport-Security"] = HSTS


async def _secured(request: web.Request, response: web.StreamResponse) -> None:
    if request.path == "/static/embed.js":  # linked by name from the shop's own pages
        response.headers.update({"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"})
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    elif request.path.startswith("/static/assets/"):  # the name holds the content's hash
        response.headers["Access-Control-Allow-Origin"] = "*"  # chunks that the embed imports
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-cache"
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "careline"  # aiohttp would tell its version and Python's


def endpoints(parts: Parts) -> list[Endpoint]:
    """Everything that /openapi.json describes."""
    settings, database, rules = parts.settings, parts.database, parts.rules
    chat = ChatRoutes(
        Conversations(database), Chat(database, parts.hub, rules), Throttle(), Marks(database, utc_now), utc_now,
        frozenset(settings.origins),
    )  # fmt: skip
    feed = Feed(Database(database.engine, BATCH_SECONDS), rules.new_users, rest=FEED_RESTS)
    links = Links(settings.base_url, settings.link_secret, settings.link_secret_previous)
    secure = settings.base_url.startswith("https://")
    return [
        *feed_routes.endpoints(feed, utc_now),
        *platform_routes.endpoints(database, utc_now),
        *connect_routes.endpoints(Bridge(database, feed), _webhook_secrets(settings), utc_now),
        *merchant_routes.endpoints(database, links, _shop_in(parts), utc_now),
        *chat.endpoints(),
        *hall_routes.endpoints(database, utc_now, rules),
        *desk_routes.endpoints(
            Desk(database, rules),
            database,
            utc_now,
            parts.hub,
            rules,
            secure_cookie=secure,
            origins=settings.origins,
            sign_in=parts.sign_in,
        ),
        *desk_acting.endpoints(database, utc_now, rules),
        *desk_bulk.endpoints(database, utc_now, rules, STATUSES),
        *desk_managing.endpoints(database, utc_now, rules.desk, parts.sign_in),
        *desk_calling.endpoints(
            database, Desk(database, rules), utc_now, rules, parts.calls.through if parts.calls else None
        ),
        *external_desk_routes.endpoints(database, webhooks_for(settings), utc_now),
        *insights_routes.endpoints(database, utc_now, rules),
        *insights_callouts.endpoints(database, utc_now, rules.desk),
        *quality_routes.endpoints(database, utc_now, rules),
        *(voice.endpoints(parts.calls) if parts.calls else ()),
        *evidence_routes.endpoints(parts.database, utc_now, parts.rules),
        *_pages(settings, _shop_in(parts)),
        *(demo_routes.endpoints(_consumer_key(settings), utc_now) if settings.demo else ()),
    ]


def guards(parts: Parts) -> dict[Access, Guard]:
    settings = parts.settings
    secure = settings.base_url.startswith("https://")
    return {
        **desk_routes.desk_guards(parts.database, utc_now, secure_cookie=secure, sign_in=parts.sign_in),
        Access.PUBLIC: _anyone,
        Access.TICKET: _anyone,  # the handler spends the ticket itself
        Access.LETTER: _anyone,  # the handler checks the signed link
        Access.CONSUMER: consumer_guard(_consumer_key(settings)),
        Access.FEED: feed_guard(settings.pair("feed_secret"), utc_now),
        Access.PLATFORM: platform_routes.platform_guard(settings.pair("platform_secret"), utc_now),
        Access.CARRIER: carrier_guard(settings.base_url, settings.pair("twilio_auth_token")),
        Access.WEBHOOK: _anyone,  # the handler checks the signature of its own system
    }


async def _anyone(_request: web.Request) -> None:
    return


def _consumer_key(settings: Settings) -> ConsumerKey:
    if settings.chat_public_key:
        keys = [key.replace("\\n", "\n") for key in settings.pair("chat_public_key")]
        return ConsumerKey(algorithm="RS256", key=keys[0], previous=keys[1] if keys[1:] else "")
    return ConsumerKey(algorithm="HS256", key=settings.chat_secret, previous=settings.chat_secret_previous)


def _webhook_secrets(settings: Settings) -> connect_routes.Secrets:
    return connect_routes.Secrets(
        shopify=settings.shopify_secret,
        woocommerce=settings.woocommerce_secret,
        aftership=settings.aftership_secret,
        track17=settings.track17_key,
    )


def _shop_in(parts: Parts) -> Callable[[str], str]:
    """The shop's name as it is written in a language."""
    return lambda language: parts.rules.shop_in(language, parts.settings.shop_name)


def _pages(settings: Settings, shop_in: Callable[[str], str]) -> list[Endpoint]:
    simulator = f"http://127.0.0.1:{settings.simulator_port}" if settings.demo else ""
    shown = PageSettings(
        shop_in=shop_in, demo=settings.demo, simulator=simulator, dist=built_front_end(),
        image_hosts=settings.image_hosts,
    )  # fmt: skip
    return Pages(shown).endpoints()


def _machine_endpoints(parts: Parts, described: list[Endpoint]) -> list[Endpoint]:
    document = describe(described, version("careline"))

    async def openapi(_request: web.Request) -> dict[str, Any]:
        return document

    async def healthz(_request: web.Request) -> dict[str, Any]:
        return {"alive": True}

    async def readyz(request: web.Request) -> web.Response:
        status, body = told(await parts.readiness.faults(), request.query.get("without", ""))
        return web.json_response(body, status=status)

    figures = Figures(parts.database, utc_now)

    async def metrics(request: web.Request) -> web.Response:
        if not may_scrape(request, parts.settings.metrics_from):
            raise Problem(404, "There is no such page.")
        body, kind = await figures.exposition()
        return web.Response(body=body, headers={"Content-Type": kind})

    named: dict[str, Handle] = {"openapi.json": openapi, "healthz": healthz, "readyz": readyz, "metrics": metrics}
    return [
        Endpoint(method="GET", path=f"/{name}", access=Access.PUBLIC, handle=handle, summary=name)
        for name, handle in named.items()
    ]
