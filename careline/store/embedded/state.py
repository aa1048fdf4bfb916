"""What other processes read: where the server listens. And the few questions that are asked of it."""

import contextlib
import json
import os
import socket
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from careline.store.embedded.cluster import DATABASE, ROLE
from careline.store.embedded.errors import UnusableFolderError
from careline.store.embedded.place import Place

CONNECT_LIMIT = 2  # seconds; libpq allows no less


@dataclass(frozen=True)
class State:
    """Written at every start and left behind: stale or not is found out by connecting."""

    url: str
    port: int
    cluster: str


def server_url(place: Place, port: int) -> str:
    return f"postgresql://{ROLE}:{place.password.read_text().strip()}@127.0.0.1:{port}/{DATABASE}"


def running_url(data_dir: Path) -> str | None:
    """The URL of the server of this data folder if it runs and really is that one, else None.

    Blocks, up to 2 seconds. Raises UnusableFolderError if it is another user's.
    """
    state = _read(data_dir.resolve() / "state.json")
    return state.url if state and _answers(state) else None


def _read(path: Path) -> State | None:
    try:
        return State(**json.loads(path.read_text()))
    except PermissionError as error:
        msg = f"{path} is private to the user who runs the server."
        raise UnusableFolderError(msg) from error
    except (OSError, ValueError, TypeError):  # none yet, or not ours
        return None


def write(place: Place, url: str, port: int) -> None:
    """Replace the state file at once, private from its first byte on (mode 0600)."""
    file, name = tempfile.mkstemp(prefix="state-", dir=place.data_dir)
    try:
        with os.fdopen(file, "w") as stream:
            json.dump(asdict(State(url, port, str(place.cluster))), stream)
        Path(name).replace(place.data_dir / "state.json")
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def choose_port(place: Place) -> int:
    """The port of last time if it is free, so that a developer's saved connections go on working; else a free one."""
    last = _read(place.data_dir / "state.json")
    for port in ([last.port] if last else []) + [0]:
        with socket.socket() as probe, contextlib.suppress(OSError, OverflowError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    msg = "No free port on 127.0.0.1."
    raise UnusableFolderError(msg)


def _answers(state: State) -> bool:
    """Whether the server at this address is the one of this cluster, and not another that got its port."""
    try:
        with psycopg.connect(state.url, connect_timeout=CONNECT_LIMIT, autocommit=True) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.Error:
        return False
    return row == (state.cluster,)


async def ensure_database(url: str) -> None:
    """Make the database if need be. Raises psycopg.Error."""
    async with await psycopg.AsyncConnection.connect(
        url, dbname="postgres", connect_timeout=CONNECT_LIMIT, autocommit=True
    ) as connection:
        cursor = await connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not await cursor.fetchone():
            await connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
