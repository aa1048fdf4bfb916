"""Looking at conversations over HTTP: supervisors choose and score, agents see what was said of theirs and answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.quality import BEST, QualityScore, QualityState, WhyScored
from careline.core.routing import Disposition
from careline.core.rules import ShopRules
from careline.desk.logins import AGENT
from careline.desk.masking import masked_name
from careline.desk.shapes import Said
from careline.desk.words import disposition_words
from careline.dialogue.shown import Instant, Shown
from careline.http.endpoint import Access, Endpoint
from careline.http.fields import Storable
from careline.http.language import asked_language
from careline.insights.period import Period, shop_zone
from careline.insights.quality import (
    DONE,
    MOST_NOTE,
    MOST_REASON,
    TO_DO,
    NoQualityError,
    Quality,
    Sample,
    Verdict,
    listed,
    own_reviews,
    review_of,
    sampled,
    scores_of,
)
from careline.store.database import Database
from careline.store.tables.desk import agents

_ALL = "/api/insights/quality"
_OWN = "/api/desk/reviews"
MOST = 50


class CriterionShown(Shown):
    code: str
    name: str


class ScoreShown(Shown):
    """`points` from 0 to 2; null: does not apply."""

    criterion: str
    name: str
    points: int | None
    reason: str


class QualityShown(Shown):
    """One review. `agent` null: the assistant's conversation. `own`: the reader had it, so somebody else scores it.

    `version` 0: nobody has put this conversation up yet. `scores` are empty in lists.
    """

    review_id: str | None
    version: int
    state: QualityState | None
    why: WhyScored | None
    conversation_id: str
    channel: Literal["app", "phone"]
    language: str
    customer: str
    agent: str | None
    closed_at: Instant | None
    disposition: str | None = None
    rating: int | None
    rating_text: str | None = None
    own: bool
    opened_at: Instant | None = None
    reviewer: str | None = None
    scored_at: Instant | None = None
    note: str | None = None
    answer: str | None = None
    answered_at: Instant | None = None
    scores: list[ScoreShown] = Field(default_factory=list)


class NamedAgent(Shown):
    agent_id: str
    name: str


class QualitiesShown(Shown):
    """One page of a list; `to_do`: reviews that wait for a supervisor, whatever was asked for."""

    found: list[QualityShown]
    in_all: int | None
    to_do: int
    criteria: list[CriterionShown]
    agents: list[NamedAgent]


class OwnReviewShown(Shown):
    """What was said of one's own conversation. `may_answer`: once, and not yet."""

    review_id: str
    conversation_id: str
    customer: str
    channel: Literal["app", "phone"]
    closed_at: Instant | None
    why: WhyScored
    state: QualityState
    reviewer: str | None
    scored_at: Instant
    scores: list[ScoreShown]
    note: str | None
    answer: str | None
    may_answer: bool


class OwnReviewsShown(Shown):
    reviews: list[OwnReviewShown]


class ScoreIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    criterion: Annotated[Storable, Field(max_length=50)]
    points: Annotated[int, Field(ge=0, le=BEST, strict=True)] | None
    reason: Annotated[Storable, Field(max_length=MOST_REASON)] = ""


class VerdictIn(BaseModel):
    """A score for every criterion; less than 2, or null (does not apply), needs its reason."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=0)]
    scores: Annotated[list[ScoreIn], Field(min_length=1, max_length=30)]
    note: Annotated[Storable, Field(max_length=MOST_NOTE)] = ""


class AnswerIn(BaseModel):
    """The agent's one answer; an objection says why."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["acknowledge", "object"]
    text: Annotated[Storable, Field(max_length=MOST_NOTE)] = ""


class ObjectionIn(AnswerIn):
    text: Annotated[Said, Field(max_length=MOST_NOTE)]


class _Query(BaseModel):
    """`state`: to_do, done or all. `agent_id`: of one agent."""

    model_config = ConfigDict(extra="ignore")

    state: Literal["to_do", "done", "all"] = "to_do"
    agent_id: UUID | None = None
    offset: int = Field(default=0, ge=0, le=100_000)

    @property
    def states(self) -> Sequence[QualityState]:
        return {"to_do": TO_DO, "done": DONE, "all": tuple(QualityState)}[self.state]


