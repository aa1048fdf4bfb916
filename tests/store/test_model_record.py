"""The record of models and the look at turns, in a real database."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from careline.conversations.service import Conversations
from careline.core.models import Model, Step, Traffic
from careline.feed.service import Feed
from careline.promotion import record
from careline.promotion.record import Decision
from careline.promotion.watch import traffic, watch
from careline.store.database import Database
from careline.store.tables.conversations import TurnState, turns
from tests.factories import NOW, event
from tests.rules import RULES

pytestmark = pytest.mark.store


def minute(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


async def decided(database: Database, number: int, what: Step, in_use: str, candidate: str = "") -> None:
    async with database.begin() as tx:
        await record.note(
            tx,
            Decision(
                at=minute(number), who="a test", why="why not", what=what, model=Model(name=in_use, sha256="0" * 64),
                sources="s", candidate=candidate or in_use, figures={"accuracy": 0.9},
            ),
        )  # fmt: skip


async def names(database: Database) -> tuple[str | None, str | None]:
    """The model in use, and the one that a rollback goes to."""
    async with database.begin() as tx:
        now, before = await record.in_use(tx), await record.one_before(tx)
    return now.model.name if now else None, before.model.name if before else None


async def test_the_newest_decision_says_what_is_in_use_and_what_was_before(database: Database) -> None:
    assert await names(database) == (None, None)
    await decided(database, 1, Step.STARTED, "A")
    assert await names(database) == ("A", None)
    await decided(database, 2, Step.PROMOTED, "B")
    assert await names(database) == ("B", "A")
    await decided(database, 3, Step.REFUSED, "B", candidate="C")
    await decided(database, 4, Step.FAILED, "B", candidate="C")
    assert await names(database) == ("B", "A"), "what never was in use is nothing to go back to"
    await decided(database, 5, Step.ROLLED_BACK, "A", candidate="B")
    assert await names(database) == ("A", None), "what was given up is nothing to go back to"
    await decided(database, 6, Step.PROMOTED, "B")
    await decided(database, 7, Step.PROMOTED, "D")
    assert await names(database) == ("D", "B"), "given up once, but promoted again since"


async def test_the_history_has_every_decision_newest_first(database: Database) -> None:
    await decided(database, 1, Step.STARTED, "A")
    await decided(database, 2, Step.REFUSED, "A", candidate="B")
    async with database.begin() as tx:
        told = await record.history(tx)
    assert [(one.what, one.candidate, one.who, one.figures) for one in told] == [
        (Step.REFUSED, "B", "a test", {"accuracy": 0.9}),
        (Step.STARTED, "A", "a test", {"accuracy": 0.9}),
    ]


async def ended(database: Database, number: int, *intents: str) -> None:
    """Turns that ended in this minute: answered with these intents, or failed, or discarded."""
    for intent in intents:
        await Conversations(database).post("u-lin", uuid4(), NOW, text=intent)
        async with database.begin() as tx:
            newest = select(turns.c.turn_id).where(turns.c.state == TurnState.WAITING).scalar_subquery()
            state = {"failed": TurnState.FAILED, "discarded": TurnState.DISCARDED}.get(intent, TurnState.ANSWERED)
            values = {"state": state, "intent": intent, "finished_at": minute(number)}
            await tx.execute(update(turns).where(turns.c.turn_id == newest).values(**values))


@pytest.fixture
async def shop(database: Database) -> Database:
    await Feed(database, RULES.new_users).take([event()], NOW)
    return database


async def test_turns_are_counted_by_when_they_ended(shop: Database) -> None:
    await ended(shop, 1, "greet", "nlu_fallback")
    await ended(shop, 5, "greet", "nlu_fallback", "nlu_fallback", "failed", "discarded")
    async with shop.begin() as tx:
        assert await traffic(tx, until=minute(5)) == Traffic(turns=2, not_understood=1, failed=0)
        assert await traffic(tx, since=minute(5)) == Traffic(turns=4, not_understood=2, failed=1)


async def test_the_watch_ends_as_soon_as_consumers_clearly_fare_worse(shop: Database) -> None:
    said: list[str] = []
    await ended(shop, 1, *["greet"] * 5)
    await ended(shop, 5, *["greet"] * 15, *["nlu_fallback"] * 4)
    assert await watch(shop, minute(2), minute(4), 0.05, said.append) is None, "too few to say anything"
    await ended(shop, 5, "nlu_fallback", "nlu_fallback")
    assert "29% of 21 turns" in str(await watch(shop, minute(2), minute(4), 600, said.append))
    assert "21 turns since: 6 not understood, 0 failed" in said[-1]
