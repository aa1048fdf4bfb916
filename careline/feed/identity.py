"""Which order and which consumer an event is about, where ids mean different things to different senders.

An order is known by its merchant and that merchant's id of it. The plain id is the key of whichever came first; that
id of another merchant gets a stable key of its own. A consumer whose id was merged into another goes by the new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from careline.feed.schema import OrderEvent
from careline.store.feed import Stored


def own_key(merchant_id: str, told_id: str) -> str:
    """Our key of an order whose plain id is another merchant's: the same for the same two, whenever it is made."""
    return f"{told_id}.{hashlib.sha256(f'{merchant_id} {told_id}'.encode()).hexdigest()[:8]}"


class OrderKeys:
    """The keys of a batch's orders, given what is stored."""

    def __init__(self, stored: Iterable[Stored]) -> None:
        self._known = {(one.merchant_id, one.told_id): one for one in stored}
        self._keys = {told: one.order_id for told, one in self._known.items()}
        self._taken = {one.order_id for one in self._known.values()}

    def key(self, event: OrderEvent) -> str:
        """The key of the order that the event is about; asked in the order of the batch, for first come is first."""
        told = event.order.merchant.merchant_id, event.order.order_id
        if told not in self._keys:
            self._keys[told] = told[1] if told[1] not in self._taken else own_key(*told)
            self._taken.add(self._keys[told])
        return self._keys[told]

    def before(self, event: OrderEvent) -> Stored | None:
        """The order as it was stored before the batch."""
        return self._known.get((event.order.merchant.merchant_id, event.order.order_id))


@dataclass(slots=True)
class Merges:
    """`known`: earlier merges, old id to new. `fresh` grows with what the batch tells."""

    known: Mapping[str, str]
    fresh: dict[str, str] = field(default_factory=dict)

    def now(self, customer_id: str) -> str:
        """The id that a consumer goes by now."""
        seen = {customer_id}
        while (later := self.fresh.get(customer_id) or self.known.get(customer_id)) and later not in seen:
            customer_id = later
            seen.add(later)
        return customer_id

    def read(self, event: OrderEvent) -> tuple[str, ...]:
        """Take in what an event says of earlier ids; returns what has to be said of it."""
        told = event.order.customer
        current, remarks = self.now(told.customer_id), []
        if current != told.customer_id:
            remarks.append("order.customer.customer_id: was merged into another id, under which the order is kept")
        for old in told.previous_ids:
            holder = self.now(old)
            if holder == current:
                continue
            if holder != old:
                remarks.append("order.customer.previous_ids: an id was merged into another consumer's before, ignored")
            else:
                self.fresh[old] = current
        return tuple(remarks)
