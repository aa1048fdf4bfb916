"""When a consumer wants to be called back, from how they put it. Pure: 今晚八点, 半小时后, tomorrow at 3.

Not a general date parser: the ways in which people say it to a caller. A day or an hour that is named counts before a
length of time, and a length only where the words count it from now on (半小时后, in an hour): 等了三个小时 and "a 2
hour meeting" say nothing of when to call."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from understanding.plain import plain
from understanding.times import (
    LENGTH_EN,
    LENGTH_ZH,
    at_hour,
    date_in,
    hour_in,
    later,
    length_of,
    near_day,
    part_of_day,
    weekday_in,
)

_USUAL_HOUR = time(10)
_WEEKEND = re.compile(r"周末|weekend")
_MOVED_TO = re.compile(
    r"(?:改(?:成|到|为)?|换(?:成|到)?|挪到?|推到?)(?=[今明后大下上中晚早周星礼一二三四五六七八九十\d])"
    r"|\b(?:make it|move it to)\b"
)
"""Behind it stands the new hour: 十点我要开会，改下午四点."""
_CALL_ZH = (
    r"(?:再|就|给我|跟我)?(?:打(?![了过款钱包折开\d一二两三四五六七八九十几])|拨|回(?:电|拨|个?电)"
    r"|联系(?![不了过])|来电|call)"
)
_AHEAD = (
    re.compile(
        rf"(?<![等打说花用排]了)(?<!已经)(?<!都){LENGTH_ZH}(?:左右|的样子)?(?:之后|以后|过后|后(?!天|来)|内|以内|之内|吧?再|(?<=[时头钟]){_CALL_ZH})"
    ),
    re.compile(rf"(?:再?过|(?<!我)(?<!了)再?等我?|给我|晚)个?(?:大概|大约|差不多)?{LENGTH_ZH}(?!了|前|之前|以前)"),
    re.compile(
        rf"\b(?:in|within|after|give (?:me|us|him|her|them)|another)(?: about| around| maybe| like| another| say)?"
        rf" {LENGTH_EN}(?!['-]? ?(?:ago|long|meeting|class|call|flight|drive|shift|delay)\b)"
    ),
    re.compile(rf"\b(?=another ){LENGTH_EN}"),
    re.compile(rf"\b{LENGTH_EN} (?:from now|later|hence)\b"),
)
"""Lengths from now on."""
_ALONE = (
    re.compile(rf"(?:嗯+|好的?|那|大概|大约|就|要)*[,，、 ]*{LENGTH_ZH}(?:左右|吧|的样子|可以|行)*[。.!！~]*"),
    re.compile(
        rf"(?:(?:maybe|about|around|say|like|ok|yes|yeah|sure)[, ]+)*{LENGTH_EN}"
        r"(?:[, ]+(?:or so|please|pls|thanks?))*[.!]*"
    ),
)
"""All that is said, in answer to "when"."""
_PROMISED = re.compile(
    r"(?:你们?|客服|您)[^,，。]{0,4}(?:说|答应|承诺|讲)[^,，。]{0,8}$"
    r"|\b(?:you(?: guys| people)? (?:said|told|promised)|(?:was|were) (?:told|promised))\b[^,.;]{0,40}$"
)
"""In front of a length it tells when we were to have called: 你们说两小时后打."""
_CLAUSES = re.compile(r"[,，。;；!！?？\n]+|\.(?=\s|$)|(?<=[a-z]) (?=(?:and(?! a half)|but|so) )")
_NOT_THEN = re.compile(
    r"昨|刚才|刚刚|[打等买说拍订接]了|[打来说问]过|买的|拍的|下的?单|签收|已经|(?:分钟|小时|钟头|天|周|月)[之以]?前"
    r"|没(?:接|打|人|收|听)|没空|不行|不方便|不在|[别不]要?打|在?忙|开会|接不了|不能接"
    r"|\byesterday\b|\bago\b|\bwaited\b|\bcalled\b|\bordered\b|\bbought\b|\bmissed\b|\bsaid\b|\bpromised\b|\bbeen\b"
    r"|\blast (?:week|night|time|mon|tue|wed|thu|fri|sat|sun)|\bbusy\b|\bmeeting\b|\basleep\b"
    r"|\b(?:not|can'?t|cannot|won'?t|don'?t|didn'?t|never|no good)\b"
)
"""A clause that tells what was, or when they do not want to be called."""


class _Wish(NamedTuple):
    """What words name of the time to call at."""

    day: date | None
    hour: time | None
    length: timedelta | None


def callback_time(text: str, now: datetime, time_zone: str) -> datetime | None:
    """The instant meant: aware, in the consumer's zone, never in the past; None if none was named."""
    local = now.astimezone(ZoneInfo(time_zone))
    said, wish = _wish_in(text, local)
    if wish.day is None and wish.hour is None:
        return later(local, wish.length) if wish.length else None
    wished = at_hour(said, wish.day, wish.hour or _USUAL_HOUR, local)
    return wished if wished > local else wished + timedelta(days=1)


def names_a_day(text: str, now: datetime) -> bool:
    """Whether words name a day, or a length of time from `now`."""
    wish = _wish_in(text, now)[1]
    return wish.day is not None or wish.length is not None


def _wish_in(text: str, local: datetime) -> tuple[str, _Wish]:
    """What is named of the time, and the words that name it: those that tell of it, if they do, else all of them."""
    *before, moved_to = _MOVED_TO.split(plain(text))
    said = f"at {moved_to.strip()}" if before and moved_to.strip() else plain(text)
    told = ", ".join(clause for clause in _CLAUSES.split(said) if not _NOT_THEN.search(clause))
    for words in (told, said):
        wish = _named(words, local)
        if any(wish):
            return words, wish
    return said, _Wish(None, None, None)


def _named(said: str, local: datetime) -> _Wish:
    length, day, hour = _length(said), _day(said, local.date()), hour_in(said)
    if hour is None and (part := part_of_day(said)):
        hour = time(part[0])
    if length and not length % timedelta(days=1):  # 两天后下午三点
        return _Wish(day or local.date() + length, hour, None)
    return _Wish(day, hour, length)


def _length(said: str) -> timedelta | None:
    """十分钟后, 过半小时, 两个半小时以后再打, in an hour; or nothing but a length."""
    ahead = (found for pattern in _AHEAD for found in pattern.finditer(said))
    counted = [length_of(one) for one in ahead if not _PROMISED.search(said[max(0, one.start() - 60) : one.start()])]
    alone = (found for pattern in _ALONE if (found := pattern.fullmatch(said.strip())))
    return next(filter(None, (*counted, *map(length_of, alone))), None)


def _day(said: str, today: date) -> date | None:
    """The day that is named, from today on."""
    near = near_day(said, ahead=True)
    if near is not None:
        return today + timedelta(days=near)
    found = weekday_in(said, today, today_counts=False) or date_in(said, today)
    if found is None and _WEEKEND.search(said):
        return today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    return found if found is None or found >= today else None
