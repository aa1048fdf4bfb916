"""The queue of approvals: what agents decide about money, and what the shop could not do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import (
    NoRemedyError,
    Remedy,
    approve,
    approvers_of,
    refuse,
    remedies_of_customer,
    waiting_for_approval,
)
from careline.core import phrases
from careline.core.orders import Order
from careline.core.paid import item_of
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rules import ShopRules
from careline.desk.agents import Agent
from careline.desk.masking import masked_name
from careline.dialogue.shown import Instant, MoneyShown, Shown, money_shown
from careline.store.database import Database
from careline.store.orders import load_customer, load_orders
from careline.store.tables.cases import cases, remedies
from careline.store.tables.desk import agents
from careline.store.tables.platform import photos

MOST = 200
"""Of a longer queue the oldest are shown."""


class RefuseIn(Shown):
    """The reason is told to the consumer in these words."""

    reason: str = Field(min_length=2, max_length=500)


class ItemShown(Shown):
    title: str
    quantity: int


class EarlierShown(Shown):
    """What the same consumer got or asked for before."""

    kind_text: str
    state_text: str
    amount: MoneyShown | None
    at: Instant


class ApprovalShown(Shown):
    """One remedy that waits for a decision. `mine`: this agent has approved it; another one has to as well."""

    remedy_id: str
    kind: RemedyKind
    kind_text: str
    state: RemedyState
    state_text: str
    amount: MoneyShown | None
    items: list[ItemShown]
    whole_order: bool
    order_id: str
    order_number: str
    title: str
    merchant: str
    total: MoneyShown
    customer: str
    conversation_id: str | None
    clause: str | None
    reason: str
    requested_at: Instant
    due_at: Instant | None
    approvals_needed: int
    approved_by: list[str]
    mine: bool
    failure: str | None
    photos: list[str]
    earlier: list[EarlierShown]


class ApprovalsShown(Shown):
    """The oldest first."""

    waiting: list[ApprovalShown]


class Approvals:
    """What an agent may do with the queue of approvals. Each is one transaction."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules

    async def waiting(self, agent: Agent, language: str) -> ApprovalsShown:
        """Everything that waits for a decision."""
        async with self._database.begin() as tx:
            found = (await waiting_for_approval(tx))[:MOST]
            orders = {order.order_id: order for order in await load_orders(tx, {one.order_id for one in found})}
            return ApprovalsShown(
                waiting=[await self._shown(tx, one, orders[one.order_id], agent, language) for one in found]
            )

    async def approve(self, agent: Agent, remedy_id: UUID, now: datetime) -> None:
        """Say yes, or have what failed tried once more. Raises NoRemedyError, NotWaitingError, SecondPersonError."""
        async with self._database.begin() as tx:
            order = await self._order_of(tx, remedy_id)
            await approve(tx, remedy_id, agent.agent_id, agent.login, order, now, self._rules)

    async def refuse(self, agent: Agent, remedy_id: UUID, reason: str, now: datetime) -> None:
        """Say no, with a reason for the consumer. Raises NoRemedyError, NotWaitingError."""
        async with self._database.begin() as tx:
            await self._order_of(tx, remedy_id)
            await refuse(tx, remedy_id, agent.login, reason, now)

    async def _order_of(self, tx: AsyncConnection, remedy_id: UUID) -> Order:
        query = select(remedies.c.order_id).where(remedies.c.remedy_id == remedy_id)
        row = (await tx.execute(query)).first()
        if row is None:
            raise NoRemedyError(NoRemedyError.__doc__)
        [order] = await load_orders(tx, [row.order_id])
        return order

    async def _shown(
        self, tx: AsyncConnection, remedy: Remedy, order: Order, agent: Agent, language: str
    ) -> ApprovalShown:
        agreed = await approvers_of(tx, remedy.remedy_id)
        customer = await load_customer(tx, remedy.customer_id)
        conversation = select(cases.c.conversation_id).where(cases.c.case_id == remedy.case_id)
        talked = remedy.conversation_id or (await tx.execute(conversation)).scalar_one_or_none()
        history = await remedies_of_customer(tx, remedy.customer_id, open_only=False)
        return ApprovalShown(
            remedy_id=str(remedy.remedy_id),
            kind=remedy.kind,
            kind_text=phrases.remedy_kind(remedy.kind, language, variant=remedy.details.get("variant_title")),
            state=remedy.state,
            state_text=phrases.remedy_state(remedy.state, language),
            amount=money_shown(remedy.amount) if remedy.amount else None,
            items=_items(order, remedy),
            whole_order=remedy.items is None,
            order_id=order.order_id,
            order_number=order.number or order.order_id,
            title=order.title,
            merchant=order.merchant_name,
            total=money_shown(order.total),
            customer=masked_name(customer.name) if customer else "",
            conversation_id=str(talked) if talked else None,
            clause=remedy.clause,
            reason=str(remedy.details.get("reason") or ""),
            requested_at=remedy.requested_at,
            due_at=remedy.due_at,
            approvals_needed=remedy.approvals_needed,
            approved_by=await _names(tx, agreed),
            mine=agent.agent_id in agreed,
            failure=(remedy.answer or remedy.answer_code) if remedy.state is RemedyState.FAILED else None,
            photos=await _photos(tx, remedy.remedy_id, remedy.order_id),
            earlier=[_earlier(one, language) for one in history[-6:] if one.remedy_id != remedy.remedy_id],
        )


def _items(order: Order, remedy: Remedy) -> list[ItemShown]:
    wanted = remedy.items if remedy.items is not None else tuple((item.sku, item.quantity) for item in order.items)
    return [ItemShown(title=item.title, quantity=quantity) for sku, quantity in wanted if (item := item_of(order, sku))]


def _earlier(remedy: Remedy, language: str) -> EarlierShown:
    return EarlierShown(
        kind_text=phrases.remedy_kind(remedy.kind, language), state_text=phrases.remedy_state(remedy.state, language),
        amount=money_shown(remedy.amount) if remedy.amount else None, at=remedy.requested_at,
    )  # fmt: skip


async def _names(tx: AsyncConnection, agent_ids: set[UUID]) -> list[str]:
    query = select(agents.c.name).where(agents.c.agent_id.in_(agent_ids)).order_by(agents.c.name)
    return list((await tx.execute(query)).scalars()) if agent_ids else []


async def _photos(tx: AsyncConnection, remedy_id: UUID, order_id: str) -> list[str]:
    """Photos for this remedy, or of its order without a remedy."""
    mine = (photos.c.remedy_id == remedy_id) | ((photos.c.order_id == order_id) & photos.c.remedy_id.is_(None))
    query = select(photos.c.photo_id).where(mine).order_by(photos.c.at)
    return [str(photo_id) for photo_id in (await tx.execute(query)).scalars()]
