"""Agents of an external desk as rows of ours: their names are shown, their work counts in every figure.

They cannot log in here: no password fits. Who of them is online is asked of their desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.roles import Role
from careline.desk.agents import PRESENCE_CHANGED, Agent, agent_from
from careline.external_desk.port import Person
from careline.ids import new_id
from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.tables.desk import agents

_NO_PASSWORD = "!"  # noqa: S105 - no hash, so that nothing fits
_EVERY_LANGUAGE = ("zh-CN", "en")
"""Whom they can read is their desk's affair."""
_MOST = 50
"""Their desk says how many talks an agent has at once; this is our column's limit."""


async def agent_for(tx: AsyncConnection, person: Person) -> Agent:
    """The row of this agent of theirs, made if it is new; a changed name is taken over."""
    made = insert(agents).values(
        agent_id=new_id(), login=person.key, name=person.name or person.key, password_hash=_NO_PASSWORD,
        role=Role.AGENT, languages=list(_EVERY_LANGUAGE), skills=[], capacity=_MOST, outside=True,
    )  # fmt: skip
    named = {"name": made.excluded.name, "disabled_at": None}
    changed = agents.c.outside & ((agents.c.name != made.excluded.name) | agents.c.disabled_at.is_not(None))
    await tx.execute(made.on_conflict_do_update(index_elements=["login"], set_=named, where=changed))
    query = select(agents).where(agents.c.login == person.key, agents.c.outside)
    return agent_from((await tx.execute(query)).mappings().one())


async def note_presence(tx: AsyncConnection, people: Iterable[Person], now: datetime) -> None:
    """Who of them is online now, and who is not, by what their desk says."""
    online = [person for person in people if person.online]
    for person in online:
        await agent_for(tx, person)
    keys = [person.key for person in online]
    here = update(agents).where(agents.c.outside, agents.c.login.in_(keys))
    await tx.execute(here.values(online=True, seen_at=now))
    gone = update(agents).where(agents.c.outside, agents.c.login.not_in(keys), agents.c.online)
    if (await tx.execute(gone.values(online=False))).rowcount:
        await notify(tx, Topic.DESK, PRESENCE_CHANGED)
