"""The figures of a period, read from the tables; what each means is careline/core/figures.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core import phrases
from careline.core.figures import CountedTalk, Figures, HandoffAsked, RatedCase, Satisfaction, Served, figures_of
from careline.core.quality import AgentMeans, means_by_agent, means_of
from careline.core.rules import ShopRules
from careline.core.wording.language import Said
from careline.desk.firsts import firsts_of
from careline.desk.service import topic_words
from careline.insights.quality import scored
from careline.store.tables.desk import agents
from careline.store.tables.feed import orders

_TALKS = text("""
SELECT t.day, c.channel, COALESCE(bool_or(o.new_user), false) AS new_user, t.intents,
  EXISTS (SELECT 1 FROM handoffs h WHERE h.conversation_id = c.conversation_id) AS handed_over
FROM conversations c
JOIN LATERAL (
  SELECT array_agg(COALESCE(t.intent, '') ORDER BY t.seq) AS intents,
    CAST(min(t.created_at) AT TIME ZONE :zone AS date) AS day FROM turns t
  WHERE t.conversation_id = c.conversation_id AND t.created_at >= :since AND t.created_at < :until) t
  ON t.intents IS NOT NULL
LEFT JOIN LATERAL (
  SELECT o.new_user FROM orders o WHERE o.customer_id = c.customer_id AND o.placed_at < :until
  ORDER BY o.placed_at DESC LIMIT 1) o ON true
GROUP BY c.conversation_id, t.intents, t.day
""")
_ASKED = text(f"""
SELECT h.why, first.replied_at - h.requested_at AS first_reply,
  CASE WHEN h.ended_at IS NOT NULL AND h.assigned_at IS NOT NULL THEN h.ended_at - first.taken_at END AS handled,
  h.told_minutes * interval '1 minute' AS told, first.taken_at - h.requested_at AS waited,
  a.name AS agent, c.channel, m.name AS merchant
FROM handoffs h JOIN conversations c ON c.conversation_id = h.conversation_id
{firsts_of("h")}
LEFT JOIN agents a ON a.agent_id = h.agent_id
LEFT JOIN orders o ON o.order_id = h.order_id LEFT JOIN merchants m ON m.merchant_id = o.merchant_id
WHERE h.requested_at >= :since AND h.requested_at < :until AND h.why <> 'claimed_at_desk'
ORDER BY h.requested_at
""")  # noqa: S608
_MATTERS = text("""
SELECT COALESCE((SELECT b.kind FROM blocks b WHERE b.case_id = k.case_id ORDER BY b.started_at LIMIT 1), 'general')
  AS topic, o.new_user, k.rating, k.reopened > 0 AS reopened, m.name AS merchant,
  CASE WHEN k.rated_by_key THEN 'phone' ELSE COALESCE(c.channel, 'app') END AS channel,
  (SELECT a.name FROM handoffs h JOIN agents a ON a.agent_id = h.agent_id
   JOIN conversations t ON t.conversation_id = h.conversation_id
   WHERE t.conversation_id = k.conversation_id OR (t.customer_id = k.customer_id AND t.case_id = k.case_id)
   ORDER BY h.requested_at DESC LIMIT 1) AS agent,
  GREATEST(
    (SELECT count(*) FROM conversations t WHERE t.customer_id = k.customer_id AND t.case_id = k.case_id AND EXISTS (
       SELECT 1 FROM messages s WHERE s.conversation_id = t.conversation_id AND s.author = 'consumer')),
    (SELECT count(*) FROM handoffs h JOIN conversations t ON t.conversation_id = h.conversation_id
     WHERE t.customer_id = k.customer_id AND h.order_id = k.order_id AND h.why <> 'claimed_at_desk'
       AND h.requested_at >= k.opened_at AND h.requested_at <= k.closed_at)) AS contacts
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


class ServedShown(BaseModel):
    """As core/figures.py, Served."""

    model_config = ConfigDict(from_attributes=True)

    code: str = ""
    name: str = ""
    handoffs: int
    first_reply_median: float | None
    first_reply_p90: float | None
    first_reply_in_time: float | None
    handling_median: float | None
    cases: int
    first_contact: float | None
    reopened: float | None


class MeanShown(BaseModel):
    """From 0 to 2."""

    model_config = ConfigDict(from_attributes=True)

    code: str = ""
    name: str = ""
    reviews: int
    mean: float | None


class QualityMeans(MeanShown):
    """All criteria together, and each by itself; `code` is the agent's id, empty for the assistant."""

    by_criterion: list[MeanShown]


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
    time_zone: str
    """Whose days are counted (IANA)."""
    orders: int
    conversations: int
    requests: list[Named]
    containment: float | None
    handoff_rate: float | None
    handoffs: int
    handoffs_by_reason: list[Named]
    served: ServedShown
    served_by_agent: list[ServedShown]
    served_by_channel: list[ServedShown]
    served_by_merchant: list[ServedShown]
    quality: QualityMeans
    quality_by_agent: list[QualityMeans]
    waits: WaitsShown
    days: list[DayShown]
    satisfaction: SatisfactionShown
    satisfaction_by_topic: list[SatisfactionShown]
    satisfaction_by_newness: list[SatisfactionShown]
    satisfaction_by_channel: list[SatisfactionShown]
    satisfaction_by_agent: list[SatisfactionShown]
    satisfaction_by_merchant: list[SatisfactionShown]


