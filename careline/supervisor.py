"""`careline up`: PostgreSQL, Rasa, web, callout worker, phone simulator and demo shop, in the order of their readiness.

A process that ends is started again; the supervisor's own end, by Ctrl-C or by kill -9, leaves none behind.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import aiohttp
from rich.console import Console

TERM_SECONDS = 2.5
CHANGE_SECONDS = 8.0
"""How long a program may take to end when it is changed: it finishes what it has begun."""
RESTART_SECONDS = 0.3
RESTART_AT_MOST_SECONDS = 10.0
STEADY_SECONDS = 20.0
POLL_SECONDS = 0.1
WATCH_SECONDS = 2.0


class NotReadyError(Exception):
    """A process did not become ready in time; its log says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One process. `ready` is a URL that answers 200 once it serves, or "" for a process without one.

    Once it was ready and says nothing at `alive` (else at `ready`) for `hung_seconds`, not even that it is not ready,
    it is killed and started again: a process that hangs is no better than one that died.

    `sees` limits which variables of our environment it inherits; None = all. `on_ready` is awaited each time it is
    ready, before it counts as such.
    """

    name: str
    command: tuple[str, ...]
    color: str
    ready: str = ""
    ready_seconds: float = 60.0
    alive: str = ""
    hung_seconds: float = 15.0
    environment: Mapping[str, str] = field(default_factory=dict)
    sees: frozenset[str] | None = None
    on_ready: Callable[[], Awaitable[None]] | None = None


class Reporter:
    """One coloured line per event."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._began = time.monotonic()

    def say(self, name: str, text: str, color: str = "white") -> None:
        seconds = time.monotonic() - self._began
        self._console.print(f"[dim]{seconds:6.1f}s[/] [{color}]{name:<10}[/] {text}", soft_wrap=True)

    def block(self, text: str) -> None:
        self._console.print(text, soft_wrap=True)


