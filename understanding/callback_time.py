"""When a consumer wants to be called back, from how they put it. Pure: 今晚八点, 半小时后, tomorrow at 3.

Not a general date parser: the few dozen ways people say it to a caller. What it cannot read is None, and the caller of
this has a default; the planner moves whatever comes out into the lawful window.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
}  # fmt: skip
NUMBER = r"[\d零一二三四五六七八九十两]+"
_HALF_HOUR = re.compile(r"half an hour|half hour")
_AFTER_ZH = re.compile(rf"({NUMBER}|半)\s*(分钟?|个?半?小时|个?半?钟头?|刻钟)")
_AFTER_EN = re.compile(r"\b(\d+|in (?:about )?[a-z]+) (minute|min|hour|hr)s?\b")
_CLOCK_ZH = re.compile(rf"({NUMBER})\s*[点时:：](?!间)\s*(半|一刻|三刻|{NUMBER})?")
_HOUR_EN = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK_EN = re.compile(
    rf"\b(?:at|around|about|by|after|until|till|past) ({_HOUR_EN})(?::(\d{{2}}))?\s*([ap]\.?m)?"
    r"|\b(\d{1,2})(?::(\d{2}))?\s*([ap]\.?m)"
    rf"|\b({_HOUR_EN}) (?:o'?clock|in the (?:morning|afternoon|evening))"
)
_QUARTERS_EN = re.compile(rf"\b(half|(?:a )?quarter) ?(past|to|after)? ({_HOUR_EN})\b")
"""Half past eleven, a quarter to four; half eleven is half past, as in Britain, Africa and India."""
_HALF_NAMED = re.compile(r"\d\s*[ap]\.?m")
_DAYS = (
    (re.compile(r"大后天"), 3),
    (re.compile(r"后天|day after tomorrow"), 2),
    (re.compile(r"明[天早晚日儿]|tomorrow"), 1),
    (re.compile(r"今[天晚早日儿]|today|tonight|this (?:evening|afternoon|morning)"), 0),
)
_WEEKDAY_ZH = re.compile(r"(下?)(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAY_EN = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b")
_WEEKDAYS_EN = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WEEKEND = re.compile(r"周末|weekend")
# Part of the day: words, the hour meant by the word alone, whether its hours lie after noon.
_PARTS = (
    (re.compile(r"早上|早晨|清早|上午|明早|今早|\bmorning\b"), 10, False),
    (re.compile(r"中午|午饭|\bnoon\b|\blunch"), 12, True),
    (re.compile(r"下午|\bafternoon\b"), 15, True),
    (re.compile(r"下班|晚上|今晚|明晚|晚饭|夜里|天黑|\bafter work\b|\bevening\b|\btonight\b"), 19, True),
)


_MOVED_TO = re.compile(
    r"(?:改(?:成|到|为)?|换(?:成|到)?|挪到?|推到?)(?=[今明后大下上中晚早周星礼一二三四五六七八九十\d])"
    r"|\b(?:make it|move it to)\b"
)
"""Behind it stands the new hour: 十点我要开会，改下午四点."""


def callback_time(text: str, now: datetime, time_zone: str) -> datetime | None:
    """The instant meant: aware, in the consumer's zone or that of `now`, never in the past; None if none was named."""
    *before, moved_to = _MOVED_TO.split(text.lower())
    said = f"at {moved_to.strip()}" if before and moved_to.strip() else text.lower()
    if length := _length(said):
        return now + length
    zone = ZoneInfo(time_zone)
    local = now.astimezone(zone)
    days, named_day = days_ahead(said, local)
    clock = clock_in(said)
    if clock is None and not named_day:
        return None
    wished = datetime.combine(local.date() + timedelta(days=days), clock or time(10), zone)
    if wished <= now and not named_day and clock:
        half_day = wished + timedelta(hours=12)  # 八点 said at ten in the morning is tonight's
        open_half = clock.hour < 12 and not part_of_day(said) and not _HALF_NAMED.search(said)
        wished = half_day if open_half and half_day > now else wished
    return wished if wished > now else wished + timedelta(days=1)


