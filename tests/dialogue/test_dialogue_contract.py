"""What our side expects of Rasa's channel, put to the real one with its trained bot and to the fake of other tests."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from careline.conversations.service import Conversations
from careline.conversations.turns import claim
from careline.rehearsal import Conversation, Stage
from careline.rehearsal.situations import NOW
from tests import fake_bot

pytestmark = pytest.mark.journey

QUESTION = "怎么还不发货"


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A bot with a turn of a known conversation to answer, and a conversation of which our side knows nothing."""

    http: aiohttp.ClientSession
    url: str
    secret: str | None
    conversation_id: str
    turn_id: str
    unknown_id: str

    async def post(self, body: bytes) -> tuple[int, Any]:
        """Status and JSON."""
        headers = {"X-Careline-Secret": self.secret} if self.secret else {}
        url = f"{self.url}/webhooks/careline/turn"
        async with self.http.post(url, data=body, headers=headers) as answer:
            return answer.status, await answer.json(content_type=None)

    def turn(self, **changed: Any) -> bytes:
        """The turn as our client writes it."""
        turn = {
            "conversation_id": self.conversation_id,
            "turn_id": self.turn_id,
            "channel": "app",
            "text": QUESTION,
            "payload": None,
            "hints": {},
        }
        return json.dumps(turn | changed).encode()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture(params=["fake", "real"])
def real(request: pytest.FixtureRequest) -> Stage | None:
    """Not put up for the fake."""
    return request.getfixturevalue("rehearsal") if request.param == "real" else None


@pytest.fixture
async def channel(real: Stage | None, http: aiohttp.ClientSession) -> AsyncIterator[Channel]:
    if real:
        yield await _real(real, http)
        return
    async with fake_bot.fake_bot() as bot:
        ids = (str(uuid4()) for _ in range(3))
        fake = Channel(
            http=http, url=bot.url, secret=fake_bot.SECRET, conversation_id=next(ids), turn_id=next(ids),
            unknown_id=next(ids),
        )  # fmt: skip
        bot.unknown.add(fake.unknown_id)
        yield fake


async def _real(stage: Stage, http: aiohttp.ClientSession) -> Channel:
    """A consumer with a late order has asked; their turn is claimed, as actions demand of the one they act for."""
    told = {"theme": "contract", "name": "催发货", "orders": {"shoes": "late_dispatch"}, "talk": [
        {"consumer": QUESTION, "bot": "utter_dispatch_late"}
    ]}  # fmt: skip
    (people,) = await stage.enter([Conversation.model_validate(told)])
    posted = await Conversations(stage.database).post(people.consumer.customer_id, uuid4(), NOW, text=QUESTION)
    async with stage.database.begin() as tx:
        claimed = await claim(tx, 60, posted.turn_id)
    assert claimed
    return Channel(
        http=http, url=stage.bot_url, secret=stage.bot_secret, conversation_id=str(claimed[0].conversation_id),
        turn_id=str(claimed[1].turn_id), unknown_id=str(uuid4()),
    )  # fmt: skip


async def test_an_answer_has_replies_intent_ranking_and_language(channel: Channel) -> None:
    status, answer = await channel.post(channel.turn())
    assert status == 200
    assert answer.keys() == {"replies", "intent", "ranking", "language"}
    assert answer["replies"]
    for reply in answer["replies"]:
        assert reply.keys() == {"text", "response", "buttons", "custom"}
        assert reply["text"]
        assert reply["response"].startswith("utter_")
    assert answer["intent"].keys() == {"name", "confidence"}
    assert 0 < answer["intent"]["confidence"] <= 1
    assert answer["ranking"][0] == answer["intent"]["name"] == "ask_dispatch"
    assert answer["language"] == "zh"


async def test_a_turn_asked_again_is_answered_in_the_same_words(channel: Channel) -> None:
    first, again = [(await channel.post(channel.turn())) for _ in range(2)]
    assert first[0] == again[0] == 200
    assert first[1] == again[1]


@pytest.mark.parametrize("secret", [None, "not-the-secret-between-us"])
async def test_without_the_secret_nobody_is_heard(channel: Channel, secret: str | None) -> None:
    status, answer = await replace(channel, secret=secret).post(channel.turn())
    assert status == 401
    assert answer["detail"]


@pytest.mark.parametrize(
    "changed",
    [
        {"text": None},
        {"payload": {"intent": "affirm", "entities": {}}},
        {"channel": "fax"},
        {"turn_id": None},
        {"conversation_id": 7},
        {"customer_id": "u-1"},
    ],
    ids=lambda changed: next(iter(changed)),
)
async def test_what_is_no_turn_is_refused(channel: Channel, changed: dict[str, Any]) -> None:
    status, answer = await channel.post(channel.turn(**changed))
    assert status == 400
    assert answer["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]"])
async def test_what_is_no_json_object_is_refused(channel: Channel, body: bytes) -> None:
    assert (await channel.post(body))[0] == 400


async def test_a_turn_of_a_conversation_that_nobody_knows_fails_and_says_so(channel: Channel) -> None:
    status, answer = await channel.post(channel.turn(conversation_id=channel.unknown_id))
    assert status == 500
    assert answer["detail"]
