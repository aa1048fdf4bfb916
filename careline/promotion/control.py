"""How another terminal reaches the running `careline up`: a Unix socket in the data folder, for its owner alone.

One JSON object a line each way: a request, then any number of {"say": TEXT}, then {"ok": BOOL, ...}.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

Say = Callable[[str], None]
Handle = Callable[[dict[str, Any], Say], Awaitable[dict[str, Any]]]
"""Does what is asked and returns the answer. Raises RequestRefusedError."""
LONGEST_PATH = 100  # bytes; the kernel takes 107
_LINE_AT_MOST = 1024 * 1024  # bytes


class RequestRefusedError(Exception):
    """What was asked cannot be done; the sentence says why."""


class NobodyThereError(Exception):
    """No `careline up` runs here."""


def socket_in(data_dir: Path) -> Path:
    return data_dir.absolute() / "control.sock"


@asynccontextmanager
async def listening(path: Path, handle: Handle) -> AsyncIterator[None]:
    """Serve requests until the end of the block. What was begun goes on when whoever asked has gone.

    With a path that is too long for a socket nobody is served: the rest works without.
    """
    if len(os.fsencode(path)) > LONGEST_PATH:
        yield
        return
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(_answer(reader, writer, handle))
        running.add(task)
        task.add_done_callback(running.discard)

    remove = partial(path.unlink, missing_ok=True)
    await asyncio.to_thread(remove)  # what an earlier run left that was killed; this folder is ours alone now
    mask = os.umask(0o177)
    try:
        server = await asyncio.start_unix_server(serve, path, limit=_LINE_AT_MOST)
    finally:
        os.umask(mask)
    try:
        yield
    finally:
        server.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await asyncio.to_thread(remove)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, handle: Handle) -> None:
    def send(line: dict[str, Any]) -> None:
        if not writer.is_closing():
            writer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    try:
        request = json.loads(await reader.readline())
        if not isinstance(request, dict):
            raise RequestRefusedError("a request is an object")  # noqa: TRY301
        send({"ok": True, **await handle(request, lambda text: send({"say": text}))})
    except (RequestRefusedError, ValueError) as error:
        send({"ok": False, "why": str(error)})
    except Exception as error:  # noqa: BLE001 - the edge: whoever asked has to hear of it, and the next is served
        send({"ok": False, "why": f"it failed: {type(error).__name__}; see `careline models` for what is in use"})
    finally:
        writer.close()


async def ask(data_dir: Path, request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Ask the running `careline up`. Raises NobodyThereError, or RequestRefusedError with its reason."""
    path = socket_in(data_dir)
    try:
        reader, writer = await asyncio.open_unix_connection(path, limit=_LINE_AT_MOST)
    except OSError as error:
        raise NobodyThereError(
            f"No `careline up` answers at {path}. Start it (`make up`) in another terminal and try again. Do your Rasa"
            " processes run elsewhere, restart them one by one with `python -m bot.serve --model FILE --sha256 HEX`."
        ) from error
    try:
        writer.write(json.dumps(request, ensure_ascii=False).encode() + b"\n")
        while line := await reader.readline():
            told = json.loads(line)
            if "say" not in told:
                return _answered(told)
            say(told["say"])
    finally:
        writer.close()
    raise RequestRefusedError("`careline up` ended meanwhile")


def _answered(told: dict[str, Any]) -> dict[str, Any]:
    if not told.get("ok"):
        raise RequestRefusedError(str(told.get("why")))
    return told
