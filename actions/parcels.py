"""Telling of parcels: each by name, where it is and since when; what is stuck gets pushed."""

from __future__ import annotations

from datetime import datetime

from actions.talk import Talk
from actions.urging import urge_for
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, Rule, deadlines_of
from careline.core.orders import Order, Parcel, ScanCode
from careline.core.rules import ShopRules

_TOLD_AT_MOST = {False: 4, True: 2}  # on screen, aloud


async def tell_parcels(talk: Talk, order: Order) -> None:
    """Each parcel by name, those still under way first; what is stuck gets pushed."""
    missed = _missed(order, talk.now, talk.rules)
    parcels = sorted(order.parcels, key=lambda parcel: parcel.arrived)
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
    if missed:
        await urge_for(talk, order, BlockKind.LOGISTICS)


def _tell_parcel(talk: Talk, order: Order, parcel: Parcel, missed: Deadline | None) -> None:
    goods, name = _inside(talk, order, parcel), talk.parcel(parcel)
    handed, scan = phrases.handed_over(parcel), parcel.last_scan
    if handed:
        talk.say("utter_parcel_arrived", goods=goods, parcel=name, at=talk.at(handed[0]))
    elif missed and missed.rule is Rule.NO_PICKUP:
        waited = talk.lasting(talk.now - missed.since)
        talk.say("utter_parcel_not_picked_up", goods=goods, parcel=name, at=talk.at(missed.since), waited=waited)
    elif scan is None:
        talk.say("utter_parcel_no_scan", goods=goods, parcel=name, at=talk.at(parcel.dispatched_at))
    else:
        line = phrases.scan_line(scan, talk.now, talk.customer.time_zone, talk.language, spoken=talk.spoken)
        if missed:
            waited = talk.lasting(talk.now - scan.at)
            talk.say("utter_parcel_stalled", goods=goods, parcel=name, line=line, waited=waited)
        elif parcel.returning:
            talk.say("utter_parcel_returning", goods=goods, parcel=name, line=line)
        elif scan.code is ScanCode.OUT_FOR_DELIVERY:
            talk.say("utter_parcel_out", goods=goods, parcel=name, line=line)
        else:
            talk.say("utter_parcel_moving", goods=goods, parcel=name, line=line)


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
    return bool(_missed(order, now, rules))


def under_way(order: Order) -> bool:
    return any(not parcel.arrived and not parcel.returning for parcel in order.parcels)


def silent_since(parcel: Parcel) -> datetime:
    """When the courier was last heard of: the last scan, else the dispatch."""
    return parcel.last_scan.at if parcel.last_scan else parcel.dispatched_at
