"""What the dialogue of a call finds out about who answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.holds import hold_number
from careline.core.callouts import AttemptState, Outcome
from careline.core.contact import Reason
from careline.core.journal import Because, What
from careline.store.journal import record
from careline.store.tables.callouts import attempts


async def identify(tx: AsyncConnection, attempt_id: UUID, now: datetime) -> bool:
    """The callee said that they are the consumer: from here on we may speak of their orders. False if known before."""
    fresh = (attempts.c.attempt_id == attempt_id) & attempts.c.identified_at.is_(None)
    marking = update(attempts).where(fresh, attempts.c.state != AttemptState.ENDED).values(identified_at=now)
    customer_id = (await tx.execute(marking.returning(attempts.c.customer_id))).scalar()
    if customer_id is None:
        return False
    await record(
        tx, at=now, who="consumer", what=What.IDENTIFIED, why=Because.CONSUMER_SAID_SO, subject=f"attempt:{attempt_id}",
        customer_id=customer_id,
    )  # fmt: skip
    return True


async def note_wrong_person(tx: AsyncConnection, attempt_id: UUID, now: datetime) -> bool:
    """Somebody else answers this number: no call or message to it any more, whichever order or account it is for.

    The consumer themselves may be phoned once the feed tells another number. False if known before or identified.
    """
    mine = (attempts.c.attempt_id == attempt_id) & attempts.c.identified_at.is_(None) & attempts.c.detail.is_(None)
    marking = update(attempts).where(mine).values(detail=Outcome.WRONG_PERSON)
    found = (await tx.execute(marking.returning(attempts.c.customer_id, attempts.c.number))).first()
    if found is None:
        return False
    customer_id, number = found
    await hold_number(tx, number, Reason.WRONG_NUMBER, source="call", now=now, told_by=customer_id)
    await record(
        tx, at=now, who="consumer", what=What.WRONG_PERSON, why=Because.CONSUMER_SAID_SO,
        subject=f"attempt:{attempt_id}", customer_id=customer_id,
    )  # fmt: skip
    return True
