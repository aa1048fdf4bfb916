"""Three ways to say something to an assistant and wait for its answer: the driving side of every measurement."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID, uuid4

import aiohttp

from bench.open_turns import OpenTurns
from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.dialogue.client import BotUnavailableError, DialogueClient

LIMIT_SECONDS = 20.0

ORIGIN = "https://bench.example.com"
"""The public address of the gateway that is measured: no page of another one may open a chat."""


class NotAnsweredError(Exception):
    """An error instead of an answer, or nothing said: it counts as failed, never as fast."""


class ConversationOverError(Exception):
    """A person has the conversation now; the next message belongs into another one. The last answer still counts."""


class Talk(Protocol):
    """One conversation."""

    async def open(self) -> None:
        """Before the first message. Raises NotAnsweredError."""

    async def prepare(self) -> None:
        """What has to be there before a message, and is not what we measure."""

    async def ask(self, text: str) -> None:
        """Return when the answer is there. Raises NotAnsweredError, ConversationOverError."""

    async def close(self) -> None:
        """Say no more."""


class AtStock:
    """Rasa's own REST channel."""

    def __init__(self, http: aiohttp.ClientSession, url: str, turns: OpenTurns, conversation_id: str) -> None:
        self._http, self._url, self._turns, self._id = http, f"{url}/webhooks/rest/webhook", turns, conversation_id
        self._turn = ""

    async def open(self) -> None:
        """Nothing to open."""

    async def prepare(self) -> None:
        self._turn = await self._turns.renewed(self._id)

    async def ask(self, text: str) -> None:
        """It answers a failed action with 200 and an empty list: that is no answer."""
        body = {"sender": self._id, "message": text, "metadata": {"turn_id": self._turn}}
        try:
            async with self._http.post(self._url, json=body) as answer:
                said = await answer.json() if answer.status == 200 else []
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotAnsweredError(type(error).__name__) from error
        if not said:
            raise NotAnsweredError(f"status {answer.status}, nothing said")

    async def close(self) -> None:
        """Nothing is open."""


class AtOurs:
    """Our channel through the gateway's own client, which pins a conversation to a process."""

    def __init__(self, client: DialogueClient, turns: OpenTurns, conversation_id: str, language: str) -> None:
        self._client, self._turns, self._id, self._language = client, turns, conversation_id, language
        self._turn = ""

    async def open(self) -> None:
        """Nothing to open."""

    async def prepare(self) -> None:
        self._turn = await self._turns.renewed(self._id)

    async def ask(self, text: str) -> None:
        try:
            answer = await self._client.ask(
                UUID(self._id), UUID(self._turn), "app", text=text, payload=None, hints={"language": self._language},
                limit_seconds=LIMIT_SECONDS,
            )  # fmt: skip
        except BotUnavailableError as error:
            raise NotAnsweredError(str(error)) from error
        if not answer.replies:
            raise NotAnsweredError("nothing said")

    async def close(self) -> None:
        """Nothing is open."""


class AtGateway:
    """A consumer's app: posts, and reads the answer from the WebSocket."""

    def __init__(self, http: aiohttp.ClientSession, url: str, secret: str, customer_id: str) -> None:
        self._http, self._url = http, url
        token = sign_token(customer_id, ConsumerKey(algorithm="HS256", key=secret), utc_now(), timedelta(hours=2))
        self._headers = {"Authorization": f"Bearer {token}"}
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._after = 0

    async def open(self) -> None:
        """The WebSocket, as the app does when it is opened."""
        try:
            ticket = (await self._posted("ticket", {}, 200))["ticket"]
            self._socket = await self._http.ws_connect(
                f"{self._url}/api/chat/ws", params={"ticket": ticket, "after": "0"}, headers={"Origin": ORIGIN}
            )
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotAnsweredError(type(error).__name__) from error

    async def prepare(self) -> None:
        """The gateway makes turns itself."""

    async def ask(self, text: str) -> None:
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                accepted = await self._posted("messages", {"client_id": str(uuid4()), "text": text}, 202)
                await self._answered(accepted["seq"])
        except (aiohttp.ClientError, TimeoutError, TypeError) as error:  # TypeError: the socket was closed
            raise NotAnsweredError(type(error).__name__) from error

    async def _posted(self, what: str, body: dict[str, Any], status: int) -> dict[str, Any]:
        async with self._http.post(f"{self._url}/api/chat/{what}", json=body, headers=self._headers) as answer:
            if answer.status != status:
                raise NotAnsweredError(f"status {answer.status}")
            found: dict[str, Any] = await answer.json()
            return found

    async def _answered(self, seq: int) -> None:
        assert self._socket is not None, "open() first"
        said = False
        while True:
            news = await self._socket.receive_json()
            said = said or any(message["from"] == "bot" and message["seq"] > seq for message in news["messages"])
            if news["owner"] != "bot":
                raise ConversationOverError
            if said and not news["thinking"]:
                return

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()


def session(clients: int) -> aiohttp.ClientSession:
    """One pool for all clients, with a kept-alive connection for each."""
    connector = aiohttp.TCPConnector(limit=max(4 * clients, 100))
    return aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=LIMIT_SECONDS))


def dialogue(http: aiohttp.ClientSession, urls: Sequence[str], secret: str) -> DialogueClient:
    """The gateway's client of Rasa."""
    return DialogueClient(http, urls, secret)
