"""Taking consumers in: the newest telling of each wins, and every change of consent goes into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, false, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.orders import Customer
from careline.ids import new_id
from careline.store.bulk import Row, insert_rows, one_of_texts
from careline.store.tables.cases import cases, conditions, promises, remedies
from careline.store.tables.contacts import consent_ledger, number_holds, opt_outs
from careline.store.tables.feed import customer_merges, customers, orders
from careline.store.waking import wake

_PURPOSES = {
    "service_calls": "consents_to_calls",
    "service_sms": "consents_to_sms",
    "artificial_voice": "consents_to_artificial_voice",
}


async def save_customers(tx: AsyncConnection, told: Sequence[Customer], also_lock: Iterable[str] = ()) -> None:
    """Insert new consumers, update known ones where these are newer. Each consumer is passed once.

    `also_lock`: ids of consumers whose orders are going to move; they are locked in the same order as the others.
    """
    rows = [_customer_row(customer) for customer in told]
    others = set(also_lock) - {customer.customer_id for customer in told}
    if others:
        query = select(customers).where(one_of_texts(customers.c.customer_id, others))
        rows += [dict(row) for row in (await tx.execute(query)).mappings()]
    if not rows:
        return
    known = await _insert_or_lock(tx, rows)
    newer = [row for row in rows if _key(row) in known and _age(known[_key(row)]) < _age(row)]
    if newer:
        update = insert_rows(customers, newer)
        changed = {name: update.excluded[name] for name in newer[0] if name != "customer_id"}
        await tx.execute(update.on_conflict_do_update(index_elements=["customer_id"], set_=changed))
        await wake(tx, customers=[_key(row) for row in newer if _reachable_otherwise(row, known[_key(row)])])
    fresh = [row for row in rows if _key(row) not in known]
    if ledger := [entry for row in (*fresh, *newer) for entry in _consent_changes(row, known.get(_key(row)))]:
        await tx.execute(insert(consent_ledger), ledger)


async def merged_into(tx: AsyncConnection, customer_ids: Iterable[str]) -> dict[str, str]:
    """Under which id these consumers go by now, for those whose id was merged into another."""
    query = select(customer_merges.c.old_customer_id, customer_merges.c.customer_id).where(
        one_of_texts(customer_merges.c.old_customer_id, customer_ids)
    )
    return {row.old_customer_id: row.customer_id for row in await tx.execute(query)}


async def merge_customers(tx: AsyncConnection, old_ids: Mapping[str, str], now: datetime) -> None:
    """Move what the old ids' consumers have to the new ids: orders, their cases, remedies, promises and conditions,
    and opt-outs.

    Conversations, calls and messages stay as they were with the old id: they are the record of who was spoken to. Both
    ids have to be locked (`save_customers`). The moved orders are looked at again.
    """
    for old, new in sorted(old_ids.items()):
        await tx.execute(
            update(customer_merges).where(customer_merges.c.customer_id == old).values(customer_id=new, at=now)
        )
        merge = upsert(customer_merges).values(old_customer_id=old, customer_id=new, at=now)
        await tx.execute(
            merge.on_conflict_do_update(
                index_elements=["old_customer_id"], set_={"customer_id": new, "at": now},
                where=customer_merges.c.customer_id != new,
            )
        )  # fmt: skip
        for table in (cases, remedies, promises, conditions):
            await tx.execute(update(table).where(table.c.customer_id == old).values(customer_id=new))
        await tx.execute(
            update(orders)
            .where(orders.c.customer_id == old)
            .values(customer_id=new, check_at=func.least(orders.c.check_at, now))
        )
        await _carry_opt_outs(tx, old, new)
        await wake(tx, customers=[new])


async def _carry_opt_outs(tx: AsyncConnection, old: str, new: str) -> None:
    """A no that was said under one id holds under the other."""
    kept = [column for column in opt_outs.c if column.name not in {"opt_out_id", "customer_id"}]
    said = select(func.gen_random_uuid(), literal(new), *kept).where(opt_outs.c.customer_id == old)
    names = ["opt_out_id", "customer_id", *(column.name for column in kept)]
    await tx.execute(upsert(opt_outs).from_select(names, said).on_conflict_do_nothing())
    rest = [column for column in number_holds.c if column.name != "told_by"]
    on_numbers = select(literal(new), *rest).where(number_holds.c.told_by == old)
    carried = upsert(number_holds).from_select(["told_by", *(column.name for column in rest)], on_numbers)
    await tx.execute(carried.on_conflict_do_nothing())


async def _insert_or_lock(tx: AsyncConnection, rows: Sequence[Row]) -> Mapping[str, RowMapping]:
    """Insert who is new; lock who is known and return them as they are.

    One statement in the order of the ids, so that two importers that share consumers cannot deadlock: an update that
    never applies locks the row all the same. Not FOR UPDATE, which would also stop whoever writes a consumer's message.
    """
    told = insert_rows(customers, rows, by="customer_id")
    locked = told.on_conflict_do_update(
        index_elements=["customer_id"], set_={"name": customers.c.name}, where=false()
    ).returning(customers.c.customer_id)
    fresh = set((await tx.execute(locked)).scalars())
    rest = [_key(row) for row in rows if _key(row) not in fresh]
    if not rest:
        return {}
    query = select(customers).where(one_of_texts(customers.c.customer_id, rest))
    return {row["customer_id"]: row for row in (await tx.execute(query)).mappings()}


def _key(row: Row) -> str:
    return str(row["customer_id"])


def _reachable_otherwise(row: Row, before: RowMapping) -> bool:
    """Whether what is told may decide otherwise about phoning them."""
    return any(row[name] != before[name] for name in ("phone", "region", "time_zone", "locale", *_PURPOSES.values()))


def _age(row: Row | RowMapping) -> tuple[datetime, int]:
    """Of two tellings of one instant, the one that knows of more orders is the newer."""
    return row["as_of"], row["orders_so_far"]


def _consent_changes(row: Row, before: RowMapping | None) -> Iterator[Row]:
    """Nothing told of before counts as nothing agreed to. Taking back counts from when we are told so."""
    for purpose, column in _PURPOSES.items():
        granted = row[column]
        if granted == (before[column] if before else False):
            continue
        yield {
            "entry_id": new_id(), "customer_id": row["customer_id"], "purpose": purpose, "granted": granted,
            "at": (granted and row["consent_given_at"]) or row["as_of"], "source": "feed",
        }  # fmt: skip


def _customer_row(customer: Customer) -> dict[str, Any]:
    same = ("customer_id", "name", "phone", "region", "locale", "time_zone", "first_order_at", "orders_so_far", "as_of")
    return {
        **{name: getattr(customer, name) for name in same},
        **{column: getattr(customer.consent, purpose) for purpose, column in _PURPOSES.items()},
        "consent_given_at": customer.consent.given_at,
    }
