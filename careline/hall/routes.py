"""The hall over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from careline.hall.service import Hall
from careline.hall.views import HallShown
from careline.http.endpoint import CUSTOMER_ID, Access, Endpoint
from careline.http.language import asked_language
from careline.store.database import Database


def endpoints(database: Database, clock: Callable[[], datetime]) -> list[Endpoint]:
    """GET /api/hall, for the consumer whom the guard has put into the request."""
    hall = Hall(database)

    async def show(request: web.Request) -> HallShown:
        return await hall.show(request[CUSTOMER_ID], asked_language(request), clock())

    return [
        Endpoint(
            method="GET", path="/api/hall", access=Access.CONSUMER, handle=show, answer=HallShown,
            summary="The consumer's orders with their rights, and every contact we made",
        )
    ]  # fmt: skip
