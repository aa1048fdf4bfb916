"""A consumer is erased while something goes on: a turn that is being answered, a message on its way, a late Rasa."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from careline.conversations.service import Conversations, UnknownConsumerError
from careline.dialogue.answering import Answering
from careline.dialogue.client import Answer, DialogueClient, Reply
from careline.privacy.erase import erase
from careline.privacy.retention import prune, windows
from careline.store.database import Database
from tests.desk_floor import paid, says, told
from tests.factories import NOW
from tests.store.test_privacy_erase import where_found

pytestmark = pytest.mark.store

WHO, NAME, WORDS = "u-quokka-77", "奎塔莉", "紫色长颈鹿在跳舞"


class SlowRasa(DialogueClient):
    """Answers after the consumer was erased, and writes its events then, as a process does that was at it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, conversation_id: Any, *_given: Any, **_named: Any) -> Answer:
        async with self._database.begin() as tx:
            await erase(tx, WHO, asked_by="consumer", now=NOW)
        event = text("INSERT INTO rasa.events VALUES (:c, 1, :at, CAST(:e AS jsonb))")
        async with self._database.begin() as tx:
            told_ = json.dumps({"text": WORDS}, ensure_ascii=False)
            await tx.execute(event, {"c": str(conversation_id), "at": NOW.timestamp(), "e": told_})
        return Answer(replies=(Reply(text=f"{NAME}您好"),), intent="greet", confidence=1.0)


async def test_a_turn_that_is_being_answered_finds_nobody_to_tell(database: Database) -> None:
    await told(database, paid(WHO, "CL2026-0001", 60, customer={"name": NAME}))
    await says(database, WHO, WORDS)
    answering = Answering(database, SlowRasa(database), lambda: NOW)
    assert await answering.answer_waiting()
    await answering.close()
    assert await where_found(database, NAME) == set()
    assert await where_found(database, WORDS) == {"events"}
    await prune(database, windows(""), NOW + timedelta(seconds=1))
    assert await where_found(database, WORDS) == set()


async def test_messages_that_come_at_the_same_time_are_kept_before_or_refused_after(database: Database) -> None:
    """Whichever order they get: nothing of the consumer is left, and nobody deadlocks."""
    await told(database, paid(WHO, "CL2026-0001", 60, customer={"name": NAME}))
    await says(database, WHO, WORDS)
    conversations = Conversations(database)

    async def write() -> bool:
        try:
            await conversations.post(WHO, uuid4(), NOW, text=WORDS)
        except UnknownConsumerError:
            return False
        return True

    async def gone() -> bool:
        await asyncio.sleep(0)
        async with database.begin() as tx:
            await erase(tx, WHO, asked_by="operator", now=NOW)
        return True

    await asyncio.wait_for(asyncio.gather(*(write() for _ in range(4)), gone(), *(write() for _ in range(4))), 20)
    assert not await write()
    assert await where_found(database, WHO) == set()
    assert await where_found(database, WORDS) == set()