def names_a_day(text: str, now: datetime) -> bool:
    """Whether words name a day, or a length of time from `now`."""
    said = text.lower()
    return _length(said) is not None or days_ahead(said, now)[1]


def _length(said: str) -> timedelta | None:
    """十分钟后, 半小时后, 两个半小时后, in an hour."""
    if _HALF_HOUR.search(said):
        return timedelta(minutes=30)
    if found := _AFTER_ZH.search(said):
        return _chinese_length(found[1], found[2])
    if found := _AFTER_EN.search(said):
        number = number_of(found[1].rpartition(" ")[2])
        return timedelta(minutes=number) if found[2].startswith("min") else timedelta(hours=number)
    return None


def _chinese_length(number: str, unit: str) -> timedelta:
    if number == "半":
        return timedelta(minutes=30)
    if "刻" in unit:
        return timedelta(minutes=15 * number_of(number))
    if "分" in unit:
        return timedelta(minutes=number_of(number))
    return timedelta(hours=number_of(number), minutes=30 if "半" in unit else 0)


def days_ahead(said: str, local: datetime) -> tuple[int, bool]:
    """Days from today, and whether a day was named at all."""
    for pattern, days in _DAYS:
        if pattern.search(said):
            return days, True
    if found := _WEEKDAY_ZH.search(said):
        return _to_weekday(min("一二三四五六日天".index(found[2]), 6), local, next_week=bool(found[1])), True
    if found := _WEEKDAY_EN.search(said):
        return _to_weekday(_WEEKDAYS_EN.index(found[1]), local, next_week=False), True
    if _WEEKEND.search(said):
        return _to_weekday(5, local, next_week=False), True
    return 0, False


def _to_weekday(wanted: int, local: datetime, *, next_week: bool) -> int:
    ahead = wanted - local.weekday()
    if next_week:
        return ahead + 7
    return ahead if ahead > 0 else ahead + 7


def clock_in(said: str) -> time | None:
    """An hour that was named, read by the part of the day; or the usual hour of that part."""
    part = part_of_day(said)
    hour, minute = _named_hour(said)
    if hour is None:
        return time(part[0]) if part else None
    if hour < 12 and part and part[1] and not (part[0] == 12 and hour >= 10):
        hour += 12
    elif part is None and 1 <= hour <= 7 and not _HALF_NAMED.search(said):
        hour += 12  # nobody wants a call at three in the morning
    return time(hour % 24, minute)


def part_of_day(said: str) -> tuple[int, bool] | None:
    return next(((hour, after) for pattern, hour, after in _PARTS if pattern.search(said)), None)


def _named_hour(said: str) -> tuple[int | None, int]:
    """Hour and minute as they were said; the hour is None where none was, or none that a clock shows."""
    hour, minute = -1, 0
    if found := _QUARTERS_EN.search(said):
        past = found[2] != "to"
        hour = number_of(found[3]) - (0 if past else 1)
        minute = 30 if found[1] == "half" else 15 if past else 45
    elif found := _CLOCK_EN.search(said):
        hour, minute = number_of(found[1] or found[4] or found[7]), int(found[2] or found[5] or 0)
        half = (found[3] or found[6] or "")[:1]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
    elif found := _CLOCK_ZH.search(said):
        hour = number_of(found[1])
        minute = {"半": 30, "一刻": 15, "三刻": 45}.get(found[2] or "", number_of(found[2] or "0"))
    return (hour, minute) if 0 <= hour <= 24 and minute < 60 else (None, 0)


def number_of(said: str) -> int:
    """Digits, an English word, or Chinese numerals up to 99; anything else is 1."""
    if said.isdigit():
        return int(said)
    if said in _WORDS:
        return _WORDS[said]
    if "十" in said:
        tens, _, ones = said.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return _DIGITS.get(said, 1)
