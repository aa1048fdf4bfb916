"""Beginning calls: everything is asked again of those that are claimed, and the attempts are committed, in sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.addresses import dial_of
from callouts.cancelling import cancel
from callouts.carrier import Carrier, Dial
from callouts.decisions import note_decision
from callouts.facts import gather_all, subjects_of
from callouts.follow_ups import replan
from callouts.policy import Dont, Facts, decide, window_until
from callouts.settings import CalloutSettings
from careline.contacts.service import calls_left_today, count_calls, hold_consumers
from careline.core.callouts import AttemptState, CalloutState, Why
from careline.core.journal import Because, What
from careline.core.orders import Customer
from careline.ids import new_id
from careline.store.bulk import insert_rows, one_of_texts
from careline.store.journal import journal_rows
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import journal
from careline.store.tables.feed import orders

SAME_NUMBER = timedelta(minutes=1)
"""Another consumer is being called under the same number: one ring at a time."""
_WEIGHED = 200
"""Of how many due callouts the most urgent are chosen; of equal times all are weighed, in the index."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A callout that may be dialled now, and why."""

    callout: RowMapping
    customer: Customer
    facts: Facts
    why: Why


async def claim(tx: AsyncConnection, now: datetime, most: int) -> Sequence[RowMapping]:
    """The most urgent callouts of those that have been due for longest, held until the transaction ends.

    A time that we promised comes first, then the kind of trouble, then whose deadline passed first.
    """
    due = (callouts.c.state == CalloutState.PLANNED) & (callouts.c.due_at <= now)
    oldest = select(callouts.c.callout_id).where(due).order_by(callouts.c.due_at, callouts.c.rank, callouts.c.deadline)
    query = (
        select(callouts)
        .where(due, callouts.c.callout_id.in_(oldest.limit(_WEIGHED)))
        .order_by(callouts.c.rank, callouts.c.deadline, callouts.c.due_at, callouts.c.callout_id)
        .limit(most)
    )
    return (await tx.execute(query.with_for_update(skip_locked=True, key_share=True))).mappings().all()


async def begin(
    tx: AsyncConnection, claimed: Sequence[RowMapping], now: datetime, settings: CalloutSettings, carrier: Carrier
) -> list[tuple[Dial, UUID]]:
    """Ask everything again; commit the attempts, or re-time or cancel the callouts. In the order of `claimed`."""
    # An opt-out or a feed event commits before this, or after us.
    numbers = await hold_consumers(tx, [row["customer_id"] for row in claimed])
    if len(claimed) > 1:
        left = await calls_left_today(tx, numbers, now, settings.rules.contact)
        claimed = claimed[: max(1, left)]
    mine = select(orders.c.order_id).where(one_of_texts(orders.c.order_id, {row["order_id"] for row in claimed}))
    held = mine.order_by(orders.c.order_id).with_for_update(key_share=True)
    await tx.execute(held)  # before the blocks are read: who ends one holds this
    asking = [row["callout_id"] for row in claimed]
    subjects = {one.block_id: one for one in await subjects_of(tx, [row["block_id"] for row in claimed])}
    found = await gather_all(
        tx, list(subjects.values()), now, settings, carrier.may_dial, asking=asking
    )  # fmt: skip
    ready = []
    for row in claimed:
        facts, customer = found[row["block_id"]]
        facts = replace(facts, wished_for=row["wished_for"])
        decision = decide(facts, now, settings.rules)
        if isinstance(decision, Dont):
            await note_decision(tx, subjects[row["block_id"]], facts, decision, now)
            await cancel(tx, row, decision.why, now)
        elif decision.at > now:
            await replan(tx, row, decision.at, now, why=Because.WINDOW_OR_CAP)
        else:
            ready.append(_Ready(row, customer, facts, decision.why))
    return await _commit_attempts(tx, ready, now, settings, carrier.name) if ready else []


async def _commit_attempts(
    tx: AsyncConnection, ready: Sequence[_Ready], now: datetime, settings: CalloutSettings, carrier: str
) -> list[tuple[Dial, UUID]]:
    """Of a number that is being called already nothing is written: its callout waits."""
    rules = settings.rules
    rows = [
        {
            "attempt_id": str(new_id()), "callout_id": str(one.callout["callout_id"]),
            "n": one.callout["attempts_made"] + 1, "customer_id": one.customer.customer_id,
            "number": one.customer.phone, "carrier": carrier, "state": AttemptState.DIALING,
            "lease": str(new_id()), "intent_at": now, "language": one.customer.locale, "not_found": 0,
            "window_until": window_until(one.facts.who, now, rules.contact),
        }
        for one in ready
    ]  # fmt: skip
    saving = insert_rows(attempts, rows)
    free = saving.on_conflict_do_nothing(index_elements=["number"], index_where=attempts.c.ended_at.is_(None))
    saved = set((await tx.execute(free.returning(attempts.c.attempt_id))).scalars())
    begun = []
    for one, row in zip(ready, rows, strict=True):
        if UUID(row["attempt_id"]) in saved:
            begun.append((one, row))
        else:
            await replan(tx, one.callout, now + SAME_NUMBER, now, why=Because.NUMBER_BUSY)
    if not begun:
        return []
    await _note_begun(tx, begun, now)
    return [(dial_of(settings, UUID(row["attempt_id"]), row["number"]), UUID(row["lease"])) for _, row in begun]


async def _note_begun(tx: AsyncConnection, begun: Sequence[tuple[_Ready, dict[str, Any]]], now: datetime) -> None:
    """The attempts are rows by now: count them, move their callouts on, and put them on record."""
    await count_calls(tx, [row["number"] for _, row in begun], now)
    of = attempts.c.callout_id == callouts.c.callout_id
    dialling = update(callouts).where(of, attempts.c.attempt_id.in_([UUID(row["attempt_id"]) for _, row in begun]))
    taken = {"state": CalloutState.DIALING, "attempts_made": attempts.c.n, "lease": attempts.c.lease}
    await tx.execute(dialling.values(taken))
    entries = [
        {
            "what": What.CALL_DIALLED, "why": one.why, "subject": f"callout:{row['callout_id']}",
            "order_id": one.callout["order_id"], "customer_id": row["customer_id"],
            "data": {"attempt_id": row["attempt_id"], "n": row["n"], "carrier": row["carrier"]},
        }
        for one, row in begun
    ]  # fmt: skip
    await tx.execute(insert_rows(journal, journal_rows(entries, at=now, who="system")))
