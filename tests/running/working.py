"""An agent at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import aiohttp

from tests.running.waiting import eventually

OURS = {"X-Careline-Desk": "1"}


class AgentClient:
    """One browser of one agent: its own cookie jar."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/api"
        self._http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers=OURS)

    async def close_browser(self) -> None:
        await self._http.close()

    async def call(self, method: str, path: str, body: Any = None, *, area: str = "desk") -> tuple[int, Any]:
        async with self._http.request(method, f"{self._url}/{area}{path}", json=body) as answer:
            return answer.status, (await answer.json() if answer.content_type.endswith("json") else None)

    async def did(self, method: str, path: str, body: Any = None, *, area: str = "desk") -> Any:
        """The answer of something that has to work."""
        status, answer = await self.call(method, path, body, area=area)
        assert status < 300, f"{method} {path} was answered {status}: {answer}"
        return answer

    async def log_in(self, login: str, password: str) -> None:
        await self.did("POST", "/login", {"login": login, "password": password})
        await self.did("POST", "/presence", {"state": "online"})

    async def queue(self) -> dict[str, Any]:
        answer: dict[str, Any] = await self.did("GET", "/queue")
        return answer

    async def waiting(
        self, customer_id: str, *, channel: str = "app", seconds: float = 20, blocked: bool = False
    ) -> dict[str, Any]:
        """The queue's item of this consumer, once it is there, and once its block was found if it is `blocked`."""
        return await self._listed("waiting", customer_id, channel, seconds, blocked=blocked)

    async def _listed(
        self, which: str, customer_id: str, channel: str, seconds: float, *, blocked: bool = False
    ) -> dict[str, Any]:
        def theirs(item: dict[str, Any]) -> bool:
            same = item["customer"]["customer_id"] == customer_id and item["channel"] == channel
            return bool(same and (item["blocks"] or not blocked))

        async def look() -> dict[str, Any] | None:
            return next((item for item in (await self.queue())[which] if theirs(item)), None)

        found: dict[str, Any] = await eventually(
            look, f"{customer_id} ({channel}) in the queue's {which}", seconds=seconds
        )
        return found

    async def claim(self, conversation_id: str) -> dict[str, Any]:
        answer: dict[str, Any] = await self.did("POST", f"/conversations/{conversation_id}/claim")
        return answer

    async def conversation(self, conversation_id: str) -> dict[str, Any]:
        answer: dict[str, Any] = await self.did("GET", f"/conversations/{conversation_id}")
        return answer

    async def conversation_once(
        self, conversation_id: str, found: Callable[[dict[str, Any]], Any], what: str, *, seconds: float = 20
    ) -> dict[str, Any]:
        """The conversation as soon as `found` says yes to it."""

        async def look() -> dict[str, Any] | None:
            shown = await self.conversation(conversation_id)
            return shown if found(shown) else None

        answer: dict[str, Any] = await eventually(look, what, seconds=seconds)
        return answer

    async def reply(self, conversation_id: str, text: str, client_id: str | None = None) -> int:
        body = {"client_id": client_id or str(uuid4()), "text": text}
        return int((await self.did("POST", f"/conversations/{conversation_id}/messages", body))["seq"])

    async def hand_back(self, conversation_id: str) -> None:
        await self.did("POST", f"/conversations/{conversation_id}/return", {})

    async def close(self, conversation_id: str, resolution: str) -> None:
        await self.did("POST", f"/conversations/{conversation_id}/close", {"resolution": resolution})
