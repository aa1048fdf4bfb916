"""The kinds of value that an event is made of, each with what it refuses."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

from careline.core.money import Money, MoneyError
from careline.http.fields import Storable


def _whole(value: object) -> object:
    """JSON Schema's integer: 3 and 3.0, but neither "3" nor true."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic makes its error of a ValueError
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is not an IANA time zone") from error
    return name


Str = Storable
Id = Annotated[Str, Field(max_length=200)]  # a part of a key has to fit into an index
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
