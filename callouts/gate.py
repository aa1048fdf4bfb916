"""Letting requests go one after the other, no closer together than agreed, by this process's own steady clock."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType

from callouts.pacing import Turns


class Gate:
    """`async with gate:` ends when the request may go. First come, first served."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> None:
        await self._turn.acquire()
        try:
            if (wait := self._turns.wait(time.monotonic())) > 0:
                await asyncio.sleep(wait)
        except BaseException:
            self._turn.release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turns.went(time.monotonic())
        self._turn.release()
