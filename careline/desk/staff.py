"""Who works at the desk: an operator makes logins, changes them, and takes them away again."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.core.rules import DeskRules
from careline.desk.agents import PRESENCE_CHANGED, end_sessions, password_hash
from careline.desk.handoffs import back_to_queue
from careline.ids import new_id
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agent_identities, agent_invitations, agents

_NEW = {"role": "agent", "languages": ["zh-CN"], "skills": []}


class NoLoginError(LookupError):
    """There is no such login."""


class IncompleteError(ValueError):
    """A new login needs a name and a password, or the identity provider's name for it."""


class TakenNameError(ValueError):
    """The identity provider's name for somebody is another login's already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """As on `Agent`; None leaves a login's as it is, and a new one's as is usual. An empty team, phone or `sso_name`:
    none any more."""

    name: str | None = None
    role: str | None = None
    languages: tuple[str, ...] | None = None
    skills: tuple[str, ...] | None = None
    capacity: int | None = None
    team: str | None = None
    phone: str | None = None
    """E.164: where they are rung for callers who want a person."""
    sso_name: str | None = None
    """How the operator's identity provider calls them; another one releases the account bound before."""

    def given(self) -> dict[str, Any]:
        """The columns that are to change."""
        known = {name: value for name, value in asdict(self).items() if value is not None}
        return {name: list(value) if isinstance(value, tuple) else value or None for name, value in known.items()}


async def has_login(tx: AsyncConnection, login: str) -> bool:
    return (await tx.execute(select(agents.c.agent_id).where(agents.c.login == login))).first() is not None


async def save_agent(
    tx: AsyncConnection,
    login: str,
    profile: Profile,
    rules: DeskRules,
    *,
    password: str | None = None,
    invited: bool = False,
    who: str,
    now: datetime,
) -> None:
    """Make a login, or change of an existing one what is given; a new one has the rules' capacity if it names none.

    `invited`: a new one without a password, which its owner chooses (desk/invitations.py).
    Raises IncompleteError, TakenNameError.

    A new password ends every session that the old one had opened. It is also what lets a disabled login in again: a
    change of its capacity, say, does not.
    """
    changes = profile.given()
    if password is not None:
        changes |= {"password_hash": await asyncio.to_thread(password_hash, password), "disabled_at": None}
    before = await _locked(tx, login)
    if profile.sso_name and await _is_taken(tx, profile.sso_name, login):
        raise TakenNameError(TakenNameError.__doc__)
    if before is None:
        defaults: dict[str, Any] = _NEW | {"capacity": rules.capacity}
        if profile.name is None or (password is None and profile.sso_name is None and not invited):
            raise IncompleteError(IncompleteError.__doc__)
        if password is None:
            nobodys = await asyncio.to_thread(password_hash, secrets.token_urlsafe(32))
            defaults["password_hash"] = nobodys  # the provider lets them in, or a link does
        await tx.execute(insert(agents).values(agent_id=new_id(), login=login, **defaults | changes))
    elif changes := {name: value for name, value in changes.items() if before[name] != value}:
        await tx.execute(update(agents).where(agents.c.login == login).values(changes))
        if password is not None:
            await end_sessions(tx, before["agent_id"])
        if "sso_name" in changes:
            await tx.execute(delete(agent_identities).where(agent_identities.c.agent_id == before["agent_id"]))
            await end_sessions(tx, before["agent_id"])
    else:
        return
    made = What.AGENT_ADDED, Because.LOGIN_MADE
    what, why = made if before is None else (What.AGENT_CHANGED, because_of(who))
    data = _told(changes, before)
    await record(tx, at=now, who=who, what=what, why=why, subject=f"agent:{login}", data=data)
    await notify(tx, Topic.DESK, PRESENCE_CHANGED)


def _told(changes: dict[str, Any], before: RowMapping | None) -> dict[str, Any]:
    """What an entry tells of a login: what it has now, and `before` what it had of that; secrets and numbers only by
    their names."""
    hidden = {"password" if name == "password_hash" else name: "new" for name in changes if name in _UNTOLD}
    shown = {name: value for name, value in changes.items() if name not in {*_UNTOLD, "disabled_at"}}
    was = {name: before[name] for name in shown} if before else {}
    return shown | hidden | {"before": was}


_UNTOLD = frozenset({"phone", "sso_name", "password_hash"})


def because_of(who: str) -> Because:
    """Why a login, team or hour changes: an operator decided so at the shell, or somebody who may in the page."""
    return Because.MANAGER_DECIDED if who.startswith("agent:") else Because.OPERATOR_DECIDED


async def disable_agent(database: Database, login: str, *, who: str, why: str, now: datetime) -> int:
    """Take a login away: nobody gets in with it, nobody who is in stays in, and who was in its hands waits again.

    Returns how many conversations went back into the queue. Raises NoLoginError. May be repeated. Each conversation
    goes back by itself: a transaction locks one consumer.
    """
    async with database.begin() as tx:
        agent_id = await take_away(tx, login, who, why, now)
    return await hand_back_all(database, agent_id, who=who, now=now)


async def hand_back_all(database: Database, agent_id: UUID, *, who: str, now: datetime) -> int:
    """Whom an agent without a login was talking with waits again; returns how many. If this is cut off, the keeper
    goes on with it: who has no login has left (careline/desk/keeper.py)."""
    async with database.begin() as tx:
        held = select(conversations.c.conversation_id).where(conversations.c.agent_id == agent_id)
        left = (await tx.execute(held)).scalars().all()
    returned = 0
    for conversation_id in left:
        async with database.begin() as tx:
            back = await back_to_queue(tx, conversation_id, agent_id, who=who, why=Because.LOGIN_TAKEN_AWAY, now=now)
            returned += back is not None
    return returned


async def take_away(tx: AsyncConnection, login: str, who: str, why: str, now: datetime) -> UUID:
    """The first step of `disable_agent`. Raises NoLoginError."""
    before = await _locked(tx, login)
    if before is None:
        raise NoLoginError(NoLoginError.__doc__)
    agent_id: UUID = before["agent_id"]
    await end_sessions(tx, agent_id)
    await tx.execute(delete(agent_invitations).where(agent_invitations.c.agent_id == agent_id))
    if before["disabled_at"] is None:
        leaving = update(agents).where(agents.c.agent_id == agent_id)
        await tx.execute(leaving.values(disabled_at=now, online=False, seen_at=None, beat_at=None))
        await record(
            tx,
            at=now,
            who=who,
            what=What.AGENT_DISABLED,
            why=because_of(who),
            subject=f"agent:{login}",
            note=why,
        )
    await notify(tx, Topic.DESK, PRESENCE_CHANGED)
    return agent_id


async def _is_taken(tx: AsyncConnection, sso_name: str, login: str) -> bool:
    other = select(agents.c.login).where(agents.c.sso_name == sso_name, agents.c.login != login)
    return (await tx.execute(other)).first() is not None


async def _locked(tx: AsyncConnection, login: str) -> RowMapping | None:
    """Locked without the key, as a claim does (careline/desk/service.py)."""
    query = select(agents).where(agents.c.login == login).with_for_update(key_share=True)
    return (await tx.execute(query)).mappings().first()
