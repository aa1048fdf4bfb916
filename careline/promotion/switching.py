"""Restarting Rasa processes one after another with another model; consumers are served by the others meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from careline.promotion.canary import CanaryError
from careline.supervisor import Child, NotReadyError, Program

Say = Callable[[str], None]
Check = Callable[[Program], Awaitable[None]]
"""Raises CanaryError for a process that came up but does not answer as it should."""


class SwitchFailedError(Exception):
    """A process did not take the new model; all of them have the old one again."""


async def switch(children: Sequence[Child], programs: Sequence[Program], check: Check, say: Say) -> None:
    """Change every child to its new program, one at a time. Raises SwitchFailedError."""
    before = [child.program for child in children]
    for done, (child, program) in enumerate(zip(children, programs, strict=True), start=1):
        say(f"{program.name}: starting with the new model")
        try:
            await child.change(program)
            await check(program)
        except (NotReadyError, CanaryError) as error:
            say(f"{program.name}: {error}; back to the old model")
            await _back(children[:done], before[:done], say)
            raise SwitchFailedError(f"{program.name}: {error}") from error
        say(f"{program.name}: ready, and answers as it should")


async def _back(children: Sequence[Child], programs: Sequence[Program], say: Say) -> None:
    """As it was. A process that does not come up even so is started again and again by its supervisor."""
    for child, program in zip(children, programs, strict=True):
        with suppress(NotReadyError):
            await child.change(program)
            say(f"{program.name}: ready with the old model")
