"""What stands in the place of personal data: made up, of the same kind, and nobody's.

While a sentence is worked on, one private sign stands for each: no pattern can match inside what another put in.
"""

from __future__ import annotations

import re
from enum import StrEnum


class MadeUp(StrEnum):
    """The private sign of each; `TEXTS` says what it stands for."""

    PHONE = "\ue000"
    ORDER = "\ue001"
    PARCEL = "\ue002"
    EMAIL = "\ue003"
    URL = "\ue004"
    ACCOUNT = "\ue005"
    NAME_ZH = "\ue006"
    NAME_EN = "\ue007"
    PLACE_ZH = "\ue008"
    PLACE_EN = "\ue009"
    TAIL = "\ue00a"


TEXTS = {
    MadeUp.PHONE: "13800000000",
    MadeUp.ORDER: "20260101000001",
    MadeUp.PARCEL: "SF1000000000001",
    MadeUp.EMAIL: "name@example.com",
    MadeUp.URL: "https://example.com",
    MadeUp.ACCOUNT: "abc12345",
    MadeUp.NAME_ZH: "王小明",
    MadeUp.NAME_EN: "Alex Lee",
    MadeUp.PLACE_ZH: "幸福路1号",
    MadeUp.PLACE_EN: "1 Main Street",
    MadeUp.TAIL: "0000",
}


_STANDING = re.compile(
    "|".join(
        f"(?P<{sign.name}>(?<![A-Za-z0-9]){re.escape(stands)}(?![A-Za-z0-9]))"
        for sign, stands in TEXTS.items()
        if sign is not MadeUp.TAIL  # four noughts may stand in anybody's number
    )
)


def signed(text: str) -> str:
    """With the private sign for every text of ours that stands there by itself: 21 Main Street is not 1 Main Street."""
    return _STANDING.sub(lambda match: MadeUp[match.lastgroup or ""], text)


def spelt_out(text: str) -> str:
    """With our texts instead of their signs."""
    for sign, stands in TEXTS.items():
        text = text.replace(sign, stands)
    return text
