"""Switching processes one by one: each is ready and answers as it should before the next, or all go back."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from careline.promotion.canary import CanaryError, check
from careline.promotion.switching import SwitchFailedError, switch
from careline.supervisor import NotReadyError, Program, Reporter, Supervisor, answers, wait_until
from tests.running.process import free_port

pytestmark = pytest.mark.contract

SECRET = "a-secret-of-the-test"
# Serves a model by name as the bot's channel does: `bad` ends at once, `deaf` never answers, `odd` does other things.
BOT = """
import http.server, json, sys, time
port, model, log = int(sys.argv[1]), sys.argv[2], sys.argv[3]
open(log, "a").write(f"{port} {model}\\n")
if model == "bad": sys.exit(3)
if model == "deaf": time.sleep(600)
class Channel(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.say({"ready": True, "model": model})
    def do_POST(self):
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
        known = self.headers["X-Careline-Secret"] == "a-secret-of-the-test"
        action = "action_greet" if text == "hello" and model != "odd" and known else "action_fallback"
        self.say({"intent": "greet", "action": action})
    def say(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", port), Channel).serve_forever()
"""
EXPECTED = {"hello": {"intent": "greet", "action": "action_greet"}}


class Bots:
    """Two processes that serve `old`, and what was started so far."""

    def __init__(self, supervisor: Supervisor, ports: list[int], folder: Path) -> None:
        self.supervisor, self.ports, self.folder = supervisor, ports, folder
        self.said: list[str] = []

    def started(self) -> list[tuple[int, str]]:
        """Process by place (0, 1) and model, in the order in which they were started."""
        lines = (line.split() for line in (self.folder / "started").read_text().splitlines())
        return [(self.ports.index(int(port)), model) for port, model in lines]

    async def switch(self, model: str) -> None:
        async def canary(program: Program) -> None:
            await check(program.ready.removesuffix("/health"), SECRET, model, EXPECTED)

        programs = [program(port, model, self.folder) for port in self.ports]
        await switch(self.supervisor.children, programs, canary, self.said.append)

    async def served(self) -> bool:
        return all([await answers(child.program.ready) for child in self.supervisor.children])


def program(port: int, model: str, folder: Path) -> Program:
    command = (sys.executable, "-c", BOT, str(port), model, str(folder / "started"))
    ready = f"http://127.0.0.1:{port}/health"
    return Program(name=f"bot-{port}", command=command, color="red", ready=ready, ready_seconds=5)


@asynccontextmanager
async def two_bots(folder: Path) -> AsyncIterator[Bots]:
    ports = sorted({free_port() for _ in range(2)})
    supervisor = Supervisor(
        [program(port, "old", folder) for port in ports], folder, Reporter(Console(file=StringIO()))
    )
    try:
        await supervisor.start()
        yield Bots(supervisor, ports, folder)
    finally:
        await supervisor.stop()


@pytest.fixture
async def bots(tmp_path: Path) -> AsyncIterator[Bots]:
    async with two_bots(tmp_path) as running:
        yield running


async def test_one_process_after_the_other_gets_the_new_model_and_one_always_serves(bots: Bots) -> None:
    gaps = 0

    async def look() -> None:
        nonlocal gaps
        while True:
            gaps += not any([await answers(child.program.ready) for child in bots.supervisor.children])
            await asyncio.sleep(0.02)

    looking = asyncio.create_task(look())
    await bots.switch("new")
    looking.cancel()
    assert sorted(bots.started()[:2]) == [(0, "old"), (1, "old")]
    assert bots.started()[2:] == [(0, "new"), (1, "new")]
    assert gaps == 0
    assert await bots.served()


@pytest.mark.parametrize(("model", "why"), [("bad", "ended at once"), ("odd", "action_fallback instead of")])
async def test_a_bad_model_reaches_one_process_only_and_gives_way_again(bots: Bots, model: str, why: str) -> None:
    with pytest.raises(SwitchFailedError, match=why):
        await bots.switch(model)
    assert [start for start in bots.started()[2:] if start[1] != model] == [(0, "old")]
    assert (1, model) not in bots.started()
    assert await bots.served()
    assert any("ready with the old model" in line for line in bots.said)


async def test_a_process_that_does_not_get_ready_is_given_up(tmp_path: Path, bots: Bots) -> None:
    child = bots.supervisor.children[0]
    deaf = replace(program(bots.ports[0], "deaf", tmp_path), ready_seconds=1)
    with pytest.raises(NotReadyError, match="within 1 s"):
        await child.change(deaf)
    await child.change(program(bots.ports[0], "old", tmp_path))
    assert await bots.served()


async def test_a_process_that_keeps_failing_is_changed_without_waiting_for_its_next_try(
    tmp_path: Path, bots: Bots
) -> None:
    child = bots.supervisor.children[0]
    with pytest.raises(NotReadyError):
        await child.change(program(bots.ports[0], "bad", tmp_path))
    await wait_until(lambda: _failed(bots, "bad", 4), 15, "the end of the fourth try")
    async with asyncio.timeout(4):  # by then the pauses are longer than that
        await child.change(program(bots.ports[0], "old", tmp_path))
    assert await bots.served()


async def _failed(bots: Bots, model: str, times: int) -> bool:
    process = bots.supervisor.children[0].process
    tries = sum(name == model for _, name in bots.started())
    return tries >= times and process is not None and process.returncode is not None


async def test_the_canary_notices_another_model_and_nobody_at_all(bots: Bots) -> None:
    url = bots.supervisor.children[0].program.ready.removesuffix("/health")
    await check(url, SECRET, "old", EXPECTED)
    with pytest.raises(CanaryError, match="it serves old"):
        await check(url, SECRET, "new", EXPECTED)
    with pytest.raises(CanaryError, match="action_fallback"):
        await check(url, "another secret", "old", EXPECTED)
    with pytest.raises(CanaryError, match="does not answer"):
        await check(f"http://127.0.0.1:{free_port()}", SECRET, "old", EXPECTED)
