"""One's own second factor over HTTP, and a colleague's for an admin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from aiohttp import web
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.roles import wants_factor
from careline.desk.agents import Agent, strengthen
from careline.desk.logins import AGENT, TOKEN
from careline.desk.second_factor import Factors, NoFactorError, Outcome, reset_factor
from careline.desk.shapes import (
    CodeIn,
    ConfirmIn,
    FactorShown,
    RecoveryShown,
    ResetIn,
    SecretShown,
    SignInShown,
    SignInsShown,
)
from careline.http.problem import Problem
from careline.store.database import Database
from careline.store.tables.desk import agent_factors, agent_identities, agents

CODES = RateLimitItemPerMinute(8, 5)
"""Of one agent who is in, in one process: whoever found an open page does not guess on."""


class OwnFactorError(Exception):
    """One's own second factor is taken away in one's own settings, with a code."""


class NoSuchAgentError(LookupError):
    """There is no such agent."""


class FactorRoutes:
    """Handlers; the guard has put AGENT and TOKEN into each request."""

    def __init__(self, database: Database, clock: Callable[[], datetime], factors: Factors) -> None:
        self._database = database
        self._clock = clock
        self._factors = factors
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def shown(self, request: web.Request) -> FactorShown:
        agent = request[AGENT]
        async with self._database.begin() as tx:
            standing = await self._factors.standing(tx, agent.agent_id)
        return FactorShown(
            can=self._factors.are_on, wanted=wants_factor(self._factors.wanted, agent.role),
            confirmed_at=standing.confirmed_at, recovery_left=standing.recovery_left, strong=agent.strong,
        )  # fmt: skip

    async def begin(self, request: web.Request) -> SecretShown:
        """A secret for an app; what counted before goes on counting until the new one is confirmed."""
        agent = request[AGENT]
        async with self._database.begin() as tx:
            begun = await self._factors.begin(tx, agent.agent_id, agent.login, self._clock())
        return SecretShown.of(begun)

    async def confirm(self, request: web.Request, body: ConfirmIn) -> RecoveryShown:
        """The app that was begun counts; one that counted before has to be shown by a code of its own.

        Raises WrongCodeError, TooManyCodesError, NoFactorError.
        """
        agent = request[AGENT]
        self._count(agent)
        async with self._database.begin() as tx:
            now = self._clock()
            outcome, codes = Outcome.RIGHT, tuple[str, ...]()
            if (await self._factors.standing(tx, agent.agent_id)).confirmed_at:
                outcome = await self._prove(tx, agent, body.present or "")
            if outcome is Outcome.RIGHT:
                codes = await self._factors.confirm(
                    tx, agent.agent_id, agent.login, body.code, now, session=request[TOKEN]
                )
                await strengthen(tx, request[TOKEN])
        outcome.or_raise()
        return RecoveryShown(recovery_codes=list(codes))

    async def codes(self, request: web.Request, body: CodeIn) -> RecoveryShown:
        """Other recovery codes. Raises WrongCodeError, TooManyCodesError."""
        agent = request[AGENT]
        self._count(agent)
        async with self._database.begin() as tx:
            codes = tuple[str, ...]()
            outcome = await self._prove(tx, agent, body.code)
            if outcome is Outcome.RIGHT:
                codes = await self._factors.new_codes(tx, agent.agent_id, agent.login, self._clock())
        outcome.or_raise()
        return RecoveryShown(recovery_codes=list(codes))

    async def remove(self, request: web.Request, body: CodeIn) -> None:
        """Raises FactorNeededError, NoFactorError, WrongCodeError, TooManyCodesError."""
        agent = request[AGENT]
        self._count(agent)
        async with self._database.begin() as tx:
            outcome = await self._prove(tx, agent, body.code)
            if outcome is Outcome.RIGHT:
                await self._factors.give_up(tx, agent.agent_id, agent.login, agent.role, self._clock())
        outcome.or_raise()

    async def all(self, _request: web.Request) -> SignInsShown:
        bound = select(agent_identities.c.agent_id).where(agent_identities.c.agent_id == agents.c.agent_id).exists()
        query = (
            select(agents, agent_factors.c.confirmed_at, bound.label("bound"))
            .outerjoin(agent_factors, agent_factors.c.agent_id == agents.c.agent_id)
            .where(agents.c.disabled_at.is_(None))
            .order_by(agents.c.login)
        )
        async with self._database.begin() as tx:
            rows = (await tx.execute(query)).mappings().all()
        return SignInsShown(
            agents=[
                SignInShown(
                    agent_id=str(row["agent_id"]), login=row["login"], name=row["name"], role=row["role"],
                    wanted=wants_factor(self._factors.wanted, row["role"]), confirmed_at=row["confirmed_at"],
                    sso_name=row["sso_name"], bound=row["bound"],
                )
                for row in rows
            ]
        )  # fmt: skip

    async def reset(self, request: web.Request, body: ResetIn) -> None:
        """Raises NoSuchAgentError, OwnFactorError, NoFactorError."""
        admin = request[AGENT]
        async with self._database.begin() as tx:
            login = await _login_of(tx, request.match_info["agent_id"])
            if login == admin.login:
                raise OwnFactorError(OwnFactorError.__doc__)
            who = f"agent:{admin.login}"
            if not await reset_factor(tx, login, who=who, why=body.reason.strip(), now=self._clock()):
                raise NoFactorError(NoFactorError.__doc__)

    async def _prove(self, tx: AsyncConnection, agent: Agent, code: str) -> Outcome:
        return await self._factors.prove(tx, agent.agent_id, agent.login, code, self._clock(), familiar=True)

    def _count(self, agent: Agent) -> None:
        if not self._limiter.hit(CODES, str(agent.agent_id)):
            raise Problem(429, "Too many codes; wait a while.", headers={"Retry-After": str(CODES.get_expiry())})


async def _login_of(tx: AsyncConnection, agent_id: str) -> str:
    try:
        named = UUID(agent_id)
    except ValueError:
        raise NoSuchAgentError(NoSuchAgentError.__doc__) from None
    login: str | None = (await tx.execute(select(agents.c.login).where(agents.c.agent_id == named))).scalar()
    if login is None:
        raise NoSuchAgentError(NoSuchAgentError.__doc__)
    return login
