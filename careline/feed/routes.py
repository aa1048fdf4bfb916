"""POST /api/feed/orders: where the shop platform tells us about orders."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from aiohttp import web
from pydantic import BaseModel, Field, RootModel

from careline.feed.body import read_body
from careline.feed.schema import OrderEvent
from careline.feed.service import Feed
from careline.feed.signature import BODY, MAX_BODY
from careline.http.endpoint import Access, Endpoint


class OrderEvents(RootModel[OrderEvent | list[OrderEvent]]):
    """One event, or up to 1,000 of them."""


class Rejected(BaseModel):
    """An event that will never be good; `event_id` is empty where it has none that can be read."""

    event_id: str
    error: str


class Ignored(BaseModel):
    """A good event that changed nothing, and why."""

    event_id: str
    why: str


class Warned(BaseModel):
    """What is odd about an event that was read; it is taken in all the same."""

    event_id: str
    warning: str


class FeedAnswer(BaseModel):
    accepted: int = Field(ge=0)
    ignored: int = Field(ge=0)
    rejected: list[Rejected]
    ignored_because: list[Ignored]
    warnings: list[Warned]


def endpoints(feed: Feed, clock: Callable[[], datetime]) -> list[Endpoint]:
    """The feed's one route. Its guard (`feed_guard`) has read the body and checked the signature."""

    async def take(request: web.Request) -> FeedAnswer:
        # In a thread: parsing 8 MiB would hold up everybody's chat.
        events = await asyncio.to_thread(read_body, request[BODY])
        taken = await feed.take(events, clock())
        return FeedAnswer(
            accepted=taken.accepted,
            ignored=taken.ignored,
            rejected=[Rejected(event_id=event_id, error=why) for event_id, why in taken.rejected],
            ignored_because=[Ignored(event_id=event_id, why=why) for event_id, why in taken.ignored_because],
            warnings=[Warned(event_id=event_id, warning=warning) for event_id, warning in taken.warnings],
        )

    return [
        Endpoint(
            method="POST",
            path="/api/feed/orders",
            access=Access.FEED,
            handle=take,
            summary="Take in order events, signed, idempotent by event id, in any order",
            accepts=OrderEvents,
            answer=FeedAnswer,
            max_body=MAX_BODY,
        )
    ]
