"""The signed link under which a merchant answers one urge: nobody else can make one."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

_PURPOSE = b"careline merchant letter"


class BadLinkError(LookupError):
    """This link is not one of ours, or it was cut off; open it from the letter again."""


@dataclass(frozen=True, slots=True)
class Links:
    """`base_url` is where browsers reach us, without a slash at the end; `secret` signs, and empty it opens nothing.

    `previous` is the secret before it: letters that were signed with that one can still be answered.
    """

    base_url: str
    secret: str
    previous: str = ""

    def to(self, letter_id: UUID) -> str:
        """The address that a letter carries."""
        return f"{self.base_url}/merchant/urges/{self.token(letter_id)}"

    def token(self, letter_id: UUID) -> str:
        return _text(letter_id.bytes + _signature(letter_id, self.secret))

    def letter(self, token: str) -> UUID:
        """The letter that a token was made for. Raises BadLinkError."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            letter_id = UUID(bytes=raw[:16])
        except (ValueError, UnicodeError):
            raise BadLinkError(BadLinkError.__doc__) from None
        keys = [key for key in (self.secret, self.previous) if key and self.secret]
        if not any(hmac.compare_digest(raw[16:], _signature(letter_id, key)) for key in keys):
            raise BadLinkError(BadLinkError.__doc__)
        return letter_id


def _signature(letter_id: UUID, secret: str) -> bytes:
    return hmac.new(secret.encode(), _PURPOSE + letter_id.bytes, hashlib.sha256).digest()[:20]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
