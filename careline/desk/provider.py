"""An OpenID Connect provider, as its client sees it: authorization code with PKCE, and an ID token that is believed.

Follows OpenID Connect Core 1.0 (3.1.2, 3.1.3), Discovery 1.0, RP-Initiated Logout 1.0, RFC 7636 (S256) and RFC 9207.
Signatures and times are checked by PyJWT, and only by algorithms with a public key: what is signed with `none`, or with
our own secret or the provider's public key as an HMAC key, is no ID token.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import aiohttp
import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60.0
"""Seconds that the provider's clock may differ from ours."""
DISCOVERY_LASTS, KEYS_LAST, KEYS_AGAIN = 3600.0, 600.0, 5.0
"""Seconds that documents are kept. Keys are asked for again for a key id that is not among them, but not more often."""
PATIENCE = aiohttp.ClientTimeout(total=10)
MOST_BYTES = 512 * 1024
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})

Claims = Mapping[str, Any]


class ProviderDownError(Exception):
    """The identity provider does not answer, or not with what it has to."""


class NotBelievedError(Exception):
    """What came back from the identity provider is not believed; the message says why, and is for the log alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Our registration at the provider. `secret` may be empty: a public client has PKCE alone."""

    issuer: str
    client_id: str
    secret: str = field(default="", repr=False)
    scopes: str = "openid email profile"
    acr: str = ""
    """Which authentication is asked for (`acr_values`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What has to be the same when a browser comes back from the provider."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is believed of the provider's answer, and the ID token that says it."""

    claims: Claims
    id_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    at: float
    document: dict[str, Any]


