"""What may have happened to an order before a conversation begins, each under the name that scripts use.

It is always Tuesday, 24 November 2026, half past two in the afternoon at the consumer's place, so that a script can say
"yesterday 14:30" and mean it. Numbers are hours before that instant (negative: still ahead).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
Past = dict[str, Any]
"""The part of a feed event's order that tells what has happened."""

_WAY = (
    ("picked_up", "温州市", "Wenzhou"),
    ("departed", "温州分拨中心", "Wenzhou sorting centre"),
    ("arrived", "杭州转运中心", "Hangzhou hub"),
    ("out_for_delivery", "西湖营业部", "Xihu station"),
    ("delivered", "西湖营业部", "Xihu station"),
)


def at(hours: float) -> str:
    """The instant so many hours ago, as the feed writes it."""
    return (NOW - timedelta(hours=hours)).isoformat()


def _paid(hours: float, **more: Any) -> Past:
    return {"status": "paid", "placed_at": at(hours + 0.1), "paid_at": at(hours), **more}


def _parcel(number: int, left: float, *scanned: float, **more: Any) -> Past:
    """Left the merchant `left` hours ago; `scanned` are the hours of the first scans of the usual way."""
    scans = [
        {"at": at(hours), "code": code, "place": place, "place_en": place_en}
        for hours, (code, place, place_en) in zip(scanned, _WAY, strict=False)
    ]
    arrived = at(scanned[-1]) if len(scanned) == len(_WAY) else None
    return {"number": number, "dispatched_at": at(left), "delivered_at": arrived, "scans": scans, **more}


def _sent(*parcels: Past, **more: Any) -> Past:
    return _paid(120, status="dispatched", parcels=list(parcels), **more)


def _delivered(hours: float, **more: Any) -> Past:
    way = (hours + 40, hours + 36, hours + 14, hours + 4, hours)
    return _paid(hours + 90, **{"status": "delivered", "parcels": [_parcel(1, hours + 44, *way)], **more})


def _refund(kind: str, status: str, requested: float, reason: str, steps: dict[str, float]) -> Past:
    """`steps` are approved, goods_sent, goods_received and paid, in hours ago."""
    told = {f"{name}_at": at(hours) for name, hours in steps.items()}
    return {"kind": kind, "status": status, "reason": reason, "requested_at": at(requested), **told}


def _refunding(status: str, requested: float, **steps: float) -> Past:
    """Delivered, and the money was asked back `requested` hours ago."""
    return _delivered(requested + 30, refunds=[_refund("refund_only", status, requested, "quality", steps)])


def _returning(status: str, requested: float, **steps: float) -> Past:
    steps |= {"approved": requested - 5}
    return _delivered(requested + 30, refunds=[_refund("return_refund", status, requested, "no_reason", steps)])


def _claiming(status: str, hours: float, *, paid: float | None = None) -> Past:
    """The goods went back, and the return freight was claimed from the insurance `hours` ago."""
    claim = {"status": status, "requested_at": at(hours), "paid_at": None if paid is None else at(paid)}
    back = _returning("approved", hours + 60, goods_sent=hours + 40, goods_received=hours + 2)
    back["refunds"][0] |= {"status": "paid", "paid_at": at(hours)}
    return {**back, "claim": claim}


def _disputed(hours: float) -> Past:
    return {**_claiming("rejected", hours + 30), "disputed_at": at(hours)}


def _refused_parcel(*later: Past) -> Past:
    return _on_its_way(60, _scan(5, "returned", "收件人拒收，快件退回", "Refused by the recipient, going back"), *later)


def _on_its_way(left: float, *scans: Past) -> Past:
    """It came as far as the last station, and then this."""
    parcel = _parcel(1, left, left - 4, left - 10, left - 30, 8)
    return _sent({**parcel, "scans": [*parcel["scans"], *scans]})


def _scan(hours: float, code: str, text: str = "", text_en: str = "") -> Past:
    where = {"place": "西湖营业部", "place_en": "Xihu station"}
    return {"at": at(hours), "code": code, "text": text, "text_en": text_en, **where}


def _rejected() -> Past:
    told = _refunding("rejected", 30)
    told["refunds"][0] |= {
        "decided_by": "merchant", "decision": "商品有使用痕迹", "decision_en": "the goods show signs of use",
    }  # fmt: skip
    return told


def _cancelled_unrefunded(hours: float) -> Past:
    """Paid, then cancelled by the shop, and no refund on record."""
    return _paid(hours + 20, status="cancelled", cancellations=[{"at": at(hours), "by": "merchant", "reason": "缺货"}])


