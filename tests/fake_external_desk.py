"""An external desk in memory: passes the port's contract suite, and does what a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass, field

from careline.external_desk.port import Contact, GoneError, Heard, Kind, Looked, Person, Status, Words


@dataclass
class _Talk:
    mark: str
    status: Status = Status.OPEN
    assignee: Person | None = None
    lines: list[tuple[int, Words | Heard]] = field(default_factory=list)


@dataclass
class FakeExternalDesk:
    talks: dict[int, _Talk] = field(default_factory=dict)
    staff: list[Person] = field(default_factory=list)
    _number: int = 100

    async def begin(self, contact: Contact, mark: str) -> int:
        self.talks[len(self.talks) + 1] = _Talk(mark)
        return len(self.talks)

    async def begun(self, contact: Contact, mark: str) -> int | None:
        return next((number for number, one in self.talks.items() if one.mark == mark), None)

    async def write(self, talk: int, words: Words) -> int:
        return self._next(talk, words)

    async def written(self, talk: int, words: Words, beyond: int) -> int | None:
        found = ((number, one) for number, one in self._of(talk).lines if isinstance(one, Words) and number > beyond)
        return next((number for number, one in found if one.mark == words.mark), None)

    async def look(self, talk: int, beyond: int) -> Looked:
        one = self._of(talk)
        new = [(number, line) for number, line in one.lines if number > beyond]
        return Looked(
            status=one.status, assignee=one.assignee, last=max((number for number, _ in new), default=0),
            heard=tuple(line for _, line in new if isinstance(line, Heard)),
        )  # fmt: skip

    async def resolve(self, talk: int) -> None:
        self._of(talk).status = Status.RESOLVED

    async def assign(self, talk: int, person_key: str) -> None:
        self._of(talk).assignee = next(person for person in self.staff if person.key == person_key)

    async def people(self) -> tuple[Person, ...]:
        return tuple(self.staff)

    def _of(self, talk: int) -> _Talk:
        if talk not in self.talks:
            raise GoneError("http_404")
        return self.talks[talk]

    def _next(self, talk: int, line: Words | Heard) -> int:
        self._number += 1
        self._of(talk).lines.append((self._number, line))
        return self._number

    def says(self, talk: int, author: Person, text: str) -> None:
        """An agent of theirs writes to the consumer."""
        self._next(talk, Heard(number=self._number + 1, author=author, text=text))

    def notes(self, talk: int) -> list[str]:
        return [line.text for _, line in self._of(talk).lines if isinstance(line, Words) and line.kind is Kind.NOTE]
