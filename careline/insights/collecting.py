"""What becomes of an answered turn for the review: at most two sentences noted, after the consumer has the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation
from careline.conversations.turns import Turn
from careline.core.orders import Customer, Order
from careline.core.privacy.redaction import Known, Redacted, fingerprint, language_of, redact
from careline.core.reviews import NOT_UNDERSTOOD, Exchange, Finding, ReviewState, findings, outweighs
from careline.dialogue.client import Answer
from careline.insights import rows
from careline.store.database import Database
from careline.store.orders import load_customer, orders_of
from careline.store.tables.conversations import TurnState, conversations, turns

LONGEST = 300
"""Characters of a sentence that is kept: what is wanted is said by then, and a letter trains nothing."""


async def note_turn(database: Database, held: Conversation, turn: Turn, answer: Answer, now: datetime) -> None:
    """Note what is worth a look of this turn and of the one before (careline/core/reviews.py says what is)."""
    async with database.autocommit() as tx:
        earlier = await _answered_before(tx, turn)
    before = _exchange_of(earlier) if earlier else None
    this = Exchange(
        text=turn.text, intent=answer.intent or "", confidence=answer.confidence or 0.0, at=now,
        ranking=answer.ranking, responses=frozenset(reply.response for reply in answer.replies if reply.response),
    )  # fmt: skip
    guessed = before is not None and before.intent == NOT_UNDERSTOOD
    if not guessed and not findings(before, this):
        return  # as nearly always: nothing more is read
    async with database.begin() as tx:
        known = await known_of(tx, held.customer_id)
        if before:
            before = replace(before, ranking=await _guessed_then(tx, before, known))
        found = []
        for finding in findings(before, this):
            turn_id, exchange = (earlier["turn_id"], before) if finding.earlier and earlier else (turn.turn_id, this)
            assert exchange
            found.append((redact((exchange.text or "")[:LONGEST], known), turn_id, exchange, finding))
        # Always in the same order, so that two turns that note the same two sentences cannot deadlock.
        for redacted, turn_id, exchange, finding in sorted(found, key=lambda note: fingerprint(note[0].text)):
            await _note(tx, redacted, turn_id, exchange, finding, now)


async def _note(
    tx: AsyncConnection, redacted: Redacted, turn_id: UUID, exchange: Exchange, finding: Finding, now: datetime
) -> None:
    """A sentence is reviewed once, whoever says it how often; a stronger sign changes what is proposed."""
    if not (key := fingerprint(redacted.text)):
        return
    shown = {"sign": finding.sign, "proposal": finding.proposal, "last_at": now}
    review = await rows.add(
        tx,
        {
            **shown, "turn_id": turn_id, "fingerprint": key, "text": redacted.text,
            "language": language_of(redacted.text), "intent": exchange.intent, "confidence": exchange.confidence,
            "ranking": list(exchange.ranking), "first_at": now,
        },
    )  # fmt: skip
    if review is None:
        return
    changes: dict[str, Any] = {"last_at": now}
    if not finding.earlier:
        changes |= {"times": review.times + 1}
    if review.state is ReviewState.OPEN and outweighs(finding.sign, review.sign):
        changes |= shown
    await rows.change(tx, review.turn_id, **changes)


async def _answered_before(tx: AsyncConnection, turn: Turn) -> RowMapping | None:
    """The conversation's turn before this one, if the bot answered it."""
    row = (await tx.execute(_BEFORE, {"turn_id": turn.turn_id})).mappings().first()
    return row if row and row["state"] == TurnState.ANSWERED and row["intent"] else None


_this = turns.alias("this")
_BEFORE = (
    select(turns)
    .join(_this, _this.c.conversation_id == turns.c.conversation_id)
    .where(_this.c.turn_id == bindparam("turn_id"), turns.c.seq < _this.c.seq)
    .where(turns.c.state != TurnState.JOINED)  # the words of a joined turn stand in the one that answered it
    .order_by(turns.c.seq.desc())
    .limit(1)
)


def _exchange_of(row: RowMapping) -> Exchange:
    return Exchange(text=row["text"], intent=row["intent"], confidence=row["confidence"] or 0.0, at=row["finished_at"])


async def _guessed_then(tx: AsyncConnection, before: Exchange, known: Known) -> tuple[str, ...]:
    """What the bot guessed stands in its review, if it guessed: the same sentence has the same ranking."""
    key = fingerprint(redact(before.text[:LONGEST], known).text) if before.text else ""
    return await rows.ranking_of(tx, key) if key else ()


async def known_of_turn(tx: AsyncConnection, turn_id: UUID) -> Known:
    """What we know of the consumer who said this."""
    query = select(conversations.c.customer_id).join(turns).where(turns.c.turn_id == turn_id)
    customer_id = (await tx.execute(query)).scalar()
    return await known_of(tx, customer_id) if customer_id else Known()


async def known_of(tx: AsyncConnection, customer_id: str) -> Known:
    """Names, places and numbers of the consumer and of their last orders."""
    customer = await load_customer(tx, customer_id)
    return _known(customer, await orders_of(tx, customer_id, 20)) if customer else Known()


def _known(customer: Customer, orders: list[Order]) -> Known:
    """A place is a house, never a city alone: of that nobody would be recognised, and it may be what they ask about."""
    addresses = [order.address for order in orders]
    details = {address.detail for address in addresses if len(address.detail) > 3}
    whole = {f"{address.region}{address.city}{address.detail}" for address in addresses if address.detail in details}
    numbers = {order.order_id for order in orders}
    numbers |= {parcel.tracking_no for order in orders for parcel in order.parcels}
    return Known(
        names=tuple({customer.name, *(address.recipient for address in addresses)}),
        places=tuple(details | whole),
        numbers=tuple(number for number in numbers if len(number) > 3),
    )
