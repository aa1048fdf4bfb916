"""What Rasa calls: rasa_sdk's executor behind an aiohttp handler, on a loopback listener of its own.

Not rasa_sdk's own server: that one is Sanic, asks for no secret, and answers an exception with the request in it.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Sequence
from typing import Any

from aiohttp import web
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException

from actions.registry import all_actions
from actions.services import Services
from careline.spans import fail, span
from shared.trace import HEADER, read_trace, traced

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Careline-Secret"  # noqa: S105 - the header's name
SHORTEST_SECRET = 16
BODY_BYTES_AT_MOST = 1024 * 1024


def webhook_app(services: Services, secret: str | Sequence[str]) -> web.Application:
    """An application with POST /webhook. `secret` may be two, the present one and the one before.

    Raises ValueError for a secret shorter than 16 characters.
    """
    secrets = [one.encode() for one in ((secret,) if isinstance(secret, str) else secret)]
    if not secrets or min(map(len, secrets)) < SHORTEST_SECRET:
        raise ValueError(f"the action webhook's secret needs at least {SHORTEST_SECRET} characters")
    executor = ActionExecutor()
    for action in all_actions(services):
        executor.register_action(action)

    async def webhook(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not any(hmac.compare_digest(given.encode("utf-8", "surrogateescape"), one) for one in secrets):
            return _refused(401, "the secret is missing or wrong")
        with traced(read_trace(request.headers.get(HEADER))):
            return await _run(executor, await request.read())

    app = web.Application(client_max_size=BODY_BYTES_AT_MOST)

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    app.router.add_post("/webhook", webhook)
    app.router.add_get("/healthz", healthz)
    return app


async def _run(executor: ActionExecutor, body: bytes) -> web.Response:
    """200 with events and responses; whatever goes wrong is 400 in rasa_sdk's shape, so that Rasa fails the turn."""
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        call = None
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        return _refused(400, "the body is no action call")
    name = str(call.get("next_action") or "")
    # With enable_selective_domain Rasa leaves the domain out, and the executor would ask for it again each time.
    call.setdefault("domain", {})
    with span(f"action {name}" if name in executor.actions else "action", "server"):
        return await _answered(executor, call, name)


async def _answered(executor: ActionExecutor, call: dict[str, Any], name: str) -> web.Response:
    try:
        result = await executor.run(call)
    except ActionNotFoundException:
        fail("unknown_action")
        return _refused(404, "there is no such action", name)
    except Exception as error:  # noqa: BLE001 - the edge: one failed action must not take the listener down
        _report(name, error)
        fail(type(error).__name__)
        return _refused(400, "the action failed", name)
    return web.json_response(result.model_dump() if result else {"events": [], "responses": []})


def _report(name: str, error: BaseException) -> None:
    """Kinds and places only: messages of database errors quote rows."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else ""
    log.error(
        "an action failed",
        extra={"action": "action_failed", "name_of_action": name, "kind": type(error).__name__, "place": where},
    )


def _refused(status: int, error: str, action_name: str = "") -> web.Response:
    body: dict[str, Any] = {"error": error, "action_name": action_name}
    return web.json_response(body, status=status)
