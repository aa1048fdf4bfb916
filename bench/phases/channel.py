"""At Rasa's own channel: our processes against a stock one, our real actions behind both."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import assistants
from bench.assistants import Assistant, Models
from bench.load import Job
from bench.processes import OUR_PYTHON, finished
from bench.shop import Consumer, Server, with_open_turns

CLIENTS = (1, 8, 32)


async def measure(
    server: Server, models: Models, texts: dict[str, list[str]], folder: Path, seconds: float
) -> dict[str, Any]:
    """{"ours": {"levels", "megabytes", "ready_seconds"}, "stock": the same}."""
    found = {}
    for kind in ("stock", "ours"):
        async with server.copy() as url:
            people = await with_open_turns(url)
            async with assistants.action_server(url, folder, f"actions-{kind}") as actions:
                start = assistants.ours if kind == "ours" else assistants.stock
                where = url if kind == "ours" else server
                model = models.ours if kind == "ours" else models.stock
                async with start(model, where, actions, folder) as assistant:
                    found[kind] = await _levels(assistant, people, texts, seconds)
    return found


async def _levels(
    assistant: Assistant, people: list[Consumer], texts: dict[str, list[str]], seconds: float
) -> dict[str, Any]:
    levels, left = [], list(people)
    for clients in CLIENTS:
        share, left = left[: len(people) // len(CLIENTS)], left[len(people) // len(CLIENTS) :]
        levels.append(await load(assistant, clients, share, texts, seconds))
        print(f"   {assistant.kind}, {clients} clients: {levels[-1]}", flush=True)
    return {
        "levels": levels,
        "megabytes": [one.megabytes() for one in assistant.processes],
        "ready_seconds": [one.ready_seconds for one in assistant.processes],
    }


async def load(
    assistant: Assistant, clients: int, people: list[Consumer], texts: dict[str, list[str]], seconds: float
) -> dict[str, Any]:
    """Have so many clients talk to it, from a process of their own."""
    job = Job(
        way=assistant.kind, urls=list(assistant.urls), secret=assistants.BOT_SECRET, clients=clients, texts=texts,
        people=[_as_json(one) for one in people], seconds=seconds,
    )  # fmt: skip
    out = await finished(OUR_PYTHON, "-m", "bench.load", given=json.dumps(asdict(job)).encode())
    found: dict[str, Any] = json.loads(out)
    return found


def _as_json(one: Consumer) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(one).items()}
