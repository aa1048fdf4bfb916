"""`careline up` as the operating system sees it: one process with children, ports, a data folder and an output file."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from careline.settings import demo_env_file, read_env_file
from careline.store.embedded import running_url
from tests.running.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
READY = "Careline is running."
START_SECONDS = 120
STOP_SECONDS = 5.0

# What each process of the loop has in its command line and no other one has; in braces, the port of this loop.
MARKS = {
    "rasa-1": "bot.serve --port {BOT_PORT}",
    "rasa-2": "bot.serve --port {SECOND_BOT_PORT}",
    "web": "careline serve",
    "worker": "careline worker",
    "simulator": "callouts.phone_simulator",
    "shop": "careline.demo.shop_process",
    "postgres": "/postgres -D",
}
# The demo calls every blocked new user at its start; a test's own call should not have to wait for them. And a voice
# that takes its time is for people.
FASTER = {
    "CARELINE_CALLS_PER_SECOND": "30",
    "CARELINE_CALLS_AT_ONCE": "300",
    "CARELINE_SHOP_SECONDS": "1",
    "CARELINE_PHONE_SIMULATOR_CALLS_PER_SECOND": "1000",
    "CARELINE_PHONE_SIMULATOR_SAY_SECONDS_PER_CHARACTER": "0.001",
}


def free_port() -> int:
    """A port of loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def free_ports() -> dict[str, int]:
    ports = {name: free_port() for name in ("PORT", "ACTIONS_PORT", "SIMULATOR_PORT", "SHOP_PORT")}
    return {**ports, "BOT_PORT": _free_pair()}


def _free_pair() -> int:
    """The first of two ports in a row that are free now."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            with suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port


def new_folder() -> Path:
    """A data folder that the server's own user may enter when the tests run as root; in memory, where there is enough.

    On a disk that others keep busy a commit can take seconds, and the limits of the journeys are about Careline.
    """
    memory = Path("/dev/shm")
    enough = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3
    folder = Path(tempfile.mkdtemp(prefix="careline-up-", dir=memory if enough else None))
    folder.chmod(0o755)
    return folder


@dataclass
class Up:
    """One `careline up`, in a data folder and on ports of its own. `settings` go on top of its environment."""

    settings: Mapping[str, str] = field(default_factory=dict)
    data_dir: Path = field(default_factory=new_folder)
    ports: Mapping[str, int] = field(default_factory=free_ports)
    process: subprocess.Popen[bytes] | None = None
    _seen: list[psutil.Process] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['PORT']}"

    @property
    def simulator(self) -> str:
        return f"http://127.0.0.1:{self.ports['SIMULATOR_PORT']}"

    @property
    def shop(self) -> str:
        return f"http://127.0.0.1:{self.ports['SHOP_PORT']}"

    @property
    def output_file(self) -> Path:
        return self.data_dir / "up.txt"

    @property
    def environment(self) -> dict[str, str]:
        """A developer's settings stay out; the caches and the language of this machine stay in."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARELINE_", "TWILIO_"))}
        kept.pop("DATABASE_URL", None)
        ports = {f"CARELINE_{name}": str(port) for name, port in self.ports.items()}
        return {**kept, **FASTER, **ports, **self.settings, "CARELINE_DATA_DIR": str(self.data_dir), "COLUMNS": "160"}

    @property
    def secrets(self) -> dict[str, str]:
        """What the demo made for itself: CARELINE_FEED_SECRET and the like."""
        return read_env_file(demo_env_file(self.data_dir))

    def spawn(self) -> subprocess.Popen[bytes]:
        """`careline up` with its output in a file."""
        with self.output_file.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "careline", "up"],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip

    async def start(self) -> None:
        """Return once the final block is printed. Fails with the output when it ends before, or takes too long."""
        self.process = self.spawn()
        try:
            await eventually(self._ready, "the final block of `careline up`", seconds=START_SECONDS, seen=self.report)
        except BaseException:
            self.destroy()
            raise

    def _ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"`careline up` ended with {self.process.returncode}:\n{self.report()}"
        return READY in self.output()

    def output(self) -> str:
        return self.output_file.read_text("utf-8", errors="replace") if self.output_file.exists() else ""

    def report(self) -> str:
        """The end of everything that was printed and logged."""
        logs = [*sorted((self.data_dir / "log").glob("*.log")), self.data_dir / "postgres" / "server.log"]
        return "\n".join(f"--- {file.name}\n{_end_of(file)}" for file in (self.output_file, *logs) if file.exists())

    def family(self) -> list[psutil.Process]:
        """The supervisor and everything that descends from it; empty once it has gone."""
        if self.process is None:
            return []
        try:
            parent = psutil.Process(self.process.pid)
            self._seen = [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []
        return self._seen

    def find(self, name: str) -> psutil.Process | None:
        """One process of the loop by its name in MARKS: the outermost, where it has children of its own."""
        mark = MARKS[name].format(**self.ports, SECOND_BOT_PORT=self.ports["BOT_PORT"] + 1)
        return next((one for one in self.family()[1:] if mark in _command(one)), None)

    def bots(self) -> list[psutil.Process]:
        """The Rasa processes that run."""
        return [bot for bot in (self.find(name) for name in MARKS if name.startswith("rasa")) if bot]

    @property
    def database_url(self) -> str:
        """Where its PostgreSQL listens, as other commands of this installation find it."""
        url = running_url(self.data_dir / "postgres")
        assert url, f"no database\n{self.report()}"
        return url

    def careline(self, *words: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
        """Run the `careline` command as in another terminal of this installation."""
        command = [sys.executable, "-m", "careline", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=seconds, check=False
        )

    async def stop(self, how: signal.Signals = signal.SIGINT) -> float:
        """Signal the supervisor alone, as Ctrl-C does; how many seconds it took to end."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(how)
        await asyncio.to_thread(self.process.wait, 30)
        return time.monotonic() - began

    def destroy(self) -> None:
        """End whatever is left, also what the supervisor left behind, and remove the folder."""
        self.family()
        for one in self._seen[::-1]:
            _kill(one)
        if self.process is not None:
            self.process.wait(10)
        shutil.rmtree(self.data_dir, ignore_errors=True)


def _end_of(file: Path, lines: int = 12, letters: int = 400) -> str:
    text = file.read_text("utf-8", errors="replace")
    return "\n".join(line[:letters] for line in text.splitlines()[-lines:])


def alive(processes: list[psutil.Process]) -> list[str]:
    """Those that still run, by command line. A zombie waits for its parent only and does not count."""
    return [_command(one) for one in processes if one.is_running() and _status(one) != psutil.STATUS_ZOMBIE]


def _status(one: psutil.Process) -> str:
    try:
        return str(one.status())
    except psutil.NoSuchProcess:
        return psutil.STATUS_ZOMBIE


def _command(one: psutil.Process) -> str:
    try:
        return " ".join(one.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return ""


def _kill(one: psutil.Process) -> None:
    try:
        one.kill()
    except psutil.NoSuchProcess:
        return
