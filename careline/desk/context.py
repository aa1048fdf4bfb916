"""One conversation with everything an agent needs to settle it: person, case, orders, rights, promises, transcript."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, Select, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import (
    BlockRow,
    Condition,
    Remedy,
    blocks_of_case,
    claims_of,
    conditions_of_customer,
    promises_of,
    remedies_of_customer,
)
from careline.conversations.conversation import Conversation
from careline.conversations.marks import read_by
from careline.conversations.messages import transcript
from careline.core import phrases
from careline.core.cases import CloseReason
from careline.core.conversation import Owner
from careline.core.orders import Customer, Order
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind
from careline.core.roles import Role, is_at_least
from careline.core.rules import ShopRules
from careline.core.wording.journal import who_words
from careline.desk.agents import Agent
from careline.desk.carry_over import lines_of_the_call
from careline.desk.deeds import open_deeds
from careline.desk.focus import Focus, OrderGoods, focuses, goods_of
from careline.desk.handoffs import SAID
from careline.desk.masking import masked_name, masked_phone
from careline.desk.orders_shown import order_shown
from careline.desk.rows import SAYING_LITTLE
from careline.desk.service import may_note, may_see
from careline.desk.shapes import (
    BlockShown,
    CaseShown,
    ConditionShown,
    ConversationShown,
    CustomerShown,
    DeedShown,
    HandoffShown,
    MessageShown,
    NameShown,
    NewsShown,
    NoteShown,
    OrderPromiseShown,
    PromiseShown,
    RemedyItemShown,
    RemedyShown,
    SummaryLine,
    ThreadShown,
)
from careline.desk.summary import Known, Promised, Tried, summary_of
from careline.desk.words import goods_words, told
from careline.dialogue.shown import contacts_shown, money_shown
from careline.privacy.reads import Shown, note_read
from careline.store.journal import story_of
from careline.store.orders import load_customer, orders_of
from careline.store.tables.cases import cases
from careline.store.tables.conversations import Author, Side, conversations, messages, turns
from careline.store.tables.desk import agents, handoffs, notes

_MOST_ORDERS = 50
_MOST_CASES = 8
_LATELY = timedelta(days=30)
_PAGE = 200


async def conversation_of(
    tx: AsyncConnection, agent: Agent, conversation_id: UUID, now: datetime, language: str, rules: ShopRules
) -> ConversationShown:
    """A conversation that this agent may read, in the agent's language. Raises NotYoursError."""
    seen = await may_see(tx, agent, conversation_id)
    customer = await load_customer(tx, seen.customer_id)
    assert customer
    about = f"conversation:{conversation_id}"
    await note_read(tx, customer.customer_id, Shown.CONVERSATION, who=f"agent:{agent.login}", now=now, about=about)
    threads = (await tx.execute(_thread_query(conversation_id))).mappings().all()
    focus = (await focuses(tx, threads))[conversation_id]
    around = await _around(tx, customer, now, language)
    noted = around.remedies
    orders = [order_shown(order, claims_of(noted[order.order_id]), now, language, rules) for order in around.known]
    shown = await _cases(tx, focus, around)
    order = around.order(focus)
    lines = await transcript(tx, conversation_id)
    asked_at = threads[0]["requested_at"]
    asked = await lines_of_the_call(tx, seen, asked_at) if asked_at else ()
    return ConversationShown(
        conversation=await thread_shown(tx, seen, language),
        summary=summary_of(await _known(tx, threads[0], focus, order, [*asked, *lines], around), now, language),
        deeds=_deeds(order, focus, noted, now, language, rules),
        may=acts_of(agent, seen),
        customer=_customer(customer, now, new_user=focus.new_user),
        case=next((case for case in shown if case.case_id == str(focus.case_id)), None),
        cases=shown,
        promises=await _promises(tx, around),
        conditions=await _conditions(tx, around, rules),
        order=next((shown for shown in orders if shown.order_id == focus.order_id), None),
        orders=orders,
        messages=[*await _call(tx, seen), *(message_shown(row) for row in lines)],
        read_seq=(await tx.execute(select(read_by(Side.CONSUMER, conversation_id)))).scalar_one(),
        contacts=await contacts_shown(tx, customer.customer_id, language),
        notes=await _notes(tx, conversation_id),
    )


