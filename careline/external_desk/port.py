"""The port to a desk that is not ours: an operator who works at one already keeps it.

Adapters: `careline/external_desk/chatwoot.py`, and a fake for tests (tests/fake_external_desk.py); both pass
tests/contract/test_external_desk_port.py. None of the calls is repeated by an adapter: who calls writes down first what
it is about to do, and asks `begun` and `written` where the answer was lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol


class ExternalDeskError(Exception):
    """The desk did not do it, or did not say so. `why` is a short code for the record."""

    def __init__(self, why: str, retry_after: timedelta | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after


class GoneError(ExternalDeskError):
    """There is no such talk at the desk any more."""


class Status(StrEnum):
    OPEN = "open"
    PENDING = "pending"
    """Given to an assistant, as their desk has it."""
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Kind(StrEnum):
    SAID = "said"
    """The consumer's words."""
    NOTE = "note"
    """For the agents alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who it is about. `key` is ours, unguessable: it opens the consumer's talks in the desk's client API.

    `customer_id` is the shop's, by which agents find them again.
    """

    key: str
    customer_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture that goes with words. `media_type` such as "image/jpeg"."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is written into a talk. `mark` is ours, another one for each."""

    kind: Kind
    text: str
    mark: str
    photo: Photo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An agent of theirs; `key` is stable and begins with the desk's name, such as "chatwoot:17"."""

    key: str
    name: str
    online: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one of their agents wrote to the consumer. `number` grows within the desk."""

    number: int
    author: Person
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A talk as the desk has it now. `last` is the number of its last message of any kind, at least the one asked
    beyond; `heard` holds those of their agents to the consumer, in order. `more`: there are messages beyond `last`."""

    status: Status
    assignee: Person | None
    heard: tuple[Heard, ...]
    last: int
    more: bool = False


class ExternalDesk(Protocol):
    """Every call may raise ExternalDeskError; those about a talk, GoneError too."""

    async def begin(self, contact: Contact, mark: str) -> int:
        """Make the contact known, begin an open talk with them, and return its number."""
        ...

    async def begun(self, contact: Contact, mark: str) -> int | None:
        """The talk that was begun under this mark, if it was."""
        ...

    async def write(self, talk: int, words: Words) -> int:
        """Write into a talk; returns the message's number."""
        ...

    async def written(self, talk: int, words: Words, beyond: int) -> int | None:
        """The number of these words among the messages beyond this number, if they are there."""
        ...

    async def look(self, talk: int, beyond: int) -> Looked:
        """How a talk stands, and what was written in it beyond this number."""
        ...

    async def resolve(self, talk: int) -> None:
        """The talk is settled; again, nothing."""
        ...

    async def assign(self, talk: int, person_key: str) -> None:
        """Give the talk to this agent of theirs."""
        ...

    async def people(self) -> tuple[Person, ...]:
        """Who works at this desk, and who of them is online now."""
        ...


class NotSignedError(Exception):
    """Not signed by this desk, or not now."""


class Webhooks(Protocol):
    """How the desk tells that something happened in a talk."""

    @property
    def name(self) -> str:
        """The end of the address that they come to."""
        ...

    @property
    def signed_in(self) -> Sequence[str]:
        """The headers that prove whose they are; where one is missing, no body is read."""
        ...

    def verify(self, told: Sequence[str], body: bytes, now: datetime) -> None:
        """`told`: the values of those headers. Raises NotSignedError."""
        ...

    def talk_of(self, webhook: Mapping[str, Any]) -> int | None:
        """The number of the talk that a webhook is about; None for one about no talk."""
        ...
