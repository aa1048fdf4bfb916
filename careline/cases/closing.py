"""Bringing cases to their close: where all has moved on, the consumer is asked once, and silence is an answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases import telling
from careline.cases.cases import AT_REST, close_case, nothing_open, open_case_row, settle_down
from careline.cases.rounds import THERE, Walk, app_of, each, each_row, is_there, order_of, tell_in_app, there
from careline.conversations.conversation import Conversation
from careline.core.cases import CloseReason
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.core.rules import ShopRules
from careline.store.database import Database
from careline.store.tables.cases import cases
from careline.store.tables.conversations import conversations


async def let_rest(database: Database, now: datetime, walk: Walk | None = None) -> int:
    """Begin the quiet time of every case in which nothing is open any more, whatever has ended last.

    Most begin it with that end; a talk with a person, which may end in many ways, does not tell its case.
    """

    async def _one(tx: AsyncConnection, order_id: str) -> bool:
        before = await open_case_row(tx, order_id)
        return before is not None and before["quiet_since"] is None and await settle_down(tx, before, now)

    restless = select(cases.c.order_id).where(cases.c.closed_at.is_(None), cases.c.quiet_since.is_(None), AT_REST)
    return await each(database, restless, _one, walk)


async def close_quiet_cases(database: Database, now: datetime, rules: ShopRules, walk: Walk | None = None) -> int:
    """Where everything has moved on, ask once whether it is settled; close what stays silent, and ask how it went."""
    quiet = cases.c.closed_at.is_(None) & cases.c.quiet_since.is_not(None)
    over = cases.c.quiet_since <= now - rules.cases.quiet
    unasked = cases.c.asked_at.is_(None) & (cases.c.quiet_since <= now - min(THERE, rules.cases.quiet / 4))
    with_a_person = exists().where(
        conversations.c.customer_id == cases.c.customer_id, conversations.c.channel == "app",
        conversations.c.owner.in_([Owner.QUEUE, Owner.AGENT]),
    )  # fmt: skip
    may_be_asked = unasked & ~with_a_person & ~there(cases.c.customer_id, now)

    async def _one(tx: AsyncConnection, found: tuple[str, str]) -> bool:
        order_id, customer_id = found
        _, held = await app_of(tx, customer_id, now)
        row = await open_case_row(tx, order_id)
        if row is None or row["quiet_since"] is None:
            return False
        if not await nothing_open(tx, row["case_id"]):
            await tx.execute(update(cases).where(cases.c.case_id == row["case_id"]).values(quiet_since=None))
            return False
        if row["quiet_since"] <= now - rules.cases.quiet:
            await _close(tx, row, held, now, rules)
            return True
        if row["asked_at"] is not None or held.ownership.owner is not Owner.BOT or await is_there(tx, customer_id, now):
            return False  # nobody is talked over: the question waits until the talk is
        await tx.execute(update(cases).where(cases.c.case_id == row["case_id"]).values(asked_at=now))
        question = telling.settled_question(await order_of(tx, order_id), held.language)
        await tell_in_app(tx, held, [question], now, telling.settled_buttons(row["case_id"], held.language))
        return True

    ask_or_close = select(cases.c.order_id, cases.c.customer_id).where(quiet, or_(over, may_be_asked))
    return await each_row(database, ask_or_close, _one, walk)


async def _close(tx: AsyncConnection, row: RowMapping, held: Conversation, now: datetime, rules: ShopRules) -> None:
    await close_case(tx, row, CloseReason.QUIET, now, who="system", why=Because.CONSUMER_SILENT)
    if row["rated_at"] is not None or held.ownership.owner is not Owner.BOT:
        return
    order = await order_of(tx, row["order_id"])
    text = telling.closed_silently(order, rules.cases.reopen.days, held.language)
    await tell_in_app(tx, held, [text], now, telling.rating_buttons(row["case_id"], held.language))
