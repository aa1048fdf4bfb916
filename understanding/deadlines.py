"""Until when somebody waits, from how they put it: 明天, 周五之前, 三点前, 24小时内, by Friday, in two days. Pure.

A day that is named lasts to its end: 24:00, the first instant of the next one. What is past stays past, so that it can
be said so. Clocks and parts of the day are read as for a call back (callback_time.py); here they are ends, not starts.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from understanding.callback_time import NUMBER, clock_in, number_of, part_of_day
from understanding.plain import plain

_UNIT_ZH = r"(分钟|个?小时|个?钟头|个?工作日|天|日|个?星期|个?礼拜|周)"
_WITHIN_ZH = re.compile(rf"({NUMBER}|半)\s*{_UNIT_ZH}(?:之内|以内|内|之后|以后|过后|后)")
_MORE_ZH = re.compile(rf"(?:再(?:等|给|宽限)|给)[^，,。\d一二两三四五六七八九十]{{0,6}}({NUMBER}|半)\s*{_UNIT_ZH}")
_RUNS_ZH = re.compile(
    rf"(?<!都)(?<!等了)(?<!过了)(?<!已经)(?<!这)({NUMBER}|半)\s*{_UNIT_ZH}(?:都|还|再|仍)?(?:不"
    rf"|没)(?![^，,。]*了(?:[，,。]|$))"
)
"""两天没动静了 tells how long it has been; 24小时不理我就 how long it may be."""
_NUMBER_EN = (
    r"(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a couple of|a few|half an|forty[- ]eight)"
)
_UNIT_EN = r"(minute|min|hour|hr|working day|business day|day|week)s?"
_WITHIN_EN = re.compile(
    rf"\b(?:in|within|after|for|another|the next|next|give (?:them|it|you) (?:another )?) ?(?:the next "
    rf"|another )?{_NUMBER_EN}"
    rf" (?:more )?{_UNIT_EN}\b(?! ago)|\b{_NUMBER_EN} more {_UNIT_EN}\b"
)
_IN_EN = re.compile(rf"\b(?:in|within) (?:the next )?{_NUMBER_EN} {_UNIT_EN}\b")
_ENGLISH = {"a couple of": 2, "a few": 3, "half an": 0, "forty-eight": 48, "forty eight": 48}
_NEAR = (
    (re.compile(r"前天|day before yesterday"), -2),
    (re.compile(r"昨[天晚日]|\byesterday\b|\blast night\b"), -1),
    (re.compile(r"大后[天日儿]"), 3),
    (re.compile(r"后[天日儿]|day after tomorrow"), 2),
    (re.compile(r"明[天早晚日儿]|(?<![说证表声聪透])明(?=还|再|不|前)|听日|\btomorrow\b|\btmr\b|\btmrw\b|\btmw\b"), 1),
    (
        re.compile(
            r"今[天晚早日儿个]|当天|\btoday\b|\btonight\b|\bend of (?:the )?day\b|\beod\b|this (?:evening|afternoon)"
        ),
        0,
    ),
)
_WEEKDAY_ZH = re.compile(r"(下下?|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAY_EN = re.compile(
    r"\b(next |this |coming )?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b(?! (?:glasses|cream))"
)
_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKEND = re.compile(r"(下)?(?:个)?周末|(next )?weekend")
_THIS_WEEK = re.compile(
    r"(?:这|本)(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天末])|\b(?:this week|end of (?:the|this) week)\b"
)
_NEXT_WEEK = re.compile(r"下(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天末])|\bnext week\b")
_MONTH_END = re.compile(r"(?:这个?月|本月)?月底|这个月内|本月内|\bend of (?:the|this) month\b")
_NEXT_MONTH = re.compile(r"下个?月(?!\d)|\bnext month\b")
_DATE_ZH = re.compile(rf"(?:({NUMBER})月)?({NUMBER})[号日](?!内|前后)")
_MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_EN = rf"({'|'.join(_MONTHS_EN)})[a-z]*\.?"
_DATE_EN = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH_EN}\b|\b{_MONTH_EN} (\d{{1,2}})(?:st|nd|rd|th)?\b"
)
_DAY_EN = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b")
_MIDNIGHT = re.compile(
    r"(?:今晚|明晚|晚上?|夜里?|半夜|凌晨)?(?:24|二十四|零|0)[点时:：]|(?:晚上?|夜里?|半夜|今晚|明晚)(?:12|十二)点"
    r"|\bmidnight\b"
)
_BEFORE_DAY = re.compile(
    r"\bbefore (?:this |next |coming )?(?:tomorrow|mon|tue|wed|thu|fri|sat|sun|the \d|\d{1,2}(?:st|nd|rd|th)? "
    rf"(?:of )?{_MONTH_EN}|{_MONTH_EN} \d)"
)
"""English "before Friday" ends when Friday begins; 周五之前 counts Friday in, as the law does (民法典 1259)."""
_HALF_NAMED = re.compile(r"\d\s*[ap]\.?m")
#: When a part of the day is over, by the hour at which it is meant to begin (callback_time).
_PART_ENDS = {10: 12, 12: 13, 15: 18, 19: 24}
LONGEST = timedelta(days=3_650)
_PAST_DATE = 150
"""Days within which a date without a year is one that has passed, and not next year's."""


