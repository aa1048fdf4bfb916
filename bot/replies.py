"""Collects what the bot says in one turn: one bot response, one reply."""

from __future__ import annotations

import json
import re
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.wording import PLACEHOLDER

# Wording keeps figures apart from characters ("最晚 11月20日 前"); a value that begins with a word needs no space.
_STRAY_SPACE = re.compile("(?<=[\u4e00-\u9fff]) (?=[今明昨后前]天)")
# What has no wording of its own for the phone is read as it is written, without the spaces around figures. Where
# English names something Chinese, its spaces stay: "your 民谣吉他 has stopped".
_WRITTEN_SPACE = re.compile(
    "(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) +(?![A-Za-z])"
    "|(?<![A-Za-z,.:;]) +(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_COMMAND = re.compile(r"/([a-z0-9_]+)\s*(\{.*\})?", re.DOTALL)


class BadReplyError(Exception):
    """An action or a response made a reply that cannot be shown."""


class Replies(OutputChannel):
    """Named after the turn's channel, so that Rasa picks the wording written for it."""

    def __init__(self, channel: str) -> None:
        """`channel` is `app` or `phone`."""
        self._channel = channel
        self.said: list[dict[str, Any]] = []

    def name(self) -> str:  # type: ignore[override]  # Rasa calls it on the instance
        """`app` or `phone`."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002
        """Keep a response as it is (Rasa's would cut its text at blank lines). Raises BadReplyError."""
        text, response = _STRAY_SPACE.sub("", message.get("text") or ""), message.get("utter_action")
        if self._channel == "phone":
            text = _WRITTEN_SPACE.sub("", text)
        if not response and PLACEHOLDER.search(text):
            raise BadReplyError("a text without a response name holds an unfilled placeholder")
        buttons = [button(b) for b in message.get("buttons") or []]
        custom = message.get("custom") or None
        if not text and not buttons and custom is None:
            raise BadReplyError(f"{response or 'an action'} says nothing")
        self.said.append({"text": text, "response": response, "buttons": buttons, "custom": custom})


def button(raw: dict[str, Any]) -> dict[str, Any]:
    """A button with its payload as an object. Wording files write `/choose_order{"order_id": "1"}`, as Rasa does."""
    title, payload = raw.get("title"), raw.get("payload")
    if isinstance(payload, str):
        match = _COMMAND.fullmatch(payload.strip())
        try:
            payload = {"intent": match[1], "entities": json.loads(match[2] or "{}")} if match else None
        except ValueError:
            payload = None
    if not title or not isinstance(payload, dict) or not isinstance(payload.get("intent"), str):
        raise BadReplyError("a button needs a title and a payload like /intent or /intent{json}")
    return {"title": title, "payload": {"intent": payload["intent"], "entities": payload.get("entities") or {}}}
