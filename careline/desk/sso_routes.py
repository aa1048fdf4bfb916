"""Signing in by way of the operator's identity provider: to it, and back from it."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hmac import compare_digest
from urllib.parse import urlencode
from uuid import UUID

from aiohttp import web

from careline.desk.entrance import Cookies, Entered, SignIn, SingleSignOn, enter
from careline.desk.logins import Guesses
from careline.desk.parting import LASTS, LOGOUT, kept_by_browser
from careline.desk.provider import Claims, Journey, NotBelievedError, ProviderDownError, Word
from careline.desk.sealing import SealedError
from careline.desk.sso import NoRoleError, UnknownPersonError, agent_of_claims
from careline.http.peer import address_of
from careline.http.security import refused
from careline.metrics.counters import LOGINS
from careline.store.database import Database

log = logging.getLogger(__name__)

CALLBACK = "/api/desk/sso/callback"
JOURNEY_LASTS = timedelta(minutes=10)
PAGES = ("/desk", "/insights", "/insights/review", "/insights/callouts")
"""Where somebody may come from and goes back to: nowhere else, whatever an address asks for."""
_LANGUAGES = ("zh-CN", "en")
_LONGEST = 4096


class NoSsoError(Exception):
    """No identity provider is set up here."""


class JourneyLostError(Exception):
    """This browser did not set out for the provider, or too long ago, or for another sign-in."""


class CancelledError(Exception):
    """Whoever was at the provider's page did not sign in."""


# What the page is told, as a code in its address.
_CODES: dict[type[Exception], str] = {
    JourneyLostError: "expired",
    CancelledError: "cancelled",
    UnknownPersonError: "unknown_person",
    NoRoleError: "no_role",
    NotBelievedError: "refused",
    ProviderDownError: "provider_down",
}


class SsoRoutes:
    """Handlers of a browser that leaves for the provider and comes back."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], *, cookies: Cookies, sign_in: SignIn, guesses: Guesses
    ) -> None:
        self._database = database
        self._clock = clock
        self._cookies = cookies
        self._sign_in = sign_in
        self._guesses = guesses

    async def start(self, request: web.Request) -> web.StreamResponse:
        """To the provider's page. What has to come back the same goes along in a sealed cookie. Raises NoSsoError."""
        sso = self._sso()
        self._guesses.attempt(address_of(request))
        journey = Journey(
            state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48)
        )
        back = _back(request.query.get("to", ""), request.query.get("lang", ""))
        try:
            response = _to(await sso.provider.address(journey))
        except ProviderDownError as error:
            return self._refused(request, error, back)
        packed = [journey.state, journey.nonce, journey.verifier, *back]
        # Lax: the browser brings it along when the provider's page sends it back, a foreign one, and only then
        self._cookies.put(
            response, self._cookies.journey, sso.journeys.seal(json.dumps(packed), self._clock()), JOURNEY_LASTS,
            same_site="Lax",
        )  # fmt: skip
        return response

    async def callback(self, request: web.Request) -> web.StreamResponse:
        """Back from the provider: in, halfway in, or at our page with a code that says why not. Raises NoSsoError."""
        sso, back, own = self._sso(), _back("", ""), False
        self._guesses.attempt(address_of(request))
        try:
            journey, back = self._journey(request, sso)
            own = True
            word = await self._word(request, sso, journey)
            entered, agent_id = await self._entered(request, sso, word.claims)
            response: web.StreamResponse = _to(_page(back))
            self._cookies.tell(response, entered, self._sign_in, self._clock())
            if kept := kept_by_browser(sso, agent_id, word.id_token, self._clock()):
                self._cookies.put(response, self._cookies.provider, kept, LASTS, path=LOGOUT)
        except tuple(_CODES) as error:
            response = self._refused(request, error, back)
        if own:  # it is used up, whatever came of it
            self._cookies.take(response, self._cookies.journey, same_site="Lax")
        return response

    def _sso(self) -> SingleSignOn:
        if self._sign_in.sso is None:
            raise NoSsoError(NoSsoError.__doc__)
        return self._sign_in.sso

    def _journey(self, request: web.Request, sso: SingleSignOn) -> tuple[Journey, tuple[str, str]]:
        sealed = request.cookies.get(self._cookies.journey, "")
        try:
            packed = json.loads(sso.journeys.open_fresh(sealed, self._clock(), JOURNEY_LASTS))
        except SealedError as error:
            raise JourneyLostError(JourneyLostError.__doc__) from error
        state, nonce, verifier, page, language = packed
        if not compare_digest(request.query.get("state", "").encode(errors="replace"), state.encode()):
            raise JourneyLostError(JourneyLostError.__doc__)
        return Journey(state=state, nonce=nonce, verifier=verifier), _back(page, language)

    async def _word(self, request: web.Request, sso: SingleSignOn, journey: Journey) -> Word:
        if error := request.query.get("error", ""):
            if error in {"access_denied", "login_required", "interaction_required", "consent_required"}:
                raise CancelledError(CancelledError.__doc__)
            raise NotBelievedError("the provider refuses the request")
        code = request.query.get("code", "")
        if not 0 < len(code) <= _LONGEST:
            raise NotBelievedError("the answer holds no code")
        return await sso.provider.word(code, journey, told_issuer=request.query.get("iss"))

    async def _entered(self, request: web.Request, sso: SingleSignOn, claims: Claims) -> tuple[Entered, UUID]:
        async with self._database.begin() as tx:
            now = self._clock()
            row = await agent_of_claims(tx, sso.provider.client.issuer, claims, sso.reading, now)
            entered = await enter(
                tx, row, self._sign_in.factors, now, strong=sso.reading.is_strong(claims),
                instead_of=request.cookies.get(self._cookies.session, ""),
            )  # fmt: skip
        if entered.agent:
            self._guesses.got_in(row["login"], address_of(request))
        return entered, row["agent_id"]

    def _refused(self, request: web.Request, error: Exception, back: tuple[str, str]) -> web.StreamResponse:
        code = _CODES[type(error)]
        LOGINS.labels(result="refused").inc()
        if isinstance(error, ProviderDownError):
            log.error("the identity provider cannot be used: %s", error, extra={"action": "provider_down"})
        elif not isinstance(error, CancelledError):
            refused(request, "sso_failed", reason=f"{code}: {error}")
        return _to(_page(back, code))


def _back(page: str, language: str) -> tuple[str, str]:
    """One of our pages, and a language or none."""
    return page if page in PAGES else PAGES[0], language if language in _LANGUAGES else ""


def _page(back: tuple[str, str], code: str = "") -> str:
    page, language = back
    asked = {name: value for name, value in (("lang", language), ("sign_in", code)) if value}
    return f"{page}?{urlencode(asked)}" if asked else page


def _to(address: str) -> web.Response:
    return web.Response(status=303, headers={"Location": address})
