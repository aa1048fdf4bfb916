"""Having the decision about blocks made again: a row in the transaction of whatever changes its grounds.

A decision stands until its grounds change; whoever changes them writes that down here. Only the planner changes
`blocks.decide_at`, under the order's lock, so that nobody has to lock anything here.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.ids import new_id
from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.tables.callouts import wakes


async def wake(tx: AsyncConnection, *, orders: Iterable[str] = (), customers: Iterable[str] = ()) -> None:
    """Let everything that is open of these orders and consumers be decided about again, at once.

    For consent, numbers, opt-outs taken back, a callout's end, a person's, a remedy's or a promise's: whatever may turn
    a "no" into a call. What only speaks against a call needs no waking, since the dialer asks everything again.
    """
    rows = [{"wake_id": new_id(), "order_id": order_id, "customer_id": None} for order_id in orders]
    rows += [{"wake_id": new_id(), "order_id": None, "customer_id": customer_id} for customer_id in customers]
    if rows:
        await tx.execute(insert(wakes), rows)
        await notify(tx, Topic.BLOCKS, "")
