"""The one way in: our service posts a turn and gets its replies, or an honest error.

Replaces Rasa's REST channel, which asks nobody for a secret and answers every failure with 200 and `[]`.
"""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.constants import USER_INTENT_BACK, USER_INTENT_RESTART, USER_INTENT_SESSION_START
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.assistant import Assistant
from bot.checking import first_step
from bot.components.normaliser import language_of, simplified
from bot.components.step import SPOKEN_OF
from bot.event_table import EventsCollideError
from bot.quiet import kind_of, log
from bot.replies import Replies
from bot.tracker_store import LiveTracker
from bot.turns import BadTurnError, Turn, read_check, read_forget, read_turn
from shared.trace import HEADER, read_trace, traced

SECRET_HEADER = "X-Careline-Secret"  # noqa: S105 - its name, not its value
SHORTEST_SECRET = 16  # characters
_COMMANDS = {USER_INTENT_RESTART, USER_INTENT_BACK, USER_INTENT_SESSION_START}  # Rasa's own: no payload may name one


class CarelineInput(InputChannel):
    """POST turn, forget and check, GET health, under /webhooks/careline/."""

    def __init__(self, secret: str, previous: str = "") -> None:
        """`previous` is the secret before, which counts as well while it is being changed.

        Raises ValueError for a secret shorter than 16 characters.
        """
        if len(secret) < SHORTEST_SECRET:
            raise ValueError(f"the channel's secret (CARELINE_BOT_SECRET) needs at least {SHORTEST_SECRET} characters")
        self._secrets = [secret.encode()] + ([previous.encode()] if len(previous) >= SHORTEST_SECRET else [])

    @classmethod
    def name(cls) -> str:
        """Part of the path."""
        return "careline"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> CarelineInput:
        """From credentials.yml (called by Rasa)."""
        return cls(str((credentials or {}).get("secret") or ""), os.environ.get("CARELINE_BOT_SECRET_PREVIOUS", ""))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:  # noqa: ARG002
        """Our routes. `on_new_message` is not used: it hides failures and returns nothing."""
        routes = Blueprint("careline")

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if not self._knows(request):
                return _problem(401, f"{SECRET_HEADER} is missing or wrong")
            with traced(read_trace(request.headers.get(HEADER))):
                return await _answer(request)

        @routes.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            if not self._knows(request):
                return _problem(401, f"{SECRET_HEADER} is missing or wrong")
            return await _forget(request)

        @routes.post("/check")
        async def check(request: Request) -> HTTPResponse:
            if not self._knows(request):
                return _problem(401, f"{SECRET_HEADER} is missing or wrong")
            return await _check(request)

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            bot = _assistant(request.app)
            return json({"ready": True, "model": bot.model_name}) if bot else _problem(503, "the bot is not ready")

        return routes

    def _knows(self, request: Request) -> bool:
        """Compared in constant time, as bytes: a header may hold anything."""
        given = request.headers.get(SECRET_HEADER) or ""
        return any(hmac.compare_digest(given.encode("utf-8", "replace"), secret) for secret in self._secrets)


def _assistant(app: Sanic) -> Assistant | None:
    bot = getattr(app.ctx, "agent", None)
    return bot if isinstance(bot, Assistant) and bot.answers_safely() else None


async def _answer(request: Request) -> HTTPResponse:
    """200 with replies; 400, 503; 409 if another process answered meanwhile; 500 for whatever else failed.

    Nothing was saved unless it is 200, so that the turn may be asked again, here or elsewhere.
    """
    bot = _assistant(request.app)
    if bot is None:
        return _problem(503, "the bot is not ready")
    try:
        intents = set(bot.domain.intents) - _COMMANDS
        turn = read_turn(request.body, intents, bot.domain.entities)
    except BadTurnError as error:
        return _problem(400, str(error))
    start = time.perf_counter()
    try:
        answer = await _handle(bot, turn)
    except EventsCollideError:
        log("turn_overtaken", turn=turn.turn_id, conversation=turn.conversation_id)
        return _problem(409, "another process went on with this conversation")
    except Exception as error:  # noqa: BLE001 - whatever it was, the caller must hear of it
        log("turn_failed", turn=turn.turn_id, conversation=turn.conversation_id, **kind_of(error))
        return _problem(500, "the turn failed; nothing of it was saved")
    milliseconds = round(1000 * (time.perf_counter() - start), 1)
    log("turn", turn=turn.turn_id, conversation=turn.conversation_id, intent=answer["intent"]["name"], ms=milliseconds)
    return json(answer)


