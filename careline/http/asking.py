"""What asking others' systems comes to: an answer up to a limit, how long they want us to wait, what went wrong."""

from __future__ import annotations

from datetime import timedelta

import aiohttp

LONGEST_PAUSE = timedelta(minutes=15)


class EndlessError(ValueError):
    """The answer is longer than any that it could be."""


async def read_answer(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The body of at most so many bytes. Raises EndlessError."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > most:
            raise EndlessError(EndlessError.__doc__)
    return bytes(body)


def pause_told(response: aiohttp.ClientResponse) -> timedelta | None:
    """Retry-After in seconds, up to LONGEST_PAUSE; a date there, or nonsense, counts as not told."""
    told = response.headers.get("Retry-After", "")
    if not (told.isascii() and told.isdigit() and len(told) < 7):
        return None
    return min(timedelta(seconds=int(told)), LONGEST_PAUSE)


def kind_of(error: Exception) -> str:
    """A short code for the record."""
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "no_connection"
    return "nonsense" if isinstance(error, ValueError | aiohttp.ClientPayloadError) else "connection_lost"