async def handed_on(
    tx: AsyncConnection, conversation_id: UUID, now: datetime, language: str
) -> tuple[list[SummaryLine], Sequence[RowMapping]]:
    """What a desk outside is told of a conversation: its summary, and every message. The look is on record."""
    thread = (await tx.execute(_thread_query(conversation_id))).mappings().one()
    customer = await load_customer(tx, thread["customer_id"])
    assert customer
    about = f"conversation:{conversation_id}"
    await note_read(tx, customer.customer_id, Shown.CONVERSATION, who="external_desk", now=now, about=about)
    focus = (await focuses(tx, [thread]))[conversation_id]
    around = await _around(tx, customer, now, language)
    lines = await transcript(tx, conversation_id)
    return summary_of(await _known(tx, thread, focus, around.order(focus), lines, around), now, language), lines


async def news_of(tx: AsyncConnection, agent: Agent, conversation_id: UUID, after: int, language: str) -> NewsShown:
    """The messages of a conversation beyond a sequence number, and who answers now. Raises NotYoursError."""
    seen = await may_see(tx, agent, conversation_id)
    new = (messages.c.conversation_id == conversation_id) & (messages.c.seq > after)
    rows = (await tx.execute(select(messages).where(new).order_by(messages.c.seq).limit(_PAGE))).mappings()
    return NewsShown(messages=[message_shown(row) for row in rows], conversation=await thread_shown(tx, seen, language))


