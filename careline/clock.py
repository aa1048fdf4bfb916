"""The one clock of the service.

Rules take `now` as an argument; only composition roots and request edges call this.
"""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present instant, timezone-aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock
