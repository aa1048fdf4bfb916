"""Sealing the journal: each entry gets a digest that holds all digests before it, and `verify` reads them over.

Sealed a moment after the commit, by whichever worker comes first, since a chain that is made in the deciding
transaction would let only one transaction decide at a time. An entry has two halves: what was done
(`fixed`), and whom it was about and what a person wrote (`personal`). An erasure takes the second half out; the first
goes on being checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.ids import made_at
from careline.store.tables.cases import journal
from careline.store.tables.privacy import journal_chain

FIRST = "careline journal"
"""What the first seal follows."""
LATE = timedelta(minutes=10)
"""A transaction that commits later than this after its entry was made leaves it to `verify` to be found unsealed."""
_ALONE = text("SELECT pg_try_advisory_xact_lock(4201078)")
_FIXED = ("entry_id", "at", "who", "what", "why", "order_id")
_PERSONAL = ("note", "subject", "customer_id", "data")


@dataclass(slots=True)
class Verified:
    """`faults` are sentences; none: every sealed entry that was `checked` is as it was. `head`: the newest seal, to be
    kept elsewhere."""

    sealed: int = 0
    checked: int = 0
    forgotten: int = 0
    unsealed: int = 0
    head: str = FIRST
    faults: list[str] = field(default_factory=list)


def digests(entry: Mapping[str, Any] | RowMapping) -> tuple[str, str]:
    """The fixed and the personal half of a journal row."""
    return _digest([_plain(entry[name]) for name in _FIXED]), _digest([_plain(entry[name]) for name in _PERSONAL])


def sealed_with(before: str, n: int, fixed: str, personal: str) -> str:
    return _digest([before, n, fixed, personal])


async def seal(tx: AsyncConnection, now: datetime, at_most: int = 1000) -> int:
    """Seal what is not sealed yet, the oldest first; returns how many. 0 also where another worker is at it."""
    if not (await tx.execute(_ALONE)).scalar_one():
        return 0
    last = (await tx.execute(select(journal_chain).order_by(journal_chain.c.n.desc()).limit(1))).mappings().first()
    n, chain = (last["n"], last["chain"]) if last else (0, FIRST)
    unsealed = ~select(journal_chain.c.n).where(journal_chain.c.entry_id == journal.c.entry_id).exists()
    query = select(journal).where(unsealed).order_by(journal.c.entry_id).limit(at_most)
    if last:
        query = query.where(journal.c.entry_id >= _id_of(made_at(last["entry_id"]) - LATE))
    rows = []
    for entry in (await tx.execute(query)).mappings():
        n, (fixed, personal) = n + 1, digests(entry)
        chain = sealed_with(chain, n, fixed, personal)
        rows.append(
            {"n": n, "entry_id": entry["entry_id"], "fixed": fixed, "personal": personal, "chain": chain,
             "sealed_at": now}
        )  # fmt: skip
    if rows:
        await tx.execute(insert(journal_chain), rows)
    return len(rows)


async def verify(
    tx: AsyncConnection, expected: str | None = None, at_once: int = 5000, last: int | None = None
) -> Verified:
    """Read every seal over. `expected`: a head ("N:DIGEST") that was kept elsewhere and has to be part of the chain.
    `last`: only so many, the newest.

    Tells of entries that were changed, taken out, put in between, or never sealed, and of seals that were cut off.
    """
    n, chain = await _begin_after(tx, last)
    found, kept = Verified(checked=-n), expected in {None, "", FIRST}
    while rows := await _sealed(tx, n, at_once):
        for row in rows:
            n += 1
            if row["n"] != n:
                found.faults.append(f"seal {n} is missing; the next one is {row['n']}")
                n = row["n"]
            own = sealed_with(chain, n, row["fixed"], row["personal"])
            if own != row["chain"]:
                found.faults.append(f"seal {n} does not follow from the one before it")
            chain = row["chain"]
            kept = kept or expected == f"{n}:{chain}"
            _check(row, found)
    found.sealed, found.checked, found.head = n, found.checked + n, f"{n}:{chain}" if n else FIRST
    if not kept:
        found.faults.append("the chain does not hold the head that was expected: it was cut off or made anew")
    found.unsealed = (await tx.execute(_UNSEALED)).scalar_one()
    return found


async def _begin_after(tx: AsyncConnection, last: int | None) -> tuple[int, str]:
    """The seal that the first one looked at has to follow from: its number and what it says."""
    if last is None:
        return 0, FIRST
    newest = (await tx.execute(select(func.max(journal_chain.c.n)))).scalar() or 0
    query = select(journal_chain.c.n, journal_chain.c.chain).where(journal_chain.c.n == newest - last)
    row = (await tx.execute(query)).first()
    return (row.n, row.chain) if row else (0, FIRST)


_UNSEALED = text(
    "SELECT count(*) FROM journal j WHERE NOT EXISTS (SELECT 1 FROM journal_chain c WHERE c.entry_id = j.entry_id)"
)


async def _sealed(tx: AsyncConnection, after: int, at_once: int) -> Sequence[RowMapping]:
    columns = [column.label(f"entry_{column.name}") for column in journal.c]
    query = (
        select(journal_chain, *columns)
        .outerjoin(journal, journal.c.entry_id == journal_chain.c.entry_id)
        .where(journal_chain.c.n > after)
        .order_by(journal_chain.c.n)
        .limit(at_once)
    )
    return (await tx.execute(query)).mappings().all()


def _check(row: RowMapping, found: Verified) -> None:
    if row["entry_entry_id"] is None:
        found.faults.append(f"entry {row['entry_id']} of seal {row['n']} is gone")
        return
    fixed, personal = digests({name: row[f"entry_{name}"] for name in (*_FIXED, *_PERSONAL)})
    if fixed != row["fixed"]:
        found.faults.append(f"entry {row['entry_id']} was changed: what was done, when, or by whom")
    if row["entry_forgotten_at"] is not None:
        found.forgotten += 1
        if row["entry_note"] is not None or row["entry_data"]:
            found.faults.append(f"entry {row['entry_id']} is marked as forgotten and holds words all the same")
    elif personal != row["personal"]:
        found.faults.append(f"entry {row['entry_id']} was changed: whom it is about, or what was written")


def _digest(parts: Sequence[Any]) -> str:
    told = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    return str(value) if isinstance(value, UUID) else value


def _id_of(instant: datetime) -> UUID:
    """The least id that could have been made at this instant."""
    return UUID(int=max(0, int(instant.timestamp() * 1000)) << 80)
