"""Calls to our action webhook: kept-alive connections, five seconds at most, answers checked cheaply."""

from __future__ import annotations

from typing import Any

import aiohttp
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

SECONDS_AT_MOST = 5.0  # Rasa's own limit is five minutes, five times as long as its lock lives


class ActionEndpoint(EndpointConfig):
    """Rasa's endpoint with a limit. Rasa opens a session and a connection for every call."""

    _session: aiohttp.ClientSession | None = None

    async def request(self, method: str = "post", subpath: str | None = None, **kwargs: Any) -> Any:  # noqa: ARG002
        """POST `json` and return the JSON answer. Raises aiohttp.ClientError, ClientResponseError or TimeoutError."""
        kwargs = {name: value for name, value in kwargs.items() if name == "json"}  # not Rasa's timeout
        if self._session is None or self._session.closed:
            # Idle connections go before the webhook drops them (aiohttp: 75 s): a POST is never sent twice.
            self._session = aiohttp.ClientSession(
                headers=self.headers,
                timeout=aiohttp.ClientTimeout(total=SECONDS_AT_MOST),
                connector=aiohttp.TCPConnector(keepalive_timeout=10),
            )
        async with self._session.request(method, self.url, allow_redirects=False, **kwargs) as response:
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