def acts_of(agent: Agent, seen: Conversation) -> list[str]:
    """What this agent may do with the conversation now, as the names of the routes."""
    owner, mine = seen.ownership.owner, seen.ownership.agent_id == str(agent.agent_id)
    writes = mine and seen.channel == "app"  # nobody reads what is written into a call
    supervises = is_at_least(agent.role, Role.SUPERVISOR)
    acts = {
        "claim": owner is Owner.QUEUE,
        "reply": writes, "note": may_note(agent, seen), "promise": mine, "transfer": mine, "return": writes,
        "close": mine,
        "reveal": mine or supervises,
        "take_over": supervises and not mine and owner is not Owner.CLOSED,
        "assign": supervises and owner in {Owner.QUEUE, Owner.AGENT},
    }  # fmt: skip
    return [act for act, allowed in acts.items() if allowed]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What is known of the consumer, loaded once."""

    customer: Customer
    known: Sequence[Order]
    remedies: Mapping[str, Sequence[Remedy]]
    promised: Sequence[RowMapping]
    goods: Mapping[str, OrderGoods]
    now: datetime
    language: str

    def order(self, focus: Focus) -> Order | None:
        """The order that is talked about."""
        return next((order for order in self.known if order.order_id == focus.order_id), None)


async def _around(tx: AsyncConnection, customer: Customer, now: datetime, language: str) -> _Around:
    known = await orders_of(tx, customer.customer_id, _MOST_ORDERS)
    noted = await _remedies_by_order(tx, customer.customer_id)
    promised = await _promised(tx, customer.customer_id)
    goods = await goods_of(tx, {order.order_id for order in known} | {row["order_id"] for row in promised})
    return _Around(
        customer=customer, known=known, remedies=noted, promised=promised, goods=goods, now=now, language=language
    )


_ASKED = ("order_id", "note", "why", "priority", "requested_at", "ended_at", "answer_by", "first_reply_at")


def _thread_query(conversation_id: UUID) -> Select[Any]:
    """The conversation with what its last handoff says of it."""
    last = (
        select(*(handoffs.c[name] for name in _ASKED), SAID)
        .where(handoffs.c.conversation_id == conversations.c.conversation_id)
        .order_by(handoffs.c.ended_at.desc().nulls_first(), handoffs.c.requested_at.desc())
        .limit(1)
        .lateral("last")
    )
    query = select(conversations, *last.c).outerjoin(last, true())
    return query.where(conversations.c.conversation_id == conversation_id)


def _owed(thread: RowMapping) -> bool:
    """Whether a person still has to answer, as may have been promised."""
    waits = thread["first_reply_at"] is None or thread["owner"] == Owner.QUEUE
    return waits and thread["ended_at"] is None


async def _known(
    tx: AsyncConnection, thread: RowMapping, focus: Focus, order: Order | None, lines: Sequence[RowMapping],
    around: _Around,
) -> Known:  # fmt: skip
    """`lines`: of this conversation, and before them those of the call that it goes on from."""
    blocked = await blocks_of_case(tx, focus.case_id) if focus.case_id else []
    mine = turns.c.conversation_id.in_({thread["conversation_id"], *(row["conversation_id"] for row in lines)})
    query = select(turns.c.conversation_id, turns.c.seq, turns.c.intent)
    asked = await tx.execute(query.where(mine).order_by(turns.c.created_at, turns.c.seq))
    heard = {(row.conversation_id, row.seq): row.intent or "" for row in asked}
    language = around.language
    return Known(
        customer=around.customer, language=thread["language"], new_user=focus.new_user, order=order,
        goods=focus.goods, why=phrases.handoff_why(thread["why"], language, thread["said"]) if thread["why"] else "",
        missed=[block.evidence[0] for block in blocked if block.ended_at is None and block.evidence],
        priority=thread["priority"] or 0, note=thread["note"],
        said=[
            row["text"]
            for row in lines
            if row["author"] == Author.CONSUMER
            and heard.get((row["conversation_id"], row["seq"])) not in SAYING_LITTLE
        ],
        intents=list(heard.values()),
        answer_by=thread["answer_by"] if _owed(thread) else None,
        promised=[
            Promised(
                kind=PromiseKind(row["kind"]), state=PromiseState(row["state"]), due_at=row["due_at"],
                text=row["text"], goods=_goods(row["order_id"], around),
            )
            for row in around.promised
        ],
        tried=[
            Tried(kind=one.kind, state=one.state, at=one.requested_at, answer=one.answer)
            for one in around.remedies[focus.order_id or ""]
        ],
    )  # fmt: skip


def _goods(order_id: str, around: _Around) -> str:
    found = around.goods.get(order_id)
    return goods_words(found, around.language) if found else order_id


def _deeds(
    order: Order | None, focus: Focus, noted: Mapping[str, Sequence[Remedy]], now: datetime, language: str,
    rules: ShopRules,
) -> list[DeedShown]:  # fmt: skip
    if order is None:
        return []
    ours = noted[order.order_id]
    under_way = [remedy.kind for remedy in ours if remedy.open]
    return open_deeds(order, focus.blocks, under_way, claims_of(ours), now, language, rules)


async def _promises(tx: AsyncConnection, around: _Around) -> list[OrderPromiseShown]:
    """Every promise to this consumer, what is open first."""
    names = await _agent_names(tx, {row["made_by"] for row in around.promised})
    kinds = {one.remedy_id: one.kind for noted in around.remedies.values() for one in noted}
    return [
        OrderPromiseShown(
            **_promise(row, kinds, around.language, names).model_dump(), order_id=row["order_id"],
            goods=_goods(row["order_id"], around),
        )
        for row in around.promised
    ]  # fmt: skip


async def _conditions(tx: AsyncConnection, around: _Around, rules: ShopRules) -> list[ConditionShown]:
    """What was agreed for cases to come: open ones first, and for a while how others ended."""
    found = await conditions_of_customer(tx, around.customer.customer_id, open_only=False)
    orders = {order.order_id: order for order in around.known}
    lately = [one for one in found if one.open or (one.ended_at and one.ended_at > around.now - _LATELY)]
    return [
        _condition(one, orders[one.order_id], around, rules)
        for one in sorted(lately, key=lambda one: not one.open)
        if one.order_id in orders
    ]


def _condition(one: Condition, order: Order, around: _Around, rules: ShopRules) -> ConditionShown:
    language, planned = around.language, one.planned(order, around.now, rules)
    return ConditionShown(
        condition_id=str(one.condition_id), order_id=one.order_id, goods=_goods(one.order_id, around),
        text=phrases.condition(one.terms, planned, around.now, order.time_zone, language), said=one.said,
        state=one.state, state_text=phrases.condition_state(one.state, language), due_at=one.terms.due_at,
        at=one.terms.set_at, ended_at=one.ended_at,
        ended_text=phrases.condition_ended(one.verdict, language) if one.verdict else None,
    )  # fmt: skip


async def thread_shown(tx: AsyncConnection, seen: Conversation, language: str) -> ThreadShown:
    owner = select(agents.c.name).where(agents.c.agent_id == seen.ownership.agent_id)
    name = (await tx.execute(owner)).scalar() if seen.ownership.agent_id else None
    asked = (
        select(handoffs, SAID)
        .join(conversations, conversations.c.conversation_id == handoffs.c.conversation_id)
        .where(handoffs.c.conversation_id == seen.conversation_id, handoffs.c.ended_at.is_(None))
    )
    row = (await tx.execute(asked)).mappings().first()
    return ThreadShown(
        conversation_id=str(seen.conversation_id),
        channel=seen.channel,
        owner=seen.ownership.owner,
        epoch=seen.ownership.epoch,
        language=seen.language,
        agent=NameShown(name=name) if name else None,
        handoff=_handoff(row, language) if row else None,
    )


async def _call(tx: AsyncConnection, seen: Conversation) -> list[MessageShown]:
    """The call that this conversation goes on from, before it: its lines are numbered up to -1."""
    lines = await lines_of_the_call(tx, seen)
    return [message_shown(row).model_copy(update={"seq": n - len(lines)}) for n, row in enumerate(lines)]


def _handoff(row: RowMapping, language: str) -> HandoffShown:
    return HandoffShown(
        why=phrases.handoff_why(row["why"], language, row["said"]), requested_at=row["requested_at"], skill=row["skill"]
    )


def _customer(customer: Customer, now: datetime, *, new_user: bool) -> CustomerShown:
    same = ("customer_id", "orders_so_far", "locale", "time_zone")
    return CustomerShown(
        name=masked_name(customer.name),
        phone=masked_phone(customer.phone),
        new_user=new_user,
        local_time=now.astimezone(ZoneInfo(customer.time_zone)).isoformat(timespec="seconds"),
        **{name: getattr(customer, name) for name in same},
    )


async def _cases(tx: AsyncConnection, focus: Focus, around: _Around) -> list[CaseShown]:
    """The consumer's open cases, what is talked about first, then those that closed lately."""
    lately = cases.c.closed_at.is_(None) | (cases.c.closed_at > around.now - _LATELY)
    mine = (cases.c.customer_id == around.customer.customer_id) & (lately | (cases.c.case_id == focus.case_id))
    query = (
        select(cases, agents.c.name.label("own_agent"))
        .outerjoin(agents, agents.c.agent_id == cases.c.agent_id)
        .where(mine)
        .order_by(
            (cases.c.case_id == focus.case_id).desc(), cases.c.closed_at.desc().nulls_first(),
            cases.c.opened_at.desc(),
        )
        .limit(_MOST_CASES)
    )  # fmt: skip
    return [await _case(tx, case, around) for case in (await tx.execute(query)).mappings().all()]


