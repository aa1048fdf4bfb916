"""How it went, in figures: what help was asked for, who gave it, how fast, and how content people were. Pure.

Every figure is defined here once, on plain values; careline/insights/figures.py reads those from the tables. A share of
nothing is None, never 0.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from careline.core.routing import TOPIC_OF

NO_CAUSE = "general"
CONTENT_FROM = 4
"""A rating of 4 or 5 is a content consumer, 1 or 2 a dissatisfied one."""
DISSATISFIED_TO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTalk:
    """One conversation in which a consumer said something in the period. `intents`: what was heard, in order.

    `day`: the first one of it, on the shop's clock.

    `handed_over`: a person was asked for, or stepped in.
    """

    day: date
    channel: str
    new_user: bool
    intents: Sequence[str]
    handed_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffAsked:
    """One handoff that was asked for in the period. Lengths are from the asking; None: it has not happened.

    `agent`: who had it last, None where nobody has taken it; `merchant`: of the order it is about, None without one.
    """

    why: str
    first_reply: timedelta | None
    handled: timedelta | None
    """From the first agent's taking it to its end with an agent."""
    told: timedelta | None = None
    """The wait that the consumer was told; None where nobody was online, or none was told."""
    waited: timedelta | None = None
    """Until an agent took it."""
    agent: str | None = None
    channel: str
    merchant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedCase:
    """One case that closed in the period. `rating` is 1 to 5, None where none was given; `topic` is what was stuck.

    `agent`: who had its conversation last, None where nobody but the assistant did; `channel`: where it was talked of.
    `contacts`: in how many conversations it was talked of, or how often a person was asked for, whichever is more.
    """

    topic: str
    new_user: bool
    rating: int | None
    reopened: bool
    merchant: str
    agent: str | None
    channel: str
    contacts: int

    @property
    def settled_at_once(self) -> bool:
        """In one contact, and for good."""
        return not self.reopened and self.contacts <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What people did for the consumers of these handoffs and closed cases. Times in seconds.

    `first_reply_in_time` is a share of all handoffs, `first_contact` of the cases that were settled in one contact and
    not opened again, `reopened` of those that were opened again.
    """

    handoffs: int
    first_reply_median: float | None
    first_reply_p90: float | None
    first_reply_in_time: float | None
    handling_median: float | None
    cases: int
    first_contact: float | None
    reopened: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """`content` and `dissatisfied` are shares of those who rated, `answered` the share of all who could have."""

    cases: int
    rated: int
    answered: float | None
    content: float | None
    dissatisfied: float | None
    average: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Waits that were told and have ended with an agent, in seconds: the wait told and the real one. `within` is the
    share of them that took no longer than was told. `pairs` are at most MOST_PAIRS, the latest."""

    counted: int
    told_median: float | None
    waited_median: float | None
    within: float | None
    pairs: Sequence[tuple[float, float]]


MOST_PAIRS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Conversations that began on a day, and how many of them a person was asked into."""

    day: date
    conversations: int
    handed_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one period. `requests_per_thousand` are conversations by cause per thousand orders placed in it.

    `containment` is the share of conversations that no person was asked into. Times in seconds.
    """

    orders: int
    conversations: int
    requests: Mapping[str, int]
    requests_per_thousand: Mapping[str, float]
    containment: float | None
    handoff_rate: float | None
    handoffs: int
    handoffs_by_reason: Mapping[str, int]
    served: Served
    served_by_agent: Mapping[str, Served]
    """Under an empty name: the assistant alone. What nobody has taken is nobody's."""
    served_by_channel: Mapping[str, Served]
    served_by_merchant: Mapping[str, Served]
    """Under an empty name: handoffs about no order."""
    waits: Waits
    days: Sequence[Day]
    satisfaction: Satisfaction
    satisfaction_by_topic: Mapping[str, Satisfaction]
    satisfaction_by_newness: Mapping[str, Satisfaction]
    satisfaction_by_channel: Mapping[str, Satisfaction]
    satisfaction_by_agent: Mapping[str, Satisfaction]
    """Under an empty name: the assistant alone."""
    satisfaction_by_merchant: Mapping[str, Satisfaction]


def cause_of(intents: Iterable[str]) -> str:
    """What help was asked for: the topic spoken of most, of several the first; NO_CAUSE where none was."""
    topics = [TOPIC_OF[intent] for intent in intents if intent in TOPIC_OF]
    return max(topics, key=Counter(topics).__getitem__, default=NO_CAUSE)


