"""An authenticator app, as an agent's phone has one."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime

from careline.desk.second_factor import STEP, code_at


@dataclass(frozen=True, slots=True)
class App:
    """Knows one secret, base32 as it was shown."""

    secret: str

    def code(self, now: datetime, steps: int = 0) -> str:
        """What it shows now, or so many steps of 30 s later."""
        return code_at(base64.b32decode(self.secret), int(now.timestamp()) // STEP + steps)
