"""The good news: the next version of an order's event, in which whatever blocked it is over."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta

from careline.core.blocks import BlockKind, find_blocks
from careline.demo.draft import instant
from careline.demo.order_edits import Event, dispatch, pay_freight, pay_refund, scan_again
from careline.demo.reading import read_order, standard_rules


def unblock_event(event: Event, *, now: datetime) -> Event:
    """The event after this one: dispatched, scanned again, refund or freight paid, at `now` (aware, not before it).

    An order without a block just gets its next version. The event given is left as it is.
    """
    before = datetime.fromisoformat(event["occurred_at"])
    at = now.astimezone(before.tzinfo).replace(microsecond=0)
    if at < before:
        raise ValueError(f"{event['event_id']} is newer than {instant(at)}")
    version = event["version"] + 1
    event_id = f"{event['order']['order_id']}-v{version}"
    later: Event = {**deepcopy(event), "event_id": event_id, "occurred_at": instant(at), "version": version}
    # Several rounds: dispatching the rest of an order can show that its first parcel is stuck too.
    rules = standard_rules(now.date())
    for _ in range(3):
        for block in find_blocks(read_order(later), now + timedelta(seconds=1), rules):
            for missed in block.evidence:
                _MEND[missed.kind](later, missed.subject, instant(at))
    return later


_MEND: dict[BlockKind, Callable[[Event, str, str], None]] = {
    BlockKind.DISPATCH: dispatch,
    BlockKind.LOGISTICS: scan_again,
    BlockKind.REFUND: pay_refund,
    BlockKind.FREIGHT: pay_freight,
}
