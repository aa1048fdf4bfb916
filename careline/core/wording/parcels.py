"""Parcels and scans: which one, where it is, since when."""

from __future__ import annotations

from datetime import datetime

from careline.core.orders import Parcel, Scan, ScanCode
from careline.core.wording.language import Said, is_english
from careline.core.wording.numbers import spoken_tail
from careline.core.wording.times import instant

_WITH_PLACE = {
    ScanCode.INFO_RECEIVED: Said("{place}已接单，等揽收", "announced to the courier in {place}, not picked up yet"),
    ScanCode.PICKED_UP: Said("在{place}揽收", "picked up in {place}"),
    ScanCode.DEPARTED: Said("从{place}发出", "left {place}"),
    ScanCode.ARRIVED: Said("到达{place}", "arrived in {place}"),
    ScanCode.CUSTOMS: Said("在{place}清关", "with customs in {place}"),
    ScanCode.OUT_FOR_DELIVERY: Said("在{place}派送", "out for delivery in {place}"),
    ScanCode.ATTEMPT_FAILED: Said("在{place}派送没有送到", "could not be delivered in {place}"),
    ScanCode.AT_PICKUP_POINT: Said("放在{place}待取", "ready to be picked up at {place}"),
    ScanCode.DELIVERED: Said("在{place}签收", "delivered in {place}"),
    ScanCode.EXCEPTION: Said("在{place}被快递标为异常", "reported as held up in {place}"),
    ScanCode.DAMAGED: Said("在{place}被快递标为破损", "reported as damaged in {place}"),
    ScanCode.LOST: Said("在{place}被快递标为丢失", "reported as lost in {place}"),
    ScanCode.RETURNED: Said("从{place}退回商家", "on its way back to the shop from {place}"),
    ScanCode.BACK_AT_SENDER: Said("已退回商家，在{place}", "back at the shop in {place}"),
}
_WITHOUT_PLACE = {
    ScanCode.INFO_RECEIVED: Said("快递已接单，等揽收", "announced to the courier, not picked up yet"),
    ScanCode.PICKED_UP: Said("揽收", "picked up"),
    ScanCode.DEPARTED: Said("发往下一站", "left for the next station"),
    ScanCode.ARRIVED: Said("到达中转站", "arrived at a station"),
    ScanCode.CUSTOMS: Said("正在清关", "with customs"),
    ScanCode.OUT_FOR_DELIVERY: Said("开始派送", "out for delivery"),
    ScanCode.ATTEMPT_FAILED: Said("派送没有送到", "could not be delivered"),
    ScanCode.AT_PICKUP_POINT: Said("放在代收点待取", "ready at the pick-up point"),
    ScanCode.DELIVERED: Said("签收", "delivered"),
    ScanCode.EXCEPTION: Said("被快递标为异常", "reported as held up"),
    ScanCode.DAMAGED: Said("被快递标为破损", "reported as damaged"),
    ScanCode.LOST: Said("被快递标为丢失", "reported as lost"),
    ScanCode.RETURNED: Said("退回商家", "on its way back to the shop"),
    ScanCode.BACK_AT_SENDER: Said("已退回商家", "back at the shop"),
}


def parcel_name(parcel: Parcel, language: str, *, spoken: bool = False) -> str:
    """顺丰速运 SF1029384756102; aloud only the tail, digit by digit: 顺丰速运，尾号 6、1、0、2."""
    if not spoken:
        return f"{parcel.courier} {parcel.tracking_no}"
    comma = ", " if is_english(language) else "，"
    return f"{parcel.courier}{comma}{spoken_tail(parcel.tracking_no, language)}"


def scan_event(scan: Scan, language: str) -> str:
    """What happened and where, in our own words: 到达杭州转运中心; arrived in Singapore."""
    table = _WITH_PLACE if scan.place else _WITHOUT_PLACE
    return table[scan.code].to(language).format(place=scan.place)


def scan_line(scan: Scan, now: datetime, time_zone: str, language: str, *, spoken: bool = False) -> str:
    """Time and event: 昨天 14:20 到达杭州转运中心; arrived in Singapore, yesterday 14:20."""
    at, event = instant(scan.at, now, time_zone, language, spoken=spoken), scan_event(scan, language)
    if is_english(language):
        return f"{event}, {at}"
    return f"{at}{event}" if spoken else f"{at} {event}"


def handed_over(parcel: Parcel) -> tuple[datetime, str] | None:
    """When a parcel was handed over, and the courier's own words on it (may be empty); None if it was not."""
    done = next((scan for scan in parcel.scans if scan.code is ScanCode.DELIVERED), None)
    if done:
        return parcel.delivered_at or done.at, done.text
    return (parcel.delivered_at, "") if parcel.delivered_at else None
