"""What a script's consumer can do on a channel, whichever it is."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from careline.rehearsal.told import Exchange, Said


class CannotDoError(Exception):
    """What the script wants the consumer to do is not possible here, such as pressing a button that is not there."""


class Line(Protocol):
    """One conversation on one channel. Everything raises CannotDoError where it cannot be done."""

    async def open(self) -> tuple[Said, ...]:
        """What the consumer is told before they have said anything."""

    async def say(self, text: str) -> Exchange:
        """Write, or speak."""

    async def press(self, title: str) -> Exchange:
        """A button by its words; on the phone a key."""

    async def choose(self, key: str) -> Exchange:
        """The card of an order, by the script's name for it."""

    async def stay_silent(self) -> Exchange:
        """Let the voice wait in vain."""

    async def conversation_id(self) -> UUID:
        """After the first exchange."""
