"""Agents at the desk: logging in, sessions, presence. Who has a login is careline/desk/staff.py."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, RowMapping, and_, delete, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.store.tables.desk import agent_sessions, agents, pending_logins

IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
TOUCH_EVERY = timedelta(seconds=10)
"""How exactly sessions and presence know when an agent was last there: often enough, without a write a request."""

BEAT_EVERY = timedelta(seconds=4)
"""How often an open page says that it lives."""

PRESENCE_CHANGED = "presence"
"""The key, on the topic "desk" of notifications, of a change that concerns no conversation."""

_HASHER = PasswordHasher()
# Verified against when the login is unknown, so that both cases take equally long.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$4eyDG5zuL+7bXcM+QqxHyg$BzcqfbhCPr2yeqx1xRTd2JzAEwQwlJwsTFUL6HzYv2g"


class LoginError(Exception):
    """Login or password is wrong, or the login was disabled."""

    def __init__(self, sentence: str | None = None, *, agent: str = "") -> None:
        super().__init__(sentence or self.__doc__)
        self.agent = agent
        """The login that was meant, where there is such an agent; for the security log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """`languages` are locales as on conversations; `skills` are topics; `capacity` is conversations at once."""

    agent_id: UUID
    login: str
    name: str
    role: str
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    capacity: int
    online: bool
    team: str | None = None
    outside: bool = False
    """Works at an external desk."""
    strong: bool = False
    """Of who asks: the session began with a second factor."""


def password_hash(password: str) -> str:
    """Argon2id; takes some 50 ms."""
    return _HASHER.hash(password)


async def verified(tx: AsyncConnection, login: str, password: str) -> RowMapping:
    """The agent's row. Raises LoginError. Takes some 50 ms (Argon2id, in a thread)."""
    row = (await tx.execute(select(agents).where(agents.c.login == login))).mappings().first()
    try:
        await asyncio.to_thread(_HASHER.verify, row["password_hash"] if row else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        raise LoginError(agent=row["login"] if row else "") from None
    if row is None or row["disabled_at"]:
        raise LoginError(agent=row["login"] if row else "")
    return row


async def begin_session(
    tx: AsyncConnection, row: RowMapping, now: datetime, *, strong: bool, instead_of: str = ""
) -> tuple[Agent, str]:
    """The agent, who is online now, and a fresh session token; the session of the token `instead_of` ends with it."""
    if instead_of:
        await log_out(tx, instead_of, now)
    token = secrets.token_urlsafe(32)
    await tx.execute(
        insert(agent_sessions).values(
            digest=session_digest(token),
            agent_id=row["agent_id"],
            started_at=now,
            seen_at=now,
            expires_at=now + ABSOLUTE,
            strong=strong,
        )
    )
    await set_presence(tx, row["agent_id"], True, now)
    return agent_from(row), token


async def end_sessions(tx: AsyncConnection, agent_id: UUID, *, but: str = "") -> None:
    """Whoever is in as this agent is so no longer, and who is halfway in begins anew; the session of `but` stays."""
    ending = delete(agent_sessions).where(agent_sessions.c.agent_id == agent_id)
    await tx.execute(ending.where(agent_sessions.c.digest != session_digest(but)))
    await tx.execute(delete(pending_logins).where(pending_logins.c.agent_id == agent_id))


async def strengthen(tx: AsyncConnection, token: str) -> None:
    """A second factor was given in this session."""
    mine = agent_sessions.c.digest == session_digest(token)
    await tx.execute(update(agent_sessions).where(mine).values(strong=True))


async def agent_of(tx: AsyncConnection, token: str, now: datetime) -> Agent | None:
    """Who this session belongs to, if it is neither expired nor idle for too long and the agent is enabled."""
    query = (
        select(agents, agent_sessions.c.strong)
        .join(agent_sessions, agent_sessions.c.agent_id == agents.c.agent_id)
        .where(
            agent_sessions.c.digest == session_digest(token),
            _holds(now),
            agents.c.disabled_at.is_(None),
        )
    )
    row = (await tx.execute(query)).mappings().first()
    return agent_from(row) if row else None


async def live_sessions(tx: AsyncConnection, now: datetime) -> frozenset[str]:
    """The digests (`session_digest`) of all sessions that still hold."""
    query = (
        select(agent_sessions.c.digest)
        .join(agents, agents.c.agent_id == agent_sessions.c.agent_id)
        .where(agents.c.disabled_at.is_(None), _holds(now))
    )
    return frozenset((await tx.execute(query)).scalars())


def _holds(now: datetime) -> ColumnElement[bool]:
    """A session that neither its age nor idleness has ended."""
    return and_(agent_sessions.c.expires_at > now, agent_sessions.c.seen_at > now - IDLE)


async def touch(tx: AsyncConnection, agent_id: UUID, token: str, now: datetime) -> None:
    """The agent is there: keeps session and presence alive."""
    mine = (agent_sessions.c.digest == session_digest(token)) & (agent_sessions.c.seen_at < now - TOUCH_EVERY)
    await tx.execute(update(agent_sessions).where(mine).values(seen_at=now))
    await stay_present(tx, agent_id, now)


async def stay_present(tx: AsyncConnection, agent_id: UUID, now: datetime) -> None:
    """The agent's page is open: keeps presence alive, but not the session, which wants to see the agent act."""
    long_ago = or_(agents.c.seen_at.is_(None), agents.c.seen_at < now - TOUCH_EVERY)
    await tx.execute(update(agents).where(agents.c.agent_id == agent_id, long_ago).values(seen_at=now))


async def beat(tx: AsyncConnection, agent_id: UUID, now: datetime) -> None:
    """The agent's open page lives: without such a beat for the lease, their consumers wait again (desk/keeper.py)."""
    long_ago = or_(agents.c.beat_at.is_(None), agents.c.beat_at < now - BEAT_EVERY)
    mine = update(agents).where(agents.c.agent_id == agent_id, long_ago)
    await tx.execute(mine.values(beat_at=now, seen_at=now))


async def log_out(tx: AsyncConnection, token: str, now: datetime) -> None:
    """End the session on the server; with their last one the agent goes offline.

    Where another one holds, whether its page lives is for the lease to say.
    """
    mine = agent_sessions.c.digest == session_digest(token)
    whose = select(agents.c.agent_id).join(agent_sessions, agent_sessions.c.agent_id == agents.c.agent_id).where(mine)
    # Locked first: of two devices that log out at once, the second one sees that the first one has gone.
    agent_id = (await tx.execute(whose.with_for_update(of=agents, key_share=True))).scalar()
    await tx.execute(delete(agent_sessions).where(mine))
    elsewhere = exists().where(agent_sessions.c.agent_id == agent_id, _holds(now))
    gone = update(agents).where(agents.c.agent_id == agent_id, ~elsewhere)
    await tx.execute(gone.values(online=False, seen_at=None, beat_at=None))


async def set_presence(tx: AsyncConnection, agent_id: UUID, online: bool, now: datetime) -> None:
    await tx.execute(update(agents).where(agents.c.agent_id == agent_id).values(online=online, seen_at=now))


def agent_from(row: RowMapping) -> Agent:
    return Agent(
        agent_id=row["agent_id"], login=row["login"], name=row["name"], role=row["role"],
        languages=tuple(row["languages"]), skills=tuple(row["skills"]), capacity=row["capacity"],
        online=row["online"], team=row["team"], outside=row["outside"], strong=row.get("strong", False),
    )  # fmt: skip


def session_digest(token: str) -> str:
    """What is kept of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()
