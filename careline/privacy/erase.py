"""Erasing a consumer: one transaction over every table, Rasa's events included. Done twice, it is done once.

Rows that have to stay (the shop's books, proof of calls and of consent, the audit log) stay under a pseudonym that
leads to nobody; everything else goes. What is under way is finished first: the caller is told what, and tries again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.erased import DIGEST, keep_suppressed
from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.ids import new_id
from careline.privacy.holdings import HOLDINGS, Fate
from careline.privacy.rows import Consumer, NoConsumerError, belongs, emptying, find_consumer, held_tables, named
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.all import metadata
from careline.store.tables.privacy import erasures

ERASED = "erased:"
"""What a pseudonym begins with."""
_SUPPRESSED = """
SELECT DISTINCT c.phone, o.channel FROM customers c JOIN opt_outs o ON o.customer_id = ANY(:ids)
WHERE c.customer_id = ANY(:ids) AND c.phone IS NOT NULL
UNION SELECT number, channel FROM number_holds WHERE told_by = ANY(:ids)
"""
# What it is called, and where it stands in which table.
_UNDER_WAY = {
    "remedy": (
        "kind || ' ' || state", "remedies", "ended_at IS NULL AND coalesce(details->>'request', '') <> 'erasure'",
    ),
    "call": ("state", "attempts", "ended_at IS NULL"),
    "sms": ("state", "sms", "state = 'sending'"),
}  # fmt: skip
SOMETHING_UNDER_WAY = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE {table}.customer_id = r.customer_id AND {open_})"  # noqa: S608
    for _, table, open_ in _UNDER_WAY.values()
)
"""In SQL, of the consumer of a row `r`, under its present id."""
_CHILDREN_FIRST = tuple(table.name for table in reversed(metadata.sorted_tables))
_ENDED = (
    (
        "UPDATE remedies SET state = 'done', ended_at = :now, told_at = :now, due_at = NULL"
        " WHERE customer_id = ANY(:ids) AND ended_at IS NULL"
    ),
    (
        "UPDATE promises SET state = 'void', ended_at = :now, told_at = :now WHERE customer_id = ANY(:ids)"
        " AND ended_at IS NULL"
    ),
    ("UPDATE conditions SET state = 'withdrawn', ended_at = :now WHERE customer_id = ANY(:ids) AND ended_at IS NULL"),
    (
        "UPDATE callouts SET state = 'cancelled', ended_at = :now, outcome = 'cancelled', lease = NULL,"
        " lease_until = NULL WHERE customer_id = ANY(:ids) AND ended_at IS NULL"
    ),
    (
        "UPDATE blocks SET ended_at = :now WHERE ended_at IS NULL AND order_id IN"
        " (SELECT order_id FROM orders WHERE customer_id = ANY(:ids))"
    ),
    "UPDATE cases SET closed_at = :now, close_reason = 'agent' WHERE customer_id = ANY(:ids) AND closed_at IS NULL",
)


class StillUnderWayError(Exception):
    """Something of this consumer's has to be finished first; the message names it by codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure did: rows by table, deleted or emptied. `rows` is empty where there was nothing left."""

    pseudonym: str
    digest: str
    rows: dict[str, int]
    conversations: tuple[str, ...]
    """Whose trackers Rasa's processes may still hold in memory."""


async def under_way(tx: AsyncConnection, ids: Sequence[str]) -> list[str]:
    """What has to be finished before this consumer can be erased: remedies, a call, an SMS that is being sent."""
    found = []
    for what, (called, table, open_) in _UNDER_WAY.items():
        query = text(f"SELECT {called} FROM {table} WHERE customer_id = ANY(:ids) AND {open_}")  # noqa: S608
        found += [f"{what}: {state}" for state in (await tx.execute(query, {"ids": list(ids)})).scalars()]
    return found


async def erase(tx: AsyncConnection, customer_id: str, *, asked_by: str, now: datetime, anyway: bool = False) -> Erased:
    """Erase the consumer with all ids that were merged into theirs. `asked_by`: "consumer" or "operator".

    `anyway` ends what is under way as it stands (never a call that rings). Raises NoConsumerError, StillUnderWayError.
    """
    consumer = await _hold(tx, customer_id)
    ids = consumer.ids
    left = await under_way(tx, ids)
    if [one for one in left if not (anyway and one.startswith("remedy"))]:
        raise StillUnderWayError("; ".join(left))
    for query in _ENDED:
        await tx.execute(text(query), {"ids": ids, "now": now})
    await _keep_suppressions(tx, ids, now)
    digest = await digest_of(tx, consumer.customer_id)
    pseudonyms = {one: f"{ERASED}{uuid4().hex}" for one in ids}
    await _stand_ins(tx, pseudonyms)
    orders = list(await _texts(tx, "SELECT order_id FROM orders WHERE customer_id = ANY(:ids)", ids))
    conversations = await _texts(
        tx, "SELECT conversation_id::text FROM conversations WHERE customer_id = ANY(:ids)", ids
    )
    # What is found by a number or by a document goes before those are emptied; what others refer to goes last.
    found_by = await _deleted(tx, ids, ("events", "bad_numbers", "texts_received", "bridge_documents"))
    rows = found_by | await _emptied(tx, ids) | await _deleted(tx, ids, _CHILDREN_FIRST)
    sealed = 0
    for old, new in pseudonyms.items():
        forget = text("SELECT careline_forget(:old, :new, :orders)")
        sealed += (await tx.execute(forget, {"old": old, "new": new, "orders": orders})).scalar_one()
        for table, holding in held_tables(Fate.EMPTY):
            if holding.key and table != "customers":
                await tx.execute(
                    text(f"UPDATE {table} SET {holding.key} = :new WHERE {holding.key} = :old"),  # noqa: S608
                    {"old": old, "new": new},
                )
        await tx.execute(text("DELETE FROM customers WHERE customer_id = :old"), {"old": old})
    rows["journal"] = sealed
    return await _on_record(tx, pseudonyms[consumer.customer_id], digest, rows, conversations, asked_by, now)