async def _case(tx: AsyncConnection, case: RowMapping, around: _Around) -> CaseShown:
    language, order_id, now = around.language, case["order_id"], around.now
    noted = around.remedies[order_id]
    promised = [row for row in around.promised if row["order_id"] == order_id]
    story = await story_of(tx, order_id)
    who = {remedy.requested_by for remedy in noted} | {row["made_by"] for row in promised}
    names = await _agent_names(tx, who | {row["who"] for row in story})
    goods = {item.sku: item.title for order in around.known if order.order_id == order_id for item in order.items}
    kinds = {remedy.remedy_id: remedy.kind for remedy in noted}
    reason = CloseReason(case["close_reason"]) if case["close_reason"] else None
    blocked = await blocks_of_case(tx, case["case_id"])
    return CaseShown(
        case_id=str(case["case_id"]),
        order_id=order_id,
        goods=_goods(order_id, around),
        own_agent=NameShown(name=case["own_agent"]) if case["own_agent"] else None,
        until=case["agent_until"] if case["own_agent"] else None,
        opened_at=case["opened_at"],
        closed_at=case["closed_at"],
        close_reason=phrases.close_reason(reason, language) if reason else None,
        reopened=case["reopened"],
        promised=[_promise(row, kinds, language, names) for row in promised],
        blocks=[_block(block, around.customer, now, language) for block in blocked],
        remedies=[_remedy(remedy, goods, language, names) for remedy in noted],
        story=[told(entry, language, names, now=now, time_zone=around.customer.time_zone) for entry in story],
    )


