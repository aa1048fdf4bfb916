"""What follows from an attempt's end: another try and when, a text message, a person, or nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from careline.core.callouts import NEVER_PLACED, Outcome, Why
from careline.core.journal import Because
from careline.core.rules import RetryRules, ShopRules

_CLOCK = frozenset({None, Why.OUTSIDE_WINDOW, Why.PAUSED, Because.STUCK_IN_QUEUE})
"""Reasons for ending a call that leave its cause in place: only the hour was wrong, or an operator paused."""


class Message(StrEnum):
    """Which text message follows; what each says is in callouts/script.py."""

    MISSED = "missed"
    """We rang and reached nobody."""
    HEARD = "heard"
    """Somebody heard who calls: that it was us, and where to look instead of being called again."""
    CUT_OFF = "cut_off"
    """The call died while we talked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """`again`: the machine may phone about this block once more, within the tries of the shop rules, else never.

    `message` goes out at once; `at_last` where no try is left. `person`: somebody at the desk follows up.
    `of_all`: what else is stuck for this consumer is no reason for another call either.
    """

    again: bool = False
    message: Message | None = None
    at_last: Message | None = None
    person: bool = False
    of_all: bool = False


FOLLOWS: Mapping[Outcome, Follows] = MappingProxyType(
    {
        # With the consumer: the matter is on its way, theirs to leave, a person's, or waits for the time they named.
        Outcome.SETTLED: Follows(),
        Outcome.DECLINED: Follows(),
        Outcome.ASKED_PERSON: Follows(of_all=True),
        Outcome.ASKED_CALLBACK: Follows(of_all=True),
        Outcome.OPTED_OUT: Follows(of_all=True),
        # With somebody who has heard who calls: no machine rings there twice.
        Outcome.DOUBTED: Follows(message=Message.HEARD, of_all=True),
        Outcome.HUNG_UP: Follows(message=Message.HEARD, of_all=True),
        Outcome.SILENT: Follows(message=Message.HEARD, of_all=True),
        Outcome.WRONG_PERSON: Follows(person=True),
        # Nobody decided anything yet.
        Outcome.THIRD_PARTY: Follows(again=True, message=Message.HEARD),
        Outcome.CUT_OFF: Follows(again=True, message=Message.CUT_OFF),
        Outcome.VOICEMAIL: Follows(again=True, message=Message.MISSED),
        Outcome.BUSY: Follows(again=True, at_last=Message.MISSED),
        Outcome.REJECTED: Follows(again=True, at_last=Message.MISSED),
        Outcome.NO_ANSWER: Follows(again=True, at_last=Message.MISSED),
        Outcome.NETWORK_FAILED: Follows(again=True, at_last=Message.MISSED),
        Outcome.NOT_SENT: Follows(again=True),
        Outcome.CANCELLED: Follows(again=True, at_last=Message.MISSED),
        # Nothing that dialling could mend.
        Outcome.BAD_NUMBER: Follows(person=True),
        Outcome.REFUSED: Follows(person=True),
        Outcome.UNKNOWN_FINAL: Follows(person=True),
    }
)
"""One row for each outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the callout stands with this attempt counted in: calls that may have rung, those that failed for technical
    reasons, tries in a row that did not reach the carrier. `next_window` and `next_day` are the consumer's,
    `retry_after` is the carrier's. `over`: why the machine phones no more about this block, if that was decided.
    """

    rang: int
    network_failures: int
    not_sent: int
    opted_out: bool
    hang_up_why: str | None
    next_window: datetime
    next_day: datetime
    retry_after: timedelta = timedelta(0)
    over: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """Back to planned, not before that instant; the window and the caps are applied on top."""

    not_before: datetime
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """The callout has run its course. `person`: somebody at the desk has to follow up."""

    outcome: Outcome
    message: Message | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """The callout's cause is gone."""

    why: str


FollowUp = Retry | Finish | Cancel


def follow_up(outcome: Outcome, standing: Standing, now: datetime, rules: ShopRules) -> FollowUp:
    """The one thing that follows from an attempt's end."""
    follows = FOLLOWS[outcome]
    if standing.opted_out and outcome not in {Outcome.SETTLED, Outcome.DECLINED, Outcome.UNKNOWN_FINAL}:
        return Finish(Outcome.OPTED_OUT)
    if not follows.again:
        return Finish(outcome, message=follows.message, person=follows.person)
    if outcome is Outcome.CANCELLED and standing.hang_up_why not in _CLOCK:
        return Cancel(standing.hang_up_why or "")
    if standing.over:
        return Finish(standing.over)
    return _again(outcome, standing, now, rules)


def _again(outcome: Outcome, standing: Standing, now: datetime, rules: ShopRules) -> FollowUp:
    if outcome is Outcome.NOT_SENT:
        return Retry(now + max(standing.retry_after, _backoff(standing.not_sent, rules.retries)))
    message, at_last = FOLLOWS[outcome].message, FOLLOWS[outcome].at_last or FOLLOWS[outcome].message
    if standing.rang >= rules.calls.attempts_per_block:
        return Finish(outcome, message=at_last)
    technical = outcome in {Outcome.NETWORK_FAILED, Outcome.CUT_OFF}
    if technical and standing.network_failures >= rules.retries.network_tries:
        return Finish(outcome, message=at_last)
    return Retry(_when(outcome, standing, now, rules.retries), message=message)


def _when(outcome: Outcome, standing: Standing, now: datetime, rules: RetryRules) -> datetime:
    delays = {
        Outcome.BUSY: rules.busy,
        Outcome.NO_ANSWER: rules.no_answer,
        Outcome.NETWORK_FAILED: rules.network,
        Outcome.CUT_OFF: rules.network,
        Outcome.VOICEMAIL: rules.voicemail,
        Outcome.REJECTED: rules.rejected,
    }
    if delay := delays.get(outcome):
        return now + delay
    if outcome is Outcome.REJECTED:
        return standing.next_day
    return standing.next_window  # also when the clock cancelled it, or somebody else answered


def _backoff(tries: int, rules: RetryRules) -> timedelta:
    doublings = min(max(tries - 1, 0), 16)
    return min(rules.not_sent * (1 << doublings), rules.not_sent_most)


def may_have_rung(outcome: Outcome | None) -> bool:
    """Whether an attempt counts for the caps; a live one does."""
    return outcome not in NEVER_PLACED
