"""What something costs, in statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from careline.store.database import Database


@contextmanager
def statements(shop: Database) -> Iterator[list[str]]:
    """Those that are sent meanwhile."""
    seen: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("UPDATE turns SET lease_until"):  # what a slow machine adds, every half second
            seen.append(statement)

    event.listen(shop.engine.sync_engine, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(shop.engine.sync_engine, "before_cursor_execute", count)
