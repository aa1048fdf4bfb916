"""When feasts and sales are, by rule; those of the Chinese moon by the `holidays` package."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, timedelta

import holidays

Span = Callable[[int], tuple[date, int]]
"""Of a year: the first day, and how many days follow it. Raises ValueError where it is not known."""


def _from(month: int, day: int, to_month: int, to_day: int) -> Span:
    return lambda year: (date(year, month, day), (date(year, to_month, to_day) - date(year, month, day)).days)


def _black_friday(before: int, after: int) -> Span:
    """Around the day after the fourth Thursday of November."""

    def span(year: int) -> tuple[date, int]:
        first = date(year, 11, 1)
        friday = first + timedelta(days=(3 - first.weekday()) % 7 + 22)
        return friday - timedelta(days=before), before + after

    return span


def _new_year(year: int) -> tuple[date, int]:
    return date(year - 1, 12, 30), 4


def _by_moon(name: str, before: int, after: int) -> Span:
    def span(year: int) -> tuple[date, int]:
        return _first_day(name, year) - timedelta(days=before), before + after

    return span


@functools.lru_cache(maxsize=64)
def _first_day(name: str, year: int) -> date:
    days = holidays.country_holidays("CN", years=year, language="zh_CN").get_named(name)
    if not days:
        raise ValueError(f"no {name} in {year}")
    return min(days)


SPANS: dict[str, tuple[Span, ...]] = {
    "double-11": (_from(11, 10, 11, 12), _from(10, 14, 11, 15)),
    "double-12": (_from(12, 11, 12, 13), _from(12, 1, 12, 15)),
    "mid-year": (_from(6, 17, 6, 19), _from(5, 20, 6, 22)),
    "520": (_from(5, 20, 5, 20), _from(5, 14, 5, 22)),
    "national-day": (_from(10, 1, 10, 8),),
    "labour-day": (_from(5, 1, 5, 5),),
    "womens-day": (_from(3, 8, 3, 8), _from(3, 1, 3, 10)),
    "new-year": (_from(1, 1, 1, 3), _new_year),
    "valentines": (_from(2, 14, 2, 14), _from(2, 7, 2, 15)),
    "christmas": (_from(12, 24, 12, 26), _from(12, 15, 12, 28)),
    "black-friday": (_black_friday(0, 0), _black_friday(5, 3)),
    "cyber-monday": (_black_friday(-3, 3), _black_friday(0, 5)),
    "thanksgiving": (_black_friday(1, -1), _black_friday(1, 2)),
    "spring-festival": (_by_moon("春节", 7, 10),),
    "dragon-boat": (_by_moon("端午节", 2, 2),),
    "mid-autumn": (_by_moon("中秋节", 2, 2),),
}
"""Each first narrowly, then with the weeks of the sale that people count to it."""
