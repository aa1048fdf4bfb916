"""The launcher as a process, and a client for it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from webhook import SECRET as ACTIONS_SECRET

ROOT = Path(__file__).resolve().parents[2]
BOT_SECRET = "bot-secret-of-the-tests"


class BotProcess:
    """`turn` and `health` talk to it; `log()` is what it wrote so far."""

    def __init__(self, model: Path, database_url: str, actions: Any, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._out = tempfile.NamedTemporaryFile()  # noqa: SIM115
        self.environment = {
            **os.environ,
            "CARELINE_BOT_SECRET": BOT_SECRET,
            "CARELINE_TRACKER_URL": database_url,
            "CARELINE_ACTIONS_URL": actions.url,
            "CARELINE_ACTIONS_SECRET": ACTIONS_SECRET,
            **environment,
        }
        self._command = [sys.executable, "-m", "bot.serve", "--port", str(self.port), "--model", str(model)]

    def __enter__(self) -> BotProcess:  # noqa: PYI034 - typing.Self is Python 3.11
        self.process = subprocess.Popen(
            self._command, cwd=ROOT, env=self.environment, stdout=self._out, stderr=subprocess.STDOUT
        )
        start = time.monotonic()
        while time.monotonic() < start + 60 and self.process.poll() is None:
            if self._healthy():
                self.seconds_to_ready = time.monotonic() - start
                return self
            time.sleep(0.1)
        self.process.kill()
        raise RuntimeError(f"the bot did not start:\n{self.log()}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)

    def _healthy(self) -> bool:
        try:
            return self.health()[0] == 200
        except OSError:
            return False

    def log(self) -> str:
        return Path(self._out.name).read_text()

    def health(self) -> tuple[int, Any]:
        return self._ask(urllib.request.Request(self.url("health")))

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/webhooks/careline/{path}"

    def say(self, conversation: str, text: str | None = None, **fields: Any) -> tuple[int, Any]:
        """Post a turn of text or payload, a new one unless `turn_id` says which; returns status and JSON."""
        turn = {"conversation_id": conversation, "turn_id": f"t-{uuid4()}", "channel": "app", "text": text, **fields}
        return self.post(json.dumps(turn).encode())

    def post(self, body: bytes, secret: str | None = BOT_SECRET, path: str = "turn") -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", **({"X-Careline-Secret": secret} if secret is not None else {})}
        return self._ask(urllib.request.Request(self.url(path), body, headers))

    @staticmethod
    def _ask(request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


def events_of(database_url: str, conversation: str) -> list[dict[str, Any]]:
    """What is saved of a conversation, in order."""
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT event FROM rasa.events WHERE conversation_id = %s ORDER BY n", (conversation,)
        )
        return [event for (event,) in rows.fetchall()]


def texts_of(database_url: str, conversation: str) -> list[str]:
    """What the consumer said, as far as it is saved."""
    return [event["text"] for event in events_of(database_url, conversation) if event["event"] == "user"]
