"""What an agent may do at the desk, and what the bot asks of it. Capacity and ownership are decided under locks."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import close_case, close_if_over, open_case_row, rating_buttons
from careline.contacts.service import end_calls
from careline.conversations.conversation import Conversation, NoConversationError, change_owner, find, hold, hold_app
from careline.conversations.messages import Outgoing, digest_of, earlier_post, say
from careline.conversations.quality import put_up
from careline.conversations.turns import ask_what_is_open
from careline.core.callouts import Outcome
from careline.core.cases import CloseReason
from careline.core.conversation import Move, Owner
from careline.core.journal import Because, What
from careline.core.quality import WhyScored, is_drawn
from careline.core.roles import Role, is_at_least
from careline.core.routing import Disposition, Priority, has_room, next_for
from careline.core.rules import ShopRules
from careline.desk.agents import Agent, LoginError, agent_from
from careline.desk.carry_over import into_app, tell
from careline.desk.handoffs import (
    Handoff,
    agent_states,
    back_to_queue,
    end_handoff,
    enqueue_taken,
    note_wait_told,
    own_agent_of,
    own_agents_of,
    place_in_queue,
    promise_answer,
    request_handoff,
    waiting_from,
    waiting_rows,
)
from careline.desk.lines import Line, line
from careline.desk.words import topic_words
from careline.ids import new_id
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.cases import cases
from careline.store.tables.conversations import Author, conversations
from careline.store.tables.desk import agents, handoffs, notes
from careline.store.tables.transfers import transfers

__all__ = [
    "AtCapacityError",
    "BeingRungError",
    "ColleagueFullError",
    "Desk",
    "Handoff",
    "NobodyWaitsError",
    "NotInQueueError",
    "NotThereError",
    "NotYoursError",
    "OnThePhoneError",
    "TakenError",
    "TalkingElsewhereError",
    "leave_queue",
    "may_note",
    "may_see",
    "note_wait_told",
    "own_agent_of",
    "own_agents_of",
    "place_in_queue",
    "promise_answer",
    "reply_held",
    "request_handoff",
    "topic_words",
]  # fmt: skip


class TakenError(Exception):
    """Somebody else has taken this conversation."""


class TalkingElsewhereError(TakenError):
    """A colleague is talking with this consumer in the app right now."""


class BeingRungError(TakenError):
    """This caller waits on the line, and a colleague's phone rings for them."""


class AtCapacityError(Exception):
    """You have as many conversations as your limit allows; close or return one first."""


class ColleagueFullError(Exception):
    """This colleague has as many conversations as their limit allows."""


class NotThereError(LookupError):
    """This colleague is not online, or has no login any more."""


class NobodyWaitsError(LookupError):
    """Nobody waits whom you could take now."""


class NotYoursError(LookupError):
    """There is no such conversation at your desk."""


class OnThePhoneError(Exception):
    """This is a call: it is talked in, not written into."""


class NotInQueueError(Exception):
    """You do not wait for a person."""


