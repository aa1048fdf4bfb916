"""Who a consumer is: a token that the shop's app signs. The algorithm is ours to decide, never the token's header."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt
from aiohttp import web

from careline.chat.throttle import Turnstile
from careline.clock import utc_now
from careline.http.endpoint import CUSTOMER_ID, Guard
from careline.http.problem import Problem
from careline.http.reading import storable

AUDIENCE = "careline"
LONGEST_ID = 200
MOST_AHEAD = timedelta(days=31)
"""A token cannot be called back: one that never ends would be a password that nobody can change."""
LEEWAY_SECONDS = 10
"""By which the app's clock may differ from ours."""
_NOT_GOOD = "The consumer token is missing, expired or not ours."


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumerKey:
    """`algorithm` is HS256 with a shared secret of at least 32 bytes, or RS256 with the app's public key (PEM).

    `previous` is the key before this one, while it is being changed: tokens of both count.
    """

    algorithm: str
    key: str
    previous: str = ""


def customer_of(token: str, consumer_key: ConsumerKey) -> str:
    """The token's customer_id. Raises Problem 401 for anything but a valid, unexpired token meant for us."""
    customer_id, until = _read(token, consumer_key)
    if until + LEEWAY_SECONDS < utc_now().timestamp():
        raise Problem(401, _NOT_GOOD)
    return customer_id


@lru_cache(maxsize=4096)
def _read(token: str, consumer_key: ConsumerKey) -> tuple[str, float]:
    """The token's consumer and the end of its time (Unix seconds), worked out once: the signature takes as long as the
    rest of a refusal, and an app sends the same token for hours. What is refused is not kept."""
    claims = _claims(token, consumer_key)
    customer_id = claims["sub"]
    if claims["exp"] > utc_now().timestamp() + MOST_AHEAD.total_seconds():
        raise Problem(401, f"The consumer token is good for more than {MOST_AHEAD.days} days; sign shorter ones.")
    if not isinstance(customer_id, str) or not 0 < len(customer_id) <= LONGEST_ID or not storable(customer_id):
        raise Problem(401, "The consumer token names no consumer.")
    return customer_id, float(claims["exp"])


def _claims(token: str, consumer_key: ConsumerKey) -> dict[str, Any]:
    refused: Exception | None = None
    for key in filter(None, (consumer_key.key, consumer_key.previous)):
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[consumer_key.algorithm],
                audience=AUDIENCE,
                options={"require": ["sub", "exp", "aud"]},
                leeway=LEEWAY_SECONDS,
            )
        except (jwt.PyJWTError, ValueError, OverflowError, RecursionError) as error:  # a claim may be any number
            refused = error
        else:
            return claims
    raise Problem(401, _NOT_GOOD) from refused


def sign_token(customer_id: str, consumer_key: ConsumerKey, now: datetime, valid: timedelta) -> str:
    """A token as the shop's app would sign it (HS256 only): for the demo and `careline token`."""
    if consumer_key.algorithm != "HS256":
        raise ValueError("tokens can only be made here with CARELINE_CHAT_SECRET; the private key is the app's")
    claims = {"sub": customer_id, "aud": AUDIENCE, "iat": now, "exp": now + valid}
    return jwt.encode(claims, consumer_key.key, algorithm="HS256")


def consumer_guard(consumer_key: ConsumerKey) -> Guard:
    """Lets a request with a valid bearer token pass, unless its consumer floods, and puts the customer_id into it."""
    turnstile = Turnstile()

    async def guard(request: web.Request) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Problem(
                401, "Send the consumer token: Authorization: Bearer …", headers={"WWW-Authenticate": "Bearer"}
            )
        customer_id = customer_of(token.strip(), consumer_key)
        await turnstile.let_through(customer_id)
        request[CUSTOMER_ID] = customer_id

    return guard
