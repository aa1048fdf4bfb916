"""Counting how often somebody did something, in memory, for `limits`."""

from __future__ import annotations

import time
from collections.abc import Callable

from limits.storage import MemoryStorage

SWEEP_SECONDS = 10.0


class LoopStorage(MemoryStorage):
    """The library's, without its thread: that starts one every hundredth of a second to sweep out what has expired, and
    an event loop waits for each to begin, under load for milliseconds. Here whoever counts sweeps, now and then.

    What has expired counts nowhere meanwhile: each count looks at the times of what it counts.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.timer.cancel()
        self._clock = clock
        self._swept_at = clock()

    def _MemoryStorage__schedule_expiry(self) -> None:  # noqa: N802 - the private method of the class above
        if self._clock() - self._swept_at >= SWEEP_SECONDS:
            self._swept_at = self._clock()
            self._MemoryStorage__expire_events()  # type: ignore[attr-defined]
            for key in [key for key, counted in self.events.items() if not counted]:
                del self.events[key]  # the library keeps an empty list for everybody who ever came
