"""How much one consumer may post: bursts are fine, floods are not."""

from __future__ import annotations

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from careline.http.problem import Problem

_RULES = (RateLimitItemPerSecond(8, 2), RateLimitItemPerMinute(60))
_READING = RateLimitItemPerSecond(100, 2)
"""Far more than five devices that poll, and little enough that a loop without a pause does not crowd others."""


class Throttle:
    """Limits per consumer and web process: 8 messages in 2 s, 60 in a minute; 100 looks in 2 s."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, customer_id: str) -> None:
        """Count one message. Raises Problem 429 with Retry-After."""
        if not all(self._limiter.hit(rule, customer_id) for rule in _RULES):
            raise Problem(429, "Too many messages at once; wait a moment.", headers={"Retry-After": "3"})

    def check_reading(self, customer_id: str) -> None:
        """Count one look at messages, or one ticket. Raises Problem 429 with Retry-After."""
        if not self._limiter.hit(_READING, customer_id):
            raise Problem(429, "Too many requests at once; wait a moment.", headers={"Retry-After": "2"})
