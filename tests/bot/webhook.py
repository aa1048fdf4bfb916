"""A stand-in for our action webhook."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "actions-secret-of-the-tests"
SESSION_START = {
    "events": [
        {"event": "session_started"},
        {"event": "slot", "name": "language", "value": "zh"},
        {"event": "action", "name": "action_listen"},
    ],
    "responses": [],
}


class Webhook:
    """`answers[action]` is a body, or (status, body), or a function of the call; else the action says its name."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: dict[str, Any] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhook"

    def __enter__(self) -> Webhook:  # noqa: PYI034 - typing.Self is Python 3.11
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()

    def of(self, conversation: str) -> list[dict[str, Any]]:
        """Calls for one conversation, oldest first."""
        return [call for call in self.calls if call["sender_id"] == conversation]

    def answer(self, call: dict[str, Any]) -> tuple[int, Any]:
        self.calls.append(call)
        name = call["next_action"]
        answer = self.answers.get(name)
        if isinstance(answer, Callable):  # type: ignore[arg-type]
            answer = answer(call)
        if answer is None:
            said = {"events": [], "responses": [{"text": name}]}
            answer = SESSION_START if name == "action_session_start" else said
        return answer if isinstance(answer, tuple) else (200, answer)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        webhook = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet, else 40 ms of delayed acknowledgement

            def do_POST(self) -> None:
                webhook.secrets.append(self.headers.get("X-Careline-Secret"))
                call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, body = webhook.answer(call)
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                self.wfile.flush()

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def slow(seconds: float) -> Callable[[dict[str, Any]], None]:
    """An answer that comes late."""
    return lambda _: time.sleep(seconds)
