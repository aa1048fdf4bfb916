"""What becomes of one attempt, whatever order the news comes in.

News is ranked: dialing and unknown < queued < ringing < in call < ended. A lower rank never undoes a higher one, and an
end never changes. `advance` is a plain function of both, so that any permutation with duplicates leads to one end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from callouts.carrier import CallStatus
from careline.core.callouts import AttemptState, Outcome

DECLINED = frozenset({600, 603})
UNALLOCATED = frozenset({404, 410, 604})

_RANK = {
    AttemptState.DIALING: 0,
    AttemptState.UNKNOWN: 0,
    AttemptState.QUEUED: 1,
    AttemptState.RINGING: 2,
    AttemptState.IN_CALL: 3,
    AttemptState.ENDED: 4,
}
_LIVE = {
    CallStatus.QUEUED: AttemptState.QUEUED,
    CallStatus.RINGING: AttemptState.RINGING,
    CallStatus.IN_PROGRESS: AttemptState.IN_CALL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One dial. `answered_by` is the carrier's verdict; `hang_up_why` is set once we have asked for its end.

    `found` is what its dialogue has found out, `settled` whether it has done anything for the consumer.
    """

    state: AttemptState = AttemptState.DIALING
    call_sid: str | None = None
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    identified_at: datetime | None = None
    answered_by: str | None = None
    wrong_person: bool = False
    found: Outcome | None = None
    settled: bool = False
    hang_up_why: str | None = None
    outcome: Outcome | None = None
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        return self.state is AttemptState.ENDED

    @property
    def by_machine(self) -> bool:
        return (self.answered_by or "").startswith(("machine", "fax"))


@dataclass(frozen=True, slots=True)
class Placed:
    """The carrier took the call."""

    call_sid: str


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """Certainly no call: `outcome` is NOT_SENT (try again), REFUSED or BAD_NUMBER (never again)."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class LostTrack:
    """Nobody knows whether the carrier took it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A status callback, a poll, or the fetch of our TwiML (which proves an answer). `at` is the carrier's instant.

    `unheard`: a call that we were still talking in has ended long ago without our being told: we were away.
    """

    status: CallStatus
    call_sid: str
    at: datetime
    sip_code: int | None = None
    unheard: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Human or machine."""

    answered_by: str


@dataclass(frozen=True, slots=True)
class HangUpAsked:
    """We want it to end: the order moved on, the consumer opted out, the window closed, or it is stuck."""

    why: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Looked for and not found, or not heard of for too long: unknown for ever."""


Event = Placed | NotPlaced | LostTrack | Progress | Verdict | HangUpAsked | GivenUp


def advance(attempt: Attempt, event: Event, now: datetime) -> Attempt:  # noqa: PLR0911 - one for each kind of news
    """The attempt after the news. Once it has ended, only facts of the past that were missing are added."""
    attempt = _with_facts(attempt, event)
    if attempt.over:
        return attempt
    match event:
        case Placed():
            return _raised(attempt, AttemptState.QUEUED)
        case NotPlaced(outcome):
            return _ended(attempt, outcome, now) if _RANK[attempt.state] == 0 else attempt
        case LostTrack():
            return replace(attempt, state=AttemptState.UNKNOWN) if attempt.state is AttemptState.DIALING else attempt
        case Progress(status) if status.over:
            return _ended(attempt, _outcome(attempt, event), event.at)
        case Progress(status):
            return _raised(attempt, _LIVE[status])
        case Verdict(answered_by):
            return replace(attempt, answered_by=attempt.answered_by or answered_by)
        case HangUpAsked(why):
            return replace(attempt, hang_up_why=attempt.hang_up_why or why)
        case GivenUp():
            return _ended(attempt, Outcome.UNKNOWN_FINAL, now)


def _with_facts(attempt: Attempt, event: Event) -> Attempt:
    """Which call it is, and when it rang and was answered: the earliest instant told of, whenever it is told."""
    if isinstance(event, Placed):
        return replace(attempt, call_sid=attempt.call_sid or event.call_sid)
    if not isinstance(event, Progress):
        return attempt
    attempt = replace(attempt, call_sid=attempt.call_sid or event.call_sid)
    if event.status is CallStatus.RINGING:
        return replace(attempt, rang_at=min(attempt.rang_at or event.at, event.at))
    if event.status in {CallStatus.IN_PROGRESS, CallStatus.COMPLETED}:
        return replace(attempt, answered_at=min(attempt.answered_at or event.at, event.at))
    return attempt


def _raised(attempt: Attempt, state: AttemptState) -> Attempt:
    return replace(attempt, state=state) if _RANK[state] > _RANK[attempt.state] else attempt


def _ended(attempt: Attempt, outcome: Outcome, at: datetime) -> Attempt:
    return replace(attempt, state=AttemptState.ENDED, outcome=outcome, ended_at=at)


def _outcome(attempt: Attempt, news: Progress) -> Outcome:
    match news.status:
        case CallStatus.BUSY:
            return Outcome.REJECTED if news.sip_code in DECLINED else Outcome.BUSY
        case CallStatus.NO_ANSWER:
            return Outcome.NO_ANSWER
        case CallStatus.FAILED:
            return Outcome.BAD_NUMBER if news.sip_code in UNALLOCATED else Outcome.NETWORK_FAILED
        case CallStatus.CANCELED:
            return Outcome.CANCELLED
    return _talk_outcome(attempt, cut_off=news.unheard or attempt.found is Outcome.CUT_OFF)


_WHOEVER_SPOKE = frozenset({Outcome.OPTED_OUT, Outcome.ASKED_PERSON, Outcome.ASKED_CALLBACK})
"""Wishes that hold whether or not we know who has spoken."""


def _talk_outcome(attempt: Attempt, *, cut_off: bool) -> Outcome:
    if attempt.found in _WHOEVER_SPOKE:
        return attempt.found
    if attempt.identified_at:
        return _outcome_with_consumer(attempt, cut_off=cut_off)
    return _outcome_with_anybody(attempt, cut_off=cut_off)


def _outcome_with_anybody(attempt: Attempt, *, cut_off: bool) -> Outcome:
    if attempt.wrong_person:
        return Outcome.WRONG_PERSON
    if attempt.by_machine:
        return Outcome.VOICEMAIL
    if attempt.hang_up_why:
        return Outcome.CANCELLED
    if attempt.found and attempt.found is not Outcome.CUT_OFF:
        return attempt.found
    return Outcome.CUT_OFF if cut_off else Outcome.HUNG_UP


def _outcome_with_consumer(attempt: Attempt, *, cut_off: bool) -> Outcome:
    """Whoever is cut off, by whom ever, before anything was done for them has not declined it."""
    if attempt.settled or attempt.found is Outcome.SETTLED:
        return Outcome.SETTLED
    if attempt.hang_up_why:
        return Outcome.CANCELLED
    return Outcome.CUT_OFF if cut_off else Outcome.DECLINED
