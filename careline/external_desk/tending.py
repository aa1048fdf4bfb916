"""Keeping an external desk's talks and our conversations alike, from whatever point the last try left them.

A talk is tended by comparing, not by events: what of ours lies beyond what they have is passed on in order; what they
have beyond what we know is looked up and followed. So it does not matter how often a webhook comes, in which order, or
whether at all; and a desk that was down for an hour gets what was said meanwhile, once.

Before a request nothing but the claim is written, after its answer how far it got. Where the answer was lost, the next
try asks first whether it was done (`Talk.doubt`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import random
from time import monotonic
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import hold
from careline.core.rules import ShopRules
from careline.desk.context import handed_on
from careline.desk.service import Desk
from careline.external_desk import words
from careline.external_desk.following import Following, standing
from careline.external_desk.people import note_presence
from careline.external_desk.port import Contact, ExternalDesk, ExternalDeskError, GoneError, Kind, Photo, Words
from careline.external_desk.talks import (
    AT_ONCE,
    PASSED_ON,
    StaleError,
    Talk,
    claim_due,
    look_later,
    open_talks,
    release,
    save,
)
from careline.platform.crash import crash_point
from careline.platform.outbox import pause_after
from careline.store.database import Database
from careline.store.failures import database_lost
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author, messages
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.platform import photos

log = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(seconds=30)
"""Between two tries: somebody waits for a person."""
ALARM_AFTER = timedelta(minutes=2)
"""A talk that failed for so long is an error in the log, a figure of /metrics, and a finding of `careline doctor`."""
PRESENCE_EVERY = 20.0
"""Seconds; an agent counts as online for 60 (careline/desk/handoffs.py)."""
TRIES_ANEW = 3
"""A talk that is gone over there is begun anew, unless that failed so often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    login: str
    name: str
    online: bool


