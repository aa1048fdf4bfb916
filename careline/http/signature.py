"""The signature on what we and the shop's platform send each other: HMAC-SHA256 over timestamp and raw body.

docs/contracts.md says the same in words.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from careline.http.endpoint import Guard, read_limited
from careline.http.problem import Problem

TIMESTAMP, SIGNATURE = "X-Careline-Timestamp", "X-Careline-Signature"
TOLERANCE = 300
"""Seconds between the sender's clock and ours, either way."""
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


def verify(secret: str, timestamp: str, signature: str, body: bytes, now: datetime) -> None:
    """`timestamp` is the header as sent (unix seconds), part of what is signed. Raises SignatureError."""
    if not re.fullmatch(r"[0-9]{1,12}", timestamp):
        raise SignatureError(f"{TIMESTAMP} must be unix seconds")
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE:
        raise SignatureError(f"{TIMESTAMP} is more than five minutes off")
    expected = sign(secret, timestamp, body)
    if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogateescape")):
        raise SignatureError(f"{SIGNATURE} does not fit timestamp and body")


def signature_guard(secret: str, clock: Callable[[], datetime], max_body: int) -> Guard:
    """Lets signed requests through. Raises ValueError at once if there is no secret: anyone could sign with that."""
    if not secret:
        raise ValueError("a signature needs a secret")

    async def guard(request: web.Request) -> None:
        timestamp, signature = request.headers.get(TIMESTAMP), request.headers.get(SIGNATURE)
        if timestamp is None or signature is None:
            raise Problem(401, f"Sign the request: {TIMESTAMP} and {SIGNATURE} are missing.")
        body = await read_limited(request, max_body)
        try:
            verify(secret, timestamp, signature, body, clock())
        except SignatureError as error:
            raise Problem(401, f"{error}.") from error
        request[BODY] = body

    return guard
