"""The supervisor keeps real processes alive and leaves none behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path

import psutil
import pytest
from rich.console import Console

from careline.supervisor import NotReadyError, Program, Reporter, Supervisor, inherited

pytestmark = pytest.mark.contract

SERVE = """
import http.server, os, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
open(sys.argv[2], "a").write(f"{os.getpid()}\\n")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(99)"
ONE_THEN_HANG = """
import asyncio, sys
from careline.supervisor import Program, Reporter, Supervisor
from pathlib import Path
async def main():
    program = Program(name="x", command=(sys.executable, "-c", "import time; time.sleep(600)"), color="red")
    supervisor = Supervisor([program], Path(sys.argv[1]), Reporter())
    await supervisor.start()
    print(supervisor.children[0].process.pid, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


@asynccontextmanager
async def running(folder: Path, *programs: Program) -> AsyncIterator[tuple[Supervisor, StringIO]]:
    said = StringIO()
    supervisor = Supervisor(list(programs), folder, Reporter(Console(file=said, width=200)))
    try:
        await supervisor.start()
        yield supervisor, said
    finally:
        await supervisor.stop()


async def eventually(true: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "did not become true in time"
        await asyncio.sleep(0.05)


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


async def test_a_program_that_is_killed_is_back_within_seconds(tmp_path: Path, unused_tcp_port: int) -> None:
    note = tmp_path / "pids"
    command = (sys.executable, "-c", SERVE, str(unused_tcp_port), str(note))
    program = Program(name="page", command=command, color="green", ready=f"http://127.0.0.1:{unused_tcp_port}/")
    async with running(tmp_path, program) as (_, said):
        os.kill(pids(note)[0], signal.SIGKILL)
        await eventually(lambda: len(pids(note)) == 2 and said.getvalue().count("ready") == 2)
        assert "killed by SIGKILL" in said.getvalue()
    assert not psutil.pid_exists(pids(note)[1]) or psutil.Process(pids(note)[1]).status() == "zombie"


async def test_a_program_that_hangs_is_replaced(tmp_path: Path, unused_tcp_port: int) -> None:
    note = tmp_path / "pids"
    command = (sys.executable, "-c", SERVE, str(unused_tcp_port), str(note))
    url = f"http://127.0.0.1:{unused_tcp_port}/"
    program = Program(name="page", command=command, color="green", ready=url, hung_seconds=0.5)
    async with running(tmp_path, program) as (_, said):
        os.kill(pids(note)[0], signal.SIGSTOP)
        await eventually(lambda: len(pids(note)) == 2 and said.getvalue().count("ready") == 2, seconds=20)
        assert "hangs" in said.getvalue()
        assert not psutil.pid_exists(pids(note)[0])


async def test_a_program_that_is_busy_but_answers_late_is_left_alone(tmp_path: Path, unused_tcp_port: int) -> None:
    """It answers 503 from some time on, as a web process whose database is away."""
    note = tmp_path / "pids"
    later = SERVE.replace("send_response(200)", "send_response(200 if (n := next(count)) < 1 else 503)")
    later = "import itertools; count = itertools.count()\n" + later
    command = (sys.executable, "-c", later, str(unused_tcp_port), str(note))
    url = f"http://127.0.0.1:{unused_tcp_port}/"
    program = Program(name="page", command=command, color="green", ready=url, hung_seconds=0.4)
    async with running(tmp_path, program) as (_, said):
        await asyncio.sleep(1.5)
        assert len(pids(note)) == 1
        assert "hangs" not in said.getvalue()


async def test_a_program_that_ignores_sigterm_is_killed(tmp_path: Path) -> None:
    program = Program(name="stubborn", command=(sys.executable, "-c", STUBBORN), color="red")
    async with running(tmp_path, program) as (supervisor, _):
        await eventually(lambda: "up" in (tmp_path / "stubborn.log").read_text())
        process = supervisor.children[0].process
        began = time.monotonic()
    assert time.monotonic() - began < 5
    assert process
    assert process.returncode == -signal.SIGKILL


async def test_a_program_that_never_answers_is_named(tmp_path: Path, unused_tcp_port: int) -> None:
    program = Program(
        name="deaf",
        command=(sys.executable, "-c", "import time; time.sleep(60)"),
        color="red",
        ready=f"http://127.0.0.1:{unused_tcp_port}/",
        ready_seconds=0.5,
    )
    with pytest.raises(NotReadyError, match="deaf"):
        async with running(tmp_path, program):
            pass


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
async def test_killing_the_supervisor_itself_leaves_no_orphan(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ONE_THEN_HANG, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout
    lines = [await parent.stdout.readline() for _ in range(2)]
    child = psutil.Process(next(int(line) for line in lines if line.strip().isdigit()))
    parent.kill()
    await parent.wait()
    await eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_program_sees_only_what_it_may() -> None:
    environment = {"PATH": "/bin", "CARELINE_FEED_SECRET": "x"}
    assert inherited(environment, frozenset({"PATH"})) == {"PATH": "/bin"}
    assert inherited(environment, None) == environment
