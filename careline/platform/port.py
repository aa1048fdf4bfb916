"""The port to the shop's own system: it carries remedies out, and says which variants of an article there are.

Adapters: `careline/platform/http_adapter.py`, and a fake for tests (tests/fake_platform.py); both pass
tests/contract/test_platform_port.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from careline.core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformDeed:
    """What the platform is asked to do. `key`: it does whatever carries the same key once, however often it is sent.

    `body` is as docs/platform.schema.json describes it.
    """

    key: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Taken on; how it ends is told later. `ref` is the platform's own number of it, if it gave one."""

    ref: str = ""
    expected_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The platform will not do it. `reason` is told to the consumer in these words."""

    code: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The platform tried and could not; a person has to look."""

    reason: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered:
    """No answer that can be understood: it may or may not have been done, so send it again under the same key.

    `why` is a short code for the record; `retry_after` is what the platform asked for.
    """

    why: str
    retry_after: timedelta | None = None


Outcome = Accepted | Done | Refused | Failed | NotDelivered


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One article that can be had instead. `attributes` such as {"size": "M", "colour": "red"}."""

    sku: str
    title: str
    in_stock: bool
    price: Money
    attributes: Mapping[str, str] = field(default_factory=dict)


class LookUpError(Exception):
    """The platform did not say, now: no answer, or none that can be understood."""


class Platform(Protocol):
    async def carry_out(self, deed: PlatformDeed) -> Outcome:
        """Send it once. Never raises for what the platform does or fails to do."""
        ...

    async def variants(self, order_id: str, sku: str) -> tuple[Variant, ...]:
        """What this article of an order may be exchanged for; empty if nothing. Raises LookUpError."""
        ...
