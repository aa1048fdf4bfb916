"""What an order that was just taken in says about the remedies that were asked for it.

The feed answers in many ways: by the order's own `answers`, by a refund, compensation, claim or cancellation that names
our remedy, and by what simply came about (a parcel sent again, an address changed, goods dispatched after an urge).
Each is read as an answer of the platform; one that was applied before, or comes too late, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.deciding import answered
from careline.cases.pushes import moved_at
from careline.cases.remedies import Remedy, locked_remedy, move, remedies_of
from careline.core.journal import Because
from careline.core.orders import (
    Address,
    AnswerStatus,
    Cancellation,
    ClaimStatus,
    InvoiceState,
    Order,
    OrderStatus,
    ParcelKind,
    Quantities,
    Refund,
    RefundKind,
    RefundScope,
    RefundStatus,
    RemedyAnswer,
)
from careline.core.remedies import ENDS, IllegalRemedyMoveError, RemedyKind, RemedyMove, RemedyState
from careline.store.tables.cases import remedies, remedy_changes


async def orders_with_open_remedies(tx: AsyncConnection, order_ids: Iterable[str]) -> set[str]:
    """Those of these orders that something is still under way for."""
    query = select(remedies.c.order_id).where(remedies.c.order_id.in_(list(order_ids)), remedies.c.ended_at.is_(None))
    return set((await tx.execute(query.distinct())).scalars())


async def settle_by_order(tx: AsyncConnection, order: Order, now: datetime) -> None:
    """Move the order's open remedies on by what it says now.

    Whoever calls holds nothing of these remedies or their cases: all that are open are locked here, before any case,
    so that an answer that comes meanwhile waits for all of this, or this for it.
    """
    await _lock_open(tx, order.order_id)
    known = {remedy.remedy_id: remedy for remedy in await remedies_of(tx, order.order_id)}
    failed_at = await _failed_at(tx, order.order_id)
    # A withdrawal before what it withdraws: its end decides how the other one ends.
    for remedy in sorted(known.values(), key=lambda one: one.kind is not RemedyKind.WITHDRAW):
        if not remedy.open:
            continue
        target = known.get(remedy.target_id) if remedy.target_id else None
        for answer in answers_in(order, remedy, target):
            if not _stale(answer, failed_at.get(remedy.remedy_id)):
                await _apply(tx, remedy, answer, now)
        if _moot(order, remedy):
            row = await locked_remedy(tx, remedy.remedy_id)
            if RemedyState(row["state"]) not in ENDS:
                await move(tx, row, RemedyMove.WITHDRAW, who="feed", why=Because.ORDER_MOVED_ON, now=now)


async def _lock_open(tx: AsyncConnection, order_id: str) -> None:
    """The older first, as everybody takes them; their ids sort by age."""
    mine = (remedies.c.order_id == order_id) & remedies.c.ended_at.is_(None)
    locked = select(remedies.c.remedy_id).where(mine).order_by(remedies.c.remedy_id)
    await tx.execute(locked.with_for_update(key_share=True))


async def _failed_at(tx: AsyncConnection, order_id: str) -> Mapping[object, datetime]:
    """When each of the order's remedies failed last; it may have been tried again since."""
    query = (
        select(remedy_changes.c.remedy_id, func.max(remedy_changes.c.at))
        .join(remedies, remedies.c.remedy_id == remedy_changes.c.remedy_id)
        .where(remedies.c.order_id == order_id, remedy_changes.c.after == RemedyState.FAILED)
        .group_by(remedy_changes.c.remedy_id)
    )
    return {row[0]: row[1] for row in await tx.execute(query)}


def _stale(answer: RemedyAnswer, failed_at: datetime | None) -> bool:
    """An order repeats old answers: what was said before a remedy failed is not said about its next try."""
    return failed_at is not None and answer.status is not AnswerStatus.DONE and answer.at <= failed_at


