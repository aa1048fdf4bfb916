"""Calls that are put through: who is rung for whom, who takes it, and what becomes of the conversation.

The phone itself (dialling the agent, conference, words) is callouts/putting_through.py, which works off these rows.
Locks: the agent first, then the consumer's conversation, the transfer last, so that no two wait for each other.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import RowMapping, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import blocks_of_case
from careline.conversations.conversation import Conversation, hold
from careline.conversations.messages import Outgoing, say, transcript
from careline.core import phrases
from careline.core.conversation import Owner
from careline.core.journal import Because, What
from careline.core.routing import Priority
from careline.core.rules import ShopRules
from careline.core.transfers import (
    NOT_REACHED,
    Transfer,
    TransferEnd,
    TransferEvent,
    TransferState,
    advance,
    agent_for_call,
    offered,
)
from careline.desk.agents import Agent, agent_from
from careline.desk.focus import focuses
from careline.desk.handoffs import agent_states, back_to_queue, promise_answer, waiting_from, waiting_rows
from careline.desk.lines import Line, line
from careline.desk.push import CALL
from careline.desk.service import Desk, NotYoursError
from careline.desk.whisper import CallerKnown, whisper
from careline.ids import new_id
from careline.store.database import Database, notify
from careline.store.hours import falls_due
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.orders import load_customer, orders_of
from careline.store.tables.callouts import attempts
from careline.store.tables.conversations import Author, conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.feed import customers
from careline.store.tables.transfers import transfers

_TRIES = 3
_MOST_ORDERS = 20


class CallGoneError(Exception):
    """This call does not wait for you any more."""


class NoLineError(Exception):
    """The phone line does not answer; try again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """One row. `value` is what the rules move; `caller_sid` the consumer's own call, None once it is over."""

    transfer_id: UUID
    attempt_id: UUID
    conversation_id: UUID
    agent_id: UUID
    agent_name: str
    address: str
    whisper: str
    language: str
    call_sid: str | None
    conference_sid: str | None
    accepted_by: str | None
    muted: bool
    on_hold: bool
    dialled_at: datetime | None
    moved_at: datetime | None
    leg_over_at: datetime | None
    settled_at: datetime | None
    caller_sid: str | None
    caller_over: bool
    value: Transfer


_VALUE = ("offered_at", "ring_until", "until", "accepted_at", "answered_at", "joined_at", "ended_at")
_OPEN = transfers.c.ended_at.is_(None)
_ROW = (
    select(
        transfers, agents.c.name.label("agent_name"), attempts.c.call_sid.label("caller_sid"),
        attempts.c.ended_at.is_not(None).label("caller_over"),
    )
    .join(agents, agents.c.agent_id == transfers.c.agent_id)
    .join(attempts, attempts.c.attempt_id == transfers.c.attempt_id)
)  # fmt: skip


def ringing_from(row: RowMapping) -> Ringing:
    """The value of a row of `_ROW`."""
    value = Transfer(
        **{name: row[name] for name in _VALUE},
        state=TransferState(row["state"]),
        end=TransferEnd(row["ended_as"]) if row["ended_as"] else None,
    )
    names = [name for name in Ringing.__dataclass_fields__ if name != "value"]
    return Ringing(**{name: row[name] for name in names}, value=value)


async def transfer_of(tx: AsyncConnection, transfer_id: UUID) -> Ringing | None:
    row = (await tx.execute(_ROW.where(transfers.c.transfer_id == transfer_id))).mappings().first()
    return ringing_from(row) if row else None


async def open_transfer(tx: AsyncConnection, attempt_id: UUID) -> Ringing | None:
    """The ringing that goes on for this call; None where there is none."""
    row = (await tx.execute(_ROW.where(transfers.c.attempt_id == attempt_id, _OPEN))).mappings().first()
    return ringing_from(row) if row else None


async def last_transfer(tx: AsyncConnection, attempt_id: UUID) -> Ringing | None:
    """The newest ringing for this call."""
    query = _ROW.where(transfers.c.attempt_id == attempt_id).order_by(transfers.c.transfer_id.desc()).limit(1)
    row = (await tx.execute(query)).mappings().first()
    return ringing_from(row) if row else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSeen:
    """An agent's call with whom it is with. `language` is the consumer's."""

    ringing: Ringing
    customer_name: str
    language: Literal["zh-CN", "en"]


