"""What the slots of a conversation hold, as values: each is parsed and formatted here and nowhere else. Pure.

A slot that cannot be parsed counts as empty: a conversation goes on, whatever an earlier version wrote into it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from actions.heard import Heard
from careline.core.orders import Quantities
from understanding.people_first import Emergency
from understanding.taxonomy import Matter


@dataclass(frozen=True, slots=True)
class Proposal:
    """Slot `wish`: what exactly a yes to our question would be about, such as which goods, or the new address.

    `kept` holds what JSON knows, under the names of the deed or the question that keeps it.
    """

    kept: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, *, items: Quantities | None = None, **more: Any) -> Proposal:
        """Of these goods (None: the whole order) and of whatever else is kept; what is empty is left out."""
        kept = {name: value for name, value in more.items() if value} | ({"items": items} if items else {})
        return cls(json.loads(json.dumps(kept)))

    @classmethod
    def parse(cls, slot: str | None) -> Proposal:
        found = _json(slot)
        return cls(found) if isinstance(found, dict) else cls()

    def format(self) -> str | None:
        return json.dumps(self.kept, ensure_ascii=False) if self.kept else None

    def __bool__(self) -> bool:
        return bool(self.kept)

    def and_also(self, **more: Any) -> Proposal:
        """This, with more kept, or something else under the same name."""
        return Proposal(json.loads(json.dumps({**self.kept, **more})))

    @property
    def items(self) -> Quantities | None:
        """The goods that our question was about; None: the whole order."""
        return _quantities(self.kept.get("items", ())) or None

    @property
    def deed(self) -> str:
        """The name of the deed declared in actions/matters that a yes does; empty: none."""
        return str(self.kept.get("deed", ""))

    @property
    def condition(self) -> Mapping[str, Any]:
        """The terms of a wish under a condition, see intents/conditions.py; empty: none."""
        found = self.kept.get("condition")
        return found if isinstance(found, dict) else {}

    @property
    def question(self) -> Heard | None:
        """What was asked before we asked which order is meant."""
        found = self.kept.get("question")
        return Heard.remembered(found) if found else None


@dataclass(frozen=True, slots=True)
class OrdersShown:
    """Slot `offered`: ids of the orders that they may choose from, those on earlier pages and those on the last one."""

    earlier: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    """第二个 counts in these."""

    @classmethod
    def parse(cls, slot: str | None) -> OrdersShown:
        earlier, _, last = (slot or "").rpartition("|")
        return cls(tuple(filter(None, earlier.replace("|", ",").split(","))), tuple(filter(None, last.split(","))))

    def format(self) -> str | None:
        return f"{','.join(self.earlier)}|{','.join(self.last)}" if self.all else None

    @property
    def all(self) -> tuple[str, ...]:
        return self.earlier + self.last


@dataclass(frozen=True, slots=True)
class PartsSpokenOf:
    """Slot `parts`: the items of an order that were last spoken of."""

    order_id: str
    items: Quantities

    @classmethod
    def parse(cls, slot: str | None) -> PartsSpokenOf | None:
        match _json(slot):
            case [str(order_id), [*items]]:
                return cls(order_id, _quantities(items))
        return None

    def format(self) -> str:
        return json.dumps([self.order_id, self.items])


class Remark(StrEnum):
    """Slot `told`: one of our sentences that is worded otherwise, or goes on, when it is called for again."""

    OUT_OF_SCOPE = "out_of_scope"
    AGENT_WILL_READ = "for_the_agent"
    WHO_CALLS = "who_calls"
    HOW_TO_CHECK_US = "doubted"
    WAS_IT_US = "was_it_us"
    """What is said next may be the code, or what the caller got."""


@dataclass(frozen=True, slots=True)
class HelpTold:
    """Slot `told`: an emergency of this kind was just answered, and what is said next goes on from there."""

    kind: Emergency

    def format(self) -> str:
        return f"helped:{self.kind.value}"


@dataclass(frozen=True, slots=True)
class FactsTold:
    """Slot `told`: what was asked of an order, and how it stood when we told that.

    `aspect`: the kind of a follow-up, `when`, or empty. `version`: that of the order. `blocked`: the kinds of its
    blocks, with a plus between; empty: nothing is late.
    """

    intent: str
    aspect: str
    order_id: str
    version: str
    blocked: str

    def format(self) -> str:
        return f"{self.intent}|{self.aspect}|{self.order_id}|{self.version}|{self.blocked}"

    def same_facts(self, other: Told | None) -> bool:
        """Whether the other was told of the same order as it stands now, whatever was asked."""
        return isinstance(other, FactsTold) and replace(other, intent=self.intent, aspect=self.aspect) == self


Told = FactsTold | HelpTold | Remark


def parse_told(slot: str | None) -> Told | None:
    """What our last answer told, where the next may depend on it."""
    if slot in set(Remark):
        return Remark(slot)
    name, _, kind = (slot or "").partition(":")
    if name == "helped" and kind in {one.value for one in Emergency}:
        return HelpTold(Emergency(kind))
    facts = (slot or "").split("|")
    return FactsTold(*facts) if len(facts) == 5 else None


def format_told(told: Told | None) -> str | None:
    return told.value if isinstance(told, Remark) else told.format() if told else None


class LastSaid(NamedTuple):
    """The number of the turn in which a sentence was said last, and how often it was said."""

    turn: int
    times: int


_SENTENCES_KEPT = 60


@dataclass(frozen=True, slots=True)
class SaidSoFar:
    """Slot `said`: the sentences of this conversation by their marks (questions/told_before.py), in the app.

    `once`: on the phone, what is told or offered once a call, by names of its own.
    """

    sentences: Mapping[str, LastSaid] = field(default_factory=dict)
    once: tuple[str, ...] = ()

    @classmethod
    def parse(cls, slot: str | None) -> SaidSoFar:
        parts = [one.split(":") for one in (slot or "").split()]
        sentences = {one[0]: LastSaid(int(one[1]), int(one[2])) for one in parts if len(one) == 3}
        return cls(sentences, tuple(":".join(one) for one in parts if len(one) < 3))

    def format(self) -> str | None:
        """The latest sentences, and all that is told once."""
        latest = sorted(self.sentences.items(), key=lambda one: one[1])[-_SENTENCES_KEPT:]
        return " ".join([*(f"{name}:{at}:{times}" for name, (at, times) in latest), *self.once]) or None

    def and_once(self, *names: str) -> SaidSoFar:
        return replace(self, once=(*self.once, *names))

    @property
    def this_turn(self) -> int:
        """The number of the turn that is being answered."""
        return 1 + max((one.turn for one in self.sentences.values()), default=0)

    def within(self, mark: str, turns: int) -> bool:
        """Whether this sentence was said in one of the last turns."""
        return mark in self.sentences and self.this_turn - self.sentences[mark].turn <= turns


def parse_matters(slot: str | None) -> tuple[Matter, ...]:
    """Slot `matters`: what was spoken of, nearest first."""
    known = {one.value for one in Matter}
    return tuple(Matter(name) for name in (slot or "").split(",") if name in known)


def format_matters(matters: Sequence[Matter]) -> str | None:
    return ",".join(one.value for one in matters) or None


def parse_pending(slot: str | None) -> tuple[Heard, ...]:
    """Slot `pending`: the questions that wait until ours is answered."""
    found = _json(slot)
    return tuple(map(Heard.remembered, found)) if isinstance(found, list) else ()


def format_pending(pending: Sequence[Heard]) -> str | None:
    return json.dumps([one.told() for one in pending], ensure_ascii=False) if pending else None


def _json(slot: str | None) -> Any:
    try:
        return json.loads(slot) if slot else None
    except ValueError:
        return None


def _quantities(told: Sequence[Sequence[Any]]) -> Quantities:
    return tuple((str(sku), int(n)) for sku, n in told)
