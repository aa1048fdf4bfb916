"""Where an external desk tells that something happened in a talk. It is a hint, and no more: what happened is read from
the desk itself, in order, so that a webhook that is doubled, late, out of order or forged changes nothing by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from aiohttp import web
from pydantic import BaseModel

from careline.external_desk.port import NotSignedError, Webhooks
from careline.external_desk.talks import look_soon
from careline.http.endpoint import Access, Endpoint
from careline.http.problem import Problem
from careline.http.reading import read_limited
from careline.store.database import Database

MAX_BODY = 1024 * 1024
_LONGEST_HEADER = 200


class HintAnswer(BaseModel):
    """Whether the webhook was about a talk of ours."""

    known: bool


def endpoints(database: Database, webhooks: Webhooks | None, clock: Callable[[], datetime]) -> list[Endpoint]:
    """POST /api/external-desk/ and the desk's name; nothing where no webhooks can be told from others'."""
    if webhooks is None:
        return []

    async def told(request: web.Request) -> HintAnswer:
        proof = [_header(request, name) for name in webhooks.signed_in]
        if not all(proof):
            raise Problem(401, "The webhook is not signed.")
        raw = await read_limited(request, MAX_BODY)
        now = clock()
        try:
            webhooks.verify(proof, raw, now)
        except NotSignedError as error:
            raise Problem(401, "The webhook's signature does not fit its body, its time and our secret.") from error
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise Problem(400, "The body is not valid JSON.") from error
        talk = webhooks.talk_of(body) if isinstance(body, dict) else None
        if talk is None:
            return HintAnswer(known=False)
        async with database.begin() as tx:
            return HintAnswer(known=await look_soon(tx, talk, now))

    return [
        Endpoint(
            method="POST", path=f"/api/external-desk/{webhooks.name}", access=Access.WEBHOOK, handle=told,
            summary=f"Webhooks of the desk at {webhooks.name}, signed by it", answer=HintAnswer, max_body=MAX_BODY,
        )
    ]  # fmt: skip


def _header(request: web.Request, name: str) -> str:
    return request.headers.get(name, "").encode("utf-8", "replace").decode()[:_LONGEST_HEADER]
