"""`python -m careline.rehearsal.customers FILE…`: hold scripted customers' conversations and judge them.

A customer (conversations/README.md) goes on whatever the assistant answers; a turn is right when it holds every fact
that it `wants` and none that it must `never` say. `--figures PATH` writes one JSON line a turn: what its writer meant,
how it was read, and its faults, to see which misreadings cost answers.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from rich.console import Console
from ruamel.yaml import YAML

from careline.cases.service import look_at_due_orders
from careline.feed.service import Feed
from careline.rehearsal.__main__ import postgres, trained_model
from careline.rehearsal.app_line import AppLine
from careline.rehearsal.bot_process import BotDidNotStartError
from careline.rehearsal.cast import Person
from careline.rehearsal.line import CannotDoError
from careline.rehearsal.situations import NOW
from careline.rehearsal.stage import RULES, Stage, stage
from careline.rehearsal.told import Said
from careline.why import explain

_OFFSET = re.compile(r"^@([+-])(\d+(?:\.\d+)?)([mhd])$")
_UNIT = {"m": "minutes", "h": "hours", "d": "days"}
_NAMED = re.compile(r"\{(\w+)(?:\.d)?\}")
_PLACES = {
    "zh-CN": ("李静", "+85291", "HK", "Asia/Hong_Kong", "CNY"),
    "en": ("Alex Tan", "+6598", "SG", "Asia/Singapore", "SGD"),
}
_OF_FEED = frozenset({"id", "title", "price", "currency"})
_AT_ONCE = 6
_SHORT = 8
"""Sentences of fewer characters may be said twice."""


@dataclass(frozen=True, slots=True)
class Customer:
    """One script with the real ids of its orders. `raw` is the entry as its writer wrote it."""

    raw: Mapping[str, Any]
    number: int

    @property
    def customer_id(self) -> str:
        return f"customer-{self.number}"

    @property
    def language(self) -> str:
        return str(self.raw.get("locale", "zh-CN"))

    def named(self, text: str) -> str:
        """With real order numbers in place of {A} and {A.d}."""
        mine = {order["id"] for order in self.raw.get("orders", [])}
        return _NAMED.sub(lambda match: self.order_id(match[1]) if match[1] in mine else match[0], text)

    def order_id(self, key: str) -> str:
        return f"{key}-{self.number:05d}"

    def events(self) -> Iterator[dict[str, Any]]:
        """What the shop's feed tells of this customer."""
        name, code, region, zone, currency = _PLACES[self.language]
        who = {
            "customer_id": self.customer_id, "name": name, "phone": f"{code}{self.number:06d}", "region": region,
            "locale": self.language, "time_zone": zone, "first_order_at": "@-90h", "orders_so_far": 1,
            "consent": {"service_calls": False, "service_sms": False}, **self.raw.get("customer", {}),
        }  # fmt: skip
        for place, told in enumerate(self.raw.get("orders", [])):
            coin = told.get("currency", currency)
            price = {"amount": str(told.get("price", "59.90")), "currency": coin}
            item = {"sku": f"s{place}", "title": told.get("title", "收纳篮"), "quantity": 1, "price": price}
            order = {
                "order_id": self.order_id(told["id"]), "customer": who, "items": [item], "total": price,
                "merchant": {"merchant_id": "m-customers", "name": "青禾旗舰店"},
                "placed_at": "@-80h", "guarantees": [],
                **{name: value for name, value in told.items() if name not in _OF_FEED},
            }  # fmt: skip
            told_of = {"event_id": f"ev-{order['order_id']}", "occurred_at": NOW.isoformat(), "version": 1}
            yield told_of | {"order": _instants(order)}


@dataclass(slots=True)
class Turn:
    """What was said, what was answered, how it was read, what was wrong with it, and sentences of an earlier turn."""

    say: str
    means: Any = None
    read: list[str] = field(default_factory=list)
    told: str = ""
    faults: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Held:
    """A conversation as it went. `afterwards`: what the records of the orders lack."""

    customer: Customer
    turns: list[Turn] = field(default_factory=list)
    afterwards: list[str] = field(default_factory=list)
    sentences: int = 0

    @property
    def right(self) -> bool:
        return not self.afterwards and not any(turn.faults for turn in self.turns)


