"""Letting requests go one after the other, never closer together than agreed, by this process's own steady clock."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType


class Gate:
    """`async with gate:` ends when the request may go. First come, first served; `seconds` lie between two ends."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last = float("-inf")
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> None:
        await self._turn.acquire()
        try:
            if (wait := self._last + self._seconds - time.monotonic()) > 0:
                await asyncio.sleep(wait)
        except BaseException:
            self._turn.release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._last = time.monotonic()
        self._turn.release()