def _in_locker() -> Past:
    told = _delivered(20)
    told["parcels"][0]["scans"][-1] |= {"text": "已放入小区丰巢柜", "text_en": "Left in the parcel locker"}
    return told


SITUATIONS: dict[str, Callable[[], Past]] = {
    "unpaid": lambda: {"status": "placed", "placed_at": at(1), "paid_at": None},
    "just_paid": lambda: _paid(5),  # due Thursday 09:30
    "two_just_paid": lambda: _paid(5, two=True),
    "late_dispatch": lambda: _paid(72),  # was due yesterday 14:30
    "presale": lambda: _paid(96, presale=True, presale_dispatch_at=at(-120)),  # due 29 November 14:30
    "presale_late": lambda: _paid(240, presale=True, presale_dispatch_at=at(48)),  # was due 22 November 14:30
    "cancelled": lambda: _paid(
        60,
        status="cancelled",
        refunds=[_refund("refund_only", "paid", 50, "not_dispatched", {"approved": 50, "paid": 40})],
    ),
    "cancelled_unrefunded": lambda: _cancelled_unrefunded(10),
    "cancelled_unrefunded_late": lambda: _cancelled_unrefunded(80),
    # the article left in time, the socks that belong to it did not
    "half_sent": lambda: _paid(40, two=True, parcels=[_parcel(1, 20, 16, 10, 4, holds="first")]),
    "half_sent_late": lambda: _paid(72, two=True, parcels=[_parcel(1, 50, 46, 40, 20, holds="first")]),
    "packed": lambda: _sent(_parcel(1, 6)),
    "never_picked_up": lambda: _sent(_parcel(1, 30)),
    "in_transit": lambda: _sent(_parcel(1, 40, 36, 30, 5)),  # in Hangzhou since 09:30
    "stalled": lambda: _sent(_parcel(1, 90, 84, 80, 60)),  # no scan since 22 November 02:30
    "out_for_delivery": lambda: _sent(_parcel(1, 50, 46, 40, 20, 3)),  # since 11:30
    "returning": _refused_parcel,  # since 09:30
    "back_at_shop": lambda: _refused_parcel(_scan(2, "back_at_sender")),  # since 12:30
    "to_collect": lambda: _on_its_way(
        60, _scan(4, "at_pickup_point", "请凭取件码 8-3-2016 到菜鸟驿站领取", "Collect it with code 8-3-2016")
    ),  # since 10:30
    "two_parcels": lambda: _paid(
        110,
        status="dispatched",
        two=True,
        parcels=[_parcel(1, 70, 66, 60, 40, 30, 26, holds="first"), _parcel(2, 40, 36, 30, 5, holds="extra")],
    ),
    "delivered": lambda: _delivered(26),  # yesterday 12:30; may go back until 30 November 12:30
    "in_locker": _in_locker,  # yesterday 18:30
    "delivered_long_ago": lambda: _delivered(480, status="completed"),
    "refund_requested": lambda: _refunding("requested", 20),
    "refund_undecided": lambda: _refunding("requested", 80),  # a decision was due 8 hours ago
    "refund_approved": lambda: _refunding("approved", 30, approved=10),  # due tomorrow night
    "refund_overdue": lambda: _refunding("approved", 90, approved=74),  # was due yesterday 12:30
    "refund_rejected": _rejected,
    "refund_paid": lambda: _refunding("paid", 60, approved=40, paid=12),  # today 02:30
    "refund_unsent": lambda: _paid(40, refunds=[_refund("refund_only", "requested", 10, "not_dispatched", {})]),
    "refund_unsent_late": lambda: _paid(90, refunds=[_refund("refund_only", "requested", 60, "not_dispatched", {})]),
    "return_requested": lambda: _delivered(60, refunds=[_refund("return_refund", "requested", 6, "no_reason", {})]),
    "return_approved": lambda: _returning("approved", 30),
    "return_sent": lambda: _returning("approved", 60, goods_sent=30),
    "return_received": lambda: _returning("approved", 120, goods_sent=90, goods_received=48),
    "return_overdue": lambda: _returning("approved", 300, goods_sent=260, goods_received=192),
    "exchange": lambda: _delivered(90, refunds=[_refund("exchange", "approved", 50, "quality", {"approved": 40})]),
    "freight_claimed": lambda: _claiming("requested", 20),
    "freight_overdue": lambda: _claiming("approved", 100),  # was due yesterday 10:30
    "freight_paid": lambda: _claiming("paid", 90, paid=30),  # yesterday 08:30
    "freight_rejected": lambda: _claiming("rejected", 60),
    "freight_disputed": lambda: _disputed(20),
}
