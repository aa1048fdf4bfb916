"""The callee: an answered call about one order, led through the same webhooks' flow that the carrier calls."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert, select

from callouts.steps import Ask, Step, Wait
from careline.conversations.conversation import Conversation, conversation_from
from careline.core.callouts import AttemptState, CalloutState
from careline.ids import new_id
from careline.rehearsal.cast import Person
from careline.rehearsal.line import CannotDoError
from careline.rehearsal.situations import NOW
from careline.rehearsal.stage import Stage
from careline.rehearsal.told import REPEATED, VOICE, Exchange, Said
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks
from careline.store.tables.conversations import conversations

_FOLLOWED_AT_MOST = 10


class PhoneLine:
    """One call, from the moment the callee has answered."""

    def __init__(self, stage: Stage, who: Person, about: str) -> None:
        self._stage = stage
        self._who = who
        self._order_id = who.orders[about].order_id
        self._attempt_id = new_id()
        self._call = {"CallSid": f"CA{self._attempt_id.hex}", "To": who.phone or ""}
        self._last: Step | None = None

    async def open(self) -> tuple[Said, ...]:
        """It rang, somebody answered: the greeting. Raises CannotDoError where there is nothing to call about."""
        await self._ring()
        self._last = await self._stage.calls.answered(self._attempt_id, self._call)
        return tuple(Said(response=VOICE, text=text) for text in self._last.texts)

    async def say(self, text: str) -> Exchange:
        return await self._do(text, SpeechResult=text)

    async def press(self, title: str) -> Exchange:
        """Press a key."""
        return await self._do(f"〔{title}〕", Digits=title)

    async def choose(self, key: str) -> Exchange:
        raise CannotDoError(f"nobody sees the card of {key} on the phone")

    async def stay_silent(self) -> Exchange:
        return await self._do("（……）")

    async def _do(self, done: str, **form: str) -> Exchange:
        if not isinstance(self._last, Ask):
            raise CannotDoError("the call is over")
        texts = await self._speak_and_listen(form)
        conversation = await self._conversation()
        answer = self._stage.overheard.take(conversation.conversation_id)
        replies = {reply.text.strip(): reply.response or REPEATED for reply in answer.replies} if answer else {}
        return Exchange(
            done=done, owner=conversation.ownership.owner,
            said=tuple(Said(response=replies.get(text, VOICE), text=text) for text in texts),
            intent=answer.intent if answer else None, confidence=answer.confidence if answer else None,
        )  # fmt: skip

    async def _speak_and_listen(self, form: dict[str, str]) -> list[str]:
        """Go on until the call listens again or is over, as a carrier does."""
        texts: list[str] = []
        for _ in range(_FOLLOWED_AT_MOST):
            assert isinstance(self._last, Ask | Wait)
            waits = self._last.waits if isinstance(self._last, Wait) else 0
            told = {**self._call, **form}
            self._last, form = await self._stage.calls.turn(self._attempt_id, told, self._last.after, waits), {}
            texts += self._last.texts
            if not isinstance(self._last, Wait):
                return texts
        raise CannotDoError("the voice keeps asking for patience")

    async def _ring(self) -> None:
        """The rows that planner and dialer would have written, and the carrier's word that it rings."""
        callout_id = new_id()
        async with self._stage.database.begin() as tx:
            block = (await tx.execute(select(blocks).where(blocks.c.order_id == self._order_id))).mappings().first()
            if block is None:
                raise CannotDoError("nothing is blocked for this order, so nobody would call about it")
            customer_id, language = self._who.customer_id, self._who.language
            await tx.execute(
                insert(callouts).values(
                    callout_id=callout_id, customer_id=customer_id, order_id=self._order_id,
                    block_id=block["block_id"], case_id=block["case_id"], state=CalloutState.DIALING, due_at=NOW,
                    attempts_made=1, created_at=NOW,
                )
            )  # fmt: skip
            await tx.execute(
                insert(attempts).values(
                    attempt_id=self._attempt_id, callout_id=callout_id, n=1, customer_id=customer_id,
                    number=self._call["To"], carrier="simulator", state=AttemptState.RINGING, lease=new_id(),
                    call_sid=self._call["CallSid"], intent_at=NOW, rang_at=NOW, language=language,
                )
            )  # fmt: skip

    async def _conversation(self) -> Conversation:
        async with self._stage.database.begin() as tx:
            query = select(conversations).where(conversations.c.attempt_id == self._attempt_id)
            return conversation_from((await tx.execute(query)).mappings().one())

    async def conversation_id(self) -> UUID:
        return (await self._conversation()).conversation_id
