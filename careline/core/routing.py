"""Who serves whom, and when: the order of the queue, whom an agent may be given, how long it takes. Pure.

Three steps, each a function of values: `in_order` says who is next, `next_for` and `assignments` who goes to whom, and
`wait_minutes` with `corrected` and `told_wait` what the consumer is told of it. What an agent picks by hand is not
asked about here: a person's choice beats ours.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType

from careline.core.hours import OpenHours, after
from careline.core.rules import DeskRules

TOPICS = (
    "general", "dispatch", "logistics", "refund", "freight", "returns", "order", "guarantee", "payment", "complaint",
)  # fmt: skip
"""What a conversation that waits may be about, and what an agent may be skilled in."""


TOPIC_OF: Mapping[str, str] = MappingProxyType(
    {
        "ask_dispatch": "dispatch", "ask_dispatch_time": "dispatch",
        "track_shipment": "logistics", "report_logistics_stalled": "logistics", "report_not_received": "logistics",
        "request_refund": "refund", "ask_refund_status": "refund", "ask_refund_policy": "refund",
        "ask_return_freight": "freight", "ask_shipping_fee": "freight",
        "request_return": "returns", "request_exchange": "returns", "report_damaged_or_wrong": "returns",
        "change_address": "order", "cancel_order": "order",
        "ask_guarantee": "guarantee", "ask_payment": "payment", "ask_invoice": "payment",
        "complain_merchant": "complaint",
    }
)  # fmt: skip
"""What a message is about, by its intent: which agents know about it, and what help was asked for."""


class Priority(IntEnum):
    """Higher is served first; within one priority the oldest is."""

    NORMAL = 10
    BLOCKED = 20
    BLOCKED_NEW_USER = 30
    COMING_BACK = 35
    """Had an agent lately and is back: not to begin anew."""
    ON_THE_PHONE = 40
    URGENT = 45
    LEGAL = 46
    """Named an authority, a court or the press."""
    BROKEN_PROMISE = 47
    DANGER = 50


class Disposition(StrEnum):
    """How a conversation at the desk ended, in the agent's words to colleagues."""

    SETTLED = "settled"
    UNDER_WAY = "under_way"
    ANSWERED = "answered"
    CONSUMER_LEFT = "consumer_left"
    NOT_POSSIBLE = "not_possible"
    NOT_OURS = "not_ours"


AGED_OUT = Priority.DANGER - 1
"""The rank of who has waited long enough to go before everybody but danger, own consumers included."""
_STEP_OF_AGE = 10