class _Choice(Period):
    """What to choose from. `lot`: so many at random that nobody has looked at; `seed` makes the lot the same again."""

    agent_id: UUID | None = None
    channel: Literal["app", "phone"] | None = None
    low: bool = False
    lot: int | None = Field(default=None, ge=1, le=MOST)
    seed: Annotated[Storable, Field(max_length=40)] = ""
    offset: int = Field(default=0, ge=0, le=100_000)

    def sample(self, now: datetime, zone: ZoneInfo) -> Sample:
        since, until = self.bounds(now, zone)
        return Sample(
            since=since, until=until, agent_id=self.agent_id, channel=self.channel, low=self.low, lot=self.lot,
            seed=self.seed,
        )  # fmt: skip


def endpoints(database: Database, clock: Callable[[], datetime], rules: ShopRules) -> list[Endpoint]:
    """Scoring for supervisors, and each agent's own reviews."""
    routes = _Routes(database, clock, rules)

    def one(method: str, path: str, handle: Any, summary: str, access: Access, **more: Any) -> Endpoint:
        return Endpoint(method=method, path=path, access=access, handle=handle, summary=summary, **more)

    return [
        one("GET", _ALL, routes.listed, "Reviews of conversations", Access.SUPERVISOR, answer=QualitiesShown),
        one(
            "GET", f"{_ALL}/conversations", routes.choice, "Closed conversations to choose from", Access.SUPERVISOR,
            answer=QualitiesShown,
        ),
        one(
            "GET", f"{_ALL}/conversations/{{conversation_id}}", routes.read, "The review of a conversation",
            Access.SUPERVISOR, answer=QualityShown,
        ),
        one(
            "POST", f"{_ALL}/conversations/{{conversation_id}}", routes.score, "Score a conversation",
            Access.SUPERVISOR, body=VerdictIn, answer=QualityShown,
        ),
        one("GET", _OWN, routes.own, "What was said of my conversations", Access.AGENT, answer=OwnReviewsShown),
        one(
            "POST", f"{_OWN}/{{review_id}}/answer", routes.answer, "Agree to a review, or object; once", Access.AGENT,
            body=AnswerIn, status=204,
        ),
    ]  # fmt: skip


