"""The scorecards of all merchants, from what is on record."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any, TextIO

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Integer

from careline.core.blocks import BlockKind
from careline.core.journal import What
from careline.core.remedies import RemedyKind
from careline.core.rules import ShopRules
from careline.core.scorecards import FIGURES, OrderFacts, Scorecard, scorecard
from careline.store.tables.cases import blocks, cases, journal, remedies
from careline.store.tables.feed import merchants, orders, parcels


async def scorecards(
    tx: AsyncConnection, since: datetime, now: datetime, rules: ShopRules
) -> list[tuple[str, str, Scorecard]]:
    """(merchant id, name, figures) of every merchant with an order paid since then, the busiest first."""
    found: dict[tuple[str, str], list[OrderFacts]] = {}
    for row in (await tx.execute(_facts(since))).mappings():
        due = row["presale_dispatch_at"] or row["dispatch_deadline"] or row["paid_at"] + rules.promises.dispatch
        facts = OrderFacts(
            paid_at=row["paid_at"], due=due, dispatched_at=row["dispatched_at"], stalled_parcels=row["stalled"],
            overdue_refunds=row["overdue"], freight_disputes=row["disputed"], urged=row["urged"],
            answered=row["answered"], ratings=tuple(row["ratings"] or ()),
        )  # fmt: skip
        found.setdefault((row["merchant_id"], row["name"]), []).append(facts)
    cards = [(merchant_id, name, scorecard(facts, now)) for (merchant_id, name), facts in found.items()]
    return sorted(cards, key=lambda card: (-card[2].orders, card[0]))


def _facts(since: datetime) -> Any:
    """One row an order. A partly sent order counts as dispatched when its last parcel left."""
    began = select(
        blocks.c.order_id,
        func.count().filter(blocks.c.kind == BlockKind.LOGISTICS).label("stalled"),
        func.count().filter(blocks.c.kind == BlockKind.REFUND).label("overdue"),
        func.count().filter(blocks.c.kind == BlockKind.FREIGHT).label("disputed"),
    ).group_by(blocks.c.order_id).subquery()  # fmt: skip
    urge = remedies.c.kind == RemedyKind.URGE_MERCHANT
    subject = func.concat("remedy:", remedies.c.remedy_id)
    told = (journal.c.what == What.MERCHANT_ANSWERED) & (journal.c.subject == subject)
    replied = select(journal.c.subject).where(told).exists()
    by_answer: ColumnElement[bool] = and_(urge, remedies.c.ended_at.is_not(None) | replied)
    urges = select(
        remedies.c.order_id, func.count().filter(urge).label("urged"),
        func.count(case((by_answer, 1))).label("answered"),
    ).group_by(remedies.c.order_id).subquery()  # fmt: skip
    rated = select(
        cases.c.order_id,
        func.array_agg(aggregate_order_by(cases.c.rating, cases.c.case_id), type_=ARRAY(Integer)).label("ratings"),
    ).where(cases.c.rating.is_not(None)).group_by(cases.c.order_id).subquery()  # fmt: skip
    sent = select(parcels.c.order_id, func.max(parcels.c.dispatched_at).label("dispatched_at")).group_by(
        parcels.c.order_id
    ).subquery()  # fmt: skip
    none = func.coalesce
    return (
        select(
            orders.c.merchant_id, merchants.c.name, orders.c.paid_at, orders.c.dispatch_deadline,
            orders.c.presale_dispatch_at, sent.c.dispatched_at, none(began.c.stalled, 0).label("stalled"),
            none(began.c.overdue, 0).label("overdue"), none(began.c.disputed, 0).label("disputed"),
            none(urges.c.urged, 0).label("urged"), none(urges.c.answered, 0).label("answered"), rated.c.ratings,
        )
        .join(merchants, merchants.c.merchant_id == orders.c.merchant_id)
        .outerjoin(sent, sent.c.order_id == orders.c.order_id)
        .outerjoin(began, began.c.order_id == orders.c.order_id)
        .outerjoin(urges, urges.c.order_id == orders.c.order_id)
        .outerjoin(rated, rated.c.order_id == orders.c.order_id)
        .where(orders.c.paid_at >= since)
    )  # fmt: skip


def write_csv(cards: Sequence[tuple[str, str, Scorecard]], to: TextIO) -> None:
    """One line a merchant; a cell that a spreadsheet would run as a formula is quoted."""
    writer = csv.writer(to)
    writer.writerow(["merchant_id", "name", *FIGURES])
    for merchant_id, name, card in cards:
        writer.writerow([_harmless(merchant_id), _harmless(name), *("" if v is None else v for v in astuple(card))])


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