class Readings(logging.Handler):
    """How the newest turn of each conversation was read, as the actions log it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._newest: dict[str, list[str]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "action", "") == "turn_read":
            told = record.__dict__
            self._newest[told["conversation"]] = [told["intent"], *told["readings"]]

    def take(self, conversation_id: UUID) -> list[str]:
        """Empty where no matter was asked."""
        return self._newest.pop(str(conversation_id), [])


def read_customers(files: Sequence[Path], only: str) -> list[Customer]:
    """Of these files, those whose id the pattern `only` finds; ids of orders differ from one to the next."""
    entries = [one for file in files for one in YAML(typ="safe", pure=True).load(file.read_text("utf-8"))]
    talks = [one for one in entries if "turns" in one and re.search(only, one["id"])]
    return [Customer(raw, number) for number, raw in enumerate(talks, start=1)]


async def enter(stage: Stage, customers: Sequence[Customer]) -> None:
    """Tell the feed of everybody. Raises ValueError for an order that it refuses."""
    feed = Feed(stage.database, RULES.new_users)
    for customer in customers:
        taken = await feed.take(list(customer.events()), NOW)
        if taken.rejected:
            raise ValueError(f"{customer.raw['id']}: the feed refuses {taken.rejected[:2]}")
    while await look_at_due_orders(stage.database, NOW, RULES, 200):
        pass


async def hold(stage: Stage, customer: Customer, readings: Readings) -> Held:
    """From the first turn to the last, whatever is answered."""
    name, language = _PLACES[customer.language][0], customer.language
    who = Person(customer_id=customer.customer_id, name=name, language=language, phone=None, orders={})
    line = AppLine(stage, who)
    held, before, shown = Held(customer), Counter[str](), dict[str, None]()
    for step in customer.raw["turns"]:
        say = step.get("say")
        texts = [say] if isinstance(say, str) else say or [f"[{step.get('tap')}]"]
        turn = Turn("\n".join(customer.named(text) for text in texts), step.get("means"))
        held.turns.append(turn)
        try:
            said = await _say(line, customer, step, shown)
        except CannotDoError as error:
            turn.faults.append(str(error))
            continue
        turn.read = readings.take(await line.conversation_id())
        turn.told = "\n".join(part for one in said for part in (one.text, *one.buttons, *one.cards))
        turn.faults = list(_faults(customer, step, turn.told))
        shown |= {button: None for one in said for button in one.buttons}
        for one in said:
            held.sentences += 1
            if len(one.text) >= _SHORT and before[one.text]:
                turn.repeated.append(one.text)
            before[one.text] += 1
    held.afterwards = [fault async for fault in _afterwards(stage, customer)]
    return held


async def _say(line: AppLine, customer: Customer, step: Mapping[str, Any], shown: Mapping[str, None]) -> list[Said]:
    say = step.get("say")
    if say is None:
        title = next((title for title in reversed(list(shown)) if re.search(step["tap"], title, re.IGNORECASE)), None)
        if title is None:
            raise CannotDoError(f"no button {step['tap']!r}")
        return list((await line.press(title)).said)
    text = say if isinstance(say, str) else "\n".join(say)
    return list((await line.say(customer.named(text))).said)


def _faults(customer: Customer, step: Mapping[str, Any], told: str) -> Iterator[str]:
    for any_of in step.get("wants", []):
        if not any(re.search(customer.named(str(one)), told, re.IGNORECASE) for one in any_of):
            yield f"wants {any_of}"
    for one in step.get("never", []):
        if re.search(customer.named(str(one)), told, re.IGNORECASE):
            yield f"never {one!r}"


async def _afterwards(stage: Stage, customer: Customer) -> Any:
    for key, wanted in customer.raw.get("why", {}).items():
        printed = Console(file=io.StringIO(), width=200)
        await explain(stage.database, customer.order_id(key), NOW, RULES, printed)
        shown = printed.file.getvalue()  # type: ignore[attr-defined]
        for any_of in wanted:
            if not any(re.search(customer.named(str(one)), shown, re.IGNORECASE) for one in any_of):
                yield f"why {key} {any_of}"


def _instants(value: Any) -> Any:
    """With every "@-3h" below the value as an instant."""
    if isinstance(value, dict):
        return {name: _instants(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_instants(one) for one in value]
    if isinstance(value, str) and (found := _OFFSET.match(value)):
        passed = timedelta(**{_UNIT[found[3]]: float(found[2])})
        return (NOW + passed if found[1] == "+" else NOW - passed).isoformat()
    return value


async def _run(customers: Sequence[Customer], model: Path) -> list[Held]:
    gate, readings = asyncio.Semaphore(_AT_ONCE), Readings()
    reader = logging.getLogger("actions.questions.matter_answers")
    reader.setLevel(logging.DEBUG)
    reader.addHandler(readings)
    reader.propagate = False
    async with postgres() as url, stage(url, model) as ready:
        await enter(ready, customers)

        async def one(customer: Customer) -> Held:
            async with gate:
                return await hold(ready, customer, readings)

        return list(await asyncio.gather(*(one(customer) for customer in customers)))


def figures(held: Sequence[Held]) -> str:
    """In one line: conversations and turns without a fault, and sentences said before in the same conversation."""
    turns = [turn for one in held for turn in one.turns]
    right, fine = sum(one.right for one in held), sum(not turn.faults for turn in turns)
    sentences, repeated = sum(one.sentences for one in held), sum(len(turn.repeated) for turn in turns)
    return (
        f"conversations {right}/{len(held)} = {right / max(1, len(held)):.2f}, turns {fine}/{len(turns)} = "
        f"{fine / max(1, len(turns)):.2f}, said again {repeated}/{sentences} = {repeated / max(1, sentences):.2f}"
    )


def _transcript(held: Held) -> str:
    lines = [f"--- {held.customer.raw['id']}{'' if held.right else ' WRONG'}"]
    for turn in held.turns:
        lines += [f">> {turn.say}    {turn.means or ''} {' | '.join(turn.read[:4])}", f"   {turn.told}"]
        lines += [f"   !! {fault}" for fault in turn.faults] + [f"   == {text}" for text in turn.repeated]
    return "\n".join([*lines, *(f"   !! {fault}" for fault in held.afterwards)])


def main(arguments: list[str] | None = None) -> int:
    """0: held, however it went; 2: no customer, or no bot to hold them with."""
    cli = argparse.ArgumentParser(prog="python -m careline.rehearsal.customers", description=__doc__)
    cli.add_argument("files", nargs="+", type=Path)
    cli.add_argument("--model", type=Path, help="default: the model of the present sources, trained if need be")
    cli.add_argument("--only", default="", help="customers whose id this pattern finds")
    cli.add_argument("--show", action="store_true", help="print every conversation, not only those with a fault")
    cli.add_argument("--quiet", action="store_true", help="print the figures alone")
    cli.add_argument("--figures", type=Path, help="write one JSON line a turn to this file")
    options = cli.parse_args(arguments)
    customers = read_customers(options.files, options.only)
    if not customers:
        sys.stderr.write("no customer of that id in these files\n")
        return 2
    try:
        held = asyncio.run(_run(customers, options.model or trained_model()))
    except BotDidNotStartError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.figures:
        rows = [
            {
                "id": one.customer.raw["id"],
                "say": turn.say,
                "means": turn.means,
                "read": turn.read,
                "faults": turn.faults,
            }
            for one in held
            for turn in one.turns
        ]
        options.figures.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    shown = [] if options.quiet else [one for one in held if options.show or not one.right]
    sys.stdout.write("".join(f"{_transcript(one)}\n\n" for one in shown) + figures(held) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
