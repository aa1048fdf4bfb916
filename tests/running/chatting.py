"""A consumer's app: posts with ids of its own, reads on by sequence number, or listens on a WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import aiohttp

from tests.running.waiting import eventually

Message = dict[str, Any]
Update = dict[str, Any]
WINDOW = 2.0
"""Seconds in which a burst of messages is counted (careline/chat/throttle.py)."""
NOT_REACHED = (aiohttp.ClientError, TimeoutError, OSError)


def transport_of(socket: aiohttp.ClientWebSocketResponse) -> asyncio.Transport:
    """What is under a WebSocket that is open."""
    assert socket._conn
    assert isinstance(socket._conn.transport, asyncio.Transport)
    return socket._conn.transport


class ConsumerClient:
    """One device of one consumer. `seen` are the messages it has read, in the order in which it got them."""

    def __init__(self, http: aiohttp.ClientSession, url: str, token: str) -> None:
        self._http, self.url = http, url
        self.headers = {"Authorization": f"Bearer {token}"}
        self.seen: list[Message] = []
        self.state: Update = {}

    @property
    def last_seq(self) -> int:
        return int(self.seen[-1]["seq"]) if self.seen else 0

    async def post(self, body: dict[str, Any]) -> tuple[int, Any]:
        """Status and answer of one try."""
        url = f"{self.url}/api/chat/messages"
        timeout = aiohttp.ClientTimeout(total=10)
        async with self._http.post(url, json=body, headers=self.headers, timeout=timeout) as answer:
            return answer.status, await answer.json()

    async def say(self, text: str, client_id: str | None = None) -> int:
        """Post a text; its sequence number."""
        return await self._accepted({"client_id": client_id or str(uuid4()), "text": text})

    async def press(self, button_id: str) -> int:
        """Press a button of ours; the sequence number of the message it makes."""
        return await self._accepted({"client_id": str(uuid4()), "button_id": button_id})

    async def say_surely(self, text: str, client_id: str, *, seconds: float = 40) -> int:
        """Post again and again under one id until it is acknowledged, as an app does while the service restarts. A
        refusal of too many is waited out: who goes on asking has their other requests refused too."""

        async def attempt() -> int:
            status, answer = await self.post({"client_id": client_id, "text": text})
            assert status in {202, 429, 500, 502, 503}, f"{status}: {answer}"
            if status == 429:
                await asyncio.sleep(WINDOW)
            return int(answer["seq"]) if status == 202 else 0

        what = f"an acknowledgement of {text!r}"
        return int(await eventually(attempt, what, seconds=seconds, ignoring=NOT_REACHED))

    async def deaf_socket(self, origin: str) -> aiohttp.ClientWebSocketResponse:
        """A WebSocket of whoever never reads a byte, be it a message or a ping; for the caller to cut off."""
        async with self._http.post(f"{self.url}/api/chat/ticket", headers=self.headers) as answer:
            ticket = (await answer.json())["ticket"]
        socket = await self._http.ws_connect(f"{self.url}/api/chat/ws?ticket={ticket}", headers={"Origin": origin})
        transport_of(socket).pause_reading()
        return socket

    async def _accepted(self, body: dict[str, Any]) -> int:
        status, answer = await self.post(body)
        assert status == 202, f"posting {body} was answered {status}: {answer}"
        return int(answer["seq"])

    async def read(self, after: int = 0, wait: int = 0) -> Update:
        """One GET of the contract."""
        url = f"{self.url}/api/chat/messages"
        query = {"after": str(after), "wait": str(wait)}
        timeout = aiohttp.ClientTimeout(total=wait + 10)
        async with self._http.get(url, params=query, headers=self.headers, timeout=timeout) as answer:
            body: Update = await answer.json()
            assert answer.status == 200, f"{answer.status}: {body}"
            return body

    async def catch_up(self, wait: int = 0) -> None:
        """Read what is new into `seen` and `state`."""
        update = await self.read(self.last_seq, wait)
        self.seen += update["messages"]
        self.state = {name: value for name, value in update.items() if name != "messages"}

    async def until(
        self, found: Callable[[Sequence[Message]], Any], what: str, *, after: int = 0, seconds: float = 25
    ) -> Any:
        """Long-poll until `found(messages beyond after)` is truthy, and return that."""

        async def look() -> Any:
            if answer := found([message for message in self.seen if message["seq"] > after]):
                return answer
            await self.catch_up(wait=2)
            return found([message for message in self.seen if message["seq"] > after])

        return await eventually(look, what, seconds=seconds, seen=self.shown, ignoring=NOT_REACHED)

    async def owner_becomes(self, owner: str, *, seconds: float = 20) -> None:
        async def look() -> bool:
            await self.catch_up()
            await asyncio.sleep(0.1)
            return bool(self.state["owner"] == owner)

        await eventually(look, f"owner {owner}", seconds=seconds, seen=lambda: (self.state, self.shown()))

    async def answers_to(self, seq: int, *, seconds: float = 25) -> list[Message]:
        """What the bot says after message `seq`, once it has finished thinking; at least one message."""

        async def look() -> list[Message]:
            await self.catch_up()
            await asyncio.sleep(0.05)  # as often as a page may ask, and no more
            said = [message for message in self.seen if message["seq"] > seq and message["from"] == "bot"]
            return [] if self.state["thinking"] else said

        said: list[Message] = await eventually(look, f"an answer to message {seq}", seconds=seconds, seen=self.shown)
        return said

    async def ask(self, text: str, *, seconds: float = 25) -> list[Message]:
        return await self.answers_to(await self.say(text), seconds=seconds)

    async def answer_to(self, text: str, *, seconds: float = 25) -> str:
        """Everything the bot says to this, as one text."""
        return "\n".join(message["text"] for message in await self.ask(text, seconds=seconds))

    async def settled(self, *, seconds: float = 30) -> None:
        """The bot owes no answer any more."""

        async def look() -> bool:
            await self.catch_up()
            return not self.state["thinking"]

        await eventually(look, "the end of the bot's thinking", seconds=seconds, seen=self.shown, ignoring=NOT_REACHED)

    @asynccontextmanager
    async def socket(self, after: int = 0) -> AsyncIterator[SocketReader]:
        """The same messages pushed."""
        async with self._http.post(f"{self.url}/api/chat/ticket", headers=self.headers) as answer:
            assert answer.status == 200, await answer.text()
            ticket = (await answer.json())["ticket"]
        query = {"ticket": ticket, "after": str(after)}
        own = {"Origin": self.url}
        async with self._http.ws_connect(f"{self.url}/api/chat/ws", params=query, headers=own) as socket:
            yield SocketReader(socket)

    def shown(self) -> list[str]:
        """What a person would see, for messages of failures."""
        return [f"{message['seq']} {message['from']}: {message['text']}" for message in self.seen]


class SocketReader:
    """Frames of a chat WebSocket, gathered."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.seen: list[Message] = []

    async def until(self, found: Callable[[Sequence[Message]], Any], what: str, *, seconds: float = 20) -> Any:
        try:
            async with asyncio.timeout(seconds):
                while not (answer := found(self.seen)):
                    self.seen += (await self._socket.receive_json())["messages"]
                return answer
        except (TimeoutError, TypeError) as error:
            shown = [f"{message['seq']} {message['from']}: {message['text']}" for message in self.seen]
            raise AssertionError(f"waited for {what} on the WebSocket ({error!r}); seen: {shown}") from error


def texts(messages: Sequence[Message], author: str = "bot") -> list[str]:
    return [message["text"] for message in messages if message["from"] == author]


def buttons(messages: Sequence[Message]) -> dict[str, str]:
    """Titles of the quick replies and their ids."""
    return {button["title"]: button["id"] for message in messages for button in message["buttons"]}


def cards(messages: Sequence[Message]) -> list[dict[str, Any]]:
    return [card for message in messages for card in message["cards"]]
