"""Where other systems' webhooks arrive: each is checked by its own signature, and served only where its secret is set.

What is signed and cannot be used is answered with 200 and the reason, and logged: Shopify and WooCommerce take a
webhook away that is refused several times, and with it all that could be used.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn
from urllib.parse import urlsplit

from aiohttp import web
from pydantic import BaseModel, Field

from careline.feed.adapters.bridge import Bridge
from careline.feed.adapters.common import BadSignatureError, Json, NotUsableError, check_17track, check_hmac
from careline.feed.adapters.tracking import AFTERSHIP, TRACK17, from_17track, from_aftership
from careline.feed.taken import Taken
from careline.http.endpoint import Access, Endpoint
from careline.http.problem import Problem
from careline.http.reading import read_limited

log = logging.getLogger(__name__)

MAX_BODY = 2 * 1024 * 1024
_LONGEST_NAME = 100
_LONGEST_ASK = 64  # bytes of `webhook_id=…`


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """The secrets that other systems sign with; empty: that system is not connected."""

    shopify: str = ""
    woocommerce: str = ""
    aftership: str = ""
    track17: str = ""


class ConnectAnswer(BaseModel):
    """How many orders were told anew by this webhook; a webhook that tells nothing of orders has none."""

    accepted: int = Field(ge=0)
    ignored: int = Field(ge=0)
    refused: list[str]
    """why it could not be used; sending it again will not help"""


def endpoints(bridge: Bridge, secrets: Secrets, clock: Callable[[], datetime]) -> list[Endpoint]:
    """POST /api/connect/… for every system that is connected."""
    served = _Webhooks(bridge, secrets, clock)
    offered = {
        "shopify": (secrets.shopify, served.shopify), "woocommerce": (secrets.woocommerce, served.woocommerce),
        AFTERSHIP: (secrets.aftership, served.aftership), TRACK17: (secrets.track17, served.track17),
    }  # fmt: skip
    return [
        Endpoint(
            method="POST", path=f"/api/connect/{name}", access=Access.WEBHOOK, handle=handle,
            summary=f"Webhooks of {name}, signed by it", answer=ConnectAnswer, max_body=MAX_BODY,
        )
        for name, (secret, handle) in offered.items()
        if secret
    ]  # fmt: skip


class _Webhooks:
    def __init__(self, bridge: Bridge, secrets: Secrets, clock: Callable[[], datetime]) -> None:
        self._bridge = bridge
        self._secrets = secrets
        self._clock = clock

    async def shopify(self, request: web.Request) -> ConnectAnswer:
        raw = await _signed(request, check_hmac, self._secrets.shopify, "X-Shopify-Hmac-Sha256")
        topic, shop = _header(request, "X-Shopify-Topic"), _header(request, "X-Shopify-Shop-Domain") or "shopify"
        triggered_at = _header(request, "X-Shopify-Triggered-At")
        body = await _object(raw)
        return await _answered("shopify", self._bridge.shopify(topic, body, shop, self._clock(), triggered_at))

    async def woocommerce(self, request: web.Request) -> ConnectAnswer:
        signature = _header(request, "X-WC-Webhook-Signature")
        if not signature and (request.content_length or 0) > _LONGEST_ASK:
            _unsigned()
        raw = await read_limited(request, MAX_BODY if signature else _LONGEST_ASK)
        if raw.startswith(b"webhook_id=") and raw[11:].isdigit():
            return _NOTHING  # asks, unsigned, whether anyone is here: when the webhook is saved
        _check(check_hmac, self._secrets.woocommerce, signature, raw)
        topic = _header(request, "X-WC-Webhook-Topic")
        if topic not in {"order.created", "order.updated", "order.restored"}:
            return _NOTHING
        body = await _object(raw)
        return await _answered("woocommerce", self._bridge.woocommerce(body, _site(request), self._clock()))

    async def aftership(self, request: web.Request) -> ConnectAnswer:
        raw = await _signed(request, check_hmac, self._secrets.aftership, "aftership-hmac-sha256")
        return await _answered(AFTERSHIP, self._tracked(AFTERSHIP, from_aftership, await _object(raw)))

    async def track17(self, request: web.Request) -> ConnectAnswer:
        raw = await _signed(request, check_17track, self._secrets.track17, "sign")
        return await _answered(TRACK17, self._tracked(TRACK17, from_17track, await _object(raw)))

    async def _tracked(self, source: str, read: Callable[[Json], Json | None], body: Json) -> Taken:
        told = read(body)
        return await self._bridge.tracked(told, source, self._clock()) if told else Taken()


_NOTHING = ConnectAnswer(accepted=0, ignored=0, refused=[])


def _header(request: web.Request, name: str) -> str:
    return request.headers.get(name, "").encode("utf-8", "replace").decode()[:_LONGEST_NAME]


def _site(request: web.Request) -> str:
    try:
        return urlsplit(_header(request, "X-WC-Webhook-Source")).hostname or "woocommerce"
    except ValueError:
        return "woocommerce"


async def _signed(request: web.Request, check: Callable[[str, str, bytes], None], secret: str, header: str) -> bytes:
    signature = _header(request, header)
    if not signature:
        _unsigned()
    raw = await read_limited(request, MAX_BODY)
    _check(check, secret, signature, raw)
    return raw


def _check(check: Callable[[str, str, bytes], None], secret: str, signature: str, raw: bytes) -> None:
    try:
        check(secret, signature, raw)
    except BadSignatureError as error:
        _unsigned(error)


def _unsigned(error: Exception | None = None) -> NoReturn:
    raise Problem(401, "The webhook's signature is missing, or does not fit its body and our secret.") from error


async def _object(raw: bytes) -> Json:
    """Raises Problem 400."""
    try:
        body = await asyncio.to_thread(json.loads, raw)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise Problem(400, "The body is not a JSON object.")
    return body


async def _answered(system: str, taking: Awaitable[Taken]) -> ConnectAnswer:
    try:
        taken = await taking
    except NotUsableError as error:
        taken = Taken(rejected=[("", str(error))])
    refused = [f"{about}: {why}" if about else why for about, why in taken.rejected]
    if refused:
        log.warning("webhook cannot be used", extra={"action": "webhook_refused", "system": system, "why": refused[:3]})
    return ConnectAnswer(accepted=taken.accepted, ignored=taken.ignored, refused=refused)
