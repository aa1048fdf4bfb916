"""What a message costs is the number of its statements (ARCHITECTURE.md): it grows only where more is done."""

from __future__ import annotations

from functools import partial

import pytest

from careline.cases.service import remedies_of
from careline.core.remedies import RemedyKind
from careline.demo import personas as p
from careline.insights.collecting import note_turn
from careline.store.database import Database
from tests.counting import statements
from tests.talking import NOW, in_app, question

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
    with statements(shop) as seen:
        await talk.hear("好的呢", intent)
    assert len(seen) <= most, seen


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("你们凭什么这么久", [("dispatch", "why", 0.95)]),  # an aside: our offer stays open
        ("那要等到什么时候", [("dispatch", "when", 0.6), ("delivery", "when", 0.3)]),  # and a second answer
        ("赔多少来着", [("compensation", "how_much", 0.95), ("dispatch", "status", 0.5)]),  # what was just told
    ],
)
async def test_a_later_turn_reads_what_was_wished_for_once(
    shop: Database, words: str, readings: list[tuple[str, str, float]]
) -> None:
    talk = await in_app(shop, p.LIN, lambda: NOW)
    talk.slots |= {"order_id": p.LIN_LATE_DISPATCH}
    await talk.hear("怎么还没发", "ask_dispatch")  # the shop is pushed now, so that nothing more is registered
    assert talk.slots["asked"] == "confirm_compensation"
    with statements(shop) as seen:
        said = await talk.hear(words, "nlu_fallback", confidence=0.5, readings=readings)
    assert said.texts
    assert len([one for one in seen if one.startswith("SELECT remedies.")]) == 1
    assert len(seen) <= A_MESSAGE + 1, seen  # three bubbles


async def test_what_this_very_turn_registers_is_told_behind_it(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, lambda: NOW)
    talk.slots |= {"order_id": p.LIN_LATE_DISPATCH}
    await talk.hear("晚发赔多少", "ask_guarantee", reading=("compensation", "how_much"))
    asked = [
        question("申领", "affirm", reading=("compensation", "do_it")),
        question("编号多少", "nlu_fallback", reading=("compensation", "which")),
    ]
    said = await talk.hear("申领 编号多少", "affirm", questions=asked)
    async with shop.begin() as tx:
        claimed = (await remedies_of(tx, p.LIN_LATE_DISPATCH))[-1]
    assert claimed.kind is RemedyKind.COMPENSATION
    assert "utter_compensation_number" in said.responses
