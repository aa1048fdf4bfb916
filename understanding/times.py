"""Lengths of time, days and hours in words, for whoever needs an instant: 两个半小时, 下周三, half past four. Pure.

Written for text as `plain` gives it. What a length or a day means (from now on, until then, since) is for callers:
callback_time.py and deadlines.py. Numbers are read by numerals.py; one that nobody waits is no length.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from understanding.numerals import COUNT_EN, NUMERAL, NUMERAL_SIGNS, number

LONGEST = timedelta(days=366)
"""More than anybody waits: longer lengths are none."""

# Lengths

_N_ZH = rf"(?<![点月\d.:])(?:\d+(?:\.\d+)?|{NUMERAL}{{1,9}}[几来多]?|半|俩|好?几)"
_UNIT_ZH = r"分钟|个?小时|个?钟头|个钟|刻钟|个?工作日|天|日|个?星期|个?礼拜|周|个月"
LENGTH_ZH = (
    rf"(?P<n>{_N_ZH})(?P<half>个半)?(?P<unit>(?<=个半)(?:小时|钟头|钟|星期|月)|{_UNIT_ZH})(?P<later>半(?![天路夜]))?"
)
_N_EN = (
    r"another|\d+(?:\.\d+)?|half an?|a half|half|(?:a )?quarter of an|three quarters of an|a couple(?: of)?|a few|few"
    rf"|{COUNT_EN}"
)
_UNIT_EN = r"min(?:ute)?|h(?:ou)?r|h|(?:working |business )?day|week|month"
LENGTH_EN = (
    rf"(?P<n>{_N_EN})(?P<half> and a half)?(?: ?more| additional)?(?:(?<=\d) ?|[ -])"
    rf"(?P<unit>{_UNIT_EN})s?\b(?P<later> and a half)?"
)
"""The groups of both are for `length_of`."""
_LENGTHS = re.compile(rf"{LENGTH_ZH}|\b{LENGTH_EN.replace('?P<', '?P<en_')}")
_FIXED = {
    "半": 0.5, "俩": 2, "几": 3, "好几": 5, "half a": 0.5, "half an": 0.5, "a half": 0.5, "half": 0.5,
    "quarter of an": 0.25, "a quarter of an": 0.25, "three quarters of an": 0.75, "a couple": 2, "a couple of": 2,
    "a few": 3, "few": 3, "another": 1,
}  # fmt: skip
_MINUTES_IN = {
    "分钟": 1, "min": 1, "minute": 1, "刻钟": 15, "小时": 60, "钟头": 60, "钟": 60, "h": 60, "hr": 60, "hour": 60,
    "天": 1440, "日": 1440, "工作日": 1440, "day": 1440, "working day": 1440, "business day": 1440,
    "周": 10080, "星期": 10080, "礼拜": 10080, "week": 10080, "月": 43200, "month": 43200,
}  # fmt: skip


def length_of(match: re.Match[str]) -> timedelta | None:
    """Of a match of LENGTH_ZH or LENGTH_EN; None for no number, nothing at all, and longer than LONGEST."""
    said = match["n"]
    count = _FIXED[said] if said in _FIXED else _decimal(said.rstrip("几来多"))
    if count is None:
        return None
    count += 0.5 if match["half"] or match["later"] else 0.0
    minutes = count * _MINUTES_IN[match["unit"].removeprefix("个")]
    return timedelta(minutes=minutes) if 0 < minutes <= LONGEST / timedelta(minutes=1) else None


def _decimal(said: str) -> float | None:
    whole, point, rest = said.partition(".")
    count = number(whole)
    return count if count is None or not point else count + float(f"0.{rest[:6]}")


def later(local: datetime, length: timedelta) -> datetime:
    """So much later: hours are counted by the clock that never jumps, whole days by the calendar."""
    if length % timedelta(days=1):
        return datetime.fromtimestamp(local.timestamp() + length.total_seconds(), local.tzinfo)
    return local + length


def without_lengths(said: str) -> str:
    """The words with a gap for every length, so that no hour is read out of one: after two hours."""
    return _LENGTHS.sub(" ; ", said)


# Days

_NEAR = (
    (re.compile(r"前天|day before yesterday"), -2),
    (re.compile(r"昨[天晚日]|\byesterday\b|\blast night\b"), -1),
    (re.compile(r"大后[天日儿]"), 3),
    (re.compile(r"后[天日儿]|day after tomorrow"), 2),
    (re.compile(r"明[天早晚日儿]|(?<![说证表声聪透])明(?=还|再|不|前)|听日|\btomorrow\b|\btmr\b|\btmrw\b|\btmw\b"), 1),
    (
        re.compile(
            r"今[天晚早日儿个]|当天|\btoday\b|\btonight\b|\bend of (?:the )?day\b|\beod\b"
            r"|this (?:evening|afternoon)"
        ),
        0,
    ),
)
_WEEKDAY_ZH = re.compile(r"(下下?|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAY_EN = re.compile(
    r"\b(next |this |coming )?(mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(next |this |coming |on |by |before |till |until |or |and |to |for )(sat|sun)\b(?! (?:glasses|cream))"
    r"|\b(next |this |coming )?(mon|tues?|wed|thu(?:rs?)?|fri)\b"
)
"""He sat, the sun: the short ones that are other words stand behind a preposition."""
_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIGURE = rf"\d{{1,2}}|{NUMERAL}{{1,3}}"
_DATE_ZH = re.compile(
    rf"(?<![{NUMERAL_SIGNS}\d第路街道巷弄里村镇大院区座楼栋幢室已])(?:({_FIGURE})月)?(?<!\d)({_FIGURE})[号日](?![内楼院线机店门柜栋码色]|前后)"
)
_MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_EN = (
    r"((?:jan|febr)(?:uary)?|feb|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|(?:nov|dec)(?:ember)?)\.?"
)
_DATE_EN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH_EN}\b|\b{MONTH_EN} (\d{{1,2}})(?:st|nd|rd|th)?\b")
_DAY_EN = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b")
_PAST_DATE = 150
"""Days within which a date without a year is one that has passed, and not next year's."""


