"""Dates in English. Patterns for text as `entities.readable` gives it; the values are those of `date_values`."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.components import date_values as values
from understanding.numerals import COUNT_EN, number

_MONTH_NAMES = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
                "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?")  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<m>{'|'.join(_MONTH_NAMES)})"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL_DAY = r"(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT_DAY = r"(?P<day>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
_ON, _OFF = r"(?<![a-z0-9])", r"(?![a-z0-9])"
_OFFSET = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1}
_DAYS = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "the day after tomorrow": 2,
         "tomorrow": 1, "last night": -1}  # fmt: skip
FEASTS = {
    "black-friday": "black friday", "cyber-monday": "cyber monday", "christmas": "christmas|xmas|boxing day",
    "thanksgiving": "thanksgiving", "double-11": r"singles'? day|double (?:11|eleven)|(?<![\d.])11[.]11(?![.]?\d)",
    "double-12": r"double (?:12|twelve)|(?<![\d.])12[.]12(?![.]?\d)", "mid-year": "618(?= (?:sale|order)|$)",
    "new-year": "new year'?s(?: day| eve)?",
    "spring-festival": "(?:chinese|lunar) new year|spring festival", "national-day": "national day|golden week",
    "valentines": "valentine'?s(?: day)?", "mid-autumn": "mid-autumn(?: festival)?", "womens-day": "women'?s day",
}  # fmt: skip
_FEAST = "|".join(f"(?P<f{at}>{words})" for at, words in enumerate(FEASTS.values()))
_VAGUE = {"the other day": "days-10..-1", "a few days ago": "days-10..-2", "a couple of days ago": "days-4..-1",
          "several days ago": "days-14..-3", "a few weeks ago": "days-45..-10", "a couple of weeks ago": "days-24..-8",
          "a few months ago": "days-300..-45", "a couple of months ago": "days-90..-35"}  # fmt: skip
_MINUTE, _HOUR = "min(?:ute)?s?", "h(?:ou)?rs?"
_LATELY = (
    rf"(?:half an {_HOUR}|a half {_HOUR}|(?:a )?quarter of an {_HOUR}|an {_HOUR} and a half"
    rf"|{COUNT_EN} and a half {_HOUR}|(?:a few|a couple(?: of)?|several|some) (?:{_MINUTE}|{_HOUR})"
    r"|a (?:moment|sec(?:ond)?)|moments) (?:ago|back)"
)
"""Today, or yesterday where it was before midnight."""

# What ties a date to buying. Between the verb and the date nothing else may have happened.
_EVENT = (
    r"arriv|deliver|came|come|coming|ship|due|promis|said|say|told|receiv|suppos|should|cancel|return|refund|was|were|"
    r"since|until|till|before|by|but|email|call|got|get"
)
_BOUGHT_BEFORE = re.compile(
    rf"{_ON}(?:bought|ordered|purchased|placed)(?: (?!{_EVENT})[\w'-]{{1,16}}){{0,6}} ?$"
    r"|(?<![a-z])paid(?: for (?:it|them|this|that))?(?: on| in)? $"
    r"|(?<![a-z])(?:orders?|purchase|the ones?)(?: (?:from|of)|(?: i)? (?:placed|made|dated)(?: on| in)?)(?: the)? $"
)
_BOUGHT_AFTER = re.compile(
    r"(?:'s)? (?:orders?|purchases?)(?![a-z])"
    r"|,? (?:i|we)(?:'d| had| have)? (?:\w{1,8} )?(?:bought|ordered|purchased|placed|paid)(?![a-z])"
)


def says_bought(before: str, after: str) -> bool:
    """Whether the words around a date say that something was bought on it."""
    return bool(_BOUGHT_BEFORE.search(before) or _BOUGHT_AFTER.match(after))


def _month(match: re.Match[str]) -> int:
    return _MONTHS.index(match["m"][:3]) + 1


def _named_day(match: re.Match[str]) -> str | None:
    day = int(match["d"])
    return values.in_year(int(match["y"]), _month(match), day) if match["y"] else values.day_of_year(_month(match), day)


def _named_month(match: re.Match[str]) -> str:
    return f"year-1:{_month(match):02}" if match["year"] else f"--{_month(match):02}"


def _figures(match: re.Match[str]) -> str | None:
    """3/11: the third of November, or 11 March. The reading that is longer past is hardly ever meant; try both."""
    one, other = int(match["a"]), int(match["b"])
    readings = [values.day_of_year(one, other), values.day_of_year(other, one)]
    if match["y"]:
        year = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
        readings = [values.in_year(year, one, other), values.in_year(year, other, one)]
    return "|".join(dict.fromkeys(reading for reading in readings if reading)) or None


def _iso(match: re.Match[str]) -> str | None:
    return values.in_year(int(match["y"]), int(match["m"]), int(match["d"]))


def _relative(match: re.Match[str]) -> str:
    unit, offset = match["unit"], _OFFSET[match["which"]]
    if unit == "weekend":
        return "weekend" if offset < 1 else "weekend+1"
    return values.signed(unit, offset)


def _weekday(match: re.Match[str]) -> str:
    """ "last Tuesday" may be the one just gone, or that of last week."""
    day = _WEEKDAYS.index(match["day"][:3]) + 1
    which = match["which"]
    if which == "last":
        return f"weekday:{day}|weekday-1:{day}"
    return f"weekday+1:{day}" if which == "next" else f"weekday:{day}"


def _weekday_last_week(match: re.Match[str]) -> str:
    return f"weekday-1:{_WEEKDAYS.index(match['day'][:3]) + 1}"


def _feast(match: re.Match[str]) -> str:
    name = next(name for at, name in enumerate(FEASTS) if match[f"f{at}"])
    return f"feast-1:{name}" if match["year"] else f"feast:{name}"


def _ago(match: re.Match[str]) -> str | None:
    unit = match["unit"]
    return values.ago(number(match["n"]), {"hr": "hour", "h": "hour", "min": "minute"}.get(unit, unit))


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"(?<![\w-])(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d-])(?!\.\d)", re.ASCII), _iso),
    (re.compile(rf"{_ON}(?P<year>last year'?s )?(?:{_FEAST}){_OFF}"), _feast),
    (re.compile(rf"{_ON}(?:{'|'.join(_VAGUE)}){_OFF}"), lambda m: _VAGUE[m[0]]),
    (re.compile(rf"{_ON}{_LATELY}{_OFF}"), lambda _: "days-1..+0"),
    (re.compile(rf"{_ON}(?:{'|'.join(_DAYS)}){_OFF}"), lambda m: values.signed("day", _DAYS[m[0]])),
    (
        re.compile(
            rf"{_ON}(?P<n>{COUNT_EN})(?: |(?<=\d))(?P<unit>hour|hr|h|minute|min|day|week|month|year)s?"
            rf" (?:ago|back){_OFF}"
        ),
        _ago,
    ),
    (
        re.compile(rf"{_ON}{_MONTH}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>20\d\d))?{_OFF}", re.ASCII),
        _named_day,
    ),
    (
        re.compile(rf"{_ON}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\.?(?:,? (?P<y>20\d\d))?{_OFF}", re.ASCII),
        _named_day,
    ),
    (re.compile(rf"(?<=in |of )(?:last )?{_MONTH}(?P<year> last year)?{_OFF}"), _named_month),
    (re.compile(rf"{_ON}{_FULL_DAY} (?:of )?last week{_OFF}"), _weekday_last_week),
    (re.compile(rf"{_ON}(?:(?P<which>last|this|next|this past) )?{_FULL_DAY}{_OFF}"), _weekday),
    (re.compile(rf"{_ON}(?P<which>last|next|on) {_SHORT_DAY}{_OFF}"), _weekday),
    (
        re.compile(rf"{_ON}(?P<which>last|past|previous|this|next) (?P<unit>weekend|week|month|year){_OFF}"),
        _relative,
    ),
    (re.compile(rf"{_ON}(?:over|at|on) the weekend{_OFF}"), lambda _: "weekend"),
    (
        re.compile(rf"{_ON}(?:on|since|by|from|before|after) the (?P<d>\d{{1,2}})(?:st|nd|rd|th){_OFF}", re.ASCII),
        lambda m: values.day_of_year(None, int(m["d"])),
    ),
    (
        re.compile(r"(?<![\w/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>20\d\d|\d\d))?(?![\w/-])(?!\.\d)", re.ASCII),
        _figures,
    ),
)
