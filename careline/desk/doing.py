"""What an agent does for the consumer they talk with: a remedy in their name, and a promise with a time to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import (
    NoConditionError,
    Remedy,
    Wish,
    claims_of,
    condition_of,
    end_promise,
    make_promise,
    open_case,
    remedies_of_customer,
    request_remedy,
    taken_back,
    withdraw_condition,
)
from careline.conversations.conversation import Conversation, NoConversationError, hold
from careline.conversations.messages import Outgoing, say
from careline.core import phrases
from careline.core.guarantees import rights_of
from careline.core.journal import Because
from careline.core.money import Money, MoneyError
from careline.core.orders import ClaimStatus, Order
from careline.core.paid import refundable
from careline.core.promises import PromiseKind, PromiseMove
from careline.core.remedies import MONEY, MONEY_BACK, URGE_FOR, RemedyKind, RemedyState, may_cancel
from careline.core.rights import Right, RightState, with_claims
from careline.core.rules import ShopRules
from careline.desk.agents import Agent
from careline.desk.service import NotYoursError
from careline.desk.shapes import Said
from careline.dialogue.shown import Shown
from careline.http.fields import Instant
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.cases import promises
from careline.store.tables.conversations import Author

LATEST = timedelta(days=30)
"""Nobody promises further ahead than that."""
_BY_GOODWILL = frozenset({RemedyKind.REFUND, RemedyKind.COMPENSATION})
"""What an agent may give without a right to it; the limits of the shop rules hold, and the reason is written down."""
_FREELY = frozenset(URGE_FOR.values()) | _BY_GOODWILL


class NotOpenError(ValueError):
    """This cannot be done for this order now."""


class NoReasonError(ValueError):
    """Money that nobody has a right to needs a reason."""


class TooMuchError(ValueError):
    """This is no sum that can be given here."""


class PastError(ValueError):
    """A promise falls due in the future, within thirty days."""


class DeedIn(BaseModel):
    """`amount` is a decimal string in the order's currency; without one it is all that the right gives."""

    order_id: Annotated[str, Field(max_length=100)]
    kind: RemedyKind
    amount: Annotated[str, Field(max_length=20)] | None = None
    reason: Annotated[Said, Field(max_length=500)] | None = None


class DeedDone(Shown):
    """`fresh` False: it was under way already, and this is it."""

    remedy_id: str
    status: RemedyState
    status_text: str
    fresh: bool


class PromiseIn(BaseModel):
    order_id: Annotated[str, Field(max_length=100)]
    text: Annotated[Said, Field(max_length=500)]
    by_when: Instant


class Doing:
    """Each use case is one transaction; only who has the conversation may do anything in it."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules

    async def do(self, agent: Agent, conversation_id: UUID, asked: DeedIn, now: datetime, language: str) -> DeedDone:
        """Request it for the consumer; within the limits it is carried out at once, above them it is to be approved.

        Raises NotYoursError, NotOpenError, NoReasonError, TooMuchError.
        """
        async with self._database.begin() as tx:
            held, order = await at_hand(tx, agent, conversation_id, asked.order_id)
            earlier = await remedies_of_customer(tx, held.customer_id, open_only=False)
            mine = [one for one in earlier if one.order_id == order.order_id]
            wish = _wish(agent, held, order, mine, asked, now, self._rules)
            made = await request_remedy(tx, wish, now, self._rules)
            return DeedDone(
                remedy_id=str(made.remedy_id), status=made.state, fresh=made.fresh,
                status_text=phrases.remedy_state(made.state, language),
            )  # fmt: skip

    async def promise(self, agent: Agent, conversation_id: UUID, asked: PromiseIn, now: datetime) -> UUID:
        """Write down what the agent told the consumer. Late, it is told to them and rises like any other promise.

        Raises NotYoursError, PastError.
        """
        if not now < asked.by_when <= now + LATEST:
            raise PastError(PastError.__doc__)
        async with self._database.begin() as tx:
            held, order = await at_hand(tx, agent, conversation_id, asked.order_id)
            who = f"agent:{agent.login}"
            case_id = await open_case(
                tx, order.order_id, order.customer_id, now, self._rules, who=who, why=Because.AGENT_PROMISED,
                conversation_id=conversation_id,
            )  # fmt: skip
            about = {
                "case_id": case_id, "order_id": order.order_id, "customer_id": held.customer_id,
                "conversation_id": conversation_id,
            }  # fmt: skip
            return await make_promise(
                tx, about, PromiseKind.AGENT_WORD, asked.by_when, who=who, now=now, text=asked.text.strip(),
                agent_id=agent.agent_id, why=Because.AGENT_PROMISED,
            )  # fmt: skip

    async def kept(self, agent: Agent, conversation_id: UUID, promise_id: UUID, now: datetime) -> None:
        """What an agent had promised this consumer has been done; again, nothing changes. Raises NotYoursError."""
        async with self._database.begin() as tx:
            held = await _held(tx, agent, conversation_id)
            word = select(promises.c.customer_id).where(
                promises.c.promise_id == promise_id, promises.c.kind == PromiseKind.AGENT_WORD
            )
            if (await tx.execute(word)).scalar() != held.customer_id:
                raise NotYoursError(NotYoursError.__doc__)
            await end_promise(tx, promise_id, PromiseMove.KEEP, now=now)

    async def withdraw_condition(self, agent: Agent, conversation_id: UUID, condition_id: UUID, now: datetime) -> None:
        """Take back what this consumer had agreed for a case to come, and tell them; again, nothing changes.

        Raises NotYoursError.
        """
        async with self._database.begin() as tx:
            held = await _held(tx, agent, conversation_id)
            try:
                condition = await condition_of(tx, condition_id)
            except NoConditionError:
                raise NotYoursError(NotYoursError.__doc__) from None
            order = await load_order(tx, condition.order_id)
            if condition.customer_id != held.customer_id or order is None:
                raise NotYoursError(NotYoursError.__doc__)
            if await withdraw_condition(tx, condition_id, now, who=f"agent:{agent.login}"):
                await say(tx, held, Author.SYSTEM, Outgoing(text=taken_back(condition, order, held.language)), now)


async def _held(tx: AsyncConnection, agent: Agent, conversation_id: UUID) -> Conversation:
    try:
        held = await hold(tx, conversation_id)
    except NoConversationError:
        raise NotYoursError(NotYoursError.__doc__) from None
    if held.ownership.agent_id != str(agent.agent_id):
        raise NotYoursError(NotYoursError.__doc__)
    return held


async def at_hand(
    tx: AsyncConnection, agent: Agent, conversation_id: UUID, order_id: str
) -> tuple[Conversation, Order]:
    """The agent's conversation, locked, and one order of its consumer. Raises NotYoursError."""
    held = await _held(tx, agent, conversation_id)
    order = await load_order(tx, order_id)
    if order is None or order.customer_id != held.customer_id:
        raise NotYoursError(NotYoursError.__doc__)
    return held, order