class _Routes:
    """Handlers; the guard has put AGENT into each request."""

    def __init__(self, database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules.desk
        self._criteria = rules.quality.criteria
        self._quality = Quality(database, rules.quality)

    async def listed(self, request: web.Request) -> QualitiesShown:
        query = _Query.model_validate(dict(request.query))
        async with self._database.begin() as tx:
            found, in_all = await listed(
                tx, query.states, query.agent_id, request[AGENT].agent_id, limit=MOST, offset=query.offset
            )
            return await self._list(tx, request, [_shown(row) for row in found], in_all)

    async def choice(self, request: web.Request) -> QualitiesShown:
        query, language = _Choice.model_validate(dict(request.query)), _language(request)
        async with self._database.begin() as tx:
            zone = await shop_zone(tx, self._rules, request)
            found = await sampled(
                tx, query.sample(self._clock(), zone), request[AGENT].agent_id, limit=MOST, offset=query.offset
            )
            return await self._list(tx, request, [_closed_shown(row, language) for row in found], None)

    async def _list(
        self, tx: AsyncConnection, request: web.Request, found: list[QualityShown], in_all: int | None
    ) -> QualitiesShown:
        language = _language(request)
        _, to_do = await listed(tx, TO_DO, None, request[AGENT].agent_id, limit=0)
        query = select(agents.c.agent_id, agents.c.name).where(agents.c.disabled_at.is_(None)).order_by(agents.c.name)
        return QualitiesShown(
            found=found, in_all=in_all, to_do=to_do,
            criteria=[CriterionShown(code=code, name=said.to(language)) for code, said in self._criteria.items()],
            agents=[NamedAgent(agent_id=str(row.agent_id), name=row.name) for row in await tx.execute(query)],
        )  # fmt: skip

    async def read(self, request: web.Request) -> QualityShown:
        return await self._one(request, _id(request, "conversation_id"))

    async def score(self, request: web.Request, body: VerdictIn) -> QualityShown:
        conversation_id = _id(request, "conversation_id")
        scores = [QualityScore(criterion=one.criterion, points=one.points, reason=one.reason) for one in body.scores]
        verdict = Verdict(conversation_id=conversation_id, version=body.version, scores=scores, note=body.note)
        await self._quality.score(request[AGENT], verdict, self._clock())
        return await self._one(request, conversation_id)

    async def _one(self, request: web.Request, conversation_id: UUID) -> QualityShown:
        async with self._database.begin() as tx:
            row = await review_of(tx, conversation_id, request[AGENT].agent_id)
            scores = await scores_of(tx, [row["review_id"]])
        shown = self._scores(scores[row["review_id"]], _language(request))
        return _shown(row).model_copy(update={"scores": shown})

    async def own(self, request: web.Request) -> OwnReviewsShown:
        async with self._database.begin() as tx:
            rows = await own_reviews(tx, request[AGENT], limit=MOST)
            scores = await scores_of(tx, [row["review_id"] for row in rows])
        return OwnReviewsShown(reviews=[self._own(row, scores, _language(request)) for row in rows])

    def _own(self, row: RowMapping, scores: Mapping[UUID, list[QualityScore]], language: str) -> OwnReviewShown:
        same = ("channel", "closed_at", "why", "state", "reviewer", "scored_at", "note", "answer")
        return OwnReviewShown(
            review_id=str(row["review_id"]), conversation_id=str(row["conversation_id"]),
            customer=masked_name(row["customer"]), scores=self._scores(scores[row["review_id"]], language),
            may_answer=row["state"] == QualityState.SCORED, **{name: row[name] for name in same},
        )  # fmt: skip

    async def answer(self, request: web.Request, body: AnswerIn) -> None:
        objects = body.verdict == "object"
        if objects:
            ObjectionIn.model_validate(body.model_dump())
        await self._quality.answer(request[AGENT], _id(request, "review_id"), objects, body.text, self._clock())

    def _scores(self, scores: Sequence[QualityScore], language: str) -> list[ScoreShown]:
        """In the order of the rules; criteria that those no longer name come last, under their code."""
        order = list(self._criteria)
        known = sorted(scores, key=lambda one: order.index(one.criterion) if one.criterion in order else len(order))
        return [
            ScoreShown(
                criterion=one.criterion, points=one.points, reason=one.reason,
                name=self._criteria[one.criterion].to(language) if one.criterion in order else one.criterion,
            )
            for one in known
        ]  # fmt: skip


def _shown(row: RowMapping) -> QualityShown:
    same = (
        "version", "state", "why", "channel", "language", "agent", "closed_at", "rating", "rating_text", "own",
        "opened_at", "reviewer", "scored_at", "note", "answer", "answered_at",
    )  # fmt: skip
    return QualityShown(
        review_id=str(row["review_id"]), conversation_id=str(row["conversation_id"]),
        customer=masked_name(row["customer"]), **{name: row[name] for name in same},
    )  # fmt: skip


def _closed_shown(row: RowMapping, language: str) -> QualityShown:
    same = ("state", "why", "channel", "language", "agent", "closed_at", "rating", "own")
    ended = row["disposition"]
    return QualityShown(
        review_id=str(row["review_id"]) if row["review_id"] else None, version=row["version"] or 0,
        conversation_id=str(row["conversation_id"]), customer=masked_name(row["customer"]),
        disposition=disposition_words(Disposition(ended), language) if ended else None,
        **{name: row[name] for name in same},
    )  # fmt: skip


def _id(request: web.Request, name: str) -> UUID:
    """An id of the path. Raises NoQualityError for what is no id at all."""
    try:
        return UUID(request.match_info[name])
    except ValueError:
        raise NoQualityError(NoQualityError.__doc__) from None


def _language(request: web.Request) -> str:
    """The page's own language, else the first that the agent works in."""
    return asked_language(request) or next(iter(request[AGENT].languages), "zh-CN")