async def digest_of(tx: AsyncConnection, customer_id: str) -> str:
    """The keyed hash under which an erasure of this consumer is on record."""
    query = text(f"SELECT {DIGEST}")
    return str((await tx.execute(query, {"kind": "customer", "value": customer_id})).scalar_one())


async def to_erase_again(tx: AsyncConnection, digests: Sequence[str]) -> list[str]:
    """Consumers of this database who were erased once: after a backup was restored, they are there again."""
    query = f"SELECT customer_id FROM customers WHERE {DIGEST.replace(':value', 'customer_id')} = ANY(:digests)"  # noqa: S608
    found = await tx.execute(text(query), {"kind": "customer", "digests": list(digests)})
    return list(found.scalars())


async def digests_on_record(tx: AsyncConnection) -> list[str]:
    return list((await tx.execute(select(erasures.c.digest).distinct().order_by(erasures.c.digest))).scalars())


async def _hold(tx: AsyncConnection, customer_id: str) -> Consumer:
    """Locked as everybody locks who writes of them: sequences, conversations …, so that nobody slips in."""
    consumer = await find_consumer(tx, customer_id)
    if consumer.customer_id.startswith(ERASED):
        raise NoConsumerError("This consumer was erased.")
    for query in (
        "SELECT 1 FROM sequences WHERE customer_id = ANY(:ids) ORDER BY customer_id, channel FOR UPDATE",
        "SELECT 1 FROM conversations WHERE customer_id = ANY(:ids) ORDER BY conversation_id FOR UPDATE",
        "SELECT 1 FROM remedies WHERE customer_id = ANY(:ids) ORDER BY remedy_id FOR UPDATE",
        "SELECT 1 FROM customers WHERE customer_id = ANY(:ids) ORDER BY customer_id FOR UPDATE",
    ):
        await tx.execute(text(query), {"ids": consumer.ids})
    return consumer


async def _keep_suppressions(tx: AsyncConnection, ids: Sequence[str], now: datetime) -> None:
    for number, channel in (await tx.execute(text(_SUPPRESSED), {"ids": list(ids)})).all():
        await keep_suppressed(tx, number, Channel(channel), now)


async def _stand_ins(tx: AsyncConnection, pseudonyms: dict[str, str]) -> None:
    """A row for each pseudonym, without name or number; an id that was merged away may have no row of its own."""
    copied = (
        "INSERT INTO customers (customer_id, name, phone, region, locale, time_zone, first_order_at, orders_so_far,"
        " consents_to_calls, consents_to_sms, consents_to_artificial_voice, consent_given_at, as_of)"
        " SELECT :new, '', NULL, region, locale, time_zone, first_order_at, orders_so_far, false, false, false,"
        " NULL, as_of"
        " FROM customers WHERE customer_id = ANY(:ids) ORDER BY (customer_id = :old) DESC LIMIT 1"
    )
    for old, new in pseudonyms.items():
        await tx.execute(text(copied), {"new": new, "old": old, "ids": list(pseudonyms)})


async def _emptied(tx: AsyncConnection, ids: Sequence[str]) -> dict[str, int]:
    rows = {}
    for table, holding in held_tables(Fate.EMPTY):
        clauses, values = emptying(holding.emptied)
        if not clauses:
            continue
        update = f"UPDATE {named(table)} SET {', '.join(clauses)} WHERE {belongs(table)}"  # noqa: S608
        if count := (await tx.execute(text(update), {**values, "ids": list(ids)})).rowcount:
            rows[table] = count
    return rows


async def _deleted(tx: AsyncConnection, ids: Sequence[str], tables: Sequence[str]) -> dict[str, int]:
    rows = {}
    for table in tables:
        if table not in HOLDINGS or HOLDINGS[table].fate is not Fate.DELETE:
            continue
        delete = f"DELETE FROM {named(table)} WHERE {belongs(table)}"  # noqa: S608
        if count := (await tx.execute(text(delete), {"ids": list(ids)})).rowcount:
            rows[table] = count
    return rows


async def _texts(tx: AsyncConnection, query: str, ids: Sequence[str]) -> Sequence[str]:
    return (await tx.execute(text(query), {"ids": list(ids)})).scalars().all()


async def _on_record(
    tx: AsyncConnection,
    pseudonym: str,
    digest: str,
    rows: dict[str, Any],
    conversations: Sequence[str],
    asked_by: str,
    now: datetime,
) -> Erased:
    """On record, without the consumer."""
    await tx.execute(
        insert(erasures).values(
            erasure_id=new_id(), digest=digest, pseudonym=pseudonym, at=now, asked_by=asked_by, rows=rows
        )
    )
    await record(
        tx, at=now, who=asked_by, what=What.CUSTOMER_ERASED, why=Because.ERASURE_ASKED, subject=f"customer:{pseudonym}",
        customer_id=pseudonym, data={"rows": sum(rows.values())},
    )  # fmt: skip
    await notify(tx, Topic.CALLOUTS, pseudonym)
    for one in conversations:
        await notify(tx, Topic.DESK, one)  # whoever has it open finds it gone
    return Erased(pseudonym=pseudonym, digest=digest, rows=rows, conversations=tuple(conversations))
