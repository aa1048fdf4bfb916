"""What agents of the external desk did, done here: under the same locks and by the same moves as at our own desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation, change_owner, hold, hold_app, open_app
from careline.conversations.messages import Outgoing, digest_of, earlier_post, say
from careline.core.conversation import Move, Owner
from careline.core.journal import Because
from careline.desk.agents import Agent, agent_from
from careline.desk.handoffs import back_to_queue, end_handoff
from careline.desk.lines import Line, line
from careline.desk.service import BeingRungError, Desk, TalkingElsewhereError, reply_held
from careline.external_desk import words
from careline.external_desk.people import agent_for
from careline.external_desk.port import Heard, Looked, Person, Status
from careline.external_desk.talks import Talk, begin_talk
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author, sequences
from careline.store.tables.desk import agents
from careline.store.tables.external_desk import external_talks


async def standing(tx: AsyncConnection, held: Conversation) -> str | None:
    """None while the conversation is the external desk's: in the queue, or with an agent of theirs. Else why not."""
    owner = held.ownership.owner
    if owner is Owner.QUEUE:
        return None
    if owner is Owner.AGENT:
        query = select(agents.c.outside).where(agents.c.agent_id == UUID(held.ownership.agent_id or ""))
        return None if (await tx.execute(query)).scalar_one() else "taken"
    return "left" if owner is Owner.BOT else "closed"


