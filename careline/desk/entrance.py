"""The desk's door: what a browser keeps, who is in, and who is halfway in because a second factor is missing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from aiohttp import web
from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.roles import FactorWanted
from careline.desk.agents import ABSOLUTE, PRESENCE_CHANGED, Agent, begin_session, session_digest
from careline.desk.provider import Provider
from careline.desk.sealing import SealedError, Sealer
from careline.desk.second_factor import Factors, Missing
from careline.desk.sso import Reading
from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.tables.desk import agents, pending_logins

HALFWAY_LASTS = timedelta(minutes=10)
FAMILIAR_LASTS = timedelta(days=90)
"""How long a browser in which an agent got in is known as one of theirs."""


class NotHalfwayError(Exception):
    """Nobody is halfway in with this browser, or too long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOn:
    """The operator's identity provider. `name` is shown on the button; `journeys` seals what a browser takes along.

    `sessions` seals what a browser needs to sign out there too; None: who signs out here stays signed in there.
    """

    provider: Provider
    reading: Reading
    journeys: Sealer
    sessions: Sealer | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How agents get in. `break_glass`: with any, only these admins' passwords count, for emergencies.

    `browsers` seals what a browser shows to be known as an agent's own: there, nobody else's wrong codes count.
    """

    factors: Factors = field(default_factory=lambda: Factors(None, FactorWanted.NOBODY, "Careline"))
    sso: SingleSignOn | None = None
    break_glass: frozenset[str] = frozenset()
    browsers: Sealer | None = None


PASSWORDS_ALONE = SignIn()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """In (`agent`), or halfway in with something `missing`; `token` is for the cookie of the one or the other."""

    token: str
    agent: Agent | None = None
    missing: Missing | None = None


class Cookies:
    """The names of our cookies, and how they are set; with `secure` the browser pins them to host and path."""

    def __init__(self, *, secure: bool) -> None:
        self._secure = secure
        prefix = "__Host-careline" if secure else "careline"
        self.session, self.halfway, self.journey = f"{prefix}_desk", f"{prefix}_halfway", f"{prefix}_journey"
        self.familiar = f"{prefix}_familiar"
        self.provider = "__Secure-careline_provider" if secure else "careline_provider"

    def put(
        self, response: web.StreamResponse, name: str, value: str, lasts: timedelta, *, same_site: str = "Strict",
        path: str = "/",
    ) -> None:  # fmt: skip
        response.set_cookie(
            name, value, max_age=int(lasts.total_seconds()), path=path, secure=self._secure, httponly=True,
            samesite=same_site,
        )  # fmt: skip

    def take(self, response: web.StreamResponse, name: str, *, same_site: str = "Strict", path: str = "/") -> None:
        response.del_cookie(name, path=path, secure=self._secure, httponly=True, samesite=same_site)

    def tell(self, response: web.StreamResponse, entered: Entered, sign_in: SignIn, now: datetime) -> None:
        """What the browser keeps of who is in, or halfway in."""
        if entered.agent is None:
            self.put(response, self.halfway, entered.token, HALFWAY_LASTS)
            return
        self.put(response, self.session, entered.token, ABSOLUTE)
        self.take(response, self.halfway)
        if sign_in.browsers:
            self.put(response, self.familiar, sign_in.browsers.seal(str(entered.agent.agent_id), now), FAMILIAR_LASTS)

    def is_familiar(self, request: web.Request, agent_id: UUID, sign_in: SignIn, now: datetime) -> bool:
        """Whether this agent has got in with this browser before."""
        sealed = request.cookies.get(self.familiar, "")
        if not (sealed and sign_in.browsers):
            return False
        try:
            return sign_in.browsers.open_fresh(sealed, now, FAMILIAR_LASTS) == str(agent_id)
        except SealedError:
            return False


async def enter(
    tx: AsyncConnection, row: RowMapping, factors: Factors, now: datetime, *, strong: bool, instead_of: str
) -> Entered:
    """After a right first factor: in, or halfway in. `strong`: a second factor was given already.

    `instead_of`: the token of the session that the browser had before, which ends when the new one begins.
    """
    missing = None if strong else await factors.missing(tx, row["agent_id"], row["role"])
    if missing is None:
        agent, token = await begin_session(tx, row, now, strong=strong, instead_of=instead_of)
        await notify(tx, Topic.DESK, PRESENCE_CHANGED)
        return Entered(token=token, agent=agent)
    token = secrets.token_urlsafe(32)
    await tx.execute(delete(pending_logins).where(pending_logins.c.expires_at <= now))
    await tx.execute(
        insert(pending_logins).values(
            digest=session_digest(token), agent_id=row["agent_id"], expires_at=now + HALFWAY_LASTS
        )
    )
    return Entered(token=token, missing=missing)


async def halfway(tx: AsyncConnection, token: str, now: datetime) -> RowMapping:
    """The agent who is halfway in. Raises NotHalfwayError."""
    query = (
        select(agents)
        .join(pending_logins, pending_logins.c.agent_id == agents.c.agent_id)
        .where(
            pending_logins.c.digest == session_digest(token),
            pending_logins.c.expires_at > now,
            agents.c.disabled_at.is_(None),
        )
    )
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        raise NotHalfwayError(NotHalfwayError.__doc__)
    return row


async def turn_back(tx: AsyncConnection, token: str) -> UUID | None:
    """Nobody is halfway in with this token any more; who was."""
    gone = delete(pending_logins).where(pending_logins.c.digest == session_digest(token))
    return (await tx.execute(gone.returning(pending_logins.c.agent_id))).scalar()
