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


def transfer_token(transfer_id: UUID, secret: str) -> str:
    """The same for one ringing of an agent; the one never passes for the other."""
    proof = hmac.new(secret.encode(), b"transfer:" + transfer_id.bytes, hashlib.sha256).digest()[:18]
    return f"{transfer_id.hex}.{base64.urlsafe_b64encode(proof).decode()}"


def transfer_in(token: str, secret: str) -> UUID | None:
    """The ringing that a token names; None if it is not ours."""
    try:
        transfer_id = UUID(hex=token.partition(".")[0])
    except ValueError:
        return None
    genuine = hmac.compare_digest(transfer_token(transfer_id, secret).encode(), token.encode("utf-8", "surrogatepass"))
    return transfer_id if genuine else None


def transfer_address(settings: CalloutSettings, what: str, transfer_id: UUID) -> str:
    """The public URL of "whisper", "accept", "join" or "agent" for one ringing of an agent."""
    return f"{settings.public_url.rstrip('/')}/voice/{what}/{transfer_token(transfer_id, settings.secret)}"


def ring_of(settings: CalloutSettings, transfer_id: UUID, to: str, seconds: float) -> Dial:
    """How the carrier is asked to ring an agent."""
    return Dial(
        attempt_id=transfer_id,
        to=to,
        caller=settings.caller,
        answer_url=transfer_address(settings, "whisper", transfer_id),
        status_url=transfer_address(settings, "agent", transfer_id),
        amd_url=None,  # a machine presses no key
        ring_seconds=max(5, round(seconds)),
        limit_seconds=settings.talk_seconds,
    )


def address(settings: CalloutSettings, what: str, attempt_id: UUID) -> str:
    """The public URL of "answer", "turn", "status", "amd", "hold", "back" … for an attempt."""
    return f"{settings.public_url.rstrip('/')}/voice/{what}/{token_of(attempt_id, settings.secret)}"


def socket_address(settings: CalloutSettings, attempt_id: UUID) -> str:
    """The public URL of an attempt's WebSocket."""
    return as_socket(address(settings, "relay", attempt_id))


def as_socket(url: str) -> str:
    """The same address for a WebSocket: wss:// for https://."""
    return "ws" + url.removeprefix("http")


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