class Tending:
    """Tends all talks for one worker; any number of them may run side by side.

    `catch_up`: how long a talk is not looked at while no webhook tells of it.
    """

    def __init__(
        self, database: Database, desk: ExternalDesk, rules: ShopRules, language: str, clock: Callable[[], datetime],
        catch_up: timedelta,
    ) -> None:  # fmt: skip
        self._database, self._desk, self._clock = database, desk, clock
        self._ours = Desk(database, rules)
        self._language, self._catch_up = language, catch_up
        self._presence_at = float("-inf")

    async def round(self) -> None:
        """Open a talk for everybody who waits for a person, and do what is due for every talk."""
        await self._presence()
        await open_talks(self._database, self._clock())
        while claimed := await claim_due(self._database, self._clock()):
            await asyncio.gather(*(self._tended(talk) for talk in claimed))
            if len(claimed) < AT_ONCE:
                break

    async def _presence(self) -> None:
        if monotonic() < self._presence_at + PRESENCE_EVERY:
            return
        self._presence_at = monotonic()
        try:
            people = await self._desk.people()
        except ExternalDeskError as error:
            log.warning("external desk tells no presence", extra={"action": "external_desk_presence", "why": error.why})
            return
        async with self._database.begin() as tx:
            await note_presence(tx, people, self._clock())

    async def _tended(self, talk: Talk) -> None:
        try:
            await self._tend(talk)
        except StaleError:
            return
        except ExternalDeskError as error:
            await self._failed(talk, error)
        except Exception as error:  # one talk that cannot be tended keeps no other waiting
            if database_lost(error):
                raise
            log.exception("a talk cannot be tended", extra={"action": "external_desk_fault"})
            await self._failed(talk, ExternalDeskError("fault"))

    async def _tend(self, talk: Talk) -> None:
        talk = await self._ours_again(talk)
        if not (talk.over_at and talk.external_id is None and not talk.doubt):
            talk = await self._begun(talk)
        if talk.external_id is not None:
            talk = await self._introduced(talk)
            talk = await self._owed(talk)
            talk = await self._passed_on(talk)
            talk = await self._looked(talk)
            talk = await self._owed(talk)
            talk = await self._resolved(talk)
        async with self._database.begin() as tx:
            if talk.over_at and talk.external_id is None:
                talk = await save(tx, talk, ended_at=self._clock())
                await look_later(tx, talk, None)
            done = {"tries": 0, "failing_since": None, "last_error": None, "next_try_at": self._clock()}
            await release(tx, talk, **done)

    async def _ours_again(self, talk: Talk) -> Talk:
        """The conversation was taken from the external desk: by the consumer, a colleague here, or its end."""
        if talk.over_at:
            return talk
        async with self._database.begin() as tx:
            why = await standing(tx, await hold(tx, talk.conversation_id))
            if why is None:
                return talk
            note = words.over(why, self._language)
            owed = f"{talk.owed}\n\n{note}" if talk.owed else note
            return await save(tx, talk, over_at=self._clock(), over_why=why, owed=owed)

    async def _begun(self, talk: Talk) -> Talk:
        if talk.external_id is not None:
            return talk
        async with self._database.begin() as tx:
            customer = await load_customer(tx, talk.customer_id)
        assert customer
        contact = Contact(key=talk.contact_key, customer_id=talk.customer_id, name=customer.name)
        mark = str(talk.talk_id)
        number = await self._desk.begun(contact, mark) if talk.doubt else None
        if number is None and talk.over_at is None:
            number = await self._desk.begin(contact, mark)
            crash_point("after_post")
        async with self._database.begin() as tx:
            talk = await save(tx, talk, external_id=number)
            own = await _own_agent(tx, talk) if number is not None else None
        if own and own.online and number is not None:
            try:
                await self._desk.assign(number, own.login)
            except ExternalDeskError as error:  # a wish: the note names them too
                log.warning("own agent not assigned", extra={"action": "external_desk_assign", "why": error.why})
        return talk

    async def _introduced(self, talk: Talk) -> Talk:
        if talk.introduced:
            return talk
        async with self._database.begin() as tx:
            summary, lines = await handed_on(tx, talk.conversation_id, self._clock(), self._language)
            own = await _own_agent(tx, talk)
        still_to_pass_on = (row["seq"] for row in lines if row["seq"] > talk.sent_seq and row["author"] in PASSED_ON)
        first = next(still_to_pass_on, None)
        before = [
            words.Line(author=Author(row["author"]), agent=row["agent_name"], text=row["text"])
            for row in lines
            if first is None or row["seq"] < first
        ]
        text = words.introduction(summary, before, own.name if own else None, self._language)
        number = await self._write(talk, Words(kind=Kind.NOTE, text=text, mark=f"{talk.talk_id}:introduction"))
        async with self._database.begin() as tx:
            return await save(tx, talk, introduced=True, sent_id=number)

    async def _owed(self, talk: Talk) -> Talk:
        if talk.owed is None or talk.external_id is None:
            return talk
        mark = f"{talk.talk_id}:{talk.heard_id}:{talk.over_why or 'owed'}"
        number = await self._write(talk, Words(kind=Kind.NOTE, text=talk.owed, mark=mark))
        async with self._database.begin() as tx:
            return await save(tx, talk, owed=None, sent_id=number)

    async def _passed_on(self, talk: Talk) -> Talk:
        """The consumer's words as theirs, the assistant's as notes, one after the other."""
        if talk.over_at:
            return talk
        beyond = (messages.c.conversation_id == talk.conversation_id) & (messages.c.seq > talk.sent_seq)
        query = select(messages).where(beyond, messages.c.author.in_(PASSED_ON)).order_by(messages.c.seq).limit(100)
        async with self._database.begin() as tx:
            rows = (await tx.execute(query)).mappings().all()
        for row in rows:
            said = row["author"] == Author.CONSUMER
            line = words.Line(author=Author(row["author"]), agent=row["agent_name"], text=row["text"])
            text = row["text"] if said else words.told(line, self._language)
            kind, mark = Kind.SAID if said else Kind.NOTE, str(row["message_id"])
            async with self._database.begin() as tx:
                photo = await _photo_of(tx, row) if said else None
            number = await self._write(talk, Words(kind=kind, text=text, mark=mark, photo=photo))
            async with self._database.begin() as tx:
                talk = await save(tx, talk, sent_seq=row["seq"], sent_id=number)
        return talk

    async def _write(self, talk: Talk, what: Words) -> int:
        """Write it, unless that was done in the try whose answer was lost."""
        assert talk.external_id is not None
        number = await self._desk.written(talk.external_id, what, talk.sent_id) if talk.doubt else None
        if number is None:
            number = await self._desk.write(talk.external_id, what)
            crash_point("after_post")
        return number

    async def _looked(self, talk: Talk) -> Talk:
        now = self._clock()
        if talk.external_id is None or talk.look_at is None or talk.look_at > now:
            return talk
        looked = await self._desk.look(talk.external_id, talk.heard_id)
        async with self._database.begin() as tx:
            following = Following(tx, self._ours, talk, self._language, self._clock())
            await following.follow(looked)
            after = await save(tx, talk, **following.columns)
            over = after.over_at is not None and after.owed is None
            again = now if looked.more or (after.owed and after.over_at) else None if over else now + self._catch_up
            await look_later(tx, talk, again)
        return after

    async def _resolved(self, talk: Talk) -> Talk:
        """They are told that the talk is over; that goes for words which came after that too."""
        if talk.over_at is None or talk.ended_at or talk.external_id is None:
            return talk
        await self._desk.resolve(talk.external_id)
        async with self._database.begin() as tx:
            return await save(tx, talk, ended_at=self._clock())

    async def _failed(self, talk: Talk, error: ExternalDeskError) -> None:
        now = self._clock()
        since = talk.failing_since or now
        pause = min(pause_after(talk.tries + 1, random()), LONGEST_PAUSE)  # noqa: S311 - spreads load, guards nothing
        columns = {
            "tries": talk.tries + 1, "failing_since": since, "last_error": error.why,
            "next_try_at": now + max(pause, error.retry_after or pause),
        }  # fmt: skip
        if isinstance(error, GoneError) and talk.over_at:
            columns |= {"owed": None, "look_at": None, "ended_at": talk.ended_at or now}
        elif isinstance(error, GoneError) and talk.tries < TRIES_ANEW:
            columns |= {"external_id": None, "introduced": False, "sent_id": 0, "heard_id": 0, "assignee": None}
        async with self._database.begin() as tx:
            await release(tx, talk, **columns)
        stuck = now - since >= ALARM_AFTER
        told = {"action": "external_desk_stuck" if stuck else "external_desk_failed", "why": error.why}
        log.log(logging.ERROR if stuck else logging.WARNING, "external desk did not take it", extra=told)


async def _photo_of(tx: AsyncConnection, message: RowMapping) -> Photo | None:
    """The picture that the consumer sent with this message."""
    ids = [UUID(card["photo_id"]) for card in message["cards"] if card.get("kind") == "photo"]
    if not ids:
        return None
    query = select(photos.c.content, photos.c.media_type).where(photos.c.photo_id == ids[0])
    row = (await tx.execute(query)).first()
    return Photo(content=row.content, media_type=row.media_type) if row else None


async def _own_agent(tx: AsyncConnection, talk: Talk) -> _Own | None:
    """The consumer's dedicated agent, where that is one of the external desk's."""
    query = (
        select(agents.c.login, agents.c.name, agents.c.online)
        .join(handoffs, handoffs.c.dedicated_agent_id == agents.c.agent_id)
        .where(handoffs.c.conversation_id == talk.conversation_id, handoffs.c.ended_at.is_(None), agents.c.outside)
    )
    row = (await tx.execute(query)).first()
    return _Own(login=row.login, name=row.name, online=row.online) if row else None
