"""What the consumer may claim on an order now, with what was claimed through us counted in."""

from __future__ import annotations

from actions.talk import Talk
from careline.cases.service import claims_of
from careline.core.guarantees import Right, RightKind, rights_of
from careline.core.orders import Guarantee, Order, Quantities
from careline.core.remedies import RemedyKind
from careline.core.returns import Covered, about_some_of, covered
from careline.core.rights import Needs, Protection, foremost, with_claims

LOST: tuple[Protection, ...] = (RightKind.PARCEL_LOST,)
FAULTY: tuple[Protection, ...] = (Guarantee.DAMAGE_COVER, RightKind.QUALITY_RETURN)
NO_REASON: tuple[Protection, ...] = (Guarantee.RETURN_7_DAYS,)

_BY_PHOTO = frozenset({Needs.DAMAGE_PHOTO, Needs.FAULT_PHOTO})


async def rights_held(talk: Talk, order: Order) -> tuple[Right, ...]:
    """As they stand now."""
    claims = claims_of(await talk.remedies(order))
    return with_claims(rights_of(order, talk.now, talk.rules), claims, order)


async def foremost_right(talk: Talk, order: Order, name: Protection, items: Quantities | None = None) -> Right | None:
    """The one of this name to speak of for these items (None: all), where parts of the order stand differently."""
    return foremost(about_some_of(order, await rights_held(talk, order), items), name)


def photo_for(right: Right | None) -> tuple[str, ...]:
    """What has to be shown before a claim of this right is decided."""
    return ("photo",) if right and _BY_PHOTO & set(right.needs) else ()


#: Which rights a reason that we keep with our question speaks of, and what the shop is told.
_SPOKEN_OF = {"damaged": FAULTY, "lost": LOST, "no_reason": NO_REASON}
TOLD_REASON = {"lost": "not_received"}


async def claimed_for(
    talk: Talk, order: Order, deed: RemedyKind, reason: str, items: Quantities | None
) -> Covered | None:
    """What this deed claims for this reason now, of these items (None: all); None where it claims no right."""
    return covered(order, await rights_held(talk, order), _SPOKEN_OF.get(reason, ()), deed, items)
