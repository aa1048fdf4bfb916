"""Reads the shop rules from dated, sourced TOML files; names what is wrong with file, line and reason, all at once."""

from __future__ import annotations

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import holidays
import phonenumbers

from careline.core.hours import window_of
from careline.core.money import Money, MoneyError
from careline.core.rules import (
    WHOLE_DAY,
    Amounts,
    ContactRules,
    DeskRules,
    GuaranteeTerms,
    HelpLines,
    Market,
    Override,
    Promises,
    Says,
    ShopNames,
    ShopRules,
    Window,
)
from careline.core.wording.language import Said
from careline.core.wording.promotion import promotions_in

FOLDER = Path(__file__).parents[1] / "rules"
"""Where the rules that ship with Careline are."""

_SECTIONS = frozenset(f.name for f in dataclasses.fields(ShopRules)) - {
    "name", "label", "as_of", "names", "tiers", "categories",
}  # fmt: skip
_LENGTH = re.compile(r"(\d+(?:\.\d+)?) (s|min|h|d)")
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}
_MADE = (frozenset[date], Mapping[str, frozenset[date]], Mapping[str, HelpLines], Mapping[str, Says])
"""What is made by the code that read it."""
_MAY_BE_NONE = {"window", "day"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where: "rules/standard.toml:12: promises.dispatch: …"."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class RulesError(Exception):
    """The rules cannot be used; the message names every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(slots=True)
class _File:
    """One parsed file, with the line of every key ("promises.dispatch")."""

    path: Path
    values: dict[str, Any]
    lines: dict[str, int]


@dataclass(slots=True)
class _Reading:
    """What is being put together: values with the file that set each, and what is wrong so far."""

    today: date
    faults: list[Fault] = field(default_factory=list)
    origin: dict[str, tuple[str, int]] = field(default_factory=dict)

    def fault(self, key: str, reason: str) -> None:
        file, line = self.place(key)
        self.faults.append(Fault(file, line, f"{key}: {reason}" if key else reason))

    def place(self, key: str) -> tuple[str, int]:
        """Where the key is, else the first of what lies in it, else what it would lie in."""
        within = [place for known, place in self.origin.items() if known.startswith(f"{key}.")] if key else []
        nearest = [key, *(key.rsplit(".", n)[0] for n in range(1, key.count(".") + 1))]
        if key not in self.origin and within:
            return min(within, key=lambda place: place[1])
        found = next((self.origin[name] for name in nearest if name in self.origin), None)
        return found or self.origin.get("") or ("rules", 0)


def load_rules(pack: str, today: date) -> ShopRules:
    """The rules of this name in `rules/`, or of a file at this path. `today` decides which years' holidays are known.

    Raises RulesError.
    """
    reading = _Reading(today)
    merged = _merged(reading, _path_of(pack), ())
    if reading.faults:
        raise RulesError(reading.faults)
    rules = _rules(reading, merged)
    if reading.faults or rules is None:
        raise RulesError(reading.faults)
    return rules


def flat(rules: ShopRules) -> Iterator[tuple[str, str]]:
    """Every figure as (key, value) in words, for showing and comparing; holidays as how many are known."""
    yield from _flat("", rules)


def _path_of(pack: str) -> Path:
    named = FOLDER / f"{pack}.toml"
    return named if re.fullmatch(r"[\w-]+", pack) else Path(pack)


def _read(reading: _Reading, path: Path) -> _File | None:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        reading.faults.append(Fault(str(path), 0, f"cannot be read: {error.strerror}"))
        return None
    except UnicodeDecodeError:
        reading.faults.append(Fault(str(path), 0, "is not UTF-8 text"))
        return None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        reading.faults.append(Fault(_shown(path), int(found[1]) if found else 0, f"is not TOML: {error}"))
        return None
    return _File(path, values, dict(_lines(text)))


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Keys and section headers with their line numbers; keys inside multi-line values do not occur in our files."""
    section = ""
    yield "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        if found := re.match(r"\s*\[\s*([^\]\[]+?)\s*\]", line):
            section = found[1].replace('"', "")
            yield section, number
        elif found := re.match(r"\s*([\w-]+)\s*=", line):
            yield f"{section}.{found[1]}" if section else found[1], number


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(FOLDER.parent))
    except ValueError:
        return str(path)