async def _apply(tx: AsyncConnection, remedy: Remedy, answer: RemedyAnswer, now: datetime) -> None:
    if answer.status is AnswerStatus.ACCEPTED and remedy.state is not RemedyState.APPROVED:
        later = answer.expected_by is not None and answer.expected_by > now and answer.expected_by != remedy.due_at
        if not later or remedy.state is not RemedyState.SENT:
            return
    # It may wait for approval or evidence, and the shop has said no by itself: then it goes on waiting.
    with suppress(IllegalRemedyMoveError):
        await answered(tx, remedy.remedy_id, answer, now, who="feed")


def answers_in(order: Order, remedy: Remedy, target: Remedy | None) -> tuple[RemedyAnswer, ...]:
    """What the order says of the remedy; what it says by name comes first. `target`: what a withdrawal takes back."""
    own = str(remedy.remedy_id)
    said = sorted((one for one in order.answers if one.remedy_id == own), key=lambda one: one.at)
    return (*said, *_SEEN.get(remedy.kind, _nothing)(order, remedy, target))


def _answer(
    remedy: Remedy, status: AnswerStatus, at: datetime | None, reason: str = "", code: str = ""
) -> RemedyAnswer:
    return RemedyAnswer(
        remedy_id=str(remedy.remedy_id), status=status, at=at or remedy.requested_at, code=code, reason=reason
    )


Seen = Iterator[RemedyAnswer]

_CLOCKS_DIFFER = timedelta(minutes=1)
"""So much earlier than our wish the shop's own clock, which may tell whole minutes, may say that it happened."""


def _since(remedy: Remedy, at: datetime) -> bool:
    """Whether this happened after the wish, as far as two clocks can tell."""
    return at >= remedy.requested_at - _CLOCKS_DIFFER


def _nothing(_order: Order, _remedy: Remedy, _target: Remedy | None) -> Seen:
    yield from ()


def _refund_seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
    """A refund that names us, else one for the same items asked for after ours; a cancellation promises one."""
    own = str(remedy.remedy_id)
    named = [refund for refund in order.refunds if refund.request_id == own]
    covering = named or [refund for refund in order.refunds if _answers_without_naming(order, remedy, refund)]
    best = max(covering, key=lambda refund: (_RANK[refund.status], refund.requested_at), default=None)
    if best is None:
        if cancelled := _cancellation(order, remedy):
            yield _answer(remedy, AnswerStatus.ACCEPTED, cancelled.at)
        return
    said = _of_refund(order, remedy, best)
    if said:
        yield said


_RANK = {
    RefundStatus.PAID: 4,
    RefundStatus.APPROVED: 3,
    RefundStatus.REQUESTED: 2,
    RefundStatus.FAILED: 1,
    RefundStatus.REJECTED: 1,
    RefundStatus.WITHDRAWN: 0,
}
"""Of several refunds that could be meant, money that is there or on its way counts before a refusal."""


def _of_refund(order: Order, remedy: Remedy, refund: Refund) -> RemedyAnswer | None:
    """Nobody tells when a refund was declined: it is news of the order that tells so."""
    match refund.status:
        case RefundStatus.PAID:
            return _answer(remedy, AnswerStatus.DONE, refund.paid_at)
        case RefundStatus.REQUESTED | RefundStatus.APPROVED:
            return _answer(remedy, AnswerStatus.ACCEPTED, refund.approved_at or refund.requested_at)
        case RefundStatus.REJECTED:
            return _answer(remedy, AnswerStatus.REFUSED, order.occurred_at, refund.decision, "refund_rejected")
        case RefundStatus.FAILED:
            return _answer(remedy, AnswerStatus.FAILED, refund.failed_at, refund.decision, "refund_failed")
        case RefundStatus.WITHDRAWN:
            return None