async def _forget(request: Request) -> HTTPResponse:
    """Delete a conversation from the table and from memory: for the erasure of a consumer's data."""
    bot = _assistant(request.app)
    if bot is None:
        return _problem(503, "the bot is not ready")
    try:
        conversation_id = read_forget(request.body)
    except BadTurnError as error:
        return _problem(400, str(error))
    try:
        deleted = await bot.tracker_store.forget(conversation_id)
    except Exception as error:  # noqa: BLE001 - as above
        log("forget_failed", conversation=conversation_id, **kind_of(error))
        return _problem(500, "nothing was deleted")
    return json({"deleted": deleted})


async def _check(request: Request) -> HTTPResponse:
    """What would be done about a text as the first of a conversation: intent and action. Nothing is run or saved."""
    bot = _assistant(request.app)
    if bot is None:
        return _problem(503, "the bot is not ready")
    try:
        text = read_check(request.body)
    except BadTurnError as error:
        return _problem(400, str(error))
    try:
        return json(await first_step(bot, text))
    except Exception as error:  # noqa: BLE001 - as above
        log("check_failed", **kind_of(error))
        return _problem(500, "the check failed")


async def _handle(bot: Assistant, turn: Turn) -> dict[str, Any]:
    before = await bot.tracker_store.current(turn.conversation_id)
    said = before.answered(turn.turn_id) if before else None
    if before is not None and said is not None:
        return await _said_again(before, said, turn)
    replies = Replies(turn.channel)
    message = UserMessage(
        text=turn.text,
        output_channel=replies,
        sender_id=turn.conversation_id,
        input_channel=turn.channel,
        message_id=turn.turn_id,
        metadata={
            "turn_id": turn.turn_id,
            "channel": turn.channel,
            "hints": turn.hints,
            SPOKEN_OF: _spoken_of(before),
            "simplified": simplified(turn.text or ""),
        },
    )
    message.parse_data = _chosen(turn) if turn.payload else await bot.processor.parse_message(message)
    tracker = await bot.take_turn(message)
    return _answered(replies, message.parse_data, tracker, turn)


def _spoken_of(tracker: DialogueStateTracker | None) -> list[str]:
    """The matters spoken of before this message, nearest first: what words mean depends on them."""
    matters = tracker.get_slot("matters") if tracker else None
    return [name for name in str(matters or "").split(",") if name]


async def _said_again(tracker: LiveTracker, said: list[BotUttered], turn: Turn) -> dict[str, Any]:
    """The answer that was saved, but not heard: whoever gave it died, or whoever asked. Nothing is run twice."""
    replies = Replies(turn.channel)
    for event in said:
        await replies.send_response(turn.conversation_id, event.message())
    return _answered(replies, tracker.latest_message.parse_data, tracker, turn)


def _answered(replies: Replies, found: dict[str, Any], tracker: DialogueStateTracker, turn: Turn) -> dict[str, Any]:
    intent = found["intent"]
    return {
        "replies": replies.said,
        "intent": {"name": intent["name"], "confidence": round(intent["confidence"], 4)},
        "ranking": [guess["name"] for guess in found.get("intent_ranking") or ()],
        "language": _language(tracker, turn),
    }


def _chosen(turn: Turn) -> dict[str, Any]:
    """What Rasa would have understood, for a button: no text is involved, so none can pretend to be one."""
    assert turn.payload is not None
    chosen = turn.payload
    entities = [{"entity": name, "value": value, "extractor": "payload"} for name, value in chosen.entities.items()]
    return {"text": None, "intent": {"name": chosen.intent, "confidence": 1.0}, "entities": entities}


def _language(tracker: DialogueStateTracker, turn: Turn) -> str:
    """That of the wording; before a session start has set it, that of the message."""
    language = tracker.get_slot("language")
    return language if language in ("zh", "en") else language_of(turn.text or "")


def _problem(status: int, detail: str) -> HTTPResponse:
    """RFC 9457."""
    body = {"type": "about:blank", "status": status, "detail": detail}
    return json(body, status, content_type="application/problem+json")
