"""A process that works off one story of a remedy again and again, killed at another statement each time.

`python -m tests.keeping_child URL STORY` forks a process for each order CL-0, CL-1 …, which is killed (SIGKILL) before
the nth statement of its story, n counting up from 0. The next process works that story off to its end first, as whoever
restarts would. Ends with the first order whose story came to its end unkilled, and prints how many were killed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.holding import hold_to_conditions
from careline.cases.keeping import raise_what_is_late, tell_ends
from careline.cases.service import (
    Remedy,
    Wish,
    answered,
    approve,
    remedies_of,
    request_remedy,
)
from careline.core.orders import AnswerStatus, Order, RemedyAnswer
from careline.core.remedies import RemedyKind, RemedyState
from careline.desk.raising import raise_case
from careline.store.database import Database, engine_for
from careline.store.orders import load_order
from careline.store.tables.desk import agents
from tests.factories import NOW, ahead, yuan
from tests.keeping_kit import agree, terms
from tests.rules import RULES

LATE = ahead(hours=30)


async def wish_for(tx: AsyncConnection, order: Order) -> Remedy:
    wish = Wish(
        order=order, kind=RemedyKind.REFUND, who="consumer", channel="app", amount=yuan("79.00"), asked_in="turn-1"
    )
    return await request_remedy(tx, wish, NOW, RULES)


async def settle(database: Database, order: Order) -> None:
    """Wished for, approved, done at the shop, told."""
    async with database.begin() as tx:
        remedy = await wish_for(tx, order)
    if remedy.state is RemedyState.NEEDS_APPROVAL:
        async with database.begin() as tx:
            agent_id: UUID = (await tx.execute(select(agents.c.agent_id))).scalar_one()
            await approve(tx, remedy.remedy_id, agent_id, "li", order, NOW, RULES)
    async with database.begin() as tx:
        (remedy,) = await remedies_of(tx, order.order_id)
        told: dict[str, Any] = {"code": "", "reason": "", "expected_by": None}
        done = RemedyAnswer(remedy_id=str(remedy.remedy_id), status=AnswerStatus.DONE, at=NOW, **told)
        await answered(tx, remedy.remedy_id, done, NOW, who="platform")
    await tell_ends(database, NOW + timedelta(minutes=1), RULES, shop_name="云选")


async def miss(database: Database, order: Order) -> None:
    """Wished for, and nobody decides in time."""
    async with database.begin() as tx:
        await wish_for(tx, order)
    await raise_what_is_late(database, LATE, RULES, raise_case)


async def hold(database: Database, order: Order) -> None:
    """Agreed for the case that it is not sent by tomorrow, and it is not."""
    async with database.begin() as tx:
        await agree(tx, order, terms(), f"turn-{order.order_id}")
    await hold_to_conditions(database, LATE, RULES, raise_case)


STORIES = {"settle": settle, "miss": miss, "hold": hold}


async def warm_up(database: Database, story: str) -> None:
    """Work one story off unkilled: what SQLAlchemy has compiled stays with the engine, also after a fork."""
    await STORIES[story](database, await order_named(database, "CL-first"))
    await database.close()


async def work(database: Database, story: str, number: int) -> None:
    """Work off what the process before has left, then a story of our own, until we are killed."""
    engine = database.engine
    statements = -1

    def count(*_: object) -> None:
        nonlocal statements
        statements += 1
        if statements == number:
            os.kill(os.getpid(), signal.SIGKILL)

    if number:
        await STORIES[story](database, await order_named(database, f"CL-{number - 1}"))
    own = await order_named(database, f"CL-{number}")
    event.listen(engine.sync_engine, "before_cursor_execute", count)
    event.listen(engine.sync_engine, "commit", count)
    await STORIES[story](database, own)
    count()  # killed after the last commit
    await database.close()


async def order_named(database: Database, order_id: str) -> Order:
    async with database.begin() as tx:
        order = await load_order(tx, order_id)
    assert order
    return order


def in_a_process(database: Database, story: str, number: int) -> int:
    """Returns the signal that ended it, 0 if none did."""
    if (child := os.fork()) == 0:
        try:
            asyncio.run(work(database, story, number))
        except BaseException as error:  # noqa: BLE001
            print(f"{number}: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(1)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main() -> None:
    url, story = sys.argv[1:3]
    database = Database(engine_for(url, pool_size=3))
    asyncio.run(warm_up(database, story))
    killed = 0
    while in_a_process(database, story, killed) == signal.SIGKILL:
        killed += 1
    print(killed)


if __name__ == "__main__":
    main()
