"""Logging in at the desk: a cookie that only our own page can use, and a limit on guessing."""

from __future__ import annotations

import asyncio
import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from aiohttp import web
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from careline.core.roles import Role, is_at_least
from careline.desk.agents import (
    ABSOLUTE,
    PRESENCE_CHANGED,
    Agent,
    LoginError,
    agent_of,
    log_in,
    log_out,
    set_presence,
    touch,
)
from careline.desk.shapes import AgentAnswer, LoginIn, PresenceIn
from careline.desk.views import agent_shown
from careline.http.endpoint import Access, Guard
from careline.http.peer import address_of
from careline.http.problem import Problem
from careline.http.security import refused
from careline.metrics.counters import LOGINS
from careline.store.database import Database, notify

AGENT = web.RequestKey("agent", Agent)
TOKEN = web.RequestKey("desk_token", str)
HEADER = "X-Careline-Desk"
"""Unsafe methods carry it with the value 1: a foreign page cannot send it without our consent (CORS)."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_AT_ONCE = 2  # Argon2 takes 64 MiB and a core each
_KNOWN = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginLimits:
    """Attempts per web process; those of one login from one address are forgotten when it succeeds.

    Nobody can shut another one out: what counts is who asks for which login. Guesses at one login from many addresses
    only make the next ones slower, and not where the login has succeeded before.
    """

    per_pair: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(8, 5))
    """Of one login from one address."""
    failures: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(30))
    """Of one address, whatever the logins. A whole desk behind one address logs in without failing."""
    attempts: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(120))
    """Of one address, right ones too: each costs a core for a while."""
    unhurried: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(8, 5))
    """Failures of one login from anywhere, before the next attempts have to wait `delay_seconds`."""
    delay_seconds: float = 3.0


DEFAULT_LIMITS = LoginLimits()


def cookie_name(*, secure: bool) -> str:
    """With Secure the browser itself pins it to this host and path (`__Host-`)."""
    return "__Host-careline_desk" if secure else "careline_desk"


def agent_guard(database: Database, clock: Callable[[], datetime], *, secure_cookie: bool) -> Guard:
    """Lets an agent's request pass and puts AGENT and TOKEN into it."""
    name = cookie_name(secure=secure_cookie)

    async def guard(request: web.Request) -> None:
        require_own_page(request)
        token, now = request.cookies.get(name, ""), clock()
        async with database.begin() as tx:
            agent = await agent_of(tx, token, now) if token else None
            if agent is None:
                raise NotLoggedInError(NotLoggedInError.__doc__)
            await touch(tx, agent.agent_id, token, now)
        request[AGENT], request[TOKEN] = agent, token

    return guard


class NotLoggedInError(Exception):
    """Log in at the desk first."""


class NotAllowedError(Exception):
    """Your role does not allow this."""


def role_guard(guard: Guard, needed: Role) -> Guard:
    """As `agent_guard`, which is passed, and of agents only those of this role or a higher one."""

    async def at_least(request: web.Request) -> None:
        await guard(request)
        if not is_at_least(request[AGENT].role, needed):
            raise NotAllowedError(NotAllowedError.__doc__)

    return at_least


def supervisor_guard(guard: Guard) -> Guard:
    """Supervisors and above."""
    return role_guard(guard, Role.SUPERVISOR)


def desk_guards(database: Database, clock: Callable[[], datetime], *, secure_cookie: bool) -> dict[Access, Guard]:
    """The guard of every kind of access that a login at the desk gives."""
    agents = agent_guard(database, clock, secure_cookie=secure_cookie)
    return {
        Access.AGENT: agents,
        Access.SENIOR: role_guard(agents, Role.SENIOR),
        Access.SUPERVISOR: supervisor_guard(agents),
        Access.ADMIN: role_guard(agents, Role.ADMIN),
    }


def require_own_page(request: web.Request) -> None:
    """Refuse what a foreign page could make a browser send. Raises Problem 403."""
    if request.method not in _SAFE and request.headers.get(HEADER) != "1":
        raise Problem(403, f"Send the header {HEADER}: 1.")


