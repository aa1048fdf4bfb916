"""Where other systems' webhooks arrive: each is checked by its own signature, and served only where its secret is set."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from careline.feed.adapters.bridge import READERS, Bridge
from careline.feed.adapters.common import BadSignatureError, Json, NotUsableError, check_17track, check_hmac
from careline.feed.adapters.tracking import AFTERSHIP, TRACK17
from careline.feed.service import Taken
from careline.http.endpoint import Access, Endpoint, read_limited
from careline.http.problem import Problem

MAX_BODY = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """The secrets that other systems sign with; empty: that system is not connected."""

    shopify: str = ""
    woocommerce: str = ""
    aftership: str = ""
    track17: str = ""


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
            summary=f"Webhooks of {name}, signed by it",
        )
        for name, (secret, handle) in offered.items()
        if secret
    ]  # fmt: skip


class _Webhooks:
    def __init__(self, bridge: Bridge, secrets: Secrets, clock: Callable[[], datetime]) -> None:
        self._bridge = bridge
        self._secrets = secrets
        self._clock = clock

    async def shopify(self, request: web.Request) -> Json:
        raw = await read_limited(request, MAX_BODY)
        _checked(check_hmac, self._secrets.shopify, request.headers.get("X-Shopify-Hmac-Sha256", ""), raw)
        domain = request.headers.get("X-Shopify-Shop-Domain", "shopify")
        topic = request.headers.get("X-Shopify-Topic", "")
        body = {**_object(raw), "_domain": domain} if topic.startswith("orders/") else _object(raw)
        return await _answered(self._bridge.shopify(topic, body, domain, self._clock()))

    async def woocommerce(self, request: web.Request) -> Json:
        raw = await read_limited(request, MAX_BODY)
        if raw.startswith(b"webhook_id="):
            return {"accepted": 0}  # the ping when a webhook is saved; it is not signed
        _checked(check_hmac, self._secrets.woocommerce, request.headers.get("X-WC-Webhook-Signature", ""), raw)
        site = urlsplit(request.headers.get("X-WC-Webhook-Source", "")).hostname or "woocommerce"
        if not request.headers.get("X-WC-Webhook-Topic", "").startswith("order."):
            return {"accepted": 0}
        return await _answered(self._bridge.woocommerce({**_object(raw), "_site": site}, site, self._clock()))

    async def aftership(self, request: web.Request) -> Json:
        raw = await read_limited(request, MAX_BODY)
        _checked(check_hmac, self._secrets.aftership, request.headers.get("aftership-hmac-sha256", ""), raw)
        return await self._tracked(AFTERSHIP, raw)

    async def track17(self, request: web.Request) -> Json:
        raw = await read_limited(request, MAX_BODY)
        _checked(check_17track, self._secrets.track17, request.headers.get("sign", ""), raw)
        return await self._tracked(TRACK17, raw)

    async def _tracked(self, source: str, raw: bytes) -> Json:
        try:
            told = READERS[source](_object(raw))
        except NotUsableError as error:
            raise Problem(422, f"{error}.") from error
        return await _answered(self._bridge.tracked(source, told, self._clock()))


def _checked(check: Callable[[str, str, bytes], None], secret: str, signature: str, raw: bytes) -> None:
    try:
        check(secret, signature, raw)
    except BadSignatureError as error:
        raise Problem(401, str(error)) from error


def _object(raw: bytes) -> Json:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise Problem(400, "The body is not a JSON object.")
    return body


async def _answered(taking: Any) -> Json:
    try:
        taken: Taken = await taking
    except NotUsableError as error:
        raise Problem(422, f"{error}.") from error
    if taken.rejected:
        raise Problem(422, "; ".join(why for _, why in taken.rejected[:3]))
    return {"accepted": taken.accepted, "ignored": taken.ignored}