_WEIGHTS: Mapping[str, str] = MappingProxyType({"app": "", "phone": "phone_weight"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One conversation in the queue. `rank` is its priority with its age; `agent_id` is its dedicated agent; `team`
    None: any may take it."""

    conversation_id: str
    priority: int
    rank: int
    queued_at: datetime
    channel: str
    language: str
    skill: str
    team: str | None = None
    agent_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentState:
    """Who is there, with a load of `active` of at most `capacity`, in weights of channels.

    No skills: a generalist. `last_given_at` is when they were given somebody last.
    """

    agent_id: str
    online: bool
    active: int
    capacity: int
    team: str | None = None
    languages: tuple[str, ...]
    skills: tuple[str, ...] = ()
    last_given_at: datetime | None = None


def priority_of(
    *, danger: bool, urgent: bool, on_the_phone: bool, blocked: bool, new_user: bool,
    broken_promise: bool = False, legal: bool = False, back: bool = False,
) -> Priority:  # fmt: skip
    """Life and safety first, then our broken word, an authority named, what cannot wait, the phone, who comes back,
    blocked new users, and other blocked orders.

    `urgent`: paid, but told to pay. `back`: an agent looked after them lately.
    """
    holds = {
        Priority.DANGER: danger,
        Priority.BROKEN_PROMISE: broken_promise,
        Priority.LEGAL: legal,
        Priority.URGENT: urgent,
        Priority.ON_THE_PHONE: on_the_phone,
        Priority.COMING_BACK: back,
        Priority.BLOCKED_NEW_USER: blocked and new_user,
        Priority.BLOCKED: blocked,
    }
    return next((priority for priority, true in holds.items() if true), Priority.NORMAL)


def rank_of(priority: int, queued_at: datetime, now: datetime, ages: timedelta) -> int:
    """What the queue is sorted by: the priority, ten more for each `ages` waited, never as much as danger.

    So nobody starves, and of two with one priority the older never ranks lower. It is kept with the handoff
    (careline/desk/keeper.py raises it), so that everybody reads the same order.
    """
    if priority >= Priority.DANGER:
        return int(priority)
    waited = max(now - queued_at, timedelta())
    return min(int(AGED_OUT), priority + _STEP_OF_AGE * (waited // ages))


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Highest rank, then oldest; newcomers never overtake their equals."""
    return sorted(waiting, key=_place)


def _place(one: Waiting) -> tuple[int, datetime, str]:
    return -one.rank, one.queued_at, one.conversation_id


def weight_of(channel: str, rules: DeskRules) -> int:
    """How much of an agent's capacity one conversation of the channel takes. Raises KeyError for an unknown one."""
    name = _WEIGHTS[channel]
    return max(1, getattr(rules, name)) if name else 1


def has_room(agent: AgentState, channel: str, rules: DeskRules, *, reserved: int = 0) -> bool:
    """Whether one more of the channel fits beside what they have, with `reserved` left free."""
    return agent.active + weight_of(channel, rules) <= agent.capacity - reserved


def _may_be_given(
    one: Waiting, agent: AgentState, around: Collection[AgentState], now: datetime, rules: DeskRules
) -> bool:
    """Whether routing may give this consumer to this agent now.

    Own consumers and danger may use the reserved places. A consumer with an own agent who is there and has room is left
    to them for `own_hold`; then, or where that agent is absent, a backup takes over. Language and skill bind only as
    long as somebody who works has them.
    """
    own = one.agent_id == agent.agent_id
    kept = 0 if own or one.priority >= Priority.DANGER else min(rules.reserved, agent.capacity - 1)
    if not agent.online or not has_room(agent, one.channel, rules, reserved=kept):
        return False
    if own:
        return True
    at_work = [other for other in around if other.online]
    if one.team is not None and agent.team != one.team and any(other.team == one.team for other in at_work):
        return False
    mine = next((other for other in at_work if other.agent_id == one.agent_id), None)
    if mine and has_room(mine, one.channel, rules) and now - one.queued_at < rules.own_hold:
        return False
    if not _reads(agent, one) and any(_reads(other, one) for other in at_work):
        return False
    return _knows(agent, one) or not any(_knows(other, one) and _reads(other, one) for other in at_work)


def _reads(agent: AgentState, one: Waiting) -> bool:
    return one.language in agent.languages


def _knows(agent: AgentState, one: Waiting) -> bool:
    return one.skill == "general" or not agent.skills or one.skill in agent.skills


def next_for(
    agent_id: str, waiting: Iterable[Waiting], agents: Collection[AgentState], now: datetime, rules: DeskRules
) -> Waiting | None:
    """Whom this agent should take next: danger, who has waited too long, their own consumers, then by rank and age."""
    me = next((agent for agent in agents if agent.agent_id == agent_id), None)
    if me is None:
        return None
    mine = [one for one in waiting if _may_be_given(one, me, agents, now, rules)]
    return min(mine, key=lambda one: (_class(one, agent_id), *_place(one)), default=None)


def _class(one: Waiting, agent_id: str) -> int:
    if one.rank >= Priority.DANGER:
        return 0
    if one.rank >= AGED_OUT:
        return 1
    return 2 if one.agent_id == agent_id else 3


def assignments(
    waiting: Iterable[Waiting], agents: Iterable[AgentState], now: datetime, rules: DeskRules
) -> list[tuple[str, str]]:
    """Pairs of (conversation, agent) to be made now, the queue in its order, each to its own agent or the least busy.

    No agent is given more than their capacity holds, and nobody twice.
    """
    states = {agent.agent_id: agent for agent in agents}
    made = list[tuple[str, str]]()
    for one in in_order(waiting):
        fit = [agent for agent in states.values() if _may_be_given(one, agent, states.values(), now, rules)]
        if not fit:
            continue
        given = min(fit, key=lambda agent: (agent.agent_id != one.agent_id, *_how_busy(agent)))
        made.append((one.conversation_id, given.agent_id))
        load = given.active + weight_of(one.channel, rules)
        states[given.agent_id] = replace(given, active=load, last_given_at=now)
    return made


def _how_busy(agent: AgentState) -> tuple[float, float, str]:
    given = agent.last_given_at.timestamp() if agent.last_given_at else -math.inf
    return agent.active / agent.capacity, given, agent.agent_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Owning:
    """An agent as the possible owner of a new user's case, with the open cases that they see through already."""

    state: AgentState
    cases: int


def owner_for(skill: str, language: str, agents: Iterable[Owning]) -> str | None:
    """The dedicated agent of a new user's case: of those who read the language the one who knows the matter, is there,
    and sees the fewest cases through. None where nobody reads it."""
    fit = [agent for agent in agents if language in agent.state.languages]
    best = min(fit, key=lambda agent: _how_apt(agent, skill), default=None)
    return best.state.agent_id if best else None


def _how_apt(agent: Owning, skill: str) -> tuple[bool, bool, float, str]:
    state = agent.state
    knows = skill == "general" or not state.skills or skill in state.skills
    return not knows, not state.online, agent.cases / state.capacity, state.agent_id


def is_gone(beat_at: datetime | None, seen_at: datetime | None, now: datetime, rules: DeskRules) -> bool:
    """Whether an agent has left their conversations alone: no heartbeat of their page for the lease; or, of somebody
    who works without one (another program), no request for `idle`."""
    if beat_at is not None:
        return now - max(beat_at, seen_at or beat_at) > rules.lease
    return seen_at is None or now - seen_at > rules.idle


def wait_minutes(position: int, agents_online: int, minutes_each: int) -> int:
    """A guess for `position` (1 = next), rounded up: each ahead takes `minutes_each` of one of the agents online."""
    return -(-position * minutes_each // max(agents_online, 1))


ENOUGH_WAITS = 5
"""Fewer waits than these say nothing about the next one."""
_LEAST, _MOST = 0.5, 4.0


def corrected(guess: int, lately: Sequence[tuple[float, float]]) -> int:
    """The guess measured against what happened lately: pairs of (minutes guessed, minutes waited), rounded up.

    Three of four of those must have been served by the corrected time, within half and four times the guess.
    """
    ratios = sorted(was / guessed for guessed, was in lately if guessed > 0)
    if guess <= 0 or len(ratios) < ENOUGH_WAITS:
        return guess
    third_quarter = ratios[math.ceil(len(ratios) * 3 / 4) - 1]
    return math.ceil(guess * min(max(third_quarter, _LEAST), _MOST))


_ROUNDED = ((10, 1), (60, 5))
_HOUR = 60


def told_wait(minutes: int) -> int:
    """Minutes as they are told: exact up to 10, then up to the next 5, beyond an hour up to the next whole hour."""
    step = next((step for most, step in _ROUNDED if minutes <= most), _HOUR)
    return -(-minutes // step) * step


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """By when a person has to have said something."""

    first: bool
    due_at: datetime

    def late(self, now: datetime) -> bool:
        return now >= self.due_at


def timer_of(
    since: datetime | None, *, replied: bool, rules: DeskRules, hours: OpenHours, time_zone: str
) -> Timer | None:
    """The time that runs for somebody who waits `since` for a person's word; `replied`: they had one before. It stands
    still while the desk is closed. `time_zone` is the consumer's."""
    if since is None:
        return None
    allowed = rules.next_reply if replied else rules.first_reply
    return Timer(first=not replied, due_at=after(since, allowed, hours, time_zone))
