"""How much one consumer may ask and post: bursts are fine, floods are not, and their refusal costs next to nothing."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

from careline.http.problem import Problem
from careline.limiting import LoopStorage

_POSTING = (RateLimitItemPerSecond(8, 2), RateLimitItemPerMinute(60))
_READING = (RateLimitItemPerSecond(40, 2), RateLimitItemPerMinute(600))
"""Five devices that look twice a second, each told of a new message at once; a look may hold 200 messages."""
_TICKETS = (RateLimitItemPerSecond(30, 10),)
"""Five devices whose sockets break again and again."""
_ALL = RateLimitItemPerSecond(80, 2)
"""Whatever one consumer asks, of any route: more than a page full of photos and five devices do."""
MOST_HELD = 500
"""Refusals that one process holds back at once."""


class Throttle:
    """Limits per consumer and web process: 8 messages in 2 s and 60 in a minute; 40 looks in 2 s and 600 in a minute;
    30 tickets in 10 s."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(LoopStorage())

    def check(self, customer_id: str) -> None:
        """Count one message. Raises Problem 429 with Retry-After."""
        self._count(_POSTING, customer_id, "Too many messages at once; wait a moment.", "3")

    def check_reading(self, customer_id: str) -> None:
        """Count one look at messages. Raises Problem 429 with Retry-After."""
        self._count(_READING, customer_id, "Too many requests at once; wait a moment.", "2")

    def check_ticket(self, customer_id: str) -> None:
        """Count one ticket. Raises Problem 429 with Retry-After."""
        self._count(_TICKETS, customer_id, "Too many new sockets at once; wait a moment.", "5")

    def _count(self, rules: Sequence[RateLimitItem], customer_id: str, detail: str, later: str) -> None:
        if not all(self._limiter.hit(rule, customer_id) for rule in rules):
            raise Problem(429, detail, headers={"Retry-After": later})


class Turnstile:
    """Every request of a consumer passes here first. Who asks more than 80 times in 2 s is refused, and hears so only
    after `hold` seconds: hundreds of connections that ask again at once would else cost others more than an answer
    does, and all of them in the same instant."""

    def __init__(self, hold: tuple[float, float] = (2.0, 5.0)) -> None:
        self._limiter = FixedWindowRateLimiter(LoopStorage())
        self._hold = hold
        self._held = 0

    async def let_through(self, customer_id: str) -> None:
        """Raises Problem 429 with Retry-After, late."""
        if self._limiter.hit(_ALL, customer_id):
            return
        headers = {"Retry-After": "5"}
        if self._held >= MOST_HELD:
            raise Problem(429, "Too many requests at once; wait a moment.", headers=headers | {"Connection": "close"})
        self._held += 1
        try:
            await asyncio.sleep(random.uniform(*self._hold))  # noqa: S311 - spreads them, guards nothing
        finally:
            self._held -= 1
        raise Problem(429, "Too many requests at once; wait a moment.", headers=headers)
