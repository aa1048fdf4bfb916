"""Keeping our word: ends are told unasked, what is late rises to a person, and a case comes to its close.

Each step finds whom it is about without locks, then works one consumer or case in a transaction of its own, which takes
the conversation first, the remedies and promises next (those that somebody else holds are left for the next round), the
case last, and looks again before it acts. So several workers may run, and one that dies has done a step whole or not.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, exists, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases import telling
from careline.cases.cases import open_case
from careline.cases.closing import close_quiet_cases, let_rest
from careline.cases.deciding import MERCHANT
from careline.cases.holding import hold_to_conditions
from careline.cases.promises import break_promises, keep_promises, make_promise
from careline.cases.remedies import Remedy, move, remedy_from
from careline.cases.rounds import Walk, app_of, each, each_row, is_there, order_of, tell_in_app, unsaid
from careline.contacts.service import plan_sms, reachability
from careline.conversations.conversation import Conversation
from careline.core.blocks import BlockKind
from careline.core.contact import Allowed, Channel, may_contact
from careline.core.conversation import Owner
from careline.core.hours import due_by
from careline.core.journal import Because, What
from careline.core.orders import Customer, Order
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import URGES, RemedyKind, RemedyMove, RemedyState
from careline.core.rules import ShopRules
from careline.store.database import Database
from careline.store.hours import falls_due, open_hours
from careline.store.journal import record
from careline.store.tables.cases import cases, promises, remedies

RaiseCase = Callable[[AsyncConnection, Conversation, UUID, datetime], Awaitable[None]]
"""Gives a case to its dedicated agent or to the queue, in this held conversation; from the composition root, since the
desk is above us. It may be called about a conversation that a person has already."""
Step = tuple[str, Callable[[], Awaitable[int]]]

_TOLD_OF = [RemedyState.DONE, RemedyState.REFUSED, RemedyState.WITHDRAWN, RemedyState.FAILED]
_WAITING = [RemedyState.NEEDS_APPROVAL, RemedyState.APPROVED, RemedyState.SENT, RemedyState.FAILED]
_UNTOLD = remedies.c.told_at.is_(None) & remedies.c.state.in_(_TOLD_OF)


def keeping_steps(
    database: Database, clock: Callable[[], datetime], rules: ShopRules, raise_case: RaiseCase, *, shop_name: str
) -> list[Step]:
    """What a worker does over and over; each step returns how many consumers, remedies or cases it worked on.

    `shop_name` stands before every text message.
    """
    steps: dict[str, Callable[[Walk], Awaitable[int]]] = {
        "evidence that never came": lambda walk: evidence_never_came(database, clock(), walk),
        "hold to conditions": lambda walk: hold_to_conditions(database, clock(), rules, raise_case, walk),
        "tell ends": lambda walk: tell_ends(database, clock(), rules, walk, shop_name=shop_name),
        "tell what was accepted": lambda walk: tell_accepted(database, clock(), rules, walk),
        "raise what is late": lambda walk: raise_what_is_late(database, clock(), rules, raise_case, walk),
        "let cases rest": lambda walk: let_rest(database, clock(), walk),
        "close quiet cases": lambda walk: close_quiet_cases(database, clock(), rules, walk),
    }
    return [(name, partial(step, Walk())) for name, step in steps.items()]


async def evidence_never_came(database: Database, now: datetime, walk: Walk | None = None) -> int:
    """Wishes whose photo or number did not come in time end; that they have is told by `tell_ends`."""
    due = (remedies.c.state == RemedyState.REQUESTED) & (remedies.c.due_at <= now)

    async def _end(tx: AsyncConnection, remedy_id: UUID) -> bool:
        rows = await _free(tx, due & (remedies.c.remedy_id == remedy_id))
        for row in rows:
            why = Because.EVIDENCE_NEVER_CAME
            await move(tx, row, RemedyMove.REFUSE, who="system", why=why, now=now, answer_code=why.value)
        return bool(rows)

    return await each(database, select(remedies.c.remedy_id).where(due), _end, walk)


async def tell_ends(
    database: Database, now: datetime, rules: ShopRules, walk: Walk | None = None, *, shop_name: str
) -> int:
    """Tell consumers how their remedies ended, once, in the app; by text message too if they are not there just now."""

    async def _one(tx: AsyncConnection, customer_id: str) -> bool:
        customer, held = await app_of(tx, customer_id, now)
        rows = await _free(tx, _UNTOLD & (remedies.c.customer_id == customer_id))
        told = [await _end_of(tx, row, held, now, rules) for row in rows]
        if not told:
            return False
        trouble = any(remedy.state in {RemedyState.REFUSED, RemedyState.FAILED} for remedy, _ in told)
        offered = (telling.person_button(held.language),) if trouble and held.ownership.owner is Owner.BOT else ()
        pushed = await unsaid(tx, held, [text for remedy, text in told if remedy.kind in URGES])
        if texts := [text for remedy, text in told if remedy.kind not in URGES] + pushed:
            await tell_in_app(tx, held, texts, now, offered)
        if not await is_there(tx, customer_id, now):
            ended = [
                (it, telling.signed(rules.shop_in(held.language, shop_name), text, held.language))
                for it, text in told
                if not it.open
            ]
            await _text(tx, customer, ended, now, rules)
        return True

    return await each(database, select(remedies.c.customer_id).where(_UNTOLD).distinct(), _one, walk)


async def _end_of(
    tx: AsyncConnection, row: RowMapping, held: Conversation, now: datetime, rules: ShopRules
) -> tuple[Remedy, str]:
    """What to tell of an end; from the same transaction on it counts as told. What failed at the shop is an agent's to
    decide, by a new time that we promise."""
    remedy, order = remedy_from(row), await order_of(tx, row["order_id"])
    values: dict[str, Any] = {"told_at": now}
    due = ""
    if remedy.state is RemedyState.FAILED:
        at = await falls_due(tx, now, rules.remedies.approval_within, rules.desk, order.time_zone)
        values["due_at"], due = at, telling.moment(order, at, now, held.language)
        await keep_promises(tx, remedy.remedy_id, None, now=now)
        await make_promise(tx, row, PromiseKind.DECISION, at, who="system", now=now, why=Because.SHOP_FAILED)
    await tx.execute(update(remedies).where(remedies.c.remedy_id == remedy.remedy_id).values(values))
    await record(
        tx, at=now, who="system", what=What.REMEDY_TOLD, why=Because.REMEDY_ENDED,
        subject=f"remedy:{remedy.remedy_id}", order_id=remedy.order_id, customer_id=remedy.customer_id,
        data={"remedy": remedy.kind, "state": remedy.state, "conversation_id": str(held.conversation_id)},
    )  # fmt: skip
    return remedy, telling.end_told(remedy, order, held.language, due)


async def _text(
    tx: AsyncConnection, customer: Customer, ended: Sequence[tuple[Remedy, str]], now: datetime, rules: ShopRules
) -> None:
    """A text message for each end, if the consumer agreed to them, at the next hour at which one may be sent."""
    who = await reachability(tx, customer, Channel.SMS, now)
    found = may_contact(who, now, rules.contact)
    if not isinstance(found, Allowed) or not customer.phone:
        return
    for remedy, text in ended:
        about = telling.SMS_ABOUT.get(remedy.kind, BlockKind.DISPATCH)
        await plan_sms(
            tx, customer.customer_id, customer.phone, text, purpose=about, key=f"remedy:{remedy.remedy_id}",
            due_at=found.at, now=now,
        )  # fmt: skip


async def tell_accepted(database: Database, now: datetime, rules: ShopRules, walk: Walk | None = None) -> int:
    """The shop has named a time: from then on the consumer waits for that one, so they are told it."""
    fresh = and_(
        promises.c.state == PromiseState.OPEN, promises.c.kind == PromiseKind.ANSWER,
        promises.c.made_by.in_(["platform", "feed", MERCHANT]), promises.c.told_at.is_(None),
    )  # fmt: skip

    async def _one(tx: AsyncConnection, promise_id: UUID) -> bool:
        customer_id = (
            await tx.execute(select(promises.c.customer_id).where(promises.c.promise_id == promise_id))
        ).scalar_one()
        _, held = await app_of(tx, customer_id, now)
        mine = select(remedies).join(promises, promises.c.remedy_id == remedies.c.remedy_id)
        query = mine.where(promises.c.promise_id == promise_id, fresh, remedies.c.ended_at.is_(None))
        row = (await tx.execute(query.with_for_update(skip_locked=True, key_share=True))).mappings().first()
        if row is None:
            return False
        order = await order_of(tx, row["order_id"])
        # the shop may have named the night
        due = await falls_due(tx, row["due_at"], timedelta(0), rules.desk, order.time_zone)
        told = update(promises).where(promises.c.promise_id == promise_id).values(told_at=now, due_at=due)
        await tx.execute(told)
        await tx.execute(update(remedies).where(remedies.c.remedy_id == row["remedy_id"]).values(due_at=due))
        told_so = telling.accepted(RemedyKind(row["kind"]), order, due, now, held.language, row["details"])
        await tell_in_app(tx, held, [told_so], now)
        return True

    return await each(database, select(promises.c.promise_id).where(fresh), _one, walk)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Late:
    """One thing of a case that is late: a remedy, or a promise that is about none. `within`: how long it gets now."""

    about: RowMapping
    kind: PromiseKind
    text: str
    within: timedelta


async def raise_what_is_late(
    database: Database, now: datetime, rules: ShopRules, raise_case: RaiseCase, walk: Walk | None = None
) -> int:
    """What was promised by now and has not come about: the promise is broken, the case rises to a person, and the
    consumer is told before they ask, with a new time."""
    remedy_late = remedies.c.state.in_(_WAITING) & (remedies.c.due_at <= now)
    still_open = promises.c.state == PromiseState.OPEN
    with_its_remedy = exists().where(remedies.c.remedy_id == promises.c.remedy_id, remedy_late)
    promise_late = still_open & (promises.c.due_at <= now) & ~with_its_remedy
    late = union(
        select(remedies.c.case_id, remedies.c.order_id).where(remedy_late),
        select(promises.c.case_id, promises.c.order_id).where(promise_late),
    ).subquery()
    whose = select(late.c.case_id, cases.c.order_id, cases.c.customer_id).join(cases, cases.c.case_id == late.c.case_id)

    async def _one(tx: AsyncConnection, found: tuple[UUID, str, str]) -> bool:
        case_id, order_id, customer_id = found
        _, held = await app_of(tx, customer_id, now)
        order = await order_of(tx, order_id)
        rows = await _free(tx, remedy_late & (remedies.c.case_id == case_id))
        ours = [row["remedy_id"] for row in rows]
        early = await _kept_early(tx, ours, now)
        broken = await break_promises(
            tx,
            and_(promises.c.case_id == case_id, or_(promise_late, still_open & promises.c.remedy_id.in_(ours))),
            now=now,
        )
        things = [_late_remedy(row, order, now, rules, held, early=row["remedy_id"] in early) for row in rows]
        things += [_late_word(row, order, now, rules, held) for row in broken if row["remedy_id"] not in ours]
        if not things:
            return False
        await _rise(tx, things, order, held, now, rules, raise_case)
        return True

    return await each_row(database, whose, _one, walk)


async def _kept_early(tx: AsyncConnection, remedy_ids: Sequence[UUID], now: datetime) -> set[UUID]:
    """Of what was made due before its time (a merchant keeps silent) the consumer hears now, as they were promised."""
    answer, later = promises.c.kind == PromiseKind.ANSWER, promises.c.due_at > now
    mine = promises.c.remedy_id.in_(remedy_ids) & (promises.c.state == PromiseState.OPEN)
    early = set((await tx.execute(select(promises.c.remedy_id).where(mine, answer, later))).scalars())
    for remedy_id in sorted(early):
        await keep_promises(tx, remedy_id, PromiseKind.ANSWER, now=now)
    return early


def _late_remedy(
    row: RowMapping, order: Order, now: datetime, rules: ShopRules, held: Conversation, *, early: bool
) -> _Late:
    """`early`: before the time that was promised."""
    decides = row["state"] in {RemedyState.NEEDS_APPROVAL, RemedyState.FAILED}
    kind = RemedyKind(row["kind"])
    text = (
        telling.late_call(order, row["due_at"], now, held.language)
        if kind is RemedyKind.CALLBACK
        else telling.silent(order, held.language)
        if early
        else telling.late(kind, order, row["due_at"], now, held.language, row["details"])
    )
    within = rules.remedies.approval_within if decides else rules.remedies.answer_within
    return _Late(about=row, kind=PromiseKind.DECISION if decides else PromiseKind.ANSWER, text=text, within=within)


def _late_word(row: RowMapping, order: Order, now: datetime, rules: ShopRules, held: Conversation) -> _Late:
    kind = PromiseKind(row["kind"])
    text = (
        telling.late_word(order, row["text"], row["due_at"], now, held.language)
        if kind is PromiseKind.AGENT_WORD and row["text"]
        else telling.late_call(order, row["due_at"], now, held.language)
        if kind is PromiseKind.CALLBACK
        else telling.late_answer(order, row["due_at"], now, held.language)
    )
    return _Late(about=row, kind=kind, text=text, within=rules.remedies.answer_within)


async def _rise(
    tx: AsyncConnection, things: Sequence[_Late], order: Order, held: Conversation, now: datetime, rules: ShopRules,
    raise_case: RaiseCase,
) -> None:  # fmt: skip
    hours = await open_hours(tx, rules.desk)
    due = max(due_by(now, thing.within, hours, order.time_zone) for thing in things)
    case_id = await open_case(
        tx, order.order_id, order.customer_id, now, rules, who="system", why=Because.PROMISE_DUE,
        conversation_id=held.conversation_id,
    )  # fmt: skip
    for thing in things:
        about = thing.about
        if thing.about.get("remedy_id") and "requested_at" in about:
            await tx.execute(update(remedies).where(remedies.c.remedy_id == about["remedy_id"]).values(due_at=due))
        await make_promise(
            tx, {**about, "case_id": case_id, "conversation_id": held.conversation_id}, thing.kind, due, who="system",
            now=now, text=about.get("text") or "", agent_id=about.get("agent_id"), why=Because.PROMISE_DUE,
        )  # fmt: skip
    await record(
        tx, at=now, who="system", what=What.CASE_RAISED, why=Because.PROMISE_DUE, subject=f"case:{case_id}",
        order_id=order.order_id, customer_id=order.customer_id,
        data={"late": [thing.about["kind"] for thing in things], "due_at": due.isoformat()},
    )  # fmt: skip
    texts = [thing.text for thing in things] + [telling.risen(order, due, now, held.language)]
    await tell_in_app(tx, held, texts, now)
    await raise_case(tx, held, case_id, now)


async def _free(tx: AsyncConnection, which: ColumnElement[bool]) -> Sequence[RowMapping]:
    """The remedies that nobody else is at, held until the transaction ends."""
    query = select(remedies).where(which).order_by(remedies.c.requested_at, remedies.c.remedy_id)
    return (await tx.execute(query.with_for_update(skip_locked=True, key_share=True))).mappings().all()
