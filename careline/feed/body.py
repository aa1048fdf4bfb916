"""The body of a feed request as single events, so that one that cannot even be parsed does not take others with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from careline.http.problem import Problem

MAX_EVENTS = 1000
_LONGEST_INT = 20  # digits; more than the highest version has, and far from what is slow or refused to be read
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{},]', re.DOTALL)


class Unreadable(Exception):  # noqa: N818 - a value among events, raised where they are checked
    """Stands for an event that could not be parsed; its sentence is told to the sender."""


def read_body(raw: bytes) -> list[Any]:
    """The events of a request, one or an array of them, parsed and not yet checked. Raises Problem 400 or 413."""
    try:
        text = raw.decode()
        try:
            told = read_json(text)
        except RecursionError:
            told = [read_or_refuse(part) for part in _parts(text)]
    except ValueError as error:
        raise Problem(400, "The body is not valid JSON.") from error
    if not isinstance(told, dict | list):
        raise Problem(400, "Send one event or an array of events.")
    events = told if isinstance(told, list) else [told]
    if len(events) > MAX_EVENTS:
        raise Problem(413, f"Send at most {MAX_EVENTS} events at once.")
    return events


def read_json(text: str) -> Any:
    """Raises ValueError if it is not JSON, RecursionError if it is nested too deeply."""
    return json.loads(text, parse_int=_read_int)


def read_or_refuse(text: str) -> Any:
    """The event, or Unreadable if it is nested too deeply. Raises ValueError if it is not JSON."""
    try:
        return read_json(text)
    except RecursionError:
        return Unreadable("nested too deeply")


def _read_int(digits: str) -> int | float:
    """Python refuses integers of over 4,300 digits, and with one of them the whole body."""
    return int(digits) if len(digits) <= _LONGEST_INT else float(digits)


def _parts(text: str) -> Iterator[str]:
    """The elements of the outermost array as texts; a body that is no array is its own only part."""
    if not text.lstrip().startswith("["):
        yield text
        return
    tokens = _TOKEN.finditer(text)
    start, depth = next(tokens).end(), 1
    for token in tokens:
        mark = token[0]
        if depth == 0 or (depth == 1 and mark == "}"):
            raise ValueError("not one JSON array")
        if depth == 1 and mark in {",", "]"}:
            yield text[start : token.start()]
            start = token.end()
        depth += (mark in {"[", "{"}) - (mark in {"]", "}"})
    if depth or text[start:].strip():
        raise ValueError("not one JSON array")
