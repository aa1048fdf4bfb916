"""The parcel that is spoken of, and what its scans tell: shared by delivery, missing parcels and addresses. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from actions.deeds.some_items import coded
from actions.deeds.undeliverable import gone_items, is_gone, is_lost
from actions.matters.answer import Offer, Say, say
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, Rule
from careline.core.guarantees import RightKind, RightState
from careline.core.money import Money
from careline.core.orders import Fulfilment, OrderStatus, Parcel, ParcelKind, Quantities, Scan, ScanCode
from careline.core.paid import both, takes_back
from careline.core.pieces import contents_of
from careline.core.remedies import REPLACES, RemedyKind
from understanding.couriers import kept_for, phones_in, pickup_code_in, ready_to_collect, short_name
from understanding.reading import read
from understanding.words import said_by


class Standing(StrEnum):
    """Where the parcel that is spoken of is. `UNTOLD`: sent, but nobody tells of a parcel."""

    UNSENT = "unsent"
    CLOSED = "closed"
    UNTOLD = "untold"
    NO_SCAN = "no_scan"
    MOVING = "moving"
    OUT = "out"
    TO_COLLECT = "to_collect"
    ATTEMPT_FAILED = "attempt_failed"
    CUSTOMS = "customs"
    HELD = "held"
    LOST = "lost"
    RETURNING = "returning"
    BACK = "back"
    ARRIVED = "arrived"


_BY_SCAN = {
    ScanCode.OUT_FOR_DELIVERY: Standing.OUT, ScanCode.AT_PICKUP_POINT: Standing.TO_COLLECT,
    ScanCode.ATTEMPT_FAILED: Standing.ATTEMPT_FAILED, ScanCode.CUSTOMS: Standing.CUSTOMS,
    ScanCode.EXCEPTION: Standing.HELD, ScanCode.DAMAGED: Standing.HELD, ScanCode.LOST: Standing.LOST,
    ScanCode.INFO_RECEIVED: Standing.NO_SCAN,
}  # fmt: skip
GONE = frozenset({Standing.LOST, Standing.RETURNING, Standing.BACK})
"""It will not come by itself any more."""
UNDER_WAY = frozenset(
    {
        Standing.NO_SCAN, Standing.MOVING, Standing.OUT, Standing.ATTEMPT_FAILED, Standing.CUSTOMS, Standing.HELD,
    }
)  # fmt: skip
"""The courier is bringing it to the door."""
_COURIERS_TURN = frozenset(
    {
        Rule.NO_PICKUP,
        Rule.NO_SCAN,
        Rule.PARCEL_EXCEPTION,
        Rule.PARCEL_DAMAGED,
        Rule.HELD_BY_CUSTOMS,
        Rule.ATTEMPT_FAILED,
    }
)


def parcels_of(view: View) -> list[Parcel]:
    """All but those in whose place others were sent; what has not come first."""
    every = [parcel for parcel in view.order.parcels if not view.order.replaced(parcel)]
    return sorted(every, key=lambda parcel: (has_come(view, parcel), is_gone(view.order, parcel)))


def has_come(view: View, parcel: Parcel) -> bool:
    """Whether the consumer has it. That an order was delivered says nothing of what is sent after it."""
    return parcel.arrived if parcel.kind is not ParcelKind.ORIGINAL else view.order.has_come(parcel)


def parcel_of(view: View) -> Parcel | None:
    """The one that the words mean: by what is in it or by its courier, else the first that has not come."""
    every = parcels_of(view)
    by_goods = [one for one in every if view.items and both(contents_of(view.order, one), view.items)]
    by_courier = [one for one in every if _named(view, one)]
    if not by_goods and still_at_shop(view):
        return None
    return next(iter(by_goods or by_courier or every), None)


def still_at_shop(view: View) -> bool:
    """Whether the words mean what the shop has not sent, of an order that is sent in part."""
    left = tuple((item.sku, count) for item, count in view.order.not_dispatched())
    if not left or not view.order.parcels or view.says("the_sent_one"):
        return False
    return bool(both(left, view.items)) if view.items else view.says("chase_the_shop")


def _named(view: View, parcel: Parcel) -> bool:
    name = short_name(parcel.courier)
    return len(name) > 1 and view.said.names(name)


def standing(view: View, parcel: Parcel | None) -> Standing:
    """Where this parcel is; without one, how far the order is."""
    order = view.order
    if order.status is OrderStatus.CANCELLED or order.fulfilment is not Fulfilment.SHIP:
        return Standing.CLOSED
    if parcel is None and still_at_shop(view):
        return Standing.UNSENT
    if parcel is None:
        come = order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED}
        return Standing.ARRIVED if come else Standing.UNTOLD if order.sent else Standing.UNSENT
    if has_come(view, parcel):
        return Standing.ARRIVED
    if parcel.returning:
        return Standing.BACK if parcel.back else Standing.RETURNING
    last = parcel.last_scan
    if last is None:
        return Standing.NO_SCAN
    if is_lost(last):
        return Standing.LOST
    if last.code is ScanCode.EXCEPTION and read(last.text).says("customs"):
        return Standing.CUSTOMS  # some couriers tell of it in words alone
    coded = last.code not in _BY_SCAN and pickup_code_in(last.text)
    if coded or (last.code is ScanCode.ARRIVED and ready_to_collect(last.text)):
        return Standing.TO_COLLECT  # couriers tell of it in words alone, or by the code to collect it by
    return _BY_SCAN.get(last.code, Standing.MOVING)


def collect_until(parcel: Parcel) -> datetime | None:
    """Until when the courier itself wrote that it keeps the parcel; None where it did not."""
    last = parcel.last_scan
    kept = kept_for(last.text) if last else None
    return last.at + kept if last and kept else None


def promise(view: View, parcel: Parcel | None) -> Deadline | None:
    """Until when it may stand still by the shop rules, missed or not."""
    return next(
        (one for one in view.deadlines(BlockKind.LOGISTICS) if parcel and one.subject == parcel.parcel_id), None
    )


def given_up_from(view: View, parcel: Parcel) -> datetime:
    """From when on the money or another one may be asked for if nothing is scanned any more, by the shop rules."""
    return silent_since(parcel) + view.rules.terms.stalled_after


def silent_since(parcel: Parcel) -> datetime:
    """When the courier was last heard of: the last scan, else the dispatch."""
    return parcel.last_scan.at if parcel.last_scan else parcel.dispatched_at


def overdue(view: View, parcel: Parcel | None) -> Deadline | None:
    """The missed promise of this parcel that the courier can be pushed about."""
    found = promise(view, parcel)
    return found if found and found.due <= view.now and found.rule in _COURIERS_TURN else None


# Values in words


def goods_in(view: View, parcel: Parcel | None) -> str:
    """What is in it, where several parcels tell that; else what the order is called."""
    if parcel is None or len(view.order.parcels) == 1 or parcel.contents is None:
        return view.goods()
    return view.goods(contents_of(view.order, parcel) or None)


def courier_of(view: View, parcel: Parcel | None) -> str:
    """中通快递; the courier, where nobody told which."""
    return (parcel.courier if parcel else "") or view.either("快递", "the courier")


def number_of(view: View, parcel: Parcel) -> str:
    """Its whole tracking number, aloud digit by digit; empty where there is none."""
    return phrases.digit_by_digit(parcel.tracking_no, view.language) if view.spoken else parcel.tracking_no.strip()


def line_of(view: View, parcel: Parcel) -> str:
    """Its last scan with its time; before the first one, when it was sent."""
    if scan := parcel.last_scan:
        return phrases.scan_line(scan, view.now, view.customer.time_zone, view.language, spoken=view.spoken)
    at = view.at(parcel.dispatched_at)
    space = "" if view.spoken else " "
    return view.either(f"{at}{space}发出，快递还没揽收", f"sent {at}, not picked up by the courier yet")


def words_of(view: View, parcel: Parcel | None) -> str:
    """What the courier wrote with the scan that counts: the delivery, the turning back, else the last; may be empty."""
    if parcel is None:
        return ""
    handed = phrases.handed_over(parcel) if view.order.has_come(parcel) else None
    if handed:
        return said_by(handed[1])
    turned = [scan for scan in parcel.scans if scan.code is ScanCode.RETURNED and scan.text]
    last = turned[-1] if parcel.returning and turned else parcel.last_scan
    return said_by(last.text) if last else ""


def phone_of(view: View, parcel: Parcel | None) -> str:
    """A telephone number that the courier wrote with a scan, the newest first; empty where there is none."""
    for scan in reversed(parcel.scans if parcel else ()):
        if found := _phone_in(scan, parcel):
            return phrases.digit_by_digit(found, view.language) if view.spoken else found
    return ""


def words_with_phone(parcel: Parcel) -> str:
    """What the courier wrote with that number: whose it is, as a rule; empty where there is none."""
    return next((said_by(scan.text) for scan in reversed(parcel.scans) if _phone_in(scan, parcel)), "")


def _phone_in(scan: Scan, parcel: Parcel | None) -> str:
    number = parcel.tracking_no if parcel else ""
    return next((one for one in phones_in(scan.text) if one not in number), "")


def code_of(view: View, parcel: Parcel | None) -> str:
    """The code to collect it by, as the courier wrote it; empty where there is none."""
    for scan in reversed(parcel.scans if parcel else ()):
        if code := pickup_code_in(scan.text):
            return phrases.digit_by_digit(code, view.language) if view.spoken else code
    return ""


def address_of(view: View) -> str:
    """Where the order goes, as it was told; empty where it was not."""
    address = view.order.address
    parts = (
        (address.detail, address.city, address.region)
        if view.english
        else (address.region, address.city, address.detail)
    )
    return (", " if view.english else "").join(part for part in parts if part)


# What is under way about it


def courier_pushed(view: View) -> Remedy | None:
    """The latest word to the courier that an answer is due for."""
    return view.open_remedy(RemedyKind.URGE_COURIER)


def settled_by(view: View) -> bool:
    """Whether money back or goods sent again are under way, or the money has been paid back."""
    refunds = any(takes_back(refund) for refund in view.order.refunds)
    return refunds or view.open_remedy(*REPLACES) is not None


def money_for(view: View, items: Quantities | None) -> Money:
    """What comes back where these items do not come: what the right owes, else what was paid for them."""
    if view.order.paid_at is None:
        return Money(0, view.order.total.currency)
    owed = (
        right.amount
        for right in view.rights
        if right.right is RightKind.PARCEL_LOST and right.state is RightState.CLAIMABLE
        and right.items == items and RemedyKind.REFUND in right.deeds
    )  # fmt: skip
    return next((amount for amount in owed if amount), None) or view.back(items)


def items_lost(view: View) -> Quantities | None:
    """What is spoken of as lost: what is in parcels that are gone, else in the one that is meant. None: all of it."""
    gone = gone_items(view.order)
    if gone is None or gone:
        return gone
    parcel = parcel_of(view)
    if parcel is None or len(view.order.parcels) == 1:
        return view.items
    return contents_of(view.order, parcel) or None


def offer_of_money(items: Quantities | None) -> Offer:
    """A yes asks for the money back, for what did not come."""
    return Offer(asked=Asked.CONFIRM_REFUND, items=items, keep={"reason": "lost"})


def offer_to_send_again(items: Quantities | None) -> Offer:
    """A yes has it sent again."""
    return Offer(asked=Asked.CONFIRM_RESEND, items=items, keep={"reason": "lost"})


def resend_button(view: View, items: Quantities | None) -> list[Mapping[str, Any]]:
    """[补发] beside an offer of money; none on the phone."""
    if view.spoken:
        return []
    entities = {"order_id": view.order.order_id, "deed": "resend"} | ({"items": coded(items)} if items else {})
    payload = {"intent": "report_damaged_or_wrong", "entities": entities}
    return [{"title": view.either("补发", "Send it again"), "payload": payload}]


def say_numbers(view: View, only: Parcel | None = None) -> tuple[Say, ...]:
    """Courier and whole number of each parcel, or of one; those that have not come first."""
    every = [only] if only else parcels_of(view)[: 2 if view.spoken else 4]
    return tuple(
        say("utter_delivery_number", goods=goods_in(view, one), courier=courier_of(view, one), number=number)
        for one in every
        if (number := number_of(view, one))
    )
