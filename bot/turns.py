"""The JSON of one turn: reading what our service asks, strictly, and writing what the bot answers. Pure."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

BODY_BYTES_AT_MOST = 32 * 1024  # of JSON, in which a Chinese character may take six
TEXT_AT_MOST = 4000  # characters, the limit of the chat
CHANNELS = ("app", "phone")
_ID = re.compile(r"[0-9A-Za-z._:-]{1,128}")
_FIELDS = {"conversation_id", "turn_id", "channel", "text", "payload", "hints"}
_SLASHES = "/\\\u2044\u2215\u29f8\uff0f\uff3c\ufe68"
_EXTERNAL = re.compile(r"external\s*:\s*", re.IGNORECASE)


class BadTurnError(Exception):
    """The request is not a turn; its sentence may be told to the caller (it quotes nothing a consumer wrote)."""


@dataclass(frozen=True)
class Payload:
    """What a button means: an intent with its entities, as our server issued it."""

    intent: str
    entities: dict[str, str | int | float]


@dataclass(frozen=True)
class Turn:
    """One consumer message: exactly one of `text` (already harmless) and `payload` is set."""

    conversation_id: str
    turn_id: str
    channel: str
    text: str | None
    payload: Payload | None
    hints: dict[str, Any]


def read_turn(body: bytes, intents: Collection[str], entities: Collection[str]) -> Turn:
    """Check everything; raise BadTurnError with a reason. `intents` and `entities` are those a payload may name."""
    data = _object(body)
    if data.keys() - _FIELDS:
        raise BadTurnError("body may have no fields but " + ", ".join(sorted(_FIELDS)))
    text, payload, hints = data.get("text"), data.get("payload"), data.get("hints")
    if (text is None) == (payload is None):
        raise BadTurnError("exactly one of text and payload is needed")
    if text is not None and not (isinstance(text, str) and len(text) <= TEXT_AT_MOST):
        raise BadTurnError(f"text must be a string of at most {TEXT_AT_MOST} characters")
    if hints is not None and not isinstance(hints, dict):
        raise BadTurnError("hints must be an object")
    if data.get("channel") not in CHANNELS:
        raise BadTurnError("channel must be app or phone")
    return Turn(
        conversation_id=_id(data, "conversation_id"),
        turn_id=_id(data, "turn_id"),
        channel=data["channel"],
        text=None if text is None else harmless(text),
        payload=None if payload is None else _payload(payload, intents, entities),
        hints=_clean(hints or {}),
    )


def read_forget(body: bytes) -> str:
    """The conversation id of a request to forget one; raise BadTurnError with a reason."""
    return _id(_object(body), "conversation_id")


def read_check(body: bytes) -> str:
    """The text of a request to check how it would be understood; raise BadTurnError with a reason."""
    text = _object(body).get("text")
    if not (isinstance(text, str) and len(text) <= TEXT_AT_MOST):
        raise BadTurnError(f"text must be a string of at most {TEXT_AT_MOST} characters")
    return harmless(text)


def harmless(text: str) -> str:
    """What a person wrote, unable to be a command: Rasa takes a leading `/` for an intent of confidence 1.0.

    Slashes of any width, `EXTERNAL:`, and whatever invisible stands before them go from the front; characters that
    PostgreSQL or a log line cannot hold go from everywhere.
    """
    text = _clean(text)
    while True:
        shorter = text.lstrip(_SLASHES)
        while shorter and unicodedata.category(shorter[0])[0] in "CZM":
            shorter = shorter[1:]
        marked = _EXTERNAL.match(unicodedata.normalize("NFKC", shorter))
        if marked:
            shorter = unicodedata.normalize("NFKC", shorter)[marked.end() :]
        if shorter == text:
            return text.rstrip()
        text = shorter


def _object(body: bytes) -> dict[str, Any]:
    if len(body) > BODY_BYTES_AT_MOST:
        raise BadTurnError(f"body over {BODY_BYTES_AT_MOST} bytes")
    try:
        data = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadTurnError("body is not JSON in UTF-8") from None
    if not isinstance(data, dict):
        raise BadTurnError("body must be an object")
    return data


def _id(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadTurnError(f"{name} must be 1 to 128 letters, digits or ._:-")
    return value


def _payload(payload: Any, intents: Collection[str], entities: Collection[str]) -> Payload:
    if not isinstance(payload, dict) or payload.keys() - {"intent", "entities"}:
        raise BadTurnError("payload must be an object of intent and entities")
    intent, values = payload.get("intent"), payload.get("entities") or {}
    if not isinstance(intent, str) or intent not in intents:
        raise BadTurnError("payload names an intent that the bot has not got")
    if not isinstance(values, dict) or not values.keys() <= set(entities):
        raise BadTurnError("payload names an entity that the bot has not got")
    if not all(isinstance(value, (str, int, float)) and len(str(value)) <= 200 for value in values.values()):
        raise BadTurnError("entities must be strings or numbers of at most 200 characters")
    return Payload(intent, _clean(values))


def _clean(part: Any, depth: int = 4) -> Any:
    """Without what PostgreSQL's jsonb or a log line cannot hold: NUL and other controls, lone surrogates, infinity."""
    if depth == 0:
        raise BadTurnError("hints are nested too deeply")
    if isinstance(part, str):
        return "".join(c for c in part if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    if isinstance(part, float) and not math.isfinite(part):
        return None
    if isinstance(part, dict):
        return {_clean(key): _clean(value, depth - 1) for key, value in part.items()}
    return [_clean(value, depth - 1) for value in part] if isinstance(part, list) else part
