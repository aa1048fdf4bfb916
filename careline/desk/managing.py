"""Agents, managed in the desk's page: who has a login, what they know, how much they take, and who gets in no more.

Admins do all of it. A supervisor sets languages, skills and room of the agents of their own team, which is what they
answer for on the floor; who gets in, as what, and in which team is an admin's to decide. Nobody takes the admin's role
or login of their own, so that one is always left; the shell (`careline agent`) is for whoever locked all out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import What
from careline.core.roles import Role, is_at_least, wants_factor
from careline.core.routing import TOPICS, weight_of
from careline.core.rules import DeskRules
from careline.core.wording.language import Said
from careline.core.wording.staff import LANGUAGES, ROLES
from careline.core.wording.staff import TOPICS as TOPIC_WORDS
from careline.desk.agents import PRESENCE_CHANGED, Agent
from careline.desk.entrance import SignIn
from careline.desk.floor import teams_of
from careline.desk.handoffs import PRESENCE, agent_states
from careline.desk.invitations import invite
from careline.desk.logins import NotAllowedError
from careline.desk.manage_shapes import AgentChangeIn, AgentIn, AgentMade, ManagedAgent, ManagedAgents
from careline.desk.shapes import NamedCode
from careline.desk.sso import sso_key
from careline.desk.staff import Profile, because_of, hand_back_all, has_login, save_agent, take_away
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.desk import agent_factors, agent_invitations, agents

May = Literal["", "work", "all"]
_WORK = frozenset({"languages", "skills", "capacity"})
_CHANNELS = ("app", "phone")


class NoAgentError(LookupError):
    """There is no such agent."""


class LoginTakenError(ValueError):
    """Somebody has this login, or had it: give that one back, or choose another."""


class OwnLoginError(ValueError):
    """Nobody takes their own role or login away."""


class NoWayInError(ValueError):
    """Passwords are off here: a login needs the company account that it belongs to."""


def may_manage(by: Agent, role: str, team: str | None) -> May:
    """What somebody may do with an agent of this role and team."""
    if is_at_least(by.role, Role.ADMIN):
        return "all"
    leads = is_at_least(by.role, Role.SUPERVISOR) and by.team is not None and by.team == team
    return "work" if leads and not is_at_least(role, Role.SUPERVISOR) else ""


class Managing:
    """Use cases of the page; each change is one transaction, with its entry in the journal."""

    def __init__(self, database: Database, rules: DeskRules, sign_in: SignIn) -> None:
        self._database = database
        self._rules = rules
        self._sign_in = sign_in

    async def all(self, reader: Agent, language: str, now: datetime) -> ManagedAgents:
        async with self._database.begin() as tx:
            shown = await self._shown(tx, reader, language, now)
            teams = await teams_of(tx)
        return ManagedAgents(
            agents=shown, teams=teams, roles=_named(ROLES, language),
            skills=_named({code: TOPIC_WORDS[code] for code in TOPICS}, language),
            languages=_named(LANGUAGES, language),
            capacity=self._rules.capacity, weights={one: weight_of(one, self._rules) for one in _CHANNELS},
            passwords=not self._sign_in.break_glass, sso=self._sign_in.sso is not None,
        )  # fmt: skip

    async def add(self, admin: Agent, wanted: AgentIn, language: str, now: datetime) -> AgentMade:
        """Raises LoginTakenError, NoWayInError, TakenNameError."""
        sso = sso_key(wanted.sso_name) if wanted.sso_name.strip() else None
        invited = not self._sign_in.break_glass
        if not (invited or sso):
            raise NoWayInError(NoWayInError.__doc__)
        profile = Profile(
            name=wanted.name.strip(), role=wanted.role, languages=tuple(wanted.languages), skills=tuple(wanted.skills),
            capacity=wanted.capacity, team=wanted.team.strip() or None, sso_name=sso,
        )  # fmt: skip
        async with self._database.begin() as tx:
            if await has_login(tx, wanted.login):
                raise LoginTakenError(LoginTakenError.__doc__)
            await save_agent(tx, wanted.login, profile, self._rules, invited=invited, who=_who(admin), now=now)
            row = await _named_by(tx, agents.c.login == wanted.login)
            token = await self._invite(tx, admin, row, now) if invited and not sso else None
            return AgentMade(agent=await self._one(tx, admin, row["agent_id"], language, now), invitation=token)

    async def change(self, by: Agent, agent_id: UUID, wanted: AgentChangeIn, language: str, now: datetime) -> AgentMade:
        """Raises NoAgentError, NotAllowedError, OwnLoginError."""
        given = wanted.model_dump(exclude_none=True)
        async with self._database.begin() as tx:
            before = await _named_by(tx, agents.c.agent_id == agent_id)
            may = may_manage(by, before["role"], before["team"])
            if not may or (may == "work" and not given.keys() <= _WORK):
                raise NotAllowedError(NotAllowedError.__doc__)
            if wanted.role is not None and wanted.role != before["role"]:
                await _keep_an_admin(tx, by, before)
            profile = Profile(
                name=wanted.name, role=wanted.role, team=wanted.team, capacity=wanted.capacity,
                languages=tuple(wanted.languages) if wanted.languages else None,
                skills=tuple(wanted.skills) if wanted.skills is not None else None,
            )  # fmt: skip
            await save_agent(tx, before["login"], profile, self._rules, who=_who(by), now=now)
            return AgentMade(agent=await self._one(tx, by, agent_id, language, now))

    async def disable(self, admin: Agent, agent_id: UUID, reason: str, language: str, now: datetime) -> AgentMade:
        """Out at once, and whom they were talking with waits in the old place.

        Raises NoAgentError, NotAllowedError, OwnLoginError.
        """
        async with self._database.begin() as tx:
            before = await _named_by(tx, agents.c.agent_id == agent_id)
            await _keep_an_admin(tx, admin, before)
            await take_away(tx, before["login"], _who(admin), reason, now)
        returned = await hand_back_all(self._database, agent_id, who=_who(admin), now=now)
        async with self._database.begin() as tx:
            return AgentMade(agent=await self._one(tx, admin, agent_id, language, now), returned=returned)

    async def enable(self, admin: Agent, agent_id: UUID, language: str, now: datetime) -> AgentMade:
        """Back again, by a password of their own that is new, or by the company account. Raises NoAgentError."""
        async with self._database.begin() as tx:
            row = await _named_by(tx, agents.c.agent_id == agent_id, locked=True)
            if row["disabled_at"] is not None:
                await tx.execute(update(agents).where(agents.c.agent_id == agent_id).values(disabled_at=None))
                await _note(tx, admin, row, What.AGENT_ENABLED, now)
                await notify(tx, Topic.DESK, PRESENCE_CHANGED)
            token = await self._invite(tx, admin, row, now) if self._chooses_password(row) else None
            return AgentMade(agent=await self._one(tx, admin, agent_id, language, now), invitation=token)

    async def renew(self, admin: Agent, agent_id: UUID, language: str, now: datetime) -> AgentMade:
        """A new password instead of one that was forgotten, or that somebody else knows.

        Raises NoAgentError, OwnLoginError, NoWayInError.
        """
        async with self._database.begin() as tx:
            row = await _named_by(tx, agents.c.agent_id == agent_id, locked=True)
            if row["disabled_at"] is not None:
                raise NoAgentError(NoAgentError.__doc__)
            if agent_id == admin.agent_id:
                raise OwnLoginError(OwnLoginError.__doc__)  # it would end the session that is asking
            if self._sign_in.break_glass and row["login"] not in self._sign_in.break_glass:
                raise NoWayInError(NoWayInError.__doc__)
            token = await self._invite(tx, admin, row, now)
            return AgentMade(agent=await self._one(tx, admin, agent_id, language, now), invitation=token)

    def _chooses_password(self, row: RowMapping) -> bool:
        return row["sso_name"] is None and (not self._sign_in.break_glass or row["login"] in self._sign_in.break_glass)

    async def _invite(self, tx: AsyncConnection, admin: Agent, row: RowMapping, now: datetime) -> str:
        token = await invite(tx, row["agent_id"], now)
        await _note(tx, admin, row, What.AGENT_INVITED, now)
        await notify(tx, Topic.DESK, PRESENCE_CHANGED)  # whose session has just ended is shown the door
        return token

    async def _one(
        self, tx: AsyncConnection, reader: Agent, agent_id: UUID, language: str, now: datetime
    ) -> ManagedAgent:
        return next(one for one in await self._shown(tx, reader, language, now) if one.agent_id == str(agent_id))

    async def _shown(self, tx: AsyncConnection, reader: Agent, language: str, now: datetime) -> list[ManagedAgent]:
        load = {state.agent_id: state.active for state in await agent_states(tx, now, self._rules)}
        query = (
            select(agents, agent_factors.c.confirmed_at, agent_invitations.c.expires_at)
            .outerjoin(agent_factors, agent_factors.c.agent_id == agents.c.agent_id)
            .outerjoin(
                agent_invitations,
                (agent_invitations.c.agent_id == agents.c.agent_id) & (agent_invitations.c.expires_at > now),
            )
            .where(~agents.c.outside)
            .order_by(agents.c.disabled_at.is_not(None), agents.c.team.nulls_last(), agents.c.name, agents.c.login)
        )
        return [
            ManagedAgent(
                agent_id=str(row["agent_id"]), login=row["login"], name=row["name"], role=row["role"],
                role_text=ROLES[row["role"]].to(language), team=row["team"], languages=list(row["languages"]),
                skills=list(row["skills"]), capacity=row["capacity"], active=load.get(str(row["agent_id"]), 0),
                state=state_of(row, now), seen_at=row["seen_at"], factor=row["confirmed_at"] is not None,
                factor_wanted=wants_factor(self._sign_in.factors.wanted, row["role"]), sso_name=row["sso_name"],
                invited_until=row["expires_at"], disabled_at=row["disabled_at"],
                me=row["agent_id"] == reader.agent_id, may=may_manage(reader, row["role"], row["team"]),
            )
            for row in (await tx.execute(query)).mappings()
        ]  # fmt: skip


def state_of(row: RowMapping, now: datetime) -> Literal["online", "away", "offline"]:
    """Of an agent's row: whether their page is open, and whether they take chats."""
    if row["disabled_at"] is not None or row["seen_at"] is None or now - row["seen_at"] >= PRESENCE:
        return "offline"
    return "online" if row["online"] else "away"


