"""The kinds of value that others send us, in the body of a request or in an answer to one, whatever it is about."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator

from careline.http.reading import storable

YEARS = range(1970, 2200)
"""So that no deadline counted from an instant can leave what Python and the database can hold."""
_RFC3339 = re.compile(r"(\d{4})-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for one without an offset, or that can only be a mistake."""
    if at.tzinfo is None:
        raise ValueError("an instant has an offset")
    if at.year not in YEARS:
        raise ValueError(f"an instant lies between {YEARS[0]} and {YEARS[-1]}")
    return at.astimezone(UTC)


def _rfc3339(value: object) -> object:
    """Numbers, and strings without an offset, are not instants."""
    if isinstance(value, datetime):
        return value  # made by ourselves: JSON has none
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("an instant is RFC 3339 with an offset, such as 2026-11-22T08:00:00+08:00")
    return value


def _storable(text: str) -> str:
    if not storable(text):
        raise ValueError("the text holds characters that cannot be stored")
    return text


Instant = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(in_utc)]
Storable = Annotated[str, AfterValidator(_storable)]
