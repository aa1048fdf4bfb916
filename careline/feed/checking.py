"""Looking a file of events over without storing anything: what would be refused, and what the rest says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from careline.core.customers import is_new_user
from careline.core.orders import Customer, Order
from careline.core.rules import NewUserRule
from careline.feed.body import Unreadable, read_body
from careline.feed.importing import event_of
from careline.feed.remarks import remarks_on
from careline.feed.schema import read_event
from careline.feed.values import customer_of, order_of
from careline.http.problem import Problem, unreadable


@dataclass(frozen=True, slots=True)
class Verdict:
    """`error` is empty for an event that would be taken in."""

    place: str
    event_id: str
    error: str
    warnings: tuple[str, ...]


def check(raw: bytes, now: datetime) -> Iterator[Verdict]:
    """Each event of a file, JSON Lines or one JSON array. Never raises: a file that is neither is one bad event."""
    seen = dict[tuple[str, str], int]()
    for place, told in _events(raw):
        verdict = _verdict(place, told, now)
        key = verdict.event_id, _order_id(told)
        if not verdict.error and seen.get(key):
            yield Verdict(
                place, verdict.event_id, "", (*verdict.warnings, "event_id: was told above, would be ignored")
            )
        else:
            yield verdict
        seen[key] = 1


def orders_told(raw: bytes, new_users: NewUserRule) -> tuple[list[tuple[Order, Customer]], list[str]]:
    """The orders and consumers that a file's events tell of, in its order, and what is wrong with the other events."""
    found, refused = list[tuple[Order, Customer]](), list[str]()
    for place, told in _events(raw):
        try:
            if isinstance(told, Unreadable):
                raise told
            event = read_event(told)
        except (ValidationError, Unreadable) as error:
            why = unreadable(error) if isinstance(error, ValidationError) else str(error)
            refused.append(f"{place}: {why}")
            continue
        who = customer_of(event.order.customer, event.occurred_at)
        new = is_new_user(who.first_order_at, who.orders_so_far, event.order.placed_at, new_users)
        found.append((order_of(event, new_user=new), who))
    return found, refused


def _events(raw: bytes) -> Iterator[tuple[str, Any]]:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        try:
            told = json.loads(raw.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            try:
                told = read_body(raw)
            except Problem as problem:
                told = [Unreadable(problem.detail)]
        yield from ((f"event {n}", one) for n, one in enumerate(told, start=1))
        return
    for number, line in enumerate(raw.splitlines(), start=1):
        if line.strip():
            yield f"line {number}", event_of(line)


def _verdict(place: str, told: Any, now: datetime) -> Verdict:
    event_id = told.get("event_id", "") if isinstance(told, dict) else ""
    name = event_id if isinstance(event_id, str) else ""
    try:
        if isinstance(told, Unreadable):
            raise told
        return Verdict(place, name, "", remarks_on(read_event(told), now))
    except ValidationError as error:
        return Verdict(place, name, unreadable(error), ())
    except Unreadable as error:
        return Verdict(place, name, str(error), ())


def _order_id(told: Any) -> str:
    order = told.get("order") if isinstance(told, dict) else None
    return str(order.get("order_id", "")) if isinstance(order, dict) else ""