async def call_of(tx: AsyncConnection, agent_id: UUID) -> CallSeen | None:
    """The call that rings for this agent or that they talk in; after it, as long as its conversation is theirs."""
    still_theirs = (conversations.c.agent_id == agent_id) & (conversations.c.channel == "phone")
    query = (
        _ROW.add_columns(customers.c.name.label("customer_name"), conversations.c.language.label("their_language"))
        .join(conversations, conversations.c.conversation_id == transfers.c.conversation_id)
        .join(customers, customers.c.customer_id == conversations.c.customer_id)
        .where(transfers.c.agent_id == agent_id, _OPEN | still_theirs)
        .order_by(transfers.c.ended_at.desc().nulls_first(), transfers.c.offered_at.desc())
        .limit(1)
    )
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        return None
    return CallSeen(ringing=ringing_from(row), customer_name=row["customer_name"], language=row["their_language"])


async def note_line(tx: AsyncConnection, one: Ringing, **switched: bool) -> None:
    """What the carrier has switched (`muted`, `on_hold`), for the agent's page."""
    await tx.execute(update(transfers).where(transfers.c.transfer_id == one.transfer_id).values(switched))
    await notify(tx, Topic.DESK, f"{CALL}{one.agent_id}")


async def offer_call(
    tx: AsyncConnection, conversation_id: UUID, now: datetime, rules: ShopRules, *, softphones: bool
) -> Ringing | None:
    """Choose an agent for somebody on the phone who waits for a person; the ringing that goes on, if one does.

    None where nobody is to be rung (any more): the existing ways hold. `softphones`: who has no phone of their own is
    rung at their open desk page.
    """
    held = await hold(tx, conversation_id)
    if held.attempt_id is None or held.ownership.owner is not Owner.QUEUE:
        return None
    if going_on := await open_transfer(tx, held.attempt_id):
        return going_on
    over = select(attempts.c.ended_at).where(attempts.c.attempt_id == held.attempt_id)
    before = (await tx.execute(select(transfers).where(transfers.c.attempt_id == held.attempt_id))).mappings().all()
    if (await tx.execute(over)).scalar_one() or any(row["ended_as"] == TransferEnd.TALKED for row in before):
        return None
    value = offered(now, rules.desk, min((row["until"] for row in before), default=None))
    rung = {row["agent_id"] for row in before}
    for _ in range(_TRIES if value else 0):
        assert value
        chosen = await _choose(tx, held, rung, now, rules, softphones=softphones)
        if chosen is None:
            break
        agent, address = chosen
        if await _insert(tx, held, agent, address, value, now):
            return await open_transfer(tx, held.attempt_id)
        rung.add(agent.agent_id)  # somebody else's call rings there since a moment ago
    return None


async def _choose(
    tx: AsyncConnection, held: Conversation, rung: set[UUID], now: datetime, rules: ShopRules, *, softphones: bool
) -> tuple[Agent, str] | None:
    waiting = [waiting_from(row) for row in await waiting_rows(tx)]
    one = next((each for each in waiting if each.conversation_id == str(held.conversation_id)), None)
    if one is None:
        return None
    rows = {row["agent_id"]: row for row in (await tx.execute(select(agents))).mappings()}
    busy = set((await tx.execute(select(transfers.c.agent_id).where(_OPEN))).scalars())
    reached = {agent_id: _address(row, now, rules, softphones=softphones) for agent_id, row in rows.items()}
    not_these = {str(agent_id) for agent_id, at in reached.items() if at is None or agent_id in rung | busy}
    states = await agent_states(tx, now, rules.desk)
    found = agent_for_call(one, waiting, states, not_these, now, rules.desk)
    address = reached.get(UUID(found)) if found else None
    return (agent_from(rows[UUID(found)]), address) if found and address else None


def _address(row: RowMapping, now: datetime, rules: ShopRules, *, softphones: bool) -> str | None:
    """Where this agent is rung: at their own phone, else at a desk page that lives."""
    if row["phone"]:
        return str(row["phone"])
    there = row["beat_at"] is not None and now - row["beat_at"] <= rules.desk.lease
    return softphone_of(row["agent_id"]) if softphones and there else None


def softphone_of(agent_id: UUID) -> str:
    """The name under which an agent's desk page is registered with the carrier."""
    return f"client:{agent_id.hex}"


