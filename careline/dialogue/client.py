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

from careline.spans import span
from shared.trace import trace_headers

log = logging.getLogger(__name__)

_UNFILLED = re.compile(r"\{[a-z_]+\}")
ASIDE_SECONDS = 1.0
"""A process that was found down is asked last for this long, so that not every turn finds it out anew."""
SUSPICIOUS_SECONDS = 0.8
"""A turn that takes longer makes us ask whether its process lives at all: most take a tenth of that."""
PROBE_SECONDS = 0.7
"""A process whose loop runs says how it is in a hundredth of that; one that hangs says nothing."""
HONEST_SECONDS = 2.5
"""How long a consumer waits where every process hangs, before they are told honestly that we cannot look."""
_FAILED, _OVERTAKEN, _NOT_READY = 500, 409, 503


class BotUnavailableError(Exception):
    """The assistant did not answer in time, or not properly. Holds the kind of failure, never a message text.

    `down`: because of its processes, so that no other turn would be answered now either.
    """

    def __init__(self, kind: str, *, down: bool = False) -> None:
        super().__init__(kind)
        self.down = down


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
        self._hung: dict[str, asyncio.Task[None]] = {}  # by URL: what waits for it to live again

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
            if not failed[url].again or (url in self._hung and url != order[0]):
                continue
            try:
                async with asyncio.timeout(seconds):
                    return await self._ask_watched(url, body)
            except TimeoutError:
                failed[url] = _AskAnotherError("TimeoutError", down=True)
            except _AskAnotherError as error:
                failed[url] = error
            self._note(url, failed[url])
        down = all(error.down and str(error) != "TimeoutError" for error in failed.values())
        raise BotUnavailableError(str(failed[order[0]]), down=down)

    async def _ask_watched(self, url: str, body: dict[str, Any]) -> Answer:
        """`_ask`, given up where the process shows no sign of life: only then, for a slow turn is answered late."""
        began, asking = _now(), asyncio.create_task(self._ask(url, body))
        try:
            while True:
                await asyncio.wait({asking}, timeout=SUSPICIOUS_SECONDS)
                if asking.done():
                    return asking.result()
                if not await self._hangs(url):
                    continue
                left = HONEST_SECONDS - (_now() - began)
                if len(self._hung) == len(self._urls) and left > 0:  # nobody else to ask: it may be slow after all
                    await asyncio.wait({asking}, timeout=left)
                    if asking.done():
                        return asking.result()
                raise _AskAnotherError("hung", down=True, again=False)
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

    async def _hangs(self, url: str) -> bool:
        """Whether this process says nothing. All are looked at, so that the next one asked is one that lives."""
        lives = await asyncio.gather(*(self._lives(one, PROBE_SECONDS) for one in self._urls))
        for one, alive in zip(self._urls, lives, strict=True):
            if not alive and one not in self._hung:
                log.error("a bot process hangs", extra={"action": "bot_hung", "url": one})
                self._hung[one] = asyncio.create_task(self._until_it_lives(one))
        return url in self._hung

    async def _lives(self, url: str, seconds: float) -> bool:
        """Whether anything comes back, or the connection is refused at once: that is dead, and found out anyway."""
        try:
            limit = aiohttp.ClientTimeout(total=seconds)
            async with self._http.get(f"{url}/webhooks/careline/health", timeout=limit):
                return True
        except TimeoutError:
            return False
        except (aiohttp.ClientError, OSError):
            return True

    async def _until_it_lives(self, url: str) -> None:
        while not self._http.closed and not await self._lives(url, PROBE_SECONDS):  # noqa: ASYNC110 - it cannot tell us
            await asyncio.sleep(PROBE_SECONDS)
        self._hung.pop(url, None)

    def _note(self, url: str, error: _AskAnotherError) -> None:
        if error.down:
            self._aside[url] = _now() + ASIDE_SECONDS
        log.warning("a bot process did not answer", extra={"action": "bot_failed", "kind": str(error), "url": url})

    def _order(self, conversation_id: str) -> list[str]:
        """Rendezvous order; those found down a moment ago come last, for they may be all there is."""
        now, order = _now(), rendezvous(conversation_id, self._urls)
        living = [url for url in order if url not in self._hung] or order[:1]
        return sorted(living, key=lambda url: self._aside.get(url, 0) > now)

    async def _ask(self, url: str, body: dict[str, Any]) -> Answer:
        with span("ask Rasa", "client", turn_id=body["turn_id"], process=self._urls.index(url)):
            return await self._answer_of(url, body)

    async def _answer_of(self, url: str, body: dict[str, Any]) -> Answer:
        headers = {"X-Careline-Secret": self._secret, **trace_headers()}
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
