"""A web process and a worker start from settings, whatever is connected; and no route is open to whoever comes by."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select, update

from careline.app import built, endpoints, guards, web_app
from careline.callout_wiring import background_loops
from careline.cases.service import Remedy, Wish, request_remedy
from careline.core.remedies import RemedyKind
from careline.http.endpoint import Access
from careline.platform.worker import run_deliverer
from careline.settings import Settings
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.feed import merchants
from careline.store.tables.platform import outbox
from tests.desk_floor import DESK, paid, told
from tests.factories import NOW
from tests.rules import RULES
from tests.waiting import until

pytestmark = pytest.mark.store

SECRET = "a secret of at least sixteen"
ORDER = "CL2026-0001"
PLATFORM = {"platform_url": "http://127.0.0.1:9", "platform_secret": SECRET}
EVENTS = {"events_url": "http://127.0.0.1:9/events", "platform_secret": SECRET}
SMTP_SET = {"smtp_url": "smtp://127.0.0.1:9", "mail_from": "care@care.example", "link_secret": SECRET}
SHOPS = {"shopify_secret": SECRET, "woocommerce_secret": SECRET, "aftership_secret": SECRET, "track17_key": SECRET}
CONNECTED = [{}, PLATFORM, EVENTS, SMTP_SET, SHOPS, PLATFORM | EVENTS | SMTP_SET | SHOPS]
REFUSED = {
    **{of_the_desk: {401} for of_the_desk in (Access.AGENT, Access.SENIOR, Access.SUPERVISOR, Access.ADMIN)},
    Access.CONSUMER: {401}, Access.FEED: {401}, Access.PLATFORM: {401}, Access.CARRIER: {401, 403},
    Access.TICKET: {401, 403}, Access.LETTER: {404}, Access.WEBHOOK: {401},
}  # fmt: skip
NAMES = ["nothing", "platform", "events", "mail", "shops", "all"]


def installed(database_url: str, **given: Any) -> Settings:
    secrets = ("feed_secret", "chat_secret", "bot_secret", "actions_secret", "tracker_password", "voice_secret")
    usual = {
        "database_url": database_url, "twilio_account_sid": "AC" + "0" * 32, "twilio_auth_token": "a-token",
        "caller_id": "+14155550100",
    }  # fmt: skip
    return Settings(**{**dict.fromkeys(secrets, "x" * 32), **usual, **given})


@pytest.mark.parametrize("given", CONNECTED, ids=NAMES)
async def test_a_web_process_serves_whatever_is_connected_and_opens_no_route_to_whoever_comes_by(
    database_url: str, given: dict[str, str]
) -> None:
    """Every route of every access, as it is wired: a request that proves nothing is told so, and nothing else."""
    async with built(installed(database_url, **given)) as parts, TestClient(TestServer(web_app(parts))) as client:
        assert (await client.get("/readyz?without=rasa,actions")).status == 200
        described = await (await client.get("/openapi.json")).json()
        served = endpoints(parts)
        assert {endpoint.access for endpoint in served} <= set(guards(parts)) == set(Access)
        for endpoint in served:
            path = re.sub(r"\{[^}]*\}", str(uuid4()), endpoint.path)
            if endpoint.access is Access.PUBLIC:
                continue
            answer = await client.request(endpoint.method, path, headers=DESK)
            assert answer.status in REFUSED[endpoint.access], (endpoint.method, endpoint.path, answer.status)
            if endpoint.path.startswith("/api/"):
                assert endpoint.method.lower() in described["paths"][re.sub(r":[^}]*", "", endpoint.path)]
        webhooks = [endpoint for endpoint in served if endpoint.access is Access.WEBHOOK]
        assert bool(webhooks) == ("shopify_secret" in given)


@pytest.mark.parametrize("given", CONNECTED, ids=NAMES)
async def test_a_worker_keeps_our_word_whatever_is_connected(
    database: Database, database_url: str, caplog: pytest.LogCaptureFixture, given: dict[str, str]
) -> None:
    """An urge to a merchant with a mailbox: by mail where there is a mail server, else through the platform."""
    settings = installed(database_url, **given)
    remedy = await urged(database)
    for loop in background_loops(database, settings, RULES):
        await loop.round()
    stop = asyncio.Event()
    delivering = asyncio.create_task(run_deliverer(settings, database, RULES, stop, clock_agrees))
    by_mail, to_shop = "smtp_url" in given, "platform_url" in given

    async def tried() -> bool:
        async with database.begin() as tx:
            query = select(outbox.c.topic, outbox.c.tries).where(outbox.c.remedy_id == remedy.remedy_id)
            tries = {row.topic: row.tries for row in await tx.execute(query)}
        assert ("remedy" in tries) != by_mail
        return tries["letter"] == 1 and (by_mail or not to_shop or tries["remedy"] >= 1)

    try:
        await until(tried, seconds=10)
    finally:
        stop.set()
        await asyncio.wait_for(delivering, 10)
    assert not [line for line in caplog.messages if line in {"step failed", "delivery failed"}]


@pytest.mark.parametrize("demo", [False, True])
async def test_tokens_are_given_away_in_the_demo_alone(database_url: str, demo: bool) -> None:
    async with built(installed(database_url, demo=demo)) as parts:
        given_away = {endpoint.path for endpoint in endpoints(parts) if endpoint.path.startswith("/api/demo/")}
    assert given_away == ({"/api/demo/token", "/api/demo/personas"} if demo else set())


async def clock_agrees() -> bool:
    return True


async def test_with_a_wrong_clock_nothing_is_delivered_or_put_off(database: Database, database_url: str) -> None:
    """Else what one worker puts off by its own clock, or for want of a platform, no other sends in time."""
    settings, asked, stop = installed(database_url), asyncio.Event(), asyncio.Event()
    await urged(database)
    async with database.begin() as tx:
        await tx.execute(update(outbox).values(topic="remedy"))
        before = (await tx.execute(select(outbox.c.message_id, outbox.c.next_try_at, outbox.c.tries))).all()

    async def disagrees() -> bool:
        asked.set()
        return False

    delivering = asyncio.create_task(run_deliverer(settings, database, RULES, stop, disagrees))
    await asyncio.wait_for(asked.wait(), 10)
    stop.set()
    await asyncio.wait_for(delivering, 10)
    async with database.begin() as tx:
        assert (await tx.execute(select(outbox.c.message_id, outbox.c.next_try_at, outbox.c.tries))).all() == before


async def urged(database: Database) -> Remedy:
    await told(database, paid("u-lin", ORDER, hours_ago=60))
    async with database.begin() as tx:
        await tx.execute(update(merchants).values(email="shop@merchant.example"))
        order = await load_order(tx, ORDER)
        assert order
        wish = Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="bot", channel="app", details={"block": "dispatch"})
        return await request_remedy(tx, wish, NOW, RULES)
