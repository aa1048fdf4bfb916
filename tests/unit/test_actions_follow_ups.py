from __future__ import annotations

import pytest

from actions.registry import ANSWERS
from actions.turn.follow_ups import _MEANT, completed

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("kind", "topic", "intent"),
    [
        ("how_long", "ask_dispatch", "ask_dispatch_time"),
        ("how_long", "ask_refund_status", "ask_refund_status"),
        ("how_long", "request_refund", "ask_refund_policy"),
        ("arrival", "ask_dispatch_time", "track_shipment"),
        ("who_pays", "request_return", "ask_return_freight"),
        ("freight", "report_damaged_or_wrong", "ask_return_freight"),
        ("freight", "ask_dispatch", None),  # then the fee for sending is meant, as the classifier says
        ("other", "track_shipment", "track_shipment"),
        ("why", None, None),
        (None, "track_shipment", None),
        ("sung", "track_shipment", None),
    ],
)
def test_a_follow_up_is_completed_by_the_topic(kind: str | None, topic: str | None, intent: str | None) -> None:
    assert completed(kind, topic) == intent


def test_the_table_knows_only_topics_and_leads_only_to_topics() -> None:
    topics = {intent for intent, answer in ANSWERS.items() if answer.topic}
    for meant in _MEANT.values():
        assert set(meant) <= topics
        assert set(meant.values()) <= topics
