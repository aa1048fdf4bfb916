"""The guard of the order feed: the platform's signature on what it sends (careline/http/signature.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from careline.http.endpoint import Guard
from careline.http.signature import BODY, SIGNATURE, TIMESTAMP, TOLERANCE, SignatureError, sign, signature_guard, verify

__all__ = ["BODY", "MAX_BODY", "SIGNATURE", "TIMESTAMP", "TOLERANCE", "SignatureError", "feed_guard", "sign", "verify"]

MAX_BODY = 8 * 1024 * 1024


def feed_guard(secret: str | Sequence[str], clock: Callable[[], datetime]) -> Guard:
    """Lets signed requests through. Raises ValueError at once if there is no secret: anyone could sign with that."""
    return signature_guard(secret, clock, MAX_BODY)
