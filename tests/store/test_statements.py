"""What a message costs is the number of its statements (ARCHITECTURE.md): it grows only where more is done."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from careline.demo import personas as p
from careline.insights.collecting import note_turn
from careline.store.database import Database
from tests.talking import NOW, in_app

pytestmark = pytest.mark.store

A_MESSAGE = 16
"""Taken in, claimed, answered in two bubbles and noted down."""


@pytest.mark.parametrize(
    ("intent", "most"),
    [
        ("greet", A_MESSAGE + 5),  # and who looks after what is stuck, what was done, what is owed
        ("acknowledge", A_MESSAGE - 2),
        ("ask_payment", A_MESSAGE - 1),
        ("request_refund", A_MESSAGE),
        ("ask_refund_status", A_MESSAGE + 2),  # and what is under way for the order
        # and the shop is pushed: remedy, ledger, journal, hours, promise, outbox; and what is owed for it is offered
        ("track_shipment", A_MESSAGE + 25),
    ],
)
async def test_a_message_costs_no_more_statements_than_it_needs(shop: Database, intent: str, most: int) -> None:
    talk = await in_app(shop, p.LIN, lambda: NOW)
    talk.after_turn = partial(note_turn, shop)
    talk.slots |= {"order_id": p.LIN_LATE_DISPATCH}
    seen: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("UPDATE turns SET lease_until"):  # what a slow machine adds, every half second
            seen.append(statement)

    event.listen(shop.engine.sync_engine, "before_cursor_execute", count)
    try:
        await talk.hear("好的呢", intent)
    finally:
        event.remove(shop.engine.sync_engine, "before_cursor_execute", count)
    assert len(seen) <= most, seen
