"""The demo shop's control: how it behaves, which orders it has, what it did."""

from __future__ import annotations

from typing import Any

import aiohttp

Event = dict[str, Any]


class ShopControl:
    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url = http, url

    async def behave(self, mode: str, reason: str = "") -> None:
        """Modes: "up", "down", "slow", "nonsense", "twice" or "refuse" (for this reason)."""
        await self._post("/control", {"mode": mode, "reason": reason})

    async def learn(self, *events: Event) -> None:
        """Orders that the feed is told of by the test itself."""
        await self._post("/control/orders", {"events": list(events), "told": True})

    async def deeds(self, order_id: str) -> list[dict[str, Any]]:
        """What the shop did about an order, each once, with how often it was asked (`posts`)."""
        return [deed for deed in await self.all_deeds() if deed["order_id"] == order_id]

    async def all_deeds(self) -> list[dict[str, Any]]:
        """As `deeds`, about all orders."""
        async with self._http.get(f"{self._url}/control/deeds") as answer:
            deeds: list[dict[str, Any]] = (await answer.json())["deeds"]
        return deeds

    async def order(self, order_id: str) -> Event:
        """The event of an order as the shop has it now."""
        async with self._http.get(f"{self._url}/control/orders/{order_id}") as answer:
            found: Event = await answer.json()
        return found

    async def _post(self, path: str, body: Any) -> None:
        async with self._http.post(self._url + path, json=body) as answer:
            assert answer.status == 200, await answer.text()
