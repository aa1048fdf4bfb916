"""Looking at personal data, on record: who saw which kind of whose data, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.metrics.counters import REVEALS
from careline.store.journal import record
from careline.store.tables.cases import journal

AGAIN_AFTER = timedelta(minutes=15)
"""A page that refreshes itself is one look; a later one is another."""


class Shown(StrEnum):
    """What was looked at."""

    CONVERSATION = "conversation"
    NUMBER = "number"
    NAME = "name"
    ADDRESS = "address"
    PHOTO = "photo"
    INVOICE = "invoice"


async def note_read(
    tx: AsyncConnection,
    customer_id: str,
    shown: Shown,
    *,
    who: str,
    why: Because = Because.NEEDED_FOR_WORK,
    now: datetime,
    about: str | None = None,
) -> bool:
    """Write into the journal that somebody of ours has seen a consumer's data. Returns whether it is a new look.

    `who` is "agent:LOGIN" or "operator", `about` an id of ours ("conversation:ID", "photo:ID"). What was masked and was
    revealed on purpose is `why=Because.AGENT_ASKED`, and each time a new look.
    """
    subject = about or f"customer:{customer_id}"
    if why is not Because.AGENT_ASKED and await _seen(tx, customer_id, shown, who, subject, now):
        return False
    await record(
        tx, at=now, who=who, what=What.DATA_READ, why=why, subject=subject, customer_id=customer_id,
        data={"kind": shown.value},
    )  # fmt: skip
    REVEALS.labels(kind=shown.value).inc()
    return True


async def _seen(tx: AsyncConnection, customer_id: str, shown: Shown, who: str, subject: str, now: datetime) -> bool:
    query = select(journal.c.entry_id).where(
        journal.c.customer_id == customer_id, journal.c.what == What.DATA_READ, journal.c.who == who,
        journal.c.subject == subject, journal.c.data["kind"].astext == shown.value, journal.c.at > now - AGAIN_AFTER,
    ).limit(1)  # fmt: skip
    return (await tx.execute(query)).first() is not None
