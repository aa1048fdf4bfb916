"""The desk's management page over HTTP: agents, teams, hours and the audit log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from aiohttp import web

from careline.core.rules import DeskRules
from careline.desk.audit import Audit, Filter, Reading
from careline.desk.entrance import SignIn
from careline.desk.logins import AGENT
from careline.desk.manage_shapes import (
    AgentChangeIn,
    AgentIn,
    AgentMade,
    AuditChoices,
    AuditPage,
    ChainShown,
    HoursIn,
    HoursPreview,
    HoursShown,
    ManagedAgents,
    ScheduleIn,
    TeamIn,
    TeamRenameIn,
    TeamsShown,
    WhyIn,
)
from careline.desk.managing import Managing, NoAgentError
from careline.desk.opening import Opening
from careline.desk.teams import Teams
from careline.http.endpoint import Access, Endpoint
from careline.http.fields import in_utc
from careline.http.language import asked_language
from careline.http.problem import Problem
from careline.http.zone import asked_zone
from careline.store.database import Database

_AGENTS = "/api/desk/agents"
_ONE = f"{_AGENTS}/{{agent_id}}"
_TEAMS = "/api/desk/teams"
_HOURS = "/api/desk/hours"
_AUDIT = "/api/desk/audit"
_MOST = 200


def endpoints(database: Database, clock: Callable[[], datetime], rules: DeskRules, sign_in: SignIn) -> list[Endpoint]:
    """Supervisors see all of it; what they may change is decided by whom it concerns (desk/managing.py)."""
    people = _People(Managing(database, rules, sign_in), clock)
    teams = _Teams(Teams(database), clock)
    hours = _Hours(Opening(database, rules), clock)
    audit = _AuditLog(Audit(database), clock)
    return [
        _seen(_AGENTS, people.all, "Everybody who has or had a login", answer=ManagedAgents),
        _done(_AGENTS, people.add, "Make a login", body=AgentIn, answer=AgentMade, status=201),
        _done(_ONE, people.change, "Change a login; a supervisor what their own team's agents know and take",
              body=AgentChangeIn, answer=AgentMade, access=Access.SUPERVISOR),
        _done(f"{_ONE}/disable", people.disable, "Take a login away; whom they talk with waits again", body=WhyIn,
              answer=AgentMade),
        _done(f"{_ONE}/enable", people.enable, "Give a login back", answer=AgentMade),
        _done(f"{_ONE}/password", people.renew, "A link to choose another password with", answer=AgentMade),
        _seen(_TEAMS, teams.all, "Teams with their members", answer=TeamsShown),
        _done(_TEAMS, teams.add, "Make a team", body=TeamIn, status=204),
        _done(f"{_TEAMS}/rename", teams.rename, "Rename a team", body=TeamRenameIn, status=204),
        _done(f"{_TEAMS}/remove", teams.remove, "Remove a team that nothing hangs on", body=TeamIn, status=204),
        _seen(_HOURS, hours.shown, "When people answer, and what that means now", answer=HoursShown),
        _done(f"{_HOURS}/preview", hours.preview, "What these hours would mean now", body=ScheduleIn,
              answer=HoursPreview, access=Access.SUPERVISOR),
        _done(_HOURS, hours.save, "Set the hours", body=HoursIn, answer=HoursShown),
        _seen(_AUDIT, audit.page, "The audit log, newest first", answer=AuditPage),
        _seen(f"{_AUDIT}/choices", audit.choices, "What the audit log can be filtered by", answer=AuditChoices),
        _seen(f"{_AUDIT}/chain", audit.chain, "Whether the log is as it was sealed", answer=ChainShown),
        _seen(f"{_AUDIT}.csv", audit.export, "The audit log as a table; on record", access=Access.ADMIN),
    ]  # fmt: skip


def _seen(path: str, handle: Any, summary: str, *, access: Access = Access.SUPERVISOR, **more: Any) -> Endpoint:
    return Endpoint(method="GET", path=path, access=access, handle=handle, summary=summary, **more)


def _done(path: str, handle: Any, summary: str, *, access: Access = Access.ADMIN, **more: Any) -> Endpoint:
    return Endpoint(method="POST", path=path, access=access, handle=handle, summary=summary, **more)


class _People:
    """The guard has put AGENT into each request, here as below."""

    def __init__(self, managing: Managing, clock: Callable[[], datetime]) -> None:
        self._managing = managing
        self._clock = clock

    async def all(self, request: web.Request) -> ManagedAgents:
        return await self._managing.all(request[AGENT], _language(request), self._clock())

    async def add(self, request: web.Request, body: AgentIn) -> AgentMade:
        return await self._managing.add(request[AGENT], body, _language(request), self._clock())

    async def change(self, request: web.Request, body: AgentChangeIn) -> AgentMade:
        return await self._managing.change(request[AGENT], _named(request), body, _language(request), self._clock())

    async def disable(self, request: web.Request, body: WhyIn) -> AgentMade:
        why, language = body.reason.strip(), _language(request)
        return await self._managing.disable(request[AGENT], _named(request), why, language, self._clock())

    async def enable(self, request: web.Request) -> AgentMade:
        return await self._managing.enable(request[AGENT], _named(request), _language(request), self._clock())

    async def renew(self, request: web.Request) -> AgentMade:
        return await self._managing.renew(request[AGENT], _named(request), _language(request), self._clock())


class _Teams:
    def __init__(self, teams: Teams, clock: Callable[[], datetime]) -> None:
        self._teams = teams
        self._clock = clock

    async def all(self, request: web.Request) -> TeamsShown:
        return await self._teams.all(_language(request), self._clock())

    async def add(self, request: web.Request, body: TeamIn) -> None:
        await self._teams.add(request[AGENT], body.name.strip(), self._clock())

    async def rename(self, request: web.Request, body: TeamRenameIn) -> None:
        await self._teams.rename(request[AGENT], body.name, body.to.strip(), self._clock())

    async def remove(self, request: web.Request, body: TeamIn) -> None:
        await self._teams.remove(request[AGENT], body.name, self._clock())


class _Hours:
    def __init__(self, opening: Opening, clock: Callable[[], datetime]) -> None:
        self._opening = opening
        self._clock = clock

    async def shown(self, request: web.Request) -> HoursShown:
        return await self._opening.shown(self._clock(), asked_zone(request))

    async def preview(self, _request: web.Request, body: ScheduleIn) -> HoursPreview:
        return self._opening.preview(body, self._clock())

    async def save(self, request: web.Request, body: HoursIn) -> HoursShown:
        return await self._opening.save(request[AGENT], body, self._clock())


class _AuditLog:
    def __init__(self, audit: Audit, clock: Callable[[], datetime]) -> None:
        self._audit = audit
        self._clock = clock

    async def choices(self, request: web.Request) -> AuditChoices:
        return await self._audit.choices(_language(request))

    async def page(self, request: web.Request) -> AuditPage:
        limit = request.query.get("limit", "50")
        if not (limit.isascii() and limit.isdigit() and 0 < int(limit[:6]) <= _MOST):
            raise Problem(422, f"limit: a whole number from 1 to {_MOST}")
        before = request.query.get("before", "")
        return await self._audit.page(_filter(request), self._reading(request), before=before, limit=int(limit))

    async def export(self, request: web.Request) -> web.Response:
        reading = self._reading(request)
        table = await self._audit.export(request[AGENT], _filter(request), reading)
        named = f'attachment; filename="careline-audit-{reading.now.date()}.csv"'
        return web.Response(
            text=table, content_type="text/csv", charset="utf-8", headers={"Content-Disposition": named}
        )

    async def chain(self, _request: web.Request) -> ChainShown:
        return await self._audit.chain(self._clock())

    def _reading(self, request: web.Request) -> Reading:
        return Reading(language=_language(request), now=self._clock(), time_zone=asked_zone(request))


def _filter(request: web.Request) -> Filter:
    """Raises Problem 422."""
    query = {name: value.replace("\x00", "")[:400] for name, value in request.query.items()}
    return Filter(
        who=query.get("who", ""), what=tuple(one for one in query.get("what", "").split(",") if one),
        about=query.get("about", ""), since=_at(query, "since"), until=_at(query, "until"),
    )  # fmt: skip


def _at(query: dict[str, str], name: str) -> datetime | None:
    told = query.get(name)
    if not told:
        return None
    try:
        return in_utc(datetime.fromisoformat(told))
    except ValueError:
        raise Problem(422, f"{name}: an instant such as 2026-11-29T08:00:00+08:00") from None


def _named(request: web.Request) -> UUID:
    """The agent in the path. Raises NoAgentError for what is no id at all."""
    try:
        return UUID(request.match_info["agent_id"])
    except ValueError:
        raise NoAgentError(NoAgentError.__doc__) from None


def _language(request: web.Request) -> str:
    return asked_language(request) or next(iter(request[AGENT].languages), "zh-CN")
