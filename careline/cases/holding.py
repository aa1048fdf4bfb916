"""Holding to what was agreed under a condition: looked at when its order changes and when its time is over.

What is due is done by the very function that a wish by hand goes through, with the same limits, caps and approvals; the
row's end, the remedy, the journal and the consumer's message are one transaction. So it is done once or not at all,
whoever dies in between.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.conditions import Condition, condition_from, end_condition, seen_beside
from careline.cases.holding_words import acted, closed
from careline.cases.remedies import Remedy
from careline.cases.rounds import Walk, app_of, each_row, order_of, tell_in_app
from careline.cases.wishing import Wish, request_remedy
from careline.conversations.conversation import Conversation
from careline.conversations.messages import Button
from careline.core.conditions import MOVE_FOR, ConditionState, Planned, Verdict, deed_for, judge
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.core.orders import Order
from careline.core.rules import ShopRules
from careline.store.database import Database
from careline.store.tables.cases import conditions
from careline.store.tables.feed import orders

RaiseCase = Callable[[AsyncConnection, Conversation, UUID, datetime], Awaitable[None]]
_BECAUSE: Mapping[Verdict, Because] = MappingProxyType(
    {
        Verdict.ACT: Because.CONDITION,
        Verdict.HAPPENED: Because.ORDER_MOVED_ON,
        Verdict.CANCELLED: Because.ORDER_MOVED_ON,
        Verdict.REFUNDED: Because.ORDER_MOVED_ON,
        Verdict.NOT_ALLOWED: Because.ORDER_MOVED_ON,
        Verdict.EXPIRED: Because.PROMISE_DUE,
    }
)


async def hold_to_conditions(
    database: Database, now: datetime, rules: ShopRules, raise_case: RaiseCase, walk: Walk | None = None
) -> int:
    """Look at every open condition whose time is over, or whose order has changed since it was looked at."""
    is_open = conditions.c.state == ConditionState.OPEN
    to_look_at = or_(conditions.c.due_at <= now, orders.c.version != conditions.c.seen_version)
    whose = (
        select(conditions.c.condition_id, conditions.c.customer_id)
        .join(orders, orders.c.order_id == conditions.c.order_id)
        .where(is_open, to_look_at)
    )

    async def _one(tx: AsyncConnection, found: tuple[UUID, str]) -> bool:
        condition_id, customer_id = found
        _, held = await app_of(tx, customer_id, now)
        still_theirs = conditions.c.customer_id == customer_id
        mine = select(conditions).where(conditions.c.condition_id == condition_id, is_open, still_theirs)
        row = (await tx.execute(mine.with_for_update(skip_locked=True, key_share=True))).mappings().first()
        if row is None:
            return False
        return await _look(tx, condition_from(row), held, now, rules, raise_case)

    return await each_row(database, whose, _one, walk)


async def _look(
    tx: AsyncConnection, condition: Condition, held: Conversation, now: datetime, rules: ShopRules,
    raise_case: RaiseCase,
) -> bool:  # fmt: skip
    order = await order_of(tx, condition.order_id)
    verdict = judge(condition.terms, order, await seen_beside(tx, order, condition.terms), now, rules)
    if verdict is Verdict.WAIT:
        mine = conditions.c.condition_id == condition.condition_id
        await tx.execute(update(conditions).where(mine).values(seen_version=order.version))
        return False
    planned = deed_for(condition.terms, order, now, rules) if verdict is Verdict.ACT else None
    remedy = await _do(tx, condition, order, planned, held, now, rules) if planned and planned.kind else None
    await end_condition(
        tx, condition, MOVE_FOR[verdict], now, who="system", why=_BECAUSE[verdict], verdict=verdict,
        remedy_id=remedy.remedy_id if remedy else None,
    )  # fmt: skip
    if planned:
        text, buttons = acted(condition, order, remedy, now, held.language)
    else:
        text, buttons = closed(condition, verdict, order, now, held.language)
    await tell_in_app(tx, held, [text], now, _offered(buttons, held))
    if planned and planned.kind is None:
        await raise_case(tx, held, condition.case_id, now)
    return True


def _offered(buttons: tuple[Button, ...], held: Conversation) -> tuple[Button, ...]:
    """Buttons are the assistant's: who talks with a person has that person to ask."""
    return buttons if held.ownership.owner is Owner.BOT else ()


async def _do(
    tx: AsyncConnection, condition: Condition, order: Order, planned: Planned, held: Conversation, now: datetime,
    rules: ShopRules,
) -> Remedy:  # fmt: skip
    assert planned.kind
    details = dict(planned.details)
    if planned.about == "shop":
        details |= {"text": condition.said, "about": "shop"}
    wish = Wish(
        order=order, kind=planned.kind, who=condition.set_by, channel="system", items=planned.items,
        amount=planned.amount, right=planned.right, details=details, conversation_id=held.conversation_id,
        about=planned.about, asked_in=f"condition:{condition.condition_id}", why=Because.CONDITION,
    )  # fmt: skip
    return await request_remedy(tx, wish, now, rules)
