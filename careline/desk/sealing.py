"""Sealing small things under the operator's secret: what a database or a browser keeps for us and may not read.

The key is derived from `CARELINE_LOGIN_SECRET`, one for each purpose; what was sealed under the secret before it can
still be opened (`CARELINE_LOGIN_SECRET_PREVIOUS`).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class SealedError(Exception):
    """This was not sealed by us for this purpose, or too long ago."""


class Sealer:
    """Seals and opens for one purpose. `secrets`: the present one, then those before it."""

    def __init__(self, secrets: Sequence[str], purpose: str) -> None:
        self._keys = MultiFernet([Fernet(_key(secret, purpose)) for secret in secrets])
        self._present = Fernet(_key(secrets[0], purpose))

    def seal(self, plain: str, now: datetime) -> str:
        return self._present.encrypt_at_time(plain.encode(), int(now.timestamp())).decode()

    def open(self, sealed: str) -> str:
        """What was sealed, whenever that was. Raises SealedError."""
        try:
            return self._keys.decrypt(sealed.encode()).decode()
        except (InvalidToken, UnicodeError) as error:
            raise SealedError(SealedError.__doc__) from error

    def open_fresh(self, sealed: str, now: datetime, lasts: timedelta) -> str:
        """What was sealed no longer ago than `lasts`. Raises SealedError."""
        plain = self.open(sealed)
        try:
            made = self._keys.extract_timestamp(sealed.encode())
        except InvalidToken as error:
            raise SealedError(SealedError.__doc__) from error
        if not 0 <= now.timestamp() - made <= lasts.total_seconds():
            raise SealedError(SealedError.__doc__)
        return plain

    def is_stale(self, sealed: str) -> bool:
        """Sealed under a secret that is being given up: to be sealed again."""
        try:
            self._present.decrypt(sealed.encode())
        except InvalidToken:
            return True
        return False


def _key(secret: str, purpose: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"careline {purpose}".encode())
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
