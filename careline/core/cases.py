"""What is one trouble of an order, what is another one, and when a consumer's trouble with it is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from careline.core.blocks import BlockKind, Deadline, FoundBlock


class CloseReason(StrEnum):
    """The order moved on and the consumer said so, or kept silent; an agent closed it; nobody had spoken about it."""

    CONFIRMED = "confirmed"
    QUIET = "quiet"
    UNBLOCKED = "unblocked"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBlock:
    """A block as it was saved last.

    It is about what it began with. `joined`: the subjects of its evidence that got stuck later, while it went on.
    """

    kind: BlockKind
    deadline: datetime
    evidence: tuple[Deadline, ...]
    joined: frozenset[str]


def as_begun(found: FoundBlock) -> OpenBlock:
    """A block at its beginning."""
    return OpenBlock(kind=found.kind, deadline=found.deadline, evidence=found.evidence, joined=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """What a look at an order changes: blocks that began, that ended, and that go on with other evidence.

    A kind that has both ended and begun is another trouble of that kind: what the block was about is settled.
    """

    begun: tuple[FoundBlock, ...]
    ended: frozenset[BlockKind]
    changed: tuple[OpenBlock, ...]


def changes(open_ones: Iterable[OpenBlock], found: Iterable[FoundBlock]) -> BlockChange:
    """Compare the open blocks of an order with what `find_blocks` says now. Blocked again = a new block."""
    known, now = {one.kind: one for one in open_ones}, tuple(found)
    kept = [after for block in now if block.kind in known and (after := _going_on(known[block.kind], block))]
    still = {block.kind for block in kept}
    return BlockChange(
        begun=tuple(block for block in now if block.kind not in still),
        ended=frozenset(known) - still,
        changed=tuple(after for after in kept if after != known[after.kind]),
    )


def _going_on(known: OpenBlock, found: FoundBlock) -> OpenBlock | None:
    """The block as it is now; None where nothing is left of what it was about. What got unstuck in between counts as
    new when it is stuck again; a block that no longer tells what it was about goes on about whatever is stuck."""
    before, now = _subjects(known.evidence), _subjects(found.evidence)
    about = ((before - known.joined) or now) & now
    if not about:
        return None
    return OpenBlock(kind=known.kind, deadline=found.deadline, evidence=found.evidence, joined=now - about)


def _subjects(evidence: Iterable[Deadline]) -> frozenset[str]:
    return frozenset(missed.subject for missed in evidence)


def may_close(*, open_blocks: int, in_conversation: bool, open_remedies: int, open_promises: int) -> bool:
    """A case is over when nothing is blocked, nobody is talking about it, and nothing is under way or promised.

    What the consumer has agreed with us for a case to come counts as promised.
    """
    return not open_blocks and not in_conversation and not open_remedies and not open_promises
