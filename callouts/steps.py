"""What the voice does next in an answered call, as values: each mode of the carrier puts them into its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Say this, interruptibly, and listen for words or one key. `after` is the last message that was spoken then."""

    language: str
    texts: tuple[str, ...]
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """The assistant still thinks: say this meanwhile, hear keys alone, and ask again.

    `waits` is how often this call for patience came since the callee spoke.
    """

    language: str
    texts: tuple[str, ...]
    after: int
    waits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp:
    """Last words, or none where there is nobody to hear them."""

    language: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PutThrough:
    """Say this, and keep them on the line for an agent."""

    language: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Last words, and how it went by one key; without one the call is over."""

    language: str
    texts: tuple[str, ...]


Last: TypeAlias = HangUp | PutThrough | Rate
Step: TypeAlias = Ask | Wait | Last
