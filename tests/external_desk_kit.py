"""Somebody who waits, Chatwoot's double, and the worker's part between them, tended by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import aiohttp
from sqlalchemy import RowMapping, select

from careline.conversations.conversation import find
from careline.conversations.messages import messages_after
from careline.external_desk.chatwoot import Chatwoot as Adapter
from careline.external_desk.talks import look_soon
from careline.external_desk.tending import Tending
from careline.store.database import Database
from careline.store.tables.desk import agents
from careline.store.tables.external_desk import external_talks
from tests import chatwoot
from tests.desk_floor import Clock
from tests.rules import RULES

CATCH_UP = timedelta(seconds=60)


@dataclass
class Between:
    """A worker that tends the talks when a test says so, at the test's time."""

    database: Database
    desk: chatwoot.Chatwoot
    tending: Tending
    clock: Clock

    async def round(self) -> None:
        await self.tending.round()

    async def later(self, **units: float) -> None:
        """Some time passes, without a webhook, and then it is tended."""
        self.clock.pass_(**units or {"seconds": 61})
        await self.round()

    async def told(self, talk: int = 1) -> None:
        """A webhook came about this talk, and it is tended."""
        async with self.database.begin() as tx:
            await look_soon(tx, talk, self.clock())
        await self.round()

    async def rows(self) -> list[RowMapping]:
        """Every talk, the oldest first."""
        async with self.database.begin() as tx:
            query = select(external_talks).order_by(external_talks.c.opened_at, external_talks.c.talk_id)
            return list((await tx.execute(query)).mappings())

    async def row(self) -> RowMapping:
        return (await self.rows())[-1]

    async def thread(self, customer_id: str = "u-lin") -> list[tuple[str, str]]:
        """What the consumer sees: who said what."""
        async with self.database.begin() as tx:
            rows = await messages_after(tx, customer_id, "app", 0)
        return [(row["agent_name"] or row["author"], row["text"]) for row in rows]

    async def owner(self, conversation_id: UUID) -> tuple[str, str | None]:
        """Who answers, and the login of the agent who does."""
        async with self.database.begin() as tx:
            found = await find(tx, conversation_id)
            assert found
            login = None
            if found.ownership.agent_id:
                mine = agents.c.agent_id == UUID(found.ownership.agent_id)
                login = (await tx.execute(select(agents.c.login).where(mine))).scalar_one()
        return found.ownership.owner, login


@asynccontextmanager
async def between(database: Database, **desk: Any) -> AsyncIterator[Between]:
    """Chatwoot's double with its agents Li (7) and Wang (8), and nobody online yet but them."""
    double, clock = chatwoot.Chatwoot(**desk), Clock()
    double.hire(7, "李静")
    double.hire(8, "王磊")
    async with chatwoot.serving(double) as url, aiohttp.ClientSession() as http:
        adapter = Adapter(http, url, chatwoot.ACCOUNT, chatwoot.INBOX, chatwoot.TOKEN)
        yield Between(database, double, Tending(database, adapter, RULES, "zh-CN", clock, CATCH_UP), clock)
