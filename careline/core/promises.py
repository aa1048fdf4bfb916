"""What we told a consumer we would do by when: how a promise ends, and when it may fall due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from careline.core.rules import Window


class PromiseKind(StrEnum):
    """What was promised: an answer about a remedy, a decision on it, a call back, or an agent's own words."""

    ANSWER = "answer"
    DECISION = "decision"
    CALLBACK = "callback"
    AGENT_WORD = "agent_word"


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    VOID = "void"
    """Nobody waits for it any more: the wish was withdrawn, or the order moved on by itself."""


class PromiseMove(StrEnum):
    KEEP = "keep"
    BREAK = "break"
    DROP = "drop"


class IllegalPromiseMoveError(ValueError):
    """The promise's state does not allow this move; nothing was changed."""


_MOVES: Mapping[tuple[PromiseState, PromiseMove], PromiseState] = MappingProxyType(
    {
        (PromiseState.OPEN, PromiseMove.KEEP): PromiseState.KEPT,
        (PromiseState.OPEN, PromiseMove.BREAK): PromiseState.BROKEN,
        (PromiseState.OPEN, PromiseMove.DROP): PromiseState.VOID,
    }
)
"""An open promise is moved on by the remedy that it is about, by an agent, or by its due time (cases/keeping.py)."""


def promise_after(state: PromiseState, move: PromiseMove) -> PromiseState:
    """The state after the move. Raises IllegalPromiseMoveError."""
    after = _MOVES.get((state, move))
    if after is None:
        raise IllegalPromiseMoveError(f"a promise that is {state} cannot {move}")
    return after


def due_by(now: datetime, within: timedelta, hours: Window, time_zone: str) -> datetime:
    """When a promise made now falls due (UTC): `within` from now, and never while nobody works.

    What would fall due at night falls due an hour into the next working day, or at the middle of one that is shorter
    than two hours: whoever promised has to have had the time to act. `hours` are local to `time_zone` (an IANA name),
    on every day of the week. Raises ZoneInfoNotFoundError.
    """
    zone = ZoneInfo(time_zone)
    due = now + within
    clock = due.astimezone(zone)
    if hours.opens <= clock.time() < hours.closes:
        return due
    day = clock.date() if clock.time() < hours.opens else clock.date() + timedelta(days=1)
    opening = datetime.combine(day, hours.opens, zone).astimezone(UTC)
    closing = datetime.combine(day, hours.closes, zone).astimezone(UTC)
    return opening + min(timedelta(hours=1), (closing - opening) / 2)
