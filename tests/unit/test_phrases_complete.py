"""Nothing that can reach a person lacks its words: every state, rule, reason and topic, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome, Why
from careline.core.cases import CloseReason
from careline.core.contact import Channel, Reason
from careline.core.orders import ClaimStatus, Guarantee, OrderStatus, RefundKind, RefundStatus, Scan, ScanCode
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rights import Clause, Needs, RightKind, RightState
from careline.core.rights import Why as RightWhy
from careline.core.wording.topics import TOPIC
from tests.factories import ago
from tests.rules import RULES

pytestmark = pytest.mark.unit

_HAN = re.compile(r"[\u4e00-\u9fff]")
WORDED: list[tuple[type[StrEnum], Callable[[Any, str], str]]] = [
    (OrderStatus, phrases.order_status),
    (RefundStatus, phrases.refund_status),
    (RefundKind, phrases.refund_kind),
    (ClaimStatus, phrases.claim_status),
    (BlockKind, phrases.block_kind),
    (BlockKind, phrases.contact_about),
    (Guarantee, phrases.right_name),
    (RightKind, phrases.right_name),
    (RightState, phrases.right_state),
    (RightWhy, phrases.right_why),
    (Needs, phrases.right_needs),
    (Clause, lambda clause, language: phrases.clause_text(clause, language, "CNY", RULES.terms)),
    (PromiseKind, phrases.promise_kind),
    (PromiseState, phrases.promise_state),
    (CloseReason, phrases.close_reason),
    (RemedyKind, phrases.remedy_kind),
    (RemedyState, phrases.remedy_state),
    (Reason, phrases.contact_reason),
    (Why, phrases.contact_reason),
    (Outcome, phrases.call_outcome),
    (Channel, phrases.contact_channel),
]
CASES = [
    pytest.param(word, value, id=f"{word.__name__}-{value}")  # type: ignore[attr-defined]
    for kind, word in WORDED
    for value in kind
]


@pytest.mark.parametrize(("word", "value"), CASES)
def test_every_value_has_words_in_both_languages(word: Callable[[Any, str], str], value: StrEnum) -> None:
    chinese, english = word(value, "zh-CN"), word(value, "en")
    assert _HAN.search(chinese)
    assert not _HAN.search(english)
    assert english.strip() == english != ""


@pytest.mark.parametrize("code", ScanCode)
@pytest.mark.parametrize("place", ["武汉市", ""])
def test_every_scan_is_worded_with_and_without_a_place(code: ScanCode, place: str) -> None:
    event = phrases.scan_event(Scan(at=ago(hours=1), code=code, place=place), "zh-CN")
    assert _HAN.search(event)
    assert place in event
    assert "{" not in event


@pytest.mark.parametrize("intent", TOPIC)
def test_every_topic_can_be_asked_for_in_both_languages(intent: str) -> None:
    assert phrases.is_topic(intent)
    assert _HAN.search(phrases.topic(intent, "zh-CN"))
    assert not _HAN.search(phrases.topic(intent, "en"))


def test_a_greeting_is_no_topic() -> None:
    assert not phrases.is_topic("greet")
    with pytest.raises(KeyError):
        phrases.topic("greet", "zh-CN")