def deadline_in(text: str, now: datetime, time_zone: str) -> datetime | None:
    """The instant (aware, in the consumer's zone) at which the wait is over; in the past where they named such a day.

    None: they named none. Raises ZoneInfoNotFoundError.
    """
    said, local = plain(text), now.astimezone(ZoneInfo(time_zone))
    if length := _length(said, _WITHIN_ZH) or _length(said, _IN_EN):
        return local + length
    if found := _named(said, local):
        return found
    lengths = (_length(said, pattern) for pattern in (_MORE_ZH, _RUNS_ZH, _WITHIN_EN))
    length = next((one for one in lengths if one), None)  # 再等两天，周日还不动就退: the day counts
    return local + length if length else None


def _named(said: str, local: datetime) -> datetime | None:
    """The end of the day, its part, or the hour that is named."""
    named = _day(said, local.date())
    if _MIDNIGHT.search(said):
        return _start(named or local.date(), local) + timedelta(days=1)
    clock = clock_in(said) if _names_a_clock(said) else None
    if clock is not None:
        return _at_clock(said, named, clock, local)
    if (part := part_of_day(said)) and (named or re.search(r"前|by|before|until", said)):
        return _start(named or local.date(), local) + timedelta(hours=_PART_ENDS[part[0]])
    if named is None:
        return None
    starts = _start(named, local)
    return starts if _BEFORE_DAY.search(said) else starts + timedelta(days=1)


def _start(day: date, local: datetime) -> datetime:
    return datetime.combine(day, time(0), local.tzinfo)


def _at_clock(said: str, named: date | None, clock: time, local: datetime) -> datetime:
    """三点前 is the next three o'clock that people are up at."""
    at = datetime.combine(named or local.date(), clock, local.tzinfo)
    if named is not None or at > local:
        return at
    open_half = clock.hour < 12 and not part_of_day(said) and not _HALF_NAMED.search(said)
    if open_half and at + timedelta(hours=12) > local:
        return at + timedelta(hours=12)
    return at + timedelta(days=1)


_CLOCK = re.compile(
    rf"{NUMBER}\s*[点:：](?!间)|\b(?:at|by|before|until|till|around) (?:\d{{1,2}}|one|two|three|four|five|six"
    rf"|seven|eight|nine"
    r"|ten|eleven|twelve)(?::\d{2}| ?[ap]\.?m\b| o'?clock|\b(?! ?(?:days?|hours?|weeks?|minutes?|[a-z]{3,9}|st|nd"
    r"|rd|th)))"
    r"|\b\d{1,2}(?::\d{2})?\s*[ap]\.?m\b|\bnoon\b"
)


def _names_a_clock(said: str) -> bool:
    return bool(_CLOCK.search(said))


def _length(said: str, pattern: re.Pattern[str]) -> timedelta | None:
    found = pattern.search(said)
    if found is None:
        return None
    number, unit = (one for one in found.groups() if one)
    return _lasts(0 if number == "半" else _ENGLISH[number] if number in _ENGLISH else number_of(number), unit)


def _lasts(number: int, unit: str) -> timedelta:
    """`number` 0 is half a one. Whoever names more than LONGEST waits for LONGEST: no calendar goes on for ever."""
    whole = float(min(number, 1_000_000) or 0.5)
    if unit.startswith(("分", "min")):
        told = timedelta(minutes=whole)
    elif "时" in unit or "钟头" in unit or unit.startswith("h"):
        told = timedelta(hours=whole)
    else:
        weeks = unit == "week" or any(sign in unit for sign in ("星期", "礼拜", "周"))
        told = timedelta(days=whole * (7 if weeks else 1))
    return min(told, LONGEST)


def _day(said: str, today: date) -> date | None:
    """The day that is named, in whichever way."""
    for pattern, days in _NEAR:
        if pattern.search(said):
            return today + timedelta(days=days)
    return _of_week(said, today) or _of_month(said, today)


def _of_week(said: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if found := _WEEKDAY_ZH.search(said):
        weekday = min("一二三四五六日天".index(found[2]), 6)
        if (found[1] or "").startswith("下"):
            return monday + timedelta(days=weekday + 7 * len(found[1]))
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    if found := _WEEKDAY_EN.search(said):
        weekday = _WEEKDAYS_EN.index(found[2][:3])
        if (found[1] or "").strip() == "next":
            return monday + timedelta(days=weekday + 7)
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return _week_ends(said, monday)


def _week_ends(said: str, monday: date) -> date | None:
    if found := _WEEKEND.search(said):
        return monday + timedelta(days=13 if found[1] or found[2] else 6)
    if _THIS_WEEK.search(said):
        return monday + timedelta(days=6)
    return monday + timedelta(days=13) if _NEXT_WEEK.search(said) else None


def _of_month(said: str, today: date) -> date | None:
    if _MONTH_END.search(said):
        return _next_first(today) - timedelta(days=1)
    if _NEXT_MONTH.search(said):
        return _next_first(_next_first(today)) - timedelta(days=1)
    if found := _DATE_EN.search(said):
        month = _MONTHS_EN.index((found[2] or found[3])[:3]) + 1
        return _dated(month, int(found[1] or found[4]), today)
    if found := _DATE_ZH.search(said):
        return _dated(number_of(found[1]) if found[1] else None, number_of(found[2]), today)
    if found := _DAY_EN.search(said):
        return _dated(None, int(found[1]), today)
    return None


def _next_first(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _dated(month: int | None, day: int, today: date) -> date | None:
    """The day of that month that is nearest; None for a day that no calendar has."""
    try:
        if month is None:
            found = today.replace(day=day)
            return found if found >= today else _next_first(today).replace(day=day)
        found = today.replace(month=month, day=day)
        return found if (today - found).days <= _PAST_DATE else found.replace(year=today.year + 1)
    except ValueError:
        return None
