"""Instants in the consumer's own zone, and how long something took. Written for screens, spoken for the phone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from careline.core.wording.language import is_english
from careline.core.wording.numbers import chinese_number, counted

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_SPOKEN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NEAR_ZH = {-1: "昨天", 0: "今天", 1: "明天"}
_NEAR_EN = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_PARTS_OF_DAY = ((6, "凌晨"), (9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
_HOURS_UNTIL_DAYS = 72


def instant(at: datetime, now: datetime, time_zone: str, language: str, *, spoken: bool = False) -> str:
    """今天 14:20, 11月20日 18:00; today 14:20, 20 Nov 18:00; aloud 今天下午两点二十分, today at 2:20 pm.

    The year stands only where it is not the present one. `at` and `now` are aware. Aloud it is rounded (`for_the_ear`).
    """
    if spoken:
        at = for_the_ear(at, now)
    local = at.astimezone(ZoneInfo(time_zone))
    date = day(at, now, time_zone, language, spoken=spoken)
    if not spoken:
        return f"{date} {local:%H:%M}"
    if is_english(language):
        return f"{date} at {_clock_english(local)}"
    return date + _clock_chinese(local)


def on(told: str, language: str) -> str:
    """An instant's words inside a sentence: you asked for it on 20 November at 6 pm, or yesterday at 6 pm."""
    return f"on {told}" if is_english(language) and told[:1].isdigit() else told


def for_the_ear(at: datetime, now: datetime) -> datetime:
    """The instant as a person would say it: to five minutes within three hours of now, else to the quarter.

    What is still to come is rounded up, since nobody should wait for it too early; what was, to the nearest. Minutes
    that people say anyway (3:20) stay as they are, as a time does that the consumer has named.
    """
    minute = at.replace(second=0, microsecond=0)
    if minute.minute % 5 == 0:
        return minute
    step = 5 if abs(at - now) <= timedelta(hours=3) else 15
    past = minute.minute % step
    earlier, later = minute - timedelta(minutes=past), minute + timedelta(minutes=step - past)
    return later if at > now or (2 * past > step and later <= now) else earlier


def day(at: datetime, now: datetime, time_zone: str, language: str, *, spoken: bool = False) -> str:
    """The date part of `instant` alone."""
    zone = ZoneInfo(time_zone)
    date, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    near = (_NEAR_EN if is_english(language) else _NEAR_ZH).get((date - today).days)
    if near:
        return near
    same_year = date.year == today.year
    if is_english(language):
        month = (_MONTHS_SPOKEN if spoken else _MONTHS)[date.month - 1]
        return f"{date.day} {month}" + ("" if same_year else f" {date.year}")
    if spoken:
        year = "" if same_year else "".join(chinese_number(int(digit)) for digit in str(date.year)) + "年"
        return f"{year}{chinese_number(date.month)}月{chinese_number(date.day)}号"
    return ("" if same_year else f"{date.year}年") + f"{date.month}月{date.day}日"


def _clock_chinese(local: datetime) -> str:
    """下午两点二十分. The hour is 零 only at midnight."""
    part = next(name for before, name in _PARTS_OF_DAY if local.hour < before)
    hour = local.hour - 12 if local.hour > 12 else local.hour
    said = f"{part}{counted(hour, '点')}"
    if local.minute == 0:
        return said
    if local.minute == 30:
        return f"{said}半"
    return f"{said}{'零' if local.minute < 10 else ''}{chinese_number(local.minute)}分"


def _clock_english(local: datetime) -> str:
    """2:20 pm; 6 am."""
    hour, half = local.hour % 12 or 12, "am" if local.hour < 12 else "pm"
    return f"{hour}{f':{local.minute:02d}' if local.minute else ''} {half}"


def duration(length: timedelta, language: str, *, spoken: bool = False) -> str:
    """Whole minutes below an hour, hours below three days, then days; rounded down, at least one minute."""
    minutes = max(1, int(length.total_seconds()) // 60)
    hours = minutes // 60
    if hours < 1:
        number, zh, zh_spoken, en = minutes, "分钟", "分钟", "minute"
    elif hours < _HOURS_UNTIL_DAYS:
        number, zh, zh_spoken, en = hours, "小时", "个小时", "hour"
    else:
        number, zh, zh_spoken, en = hours // 24, "天", "天", "day"
    if is_english(language):
        return f"{number} {en}{'' if number == 1 else 's'}"
    return counted(number, zh_spoken) if spoken else f"{number} {zh}"
