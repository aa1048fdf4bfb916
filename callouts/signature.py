"""Is this webhook really the carrier's? Twilio signs its URL and its form with the account's token.

The URL is built from configuration, never from Host or X-Forwarded headers. Twilio's own validator (twilio
9.13, `RequestValidator.validate`) raises TypeError on a text body whose URL has no `bodySHA256`, and skips the check of
an empty JSON body, so nothing but a form gets as far as that.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import parse_qsl

from aiohttp import web
from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]

from callouts.addresses import as_socket
from careline.http.problem import Problem
from careline.http.reading import read_limited, storable

HEADER = "X-Twilio-Signature"
FORM: web.RequestKey[MultiDict[str]] = web.RequestKey("form", MultiDict)
"""Under this key a handler finds the checked parameters in the request."""
MAX_FORM = 64 * 1024
MOST_FIELDS = 200
_SHA1 = re.compile(r"[A-Za-z0-9+/]{27}=")
"""Twenty bytes in base64."""


def carrier_guard(public_url: str, auth_token: str | Sequence[str]) -> Callable[[web.Request], Awaitable[None]]:
    """The guard of `Access.CARRIER`: 403 unless the form is signed for our public address.

    `auth_token` may be two, the present one and the one before. A request without the form of a signature is refused
    before its body is read. A request for a WebSocket has no form: its address is signed as we gave it, wss:// and all.
    """
    tokens = (auth_token,) if isinstance(auth_token, str) else auth_token
    validators = [RequestValidator(token) for token in tokens if token]  # type: ignore[no-untyped-call, unused-ignore]
    base = public_url.rstrip("/")

    async def guard(request: web.Request) -> None:
        signature, path = request.headers.get(HEADER, ""), request.raw_path
        socket = request.method == "GET"
        form = await _form(request) if _SHA1.fullmatch(signature) and path.startswith("/") else None
        url = (as_socket(base) if socket else base) + path
        if form is None or not any(_genuine(validator, url, form, signature) for validator in validators):
            raise Problem(403, "This request is not signed by the carrier for this address.")
        request[FORM] = form

    return guard


async def _form(request: web.Request) -> MultiDict[str] | None:
    if request.method == "GET":
        return MultiDict()
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    raw = await read_limited(request, MAX_FORM)
    try:
        fields = parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return None
    if not all(storable(part) for field in fields for part in field):
        return None
    return MultiDict(fields)


def _genuine(validator: RequestValidator, url: str, form: MultiDict[str], signature: str) -> bool:
    try:
        return bool(validator.validate(url, form, signature))
    except (TypeError, ValueError, AttributeError):
        return False
