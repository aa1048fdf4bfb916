"""Logging in at the desk: a cookie that only our own page can use, a second factor, and a limit on guessing."""

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
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.core.roles import FactorWanted, Role, is_at_least, wants_factor
from careline.desk.agents import (
    PRESENCE_CHANGED,
    Agent,
    LoginError,
    agent_of,
    log_out,
    set_presence,
    touch,
    verified,
)
from careline.desk.entrance import (
    PASSWORDS_ALONE,
    Cookies,
    Entered,
    NotHalfwayError,
    SignIn,
    enter,
    halfway,
    turn_back,
)
from careline.desk.invitations import accept
from careline.desk.manage_shapes import InvitedIn
from careline.desk.parting import LOGOUT, way_out
from careline.desk.second_factor import Missing, Outcome, WrongCodeError
from careline.desk.shapes import (
    AgentAnswer,
    CodeIn,
    HalfwayShown,
    LoginAnswer,
    LoginIn,
    PresenceIn,
    SecretShown,
    SignedOut,
    WaysInShown,
)
from careline.desk.views import agent_shown
from careline.http.endpoint import Access, Guard
from careline.http.peer import address_of
from careline.http.problem import Problem
from careline.http.security import refused
from careline.metrics.counters import LOGINS
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.notices import Topic

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


def agent_guard(database: Database, clock: Callable[[], datetime], *, secure_cookie: bool) -> Guard:
    """Lets an agent's request pass and puts AGENT and TOKEN into it."""
    name = Cookies(secure=secure_cookie).session

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


class SecondFactorMissingError(Exception):
    """Set up an authenticator app first: this session began without one, and the shop asks for it here."""


def role_guard(guard: Guard, needed: Role) -> Guard:
    """As `agent_guard`, which is passed, and of agents only those of this role or a higher one."""

    async def at_least(request: web.Request) -> None:
        await guard(request)
        if not is_at_least(request[AGENT].role, needed):
            raise NotAllowedError(NotAllowedError.__doc__)

    return at_least


def factor_guard(guard: Guard, wanted: FactorWanted) -> Guard:
    """As the guard that is passed, and where a second factor is wanted only sessions that began with one.

    Whoever signs in is asked for it; this is for sessions that are older than the wish, or than the agent's role.
    """

    async def strong(request: web.Request) -> None:
        await guard(request)
        if wants_factor(wanted, request[AGENT].role) and not request[AGENT].strong:
            raise SecondFactorMissingError(SecondFactorMissingError.__doc__)

    return strong


def supervisor_guard(guard: Guard) -> Guard:
    """Supervisors and above."""
    return role_guard(guard, Role.SUPERVISOR)


def desk_guards(
    database: Database, clock: Callable[[], datetime], *, secure_cookie: bool, sign_in: SignIn = PASSWORDS_ALONE
) -> dict[Access, Guard]:
    """The guard of every kind of access that a login at the desk gives."""
    agents, wanted = agent_guard(database, clock, secure_cookie=secure_cookie), sign_in.factors.wanted
    return {
        Access.AGENT: agents,
        Access.SENIOR: factor_guard(role_guard(agents, Role.SENIOR), wanted),
        Access.SUPERVISOR: supervisor_guard(agents),
        Access.ADMIN: factor_guard(role_guard(agents, Role.ADMIN), wanted),
    }


def require_own_page(request: web.Request) -> None:
    """Refuse what a foreign page could make a browser send. Raises Problem 403."""
    if request.method not in _SAFE and request.headers.get(HEADER) != "1":
        raise Problem(403, f"Send the header {HEADER}: 1.")


class Guesses:
    """What is counted of who tries to get in, in this process (see LoginLimits)."""

    def __init__(self, limits: LoginLimits, clock: Callable[[], datetime]) -> None:
        self._limits = limits
        self._clock = clock
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._known: dict[str, None] = {}  # pairs of login and address that have succeeded, the oldest first

    def attempt(self, address: str) -> None:
        """One more of this address. Raises Problem 429."""
        self._count(self._limits.attempts, address)

    async def password(self, login: str, address: str) -> None:
        """A password is about to be tried; waits where guesses come from everywhere. Raises Problem 429."""
        limits, pair = self._limits, _pair(login, address)
        if not self._limiter.test(limits.failures, address):
            self._refuse(limits.failures, address)
        self._count(limits.per_pair, pair)
        if pair not in self._known and not self._limiter.test(limits.unhurried, _digest(login)):
            await asyncio.sleep(limits.delay_seconds)

    def code(self, login: str, address: str) -> None:
        """A code is about to be tried. Raises Problem 429."""
        self._count(self._limits.per_pair, f"code {_pair(login, address)}")

    def failed(self, login: str, address: str) -> None:
        LOGINS.labels(result="refused").inc()
        self._limiter.hit(self._limits.failures, address)
        self._limiter.hit(self._limits.unhurried, _digest(login))

    def right(self, login: str, address: str) -> None:
        """The password was right."""
        self._limiter.clear(self._limits.per_pair, _pair(login, address))

    def got_in(self, login: str, address: str) -> None:
        LOGINS.labels(result="ok").inc()
        pair = _pair(login, address)
        self._limiter.clear(self._limits.per_pair, f"code {pair}")
        self._known[pair] = None
        if len(self._known) > _KNOWN:
            del self._known[next(iter(self._known))]

    def _count(self, rule: RateLimitItem, key: str) -> None:
        if not self._limiter.hit(rule, key):
            self._refuse(rule, key)

    def _refuse(self, rule: RateLimitItem, key: str) -> NoReturn:
        LOGINS.labels(result="limited").inc()
        left = self._limiter.get_window_stats(rule, key).reset_time - self._clock().timestamp()
        seconds = min(max(math.ceil(left), 1), rule.get_expiry())
        raise Problem(429, "Too many attempts to log in; wait a while.", headers={"Retry-After": str(seconds)})