async def figures(tx: AsyncConnection, since: datetime, until: datetime, zone: str, rules: ShopRules) -> Figures:
    """The figures of what began (conversations, handoffs, orders) or closed (cases) from `since` to before `until`.

    `zone` (IANA): on whose clock days are told apart.
    """
    given = {"since": since, "until": until}
    placed = select(func.count()).where(orders.c.placed_at >= since, orders.c.placed_at < until)
    return figures_of(
        (await tx.execute(placed)).scalar_one(),
        [CountedTalk(**row) for row in (await tx.execute(_TALKS, given | {"zone": zone})).mappings()],
        [HandoffAsked(**row) for row in (await tx.execute(_ASKED, given)).mappings()],
        [RatedCase(**row) for row in (await tx.execute(_MATTERS, given)).mappings()],
        rules.desk.first_reply,
    )


async def quality_shown(
    tx: AsyncConnection, since: datetime, until: datetime, rules: ShopRules, language: str
) -> tuple[QualityMeans, list[QualityMeans]]:
    """What the reviews of a period come to, in all and by agent. Criteria that the rules no longer name go by code."""
    scores = await scored(tx, since, until)
    named = {code: said.to(language) for code, said in rules.quality.criteria.items()}
    named |= {one.criterion: one.criterion for one in scores if one.criterion not in named}
    by_agent = means_by_agent(scores, list(named))
    ids = [UUID(agent_id) for agent_id in by_agent if agent_id]
    query = select(agents.c.agent_id, agents.c.name).where(agents.c.agent_id.in_(ids))
    names = {str(row.agent_id): row.name for row in await tx.execute(query)} | {"": _ASSISTANT.to(language)}
    in_all = _means(means_of(scores, named), "", "", named)
    return in_all, [_means(means, agent_id, names[agent_id], named) for agent_id, means in by_agent.items()]


def _means(means: AgentMeans, code: str, name: str, criteria: Mapping[str, str]) -> QualityMeans:
    by_criterion = [
        MeanShown(code=one, name=criteria[one], reviews=mean.reviews, mean=mean.mean)
        for one, mean in means.by_criterion.items()
    ]
    return QualityMeans(code=code, name=name, reviews=means.all.reviews, mean=means.all.mean, by_criterion=by_criterion)


def figures_shown(
    found: Figures,
    quality: tuple[QualityMeans, list[QualityMeans]],
    since: datetime,
    until: datetime,
    zone: str,
    language: str,
) -> FiguresShown:
    """The figures with the names of what they count."""
    same = ("orders", "conversations", "containment", "handoff_rate", "handoffs")
    by_merchant = _themselves(found.satisfaction_by_merchant, found.served_by_merchant, empty=_NO_ORDER)
    by_agent = _themselves(found.satisfaction_by_agent, found.served_by_agent, empty=_ASSISTANT)
    topics = {
        topic: Said(topic_words(topic, "zh-CN"), topic_words(topic, "en")) for topic in found.satisfaction_by_topic
    }
    return FiguresShown(
        since=since, until=until, time_zone=zone, **{name: getattr(found, name) for name in same},
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
        served=ServedShown.model_validate(found.served),
        served_by_agent=_named(ServedShown, found.served_by_agent, by_agent, language),
        served_by_channel=_named(ServedShown, found.served_by_channel, _CHANNELS, language),
        served_by_merchant=_named(ServedShown, found.served_by_merchant, by_merchant, language),
        quality=quality[0],
        quality_by_agent=quality[1],
        waits=WaitsShown.model_validate(found.waits),
        days=[DayShown.model_validate(one) for one in found.days],
        satisfaction=SatisfactionShown.model_validate(found.satisfaction),
        satisfaction_by_topic=_named(SatisfactionShown, found.satisfaction_by_topic, topics, language),
        satisfaction_by_newness=_named(SatisfactionShown, found.satisfaction_by_newness, _NEWNESS, language),
        satisfaction_by_channel=_named(SatisfactionShown, found.satisfaction_by_channel, _CHANNELS, language),
        satisfaction_by_agent=_named(SatisfactionShown, found.satisfaction_by_agent, by_agent, language),
        satisfaction_by_merchant=_named(SatisfactionShown, found.satisfaction_by_merchant, by_merchant, language),
    )  # fmt: skip


_ASSISTANT = Said("智能助手", "The assistant")
_NO_ORDER = Said("没有对应的订单", "No order")
_NEWNESS = {"new": Said("新用户", "New users"), "old": Said("老用户", "Known users")}
_CHANNELS = {"app": Said("在线对话", "Chat"), "phone": Said("电话", "Phone")}


def _themselves(*found: Mapping[str, object], empty: Said) -> dict[str, Said]:
    """Names that are the same in every language; `empty` is who has none."""
    return {name: Said(name, name) if name else empty for some in found for name in some}


Cut = TypeVar("Cut", SatisfactionShown, ServedShown)


def _named(
    kind: type[Cut], found: Mapping[str, Satisfaction | Served], names: Mapping[str, Said], language: str
) -> list[Cut]:
    return [
        kind.model_validate(one).model_copy(update={"code": key, "name": names[key].to(language)})
        for key, one in found.items()
    ]
