"""Processes that are measured: started, waited for, weighed, stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import psutil

ROOT = Path(__file__).resolve().parents[1]
OUR_PYTHON = ROOT / ".venv" / "bin" / "python"
BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
STOCK_PACKAGES = ROOT / ".setup" / "stock"
"""Where `scripts/bootstrap.py stock` puts what stock Rasa needs beyond our environment: Jieba."""

_START_SECONDS = 240


class BenchError(Exception):
    """The measurement would not mean what it says; the sentence tells why."""


class Running:
    """A process that answers; `ready_seconds` is from spawning to its first good answer."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.name, self.process, self.log = name, process, log
        self.ready_seconds = 0.0

    def megabytes(self) -> float:
        """Proportional set size of the process and its children, in 10^6 bytes: shared pages count once."""
        try:
            one = psutil.Process(self.process.pid)
            family = [one, *one.children(recursive=True)]
            return round(sum(member.memory_full_info().pss for member in family) / 1e6, 1)
        except psutil.Error as error:
            raise BenchError(f"{self.name} is gone: {_end_of(self.log)}") from error

    def stop(self) -> None:
        """SIGTERM to the group, SIGKILL after 10 s."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                os.killpg(self.process.pid, number)
                try:
                    self.process.wait(10)
                except subprocess.TimeoutExpired:
                    continue


@asynccontextmanager
async def running(
    name: str, *command: str | Path | int, ready: str, folder: Path, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Running]:
    """The program once the URL `ready` answers 200; its output goes to a file of the folder. Raises BenchError."""
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: ASYNC220 - a fork takes no time here
            [str(word) for word in command], cwd=ROOT, env=surroundings(environment or {}), stdout=output,
            stderr=output, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    one = Running(name, process, log)
    try:
        await _until_ready(one, ready, began)
        yield one
    finally:
        await asyncio.to_thread(one.stop)


async def _until_ready(one: Running, url: str, began: float) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as http:
        while one.process.poll() is None and time.perf_counter() < began + _START_SECONDS:
            try:
                async with http.get(url) as answer:
                    if answer.status == 200:
                        one.ready_seconds = round(time.perf_counter() - began, 1)
                        return
            except (aiohttp.ClientError, TimeoutError, OSError):
                pass
            await asyncio.sleep(0.05)
    raise BenchError(f"{one.name} did not start:\n{_end_of(one.log)}")


async def finished(
    *command: str | Path | int, given: bytes = b"", environment: Mapping[str, str] | None = None
) -> bytes:
    """Standard output of a program that has to succeed. Raises BenchError with the end of its errors."""
    process = await asyncio.create_subprocess_exec(
        *(str(word) for word in command), cwd=ROOT, env=surroundings(environment or {}),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        out, errors = await process.communicate(given)
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode:
        words = " ".join(str(word) for word in command)
        raise BenchError(f"exit {process.returncode}: {words}\n{errors.decode(errors='replace')[-2000:]}")
    return out


def stock_environment() -> dict[str, str]:
    """What makes Rasa's Python stock: Jieba on its path. TensorFlow is there, as nothing of ours keeps it out."""
    return {"PYTHONPATH": str(STOCK_PACKAGES), "PYTHONWARNINGS": "ignore"}


def surroundings(added: Mapping[str, str]) -> dict[str, str]:
    """The environment of a measured program: what a developer has set must not decide the figures.

    Least of all PYTHONDONTWRITEBYTECODE, with which every start compiles everything again, and PYTHONUNBUFFERED, with
    which Python loses the rest of a line of more than 64 kB when a write to a pipe is interrupted.
    """
    ours = ("CARELINE_", "TWILIO_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours) and name != "DATABASE_URL"}
    return {**kept, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", **added}


def free_port() -> int:
    """A port of loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_of(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-1500:]
