"""A parcel's way from shop to consumer: where it passes, what each scan says, how the scans lie in time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from random import Random
from typing import TYPE_CHECKING, Any

from careline.demo.couriers import courier_for
from careline.demo.places import BY_NAME, EXPORT_HUBS, HUBS, City

if TYPE_CHECKING:
    from careline.demo.draft import Draft


class Reach(IntEnum):
    """How far a parcel has got = how many scans it has."""

    NOWHERE = 0
    PICKED_UP = 1
    LEFT = 2
    AT_HUB = 3
    LEFT_HUB = 4
    IN_CITY = 5
    OUT = 6
    SIGNED = 7


_CODES = ("picked_up", "departed", "arrived", "departed", "arrived", "out_for_delivery", "delivered")
_ZH = (
    "【{origin}】{courier}已揽收快件",
    "快件已从【{origin}分拨中心】发出，下一站【{hub}转运中心】",
    "快件到达【{hub}转运中心】",
    "快件已从【{hub}转运中心】发出，下一站【{city}】",
    "快件到达【{city}】营业部",
    "【{city}】快件正在派送，请保持电话畅通",
    "快件已签收，签收方式：{signed}",
)
_EN = (
    "Picked up by {courier} in {origin}",
    "Left the {origin} sorting centre for {hub}",
    "Arrived at the {hub} export hub",
    "Customs cleared, left {hub} for {city}",
    "Arrived at the delivery station in {city}",
    "Out for delivery in {city}",
    "Delivered: {signed}",
)
_SIGNED_ZH = ("本人签收", "家门口", "丰巢柜", "菜鸟驿站", "物业代收")
_SIGNED_EN = ("signed by recipient", "left at the door", "handed to the concierge")
_STUCK = ("【{place}】快件滞留，正在核实处理", "Held at {place}, being looked into")
_RETURNED = ("【{place}】收件人拒收，快件退回寄件方", "Refused by the recipient, on its way back from {place}")


@dataclass(frozen=True, slots=True)
class Route:
    """Names of the stations, in the consumer's language, and the language itself."""

    origin: str
    hub: str
    city: str
    english: bool

    @classmethod
    def between(cls, origin: str, home: City, address: dict[str, Any], rng: Random) -> Route:
        """From the shop's city to the address: by a mainland hub, or an export hub if the consumer lives abroad."""
        english = home.country != "CN"
        ends = {origin, address["city"]}
        hub = rng.choice([hub for hub in (EXPORT_HUBS if english else HUBS) if hub.name not in ends])
        if english:
            return cls(BY_NAME[origin].name_en, hub.name_en, home.name_en, english)
        # within one city a parcel does not travel the country
        return cls(origin, origin if len(ends) == 1 else hub.name, address["city"], english)

    def scan(self, step: int, at: str, courier: str, signed: str) -> dict[str, Any]:
        """The scan of this step (0 = picked up)."""
        place = (self.origin, self.origin, self.hub, self.hub, self.city, self.city, self.city)[step]
        text = (_EN if self.english else _ZH)[step]
        text = text.format(origin=self.origin, hub=self.hub, city=self.city, courier=courier, signed=signed)
        return {"at": at, "code": _CODES[step], "place": place, "text": text}


def _times(left: float, last: float, count: int, rng: Random) -> list[float]:
    """Hours ago of `count` scans of a parcel that left `left` hours ago; falling, the newest exactly at `last`."""
    step = (left - last) / count
    return [left - step * (number + rng.uniform(-0.35, 0.35)) for number in range(1, count)] + [last]


def parcel(draft: Draft, number: int, left: float, last: float, reach: Reach, *, stuck: bool = False) -> dict[str, Any]:
    """A parcel that left `left` hours ago, newest scan `last` hours ago; `stuck`: that scan reports an exception."""
    courier = courier_for(draft.rng, abroad=draft.who.english)
    name = courier.name_en if draft.who.english else courier.name
    signed = draft.rng.choice(_SIGNED_EN if draft.who.english else _SIGNED_ZH)
    dispatched_at = draft.fact(left)
    times = _times(left, last, reach, draft.rng) if reach else []
    scans = [draft.route.scan(step, draft.fact(hours), name, signed) for step, hours in enumerate(times)]
    if stuck:
        scans[-1] = _odd(scans[-1], "exception", _STUCK[draft.who.english])
    return {
        "parcel_id": f"{draft.order_id}-P{number}",
        "courier": name,
        "tracking_no": courier.number(draft.serial * 8 + number),
        "dispatched_at": dispatched_at,
        "delivered_at": scans[-1]["at"] if reach == Reach.SIGNED else None,
        "scans": scans,
    }


def refused(draft: Draft, hours: float) -> None:
    """The consumer refused the last parcel: it goes back, scanned this many hours ago."""
    scans = draft.order["parcels"][-1]["scans"]
    scans.append(_odd({**scans[-1], "at": draft.fact(hours)}, "returned", _RETURNED[draft.who.english]))


def _odd(scan: dict[str, Any], code: str, text: str) -> dict[str, Any]:
    """This scan with an unusual code and the sentence that goes with it."""
    return {**scan, "code": code, "text": text.format(place=scan["place"])}
