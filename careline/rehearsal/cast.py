"""Who takes part in one conversation: the consumer and a stranger with their orders, as feed events and as words.

Pure. Ids and numbers come from a hash of the conversation's title and run, so that a failure looks alike every time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from careline.core import phrases
from careline.core.orders import Order as CoreOrder
from careline.feed.schema import read_event
from careline.feed.values import order_of
from careline.rehearsal.events import Event, customer_told, order_told
from careline.rehearsal.script import Conversation

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class UnknownWordError(LookupError):
    """A script has braces around something that stands for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One side of the cast. `orders` are by the names that the script uses."""

    customer_id: str
    name: str
    language: str
    phone: str | None
    orders: Mapping[str, CoreOrder]


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one conversation, the events that tell the shop's feed of them, and what `{words}` stand for."""

    consumer: Person
    stranger: Person
    events: tuple[Event, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """The text with its words filled in. Raises UnknownWordError."""

        def word(match: re.Match[str]) -> str:
            try:
                return self.words[match[1]]
            except KeyError:
                raise UnknownWordError(f"{match[0]} stands for nothing; known are {', '.join(self.words)}") from None

        return _PLACEHOLDER.sub(word, text)

    def secrets(self) -> tuple[str, ...]:
        """What would give the stranger's orders away."""
        return tuple(secret for order in self.stranger.orders.values() for secret in _secrets(order))


def cast(script: Conversation, run: int = 0) -> Cast:
    """The cast of one conversation; `run` tells repetitions in one database apart."""
    seed = f"{script.title}|{run}"
    events: list[Event] = []
    people = []
    for mine, wanted in ((True, script.orders), (False, script.stranger)):
        who = customer_told(seed, script, mine=mine)
        told = {
            key: order_told(seed, key, order, who, script.speaks, place)
            for place, (key, order) in enumerate(wanted.items())
        }
        events += told.values()
        orders = {key: order_of(read_event(event), new_user=True) for key, event in told.items()}
        same = {name: who[name] for name in ("customer_id", "name", "phone")}
        people.append(Person(**same, language=script.speaks, orders=orders))
    words = {name: text for person in people for name, text in _words(person, script)}
    return Cast(people[0], people[1], tuple(events), words | {"name": people[0].name})


def _words(person: Person, script: Conversation) -> Iterator[tuple[str, str]]:
    spoken = script.call is not None
    for key, order in person.orders.items():
        yield key, phrases.order_name(order, script.speaks, spoken=spoken)
        yield f"{key}.number", order.order_id
        yield f"{key}.tail", order.order_id[-4:]
        yield f"{key}.total", phrases.money(order.total, script.speaks, spoken=spoken)
        for parcel in order.parcels[:1]:
            yield f"{key}.tracking", parcel.tracking_no


def _secrets(order: CoreOrder) -> Iterator[str]:
    yield order.order_id
    yield from (parcel.tracking_no for parcel in order.parcels)
    for item in order.items:
        yield phrases.short_title(item.title)
