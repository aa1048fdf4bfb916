"""Whatever is held of a consumer is in what they may take with them, or left out for a reason."""

from __future__ import annotations

import pytest

from careline.hall.own_data import HANDED_OUT
from careline.privacy.holdings import HOLDINGS, Fate

pytestmark = pytest.mark.unit

LEFT_OUT = {
    "customers orders order_items refunds parcels scans": "told in the document by other means",
    "customer_merges feed_events bridge_documents wakes sequences chat_tickets": "how we work, no words of theirs",
    "blocks decisions": "why we looked at an order, or called",
    "turns reviews buttons events": "second copies of the messages",
    "handoffs external_talks transfers notes quality_reviews quality_scores bulk_rows": "our people's",
    "remedy_changes approvals outbox urge_letters": "between the shop, merchants and us",
    "callouts attempts call_events sms bad_numbers number_holds texts_received": "told in codes by contacts",
    "journal": "the audit log: counsel decides",
}
_NAMES = {"consents": "consent_ledger"}


def test_every_table_is_handed_out_or_left_out_for_a_reason() -> None:
    handed_out = {_NAMES.get(name, name) for name in HANDED_OUT}
    left_out = {table for tables in LEFT_OUT for table in tables.split()}
    assert not handed_out & left_out
    assert handed_out | left_out == {name for name, one in HOLDINGS.items() if one.fate is not Fate.NOBODYS}
