"""One look for everybody who wants to see the same: a consumer's devices wake together, and ask the database once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

Seen = TypeVar("Seen")
KEPT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Look(Generic[Seen]):
    task: asyncio.Task[Seen]
    began: float
    """In the loop's time."""


class Looks(Generic[Seen]):
    """Looks under way or just done, by what is looked at.

    A look runs to its end even if whoever asked has gone: its connection is given back in order, and others may wait.
    """

    def __init__(self) -> None:
        self._looks: dict[Hashable, _Look[Seen]] = {}

    async def look(self, at: Hashable, since: float, work: Callable[[], Awaitable[Seen]]) -> Seen:
        """What `work` sees, or what another one saw that began after `since` (the loop's time)."""
        known = self._looks.get(at)
        if known is None or known.began < since or _failed(known.task):
            known = _Look(asyncio.ensure_future(_run(work)), asyncio.get_running_loop().time())
            self._looks[at] = known
            known.task.add_done_callback(_looked_at)
            asyncio.get_running_loop().call_later(KEPT_SECONDS, self._forget, at, known)
        return await asyncio.shield(known.task)

    def _forget(self, at: Hashable, look: _Look[Seen]) -> None:
        if self._looks.get(at) is look:
            del self._looks[at]


async def _run(work: Callable[[], Awaitable[Seen]]) -> Seen:
    return await work()


def _failed(task: asyncio.Task[Seen]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


def _looked_at(task: asyncio.Task[Seen]) -> None:
    """A failure that everybody has left behind is no news; whoever waits is told it all the same."""
    if not task.cancelled():
        task.exception()
