"""A collector of OpenTelemetry on loopback: takes OTLP over HTTP and keeps what it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from aiohttp.test_utils import TestServer
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Status

from careline.spans import spans_sent


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One span. Ids are hexadecimal, as in a `traceparent`; `above` is empty for the first of a trace."""

    name: str
    service: str
    trace_id: str
    span_id: str
    above: str
    failed: bool
    told: dict[str, str | int]
    events: int


class Collector:
    """`gate`: it says nothing until that is set. `status`: what it answers."""

    def __init__(self) -> None:
        self.raw = b""
        self.spans: list[Sent] = []
        self.requests = 0
        self.status = 200
        self.gate = asyncio.Event()
        self.gate.set()

    async def take(self, request: web.Request) -> web.Response:
        raw = await request.read()
        self.requests += 1
        await self.gate.wait()
        if self.status == 200:
            self.raw += raw
            self.spans += _spans_in(raw)
        return web.Response(status=self.status)

    def one(self, name: str) -> Sent:
        [found] = [span for span in self.spans if span.name == name]
        return found


def _spans_in(raw: bytes) -> list[Sent]:
    return [
        Sent(
            name=span.name,
            service=next(one.value.string_value for one in of.resource.attributes if one.key == "service.name"),
            trace_id=span.trace_id.hex(), span_id=span.span_id.hex(), above=span.parent_span_id.hex(),
            failed=span.status.code == Status.STATUS_CODE_ERROR, events=len(span.events),
            told={one.key: one.value.string_value or one.value.int_value for one in span.attributes},
        )
        for of in ExportTraceServiceRequest.FromString(raw).resource_spans
        for scope in of.scope_spans
        for span in scope.spans
    ]  # fmt: skip


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Collector, str]]:
    """A collector, and its address as the setting wants it."""
    collector = Collector()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/v1/traces", collector.take)
    async with TestServer(app) as server:
        try:
            yield collector, str(server.make_url("")).rstrip("/")
        finally:
            collector.gate.set()


@asynccontextmanager
async def collecting(service: str = "careline-web") -> AsyncIterator[Collector]:
    """Spans are recorded while the block runs; when it has ended, the collector has them."""
    async with listening() as (collector, url), spans_sent(url, service):
        yield collector
