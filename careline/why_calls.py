"""The part of `careline why` about reaching people: what was decided and why, what is due, what was said and sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, String, cast, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.service import open_alarms, reachability
from careline.conversations.messages import transcript
from careline.core.callouts import CalloutState, Outcome, Why
from careline.core.contact import Channel, Refused, may_contact
from careline.core.journal import What
from careline.core.orders import Order
from careline.core.rules import ContactRules
from careline.core.wording.journal import who_words, why_words
from careline.store.orders import load_customer
from careline.store.tables.callouts import attempts, callback_wishes, callouts, decisions
from careline.store.tables.cases import journal, remedies
from careline.store.tables.contacts import sms
from careline.store.tables.conversations import conversations

Line = tuple[str, ...]
Shown = Callable[[datetime], str]
"""An instant as this consumer's clock shows it."""
_EN = "en"
_OF_A_CALL = 14


async def decision_lines(tx: AsyncConnection, order_id: str, shown: Shown) -> list[Line]:
    """Each decision with its reason in words, and whatever the carrier or the law had to say to it."""
    query = select(decisions).where(decisions.c.order_id == order_id).order_by(decisions.c.at, decisions.c.decision_id)
    return [
        (
            shown(row["at"]),
            "call" if row["call"] else "do not call",
            f"at {shown(row['due_at'])}" if row["due_at"] else "",
            _reason(row["reason"], row["facts"]),
        )
        for row in await _rows(tx, query)
    ]


def _reason(code: str, facts: Mapping[str, Any]) -> str:
    """No attempts left (attempts_used, 3 attempts); The carrier cannot dial this number (carrier_cannot): Twilio …"""
    more = [f"number of {facts['country']}"] if code == Why.COUNTRY_NOT_SERVED and facts.get("country") else []
    more += [f"{facts['attempts_made']} attempts"] if code == Why.ATTEMPTS_USED and "attempts_made" in facts else []
    more += ["a cap over all calls of the day is full"] if facts.get("full_until") else []
    detail = f": {facts['detail']}" if facts.get("detail") else ""
    return f"{why_words(code, _EN)} ({', '.join([code, *more])}){detail}"


async def due_lines(tx: AsyncConnection, order: Order, now: datetime, rules: ContactRules, shown: Shown) -> list[Line]:
    """What is going to happen by itself: a planned call and what put it off, wishes, and alarms that hold calls up."""
    query = select(callouts).where(callouts.c.customer_id == order.customer_id, callouts.c.ended_at.is_(None))
    lines = [await _due(tx, row, order, now, rules, shown) for row in await _rows(tx, query)]
    lines += [
        ("alarm", f"{alarm.kind} ({alarm.subject})", f"until {shown(alarm.until)}" if alarm.until else "goes on", "")
        for alarm in await open_alarms(tx, now)
    ]
    return lines


async def _due(
    tx: AsyncConnection, callout: RowMapping, order: Order, now: datetime, rules: ContactRules, shown: Shown
) -> Line:
    of = "" if callout["order_id"] == order.order_id else f"about {callout['order_id']}, covers this order too"
    if callout["state"] != CalloutState.PLANNED:
        return ("call", "is under way", f"attempt {callout['attempts_made']}", of)
    moved = (
        select(journal.c.why)
        .where(journal.c.subject == f"callout:{callout['callout_id']}", journal.c.what == What.CALLOUT_RETIMED)
        .order_by(journal.c.at.desc(), journal.c.entry_id.desc())
        .limit(1)
    )
    why = (await tx.execute(moved)).scalar()
    wished = f"they wished for {shown(callout['wished_for'])}" if callout["wished_for"] else ""
    words = f"another try after: {why_words(why, _EN)}" if why in set(Outcome) else why_words(why, _EN) if why else ""
    lawful = await _lawful(tx, order.customer_id, max(callout["due_at"], now), now, rules, shown)
    return ("call", f"due {shown(callout['due_at'])}{lawful}", words, ", ".join(filter(None, (wished, of))))


