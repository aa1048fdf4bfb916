"""A web process or a worker by itself, as an operator starts it, over a database of the test's own; no Rasa."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.running.process import free_port
from tests.running.waiting import eventually
from tests.whole_web import SECRETS

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def process(*command: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m` this command while the block runs."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *command, cwd=ROOT, env=os.environ | environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield child
    finally:
        if child.returncode is None:
            child.send_signal(signal.SIGTERM)
            await child.wait()


def environment_of(database_url: str, port: int) -> dict[str, str]:
    """All that is required, in demo mode."""
    secrets = {f"CARELINE_{name.upper()}": value for name, value in SECRETS.items()}
    return secrets | {
        "DATABASE_URL": database_url, "CARELINE_DEMO": "1", "CARELINE_PORT": str(port),
        "CARELINE_ACTIONS_PORT": str(free_port()), "CARELINE_BOT_URLS": "http://127.0.0.1:9",
        "CARELINE_TRACKER_PASSWORD": "demo-tracker-" + "s" * 32, "CARELINE_TRACK17_KEY": "demo-17-" + "s" * 32,
        "CARELINE_DATA_DIR": tempfile.mkdtemp(prefix="careline-journey-"),
    }  # fmt: skip


async def answers(http: aiohttp.ClientSession, url: str) -> None:
    """Wait for it to answer 200."""

    async def look() -> bool:
        async with http.get(url) as answer:
            return answer.status == 200

    await eventually(look, f"an answer of {url}", seconds=60, ignoring=(aiohttp.ClientError, OSError, TimeoutError))
