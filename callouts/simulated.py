"""The values of a simulation: who lives in it, what gets stuck, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from careline.core.blocks import BlockKind, blocks_among, deadlines_of
from careline.core.callouts import CALLED, Outcome, Why
from careline.core.cases import OpenBlock, as_begun, changes
from careline.core.contact import Line
from careline.core.orders import Customer, Order
from careline.core.rules import ShopRules

_USUAL: Mapping[Outcome, int] = MappingProxyType(
    {
        Outcome.NO_ANSWER: 300, Outcome.VOICEMAIL: 90, Outcome.BUSY: 60, Outcome.REJECTED: 50,
        Outcome.NETWORK_FAILED: 10, Outcome.BAD_NUMBER: 5, Outcome.SETTLED: 230, Outcome.DECLINED: 90,
        Outcome.HUNG_UP: 60, Outcome.ASKED_PERSON: 35, Outcome.ASKED_CALLBACK: 20, Outcome.THIRD_PARTY: 15,
        Outcome.DOUBTED: 10, Outcome.SILENT: 10, Outcome.WRONG_PERSON: 8, Outcome.OPTED_OUT: 7,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people answer, in shares of 1 000 calls that rang or failed; and how long it takes, in seconds.

    The shares are ours, made up: put in what the report of your own calls says.
    """

    of_thousand: Mapping[Outcome, int] = field(default_factory=lambda: _USUAL)
    ring_seconds: tuple[int, int] = (4, 20)
    talk_seconds: tuple[int, int] = (15, 150)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """How many agents take what people ask for, and how many minutes one matter takes them."""

    agents: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shopper:
    """A consumer, and what their number tells."""

    customer: Customer
    line: Line | None


@dataclass(slots=True, kw_only=True)
class Trouble:
    """One block, and what came of it. `ended`: when the order moved on, None if not within the time looked at."""

    block_id: UUID
    order_id: str
    customer_id: str
    kind: BlockKind
    deadline: datetime
    new_user: bool
    began: datetime
    ended: datetime | None
    why: Why | None = None
    """Why it was not phoned about, as decided last; None if a call was planned last."""
    finished: Outcome | None = None
    calls_over: Outcome | None = None
    rang_at: list[datetime] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def over(self, now: datetime) -> bool:
        return self.ended is not None and self.ended <= now


@dataclass(slots=True, kw_only=True)
class Rung:
    """One request to dial, and what came of it; `outcome` is None while it is under way."""

    at: datetime
    number: str
    customer_id: str
    block_id: UUID
    wished_for: datetime | None
    outcome: Outcome | None = None
    ended_at: datetime | None = None


@dataclass(slots=True)
class Result:
    """What happened. Instants are UTC; `waits` are seconds from due to dialled, `handed` when an agent was needed."""

    troubles: list[Trouble]
    calls: list[Rung] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    messages: int = 0
    most_at_once: int = 0
    handed: list[datetime] = field(default_factory=list)

    def why_not(self) -> Counter[Why]:
        """Of the blocks for which no phone has rung, by the reason that was decided last."""
        return Counter(one.why for one in self.troubles if not one.rang_at and one.why)

    def called(self) -> int:
        """Blocks about which somebody heard why we call and decided."""
        return sum(any(outcome in CALLED for outcome in one.outcomes) for one in self.troubles)

    def per_minute(self) -> Counter[datetime]:
        return Counter(one.at.replace(second=0, microsecond=0) for one in self.calls)


def troubles_of(
    versions: Sequence[Order], until: datetime, rules: ShopRules, block_id: Callable[[str, BlockKind, int], UUID]
) -> Iterator[Trouble]:
    """The blocks of one order whose versions these are, the oldest first, by the time they begin."""
    open_ones: dict[BlockKind, Trouble] = {}
    known: dict[BlockKind, OpenBlock] = {}
    begun: Counter[BlockKind] = Counter()
    for n, order in enumerate(versions):
        upto = versions[n + 1].occurred_at if n + 1 < len(versions) else until
        deadlines = deadlines_of(order, rules)
        for now in sorted({order.occurred_at, *(one.due for one in deadlines if one.due > order.occurred_at)}):
            if now >= upto:
                break
            change = changes(known.values(), blocks_among(deadlines, now))
            for kind in sorted(change.ended):
                del known[kind]
                open_ones[kind].ended = now
                yield open_ones.pop(kind)
            known |= {block.kind: block for block in change.changed}
            for block in change.begun:
                kind = block.kind
                known[kind] = as_begun(block)
                begun[kind] += 1
                open_ones[kind] = Trouble(
                    block_id=block_id(order.order_id, kind, begun[kind]), order_id=order.order_id,
                    customer_id=order.customer_id, kind=kind, deadline=block.deadline, new_user=order.new_user,
                    began=now, ended=None,
                )  # fmt: skip
    yield from open_ones.values()
