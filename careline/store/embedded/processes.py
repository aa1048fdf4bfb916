"""The server processes that live in a cluster folder, whoever started them, and how they are ended.

`postmaster.pid` is not asked: it may be cut short, left from before a reboot, or name a dead process whose parent
never collects it. The kernel is asked instead, for command lines: the postmaster's names the folder, its children's
title begins with the cluster's name.
"""

import asyncio
import contextlib
import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from careline.store.embedded.errors import StartFailedError

POLL = 0.03  # seconds between two looks
FAST, IMMEDIATE, KILL = signal.SIGINT, signal.SIGQUIT, signal.SIGKILL
STOP_LIMITS = ((FAST, 20.0), (IMMEDIATE, 5.0), (KILL, 5.0))  # seconds given to each way of ending, mildest first
ORPHAN_LIMIT = 1.0  # seconds in which children without a postmaster end by themselves, unless they compute


@dataclass(frozen=True)
class ServerProcess:
    """`is_postmaster` tells the parent of all from its children, to which its signals mean other things."""

    pid: int
    is_postmaster: bool


def cluster_name(cluster: Path) -> str:
    """The server's `cluster_name`, so that its children can be told by their titles (`postgres: NAME: ...`)."""
    return f"careline-{hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]}"


def servers_in(cluster: Path) -> list[ServerProcess]:
    """The live server processes of this cluster. Zombies have no command line and are left out."""
    title = os.fsencode(f"postgres: {cluster_name(cluster)}: ")
    folder = os.fsencode(cluster)
    has_proc = Path("/proc/self/comm").exists()
    found = []
    for pid, words in _by_proc() if has_proc else _by_ps(folder):
        is_postmaster = folder in words
        if is_postmaster or words[0].startswith(title) or (has_proc and _works_in(pid, folder)):
            found.append(ServerProcess(pid, is_postmaster))
    return found


def _by_proc() -> Iterator[tuple[int, list[bytes]]]:
    """Pid and command line of every `postgres`; by that name a shell or an editor in the folder is kept out."""
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 - names are what we want
        with contextlib.suppress(OSError):  # ended meanwhile
            if Path(f"/proc/{name}/comm").read_bytes() == b"postgres\n":
                yield int(name), Path(f"/proc/{name}/cmdline").read_bytes().split(b"\0")


def _by_ps(folder: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """The same without /proc (macOS), where words are not told apart."""
    listing = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, check=True).stdout
    for line in listing.splitlines():
        pid, _, command = line.strip().partition(b" ")
        is_postmaster = b"/postgres -D " + folder + b" " in command
        yield int(pid), [command, folder] if is_postmaster else [command]


def _works_in(pid: int, folder: bytes) -> bool:
    """Tells a child of a server that others started here; root in a container may not always look."""
    with contextlib.suppress(OSError):
        return os.fsencode(Path(f"/proc/{pid}/cwd").readlink()) == folder
    return False


async def end_servers(cluster: Path) -> list[int]:
    """End what still runs in the cluster, as mildly as it allows; the pids that were found.

    Raises StartFailedError if something survives even SIGKILL for 5 seconds.
    """
    found = servers_in(cluster)
    for how, limit in STOP_LIMITS:
        if not (left := servers_in(cluster)):
            return [server.pid for server in found]
        orphaned = not any(server.is_postmaster for server in left)
        for server in left:
            if server.is_postmaster or how is not FAST:
                _signal(server.pid, how)
        await until(lambda: not servers_in(cluster), ORPHAN_LIMIT if orphaned and how is FAST else limit)
    if left := servers_in(cluster):
        msg = f"Processes {[server.pid for server in left]} still run in {cluster} after SIGKILL"
        raise StartFailedError(msg, log="")
    return [server.pid for server in found]


async def until(done: Callable[[], bool], limit: float, *, every: float = POLL) -> bool:
    """Look `every` so many seconds until it is done; False if it is not within `limit` seconds."""
    deadline = time.monotonic() + limit
    while not done():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(every)
    return True


def _signal(pid: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)


def clear_stale_pid_file(cluster: Path) -> None:
    """Keep a stale `postmaster.pid` from blocking the start. Call only as owner and with no server left.

    PostgreSQL refuses one that it cannot read, and one whose process id is in use, by whatever process or a zombie.
    The first is deleted. In the second the id is replaced by ours, which PostgreSQL, as our child, knows to be stale:
    it then still checks by the rest that no orphan of the dead server holds the shared memory.
    """
    path = cluster / "postmaster.pid"
    try:
        pid, newline, rest = path.read_bytes().partition(b"\n")
        if _in_use(int(pid)):
            _overwrite(path, str(os.getpid()).encode() + newline + rest)
    except FileNotFoundError:
        return
    except ValueError:
        path.unlink()


def is_ready(cluster: Path, pid: int) -> bool:
    """Whether postmaster `pid` accepts connections. Not found out by connecting: another may hold its port, and
    PostgreSQL logs every attempt that comes too early.
    """
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return lines[:1] == [str(pid)] and [line.strip() for line in lines[7:8]] == ["ready"]


def _in_use(pid: int) -> bool:
    """Raises ValueError for what cannot be a process id."""
    if pid <= 0:
        raise ValueError(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    except OverflowError as error:
        raise ValueError(pid) from error
    return True


def _overwrite(path: Path, content: bytes) -> None:
    """In place, for it belongs to the server's user; never through a link, which that user could have put there."""
    file = os.open(path, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
