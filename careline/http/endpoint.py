"""Routes as values: method, path, who may call it, what goes in and out.

The list is what aiohttp serves, what /openapi.json describes and what the authorisation tests walk, so the three cannot
disagree. A route without a guard cannot be registered.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from careline.http.problem import Problem
from careline.http.reading import json_in, read_limited

MAX_BODY = 64 * 1024
CUSTOMER_ID = web.RequestKey("customer_id", str)
"""Where the guard of Access.CONSUMER leaves whose request it is."""


class Access(StrEnum):
    """Who may call a route. The guard of each is given by the composition root."""

    PUBLIC = "public"
    CONSUMER = "consumer"
    AGENT = "agent"
    SENIOR = "senior"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"
    FEED = "feed"
    PLATFORM = "platform"
    CARRIER = "carrier"
    TICKET = "ticket"
    LETTER = "letter"
    """The token in the path is the key; the handler checks it."""
    WEBHOOK = "webhook"
    """Signed by the system that sends it; the handler checks it."""


Answer = BaseModel | web.StreamResponse | dict[str, Any] | None
Handle = Callable[..., Awaitable[Answer]]
Guard = Callable[[web.Request], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """`handle(request)`, or `handle(request, body)` where `body` names a model; a model it returns is sent as JSON.

    `accepts` describes, and no more, the body of a route that reads it by itself.
    """

    method: str
    path: str
    access: Access
    handle: Handle
    summary: str
    body: type[BaseModel] | None = None
    accepts: type[BaseModel] | None = None
    answer: type[BaseModel] | None = None
    status: int = 200
    max_body: int = MAX_BODY


def register(app: web.Application, endpoints: Iterable[Endpoint], guards: Mapping[Access, Guard]) -> None:
    """Serve the endpoints. Raises KeyError for an access without a guard."""
    for endpoint in endpoints:
        app.router.add_route(endpoint.method, endpoint.path, _served(endpoint, guards[endpoint.access]))


def _served(endpoint: Endpoint, guard: Guard) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        await guard(request)
        arguments = [request] if endpoint.body is None else [request, await read_body(request, endpoint)]
        return _sent(await endpoint.handle(*arguments), endpoint.status)

    return serve


async def read_body(request: web.Request, endpoint: Endpoint) -> BaseModel:
    """The JSON body as the endpoint's model. Raises Problem 400, 408, 413, 415, or pydantic.ValidationError (422)."""
    assert endpoint.body
    if request.content_type != "application/json":
        raise Problem(415, "Send JSON with Content-Type: application/json.")
    return endpoint.body.model_validate(json_in(await read_limited(request, endpoint.max_body) or b"{}"))


def _sent(answer: Answer, status: int) -> web.StreamResponse:
    if isinstance(answer, web.StreamResponse):
        return answer
    if answer is None:
        return web.Response(status=204)
    content = answer.model_dump(mode="json") if isinstance(answer, BaseModel) else answer
    return web.json_response(content, status=status, dumps=_dumps)


def _dumps(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)
