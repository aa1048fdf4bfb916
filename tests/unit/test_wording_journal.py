"""The journal in words: every verb and every reason in both languages, with the values that an entry holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome, Why
from careline.core.cases import CloseReason
from careline.core.conversation import Owner
from careline.core.journal import Because, What
from careline.core.orders import Guarantee
from careline.core.promises import PromiseKind
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording import journal
from careline.core.wording.journal import what_words, who_words, why_words
from tests.factories import NOW, ahead

pytestmark = pytest.mark.unit

_HAN = re.compile(r"[\u4e00-\u9fff]")


def told(what: str, language: str, **data: Any) -> str:
    return what_words(what, data, language, now=NOW, time_zone="Asia/Shanghai")


@pytest.mark.parametrize("what", What)
def test_every_verb_has_words_in_both_languages(what: What) -> None:
    assert _HAN.search(told(what, "zh-CN"))
    assert not _HAN.search(told(what, "en"))
    assert told(what, "en") != what


@pytest.mark.parametrize("why", [*Because, *Why, *Outcome, *CloseReason])
def test_every_reason_has_words_in_both_languages(why: str) -> None:
    assert _HAN.search(why_words(why, "zh-CN"))
    assert not _HAN.search(why_words(why, "en"))
    assert why_words(why, "en") != why


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (BlockKind, "block"), (RemedyKind, "remedy"), (RemedyState, "after"), (PromiseKind, "promise"),
        (Guarantee, "guarantee"), (CloseReason, "reason"), (Owner, "owner"), (Outcome, "outcome"),
    ],
)  # fmt: skip
def test_every_value_of_an_entry_is_told(kind: Any, name: str) -> None:
    for value in kind:
        for language in ("zh-CN", "en"):
            plain, full = (told(What.CASE_OPENED, language, **data) for data in ({}, {name: value}))
            assert full.startswith(plain), value
            assert len(full) > len(plain), value
            assert bool(_HAN.search(full)) is (language == "zh-CN"), value


def test_a_remedy_is_told_with_its_money_and_where_it_stands_now() -> None:
    data = {
        "remedy": "refund", "guarantee": None, "clause": None, "items": [["coat-red-m", 1]], "amount": "399.00",
        "currency": "CNY", "before": "needs_approval", "after": "approved",
    }  # fmt: skip
    assert told(What.REMEDY_CHANGED, "zh-CN", **data) == "处理有进展：退款 399 元，已通过"
    assert told(What.REMEDY_CHANGED, "en", **data) == "Remedy moved on: Refund CNY 399.00, Approved"


def test_a_promise_is_told_with_when_it_falls_due_on_the_consumers_clock() -> None:
    data = {"promise": "answer", "due_at": ahead(hours=24).isoformat()}
    assert told(What.PROMISE_MADE, "zh-CN", **data) == "答应顾客：答复，明天 12:00 前"
    assert told(What.PROMISE_MADE, "en", **data) == "Promised: An answer, by tomorrow 12:00"


def test_what_an_older_version_or_a_person_wrote_stays_as_it_is() -> None:
    assert told("remedy_noted", "zh-CN", kind="cancel") == "remedy noted"
    assert why_words("the consumer asked for it and confirmed", "zh-CN") == "the consumer asked for it and confirmed"
    assert why_words("已补发，明天到", "en") == "已补发，明天到"


def test_agents_are_told_by_name_and_machines_by_what_they_are() -> None:
    who = {"agent:li": "李婷", "agent:gone": "gone", "bot": "智能助手", "feed": "平台", "merchant": "商家"}
    assert {one: who_words(one, "zh-CN", {"li": "李婷"}) for one in who} == who


values = st.none() | st.text(max_size=8) | st.integers() | st.sampled_from([*RemedyKind, *RemedyState, *BlockKind])


@given(
    st.sampled_from(What),
    st.dictionaries(st.sampled_from(sorted(journal._VALUES)), values),
    st.sampled_from(["zh-CN", "en"]),
)
def test_whatever_an_entry_holds_its_line_can_be_shown(what: What, data: dict[str, Any], language: str) -> None:
    assert told(what, language, **data)
