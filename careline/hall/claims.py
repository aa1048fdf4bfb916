"""Claims in one tap: what can be claimed now, under an id of ours, and the remedy that claiming it makes.

The id is computed anew from the order and our own records whenever it is used: what a consumer sends is compared with
it and never believed, and no words of theirs decide what is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import Remedy, Wish, claims_of, made_in, remedies_of_customer, request_remedy
from careline.core.guarantees import rights_of
from careline.core.money import Money
from careline.core.orders import Guarantee, Order
from careline.core.remedies import MONEY_BACK, RemedyKind, overlaps
from careline.core.rights import Needs, Right, RightKind, RightState, Why, with_claims
from careline.core.rules import ShopRules
from careline.store.tables.platform import photos

_CLAIMS = UUID("b0a54f0e-3a57-5a55-8a0f-9a0c0a5d7c21")
PHOTO = "photo"
PHOTOS_COUNT_FOR = timedelta(days=7)
"""A photo of the order that came this long before a claim is its evidence."""

BY_PHOTO = frozenset(
    {Needs.FREIGHT_RECEIPT, Needs.FAULT_PHOTO, Needs.DAMAGE_PHOTO, Needs.PRICE_PROOF, Needs.AUTHENTICITY_PROOF}
)
BY_TEXT = frozenset({Needs.RETURN_TRACKING_NO})
OFFERED = frozenset(set(RemedyKind) - {RemedyKind.EXCHANGE, RemedyKind.ADDRESS_CHANGE, RemedyKind.WITHDRAW})
"""What a tap can start; the others need a variant or an address, which the chat asks for."""
_OF_MONEY = frozenset({RemedyKind.COMPENSATION, RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.FREIGHT_CLAIM})
_REASONS: Mapping[Guarantee | RightKind, str] = {
    Guarantee.RETURN_7_DAYS: "no_reason",
    Guarantee.DAMAGE_COVER: "damaged",
    Guarantee.AUTHENTIC: "other",
    RightKind.QUALITY_RETURN: "quality",
    RightKind.PARCEL_LOST: "not_received",
}
_BLOCKS: Mapping[Guarantee | RightKind, str] = {
    Guarantee.DISPATCH_ON_TIME: "dispatch",
    Guarantee.FAST_REFUND: "refund",
    Guarantee.FREIGHT_INSURANCE: "freight",
    RightKind.PARCEL_LOST: "logistics",
}


class NotClaimableError(ValueError):
    """This can no longer be claimed: the order has moved on. Look at it again."""


class MissingAnswerError(ValueError):
    """The number of the return parcel is needed for this claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A right that can be claimed, or pressed for, now. `deeds`: the remedies to choose from, the usual one first."""

    claim_id: UUID
    order: Order
    right: Right
    deeds: tuple[RemedyKind, ...]

    @property
    def needs_photo(self) -> bool:
        return bool(BY_PHOTO & set(self.right.needs))

    @property
    def needs_tracking_no(self) -> bool:
        return Needs.RETURN_TRACKING_NO in self.right.needs

    def amount(self, deed: RemedyKind) -> Money | None:
        return self.right.amount if deed in _OF_MONEY else None


def judged(order: Order, remedies: Sequence[Remedy], now: datetime, rules: ShopRules) -> tuple[Right, ...]:
    """The order's rights with our own remedies counted in.

    Money for the same goods is given back once: while that is under way, rights that would give it back rest too.
    """
    rights = with_claims(rights_of(order, now, rules), claims_of(remedies), order)
    return tuple(_resting(right) if _pays_back_again(right, remedies) else right for right in rights)


def _pays_back_again(right: Right, remedies: Iterable[Remedy]) -> bool:
    deeds = OFFERED & set(right.deeds)
    return right.state is RightState.CLAIMABLE and bool(deeds) and deeds <= MONEY_BACK and _paying_back(right, remedies)


def _paying_back(right: Right, remedies: Iterable[Remedy]) -> bool:
    return any(one.open and one.kind in MONEY_BACK and overlaps(one.items, right.items) for one in remedies)


def _resting(right: Right) -> Right:
    return replace(
        right, state=RightState.CLAIMED, why=Why.OUR_CLAIM_RUNNING, deadline=None, whose=None, needs=(), deeds=()
    )


def offer_of(order: Order, right: Right, remedies: Sequence[Remedy]) -> Offer | None:
    """How this right is claimed; None where it cannot be, or not by a tap. `remedies`: those of the order."""
    running = {one.kind for one in remedies if one.open and one.clause == right.clause}
    taken = running | (MONEY_BACK if _paying_back(right, remedies) else frozenset())
    deeds = tuple(deed for deed in right.deeds if deed in OFFERED and deed not in taken)
    if not deeds:
        return None
    return Offer(claim_id=_claim_id(order, right, remedies), order=order, right=right, deeds=deeds)


def _claim_id(order: Order, right: Right, remedies: Sequence[Remedy]) -> UUID:
    """One id a claim: of this right, about these items, on this occasion (after so many that have ended)."""
    before = sum(1 for remedy in remedies if remedy.clause == right.clause and not remedy.open)
    items = ",".join(f"{sku}*{quantity}" for sku, quantity in sorted(right.items or ()))
    parts = (order.customer_id, order.order_id, right.right, right.subject, items, str(before))
    return uuid5(_CLAIMS, "\n".join(parts))


async def find_offer(
    tx: AsyncConnection, customer_id: str, orders: Sequence[Order], claim_id: UUID, now: datetime, rules: ShopRules
) -> Offer | Remedy:
    """What this id of ours stands for: a claim that can be made, or the remedy that it made before.

    `orders` are the consumer's. Raises NotClaimableError.
    """
    made = await made_in(tx, customer_id, _asked_in(claim_id))
    wished = await remedies_of_customer(tx, customer_id, open_only=False)
    if found := next((remedy for remedy in wished if remedy.remedy_id == made), None):
        return found
    for order in orders:
        remedies = [remedy for remedy in wished if remedy.order_id == order.order_id]
        for right in judged(order, remedies, now, rules):
            offer = offer_of(order, right, remedies)
            if offer and offer.claim_id == claim_id:
                return offer
    raise NotClaimableError(NotClaimableError.__doc__)


def _asked_in(claim_id: UUID) -> str:
    return f"hall {claim_id}"


async def make_claim(
    tx: AsyncConnection, offer: Offer, deed: RemedyKind, answers: Mapping[str, str], now: datetime, rules: ShopRules
) -> Remedy:
    """Claim it. The same claim from two devices at once, or in the chat, is one remedy. Raises MissingAnswerError."""
    order, right = offer.order, offer.right
    tracking_no = answers.get("tracking_no", "").strip()
    if offer.needs_tracking_no and not tracking_no:
        raise MissingAnswerError(MissingAnswerError.__doc__)
    lately = await _photos_lately(tx, order, now) if offer.needs_photo else []
    wish = Wish(
        order=order, kind=deed, who="consumer", channel="hall", items=right.items, amount=offer.amount(deed),
        right=right, details=_details(right, deed, tracking_no), asked_in=_asked_in(offer.claim_id),
        waits_for=(PHOTO,) if offer.needs_photo and not lately else (),
    )  # fmt: skip
    remedy = await request_remedy(tx, wish, now, rules)
    if lately:
        mine = photos.c.photo_id.in_(lately) & photos.c.remedy_id.is_(None)
        await tx.execute(update(photos).where(mine).values(remedy_id=remedy.remedy_id))
    return remedy


def _details(right: Right, deed: RemedyKind, tracking_no: str) -> dict[str, Any]:
    """What the shop needs beside order, items and amount, as docs/contracts.md lists it by kind."""
    if deed in {RemedyKind.REFUND, RemedyKind.RETURN}:
        return {"reason": _REASONS.get(right.right, "other")}
    if deed is RemedyKind.CANCEL:
        return {"reason": "not_dispatched" if right.right is Guarantee.DISPATCH_ON_TIME else "other"}
    if deed in {RemedyKind.URGE_MERCHANT, RemedyKind.URGE_COURIER}:
        since = right.deadline.isoformat() if right.deadline else None
        return {"block": _BLOCKS.get(right.right, "dispatch"), "since": since}
    if deed is RemedyKind.FREIGHT_CLAIM:
        return {"tracking_no": tracking_no} if tracking_no else {}
    if deed is RemedyKind.COMPLAINT:
        return {"text": f"claimed in the hall: {right.right}"}
    return {}


async def _photos_lately(tx: AsyncConnection, order: Order, now: datetime) -> list[UUID]:
    query = select(photos.c.photo_id).where(
        photos.c.order_id == order.order_id, photos.c.customer_id == order.customer_id,
        photos.c.remedy_id.is_(None), photos.c.at > now - PHOTOS_COUNT_FOR,
    )  # fmt: skip
    return list((await tx.execute(query)).scalars())
