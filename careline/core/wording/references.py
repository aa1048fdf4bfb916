"""The number by which a consumer can name what is done for them: read aloud in a call, quoted at the desk."""

from __future__ import annotations

from uuid import UUID

from careline.core.wording.numbers import digit_by_digit

_DIGITS = 9
_RANDOM = (1 << 62) - 1
"""The last bits of a UUIDv7 are random; those before them are its time."""


def reference(remedy_id: UUID, language: str, *, spoken: bool = False) -> str:
    """483-271-905, the same wherever a remedy is named; aloud one digit after the other.

    It tells apart the remedies of one consumer, not those of all: whoever looks one up knows the order too.
    """
    number = f"{(remedy_id.int & _RANDOM) % 10**_DIGITS:0{_DIGITS}}"
    if spoken:
        return digit_by_digit(number, language)
    return "-".join(number[at : at + 3] for at in range(0, _DIGITS, 3))
