"""What the consumer may claim on an order now, with what was claimed through us counted in."""

from __future__ import annotations

from actions.deeds import back
from actions.talk import Talk
from careline.cases.service import claims_of
from careline.core.guarantees import Right, RightKind, RightState, rights_of
from careline.core.money import Money
from careline.core.orders import Guarantee, Order, Quantities
from careline.core.paid import both
from careline.core.remedies import RemedyKind
from careline.core.rights import Needs, Protection, foremost, with_claims

LOST: tuple[Protection, ...] = (RightKind.PARCEL_LOST,)
FAULTY: tuple[Protection, ...] = (Guarantee.DAMAGE_COVER, RightKind.QUALITY_RETURN)
NO_REASON: tuple[Protection, ...] = (Guarantee.RETURN_7_DAYS,)

_BY_PHOTO = frozenset({Needs.DAMAGE_PHOTO, Needs.FAULT_PHOTO})


async def rights_held(talk: Talk, order: Order) -> tuple[Right, ...]:
    """As they stand now."""
    claims = claims_of(await talk.remedies(order))
    return with_claims(rights_of(order, talk.now, talk.rules), claims, order)


async def foremost_right(talk: Talk, order: Order, name: Protection) -> Right | None:
    """The one of this name to speak of, where parts of the order stand differently."""
    return foremost(await rights_held(talk, order), name)


async def claimed_by(
    talk: Talk, order: Order, deed: RemedyKind, names: tuple[Protection, ...], items: Quantities | None = None
) -> Right | None:
    """The right that this deed claims now for these items (None: whatever it is about); the first name counts first."""
    for name in names:
        for right in await rights_held(talk, order):
            claimable = right.right is name and right.state is RightState.CLAIMABLE and deed in right.deeds
            if claimable and (not items or right.items is None or both(right.items, items)):
                return right
    return None


def photo_for(right: Right | None) -> tuple[str, ...]:
    """What has to be shown before a claim of this right is decided."""
    return ("photo",) if right and _BY_PHOTO & set(right.needs) else ()


#: Which rights a reason that we keep with our question speaks of, and what the shop is told.
_SPOKEN_OF = {"damaged": FAULTY, "lost": LOST, "no_reason": NO_REASON}
TOLD_REASON = {"lost": "not_received"}


async def claimed_for(
    talk: Talk, order: Order, deed: RemedyKind, reason: str, items: Quantities | None = None
) -> Right | None:
    """The right that this deed claims for this reason, if it claims one."""
    return await claimed_by(talk, order, deed, _SPOKEN_OF.get(reason, ()), items)


def given_back(order: Order, items: Quantities | None, right: Right | None) -> Money:
    """What comes back: what the right owes where it is about exactly these items, else what was paid for them."""
    owed = right.amount if right and right.items == items else None
    return owed or back(order, items)
