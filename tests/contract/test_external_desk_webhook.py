"""Where Chatwoot tells of a talk: signed, recent, about a talk of ours, and never more than a hint."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select, update

from careline.clock import utc_now
from careline.external_desk.chatwoot import ChatwootWebhooks
from careline.external_desk.routes import endpoints
from careline.http.endpoint import Access
from careline.store.database import Database
from careline.store.tables.conversations import messages
from careline.store.tables.external_desk import external_talks
from tests.chatwoot import SECRET, signed
from tests.desk_floor import Page, asks_for_a_person, browser, paid, serving, told
from tests.external_desk_kit import between

pytestmark = pytest.mark.contract

PATH = "/api/external-desk/chatwoot"


@pytest.fixture
async def page(database: Database) -> AsyncIterator[Page]:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    await asks_for_a_person(database, "u-lin")
    async with between(database) as kit:
        await kit.round()
    async with database.begin() as tx:
        await tx.execute(update(external_talks).values(look_at=utc_now() + timedelta(days=9)))
    async with (
        serving(endpoints(database, ChatwootWebhooks(SECRET), utc_now), {Access.WEBHOOK: _anyone}, {}) as server,
        browser(server) as page,
    ):
        yield page


async def _anyone(_request: web.Request) -> None:
    """As in the web process: the handler checks the signature."""


async def _due(database: Database) -> bool:
    async with database.begin() as tx:
        return bool((await tx.execute(select(external_talks.c.look_at <= utc_now()))).scalar_one())


async def _sent(page: Page, body: dict[str, Any] | bytes, **given: Any) -> tuple[int, Any]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = await page.client.post(PATH, data=raw, headers=given.get("headers", signed(raw)))
    return answer.status, await answer.json()


MESSAGE = {
    "event": "message_created", "id": 900, "content": "伪造的话", "message_type": "outgoing", "private": False,
    "sender": {"id": 7, "name": "李静", "type": "user"}, "conversation": {"id": 1, "status": "open"},
}  # fmt: skip
CHANGED = {"event": "conversation_status_changed", "id": 1, "status": "resolved"}


@pytest.mark.parametrize("body", [MESSAGE, CHANGED], ids=["message", "conversation"])
async def test_a_signed_webhook_makes_its_talk_be_looked_at_and_its_words_are_not_believed(
    page: Page, database: Database, body: dict[str, Any]
) -> None:
    assert await _sent(page, body) == (200, {"known": True})
    assert await _due(database)
    async with database.begin() as tx:
        said = (await tx.execute(select(messages.c.text))).scalars().all()
    assert "伪造的话" not in said


@pytest.mark.parametrize(
    "headers",
    [
        {}, signed(b"another body"), signed(json.dumps(MESSAGE).encode(), "another-secret-of-the-tests"),
        signed(json.dumps(MESSAGE).encode(), at=time.time() - 301), {"X-Chatwoot-Signature": "sha256=0"},
    ],
    ids=["none", "another body", "another secret", "old", "no time"],
)  # fmt: skip
async def test_whoever_is_not_this_chatwoot_now_makes_nothing_happen(
    page: Page, database: Database, headers: dict[str, str]
) -> None:
    status, _ = await _sent(page, MESSAGE, headers=headers)
    assert status == 401
    assert not await _due(database)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**MESSAGE, "conversation": {"id": 99}}, 200), ({"event": "contact_updated", "id": 1}, 200),
        ({"event": "message_created", "conversation": "1"}, 200), ({"event": "message_created", "id": True}, 200),
        ({"event": "conversation_updated", "id": 1 << 70}, 200), (b"[]", 200), (b"{", 400), (b"\xff", 400),
    ],
)  # fmt: skip
async def test_what_is_about_no_talk_of_ours_is_taken_and_changes_nothing(
    page: Page, database: Database, body: dict[str, Any] | bytes, status: int
) -> None:
    got, answer = await _sent(page, body)
    assert got == status
    assert status == 400 or answer == {"known": False}
    assert not await _due(database)


def test_without_a_secret_there_is_no_such_route(database: Database) -> None:
    assert endpoints(database, None, utc_now) == []
