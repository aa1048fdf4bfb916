"""Finding consumers: by who they are, the end of their phone number, an order, or words said; and their history."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import RowMapping, TextClause, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core import phrases
from careline.core.conversation import Owner
from careline.core.roles import Role, is_at_least
from careline.core.routing import Disposition
from careline.desk.agents import Agent
from careline.desk.focus import OrderGoods, goods_of
from careline.desk.handoffs import SAID
from careline.desk.masking import masked_name
from careline.desk.rows import LAST_WORDS
from careline.desk.service import NotYoursError, sees_consumer
from careline.desk.shapes import EarlierShown, FoundAnswer, FoundShown, HistoryShown, LastShown, NameShown, WhoShown
from careline.desk.words import disposition_words, goods_words
from careline.store.tables.cases import journal
from careline.store.tables.conversations import Author, conversations, messages
from careline.store.tables.desk import agents, handoffs

MOST = 30
MOST_HISTORY = 100
_LEAST = 2
_TAIL = re.compile(r"\d{4,15}")
_AROUND = 40
Matched = Literal["consumer", "phone", "order", "words"]

_BY_ORDER = text("""
SELECT cu.customer_id, cu.name, o.order_id, CAST(NULL AS uuid) AS conversation_id, NULL AS said, o.placed_at AS at
FROM orders o JOIN customers cu ON cu.customer_id = o.customer_id
WHERE lower(o.order_id) = :plain OR lower(o.told_id) = :plain OR lower(o.number) = :plain
ORDER BY o.placed_at DESC LIMIT :most
""")
_BY_PHONE = text("""
SELECT cu.customer_id, cu.name, NULL AS order_id, CAST(NULL AS uuid) AS conversation_id, NULL AS said,
  CAST(NULL AS timestamptz) AS at
FROM customers cu WHERE cu.phone LIKE '%' || :digits ORDER BY cu.customer_id LIMIT :most
""")
_BY_WHO = text("""
SELECT cu.customer_id, cu.name, NULL AS order_id, CAST(NULL AS uuid) AS conversation_id, NULL AS said,
  CAST(NULL AS timestamptz) AS at
FROM customers cu WHERE cu.customer_id = :words OR cu.name ILIKE :pattern || '%' ORDER BY cu.customer_id LIMIT :most
""")
_BY_WORDS = text("""
SELECT cu.customer_id, cu.name, NULL AS order_id, c.conversation_id, m.text AS said, m.at
FROM messages m
JOIN conversations c ON c.conversation_id = m.conversation_id
JOIN customers cu ON cu.customer_id = c.customer_id
WHERE m.text ILIKE '%' || :pattern || '%' AND m.author IN ('consumer', 'agent')
  AND (CAST(:all AS boolean) OR c.owner = 'queue' OR c.agent_id = :agent_id OR EXISTS (
    SELECT 1 FROM handoffs h WHERE h.conversation_id = c.conversation_id AND h.agent_id = :agent_id))
