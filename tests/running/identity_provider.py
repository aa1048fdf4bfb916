"""An OpenID Connect provider as a process of its own, small but whole: `python -m tests.running.identity_provider`.

It keeps to the standard where an honest provider does (registered addresses, PKCE, codes that count once and for one
client, client authentication, signed ID tokens, keys that change), and lies on request: `POST /control` says how.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode

import jwt
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CODE_LASTS, TOKEN_LASTS = 60, 300
SESSION = "idp_session"
Claims = dict[str, Any]


@dataclass
class Key:
    """A pair; what `shown` says stands among the provider's keys."""

    kid: str
    algorithm: str
    private: Any

    @property
    def shown(self) -> Claims:
        make = RSAAlgorithm.to_jwk if self.algorithm == "RS256" else ECAlgorithm.to_jwk
        public = make(self.private.public_key(), as_dict=True)
        return {**public, "kid": self.kid, "use": "sig", "alg": self.algorithm}


def new_key(algorithm: str = "RS256") -> Key:
    private = rsa.generate_private_key(65537, 2048) if algorithm == "RS256" else ec.generate_private_key(ec.SECP256R1())
    return Key(secrets.token_hex(8), algorithm, private)


@dataclass
class Issued:
    """What a code stands for."""

    at: float
    asked: dict[str, str]
    person: str


