"""Webhooks as Twilio sends them: signed forms, repeated as the fragment of their URL asks.

Fragment fields (Twilio's "connection overrides"): rc = repeats (0-5, default 1), rp = what to repeat on (default ct),
ct, rt, tt = milliseconds for connecting, reading and altogether (5000, 15000, 15000).
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag
from uuid import uuid4

import aiohttp
from yarl import URL

from callouts.phone_simulator.ledger import Kind, Ledger
from callouts.phone_simulator.signing import HEADER, sign

KINDS = frozenset({"ct", "rt", "4xx", "5xx"})


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often and on what failures a webhook is repeated; limits in seconds."""

    count: int = 1
    on: frozenset[str] = frozenset({"ct"})
    connect_s: float = 5.0
    read_s: float = 15.0
    total_s: float = 15.0

    @classmethod
    def of(cls, fragment: str) -> "Repeats":
        """Read a URL's fragment; what is missing keeps Twilio's default."""
        given = {name: values[-1] for name, values in parse_qs(fragment).items()}
        on = frozenset(given.get("rp", "ct").split(","))
        return cls(
            count=min(int(given.get("rc", 1)), 5),
            on=KINDS if "all" in on else on,
            connect_s=int(given.get("ct", 5000)) / 1000,
            read_s=int(given.get("rt", 15000)) / 1000,
            total_s=int(given.get("tt", 15000)) / 1000,
        )


class Webhooks:
    """The way from the simulator to the application."""

    def __init__(self, session: aiohttp.ClientSession, ledger: Ledger, auth_token: str) -> None:
        self._session = session
        self._ledger = ledger
        self._auth_token = auth_token

    async def send(self, url: str, parameters: Mapping[str, str], method: str = "POST") -> str | None:
        """The body of the first good answer; None if there was none."""
        bare, fragment = urldefrag(url)
        repeats = Repeats.of(fragment)
        token = str(uuid4())
        try:
            async with asyncio.timeout(repeats.total_s):
                for attempt in range(1, repeats.count + 2):
                    failure, body = await self._once(bare, parameters, method, token, attempt, repeats)
                    if failure is None or failure not in repeats.on:
                        return body
        except TimeoutError:
            self._ledger.record(Kind.WEBHOOK, url=bare, parameters=dict(parameters), attempt=0, error="tt")
        return None

    async def tell(self, url: str, parameters: Mapping[str, str]) -> None:
        """The same where no answer is of any use."""
        await self.send(url, parameters)

    @asynccontextmanager
    async def socket(self, url: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """A WebSocket to the application, its address signed as it was given. Raises aiohttp.ClientError, OSError."""
        headers = {HEADER: sign(self._auth_token, url, {}), "User-Agent": "TwilioProxy/1.1"}
        opening = self._session.ws_connect(URL(url, encoded=True), headers=headers, max_msg_size=64 * 1024)
        try:
            socket = await opening
        except (aiohttp.ClientError, OSError) as error:
            self._ledger.record(Kind.SOCKET, url=url, error=type(error).__name__)
            raise
        self._ledger.record(Kind.SOCKET, url=url)
        try:
            yield socket
        finally:
            await socket.close()

    async def _once(
        self, url: str, parameters: Mapping[str, str], method: str, token: str, attempt: int, repeats: Repeats
    ) -> tuple[str | None, str | None]:
        """One try: the kind of its failure (None: it went well) and the body."""
        entry = {"url": url, "parameters": dict(parameters), "attempt": attempt, "token": token}
        try:
            status, body = await self._exchange(url, parameters, method, token, repeats)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            self._ledger.record(Kind.WEBHOOK, **entry, error="ct")
            return "ct", None
        except (aiohttp.ClientError, OSError):
            self._ledger.record(Kind.WEBHOOK, **entry, error="rt")
            return "rt", None
        self._ledger.record(Kind.WEBHOOK, **entry, status=status)
        return (None, body) if status // 100 == 2 else (f"{status // 100}xx", None)

    async def _exchange(
        self, url: str, parameters: Mapping[str, str], method: str, token: str, repeats: Repeats
    ) -> tuple[int, str]:
        form = {} if method == "GET" else dict(parameters)
        target = str(URL(url).extend_query(parameters)) if method == "GET" else url
        headers = {
            HEADER: sign(self._auth_token, target, form),
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
        }
        limits = aiohttp.ClientTimeout(sock_connect=repeats.connect_s, sock_read=repeats.read_s)
        # encoded: what goes over the wire must be the very URL that was signed
        async with self._session.request(
            method, URL(target, encoded=True), data=form or None, headers=headers, timeout=limits, allow_redirects=False
        ) as answer:
            return answer.status, await answer.text()