def figures_of(
    orders: int,
    talks: Sequence[CountedTalk],
    asked: Sequence[HandoffAsked],
    matters: Sequence[RatedCase],
    first_reply: timedelta,
) -> Figures:
    """All figures of a period with so many orders; `first_reply` is the time in which an agent has to say a word."""
    requests = Counter(cause_of(talk.intents) for talk in talks)
    over = sum(talk.handed_over for talk in talks)
    taken = [one for one in asked if one.agent is not None]
    return Figures(
        orders=orders,
        conversations=len(talks),
        requests=dict(requests.most_common()),
        requests_per_thousand={
            cause: round(1000 * number / orders, 2) for cause, number in requests.most_common() if orders
        },
        containment=share_of(len(talks) - over, len(talks)),
        handoff_rate=share_of(over, len(talks)),
        handoffs=len(asked),
        handoffs_by_reason=dict(Counter(one.why for one in asked).most_common()),
        served=served_of(asked, matters, first_reply),
        served_by_agent=_served_by(taken, matters, lambda one: one.agent or "", first_reply),
        served_by_channel=_served_by(asked, matters, lambda one: one.channel, first_reply),
        served_by_merchant=_served_by(asked, matters, lambda one: one.merchant or "", first_reply),
        waits=waits_of(asked),
        days=_days(talks),
        satisfaction=satisfaction_of(matters),
        satisfaction_by_topic=dict(sorted(_satisfaction_by(matters, lambda one: one.topic).items())),
        satisfaction_by_newness=dict(sorted(_satisfaction_by(matters, _newness).items())),
        satisfaction_by_channel=dict(sorted(_satisfaction_by(matters, lambda one: one.channel).items())),
        satisfaction_by_agent=_satisfaction_by(matters, lambda one: one.agent or ""),
        satisfaction_by_merchant=_satisfaction_by(matters, lambda one: one.merchant),
    )


def served_of(asked: Sequence[HandoffAsked], matters: Sequence[RatedCase], first_reply: timedelta) -> Served:
    """What people did for these; `first_reply` is the time in which an agent has to say a word."""
    replies = sorted(one.first_reply.total_seconds() for one in asked if one.first_reply is not None)
    handled = sorted(one.handled.total_seconds() for one in asked if one.handled is not None)
    return Served(
        handoffs=len(asked),
        first_reply_median=quantile(replies, 0.5),
        first_reply_p90=quantile(replies, 0.9),
        first_reply_in_time=share_of(sum(one <= first_reply.total_seconds() for one in replies), len(asked)),
        handling_median=quantile(handled, 0.5),
        cases=len(matters),
        first_contact=share_of(sum(matter.settled_at_once for matter in matters), len(matters)),
        reopened=share_of(sum(matter.reopened for matter in matters), len(matters)),
    )


def _served_by(
    asked: Sequence[HandoffAsked],
    matters: Sequence[RatedCase],
    key: Callable[[HandoffAsked | RatedCase], str],
    first_reply: timedelta,
) -> dict[str, Served]:
    """Of each kind by itself; those with most handoffs come first."""
    groups = defaultdict[str, tuple[list[HandoffAsked], list[RatedCase]]](lambda: ([], []))
    for one in asked:
        groups[key(one)][0].append(one)
    for matter in matters:
        groups[key(matter)][1].append(matter)
    found = {name: served_of(*both, first_reply) for name, both in groups.items()}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].handoffs, -pair[1].cases)))


def _newness(matter: RatedCase) -> str:
    return "new" if matter.new_user else "old"


def _satisfaction_by(matters: Sequence[RatedCase], key: Callable[[RatedCase], str]) -> dict[str, Satisfaction]:
    """Of each kind by itself; those that most have rated come first."""
    groups = defaultdict[str, list[RatedCase]](list)
    for matter in matters:
        groups[key(matter)].append(matter)
    found = {one: satisfaction_of(some) for one, some in groups.items()}
    return dict(sorted(found.items(), key=lambda pair: -pair[1].rated))


def waits_of(asked: Sequence[HandoffAsked]) -> Waits:
    """What was told of waiting, measured against what happened."""
    pairs = [(one.told.total_seconds(), one.waited.total_seconds()) for one in asked if one.told and one.waited]
    return Waits(
        counted=len(pairs),
        told_median=quantile(sorted(told for told, _ in pairs), 0.5),
        waited_median=quantile(sorted(waited for _, waited in pairs), 0.5),
        within=share_of(sum(waited <= told for told, waited in pairs), len(pairs)),
        pairs=pairs[-MOST_PAIRS:],
    )


def _days(talks: Sequence[CountedTalk]) -> list[Day]:
    """Every day from the first to the last of these, also those on which nothing was asked."""
    if not talks:
        return []
    by_day = defaultdict[date, list[CountedTalk]](list)
    for talk in talks:
        by_day[talk.day].append(talk)
    first, last = min(by_day), max(by_day)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        Day(day=day, conversations=len(by_day[day]), handed_over=sum(talk.handed_over for talk in by_day[day]))
        for day in days
    ]


def satisfaction_of(matters: Sequence[RatedCase]) -> Satisfaction:
    """How content the consumers of these cases were."""
    rated = [matter.rating for matter in matters if matter.rating is not None]
    return Satisfaction(
        cases=len(matters), rated=len(rated), answered=share_of(len(rated), len(matters)),
        content=share_of(sum(rating >= CONTENT_FROM for rating in rated), len(rated)),
        dissatisfied=share_of(sum(rating <= DISSATISFIED_TO for rating in rated), len(rated)),
        average=round(sum(rated) / len(rated), 2) if rated else None,
    )  # fmt: skip


def quantile(values: Sequence[float], share: float) -> float | None:
    """The smallest of these sorted values that at least this share of them do not exceed; None of none."""
    return values[math.ceil(share * len(values)) - 1] if values else None


def share_of(part: int, whole: int) -> float | None:
    """A part of a whole, from 0 to 1; None of nothing."""
    return round(part / whole, 4) if whole else None
