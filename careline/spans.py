"""What takes how long: spans of the web process and the worker, where CARELINE_OTLP_ENDPOINT is set; else nothing.

A span belongs to the trace that rows, headers and logs have (shared/trace.py), and is what is under that trace the
parent of. It holds ids and kinds, never words, names or numbers: whoever keeps spans is not who may read those.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Literal, Protocol
from uuid import UUID

from shared.trace import current_trace, traced

FLUSH_SECONDS = 0.4
"""How long a process that ends waits for its last spans to be taken; the supervisor kills 2.5 s after its signal."""

Kind = Literal["internal", "server", "client", "consumer"]
Told = UUID | str | int | None


class Span(Protocol):
    """One that has begun. `trace`: what this is the parent of belongs to it by this `traceparent`."""

    trace: str | None

    def tell(self, told: Mapping[str, Told]) -> None: ...
    def fail(self, kind: str) -> None: ...
    def end(self) -> None: ...


class Recorder(Protocol):
    def begin(self, name: str, kind: Kind, trace: str | None, *, first: bool, told: Mapping[str, Told]) -> Span: ...


class _Here:
    recorder: Recorder | None = None


_HERE = _Here()
_SPAN: ContextVar[Span | None] = ContextVar("span", default=None)


def recording() -> bool:
    """Whether this process records spans."""
    return _HERE.recorder is not None


@contextmanager
def span(name: str, kind: Kind = "internal", /, *, first: bool = False, **told: Told) -> Iterator[None]:
    """A span for as long as the block runs, under the current trace; an error that leaves the block is told by kind.

    `name` is one of few. `first`: the trace begins with this span, which takes the ids that the trace has.
    """
    if _HERE.recorder is None:
        yield
        return
    this = _HERE.recorder.begin(name, kind, current_trace(), first=first, told=told)
    token = _SPAN.set(this)
    try:
        with traced(this.trace):
            yield
    except BaseException as error:
        this.fail(type(error).__name__)
        raise
    finally:
        _SPAN.reset(token)
        this.end()


def tell(**told: Told) -> None:
    """More about the span around, if there is one."""
    if this := _SPAN.get():
        this.tell(told)


def fail(kind: str) -> None:
    """The span around did not do what it was for. `kind` is one of few."""
    if this := _SPAN.get():
        this.fail(kind)


@asynccontextmanager
async def spans_sent(endpoint: str, service: str) -> AsyncIterator[None]:
    """While the block runs, spans are recorded and sent to this collector; with an empty `endpoint`, nothing is.

    A collector that is slow or away costs spans, and FLUSH_SECONDS at the end.
    """
    if not endpoint:
        yield
        return
    from careline.otlp import OtlpRecorder  # noqa: PLC0415 - whoever wants no spans loads nothing of OpenTelemetry

    recorder = OtlpRecorder(endpoint, service)
    _HERE.recorder = recorder
    try:
        yield
    finally:
        _HERE.recorder = None
        await asyncio.to_thread(recorder.close, FLUSH_SECONDS)