class Following:
    """One look at a talk, followed in one transaction. `columns` are what to write into the talk's row."""

    def __init__(self, tx: AsyncConnection, desk: Desk, talk: Talk, language: str, now: datetime) -> None:
        self._tx, self._desk, self._talk, self._language, self._now = tx, desk, talk, language, now
        self.columns: dict[str, Any] = {}

    async def follow(self, looked: Looked) -> None:
        """Do here what was done there. The talk's row is held."""
        self.columns = {
            "heard_id": max(self._talk.heard_id, looked.last), "status": looked.status,
            "assignee": looked.assignee.key if looked.assignee else None,
        }  # fmt: skip
        if self._talk.over_at:
            await self._after_the_end(looked)
            return
        held = await hold(self._tx, self._talk.conversation_id)
        if await standing(self._tx, held):
            self._undelivered(looked.heard, with_somebody=held.ownership.owner is Owner.AGENT)
            return
        held = await self._taken_by_assignment(held, looked)
        held = await self._said(held, looked.heard)
        held = await self._passed_on(held, looked)
        await self._settled(held, looked.status)

    async def _taken_by_assignment(self, held: Conversation, looked: Looked) -> Conversation:
        there = looked.status in {Status.OPEN, Status.SNOOZED}
        if held.ownership.owner is Owner.QUEUE and looked.assignee and there:
            return await self._take(held, looked.assignee) or held
        return held

    async def _said(self, held: Conversation, heard: Sequence[Heard]) -> Conversation:
        """Each word once, by its number. Who writes to somebody in the queue has taken them."""
        for n, one in enumerate(heard):
            if await self._known(held, one):  # of an earlier talk: some desks go on in one for each contact
                continue
            if held.ownership.owner is Owner.QUEUE:
                taken = await self._take(held, one.author)
                if taken is None:
                    self._undelivered(heard[n:], with_somebody=True)
                    return held
                held = taken
            await self._deliver(held, one)
        return held

    async def _deliver(self, held: Conversation, one: Heard) -> None:
        if not await self._known(held, one):
            said, client_id = Outgoing(text=one.text), self._id_of(one)
            digest = digest_of(None, client_id)
            await reply_held(self._tx, held, one.author.name, client_id, digest, said, self._now)

    async def _known(self, held: Conversation, one: Heard) -> bool:
        client_id = self._id_of(one)
        return await earlier_post(self._tx, held.customer_id, client_id, digest_of(None, client_id)) is not None

    def _id_of(self, one: Heard) -> UUID:
        return uuid5(NAMESPACE_URL, f"{one.author.key.partition(':')[0]}:{self._talk.external_id}:{one.number}")

    async def _take(self, held: Conversation, person: Person) -> Conversation | None:
        """The conversation is this agent's; a call's goes on in the app. None where somebody else is at it."""
        agent = await agent_for(self._tx, person)
        try:
            now_in = await self._desk.take_held(self._tx, held, agent, self._now)
        except (BeingRungError, TalkingElsewhereError):
            return None
        if now_in != held.conversation_id:
            await self._moved_to(now_in, held.customer_id)
        return await hold(self._tx, now_in)

    async def _moved_to(self, conversation_id: UUID, customer_id: str) -> None:
        """The talk goes on about the conversation in the app; one that it had there before is told so."""
        other = (external_talks.c.conversation_id == conversation_id) & external_talks.c.over_at.is_(None)
        over = {"over_at": self._now, "over_why": "taken", "owed": words.over("taken", self._language)}
        await self._tx.execute(update(external_talks).where(other).values(over))
        self.columns |= {"conversation_id": conversation_id, "sent_seq": await _last_seq(self._tx, customer_id)}

    async def _passed_on(self, held: Conversation, looked: Looked) -> Conversation:
        """Another assignee there is another agent here; none any more, and they wait again in their old place."""
        before = held.ownership.agent_id
        if (
            held.ownership.owner is not Owner.AGENT
            or before is None
            or looked.status not in {Status.OPEN, Status.SNOOZED}
        ):
            return held
        assignee = looked.assignee
        if assignee and assignee.key != self._talk.assignee:
            agent = await agent_for(self._tx, assignee)
            if str(agent.agent_id) != before:
                await self._desk.pass_held(self._tx, held, agent, UUID(before), self._now)
                return await hold(self._tx, held.conversation_id)
        elif assignee is None and self._talk.assignee:
            back = await back_to_queue(
                self._tx, held.conversation_id, UUID(before), who="external_desk", why=Because.TRANSFERRED,
                now=self._now,
            )  # fmt: skip
            if back:
                told = line(Line.WAITS_AGAIN, back.language)
                await say(self._tx, back, Author.SYSTEM, Outgoing(text=told), self._now)
                return back
        return held

    async def _settled(self, held: Conversation, status: Status) -> None:
        """Resolved there is closed here; given to their assistant there is ours again here."""
        if status is Status.RESOLVED:
            if held.ownership.owner is Owner.AGENT:
                await self._desk.close_held(self._tx, held, await self._agent_of(held), self._now)
            else:
                await self._looked_at(held)
            self._over("closed", ended_at=self._now)
        elif status is Status.PENDING and self._talk.status != Status.PENDING and held.ownership.owner is Owner.AGENT:
            await self._desk.return_held(self._tx, held, await self._agent_of(held), self._now)
            self._over("returned", owed=words.over("returned", self._language))

    async def _looked_at(self, held: Conversation) -> None:
        """Resolved without a word to the consumer: they wait no more, and hear so."""
        if held.channel == "phone":
            await change_owner(self._tx, held, Move.CLOSE, who="external_desk", why=Because.AGENT_CLOSED, now=self._now)
        else:
            await change_owner(
                self._tx, held, Move.LEAVE_QUEUE, who="external_desk", why=Because.RETURNED_TO_BOT, now=self._now
            )
            told = line(Line.LOOKED_AT, held.language)
            await say(self._tx, held, Author.SYSTEM, Outgoing(text=told), self._now)
        await end_handoff(self._tx, held.conversation_id, "closed", self._now)

    async def _agent_of(self, held: Conversation) -> Agent:
        query = select(agents).where(agents.c.agent_id == UUID(held.ownership.agent_id or ""))
        return agent_from((await self._tx.execute(query)).mappings().one())

    async def _after_the_end(self, looked: Looked) -> None:
        """Words after the end: from who reopened the talk, they are taken over; else their writer is told that they
        did not arrive."""
        if not looked.heard:
            return
        reopened = self._talk.ended_at is not None and looked.status in {Status.OPEN, Status.SNOOZED}
        app = await hold_app(self._tx, self._talk.customer_id)
        if not reopened or (app and app.ownership.owner is not Owner.BOT):
            elsewhere = app is not None and app.ownership.owner in {Owner.QUEUE, Owner.AGENT}
            self._undelivered(looked.heard, with_somebody=elsewhere)
            return
        if app is None:
            customer = await load_customer(self._tx, self._talk.customer_id)
            assert customer
            app = await open_app(self._tx, customer, self._now)
        held = await self._take(app, looked.assignee or looked.heard[0].author)
        assert held  # in the app nobody is rung for
        for one in looked.heard:
            await self._deliver(held, one)
        await begin_talk(
            self._tx, held.conversation_id, held.customer_id, self._now, external_id=self._talk.external_id,
            contact_key=self._talk.contact_key, introduced=True, sent_id=looked.last, heard_id=looked.last,
            sent_seq=await _last_seq(self._tx, held.customer_id), assignee=self.columns["assignee"],
            status=looked.status,
        )  # fmt: skip

    def _undelivered(self, heard: Sequence[Heard], *, with_somebody: bool) -> None:
        notes = [words.not_delivered(one.text, self._language, with_somebody=with_somebody) for one in heard]
        if notes:
            self.columns["owed"] = "\n\n".join(filter(None, [self._talk.owed, *notes]))

    def _over(self, why: str, **columns: Any) -> None:
        self.columns |= {"over_at": self._now, "over_why": why, **columns}


async def _last_seq(tx: AsyncConnection, customer_id: str) -> int:
    """How far the consumer's messages in the app go."""
    mine = (sequences.c.customer_id == customer_id) & (sequences.c.channel == "app")
    return int((await tx.execute(select(func.coalesce(func.max(sequences.c.last_seq), 0)).where(mine))).scalar_one())
