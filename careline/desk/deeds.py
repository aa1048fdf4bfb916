"""What may be done for an order now: deeds as the core rules allow them, and the rights that can be claimed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.guarantees import rights_of
from careline.core.orders import Order
from careline.core.remedies import MONEY_BACK, URGE_FOR, RemedyKind, may_cancel, may_change_address
from careline.core.rights import Claim, RightState, with_claims
from careline.core.rules import ShopRules
from careline.desk.shapes import DeedShown
from careline.dialogue.shown import money_shown


def open_deeds(
    order: Order, blocked: Iterable[BlockKind], under_way: Iterable[RemedyKind], claims: Iterable[Claim],
    now: datetime, language: str, rules: ShopRules,
) -> list[DeedShown]:  # fmt: skip
    """What an agent may do for this order at this instant; what is under way already is not done twice."""
    going_on = set(under_way)
    shown = [*_by_rights(order, claims, now, language, rules), *_by_state(order, blocked, language)]
    taken = set[tuple[RemedyKind, str | None]]()
    found = list[DeedShown]()
    for deed in shown:
        key = deed.kind, deed.guarantee
        again = deed.kind in going_on or (deed.kind in MONEY_BACK and bool(going_on & MONEY_BACK))
        if key not in taken and not again:
            taken.add(key)
            found.append(deed)
    return found


def _by_rights(
    order: Order, claims: Iterable[Claim], now: datetime, language: str, rules: ShopRules
) -> Iterator[DeedShown]:
    for right in with_claims(rights_of(order, now, rules), claims, order):
        for kind in right.deeds if right.state is RightState.CLAIMABLE else ():
            yield DeedShown(
                kind=kind, name=phrases.remedy_kind(kind, language), guarantee=right.right, due_at=right.deadline,
                amount=money_shown(right.amount) if right.amount else None,
            )  # fmt: skip


def _by_state(order: Order, blocked: Iterable[BlockKind], language: str) -> Iterator[DeedShown]:
    for kind in dict.fromkeys(URGE_FOR[block] for block in blocked):
        yield _plain(kind, language)
    if may_cancel(order):
        yield _plain(RemedyKind.CANCEL, language)
    if may_change_address(order):
        yield _plain(RemedyKind.ADDRESS_CHANGE, language)


def _plain(kind: RemedyKind, language: str) -> DeedShown:
    name = phrases.remedy_kind(kind, language)
    return DeedShown(kind=kind, name=name, amount=None, guarantee=None, due_at=None)
