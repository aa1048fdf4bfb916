"""The open handset pages, and what they are told: the whole state at each change, and what the voice says."""

import asyncio
from collections.abc import Callable
from itertools import islice
from typing import Any

from callouts.phone_simulator.line import Line
from callouts.phone_simulator.message import Message

MOST_SHOWN = 50
MOST_WAITING = 500  # a page that reads slower than this is let go


class Page:
    """One open page. State messages that it has not read yet are replaced by the newest one; `drop` lets it go."""

    def __init__(self, drop: Callable[[], object]) -> None:
        self._drop = drop
        self._waiting: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(MOST_WAITING)
        self._stale = False

    def changed(self) -> None:
        """Send the state soon."""
        if not self._stale:
            self._stale = True
            self.put(None)

    def put(self, message: dict[str, Any] | None) -> None:
        """Send this message; None stands for the state at the time of sending."""
        try:
            self._waiting.put_nowait(message)
        except asyncio.QueueFull:
            self._drop()

    async def next(self) -> dict[str, Any] | None:
        """The next message to send."""
        message = await self._waiting.get()
        if message is None:
            self._stale = False
        return message


class Pages:
    """All open pages; calls and messages are shown newest first."""

    def __init__(self, lines: dict[str, Line], messages: dict[str, Message]) -> None:
        self._lines = lines
        self._messages = messages
        self._open: set[Page] = set()

    def add(self, page: Page) -> None:
        """Tell this page from now on, beginning with the state."""
        self._open.add(page)
        page.changed()

    def remove(self, page: Page) -> None:
        """Forget a page."""
        self._open.discard(page)

    def changed(self) -> None:
        """Something that the pages show is different."""
        for page in self._open:
            page.changed()

    def spoke(self, call_sid: str, text: str, language: str) -> None:
        """The voice says something: the pages read it out."""
        for page in self._open:
            page.put({"type": "say", "call_sid": call_sid, "text": text, "language": language})

    def state(self) -> dict[str, Any]:
        """What every page shows."""
        newest_lines = islice(reversed(self._lines.values()), MOST_SHOWN)
        newest_messages = islice(reversed(self._messages.values()), MOST_SHOWN)
        return {
            "type": "state",
            "calls": [line.to_json() for line in newest_lines],
            "messages": [message.on_screen() for message in newest_messages],
        }
