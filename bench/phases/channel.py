"""At Rasa's own channel: our processes against a stock one, our real actions behind both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from bench import assistants
from bench.assistants import BOT_SECRET, Assistant, Models
from bench.driving import CLIENTS, drive, levels
from bench.load import Job
from bench.shop import Consumer, Server, with_open_turns


async def measure(
    server: Server, models: Models, texts: dict[str, list[str]], folder: Path, seconds: float
) -> dict[str, Any]:
    """{"ours": {"levels", "megabytes", "ready_seconds"}, "stock": the same}.

    Both are up all the time and take turns level by level, so that whatever else the machine does disturbs both.
    """
    async with AsyncExitStack() as stack:
        both = {
            kind: await stack.enter_async_context(started(kind, server, models, folder)) for kind in ("stock", "ours")
        }
        measured: dict[str, list[dict[str, Any]]] = {kind: [] for kind in both}
        for place in range(len(CLIENTS)):
            for kind, (assistant, people, url) in both.items():
                level, urls = levels(people, texts)[place], list(assistant.urls)
                job = Job(way=kind, urls=urls, secret=BOT_SECRET, database_url=url, seconds=seconds, **vars(level))
                measured[kind].append(await drive(job, kind))
        return {kind: {"levels": measured[kind], **weighed(assistant)} for kind, (assistant, _, _) in both.items()}


@asynccontextmanager
async def started(
    kind: str, server: Server, models: Models, folder: Path
) -> AsyncIterator[tuple[Assistant, list[Consumer], str]]:
    """One kind of assistant with its action server, over a shop of its own; whom it may answer; the shop's URL."""
    async with server.copy() as url:
        people = await with_open_turns(url)
        async with (
            assistants.action_server(url, folder, f"actions-{kind}") as actions,
            assistants.start(kind, server, models, url, actions, folder) as assistant,
        ):
            yield assistant, people, url


def weighed(assistant: Assistant) -> dict[str, Any]:
    """Memory of each process after what it has been through, and how long each took to start."""
    return {
        "megabytes": [one.megabytes() for one in assistant.processes],
        "ready_seconds": [one.ready_seconds for one in assistant.processes],
    }
