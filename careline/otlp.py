"""Spans by OpenTelemetry's SDK, sent as OTLP over HTTP. Imported only where spans are wanted (careline/spans.py).

A thread of the library's own sends them in batches from a bounded queue; what it does not hold is dropped.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

from careline.spans import Kind, Told

log = logging.getLogger(__name__)

QUEUE, BATCH = 2048, 512
"""Spans that wait at most, about 7 MB (measured: 3.4 KB each); and in one request."""
EVERY_MS = 2000
TRY_SECONDS = 5.0
"""One batch, with the library's own repetitions."""

_KINDS: Mapping[Kind, SpanKind] = {
    "internal": SpanKind.INTERNAL, "server": SpanKind.SERVER, "client": SpanKind.CLIENT, "consumer": SpanKind.CONSUMER,
}  # fmt: skip
_CONVENTIONAL = {
    "method": "http.request.method", "route": "http.route", "status": "http.response.status_code",
    "error": "error.type",
}  # fmt: skip
"""Names that OpenTelemetry's semantic conventions (HTTP, 1.23) have for ours; all others are put under `careline.`."""


class OtlpRecorder:
    """Sends to `endpoint`/v1/traces. Sampler, headers and certificates are the library's own OTEL_ variables."""

    def __init__(self, endpoint: str, service: str) -> None:
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)  # it tells of each batch; we tell of the change
        self._ids = _Ids()
        self._provider = TracerProvider(
            resource=Resource.create({"service.name": service, "service.version": version("careline")}),
            id_generator=self._ids, shutdown_on_exit=False,
        )  # fmt: skip
        exporter = _Telling(OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=TRY_SECONDS))
        self._provider.add_span_processor(
            BatchSpanProcessor(
                exporter, max_queue_size=QUEUE, max_export_batch_size=BATCH, schedule_delay_millis=EVERY_MS
            )
        )
        self._tracer = self._provider.get_tracer("careline")

    def begin(self, name: str, kind: Kind, trace: str | None, *, first: bool, told: Mapping[str, Told]) -> _Begun:
        """From one thread alone: the ids are handed over beside the call."""
        given = _context_of(trace) if trace else None
        above = set_span_in_context(NonRecordingSpan(given)) if given and not first else Context()
        self._ids.given = given if first else None
        span = self._tracer.start_span(name, above, _KINDS[kind], _named(told))
        if span.is_recording():
            return _Begun(span, _told(span.get_span_context()))
        return _Begun(span, f"{trace[:-2]}00" if trace and first else trace)

    def close(self, seconds: float) -> None:
        """Have what waits sent, and wait so long for it: the library would wait for half a minute."""
        closing = threading.Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        closing.join(seconds)


class _Begun:
    def __init__(self, span: Span, trace: str | None) -> None:
        self._span, self.trace = span, trace

    def tell(self, told: Mapping[str, Told]) -> None:
        self._span.set_attributes(_named(told))

    def fail(self, kind: str) -> None:
        self._span.set_status(Status(StatusCode.ERROR))
        self._span.set_attribute(_CONVENTIONAL["error"], kind)

    def end(self) -> None:
        self._span.end()


class _Ids(RandomIdGenerator):
    """Of a span that begins a trace, the ids that rows and logs have of it."""

    given: SpanContext | None = None

    def generate_trace_id(self) -> int:
        return self.given.trace_id if self.given else super().generate_trace_id()

    def generate_span_id(self) -> int:
        return self.given.span_id if self.given else super().generate_span_id()

    def is_trace_id_random(self) -> bool:
        """A call's is its attempt's id, which begins with a time."""
        return False


class _Telling(SpanExporter):
    """Says once that spans do not arrive, however long that lasts, and once that they do again."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter, self._away = exporter, False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export(spans)
        away = result is not SpanExportResult.SUCCESS
        if away and not self._away:
            log.warning("spans do not reach their collector", extra={"action": "spans_lost"})
        elif self._away and not away:
            log.info("spans reach their collector again", extra={"action": "spans_sent"})
        self._away = away
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()


def _named(told: Mapping[str, Told]) -> dict[str, str | int]:
    return {
        _CONVENTIONAL.get(name, f"careline.{name}"): value if isinstance(value, int) else str(value)
        for name, value in told.items()
        if value is not None
    }


def _context_of(trace: str) -> SpanContext:
    _, trace_id, span_id, flags = trace.split("-")
    return SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=True, trace_flags=TraceFlags(int(flags, 16)))


def _told(context: SpanContext) -> str:
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
