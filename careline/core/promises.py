"""What we told a consumer we would do by when, and how such a promise ends. When it may fall due: core/hours.py."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


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
