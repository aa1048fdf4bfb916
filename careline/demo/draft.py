"""An order being written. The stories in healthy.py, aftersales.py and blocked.py give a draft its past.

All times are hours before `now` (floats, so 2.5 is two and a half hours ago; negative is ahead); they leave here as
RFC 3339 instants at the shop's own offset, +08:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal

from careline.demo.goods import Good, Merchant
from careline.demo.parcels import Reach, Route, parcel
from careline.demo.people import Consumer

RefundKind = Literal["refund_only", "return_refund", "exchange"]
_PAYMENT_ZH = ("微信零钱", "支付宝余额", "招商银行储蓄卡(尾号 4021)", "工商银行储蓄卡(尾号 7736)", "花呗")
_PAYMENT_EN = ("Visa ending 4242", "Mastercard ending 0119", "PayPal", "Apple Pay")


def yuan(fen: int) -> dict[str, str]:
    """Money as the feed sends it: 12900 fen → {"amount": "129.00", "currency": "CNY"}."""
    return {"amount": f"{fen // 100}.{fen % 100:02d}", "currency": "CNY"}


def instant(moment: datetime) -> str:
    """An aware moment as the feed sends it: RFC 3339 to the second, at the offset the moment carries."""
    return moment.isoformat(timespec="seconds")


def _kept(guarantee: str, rng: Random) -> bool:
    """Does this order carry what its shop offers? Returns always, the others mostly."""
    return guarantee == "return_7_days" or rng.random() < 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order."""

    good: Good
    quantity: int


class Draft:
    """One order in the making: consumer, shop, goods and address stand; a story writes what has happened to it."""

    def __init__(
        self, order_id: str, serial: int, who: Consumer, shop: Merchant, lines: list[Line],
        *, address: dict[str, Any], now: datetime, rng: Random,
    ) -> None:  # fmt: skip
        self.order_id, self.serial, self.who, self.shop, self.lines = order_id, serial, who, shop, lines
        self.now, self.rng = now, rng
        self.changes = 0  # how many facts were written, which makes the version
        self.newest = float("inf")  # hours since the newest fact
        self.first = 0.0  # hours since the order was placed
        self.fen = sum(line.good.fen * line.quantity for line in lines)
        self.remote: bool = address["remote"]
        self.route = Route.between(shop.city, who.city, address, rng)
        self.order: dict[str, Any] = {
            "order_id": order_id,
            "merchant": {"merchant_id": shop.merchant_id, "name": shop.name},
            "items": [self._item(line) for line in lines],
            "total": yuan(self.fen),
            "shipping_fee": yuan(6800 if who.english else 1200 if self.remote else 0),
            "address": {"recipient": who.name, **({"phone": who.phone} if who.phone else {}), **address},
            "guarantees": ["dispatch_on_time", *(name for name in shop.guarantees if _kept(name, rng))],
        }
        if "freight_insurance" in self.order["guarantees"]:
            self.order["freight"] = {"insured": True}

    def _item(self, line: Line) -> dict[str, Any]:
        title = line.good.title_en if self.who.english else line.good.title
        return {"sku": line.good.sku, "title": title, "quantity": line.quantity, "price": yuan(line.good.fen)}

    def between(self, low: float, high: float) -> float:
        """Some number of hours in this range."""
        return self.rng.uniform(low, high)

    @property
    def pace(self) -> float:
        """How much longer than an ordinary mainland journey this parcel takes."""
        return 2.0 if self.who.english else 1.6 if self.remote else 1.0

    def at(self, hours: float) -> str:
        """The instant this many hours ago (ahead, if negative); no fact, just a date."""
        return instant(self.now - timedelta(seconds=round(hours * 3600)))

    def fact(self, hours: float) -> str:
        """The instant of something that has happened: counts as a change of the order."""
        if hours < 0:
            raise ValueError(f"{self.order_id}: a fact cannot lie {-hours:.1f} h ahead")
        self.changes += 1
        self.newest = min(self.newest, hours)
        return self.at(hours)

    def placed(self, hours: float) -> None:
        """Placed, not paid."""
        self.first = hours
        self.order |= {"status": "placed", "placed_at": self.fact(hours), "paid_at": None}

    def paid(self, hours: float, *, due: float | None = None) -> None:
        """Placed a few minutes before it was paid; `due`: the platform's own dispatch deadline, in hours ago."""
        self.placed(hours + self.between(0.02, 0.3))
        self.order |= {"status": "paid", "paid_at": self.fact(hours)}
        if due is not None:
            self.order["dispatch_deadline"] = self.at(due)

    def presale(self, promised: float) -> None:
        """A presale, promised to be dispatched then (hours ago; negative: still ahead)."""
        self.order |= {"presale": True, "presale_dispatch_at": self.at(promised)}

    def sent(
        self, hours: float, last: float, reach: Reach, *, only: list[Line] | None = None, stuck: bool = False
    ) -> None:
        """A parcel left `hours` ago and was last scanned `last` hours ago, having got as far as `reach`."""
        parcels = self.order.setdefault("parcels", [])
        number = len(parcels) + 1
        box = parcel(self, number, hours, last, reach, stuck=stuck)
        if only is not None:
            box["items"] = [{"sku": line.good.sku, "quantity": line.quantity} for line in only]
        parcels.append(box)
        self.order["status"] = "dispatched"

    def arrived(self, hours: float) -> None:
        """The ordinary past of an order whose one parcel was signed for this many hours ago."""
        left = hours + self.between(30, 66) * self.pace
        self.paid(left + self.between(3, 40))
        self.sent(left, hours, Reach.SIGNED)
        self.order["status"] = "delivered"

    def refund(
        self, kind: RefundKind, reason: str, status: str, requested: float,
        *, approved: float | None = None, sent: float | None = None, received: float | None = None,
        paid: float | None = None,
    ) -> None:  # fmt: skip
        """A refund of the whole order (an exchange returns no money), with what has happened to it so far."""
        refunds = self.order.setdefault("refunds", [])
        steps = {"approved_at": approved, "goods_sent_at": sent, "goods_received_at": received, "paid_at": paid}
        refunds.append({
            "refund_id": f"{self.order_id}-R{len(refunds) + 1}",
            "kind": kind, "reason": reason, "status": status,
            "requested_at": self.fact(requested),
            **{name: None if hours is None else self.fact(hours) for name, hours in steps.items()},
            "amount": yuan(0 if kind == "exchange" else self.fen),
            "to": self.rng.choice(_PAYMENT_EN if self.who.english else _PAYMENT_ZH),
        })  # fmt: skip

    def insure(self) -> dict[str, Any]:
        """Make sure the order carries freight insurance; returns its `freight` for the story to go on."""
        if "freight_insurance" not in self.order["guarantees"]:
            self.order["guarantees"].append("freight_insurance")
        freight: dict[str, Any] = self.order.setdefault("freight", {"insured": True})
        return freight