class Logins:
    """Handlers of login, its second step, logout, who am I, and presence."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        cookies: Cookies,
        sign_in: SignIn,
        guesses: Guesses,
    ) -> None:
        self._database = database
        self._clock = clock
        self._cookies = cookies
        self._sign_in = sign_in
        self._guesses = guesses
        self._turnstile = asyncio.Semaphore(_AT_ONCE)

    async def ways(self, request: web.Request) -> WaysInShown:
        """How one gets in here, and whether this browser is halfway in."""
        sso = self._sign_in.sso
        return WaysInShown(
            passwords="emergency" if self._sign_in.break_glass else "everybody",
            sso=sso is not None,
            sso_name=sso.name if sso else "",
            halfway=await self._halfway(request),
        )

    async def _halfway(self, request: web.Request) -> HalfwayShown | None:
        token = request.cookies.get(self._cookies.halfway, "")
        if not token:
            return None
        async with self._database.begin() as tx:
            try:
                row = await halfway(tx, token, self._clock())
            except NotHalfwayError:
                return None
            missing = await self._sign_in.factors.missing(tx, row["agent_id"], row["role"])
            return HalfwayShown(needs=missing or Missing.CODE, name=row["name"])

    async def login(self, request: web.Request, body: LoginIn) -> web.StreamResponse:
        """A fresh session at every login; one that the browser had before ends with it. Raises LoginError.

        Where a second factor is missing there is no session yet: `code` makes it.
        """
        require_own_page(request)
        address = address_of(request)
        self._guesses.attempt(address)
        await self._guesses.password(body.login, address)
        try:
            async with self._turnstile, self._database.begin() as tx:
                row = await verified(tx, body.login, body.password)
                await self._may_use_passwords(tx, row)
                entered = await enter(
                    tx, row, self._sign_in.factors, self._clock(), strong=False,
                    instead_of=request.cookies.get(self._cookies.session, ""),
                )  # fmt: skip
        except LoginError as error:
            self._guesses.failed(body.login, address)
            refused(request, "login_failed", agent=error.agent)
            raise
        self._guesses.right(body.login, address)
        if entered.agent:
            self._guesses.got_in(body.login, address)
        return self._answered(entered)

    async def _may_use_passwords(self, tx: AsyncConnection, row: RowMapping) -> None:
        """Where passwords are off, only admins for emergencies have one; each use is on record. Raises LoginError."""
        if not self._sign_in.break_glass:
            return
        if row["login"] not in self._sign_in.break_glass or row["role"] != Role.ADMIN:
            raise LoginError(agent=row["login"])
        await record(
            tx, at=self._clock(), who=f"agent:{row['login']}", what=What.BREAK_GLASS_USED,
            why=Because.PASSWORDS_ARE_OFF, subject=f"agent:{row['login']}",
        )  # fmt: skip

    async def set_up(self, request: web.Request) -> SecretShown:
        """A fresh secret for who is halfway in and has none yet. Raises NotHalfwayError, NotAllowedError."""
        require_own_page(request)
        self._guesses.attempt(address_of(request))
        async with self._database.begin() as tx:
            now = self._clock()
            row = await halfway(tx, request.cookies.get(self._cookies.halfway, ""), now)
            factors = self._sign_in.factors
            if await factors.missing(tx, row["agent_id"], row["role"]) is not Missing.SET_UP:
                raise NotAllowedError(NotAllowedError.__doc__)
            begun = await factors.begin(tx, row["agent_id"], row["login"], now)
        return SecretShown.of(begun)

    async def code(self, request: web.Request, body: CodeIn) -> web.StreamResponse:
        """The second step. Raises NotHalfwayError, WrongCodeError, TooManyCodesError, NoFactorError."""
        require_own_page(request)
        address, now = address_of(request), self._clock()
        self._guesses.attempt(address)
        entered, login, codes = None, "", tuple[str, ...]()
        try:
            async with self._database.begin() as tx:
                row = await halfway(tx, request.cookies.get(self._cookies.halfway, ""), now)
                login = row["login"]
                self._guesses.code(login, address)
                outcome, codes = await self._proved(tx, request, row, body.code, now)
                if outcome is Outcome.RIGHT:
                    entered = await self._let_in(tx, request, row, now)
            outcome.or_raise()  # after the transaction, which has counted it
        except WrongCodeError:
            self._guesses.failed(login, address)
            refused(request, "code_failed", agent=login)
            raise
        assert entered
        self._guesses.got_in(login, address)
        return self._answered(entered, codes)

    async def _proved(
        self, tx: AsyncConnection, request: web.Request, row: RowMapping, code: str, now: datetime
    ) -> tuple[Outcome, tuple[str, ...]]:
        factors, agent_id, login = self._sign_in.factors, row["agent_id"], row["login"]
        if await factors.missing(tx, agent_id, row["role"]) is Missing.SET_UP:
            return Outcome.RIGHT, await factors.confirm(tx, agent_id, login, code, now)
        familiar = self._cookies.is_familiar(request, agent_id, self._sign_in, now)
        return await factors.prove(tx, agent_id, login, code, now, familiar=familiar), ()

    async def _let_in(self, tx: AsyncConnection, request: web.Request, row: RowMapping, now: datetime) -> Entered:
        await turn_back(tx, request.cookies.get(self._cookies.halfway, ""))
        return await enter(
            tx, row, self._sign_in.factors, now, strong=True,
            instead_of=request.cookies.get(self._cookies.session, ""),
        )  # fmt: skip

    async def invited(self, request: web.Request, body: InvitedIn) -> web.StreamResponse:
        """Who was given a link chooses a password with it, and is in, or halfway in. Raises InvitationGoneError."""
        require_own_page(request)
        self._guesses.attempt(address_of(request))
        async with self._turnstile, self._database.begin() as tx:
            now = self._clock()
            row = await accept(tx, body.token, body.password, now)
            await self._may_use_passwords(tx, row)
            entered = await enter(
                tx, row, self._sign_in.factors, now, strong=False,
                instead_of=request.cookies.get(self._cookies.session, ""),
            )  # fmt: skip
        return self._answered(entered)

    async def cancel(self, request: web.Request) -> web.StreamResponse:
        """Whoever is halfway in begins anew, maybe as somebody else."""
        require_own_page(request)
        if token := request.cookies.get(self._cookies.halfway, ""):
            async with self._database.begin() as tx:
                await turn_back(tx, token)
        response = web.Response(status=204)
        self._cookies.take(response, self._cookies.halfway)
        return response

    def _answered(self, entered: Entered, codes: tuple[str, ...] = ()) -> web.StreamResponse:
        shown = agent_shown(entered.agent).model_copy(update={"state": "online"}) if entered.agent else None
        answer = LoginAnswer(agent=shown, needs=entered.missing, recovery_codes=list(codes))
        response = web.json_response(answer.model_dump(mode="json"))
        self._cookies.tell(response, entered, self._sign_in, self._clock())
        return response

    async def logout(self, request: web.Request) -> web.StreamResponse:
        """The session ends here; where the browser goes on to end the provider's, if it has one there."""
        async with self._database.begin() as tx:
            await log_out(tx, request[TOKEN], self._clock())
            await notify(tx, Topic.DESK, PRESENCE_CHANGED)
        kept = request.cookies.get(self._cookies.provider, "")
        go_on = await way_out(self._sign_in.sso, kept, request[AGENT].agent_id, self._clock())
        response = web.json_response(SignedOut(go_on=go_on).model_dump(mode="json"))
        self._cookies.take(response, self._cookies.session)
        self._cookies.take(response, self._cookies.provider, path=LOGOUT)
        return response

    async def me(self, request: web.Request) -> AgentAnswer:
        return AgentAnswer(agent=agent_shown(request[AGENT]))

    async def presence(self, request: web.Request, body: PresenceIn) -> None:
        async with self._database.begin() as tx:
            await set_presence(tx, request[AGENT].agent_id, body.state == "online", self._clock())
            await notify(tx, Topic.DESK, PRESENCE_CHANGED)


def _pair(login: str, address: str) -> str:
    return f"{_digest(login)}@{address}"


def _digest(login: str) -> str:
    """People type their passwords into the wrong field: what was typed is not kept."""
    return hashlib.sha256(login.casefold().encode()).hexdigest()
