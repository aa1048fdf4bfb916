"""Teams, managed in the desk's page: whom conversations can be passed on to, whose saved replies are whose.

A team is its name, as agents, saved replies and handoffs bear it; a new name goes to all of them in one transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import What
from careline.core.routing import TOPICS
from careline.core.wording.staff import ROLES
from careline.desk.agents import PRESENCE_CHANGED, Agent
from careline.desk.floor import teams_of
from careline.desk.manage_shapes import TeamMember, TeamShown, TeamsShown
from careline.desk.managing import state_of
from careline.desk.staff import because_of
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.desk import agents, canned_replies, handoffs, teams


class NoTeamError(LookupError):
    """There is no such team."""


class TeamTakenError(ValueError):
    """There is a team of this name."""


class TeamInUseError(ValueError):
    """Somebody is in the team, waits for it, or it has saved replies."""


class Teams:
    """Each use case is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, language: str, now: datetime) -> TeamsShown:
        async with self._database.begin() as tx:
            names = await teams_of(tx)
            query = select(agents).where(agents.c.disabled_at.is_(None), ~agents.c.outside).order_by(agents.c.name)
            people = (await tx.execute(query)).mappings().all()
            canned = await _counted(tx, canned_replies.c.team)
            waiting = await _counted(tx, handoffs.c.team, handoffs.c.ended_at.is_(None))
        return TeamsShown(
            teams=[
                _shown(name, [one for one in people if one["team"] == name], canned, waiting, language, now)
                for name in names
            ],
            without=[_member(one, language, now) for one in people if one["team"] is None],
        )

    async def add(self, admin: Agent, name: str, now: datetime) -> None:
        """Raises TeamTakenError."""
        async with self._database.begin() as tx:
            await _lock(tx)
            if name in await teams_of(tx):
                raise TeamTakenError(TeamTakenError.__doc__)
            await tx.execute(insert(teams).values(name=name, made_at=now))
            await _note(tx, admin, What.TEAM_ADDED, name, now)

    async def rename(self, admin: Agent, name: str, to: str, now: datetime) -> None:
        """Agents, saved replies and who waits for the team go along. Raises NoTeamError, TeamTakenError."""
        async with self._database.begin() as tx:
            await _lock(tx)
            known = await teams_of(tx)
            if name not in known:
                raise NoTeamError(NoTeamError.__doc__)
            if to in known:
                raise TeamTakenError(TeamTakenError.__doc__)
            await tx.execute(delete(teams).where(teams.c.name == name))
            await tx.execute(insert(teams).values(name=to, made_at=now))
            for table in (agents, canned_replies, handoffs):
                await tx.execute(update(table).where(table.c.team == name).values(team=to))
            await _note(tx, admin, What.TEAM_RENAMED, to, now, renamed=[name, to])

    async def remove(self, admin: Agent, name: str, now: datetime) -> None:
        """Raises NoTeamError, TeamInUseError."""
        async with self._database.begin() as tx:
            await _lock(tx)
            if name not in await teams_of(tx):
                raise NoTeamError(NoTeamError.__doc__)
            members = (await _counted(tx, agents.c.team, agents.c.disabled_at.is_(None))).get(name, 0)
            canned = (await _counted(tx, canned_replies.c.team)).get(name, 0)
            waiting = (await _counted(tx, handoffs.c.team, handoffs.c.ended_at.is_(None))).get(name, 0)
            if members or canned or waiting:
                raise TeamInUseError(TeamInUseError.__doc__)
            await tx.execute(delete(teams).where(teams.c.name == name))
            await _note(tx, admin, What.TEAM_REMOVED, name, now)


def _shown(
    name: str, members: list[RowMapping], canned: dict[str, int], waiting: dict[str, int], language: str, now: datetime
) -> TeamShown:
    known = {skill for one in members for skill in one["skills"]}
    return TeamShown(
        name=name, members=[_member(one, language, now) for one in members],
        skills=[topic for topic in TOPICS if topic in known], canned=canned.get(name, 0), waiting=waiting.get(name, 0),
        removable=not (members or canned.get(name) or waiting.get(name)),
    )  # fmt: skip


def _member(row: RowMapping, language: str, now: datetime) -> TeamMember:
    role = ROLES[row["role"]].to(language)
    return TeamMember(agent_id=str(row["agent_id"]), name=row["name"], role_text=role, state=state_of(row, now))


async def _counted(tx: AsyncConnection, team: ColumnElement[Any], *which: ColumnElement[bool]) -> dict[str, int]:
    """How many rows each team has."""
    query = select(team.label("team"), func.count().label("number")).where(team.is_not(None), *which).group_by(team)
    return {row.team: row.number for row in await tx.execute(query)}


async def _lock(tx: AsyncConnection) -> None:
    """One change of teams at a time: two of one name would else be made, or a name given to two."""
    await tx.execute(select(func.pg_advisory_xact_lock(_TEAMS)))


_TEAMS = 4201079


async def _note(tx: AsyncConnection, by: Agent, what: What, name: str, now: datetime, **data: object) -> None:
    who = f"agent:{by.login}"
    await record(tx, at=now, who=who, what=what, why=because_of(who), subject=f"team:{name}", data=data)
    await notify(tx, Topic.DESK, PRESENCE_CHANGED)
