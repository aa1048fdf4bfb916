"""What follows from an attempt's end: another try and when, a text message, a person, or nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from careline.core.callouts import NEVER_PLACED, Outcome, Why
from careline.core.journal import Because
from careline.core.rules import RetryRules, ShopRules

_CLOCK = frozenset({None, Why.OUTSIDE_WINDOW, Why.PAUSED, Because.STUCK_IN_QUEUE})
"""Reasons for ending a call that leave its cause in place: only the hour was wrong, or an operator paused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the callout stands with this attempt counted in: calls that may have rung, network failures, tries in a row
    that did not reach the carrier. `next_window` and `next_day` are the consumer's, `retry_after` is the carrier's.
    """

    rang: int
    network_failures: int
    not_sent: int
    opted_out: bool
    hang_up_why: str | None
    next_window: datetime
    next_day: datetime
    retry_after: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Retry:
    """Back to planned, not before that instant; the window and the caps are applied on top."""

    not_before: datetime
    sms: bool = False


@dataclass(frozen=True, slots=True)
class Finish:
    """The callout has run its course. `person`: somebody at the desk has to follow up."""

    outcome: Outcome
    sms: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """The callout's cause is gone."""

    why: str


FollowUp = Retry | Finish | Cancel


def follow_up(outcome: Outcome, standing: Standing, now: datetime, rules: ShopRules) -> FollowUp:
    """The one thing that follows from an attempt's end."""
    if outcome is Outcome.TALKED:
        return Finish(outcome)
    if outcome is Outcome.UNKNOWN_FINAL:
        return Finish(outcome, person=True)
    if standing.opted_out:
        return Finish(Outcome.OPTED_OUT)
    if outcome in {Outcome.WRONG_PERSON, Outcome.BAD_NUMBER, Outcome.REFUSED}:
        return Finish(outcome, person=True)
    if outcome is Outcome.CANCELLED and standing.hang_up_why not in _CLOCK:
        return Cancel(standing.hang_up_why or "")
    return _again(outcome, standing, now, rules)


def _again(outcome: Outcome, standing: Standing, now: datetime, rules: ShopRules) -> FollowUp:
    if outcome is Outcome.NOT_SENT:
        return Retry(now + max(standing.retry_after, _backoff(standing.not_sent, rules.retries)))
    sms = outcome in {Outcome.VOICEMAIL, Outcome.HUNG_UP}
    if standing.rang >= rules.calls.attempts_per_block:
        return Finish(outcome, sms=True)
    if outcome is Outcome.NETWORK_FAILED and standing.network_failures >= rules.retries.network_tries:
        return Finish(outcome, sms=True)
    return Retry(_when(outcome, standing, now, rules.retries), sms=sms)


def _when(outcome: Outcome, standing: Standing, now: datetime, rules: RetryRules) -> datetime:
    delays = {
        Outcome.BUSY: rules.busy,
        Outcome.NO_ANSWER: rules.no_answer,
        Outcome.NETWORK_FAILED: rules.network,
        Outcome.VOICEMAIL: rules.voicemail,
        Outcome.REJECTED: rules.rejected,
        Outcome.HUNG_UP: rules.hung_up,
    }
    if delay := delays.get(outcome):
        return now + delay
    next_day = outcome in {Outcome.REJECTED, Outcome.HUNG_UP}
    return standing.next_day if next_day else standing.next_window  # the latter also when the clock cancelled it


def _backoff(tries: int, rules: RetryRules) -> timedelta:
    doublings = min(max(tries - 1, 0), 16)
    return min(rules.not_sent * (1 << doublings), rules.not_sent_most)


def may_have_rung(outcome: Outcome | None) -> bool:
    """Whether an attempt counts for the caps; a live one does."""
    return outcome not in NEVER_PLACED
