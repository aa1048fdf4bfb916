"""When a consumer's trouble with one order is over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from careline.core.blocks import BlockKind, FoundBlock


class CloseReason(StrEnum):
    """The order moved on and the consumer said so, or kept silent; an agent closed it; nobody had spoken about it."""

    CONFIRMED = "confirmed"
    QUIET = "quiet"
    UNBLOCKED = "unblocked"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """What a look at an order changes: blocks that began, blocks that ended. Every other open block goes on."""

    begun: tuple[FoundBlock, ...]
    ended: frozenset[BlockKind]


def changes(open_kinds: frozenset[BlockKind], found: tuple[FoundBlock, ...]) -> BlockChange:
    """Compare the open block rows of an order with what `find_blocks` says now. Blocked again = a new block."""
    kinds = frozenset(block.kind for block in found)
    return BlockChange(
        begun=tuple(block for block in found if block.kind not in open_kinds), ended=frozenset(open_kinds - kinds)
    )


def may_close(*, open_blocks: int, in_conversation: bool, open_remedies: int, open_promises: int) -> bool:
    """A case is over when nothing is blocked, nobody is talking about it, and nothing is under way or promised.

    What the consumer has agreed with us for a case to come counts as promised.
    """
    return not open_blocks and not in_conversation and not open_remedies and not open_promises