def _who(agent: Agent) -> str:
    return f"agent:{agent.login}"


def _named(words: Mapping[str, Said], language: str) -> list[NamedCode]:
    return [NamedCode(code=code, name=said.to(language)) for code, said in words.items()]


async def _named_by(tx: AsyncConnection, which: Any, *, locked: bool = False) -> RowMapping:
    """An agent of our own desk. Raises NoAgentError."""
    query = select(agents).where(which, ~agents.c.outside)
    row = (await tx.execute(query.with_for_update(key_share=True) if locked else query)).mappings().first()
    if row is None:
        raise NoAgentError(NoAgentError.__doc__)
    return row


async def _keep_an_admin(tx: AsyncConnection, by: Agent, before: RowMapping) -> None:
    """Before an agent loses role or login: an admin does it, and not to themselves, so that one is always left. All
    admins are locked, in one order: of two who take each other's role the second is none any more at their turn.

    Raises OwnLoginError, NotAllowedError.
    """
    query = select(agents.c.agent_id).where(agents.c.role == Role.ADMIN, agents.c.disabled_at.is_(None))
    locked = query.order_by(agents.c.agent_id).with_for_update(key_share=True)
    admins = set((await tx.execute(locked)).scalars())
    if by.agent_id not in admins:
        raise NotAllowedError(NotAllowedError.__doc__)
    if before["agent_id"] == by.agent_id:
        raise OwnLoginError(OwnLoginError.__doc__)


async def _note(tx: AsyncConnection, by: Agent, row: RowMapping, what: What, now: datetime) -> None:
    await record(tx, at=now, who=_who(by), what=what, why=because_of(_who(by)), subject=f"agent:{row['login']}")
