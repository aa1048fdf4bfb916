"""Putting somebody on the phone through to a person: who is rung, and what becomes of one ringing. Pure.

One `Transfer` is one ringing of one agent for one call. Whoever is on the phone waits in a conference meanwhile. The
table below has every move; `due` says when time itself moves a state on, and who does it: see docs/callouts.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from careline.core.routing import AgentState, Waiting, assignments, weight_of
from careline.core.rules import DeskRules

JOINS_WITHIN = timedelta(seconds=15)
"""Whoever has taken a call and picked up is in the conference by then, or has got lost on the way."""


class TransferState(StrEnum):
    """offered -> ringing -> accepted -> connected -> ended; each of the first three may end at once."""

    OFFERED = "offered"
    """The agent was chosen; nobody has rung them yet. Their desk shows it already."""
    RINGING = "ringing"
    """Their phone was dialled: it rings, or they hear what it is about."""
    ACCEPTED = "accepted"
    """They take it, by key or at the desk: the conversation is theirs; they are on their way into the conference."""
    CONNECTED = "connected"
    ENDED = "ended"


class TransferEnd(StrEnum):
    """How one ringing of one agent ended."""

    TALKED = "talked"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    """Nobody picked up, or nobody pressed a key: that may have been a machine."""
    FAILED = "failed"
    """The carrier would not place the call."""
    CALLER_LEFT = "caller_left"
    """Whoever waited has hung up before an agent was there."""
    LOST = "lost"
    """The agent took it, and never came into the conference."""
    TAKEN = "taken"
    """The conversation went on otherwise meanwhile."""


NOT_REACHED = frozenset({TransferEnd.DECLINED, TransferEnd.UNANSWERED, TransferEnd.FAILED, TransferEnd.LOST})
"""The caller still waits: the next agent is rung, or they are told that nobody came."""


class TransferEvent(StrEnum):
    """What happens to one ringing. `leg_over`: the agent's own call has ended; `caller_over`: the consumer's has."""

    DIALLED = "dialled"
    REFUSED = "refused"
    ACCEPT = "accept"
    DECLINE = "decline"
    JOINED = "joined"
    LEG_OVER = "leg_over"
    CALLER_OVER = "caller_over"
    TIME_UP = "time_up"
    GONE_ON = "gone_on"
    NOTED = "noted"
    """Facts came in that move nothing: which call it is, when it was answered."""


_S, _E, _V = TransferState, TransferEnd, TransferEvent
MOVES: Mapping[tuple[TransferState, TransferEvent], TransferState | TransferEnd] = MappingProxyType(
    {
        (_S.OFFERED, _V.DIALLED): _S.RINGING,
        (_S.OFFERED, _V.REFUSED): _E.FAILED,
        (_S.OFFERED, _V.ACCEPT): _S.ACCEPTED,  # at the desk, before the phone rings
        (_S.OFFERED, _V.DECLINE): _E.DECLINED,
        (_S.OFFERED, _V.CALLER_OVER): _E.CALLER_LEFT,
        (_S.OFFERED, _V.TIME_UP): _E.UNANSWERED,
        (_S.OFFERED, _V.GONE_ON): _E.TAKEN,
        (_S.RINGING, _V.REFUSED): _E.FAILED,
        (_S.RINGING, _V.ACCEPT): _S.ACCEPTED,
        (_S.RINGING, _V.DECLINE): _E.DECLINED,
        (_S.RINGING, _V.LEG_OVER): _E.UNANSWERED,
        (_S.RINGING, _V.CALLER_OVER): _E.CALLER_LEFT,
        (_S.RINGING, _V.TIME_UP): _E.UNANSWERED,
        (_S.RINGING, _V.GONE_ON): _E.TAKEN,
        (_S.ACCEPTED, _V.REFUSED): _E.FAILED,
        (_S.ACCEPTED, _V.JOINED): _S.CONNECTED,
        (_S.ACCEPTED, _V.LEG_OVER): _E.LOST,
        (_S.ACCEPTED, _V.CALLER_OVER): _E.CALLER_LEFT,
        (_S.ACCEPTED, _V.TIME_UP): _E.LOST,
        (_S.CONNECTED, _V.LEG_OVER): _E.TALKED,
        (_S.CONNECTED, _V.CALLER_OVER): _E.TALKED,
    }
)
"""Every move there is. What is missing changes nothing: the news came twice, or too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One ringing. `ring_until` is when this agent has had their time, `until` when the caller has waited enough."""

    state: TransferState
    offered_at: datetime
    ring_until: datetime
    until: datetime
    accepted_at: datetime | None = None
    answered_at: datetime | None = None
    """When the agent picked up."""
    joined_at: datetime | None = None
    ended_at: datetime | None = None
    end: TransferEnd | None = None


def advance(transfer: Transfer, event: TransferEvent, now: datetime) -> Transfer:
    """The transfer after the event; the same where that moves nothing."""
    to = MOVES.get((transfer.state, event))
    if isinstance(to, TransferEnd):
        return replace(transfer, state=TransferState.ENDED, end=to, ended_at=now)
    if to is TransferState.ACCEPTED:
        return replace(transfer, state=to, accepted_at=now)
    if to is TransferState.CONNECTED:
        return replace(transfer, state=to, joined_at=now)
    return replace(transfer, state=to) if to else transfer


def due(transfer: Transfer) -> datetime | None:
    """When time is up for its state; None while it lasts as long as the talk does, or is over."""
    match transfer.state:
        case TransferState.OFFERED | TransferState.RINGING:
            return transfer.ring_until
        case TransferState.ACCEPTED:
            assert transfer.accepted_at
            begun = max(transfer.accepted_at, transfer.answered_at or transfer.accepted_at)
            return begun + JOINS_WITHIN if transfer.answered_at else max(transfer.ring_until, begun + JOINS_WITHIN)
    return None


def offered(now: datetime, rules: DeskRules, until: datetime | None = None) -> Transfer | None:
    """A ringing that begins now, within the time that the caller has left (None: they begin to wait now).

    None where no agent could pick up in what is left, or where the rules put nobody through.
    """
    until = now + rules.phone_holds if until is None else until
    ring_until = min(now + rules.phone_rings, until)
    if ring_until - now < min(_LEAST, rules.phone_rings) or not rules.phone_holds:
        return None
    return Transfer(state=TransferState.OFFERED, offered_at=now, ring_until=ring_until, until=until)


_LEAST = timedelta(seconds=8)
"""In less time nobody picks up and hears what it is about."""


def agent_for_call(
    one: Waiting, waiting: Iterable[Waiting], agents: Collection[AgentState], not_these: Collection[str],
    now: datetime, rules: DeskRules,
) -> str | None:  # fmt: skip
    """Whom to ring for somebody on the phone; None where nobody can be rung who would be right.

    Routing decides as for everybody who waits: whoever goes before them in the queue gets their agents first. On the
    phone the language binds always, and a call takes a call's room. `not_these`: were rung in vain, or cannot be rung.
    """
    before = [other for other in waiting if _goes_before(other, one)]
    free = {agent.agent_id: agent for agent in agents}
    for conversation_id, agent_id in assignments(before, agents, now, rules):
        other = next(each for each in before if each.conversation_id == conversation_id)
        busy = free[agent_id]
        free[agent_id] = replace(busy, active=busy.active + weight_of(other.channel, rules), last_given_at=now)
    speaking = [agent for agent in free.values() if one.language in agent.languages and agent.agent_id not in not_these]
    return next((agent_id for _, agent_id in assignments([one], speaking, now, rules)), None)


def _goes_before(other: Waiting, one: Waiting) -> bool:
    if other.conversation_id == one.conversation_id:
        return False
    return (-other.rank, other.queued_at, other.conversation_id) < (-one.rank, one.queued_at, one.conversation_id)
