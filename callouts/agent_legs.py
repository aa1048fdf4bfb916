"""The carrier's webhooks while a caller is put through: the waiting one's words, the agent's whisper and key, who is in
the conference, and what the caller hears afterwards. Any of them may come twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from callouts import rating, script, twiml
from callouts import transfer_words as words
from callouts.addresses import address, transfer_address
from callouts.calls import Callback, ForeignCallError, UnknownAttemptError, held_for
from callouts.carrier import CallStatus
from callouts.gather_mode import document
from callouts.putting_through import PuttingThrough, room_of
from callouts.speaking import conversation_of
from callouts.steps import PutThrough
from careline.conversations.conversation import Conversation, conversation_from, hold
from careline.conversations.messages import Outgoing, say
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.core.transfers import TransferEnd, TransferEvent, TransferState
from careline.core.wording.language import Said
from careline.core.wording.times import instant
from careline.desk.calls import (
    CallGoneError,
    Ringing,
    happened,
    last_transfer,
    nobody_came,
    offer_call,
    open_transfer,
    transfer_of,
)
from careline.desk.handoffs import back_to_queue
from careline.desk.service import AtCapacityError
from careline.store.tables.conversations import Author, conversations
from careline.store.tables.transfers import transfers

log = logging.getLogger(__name__)

TAKE = "1"
FETCHED_WITHIN = 3
"""Seconds in which a call that was taken at the desk is sent into the conference."""
_ENDED = {"completed", "busy", "failed", "no-answer", "canceled"}


class AgentLegs:
    """What each webhook does, as TwiML. Made with the call flow, whose background tasks it shares."""

    def __init__(self, through: PuttingThrough) -> None:
        self._through = through
        self._database, self._settings, self._clock = through.database, through.settings, through.clock
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self, conversation: Conversation, texts: tuple[str, ...]) -> PutThrough | None:
        """Keep somebody on the line for an agent; None where nobody is to be rung."""
        async with self._database.begin() as tx:
            one = await offer_call(
                tx, conversation.conversation_id, self._clock(), self._settings.rules,
                softphones=self._settings.softphones,
            )  # fmt: skip
        if one is None:
            return None
        begun = words.BEGIN.to(conversation.language).format(agent=one.agent_name)
        return PutThrough(language=conversation.language, texts=(*texts, begun))

    async def hold_words(self, attempt_id: UUID) -> str:
        """The next word for whoever waits, or is on hold. Nobody who waits in vain is left there."""
        now = self._clock()
        conversation = await self._conversation(attempt_id)
        async with self._database.begin() as tx:
            one = await last_transfer(tx, attempt_id)
        self._spawn(self._through.round())
        if one is None or conversation is None:
            return twiml.hang_up()
        if one.settled_at and one.value.end is not TransferEnd.TALKED and one.caller_sid and not one.caller_over:
            self._spawn(self._through.carrier.send_to(one.caller_sid, address(self._settings, "back", attempt_id)))
        text = self._word(one, conversation.language, now)
        return twiml.waiting_words(self._settings, conversation.language, text, words.EVERY_SECONDS)

    def _word(self, one: Ringing, language: str, now: datetime) -> str:
        if one.value.state is TransferState.CONNECTED:
            return words.ON_HOLD.to(language)
        waits_until = self._settings.rules.desk.phone_holds - (one.value.until - now)
        another = one.value.until - one.value.offered_at < self._settings.rules.desk.phone_holds
        if another and (now - one.value.offered_at).total_seconds() < words.EVERY_SECONDS:
            return words.ANOTHER.to(language).format(agent=one.agent_name)
        return words.waiting_words(language, waits_until.total_seconds())

    async def conference(self, attempt_id: UUID, form: Mapping[str, str]) -> None:
        """Somebody came into the conference, or left it."""
        async with self._database.begin() as tx:
            one = await open_transfer(tx, attempt_id)
        if one is None:
            return
        facts = {} if one.conference_sid else {"conference_sid": form.get("ConferenceSid") or None}
        here = form.get("CallSid") and form.get("CallSid") == one.call_sid
        event = TransferEvent.JOINED if here and form.get("StatusCallbackEvent") == "participant-join" else None
        if event or facts:
            await self._happened(one.transfer_id, event or TransferEvent.NOTED, **facts)

    async def back(self, attempt_id: UUID, form: Mapping[str, str]) -> str:
        """The caller is out of the conference: the agent has hung up, or nobody came."""
        conversation = await self._of_call(attempt_id, form)
        async with self._database.begin() as tx:
            one = await last_transfer(tx, attempt_id)
        if one is None or conversation is None:
            return twiml.hang_up()
        language = conversation.language
        if one.value.state is TransferState.CONNECTED:  # told here first, before the agent's own callback
            one = await self._happened(one.transfer_id, TransferEvent.LEG_OVER)
        if one.value.end is None:  # the agent is still on the way: wait on
            still = PutThrough(language=language, texts=(words.waiting_words(language, 0),))
            return document(still, attempt_id, self._settings)
        if one.value.end is TransferEnd.TALKED:
            action = address(self._settings, "after", attempt_id)
            async with self._database.begin() as tx:
                asked = await rating.is_asked(tx, conversation, self._settings.rules.calls, with_agent=True)
            said = rating.ASK_AFTER_AGENT if asked else words.AGENT_LEFT
            return twiml.ask_key(self._settings, language, (said.to(language),), action)
        return await self._nobody(conversation)

    async def _nobody(self, conversation: Conversation) -> str:
        now, language = self._clock(), conversation.language
        async with self._database.begin() as tx:
            found = await nobody_came(tx, conversation.conversation_id, now, self._settings.rules)
            if found.by:
                by = instant(found.by, now, found.time_zone, language, spoken=True)
                text = words.NOBODY.to(language).format(by=by)
            elif found.agent:
                text = words.IN_APP.to(language).format(agent=found.agent)
            else:
                text = script.script_for(language).person_follows
            if found.conversation.ownership.owner is Owner.QUEUE:
                await say(tx, found.conversation, Author.SYSTEM, Outgoing(text=text), now)
        return twiml.say_and_hang_up(self._settings, language, (text,))

    async def after(self, attempt_id: UUID, form: Mapping[str, str]) -> str:
        """After the talk: key 0 means that there is more to say, others how it went."""
        conversation = await self._of_call(attempt_id, form)
        if conversation is None:
            return twiml.hang_up()
        language, key = conversation.language, form.get("Digits", "").strip()[:1]
        async with self._database.begin() as tx:
            asked = await rating.is_asked(tx, conversation, self._settings.rules.calls, with_agent=True)
            thanks = await rating.rated(tx, conversation, key, self._clock()) if asked else None
        if thanks:
            return twiml.say_and_hang_up(self._settings, language, (thanks.to(language),))
        if key != script.PERSON:
            return twiml.say_and_hang_up(self._settings, language, (words.GOODBYE.to(language),))
        now = self._clock()
        async with self._database.begin() as tx:
            held = await hold(tx, conversation.conversation_id)
            agent_id = held.ownership.agent_id
            if held.ownership.owner is Owner.AGENT and agent_id:
                await back_to_queue(
                    tx, held.conversation_id, UUID(agent_id), who="consumer", why=Because.CONSUMER_ASKED, now=now,
                    keep=True,
                )  # fmt: skip
        return twiml.say_and_hang_up(self._settings, language, (words.GOES_ON.to(language),))

    async def whisper(self, transfer_id: UUID, form: Mapping[str, str], *, again: bool) -> str:
        """The agent has picked up: who it is and what it is about, then a key. A machine presses none."""
        one = await self._bound(transfer_id, form, answered=True)
        if one.value.end is not None or one.caller_over:
            return self._to_agent(one, words.GONE)
        if one.value.state in {TransferState.ACCEPTED, TransferState.CONNECTED}:
            return await self._join(one)
        here = transfer_address(self._settings, "whisper", transfer_id)
        return twiml.ask_key(
            self._settings, one.language, (one.whisper, words.KEYS.to(one.language)),
            transfer_address(self._settings, "accept", transfer_id), otherwise="" if again else f"{here}?again=1",
        )  # fmt: skip

    async def accept(self, transfer_id: UUID, form: Mapping[str, str]) -> str:
        """The agent has pressed a key."""
        one = await self._bound(transfer_id, form, answered=True)
        if form.get("Digits", "").strip()[:1] != TAKE:
            await self._through.calls.decline(transfer_id, self._clock())
            return self._to_agent(one, words.PASSED)
        try:
            one = await self._through.calls.accept(transfer_id, "key", self._clock())
        except CallGoneError:
            return self._to_agent(one, words.GONE)
        except AtCapacityError:
            await self._through.calls.decline(transfer_id, self._clock())
            return self._to_agent(one, words.FULL)
        return await self._join(one)

    async def join(self, transfer_id: UUID, form: Mapping[str, str]) -> str:
        """The agent took it at the desk while the voice spoke."""
        one = await self._bound(transfer_id, form, answered=True)
        if one.value.state in {TransferState.ACCEPTED, TransferState.CONNECTED}:
            return await self._join(one, fetched=True)
        return self._to_agent(one, words.GONE)

    async def _join(self, one: Ringing, *, fetched: bool = False) -> str:
        """Into the conference, on one way only: whoever leaves it ends it. `fetched`: they were sent here for that."""
        now = self._clock()
        async with self._database.begin() as tx:
            free = (transfers.c.transfer_id == one.transfer_id) & transfers.c.moved_at.is_(None)
            first = (await tx.execute(update(transfers).where(free).values(moved_at=now))).rowcount
        if not (first or fetched):  # taken at the desk in the same moment: we are being fetched
            return twiml.go_on_after(FETCHED_WITHIN, transfer_address(self._settings, "join", one.transfer_id))
        return twiml.join_conference(
            self._settings, one.language, room_of(one.attempt_id), first=words.JOINED.to(one.language),
            after=words.CALLER_LEFT.to(one.language),
        )  # fmt: skip

    async def agent_status(self, transfer_id: UUID, form: Mapping[str, str]) -> None:
        """The agent's own call goes on, or is over."""
        told = Callback.of(form)
        await self._bound(transfer_id, form, answered=told.status == CallStatus.IN_PROGRESS)
        if told.status in _ENDED:
            await self._happened(transfer_id, TransferEvent.LEG_OVER, leg_over_at=told.at or self._clock())

    async def _bound(self, transfer_id: UUID, form: Mapping[str, str], *, answered: bool) -> Ringing:
        """The ringing that this call is for; its sid may be unknown so far. Raises the errors of `calls`."""
        async with self._database.begin() as tx:
            one = await transfer_of(tx, transfer_id)
        call_sid = form.get("CallSid", "")
        if one is None:
            raise UnknownAttemptError(UnknownAttemptError.__doc__)
        if not call_sid or (one.call_sid and one.call_sid != call_sid):
            log.error("a call that is not this agent's", extra={"action": "foreign_call"})
            raise ForeignCallError(ForeignCallError.__doc__)
        facts: dict[str, object] = {} if one.call_sid else {"call_sid": call_sid}
        if answered and one.value.answered_at is None:
            facts["answered_at"] = self._clock()
        return await self._happened(transfer_id, TransferEvent.NOTED, **facts) if facts else one

    async def _happened(self, transfer_id: UUID, event: TransferEvent, **facts: object) -> Ringing:
        async with self._database.begin() as tx:
            moved = await happened(tx, transfer_id, event, self._clock(), **facts)
        assert moved
        return moved

    def _to_agent(self, one: Ringing, said: Said) -> str:
        return twiml.say_and_hang_up(self._settings, one.language, (said.to(one.language),))

    async def _of_call(self, attempt_id: UUID, form: Mapping[str, str]) -> Conversation | None:
        """The caller's conversation. Raises the errors of `calls` for another's call."""
        async with self._database.begin() as tx:
            held = await held_for(tx, attempt_id, form.get("CallSid", ""), form.get("To", ""))
            return await conversation_of(tx, held)

    async def _conversation(self, attempt_id: UUID) -> Conversation | None:
        """The same for requests that need not name the call: the conference makes them."""
        async with self._database.begin() as tx:
            query = select(conversations).where(conversations.c.attempt_id == attempt_id)
            row = (await tx.execute(query)).mappings().first()
        return conversation_from(row) if row else None

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        async def run() -> None:
            try:
                await work
            except Exception:
                log.exception("a caller was not moved on", extra={"action": "transfer_failed"})

        task = asyncio.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Wait for what is being done."""
        if self._tasks:
            await asyncio.wait(self._tasks)
