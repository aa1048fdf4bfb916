"""What becomes of an attempt in whatever order the news comes, and what follows from its end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callouts.carrier import CallStatus
from callouts.lifecycle import (
    Attempt,
    Event,
    GivenUp,
    HangUpAsked,
    LostTrack,
    NotPlaced,
    Placed,
    Progress,
    Verdict,
    advance,
)
from callouts.retries import FOLLOWS, Cancel, Finish, Message, Retry, Standing, follow_up, may_have_rung
from careline.core.callouts import CALLED, NEVER_PLACED, AttemptState, Outcome, Why
from careline.core.journal import Because
from tests.rules import RULES, rules_with

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SID = "CA" + "1" * 32
WINDOW, DAY = NOW + timedelta(hours=4), NOW + timedelta(hours=14)


def after(*events: Event, attempt: Attempt | None = None) -> Attempt:
    """The attempt once these have come in, one a second."""
    attempt = attempt or Attempt()
    for n, event in enumerate(events):
        attempt = advance(attempt, event, NOW + timedelta(seconds=n))
    return attempt


def progress(status: CallStatus, second: int = 0, sip: int | None = None) -> Progress:
    return Progress(status, SID, NOW + timedelta(seconds=second), sip)


def standing(**given: Any) -> Standing:
    usual: dict[str, Any] = {
        "rang": 1,
        "network_failures": 0,
        "not_sent": 0,
        "opted_out": False,
        "hang_up_why": None,
        "next_window": WINDOW,
        "next_day": DAY,
    }
    return Standing(**{**usual, **given})


TALK = (
    progress(CallStatus.QUEUED, 0),
    progress(CallStatus.RINGING, 1),
    progress(CallStatus.IN_PROGRESS, 5),
    progress(CallStatus.COMPLETED, 60, 200),
)


def test_all_orders_of_a_talks_callbacks_with_duplicates_end_in_the_same_row() -> None:
    expected = after(*TALK)
    assert expected.outcome is Outcome.HUNG_UP
    assert expected.rang_at == NOW + timedelta(seconds=1)
    assert expected.answered_at == NOW + timedelta(seconds=5)
    assert expected.ended_at == NOW + timedelta(seconds=60)
    for order in permutations(TALK):
        for twice in order:
            assert after(*order, twice) == expected
            assert after(twice, *order) == expected


@pytest.mark.parametrize(
    ("status", "sip", "outcome"),
    [
        (CallStatus.BUSY, 486, Outcome.BUSY),
        (CallStatus.BUSY, 603, Outcome.REJECTED),
        (CallStatus.NO_ANSWER, 487, Outcome.NO_ANSWER),
        (CallStatus.FAILED, 404, Outcome.BAD_NUMBER),
        (CallStatus.FAILED, 503, Outcome.NETWORK_FAILED),
        (CallStatus.FAILED, None, Outcome.NETWORK_FAILED),
        (CallStatus.CANCELED, 487, Outcome.CANCELLED),
        (CallStatus.COMPLETED, 200, Outcome.HUNG_UP),
    ],
)
def test_each_way_a_call_can_end_has_its_outcome(status: CallStatus, sip: int | None, outcome: Outcome) -> None:
    ended = after(Placed(SID), progress(CallStatus.RINGING), progress(status, 9, sip))
    assert (ended.state, ended.outcome) == (AttemptState.ENDED, outcome)


@pytest.mark.parametrize(
    ("given_attempt", "outcome"),
    [
        ({"identified_at": NOW}, Outcome.DECLINED),
        ({"identified_at": NOW, "settled": True}, Outcome.SETTLED),
        ({"identified_at": NOW, "found": Outcome.SETTLED}, Outcome.SETTLED),
        ({"identified_at": NOW, "found": Outcome.DOUBTED}, Outcome.DECLINED),
        ({"identified_at": NOW, "found": Outcome.CUT_OFF}, Outcome.CUT_OFF),
        ({"identified_at": NOW, "found": Outcome.CUT_OFF, "settled": True}, Outcome.SETTLED),
        ({"identified_at": NOW, "found": Outcome.ASKED_PERSON, "settled": True}, Outcome.ASKED_PERSON),
        ({"identified_at": NOW, "answered_by": "machine_start", "hang_up_why": "x"}, Outcome.CANCELLED),
        ({"identified_at": NOW, "hang_up_why": "x", "settled": True}, Outcome.SETTLED),
        ({"found": Outcome.ASKED_PERSON}, Outcome.ASKED_PERSON),
        ({"found": Outcome.ASKED_CALLBACK}, Outcome.ASKED_CALLBACK),
        ({"found": Outcome.OPTED_OUT}, Outcome.OPTED_OUT),
        ({"found": Outcome.THIRD_PARTY}, Outcome.THIRD_PARTY),
        ({"found": Outcome.DOUBTED}, Outcome.DOUBTED),
        ({"found": Outcome.SILENT}, Outcome.SILENT),
        ({"found": Outcome.CUT_OFF}, Outcome.CUT_OFF),
        ({"wrong_person": True}, Outcome.WRONG_PERSON),
        ({"answered_by": "machine_start"}, Outcome.VOICEMAIL),
        ({"answered_by": "fax"}, Outcome.VOICEMAIL),
        ({"answered_by": "human"}, Outcome.HUNG_UP),
        ({"answered_by": "unknown"}, Outcome.HUNG_UP),
        ({"hang_up_why": Why.BLOCK_OVER.value}, Outcome.CANCELLED),
    ],
)
def test_a_completed_call_is_judged_by_what_was_found_out_in_it(
    given_attempt: dict[str, Any], outcome: Outcome
) -> None:
    attempt = Attempt(state=AttemptState.IN_CALL, call_sid=SID, **given_attempt)
    assert after(progress(CallStatus.COMPLETED, 30, 200), attempt=attempt).outcome is outcome


def test_a_call_whose_end_nobody_was_there_to_hear_is_no_success() -> None:
    unheard = Progress(CallStatus.COMPLETED, SID, NOW + timedelta(seconds=30), 200, unheard=True)
    talking = Attempt(state=AttemptState.IN_CALL, call_sid=SID, identified_at=NOW)
    assert after(unheard, attempt=talking).outcome is Outcome.CUT_OFF
    assert after(unheard, attempt=replace(talking, settled=True)).outcome is Outcome.SETTLED
    assert after(unheard, attempt=replace(talking, identified_at=None)).outcome is Outcome.CUT_OFF
    assert after(unheard, attempt=replace(talking, found=Outcome.ASKED_CALLBACK)).outcome is Outcome.ASKED_CALLBACK


def test_a_lost_reply_is_unknown_until_any_callback_says_more() -> None:
    unknown = after(LostTrack())
    assert unknown.state is AttemptState.UNKNOWN
    bound = after(LostTrack(), progress(CallStatus.RINGING))
    assert (bound.state, bound.call_sid) == (AttemptState.RINGING, SID)


def test_a_callback_that_overtakes_the_reply_is_not_undone_by_it() -> None:
    assert after(progress(CallStatus.RINGING), Placed(SID)).state is AttemptState.RINGING
    assert after(progress(CallStatus.RINGING), LostTrack()).state is AttemptState.RINGING
    assert after(progress(CallStatus.RINGING), NotPlaced(Outcome.NOT_SENT)).state is AttemptState.RINGING


def test_what_was_given_up_stays_given_up_but_its_call_is_taken_down() -> None:
    late = after(LostTrack(), GivenUp(), progress(CallStatus.COMPLETED, 9, 200))
    assert (late.outcome, late.call_sid) == (Outcome.UNKNOWN_FINAL, SID)


EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.just(Placed(SID)),
    st.just(LostTrack()),
    st.just(GivenUp()),
    st.builds(NotPlaced, st.sampled_from([Outcome.NOT_SENT, Outcome.REFUSED, Outcome.BAD_NUMBER])),
    st.builds(Verdict, st.sampled_from(["human", "machine_start", "unknown"])),
    st.builds(HangUpAsked, st.sampled_from([Why.BLOCK_OVER.value, Why.OPTED_OUT.value, Because.STUCK_IN_QUEUE.value])),
    st.builds(progress, st.sampled_from(list(CallStatus)), st.integers(0, 600), st.sampled_from([None, 200, 404, 603])),
)
RANK = [
    {AttemptState.DIALING, AttemptState.UNKNOWN},
    {AttemptState.QUEUED},
    {AttemptState.RINGING},
    {AttemptState.IN_CALL},
    {AttemptState.ENDED},
]


def rank(attempt: Attempt) -> int:
    return next(n for n, states in enumerate(RANK) if attempt.state in states)


@given(st.lists(EVENTS, max_size=30))
def test_no_news_ever_moves_an_attempt_back_and_an_end_never_changes(events: list[Event]) -> None:
    attempt = Attempt()
    for n, event in enumerate(events):
        moved = advance(attempt, event, NOW + timedelta(seconds=n))
        assert rank(moved) >= rank(attempt)
        assert (moved.outcome is None) == (moved.ended_at is None) == (moved.state is not AttemptState.ENDED)
        assert attempt.call_sid is None or moved.call_sid == attempt.call_sid
        if attempt.over:
            assert (moved.state, moved.outcome, moved.ended_at) == (attempt.state, attempt.outcome, attempt.ended_at)
        assert advance(moved, event, NOW + timedelta(seconds=n)) == moved, "told twice, it changed again"
        attempt = moved


@given(st.permutations(TALK), st.lists(st.sampled_from(TALK), max_size=4), st.integers(0, 4))
def test_duplicates_anywhere_change_nothing(order: list[Event], again: list[Event], where: int) -> None:
    assert after(*order[:where], *again, *order[where:]).outcome is Outcome.HUNG_UP
    if not again:
        assert after(*order) == after(*TALK)


@pytest.mark.parametrize(
    ("outcome", "given_standing", "following"),
    [
        (Outcome.SETTLED, {}, Finish(Outcome.SETTLED)),
        (Outcome.SETTLED, {"opted_out": True}, Finish(Outcome.SETTLED)),
        (Outcome.DECLINED, {}, Finish(Outcome.DECLINED)),
        (Outcome.ASKED_PERSON, {}, Finish(Outcome.ASKED_PERSON)),
        (Outcome.ASKED_CALLBACK, {}, Finish(Outcome.ASKED_CALLBACK)),
        (Outcome.OPTED_OUT, {"opted_out": True}, Finish(Outcome.OPTED_OUT)),
        (Outcome.BUSY, {}, Retry(NOW + timedelta(minutes=15))),
        (Outcome.NO_ANSWER, {}, Retry(NOW + timedelta(hours=2))),
        (Outcome.NO_ANSWER, {"over": Outcome.ASKED_PERSON}, Finish(Outcome.ASKED_PERSON)),
        (Outcome.VOICEMAIL, {}, Retry(WINDOW, Message.MISSED)),
        (Outcome.VOICEMAIL, {"over": Outcome.ASKED_CALLBACK}, Finish(Outcome.ASKED_CALLBACK)),
        (Outcome.REJECTED, {}, Retry(DAY)),
        (Outcome.HUNG_UP, {}, Finish(Outcome.HUNG_UP, Message.HEARD)),
        (Outcome.SILENT, {}, Finish(Outcome.SILENT, Message.HEARD)),
        (Outcome.DOUBTED, {}, Finish(Outcome.DOUBTED, Message.HEARD)),
        (Outcome.THIRD_PARTY, {}, Retry(WINDOW, Message.HEARD)),
        (Outcome.THIRD_PARTY, {"rang": 3}, Finish(Outcome.THIRD_PARTY, Message.HEARD)),
        (Outcome.CUT_OFF, {"network_failures": 1}, Retry(NOW + timedelta(minutes=30), Message.CUT_OFF)),
        (Outcome.CUT_OFF, {"network_failures": 2}, Finish(Outcome.CUT_OFF, Message.CUT_OFF)),
        (Outcome.NETWORK_FAILED, {"network_failures": 1}, Retry(NOW + timedelta(minutes=30))),
        (Outcome.NETWORK_FAILED, {"network_failures": 2}, Finish(Outcome.NETWORK_FAILED, Message.MISSED)),
        (Outcome.BAD_NUMBER, {}, Finish(Outcome.BAD_NUMBER, person=True)),
        (Outcome.REFUSED, {}, Finish(Outcome.REFUSED, person=True)),
        (Outcome.WRONG_PERSON, {}, Finish(Outcome.WRONG_PERSON, person=True)),
        (Outcome.UNKNOWN_FINAL, {}, Finish(Outcome.UNKNOWN_FINAL, person=True)),
        (Outcome.NO_ANSWER, {"rang": 3}, Finish(Outcome.NO_ANSWER, Message.MISSED)),
        (Outcome.VOICEMAIL, {"rang": 3}, Finish(Outcome.VOICEMAIL, Message.MISSED)),
        (Outcome.NO_ANSWER, {"opted_out": True}, Finish(Outcome.OPTED_OUT)),
        (Outcome.HUNG_UP, {"opted_out": True}, Finish(Outcome.OPTED_OUT)),
        (Outcome.CANCELLED, {"hang_up_why": Why.BLOCK_OVER.value}, Cancel(Why.BLOCK_OVER.value)),
        (Outcome.CANCELLED, {"hang_up_why": Why.OUTSIDE_WINDOW.value}, Retry(WINDOW)),
        (Outcome.CANCELLED, {"hang_up_why": Because.STUCK_IN_QUEUE.value}, Retry(WINDOW)),
        (Outcome.CANCELLED, {}, Retry(WINDOW)),
        (Outcome.NOT_SENT, {"not_sent": 1}, Retry(NOW + timedelta(seconds=15))),
        (Outcome.NOT_SENT, {"not_sent": 3}, Retry(NOW + timedelta(seconds=60))),
        (Outcome.NOT_SENT, {"not_sent": 99}, Retry(NOW + timedelta(minutes=10))),
        (Outcome.NOT_SENT, {"not_sent": 1, "retry_after": timedelta(seconds=40)}, Retry(NOW + timedelta(seconds=40))),
    ],
)
def test_what_follows_from_each_outcome(
    outcome: Outcome, given_standing: dict[str, Any], following: Retry | Finish | Cancel
) -> None:
    assert follow_up(outcome, standing(**given_standing), NOW, RULES) == following


def test_an_installation_may_try_again_sooner() -> None:
    soon = timedelta(minutes=3)
    rules = rules_with(retries={"voicemail": soon, "rejected": soon})
    for outcome in (Outcome.VOICEMAIL, Outcome.REJECTED):
        following = follow_up(outcome, standing(), NOW, rules)
        assert isinstance(following, Retry)
        assert following.not_before == NOW + soon


NEVER_TWICE = CALLED | {
    Outcome.UNKNOWN_FINAL, Outcome.BAD_NUMBER, Outcome.REFUSED, Outcome.WRONG_PERSON, Outcome.ASKED_PERSON,
    Outcome.ASKED_CALLBACK, Outcome.OPTED_OUT, Outcome.HUNG_UP, Outcome.SILENT, Outcome.DOUBTED,
}  # fmt: skip


def test_every_outcome_has_its_row_and_nobody_who_talked_is_told_that_we_missed_them() -> None:
    assert set(FOLLOWS) == set(Outcome)
    answered = set(Outcome) - NEVER_PLACED - {
        Outcome.VOICEMAIL, Outcome.BUSY, Outcome.REJECTED, Outcome.NO_ANSWER, Outcome.NETWORK_FAILED,
        Outcome.CANCELLED, Outcome.UNKNOWN_FINAL,
    }  # fmt: skip
    for outcome in answered:
        assert Message.MISSED not in {FOLLOWS[outcome].message, FOLLOWS[outcome].at_last}


@given(st.sampled_from(list(Outcome)), st.integers(0, 9), st.integers(0, 5), st.booleans())
def test_whatever_is_unknown_wrong_or_refused_is_never_dialled_again(
    outcome: Outcome, rang: int, failures: int, stopped: bool
) -> None:
    following = follow_up(outcome, standing(rang=rang, network_failures=failures, opted_out=stopped), NOW, RULES)
    if isinstance(following, Retry):
        assert following.not_before >= NOW
        assert not stopped
        assert outcome not in NEVER_TWICE
        assert rang < RULES.calls.attempts_per_block or not may_have_rung(outcome)


def test_only_what_cannot_have_rung_is_free() -> None:
    free = {outcome for outcome in Outcome if not may_have_rung(outcome)}
    assert free == {Outcome.NOT_SENT, Outcome.REFUSED, Outcome.BAD_NUMBER}
    assert may_have_rung(None), "an attempt under way counts"


def test_the_first_wish_to_hang_up_names_the_reason() -> None:
    attempt = after(HangUpAsked(Why.BLOCK_OVER), HangUpAsked(Why.OPTED_OUT))
    assert attempt.hang_up_why == Why.BLOCK_OVER
    assert replace(attempt, hang_up_why=None) == Attempt()


def test_the_docs_say_what_follows_from_every_outcome() -> None:
    page = (Path(__file__).parents[2] / "docs" / "callouts.md").read_text("utf-8")
    told = {word for row in page.splitlines() if row.startswith("|") for word in re.findall(r"`(\w+)`", row)}
    assert {outcome.value for outcome in Outcome} <= told
