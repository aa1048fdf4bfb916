"""The chat API of docs/contracts.md: post, read on, and a resumable WebSocket."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from aiohttp import WSCloseCode, WSMsgType, web
from pydantic import AfterValidator, BaseModel, Field, model_validator

from careline.chat.seats import Seats
from careline.chat.service import Chat
from careline.chat.throttle import Throttle
from careline.conversations.marks import Marks
from careline.conversations.service import Conversations
from careline.conversations.turns import MAX_TEXT
from careline.http.endpoint import CUSTOMER_ID, Access, Endpoint
from careline.http.problem import Problem
from careline.http.reading import number_in, storable

log = logging.getLogger(__name__)

MAX_WAIT = 25
MAX_SEQ = 2**62
WS_HEARTBEAT = 20.0


def _sayable(text: str) -> str:
    if not storable(text):
        raise ValueError("the text holds characters that cannot be stored")
    if not text.strip():
        raise ValueError("the message is empty")
    return text


class PostedMessage(BaseModel):
    """Exactly one of `text` and `button_id`. The same client_id again gets the same answer."""

    client_id: UUID
    text: Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_sayable)] | None = None
    button_id: UUID | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> PostedMessage:
        if (self.text is None) == (self.button_id is None):
            raise ValueError("send exactly one of text and button_id")
        return self


class AcceptedMessage(BaseModel):
    seq: int


class Ticket(BaseModel):
    ticket: str


class ChatRoutes:
    """Handlers; `origins` are the pages that may open a WebSocket."""

    def __init__(
        self,
        conversations: Conversations,
        chat: Chat,
        throttle: Throttle,
        marks: Marks,
        clock: Callable[[], datetime],
        origins: Collection[str],
    ) -> None:
        self._conversations = conversations
        self._chat = chat
        self._throttle = throttle
        self._marks = marks
        self._clock = clock
        self._origins = frozenset(origins)
        self._seats = Seats()

    def endpoints(self) -> list[Endpoint]:
        consumer = Access.CONSUMER
        return [
            Endpoint(
                method="POST", path="/api/chat/messages", access=consumer, handle=self.post, status=202,
                body=PostedMessage, answer=AcceptedMessage, summary="Say something, exactly once per client_id",
            ),
            Endpoint(
                method="GET", path="/api/chat/messages", access=consumer, handle=self.read,
                summary="Messages after a sequence number; waits up to `wait` seconds",
            ),
            Endpoint(
                method="POST", path="/api/chat/queue/leave", access=consumer, handle=self.leave, status=204,
                summary="Go on with the assistant instead of waiting for a person",
            ),
            Endpoint(
                method="POST", path="/api/chat/ticket", access=consumer, handle=self.ticket, answer=Ticket,
                summary="A single-use ticket for the WebSocket",
            ),
            Endpoint(
                method="GET", path="/api/chat/ws", access=Access.TICKET, handle=self.socket,
                summary="The same messages pushed",
            ),
        ]  # fmt: skip

    async def post(self, request: web.Request, body: PostedMessage) -> AcceptedMessage:
        customer_id = request[CUSTOMER_ID]
        self._throttle.check(customer_id)
        accepted = await self._conversations.post(
            customer_id, body.client_id, self._clock(), text=body.text, button_id=body.button_id
        )
        return AcceptedMessage(seq=accepted.seq)

    async def read(self, request: web.Request) -> dict[str, Any]:
        after, wait = _number(request, "after", 0, MAX_SEQ), _number(request, "wait", 0, MAX_WAIT)
        customer_id = request[CUSTOMER_ID]
        self._throttle.check_reading(customer_id)
        with self._seats.poll(customer_id) as room:
            return await self._chat.wait_for_news(customer_id, after, wait, self._clock, room)

    async def leave(self, request: web.Request) -> None:
        await self._chat.leave_queue(request[CUSTOMER_ID], self._clock())

    async def ticket(self, request: web.Request) -> Ticket:
        """Refused before the database is asked, where the socket would be."""
        customer_id = request[CUSTOMER_ID]
        self._seats.refuse_socket(customer_id)
        self._throttle.check_ticket(customer_id)
        return Ticket(ticket=await self._chat.new_ticket(customer_id, self._clock()))

    async def socket(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Origin") not in self._origins:
            raise Problem(403, "This origin may not open a chat; add it to CARELINE_CHAT_ORIGINS.")
        after = _number(request, "after", 0, MAX_SEQ)
        customer_id = await self._chat.use_ticket(request.query.get("ticket", ""), self._clock())
        with self._seats.socket(customer_id):
            socket = web.WebSocketResponse(heartbeat=WS_HEARTBEAT, max_msg_size=4096)
            await socket.prepare(request)
            pushing = asyncio.create_task(self._push(socket, customer_id, after))
            try:
                async for message in socket:  # messages are posted by HTTP; only marks come here
                    if message.type is WSMsgType.ERROR:
                        break
                    if message.type is WSMsgType.TEXT:
                        await self._marks.from_consumer(customer_id, message.data)
            finally:
                pushing.cancel()
                await asyncio.gather(pushing, return_exceptions=True)
        return socket

    async def _push(self, socket: web.WebSocketResponse, customer_id: str, after: int) -> None:
        """Whatever fails closes the socket, and the app comes again: it would wait for ever on one that is deaf."""
        code = WSCloseCode.GOING_AWAY
        try:
            async for news in self._chat.follow(customer_id, after, self._clock):
                if socket.closed:
                    break
                await socket.send_str(json.dumps(news, ensure_ascii=False))
        except Exception as error:  # noqa: BLE001 - a lost database, of whatever kind
            code = WSCloseCode.TRY_AGAIN_LATER
            log.warning("chat socket lost", extra={"action": "chat_socket_lost", "kind": type(error).__name__})
        await socket.close(code=code)


def _number(request: web.Request, name: str, least: int, most: int) -> int:
    number = number_in(request.query.get(name, str(least)), least, most)
    if number is None:
        raise Problem(422, f"{name}: a whole number from {least} to {most}")
    return number
