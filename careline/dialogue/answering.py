"""Answering a claimed turn: ask Rasa without holding a transaction, then store what it said if it still counts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation
from careline.conversations.messages import Button, Outgoing, say
from careline.conversations.turns import Turn, claim, give_back, hold_claimed, join_waiting, renew, settle
from careline.core.conversation import Owner, may_reply
from careline.dialogue.aside import Aside
from careline.dialogue.cards import filled
from careline.dialogue.client import Answer, BotUnavailableError, DialogueClient
from careline.dialogue.queued import PERSON, without_offer
from careline.ids import made_at
from careline.metrics.counters import TURN_SECONDS, TURNS
from careline.spans import fail, span, tell
from careline.store.database import Database, notify
from careline.store.notices import Topic
from careline.store.tables.conversations import Author, TurnState, messages
from shared.trace import traced
from understanding.fragments import Piece, piece_of
from understanding.people_first import emergency_in

log = logging.getLogger(__name__)

LEASE_SECONDS, RENEW_SECONDS = 2.5, 0.5
"""A process that dies, or hangs, over a turn costs its consumer the first; one that lives claims anew all the while.
One that was only held up that long loses its work: the other one's answer counts, and its own does not any more."""

TRIES = 4
"""Claims of one turn; then the consumer is told that it failed, and the turns behind it are answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long the assistant may think, in seconds: a caller's silence is worse than a chat's."""

    app: float = 8.0
    phone: float = 3.0


HandOver = Callable[[AsyncConnection, Turn, datetime, bool], Awaitable[None]]
"""Puts the conversation of a turn that nobody answered into the queue; last, whether it told of danger."""
AfterTurn = Callable[[Conversation, Turn, Answer, datetime], Coroutine[Any, Any, None]]
"""Who else wants to know of an answered turn: told beside the next ones once its answer is stored, so that whatever
goes wrong there, or takes long, costs no consumer an answer. It has its own transactions."""

_SORRY = {
    ("zh-CN", "app"): "不好意思，我这边暂时查不了，您的消息已经收到。可以稍等再问我，或者直接转人工。",
    ("en", "app"): "Sorry, I can't look this up right now, but your message is safe with us. "
    "Please try again in a moment, or talk to a person.",
    ("zh-CN", "phone"): "不好意思，我这边刚才没查出来，麻烦您再说一遍，或者按零转人工。",
    ("en", "phone"): "Sorry, I couldn't look that up. Please say it again, or press zero for a person.",
}


_SORRY_QUEUED = {
    "zh-CN": "不好意思，我这边暂时查不了。您还在排队，接手的客服会看到这条消息。",
    "en": "Sorry, I can't look this up right now. You're still in the queue, and your agent will see this message.",
}


_SORRY_HANDED_OVER = {
    "zh-CN": "我这边暂时查不了，已经帮您转给人工，您说的他们都看得到。",
    "en": "I can't look things up right now, so I've passed you on to a person. They can see what you wrote.",
}
_SORRY_IN_DANGER = {
    "zh-CN": "我这边暂时查不了，已经请人工优先处理。如果现在有危险，请先拨打当地的报警或急救电话。",
    "en": "I can't look things up right now; a person will see this before anything else. "
    "If anyone is in danger, call your local emergency number first.",
}
_SORRY_AGAIN = {
    "zh-CN": "我这边还没恢复，您说的都已收到。着急的话，可以直接转人工。",
    "en": "I still can't look things up, but I have all you wrote. If it's urgent, talk to a person.",
}
SORRY_SECONDS = 120.0
"""For how long an apology is not repeated in the same words."""


