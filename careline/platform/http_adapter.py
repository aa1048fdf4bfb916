"""The platform over signed HTTP, as docs/contracts.md describes it for the shop's engineers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import quote

import aiohttp
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from careline.core.money import Money, MoneyError
from careline.http.asking import kind_of, pause_told, read_answer
from careline.http.fields import Instant, Storable
from careline.http.signature import signed_headers
from careline.platform.port import (
    Accepted,
    Done,
    Failed,
    LookUpError,
    NotDelivered,
    Outcome,
    PlatformDeed,
    Refused,
    Variant,
)
from shared.trace import trace_headers

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
MAX_ANSWER = 64 * 1024

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.-]{0,60}$")]
Words = Annotated[Storable, Field(max_length=500)]


class AnswerIn(BaseModel):
    """What the platform says of one remedy: at once, or later by POST /api/platform/answers."""

    model_config = {"frozen": True, "extra": "ignore", "use_attribute_docstrings": True}

    status: Literal["accepted", "done", "refused", "failed"]
    code: Code = ""
    """why not, for machines: already_dispatched, out_of_stock, not_eligible, …"""
    reason: Words = ""
    """why not, in words that the consumer is told"""
    ref: Annotated[Storable, Field(max_length=100)] = ""
    """the platform's own number of it"""
    expected_by: Instant | None = None
    """by when an accepted one will be done"""


class _MoneyIn(BaseModel):
    amount: str
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class _VariantIn(BaseModel):
    sku: Annotated[Storable, Field(min_length=1, max_length=200)]
    title: Words
    in_stock: bool
    price: _MoneyIn
    attributes: dict[Storable, Storable] = {}


class _VariantsIn(BaseModel):
    variants: Annotated[list[_VariantIn], Field(max_length=200)]


class HttpPlatform:
    """One POST a deed, signed; redirects are not followed, since a signature is for one receiver."""

    def __init__(self, http: aiohttp.ClientSession, url: str, secret: str, clock: Callable[[], datetime]) -> None:
        self._http, self._url, self._secret, self._clock = http, url.rstrip("/"), secret, clock

    async def carry_out(self, deed: PlatformDeed) -> Outcome:
        raw = json.dumps(deed.body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": deed.key}
        try:
            status, answer, pause = await self._ask("POST", f"{self._url}/remedies", raw, headers)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return NotDelivered(why=kind_of(error))
        if status >= 500 or status in {408, 425, 429}:
            return NotDelivered(why=f"http_{status}", retry_after=pause)
        return _outcome(status, answer)

    async def variants(self, order_id: str, sku: str) -> tuple[Variant, ...]:
        url = f"{self._url}/orders/{quote(order_id, safe='')}/variants?sku={quote(sku, safe='')}"
        try:
            status, answer, _ = await self._ask("GET", url, b"", {})
            if status == 404:
                return ()
            if status != 200:
                raise LookUpError(f"http_{status}")
            found = _VariantsIn.model_validate_json(answer).variants
            return tuple(
                Variant(
                    sku=one.sku, title=one.title, in_stock=one.in_stock, attributes=one.attributes,
                    price=Money.parse(one.price.amount, one.price.currency),
                )
                for one in found
            )  # fmt: skip
        except (ValidationError, MoneyError) as error:
            raise LookUpError("nonsense") from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise LookUpError(kind_of(error)) from error

    async def _ask(
        self, method: str, url: str, raw: bytes, headers: Mapping[str, str]
    ) -> tuple[int, bytes, timedelta | None]:
        """Status, body, and how long to wait if it said so. Raises what aiohttp raises, and EndlessError."""
        signed = {**headers, **trace_headers(), **signed_headers(self._secret, raw, self._clock())}
        async with self._http.request(
            method, url, data=raw or None, headers=signed, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            return response.status, await read_answer(response, MAX_ANSWER), pause_told(response)


def _outcome(status: int, raw: bytes) -> Outcome:
    """What an answer below 500 means. A refusal may come with 4xx, everything else has to be a success."""
    try:
        told = AnswerIn.model_validate_json(raw)
    except ValidationError:
        return NotDelivered(why=f"http_{status}" if status >= 300 else "nonsense")
    if told.status == "refused":
        return Refused(code=told.code or "refused", reason=told.reason)
    if not 200 <= status < 300:
        return NotDelivered(why=f"http_{status}")
    if told.status == "failed":
        return Failed(code=told.code, reason=told.reason)
    if told.status == "done":
        return Done(ref=told.ref)
    return Accepted(ref=told.ref, expected_by=told.expected_by)


async def post_event(
    http: aiohttp.ClientSession, url: str, secret: str, key: str, body: Mapping[str, Any], now: datetime
) -> str:
    """POST one event to whoever listens; "" once it was taken (any 2xx), else a short code of what went wrong."""
    raw = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": key, **trace_headers()}
    headers |= signed_headers(secret, raw, now)
    try:
        async with http.post(url, data=raw, headers=headers, timeout=TIMEOUT, allow_redirects=False) as response:
            return "" if 200 <= response.status < 300 else f"http_{response.status}"
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return kind_of(error)
