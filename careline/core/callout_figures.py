"""How phoning went, in figures: what came of calls, how soon, for whom not and why, what it cost. Pure.

Every figure is defined here once, on plain values; careline/insights/callouts.py reads those from the tables. A share
of nothing is None, never 0. Days are the shop's.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from careline.core.callouts import NEVER_PLACED, Outcome
from careline.core.figures import quantile, share_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialled:
    """One attempt that was dialled in the period. `talked` is how long it lasted once somebody had picked up.

    `waited`: from the beginning of its block to this attempt, for the first attempt about that block; else None.
    """

    day: date
    kind: str
    outcome: Outcome | None
    """None while it goes on."""
    talked: timedelta | None
    identified: bool
    waited: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One ringing of an agent for a caller: how it ended ("" while it goes on), and how long the talk with them was."""

    call: str
    end: str
    talked: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What the carrier charges for a started minute of a call, and for a text message, in one currency."""

    minute: Decimal
    message: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCount:
    """Of some attempts. `calls` rang or may have rung; `reached` are those in which the consumer themselves said who
    they are; `settled` those in which something was done for them."""

    calls: int
    answered: int
    reached: int
    settled: int
    opted_out: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalloutFigures:
    """Of one period. Times in seconds, from the beginning of a block to the first call about it.

    `put_through` is the share of callers for whom an agent was rung who talked to one. `minutes` are started minutes of
    consumers' and agents' calls together; `cost` is None where no price was told.
    """

    total: CallCount
    answer_rate: float | None
    settled_rate: float | None
    outcomes: Mapping[Outcome, int]
    by_day: Mapping[date, CallCount]
    by_kind: Mapping[str, CallCount]
    waited_median: float | None
    waited_p90: float | None
    opt_outs: int
    not_called: Mapping[str, int]
    callers: int
    put_through: float | None
    transfers: Mapping[str, int]
    minutes: int
    messages: int
    cost: Decimal | None


def callout_figures(
    dialled: Sequence[Dialled], rung: Sequence[Rung], not_called: Mapping[str, int], *, opt_outs: int, messages: int,
    prices: Prices | None,
) -> CalloutFigures:  # fmt: skip
    """All figures of a period; `not_called` counts the blocks that nobody was phoned about, by the reason."""
    by_day, by_kind = defaultdict[date, list[Dialled]](list), defaultdict[str, list[Dialled]](list)
    for one in dialled:
        by_day[one.day].append(one)
        by_kind[one.kind].append(one)
    total = counted(dialled)
    waits = sorted(one.waited.total_seconds() for one in dialled if one.waited is not None)
    callers = {one.call for one in rung}
    talked = {one.call for one in rung if one.end == "talked" or (one.talked is not None and not one.end)}
    minutes = total.minutes + sum(started_minutes(one.talked) for one in rung)
    return CalloutFigures(
        total=total,
        answer_rate=share_of(total.answered, total.calls),
        settled_rate=share_of(total.settled, total.answered),
        outcomes=dict(Counter(one.outcome for one in dialled if one.outcome).most_common()),
        by_day={day: counted(some) for day, some in sorted(by_day.items())},
        by_kind={kind: counted(some) for kind, some in sorted(by_kind.items())},
        waited_median=quantile(waits, 0.5),
        waited_p90=quantile(waits, 0.9),
        opt_outs=opt_outs,
        not_called=dict(sorted(not_called.items(), key=lambda pair: (-pair[1], pair[0]))),
        callers=len(callers),
        put_through=share_of(len(talked), len(callers)),
        transfers=dict(Counter(one.end for one in rung if one.end).most_common()),
        minutes=minutes,
        messages=messages,
        cost=prices.minute * minutes + prices.message * messages if prices else None,
    )


def counted(dialled: Sequence[Dialled]) -> CallCount:
    """The counts of these attempts."""
    rang = [one for one in dialled if one.outcome not in NEVER_PLACED]
    return CallCount(
        calls=len(rang),
        answered=sum(one.talked is not None for one in rang),
        reached=sum(one.identified for one in rang),
        settled=sum(one.outcome is Outcome.SETTLED for one in rang),
        opted_out=sum(one.outcome is Outcome.OPTED_OUT for one in rang),
        minutes=sum(started_minutes(one.talked) for one in rang),
    )


def started_minutes(talked: timedelta | None) -> int:
    """As carriers charge: every minute that was begun."""
    return max(1, math.ceil(talked.total_seconds() / 60)) if talked is not None else 0
