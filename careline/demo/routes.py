"""Demo mode only: the personas to choose from and a token for each. Not served otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from careline.chat.identity import ConsumerKey, sign_token
from careline.demo.people import Consumer
from careline.demo.personas import CHEN, EMMA, LIN, LIU, PERSONAS, SUN, WANG, ZHAO
from careline.http.endpoint import Access, Endpoint
from careline.http.problem import Problem

TOKEN_VALID = timedelta(hours=12)


_ABOUT = {
    LIN: "新用户 · 一单超过约定时间还没发货",
    CHEN: "新用户 · 一单物流停滞，一单在路上",
    WANG: "新用户 · 退款逾期未到账",
    ZHAO: "新用户 · 运费险理赔逾期",
    EMMA: "New user · a parcel that has not moved for days",
    LIU: "老用户 · 好几单在进行，都正常",
    SUN: "一切正常，有一单预售",
}  # fmt: skip


def endpoints(consumer_key: ConsumerKey, clock: Callable[[], datetime]) -> list[Endpoint]:
    """Two routes that mint demo identities; the composition root leaves them out in production."""

    async def personas(_request: web.Request) -> web.Response:
        return web.json_response([persona_shown(persona) for persona in PERSONAS.values()])

    async def token(request: web.Request) -> dict[str, Any]:
        customer_id = request.query.get("customer", "")
        if customer_id not in PERSONAS:
            raise Problem(404, f"No such demo consumer; known: {', '.join(PERSONAS)}.")
        return {"token": sign_token(customer_id, consumer_key, clock(), TOKEN_VALID)}

    public = Access.PUBLIC
    return [
        Endpoint(
            method="GET", path="/api/demo/personas", access=public, handle=personas, summary="Demo: who one can be"
        ),
        Endpoint(
            method="GET", path="/api/demo/token", access=public, handle=token, summary="Demo: a token for a persona"
        ),
    ]


def persona_shown(persona: Consumer) -> dict[str, str]:
    """A persona as the pages' picker shows it, in the persona's own language."""
    return {
        "customer_id": persona.customer_id,
        "name": persona.name,
        "about": _ABOUT[persona.customer_id],
        "phone": persona.phone or "",
    }
