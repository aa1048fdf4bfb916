"""One id for a piece of work, from the request that began it to whatever comes of it, in every process's log.

It is a `traceparent` of W3C Trace Context (https://www.w3.org/TR/trace-context/), and travels as one: in headers
between processes, in the rows of what is done later (`turns.trace`, `outbox.trace`). What came with a request is passed
on as it came, as the standard wants of whoever takes no part, unless spans are recorded (careline/spans.py): then with
the id of the span that passes it on.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Dict, Optional
from uuid import UUID

HEADER = "traceparent"
_FORM = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_LATER = re.compile(r"(?!ff|00)[0-9a-f]{2}(-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})(-.*)?")
_CURRENT: ContextVar[Optional[str]] = ContextVar("trace", default=None)


def new_trace() -> str:
    """Of work that nobody told us the trace of. Not sampled: there are no spans of it, until one begins it."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-00"


def trace_of(made: UUID, *, sampled: bool = False) -> str:
    """Of work that has an id of ours, such as a call: the id's own digits. `sampled`: there may be spans of it."""
    return f"00-{made.hex}-{made.hex[16:]}-0{int(sampled)}"


def read_trace(header: Optional[str]) -> Optional[str]:
    """What a header says, if it is well-formed; of a later version of the standard the part that we know."""
    given = (header or "").strip()
    later = _LATER.fullmatch(given)
    if later:
        given = "00" + later[1]
    return given if _FORM.fullmatch(given) else None


def id_of(trace: str) -> str:
    """The 32 digits by which people and logs call it."""
    return trace[3:35]


def current_trace() -> Optional[str]:
    """The trace of what is being done here, if it has one."""
    return _CURRENT.get()


def follow(trace: Optional[str]) -> None:
    """From here on, and until the block around ends, this is the trace."""
    _CURRENT.set(trace)


@contextmanager
def traced(trace: Optional[str]) -> Iterator[None]:
    """While the block runs, this is the trace: of its lines in the log, and of whoever is asked."""
    token = _CURRENT.set(trace)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def trace_headers() -> Dict[str, str]:
    """For a request to another process; empty where there is no trace."""
    trace = _CURRENT.get()
    return {HEADER: trace} if trace else {}
