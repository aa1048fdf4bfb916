"""A process may die after an action's commit, and another one runs the turn again: nothing is done twice."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from actions.asking.open_question import Asked
from actions.registry import ANSWERS
from careline.conversations.service import Conversations
from careline.demo import personas as p
from careline.store.database import Database
from careline.store.tables.all import metadata
from tests.talking import NOW, Said, Talking, claim_of, in_app, on_the_phone

pytestmark = pytest.mark.store

BETWEEN = timedelta(seconds=4)
"""A turn is asked again within its limit of eight seconds."""
QUESTIONS = [question.value for question in Asked]
REMEMBERED = {"suggested_intent": "ask_dispatch", "offered": f"|{p.LIN_LATE_DISPATCH}"}


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize("asked", ["", *QUESTIONS])
@pytest.mark.parametrize("intent", ["affirm", "deny"])
async def test_a_yes_or_no_in_the_app(shop: Database, clock: Clock, intent: str, asked: str) -> None:
    talk = await in_app(shop, p.LIN, clock)
    talk.slots |= {"order_id": p.LIN_LATE_DISPATCH, "asked": asked or None, **REMEMBERED}
    await _same_when_run_twice(talk, clock, "好的" if intent == "affirm" else "不用", intent)


@pytest.mark.parametrize("asked", ["", *QUESTIONS])
@pytest.mark.parametrize("intent", ["affirm", "deny"])
async def test_a_yes_or_no_on_the_phone(shop: Database, clock: Clock, intent: str, asked: str) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    if asked != Asked.IDENTIFY:
        await talk.hear("我是", "affirm")
    talk.slots |= {"asked": asked or None, **REMEMBERED}
    await _same_when_run_twice(talk, clock, "好的" if intent == "affirm" else "不用", intent)


@pytest.mark.parametrize("intent", sorted(set(ANSWERS) - {"affirm", "deny"}))
async def test_a_wish_in_the_app(shop: Database, clock: Clock, intent: str) -> None:
    talk = await in_app(shop, p.LIN, clock)
    talk.slots |= {"order_id": p.LIN_LATE_DISPATCH}
    await _same_when_run_twice(talk, clock, "半小时后再说吧", intent)


@pytest.mark.parametrize("intent", sorted(set(ANSWERS) - {"affirm", "deny"}))
async def test_a_wish_on_the_phone(shop: Database, clock: Clock, intent: str) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    await _same_when_run_twice(talk, clock, "半小时后再说吧", intent)


async def _same_when_run_twice(talk: Talking, clock: Clock, text: str, intent: str) -> None:
    """The second run, with the slots of before the first, changes no row and says the same."""
    heard = await Conversations(talk.database).heard(talk.conversation_id, NOW, text=text)
    async with talk.database.begin() as tx:
        await claim_of(tx, talk.conversation_id)
    assert heard.turn_id
    slots = dict(talk.slots)

    async def run() -> tuple[Said, list[tuple[str, str]]]:
        talk.slots = dict(slots)
        said = await talk.run(talk.call(heard.turn_id, text, intent))
        return said, await _all_rows(talk.database)

    first = await run()
    clock.now += BETWEEN
    assert await run() == first


_EVERY_ROW = text(
    " UNION ALL ".join(
        f"SELECT '{table.name}', each::text FROM {table.fullname} AS each" for table in metadata.sorted_tables
    )
)


async def _all_rows(database: Database) -> list[tuple[str, str]]:
    """Each row of each table, as PostgreSQL writes it."""
    async with database.begin() as tx:
        return sorted((table, row) for table, row in await tx.execute(_EVERY_ROW))
