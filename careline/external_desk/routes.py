"""Where an external desk tells that something happened in a talk. It is a hint, and no more: what happened is read from
the desk itself, in order, so that a webhook that is doubled, late, out of order or forged changes nothing by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from aiohttp import web
from pydantic import BaseModel

from careline.external_desk.chatwoot import NAME, SignatureError, talk_of, verify
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


def endpoints(database: Database, secret: str, clock: Callable[[], datetime]) -> list[Endpoint]:
    """POST /api/external-desk/chatwoot, where the secret that Chatwoot signs with is set."""

    async def told(request: web.Request) -> HintAnswer:
        timestamp, signature = _header(request, "X-Chatwoot-Timestamp"), _header(request, "X-Chatwoot-Signature")
        if not (timestamp and signature):
            raise Problem(401, "The webhook is not signed.")
        raw = await read_limited(request, MAX_BODY)
        now = clock()
        try:
            verify(secret, timestamp, signature, raw, now)
        except SignatureError as error:
            raise Problem(401, "The webhook's signature does not fit its body, its time and our secret.") from error
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise Problem(400, "The body is not valid JSON.") from error
        talk = talk_of(body) if isinstance(body, dict) else None
        if talk is None:
            return HintAnswer(known=False)
        async with database.begin() as tx:
            return HintAnswer(known=await look_soon(tx, talk, now))

    served = Endpoint(
        method="POST", path=f"/api/external-desk/{NAME}", access=Access.WEBHOOK, handle=told,
        summary="Webhooks of the API channel at Chatwoot, signed by it", answer=HintAnswer, max_body=MAX_BODY,
    )  # fmt: skip
    return [served] if secret else []


def _header(request: web.Request, name: str) -> str:
    return request.headers.get(name, "").encode("utf-8", "replace").decode()[:_LONGEST_HEADER]
