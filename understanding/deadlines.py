"""Until when somebody waits, from how they put it: 明天, 周五之前, 三点前, 24小时内, by Friday, in two days. Pure.

A day that is named lasts to its end: 24:00, the first instant of the next one. What is past stays past, so that it can
be said so. Lengths, days and hours are read as for a call back (times.py); here they are ends, not starts.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from understanding.plain import plain
from understanding.times import (
    LENGTH_EN,
    LENGTH_ZH,
    MONTH_EN,
    at_hour,
    date_in,
    hour_in,
    later,
    length_of,
    near_day,
    next_first,
    part_of_day,
    weekday_in,
)

_WITHIN_ZH = re.compile(rf"{LENGTH_ZH}(?:之内|以内|内|之后|以后|过后|后)")
_MORE_ZH = re.compile(rf"(?:再(?:等|给|宽限)|给)[^，,。\d一二两三四五六七八九十]{{0,6}}{LENGTH_ZH}")
_RUNS_ZH = re.compile(
    rf"(?<!都)(?<!等了)(?<!过了)(?<!已经)(?<!这){LENGTH_ZH}(?:都|还|再|仍)?(?:不"
    rf"|没)(?![^，,。]*了(?:[，,。]|$))"
)
"""两天没动静了 tells how long it has been; 24小时不理我就 how long it may be."""
_WITHIN_EN = re.compile(
    rf"\b(?:in|within|after|for|another|the next|next|give (?:them|it|you)) (?:the next |another )?{LENGTH_EN}(?! ago)"
)
_MORE_EN = re.compile(rf"\b(?=\w+(?: \w+){{0,2}} (?:more|additional) ){LENGTH_EN}")
_IN_EN = re.compile(rf"\b(?:in|within) (?:the next )?{LENGTH_EN}")
_WEEKEND = re.compile(r"(下)?(?:个)?周末|(next )?weekend")
_THIS_WEEK = re.compile(
    r"(?:这|本)(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天末])|\b(?:this week|end of (?:the|this) week)\b"
)
_NEXT_WEEK = re.compile(r"下(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天末])|\bnext week\b")
_MONTH_END = re.compile(r"(?:这个?月|本月)?月底|这个月内|本月内|\bend of (?:the|this) month\b")
_NEXT_MONTH = re.compile(r"下个?月(?!\d)|\bnext month\b")
_MIDNIGHT = re.compile(
    r"(?:(?<![\d十])(?:24|零|0)|二十四)[点时:]|(?:晚上?|夜里?|半夜|今晚|明晚)(?:12|十二)点"
    r"|\bmidnight\b"
)
_BEFORE_DAY = re.compile(
    r"\bbefore (?:this |next |coming )?(?:tomorrow|mon|tue|wed|thu|fri|sat|sun|the \d|\d{1,2}(?:st|nd|rd|th)? "
    rf"(?:of )?{MONTH_EN}|{MONTH_EN} \d)"
)
"""English "before Friday" ends when Friday begins; 周五之前 counts Friday in, as the law does (民法典 1259)."""
#: When a part of the day is over, by the hour at which it is meant to begin (callback_time).
_PART_ENDS = {10: 12, 12: 13, 15: 18, 19: 24}


def deadline_in(text: str, now: datetime, time_zone: str) -> datetime | None:
    """The instant (aware, in the consumer's zone) at which the wait is over; in the past where they named such a day.

    None: they named none. Raises ZoneInfoNotFoundError.
    """
    said, local = plain(text), now.astimezone(ZoneInfo(time_zone))
    if length := _length(said, _WITHIN_ZH) or _length(said, _IN_EN):
        return later(local, length)
    if found := _named(said, local):
        return found
    lengths = (_length(said, pattern) for pattern in (_MORE_ZH, _RUNS_ZH, _WITHIN_EN, _MORE_EN))
    length = next((one for one in lengths if one), None)  # 再等两天，周日还不动就退: the day counts
    return later(local, length) if length else None


def _named(said: str, local: datetime) -> datetime | None:
    """The end of the day, its part, or the hour that is named."""
    named = _day(said, local.date())
    if _MIDNIGHT.search(said):
        return _start(named or local.date(), local) + timedelta(days=1)
    if hour := hour_in(said):
        return at_hour(said, named, hour, local)
    if (part := part_of_day(said)) and (named or re.search(r"前|by|before|until", said)):
        return _start(named or local.date(), local) + timedelta(hours=_PART_ENDS[part[0]])
    if named is None:
        return None
    starts = _start(named, local)
    return starts if _BEFORE_DAY.search(said) else starts + timedelta(days=1)


def _start(day: date, local: datetime) -> datetime:
    return datetime.combine(day, time(0), local.tzinfo)


def _length(said: str, pattern: re.Pattern[str]) -> timedelta | None:
    found = pattern.search(said)
    vague = found and (any(sign in found["n"] for sign in "几来多") or found["unit"] == "month")
    return length_of(found) if found and not vague else None  # 几天内 asks, 好几天没动 and "in a month" tell


def _day(said: str, today: date) -> date | None:
    """The day that is named, in whichever way."""
    near = near_day(said, ahead=False)
    if near is not None:
        return today + timedelta(days=near)
    of_week = weekday_in(said, today, today_counts=True) or _week_ends(said, today)
    return of_week or _month_ends(said, today) or date_in(said, today)


def _week_ends(said: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if found := _WEEKEND.search(said):
        return monday + timedelta(days=13 if found[1] or found[2] else 6)
    if _THIS_WEEK.search(said):
        return monday + timedelta(days=6)
    return monday + timedelta(days=13) if _NEXT_WEEK.search(said) else None


def _month_ends(said: str, today: date) -> date | None:
    if _MONTH_END.search(said):
        return next_first(today) - timedelta(days=1)
    return next_first(next_first(today)) - timedelta(days=1) if _NEXT_MONTH.search(said) else None
