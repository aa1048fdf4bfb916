"""One Rasa process with the model to be rehearsed, on a free port of loopback; it ends with us."""

from __future__ import annotations

import asyncio
import os
import socket
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from careline.supervisor import answers, how, inherited
from careline.up import RASA_SEES, ROOT

READY_SECONDS = 90.0
STOP_SECONDS = 5.0
_POLL_SECONDS = 0.1


class BotDidNotStartError(Exception):
    """Rasa ended, or did not answer in time; the message holds the end of its log."""


@asynccontextmanager
async def bot_process(python: Path, model: Path, environment: Mapping[str, str]) -> AsyncIterator[str]:
    """The URL of a process that is ready. `python` is that of Rasa's environment. Raises BotDidNotStartError."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            python, "-m", "bot.serve", "--port", str(port), "--model", str(model),
            cwd=ROOT, env={**inherited(os.environ, RASA_SEES), **environment}, stdin=asyncio.subprocess.DEVNULL,
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            await _until_ready(process, url, log)
            yield url
        finally:
            await _end(process)


async def _until_ready(process: asyncio.subprocess.Process, url: str, log: IO[bytes]) -> None:
    health = f"{url}/webhooks/careline/health"
    try:
        async with asyncio.timeout(READY_SECONDS):
            while not await answers(health):
                if process.returncode is not None:
                    raise BotDidNotStartError(f"Rasa ended ({how(process.returncode)}): {_end_of(log)}")
                await asyncio.sleep(_POLL_SECONDS)
    except TimeoutError:
        raise BotDidNotStartError(f"Rasa was not ready within {READY_SECONDS:.0f} s: {_end_of(log)}") from None


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _end_of(log: IO[bytes], letters: int = 1500) -> str:
    log.seek(0)
    return log.read().decode("utf-8", "replace").strip()[-letters:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
