"""What an agent may do at the desk, and what the bot asks of it. Capacity and ownership are decided under locks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import close_case, close_if_over, open_case_row
from careline.contacts.service import end_calls
from careline.conversations.conversation import Conversation, NoConversationError, change_owner, find, hold
from careline.conversations.messages import Outgoing, digest_of, earlier_post, say
from careline.core.callouts import Outcome
from careline.core.cases import CloseReason
from careline.core.conversation import Move, Owner
from careline.core.journal import Because, What
from careline.core.rules import ShopRules
from careline.desk.agents import Agent, LoginError
from careline.desk.carry_over import into_app, tell
from careline.desk.handoffs import Handoff, end_handoff, own_agent_of, place_in_queue, request_handoff
from careline.ids import new_id
from careline.store.database import Database
from careline.store.journal import record
from careline.store.tables.cases import cases
from careline.store.tables.conversations import Author, conversations
from careline.store.tables.desk import agents, handoffs, notes

__all__ = [
    "AtCapacityError", "Desk", "Handoff", "NotYoursError", "TakenError", "TalkingElsewhereError", "own_agent_of",
    "place_in_queue", "request_handoff",
]  # fmt: skip


class TakenError(Exception):
    """Somebody else has taken this conversation."""


class TalkingElsewhereError(TakenError):
    """A colleague is talking with this consumer in the app right now."""


class AtCapacityError(Exception):
    """You have as many conversations as your limit allows; close or return one first."""


class NotYoursError(LookupError):
    """There is no such conversation at your desk."""


class Desk:
    """The agents' use cases. Each is one transaction."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules

    async def claim(self, agent: Agent, conversation_id: UUID, now: datetime) -> UUID:
        """Take a conversation from the queue (or from the bot). Exactly one of several claimers wins.

        Returns the conversation that the agent has now: for a call, the consumer's in the app, where it goes on.
        Raises TakenError, AtCapacityError, NoConversationError; LoginError if the login was taken away meanwhile. The
        agent's row is locked first, so that two claims of one agent count each other; without the key, so that a row
        that merely refers to the agent (a note, a handoff) never waits for a claim that waits for its conversation.
        """
        async with self._database.begin() as tx:
            me = select(agents.c.disabled_at).where(agents.c.agent_id == agent.agent_id)
            if (await tx.execute(me.with_for_update(key_share=True))).scalar_one():
                raise LoginError(LoginError.__doc__)
            held = await hold(tx, conversation_id)
            if held.ownership.agent_id == str(agent.agent_id):
                return conversation_id
            if held.ownership.owner is not Owner.QUEUE and not (
                held.ownership.owner is Owner.BOT and held.channel == "app"
            ):  # the voice bot's conversation is not taken from under the callee's ear
                raise TakenError(TakenError.__doc__)
            mine = (conversations.c.agent_id == agent.agent_id) & (conversations.c.owner == Owner.AGENT)
            if (await tx.execute(select(func.count()).where(mine))).scalar_one() >= agent.capacity:
                raise AtCapacityError(AtCapacityError.__doc__)
            if held.channel == "app":
                await self._give(tx, held, agent, now)
                return conversation_id
            return await self._carry_over(tx, held, agent, now)

    async def _carry_over(self, tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime) -> UUID:
        app = await into_app(tx, held, agent, now)
        if app.ownership.owner is Owner.AGENT and app.ownership.agent_id != str(agent.agent_id):
            raise TalkingElsewhereError(TalkingElsewhereError.__doc__)
        if app.ownership.owner is not Owner.AGENT:
            await self._give(tx, app, agent, now)
        await tell(tx, app, agent, now)
        return app.conversation_id

    async def _give(self, tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime) -> None:
        held = await change_owner(
            tx, held, Move.CLAIM, who=f"agent:{agent.login}", why=Because.CLAIMED_AT_DESK, now=now,
            agent_id=agent.agent_id,
        )  # fmt: skip
        await tx.execute(
            update(handoffs)
            .where(handoffs.c.conversation_id == held.conversation_id, handoffs.c.ended_at.is_(None))
            .values(agent_id=agent.agent_id, assigned_at=now)
        )
        if held.case_id:  # who settles the matter stays its dedicated agent
            await tx.execute(
                update(cases)
                .where(cases.c.case_id == held.case_id, cases.c.agent_id.is_(None))
                .values(agent_id=agent.agent_id)
            )

    async def reply(self, agent: Agent, conversation_id: UUID, client_id: UUID, text: str, now: datetime) -> int:
        """Say something to the consumer, once per client_id. Raises NotYoursError, ClientIdReusedError."""
        digest = digest_of(text, agent.agent_id)
        async with self._database.begin() as tx:
            held = await self._mine(tx, agent, conversation_id)
            earlier = await earlier_post(tx, held.customer_id, client_id, digest)
            if earlier is not None:
                return earlier
            return await say(
                tx, held, Author.AGENT, Outgoing(text=text), now, agent_name=agent.name, client_id=client_id,
                digest=digest,
            )  # fmt: skip

    async def return_to_bot(self, agent: Agent, conversation_id: UUID, now: datetime) -> None:
        """Let the bot answer again. Raises NotYoursError."""
        async with self._database.begin() as tx:
            held = await self._mine(tx, agent, conversation_id)
            await change_owner(
                tx, held, Move.RETURN_TO_BOT, who=f"agent:{agent.login}", why=Because.RETURNED_TO_BOT, now=now
            )
            await end_handoff(tx, conversation_id, "returned", now)
            if held.case_id:  # the talk kept it open; from now on only silence is left to wait for
                of_case = select(cases.c.order_id).where(cases.c.case_id == held.case_id)
                await close_if_over(tx, (await tx.execute(of_case)).scalar_one(), now)

    async def close(self, agent: Agent, conversation_id: UUID, resolution: str, now: datetime) -> None:
        """End a conversation with a word on how it was settled. Raises NotYoursError."""
        async with self._database.begin() as tx:
            held = await self._mine(tx, agent, conversation_id)
            who = f"agent:{agent.login}"
            await change_owner(tx, held, Move.CLOSE, who=who, why=Because.AGENT_CLOSED, now=now, note=resolution)
            await end_handoff(tx, conversation_id, "closed", now)
            if held.case_id:
                row = (await tx.execute(select(cases.c.order_id).where(cases.c.case_id == held.case_id))).one()
                await record(
                    tx, at=now, who=who, what=What.CONVERSATION_CLOSED, why=Because.AGENT_CLOSED, note=resolution,
                    subject=f"case:{held.case_id}", order_id=row.order_id, customer_id=held.customer_id,
                )  # fmt: skip
                await end_calls(tx, held.customer_id, Outcome.ASKED_PERSON, now, case_id=held.case_id)
                await self._settled(tx, held.case_id, row.order_id, who, now)

    async def _settled(self, tx: AsyncConnection, case_id: UUID, order_id: str, who: str, now: datetime) -> None:
        """An agent said how the matter was settled: if nothing of it is left, its case need not wait for silence.

        What is still blocked, under way or promised keeps it open.
        """
        await tx.execute(update(cases).where(cases.c.case_id == case_id).values(quiet_since=None))  # they just talked
        await close_if_over(tx, order_id, now)
        row = await open_case_row(tx, order_id)
        if row and row["quiet_since"]:
            await close_case(tx, row, CloseReason.AGENT, now, who=who, why=Because.AGENT_CLOSED)

    async def note(self, agent: Agent, conversation_id: UUID, text: str, now: datetime) -> None:
        """An internal note; the consumer never sees it. Raises NotYoursError."""
        async with self._database.begin() as tx:
            await self._mine(tx, agent, conversation_id)
            await tx.execute(
                insert(notes).values(
                    note_id=new_id(), conversation_id=conversation_id, agent_id=agent.agent_id, text=text, at=now
                )
            )

    async def _mine(self, tx: AsyncConnection, agent: Agent, conversation_id: UUID) -> Conversation:
        try:
            held = await hold(tx, conversation_id)
        except NoConversationError:
            raise NotYoursError(NotYoursError.__doc__) from None
        if held.ownership.agent_id != str(agent.agent_id):
            raise NotYoursError(NotYoursError.__doc__)
        return held


async def may_see(tx: AsyncConnection, agent: Agent, conversation_id: UUID) -> Conversation:
    """A conversation this agent may read: own or queued; any for a supervisor. Raises NotYoursError."""
    found = await find(tx, conversation_id)
    own = found and found.ownership.agent_id == str(agent.agent_id)
    if found and (own or found.ownership.owner is Owner.QUEUE or agent.role == "supervisor"):
        return found
    raise NotYoursError(NotYoursError.__doc__)