def near_day(said: str, *, ahead: bool) -> int | None:
    """Days from today: 明天 is 1. `ahead`: yesterday is passed over, and this morning may be to come."""
    found = (days for pattern, days in _NEAR if (days >= 0 or not ahead) and pattern.search(said))
    return next(found, 0 if ahead and "this morning" in said else None)


def weekday_in(said: str, today: date, *, today_counts: bool) -> date | None:
    """周五, next Friday: the next one, or that of next week. `today_counts`: said on a Friday it may be today."""
    if found := _WEEKDAY_ZH.search(said):
        weekday, weeks = min("一二三四五六日天".index(found[2]), 6), (found[1] or "").count("下")
    elif found := _WEEKDAY_EN.search(said):
        which, day = next((found[at - 1], found[at]) for at in (2, 4, 6) if found[at])
        weekday, weeks = _WEEKDAYS_EN.index(day[:3]), int((which or "").strip() == "next")
    else:
        return None
    ahead = weekday - today.weekday()
    return today + timedelta(days=ahead + 7 * weeks if weeks else ahead % 7 or (0 if today_counts else 7))


def date_in(said: str, today: date) -> date | None:
    """28号, 11月20号, Dec 1, the 26th: the nearest."""
    if found := _DATE_EN.search(said):
        month = _MONTHS_EN.index((found[2] or found[3])[:3]) + 1
        return _dated(month, number(found[1] or found[4]), today)
    if found := _DATE_ZH.search(said):
        return _dated(number(found[1]) if found[1] else None, number(found[2]), today)
    found = _DAY_EN.search(said)
    return _dated(None, number(found[1]), today) if found else None


