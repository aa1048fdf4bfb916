"""Telling of parcels: each by name, where it is and since when; what is stuck gets pushed."""

from __future__ import annotations

from datetime import datetime

from actions.deeds.undeliverable import is_gone, is_lost, offer_for_gone
from actions.deeds.urging import urge_for
from actions.talk import Talk
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, Rule, deadlines_of
from careline.core.orders import Order, Parcel, Scan, ScanCode
from careline.core.rules import ShopRules
from understanding.couriers import pickup_code_in, ready_to_collect
from understanding.words import said_by

_TOLD_AT_MOST = {False: 4, True: 2}  # on screen, aloud
_COURIERS = frozenset(
    {
        Rule.NO_PICKUP,
        Rule.NO_SCAN,
        Rule.PARCEL_EXCEPTION,
        Rule.PARCEL_DAMAGED,
        Rule.HELD_BY_CUSTOMS,
        Rule.ATTEMPT_FAILED,
    }
)
"""What the courier can be pushed about: not goods that wait for the consumer, nor those that go back or are lost."""
_TELLING = frozenset(
    {
        ScanCode.CUSTOMS, ScanCode.ATTEMPT_FAILED, ScanCode.AT_PICKUP_POINT, ScanCode.EXCEPTION, ScanCode.DAMAGED,
        ScanCode.LOST, ScanCode.RETURNED, ScanCode.BACK_AT_SENDER,
    }
)  # fmt: skip
"""Scans whose words say more than where the parcel is."""


async def tell_parcels(talk: Talk, order: Order) -> None:
    """Tell each parcel by name, those still under way first; push what is stuck."""
    missed = _missed(order, talk.now, talk.rules)
    parcels = sorted(_current(order), key=lambda parcel: parcel.arrived)
    if len(parcels) > 1:
        talk.say(
            "utter_parcels_several",
            goods=talk.goods(order),
            count=talk.counted(len(parcels), "个", "parcel", "parcels"),
        )
    for parcel in parcels[: _TOLD_AT_MOST[talk.spoken]]:
        _tell_parcel(talk, order, parcel, missed.get(parcel.parcel_id))
    if order.not_dispatched():
        left = phrases.goods_list(order.not_dispatched(), talk.language, spoken=talk.spoken)
        talk.say("utter_rest_not_sent", left=left)
    if any(deadline.rule in _COURIERS for deadline in missed.values()):
        await urge_for(talk, order, BlockKind.LOGISTICS)
    await offer_for_gone(talk, order)


def _current(order: Order) -> list[Parcel]:
    """All but those in whose place others were sent."""
    return [parcel for parcel in order.parcels if not order.replaced(parcel)]


def _tell_parcel(talk: Talk, order: Order, parcel: Parcel, missed: Deadline | None) -> None:
    goods, name = _inside(talk, order, parcel), talk.parcel(parcel)
    handed, scan = phrases.handed_over(parcel), parcel.last_scan
    if handed and parcel.arrived:
        talk.say("utter_parcel_arrived", goods=goods, parcel=name, at=talk.at(handed[0]))
    elif order.has_come(parcel):  # the platform's word alone
        talk.say("utter_handed_over_untracked", goods=goods)
    elif missed and missed.rule is Rule.NO_PICKUP:
        waited = talk.lasting(talk.now - missed.since)
        talk.say("utter_parcel_not_picked_up", goods=goods, parcel=name, at=talk.at(missed.since), waited=waited)
    elif scan is None:
        talk.say("utter_parcel_no_scan", goods=goods, parcel=name, at=talk.at(parcel.dispatched_at))
    else:
        _tell_last_scan(talk, parcel, scan, goods, missed)
    _tell_in_the_couriers_words(talk, parcel)


def _tell_last_scan(talk: Talk, parcel: Parcel, scan: Scan, goods: str, missed: Deadline | None) -> None:
    name = talk.parcel(parcel)
    line = phrases.scan_line(scan, talk.now, talk.customer.time_zone, talk.language, spoken=talk.spoken)
    if parcel.back:
        talk.say("utter_parcel_back", goods=goods, parcel=name, line=line)
    elif parcel.returning:
        talk.say("utter_parcel_returning", goods=goods, parcel=name, line=line)
    elif is_lost(scan):
        talk.say("utter_parcel_lost", goods=goods, parcel=name, line=line)
    elif _to_collect(scan):
        talk.say("utter_parcel_to_collect", goods=goods, parcel=name, line=line)
    elif missed and missed.rule in _COURIERS:
        waited = talk.lasting(talk.now - scan.at)
        talk.say("utter_parcel_stalled", goods=goods, parcel=name, line=line, waited=waited)
    elif scan.code is ScanCode.OUT_FOR_DELIVERY:
        talk.say("utter_parcel_out", goods=goods, parcel=name, line=line)
    else:
        talk.say("utter_parcel_moving", goods=goods, parcel=name, line=line)


def _to_collect(scan: Scan) -> bool:
    """Whether it waits to be collected; some couriers tell of it in words alone, or by the code to collect it by."""
    told = scan.code is ScanCode.ARRIVED and ready_to_collect(scan.text)
    return told or scan.code is ScanCode.AT_PICKUP_POINT or bool(pickup_code_in(scan.text))


def _tell_in_the_couriers_words(talk: Talk, parcel: Parcel) -> None:
    """Tell why it is held up or goes back, the code to collect it, whom to call, as the courier wrote it."""
    scan = parcel.last_scan if parcel.back or not parcel.returning else _turned(parcel)
    words = said_by(scan.text) if scan else ""
    asked = talk.heard.says("couriers_words") or talk.heard.entity("follow_up") == "why"
    if not (scan and words) or talk.spoken or not (asked or scan.code in _TELLING or _to_collect(scan)):
        return
    if phrases.is_english(talk.language) and any("\u4e00" <= sign <= "\u9fff" for sign in words):
        return
    talk.say("utter_courier_says", words=words)


def _turned(parcel: Parcel) -> Scan | None:
    """The scan with which it turned back; what comes after it is only the way."""
    return next((scan for scan in parcel.scans if scan.code is ScanCode.RETURNED), parcel.last_scan)


def _inside(talk: Talk, order: Order, parcel: Parcel) -> str:
    """The goods of one of several parcels, where the platform told us; else the order's."""
    if len(order.parcels) == 1 or parcel.contents is None:
        return talk.goods(order)
    items = {item.sku: item for item in order.items}
    goods = tuple((items[sku], number) for sku, number in parcel.contents if sku in items)
    return phrases.goods_list(goods, talk.language, spoken=talk.spoken) if goods else talk.goods(order)


def _missed(order: Order, now: datetime, rules: ShopRules) -> dict[str, Deadline]:
    """The missed promise of each stalled parcel, by parcel id."""
    found = (deadline for deadline in deadlines_of(order, rules) if deadline.kind is BlockKind.LOGISTICS)
    return {deadline.subject: deadline for deadline in found if deadline.due <= now}


def stalled(order: Order, now: datetime, rules: ShopRules) -> bool:
    """Whether the courier has to be pushed."""
    return any(deadline.rule in _COURIERS for deadline in _missed(order, now, rules).values())


def under_way(order: Order) -> bool:
    """Whether anything may still reach the consumer; the platform's word that it has come is believed."""
    return any(not order.has_come(parcel) and not is_gone(order, parcel) for parcel in _current(order))
