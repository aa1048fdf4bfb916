"""How much one consumer may post: bursts are fine, floods are not."""

from __future__ import annotations

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from careline.http.problem import Problem

_RULES = (RateLimitItemPerSecond(8, 2), RateLimitItemPerMinute(60))


class Throttle:
    """Limits per consumer and web process: 8 messages in 2 s, 60 in a minute."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, customer_id: str) -> None:
        """Count one message. Raises Problem 429 with Retry-After."""
        if not all(self._limiter.hit(rule, customer_id) for rule in _RULES):
            raise Problem(429, "Too many messages at once; wait a moment.", headers={"Retry-After": "3"})