async def _lawful(
    tx: AsyncConnection, customer_id: str, due: datetime, now: datetime, rules: ContactRules, shown: Shown
) -> str:
    """A try is due when its wait is over, and made when the hours there and the caps allow it."""
    customer = await load_customer(tx, customer_id)
    if customer is None:
        return ""
    who = await reachability(tx, customer, Channel.PHONE, now)
    found = may_contact(replace(who, today=0) if due - now > timedelta(days=1) else who, due, rules)
    if isinstance(found, Refused):
        return f", will be refused: {why_words(found.reason, _EN)}"
    return f", made from {shown(found.at)} on" if found.at > due else ""


async def call_lines(tx: AsyncConnection, order_id: str, shown: Shown) -> list[Line]:
    """Each attempt, and what was said in it."""
    query = (
        select(attempts, callouts.c.state.label("callout_state"), conversations.c.conversation_id)
        .join(callouts, callouts.c.callout_id == attempts.c.callout_id)
        .outerjoin(conversations, conversations.c.attempt_id == attempts.c.attempt_id)
        .where(callouts.c.order_id == order_id)
        .order_by(attempts.c.intent_at)
    )
    lines: list[Line] = []
    for row in await _rows(tx, query):
        came = why_words(row["outcome"], _EN) if row["outcome"] else row["state"]
        told = [
            why_words(row[name], _EN) for name in ("detail", "hang_up_why") if row[name] not in {None, row["outcome"]}
        ]
        answered = f"answered {shown(row['answered_at'])}" if row["answered_at"] else "not answered"
        head = f"attempt {row['n']} by {row['carrier']}"
        lines.append((shown(row["intent_at"]), head, answered, f"{'; '.join([came, *told])} ({row['outcome'] or '…'})"))
        if row["conversation_id"]:
            lines += await _said(tx, row["conversation_id"], shown)
    return lines


async def _said(tx: AsyncConnection, conversation_id: UUID, shown: Shown) -> list[Line]:
    said = await transcript(tx, conversation_id)
    cut: list[Line] = [("  …", "", "", f"{len(said) - _OF_A_CALL} more before")] if len(said) > _OF_A_CALL else []
    return cut + [
        (f"  {shown(row['at'])}", who_words(row["author"], _EN, {}), "", row["text"]) for row in said[-_OF_A_CALL:]
    ]


async def wish_lines(tx: AsyncConnection, order: Order, shown: Shown) -> list[Line]:
    """Call backs that the consumer asked for, in their own words, since this order was placed."""
    mine = (callback_wishes.c.customer_id == order.customer_id) & (callback_wishes.c.asked_at >= order.placed_at)
    return [
        (
            shown(row["asked_at"]),
            f"for {shown(row['wished_for'])}",
            f"taken over {shown(row['done_at'])}" if row["done_at"] else "open",
            row["words"],
        )
        for row in await _rows(tx, select(callback_wishes).where(mine).order_by(callback_wishes.c.asked_at))
    ]


async def sms_lines(tx: AsyncConnection, order_id: str, shown: Shown) -> list[Line]:
    """Text messages about this order, as they were sent or why they were not."""
    calls = select(callouts.c.callout_id).where(callouts.c.order_id == order_id)
    ends = select(func.concat(literal("remedy:"), cast(remedies.c.remedy_id, String))).where(
        remedies.c.order_id == order_id
    )
    about = or_(sms.c.callout_id.in_(calls), sms.c.idempotency_key.in_(ends))
    return [
        (
            shown(row["sending_at"] or row["due_at"]),
            row["state"] if row["state"] != "planned" else "planned, due",
            why_words(row["why"], _EN) if row["why"] else "",
            row["body"],
        )
        for row in await _rows(tx, select(sms).where(about).order_by(sms.c.created_at))
    ]


async def _rows(tx: AsyncConnection, query: Select[Any]) -> Sequence[RowMapping]:
    rows: Sequence[RowMapping] = (await tx.execute(query)).mappings().all()
    return rows
