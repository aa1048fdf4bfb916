"""How many sockets and waiting polls one consumer may hold in this process: enough for their devices, not to crowd."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from careline.http.problem import Problem

MOST_SOCKETS = 5
MOST_POLLS = 5


class Seats:
    """A sixth socket is refused; a sixth poll ends the one that has waited longest, which is answered at once."""

    def __init__(self, sockets: int = MOST_SOCKETS, polls: int = MOST_POLLS) -> None:
        self._most_sockets, self._most_polls = sockets, polls
        self._sockets: dict[str, int] = {}
        self._polls: dict[str, list[asyncio.Event]] = {}

    def refuse_socket(self, customer_id: str) -> None:
        """Raises Problem 429 where there is none left."""
        if self._sockets.get(customer_id, 0) >= self._most_sockets:
            raise Problem(429, "Too many open chats of one consumer; close one.", headers={"Retry-After": "10"})

    @contextmanager
    def socket(self, customer_id: str) -> Iterator[None]:
        """Holds one while the block runs. Raises Problem 429."""
        self.refuse_socket(customer_id)
        self._sockets[customer_id] = self._sockets.get(customer_id, 0) + 1
        try:
            yield
        finally:
            self._sockets[customer_id] -= 1
            if not self._sockets[customer_id]:
                del self._sockets[customer_id]

    @contextmanager
    def poll(self, customer_id: str) -> Iterator[asyncio.Event]:
        """Holds one while the block runs; the event is set when it has to make room."""
        waiting, room = self._polls.setdefault(customer_id, []), asyncio.Event()
        waiting.append(room)
        if len(waiting) > self._most_polls:
            waiting.pop(0).set()
        try:
            yield room
        finally:
            if room in waiting:
                waiting.remove(room)
            if not waiting and self._polls.get(customer_id) is waiting:
                del self._polls[customer_id]