class Logins:
    """Handlers of login, logout, who am I, and presence."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        secure_cookie: bool,
        limits: LoginLimits = DEFAULT_LIMITS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._secure = secure_cookie
        self._limits = limits
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._turnstile = asyncio.Semaphore(_AT_ONCE)
        self._known: dict[str, None] = {}  # pairs of login and address that have succeeded, the oldest first

    async def login(self, request: web.Request, body: LoginIn) -> web.StreamResponse:
        """A fresh session at every login; one that the browser had before ends with it. Raises LoginError."""
        require_own_page(request)
        agent, token = await self._verified(request, body)
        answer = AgentAnswer(agent=agent_shown(agent)).model_dump(mode="json")
        answer["agent"]["state"] = "online"
        response = web.json_response(answer)
        response.set_cookie(
            self._cookie, token, max_age=int(ABSOLUTE.total_seconds()), path="/", secure=self._secure, httponly=True,
            samesite="Strict",
        )  # fmt: skip
        return response

    async def _verified(self, request: web.Request, body: LoginIn) -> tuple[Agent, str]:
        limits, login, address = self._limits, _digest(body.login.casefold()), address_of(request)
        pair = f"{login}@{address}"
        self._count(limits.attempts, address)
        if not self._limiter.test(limits.failures, address):
            self._refuse(limits.failures, address)
        self._count(limits.per_pair, pair)
        if pair not in self._known and not self._limiter.test(limits.unhurried, login):
            await asyncio.sleep(limits.delay_seconds)
        try:
            async with self._turnstile, self._database.begin() as tx:
                if before := request.cookies.get(self._cookie):
                    await log_out(tx, before)
                agent, token = await log_in(tx, body.login, body.password, self._clock())
                await notify(tx, "desk", PRESENCE_CHANGED)
        except LoginError as error:
            self._limiter.hit(limits.failures, address)
            self._limiter.hit(limits.unhurried, login)
            refused(request, "login_failed", agent=error.agent)
            LOGINS.labels(result="refused").inc()
            raise
        LOGINS.labels(result="ok").inc()
        self._limiter.clear(limits.per_pair, pair)
        self._known[pair] = None
        if len(self._known) > _KNOWN:
            del self._known[next(iter(self._known))]
        return agent, token

    async def logout(self, request: web.Request) -> web.StreamResponse:
        async with self._database.begin() as tx:
            await log_out(tx, request[TOKEN])
            await notify(tx, "desk", PRESENCE_CHANGED)
        response = web.Response(status=204)
        response.del_cookie(self._cookie, path="/", secure=self._secure, httponly=True, samesite="Strict")
        return response

    async def me(self, request: web.Request) -> AgentAnswer:
        return AgentAnswer(agent=agent_shown(request[AGENT]))

    async def presence(self, request: web.Request, body: PresenceIn) -> None:
        async with self._database.begin() as tx:
            await set_presence(tx, request[AGENT].agent_id, body.state == "online", self._clock())
            await notify(tx, "desk", PRESENCE_CHANGED)

    @property
    def _cookie(self) -> str:
        return cookie_name(secure=self._secure)

    def _count(self, rule: RateLimitItem, key: str) -> None:
        if not self._limiter.hit(rule, key):
            self._refuse(rule, key)

    def _refuse(self, rule: RateLimitItem, key: str) -> NoReturn:
        LOGINS.labels(result="limited").inc()
        left = self._limiter.get_window_stats(rule, key).reset_time - self._clock().timestamp()
        seconds = min(max(math.ceil(left), 1), rule.get_expiry())
        raise Problem(429, "Too many attempts to log in; wait a while.", headers={"Retry-After": str(seconds)})


def _digest(login: str) -> str:
    """People type their passwords into the wrong field: what was typed is not kept."""
    return hashlib.sha256(login.encode()).hexdigest()
