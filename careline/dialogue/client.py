"""The client of Rasa: a conversation always goes to the same process, within a time limit, and failures are raised."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import aiohttp

_UNFILLED = re.compile(r"\{[a-z_]+\}")


class BotUnavailableError(Exception):
    """The assistant did not answer in time, or not properly. Holds the kind of failure, never a message text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One thing the assistant said. Buttons are {"title", "payload": {"intent", "entities"}}.

    `response` is the name of the wording in bot/domain; None where earlier words are said again.
    """

    text: str
    response: str | None = None
    buttons: tuple[dict[str, Any], ...] = ()
    custom: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    replies: tuple[Reply, ...]
    intent: str | None
    confidence: float | None


class DialogueClient:
    """Speaks to `bot/channel.py` of one or more Rasa processes on loopback."""

    def __init__(self, http: aiohttp.ClientSession, urls: Sequence[str], secret: str) -> None:
        if not urls:
            raise ValueError("CARELINE_BOT_URLS names no Rasa process")
        self._http = http
        self._urls = tuple(urls)
        self._secret = secret

    async def ask(
        self,
        conversation_id: UUID,
        turn_id: UUID,
        channel: str,
        *,
        text: str | None,
        payload: dict[str, Any] | None,
        hints: dict[str, Any],
        limit_seconds: float,
    ) -> Answer:
        """Have one turn answered. Raises BotUnavailableError; the caller decides what the consumer is told."""
        body = {
            "conversation_id": str(conversation_id),
            "turn_id": str(turn_id),
            "channel": channel,
            "text": text,
            "payload": payload,
            "hints": hints,
        }
        url = f"{home_of(str(conversation_id), self._urls)}/webhooks/careline/turn"
        try:
            async with asyncio.timeout(limit_seconds):
                async with self._http.post(url, json=body, headers={"X-Careline-Secret": self._secret}) as response:
                    if response.status != 200:
                        raise BotUnavailableError(f"status {response.status}")
                    return _answer_from(await response.json())
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError, TypeError) as error:
            raise BotUnavailableError(type(error).__name__) from error


def home_of(conversation_id: str, urls: Sequence[str]) -> str:
    """Rendezvous hashing: the process a conversation is pinned to; losing one moves only that one's conversations."""
    return max(urls, key=lambda url: hashlib.sha256(f"{url}|{conversation_id}".encode()).digest())


def _answer_from(body: dict[str, Any]) -> Answer:
    replies = tuple(
        Reply(
            text=reply["text"] or "",
            response=reply.get("response"),
            buttons=tuple(reply.get("buttons") or ()),
            custom=reply.get("custom"),
        )
        for reply in body["replies"]
    )
    if any(_UNFILLED.search(reply.text) for reply in replies):
        raise ValueError("unfilled placeholder")
    intent = body.get("intent") or {}
    return Answer(replies=replies, intent=intent.get("name"), confidence=intent.get("confidence"))
