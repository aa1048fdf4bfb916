"""The flow of an answered call: first words, exchanges, last words. How the carrier is told is a matter of its mode."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from uuid import UUID

from callouts import rating, script
from callouts.agent_legs import AgentLegs
from callouts.attempts import HeldAttempt, apply
from callouts.calls import held_for
from callouts.carrier import CallStatus, Carrier
from callouts.ledger import note_call
from callouts.lifecycle import HangUpAsked, Progress
from callouts.putting_through import PuttingThrough
from callouts.settings import CalloutSettings
from callouts.speaking import begin_conversation, conversation_of, why_silent
from callouts.steps import Ask, HangUp, Rate, Step, Wait
from callouts.turns import (
    Answers,
    Heard,
    Spoken,
    call_person,
    client_id_of,
    heard_in,
    last_heard,
    last_words,
    settled,
    stop_calling,
    to_speak,
)
from careline.conversations.conversation import Conversation
from careline.conversations.service import Conversations
from careline.core.conversation import Owner
from careline.store.database import Database

log = logging.getLogger(__name__)


class CallFlow:
    """Make one per web process, inside the running loop; `close` it before the database. `sleep` goes with `clock`."""

    def __init__(
        self,
        database: Database,
        carrier: Carrier,
        settings: CalloutSettings,
        answering: Answers,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.database = database
        self.carrier = carrier
        self.settings = settings
        self.clock = clock
        self.sleep = sleep
        self._answering = answering
        self._conversations = Conversations(database)
        self._tasks: set[asyncio.Task[None]] = set()
        self.through = PuttingThrough(database, carrier, settings, clock)
        self.legs = AgentLegs(self.through)

    async def answered(self, attempt_id: UUID, form: Mapping[str, str]) -> Step:
        """The greeting, or good-bye where the cause is gone. Raises the errors of `calls`."""
        now = self.clock()
        async with self.database.begin() as tx:
            held = await held_for(tx, attempt_id, form.get("CallSid", ""), form.get("To", ""))
            if held.attempt.over:
                return self._needless(held.language)
            await note_call(tx, held, now)
            after = await apply(tx, held, Progress(CallStatus.IN_PROGRESS, form["CallSid"], now), now, self.settings)
            why = after.hang_up_why or await why_silent(tx, held, now, self.settings)
            if why:
                held = await held_for(tx, attempt_id, form["CallSid"], form["To"])
                await apply(tx, held, HangUpAsked(why), now, self.settings)
        if why:
            return self._needless(held.language)
        if after.by_machine:
            return self.voicemail(held.language)
        return await self._greet(held, now)

    async def _greet(self, held: HeldAttempt, now: datetime) -> Step:
        async with self.database.begin() as tx:
            conversation = await begin_conversation(tx, held, now, self.settings)
            spoken = await to_speak(tx, conversation.conversation_id, 0)
        return await self._say(spoken)

    async def resumed(self, attempt_id: UUID, form: Mapping[str, str]) -> Step:
        """The call goes on in another way than before: whatever they have not answered is said, or said again."""
        async with self.database.begin() as tx:
            held = await held_for(tx, attempt_id, form.get("CallSid", ""), form.get("To"))
            conversation = await conversation_of(tx, held)
            after = await last_heard(tx, conversation.conversation_id) if conversation else 0
        if held.attempt.over:
            return HangUp(language=held.language)
        if conversation is None:
            return await self.answered(attempt_id, form)
        return await self._speak(conversation, after, 0)

    async def turn(
        self, attempt_id: UUID, form: Mapping[str, str], after: int, waits: int, *, interrupted: bool = False
    ) -> Step:
        """What follows on what the callee said. `interrupted`: we lost it, so that silence is no answer of theirs."""
        async with self.database.begin() as tx:
            held = await held_for(tx, attempt_id, form.get("CallSid", ""), form.get("To", ""))
            conversation = await conversation_of(tx, held)
        heard = heard_in(form, conversation.language if conversation else held.language)
        if conversation is None:  # the answer's own reply was lost on the way
            return HangUp(language=held.language) if held.attempt.over else await self.answered(attempt_id, form)
        if heard.key == script.STOP:  # before all else: it counts whatever has happened meanwhile
            return await self._stop(conversation)
        if held.attempt.over:
            return HangUp(language=conversation.language)
        if held.attempt.by_machine and not held.attempt.identified_at:
            return self.voicemail(conversation.language)
        if interrupted and heard.silent:
            return self._ask(conversation, (self._words(conversation).again,), after)
        return await self._go_on(attempt_id, conversation, heard, after, waits)

    async def _go_on(self, attempt_id: UUID, conversation: Conversation, heard: Heard, after: int, waits: int) -> Step:
        if waits and heard.key == script.PERSON:
            return await self._say(await call_person(self.database, conversation, heard, after, self.clock()))
        if conversation.ownership.owner is not Owner.BOT or waits:
            return await self._speak(conversation, after, waits)
        return await self._hear(attempt_id, conversation, heard, after)

    async def _stop(self, conversation: Conversation) -> Step:
        await stop_calling(self.database, conversation.conversation_id, self.clock())
        return HangUp(language=conversation.language, texts=(self._words(conversation).stopped,))

    async def _hear(self, attempt_id: UUID, conversation: Conversation, heard: Heard, after: int) -> Step:
        now = self.clock()
        if heard.key == script.REPEAT:
            async with self.database.begin() as tx:
                words = await last_words(tx, conversation.conversation_id)
            return self._ask(conversation, words, after)
        accepted = await self._conversations.heard(
            conversation.conversation_id, now, text=heard.text, payload=heard.payload,
            client_id=client_id_of(attempt_id, after),
        )  # fmt: skip
        if accepted.turn_id:
            self._in_background(accepted.turn_id)
        return await self._speak(conversation, after, 0)

    def _in_background(self, turn_id: UUID) -> None:
        """The bot goes on thinking while the callee is asked for patience."""

        async def answer() -> None:
            try:
                await self._answering.answer_turn(turn_id)
            except Exception:
                log.exception("turn of a call not answered", extra={"action": "turn_failed"})

        task = asyncio.create_task(answer())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _speak(self, conversation: Conversation, after: int, waits: int) -> Step:
        spoken = await settled(self.database, conversation.conversation_id, after, self.settings.bot_seconds)
        if not spoken.thinking or spoken.texts:
            return await self._say(spoken)
        words = self._words(conversation)
        if waits >= self.settings.bot_waits:
            return self._ask(conversation, (words.again,), spoken.last)
        texts = (words.wait,) if waits == 0 else ()
        return Wait(language=conversation.language, texts=texts, after=after, waits=waits + 1)

    async def _say(self, spoken: Spoken) -> Step:
        """Speak, and go on as the conversation's owner demands."""
        conversation, words = spoken.conversation, self._words(spoken.conversation)
        match conversation.ownership.owner:
            case Owner.CLOSED:
                return await self._part(conversation, spoken.texts or (words.goodbye,))
            case Owner.QUEUE if held := await self.legs.begin(conversation, spoken.texts):
                return held
            case Owner.QUEUE | Owner.AGENT:
                return HangUp(language=conversation.language, texts=(*spoken.texts, words.person_follows))
        return self._ask(conversation, spoken.texts or (words.again,), spoken.last)

    async def _part(self, conversation: Conversation, texts: tuple[str, ...]) -> Step:
        """The assistant has said good-bye; whoever talked with it is asked how it went."""
        language = conversation.language
        async with self.database.begin() as tx:
            asked = await rating.is_asked(tx, conversation, self.settings.rules.calls)
        if not asked:
            return HangUp(language=language, texts=texts)
        return Rate(language=language, texts=(*texts, rating.ASK.to(language)))

    async def rated(self, attempt_id: UUID, form: Mapping[str, str]) -> Step:
        """One key at the end of a call. Key 9 still means no more calls. Raises the errors of `calls`."""
        async with self.database.begin() as tx:
            held = await held_for(tx, attempt_id, form.get("CallSid", ""), form.get("To", ""))
            conversation = await conversation_of(tx, held)
        key = form.get("Digits", "").strip()[:1]
        if conversation is None:
            return HangUp(language=held.language)
        if key == script.STOP:
            return await self._stop(conversation)
        async with self.database.begin() as tx:
            said = await rating.rated(tx, conversation, key, self.clock())
        words = said.to(conversation.language) if said else self._words(conversation).goodbye
        return HangUp(language=conversation.language, texts=(words,))

    @staticmethod
    def _ask(conversation: Conversation, texts: tuple[str, ...], after: int) -> Step:
        return Ask(language=conversation.language, texts=texts, after=after)

    def _needless(self, language: str) -> Step:
        return HangUp(language=language, texts=(script.needless(language, self.settings.spoken_in(language)),))

    def voicemail(self, language: str) -> Step:
        """For a machine."""
        return HangUp(language=language, texts=(script.voicemail(language, self.settings.spoken_in(language)),))

    @staticmethod
    def _words(conversation: Conversation) -> script.Script:
        return script.script_for(conversation.language)

    async def close(self) -> None:
        """Wait for turns that are being answered; each ends within the bot's time limit."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self.legs.close()