ORDER BY m.at DESC LIMIT :most
""")


async def search(tx: AsyncConnection, agent: Agent, wanted: str, language: str) -> FoundAnswer:
    """Consumers whom these words may mean, the surest first: an order, the end of a phone number, a name or id, words.

    What was said is searched in the conversations that the agent has, had or could take; a supervisor's search in all.
    Fewer than two characters find nobody.
    """
    words = " ".join(wanted.split())
    if len(words) < _LEAST:
        return FoundAnswer(found=[], more=False)
    found = list[tuple[Matched, RowMapping]]()
    for matched, query, values in _queries(agent, words):
        rows = (await tx.execute(query, {**values, "most": MOST + 1})).mappings()
        found += [(matched, row) for row in rows]
    unique = _once(found)
    goods = await goods_of(tx, {row["order_id"] for _, row in unique if row["order_id"]})
    talks = await _talks(tx, [row["customer_id"] for _, row in unique], [row["conversation_id"] for _, row in unique])
    shown = [_shown(matched, row, goods, talks, words, language) for matched, row in unique[:MOST]]
    return FoundAnswer(found=shown, more=len(unique) > MOST)


def _queries(agent: Agent, words: str) -> list[tuple[Matched, TextClause, dict[str, Any]]]:
    """What to look for, the surest first."""
    pattern, digits = _literal(words), _digits(words)
    queries: list[tuple[Matched, TextClause, dict[str, Any]]] = [
        ("order", _BY_ORDER, {"plain": words.lstrip("#").casefold()})
    ]
    if _TAIL.fullmatch(digits):
        queries.append(("phone", _BY_PHONE, {"digits": digits}))
    everything = is_at_least(agent.role, Role.SUPERVISOR)
    said = {"pattern": pattern, "agent_id": agent.agent_id, "all": everything}
    return [*queries, ("consumer", _BY_WHO, {"words": words, "pattern": pattern}), ("words", _BY_WORDS, said)]


async def _talks(
    tx: AsyncConnection, customer_ids: Sequence[str], named: Sequence[UUID | None]
) -> dict[str | UUID, RowMapping]:
    """By consumer their newest conversation in the app, by id those that were named."""
    query = (
        select(conversations)
        .where(
            ((conversations.c.channel == "app") & conversations.c.customer_id.in_(customer_ids))
            | conversations.c.conversation_id.in_([one for one in named if one])
        )
        .order_by(conversations.c.opened_at)
    )
    found = dict[str | UUID, RowMapping]()
    for row in (await tx.execute(query)).mappings():
        found[row["conversation_id"]] = row
        if row["channel"] == "app":
            found[row["customer_id"]] = row
    return found


def _digits(words: str) -> str:
    return re.sub(r"[\s()-]", "", words).lstrip("+")


def _literal(words: str) -> str:
    """The words for LIKE, with its own signs taken literally."""
    return re.sub(r"([\\%_])", r"\\\1", words)


def _once(found: Sequence[tuple[Matched, RowMapping]]) -> list[tuple[Matched, RowMapping]]:
    """Each consumer once, but each of their orders that was named."""
    seen = set[tuple[str, str]]()
    unique = list[tuple[Matched, RowMapping]]()
    for matched, row in found:
        named = row["order_id"] or ""
        known = any(customer_id == row["customer_id"] for customer_id, _ in seen)
        if (row["customer_id"], named) in seen or (known and not named):
            continue
        seen.add((row["customer_id"], named))
        unique.append((matched, row))
    return unique


def _shown(
    matched: Matched, row: RowMapping, goods: Mapping[str, OrderGoods], talks: Mapping[str | UUID, RowMapping],
    words: str, language: str,
) -> FoundShown:  # fmt: skip
    order, talk = goods.get(row["order_id"] or ""), talks.get(row["conversation_id"] or row["customer_id"])
    return FoundShown(
        customer=WhoShown(customer_id=row["customer_id"], name=masked_name(row["name"])), matched=matched,
        order_id=row["order_id"], order_number=order.number if order else None,
        goods=goods_words(order, language) if order else None,
        conversation_id=str(talk["conversation_id"]) if talk else None, owner=talk["owner"] if talk else None,
        text=_around(row["said"], words) if row["said"] else None,
        at=row["at"] or (talk["opened_at"] if talk else None),
    )  # fmt: skip


def _around(said: str, words: str) -> str:
    """The part of a message that holds the words."""
    at = max(said.casefold().find(words.casefold()), 0)
    start, end = max(at - _AROUND, 0), at + len(words) + _AROUND
    return f"{'…' if start else ''}{said[start:end]}{'…' if end < len(said) else ''}"


async def history_of(tx: AsyncConnection, agent: Agent, customer_id: str, language: str) -> HistoryShown:
    """Every conversation of a consumer who is with this agent or waits now, on all channels, the newest first.

    Raises NotYoursError.
    """
    if not await sees_consumer(tx, agent, customer_id):
        raise NotYoursError(NotYoursError.__doc__)
    last = (
        select(handoffs.c.why, handoffs.c.agent_id, handoffs.c.disposition, SAID)
        .where(handoffs.c.conversation_id == conversations.c.conversation_id)
        .order_by(handoffs.c.requested_at.desc())
        .limit(1)
        .lateral("last")
    )
    words = (
        select(messages.c.text, messages.c.at.label("said_at"))
        .where(messages.c.conversation_id == conversations.c.conversation_id, messages.c.author == Author.CONSUMER)
        .order_by(messages.c.seq.desc())
        .limit(1)
        .lateral("words")
    )
    number = (
        select(func.count())
        .where(messages.c.conversation_id == conversations.c.conversation_id)
        .scalar_subquery()
        .label("number")
    )
    resolution = (
        select(journal.c.note)
        .where(
            journal.c.customer_id == conversations.c.customer_id,
            journal.c.subject == func.concat("conversation:", conversations.c.conversation_id),
            journal.c.data["owner"].astext == Owner.CLOSED,
        )
        .limit(1)
        .scalar_subquery()
        .label("resolution")
    )
    query: Any = (
        select(conversations, last.c.why, last.c.said, last.c.disposition, agents.c.name, words, number, resolution)
        .select_from(conversations)
        .outerjoin(last, text("true"))
        .outerjoin(words, text("true"))
        .outerjoin(agents, agents.c.agent_id == last.c.agent_id)
        .where(conversations.c.customer_id == customer_id)
        .order_by(conversations.c.opened_at.desc())
        .limit(MOST_HISTORY)
    )
    rows = (await tx.execute(query)).mappings()
    return HistoryShown(conversations=[_earlier(row, language) for row in rows])


def _earlier(row: RowMapping, language: str) -> EarlierShown:
    ended = Disposition(row["disposition"]) if row["disposition"] else None
    return EarlierShown(
        conversation_id=str(row["conversation_id"]), channel=row["channel"], owner=row["owner"],
        opened_at=row["opened_at"], ended_at=row["closed_at"],
        agent=NameShown(name=row["name"]) if row["name"] else None,
        why=phrases.handoff_why(row["why"], language, row["said"]) if row["why"] else "",
        disposition=ended, disposition_text=disposition_words(ended, language) if ended else None,
        resolution=row["resolution"],
        last=LastShown(from_="consumer", text=row["text"][:LAST_WORDS], at=row["said_at"]) if row["text"] else None,
        messages=row["number"],
    )  # fmt: skip
