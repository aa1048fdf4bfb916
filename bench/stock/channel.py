"""Stock Rasa behind our gateway: reads our turn, hands it to Rasa as any channel does, answers in our words.

No secret, no checks: what is measured is Rasa.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.replies import Replies


class TurnInput(InputChannel):
    """POST /webhooks/careline/turn, as careline/dialogue/client.py asks."""

    @classmethod
    def name(cls) -> str:
        """Part of the path."""
        return "careline"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The one route, and the health check that the supervisor would use."""
        routes = Blueprint("turns")

        @routes.get("/health")
        async def health(_: Request) -> HTTPResponse:
            return json({"ready": True})

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            asked = request.json
            replies = Replies(asked["channel"])  # the bot's wording differs by channel: the same as ours gets
            metadata = {"turn_id": asked["turn_id"], "channel": asked["channel"], "hints": asked["hints"]}
            message = UserMessage(
                asked["text"] or _command(asked["payload"]), replies, asked["conversation_id"],
                input_channel=asked["channel"], message_id=asked["turn_id"], metadata=metadata,
            )  # fmt: skip
            await on_new_message(message)
            return json({"replies": replies.said})

        return routes


def _command(payload: dict[str, Any]) -> str:
    import json as plain  # noqa: PLC0415 - sanic's answer has the name

    return f"/{payload['intent']}{plain.dumps(payload.get('entities') or {})}"
