"""A way in for who has no password yet: a link, shown once, by which they choose one that nobody else knows."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.desk.agents import end_sessions, password_hash, session_digest
from careline.store.journal import record
from careline.store.tables.desk import agent_invitations, agents

LASTS = timedelta(days=3)
SHORTEST_PASSWORD = 10


class InvitationGoneError(LookupError):
    """The link was used already, replaced by another one, or is too old."""


async def invite(tx: AsyncConnection, agent_id: UUID, now: datetime) -> str:
    """A token for a link, instead of any before; no password that the agent had counts any more, and sessions end."""
    token = secrets.token_urlsafe(32)
    row = {"digest": session_digest(token), "expires_at": now + LASTS}
    put = insert(agent_invitations).values(agent_id=agent_id, **row)
    await tx.execute(put.on_conflict_do_update(index_elements=["agent_id"], set_=row))
    nobodys = await asyncio.to_thread(password_hash, secrets.token_urlsafe(32))
    await tx.execute(update(agents).where(agents.c.agent_id == agent_id).values(password_hash=nobodys))
    await end_sessions(tx, agent_id)
    return token


async def accept(tx: AsyncConnection, token: str, password: str, now: datetime) -> RowMapping:
    """The password counts from now on, and the link does not; the agent's row. Raises InvitationGoneError."""
    gone = delete(agent_invitations).where(
        agent_invitations.c.digest == session_digest(token), agent_invitations.c.expires_at > now
    )
    agent_id = (await tx.execute(gone.returning(agent_invitations.c.agent_id))).scalar()
    query = select(agents).where(agents.c.agent_id == agent_id, agents.c.disabled_at.is_(None)).with_for_update()
    row = (await tx.execute(query)).mappings().first() if agent_id else None
    if row is None:
        raise InvitationGoneError(InvitationGoneError.__doc__)
    chosen = await asyncio.to_thread(password_hash, password)
    await tx.execute(update(agents).where(agents.c.agent_id == agent_id).values(password_hash=chosen))
    await record(
        tx, at=now, who=f"agent:{row['login']}", what=What.PASSWORD_SET, why=Because.INVITATION,
        subject=f"agent:{row['login']}",
    )  # fmt: skip
    return row