def next_first(day: date) -> date:
    """The first of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _dated(month: int | None, day: int | None, today: date) -> date | None:
    """The day of that month that is nearest; None for a day that no calendar has."""
    try:
        if month is None:
            found = today.replace(day=day or 0)
            return found if found >= today else next_first(today).replace(day=day or 0)
        found = today.replace(month=month, day=day or 0)
        return found if (today - found).days <= _PAST_DATE else found.replace(year=today.year + 1)
    except ValueError:
        return None


# Hours

# Part of the day: words, the hour meant by the word alone, whether its hours lie after noon.
_PARTS = (
    (re.compile(r"早上|早晨|清早|上午|明早|今早|\bmorning\b"), 10, False),
    (re.compile(r"中午|午饭|\bnoon\b|\blunch"), 12, True),
    (re.compile(r"下午|\bafternoon\b"), 15, True),
    (re.compile(r"下班|晚上|今晚|明晚|晚饭|夜里|天黑|\bafter work\b|\bevening\b|\btonight\b"), 19, True),
)
_A_BIT = re.compile(r"[快慢迟大小声多少好差有](?:一)点|(?<![今明昨])[早晚]一点|一点(?=[儿都也])")
"""晚一点打, 有一点忙: no one o'clock."""
_FIGURE_ZH = rf"(?:\d{{1,2}}|{NUMERAL}{{1,3}})"
_CLOCK_ZH = re.compile(
    rf"(?<![\d.:第])({_FIGURE_ZH})(?:\s*[点:](?!间)|(?<=\d)时)\s*(半|[一1]刻|[三3]刻|{_FIGURE_ZH}(?![\d个]))?"
)
_HOURS_EN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOUR_EN = rf"(?:\d{{1,2}}|{_HOURS_EN})"
_HALF_DAY = r"([ap])\.?m\b\.?"
_GOES_ON = (
    r"(?=\W*$|\s*[,.;!?)—](?!\d)|[ -](?:o'?clock|sharp|ish|tomorrow|tonight|today|tmrw?|this|next|on|in the|or|and|"
    r"if|please|pls|then|when|would|is|was|works?|suits?|my|your|local|latest|the latest|instead|thanks?|at|i|so|but|"
    r"because|as|until|till|for|about|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b)"
)
"""What may stand behind a bare hour; behind the number of something stands its name: about two parcels."""
_CLOCK_EN = re.compile(
    rf"\b(?:at|around|about|by|before|after|until|till|past) ({_HOUR_EN})"
    rf"(?!\d)(?::(\d{{2}})(?!\d)(?: ?{_HALF_DAY})?| ?{_HALF_DAY}|{_GOES_ON})"
    rf"|(?<![\d.:])\b(\d{{1,2}})(?::(\d{{2}}))? ?{_HALF_DAY}"
    rf"|\b({_HOUR_EN}) ?(?:o'?clock|in the (?:morning|afternoon|evening))"
)
_QUARTERS_EN = re.compile(rf"\b(half|(?:a )?quarter) ?(past|to|after)? ({_HOURS_EN}|\d{{1,2}})\b{_GOES_ON}")
"""Half past eleven, a quarter to four; half eleven is half past, as in Britain, Africa and India."""
_HALF_NAMED = re.compile(r"\d\s*[ap]\.?m\b")
_NOON_EN = re.compile(r"\bnoon\b")


def part_of_day(said: str) -> tuple[int, bool] | None:
    """The hour meant by a part of the day alone, and whether its hours lie after noon."""
    return next(((hour, after) for pattern, hour, after in _PARTS if pattern.search(said)), None)


def hour_in(said: str) -> time | None:
    """An hour that was named, read by the part of the day; None where none was."""
    hour, minute = _named_hour(_A_BIT.sub(" ", without_lengths(said)))
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return time(12) if _NOON_EN.search(said) else None
    part = part_of_day(said)
    if hour < 12 and part and part[1] and not (part[0] == 12 and hour >= 10):
        hour += 12
    elif part is None and 1 <= hour <= 7 and not _HALF_NAMED.search(said):
        hour += 12  # nobody wants a call at three in the morning
    return time(hour % 24, minute)


def _named_hour(said: str) -> tuple[int, int]:
    """Hour and minute as they were said; the hour is -1 where none was."""
    if found := _QUARTERS_EN.search(said):
        past = found[2] != "to"
        hour = number(found[3]) or 12
        return hour if past else hour - 1 or 12, 30 if found[1] == "half" else 15 if past else 45
    if found := _CLOCK_EN.search(said):
        hour = number(found[1] or found[5] or found[8]) or 0
        if half := found[3] or found[4] or found[7]:
            hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else hour
        return hour, int(found[2] or found[6] or 0)
    if found := _CLOCK_ZH.search(said):
        minute = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}.get(found[2] or "", _whole(found[2] or "0"))
        return _whole(found[1]), minute
    return -1, 0


def _whole(said: str) -> int:
    """05, 零五, 四十; -1 for what is no number."""
    found = number(said.removeprefix("零") or "0")
    return -1 if found is None else found


def at_hour(said: str, day: date | None, hour: time, local: datetime) -> datetime:
    """That hour of the day; without a day the next that people are up at: at ten in the morning 八点 is tonight's."""
    at = datetime.combine(day or local.date(), hour, local.tzinfo)
    if day is not None or at > local:
        return at
    open_half = hour.hour < 12 and not part_of_day(said) and not _HALF_NAMED.search(said)
    tonight = at + timedelta(hours=12)
    return tonight if open_half and tonight > local else at + timedelta(days=1)
