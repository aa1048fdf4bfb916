"""Through the gateway: one web process, chat API and WebSocket, in front of our Rasa processes and of a stock one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bench import assistants
from bench.assistants import ACTIONS_SECRET, BOT_SECRET, Assistant, Models
from bench.driving import CLIENTS, dealt, drive
from bench.load import Job
from bench.processes import OUR_PYTHON, Running, free_port, running
from bench.shop import TRACKER_PASSWORD, Server, consumers

CHAT_SECRET = "bench-secret-of-the-chat-tokens-32-bytes"
# A consumer may post 8 messages in 2 s and 60 in a minute, so each client writes for several of them in turn.
AT_ONCE = {1: 12, 8: 6, 32: 2}


async def measure(
    server: Server, models: Models, texts: dict[str, list[str]], folder: Path, seconds: float
) -> dict[str, Any]:
    """{"ours": {"levels"}, "stock": {"levels"}}."""
    found = {}
    for kind in ("stock", "ours"):
        async with server.copy() as url, _behind(kind, server, models, folder, url) as (web, address):
            levels = [
                await drive(Job(
                    way="gateway", urls=[address], secret=CHAT_SECRET, clients=clients, texts=texts, people=share,
                    at_once=AT_ONCE[clients], seconds=seconds,
                ))
                for clients, share in zip(CLIENTS, dealt(await consumers(url)), strict=True)
            ]  # fmt: skip
            found[kind] = {"levels": levels, "web_megabytes": web.megabytes()}
    return found


@asynccontextmanager
async def _behind(
    kind: str, server: Server, models: Models, folder: Path, url: str
) -> AsyncIterator[tuple[Running, str]]:
    """A web process with this assistant behind it; yields it and its address."""
    port, actions_port = free_port(), free_port()
    actions = f"http://127.0.0.1:{actions_port}/webhook"
    one = (
        assistants.ours(models.ours, url, actions, folder)
        if kind == "ours"
        else assistants.stock(models.stock, server, actions, folder)
    )
    async with one as assistant:
        environment = _environment(url, port, actions_port, assistant)
        address = f"http://127.0.0.1:{port}"
        command = (OUR_PYTHON, "-m", "careline", "serve")
        async with running(
            f"web-{kind}", *command, ready=f"{address}/readyz", folder=folder, environment=environment
        ) as web:
            yield web, address


def _environment(url: str, port: int, actions_port: int, assistant: Assistant) -> dict[str, str]:
    """Production settings, as docs/settings.md lists them; nobody is phoned, since no callout worker runs."""
    return {
        "DATABASE_URL": url,
        "CARELINE_PORT": str(port),
        "CARELINE_ACTIONS_PORT": str(actions_port),
        "CARELINE_BOT_URLS": ",".join(assistant.urls),
        "CARELINE_FEED_SECRET": "bench-secret-of-the-feed",
        "CARELINE_CHAT_SECRET": CHAT_SECRET,
        "CARELINE_BOT_SECRET": BOT_SECRET,
        "CARELINE_ACTIONS_SECRET": ACTIONS_SECRET,
        "CARELINE_TRACKER_PASSWORD": TRACKER_PASSWORD,
        "CARELINE_VOICE_SECRET": "bench-secret-of-the-voice",
        "CARELINE_CALLER_ID": "+15005550006",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "bench-token-of-no-carrier",
        "TWILIO_BASE_URL": "http://127.0.0.1:9",
    }