@dataclass
class Provider:
    issuer: str
    client_id: str
    client_secret: str
    people: dict[str, Claims] = field(default_factory=dict)
    redirect_uris: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    lie: str = ""
    keys: list[Key] = field(default_factory=lambda: [new_key()])
    codes: dict[str, Issued] = field(default_factory=dict)

    def discovery(self) -> Claims:
        return {
            "issuer": f"{self.issuer}/other" if self.lie == "discovery of another issuer" else self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            **self._end(),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def _end(self) -> Claims:
        if self.lie == "no way out":
            return {}
        return {
            "end_session_endpoint": "http://evil.example/end"
            if self.lie == "an unsafe way out"
            else f"{self.issuer}/end"
        }

    def why_not_end(self, asked: dict[str, str]) -> str:
        """Why nobody is signed out by this; empty: they are. A token that has run out still says whose it is."""
        if asked.get("client_id") != self.client_id:
            return "client_id"
        if asked.get("post_logout_redirect_uri") not in self.homes:
            return "post_logout_redirect_uri"
        hint = asked.get("id_token_hint", "")
        keys = {key.kid: key for key in self.keys}
        try:
            key = keys[jwt.get_unverified_header(hint)["kid"]] if hint else None
            if key:
                jwt.decode(
                    hint, key.private.public_key(), [key.algorithm], audience=self.client_id, issuer=self.issuer,
                    options={"verify_exp": False},
                )  # fmt: skip
        except (jwt.PyJWTError, KeyError):
            return "id_token_hint"
        return ""

    def why_not(self, asked: dict[str, str]) -> str:
        """Why this request is not carried to anybody; empty: it is."""
        wanted = {"response_type": "code", "client_id": self.client_id, "code_challenge_method": "S256"}
        wrong = [name for name, value in wanted.items() if asked.get(name) != value]
        missing = [name for name in ("state", "nonce", "code_challenge") if not asked.get(name)]
        if asked.get("redirect_uri") not in self.redirect_uris:
            wrong.append("redirect_uri")
        if "openid" not in asked.get("scope", "").split():
            wrong.append("scope")
        return ", ".join([*wrong, *missing])

    def issue(self, asked: dict[str, str], person: str) -> str:
        code = secrets.token_urlsafe(24)
        self.codes[code] = Issued(time.time(), asked, person)
        return code

    def redeem(self, form: dict[str, str]) -> Issued | None:
        """A code counts once, soon, at the same address, for who knows the verifier."""
        issued = self.codes.pop(form.get("code", ""), None)
        if issued is None or time.time() - issued.at > CODE_LASTS:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        same = form.get("redirect_uri") == issued.asked["redirect_uri"]
        return issued if same and hmac.compare_digest(challenge, issued.asked["code_challenge"]) else None

    def id_token(self, issued: Issued) -> str:
        now, key = int(time.time()), self.keys[0]
        claims: Claims = {
            "iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + TOKEN_LASTS,
            "nonce": issued.asked["nonce"], **self.people[issued.person],
        }  # fmt: skip
        if change := _CLAIMS.get(self.lie):
            told = {name: value for name, value in change(claims).items() if value is not None}
            return jwt.encode(told, key.private, key.algorithm, headers={"kid": key.kid})
        if sign := _SIGNING.get(self.lie):
            return sign(self, key, claims)
        return jwt.encode(claims, key.private, key.algorithm, headers={"kid": key.kid})


_CLAIMS: dict[str, Callable[[Claims], Claims]] = {
    "another nonce": lambda told: told | {"nonce": secrets.token_urlsafe(8)},
    "no nonce": lambda told: told | {"nonce": None},
    "another audience": lambda told: told | {"aud": "another-client"},
    "audiences without a party": lambda told: told | {"aud": [told["aud"], "another-client"]},
    "another party": lambda told: told | {"aud": [told["aud"], "another-client"], "azp": "another-client"},
    "another issuer": lambda told: told | {"iss": "https://id.evil.example"},
    "expired": lambda told: told | {"iat": told["iat"] - 1000, "exp": told["iat"] - 500},
    "no expiry": lambda told: told | {"exp": None},
    "from the future": lambda told: told | {"iat": told["iat"] + 1000, "exp": told["iat"] + 2000},
    "no subject": lambda told: told | {"sub": None},
}
"""Lies about what is claimed, signed as they should be."""


def _with_public_key(_provider: Provider, key: Key, claims: Claims) -> str:
    """RS256's public key taken for an HMAC secret: what a client falls for that lets the token choose its algorithm."""
    kinds = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return _by_hand({"alg": "HS256", "kid": key.kid}, claims, key.private.public_key().public_bytes(*kinds))


_SIGNING: dict[str, Callable[[Provider, Key, Claims], str]] = {
    "unsigned": lambda _provider, _key, claims: _by_hand({"alg": "none"}, claims, b""),
    "signed with the public key": _with_public_key,
    "signed with the client's secret": lambda provider, _, claims: _by_hand(
        {"alg": "HS256"}, claims, provider.client_secret.encode()
    ),
    "a stranger's key": lambda _provider, _key, claims: _signed(new_key(), claims),
    "a stranger's key under our name": lambda _, key, claims: _signed(Key(key.kid, "RS256", new_key().private), claims),
    "another algorithm than the key's": lambda _, key, claims: _signed(Key(key.kid, "RS512", key.private), claims),
    "no token at all": lambda _provider, _key, _claims: "nonsense",
}
"""Lies about who signed."""


def _signed(key: Key, claims: Claims) -> str:
    return jwt.encode(claims, key.private, key.algorithm, headers={"kid": key.kid})


def _by_hand(header: Claims, claims: Claims, secret: bytes) -> str:
    """As a library would refuse to sign it."""
    parts = [_packed(json.dumps({"typ": "JWT", **header}).encode()), _packed(json.dumps(claims).encode())]
    signature = hmac.new(secret, ".".join(parts).encode(), hashlib.sha256).digest() if secret else b""
    return ".".join([*parts, _packed(signature)])


def _packed(some: bytes) -> str:
    return base64.urlsafe_b64encode(some).rstrip(b"=").decode()


_HEAD = '<!doctype html><html lang="en"><title>Identity provider</title><link rel="icon" href="data:,">'


class Handlers:
    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/.well-known/openid-configuration", self.discovery), web.get("/keys", self.keys),
            web.get("/authorize", self.authorize), web.post("/decide", self.decide), web.post("/token", self.token),
            web.post("/control", self.control), web.get("/end", self.end), web.get("/session", self.session),
        ]  # fmt: skip

    async def discovery(self, _request: web.Request) -> web.Response:
        return web.json_response(self._provider.discovery())

    async def keys(self, _request: web.Request) -> web.Response:
        return web.json_response({"keys": [key.shown for key in self._provider.keys]})

    async def authorize(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        if why := self._provider.why_not(asked):
            return web.Response(status=400, text=f"not carried on: {why}")
        people = [escape(name, quote=True) for name in self._provider.people]
        buttons = " ".join(f'<button name="person" value="{name}">{name}</button>' for name in people)
        form = (
            f"{_HEAD}<h1>Who are you?</h1><form method='post' action='/decide'>"
            f'<input type="hidden" name="asked" value="{escape(urlencode(asked), quote=True)}">'
            f'{buttons} <button name="person" value="">Cancel</button></form>'
        )
        return web.Response(text=form, content_type="text/html")

    async def decide(self, request: web.Request) -> web.Response:
        form, provider = await request.post(), self._provider
        asked, person = dict(parse_qsl(str(form["asked"]))), str(form.get("person", ""))
        answer = {"state": asked["state"], "iss": provider.issuer}
        if provider.lie == "an answer of another issuer":
            answer["iss"] = "https://id.evil.example"
        if provider.lie == "an answer of nobody":
            del answer["iss"]
        answer |= {"code": provider.issue(asked, person)} if person else {"error": "access_denied"}
        away = web.Response(status=303, headers={"Location": f"{asked['redirect_uri']}?{urlencode(answer)}"})
        if person:
            away.set_cookie(SESSION, person, httponly=True, samesite="Lax")
        return away

    async def end(self, request: web.Request) -> web.Response:
        """RP-Initiated Logout: the session ends at once with a token of it, else only after a question."""
        asked = dict(request.query)
        if why := self._provider.why_not_end(asked):
            return web.Response(status=400, text=f"not signed out: {why}")
        if "id_token_hint" not in asked:
            return web.Response(text="Do you want to sign out?")
        away = web.Response(status=303, headers={"Location": asked["post_logout_redirect_uri"]})
        away.del_cookie(SESSION, httponly=True, samesite="Lax")
        return away

    async def session(self, request: web.Request) -> web.Response:
        """Who is signed in at the provider with this browser."""
        person = escape(request.cookies.get(SESSION, "nobody"))
        return web.Response(text=f"{_HEAD}<output>{person}</output>", content_type="text/html")

    async def token(self, request: web.Request) -> web.Response:
        form, provider = {name: str(value) for name, value in (await request.post()).items()}, self._provider
        if provider.lie == "down":
            return web.Response(status=502, text="bad gateway")
        if not _is_client(request, provider):
            return web.json_response({"error": "invalid_client"}, status=401)
        issued = provider.redeem(form) if form.get("grant_type") == "authorization_code" else None
        if issued is None:
            return web.json_response({"error": "invalid_grant"}, status=400)
        bought = {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "id_token": provider.id_token(issued),
        }
        return web.json_response(bought)

    async def control(self, request: web.Request) -> web.Response:
        told, provider = await request.json(), self._provider
        provider.lie = told.get("lie", provider.lie)
        provider.people |= told.get("people", {})
        provider.redirect_uris |= set(told.get("redirect_uris", []))
        provider.homes |= set(told.get("homes", []))
        if algorithm := told.get("new_key"):
            provider.keys = [new_key(algorithm)]
        return web.json_response({})


def _is_client(request: web.Request, provider: Provider) -> bool:
    kind, _, pair = request.headers.get("Authorization", "").partition(" ")
    if kind != "Basic":
        return False
    name, _, secret = base64.b64decode(pair).decode().partition(":")
    known = provider.client_id, provider.client_secret
    return (unquote_plus(name), unquote_plus(secret)) == known


async def _run(host: str, port: int, client_id: str, client_secret: str) -> None:
    app = web.Application()
    app.add_routes(Handlers(Provider(f"http://{host}:{port}", client_id, client_secret)).routes())
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # until whoever started us is gone
    await runner.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True, help="how it calls itself; it listens on 127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--client-secret", required=True)
    given = parser.parse_args()
    asyncio.run(_run(given.host, given.port, given.client_id, given.client_secret))


if __name__ == "__main__":
    main()
