"""`python -m bot.serve --port P --model FILE [--sha256 HEX] [--bind ADDRESS]`: one Rasa process for our service alone.

On loopback, unless another address is given: in a container, where nothing but our web processes may reach it.
"""

# ruff: noqa: PLC0415 - Rasa is imported late: settings first, TensorFlow kept out, and a wrong model never loaded
from __future__ import annotations

import argparse
import asyncio
import ctypes
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.model_files import ROOT, ModelTamperedError, verify
from bot.no_tensorflow import keep_out
from bot.quiet import hush, kind_of, log, prepare_environment
from shared.systemd import give_signs_of_life

if TYPE_CHECKING:
    from sanic import Sanic

    from bot.assistant import Assistant

ENVIRONMENT = ("CARELINE_BOT_SECRET", "CARELINE_TRACKER_URL", "CARELINE_ACTIONS_URL", "CARELINE_ACTIONS_SECRET")
STOP_SECONDS = 6.0  # for the turns in flight, each of which may wait five seconds for our actions
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or the parent's death. 2: settings missing; 3: model refused; 1: anything else."""
    cli = argparse.ArgumentParser(prog="python -m bot.serve", description=__doc__)
    cli.add_argument("--port", type=int, required=True)
    cli.add_argument("--model", type=Path, required=True)
    cli.add_argument("--sha256", help="what the file has to be, on record elsewhere (default: the checksum beside it)")
    cli.add_argument("--bind", default="127.0.0.1", help="the address to listen on (default: loopback)")
    options = cli.parse_args(arguments)
    die_with_parent()
    missing = [name for name in ENVIRONMENT if not os.environ.get(name)]
    if missing:
        log("settings_missing", names=missing)
        return 2
    try:
        verify(options.model, options.sha256)
    except ModelTamperedError as error:
        log("model_refused", why=str(error))
        return 3
    try:
        serve(options.port, options.model.resolve(), options.bind)
    except Exception as error:  # noqa: BLE001 - logged without words that may hold a password
        log("start_failed", **kind_of(error))
        return 1
    return 0


def serve(port: int, model: Path, address: str = "127.0.0.1") -> None:
    """Serve until told to stop. Raises at once, before Rasa's slow start, if the port is taken or the database away."""
    start = time.monotonic()
    prepare_environment()
    keep_out()
    os.chdir(ROOT)
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((address, port))
        asyncio.run(check_database(os.environ["CARELINE_TRACKER_URL"]))
        app = build_app(model)
        log("loaded", model=model.name, seconds=round(time.monotonic() - start, 1))
        app.run(sock=door, workers=1, access_log=False, debug=False, motd=False)


async def check_database(url: str) -> None:
    """Raise unless the table of events can be read."""
    from bot.event_table import EventTable

    table = EventTable(url)
    try:
        await table.check()
    finally:
        await table.close()


def build_app(model: Path) -> Sanic:
    """The web application with its agent. Raises if the store in use would not be ours or the secret is too short."""
    from rasa.core.channels.channel import register
    from rasa.shared.utils.io import read_config_file
    from sanic import HTTPResponse, Request, Sanic

    from bot.channel import CarelineInput

    app = Sanic("careline_bot", configure_logging=False)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = STOP_SECONDS
    app.config.RESPONSE_TIMEOUT = 30
    app.config.REQUEST_MAX_SIZE = 64 * 1024  # bytes; a turn may have half, and up to here it is told so properly
    app.config.FALLBACK_ERROR_FORMAT = "json"
    channel = CarelineInput.from_credentials(read_config_file("credentials.yml")["bot.channel.CarelineInput"])
    register([channel], app, route="/webhooks/")
    bot = app.ctx.agent = load_assistant(model)
    hush()

    @app.after_server_start
    async def say_ready(*_: object) -> None:
        log("ready", model=bot.model_name)
        app.ctx.alive = asyncio.get_running_loop().create_task(give_signs_of_life())

    @app.before_server_stop
    async def note_stopping(*_: object) -> None:
        app.ctx.stopping = True
        app.ctx.alive.cancel()

    @app.on_response
    async def keep_no_connection(request: Request, _: HTTPResponse) -> None:
        """While stopping, each connection ends with the answer under way; else the stop would wait for idle ones."""
        if getattr(app.ctx, "stopping", False):
            request.stream.keep_alive = False

    @app.after_server_stop
    async def close(*_: object) -> None:
        await bot.tracker_store.table.close()
        await bot.action_endpoint.close()

    return app


def load_assistant(model: Path) -> Assistant:
    """The agent with our store, wording and action endpoint, from endpoints.yml."""
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.core.tracker_store import TrackerStore
    from rasa.utils.endpoints import read_endpoint_config

    from bot.action_endpoint import ActionEndpoint
    from bot.assistant import Assistant
    from bot.wording import StrictWording

    actions = read_endpoint_config("endpoints.yml", "action_endpoint")
    bot = Assistant(
        generator=StrictWording({}),
        tracker_store=TrackerStore.create(read_endpoint_config("endpoints.yml", "tracker_store")),
        lock_store=InMemoryLockStore(),
        action_endpoint=ActionEndpoint(actions.url, headers=actions.headers, **actions.kwargs),
    )
    bot.load_model(model)
    return bot


def die_with_parent() -> None:
    """Have the kernel send SIGTERM when the parent dies (Linux), so that no bot outlives its supervisor."""
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != parent:  # it died in between
        sys.exit(1)


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    os._exit(status)  # everything is closed; taking Rasa's modules apart politely would take a second more