class Child:
    """A program kept alive: started, watched, started again when it ends unasked."""

    def __init__(self, program: Program, logs: Path, reporter: Reporter) -> None:
        self.program = program
        self.process: asyncio.subprocess.Process | None = None
        self.ready = asyncio.Event()
        self._log = logs / f"{program.name}.log"
        self._reporter = reporter
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()  # ends the pause before a restart
        self._failed = asyncio.Event()  # it ended unasked since it was changed
        self._changing = False

    async def run(self) -> None:
        """Keep the program running until `stop`; restarts come slower while it keeps failing."""
        pause = RESTART_SECONDS
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._once()
            if self._stopping.is_set():
                return
            self.ready.clear()
            if self._changing:
                self._changing = False
                continue
            self._failed.set()
            pause = (
                RESTART_SECONDS
                if time.monotonic() - began > STEADY_SECONDS
                else min(pause * 2, RESTART_AT_MOST_SECONDS)
            )
            self._say(f"ended ({how(code)}), starting it again; log: {self._log}", "red")
            self._wake.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), pause)

    async def _once(self) -> int:
        with self._log.open("ab") as log:
            self.process = await _spawn(self.program, log)
        if self._stopping.is_set():  # asked to stop while it was being started
            _signal_group(self.process.pid, signal.SIGKILL)
        watching = asyncio.create_task(self._watch_readiness())
        try:
            return await self.process.wait()
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError, NotReadyError):
                await watching

    async def _watch_readiness(self) -> None:
        if self.program.ready:
            await wait_until(lambda: answers(self.program.ready), self.program.ready_seconds, self.program.name)
        if self.program.on_ready:
            await self.program.on_ready()
        self.ready.set()
        self._say(f"ready (pid {self.process.pid if self.process else '?'})", self.program.color)
        if self.program.ready:
            await self._watch_life()

    async def _watch_life(self) -> None:
        """Kill the program when it says nothing for too long."""
        heard = time.monotonic()
        while True:
            await asyncio.sleep(min(WATCH_SECONDS, self.program.hung_seconds / 4))
            if await lives(self.program.alive or self.program.ready):
                heard = time.monotonic()
            elif time.monotonic() - heard > self.program.hung_seconds and self.process:
                self._say(f"hangs: said nothing for {self.program.hung_seconds:.0f} s, ending it", "red")
                _signal_group(self.process.pid, signal.SIGKILL)
                return

    async def change(self, program: Program) -> None:
        """Go on as another program: end the present one gently, return when the new one is ready.

        Raises NotReadyError if it ends instead or is not ready in time; it is started again and again all the same,
        until it is changed once more.
        """
        running = self.process is not None and self.process.returncode is None
        self.program, self._changing = program, running
        self.ready.clear()
        self._failed.clear()
        self._wake.set()
        await self._end(CHANGE_SECONDS)
        waiting = [asyncio.create_task(event.wait()) for event in (self.ready, self._failed)]
        try:
            await asyncio.wait(waiting, timeout=program.ready_seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        if not self.ready.is_set():
            what = "ended at once" if self._failed.is_set() else f"was not ready within {program.ready_seconds:.0f} s"
            raise NotReadyError(f"{program.name} {what}; log: {self._log}")

    async def stop(self) -> None:
        """SIGTERM, then SIGKILL after 2.5 s, to the whole group."""
        self._stopping.set()
        self._wake.set()
        await self._end(TERM_SECONDS)

    async def _end(self, seconds: float) -> None:
        if self.process is None or self.process.returncode is not None:
            return
        _signal_group(self.process.pid, signal.SIGTERM)
        try:
            async with asyncio.timeout(seconds):
                await self.process.wait()
        except TimeoutError:
            _signal_group(self.process.pid, signal.SIGKILL)
            await self.process.wait()

    def _say(self, text: str, color: str) -> None:
        self._reporter.say(self.program.name, text, color)


async def _spawn(program: Program, log: IO[bytes]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *program.command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        env={**inherited(os.environ, program.sees), **program.environment},
        start_new_session=True,  # Ctrl-C in the terminal reaches only us; we stop the rest in order
        preexec_fn=die_with_parent if sys.platform == "linux" else None,
    )


def inherited(environment: Mapping[str, str], sees: frozenset[str] | None) -> dict[str, str]:
    return {name: value for name, value in environment.items() if sees is None or name in sees}


def die_with_parent() -> None:
    """In the child, on Linux: end when the supervisor ends, however it ends (prctl PR_SET_PDEATHSIG)."""
    import ctypes  # noqa: PLC0415 - runs in the forked child only

    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _signal_group(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, number)


def how(code: int) -> str:
    """An exit code in words; negative = the signal that killed it."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit {code}"


async def wait_until(ready: Callable[[], Awaitable[bool]], seconds: float, name: str) -> None:
    """Poll until `ready()`; raises NotReadyError after `seconds`."""
    deadline = time.monotonic() + seconds
    while not await ready():
        if time.monotonic() > deadline:
            raise NotReadyError(f"{name} was not ready within {seconds:.0f} s")
        await asyncio.sleep(POLL_SECONDS)


async def answers(url: str) -> bool:
    """Whether a GET of the URL is answered with 200 within 2 s."""
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as http, http.get(url) as response:
            return response.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False


async def lives(url: str) -> bool:
    """Whether anything comes back within 2 s: any status, or a refused connection, which is another's business."""
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as http, http.get(url):
            return True
    except TimeoutError:
        return False
    except (aiohttp.ClientError, OSError):
        return True


class Supervisor:
    """A set of children that start side by side and stop in the reverse order."""

    def __init__(self, programs: list[Program], logs: Path, reporter: Reporter) -> None:
        self.children = [Child(program, logs, reporter) for program in programs]
        self._tasks: list[asyncio.Task[None]] = []

    def named(self, start: str) -> list[Child]:
        """Children whose names begin like this, in the order in which they were given."""
        return [child for child in self.children if child.program.name.startswith(start)]

    async def start(self) -> None:
        """Start all and wait until each is ready once. Raises NotReadyError."""
        self._tasks = [asyncio.create_task(child.run()) for child in self.children]
        for child in self.children:
            try:
                async with asyncio.timeout(child.program.ready_seconds):
                    await child.ready.wait()
            except TimeoutError:
                name = child.program.name
                raise NotReadyError(f"{name} was not ready within {child.program.ready_seconds:.0f} s") from None

    async def stop(self) -> None:
        await asyncio.gather(*(child.stop() for child in self.children))
        await asyncio.gather(*self._tasks, return_exceptions=True)
