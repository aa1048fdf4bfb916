"""What the slots hold is the same value after it was formatted and parsed, and nonsense is empty."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.heard import Heard
from actions.memory import Asked, Memory
from actions.remembered import (
    FactsTold,
    HelpTold,
    LastSaid,
    OrdersShown,
    PartsSpokenOf,
    Proposal,
    Remark,
    SaidSoFar,
)
from understanding.people_first import Emergency
from understanding.reading import read
from understanding.taxonomy import Matter

pytestmark = pytest.mark.unit

WAITS = Heard(intent="ask_invoice", confidence=0.9, said=read("发票开了吗"), entities={}, ranking=())
FACTS = FactsTold("track_shipment", "when", "CL1", "7", "logistics")
FULL = Memory(
    language="zh", order_id="CL1", topic="ask_refund_status", asked=Asked.CONFIRM_REFUND,
    suggested_intent="ask_payment", offered=OrdersShown(("CL3",), ("CL1", "CL2")), told=FACTS,
    pending=(WAITS,), wish=Proposal.of(items=(("mug", 2),), reason="lost"), matters=(Matter.REFUND, Matter.DELIVERY),
    said=SaidSoFar({"a1b2": LastSaid(3, 2)}), parts=PartsSpokenOf("CL1", (("mug", 2),)), fallback_count=1, silences=2,
    asides=1,
)  # fmt: skip


@pytest.mark.parametrize("told", [None, *Remark, HelpTold(Emergency.FIRE), FACTS])
def test_a_memory_is_the_same_after_the_slots(told: Any) -> None:
    memory = Memory(**{**{name: getattr(FULL, name) for name in FULL.__dataclass_fields__}, "told": told})
    assert Memory.from_slots(memory.slots()) == memory
    assert Memory.from_slots(memory.slots()).changes(memory) == {}


def test_the_slots_stay_as_a_conversation_of_yesterday_has_them() -> None:
    slots = {
        name: value for name, value in FULL.slots().items() if name in {"offered", "told", "wish", "said", "parts"}
    }
    assert slots == {
        "offered": "CL3|CL1,CL2", "told": "track_shipment|when|CL1|7|logistics", "said": "a1b2:3:2",
        "wish": '{"reason": "lost", "items": [["mug", 2]]}', "parts": '["CL1", [["mug", 2]]]',
    }  # fmt: skip


@example({"asides": float("nan")})
@given(st.dictionaries(st.sampled_from(sorted(FULL.slots())), st.text() | st.floats() | st.none() | st.just("[]")))
def test_nonsense_in_the_slots_breaks_no_turn(slots: dict[str, Any]) -> None:
    Memory.from_slots(slots).slots()


def test_a_proposal_leaves_out_what_is_empty_and_knows_its_goods() -> None:
    assert not Proposal.of(items=None, reason="", all=False)
    wish = Proposal.of(deed="invoice", title="Rook Ltd").and_also(items=(("mug", 1),))
    assert (wish.deed, wish.items, wish.kept["title"]) == ("invoice", (("mug", 1),), "Rook Ltd")


def test_the_same_facts_are_the_same_whatever_was_asked() -> None:
    told = FactsTold("track_shipment", "", "CL1", "7", "")
    assert told.same_facts(FactsTold("ask_dispatch", "when", "CL1", "7", ""))
    assert not told.same_facts(FactsTold("track_shipment", "", "CL1", "8", ""))


def test_only_the_latest_sentences_are_kept_and_all_that_is_told_once() -> None:
    said = SaidSoFar({f"s{n}": LastSaid(n, 1) for n in range(100)}).and_once("owed", "news:1")
    again = SaidSoFar.parse(said.format())
    assert (len(again.sentences), again.once, again.this_turn) == (60, ("owed", "news:1"), 100)
    assert [again.within(mark, 2) for mark in ("s98", "s97")] == [True, False]
