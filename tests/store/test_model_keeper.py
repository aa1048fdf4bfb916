"""Which model `careline up` starts with, and what is on record after each change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from careline.bot_side import ModelRefusedError
from careline.conversations.service import Conversations
from careline.core.models import Model, Step
from careline.feed.service import Feed
from careline.promotion import record
from careline.promotion.control import RequestRefusedError
from careline.promotion.keeper import ModelKeeper
from careline.promotion.record import Decision
from careline.store.database import Database
from careline.store.tables.conversations import TurnState, turns
from tests.factories import NOW, event
from tests.rules import RULES

pytestmark = pytest.mark.store

Made = Callable[[str], Path]


class Clock:
    """Each look is a minute later."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes a model file with its checksum; its name is that of its sources."""

    def make(name: str) -> Path:
        file = tmp_path / f"{name}.tar.gz"
        file.write_bytes(name.encode())
        file.with_name(f"{name}.sha256").write_text(f"{sha256(name.encode()).hexdigest()}  {file.name}")
        return file

    return make


@pytest.fixture
def keeper(database: Database, tmp_path: Path) -> ModelKeeper:
    return ModelKeeper(database, tmp_path, Clock(), "secret")


def silent(_: str) -> None:
    """Nobody listens."""


async def decisions(database: Database) -> list[Decision]:
    """Oldest first."""
    async with database.begin() as tx:
        return list(await record.history(tx))[::-1]


async def steps(database: Database) -> list[tuple[Step, str, str]]:
    """What was decided, the model in use after it, and the one it was about."""
    return [(one.what, one.model.name[0], one.candidate[0]) for one in await decisions(database)]


def wanted(name: str, **more: Any) -> dict[str, Any]:
    checksum = sha256(name.encode()).hexdigest()
    return {"do": "promote", "model": f"{name}.tar.gz", "sha256": checksum, "who": "a test", "why": "why not", **more}


async def test_the_first_start_takes_the_sources_model_and_the_next_one_nothing_new(
    database: Database, keeper: ModelKeeper, made: Made
) -> None:
    for _ in range(2):
        model = await keeper.at_start(made("a"), silent)
        assert model == Model(name="a.tar.gz", sha256=sha256(b"a").hexdigest())
    assert await steps(database) == [(Step.STARTED, "a", "a")]
    assert (await decisions(database))[0].sources == "a.tar.gz"


async def test_what_was_decided_holds_over_a_restart_until_the_sources_change(
    database: Database, keeper: ModelKeeper, made: Made
) -> None:
    made("b")
    async with database.begin() as tx:  # as after a rollback to b, with sources whose model is a
        await record.note(
            tx,
            Decision(
                at=NOW, who="x", why="x", what=Step.ROLLED_BACK, model=Model(name="b.tar.gz", sha256=_hash("b")),
                sources="a.tar.gz", candidate="a.tar.gz", figures={},
            ),
        )  # fmt: skip
    assert (await keeper.at_start(made("a"), silent)).name == "b.tar.gz"
    assert (await keeper.at_start(made("c"), silent)).name == "c.tar.gz"
    assert (await keeper.at_start(made("c"), silent)).name == "c.tar.gz"
    assert await steps(database) == [(Step.ROLLED_BACK, "b", "a"), (Step.STARTED, "c", "c")]


def _hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()


async def test_a_file_that_is_not_the_one_on_record_is_never_started(
    database: Database, keeper: ModelKeeper, made: Made
) -> None:
    first = made("a")
    await keeper.at_start(first, silent)
    first.write_bytes(b"something else")
    said: list[str] = []
    with pytest.raises(ModelRefusedError, match="checksum differs"):
        await keeper.at_start(first, said.append)
    assert (await keeper.at_start(made("b"), said.append)).name == "b.tar.gz"
    assert "gone or was changed" in said[-1]


