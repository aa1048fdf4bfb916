"""Processes beside those of `careline up`: another web process, and a worker whose clock is wrong."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import suppress

import aiohttp

from tests.running.chatting import NOT_REACHED
from tests.running.process import ROOT, Up


class Beside:
    """One process that shares database, secrets, carrier and shop with `careline up`; ours to start and to kill."""

    def __init__(self, up: Up, name: str, command: list[str], **more: str) -> None:
        self._up, self._name, self._command, self._more = up, name, command, more
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            **self._up.environment, **self._up.secrets, "DATABASE_URL": self._up.database_url,
            "CARELINE_PUBLIC_URL": self._up.url, "TWILIO_BASE_URL": self._up.simulator,
            "CARELINE_PLATFORM_URL": self._up.shop, **self._more,
        }  # fmt: skip
        with (self._up.data_dir / "log" / f"{self._name}.log").open("ab") as log:
            command = [sys.executable, "-m", *self._command]
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class SecondWeb(Beside):
    """Another web process, on ports of its own."""

    def __init__(self, up: Up, port: int, actions_port: int) -> None:
        ports = {"CARELINE_PORT": str(port), "CARELINE_ACTIONS_PORT": str(actions_port)}
        super().__init__(up, "web-2", ["careline", "serve"], **ports)
        self.url = f"http://127.0.0.1:{port}"

    async def ready(self, http: aiohttp.ClientSession, seconds: float = 60) -> None:
        async with asyncio.timeout(seconds):
            while True:
                with suppress(*NOT_REACHED):
                    async with http.get(f"{self.url}/healthz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.2)


class WrongClockWorker(Beside):
    """A worker whose clock is `hours` ahead."""

    def __init__(self, up: Up, hours: float) -> None:
        super().__init__(up, "worker-wrong", ["tests.faults.wrong_clock", str(hours), "worker"])
