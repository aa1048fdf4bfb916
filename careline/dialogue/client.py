"""The client of Rasa: a conversation keeps to one process as long as that one answers, within one limit of time.

A process that refuses, is not ready, dies or hangs over a turn costs nobody an answer: the next in the conversation's
own order is asked. That is safe because of three things elsewhere: a turn that fails saves nothing; actions take
their idempotency key from the turn; and a process that is asked a turn whose answer was saved before, by one that died
before we heard it, repeats that answer (`bot/channel.py`).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import aiohttp

log = logging.getLogger(__name__)

_UNFILLED = re.compile(r"\{[a-z_]+\}")
ASIDE_SECONDS = 1.0
"""A process that was found down is asked last for this long, so that not every turn finds it out anew."""
_FAILED, _OVERTAKEN, _NOT_READY = 500, 409, 503


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
    """`ranking` is what the text may have meant, likeliest first; empty for a button."""

    replies: tuple[Reply, ...]
    intent: str | None
    confidence: float | None
    ranking: tuple[str, ...] = ()


class _AskAnotherError(Exception):
    """This process did not answer the turn; another may. `down`: because of the process, not because of the turn.

    `again`: so may this one, when it is asked once more.
    """

    def __init__(self, kind: str, *, down: bool, again: bool = True) -> None:
        super().__init__(kind)
        self.down, self.again = down, again


class DialogueClient:
    """Speaks to `bot/channel.py` of one or more Rasa processes on loopback."""

    def __init__(self, http: aiohttp.ClientSession, urls: Sequence[str], secret: str) -> None:
        if not urls:
            raise ValueError("CARELINE_BOT_URLS names no Rasa process")
        self._http = http
        self._urls = tuple(urls)
        self._secret = secret
        self._aside: dict[str, float] = {}  # by URL: until when, in the loop's time

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
        try:
            async with asyncio.timeout(limit_seconds):
                return await self._first_answer(body, limit_seconds)
        except TimeoutError as error:
            raise BotUnavailableError("TimeoutError") from error

    async def _first_answer(self, body: dict[str, Any], limit_seconds: float) -> Answer:
        """Ask one after another, in two rounds: who was slow or hung up may answer the second time.

        Nobody is waited for longer than half the time in the first round. A failed turn is left out of the second.
        """
        order = self._order(body["conversation_id"])
        patience = limit_seconds / 2 if len(order) > 1 else limit_seconds
        failed = {url: _AskAnotherError("", down=True) for url in order}
        for seconds, url in [*((patience, url) for url in order), *((limit_seconds, url) for url in order)]:
            if not failed[url].again:
                continue
            try:
                async with asyncio.timeout(seconds):
                    return await self._ask(url, body)
            except TimeoutError:
                failed[url] = _AskAnotherError("TimeoutError", down=True)
            except _AskAnotherError as error:
                failed[url] = error
            self._note(url, failed[url])
        raise BotUnavailableError(str(failed[order[0]]))

    def _note(self, url: str, error: _AskAnotherError) -> None:
        if error.down:
            self._aside[url] = _now() + ASIDE_SECONDS
        log.warning("a bot process did not answer", extra={"action": "bot_failed", "kind": str(error), "url": url})

    def _order(self, conversation_id: str) -> list[str]:
        """Rendezvous order; those found down a moment ago come last, for they may be all there is."""
        now = _now()
        return sorted(rendezvous(conversation_id, self._urls), key=lambda url: self._aside.get(url, 0) > now)

    async def _ask(self, url: str, body: dict[str, Any]) -> Answer:
        headers = {"X-Careline-Secret": self._secret}
        try:
            async with self._http.post(f"{url}/webhooks/careline/turn", json=body, headers=headers) as response:
                if response.status in {_FAILED, _OVERTAKEN, _NOT_READY}:
                    down, again = response.status == _NOT_READY, response.status != _FAILED
                    raise _AskAnotherError(f"status {response.status}", down=down, again=again)
                if response.status != 200:  # our fault: no process would take it
                    raise BotUnavailableError(f"status {response.status}")
                return _answer_from(await response.json())
        except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise _AskAnotherError(type(error).__name__, down=True) from error
        except (aiohttp.ClientError, ValueError, KeyError, TypeError) as error:
            raise BotUnavailableError(type(error).__name__) from error


def rendezvous(conversation_id: str, urls: Sequence[str]) -> list[str]:
    """Rendezvous hashing: the process a conversation is pinned to comes first, then whom to ask in its place.

    Losing one process moves only that one's conversations, and spreads them over all the others.
    """
    return sorted(urls, key=lambda url: hashlib.sha256(f"{url}|{conversation_id}".encode()).digest(), reverse=True)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _answer_from(body: dict[str, Any]) -> Answer:
    replies = tuple(
        Reply(
            text=reply["text"] or "",
            response=reply.get("response"),
            buttons=tuple(reply.get("buttons") or ()),
            custom=reply.get("custom"),
        )
        for reply in body["replies"]
    )  # fmt: skip
    if any(_UNFILLED.search(reply.text) for reply in replies):
        raise ValueError("unfilled placeholder")
    intent = body.get("intent") or {}
    ranking = tuple(str(name) for name in body.get("ranking") or ())
    return Answer(replies=replies, intent=intent.get("name"), confidence=intent.get("confidence"), ranking=ranking)
