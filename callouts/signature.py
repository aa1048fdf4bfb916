"""Is this webhook really the carrier's? Twilio signs its URL and its form with the account's token.

The URL is built from configuration, never from Host or X-Forwarded headers. Twilio's own validator (twilio
9.13, `RequestValidator.validate`) raises TypeError on a text body whose URL has no `bodySHA256`, and skips the check of
an empty JSON body, so nothing but a form gets as far as that.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from aiohttp import web
from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]

from careline.http.problem import Problem

HEADER = "X-Twilio-Signature"
FORM: web.RequestKey[MultiDict[str]] = web.RequestKey("form", MultiDict)
"""Under this key a handler finds the checked parameters in the request."""
MAX_FORM = 64 * 1024
MOST_FIELDS = 200


def carrier_guard(public_url: str, auth_token: str) -> Callable[[web.Request], Awaitable[None]]:
    """The guard of `Access.CARRIER`: 403 unless the form is signed for our public address."""
    validator = RequestValidator(auth_token)  # type: ignore[no-untyped-call, unused-ignore]
    base = public_url.rstrip("/")

    async def guard(request: web.Request) -> None:
        form = await _form(request)
        signature = request.headers.get(HEADER, "")
        path = request.raw_path
        if form is None or not path.startswith("/") or not _genuine(validator, base + path, form, signature):
            raise Problem(403, "This request is not signed by the carrier for this address.")
        request[FORM] = form

    return guard


async def _form(request: web.Request) -> MultiDict[str] | None:
    if request.content_type != "application/x-www-form-urlencoded" or (request.content_length or 0) > MAX_FORM:
        return None
    raw = await request.read()
    if len(raw) > MAX_FORM:
        return None
    try:
        fields = parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return None
    return MultiDict(fields)


def _genuine(validator: RequestValidator, url: str, form: MultiDict[str], signature: str) -> bool:
    try:
        return bool(validator.validate(url, form, signature))
    except (TypeError, ValueError, AttributeError):
        return False
