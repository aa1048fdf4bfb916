"""An answer as a value: what is said, what we offer, and what is done at once. Pure.

A matter decides; `questions/carrying_out.py` does it. Nothing in `actions/matters` touches the database or Rasa.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.guarantees import Right
from careline.core.money import Money
from careline.core.orders import Quantities
from careline.core.remedies import RemedyKind
from understanding.condition_words import Awaited, Then
from understanding.context import Question
from understanding.taxonomy import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One response of bot/domain with its values."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)
    buttons: Sequence[Mapping[str, Any]] = ()
    cards: Sequence[Mapping[str, Any]] = ()


def say(
    response: str, /, *, buttons: Sequence[Mapping[str, Any]] = (), cards: Sequence[Mapping[str, Any]] = (),
    **values: str,
) -> Say:  # fmt: skip
    """One response by its name, written out; every placeholder in it has to be among `values`."""
    return Say(response=response, values=values, buttons=buttons, cards=cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The question that the last sentence asks: a yes does it. `items` None: the whole order. `keep` is kept for the
    yes (reason, address, deed and its details)."""

    asked: Asked
    items: Quantities | None = None
    keep: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What exactly is registered: see `careline.cases.wishing.Wish`. `about` tells two wishes of one kind apart."""

    items: Quantities | None = None
    amount: Money | None = None
    right: Right | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    waits_for: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A deed that we do for the consumer, declared once. `name` is unique; `kept` is what was kept with our question or
    given by the words (JSON values).

    `refused`: why it cannot be done for this order now; empty: it can. `told` words what was registered.
    """

    name: str
    kind: RemedyKind
    matter: Matter
    refused: Callable[[View, Mapping[str, Any]], Sequence[Say]]
    wished: Callable[[View, Mapping[str, Any]], Wished]
    told: Callable[[View, Remedy], Sequence[Say]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """A deed that is done at once, because it costs nothing or was just asked for with all that it needs."""

    deed: Deed
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Said in this order; then what is done.

    `urge` pushes whoever has to move about this kind of trouble, `push` whoever has to move for this order, late or not
    (each once while an answer is due). `do` is registered, `then` is answered by the action of that intent, and `offer`
    stays open for a yes.
    """

    says: tuple[Say, ...] = ()
    urge: BlockKind | None = None
    push: bool = False
    do: Do | None = None
    then: str | None = None
    offer: Offer | None = None


def offer(deed: Deed, **kept: Any) -> Offer:
    """Ask before a declared deed is done; `kept` is handed to it with the yes (JSON values)."""
    return Offer(asked=Asked.CONFIRM_DEED, keep={"deed": deed.name, **kept})


def by_when(then: Then) -> Offer:
    """Ask until when an order may be waited for, before `then` is done by itself (actions/intents/conditions.py)."""
    return Offer(
        asked=Asked.CONDITION_BY, keep={"condition": {"awaited": Awaited.SENT.value, "then": then.value, "once": False}}
    )


def answer(
    *says: Say, urge: BlockKind | None = None, push: bool = False, do: Do | None = None, then: str | None = None,
    offer: Offer | None = None,
) -> Answer:  # fmt: skip
    """Short for Answer(says=...)."""
    return Answer(says=says, urge=urge, push=push, do=do, then=then, offer=offer)


Cell = Callable[[View, Question], Answer | None]
"""How one ask of one matter is answered; None: this order gives no answer to it, and the present actions answer."""