async def _insert(
    tx: AsyncConnection, held: Conversation, agent: Agent, address: str, value: Transfer, now: datetime
) -> bool:
    language = agent.languages[0] if agent.languages else held.language
    adding = insert(transfers).values(
        transfer_id=new_id(), attempt_id=held.attempt_id, conversation_id=held.conversation_id,
        agent_id=agent.agent_id, state=value.state, address=address, language=language,
        whisper=await _whisper(tx, held, now, language), offered_at=value.offered_at, ring_until=value.ring_until,
        until=value.until,
    )  # fmt: skip
    if not (await tx.execute(adding.on_conflict_do_nothing())).rowcount:
        return False
    await record(
        tx, at=now, who="system", what=What.AGENT_RUNG, why=Because.GIVEN_BY_ROUTING,
        subject=f"conversation:{held.conversation_id}", customer_id=held.customer_id,
        data={"agent_id": str(agent.agent_id)},
    )  # fmt: skip
    await _tell(tx, agent.agent_id, held.conversation_id)
    return True


async def _tell(tx: AsyncConnection, agent_id: UUID, conversation_id: UUID) -> None:
    """Wake whoever rings, the agent's page, and the lists."""
    await notify(tx, Topic.TRANSFERS, "")
    await notify(tx, Topic.DESK, f"{CALL}{agent_id}")
    await notify(tx, Topic.DESK, str(conversation_id))


async def _whisper(tx: AsyncConnection, held: Conversation, now: datetime, language: str) -> str:
    last = (handoffs.c.conversation_id == held.conversation_id) & handoffs.c.ended_at.is_(None)
    query = select(conversations, handoffs.c.order_id, handoffs.c.why, handoffs.c.priority).outerjoin(handoffs, last)
    thread = (await tx.execute(query.where(conversations.c.conversation_id == held.conversation_id))).mappings().one()
    focus = (await focuses(tx, [thread]))[held.conversation_id]
    customer = await load_customer(tx, held.customer_id)
    assert customer
    known = await orders_of(tx, held.customer_id, _MOST_ORDERS)
    blocked = await blocks_of_case(tx, focus.case_id) if focus.case_id else []
    missed = [block.evidence[0] for block in blocked if block.ended_at is None and block.evidence]
    lines = await transcript(tx, held.conversation_id)
    return whisper(
        CallerKnown(
            customer=customer, new_user=focus.new_user, missed=min(missed, key=lambda one: one.due, default=None),
            order=next((order for order in known if order.order_id == focus.order_id), None),
            said=[row["text"] for row in lines if row["author"] == Author.CONSUMER],
            why=phrases.handoff_why(thread["why"], language) if thread["why"] else "",
            danger=(thread["priority"] or 0) >= Priority.DANGER,
        ),
        now, language,
    )  # fmt: skip


async def happened(
    tx: AsyncConnection, transfer_id: UUID, event: TransferEvent, now: datetime, **facts: Any
) -> Ringing | None:
    """Take news of one ringing in; `facts` are columns that it brings. None where there is no such ringing."""
    found = await _held(tx, transfer_id)
    return await _moved(tx, found, event, now, **facts) if found else None


async def _held(tx: AsyncConnection, transfer_id: UUID) -> Ringing | None:
    query = _ROW.where(transfers.c.transfer_id == transfer_id).with_for_update(of=transfers)
    row = (await tx.execute(query)).mappings().first()
    return ringing_from(row) if row else None


async def _moved(tx: AsyncConnection, found: Ringing, event: TransferEvent, now: datetime, **facts: Any) -> Ringing:
    after = advance(found.value, event, now)
    changed = {name: new for name, new in asdict(after).items() if getattr(found.value, name) != new}
    if "end" in changed:
        changed["ended_as"] = changed.pop("end")
    changed |= facts
    if changed:
        changed["polled_at"] = None  # whoever moves things on looks at once
        mine = transfers.c.transfer_id == found.transfer_id
        await tx.execute(update(transfers).where(mine).values(changed))
        await _tell(tx, found.agent_id, found.conversation_id)
    moved = await transfer_of(tx, found.transfer_id)
    assert moved
    if moved.value.end is TransferEnd.TALKED and found.value.end is None:
        await record(
            tx, at=now, who="system", what=What.CALL_ENDED, why=Because.CALL_OVER,
            subject=f"conversation:{moved.conversation_id}", data={"agent_id": str(moved.agent_id)},
        )  # fmt: skip
    return moved


