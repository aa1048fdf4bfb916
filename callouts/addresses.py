"""The addresses that the carrier calls back: each names its attempt in a way that nobody can guess."""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID

from callouts.carrier import Dial
from callouts.settings import CalloutSettings


def token_of(attempt_id: UUID, secret: str) -> str:
    """The attempt's id with proof that we named it."""
    proof = hmac.new(secret.encode(), b"attempt:" + attempt_id.bytes, hashlib.sha256).digest()[:18]
    return f"{attempt_id.hex}.{base64.urlsafe_b64encode(proof).decode()}"


def attempt_of(token: str, secret: str) -> UUID | None:
    """The attempt that a token names; None if it is not ours."""
    try:
        attempt_id = UUID(hex=token.partition(".")[0])
    except ValueError:
        return None
    genuine = hmac.compare_digest(token_of(attempt_id, secret).encode(), token.encode("utf-8", "surrogatepass"))
    return attempt_id if genuine else None


def address(settings: CalloutSettings, what: str, attempt_id: UUID) -> str:
    """The public URL of "answer", "turn", "status" or "amd" for an attempt."""
    return f"{settings.public_url.rstrip('/')}/voice/{what}/{token_of(attempt_id, settings.secret)}"


def dial_of(settings: CalloutSettings, attempt_id: UUID, to: str) -> Dial:
    """What the carrier is asked to do."""
    return Dial(
        attempt_id=attempt_id,
        to=to,
        caller=settings.caller,
        answer_url=address(settings, "answer", attempt_id),
        status_url=address(settings, "status", attempt_id),
        amd_url=address(settings, "amd", attempt_id) if settings.detect_machines else None,
        ring_seconds=settings.ring_seconds,
        limit_seconds=settings.limit_seconds,
    )