class Desk:
    """The agents' use cases. Each is one transaction."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules

    async def claim(self, agent: Agent, conversation_id: UUID, now: datetime) -> UUID:
        """Take a conversation from the queue; a supervisor, from the bot too. Exactly one of several claimers wins.

        Returns the conversation that the agent has now: for a call, the consumer's in the app, where it goes on.
        Raises TakenError, AtCapacityError, NoConversationError; LoginError if the login was taken away meanwhile. The
        agent's row is locked first, so that two claims of one agent count each other; without the key, so that a row
        that merely refers to the agent (a note, a handoff) never waits for a claim that waits for its conversation.
        """
        async with self._database.begin() as tx:
            await _locked(tx, agent.agent_id)
            return await self._claimed(tx, agent, conversation_id, f"agent:{agent.login}", Because.CLAIMED_AT_DESK, now)

    async def next(self, agent: Agent, now: datetime) -> UUID:
        """Take whom routing gives this agent next. Raises NobodyWaitsError, AtCapacityError, LoginError.

        Whom a colleague takes in the same moment is passed over.
        """
        passed = set[str]()
        for _ in range(_TRIES):
            async with self._database.begin() as tx:
                rows = [waiting_from(row) for row in await waiting_rows(tx, here=True)]
                waiting = [one for one in rows if one.conversation_id not in passed]
                states = await agent_states(tx, now, self._rules.desk)
            found = next_for(str(agent.agent_id), waiting, states, now, self._rules.desk)
            if found is None:
                me = next((state for state in states if state.agent_id == str(agent.agent_id)), None)
                if me and not has_room(me, "app", self._rules.desk):
                    raise AtCapacityError(AtCapacityError.__doc__)
                break
            try:
                return await self.claim(agent, UUID(found.conversation_id), now)
            except TakenError:
                passed.add(found.conversation_id)
        raise NobodyWaitsError(NobodyWaitsError.__doc__)

    async def give(self, agent_id: UUID, conversation_id: UUID, now: datetime) -> None:
        """Routing gives a waiting conversation to an agent. Raises as `claim`, and NotThereError."""
        async with self._database.begin() as tx:
            agent = await _locked(tx, agent_id)
            held = await hold(tx, conversation_id)
            if held.ownership.owner is not Owner.QUEUE:
                raise TakenError(TakenError.__doc__)
            await self._claimed(tx, agent, conversation_id, "system", Because.GIVEN_BY_ROUTING, now)

    async def _claimed(
        self, tx: AsyncConnection, agent: Agent, conversation_id: UUID, who: str, why: Because, now: datetime
    ) -> UUID:
        held = await hold(tx, conversation_id)
        if held.ownership.agent_id == str(agent.agent_id):
            return conversation_id
        steps_in = held.ownership.owner is Owner.BOT and is_at_least(agent.role, Role.SUPERVISOR)
        if held.ownership.owner is not Owner.QUEUE and not (steps_in and held.channel == "app"):
            # Whoever once had a conversation knows its id, and is no longer meant to read it. And the voice bot's is
            # not taken from under the callee's ear.
            raise TakenError(TakenError.__doc__)
        if held.channel == "phone" and await _is_rung_for(tx, conversation_id):
            raise BeingRungError(BeingRungError.__doc__)
        await self._has_room(tx, agent, now, AtCapacityError)
        if held.channel == "app":
            await self._give(tx, held, agent, now, who=who, why=why)
            await _line(tx, held, _greeting(agent, held), agent.name, now)
            return conversation_id
        return await self._carry_over(tx, held, agent, now, who, why)

    async def take_held(self, tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime) -> UUID:
        """A held conversation of the queue, or of the bot's in the app, is this agent's of an external desk.

        Returns where it goes on: of a call, in the app. Raises BeingRungError, TalkingElsewhereError.
        """
        who, why = f"agent:{agent.login}", Because.CLAIMED_AT_DESK
        if held.channel == "phone":
            if await _is_rung_for(tx, held.conversation_id):
                raise BeingRungError(BeingRungError.__doc__)
            return await self._carry_over(tx, held, agent, now, who, why)
        await self._give(tx, held, agent, now, who=who, why=why)
        await _line(tx, held, _greeting(agent, held), agent.name, now)
        return held.conversation_id

    async def pass_held(
        self, tx: AsyncConnection, held: Conversation, agent: Agent, before: UUID, now: datetime
    ) -> None:
        """A held conversation goes from one agent of an external desk to another."""
        who = f"agent:{agent.login}"
        await self._give(
            tx, held, agent, now, who=who, why=Because.TRANSFERRED, move=Move.TRANSFER, before=before
        )  # fmt: skip
        await _line(tx, held, Line.PASSED_ON, agent.name, now)

    async def locked(self, tx: AsyncConnection, agent_id: UUID) -> Agent:
        """The agent, locked before anything of theirs. Raises LoginError for one without a login any more."""
        return await _locked(tx, agent_id)

    async def put_through(self, tx: AsyncConnection, agent: Agent, held: Conversation, now: datetime) -> None:
        """A held call that waits for a person is this locked agent's, who talks to them now. Raises AtCapacityError."""
        await self._has_room(tx, agent, now, AtCapacityError, channel="phone")
        await self._give(tx, held, agent, now, who=f"agent:{agent.login}", why=Because.TOOK_THE_CALL)
        mine = (handoffs.c.conversation_id == held.conversation_id) & handoffs.c.ended_at.is_(None)
        await tx.execute(update(handoffs).where(mine).values(first_reply_at=now))

    async def from_call_into_app(self, tx: AsyncConnection, agent: Agent, conversation_id: UUID, now: datetime) -> UUID:
        """The matter of the agent's call, which is over, goes on in the app: there. Raises NotYoursError."""
        await _locked(tx, agent.agent_id)
        held = await _held_by(tx, agent.agent_id, conversation_id)
        return await self._carry_over(tx, held, agent, now, f"agent:{agent.login}", Because.MOVED_TO_APP)

    async def _has_room(
        self, tx: AsyncConnection, agent: Agent, now: datetime, full: type[Exception], *, channel: str = "app"
    ) -> None:
        """The agent's row is locked. Whatever is claimed goes on in the app. Raises `full`."""
        if agent.outside:  # their desk says how much they can do
            return
        states = await agent_states(tx, now, self._rules.desk)
        mine = next((state for state in states if state.agent_id == str(agent.agent_id)), None)
        if mine is None or not has_room(mine, channel, self._rules.desk):
            raise full(full.__doc__)

    async def _carry_over(
        self, tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime, who: str, why: Because
    ) -> UUID:
        """Raises TalkingElsewhereError, having written nothing: who follows an external desk goes on from there."""
        there = await hold_app(tx, held.customer_id)
        if there and there.ownership.owner is Owner.AGENT and there.ownership.agent_id != str(agent.agent_id):
            raise TalkingElsewhereError(TalkingElsewhereError.__doc__)
        app = await into_app(tx, held, agent, now)
        if app.ownership.owner is not Owner.AGENT:
            await self._give(tx, app, agent, now, who=who, why=why)
        await tell(tx, app, agent, now)
        return app.conversation_id

    async def _give(
        self, tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime, *, who: str, why: Because,
        move: Move = Move.CLAIM, note: str | None = None, before: UUID | None = None,
    ) -> None:  # fmt: skip
        """The held conversation is this agent's from now on, and with it what it is about.

        `before`: who passes it on, and stays its dedicated agent no more.
        """
        if held.ownership.owner is Owner.BOT:
            await enqueue_taken(tx, held, now)
        held = await change_owner(tx, held, move, who=who, why=why, now=now, agent_id=agent.agent_id, note=note)
        given = {"agent_id": agent.agent_id, "assigned_at": now, "escalated_at": None}
        given |= {"note": note, "from_agent_id": before, "first_reply_at": None} if before else {}
        await tx.execute(
            update(handoffs)
            .where(handoffs.c.conversation_id == held.conversation_id, handoffs.c.ended_at.is_(None))
            .values(given)
        )
        if held.case_id:  # who settles the matter stays its dedicated agent
            free = cases.c.agent_id.is_(None) | (cases.c.agent_until < now) | (cases.c.agent_id == agent.agent_id)
            free = free | (cases.c.agent_id == before) if before else free
            await tx.execute(
                update(cases)
                .where(cases.c.case_id == held.case_id, free)
                .values(agent_id=agent.agent_id, agent_until=now + self._rules.desk.own_term)
            )

    async def transfer(
        self, agent: Agent, conversation_id: UUID, now: datetime, *, to: UUID | None = None, team: str | None = None,
        skill: str | None = None, note: str = "",
    ) -> None:  # fmt: skip
        """Pass one's conversation on to a colleague who is there, or into the queue of a team or skill, in its place.

        Raises NotYoursError, NotThereError, ColleagueFullError.
        """
        async with self._database.begin() as tx:
            await self.transfer_in(tx, agent, conversation_id, now, to=to, team=team, skill=skill, note=note)

    async def transfer_in(
        self, tx: AsyncConnection, agent: Agent, conversation_id: UUID, now: datetime, *, to: UUID | None,
        team: str | None, skill: str | None, note: str,
    ) -> None:  # fmt: skip
        """As `transfer`, in the caller's transaction."""
        who, words = f"agent:{agent.login}", note.strip() or None
        if to:
            await self._passed_on(tx, agent.agent_id, conversation_id, to, who, Because.TRANSFERRED, now, words)
            return
        aim: dict[str, Any] = {"team": team, "note": words, "from_agent_id": agent.agent_id}
        aim |= {"skill": skill} if skill else {}
        await self._mine(tx, agent, conversation_id)
        await self._waits_again(tx, conversation_id, agent.agent_id, who, Because.TRANSFERRED, now, aim)

    async def take_over(self, supervisor: Agent, conversation_id: UUID, now: datetime) -> UUID:
        """A supervisor goes on with a conversation, whoever has it. Raises as `claim`."""
        who = f"agent:{supervisor.login}"
        async with self._database.begin() as tx:
            held = await find(tx, conversation_id)
            if held is None or held.ownership.owner is not Owner.AGENT:
                await _locked(tx, supervisor.agent_id)
                return await self._claimed(tx, supervisor, conversation_id, who, Because.TAKEN_OVER, now)
            has = UUID(held.ownership.agent_id or "")
            if has != supervisor.agent_id:
                await self._passed_on(
                    tx, has, conversation_id, supervisor.agent_id, who, Because.TAKEN_OVER, now, full=AtCapacityError
                )
            return conversation_id

    async def assign(
        self, supervisor: Agent, conversation_id: UUID, to: UUID | None, now: datetime, *, team: str | None = None
    ) -> None:
        """A supervisor gives a conversation to an agent; None: it waits in the queue, in its old place, for `team`
        where one is named.

        Raises NotYoursError for one that is neither with an agent nor in the queue, NotThereError, ColleagueFullError,
        TakenError where it changed hands meanwhile.
        """
        async with self._database.begin() as tx:
            await self.assign_in(tx, supervisor, conversation_id, to, now, team=team)

    async def assign_in(
        self, tx: AsyncConnection, supervisor: Agent, conversation_id: UUID, to: UUID | None, now: datetime, *,
        team: str | None,
    ) -> None:  # fmt: skip
        """As `assign`, in the caller's transaction."""
        who, why = f"agent:{supervisor.login}", Because.SUPERVISOR_ASSIGNED
        held = await find(tx, conversation_id)
        if held is None or held.ownership.owner not in {Owner.AGENT, Owner.QUEUE}:
            raise NotYoursError(NotYoursError.__doc__)
        has = UUID(held.ownership.agent_id) if held.ownership.agent_id else None
        if to and has:
            await self._passed_on(tx, has, conversation_id, to, who, why, now)
        elif to:
            target = await self._colleague(tx, to, now)
            await self._claimed(tx, target, conversation_id, who, why, now)
        elif has:
            await self._waits_again(tx, conversation_id, has, who, why, now, {"team": team} if team else {})
        elif team:
            await _aim(tx, await hold(tx, conversation_id), team)

    async def _passed_on(
        self, tx: AsyncConnection, has: UUID, conversation_id: UUID, to: UUID, who: str, why: Because, now: datetime,
        note: str | None = None, full: type[Exception] = ColleagueFullError,
    ) -> None:  # fmt: skip
        target = await self._colleague(tx, to, now, there=full is ColleagueFullError)
        held = await _held_by(tx, has, conversation_id)
        if to == has:
            return
        await self._has_room(tx, target, now, full)
        await self._give(tx, held, target, now, who=who, why=why, move=Move.TRANSFER, note=note, before=has)
        await _line(tx, held, Line.PASSED_ON, target.name, now)

    async def _colleague(self, tx: AsyncConnection, agent_id: UUID, now: datetime, *, there: bool = True) -> Agent:
        try:
            target = await _locked(tx, agent_id)
        except LoginError:
            raise NotThereError(NotThereError.__doc__) from None
        states = await agent_states(tx, now, self._rules.desk)
        if there and not any(state.agent_id == str(agent_id) and state.online for state in states):
            raise NotThereError(NotThereError.__doc__)
        return target

    async def _waits_again(
        self, tx: AsyncConnection, conversation_id: UUID, has: UUID, who: str, why: Because, now: datetime,
        aim: dict[str, Any],
    ) -> None:  # fmt: skip
        held = await back_to_queue(
            tx, conversation_id, has, who=who, why=why, now=now, aim=aim, note=aim.get("note")
        )  # fmt: skip
        if held is None:
            raise TakenError(TakenError.__doc__)
        await _line(tx, held, Line.WAITS_AGAIN, "", now)

    async def reply(self, agent: Agent, conversation_id: UUID, client_id: UUID, text: str, now: datetime) -> int:
        """Write to the consumer, once per client_id. Raises NotYoursError, OnThePhoneError, ClientIdReusedError."""
        digest = digest_of(text, agent.agent_id)
        async with self._database.begin() as tx:
            held = await self._written(tx, agent, conversation_id)
            earlier = await earlier_post(tx, held.customer_id, client_id, digest)
            if earlier is not None:
                return earlier
            return await reply_held(tx, held, agent.name, client_id, digest, Outgoing(text=text), now)

    async def return_to_bot(self, agent: Agent, conversation_id: UUID, now: datetime) -> None:
        """Let the bot answer again, beginning with what nobody has answered yet. Raises NotYoursError."""
        async with self._database.begin() as tx:
            await self.return_held(tx, await self._written(tx, agent, conversation_id), agent, now)

    async def return_held(self, tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime) -> None:
        """As `return_to_bot`, of the agent's held conversation in the app."""
        held = await change_owner(
            tx, held, Move.RETURN_TO_BOT, who=f"agent:{agent.login}", why=Because.RETURNED_TO_BOT, now=now
        )
        await end_handoff(tx, held.conversation_id, "returned", now, back_until=now + self._rules.desk.comes_back)
        await _line(tx, held, Line.RETURNED, agent.name, now)
        await ask_what_is_open(tx, held, now)
        if held.case_id:  # the talk kept it open; from now on only silence is left to wait for
            of_case = select(cases.c.order_id).where(cases.c.case_id == held.case_id)
            await close_if_over(tx, (await tx.execute(of_case)).scalar_one(), now)

    async def close(
        self, agent: Agent, conversation_id: UUID, resolution: str, now: datetime,
        disposition: Disposition | None = None,
    ) -> None:  # fmt: skip
        """End a conversation with a word on how it was settled. Raises NotYoursError."""
        async with self._database.begin() as tx:
            await self.close_in(tx, agent, conversation_id, resolution, now, disposition)

    async def close_in(
        self, tx: AsyncConnection, agent: Agent, conversation_id: UUID, resolution: str, now: datetime,
        disposition: Disposition | None,
    ) -> None:  # fmt: skip
        """As `close`, in the caller's transaction."""
        held = await self._mine(tx, agent, conversation_id)
        await self.close_held(tx, held, agent, now, resolution=resolution, disposition=disposition)

    async def close_held(
        self, tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime, *, resolution: str | None = None,
        disposition: Disposition | None = None,
    ) -> None:  # fmt: skip
        """As `close`, of the agent's held conversation. None: nothing was said of how it was settled."""
        who = f"agent:{agent.login}"
        await change_owner(tx, held, Move.CLOSE, who=who, why=Because.AGENT_CLOSED, now=now, note=resolution)
        back = now + self._rules.desk.comes_back
        await end_handoff(tx, held.conversation_id, "closed", now, disposition=disposition, back_until=back)
        if is_drawn(str(held.conversation_id), self._rules.quality.sample_percent):
            await put_up(tx, held.conversation_id, WhyScored.SAMPLED, now, who="system")
        await _farewell(tx, held, agent, now)
        if held.case_id:
            row = (await tx.execute(select(cases.c.order_id).where(cases.c.case_id == held.case_id))).one()
            await record(
                tx, at=now, who=who, what=What.CONVERSATION_CLOSED, why=Because.AGENT_CLOSED, note=resolution,
                subject=f"case:{held.case_id}", order_id=row.order_id, customer_id=held.customer_id,
                data={"disposition": disposition} if disposition else None,
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
        """An internal note; the consumer never sees it. A supervisor whispers so into a colleague's conversation.

        Whoever has it open sees it at once. Raises NotYoursError.
        """
        async with self._database.begin() as tx:
            if not may_note(agent, await may_see(tx, agent, conversation_id)):
                raise NotYoursError(NotYoursError.__doc__)
            await tx.execute(
                insert(notes).values(
                    note_id=new_id(), conversation_id=conversation_id, agent_id=agent.agent_id, text=text, at=now
                )
            )
            await notify(tx, Topic.DESK, str(conversation_id))

    async def _written(self, tx: AsyncConnection, agent: Agent, conversation_id: UUID) -> Conversation:
        """One's own in the app. Raises NotYoursError, OnThePhoneError."""
        held = await self._mine(tx, agent, conversation_id)
        if held.channel == "phone":
            raise OnThePhoneError(OnThePhoneError.__doc__)
        return held

    async def _mine(self, tx: AsyncConnection, agent: Agent, conversation_id: UUID) -> Conversation:
        return await _held_by(tx, agent.agent_id, conversation_id)


_TRIES = 5


async def _locked(tx: AsyncConnection, agent_id: UUID) -> Agent:
    """The agent's row, locked as `claim` says. Raises LoginError for one without a login any more."""
    mine = select(agents).where(agents.c.agent_id == agent_id).with_for_update(key_share=True)
    row = (await tx.execute(mine)).mappings().first()
    if row is None or row["disabled_at"]:
        raise LoginError(LoginError.__doc__)
    return agent_from(row)


async def _is_rung_for(tx: AsyncConnection, conversation_id: UUID) -> bool:
    going_on = (transfers.c.conversation_id == conversation_id) & transfers.c.ended_at.is_(None)
    return (await tx.execute(select(transfers.c.transfer_id).where(going_on))).first() is not None


async def _aim(tx: AsyncConnection, held: Conversation, team: str) -> None:
    """The held conversation waits for this team, in its place. Raises TakenError where it waits no more."""
    if held.ownership.owner is not Owner.QUEUE:
        raise TakenError(TakenError.__doc__)
    mine = (handoffs.c.conversation_id == held.conversation_id) & handoffs.c.ended_at.is_(None)
    await tx.execute(update(handoffs).where(mine).values(team=team))
    await notify(tx, Topic.DESK, str(held.conversation_id))


async def _held_by(tx: AsyncConnection, agent_id: UUID, conversation_id: UUID) -> Conversation:
    try:
        held = await hold(tx, conversation_id)
    except NoConversationError:
        raise NotYoursError(NotYoursError.__doc__) from None
    if held.ownership.agent_id != str(agent_id):
        raise NotYoursError(NotYoursError.__doc__)
    return held


def _greeting(agent: Agent, held: Conversation) -> Line:
    return Line.JOINED if held.language in agent.languages else Line.JOINED_OTHER_LANGUAGE


async def _line(tx: AsyncConnection, held: Conversation, which: Line, agent: str, now: datetime) -> None:
    """Tell the consumer in the thread who answers from now on."""
    await say(tx, held, Author.SYSTEM, Outgoing(text=line(which, held.language, agent=agent)), now)


async def _farewell(tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime) -> None:
    """Tell that it is closed, and ask how it went where a case can hold the answer and has none yet."""
    unrated = select(cases.c.case_id).where(cases.c.case_id == held.case_id, cases.c.rated_at.is_(None))
    case_id = (await tx.execute(unrated)).scalar() if held.case_id else None
    which = Line.CLOSED_RATE if case_id else Line.CLOSED
    buttons = rating_buttons(case_id, held.language) if case_id else ()
    text = line(which, held.language, agent=agent.name)
    await say(tx, held, Author.SYSTEM, Outgoing(text=text, buttons=buttons), now)


async def reply_held(
    tx: AsyncConnection, held: Conversation, name: str, client_id: UUID, digest: str, said: Outgoing, now: datetime
) -> int:
    """An agent of this name writes in their held conversation; returns the message's sequence number."""
    first = (handoffs.c.conversation_id == held.conversation_id) & handoffs.c.ended_at.is_(None)
    replied = {"first_reply_at": func.coalesce(handoffs.c.first_reply_at, now), "escalated_at": None}
    await tx.execute(update(handoffs).where(first).values(replied))
    return await say(tx, held, Author.AGENT, said, now, agent_name=name, client_id=client_id, digest=digest)


async def leave_queue(
    tx: AsyncConnection, conversation_id: UUID, now: datetime, *, by_turn: UUID | None = None, told: bool = False,
    in_danger: bool = True,
) -> bool:  # fmt: skip
    """The consumer goes on with the assistant; False where they do not wait for a person.

    `by_turn`: the turn that does it. `told`: whoever calls tells them so. `in_danger` False: who told of danger stays.
    """
    held = await hold(tx, conversation_id)
    if held.ownership.owner is not Owner.QUEUE:
        return False
    mine = (handoffs.c.conversation_id == conversation_id) & handoffs.c.ended_at.is_(None)
    priority = (await tx.execute(select(handoffs.c.priority).where(mine))).scalar()
    if not in_danger and (priority or 0) >= Priority.DANGER:
        return False
    held = await change_owner(
        tx, held, Move.LEAVE_QUEUE, who="consumer", why=Because.CONSUMER_LEFT_QUEUE, now=now, by_turn=by_turn
    )
    await end_handoff(tx, conversation_id, "left", now)
    if not told:
        await _line(tx, held, Line.LEFT, "", now)
    return True


async def may_see(tx: AsyncConnection, agent: Agent, conversation_id: UUID) -> Conversation:
    """A conversation this agent may read: own or queued, an earlier one of a consumer who is with them or waits now;
    any for a supervisor. Raises NotYoursError."""
    found = await find(tx, conversation_id)
    if found is None:
        raise NotYoursError(NotYoursError.__doc__)
    own = found.ownership.agent_id == str(agent.agent_id)
    if own or found.ownership.owner is Owner.QUEUE or is_at_least(agent.role, Role.SUPERVISOR):
        return found
    if found.ownership.owner is Owner.CLOSED and await sees_consumer(tx, agent, found.customer_id):
        return found
    raise NotYoursError(NotYoursError.__doc__)


def may_note(agent: Agent, seen: Conversation) -> bool:
    """Whoever has it, and a supervisor while it goes on."""
    mine = seen.ownership.agent_id == str(agent.agent_id)
    return mine or (is_at_least(agent.role, Role.SUPERVISOR) and seen.ownership.owner is not Owner.CLOSED)


async def sees_consumer(tx: AsyncConnection, agent: Agent, customer_id: str) -> bool:
    """Whether this agent sees to the consumer now: theirs, or waiting for whoever comes; a supervisor always."""
    if is_at_least(agent.role, Role.SUPERVISOR):
        return True
    now = (conversations.c.owner == Owner.QUEUE) | (conversations.c.agent_id == agent.agent_id)
    query = select(conversations.c.conversation_id).where(conversations.c.customer_id == customer_id, now).limit(1)
    return (await tx.execute(query)).first() is not None