class Answering:
    """The use case behind every turn, of chat and of voice."""

    def __init__(
        self,
        database: Database,
        client: DialogueClient,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        after_turn: AfterTurn | None = None,
        hand_over: HandOver | None = None,
    ) -> None:
        self._database = database
        self._client = client
        self._clock = clock
        self._limits = limits or Limits()
        self._after_turn = after_turn
        self._hand_over = hand_over
        self._telling = Aside("an answered turn was not noted", "after_turn_failed")
        self._renewing = set[asyncio.Task[None]]()

    async def close(self) -> None:
        """Wait until everybody has been told of the turns answered so far."""
        await self._telling.done()
        await asyncio.gather(*self._renewing)

    async def answer_waiting(
        self, turn_id: UUID | None = None, *, once_claimed: Callable[[], None] = lambda: None
    ) -> bool:
        """Claim and answer the conversation of this turn (without an id: the one that waits longest) as far as it is
        ready; False if nothing is, or somebody else answers it. Calls answer their own.

        Cancelled, it gives the turn back, for another process to answer at once.
        """
        claimed = await self._claim(turn_id)
        found = claimed is not None
        if found:
            once_claimed()
        while claimed:
            waiting = await self._answer(*claimed)
            claimed = await self._claim(waiting) if waiting else None
        return found

    async def answer_turn(self, turn_id: UUID) -> bool:
        """Claim and answer just this turn, at once; False if somebody else does."""
        claimed = await self._claim(turn_id, at_once=True)
        if claimed:
            await self._answer(*claimed)
        return claimed is not None

    async def _claim(self, turn_id: UUID | None, *, at_once: bool = False) -> tuple[Conversation, Turn] | None:
        try:
            async with self._database.autocommit() as tx:
                return await claim(tx, LEASE_SECONDS, turn_id, at_once=at_once)
        except IntegrityError:  # somebody else's at the same instant
            return None

    async def _answer(self, conversation: Conversation, turn: Turn) -> UUID | None:
        """Returns the next turn of this conversation that waits."""
        with traced(turn.trace), span(
            "turn", "consumer", turn_id=turn.turn_id, conversation_id=turn.conversation_id,
            channel=conversation.channel, claims=turn.claims,
        ):  # fmt: skip
            return await self._answer_traced(conversation, turn)

    async def _answer_traced(self, conversation: Conversation, turn: Turn) -> UUID | None:
        try:
            if turn.claims > TRIES:  # its answer could not be stored, or killed whoever tried
                log.error("a turn is given up", extra={"action": "turn_given_up", "turn_id": str(turn.turn_id)})
                fail("given_up")
                return await self._apologise(turn)
            with self._held(turn):
                answer = await self._ask(conversation, turn)
            return await self._store(turn, answer)
        except BotUnavailableError as error:
            log.warning("the assistant failed", extra={"action": "bot_unavailable", "kind": str(error)})
            fail("bot_unavailable")
            return await self._apologise(turn, for_all=error.down)
        except asyncio.CancelledError:
            async with self._database.begin() as tx:
                await give_back(tx, conversation, turn)
            raise

    @contextmanager
    def _held(self, turn: Turn) -> Iterator[None]:
        """Claims the turn anew while the block runs; most are over before the first time."""
        over = asyncio.Event()

        def begin() -> None:
            task = asyncio.create_task(self._renew(turn, over))
            self._renewing.add(task)
            task.add_done_callback(self._renewing.discard)

        later = asyncio.get_running_loop().call_later(RENEW_SECONDS, begin)
        try:
            yield
        finally:
            later.cancel()
            over.set()

    async def _renew(self, turn: Turn, over: asyncio.Event) -> None:
        """Never cancelled: that would cost a connection. A database that is away is asked again."""
        while not over.is_set():
            try:
                async with self._database.autocommit() as tx:
                    if not await renew(tx, turn, LEASE_SECONDS):
                        return
            except Exception as error:  # noqa: BLE001 - the turn itself will meet it too, and tell
                log.warning("a claim was not renewed", extra={"action": "renew_failed", "kind": type(error).__name__})
            with suppress(TimeoutError):
                async with asyncio.timeout(RENEW_SECONDS):
                    await over.wait()

    async def _ask(self, conversation: Conversation, turn: Turn) -> Answer:
        return await self._client.ask(
            conversation.conversation_id,
            turn.turn_id,
            conversation.channel,
            text=turn.text,
            payload=turn.payload,
            hints={"language": conversation.language.partition("-")[0]},
            limit_seconds=self._limits.phone if conversation.channel == "phone" else self._limits.app,
        )

    async def _store(self, turn: Turn, answer: Answer) -> UUID | None:
        async with self._database.begin() as tx:
            found = await hold_claimed(tx, turn)
            if found is None:
                return None
            (held, epoch), now = found, self._clock()
            counts = may_reply(held.ownership, epoch) or not answer.replies
            waits = held.ownership.owner is Owner.QUEUE
            said = [without_offer(reply, held.language) if waits else reply for reply in answer.replies]
            for reply in said if counts else ():
                wanted = (reply.custom or {}).get("cards", ())
                cards = await filled(tx, held.customer_id, held.language, wanted)
                buttons = tuple(Button(title=b["title"], payload=b["payload"]) for b in reply.buttons)
                await _say(tx, held, turn, Outgoing(text=reply.text, buttons=buttons, cards=cards), now)
            state = TurnState.ANSWERED if counts else TurnState.DISCARDED
            waiting = await settle(
                tx, turn, state, now, outcome="answered" if counts else "late", intent=answer.intent,
                confidence=answer.confidence,
            )  # fmt: skip
            await notify(tx, Topic.MESSAGES, held.customer_id)
        _count(turn, "answered" if counts else "late", now)
        if counts and self._after_turn:
            self._telling.start(self._after_turn(held, turn, answer, now))
        return waiting

    async def _apologise(self, turn: Turn, *, for_all: bool = False) -> UUID | None:
        """Say honestly that we could not answer, and offer a person. The words are ours: Rasa may be down.

        `for_all`: what waits behind the turn would fare no better, and hears it with this one.
        """
        async with self._database.begin() as tx:
            found = await hold_claimed(tx, turn)
            if found is None:
                return None
            (held, epoch), now = found, self._clock()
            if not may_reply(held.ownership, epoch):  # a person answers by now
                waiting, outcome = await settle(tx, turn, TurnState.DISCARDED, now, outcome="late"), "late"
            else:
                if for_all:
                    await join_waiting(tx, turn)
                await _say(tx, held, turn, await self._sorry(tx, held, turn, now), now)
                outcome = "bot_unavailable"
                waiting = await settle(tx, turn, TurnState.FAILED, now, outcome=outcome)
            await notify(tx, Topic.MESSAGES, held.customer_id)
        _count(turn, outcome, now)
        return waiting

    async def _sorry(self, tx: AsyncConnection, held: Conversation, turn: Turn, now: datetime) -> Outgoing:
        """Who asked for a person gets one, though the assistant is away: that needs no Rasa."""
        waits = held.ownership.owner is Owner.BOT and held.channel == "app" and _wants_a_person(turn)
        if not waits or self._hand_over is None:
            return await _sorry(tx, held, now)
        danger = turn.text is not None and emergency_in(turn.text) is not None
        await self._hand_over(tx, turn, now, danger)
        return Outgoing(text=(_SORRY_IN_DANGER if danger else _SORRY_HANDED_OVER)[held.language])


