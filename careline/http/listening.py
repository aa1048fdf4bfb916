"""A port that nobody can fill: connections are bounded in number, and in the time that they may say nothing.

aiohttp itself waits for ever for a first request and for the rest of its headers.
"""

from __future__ import annotations

import asyncio
import logging
import resource
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_protocol import RequestHandler, RequestPayloadError
from aiohttp.web_server import Server

from careline.http.reading import with_text
from careline.http.security import CONNECTIONS, EVENTS, TURNED_AWAY

MOST = 4096
_LOOK_SECONDS = 1.0
_FILES_FOR_OTHERS = 200
"""Of the files that a process may open: for the database, Rasa, the carrier, logs."""
LINGER_SECONDS = 0.4
"""After the port is closed, how long a connection that has been made is still listened to."""
_PAUSE_SECONDS = 0.02
_SHUTDOWN_SECONDS = 1.0
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Seconds until the headers of a first request have come, seconds between two requests, connections at once."""

    header_seconds: float = 10.0
    idle_seconds: float = 90.0
    most: int = MOST


def bounds_here() -> Bounds:
    """As many connections as this process may open files for."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return Bounds(most=max(100, min(MOST, files - _FILES_FOR_OTHERS)))


async def listen_bounded(
    stack: AsyncExitStack, app: web.Application, port: int, *, host: str = "127.0.0.1", bounds: Bounds | None = None
) -> None:
    """Serve the application until the stack is closed. Raises OSError if the port is taken.

    Whoever has connected by then is still answered, and told to come again elsewhere.
    """
    kept, leaving = bounds or bounds_here(), asyncio.Event()

    async def say_goodbye(_request: web.Request, answer: web.StreamResponse) -> None:
        if leaving.is_set() and "Upgrade" not in answer.headers:
            answer.headers["Connection"] = "close"
            answer.force_close()

    app.on_response_prepare.append(say_goodbye)
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS, keepalive_timeout=kept.idle_seconds
    )  # fmt: skip
    await runner.setup()
    stack.push_async_callback(_leave, runner, leaving)
    server = runner.server
    assert server
    make = server.request_factory
    server.request_factory = lambda message, *more: make(with_text(message), *more)
    await _Site(runner, host, port, kept.most).start()
    sweeping = asyncio.create_task(_sweep(server, kept))
    stack.push_async_callback(_cancelled, sweeping)


async def _leave(runner: web.AppRunner, leaving: asyncio.Event) -> None:
    """Close the port, and then what is idle: a proxy may be about to send a message over a connection that aiohttp,
    left alone, closes at once, and nobody sends a POST a second time.
    """
    leaving.set()
    for site in list(runner.sites):
        await site.stop()
    for _ in range(round(LINGER_SECONDS / _PAUSE_SECONDS)):
        if not (runner.server and any(map(_waits, runner.server.connections))):
            break
        await asyncio.sleep(_PAUSE_SECONDS)
    await runner.cleanup()


def _waits(connection: RequestHandler) -> bool:
    """Whether it waits for a request; aiohttp tells it nowhere else."""
    return connection._waiter is not None and not connection._waiter.done()  # noqa: SLF001


class _Rubbish(logging.Filter):
    """aiohttp reports as an error, with a traceback, whatever is no HTTP. It is the sender's, so it is counted."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, HttpProcessingError | RequestPayloadError):
            return True
        EVENTS.labels("unreadable").inc()
        return False


logging.getLogger("aiohttp.server").addFilter(_Rubbish())


class _Site(web.TCPSite):
    """aiohttp's, with a limit on connections."""

    def __init__(self, runner: web.AppRunner, host: str, port: int, most: int) -> None:
        super().__init__(runner, host, port)
        self._most = most

    async def start(self) -> None:
        server = self._runner.server
        assert server

        def protocol() -> asyncio.Protocol:
            if len(server.connections) < self._most:
                return server()
            TURNED_AWAY.inc()
            return _TurnedAway()

        await web.BaseSite.start(self)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(protocol, self._host, self._port, backlog=self._backlog)


class _TurnedAway(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(_BUSY)
        transport.close()


async def _sweep(server: Server, bounds: Bounds) -> None:
    """Once a second, close what has waited too long for a request."""
    loop = asyncio.get_running_loop()
    since: dict[RequestHandler, tuple[int, float]] = {}
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        now, waiting = loop.time(), dict[RequestHandler, tuple[int, float]]()
        for connection in server.connections:
            if not _waits(connection):
                continue
            requests = connection._request_count  # noqa: SLF001
            seen, began = since.get(connection, (requests, now))
            waiting[connection] = (requests, began if seen == requests else now)
            if now - waiting[connection][1] > (bounds.idle_seconds if requests else bounds.header_seconds):
                connection.force_close()
        since = waiting
        CONNECTIONS.set(len(server.connections))


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