def _wish(
    agent: Agent, held: Conversation, order: Order, earlier: Sequence[Remedy], asked: DeedIn, now: datetime,
    rules: ShopRules,
) -> Wish:  # fmt: skip
    kind, reason = asked.kind, (asked.reason or "").strip()
    right = _right(order, earlier, kind, now, rules)
    if right is None and not (kind in _FREELY or (kind is RemedyKind.CANCEL and may_cancel(order))):
        raise NotOpenError(NotOpenError.__doc__)
    if right is None and kind in _BY_GOODWILL and not reason:
        raise NoReasonError(NoReasonError.__doc__)
    most = right.amount if right else _left(order, earlier, kind)
    if right is None and most is not None and most.amount <= 0:
        raise NotOpenError(NotOpenError.__doc__)
    return Wish(
        order=order, kind=kind, who=f"agent:{agent.login}", channel="desk", conversation_id=held.conversation_id,
        items=right.items if right else None, amount=_amount(asked.amount, most, kind),
        right=right, details=_details(kind, right, reason),
    )  # fmt: skip


def _left(order: Order, earlier: Sequence[Remedy], kind: RemedyKind) -> Money | None:
    """What may still be given out of goodwill; None where it is no money. Never more than was paid, in all."""
    if kind is RemedyKind.REFUND:
        return refundable(order, None, with_shipping=True)
    if kind is not RemedyKind.COMPENSATION:
        return None
    told = {one.request_id for one in order.compensations}
    ours = (one for one in earlier if one.kind is kind and str(one.remedy_id) not in told)
    given = [one.amount for one in ours if one.open or one.state is RemedyState.DONE]
    given += [one.amount for one in order.compensations if one.status is not ClaimStatus.REJECTED]
    return Money(order.total.amount - sum(one.amount for one in given if one), order.total.currency)


def _right(order: Order, earlier: Sequence[Remedy], kind: RemedyKind, now: datetime, rules: ShopRules) -> Right | None:
    """The right by which this may be asked for now; the one that gives most."""
    rights = with_claims(rights_of(order, now, rules), claims_of(earlier), order)
    open_now = [one for one in rights if one.state is RightState.CLAIMABLE and kind in one.deeds]
    return max(open_now, key=lambda one: one.amount.amount if one.amount else 0, default=None)


def _amount(asked: str | None, most: Money | None, kind: RemedyKind) -> Money | None:
    if kind not in MONEY or most is None:
        return None
    if asked is None:
        return most
    try:
        amount = Money.parse(asked, most.currency)
    except MoneyError as error:
        raise TooMuchError(TooMuchError.__doc__) from error
    if not 0 < amount.amount <= most.amount:
        raise TooMuchError(TooMuchError.__doc__)
    return amount


def _details(kind: RemedyKind, right: Right | None, reason: str) -> dict[str, Any]:
    """What the shop needs beside order, items and amount, as docs/contracts.md lists it by kind."""
    if kind in set(URGE_FOR.values()):
        since = right.deadline.isoformat() if right and right.deadline else None
        block = next(block for block, urge in URGE_FOR.items() if urge is kind)
        return {"block": block, "since": since}
    return {"reason": reason or "other"} if kind in MONEY_BACK | {RemedyKind.COMPENSATION} else {}
