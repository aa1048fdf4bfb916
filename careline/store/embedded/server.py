"""The owner of one embedded server: starts it, waits for it, stops it."""

import asyncio
import ctypes
import logging
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import psycopg

from careline.store.embedded import cluster, programs, state
from careline.store.embedded.errors import EmbeddedPostgresError, StartFailedError
from careline.store.embedded.lock import OwnerLock
from careline.store.embedded.place import Place, settle
from careline.store.embedded.processes import (
    STOP_LIMITS,
    clear_stale_pid_file,
    cluster_name,
    end_servers,
    is_ready,
    until,
)
from careline.store.embedded.programs import Programs
from careline.store.embedded.tools import clean_environment

logger = logging.getLogger(__name__)

READY_LIMIT = 60.0  # seconds from exec to the first answer; recovery after a crash is part of it
ATTEMPTS, PAUSE = 4, 0.5  # starts, and seconds between, if what stands in the way may pass:
PASSING = ('lock file "postmaster.pid" already exists', "is still in use")  # a server just being born, or dying
PORT_TAKEN = "Address already in use"  # passes if the port was our choice: the next one will be another
WATCH = 0.1  # seconds between two looks whether the server still runs
LOG_LIMIT = 10_000_000  # bytes; a longer log is put aside at start
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_line_prefix": "%m [%p] ",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",  # with terse: no statement and no value of a consumer gets into the log
    "log_error_verbosity": "terse",
}


class EmbeddedPostgres:
    """A PostgreSQL server on loopback, our child, with its data in `data_dir`.

    It outlives its owner unless `stop` is called or `ends_with_owner` is set: a crashed owner loses nothing, the next
    `start` ends the survivor cleanly and starts anew. In a session of its own, so Ctrl-C in the terminal ends its
    clients before it.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        port: int | None = None,
        folders: Sequence[Path] | None = None,
        ends_with_owner: bool = False,
    ) -> None:
        """`port`: None for a free one. `folders`: where to look for programs, None for the wheel, then the system.

        `ends_with_owner`: on Linux the server shuts itself down, fast and cleanly, however its owner ends.
        """
        self.data_dir = data_dir.resolve()
        self.url = ""  # empty until started
        self._port = port
        self._folders = folders
        self._ends_with_owner = ends_with_owner
        self._lock: OwnerLock | None = None
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> str:
        """Start the server, unless this object's runs already, and return the URL of its database `careline`.

        Takes 0.5 s, the first time 2-4 s. Raises EmbeddedPostgresError; then nothing of it is left running.
        """
        if self._running():
            return self.url
        try:
            place = await settle(self.data_dir)
            self._lock = self._lock or OwnerLock(place.lock)
            self._lock.acquire()
            self.url = await self._boot(place, await self._prepare(place))
        except BaseException:
            await asyncio.shield(self.stop())
            raise
        return self.url

    async def stop(self) -> None:
        """Fast shutdown (clients are cut off, nothing committed is lost), harder after 20 s; returns when it is over.

        May be called at any time, also twice.
        """
        for how, limit in STOP_LIMITS:
            if self._process and self._running():
                self._process.send_signal(how)
                await until(lambda: not self._running(), limit)
        if self._lock:
            self._lock.release()

    async def wait(self) -> int:
        """Wait until the server's process ends, for whatever reason; its exit code, negative for a signal."""
        if self._process is None:
            msg = "This server was not started."
            raise EmbeddedPostgresError(msg)
        process = self._process
        await until(lambda: process.poll() is not None, math.inf, every=WATCH)
        return process.returncode

    def _running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    async def _prepare(self, place: Place) -> Programs:
        """Programs that fit the data, and data: made now if there is none."""
        major = cluster.data_version(place)
        folders = programs.candidates() if self._folders is None else self._folders
        found = await programs.find(folders, major=major, account=place.account, home=place.home)
        if major is None:
            await cluster.create(place, found)
        return found

    async def _boot(self, place: Place, found: Programs) -> str:
        """Clear the way and start, again if what stood in the way may pass."""
        for attempt in range(ATTEMPTS):
            await asyncio.sleep(PAUSE if attempt else 0)
            if survivors := await end_servers(place.cluster):
                logger.warning("ended a surviving server", extra={"action": "postgres_survivor", "pids": survivors})
            clear_stale_pid_file(place.cluster)
            try:
                return await self._serve(place, found, self._port or state.choose_port(place))
            except StartFailedError as error:
                failure = error
                if self._running() or not any(sign in error.log for sign in self._passing()):
                    break
        raise failure

    def _passing(self) -> tuple[str, ...]:
        return PASSING if self._port else (*PASSING, PORT_TAKEN)

    async def _serve(self, place: Place, found: Programs, port: int) -> str:
        """One attempt: start, wait for the first answer, tell other processes."""
        offset = _rotate(place.log)
        self._process = _spawn(place, found, port, ends_with_owner=self._ends_with_owner)
        url = state.server_url(place, port)
        if trouble := await _until_ready(self._process, place.cluster, url):
            what = f"PostgreSQL on port {port} {trouble}"
            raise StartFailedError(what, log=_tail(place.log, offset), log_file=place.log)
        state.write(place, url, port)
        return url


async def _until_ready(process: subprocess.Popen[bytes], folder: Path, url: str) -> str:
    """Wait until the server accepts connections and has its database; what went wrong, or nothing."""
    in_time = await until(lambda: process.poll() is not None or is_ready(folder, process.pid), READY_LIMIT)
    if process.poll() is not None:
        return f"ended at once (exit code {process.returncode})"
    if not in_time:
        return f"was not ready within {READY_LIMIT:.0f} s"
    try:
        await state.ensure_database(url)
    except psycopg.Error as error:
        return f"does not serve us ({error})"
    return ""


def _spawn(place: Place, found: Programs, port: int, *, ends_with_owner: bool) -> subprocess.Popen[bytes]:
    """Start `postgres` itself. Not through asyncio: that kills a child with SIGKILL when its handle is dropped."""
    settings = SETTINGS | {"cluster_name": cluster_name(place.cluster)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with _open_log(place.log) as log:
        return subprocess.Popen(
            [found.folder / "postgres", "-D", place.cluster, "-p", str(port), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
            user=place.account.uid if place.account else None,
            group=place.account.gid if place.account else None,
            extra_groups=[] if place.account else None,
            preexec_fn=_tie() if ends_with_owner and sys.platform == "linux" else None,  # noqa: PLW1509 - one C call
        )


def _tie() -> Callable[[], None]:
    """What the child does before it becomes the server: ask for SIGINT, a fast shutdown, when its parent is gone.

    It runs after the change of user, which would have made the kernel forget the wish (prctl PR_SET_PDEATHSIG).
    """
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(1, signal.SIGINT)


def _open_log(path: Path) -> BinaryIO:
    """For appending, private: an error message can hold a value."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(file, "ab")


def _rotate(path: Path) -> int:
    """Put a long log aside; where in the file this start begins, in bytes."""
    size = path.stat().st_size if path.exists() else 0
    if size <= LOG_LIMIT:
        return size
    path.replace(path.with_name(f"{path.name}.old"))
    return 0


def _tail(path: Path, offset: int) -> str:
    """The last 15 lines since `offset`."""
    with path.open("rb") as stream:
        stream.seek(offset)
        return "\n".join(stream.read().decode(errors="replace").splitlines()[-15:])
