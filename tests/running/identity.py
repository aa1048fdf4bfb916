"""The identity provider's process, started for tests, and what they tell it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.running.process import free_port

ROOT = Path(__file__).resolve().parents[2]
CLIENT_ID, CLIENT_SECRET = "careline desk", "a secret: of the client/%"
"""With letters that have to be written otherwise in a header."""


@dataclass(frozen=True)
class Identity:
    """A running provider."""

    url: str

    @property
    def settings(self) -> dict[str, Any]:
        """What a web process is told of it."""
        return {"oidc_issuer": self.url, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET}

    async def told(self, **what: Any) -> None:
        async with aiohttp.ClientSession() as http, http.post(f"{self.url}/control", json=what) as answer:
            assert answer.status == 200

    async def knows(self, name: str, **claims: Any) -> None:
        """Somebody has an account there; the subject is made of the name if none is given."""
        await self.told(people={name: {"sub": f"id-of-{name}", **claims}})


@asynccontextmanager
async def identity_provider(host: str = "127.0.0.1") -> AsyncIterator[Identity]:
    """`host` "localhost": to a browser, another site than ours."""
    port = free_port()
    command = [sys.executable, "-m", "tests.running.identity_provider", "--host", host, "--port", str(port),
               "--client-id", CLIENT_ID, "--client-secret", CLIENT_SECRET]  # fmt: skip
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    assert process.stdin
    assert process.stdout
    try:
        async with asyncio.timeout(60):
            assert await process.stdout.readline() == b"ready\n"
        yield Identity(f"http://{host}:{port}")
    finally:
        process.stdin.close()
        await process.wait()
