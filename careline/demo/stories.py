"""The repertoire: every story, how common it is, what it needs, and which block of the service it must lead to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from careline.core.blocks import Rule
from careline.demo import aftersales, blocked, healthy
from careline.demo.draft import Draft

Where = Literal["any", "near", "remote"]


@dataclass(frozen=True, slots=True)
class Story:
    """`share`: parts of a hundred orders. `leads_to`: the rules of core.blocks it may break; empty: no block.

    `near` and `remote` force the kind of address, `pieces` is the least number of them; `sends_back`: the goods are
    returned, so they come from a shop that takes returns.
    """

    tell: Callable[[Draft], None]
    share: float
    leads_to: tuple[Rule, ...] = ()
    where: Where = "any"
    pieces: int = 1
    old_only: bool = False
    sends_back: bool = False

    @property
    def name(self) -> str:
        """The function's name: `late_dispatch`."""
        return self.tell.__name__

    def fits(self, *, english: bool, new: bool) -> bool:
        """Can this happen to this kind of consumer?"""
        return not (english and self.where == "remote") and not (new and self.old_only)


STORIES: tuple[Story, ...] = (
    Story(healthy.unpaid, 3),
    Story(healthy.just_paid, 9),
    Story(healthy.due_soon, 2.5),
    Story(healthy.presale_waiting, 3.5),
    Story(healthy.packed, 3.5),
    Story(healthy.in_transit, 11),
    Story(healthy.in_transit_far, 1.2, where="remote"),
    Story(healthy.out_for_delivery, 4),
    Story(healthy.two_parcels, 1.5, pieces=2),
    Story(healthy.half_arrived, 1, pieces=2),
    Story(healthy.half_sent, 1.2, pieces=2),
    Story(healthy.delivered, 8),
    Story(healthy.completed, 7),
    Story(healthy.completed_long_ago, 7, old_only=True),
    Story(healthy.cancelled_unpaid, 1.5),
    Story(aftersales.cancelled_refunded, 1.5),
    Story(aftersales.refused_at_the_door, 0.5),
    Story(aftersales.refund_waiting, 1),
    Story(aftersales.refund_approved, 0.8),
    Story(aftersales.return_on_its_way, 1, sends_back=True),
    Story(aftersales.return_received, 0.8, sends_back=True),
    Story(aftersales.return_refunded, 1.2, sends_back=True),
    Story(aftersales.exchange, 1, sends_back=True),
    Story(aftersales.claim_waiting, 0.6, sends_back=True),
    Story(aftersales.claim_paid, 1.2, sends_back=True),
    Story(aftersales.refund_rejected, 1.2),
    Story(aftersales.refund_withdrawn, 0.6, sends_back=True),
    Story(aftersales.says_not_received, 1),
    Story(aftersales.refund_instead_of_waiting, 1),
    Story(blocked.late_dispatch, 5, (Rule.DISPATCH_48H, Rule.DISPATCH_PROMISED)),
    Story(blocked.late_presale, 1.6, (Rule.PRESALE_DATE,)),
    Story(blocked.late_rest, 1.4, (Rule.DISPATCH_PROMISED,), pieces=2),
    Story(blocked.never_picked_up, 2.4, (Rule.NO_PICKUP,), where="near"),
    Story(blocked.stalled, 3.4, (Rule.NO_SCAN, Rule.PARCEL_EXCEPTION), where="near"),
    Story(blocked.stalled, 1, (Rule.NO_SCAN, Rule.PARCEL_EXCEPTION), where="remote"),
    Story(blocked.second_stalled, 0.8, (Rule.NO_SCAN,), pieces=2),
    Story(blocked.refund_not_paid, 2, (Rule.REFUND_APPROVED,)),
    Story(blocked.refund_of_nothing, 1.2, (Rule.REFUND_UNDISPATCHED,)),
    Story(blocked.goods_back_unpaid, 1.4, (Rule.GOODS_RETURNED,), sends_back=True),
    Story(blocked.undecided, 1.2, (Rule.REFUND_UNDECIDED,)),
    Story(blocked.claim_unpaid, 1.4, (Rule.CLAIM_UNPAID,), sends_back=True),
    Story(blocked.freight_disputed, 1.2, (Rule.FREIGHT_DISPUTED,), sends_back=True),
)

# One of each of these is told to every group of consumers that is large enough: new and old, Chinese and English.
_EVERYWHERE = (
    blocked.late_dispatch, blocked.late_presale, blocked.late_rest, blocked.never_picked_up, blocked.stalled,
    blocked.refund_not_paid, blocked.goods_back_unpaid, blocked.undecided, blocked.claim_unpaid,
    blocked.freight_disputed,
)  # fmt: skip


def programme(count: int, rng: Random, *, english: bool, new: bool) -> list[Story]:
    """`count` stories for one group of consumers, shuffled; new users have somewhat more trouble than old ones."""
    fitting = [story for story in STORIES if story.fits(english=english, new=new)]
    musts = [story for story in fitting if story.tell in _EVERYWHERE and story.where != "remote"]
    if not english and not new:
        musts = fitting  # the largest group: every story there is happens to someone in it
    if count < 2 * len(musts):
        musts = []
    chosen = musts + _shared_out(fitting, count - len(musts), 1.2 if new else 1)
    rng.shuffle(chosen)
    return chosen


def _shared_out(stories: Sequence[Story], count: int, trouble: float) -> list[Story]:
    """Exactly `count` stories by their shares (largest remainder); those of blocks weigh `trouble` times as much."""
    shares = [story.share * (trouble if story.leads_to else 1) for story in stories]
    quotas = [share * count / sum(shares) for share in shares]
    numbers = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(stories)), key=lambda i: numbers[i] - quotas[i])
    for index in by_remainder[: count - sum(numbers)]:
        numbers[index] += 1
    return [story for story, number in zip(stories, numbers, strict=True) for _ in range(number)]
