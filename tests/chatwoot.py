"""A desk shaped like Chatwoot, by its published API: an API channel over HTTP, with agents whom a test lets act.

Loses answers, refuses, goes away, doubles webhooks and forgets ids of ours where a test says so. As a process of its
own (`python -m tests.chatwoot PORT`), agents act by POST /control.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

ACCOUNT, INBOX, TOKEN, SECRET = 3, "an-inbox-of-the-tests", "token-of-the-tests", "hook-secret-of-the-tests"
INCOMING, OUTGOING = 0, 1


@dataclass
class Chatwoot:
    """Its state, and how it misbehaves."""

    webhook: str = ""
    """Where its inbox tells what happens; empty: nowhere."""
    keeps_source_id: bool = True
    begins_pending: bool = False
    one_for_each_contact: bool = False
    """As an inbox that is locked to a single conversation."""
    away: bool = False
    lose: int = 0
    """How many writes are still done without an answer."""
    refuse: int = 0
    """How many requests are still answered 503 and not done."""
    hooks_sent_twice: bool = False
    contacts: dict[str, dict[str, Any]] = field(default_factory=dict)
    talks: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    agents: dict[int, dict[str, Any]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    before_write: Callable[[], None] = lambda: None
    """Called before each write is judged."""
    while_looked_at: Callable[[], Awaitable[None]] | None = None
    """What happens while somebody reads messages."""
    _begun: int = 0
    _telling: set[asyncio.Task[None]] = field(default_factory=set)

    def hire(self, number: int, name: str, *, online: bool = True) -> int:
        status = "online" if online else "offline"
        self.agents[number] = {
            "id": number, "name": name, "available_name": name, "type": "user", "availability_status": status,
        }  # fmt: skip
        return number

    def said(self, talk: int) -> list[str]:
        """What the consumer said, as agents see it."""
        return [one["content"] for one in self._of(talk) if one["message_type"] == INCOMING]

    def notes(self, talk: int) -> list[str]:
        return [one["content"] for one in self._of(talk) if one["private"]]

    def _of(self, talk: int) -> list[dict[str, Any]]:
        return [one for one in self.messages if one["conversation_id"] == talk]

    def says(self, talk: int, agent: int, text: str, *, private: bool = False) -> int:
        """An agent writes; returns the message's number."""
        message = self._written(talk, text, OUTGOING, private=private, sender=self.agents[agent])
        return int(message["id"])

    def assign(self, talk: int, agent: int | None) -> None:
        self.talks[talk]["meta"]["assignee"] = self.agents[agent] if agent else None
        self._tell("conversation_updated", self.talks[talk])

    def set_status(self, talk: int, status: str) -> None:
        self.talks[talk]["status"] = status
        self._tell("conversation_status_changed", self.talks[talk])

    def deleted(self, talk: int) -> None:
        """An administrator deletes it."""
        del self.talks[talk]

    def _written(
        self, talk: int, text: str, kind: int, *, private: bool, sender: dict[str, Any], source_id: str | None = None
    ) -> dict[str, Any]:
        message = {
            "id": len(self.messages) + 101, "content": text, "message_type": kind, "private": private,
            "conversation_id": talk, "sender": sender, "source_id": source_id if self.keeps_source_id else None,
            "content_type": "text", "created_at": int(time.time()),
        }  # fmt: skip
        self.messages.append(message)
        if kind == INCOMING and self.talks[talk]["status"] == "resolved":  # as Chatwoot does
            self.set_status(talk, "open")
        named = {**message, "message_type": "incoming" if kind == INCOMING else "outgoing"}
        self._tell("message_created", {**named, "conversation": self.talks[talk]})
        return message

    def _tell(self, event: str, what: dict[str, Any]) -> None:
        if self.webhook:
            task = asyncio.ensure_future(self._post({"event": event, **what}))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _post(self, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        async with aiohttp.ClientSession() as http:
            for _ in range(2 if self.hooks_sent_twice else 1):
                try:
                    async with http.post(self.webhook, data=raw, headers=signed(raw)):
                        pass
                except (aiohttp.ClientError, TimeoutError):
                    pass  # Chatwoot drops it too

    async def all_told(self) -> None:
        await asyncio.gather(*self._telling)

    def app(self) -> web.Application:
        public, account = f"/public/api/v1/inboxes/{INBOX}", f"/api/v1/accounts/{ACCOUNT}"
        talk = account + r"/conversations/{talk:\d+}"
        app = web.Application(middlewares=[self._faults])
        app.add_routes(
            [
                web.post(f"{public}/contacts", self._contact),
                web.post(public + "/contacts/{source}/conversations", self._begin),
                web.get(account + r"/contacts/{contact:\d+}/conversations", self._talks_of),
                web.get(talk, self._talk),
                web.get(f"{talk}/messages", self._messages),
                web.post(f"{talk}/messages", self._write),
                web.post(f"{talk}/toggle_status", self._toggle),
                web.post(f"{talk}/assignments", self._assigned),
                web.get(f"{account}/agents", self._agents),
                web.post("/control", self._control),
                web.get("/control", self._state),
            ]
        )
        return app

    @web.middleware
    async def _faults(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.path == "/control":
            controlled: web.StreamResponse = await handler(request)
            return controlled
        self.requests.append((request.method, request.path))
        if request.path.startswith("/api/") and request.headers.get("api_access_token") != TOKEN:
            return web.json_response({"error": "Invalid Access Token"}, status=401)
        if request.path.startswith("/public/") and "api_access_token" in request.headers:
            return web.json_response({"error": "the token went to where it is not asked for"}, status=400)
        if self.away or self.refuse:
            self.refuse = max(self.refuse - 1, 0)
            return web.json_response({"error": "away"}, status=503)
        if request.method == "POST":
            self.before_write()
        response: web.StreamResponse = await handler(request)
        if request.method == "POST" and self.lose:
            self.lose -= 1
            assert request.transport
            request.transport.close()
        return response

    async def _contact(self, request: web.Request) -> web.Response:
        body = await request.json()
        known = next((one for one in self.contacts.values() if one["identifier"] == body.get("identifier")), None)
        if body["source_id"] not in self.contacts:
            number = known["id"] if known else len({one["id"] for one in self.contacts.values()}) + 1
            self.contacts[body["source_id"]] = {"id": number, "identifier": None, "email": None, **body}
        return web.json_response(self.contacts[body["source_id"]])

    async def _begin(self, request: web.Request) -> web.Response:
        contact = self.contacts[request.match_info["source"]]
        body = await request.json()
        last = next((one for one in reversed(self.talks.values()) if one["contact"] == contact["id"]), None)
        if self.one_for_each_contact and last:
            return web.json_response({"id": last["id"], "inbox_id": 1, "messages": []})
        self._begun += 1
        number = self._begun
        self.talks[number] = {
            "id": number, "status": "pending" if self.begins_pending else "open", "meta": {"assignee": None},
            "custom_attributes": body.get("custom_attributes", {}), "contact": contact["id"],
        }  # fmt: skip
        return web.json_response({"id": number, "inbox_id": 1, "messages": []})

    async def _talks_of(self, request: web.Request) -> web.Response:
        contact = int(request.match_info["contact"])
        found = [one for one in self.talks.values() if one["contact"] == contact]
        return web.json_response({"payload": found[::-1]})

    def _one(self, request: web.Request) -> dict[str, Any]:
        found = self.talks.get(int(request.match_info["talk"]))
        if found is None:
            raise web.HTTPNotFound(text='{"error": "Resource could not be found"}')
        return found

    async def _talk(self, request: web.Request) -> web.Response:
        return web.json_response(self._one(request))

    async def _messages(self, request: web.Request) -> web.Response:
        talk, after = self._one(request)["id"], int(request.query.get("after", 0))
        found = [one for one in self._of(talk) if one["id"] > after][:100]
        if self.while_looked_at:
            await self.while_looked_at()
        return web.json_response({"meta": {}, "payload": found})

    async def _write(self, request: web.Request) -> web.Response:
        talk, body = self._one(request)["id"], await _body(request)
        kind = INCOMING if body["message_type"] == "incoming" else OUTGOING
        sender = {"id": 1, "name": "Careline", "type": "contact" if kind == INCOMING else "user"}
        made = self._written(
            talk, body["content"], kind, private=body["private"], sender=sender, source_id=body.get("source_id")
        )
        made["attachments"] = [{"file_type": "image", "bytes": len(one)} for one in body.get("attachments[]", ())]
        return web.json_response(made)

    async def _toggle(self, request: web.Request) -> web.Response:
        talk, body = self._one(request), await request.json()
        self.set_status(talk["id"], body["status"])
        return web.json_response({"payload": {"success": True, "current_status": body["status"]}})

    async def _assigned(self, request: web.Request) -> web.Response:
        talk, body = self._one(request), await request.json()
        if self.agents[body["assignee_id"]].get("left"):
            raise web.HTTPNotFound(text='{"error": "Resource could not be found"}')
        self.assign(talk["id"], body["assignee_id"])
        return web.json_response(self.agents[body["assignee_id"]])

    async def _agents(self, _request: web.Request) -> web.Response:
        return web.json_response(list(self.agents.values()))

    async def _control(self, request: web.Request) -> web.Response:
        body = await request.json()
        act = getattr(self, body.pop("do"), None)
        if act is None:
            for name, value in body.items():
                setattr(self, name, value)
            return web.json_response(None)
        return web.json_response(act(**body))

    async def _state(self, _request: web.Request) -> web.Response:
        return web.json_response({"talks": self.talks, "messages": self.messages, "contacts": self.contacts})


async def _body(request: web.Request) -> dict[str, Any]:
    """JSON, or the fields of a form as Rails reads them."""
    if request.content_type == "application/json":
        found: dict[str, Any] = await request.json()
        return found
    form = await request.post()
    files = [one.file.read() for one in form.getall("attachments[]") if isinstance(one, web.FileField)]
    fields = {name: value for name, value in form.items() if name != "attachments[]"}
    return {**fields, "private": fields["private"] == "true", "attachments[]": files}


def signed(raw: bytes, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers of a webhook that Chatwoot sends now."""
    timestamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + raw, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json", "X-Chatwoot-Timestamp": timestamp,
        "X-Chatwoot-Signature": f"sha256={digest}", "X-Chatwoot-Delivery": "a-delivery",
    }  # fmt: skip


@asynccontextmanager
async def serving(desk: Chatwoot) -> AsyncIterator[str]:
    """Its address while it runs in this process."""
    server = TestServer(desk.app(), shutdown_timeout=0.5)
    await server.start_server()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        await desk.all_told()
        await server.close()


if __name__ == "__main__":
    web.run_app(Chatwoot().app(), host="127.0.0.1", port=int(sys.argv[1]), print=None)
