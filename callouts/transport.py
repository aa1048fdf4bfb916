"""How our requests reach Twilio: one try each, with a time limit, telling apart what was not sent from what was lost.

Twilio's stock asynchronous transport repeats POST /Calls on a 5xx when retries are on, ignores its timeout and loses
the reply's headers (measured with twilio 9.13.0): that can ring a consumer's phone twice. Replacing it is Twilio's own
extension point.
"""

import json
import logging
from typing import Any
from urllib.parse import urlencode

import aiohttp
from twilio.http import AsyncHttpClient  # type: ignore[import-untyped, unused-ignore]
from twilio.http.response import Response  # type: ignore[import-untyped, unused-ignore]

from callouts.carrier import CarrierError
from shared.trace import trace_headers


class NotSentError(CarrierError):
    """No connection: not one byte of the request has left."""


class ReplyLostError(CarrierError):
    """The request left, but no whole reply came back; the carrier may have acted on it."""


class RefusingReplyError(CarrierError):
    """The carrier answered with an HTTP error."""

    def __init__(self, status: int, code: int | None, message: str, retry_after_s: float | None) -> None:
        super().__init__(f"HTTP {status}, code {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.retry_after_s = retry_after_s


class OneTryHttpClient(AsyncHttpClient):  # type: ignore[misc, unused-ignore]  # twilio ships no types
    """The transport under twilio's Client. Make it inside the running loop."""

    def __init__(self, timeout_s: float) -> None:
        super().__init__(logging.getLogger(__name__), True, timeout_s)
        self._session = aiohttp.ClientSession(
            # A kept connection may be closed by the other side just as we write to it, and then nobody knows whether
            # the call was placed. A fresh one per request costs a handshake and makes "not sent" certain.
            connector=aiohttp.TCPConnector(force_close=True),
            timeout=aiohttp.ClientTimeout(total=timeout_s, connect=timeout_s / 2),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def request(  # type: ignore[override, unused-ignore]  # twilio types the base as if it were not async
        self,
        method: str,
        uri: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - twilio's signature; the session's limit holds
        allow_redirects: bool = False,
    ) -> Response:
        """Send once. Raises one of the three errors above; logs nothing, since URL and body hold phone numbers."""
        del timeout, allow_redirects
        body = urlencode(data, doseq=True).encode() if data else None
        signed = {
            **(headers or {}),
            **trace_headers(),
            **({"Authorization": aiohttp.encode_basic_auth(*auth)} if auth else {}),
        }
        try:
            async with self._session.request(
                method, uri, params=params, data=body, headers=signed, allow_redirects=False
            ) as reply:
                return _accepted(reply.status, await reply.text(), reply.headers)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise NotSentError(_named(error)) from error
        except (aiohttp.ClientError, OSError, UnicodeDecodeError) as error:  # OSError includes TimeoutError
            raise ReplyLostError(_named(error)) from error

    async def close(self) -> None:
        """Close the session."""
        await self._session.close()


def _accepted(status: int, text: str, headers: Any) -> Response:
    content = _json_object(text)
    if status // 100 != 2:
        code = content.get("code")
        raise RefusingReplyError(
            status,
            code if isinstance(code, int) else None,
            str(content.get("message") or content.get("title") or "no explanation"),
            _seconds(headers.get("Retry-After")),
        )
    if not content:
        raise ReplyLostError(f"HTTP {status} without a JSON object")
    return Response(status, text, headers)


def _json_object(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After in seconds; its other form, a date, Twilio does not use."""
    try:
        return float(retry_after) if retry_after else None
    except ValueError:
        return None


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
