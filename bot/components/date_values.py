"""The values of dates: when something happened, relative, because the consumer's today is not known here.

A value is one reading, or several with `|` between, likeliest first; `actions/orders/date_ranges.py` resolves them.
Numbers carry their sign (-1 the last, +0 this, +1 the next), months and days have two digits, weekdays count from 1,
Monday:

    day-1                 yesterday                    days-3..-1            前两天: both ends included
    week-1                上周, Monday to Sunday        weekday-1:3           上周三
    weekday:3             on Wednesday: the last one   weekend-1, weekend    上周末; at the weekend: the last one
    month-1               上个月                       month-1:03            上个月3号
    year-1, year-1:11-03  去年, 去年11月3号              --11-03, --11, ---03  11月3号, in November, 3号: the last one
    2026-11-03, 2026-11   with its year                feast:double-11       a feast or sale: the last one
                                                       feast-1:double-11     去年双十一
"""

from __future__ import annotations

_HALF = {"month": "days-20..-10", "year": "days-230..-140"}


def day_of_year(month: int | None, day: int | None) -> str | None:
    """`--11-03`, `--11` or `---03`; None for what no calendar has."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= (29 if month == 2 else 31):
        return None
    if month is None:
        return None if day is None else f"---{day:02}"
    return f"--{month:02}" + ("" if day is None else f"-{day:02}")


def in_year(year: int, month: int | None, day: int | None) -> str | None:
    """`2026-11-03` or `2026-11`, of the years in which somebody may have ordered; None outside."""
    rest = day_of_year(month, day)
    return f"{year}{rest[1:]}" if rest and month and 2000 <= year <= 2099 else None


def ago(count: int | None, unit: str) -> str | None:
    """So many `minute`, `hour`, `day`, `week`, `month` or `year` ago; the longer ago, the less exact people are.

    None for no number, and for longer ago than any order we keep.
    """
    if unit == "minute":
        return ago(None if count is None else count // 60, "hour")
    if count is None or count * {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8760}[unit] > 20 * 8760:
        return None
    if unit == "hour":
        return f"days-{count // 24 + 1}..-{count // 24}".replace("-0", "+0")
    if unit == "day":
        slack = max(1, count // 5)
        return signed("day", -count) if count < 2 else f"day-{count}|days-{count + slack}..-{count - slack}"
    days, slack = {"week": (7, 3), "month": (30, 10), "year": (365, 90)}[unit]
    return f"days-{count * days + slack}..-{count * days - slack}" if count else None


def half_ago(unit: str) -> str:
    """半个月前, 半年前."""
    return _HALF[unit]


def signed(name: str, offset: int) -> str:
    """`week-1`, `month+0`."""
    return f"{name}{offset:+d}"
