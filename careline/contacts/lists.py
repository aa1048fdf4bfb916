"""Do-not-call lists as files: CSV of any width, whose numbers stand in the first column or in one that says so."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_HEADINGS = ("number", "phone", "phone_number", "telephone", "msisdn", "号码", "电话", "手机号", "手机")
ReadNumber = Callable[[str], tuple[str | None, str]]
"""A number as written → E.164 or None, and what is wrong with it."""


@dataclass(slots=True)
class NumberList:
    """What was read: numbers in E.164, each once, and (line, reason) of those that cannot be used."""

    numbers: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read_list(lines: Iterable[str], read_number: ReadNumber) -> NumberList:
    """Read every line; one that is wrong hides none of the others. Blank lines and comments (#) are passed over."""
    found, column = NumberList(), 0
    rows = csv.reader(lines)
    first = True
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return found
        except csv.Error as error:
            found.faults.append((rows.line_num, f"is no CSV: {error}"))
            continue
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if first:
            first = False
            if (named := _column(cells)) is not None:
                column = named
                continue
        _take(found, rows.line_num, cells[column] if column < len(cells) else "", read_number)


def _column(cells: list[str]) -> int | None:
    """Which column of a heading holds the numbers; None if the line is no heading."""
    names = [cell.lower() for cell in cells]
    return next((names.index(heading) for heading in _HEADINGS if heading in names), None)


def _take(found: NumberList, line: int, cell: str, read_number: ReadNumber) -> None:
    if not cell:
        found.faults.append((line, "has no number"))
        return
    number, reason = read_number(cell)
    if number is None:
        found.faults.append((line, reason or "is no number"))
    else:
        found.numbers.setdefault(number, line)
