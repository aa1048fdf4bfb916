"""Text messages by the dial recipe: a row, one POST, and what is not known to have failed is never sent again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.ids import new_id
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.contacts import SmsState, sms

_SETTLED = {
    SmsState.SENT: What.SMS_SENT,
    SmsState.REFUSED: What.SMS_REFUSED,
    SmsState.UNKNOWN: What.SMS_UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """A message to send; `purpose` is the block's kind, as in the contact ledger."""

    sms_id: UUID
    customer_id: str
    callout_id: UUID | None
    number: str
    body: str
    purpose: str
    state: SmsState


async def plan_sms(
    tx: AsyncConnection,
    customer_id: str,
    number: str,
    body: str,
    *,
    purpose: str,
    key: str,
    due_at: datetime,
    now: datetime,
    callout_id: UUID | None = None,
) -> bool:
    """Have the worker send this, once per `key`. Returns whether it is new."""
    row = {
        "sms_id": new_id(), "customer_id": customer_id, "callout_id": callout_id, "number": number, "body": body,
        "purpose": purpose, "idempotency_key": key, "state": SmsState.PLANNED, "created_at": now, "due_at": due_at,
    }  # fmt: skip
    saved = await tx.execute(insert(sms).values(row).on_conflict_do_nothing(index_elements=["idempotency_key"]))
    if saved.rowcount:
        await record(
            tx, at=now, who="system", what=What.SMS_PLANNED, why=Because.BLOCKED, subject=f"sms:{row['sms_id']}",
            customer_id=customer_id, data={"block": purpose},
        )  # fmt: skip
        await notify(tx, Topic.CALLOUTS, customer_id)
    return bool(saved.rowcount)


async def sms_waits(connection: AsyncConnection, now: datetime, after: timedelta) -> bool:
    """Whether a message is due, or its sender has died: one look for a loop that mostly finds nothing."""
    due = exists().where(sms.c.state == SmsState.PLANNED, sms.c.due_at <= now)
    stale = exists().where(sms.c.state == SmsState.SENDING, sms.c.sending_at < now - after)
    return bool((await connection.execute(select(or_(due, stale)))).scalar_one())


async def claim_sms(tx: AsyncConnection, now: datetime) -> Sms | None:
    """The next message that is due, held until the transaction ends; None if there is none."""
    due = (sms.c.state == SmsState.PLANNED) & (sms.c.due_at <= now)
    query = select(sms).where(due).order_by(sms.c.due_at).limit(1).with_for_update(skip_locked=True)
    row = (await tx.execute(query)).mappings().first()
    return Sms(**{**{n: row[n] for n in Sms.__dataclass_fields__}, "state": SmsState(row["state"])}) if row else None


async def prepare_sms(tx: AsyncConnection, message: Sms, number: str, body: str) -> Sms:
    """What is going to be sent in fact and where to, on record before it is; `claim_sms` holds the row."""
    if (number, body) != (message.number, message.body):
        await tx.execute(update(sms).where(sms.c.sms_id == message.sms_id).values(number=number, body=body))
    return replace(message, number=number, body=body)


async def settle_sms(
    tx: AsyncConnection,
    sms_id: UUID,
    before: SmsState,
    after: SmsState,
    now: datetime,
    *,
    why: StrEnum | None = None,
    detail: str | None = None,
    message_sid: str | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Move a message on from `before`; False if somebody else has meanwhile. `due_at` re-times a planned one.

    `why` is a code; `detail` quotes the carrier, for the message's row alone: it may name the number.
    """
    values: dict[str, object] = {"state": after, "why": detail or why}
    if due_at:
        values["due_at"] = due_at
    if after is SmsState.SENDING:
        values["sending_at"] = now
    elif after is not SmsState.PLANNED:
        values |= {"settled_at": now, "message_sid": message_sid}
    changing = update(sms).where(sms.c.sms_id == sms_id, sms.c.state == before).values(values)
    row = (await tx.execute(changing.returning(sms.c.customer_id))).first()
    if row and after in _SETTLED:
        await record(
            tx, at=now, who="system", what=_SETTLED[after], why=why or Because.CARRIER_TOOK_IT, subject=f"sms:{sms_id}",
            customer_id=row.customer_id,
        )  # fmt: skip
    return row is not None


async def refuse_due_sms(tx: AsyncConnection, now: datetime, at_most: int = 100) -> int:
    """For a shop without a carrier: what is due is refused, so that nothing waits for ever. Returns how many."""
    query = (
        select(sms.c.sms_id)
        .where(sms.c.state == SmsState.PLANNED, sms.c.due_at <= now)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    due = (await tx.execute(query)).scalars().all()
    for sms_id in due:
        await settle_sms(tx, sms_id, SmsState.PLANNED, SmsState.REFUSED, now, why=Because.NO_CARRIER)
    return len(due)


async def give_up_stale_sms(tx: AsyncConnection, now: datetime, after: timedelta) -> int:
    """Messages whose sender died between row and reply: perhaps sent, so never sent again. Returns how many."""
    stale = (sms.c.state == SmsState.SENDING) & (sms.c.sending_at < now - after)
    unknown = {"state": SmsState.UNKNOWN, "why": Because.SENDER_DIED, "settled_at": now}
    given_up = update(sms).where(stale).values(unknown).returning(sms.c.sms_id, sms.c.customer_id)
    rows = (await tx.execute(given_up)).all()
    for row in rows:
        await record(
            tx, at=now, who="system", what=What.SMS_UNKNOWN, why=Because.SENDER_DIED, subject=f"sms:{row.sms_id}",
            customer_id=row.customer_id,
        )  # fmt: skip
    return len(rows)


async def note_undelivered(tx: AsyncConnection, message_sid: str, detail: str, now: datetime) -> None:
    """The carrier took it, but it did not arrive; `detail` is its status and code."""
    mine = (sms.c.message_sid == message_sid) & sms.c.why.is_(None)
    noting = update(sms).where(mine).values(why=detail).returning(sms.c.sms_id, sms.c.customer_id)
    row = (await tx.execute(noting)).first()
    if row:
        await record(
            tx, at=now, who="system", what=What.SMS_UNDELIVERED, why=Because.NOT_DELIVERED, subject=f"sms:{row.sms_id}",
            customer_id=row.customer_id, data={"detail": detail},
        )  # fmt: skip
