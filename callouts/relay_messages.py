"""ConversationRelay's messages: what Twilio tells us of a call over a WebSocket, and what we tell it to say.

Types and fields are those of twilio.com/docs/voice/conversationrelay/websocket-messages; docs/callouts.md says what of
it was read, what others have observed, and what nobody has tried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from callouts.steps import HangUp, Last, PutThrough, Rate

LANGUAGES = {"zh-CN": "zh-CN", "en": "en-US"}
"""The carrier's name of each language, for hearing and speaking alike."""
_CODE = re.compile(r"code: ?(\d{3,6})")
_ENDINGS: Mapping[str, type[Last]] = {"hang_up": HangUp, "put_through": PutThrough, "rate": Rate}


@dataclass(frozen=True, slots=True)
class Setup:
    """The first message of a session."""

    call_sid: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the callee says; not `last`: they still speak, and it may change."""

    text: str
    last: bool


@dataclass(frozen=True, slots=True)
class Key:
    """The callee has pressed a key."""

    digit: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The callee has cut us short: nothing of what we said is spoken any more."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Somebody has begun to speak, or is done: we (`ours`) or the callee."""

    ours: bool
    on: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Something of ours is wrong; `code` is Twilio's, empty where it names none."""

    code: str


Told: TypeAlias = Setup | Words | Key | Interrupted | Speaking | Fault


def read(raw: str) -> Told | None:
    """The message; None for what we have no use for, or cannot read."""
    try:
        return _told(json.loads(raw))
    except (ValueError, RecursionError):
        return None


def _told(given: Any) -> Told | None:
    told: Told | None = None
    match given:
        case {"type": "setup", "callSid": str(call_sid)}:
            told = Setup(call_sid)
        case {"type": "prompt", "voicePrompt": str(text)}:
            told = Words(text.encode(errors="replace").decode(), given.get("last") is not False)
        case {"type": "dtmf", "digit": str(digit)} if len(digit) == 1:
            told = Key(digit)
        case {"type": "interrupt"}:
            told = Interrupted()
        case {"type": "info", "name": "agentSpeaking" | "clientSpeaking" as who, "value": "on" | "off" as value}:
            told = Speaking(who == "agentSpeaking", value == "on")
        case {"type": "error"}:
            code = _CODE.search(str(given.get("description")))  # the rest may hold words of the call
            told = Fault(code[1] if code else "")
    return told


def speech(texts: Iterable[str], language: str, *, for_now: bool) -> list[dict[str, Any]]:
    """Say this. `for_now`: what comes next may cut it short, as it only fills the silence."""
    gap = "" if language == "zh-CN" else " "
    spoken = [text.strip() + gap for text in texts if text.strip()]
    return [
        {"type": "text", "token": text, "last": n == len(spoken), **({"preemptible": True} if for_now else {})}
        for n, text in enumerate(spoken, 1)
    ]


def speak_in(language: str) -> dict[str, Any]:
    """Hear and speak this language from now on."""
    code = LANGUAGES.get(language, "en-US")
    return {"type": "language", "ttsLanguage": code, "transcriptionLanguage": code}


def end(step: Last) -> dict[str, Any]:
    """End the session; the carrier asks for a document then, and hands over what is to be in it.

    So last words are spoken by that document: an `end` cuts short what is being said in the session.
    """
    then = next(name for name, kind in _ENDINGS.items() if isinstance(step, kind))
    handed = {"then": then, "language": step.language, "texts": step.texts}
    return {"type": "end", "handoffData": json.dumps(handed, ensure_ascii=False)}


def handed_over(data: str) -> Last | None:
    """The step that `end` handed over; None if it was none."""
    try:
        given = json.loads(data)
    except ValueError:
        return None
    match given:
        case {"then": "hang_up" | "put_through" | "rate" as then, "language": str(language), "texts": [*texts]}:
            return _ENDINGS[then](language=language, texts=tuple(map(str, texts)))
    return None
