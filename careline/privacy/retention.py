"""How long each kind of data is kept, and the job that takes it away in small batches.

Days are counted from when a thing was over. An operator changes them with CARELINE_KEEP_DAYS ("sms=30,photos=180");
docs/privacy.md has the table. Whatever is still needed (an open conversation, a call under way) is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.metrics.counters import PRUNED
from careline.store.database import Database

BATCH = 500
"""Rows of one transaction: short enough that nobody waits for its locks."""
MOST_BATCHES = 200
"""Of one kind in one round; what is left waits for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`statements` run in one transaction over the ids that `chosen` gives (parameters `before`, `batch`)."""

    days: int
    what: str
    chosen: str
    statements: tuple[str, ...]


_ROWS = "ctid = ANY(CAST(CAST(:ids AS text[]) AS tid[]))"
"""Rows by where they lie: they are locked until the transaction ends, so that they lie still."""


def _deleted(table: str, condition: str) -> tuple[str, tuple[str, ...]]:
    chosen = f"SELECT ctid::text FROM {table} WHERE {condition} LIMIT :batch FOR UPDATE SKIP LOCKED"  # noqa: S608
    return chosen, (f"DELETE FROM {table} WHERE {_ROWS}",)  # noqa: S608


def _emptied(table: str, key: str, condition: str, to: str) -> tuple[str, tuple[str, ...]]:
    chosen = f"SELECT {key} FROM {table} WHERE {condition} LIMIT :batch FOR UPDATE SKIP LOCKED"  # noqa: S608
    return chosen, (f"UPDATE {table} SET {to} WHERE {key} = ANY(:ids)",)  # noqa: S608


def _rule(days: int, what: str, chosen: tuple[str, tuple[str, ...]]) -> Rule:
    return Rule(days=days, what=what, chosen=chosen[0], statements=chosen[1])


_OF_A_CONVERSATION = (
    "UPDATE cases SET conversation_id = NULL WHERE conversation_id = ANY(:ids)",
    "UPDATE remedies SET conversation_id = NULL WHERE conversation_id = ANY(:ids)",
    "UPDATE promises SET conversation_id = NULL WHERE conversation_id = ANY(:ids)",
    "UPDATE conditions SET conversation_id = NULL WHERE conversation_id = ANY(:ids)",
    "UPDATE photos SET conversation_id = NULL WHERE conversation_id = ANY(:ids)",
    "DELETE FROM rasa.events WHERE conversation_id = ANY(CAST(CAST(:ids AS uuid[]) AS text[]))",
    "DELETE FROM callback_wishes WHERE conversation_id = ANY(:ids)",
    "DELETE FROM notes WHERE conversation_id = ANY(:ids)",
    "DELETE FROM quality_reviews WHERE conversation_id = ANY(:ids)",
    "DELETE FROM bulk_rows WHERE conversation_id = ANY(:ids)",
    "DELETE FROM handoffs WHERE conversation_id = ANY(:ids)",
    "DELETE FROM external_talks WHERE conversation_id = ANY(:ids)",
    "DELETE FROM transfers WHERE conversation_id = ANY(:ids)",
    "DELETE FROM buttons WHERE conversation_id = ANY(:ids)",
    "DELETE FROM read_marks WHERE conversation_id = ANY(:ids)",
    "DELETE FROM messages WHERE conversation_id = ANY(:ids)",
    "DELETE FROM turns WHERE conversation_id = ANY(:ids)",
    "DELETE FROM conversations WHERE conversation_id = ANY(:ids)",
)
_CONVERSATION_OVER = (
    "SELECT c.conversation_id FROM conversations c WHERE c.closed_at < :before"
    " AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.conversation_id = c.conversation_id AND p.ended_at IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM conditions k WHERE k.conversation_id = c.conversation_id AND k.ended_at IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM remedies r WHERE r.conversation_id = c.conversation_id AND r.ended_at IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM callback_wishes w WHERE w.conversation_id = c.conversation_id"
    " AND w.done_at IS NULL)"
    " LIMIT :batch FOR UPDATE OF c SKIP LOCKED"
)
# Of an old session only: a tracker goes on from its last one. `at` is in seconds since 1970.
_TRACKER_OVER = (
    "e.at < extract(epoch FROM CAST(:before AS timestamptz)) AND ("
    "e.n < coalesce((SELECT max(s.n) FROM rasa.events s WHERE s.conversation_id = e.conversation_id"
    " AND s.event->>'event' = 'session_started'), 0)"
    " OR NOT EXISTS (SELECT 1 FROM rasa.events l WHERE l.conversation_id = e.conversation_id"
    " AND l.at >= extract(epoch FROM CAST(:before AS timestamptz))))"
)
_GONE = f"DELETE FROM rasa.events WHERE {_ROWS}"  # noqa: S608
_TRACKERS = (
    f"SELECT e.ctid::text FROM rasa.events e WHERE {_TRACKER_OVER} LIMIT :batch",  # noqa: S608
    (_GONE,),
)
# What a turn wrote that was under way while its conversation was erased or taken away.
_ORPHANS = (
    (
        "SELECT e.ctid::text FROM rasa.events e WHERE e.at < extract(epoch FROM CAST(:before AS timestamptz))"
        " AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.conversation_id::text = e.conversation_id) LIMIT :batch"
    ),
    (_GONE,),
)

RULES: Mapping[str, Rule] = MappingProxyType({
    "conversations": Rule(
        days=730, what="a closed conversation with its messages, turns, notes and buttons",
        chosen=_CONVERSATION_OVER, statements=_OF_A_CONVERSATION,
    ),
    "turns": _rule(
        180, "the words of a turn (the message itself stays with its conversation)",
        _emptied(
            # Joined ones of earlier versions have no end of their own.
            "turns", "turn_id", "(finished_at < :before OR (finished_at IS NULL AND state = 'joined' AND"
            " created_at < :before)) AND (text <> '' OR payload <> '{}'::jsonb)",
            "text = CASE WHEN text IS NULL THEN NULL ELSE '' END,"
            " payload = CASE WHEN payload IS NULL THEN NULL ELSE '{}'::jsonb END",
        ),
    ),
    "trackers": _rule(90, "Rasa's events of sessions that are over", _TRACKERS),
    "trackers_of_nobody": _rule(0, "Rasa's events of a conversation that is gone", _ORPHANS),
    "sms": _rule(
        90, "number and words of an SMS that was sent or refused",
        _emptied("sms", "sms_id", "settled_at < :before AND (body <> '' OR number <> '')", "body = '', number = ''"),
    ),
    "attempts": _rule(
        365, "number and the carrier's key of a call attempt",
        _emptied(
            "attempts", "attempt_id", "ended_at < :before AND number <> ''",
            "number = '', call_sid = NULL, detail = NULL",
        ),
    ),
    "call_events": _rule(
        90, "what the carrier told of a call", _deleted("call_events", "received_at < :before")
    ),
    "feed_events": _rule(
        180, "which events of the feed were taken in", _deleted("feed_events", "received_at < :before")
    ),
    "outbox": _rule(
        180, "what was delivered to the shop, to merchants and to listeners, was given up or was taken back: its body",
        _emptied(
            "outbox", "message_id", "next_try_at IS NULL AND (delivered_at < :before OR (delivered_at IS NULL AND"
            " created_at < :before)) AND body <> '{}'::jsonb",
            "body = '{}'::jsonb, last_error = NULL",
        ),
    ),
    "photos": _rule(
        365, "a photo whose remedy is over",
        _deleted(
            "photos", "at < :before AND NOT EXISTS (SELECT 1 FROM remedies r WHERE"
            " r.remedy_id = photos.remedy_id AND r.ended_at IS NULL)",
        ),
    ),
    "documents": _rule(
        730, "what Shopify, WooCommerce and tracking services told, as it came",
        _deleted("bridge_documents", "received_at < :before"),
    ),
    "agent_logins": _rule(1, "a login at the desk that is over", _deleted("agent_sessions", "expires_at < :before")),
    "tickets": _rule(1, "a ticket for a WebSocket", _deleted("chat_tickets", "expires_at < :before")),
})  # fmt: skip


class RetentionError(ValueError):
    """The setting names no such kind, or no number of days; the message says which."""


def windows(setting: str) -> dict[str, timedelta]:
    """How long each kind is kept, with what the operator has set. Raises RetentionError."""
    kept = {kind: timedelta(days=rule.days) for kind, rule in RULES.items()}
    for part in (one.strip() for one in setting.split(",") if one.strip()):
        kind, _, days = part.partition("=")
        if kind not in RULES:
            raise RetentionError(f"CARELINE_KEEP_DAYS: there is no kind {kind!r}; there are {', '.join(RULES)}")
        if not days.isdecimal() or not 1 <= int(days) <= 36_500:
            raise RetentionError(f"CARELINE_KEEP_DAYS: {kind} needs a number of days from 1 to 36500")
        kept[kind] = timedelta(days=int(days))
    return kept


async def prune(database: Database, kept: Mapping[str, timedelta], now: datetime, batch: int = BATCH) -> dict[str, int]:
    """Take away whatever is over; returns how many by kind. A round that stops halfway is gone on with by the next."""
    gone = {}
    for kind, rule in RULES.items():
        total = 0
        for _ in range(MOST_BATCHES):
            async with database.begin() as tx:
                count = await prune_batch(tx, rule, now - kept[kind], batch)
            total += count
            if count < batch:
                break
        if total:
            gone[kind] = total
            PRUNED.labels(kind=kind).inc(total)
    return gone


async def prune_batch(tx: AsyncConnection, rule: Rule, before: datetime, batch: int) -> int:
    """One batch of one kind; returns how many."""
    chosen = await tx.execute(text(rule.chosen), {"before": before, "batch": batch})
    ids: list[Any] = list(chosen.scalars())
    if ids:
        for statement in rule.statements:
            await tx.execute(text(statement), {"ids": ids})
    return len(ids)
