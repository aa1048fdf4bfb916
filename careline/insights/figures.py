"""The figures of a period, read from the tables; what each means is careline/core/figures.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core import phrases
from careline.core.figures import Asked, Figures, Matter, Satisfaction, Talk, figures_of
from careline.core.rules import ShopRules
from careline.core.wording.language import Said
from careline.desk.service import topic_words
from careline.store.tables.feed import orders

_TALKS = text("""
SELECT t.day, c.channel, COALESCE(bool_or(o.new_user), false) AS new_user, t.intents,
  EXISTS (SELECT 1 FROM handoffs h WHERE h.conversation_id = c.conversation_id) AS handed_over
FROM conversations c
JOIN LATERAL (
  SELECT array_agg(COALESCE(t.intent, '') ORDER BY t.seq) AS intents,
    CAST(min(t.created_at) AT TIME ZONE 'UTC' AS date) AS day FROM turns t
  WHERE t.conversation_id = c.conversation_id AND t.created_at >= :since AND t.created_at < :until) t
  ON t.intents IS NOT NULL
LEFT JOIN LATERAL (
  SELECT o.new_user FROM orders o WHERE o.customer_id = c.customer_id AND o.placed_at < :until
  ORDER BY o.placed_at DESC LIMIT 1) o ON true
GROUP BY c.conversation_id, t.intents, t.day
""")
_ASKED = text("""
SELECT why, first_reply_at - requested_at AS first_reply,
  CASE WHEN ended_at IS NOT NULL AND assigned_at IS NOT NULL THEN ended_at - assigned_at END AS handled,
  told_minutes * interval '1 minute' AS told, assigned_at - requested_at AS waited
FROM handoffs WHERE requested_at >= :since AND requested_at < :until AND why <> 'claimed_at_desk'
ORDER BY requested_at
""")
_MATTERS = text("""
SELECT COALESCE((SELECT b.kind FROM blocks b WHERE b.case_id = k.case_id ORDER BY b.started_at LIMIT 1), 'general')
  AS topic, o.new_user, k.rating, k.reopened > 0 AS reopened, m.name AS merchant, COALESCE(c.channel, 'app') AS channel,
  (SELECT a.name FROM handoffs h JOIN agents a ON a.agent_id = h.agent_id
   WHERE h.conversation_id = k.conversation_id ORDER BY h.requested_at DESC LIMIT 1) AS agent
FROM cases k JOIN orders o ON o.order_id = k.order_id JOIN merchants m ON m.merchant_id = o.merchant_id
LEFT JOIN conversations c ON c.conversation_id = k.conversation_id
WHERE k.closed_at >= :since AND k.closed_at < :until
  AND (k.conversation_id IS NOT NULL OR k.rating IS NOT NULL)
""")


class Named(BaseModel):
    """A number beside what it counts, in words."""

    code: str
    name: str
    number: int
    per_thousand_orders: float | None = None


class SatisfactionShown(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    code: str = ""
    name: str = ""
    cases: int
    rated: int
    answered: float | None
    content: float | None
    dissatisfied: float | None
    average: float | None


class WaitsShown(BaseModel):
    """`pairs`: told and real."""

    model_config = ConfigDict(from_attributes=True)

    counted: int
    told_median: float | None
    waited_median: float | None
    within: float | None
    pairs: list[tuple[float, float]]


class DayShown(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    day: date
    conversations: int
    handed_over: int


class FiguresShown(BaseModel):
    """Shares are from 0 to 1, times in seconds; null: there was nothing to tell it from."""

    since: datetime
    until: datetime
    orders: int
    conversations: int
    requests: list[Named]
    containment: float | None
    handoff_rate: float | None
    handoffs: int
    handoffs_by_reason: list[Named]
    first_reply_median: float | None
    first_reply_p90: float | None
    first_reply_in_time: float | None
    handling_median: float | None
    first_contact: float | None
    waits: WaitsShown
    days: list[DayShown]
    satisfaction: SatisfactionShown
    satisfaction_by_topic: list[SatisfactionShown]
    satisfaction_by_newness: list[SatisfactionShown]
    satisfaction_by_channel: list[SatisfactionShown]
    satisfaction_by_agent: list[SatisfactionShown]
    satisfaction_by_merchant: list[SatisfactionShown]


async def figures(tx: AsyncConnection, since: datetime, until: datetime, rules: ShopRules) -> Figures:
    """The figures of what began (conversations, handoffs, orders) or closed (cases) from `since` to before `until`."""
    given = {"since": since, "until": until}
    placed = select(func.count()).where(orders.c.placed_at >= since, orders.c.placed_at < until)
    return figures_of(
        (await tx.execute(placed)).scalar_one(),
        [Talk(**row) for row in (await tx.execute(_TALKS, given)).mappings()],
        [Asked(**row) for row in (await tx.execute(_ASKED, given)).mappings()],
        [Matter(**row) for row in (await tx.execute(_MATTERS, given)).mappings()],
        rules.desk.first_reply,
    )


def figures_shown(found: Figures, since: datetime, until: datetime, language: str) -> FiguresShown:
    """The figures with the names of what they count."""
    same = (
        "orders", "conversations", "containment", "handoff_rate", "handoffs", "first_reply_median", "first_reply_p90",
        "first_reply_in_time", "handling_median", "first_contact",
    )  # fmt: skip
    by_merchant = {name: Said(name, name) for name in found.satisfaction_by_merchant}
    by_agent = {name: Said(name, name) if name else _ASSISTANT for name in found.satisfaction_by_agent}
    topics = {
        topic: Said(topic_words(topic, "zh-CN"), topic_words(topic, "en")) for topic in found.satisfaction_by_topic
    }
    return FiguresShown(
        since=since, until=until, **{name: getattr(found, name) for name in same},
        requests=[
            Named(
                code=cause, name=topic_words(cause, language), number=number,
                per_thousand_orders=found.requests_per_thousand.get(cause),
            )
            for cause, number in found.requests.items()
        ],
        handoffs_by_reason=[
            Named(code=why, name=phrases.handoff_why(why, language), number=number)
            for why, number in found.handoffs_by_reason.items()
        ],
        waits=WaitsShown.model_validate(found.waits),
        days=[DayShown.model_validate(one) for one in found.days],
        satisfaction=SatisfactionShown.model_validate(found.satisfaction),
        satisfaction_by_topic=_named(found.satisfaction_by_topic, topics, language),
        satisfaction_by_newness=_named(found.satisfaction_by_newness, _NEWNESS, language),
        satisfaction_by_channel=_named(found.satisfaction_by_channel, _CHANNELS, language),
        satisfaction_by_agent=_named(found.satisfaction_by_agent, by_agent, language),
        satisfaction_by_merchant=_named(found.satisfaction_by_merchant, by_merchant, language),
    )  # fmt: skip


_ASSISTANT = Said("智能助手", "The assistant")
_NEWNESS = {"new": Said("新用户", "New users"), "old": Said("老用户", "Known users")}
_CHANNELS = {"app": Said("在线对话", "Chat"), "phone": Said("电话", "Phone")}


def _named(found: Mapping[str, Satisfaction], names: Mapping[str, Said], language: str) -> list[SatisfactionShown]:
    return [
        SatisfactionShown.model_validate(one).model_copy(update={"code": key, "name": names[key].to(language)})
        for key, one in found.items()
    ]
