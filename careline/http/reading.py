"""Reading requests, in one place: whatever bytes come, a handler sees text that can be stored, or it is not called.

What cannot be read is the sender's fault (4xx), never ours (500); and nobody makes us wait, or hold, without a limit.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import RawRequestMessage
from aiohttp.web_protocol import RequestPayloadError
from multidict import CIMultiDict, CIMultiDictProxy

from careline.http.problem import HungUpError, Problem

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SMALL_SECONDS, LARGE_SECONDS = 15.0, 60.0
"""How long a body may take to come: one of at most 64 KiB, a larger one."""
SMALL = 64 * 1024
MOST_HELD = 64 * 1024 * 1024
"""Bytes of large bodies, in all, that this process holds before it has read them to the end."""
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_TOO_LONG = re.compile(r"-?[0-9]{400,}")


@web.middleware
async def readable_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Hands on requests whose path and query are text, and tells what is wrong with a body. Raises Problem 400."""
    if not storable(request.path) or not all(storable(part) for pair in request.query.items() for part in pair):
        raise Problem(400, "The address holds characters that are no text.")
    try:
        return await handler(request)
    except (RequestPayloadError, HttpProcessingError, aiohttp.ClientPayloadError) as error:
        refuse_body(error)


def with_text(message: RawRequestMessage) -> RawRequestMessage:
    """The message with U+FFFD for every byte in a header that is no text.

    So a bad token or signature is one that does not fit, and a foreign cookie hurts nobody.
    """
    if not any(_NOT_TEXT.search(value) for value in message.headers.values()):
        return message
    named = ((name, _NOT_TEXT.sub("\ufffd", value)) for name, value in message.headers.items())
    return message._replace(headers=CIMultiDictProxy(CIMultiDict(named)))


def storable(text: str) -> bool:
    """Whether PostgreSQL and UTF-8 can hold it: without NUL and lone surrogates."""
    return not _NOT_TEXT.search(text)


def refuse_body(error: Exception) -> NoReturn:
    """A body that was announced otherwise than it came, such as one that is not the gzip it is said to be."""
    raise Problem(400, "The body cannot be read as its headers say.") from error


async def read_limited(request: web.Request, limit: int) -> bytes:
    """The raw body, at most `limit` bytes. Raises Problem 400, 408, 413 or 503, HungUpError."""
    if (request.content_length or 0) > limit:
        raise Problem(413, f"The body is larger than {limit} bytes.")
    seconds = SMALL_SECONDS if limit <= SMALL else LARGE_SECONDS
    held = _HELD if limit > SMALL else None
    raw = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.content.iter_chunked(SMALL):
                raw += chunk
                if len(raw) > limit:
                    raise Problem(413, f"The body is larger than {limit} bytes.")
                if held:
                    held.take(len(chunk))
    except TimeoutError as error:
        raise Problem(408, f"The body took longer than {seconds:.0f} s.", headers={"Connection": "close"}) from error
    except ConnectionError as error:
        raise HungUpError from error
    except (RequestPayloadError, HttpProcessingError, aiohttp.ClientPayloadError) as error:
        if request.transport is None or request.transport.is_closing():
            raise HungUpError from error
        refuse_body(error)
    finally:
        if held:
            held.give_back(len(raw))
    return bytes(raw)


class _Held:
    """Counts what is held of bodies whose sender we may not know yet."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._now = 0

    def take(self, size: int) -> None:
        self._now += size
        if self._now > self._most:
            raise Problem(503, "Too many large bodies at once; try again.", headers={"Retry-After": "2"})

    def give_back(self, size: int) -> None:
        self._now -= size


_HELD = _Held(MOST_HELD)


def json_in(raw: bytes) -> Any:
    """The JSON value of a body. Raises Problem 400 for what is none, and for text that cannot be stored."""
    try:
        text = raw.decode()
        value = json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "The body is not valid JSON.") from error
    if "\\u" in text and not _all_storable(value):
        raise Problem(422, "The body holds characters that cannot be stored.")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _whole(digits: str) -> int:
    if _TOO_LONG.fullmatch(digits):
        raise ValueError("a number of too many digits")
    return int(digits)


def _all_storable(value: Any) -> bool:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if not storable(one):
                return False
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
    return True


def number_in(text: str, least: int, most: int) -> int | None:
    """The whole number, or None for whatever else, however long it is."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    return int(text) if least <= int(text) <= most else None
