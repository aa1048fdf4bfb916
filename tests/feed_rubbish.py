"""Events as no platform should send them, by what is wrong; and odd ones that are nevertheless right."""

from __future__ import annotations

from typing import Any

from tests.factories import NOW, event, instant


def deep(levels: int) -> Any:
    nested: Any = "bottom"
    for _ in range(levels):
        nested = [nested]
    return nested


def bad(changes: dict[str, Any] | None = None, /, **order: Any) -> dict[str, Any]:
    return event({"event_id": "bad", **(changes or {})}, **order)


YUAN = {"amount": "1.00", "currency": "CNY"}
ITEM = {"sku": "a", "title": "a", "quantity": 1, "price": YUAN}
PARCEL = {"parcel_id": "P1", "courier": "c", "tracking_no": "t", "dispatched_at": instant(NOW)}
REFUND = {
    "refund_id": "R1", "kind": "refund_only", "status": "requested", "requested_at": instant(NOW), "amount": YUAN
}  # fmt: skip
CLAIM = {"status": "paid", "requested_at": instant(NOW), "amount": YUAN}
COMPENSATION = {
    "compensation_id": "C1", "guarantee": "dispatch_on_time", "status": "paid", "requested_at": instant(NOW),
    "amount": YUAN,
}  # fmt: skip
RUBBISH: dict[str, Any] = {
    "nothing": None,
    "a number": 7,
    "a string": "event",
    "an array": [],
    "an empty object": {},
    "no order": {"event_id": "bad", "occurred_at": instant(NOW), "version": 1},
    "an instant without offset": bad({"occurred_at": "2026-11-24T04:00:00"}),
    "a date": bad(placed_at="2026-11-24"),
    "unix seconds": bad(placed_at=1_795_492_800),
    "unix seconds in a string": bad(placed_at="1795492800"),
    "an instant with a newline": bad(placed_at="2026-11-24T04:00:00Z\n"),
    "an instant in Arabic digits": bad(placed_at="٢٠٢٦-11-24T04:00:00Z"),
    "a day that does not exist": bad(placed_at="2026-02-30T04:00:00Z"),
    "the end of time, west of Greenwich": bad(placed_at="9999-12-31T23:59:59-08:00"),
    "the beginning of time, east of Greenwich": bad(placed_at="0001-01-01T00:00:00+08:00"),
    "a year that leaves no room for a deadline": bad(paid_at="9999-12-31T00:00:00Z"),
    "NUL in a name": bad(customer={"name": "林\x00"}),
    "NUL in a scan": bad(
        parcels=[{**PARCEL, "scans": [{"at": instant(NOW), "code": "arrived", "text": "\x00"}]}]
    ),
    "a lone surrogate in a title": bad(items=[{**ITEM, "title": "\ud83d"}]),
    "a lone surrogate in an address": bad(address={"city": "\udfff"}),
    "a lone surrogate in the event id": bad({"event_id": "bad\ud83d"}),
    "an empty event id": bad({"event_id": ""}),
    "an endless event id": bad({"event_id": "b" * 101}),
    "version 0": bad({"version": 0}),
    "a version above what a bigint holds": bad({"version": 2**63}),
    "a version of 400 digits": bad({"version": 10**400}),
    "an infinite version": bad({"version": float("inf")}),
    "a version in a string": bad({"version": "3"}),
    "a version that is true": bad({"version": True}),
    "half a version": bad({"version": 1.5}),
    "more pieces than can be counted": bad(items=[{**ITEM, "quantity": 2**31}]),
    "far more pieces than can be counted": bad(items=[{**ITEM, "quantity": 10**30}]),
    "more pieces in a parcel than can be counted": bad(
        parcels=[{**PARCEL, "items": [{"sku": "a", "quantity": 10**30}]}]
    ),
    "more orders than can be counted": bad(customer={"orders_so_far": 2**31}),
    "no orders so far": bad(customer={"orders_so_far": 0}),
    "goods worth more than can be counted": bad(
        items=[{**ITEM, "quantity": 2**31 - 1, "price": {"amount": "9" * 12, "currency": "CNY"}}]
    ),
    "a float as money": bad(total={"amount": 1.5, "currency": "CNY"}),
    "negative money": bad(total={"amount": "-1.00", "currency": "CNY"}),
    "a third of a fen": bad(total={"amount": "0.001", "currency": "CNY"}),
    "half a yen": bad(items=[{**ITEM, "price": {"amount": "1.50", "currency": "JPY"}}]),
    "a currency with a newline": bad(total={"amount": "1.00", "currency": "CNY\n"}),
    "two currencies": bad(total={"amount": "1.00", "currency": "USD"}),
    "a refund in another currency": bad(refunds=[{**REFUND, "amount": {"amount": "1.00", "currency": "USD"}}]),
    "a freight claim in another currency": bad(
        freight={"claim": {**CLAIM, "amount": {"amount": "1.00", "currency": "USD"}}}
    ),
    "two items in two currencies": bad(items=[ITEM, {**ITEM, "price": {"amount": "1", "currency": "JPY"}}]),
    "one parcel id twice": bad(parcels=[PARCEL, PARCEL]),
    "one refund id twice": bad(refunds=[REFUND, REFUND]),
    "one guarantee twice": bad(guarantees=["authentic", "authentic"]),
    "an unknown guarantee": bad(guarantees=["eternal_youth"]),
    "no items": bad(items=[]),
    "an unknown status": bad(status="lost"),
    "an unknown scan": bad(parcels=[{**PARCEL, "scans": [{"at": instant(NOW), "code": "abducted"}]}]),
    "an unknown time zone": bad(customer={"time_zone": "Mars/Olympus"}),
    "a path as time zone": bad(customer={"time_zone": "../../etc/passwd"}),
    "a folder as time zone": bad(customer={"time_zone": "America"}),
    "no language": bad(customer={"locale": ""}),
    "a language without end": bad(customer={"locale": "zh-" * 20}),
    "more earlier ids than anyone has": bad(customer={"previous_ids": [f"u-{n}" for n in range(21)]}),
    "an earlier id of nobody": bad(customer={"previous_ids": [""]}),
    "a discount in another currency": bad(discount={"amount": "1.00", "currency": "USD"}),
    "an item's discount in another currency": bad(items=[{**ITEM, "discount": {"amount": "1.00", "currency": "USD"}}]),
    "a compensation in another currency": bad(
        compensations=[{**COMPENSATION, "amount": {"amount": "1.00", "currency": "USD"}}]
    ),
    "one compensation id twice": bad(compensations=[COMPENSATION, COMPENSATION]),
    "an unknown way to the consumer": bad(fulfilment="drone"),
    "an unknown way of paying": bad(payment="shells"),
    "cancelled by nobody": bad(cancellations=[{"at": instant(NOW)}]),
    "less than no pieces": bad(items=[{**ITEM, "quantity": -1}]),
    "no pieces in a parcel": bad(parcels=[{**PARCEL, "items": [{"sku": "a", "quantity": 0}]}]),
    "a number that nobody can say": bad(number="9" * 65),
    "an order id longer than any": bad(order_id="1" * 65),
    "no order id": bad(order_id=""),
    "consent in words": bad(customer={"consent": {"service_calls": "yes"}}),
    "consent as a number": bad(customer={"consent": {"service_calls": 1}}),
    "an order id with a space": bad(order_id="CL 2026"),
    "an order id with a newline": bad(order_id="CL2026\n"),
    "a merchant id longer than an index holds": bad(merchant={"merchant_id": "商" * 3000, "name": "x"}),
    "a parcel id longer than an index holds": bad(parcels=[{**PARCEL, "parcel_id": "包" * 3000}]),
    "a refund id longer than an index holds": bad(refunds=[{**REFUND, "refund_id": "退" * 3000}]),
    "a merchant nested two thousand levels deep": bad(merchant={"merchant_id": "m", "name": deep(2000)}),
    "an order nested two thousand levels deep": bad({"order": deep(2000)}),
}  # fmt: skip

