"""Moving a remedy on: agents approve, refuse and do; the consumer takes it back; the shop answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.promises import keep_promises, move_promise
from careline.cases.remedies import APPROVALS_CHANGED, Remedy, locked_remedy, move, note_change, remedy_from, told_of
from careline.cases.wishing import Wish, carry_out, hold_wishes, request_remedy
from careline.core.journal import Because, What
from careline.core.orders import AnswerStatus, Order, RemedyAnswer
from careline.core.promises import PromiseKind
from careline.core.remedies import (
    ENDS,
    OURS,
    RemedyKind,
    RemedyMove,
    RemedyState,
    Withdrawal,
    may_approve,
    withdrawal,
)
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store import outbox
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.cases import approvals, remedies

UNANSWERED = frozenset({"unreachable", "not_understood"})
"""The codes of a failure of which we do not know what the shop has done (careline/platform/outbox.py)."""


MERCHANT = "merchant"
"""Who answers where a merchant has, on the page of a letter (careline/merchants/)."""


class NotWaitingError(ValueError):
    """This remedy does not wait for a decision any more; look again."""


class SecondPersonError(ValueError):
    """You have approved this already; above the second limit another agent has to approve it too."""


class OwnWishError(ValueError):
    """You asked for this yourself at the desk; a colleague has to approve it."""


class TooLateError(ValueError):
    """This has come to its end and cannot be taken back any more."""


async def approve(
    tx: AsyncConnection, remedy_id: UUID, agent_id: UUID, login: str, order: Order, now: datetime, rules: ShopRules
) -> Remedy:
    """One agent's yes; the remedy is carried out when as many different agents as it needs have said so.

    A failed one is tried once more, which decides nothing anew. Raises NoRemedyError, NotWaitingError, OwnWishError for
    the agent who asked for it, SecondPersonError.
    """
    row = await locked_remedy(tx, remedy_id)
    who = f"agent:{login}"
    rules = rules.for_order(order)
    if RemedyState(row["state"]) is RemedyState.FAILED:
        await keep_promises(tx, remedy_id, PromiseKind.DECISION, now=now)
        await carry_out(tx, row, RemedyMove.RETRY, order, now, rules, who=who, why=Because.AGENT_RETRIED)
        return remedy_from(await locked_remedy(tx, remedy_id))
    if RemedyState(row["state"]) is not RemedyState.NEEDS_APPROVAL:
        raise NotWaitingError(NotWaitingError.__doc__)
    if not may_approve(row["requested_by"], who):
        raise OwnWishError(OwnWishError.__doc__)
    known = select(approvals.c.agent_id).where(approvals.c.remedy_id == remedy_id)
    agreed = set((await tx.execute(known)).scalars())
    if agent_id in agreed:
        raise SecondPersonError(SecondPersonError.__doc__)
    await tx.execute(insert(approvals).values(approval_id=new_id(), remedy_id=remedy_id, agent_id=agent_id, at=now))
    if len(agreed) + 1 < row["approvals_needed"]:
        why, waits = Because.AGENT_APPROVED, RemedyState.NEEDS_APPROVAL
        await note_change(tx, row, waits, waits, who=who, why=why, now=now, data={"approvals": len(agreed) + 1})
        await record(
            tx, at=now, who=who, what=What.REMEDY_APPROVED_ONCE, why=why, subject=f"remedy:{remedy_id}",
            order_id=row["order_id"], customer_id=row["customer_id"], data=told_of(row),
        )  # fmt: skip
        await notify(tx, Topic.DESK, APPROVALS_CHANGED)
        return remedy_from(row)
    await keep_promises(tx, remedy_id, PromiseKind.DECISION, now=now)
    await carry_out(tx, row, RemedyMove.APPROVE, order, now, rules, who=who, why=Because.AGENT_APPROVED)
    return remedy_from(await locked_remedy(tx, remedy_id))


async def refuse(tx: AsyncConnection, remedy_id: UUID, login: str, reason: str, now: datetime) -> Remedy:
    """An agent says no; `reason` is told to the consumer in these words. Raises NoRemedyError, NotWaitingError."""
    row = await locked_remedy(tx, remedy_id)
    if not _decided_by_hand(row) and RemedyState(row["state"]) is not RemedyState.REQUESTED:
        raise NotWaitingError(NotWaitingError.__doc__)
    await move(
        tx, row, RemedyMove.REFUSE, who=f"agent:{login}", why=Because.AGENT_REFUSED, now=now,
        answer_code="agent", answer=reason,
    )  # fmt: skip
    return remedy_from(await locked_remedy(tx, remedy_id))


async def done_by_hand(tx: AsyncConnection, remedy_id: UUID, login: str, answer: str, now: datetime) -> Remedy:
    """An agent did what is ours to do, or what the shop had failed at; `answer` is told to the consumer.

    Raises NoRemedyError, NotWaitingError.
    """
    row = await locked_remedy(tx, remedy_id)
    if not _decided_by_hand(row) or RemedyState(row["state"]) is RemedyState.NEEDS_APPROVAL:
        raise NotWaitingError(NotWaitingError.__doc__)
    await move(
        tx, row, RemedyMove.COMPLETE, who=f"agent:{login}", why=Because.AGENT_DID_IT, now=now,
        answer_code="agent", answer=answer,
    )  # fmt: skip
    return remedy_from(await locked_remedy(tx, remedy_id))


def _decided_by_hand(row: RowMapping) -> bool:
    """Whether an agent may end it: it waits for approval, failed at the shop, or is carried out by ourselves."""
    state = RemedyState(row["state"])
    ours = state is RemedyState.APPROVED and RemedyKind(row["kind"]) in OURS
    return ours or state in {RemedyState.NEEDS_APPROVAL, RemedyState.FAILED}


async def take_back(
    tx: AsyncConnection, remedy_id: UUID, order: Order, now: datetime, rules: ShopRules,
    *, who: str, channel: str, conversation_id: UUID | None = None, asked_in: str | None = None,
) -> tuple[Withdrawal, Remedy]:  # fmt: skip
    """The consumer does not want it any more: end it, or ask the shop to (a remedy of its own, which is returned).

    Asked again it says the same, as a turn may be worked off twice. Raises NoRemedyError, and TooLateError for what has
    come to another end.
    """
    await hold_wishes(tx, order.customer_id)
    row = await locked_remedy(tx, remedy_id)
    state, kind = RemedyState(row["state"]), RemedyKind(row["kind"])
    if state is RemedyState.WITHDRAWN:
        return Withdrawal.AT_ONCE, remedy_from(row)
    how = withdrawal(state, delivery_tried=False)
    if how is Withdrawal.AT_ONCE and await _may_be_at_the_shop(tx, row):
        how = withdrawal(state, delivery_tried=True)
    if how is Withdrawal.TOO_LATE or (how is Withdrawal.BY_THE_SHOP and kind is RemedyKind.WITHDRAW):
        raise TooLateError(TooLateError.__doc__)
    if how is Withdrawal.AT_ONCE:
        await move(tx, row, RemedyMove.WITHDRAW, who=who, why=Because.CONSUMER_WITHDREW, now=now)
        return how, remedy_from(await locked_remedy(tx, remedy_id))
    wish = Wish(
        order=order, kind=RemedyKind.WITHDRAW, who=who, channel=channel, conversation_id=conversation_id,
        target_id=remedy_id, details={"kind": row["kind"]}, asked_in=asked_in,
    )  # fmt: skip
    return how, await request_remedy(tx, wish, now, rules)


async def take_back_unsent(tx: AsyncConnection, remedy_id: UUID, order: Order, now: datetime, *, who: str) -> bool:
    """End it where the shop has heard nothing of it, so that another may take its place; False: nothing was changed.

    Asked again it says the same. Raises NoRemedyError.
    """
    await hold_wishes(tx, order.customer_id)
    row = await locked_remedy(tx, remedy_id)
    state = RemedyState(row["state"])
    if state is RemedyState.WITHDRAWN:
        return True
    if withdrawal(state, delivery_tried=False) is not Withdrawal.AT_ONCE or await _may_be_at_the_shop(tx, row):
        return False
    await move(tx, row, RemedyMove.WITHDRAW, who=who, why=Because.CONSUMER_WITHDREW, now=now)
    return True


async def overtake(tx: AsyncConnection, remedy_id: UUID, order: Order, now: datetime, *, who: str) -> bool:
    """End it, as what is asked for next takes its place; True: the shop may have it, so the next has to say so.

    Asked again it says False, as it has ended then. Raises NoRemedyError.
    """
    if await take_back_unsent(tx, remedy_id, order, now, who=who):
        return False
    row = await locked_remedy(tx, remedy_id)
    if RemedyState(row["state"]) not in ENDS:
        await move(tx, row, RemedyMove.WITHDRAW, who=who, why=Because.CONSUMER_WITHDREW, now=now)
    return True


async def _may_be_at_the_shop(tx: AsyncConnection, row: RowMapping) -> bool:
    """Whether the shop may be carrying it out by now. What was not sent yet is kept from leaving."""
    if RemedyState(row["state"]) is RemedyState.FAILED:
        return row["answer_code"] in UNANSWERED
    if RemedyState(row["state"]) is not RemedyState.APPROVED or RemedyKind(row["kind"]) in OURS:
        return False
    return not await outbox.take_back(tx, row["remedy_id"])


async def answered(tx: AsyncConnection, remedy_id: UUID, told: RemedyAnswer, now: datetime, *, who: str) -> Remedy:
    """The platform's answer, by whichever way it came; one that comes twice, too late or unasked changes nothing.

    Done is done, whether we had asked for it yet or not. Raises NoRemedyError.
    """
    withdraws = select(remedies.c.target_id).where(remedies.c.remedy_id == remedy_id)
    target_id = (await tx.execute(withdraws)).scalar_one_or_none()
    target = await locked_remedy(tx, target_id) if target_id else None  # the older of two remedies first
    row = await locked_remedy(tx, remedy_id)
    state = RemedyState(row["state"])
    out = state in {RemedyState.APPROVED, RemedyState.SENT, RemedyState.FAILED}
    if state in ENDS or (told.status is not AnswerStatus.DONE and not out):
        return remedy_from(row)
    if told.status is AnswerStatus.ACCEPTED:
        await _accepted(tx, row, told, now, who)
        return remedy_from(await locked_remedy(tx, remedy_id))
    step, why = _ANSWERS[told.status]
    if (state, step) == (RemedyState.FAILED, RemedyMove.FAIL):
        return remedy_from(row)
    values = {"answer_code": told.code or None, "answer": told.reason or None}
    await move(tx, row, step, who=who, why=why, now=now, **values)
    if target and told.status is AnswerStatus.DONE and RemedyState(target["state"]) not in ENDS:
        await move(tx, target, RemedyMove.WITHDRAW, who=who, why=Because.CONSUMER_WITHDREW, now=now)
    return remedy_from(await locked_remedy(tx, remedy_id))


async def _accepted(tx: AsyncConnection, row: RowMapping, told: RemedyAnswer, now: datetime, who: str) -> None:
    """The shop is at it. Where it names a time, that is what the consumer is told from now on (cases/keeping.py)."""
    state, due = RemedyState(row["state"]), told.expected_by
    if state is RemedyState.FAILED:
        # A person who answers by hand answers now; what a system says may have been overtaken by its failure.
        if who != MERCHANT or due is None or due <= now:
            return
        await keep_promises(tx, row["remedy_id"], PromiseKind.DECISION, now=now)
    if state is not RemedyState.SENT:
        await move(tx, row, RemedyMove.SEND, who=who, why=Because.SHOP_ACCEPTED, now=now, sent_at=now)
    if due is None or due <= now or due == row["due_at"]:
        return
    if await move_promise(tx, row, due, who=who, now=now, why=Because.SHOP_ACCEPTED):
        await tx.execute(update(remedies).where(remedies.c.remedy_id == row["remedy_id"]).values(due_at=due))


_ANSWERS: Mapping[AnswerStatus, tuple[RemedyMove, Because]] = {
    AnswerStatus.DONE: (RemedyMove.COMPLETE, Because.SHOP_DID_IT),
    AnswerStatus.REFUSED: (RemedyMove.REFUSE, Because.SHOP_REFUSED),
    AnswerStatus.FAILED: (RemedyMove.FAIL, Because.SHOP_FAILED),
}
