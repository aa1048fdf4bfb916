"""The kinds of value that an event is made of, each with what it refuses."""

from __future__ import annotations

import re
from datetime import UTC
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

from careline.core.money import Money, MoneyError

_RFC3339 = re.compile(r"(\d{4})-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_YEARS = range(1970, 2200)  # so that no deadline counted from an instant can leave what the database can hold


def _rfc3339(value: object) -> object:
    """Numbers, and strings without an offset, are not instants."""
    if not isinstance(value, str) or not (found := _RFC3339.fullmatch(value)):
        raise ValueError("an instant is RFC 3339 with an offset, such as 2026-11-22T08:00:00+08:00")
    if int(found[1]) not in _YEARS:
        raise ValueError(f"an instant lies between {_YEARS[0]} and {_YEARS[-1]}")
    return value


def _whole(value: object) -> object:
    """JSON Schema's integer: 3 and 3.0, but neither "3" nor true."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic makes its error of a ValueError
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("text must not contain NUL")
    text.encode("utf-8")  # a lone surrogate cannot be stored
    return text


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is not an IANA time zone") from error
    return name


Instant = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(lambda at: at.astimezone(UTC))]
Storable = AfterValidator(_storable)
Str = Annotated[str, Storable]
Id = Annotated[str, Field(max_length=200), Storable]  # a part of a key has to fit into an index
Count = Annotated[int, Field(ge=1, lt=2**31), BeforeValidator(_whole)]
CountOrNone = Annotated[int, Field(ge=0, lt=2**31), BeforeValidator(_whole)]
Version = Annotated[int, Field(ge=1, lt=2**63), BeforeValidator(_whole)]
Bool = Annotated[bool, Strict()]
Zone = Annotated[Str, AfterValidator(_known_zone)]
OrderId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._#/-]{1,64}$")]


class Part(BaseModel):
    """A part of an event. Fields that we do not know are kept apart, to be named in a warning."""

    model_config = {"frozen": True, "extra": "allow", "strict": False, "use_attribute_docstrings": True}


class MoneyIn(Part):
    amount: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,4})?$")]
    """no more decimals than the currency has"""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

    @model_validator(mode="after")
    def _possible(self) -> MoneyIn:
        self.money()
        return self

    def money(self) -> Money:
        try:
            return Money.parse(self.amount, self.currency)
        except MoneyError as error:
            raise ValueError(str(error)) from error
