"""Starting what is compared: our Rasa processes and a stock one, on one server, with one kind of action server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from bench.processes import BOT_PYTHON, OUR_PYTHON, Running, finished, free_port, running, stock_environment
from bench.shop import Server, rasa_url

BOT_SECRET = "bench-secret-of-the-bot"
ACTIONS_SECRET = "bench-secret-of-the-actions"
OURS = 2
"""Our Rasa processes against one stock process: what fits into the memory of one."""


@dataclass(frozen=True)
class Models:
    """Trained models."""

    ours: Path
    stock: Path


@dataclass(frozen=True)
class Assistant:
    """Running Rasa processes of one kind, `ours` or `stock`."""

    kind: str
    processes: tuple[Running, ...]
    urls: tuple[str, ...]


async def our_model() -> Path:
    """The model of the present sources, trained now if it is missing."""
    return Path((await finished(BOT_PYTHON, "-m", "bot.train")).decode().strip().splitlines()[-1])


@asynccontextmanager
async def action_server(database_url: str, folder: Path, name: str) -> AsyncIterator[str]:
    """Our real actions on a port of their own; yields the URL that Rasa calls."""
    port = free_port()
    environment = {"DATABASE_URL": database_url, "CARELINE_ACTIONS_SECRET": ACTIONS_SECRET}
    command = (OUR_PYTHON, "-m", "bench.action_server", port)
    ready = f"http://127.0.0.1:{port}/healthz"
    async with running(name, *command, ready=ready, folder=folder, environment=environment):
        yield f"http://127.0.0.1:{port}/webhook"


def start(
    kind: str, server: Server, models: Models, database_url: str, actions_url: str, folder: Path
) -> AbstractAsyncContextManager[Assistant]:
    """`ours` over this database, or `stock` with a tracker store beside it."""
    if kind == "ours":
        return ours(models.ours, database_url, actions_url, folder)
    return stock(models.stock, server, actions_url, folder)


@asynccontextmanager
async def ours(
    model: Path, database_url: str, actions_url: str, folder: Path, count: int = OURS
) -> AsyncIterator[Assistant]:
    """That many of our Rasa processes over this database, started one after another: start-up is measured too."""
    environment = {
        "CARELINE_BOT_SECRET": BOT_SECRET,
        "CARELINE_TRACKER_URL": await asyncio.to_thread(rasa_url, database_url),
        "CARELINE_ACTIONS_URL": actions_url,
        "CARELINE_ACTIONS_SECRET": ACTIONS_SECRET,
    }
    async with AsyncExitStack() as stack:
        processes, urls = [], []
        for n in range(count):
            port = free_port()
            url = f"http://127.0.0.1:{port}"
            command = (BOT_PYTHON, "-m", "bot.serve", "--port", port, "--model", model)
            ready = f"{url}/webhooks/careline/health"
            one = running(f"ours-{n}", *command, ready=ready, folder=folder, environment=environment)
            processes.append(await stack.enter_async_context(one))
            urls.append(url)
        yield Assistant("ours", tuple(processes), tuple(urls))


@asynccontextmanager
async def stock(model: Path, server: Server, actions_url: str, folder: Path) -> AsyncIterator[Assistant]:
    """One `rasa run` with the SQL tracker store in a database of its own on the same server."""
    async with server.empty() as tracker:
        environment = {
            **stock_environment(),
            "BENCH_TRACKER_URL": make_url(tracker).set(drivername="postgresql").render_as_string(hide_password=False),
            "CARELINE_ACTIONS_URL": actions_url,
            "CARELINE_ACTIONS_SECRET": ACTIONS_SECRET,
        }
        port = free_port()
        command = (
            BOT_PYTHON, "-m", "rasa", "run", "--model", model, "--port", port, "--interface", "127.0.0.1",
            "--endpoints", "bench/stock/endpoints.yml", "--credentials", "bench/stock/credentials.yml",
        )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        ready = f"{url}/webhooks/rest/"
        async with running("stock", *command, ready=ready, folder=folder, environment=environment) as one:
            yield Assistant("stock", (one,), (url,))
