"""Who may talk to the simulator: nothing but this machine, only the pages it was told of, and for REST the account."""

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web

from callouts.phone_simulator.keys import EXCHANGE
from callouts.phone_simulator.refusal import RefusalError, not_found

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
REST_PREFIX = "/2010-04-01/"


@web.middleware
async def same_machine_and_known_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Stops foreign pages that resolve their own name to 127.0.0.1, and answers CORS for the allowed ones."""
    origin = request.headers.get("Origin")
    allowed = request.app[EXCHANGE].kit.config.allow_origins
    if request.url.host not in LOOPBACK_NAMES or (origin is not None and origin not in allowed):
        raise web.HTTPForbidden(text="The phone simulator serves this machine and the pages in --allow-origin only.")
    if request.method == "OPTIONS":
        response: web.StreamResponse = web.Response(status=204)
    else:
        response = await handler(request)
    if origin is not None and not response.prepared:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        response.headers["Vary"] = "Origin"
    return response


@web.middleware
async def account_and_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Twilio's authentication and its error bodies."""
    if not request.path.startswith(REST_PREFIX):
        return await handler(request)
    try:
        _authenticate(request)
        return await handler(request)
    except RefusalError as refusal:
        return web.json_response(refusal.to_json(), status=refusal.status)
    except web.HTTPNotFound:
        return web.json_response(not_found(request.path).to_json(), status=404)


def _authenticate(request: web.Request) -> None:
    config = request.app[EXCHANGE].kit.config
    wanted = f"{config.account_sid}:{config.auth_token}"
    try:
        given = base64.b64decode(request.headers.get("Authorization", "").removeprefix("Basic "))
    except binascii.Error:
        given = b""
    if not hmac.compare_digest(given, wanted.encode()):
        raise RefusalError(401, 20003, "Authenticate")
    if not request.path.startswith(f"{REST_PREFIX}Accounts/{config.account_sid}/"):
        raise not_found(request.path)
