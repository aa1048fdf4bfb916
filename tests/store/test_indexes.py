"""What grows for ever is looked for by an index; most of these were once read from end to end, each second or turn."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from careline.store.database import Database

pytestmark = pytest.mark.store

LOOKED_FOR = {
    "who waits in the queue": "SELECT 1 FROM conversations WHERE owner = 'queue'",
    "an order's remedies": "SELECT 1 FROM remedies WHERE order_id = 'x'",
    "what was spent lately": (
        "SELECT 1 FROM remedies WHERE requested_at > now() AND (amount IS NOT NULL OR worth IS NOT NULL)"
    ),
    "an SMS by the carrier's id": "SELECT 1 FROM sms WHERE message_sid = 'x'",
    "the SMS of a number": "SELECT 1 FROM sms WHERE number = 'x'",
    "wishes to be called": "SELECT 1 FROM callback_wishes WHERE done_at IS NULL",
    "tickets to be thrown away": "DELETE FROM chat_tickets WHERE expires_at < now()",
    "whom an agent had last": "SELECT 1 FROM handoffs WHERE agent_id = gen_random_uuid()",
    "orders to be looked at": "SELECT 1 FROM orders WHERE check_at <= now() ORDER BY check_at LIMIT 200",
    "blocks to be decided about": "SELECT 1 FROM blocks WHERE decide_at <= now() AND ended_at IS NULL",
    "calls that are due": "SELECT 1 FROM callouts WHERE state = 'planned' AND due_at <= now()",
    "messages to the shop": "SELECT 1 FROM outbox WHERE topic = 'remedy' AND next_try_at <= now()",
    "turns that wait": "SELECT 1 FROM turns WHERE state IN ('waiting', 'claimed') ORDER BY created_at LIMIT 1",
    "a consumer's messages": "SELECT 1 FROM messages WHERE customer_id = 'x' AND channel = 'app' AND seq > 5",
    "a consumer's orders": "SELECT 1 FROM orders WHERE customer_id = 'x'",
    "old lines of the journal": "SELECT 1 FROM journal WHERE order_id = 'x'",
}


@pytest.mark.parametrize("what", LOOKED_FOR)
async def test_it_is_found_by_an_index(database: Database, what: str) -> None:
    """On an empty table the planner reads from end to end, so it is asked what it would do if that were dear."""
    async with database.begin() as tx:
        await tx.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join((await tx.execute(text(f"EXPLAIN {LOOKED_FOR[what]}"))).scalars())
    assert "Seq Scan" not in plan, plan