ODD: dict[str, Any] = {
    "a whole float as version": bad({"version": 3.0}),
    "a field of a later time, two thousand levels deep": bad(new_field={"deep": deep(2000)}),
    "every kind of quote": bad(address={"detail": "O'Hara; DROP TABLE orders; -- \\ \" 🌙"}),
    "the longest id and the highest amount": bad(
        order_id="-" * 40, paid_at=None, total={"amount": "999999999999.99", "currency": "CNY"}
    ),
    "small letters and nine decimals in an instant": bad(
        placed_at="2026-11-24t04:00:00.123456789z", presale_dispatch_at="2026-11-24T04:00:00-00:00"
    ),
    "an order id of a small shop": bad(order_id="#7"),
    "a language that nobody here speaks": bad(customer={"locale": "fr-CA"}),
    "three decimals where they exist": bad(
        items=[{**ITEM, "price": {"amount": "12.505", "currency": "KWD"}}],
        total={"amount": "12.500", "currency": "KWD"},
    ),
    "four decimals that are zero": bad(total={"amount": "1.0000", "currency": "CNY"}),
    "a line without an sku": bad(items=[{**ITEM, "sku": None}, {**ITEM, "sku": ""}]),
    "a line that was removed": bad(items=[ITEM, {**ITEM, "sku": "b", "quantity": 0}]),
    "only lines that were removed": bad(items=[{**ITEM, "quantity": 0}]),
    "a parcel that nobody can track": bad(
        parcels=[{"parcel_id": "P1", "dispatched_at": instant(NOW)}], status="dispatched"
    ),
    "everything that deeds need": bad(
        number="#1047 · café",
        fulfilment="pick_up",
        payment="on_delivery",
        discount=YUAN,
        merchant={"merchant_id": "m-1", "name": "江南衣坊", "tier": "gold", "email": "shop@example.com"},
        items=[{**ITEM, "category": "shoes", "variant": "42", "discount": YUAN, "shipping": YUAN}],
        parcels=[
            {**PARCEL, "kind": "resend", "expected_at": instant(NOW), "scans": [{"at": instant(NOW), "code": "lost"}]}
        ],
        refunds=[
            {
                **REFUND,
                "scope": "shipping",
                "reason": "any words",
                "status": "failed",
                "failed_at": instant(NOW),
                "items": [{"sku": "a", "quantity": 1}],
                "request_id": "r",
                "decided_by": "platform",
                "decision": "账户已注销",
            }
        ],
        freight={"claim": {**CLAIM, "request_id": "r", "decision": "已到账"}},
        compensations=[{**COMPENSATION, "items": [{"sku": "a", "quantity": 1}], "to": "微信零钱", "request_id": "r"}],
        cancellations=[
            {"at": instant(NOW), "by": "merchant", "reason": "缺货", "items": [{"sku": "a", "quantity": 1}]}
        ],
        answers=[{"remedy_id": "r", "status": "accepted", "at": instant(NOW), "expected_by": instant(NOW)}],
        return_address={"recipient": "售后", "city": "杭州市"},
        invoice={"state": "issued", "title": "某公司", "at": instant(NOW), "url": "https://example.com/1.pdf"},
    ),
    "empty lists": bad(
        parcels=[{**PARCEL, "scans": [], "items": [], "delivered_at": None}], freight={"claim": None}, refunds=[]
    ),
}
