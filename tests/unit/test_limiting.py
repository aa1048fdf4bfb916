"""Limits are counted by whoever counts: no thread is started for it, and what has expired is forgotten."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from limits import RateLimitItemPerSecond
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

from careline.limiting import SWEEP_SECONDS, LoopStorage

pytestmark = pytest.mark.unit


def test_no_thread_is_started_and_the_limit_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own storage starts one every hundredth of a second, and the loop waits for each."""
    limiters = MovingWindowRateLimiter(LoopStorage()), FixedWindowRateLimiter(LoopStorage())

    def refuse(*_: Any) -> None:
        raise AssertionError("a thread was started")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    for limiter in limiters:
        assert [limiter.hit(RateLimitItemPerSecond(3, 60), "u-lin") for _ in range(5)] == [True] * 3 + [False] * 2
        assert limiter.hit(RateLimitItemPerSecond(3, 60), "u-other")


def test_what_has_expired_is_swept_out_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    storage = LoopStorage(clock=lambda: now[0])
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: 1000.0 + now[0])
    limiter = MovingWindowRateLimiter(storage)
    for number in range(20):
        limiter.hit(RateLimitItemPerSecond(3, 2), f"u-{number}")
    assert len(storage.events) == 20
    now[0] += SWEEP_SECONDS
    limiter.hit(RateLimitItemPerSecond(3, 2), "u-lin")
    assert len(storage.events) == 1
