"""The whole public application with all its routes and guards, over a database of a test's own, on a real port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from careline.app import built, endpoints, web_app
from careline.http.endpoint import Endpoint
from careline.http.listening import Bounds, listen_bounded
from careline.settings import Settings
from tests.running.process import free_port

NAMES = (
    "feed", "chat", "bot", "actions", "voice", "platform", "link", "login", "shopify", "woocommerce", "aftership",
    "chatwoot_webhook",
)  # fmt: skip
SECRETS = {f"{name}_secret": f"demo-{name}-" + "s" * 32 for name in NAMES}


def settings_for(database_url: str, **more: Any) -> Settings:
    """Everything connected, in demo mode."""
    usual: dict[str, Any] = {
        **SECRETS, "tracker_password": "demo-tracker-" + "s" * 32, "track17_key": "demo-17-" + "s" * 32, "demo": True,
        "database_url": database_url, "twilio_account_sid": "AC" + "0" * 32, "twilio_auth_token": "demo-twilio-token",
        "twilio_base_url": "http://127.0.0.1:9", "caller_id": "+8657100000000", "bot_urls": "http://127.0.0.1:9",
    }  # fmt: skip
    return Settings(**usual | more)


@dataclass(frozen=True)
class Web:
    """A served application."""

    port: int
    settings: Settings
    served: tuple[Endpoint, ...] = ()
    """Everything that /openapi.json describes."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def raw(self, sent: bytes, seconds: float = 10, *, whole: bool = False) -> bytes:
        """The first of what comes back for these very bytes, or all of it; empty if nobody says a word."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(sent)
            async with asyncio.timeout(seconds):
                return await reader.read(-1 if whole else 64 * 1024)
        finally:
            writer.close()

    async def status(self, sent: bytes) -> int:
        """The status that these bytes are answered with; 0 if the connection is closed without a word."""
        answer = await self.raw(sent)
        return int(answer.split(b" ", 2)[1]) if answer else 0


@asynccontextmanager
async def whole_web(database_url: str, bounds: Bounds | None = None, **more: Any) -> AsyncIterator[Web]:
    port = free_port()
    async with AsyncExitStack() as stack:
        settings = settings_for(database_url, port=port, **more)
        parts = await stack.enter_async_context(built(settings))
        await listen_bounded(stack, web_app(parts), port, bounds=bounds)
        listening = asyncio.create_task(parts.hub.run())
        try:
            yield Web(port, settings, tuple(endpoints(parts)))
        finally:
            parts.hub.close()
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
