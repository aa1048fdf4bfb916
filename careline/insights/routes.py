"""The review over HTTP, for supervisors alone: what is worth a look, and one person's decision about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from careline.core.reviews import ReviewReason, ReviewState
from careline.core.rules import ShopRules
from careline.desk.routes import AGENT
from careline.http.endpoint import Access, Endpoint
from careline.http.language import asked_language
from careline.insights import rows
from careline.insights.figures import FiguresShown, figures, figures_shown, quality_shown
from careline.insights.period import Period, shop_zone
from careline.insights.rows import NoReviewError, Wanted
from careline.insights.service import Decision, decide, preview
from careline.insights.shapes import (
    DecisionIn,
    PreviewIn,
    PreviewShown,
    ReviewShown,
    ReviewsShown,
    intents_shown,
    preview_shown,
    review_shown,
)
from careline.store.database import Database

_ALL = "/api/insights/review"


class _Query(BaseModel):
    """The query string of a list. `state=all` for every state."""

    model_config = ConfigDict(extra="ignore")

    state: ReviewState | str = Field(default=ReviewState.OPEN, pattern="^(open|approved|skipped|written|all)$")
    reason: ReviewReason | None = None
    language: str | None = Field(default=None, pattern="^(zh-CN|en)$")
    limit: int = Field(default=50, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=100_000)

    def wanted(self) -> Wanted:
        state = None if self.state == "all" else ReviewState(self.state)
        return Wanted(state=state, reason=self.reason, language=self.language)


def endpoints(database: Database, clock: Callable[[], datetime], rules: ShopRules) -> list[Endpoint]:
    """Everything under /api/insights."""
    routes, counted = _Routes(database, clock), _Figures(database, clock, rules)
    return [
        _endpoint("GET", "/api/insights/figures", counted.read, "How it went in a period", answer=FiguresShown),
        _endpoint("GET", _ALL, routes.listed, "Sentences to review, those said most often first", answer=ReviewsShown),
        _endpoint(
            "POST", f"{_ALL}/{{turn_id}}", routes.decide, "Approve, skip or open again", body=DecisionIn,
            answer=ReviewShown,
        ),
        _endpoint(
            "POST", f"{_ALL}/{{turn_id}}/preview", routes.preview, "An edited sentence as it would be written",
            body=PreviewIn, answer=PreviewShown,
        ),
    ]  # fmt: skip


def _endpoint(method: str, path: str, handle: Any, summary: str, **more: Any) -> Endpoint:
    return Endpoint(method=method, path=path, access=Access.SUPERVISOR, handle=handle, summary=summary, **more)


class _Figures:
    def __init__(self, database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules

    async def read(self, request: web.Request) -> FiguresShown:
        period = Period.model_validate(dict(request.query))
        async with self._database.begin() as tx:
            zone = await shop_zone(tx, self._rules.desk, request)
            since, until = period.bounds(self._clock(), zone)
            found = await figures(tx, since, until, zone.key, self._rules)
            quality = await quality_shown(tx, since, until, self._rules, _language(request))
        return figures_shown(found, quality, since, until, zone.key, _language(request))


class _Routes:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def listed(self, request: web.Request) -> ReviewsShown:
        query = _Query.model_validate(dict(request.query))
        language = _language(request)
        async with self._database.begin() as tx:
            found = await rows.listed(tx, query.wanted(), limit=query.limit, offset=query.offset)
            in_all = await rows.count(tx, query.wanted())
            still_open = {reason: await rows.count(tx, Wanted(reason=reason)) for reason in ReviewReason}
            approved = await rows.count(tx, Wanted(state=ReviewState.APPROVED))
        return ReviewsShown(
            reviews=[review_shown(review, language) for review in found],
            in_all=in_all, open=still_open, approved=approved, intents=intents_shown(language),
        )  # fmt: skip

    async def decide(self, request: web.Request, body: DecisionIn) -> ReviewShown:
        decision = Decision(
            turn_id=_named(request), version=body.version, verb=body.verb, intent=body.intent, text=body.text
        )
        who = f"agent:{request[AGENT].login}"
        return review_shown(await decide(self._database, decision, who=who, now=self._clock()), _language(request))

    async def preview(self, request: web.Request, body: PreviewIn) -> PreviewShown:
        return preview_shown(await preview(self._database, _named(request), body.text))


def _named(request: web.Request) -> UUID:
    """The review in the path. Raises NoReviewError for what is no id at all."""
    try:
        return UUID(request.match_info["turn_id"])
    except ValueError:
        raise NoReviewError(NoReviewError.__doc__) from None


def _language(request: web.Request) -> str:
    """The page's own language, else the first that the agent works in."""
    return asked_language(request) or next(iter(request[AGENT].languages), "zh-CN")
