"""Which turns a person should look at, by what was said and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careline.core.reviews import (
    LITTLE_CONFIDENCE,
    REASON_OF,
    SOON,
    Exchange,
    Finding,
    ReviewReason,
    Sign,
    alike,
    findings,
    likeliest_topic,
    outweighs,
)
from careline.core.wording.intents import INTENT
from careline.core.wording.topics import TOPIC, is_topic

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
PAYLOADS = ["choose_order", "open_call", "silence", "press_key"]
RESPONSES = ["utter_suggest", "utter_rephrase", "utter_not_understood_again", "utter_handoff_next", "utter_welcome"]


def said(text: str | None, intent: str, *responses: str, sure: float = 0.9, ranking: tuple[str, ...] = ()) -> Exchange:
    return Exchange(
        text=text, intent=intent, confidence=sure, at=AT, ranking=ranking, responses=frozenset(responses)
    )  # fmt: skip


GUESSED = said("钱咋还没影", "nlu_fallback", "utter_suggest", ranking=("ask_refund_status", "ask_payment", "greet"))
ANSWERED = said("我的退款怎么还没到账", "ask_payment")


def of_this(now: Exchange, before: Exchange | None = None) -> tuple[Sign, str | None] | None:
    return next(((found.sign, found.proposal) for found in findings(before, now) if not found.earlier), None)


def of_earlier(before: Exchange, now: Exchange) -> tuple[Sign, str | None] | None:
    return next(((found.sign, found.proposal) for found in findings(before, now) if found.earlier), None)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (GUESSED, (Sign.GUESSED, "ask_refund_status")),
        (replace(GUESSED, ranking=("greet", "ask_payment")), (Sign.GUESSED, "ask_payment")),
        (
            said("那个啥", "nlu_fallback", "utter_rephrase", ranking=("greet", "deny", "ask_invoice")),
            (Sign.UNSURE, "greet"),
        ),
        (
            said(
                "就那个", "nlu_fallback", "utter_not_understood_again", "utter_handoff_next", ranking=("ask_invoice",)
            ),
            (Sign.GAVE_UP, "ask_invoice"),
        ),
        (said("鞋子那个", "nlu_fallback", "utter_on_its_way"), None),  # the words chose an order
        (said("到了吗", "track_shipment", sure=LITTLE_CONFIDENCE - 0.01), (Sign.UNSURE, "track_shipment")),
        (said("到了吗", "track_shipment", sure=LITTLE_CONFIDENCE), None),
        (said("转人工", "request_human", "utter_handoff_next", sure=1.0), None),  # a rule is certain
        (
            said("我想跟你们的人聊", "request_human", "utter_handoff_next", sure=0.8),
            (Sign.WANTED_PERSON, "request_human"),
        ),
        (said(None, "nlu_fallback", "utter_suggest", ranking=("ask_invoice",)), None),  # a button
        (said("是的", "affirm", sure=0.3), (Sign.UNSURE, "affirm")),
    ],
)
def test_a_turn_is_worth_a_look_by_what_came_of_it(now: Exchange, expected: tuple[Sign, str | None] | None) -> None:
    assert of_this(now) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (GUESSED, said(None, "affirm"), (Sign.SAID_YES, "ask_refund_status")),
        (GUESSED, said("对，退款进度", "ask_refund_status"), (Sign.SAID_YES, "ask_refund_status")),
        (GUESSED, said("不是", "deny", "utter_rephrase"), (Sign.SAID_NO, "ask_payment")),
        (GUESSED, said("哪有", "out_of_scope", "utter_rephrase"), (Sign.SAID_NO, "ask_payment")),
        (GUESSED, said("我要开发票", "ask_invoice"), (Sign.REPHRASED, "ask_invoice")),
        (GUESSED, said("人工", "request_human", sure=1.0), (Sign.WANTED_PERSON, "ask_refund_status")),
        (GUESSED, said("谢谢", "thank"), None),
        (GUESSED, said("呃呃", "nlu_fallback", "utter_not_understood_again"), None),
        (replace(GUESSED, ranking=()), said("是", "affirm"), None),  # we had asked for other words
        (replace(GUESSED, ranking=()), said("不", "deny"), None),
        (replace(GUESSED, text=None), said(None, "affirm"), None),
        (ANSWERED, said("人工", "request_human", sure=1.0), (Sign.WANTED_PERSON, "ask_payment")),
        (ANSWERED, said("我的退款怎么还没有到", "ask_refund_status"), (Sign.REPHRASED, "ask_refund_status")),
        (ANSWERED, said("那发票呢", "ask_invoice"), None),  # another question
        (ANSWERED, said("我的退款怎么还没到账啊", "ask_payment"), None),  # the same again
        (said("你好", "greet"), said("人工", "request_human", sure=1.0), None),
    ],
)
def test_the_next_turn_says_what_the_one_before_had_meant(
    before: Exchange, now: Exchange, expected: tuple[Sign, str | None] | None
) -> None:
    assert of_earlier(before, now) == expected


def test_after_a_while_it_is_no_comment_any_more() -> None:
    yes = said(None, "affirm")
    assert of_earlier(GUESSED, replace(yes, at=AT + SOON))
    assert not of_earlier(GUESSED, replace(yes, at=AT + SOON + timedelta(seconds=1)))


intents = st.sampled_from([*INTENT, *PAYLOADS, "nlu_fallback"])
exchanges = st.builds(
    Exchange,
    text=st.none() | st.text(max_size=12),
    intent=intents,
    confidence=st.floats(0, 1),
    at=st.integers(0, 600).map(lambda seconds: AT + timedelta(seconds=seconds)),
    ranking=st.lists(intents, max_size=5, unique=True).map(tuple),
    responses=st.frozensets(st.sampled_from(RESPONSES), max_size=2),
)


@given(st.none() | exchanges, exchanges)
def test_one_finding_at_most_for_each_turn_and_never_for_a_button(before: Exchange | None, now: Exchange) -> None:
    found = findings(before, now)
    by_turn = {finding.earlier: finding for finding in found}
    assert len(by_turn) == len(found) <= 2
    assert now.text or False not in by_turn
    assert (before is not None and before.text) or True not in by_turn


@given(st.none() | exchanges, exchanges)
def test_what_is_proposed_has_sentences(before: Exchange | None, now: Exchange) -> None:
    assert all(finding.proposal is None or finding.proposal in INTENT for finding in findings(before, now))


@given(exchanges, exchanges)
def test_a_yes_counts_only_for_what_we_had_guessed(before: Exchange, now: Exchange) -> None:
    for finding in findings(before, now):
        if finding.sign is Sign.SAID_YES:
            assert finding == Finding(earlier=True, sign=Sign.SAID_YES, proposal=likeliest_topic(before.ranking))


@given(exchanges.filter(lambda one: is_topic(one.intent) and one.confidence >= LITTLE_CONFIDENCE))
def test_an_answer_that_was_sure_and_has_no_story_is_left_alone(now: Exchange) -> None:
    assert not findings(None, replace(now, responses=frozenset()))


def test_a_stronger_sign_outweighs_a_weaker_and_the_newest_of_equals_counts() -> None:
    assert outweighs(Sign.SAID_YES, Sign.GUESSED)
    assert not outweighs(Sign.GUESSED, Sign.SAID_YES)
    assert all(outweighs(sign, sign) for sign in Sign)


def test_every_sign_belongs_to_a_reason() -> None:
    assert set(REASON_OF) == set(Sign)
    assert set(REASON_OF.values()) == set(ReviewReason)


@given(st.text(), st.text())
def test_likeness_is_a_share_and_symmetrical(one: str, other: str) -> None:
    assert 0 <= alike(one, other) == alike(other, one) <= 1


def test_likeness_does_not_mind_signs_and_capitals() -> None:
    assert alike("Where is my parcel?", "where IS my parcel") == 1
    assert alike("退款", "发票") == alike("", "") == 0


def test_every_intent_with_sentences_has_a_name_and_no_other_has() -> None:
    files = (ROOT / "data" / "nlu").glob("*.yml")
    with_sentences = {
        block["intent"] for file in files for block in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)["nlu"]
    }
    assert set(INTENT) == with_sentences
    assert set(TOPIC) <= set(INTENT)
    for language in (0, 1):
        names = [name[language] for name in INTENT.values()]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 24
