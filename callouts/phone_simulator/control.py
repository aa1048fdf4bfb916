"""The control interface for tests: faults, callees, time, and the ledger. JSON in and out; 400 says what is wrong."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from callouts.phone_simulator.callees import read_script
from callouts.phone_simulator.clock import ManualClock
from callouts.phone_simulator.commands import obey
from callouts.phone_simulator.exchange import Exchange
from callouts.phone_simulator.faults import Fault, FaultKind
from callouts.phone_simulator.keys import EXCHANGE
from callouts.phone_simulator.ledger import Kind

Action = Callable[[Exchange, dict[str, Any]], Awaitable[dict[str, Any]]]
LONGEST_WAIT_S = 30.0


def routes() -> list[web.RouteDef]:
    """The part of the simulator that tests see."""
    return [
        web.get("/control/ledger", ledger),
        web.get("/control/state", state),
        web.post("/control/faults", _json(order_fault)),
        web.post("/control/callees", _json(script_callee)),
        web.post("/control/callbacks", _json(disturb_callbacks)),
        web.post("/control/calls", _json(act_as_callee)),
        web.post("/control/texts", _json(write_text)),
        web.post("/control/clock", _json(advance_clock)),
        web.post("/control/reset", _json(reset)),
    ]


async def ledger(request: web.Request) -> web.Response:
    """`?after=N` entries later than number N, `&kind=post&kind=sms` only these, `&wait=S` until there is one."""
    after, wait = int(request.query.get("after", 0)), float(request.query.get("wait", 0))
    book = request.app[EXCHANGE].kit.ledger
    await book.newer(after, min(wait, LONGEST_WAIT_S))
    kinds = [Kind(kind) for kind in request.query.getall("kind", [])]
    return web.json_response({"entries": [entry.to_json() for entry in book.entries(*kinds, after=after)]})


async def state(request: web.Request) -> web.Response:
    """What the handset page shows."""
    return web.json_response(request.app[EXCHANGE].pages.state())


async def order_fault(exchange: Exchange, given: dict[str, Any]) -> dict[str, Any]:
    """{"fault": FaultKind, "on": "calls"|"messages", "times": 1, "seconds": 60, "retry_after_s": null}."""
    retry_after = given.get("retry_after_s")
    fault = Fault(
        FaultKind(given["fault"]),
        float(given.get("seconds", 60)),
        int(retry_after) if retry_after is not None else None,
    )
    exchange.faults.order(str(given.get("on", "calls")), fault, int(given.get("times", 1)))
    return {}


async def script_callee(exchange: Exchange, given: dict[str, Any]) -> dict[str, Any]:
    """{"to": number, "script": Script} for one number, without "to" for all others."""
    script = read_script(given["script"])
    if "to" in given:
        exchange.callees.by_number[str(given["to"])] = script
    else:
        exchange.callees.default = script
    return {}


async def disturb_callbacks(exchange: Exchange, given: dict[str, Any]) -> dict[str, Any]:
    """{"copies": 1, "reverse": false, "drop": ["answered"], "no_sockets": false}; what is left out is normal again."""
    disturbance = exchange.kit.disturbance
    disturbance.copies = int(given.get("copies", 1))
    disturbance.reverse = bool(given.get("reverse", False))
    disturbance.drop = frozenset(map(str, given.get("drop", [])))
    disturbance.no_sockets = bool(given.get("no_sockets", False))
    return {}


async def act_as_callee(exchange: Exchange, given: dict[str, Any]) -> dict[str, Any]:
    """A handset command: {"type": "answer", "call_sid": ...}; answers whether it was in time."""
    return {"done": obey(exchange, given)}


async def write_text(exchange: Exchange, given: dict[str, Any]) -> dict[str, Any]:
    """{"from": number, "body": "STOP", "to": one of ours}; answers once the application has: with its texts."""
    return {"answered": await exchange.take_text(str(given["from"]), str(given["to"]), str(given["body"]))}


async def advance_clock(exchange: Exchange, given: dict[str, Any]) -> dict[str, Any]:
    """{"advance_s": 25}, with a manual clock."""
    clock = exchange.kit.clock
    if not isinstance(clock, ManualClock):
        raise web.HTTPConflict(text="This simulator runs on the real clock.")
    await clock.advance(float(given["advance_s"]))
    return {"now": clock.now().isoformat()}


async def reset(exchange: Exchange, given: dict[str, Any]) -> dict[str, Any]:
    """Forget faults, disturbances and the scripts of numbers; calls and the ledger stay."""
    exchange.faults.forget()
    exchange.callees.by_number.clear()
    return await disturb_callbacks(exchange, given)


def _json(action: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
    """JSON only: a foreign page cannot send it without asking first (CORS)."""

    async def handle(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="Send application/json.")
        try:
            answer = await action(request.app[EXCHANGE], json.loads(await request.text()))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise web.HTTPBadRequest(text=f"{type(error).__name__}: {error}") from error
        return web.json_response(answer)

    return handle