def _merged(reading: _Reading, path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """The file's values over those of the file that it extends, section by section."""
    if path in seen:
        reading.faults.append(Fault(_shown(path), 1, "extends itself"))
        return {}
    found = _read(reading, path)
    if found is None:
        return {}
    values = found.values
    parent = values.pop("extends", None)
    merged = _merged(reading, _path_of(str(parent)), (*seen, path)) if parent else {}
    for key, line in found.lines.items():
        reading.origin[key] = (_shown(path), line)
    for section in (name for name, value in values.items() if isinstance(value, dict)):
        if section not in {"tiers", "categories"} and not str(values[section].get("source", "")).strip():
            reading.fault(section, 'every section names its `source = "…"` (write "ours" for a figure of your own)')
    if "as_of" not in values:
        reading.fault("", "the file needs a date: as_of = 2026-11-29")
    for name, value in values.items():
        merged[name] = _over(merged.get(name), value, deep=name in {"tiers", "categories"})
    return merged


def _over(before: Any, value: Any, *, deep: bool) -> Any:
    """A table over what it changes: key by key, and tiers and categories section by section too. Sums are whole."""
    if not (isinstance(before, dict) and isinstance(value, dict)):
        return value
    if not deep:
        return {**before, **value}
    return before | {
        name: {
            **(before[name] if isinstance(before.get(name), dict) else {}),
            **{part: _over(before.get(name, {}).get(part), figures, deep=False) for part, figures in table.items()},
        }
        if isinstance(table, dict)
        else table
        for name, table in value.items()
    }


def _rules(reading: _Reading, merged: dict[str, Any]) -> ShopRules | None:
    hints = typing.get_type_hints(ShopRules)
    known = {*_SECTIONS, "name", "label", "as_of", "names", "tiers", "categories"}
    for name in merged.keys() - known:
        reading.fault(name, f"is no section of the rules{_meant(name, known)}")
    parts: dict[str, Any] = {"label": ""}
    for name in ("name", "label", "as_of"):
        parts[name] = _value(reading, name, hints[name], merged.get(name))
    for name in sorted(_SECTIONS):
        table = dict(_table(reading, name, merged.get(name, {})))
        parts[name] = _contact(reading, table) if name == "contact" else _section(reading, name, hints[name], table)
    parts["names"] = _names(reading, _table(reading, "names", merged.get("names", {})))
    for name in ("tiers", "categories"):
        kinds = _table(reading, name, merged.get(name, {}))
        parts[name] = {kind: _override(reading, f"{name}.{kind}", table) for kind, table in kinds.items()}
    _check(reading, parts)
    return None if reading.faults else ShopRules(**parts)


def _table(reading: _Reading, name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    reading.fault(name, f"{value!r} is no table; write [{name}] and its keys below it")
    return {}


def _section(reading: _Reading, name: str, kind: Any, table: dict[str, Any]) -> Any:
    """A dataclass from its table: no key missing, none unknown; None where anything is wrong with it."""
    table.pop("source", None)
    hints, prefix = typing.get_type_hints(kind), f"{name}." if name else ""
    before = len(reading.faults)
    for key in sorted(table.keys() - hints.keys()):
        reading.fault(f"{prefix}{key}", f"is not known{_meant(key, hints)}")
    values = {}
    for key, wanted in hints.items():
        if key not in table:
            reading.fault(f"{prefix}{key}", "is missing")
            continue
        values[key] = _value(reading, f"{prefix}{key}", wanted, table[key])
    return kind(**values) if len(reading.faults) == before else None


def _override(reading: _Reading, name: str, table: Any) -> Override:
    parts: dict[str, dict[str, Any]] = {"promises": {}, "terms": {}}
    if not isinstance(table, dict) or not str(table.get("source", "")).strip():
        reading.fault(name, 'every tier and category names its `source = "…"`')
        return Override(promises={}, terms={})
    for section, kind in (("promises", Promises), ("terms", GuaranteeTerms)):
        hints = typing.get_type_hints(kind)
        for key, value in _table(reading, f"{name}.{section}", table.get(section, {})).items():
            if key not in hints:
                reading.fault(f"{name}.{section}.{key}", f"is not known{_meant(key, hints)}")
            else:
                parts[section][key] = _value(reading, f"{name}.{section}.{key}", hints[key], value)
    for section in table.keys() - {"promises", "terms", "source"}:
        reading.fault(f"{name}.{section}", "only promises and terms can be overridden")
    return Override(**parts)


def _contact(reading: _Reading, table: dict[str, Any]) -> ContactRules | None:
    named = table.pop("markets", None)
    if not isinstance(named, list):
        reading.fault("contact.markets", f"{named!r} is not a list of files in rules/markets")
        named = []
    markets = [_market(reading, str(name)) for name in named]
    elsewhere = _market(reading, str(table.pop("elsewhere", "elsewhere")))
    table.pop("source", None)
    hints = {
        key: kind for key, kind in typing.get_type_hints(ContactRules).items() if key not in {"markets", "elsewhere"}
    }
    values = {}
    for key in table.keys() - hints.keys():
        reading.fault(f"contact.{key}", f"is not known{_meant(key, hints)}")
    for key, kind in hints.items():
        if key not in table:
            reading.fault(f"contact.{key}", "is missing")
        else:
            values[key] = _value(reading, f"contact.{key}", kind, table[key])
    if elsewhere is None or None in markets or values.keys() != hints.keys():
        return None
    return ContactRules(markets=tuple(m for m in markets if m), elsewhere=elsewhere, **values)


def _market(reading: _Reading, name: str) -> Market | None:
    path = FOLDER / "markets" / f"{name}.toml" if re.fullmatch(r"[\w-]+", name) else Path(name)
    here = _Reading(reading.today)
    found = _read(here, path)
    if found:
        here.origin = {key: (_shown(path), line) for key, line in found.lines.items()}
        values = found.values
        country = str(values.pop("holidays", ""))
        for key in ("source", "as_of"):
            if not values.pop(key, None):
                here.fault("", f"a market's file names its `{key}`")
        own = sorted(values.get("regions", [])) if country == "own" else []
        values["rest_days"] = _holidays(here, "" if own else country, reading.today)
        values["own_rest_days"] = {region: _holidays(here, str(region), reading.today) for region in own}
        values["says"] = _says(here, values.get("says", {}))
        values["help"] = _help(here, values.get("help", {}), values.get("regions"))
        market = _section(here, "", Market, values)
        if market and not market.windows:
            here.fault("windows", "no hours at all are left to contact anybody")
    else:
        market = None
    reading.faults += here.faults
    return None if here.faults else typing.cast("Market", market)


LANGUAGES = ("zh-CN", "en")
"""What calls and text messages are held in: each market has words in each."""


def _says(reading: _Reading, tables: Any) -> types.MappingProxyType[str, Says]:
    """What has to be said, [says.en]: nothing may be missing but a number to call back, and nothing may sell."""
    found = {}
    tables = _table(reading, "says", tables)
    for language in LANGUAGES:
        name, table = f"says.{language}", tables.get(language)
        if not isinstance(table, dict) or not str(table.get("source", "")).strip():
            reading.fault(name, f'what is said in {language} is missing, or does not name its `source = "…"`')
            continue
        file, line = reading.place(name)
        section = _section(reading, name, Says, {"call_back": ""} | table | {"where": f"{file}:{line}"})
        if section:
            _check_says(reading, name, section)
            found[language] = section
    return types.MappingProxyType(found)


def _check_says(reading: _Reading, name: str, says: Says) -> None:
    for key in ("disclosure", "identity", "opt_out", "sms_opt_out"):
        if not getattr(says, key).strip():
            reading.fault(f"{name}.{key}", "is empty: a call or message without it is not lawful")
    for key, wanted in (("identity", "{shop}"), ("call_back", "{number}")):
        if getattr(says, key).strip() and wanted not in getattr(says, key):
            reading.fault(f"{name}.{key}", f"does not hold {wanted}")
    for key in ("disclosure", "identity", "opt_out", "sms_opt_out", "call_back"):
        for word in promotions_in(getattr(says, key)):
            reading.fault(f"{name}.{key}", f"advertises: {word}; a call about an order may not sell")


def _names(reading: _Reading, tables: dict[str, Any]) -> types.MappingProxyType[str, ShopNames]:
    """The shop's names by language, [names]: `en = { shop = "…", spoken = "…", call_back = "+1…" }`."""
    found = {}
    for language, told in tables.items():
        if language == "source":
            continue
        name = f"names.{language}"
        table = _table(reading, name, told)
        section = _section(reading, name, ShopNames, {"shop": "", "spoken": "", "call_back": ""} | table)
        if section is None:
            continue
        if section.call_back and not re.fullmatch(r"\+[1-9][0-9]{6,14}", section.call_back):
            reading.fault(name, f"call_back: {section.call_back!r} is no number in international form (E.164)")
        if language == "en" and not sayable(section.spoken or section.shop):
            reading.fault(name, f"spoken: {section.spoken or section.shop!r} cannot be said by an English voice")
        found[language] = section
    return types.MappingProxyType(found)


def sayable(name: str) -> bool:
    """Whether an English voice can say it: no Chinese, Japanese or Korean letters."""
    return all(ord(letter) < 0x2E80 for letter in name)


_LINE = re.compile(r"\+?\d[\d ()-]*|[a-z0-9.-]+\.[a-z]{2,}(?:/\S*)?")


def _help(reading: _Reading, tables: Any, regions: Any) -> types.MappingProxyType[str, HelpLines]:
    """The lines of each region, [help.CN]; a line that is left out is one that we do not know."""
    found = {}
    for region, table in _table(reading, "help", tables).items():
        name = f"help.{region}"
        if isinstance(regions, list) and region not in regions:
            reading.fault(name, f"is no region of this file; its regions are {', '.join(map(str, regions)) or 'none'}")
        if not isinstance(table, dict) or not str(table.get("source", "")).strip():
            reading.fault(name, 'the lines of every region name their `source = "…"`')
            continue
        lines = dict.fromkeys((line.name for line in dataclasses.fields(HelpLines)), "") | table
        section = _section(reading, name, HelpLines, lines)
        for line, number in table.items():
            if line != "source" and isinstance(number, str) and not _LINE.fullmatch(number):
                reading.fault(f"{name}.{line}", f"{number!r} is neither a number to call nor an address on the web")
        if section:
            found[region] = section
    return types.MappingProxyType(found)


def _holidays(reading: _Reading, country: str, today: date) -> frozenset[date]:
    """Last year's, this year's and next year's public holidays; none where no country is named."""
    if not country:
        return frozenset()
    try:
        return frozenset(holidays.country_holidays(country, years=range(today.year - 1, today.year + 2)))
    except NotImplementedError:
        reading.fault("holidays", f"no holidays are known for {country!r}")
        return frozenset()


def _value(reading: _Reading, key: str, kind: Any, value: Any) -> Any:
    try:
        return _converted(kind, value)
    except (ValueError, TypeError) as error:
        reading.fault(key, str(error))
        return None
    except OverflowError:
        reading.fault(key, f"{value!r} is too long a time")
        return None


def _converted(kind: Any, value: Any) -> Any:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of figure
    if isinstance(kind, types.UnionType):  # a length, or the consumer's next window or day
        return None if value in _MAY_BE_NONE else _converted(timedelta, value)
    if kind is timedelta:
        found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
        if not found:
            raise ValueError(f'{value!r} is no length of time; write "15 min", "48 h" or "7 d"')
        return timedelta(**{_UNITS[found[2]]: float(found[1])})
    if kind is Amounts:
        return Amounts(types.MappingProxyType(dict(_sums(value))))
    if kind is Window:
        return _window(value)
    if kind == tuple[Window, ...]:
        return tuple(map(_window, value if isinstance(value, list) else [value]))
    if kind == frozenset[str]:
        good = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return frozenset(value) if good else _refuse(value, "a list of texts in quotes")
    if kind in _MADE:
        return value
    if kind == Mapping[str, int]:
        good = isinstance(value, dict) and all(type(one) is int and one >= 0 for one in value.values())
        return types.MappingProxyType(value) if good else _refuse(value, "a table of whole numbers from 0 on")
    if kind == Mapping[str, Said]:
        return types.MappingProxyType(dict(_criteria(value)))
    if kind is bool:
        return value if isinstance(value, bool) else _refuse(value, "true or false")
    if kind is int:
        good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return value if good else _refuse(value, "a whole number from 0 on")
    if kind is date:
        good = isinstance(value, date) and not isinstance(value, datetime)
        return value if good else _refuse(value, "a date such as 2026-11-29")
    if kind is str:
        return value if isinstance(value, str) else _refuse(value, "text in quotes")
    raise TypeError(f"no rule may be a {kind}")


def _refuse(value: Any, wanted: str) -> typing.NoReturn:
    raise ValueError(f"{value!r} is not {wanted}")


def _criteria(value: Any) -> Iterator[tuple[str, Said]]:
    """What is looked at, code by code, with a name in each language."""
    if not isinstance(value, dict) or not value:
        raise ValueError(f'{value!r} is no table of criteria; write tone = {{ zh = "语气得体", en = "Tone" }}')
    for code, names in value.items():
        if not isinstance(names, dict) or set(names) != {"zh", "en"} or not all(map(_named, names.values())):
            raise ValueError(f"{code}: a criterion has a name in zh and in en")
        yield code, Said(names["zh"], names["en"])


def _named(name: Any) -> bool:
    return isinstance(name, str) and bool(name.strip())


def _sums(value: Any) -> Iterator[tuple[str, int]]:
    if not isinstance(value, dict):
        raise TypeError(f'{value!r} is no sum; write one for each currency: {{ CNY = "30.00", USD = "4.20" }}')
    for currency, amount in value.items():
        if not re.fullmatch(r"[A-Z]{3}", currency):
            raise ValueError(f"{currency!r} is no currency (ISO 4217)")
        if not isinstance(amount, str):
            raise TypeError(f'{currency} = {amount!r}: write sums in quotes: "{amount}"')
        try:
            yield currency, Money.parse(amount, currency).amount
        except MoneyError as error:
            raise ValueError(str(error)) from error


def _window(value: Any) -> Window:
    if not isinstance(value, str):
        raise ValueError(f'{value!r} are no hours; write "09:00-20:00"')  # noqa: TRY004 - told with the other faults
    return window_of(value)


def _meant(name: str, known: typing.Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]}?" if close else f"; known are {', '.join(sorted(known))}"


def _check(reading: _Reading, parts: Mapping[str, Any]) -> None:
    """What a single figure cannot show: figures that contradict each other."""
    if terms := parts["terms"]:
        _check_terms(reading, "terms", terms)
        for group in ("tiers", "categories"):
            for name, override in parts[group].items():
                if override.terms and None not in override.terms.values():
                    _check_terms(reading, f"{group}.{name}.terms", dataclasses.replace(terms, **override.terms))
    if contact := parts["contact"]:
        _check_contact(reading, contact)
    _check_figures(reading, parts)


def _check_figures(reading: _Reading, parts: Mapping[str, Any]) -> None:
    if limits := parts["remedies"]:
        for currency in _below(limits.agent, limits.assistant):
            reading.fault("remedies.agent", f"is below assistant in {currency}")
    _check_people(reading, parts)
    if parts["as_of"] and parts["as_of"] > reading.today:
        reading.fault("as_of", f"{parts['as_of']} lies in the future")


def _check_contact(reading: _Reading, contact: ContactRules) -> None:
    for key, named in (("countries", contact.countries), ("country_calls", contact.country_calls)):
        for country in sorted(set(named) - phonenumbers.SUPPORTED_REGIONS):
            meant = "; did you mean GB?" if country == "UK" else ""
            reading.fault(f"contact.{key}", f"{country!r} is no country with phone numbers (ISO 3166-1 alpha-2){meant}")
    for span in ("minute", "hour", "day"):
        if getattr(contact, f"contacts_per_{span}") == 0:
            reading.fault(f"contact.contacts_per_{span}", "0 would keep every contact waiting for ever; the least is 1")


def _check_terms(reading: _Reading, name: str, terms: GuaranteeTerms) -> None:
    for currency in _below(terms.late_dispatch_cap, terms.late_dispatch_floor):
        reading.fault(f"{name}.late_dispatch_cap", f"is below late_dispatch_floor in {currency}")
    if terms.late_dispatch_percent > 100:
        reading.fault(f"{name}.late_dispatch_percent", "more than 100 % of the price cannot be owed")
    if terms.lost_after < terms.stalled_after:
        reading.fault(f"{name}.lost_after", "is sooner than stalled_after")


def _check_people(reading: _Reading, parts: Mapping[str, Any]) -> None:
    """The figures of those who phone, sell and answer."""
    if parts["calls"] and parts["calls"].holdout_percent > 50:
        reading.fault("calls.holdout_percent", "more than half of all blocks cannot be held out")
    if parts["merchants"] and parts["merchants"].escalate_after < parts["merchants"].remind_after:
        reading.fault("merchants.escalate_after", "is sooner than remind_after")
    if parts["quality"] and parts["quality"].sample_percent > 100:
        reading.fault("quality.sample_percent", "more than all conversations cannot be drawn")
    if desk := parts["desk"]:
        _check_desk(reading, desk)


def _check_desk(reading: _Reading, desk: DeskRules) -> None:
    if desk.assign not in {"pull", "push"}:
        reading.fault("desk.assign", f'{desk.assign!r} is neither "pull" nor "push"')
    for name in ("ages", "lease", "idle", "phone_rings"):
        if not getattr(desk, name):
            reading.fault(f"desk.{name}", "has to be longer than nothing")


def _below(upper: Amounts, lower: Amounts) -> list[str]:
    """The currencies in which what has to be the greater sum is the smaller one."""
    return [currency for currency, least in lower.minor.items() if upper.minor.get(currency, least) < least]


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Says):
        told = {name: words for name, words in dataclasses.asdict(value).items() if words and name != "where"}
        yield from ((f"{prefix}.{name}", words) for name, words in told.items())
    elif isinstance(value, ShopNames):
        yield prefix, ", ".join(filter(None, dataclasses.astuple(value))) or "as in the settings"
    elif isinstance(value, HelpLines):
        known = {name: line for name, line in dataclasses.asdict(value).items() if line}
        yield from ((f"{prefix}.{name}", line) for name, line in known.items())
    elif dataclasses.is_dataclass(value) and not isinstance(value, Window | Amounts | type):
        for part in dataclasses.fields(value):
            yield from _flat(f"{prefix}.{part.name}" if prefix else part.name, getattr(value, part.name))
    elif isinstance(value, tuple) and value and isinstance(value[0], Market):
        for market in value:
            yield from _flat(f"{prefix}.{market.name}", market)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flat(f"{prefix}.{name}", part)
    else:
        yield prefix, _in_words(value)


def _in_words(value: Any) -> str:
    if isinstance(value, timedelta):
        return _length(value)
    if isinstance(value, Amounts):
        return ", ".join(f"{currency} {Money(minor, currency).decimal()}" for currency, minor in value.minor.items())
    if isinstance(value, Window):
        return "any hour" if value == WHOLE_DAY else f"{value.opens:%H:%M}-{value.closes:%H:%M}"
    if isinstance(value, tuple):
        return ", ".join(map(_in_words, value)) or "none"
    if isinstance(value, frozenset):
        days = [one for one in value if isinstance(one, date)]
        return f"{len(days)} days" if days else ", ".join(sorted(value)) or "none"
    return "next window or day" if value is None else str(value)


def _length(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s" if seconds else "0 h"
