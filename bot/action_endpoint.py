"""Calls to our action webhook: kept alive, five seconds at most, another web process for one that is away."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.quiet import kind_of, log
from shared.trace import trace_headers

SECONDS_AT_MOST = 5.0  # Rasa's own limit is five minutes, five times as long as its lock lives
ASIDE_SECONDS = 2.0
"""A web process that was away is asked last for this long."""


class ActionEndpoint(EndpointConfig):
    """Rasa's endpoint with a limit, and with several addresses. Rasa opens a session and a connection for every call.

    `url` may be several, separated by commas: the web processes. One that is away, or hangs, takes no turn with it: the
    next is asked within the same limit. That is safe because actions take their keys from the turn: run twice, they
    change no row (tests/store/test_turns_run_twice.py).
    """

    _session: aiohttp.ClientSession | None = None

    def __init__(self, url: str | None = None, **given: Any) -> None:
        super().__init__(url, **given)
        self._urls = tuple(one.strip() for one in (url or "").split(",") if one.strip())
        self._aside: dict[str, float] = {}

    async def request(self, method: str = "post", subpath: str | None = None, **kwargs: Any) -> Any:  # noqa: ARG002
        """POST `json` and return the JSON answer. Raises aiohttp.ClientError, ClientResponseError or TimeoutError."""
        kwargs = {name: value for name, value in kwargs.items() if name == "json"}  # not Rasa's timeout
        deadline, last = time.monotonic() + SECONDS_AT_MOST, len(self._urls) - 1
        for place, url in enumerate(self._order()):
            left = deadline - time.monotonic()
            seconds = left if place == last else min(left, SECONDS_AT_MOST / len(self._urls))
            try:
                return await self._ask(method, url, seconds, kwargs)
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, asyncio.TimeoutError) as error:
                self._aside[url] = time.monotonic() + ASIDE_SECONDS
                if place == last:
                    raise
                log("actions_elsewhere", **kind_of(error))
        raise aiohttp.ClientConnectionError

    def _order(self) -> list[str]:
        """Those that were there a moment ago first, otherwise as configured."""
        now = time.monotonic()
        return sorted(self._urls, key=lambda url: self._aside.get(url, 0.0) > now)

    async def _ask(self, method: str, url: str, seconds: float, kwargs: dict[str, Any]) -> Any:
        if self._session is None or self._session.closed:
            # Idle connections go before the webhook drops them (aiohttp: 75 s): a POST is never sent twice to one.
            self._session = aiohttp.ClientSession(
                headers=self.headers, connector=aiohttp.TCPConnector(keepalive_timeout=10)
            )
        limit = aiohttp.ClientTimeout(total=seconds)
        asking = self._session.request(
            method, url, headers=trace_headers(), allow_redirects=False, timeout=limit, **kwargs
        )
        async with asking as response:
            if response.status != 200:
                raise ClientResponseError(response.status, response.reason or "", "")
            return await response.json()

    async def close(self) -> None:
        """Close the pool."""
        if self._session:
            await self._session.close()


class WebhookAction(RemoteAction):
    """Rasa's remote action, but the form of answers is checked in one look: Rasa compiles a JSON schema for every
    answer, which took 70 % of a turn's time. What an event or a response holds is read, and refused, a step later."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:  # noqa: ARG002
        """Without the conversation's events and the domain: our actions read slots and the last message alone."""
        state = {**tracker.current_state(EventVerbosity.NONE), "events": []}
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": state,
            "version": rasa.__version__,
        }

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """Raise TypeError unless the answer has events and responses as Rasa reads them."""
        if not isinstance(result, dict):
            raise TypeError("an action's answer is no object")
        for name, key in (("events", "event"), ("responses", "text")):
            if not isinstance(result.get(name), list) or not all(
                isinstance(one, dict) and key in one for one in result[name]
            ):
                raise TypeError(f"an action's answer has no proper {name}")
        return True
