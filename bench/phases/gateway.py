"""Through the gateway: one web process, chat API and WebSocket, in front of our Rasa processes and of a stock one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from bench import assistants
from bench.assistants import ACTIONS_SECRET, BOT_SECRET, Models
from bench.clients import ORIGIN
from bench.driving import CLIENTS, drive, levels
from bench.load import Job
from bench.processes import OUR_PYTHON, Running, free_port, running
from bench.shop import TRACKER_PASSWORD, Consumer, Server, consumers

CHAT_SECRET = "bench-secret-of-the-chat-tokens-32-bytes"
# A consumer may post 8 messages in 2 s and 60 in a minute, so each client writes for several of them in turn.
AT_ONCE = {1: 12, 8: 6, 32: 2}


async def measure(
    server: Server, models: Models, texts: dict[str, list[str]], folder: Path, seconds: float
) -> dict[str, Any]:
    """{"ours": {"levels", "web_megabytes"}, "stock": the same}; taking turns as in bench/phases/channel.py."""
    async with AsyncExitStack() as stack:
        both = {
            kind: await stack.enter_async_context(_behind(kind, server, models, folder)) for kind in ("stock", "ours")
        }
        measured: dict[str, list[dict[str, Any]]] = {kind: [] for kind in both}
        for place, clients in enumerate(CLIENTS):
            for kind, (_, address, people, url) in both.items():
                level = levels(people, texts)[place]
                job = Job(
                    way="gateway", urls=[address], secret=CHAT_SECRET, database_url=url, at_once=AT_ONCE[clients],
                    seconds=seconds, **vars(level),
                )  # fmt: skip
                # The other gateway goes on looking for turns and news, and would count with this one.
                idle = [web.process.pid for other, (web, *_) in both.items() if other != kind]
                measured[kind].append(await drive(job, kind, idle))
        return {kind: {"levels": measured[kind], "web_megabytes": web.megabytes()} for kind, (web, *_) in both.items()}


@asynccontextmanager
async def _behind(
    kind: str, server: Server, models: Models, folder: Path
) -> AsyncIterator[tuple[Running, str, list[Consumer], str]]:
    """A web process with this assistant behind it, over a shop of its own; its address, people and the shop's URL."""
    port, actions_port = free_port(), free_port()
    actions, address = f"http://127.0.0.1:{actions_port}/webhook", f"http://127.0.0.1:{port}"
    async with (
        server.copy() as url,
        assistants.start(kind, server, models, url, actions, folder) as assistant,
        running(
            f"web-{kind}", OUR_PYTHON, "-m", "careline", "serve", ready=f"{address}/readyz?without=rasa", folder=folder,
            environment=environment(url, port, actions_port, assistant.urls),
        ) as web,
    ):  # fmt: skip
        yield web, address, await consumers(url), url


def environment(url: str, port: int, actions_port: int, bot_urls: Sequence[str]) -> dict[str, str]:
    """Production settings, as docs/settings.md lists them; nobody is phoned, since no callout worker runs."""
    return {
        "DATABASE_URL": url,
        "CARELINE_PORT": str(port),
        "CARELINE_ACTIONS_PORT": str(actions_port),
        "CARELINE_BOT_URLS": ",".join(bot_urls),
        "CARELINE_FEED_SECRET": "bench-secret-of-the-feed",
        "CARELINE_CHAT_SECRET": CHAT_SECRET,
        "CARELINE_BOT_SECRET": BOT_SECRET,
        "CARELINE_ACTIONS_SECRET": ACTIONS_SECRET,
        "CARELINE_TRACKER_PASSWORD": TRACKER_PASSWORD,
        "CARELINE_VOICE_SECRET": "bench-secret-of-the-voice",
        "CARELINE_LOGIN_SECRET": "bench-secret-of-agents-logging-in",
        "CARELINE_PUBLIC_URL": ORIGIN,
        "CARELINE_CALLER_ID": "+15005550006",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "bench-token-of-no-carrier",
        "TWILIO_BASE_URL": "http://127.0.0.1:9",
    }