class Provider:
    """One provider, its documents kept for a while. `clock` counts seconds, for how long.

    `home`: where a browser comes back to once it has signed out there.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        client: Client,
        redirect_uri: str,
        clock: Callable[[], float] = time.monotonic,
        *,
        home: str = "",
    ) -> None:
        self.client = client
        self._http = http
        self._redirect_uri = redirect_uri
        self._home = home
        self._clock = clock
        self._discovered: _Kept | None = None
        self._keys: _Kept | None = None

    async def address(self, journey: Journey) -> str:
        """Where the browser goes to sign in. Raises ProviderDownError."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(journey.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code", "client_id": self.client.client_id, "redirect_uri": self._redirect_uri,
            "scope": self.client.scopes, "state": journey.state, "nonce": journey.nonce, "code_challenge": challenge,
            "code_challenge_method": "S256", **({"acr_values": self.client.acr} if self.client.acr else {}),
        }  # fmt: skip
        endpoint = (await self._discovery())["authorization_endpoint"]
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def way_out(self, id_token: str) -> str | None:
        """Where the browser goes to sign out there (RP-Initiated Logout 1.0); None: the provider names no such place.

        `id_token`: whose session it is; empty: the provider may ask. Raises ProviderDownError.
        """
        endpoint = (await self._discovery()).get("end_session_endpoint")
        if not isinstance(endpoint, str) or not is_safe_address(endpoint):
            return None
        told = {
            "client_id": self.client.client_id, "post_logout_redirect_uri": self._home,
            **({"id_token_hint": id_token} if id_token else {}),
        }  # fmt: skip
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(told)}"

    async def word(self, code: str, journey: Journey, *, told_issuer: str | None) -> Word:
        """The ID token that this code buys, and its claims.

        `told_issuer`: `iss` of the answer's address, if it had one.
        Raises ProviderDownError, NotBelievedError.
        """
        discovery = await self._discovery()
        wants_issuer = discovery.get("authorization_response_iss_parameter_supported") is True
        if told_issuer is None and wants_issuer:
            raise NotBelievedError("the answer does not say of which issuer it is")
        if told_issuer is not None and told_issuer != self.client.issuer:
            raise NotBelievedError("the answer is of another issuer")
        id_token = await self._bought(code, journey, discovery)
        return Word(claims=await self._believed(id_token, journey.nonce), id_token=id_token)

    async def _bought(self, code: str, journey: Journey, discovery: Mapping[str, Any]) -> str:
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self._redirect_uri,
            "code_verifier": journey.verifier,
        }  # fmt: skip
        headers, secret = {"Accept": "application/json"}, self.client.secret
        # without a list, basic is what the standard says
        methods = discovery.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if secret and "client_secret_basic" in methods:
            pair = f"{quote_plus(self.client.client_id)}:{quote_plus(secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": self.client.client_id, **({"client_secret": secret} if secret else {})}
        status, answer = await self._asked("POST", discovery["token_endpoint"], data=form, headers=headers)
        if status != 200:
            raise NotBelievedError(f"the code was not accepted: {_code_of(answer, status)}")
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise NotBelievedError("there is no ID token")
        return token

    async def _believed(self, token: str, nonce: str) -> Claims:
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError as error:
            raise NotBelievedError("the ID token is none") from error
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise NotBelievedError("the ID token is not signed by a key pair")
        key = await self._key(header.get("kid"), algorithm)
        try:
            claims: dict[str, Any] = jwt.decode(
                token, key, algorithms=[algorithm], audience=self.client.client_id, issuer=self.client.issuer,
                leeway=LEEWAY, options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise NotBelievedError(f"the ID token is refused: {type(error).__name__}") from error
        self._judge(claims, nonce)
        return claims

    def _judge(self, claims: Claims, nonce: str) -> None:
        """What the library leaves to us. Raises NotBelievedError."""
        audience, party, told = claims["aud"], claims.get("azp"), claims.get("nonce")
        if isinstance(audience, list) and len(audience) > 1 and party is None:
            raise NotBelievedError("the ID token has several audiences and no authorized party")
        if party is not None and party != self.client.client_id:
            raise NotBelievedError("the ID token was made for another client")
        if not isinstance(told, str) or not compare_digest(told.encode(), nonce.encode()):
            raise NotBelievedError("the ID token is of another sign-in")
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
            raise NotBelievedError("the ID token names nobody")

    async def _key(self, key_id: Any, algorithm: str) -> jwt.PyJWK:
        for again in (False, True):
            found = [one for one in await self._key_set(again=again) if _fits(one, key_id, algorithm)]
            if key_id is None and len(found) > 1:
                raise NotBelievedError("the ID token does not say which key signed it")
            for one in found:
                try:
                    return jwt.PyJWK(one, algorithm)
                except jwt.PyJWTError:
                    continue  # another kind of key than this algorithm's
        raise NotBelievedError("the ID token is signed by no key of the issuer")

    async def _key_set(self, *, again: bool) -> list[dict[str, Any]]:
        lasts = KEYS_AGAIN if again else KEYS_LAST
        if self._keys is None or self._clock() - self._keys.at >= lasts:
            status, document = await self._asked("GET", (await self._discovery())["jwks_uri"])
            if status != 200 or not isinstance(document.get("keys"), list):
                raise ProviderDownError("the provider's keys cannot be read")
            self._keys = _Kept(self._clock(), document)
        return [one for one in self._keys.document["keys"] if isinstance(one, dict)]

    async def _discovery(self) -> Mapping[str, Any]:
        if self._discovered is None or self._clock() - self._discovered.at >= DISCOVERY_LASTS:
            address = f"{self.client.issuer.rstrip('/')}/.well-known/openid-configuration"
            status, document = await self._asked("GET", address)
            if status != 200:
                raise ProviderDownError(f"{address} is answered {status}")
            if document.get("issuer") != self.client.issuer:
                raise ProviderDownError(f"{address} is of another issuer: {str(document.get('issuer'))[:200]}")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not is_safe_address(document.get(name)):
                    raise ProviderDownError(f"{address}: {name} is no https address")
            self._discovered = _Kept(self._clock(), document)
        return self._discovered.document

    async def look(self) -> int:
        """How many signing keys the provider shows now, for who wants to know whether it is there.

        Raises ProviderDownError.
        """
        return len([one for one in await self._key_set(again=True) if one.get("use", "sig") == "sig"])

    async def _asked(self, method: str, address: str, **given: Any) -> tuple[int, dict[str, Any]]:
        """Status and JSON object; nobody is followed elsewhere. Raises ProviderDownError."""
        try:
            async with self._http.request(method, address, allow_redirects=False, timeout=PATIENCE, **given) as answer:
                body = await _limited(answer.content)
                status = answer.status
            document = json.loads(body)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise ProviderDownError(f"{address}: {type(error).__name__}") from error
        except (ValueError, RecursionError) as error:
            raise ProviderDownError(f"{address} is answered with no JSON") from error
        if not isinstance(document, dict):
            raise ProviderDownError(f"{address} is answered with no object")
        if status >= 500:
            raise ProviderDownError(f"{address} is answered {status}")
        return status, document


async def _limited(content: aiohttp.StreamReader) -> bytes:
    body = b""
    async for part in content.iter_any():
        body += part
        if len(body) > MOST_BYTES:
            raise ValueError("the answer is too long")
    return body


def is_safe_address(address: Any) -> bool:
    """https, or on this machine."""
    try:
        parts = urlsplit(address) if isinstance(address, str) else None
    except ValueError:
        return False
    if parts is None or not parts.hostname or parts.username or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)


def _fits(key: Mapping[str, Any], key_id: Any, algorithm: str) -> bool:
    if key.get("kty") not in {"RSA", "EC", "OKP"} or key.get("use", "sig") != "sig":
        return False
    return key_id in (None, key.get("kid")) and bool(key.get("alg", algorithm) == algorithm)


def _code_of(answer: Mapping[str, Any], status: int) -> str:
    """The standard's error code, never the description: it may hold anything."""
    code = answer.get("error")
    return code if isinstance(code, str) and code.replace("_", "").isalnum() and len(code) <= 50 else str(status)
