"""The routes of getting in at the desk: password, provider, second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from careline.desk.entrance import Cookies, SignIn
from careline.desk.factor_routes import FactorRoutes
from careline.desk.logins import Guesses, LoginLimits, Logins
from careline.desk.manage_shapes import InvitedIn
from careline.desk.parting import LOGOUT
from careline.desk.shapes import (
    AgentAnswer,
    CodeIn,
    ConfirmIn,
    FactorShown,
    LoginAnswer,
    LoginIn,
    PresenceIn,
    RecoveryShown,
    ResetIn,
    SecretShown,
    SignedOut,
    SignInsShown,
    WaysInShown,
)
from careline.desk.sso_routes import CALLBACK, SsoRoutes
from careline.http.endpoint import Access, Endpoint
from careline.store.database import Database

_LOGIN = "/api/desk/login"
_FACTOR = "/api/desk/factor"


def endpoints(
    database: Database,
    clock: Callable[[], datetime],
    sign_in: SignIn,
    *,
    secure_cookie: bool,
    limits: LoginLimits,
) -> list[Endpoint]:
    """Whoever is not in yet is let through to the handlers, which judge for themselves."""
    parts: dict[str, Any] = {
        "cookies": Cookies(secure=secure_cookie), "sign_in": sign_in, "guesses": Guesses(limits, clock),
    }  # fmt: skip
    logins, sso = Logins(database, clock, **parts), SsoRoutes(database, clock, **parts)
    factor = FactorRoutes(database, clock, sign_in.factors)
    return [
        _open("GET", _LOGIN, logins.ways, "How to get in here, and whether this browser is halfway in",
              answer=WaysInShown),
        _open("POST", _LOGIN, logins.login, "Log in; sets the session cookie, unless a second factor is missing",
              body=LoginIn, answer=LoginAnswer),
        _open("POST", f"{_LOGIN}/set_up", logins.set_up, "A secret for an authenticator app, for who has to have one",
              answer=SecretShown),
        _open("POST", f"{_LOGIN}/code", logins.code, "The second factor; sets the session cookie", body=CodeIn,
              answer=LoginAnswer),
        _open("POST", f"{_LOGIN}/invitation", logins.invited, "Choose a password by the link that one was given",
              body=InvitedIn, answer=LoginAnswer),
        _open("POST", f"{_LOGIN}/cancel", logins.cancel, "Begin anew", status=204),
        _open("GET", "/api/desk/sso/start", sso.start, "To the identity provider", status=303),
        _open("GET", CALLBACK, sso.callback, "Back from the identity provider", status=303),
        _own("POST", LOGOUT, logins.logout, "End the session", answer=SignedOut),
        _own("GET", "/api/desk/me", logins.me, "Who is logged in, and what they may do", answer=AgentAnswer),
        _own("POST", "/api/desk/presence", logins.presence, "Be online or away", body=PresenceIn, status=204),
        _own("GET", _FACTOR, factor.shown, "One's own second factor", answer=FactorShown),
        _own("POST", f"{_FACTOR}/begin", factor.begin, "A secret for an authenticator app", answer=SecretShown),
        _own("POST", f"{_FACTOR}/confirm", factor.confirm, "The app that was set up counts from now on",
             body=ConfirmIn, answer=RecoveryShown),
        _own("POST", f"{_FACTOR}/codes", factor.codes, "Other recovery codes", body=CodeIn, answer=RecoveryShown),
        _own("POST", f"{_FACTOR}/remove", factor.remove, "No second factor any more", body=CodeIn, status=204),
        _own("GET", "/api/desk/sign-ins", factor.all, "How everybody gets in", access=Access.ADMIN,
             answer=SignInsShown),
        _own("POST", "/api/desk/agents/{agent_id}/factor/reset", factor.reset, "Take a colleague's second factor away",
             access=Access.ADMIN, body=ResetIn, status=204),
    ]  # fmt: skip


def _open(method: str, path: str, handle: Any, summary: str, **more: Any) -> Endpoint:
    return Endpoint(method=method, path=path, access=Access.PUBLIC, handle=handle, summary=summary, **more)


def _own(method: str, path: str, handle: Any, summary: str, *, access: Access = Access.AGENT, **more: Any) -> Endpoint:
    return Endpoint(method=method, path=path, access=access, handle=handle, summary=summary, **more)
