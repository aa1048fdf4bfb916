"""The listener that Rasa calls: a secret, a limit, rasa_sdk's shapes, and failures that tell nothing."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from actions.registry import ANSWERS, all_actions
from actions.services import Services
from actions.webhook import webhook_app
from careline.conversations.service import Conversations
from careline.demo import personas as p
from careline.store.database import Database
from careline.store.tables.platform import outbox
from shared.trace import new_trace
from tests.rules import RULES
from tests.talking import NOW, SHOP, claim_of, in_app

pytestmark = pytest.mark.store

SECRET = "a-secret-between-us-and-rasa"
HEADERS = {"X-Careline-Secret": SECRET}


def clock() -> datetime:
    return NOW


@pytest.fixture
async def client(shop: Database) -> AsyncIterator[TestClient[Any, Any]]:
    app = webhook_app(Services(database=shop, clock=clock, shop_name=SHOP, rules=RULES), SECRET)
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def call_for(shop: Database, customer_id: str, intent: str, text: str = "怎么还不发") -> dict[str, Any]:
    """What Rasa 3.6 sends with enable_selective_domain: no domain at all."""
    talk = await in_app(shop, customer_id, clock)
    turn_id = (await Conversations(shop).heard(talk.conversation_id, NOW, text=text)).turn_id
    assert turn_id
    async with shop.begin() as tx:
        await claim_of(tx, talk.conversation_id)
    call = talk.call(turn_id, text, intent)
    return {name: value for name, value in call.items() if name != "domain"} | {"version": "3.6.21"}


async def test_what_an_action_decides_belongs_to_the_trace_of_its_turn(
    shop: Database, client: TestClient[Any, Any]
) -> None:
    trace = new_trace()
    call = await call_for(shop, p.LIN, "ask_dispatch")
    answer = await client.post("/webhook", json=call, headers={**HEADERS, "traceparent": trace})
    assert answer.status == 200
    async with shop.begin() as tx:
        kinds = {row.kind for row in await tx.execute(select(outbox.c.kind).where(outbox.c.trace == trace))}
    assert "urge_merchant" in kinds


async def test_rasa_gets_events_and_responses(shop: Database, client: TestClient[Any, Any]) -> None:
    response = await client.post("/webhook", json=await call_for(shop, p.LIN, "ask_dispatch"), headers=HEADERS)
    assert response.status == 200
    body = await response.json()
    names = [said["response"] for said in body["responses"]]
    assert names == ["utter_dispatch_late", "utter_urged_merchant", "utter_compensation_due"]
    assert body["responses"][0]["over"] == "26 小时"
    assert {"event": "slot", "timestamp": None, "name": "order_id", "value": p.LIN_LATE_DISPATCH} in body["events"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "密码密码密码密码密码"])
async def test_without_the_secret_nothing_runs(
    shop: Database, client: TestClient[Any, Any], secret: str | None
) -> None:
    headers = {} if secret is None else {"X-Careline-Secret": secret}
    call = await call_for(shop, p.LIN, "ask_dispatch")
    response = await client.post("/webhook", json=call, headers=headers)
    assert response.status == 401
    assert "复古跑鞋" not in await response.text()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"next_action": "action_greet"}', b'{"tracker": []}'])
async def test_what_is_no_action_call_is_refused(client: TestClient[Any, Any], body: bytes) -> None:
    response = await client.post("/webhook", data=body, headers=HEADERS)
    assert response.status == 400
    assert set(await response.json()) == {"error", "action_name"}


async def test_a_body_over_a_mebibyte_is_refused(client: TestClient[Any, Any]) -> None:
    response = await client.post("/webhook", data=io.BytesIO(b"x" * (1024 * 1024 + 1)), headers=HEADERS)
    assert response.status == 413


async def test_an_unknown_action_is_named(client: TestClient[Any, Any]) -> None:
    call = {"next_action": "action_open_sesame", "tracker": {"sender_id": "x"}}
    response = await client.post("/webhook", json=call, headers=HEADERS)
    assert response.status == 404
    assert await response.json() == {"error": "there is no such action", "action_name": "action_open_sesame"}


async def test_a_failure_says_which_action_and_nothing_else(
    shop: Database, client: TestClient[Any, Any], caplog: pytest.LogCaptureFixture
) -> None:
    call = await call_for(shop, p.LIN, "ask_dispatch", text="我住在翠湖名邸，电话13800000001")
    call["tracker"]["sender_id"] = str(uuid4())
    with caplog.at_level(logging.ERROR):
        response = await client.post("/webhook", json=call, headers=HEADERS)
    assert response.status == 400
    assert await response.json() == {"error": "the action failed", "action_name": "action_ask_dispatch"}
    logged = json.dumps([vars(record) for record in caplog.records], default=str, ensure_ascii=False)
    assert "UnknownConversationError" in logged
    assert "翠湖" not in logged
    assert "13800000001" not in logged


@pytest.mark.parametrize("sender", ["", "default", "' OR 1=1 --", "00000000-0000-0000-0000-000000000000"])
async def test_a_sender_that_is_no_conversation_gets_nothing(client: TestClient[Any, Any], sender: str) -> None:
    call = {
        "next_action": "action_ask_dispatch",
        "tracker": {"sender_id": sender, "slots": {"order_id": "CL2026-1001"}},
    }
    response = await client.post("/webhook", json=call, headers=HEADERS)
    assert response.status == 400


async def test_a_session_starts_in_the_conversations_language(shop: Database, client: TestClient[Any, Any]) -> None:
    for who, language in ((p.LIN, "zh"), (p.EMMA, "en")):
        talk = await in_app(shop, who, clock)
        tracker = {"sender_id": str(talk.conversation_id), "slots": {"language": "fr", "order_id": "CL2026-1005"}}
        call = {"next_action": "action_session_start", "tracker": tracker}
        response = await client.post("/webhook", json=call, headers=HEADERS)
        events = (await response.json())["events"]
        assert [event["event"] for event in events] == ["session_started", "slot", "action"]
        assert (events[1]["name"], events[1]["value"]) == ("language", language)
        assert events[2]["name"] == "action_listen"


def test_a_short_secret_is_no_secret(database: Database) -> None:
    with pytest.raises(ValueError, match="16 characters"):
        webhook_app(Services(database=database, clock=clock, shop_name=SHOP, rules=RULES), "short")


def test_each_intent_has_one_action(database: Database) -> None:
    names = [
        action.name() for action in all_actions(Services(database=database, clock=clock, shop_name=SHOP, rules=RULES))
    ]
    assert len(set(names)) == len(names) == len(ANSWERS) + 1