async def _remedies_by_order(tx: AsyncConnection, customer_id: str) -> Mapping[str, Sequence[Remedy]]:
    """Every remedy of the consumer, by its order, oldest first; an order without any has none."""
    found = defaultdict[str, list[Remedy]](list)
    for remedy in await remedies_of_customer(tx, customer_id, open_only=False):
        found[remedy.order_id].append(remedy)
    return found


async def _agent_names(tx: AsyncConnection, who: set[str]) -> dict[str, str]:
    logins = [name.removeprefix("agent:") for name in who if name.startswith("agent:")]
    query = select(agents.c.login, agents.c.name).where(agents.c.login.in_(logins))
    return {row.login: row.name for row in await tx.execute(query)} if logins else {}


async def _promised(tx: AsyncConnection, customer_id: str) -> Sequence[RowMapping]:
    """What is still open first, what is due soonest first; then what has ended."""
    rows = await promises_of(tx, customer_id, open_only=False)
    return sorted(rows, key=lambda row: row["state"] != PromiseState.OPEN)


def _promise(
    row: RowMapping, kinds: Mapping[UUID, RemedyKind], language: str, names: Mapping[str, str]
) -> PromiseShown:
    about = kinds.get(row["remedy_id"])
    return PromiseShown(
        promise_id=str(row["promise_id"]), kind=row["kind"], state=row["state"], text=row["text"],
        what=phrases.promise_kind(PromiseKind(row["kind"]), language),
        about=phrases.remedy_kind(about, language) if about else None,
        by=who_words(row["made_by"], language, names), by_when=row["due_at"], at=row["made_at"],
        ended_at=row["ended_at"],
    )  # fmt: skip


def _block(block: BlockRow, customer: Customer, now: datetime, language: str) -> BlockShown:
    """While it goes on, the missed promise counted until now; once over, only what it was."""
    text = phrases.block_kind(block.kind, language)
    if block.ended_at is None and block.evidence:
        text = phrases.evidence(block.evidence[0], now, customer.time_zone, language)
    return BlockShown(
        kind=block.kind, deadline=block.deadline, started_at=block.started_at, ended_at=block.ended_at, text=text
    )


def _remedy(remedy: Remedy, goods: Mapping[str, str], language: str, names: Mapping[str, str]) -> RemedyShown:
    same = ("kind", "guarantee", "clause", "due_at", "ended_at", "answer", "approvals_needed")
    return RemedyShown(
        **{name: getattr(remedy, name) for name in same},
        remedy_id=str(remedy.remedy_id),
        name=phrases.remedy_kind(remedy.kind, language, variant=remedy.details.get("variant_title")),
        status=remedy.state,
        status_text=phrases.remedy_state(remedy.state, language),
        amount=money_shown(remedy.amount) if remedy.amount else None,
        items=None if remedy.items is None else [
            RemedyItemShown(sku=sku, title=goods.get(sku, sku), quantity=quantity) for sku, quantity in remedy.items
        ],
        at=remedy.requested_at,
        by=who_words(remedy.requested_by, language, names),
    )  # fmt: skip


def message_shown(row: RowMapping) -> MessageShown:
    name = row["agent_name"]
    return MessageShown(
        seq=row["seq"], from_=row["author"], text=row["text"], cards=row["cards"], at=row["at"],
        agent=NameShown(name=name) if name else None,
    )  # fmt: skip


async def _notes(tx: AsyncConnection, conversation_id: UUID) -> list[NoteShown]:
    query = (
        select(notes.c.at, notes.c.text, agents.c.name)
        .join(agents, agents.c.agent_id == notes.c.agent_id)
        .where(notes.c.conversation_id == conversation_id)
        .order_by(notes.c.at, notes.c.note_id)
    )
    rows: Sequence[RowMapping] = (await tx.execute(query)).mappings().all()
    return [NoteShown(at=row["at"], agent=NameShown(name=row["name"]), text=row["text"]) for row in rows]
