"""Finding a consumer's rows: one rule for export and erasure, made from what `holdings` says of each table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.privacy.holdings import HOLDINGS, Fate, Holding, Sql

_KEYS = {"orders": "order_id", "conversations": "conversation_id", "remedies": "remedy_id", "attempts": "attempt_id",
         "turns": "turn_id", "quality_reviews": "review_id"}  # fmt: skip
"""By which column another table refers to a row of these."""
_NUMBERS = (
    "SELECT phone FROM customers WHERE customer_id = ANY(:ids) AND phone IS NOT NULL"
    " UNION SELECT number FROM attempts WHERE customer_id = ANY(:ids)"
    " UNION SELECT number FROM sms WHERE customer_id = ANY(:ids)"
)
_FLAT = "source || '-' || replace(external_id, '/', '-')"
# Which documents of Shopify and WooCommerce an order was rebuilt from: its own, and all that share its order, its
# buyer, their mail address or its tracking numbers. Long ids are told as hashes (`known_by` of the adapters).
_BRIDGE = f"""
  WITH own AS (
    SELECT about, external_id FROM bridge_documents WHERE kind = 'order' AND EXISTS (
      SELECT 1 FROM orders WHERE customer_id = ANY(:ids) AND told_id IN (
        {_FLAT}, source || '-' || left(encode(sha256(convert_to({_FLAT}, 'UTF8')), 'hex'), 32)))
  ), names AS (SELECT DISTINCT unnest(about) AS name FROM own)
  SELECT external_id FROM bridge_documents WHERE about && ARRAY(
    SELECT name FROM names UNION SELECT 'scans:' || substr(name, 8) FROM names WHERE starts_with(name, 'parcel:')
    UNION SELECT 'first:' || substr(name, 7) FROM names WHERE starts_with(name, 'order:'))
"""  # noqa: S608
_SPECIAL = {"numbers": _NUMBERS, "bridge": _BRIDGE}


@dataclass(frozen=True, slots=True)
class Consumer:
    """One person: the id they go by now, and every earlier one that was merged into it."""

    customer_id: str
    earlier: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        return [self.customer_id, *self.earlier]


class NoConsumerError(LookupError):
    """There is no such consumer."""


async def find_consumer(tx: AsyncConnection, customer_id: str) -> Consumer:
    """By any of their ids. Raises NoConsumerError."""
    merged = text("SELECT customer_id FROM customer_merges WHERE old_customer_id = :id")
    now = (await tx.execute(merged, {"id": customer_id})).scalar() or customer_id
    there = (await tx.execute(text("SELECT 1 FROM customers WHERE customer_id = :id"), {"id": now})).scalar()
    if there is None:
        raise NoConsumerError("There is no such consumer.")
    # Their row of `customers` may be gone while the merge still tells of an old id, and the other way round.
    before = text("SELECT old_customer_id FROM customer_merges WHERE customer_id = :id ORDER BY 1")
    return Consumer(now, tuple((await tx.execute(before, {"id": now})).scalars()))


@cache
def belongs(table: str) -> str:
    """A condition on a table's rows: that they are of the consumers whose ids are the parameter `ids`."""
    if table in _SPECIAL:
        return _SPECIAL[table]
    conditions = []
    for one in HOLDINGS[table].of:
        column, _, parent = (part.strip() for part in one.partition(">"))
        if not parent:
            conditions.append(f"{column} = ANY(:ids)")
        elif parent in _SPECIAL:
            conditions.append(f"{column} IN ({_SPECIAL[parent]})")
        else:
            key = f"{_KEYS[parent]}::text" if table == "events" else _KEYS[parent]
            conditions.append(f"{column} IN (SELECT {key} FROM {parent} WHERE {belongs(parent)})")  # noqa: S608
    return " OR ".join(conditions)


def named(table: str) -> str:
    return f"{HOLDINGS[table].schema}.{table}"


def held_tables(*fates: Fate) -> list[tuple[str, Holding]]:
    """The tables with consumers' rows, or those of them with these fates."""
    return [
        (name, one)
        for name, one in HOLDINGS.items()
        if one.fate is not Fate.NOBODYS and (not fates or one.fate in fates)
    ]


async def rows_of(tx: AsyncConnection, table: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """A consumer's rows of one table, without secrets."""
    shown = ", ".join(HOLDINGS[table].shown)
    query = f"SELECT {shown} FROM {named(table)} WHERE {belongs(table)} ORDER BY 1"  # noqa: S608 - names of ours
    return [dict(row) for row in (await tx.execute(text(query), {"ids": list(ids)})).mappings()]


def emptying(emptied: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """SET clauses and their parameters."""
    clauses, values = [], dict[str, Any]()
    for name, value in emptied.items():
        if isinstance(value, Sql):
            clauses.append(f"{name} = {value.expression}")
        elif value is None:
            clauses.append(f"{name} = NULL")
        elif isinstance(value, dict | list):
            clauses.append(f"{name} = CAST(:{name} AS jsonb)")
            values[name] = json.dumps(value)
        else:
            clauses.append(f"{name} = :{name}")
            values[name] = value
    return clauses, values
