"""The good news: the next version of an order's event, in which whatever blocked it is over."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from careline.core.blocks import Deadline, Rule, find_blocks
from careline.demo.draft import instant
from careline.demo.reading import read_order

Event = dict[str, Any]


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
    # Twice at most: dispatching the rest of an order can show that its first parcel is stuck too.
    while blocks := find_blocks(read_order(later), now + timedelta(seconds=1)):
        for missed in (missed for block in blocks for missed in block.evidence):
            _MEND[missed.rule](later, missed, instant(at))
    return later


def _dispatch(event: Event, _missed: Deadline, at: str) -> None:
    order = event["order"]
    rest = [{"sku": item.sku, "quantity": left} for item, left in read_order(event).not_dispatched()]
    parcels = order.setdefault("parcels", [])
    parcel_id = f"{order['order_id']}-P{len(parcels) + 1}"
    english = order["customer"]["locale"] == "en"
    scan = {"at": at, "code": "picked_up", "text": "Picked up by SF Express" if english else "顺丰速运已揽收快件"}
    parcels.append({
        "parcel_id": parcel_id,
        "courier": "SF Express" if english else "顺丰速运",
        "tracking_no": f"SF3{int(sha256(parcel_id.encode()).hexdigest(), 16) % 10**12:012d}",
        "dispatched_at": at, "delivered_at": None, "scans": [scan], "items": rest,
    })  # fmt: skip
    order["status"] = "dispatched"


def _scan(event: Event, missed: Deadline, at: str) -> None:
    order = event["order"]
    [parcel] = [parcel for parcel in order["parcels"] if parcel["parcel_id"] == missed.subject]
    english, city = order["customer"]["locale"] == "en", order["address"]["city"]
    if missed.rule is Rule.NO_PICKUP:
        code, text = "picked_up", f"Picked up by {parcel['courier']}" if english else f"{parcel['courier']}已揽收快件"
    else:
        code, text = "arrived", f"Moving again, arrived in {city}" if english else f"快件恢复运输，到达【{city}】"
    parcel["scans"].append({"at": at, "code": code, "text": text})


def _pay_refund(event: Event, missed: Deadline, at: str) -> None:
    [refund] = [refund for refund in event["order"]["refunds"] if refund["refund_id"] == missed.subject]
    refund |= {"status": "paid", "approved_at": refund["approved_at"] or at, "paid_at": at}


def _pay_freight(event: Event, _missed: Deadline, at: str) -> None:
    freight = event["order"]["freight"]
    claim = freight.get("claim") or {"requested_at": at, "amount": freight["paid_by_consumer"]}
    freight |= {"disputed_at": None, "claim": {**claim, "status": "paid", "paid_at": at}}


_MEND: dict[Rule, Callable[[Event, Deadline, str], None]] = {
    Rule.DISPATCH_PROMISED: _dispatch,
    Rule.DISPATCH_48H: _dispatch,
    Rule.PRESALE_DATE: _dispatch,
    Rule.NO_PICKUP: _scan,
    Rule.NO_SCAN: _scan,
    Rule.REFUND_UNDISPATCHED: _pay_refund,
    Rule.REFUND_UNDECIDED: _pay_refund,
    Rule.REFUND_APPROVED: _pay_refund,
    Rule.GOODS_RETURNED: _pay_refund,
    Rule.CLAIM_UNPAID: _pay_freight,
    Rule.FREIGHT_DISPUTED: _pay_freight,
}