def _answers_without_naming(order: Order, remedy: Remedy, refund: Refund) -> bool:
    return (
        refund.request_id is None
        and refund.scope is RefundScope.GOODS
        and refund.returns_money
        and _since(remedy, refund.requested_at)
        and (remedy.kind is not RemedyKind.RETURN or refund.kind is RefundKind.RETURN_REFUND)
        and _covers(order, refund, remedy)
    )


def _covers(order: Order, refund: Refund, remedy: Remedy) -> bool:
    """By items where both name them; else by the sum: a goodwill of 1 does not answer a wish for 217."""
    if refund.items is not None:
        return _within(remedy.items or _all_of(order), refund.items)
    wanted = remedy.amount
    if wanted is not None:
        return refund.amount.currency == wanted.currency and refund.amount.amount >= wanted.amount
    return refund.amount.amount >= order.total.amount


def _within(wanted: Quantities, given: Quantities) -> bool:
    have: dict[str, int] = {}
    for sku, quantity in given:
        have[sku] = have.get(sku, 0) + quantity
    return all(have.get(sku, 0) >= quantity for sku, quantity in wanted)


def _all_of(order: Order) -> Quantities:
    return tuple((item.sku, item.quantity) for item in order.items)


def _cancellation(order: Order, remedy: Remedy) -> Cancellation | None:
    own = str(remedy.remedy_id)
    for one in order.cancellations:
        covers = one.items is None or _within(remedy.items or _all_of(order), one.items)
        if one.request_id == own or (one.request_id is None and _since(remedy, one.at) and covers):
            return one
    return None


def _cancel_seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
    if cancelled := _cancellation(order, remedy):
        yield _answer(remedy, AnswerStatus.DONE, cancelled.at)
    elif order.status is OrderStatus.CANCELLED and _since(remedy, order.occurred_at):
        yield _answer(remedy, AnswerStatus.DONE, order.occurred_at)


def _compensation_seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
    own = str(remedy.remedy_id)
    for one in order.compensations:
        unnamed = one.request_id is None and one.guarantee == remedy.guarantee and _since(remedy, one.requested_at)
        if one.request_id == own or unnamed:
            yield _of_claim(order, remedy, one.status, one.requested_at, one.paid_at, one.decision)


def _freight_seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
    claim = order.freight.claim
    if claim is None:
        return
    unnamed = claim.request_id is None and _since(remedy, claim.requested_at)
    paid_since = claim.status is ClaimStatus.PAID and _since(remedy, claim.paid_at or claim.requested_at)
    if claim.request_id == str(remedy.remedy_id) or unnamed or paid_since:
        yield _of_claim(order, remedy, claim.status, claim.requested_at, claim.paid_at, claim.decision)


def _of_claim(
    order: Order, remedy: Remedy, status: ClaimStatus, requested_at: datetime, paid_at: datetime | None, decision: str
) -> RemedyAnswer:
    """Likewise, when a claim was declined."""
    match status:
        case ClaimStatus.PAID:
            return _answer(remedy, AnswerStatus.DONE, paid_at)
        case ClaimStatus.REJECTED:
            return _answer(remedy, AnswerStatus.REFUSED, order.occurred_at, decision, "claim_rejected")
        case ClaimStatus.REQUESTED | ClaimStatus.APPROVED:
            return _answer(remedy, AnswerStatus.ACCEPTED, requested_at)


def _sent_again(kind: ParcelKind) -> Callable[[Order, Remedy, Remedy | None], Seen]:
    def seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
        for parcel in order.parcels:
            if parcel.kind is kind and _since(remedy, parcel.dispatched_at) and _holds(parcel.contents, remedy):
                yield _answer(remedy, AnswerStatus.DONE, parcel.dispatched_at)

    return seen


def _holds(contents: Quantities | None, remedy: Remedy) -> bool:
    """Whether a parcel holds what was wanted: the items sent again, or the variant asked for in exchange."""
    if contents is None:
        return True
    if remedy.kind is RemedyKind.EXCHANGE:
        variant = remedy.details.get("variant")
        return variant is None or variant in {sku for sku, _ in contents}
    return remedy.items is None or _within(remedy.items, contents)


