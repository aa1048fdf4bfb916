"""In which order those who wait for a person are served, and how long that takes. Agents claim from the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

TOPICS = (
    "general", "dispatch", "logistics", "refund", "freight", "returns", "order", "guarantee", "payment", "complaint",
)  # fmt: skip
"""What a conversation that waits may be about, and what an agent may be skilled in."""


class Priority(IntEnum):
    """Higher is served first; within one priority the oldest is."""

    NORMAL = 10
    BLOCKED = 20
    BLOCKED_NEW_USER = 30
    ON_THE_PHONE = 40
    URGENT = 45
    DANGER = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    conversation_id: str
    priority: int
    queued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentState:
    """Who is there, with `active` of at most `capacity` conversations."""

    agent_id: str
    online: bool
    active: int
    capacity: int


def priority_of(*, danger: bool, urgent: bool, on_the_phone: bool, blocked: bool, new_user: bool) -> Priority:
    """Danger first, then what cannot wait, who is on the phone, blocked new users, and other blocked orders.

    `urgent`: paid, but told to pay.
    """
    if danger:
        return Priority.DANGER
    if urgent:
        return Priority.URGENT
    if on_the_phone:
        return Priority.ON_THE_PHONE
    if blocked:
        return Priority.BLOCKED_NEW_USER if new_user else Priority.BLOCKED
    return Priority.NORMAL


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Highest priority, then oldest; newcomers never overtake their equals."""
    return sorted(waiting, key=lambda w: (-w.priority, w.queued_at, w.conversation_id))


def wait_minutes(position: int, agents_online: int, minutes_each: int) -> int:
    """An honest guess for `position` (1 = next): everyone ahead takes `minutes_each` of one of the agents online."""
    return -(-position * minutes_each // max(agents_online, 1))