def _count(turn: Turn, outcome: str, now: datetime) -> None:
    seconds = max(0.0, (now - made_at(turn.turn_id)).total_seconds())
    TURNS.labels(outcome=outcome).inc()
    TURN_SECONDS.observe(seconds)
    tell(outcome=outcome)
    told = {"action": "turn", "turn_id": str(turn.turn_id), "outcome": outcome, "ms": round(1000 * seconds)}
    log.info("a turn has its answer", extra=told)


def _wants_a_person(turn: Turn) -> bool:
    """The button, or words that are never joined with others: an emergency, or the wish itself."""
    if turn.payload:
        return bool(turn.payload.get("intent") == "request_human")
    return turn.text is not None and piece_of(turn.text) is Piece.ALONE


async def _sorry(tx: AsyncConnection, held: Conversation, now: datetime) -> Outgoing:
    if held.ownership.owner is Owner.QUEUE:
        return Outgoing(text=_SORRY_QUEUED[held.language])
    text = _SORRY[held.language, held.channel]
    person = Button(title=PERSON[held.language], payload=_request_human())
    if held.channel != "app":
        return Outgoing(text=text)
    last = (
        select(messages.c.text)
        .where(messages.c.conversation_id == held.conversation_id, messages.c.author == Author.BOT)
        .where(messages.c.at > now - timedelta(seconds=SORRY_SECONDS))
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    again = (await tx.execute(last)).scalar() in {text, _SORRY_AGAIN[held.language]}
    return Outgoing(text=_SORRY_AGAIN[held.language] if again else text, buttons=(person,))


async def _say(tx: AsyncConnection, held: Conversation, turn: Turn, said: Outgoing, now: datetime) -> None:
    await say(tx, held, Author.BOT, said, now, turn_id=turn.turn_id)


def _request_human() -> dict[str, Any]:
    return {"intent": "request_human", "entities": {}}