def _exchange_seen(order: Order, remedy: Remedy, target: Remedy | None) -> Seen:
    sent = list(_sent_again(ParcelKind.EXCHANGE)(order, remedy, target))
    yield from sent
    own = str(remedy.remedy_id)
    for refund in order.refunds:
        if not sent and refund.kind is RefundKind.EXCHANGE and refund.request_id == own:
            said = _of_refund(order, remedy, refund)
            if said:
                yield said


_COMPARED = tuple(field.name for field in fields(Address) if field.name != "remote")


def _address_seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
    wanted = remedy.details.get("address") or {}
    parts = {name: str(wanted[name]).strip() for name in _COMPARED if wanted.get(name)}
    if parts and all(getattr(order.address, name).strip() == value for name, value in parts.items()):
        yield _answer(remedy, AnswerStatus.DONE, order.occurred_at)


def _invoice_seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
    invoice = order.invoice
    if invoice and invoice.state is InvoiceState.ISSUED and (invoice.at is None or _since(remedy, invoice.at)):
        yield _answer(remedy, AnswerStatus.DONE, invoice.at or order.occurred_at)
    elif invoice and invoice.state is InvoiceState.REQUESTED:
        yield _answer(remedy, AnswerStatus.ACCEPTED, invoice.at or order.occurred_at)


def _withdraw_seen(order: Order, remedy: Remedy, target: Remedy | None) -> Seen:
    """The shop has taken back, or has done, what the consumer no longer wanted."""
    if target is None:
        return
    named = [refund for refund in order.refunds if refund.request_id == str(target.remedy_id)]
    if any(refund.status is RefundStatus.WITHDRAWN for refund in named):
        yield _answer(remedy, AnswerStatus.DONE, order.occurred_at)
    elif any(answer.status is AnswerStatus.DONE for answer in answers_in(order, target, None)):
        yield _answer(remedy, AnswerStatus.REFUSED, order.occurred_at, code="already_done")


def _urge_seen(order: Order, remedy: Remedy, _target: Remedy | None) -> Seen:
    """What was urged has moved: dispatched, scanned again, decided or paid."""
    if at := moved_at(order, remedy, remedy.requested_at - _CLOCKS_DIFFER):
        yield _answer(remedy, AnswerStatus.DONE, at)


def _moot(order: Order, remedy: Remedy) -> bool:
    """Nobody waits for it any more: the order is cancelled, or the consumer withdrew the refund at the shop itself."""
    pushing = {RemedyKind.URGE_MERCHANT, RemedyKind.URGE_COURIER, RemedyKind.ADDRESS_CHANGE}
    if order.status is OrderStatus.CANCELLED and remedy.kind in pushing and remedy.details.get("block") != "refund":
        return True
    named = [refund for refund in order.refunds if refund.request_id == str(remedy.remedy_id)]
    return bool(named) and all(refund.status is RefundStatus.WITHDRAWN for refund in named)


_SEEN: Mapping[RemedyKind, Callable[[Order, Remedy, Remedy | None], Seen]] = {
    RemedyKind.REFUND: _refund_seen,
    RemedyKind.RETURN: _refund_seen,
    RemedyKind.CANCEL: _cancel_seen,
    RemedyKind.COMPENSATION: _compensation_seen,
    RemedyKind.FREIGHT_CLAIM: _freight_seen,
    RemedyKind.RESEND: _sent_again(ParcelKind.RESEND),
    RemedyKind.EXCHANGE: _exchange_seen,
    RemedyKind.ADDRESS_CHANGE: _address_seen,
    RemedyKind.INVOICE: _invoice_seen,
    RemedyKind.WITHDRAW: _withdraw_seen,
    RemedyKind.URGE_MERCHANT: _urge_seen,
    RemedyKind.URGE_COURIER: _urge_seen,
}
