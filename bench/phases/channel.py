"""At Rasa's own channel: our processes against a stock one, our real actions behind both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bench import assistants
from bench.assistants import BOT_SECRET, Assistant, Models
from bench.driving import CLIENTS, dealt, drive
from bench.load import Job
from bench.shop import Consumer, Server, with_open_turns


async def measure(
    server: Server, models: Models, texts: dict[str, list[str]], folder: Path, seconds: float
) -> dict[str, Any]:
    """{"ours": {"levels", "megabytes", "ready_seconds"}, "stock": the same}."""
    found = {}
    for kind in ("stock", "ours"):
        async with started(kind, server, models, folder) as (assistant, people):
            levels = [
                await drive(Job(
                    way=kind, urls=list(assistant.urls), secret=BOT_SECRET, clients=clients, texts=texts,
                    people=share, seconds=seconds,
                ))
                for clients, share in zip(CLIENTS, dealt(people), strict=True)
            ]  # fmt: skip
            found[kind] = {"levels": levels, **weighed(assistant)}
    return found


@asynccontextmanager
async def started(
    kind: str, server: Server, models: Models, folder: Path
) -> AsyncIterator[tuple[Assistant, list[Consumer]]]:
    """One kind of assistant over a fresh shop, with an action server of its own and people whom it may answer."""
    async with server.copy() as url:
        people = await with_open_turns(url)
        async with assistants.action_server(url, folder, f"actions-{kind}") as actions:
            one = (
                assistants.ours(models.ours, url, actions, folder)
                if kind == "ours"
                else assistants.stock(models.stock, server, actions, folder)
            )
            async with one as assistant:
                yield assistant, people


def weighed(assistant: Assistant) -> dict[str, Any]:
    """Memory of each process after what it has been through, and how long each took to start."""
    return {
        "megabytes": [one.megabytes() for one in assistant.processes],
        "ready_seconds": [one.ready_seconds for one in assistant.processes],
    }
