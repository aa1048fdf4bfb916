"""The queue of approvals: what agents decide about money, and what the shop could not do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import (
    NoRemedyError,
    Remedy,
    approve,
    approvers_of,
    latest_of_customers,
    refuse,
    waiting_for_approval,
)
from careline.core import phrases
from careline.core.guarantees import terms_for
from careline.core.orders import Order
from careline.core.paid import item_of
from careline.core.remedies import RemedyKind, RemedyState, may_approve
from careline.core.rights import Clause
from careline.core.rules import ShopRules
from careline.core.wording.journal import who_words
from careline.desk.agents import Agent
from careline.desk.masking import masked_name
from careline.desk.words import failure_words, reason_words
from careline.dialogue.shown import Instant, MoneyShown, Shown, money_shown
from careline.http.fields import Storable
from careline.store.database import Database
from careline.store.orders import load_orders
from careline.store.tables.cases import cases, remedies
from careline.store.tables.desk import agents
from careline.store.tables.feed import customers
from careline.store.tables.platform import photos

MOST = 200
"""Of a longer queue the oldest are shown."""
OTHERS = 6
"""How many other remedies of the same consumer are shown beside one."""


class RefuseIn(Shown):
    """The reason is told to the consumer in these words."""

    reason: Annotated[Storable, AfterValidator(str.strip), Field(min_length=2, max_length=500)]


class ItemShown(Shown):
    title: str
    quantity: int


class OtherShown(Shown):
    """What the same consumer got or asked for besides."""

    kind_text: str
    state_text: str
    amount: MoneyShown | None
    at: Instant


class ApprovalShown(Shown):
    """One remedy that waits for a decision. `approved_by` are names, the first to approve first.

    `asked_by`: the consumer, the assistant or an agent, in words. `mine`: this agent has approved it, and another one
    has to as well. `own`: this agent asked for it: others decide.
    """

    remedy_id: str
    reference: str
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
    asked_by: str
    requested_at: Instant
    due_at: Instant | None
    approvals_needed: int
    approved_by: list[str]
    mine: bool
    own: bool
    failure: str | None
    photos: list[str]
    others: list[OtherShown]


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
            found = await waiting_for_approval(tx, MOST)
            around = await _around(tx, found)
        return ApprovalsShown(waiting=[_shown(one, around, agent, self._rules, language) for one in found])

    async def approve(self, agent: Agent, remedy_id: UUID, now: datetime) -> None:
        """Say yes, or have what failed tried once more. Raises what cases/deciding.py says."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What remedies are shown with, loaded in sets: as many statements for two hundred of them as for one."""

    orders: Mapping[str, Order]
    names: Mapping[str, str]
    talks: Mapping[UUID, UUID]
    """The conversation of a case."""
    approvers: Mapping[UUID, list[UUID]]
    agent_names: Mapping[UUID, str]
    by_login: Mapping[str, str]
    photos: Mapping[str, list[tuple[UUID | None, UUID]]]
    """By order: the remedy that a photo was asked for, if for any, and the photo."""
    others: Mapping[str, list[Remedy]]


async def _around(tx: AsyncConnection, found: Sequence[Remedy]) -> _Around:
    remedy_ids, order_ids = {one.remedy_id for one in found}, {one.order_id for one in found}
    customer_ids, case_ids = {one.customer_id for one in found}, {one.case_id for one in found}
    named = select(customers.c.customer_id, customers.c.name).where(customers.c.customer_id.in_(customer_ids))
    talked = select(cases.c.case_id, cases.c.conversation_id).where(
        cases.c.case_id.in_(case_ids), cases.c.conversation_id.is_not(None)
    )
    sent = select(photos.c.order_id, photos.c.remedy_id, photos.c.photo_id).where(photos.c.order_id.in_(order_ids))
    pictures: dict[str, list[tuple[UUID | None, UUID]]] = {}
    for row in await tx.execute(sent.order_by(photos.c.at, photos.c.photo_id)):
        pictures.setdefault(row.order_id, []).append((row.remedy_id, row.photo_id))
    approvers = await approvers_of(tx, remedy_ids)
    who = {agent_id for agreed in approvers.values() for agent_id in agreed}
    logins = {one.requested_by.removeprefix("agent:") for one in found}
    called = select(agents.c.agent_id, agents.c.login, agents.c.name).where(
        agents.c.agent_id.in_(who) | agents.c.login.in_(logins)
    )
    staff = (await tx.execute(called)).all()
    return _Around(
        orders={order.order_id: order for order in await load_orders(tx, order_ids)},
        names={row.customer_id: row.name for row in await tx.execute(named)},
        talks={row.case_id: row.conversation_id for row in await tx.execute(talked)},
        approvers=approvers,
        agent_names={row.agent_id: row.name for row in staff},
        by_login={row.login: row.name for row in staff},
        photos=pictures,
        others=await latest_of_customers(tx, customer_ids, OTHERS + 1),
    )


def _shown(remedy: Remedy, around: _Around, agent: Agent, rules: ShopRules, language: str) -> ApprovalShown:
    order, agreed = around.orders[remedy.order_id], around.approvers.get(remedy.remedy_id, [])
    talked = remedy.conversation_id or around.talks.get(remedy.case_id)
    others = [one for one in around.others[remedy.customer_id] if one.remedy_id != remedy.remedy_id][:OTHERS]
    failed = remedy.state is RemedyState.FAILED
    return ApprovalShown(
        remedy_id=str(remedy.remedy_id),
        reference=phrases.reference(remedy.remedy_id, language),
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
        customer=masked_name(around.names.get(remedy.customer_id, "")),
        conversation_id=str(talked) if talked else None,
        clause=_clause(remedy, order, rules, language),
        reason=reason_words(str(remedy.details.get("reason") or remedy.details.get("text") or ""), language),
        asked_by=who_words(remedy.requested_by, language, around.by_login),
        requested_at=remedy.requested_at,
        due_at=remedy.due_at,
        approvals_needed=remedy.approvals_needed,
        approved_by=[around.agent_names[agent_id] for agent_id in agreed],
        mine=agent.agent_id in agreed,
        own=not may_approve(remedy.requested_by, f"agent:{agent.login}"),
        failure=failure_words(remedy.answer_code, remedy.answer, language) if failed else None,
        photos=[
            str(photo_id) for asked_for, photo_id in around.photos.get(order.order_id, [])
            if asked_for in {None, remedy.remedy_id}
        ],
        others=[_other(one, language) for one in others],
    )  # fmt: skip


def _clause(remedy: Remedy, order: Order, rules: ShopRules, language: str) -> str | None:
    """The promise that it rests on, with the figures that apply to the order."""
    if remedy.clause not in set(Clause):
        return remedy.clause
    terms = terms_for(order, remedy.items, rules)
    return phrases.clause_text(Clause(remedy.clause), language, order.total.currency, terms)


def _items(order: Order, remedy: Remedy) -> list[ItemShown]:
    wanted = remedy.items if remedy.items is not None else tuple((item.sku, item.quantity) for item in order.items)
    return [ItemShown(title=item.title, quantity=quantity) for sku, quantity in wanted if (item := item_of(order, sku))]


def _other(remedy: Remedy, language: str) -> OtherShown:
    return OtherShown(
        kind_text=phrases.remedy_kind(remedy.kind, language, variant=remedy.details.get("variant_title")),
        state_text=phrases.remedy_state(remedy.state, language),
        amount=money_shown(remedy.amount) if remedy.amount else None, at=remedy.requested_at,
    )  # fmt: skip
