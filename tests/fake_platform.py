"""A platform in memory: passes the port's contract suite, and does what a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from careline.platform.port import Accepted, LookUpError, NotDelivered, Outcome, PlatformDeed, Refused, Variant


class FakePlatform:
    """Answers `answer` to every new deed, and the first answer again to a key that it has seen."""

    def __init__(self, answer: Outcome | None = None, variants: Iterable[Variant] = ()) -> None:
        self.answer: Outcome = answer or Accepted(ref="S-1")
        self.known: dict[str, Outcome] = {}
        self.done: list[dict[str, Any]] = []
        """What was carried out, once for each key."""
        self.sent: list[str] = []
        """Every key that came, repeated ones too."""
        self.away = False
        self.on_deed: Callable[[], Any] | None = None
        self._variants = tuple(variants)

    async def carry_out(self, deed: PlatformDeed) -> Outcome:
        self.sent.append(deed.key)
        if self.on_deed:
            await self.on_deed()
        if self.away:
            return NotDelivered(why="no_connection")
        if deed.key not in self.known and not isinstance(self.answer, NotDelivered):
            self.known[deed.key] = self.answer
            if not isinstance(self.answer, Refused):
                self.done.append(dict(deed.body))
        return self.known.get(deed.key, self.answer)

    async def variants(self, order_id: str, sku: str) -> tuple[Variant, ...]:
        if self.away:
            raise LookUpError("no_connection")
        return tuple(one for one in self._variants if one.sku.rpartition("-")[0] == sku.rpartition("-")[0])
