"""Waiting for something to become true, with a limit and a message that shows what was seen instead."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Callable
from typing import Any

PAUSE = 0.05


async def eventually(
    look: Callable[[], Any],
    what: str,
    *,
    seconds: float = 20,
    seen: Callable[[], Any] | None = None,
    ignoring: tuple[type[Exception], ...] = (),
) -> Any:
    """The first truthy value of `look()`, awaited if it has to be. Fails after `seconds`, naming `what` was awaited.

    `seen` says what to show on failure instead of the last value; exceptions of `ignoring` count as "not yet".
    """
    deadline = time.monotonic() + seconds
    last: Any = None
    while True:
        try:
            found = look()
            last = await found if inspect.isawaitable(found) else found
        except ignoring as error:
            last = error
        else:
            if last:
                return last
        if time.monotonic() > deadline:
            shown = seen() if seen else last
            raise AssertionError(f"waited {seconds:g} s for {what}; seen instead: {_readable(shown)}")
        await asyncio.sleep(PAUSE)


def _readable(shown: Any) -> str:
    return f"\n{shown}" if isinstance(shown, str) else repr(shown)
