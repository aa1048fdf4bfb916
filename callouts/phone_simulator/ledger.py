"""What truly happened, in order: the oracle that tests compare our own records with. Entries are only ever added."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What an entry tells of."""

    POST = "post"  # a POST to the REST interface, whatever came of it: path, bytes, parameters, fault
    ACCEPTED = "accepted"  # a call was placed: call_sid, to, from, queue_ms
    SMS = "sms"  # a message was taken: message_sid, to, from, body
    TEXTED = "texted"  # somebody wrote to one of our numbers: message_sid, to, from, body
    RING_START = "ring_start"  # call_sid, to
    RING_END = "ring_end"  # call_sid, to
    ANSWERED = "answered"  # call_sid, to
    ENDED = "ended"  # call_sid, to, status
    WEBHOOK = "webhook"  # one try of one webhook: url, parameters, attempt, status or error
    SAID = "said"  # by the voice: call_sid, text, language
    LISTENING = "listening"  # a Gather has spoken undisturbed and waits: call_sid, expects
    HEARD = "heard"  # from the callee: call_sid, who (callee or key), text, listened (a Gather or another party)
    SOCKET = "socket"  # a WebSocket to the application was wanted: url, and error if it could not be had
    FRAME = "frame"  # one message over it: call_sid, way (to or from the application), message
    JOINED = "joined"  # a call is in a conference: call_sid, conference
    LEFT = "left"  # and is not any more
    DEBUGGER = "debugger"  # what Twilio would report to the account's debugger: call_sid, code, detail


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact and its instant. `n` counts from 1."""

    n: int
    at: datetime
    kind: Kind
    facts: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The entry as GET /control/ledger shows it."""
        return {"n": self.n, "at": self.at.isoformat(), "kind": self.kind.value, **self.facts}


class Ledger:
    """Append-only and in memory: it ends with the process."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._entries: list[Entry] = []
        self._more = asyncio.Event()

    def record(self, kind: Kind, **facts: Any) -> None:
        """Add an entry and wake whoever waits for one."""
        self._entries.append(Entry(len(self._entries) + 1, self._now(), kind, facts))
        self._more.set()
        self._more = asyncio.Event()

    def entries(self, *kinds: Kind, after: int = 0) -> list[Entry]:
        """Entries later than number `after`, of these kinds or of all."""
        return [entry for entry in self._entries[after:] if not kinds or entry.kind in kinds]

    async def until(self, kind: Kind, timeout_s: float = 10.0, **facts: Any) -> Entry:
        """The first entry, past or future, of this kind with these facts. Raises TimeoutError (in real seconds)."""
        async with asyncio.timeout(timeout_s):
            while True:
                more = self._more
                if (found := next(self._matching(kind, facts), None)) is not None:
                    return found
                await more.wait()

    async def newer(self, after: int, timeout_s: float) -> None:
        """Return when there is an entry later than number `after`, or after that many real seconds."""
        if len(self._entries) <= after and timeout_s > 0:
            try:
                async with asyncio.timeout(timeout_s):
                    await self._more.wait()
            except TimeoutError:
                return

    def _matching(self, kind: Kind, facts: dict[str, Any]) -> Iterator[Entry]:
        return (
            entry
            for entry in self._entries
            if entry.kind is kind and all(entry.facts.get(name) == value for name, value in facts.items())
        )