class Calls:
    """What agents do with calls that are put through to them. Each is one transaction."""

    def __init__(self, database: Database, desk: Desk, rules: ShopRules) -> None:
        self._database = database
        self._desk = desk
        self._rules = rules

    async def accept(self, transfer_id: UUID, by: str, now: datetime, *, agent: Agent | None = None) -> Ringing:
        """The agent takes the call, by "key" or at the "desk": the conversation is theirs, once however often.

        `agent`: who says so at the desk; a key needs none. Raises NotYoursError, CallGoneError, AtCapacityError.
        """
        async with self._database.begin() as tx:
            seen = await transfer_of(tx, transfer_id)
            if seen is None or (agent and seen.agent_id != agent.agent_id):
                raise NotYoursError(NotYoursError.__doc__)
            taker = await self._desk.locked(tx, seen.agent_id)
            held = await hold(tx, seen.conversation_id)
            found = await _held(tx, transfer_id)
            assert found
            if found.value.state in {TransferState.ACCEPTED, TransferState.CONNECTED}:
                return found
            gone = held.ownership.owner is not Owner.QUEUE or found.caller_over
            if found.value.state is TransferState.ENDED or gone or found.value.until < now:
                raise CallGoneError(CallGoneError.__doc__)
            await self._desk.put_through(tx, taker, held, now)
            words = line(Line.PICKED_UP, held.language, agent=taker.name)
            await say(tx, held, Author.AGENT, Outgoing(text=words), now, agent_name=taker.name)
            return await _moved(tx, found, TransferEvent.ACCEPT, now, accepted_by=by)

    async def decline(self, transfer_id: UUID, now: datetime, *, agent: Agent | None = None) -> None:
        """Not this agent, not now. Raises NotYoursError. Too late, it changes nothing."""
        async with self._database.begin() as tx:
            found = await _held(tx, transfer_id)
            if found is None or (agent and found.agent_id != agent.agent_id):
                raise NotYoursError(NotYoursError.__doc__)
            await _moved(tx, found, TransferEvent.DECLINE, now)

    async def go_on_in_app(self, agent: Agent, transfer_id: UUID, now: datetime) -> UUID:
        """The call is over, and the agent writes to the consumer; the conversation in the app. Raises NotYoursError."""
        async with self._database.begin() as tx:
            found = await transfer_of(tx, transfer_id)
            if found is None or found.agent_id != agent.agent_id or not found.value.ended_at:
                raise NotYoursError(NotYoursError.__doc__)
            return await self._desk.from_call_into_app(tx, agent, found.conversation_id, now)


async def next_or_nobody(
    tx: AsyncConnection, ended: Ringing, now: datetime, rules: ShopRules, *, softphones: bool
) -> Ringing | None:
    """An agent was not reached: the conversation waits again if it was theirs, and the next one is rung; None if nobody
    is, and whoever waits on the line has to be told."""
    if ended.value.end not in NOT_REACHED or ended.caller_over:
        return None
    held = await hold(tx, ended.conversation_id)
    if held.ownership.agent_id == str(ended.agent_id):
        await back_to_queue(
            tx, held.conversation_id, ended.agent_id, who="system", why=Because.AGENT_GONE, now=now, keep=False
        )
    return await offer_call(tx, ended.conversation_id, now, rules, softphones=softphones)


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyCame:
    """What somebody is told whom no agent took: who answers them in the app by when, None where somebody has them."""

    conversation: Conversation
    by: datetime | None
    time_zone: str
    agent: str | None = None


async def nobody_came(tx: AsyncConnection, conversation_id: UUID, now: datetime, rules: ShopRules) -> NobodyCame:
    """Note by when somebody answers whom nobody took on the phone: desk/keeper.py sees to it. Once for a call."""
    held = await hold(tx, conversation_id)
    customer = await load_customer(tx, held.customer_id)
    assert customer
    if held.ownership.owner is not Owner.QUEUE:
        writes = (conversations.c.customer_id == held.customer_id) & (conversations.c.owner == Owner.AGENT)
        query = select(agents.c.name).join(conversations, conversations.c.agent_id == agents.c.agent_id)
        name = (await tx.execute(query.where(writes).limit(1))).scalar()
        return NobodyCame(conversation=held, by=None, time_zone=customer.time_zone, agent=name)
    by = await falls_due(tx, now, rules.desk.answer_within, rules.desk, customer.time_zone)
    promised = await promise_answer(tx, conversation_id, by)
    await record(
        tx, at=now, who="system", what=What.NOBODY_TOOK_CALL, why=Because.NO_REPLY_IN_TIME,
        subject=f"conversation:{conversation_id}", customer_id=held.customer_id,
    )  # fmt: skip
    await notify(tx, Topic.DESK, str(conversation_id))
    return NobodyCame(conversation=held, by=promised, time_zone=customer.time_zone)
