"""The signature on what we and the shop's platform send each other: HMAC-SHA256 over timestamp and raw body.

docs/contracts.md says the same in words.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from datetime import datetime

from aiohttp import web

from careline.http.endpoint import Guard
from careline.http.problem import Problem
from careline.http.reading import read_limited

TIMESTAMP, SIGNATURE = "X-Careline-Timestamp", "X-Careline-Signature"
TOLERANCE = 300
"""Seconds between the sender's clock and ours, either way."""
_DOES_NOT_FIT = f"{SIGNATURE} does not fit timestamp and body"
BODY = web.RequestKey("signed_body", bytes)
"""Where a guard leaves the body that it has checked."""


class SignatureError(Exception):
    """Not signed by the platform, or not now. The sentence is for its engineers and gives nothing away."""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature header's value."""
    return "v1=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def signed_headers(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    """The two headers of a body that is sent now."""
    timestamp = str(int(now.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: sign(secret, timestamp, body)}


def check_form(timestamp: str, signature: str, now: datetime) -> None:
    """All that can be judged without the body; `timestamp` is unix seconds, as sent. Raises SignatureError."""
    if not re.fullmatch(r"[0-9]{1,12}", timestamp):
        raise SignatureError(f"{TIMESTAMP} must be unix seconds")
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE:
        raise SignatureError(f"{TIMESTAMP} is more than five minutes off")
    if not re.fullmatch(r"v1=[0-9a-f]{64}", signature):
        raise SignatureError(_DOES_NOT_FIT)


def verify(secret: str | Sequence[str], timestamp: str, signature: str, body: bytes, now: datetime) -> None:
    """`secret` is one, or the present one and the one before, while it is being changed. Raises SignatureError."""
    check_form(timestamp, signature, now)
    given = signature.encode("utf-8", "surrogateescape")
    if not any(hmac.compare_digest(sign(key, timestamp, body).encode(), given) for key in keys_of(secret)):
        raise SignatureError(_DOES_NOT_FIT)


def keys_of(secret: str | Sequence[str]) -> tuple[str, ...]:
    """The secrets that count, without empty ones: with an empty one anybody could sign."""
    return tuple(key for key in ((secret,) if isinstance(secret, str) else secret) if key)


def signature_guard(secret: str | Sequence[str], clock: Callable[[], datetime], max_body: int) -> Guard:
    """Lets signed requests through. Raises ValueError at once if there is no secret: anyone could sign with that.

    A request without a fresh timestamp is refused before any of its body is read.
    """
    keys = keys_of(secret)
    if not keys:
        raise ValueError("a signature needs a secret")

    async def guard(request: web.Request) -> None:
        timestamp, signature = request.headers.get(TIMESTAMP), request.headers.get(SIGNATURE)
        if timestamp is None or signature is None:
            raise Problem(401, f"Sign the request: {TIMESTAMP} and {SIGNATURE} are missing.")
        try:
            check_form(timestamp, signature, clock())
            body = await read_limited(request, max_body)
            verify(keys, timestamp, signature, body, clock())
        except SignatureError as error:
            raise Problem(401, f"{error}.") from error
        request[BODY] = body

    return guard