async def test_promoting_refusing_and_going_back_are_each_a_row(
    database: Database, keeper: ModelKeeper, made: Made
) -> None:
    made("b")
    await keeper.at_start(made("a"), silent)
    assert (await keeper.handle(wanted("b", figures={"accuracy": 0.9}), silent))["before"] == "a.tar.gz"
    await keeper.handle({**wanted("c"), "do": "refuse", "why": "it understands less"}, silent)
    assert (await keeper.handle({"do": "state"}, silent))["model"] == "b.tar.gz"
    await keeper.handle({"do": "roll_back", "who": "a test", "why": "it was nicer"}, silent)
    assert await steps(database) == [
        (Step.STARTED, "a", "a"),
        (Step.PROMOTED, "b", "b"),
        (Step.REFUSED, "b", "c"),
        (Step.ROLLED_BACK, "a", "b"),
    ]
    promoted = (await decisions(database))[1]
    assert (promoted.who, promoted.why, promoted.figures) == ("a test", "why not", {"accuracy": 0.9})
    with pytest.raises(RequestRefusedError, match="no model to go back to"):
        await keeper.handle({"do": "roll_back", "who": "a test", "why": "again"}, silent)


async def test_a_changed_file_is_not_promoted_and_the_failure_is_a_row(
    database: Database, keeper: ModelKeeper, made: Made
) -> None:
    await keeper.at_start(made("a"), silent)
    made("b").write_bytes(b"something else")
    with pytest.raises(RequestRefusedError, match="stays in use"):
        await keeper.handle(wanted("b"), silent)
    assert await steps(database) == [(Step.STARTED, "a", "a"), (Step.FAILED, "a", "b")]


async def test_a_name_with_a_path_in_it_reaches_no_other_folder(
    database: Database, keeper: ModelKeeper, made: Made
) -> None:
    await keeper.at_start(made("a"), silent)
    with pytest.raises(RequestRefusedError, match="no model"):
        await keeper.handle({**wanted("b"), "model": "../../etc/b.tar.gz"}, silent)
    assert (await decisions(database))[-1].candidate == "b.tar.gz"


async def test_when_consumers_fare_worse_the_old_model_comes_back(
    database: Database, keeper: ModelKeeper, made: Made
) -> None:
    made("b")
    await keeper.at_start(made("a"), silent)
    await Feed(database, RULES.new_users).take([event()], NOW)
    for _ in range(20):
        await Conversations(database).post("u-lin", uuid4(), NOW, text="?")
    async with database.begin() as tx:  # they end after the switch
        values = {"state": TurnState.ANSWERED, "intent": "nlu_fallback", "finished_at": NOW + timedelta(hours=1)}
        await tx.execute(update(turns).values(**values))
    with pytest.raises(RequestRefusedError, match="100% of 20 turns"):
        await keeper.handle(wanted("b", watch_seconds=60), silent)
    assert (await steps(database))[1:] == [(Step.PROMOTED, "b", "b"), (Step.ROLLED_BACK, "a", "b")]
    assert (await decisions(database))[-1].who == "system"


async def test_one_change_at_a_time(database: Database, keeper: ModelKeeper, made: Made) -> None:
    made("b")
    await keeper.at_start(made("a"), silent)
    watching = asyncio.Event()

    def listen(line: str) -> None:
        if "watching" in line:
            watching.set()

    first = asyncio.create_task(keeper.handle(wanted("b", watch_seconds=600), listen))
    async with asyncio.timeout(60):
        await watching.wait()
    with pytest.raises(RequestRefusedError, match="another change"):
        await keeper.handle(wanted("a"), silent)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)


@pytest.mark.parametrize("request_", [{}, {"do": "dance"}, {"do": "promote"}, {"do": "roll_back"}])
async def test_what_nobody_understands_is_refused(
    database: Database, keeper: ModelKeeper, made: Made, request_: dict[str, Any]
) -> None:
    await keeper.at_start(made("a"), silent)
    with pytest.raises(RequestRefusedError):
        await keeper.handle(request_, silent)
    assert await steps(database) == [(Step.STARTED, "a", "a")]
