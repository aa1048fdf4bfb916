"""Photos over HTTP: sent and seen again by their owner, seen by the agents who see to the matter."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from uuid import UUID

from aiohttp import BodyPartReader, MultipartReader, web
from pydantic import BaseModel, ConfigDict

from careline.conversations.service import UnknownConsumerError
from careline.core.rules import ShopRules
from careline.core.wording.language import Said
from careline.desk.routes import AGENT
from careline.desk.service import NotYoursError
from careline.evidence.pictures import MAX_BYTES, NotAPhotoError, PhotoTooLargeError, Picture
from careline.evidence.service import About, Evidence, NoPhotoError, NotYourMatterError, TooManyPhotosError
from careline.http.endpoint import CUSTOMER_ID, Access, Endpoint
from careline.http.problem import Problem
from careline.http.reading import LARGE_SECONDS, read_limited
from careline.http.refusals import Refusals, in_words
from careline.store.database import Database

TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
_SMALL_FIELD = 200
_FORM_OVERHEAD = 16 * 1024
_MOST_FIELDS = 10
_TRUE = frozenset({"1", "true", "yes"})

REFUSALS: Refusals = MappingProxyType(
    {
        NotAPhotoError: (
            415,
            Said(
                "这不是能打开的照片，请换一张 JPG、PNG 或 WebP。",
                "This is no photo we can open; send a JPEG, PNG or WebP.",
            ),
        ),
        PhotoTooLargeError: (
            413,
            Said(
                "照片太大了，请换一张 8 MB 以内的。",
                "This photo is too large; send one of at most 8 MB and 40 megapixels.",
            ),
        ),
        TooManyPhotosError: (
            429,
            Said("一小时最多发 10 张照片，请稍后再发。", "Ten photos an hour are the most; try again later."),
        ),
        NotYourMatterError: (404, Said("没有找到对应的订单或申请。", "There is no such order or request of yours.")),
        NotYoursError: (
            404,
            Said("您这里没有这个会话，可能已经转走或结束了。", "There is no such conversation at your desk."),
        ),
        NoPhotoError: (404, Said("没有这张照片。", "There is no such photo.")),
        UnknownConsumerError: (
            404,
            Said("商城还没有把您的资料给我们。", "The shop has not told us about you yet."),
        ),
    }
)


class PhotoTaken(BaseModel):
    photo_id: UUID


class PhotoShown(PhotoTaken):
    """`seq`: the number of the message that shows it."""

    seq: int


class PhotoListed(BaseModel):
    """What is told of a photo beside its picture; sides in pixels, `at` in UTC."""

    model_config = ConfigDict(extra="forbid")

    photo_id: UUID
    order_id: str | None
    remedy_id: UUID | None
    width: int
    height: int
    at: datetime


class PhotosListed(BaseModel):
    photos: list[PhotoListed]


def endpoints(database: Database, clock: Callable[[], datetime], rules: ShopRules) -> list[Endpoint]:
    """POST and GET /api/evidence for consumers, GET /api/desk/evidence for agents."""
    routes = _Routes(Evidence(database, rules), clock)
    return [
        Endpoint(
            method="POST", path="/api/evidence", access=Access.CONSUMER, handle=routes.take, answer=PhotoTaken,
            status=201, max_body=MAX_BYTES, summary="Send a photo: the image itself, or a form with the field `photo`",
        ),
        Endpoint(
            method="GET", path="/api/evidence/{photo_id}", access=Access.CONSUMER, handle=routes.own,
            summary="A photo that one has sent",
        ),
        Endpoint(
            method="POST", path="/api/desk/conversations/{conversation_id}/photos", access=Access.AGENT,
            handle=routes.shown, answer=PhotoShown, status=201, max_body=MAX_BYTES,
            summary="Show the consumer of one's own conversation a picture, once per `client_id` of the query",
        ),
        Endpoint(
            method="GET", path="/api/desk/evidence", access=Access.AGENT, handle=routes.listed, answer=PhotosListed,
            summary="The photos of a consumer (`customer_id`), or about an order (`order_id`)",
        ),
        Endpoint(
            method="GET", path="/api/desk/evidence/{photo_id}", access=Access.AGENT, handle=routes.for_agent,
            summary="A photo of a consumer whose matter one may see",
        ),
    ]  # fmt: skip


class _Routes:
    def __init__(self, evidence: Evidence, clock: Callable[[], datetime]) -> None:
        self._evidence = evidence
        self._clock = clock

    async def take(self, request: web.Request) -> PhotoTaken:
        sent = self._taken(request)
        return PhotoTaken(photo_id=await in_words(request, sent, REFUSALS))

    async def _taken(self, request: web.Request) -> UUID:
        raw, fields = await _read(request)
        return await self._evidence.receive(request[CUSTOMER_ID], raw, _about(fields), self._clock())

    async def shown(self, request: web.Request) -> PhotoShown:
        photo_id, seq = await in_words(request, self._shown(request), REFUSALS)
        return PhotoShown(photo_id=photo_id, seq=seq)

    async def _shown(self, request: web.Request) -> tuple[UUID, int]:
        raw, fields = await _read(request)
        client_id = _uuid(fields, "client_id")
        if client_id is None:
            raise Problem(422, "client_id: missing")
        conversation_id = _named(request, "conversation_id")
        return await self._evidence.show(request[AGENT], conversation_id, raw, client_id, self._clock())

    async def own(self, request: web.Request) -> web.StreamResponse:
        return _shown(await in_words(request, self._evidence.of_owner(request[CUSTOMER_ID], _named(request)), REFUSALS))

    async def for_agent(self, request: web.Request) -> web.StreamResponse:
        return _shown(
            await in_words(request, self._evidence.for_agent(request[AGENT], _named(request), self._clock()), REFUSALS)
        )

    async def listed(self, request: web.Request) -> PhotosListed:
        asked = request.query.get("customer_id") or None, request.query.get("order_id") or None
        found = await in_words(request, self._evidence.list_for_agent(request[AGENT], *asked), REFUSALS)
        return PhotosListed(
            photos=[PhotoListed(**row | {"at": row["at"].astimezone(UTC)}) for row in found]
        )  # fmt: skip


async def _read(request: web.Request) -> tuple[bytes, dict[str, str]]:
    """The photo's bytes, and the fields beside it: of the form, or of the query. Raises Problem 413, 415, 422."""
    fields = dict(request.query)
    if request.content_type in TYPES:
        return await _limited(request), fields
    if request.content_type != "multipart/form-data":
        raise NotAPhotoError
    if (request.content_length or 0) > MAX_BYTES + _FORM_OVERHEAD:
        raise PhotoTooLargeError
    try:
        async with asyncio.timeout(LARGE_SECONDS):
            raw, more = await _form(await request.multipart())
    except PhotoTooLargeError:
        raise
    except TimeoutError as error:
        raise Problem(408, "The form took too long.", headers={"Connection": "close"}) from error
    except (ValueError, AssertionError) as error:
        raise Problem(400, "The form cannot be read.") from error
    if raw is None:
        raise Problem(422, "photo: this field of the form is missing")
    return raw, fields | more


async def _form(parts: MultipartReader) -> tuple[bytes | None, dict[str, str]]:
    raw: bytes | None = None
    fields: dict[str, str] = {}
    async for part in parts:
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "photo" and raw is None:
            raw = await _part(part, MAX_BYTES)
        elif part.name:
            if len(fields) >= _MOST_FIELDS:
                raise Problem(413, f"The form has more than {_MOST_FIELDS} fields.")
            fields[part.name] = (await _part(part, _SMALL_FIELD)).decode("utf-8", "replace")
    return raw, fields


async def _limited(request: web.Request) -> bytes:
    try:
        return await read_limited(request, MAX_BYTES)
    except Problem as problem:
        raise PhotoTooLargeError(PhotoTooLargeError.__doc__) from problem


async def _part(part: BodyPartReader, limit: int) -> bytes:
    found = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        found += chunk
        if len(found) > limit:
            raise PhotoTooLargeError(PhotoTooLargeError.__doc__)
    return bytes(found)


def _about(fields: Mapping[str, str]) -> About:
    return About(
        order_id=fields.get("order_id") or None,
        remedy_id=_uuid(fields, "remedy_id"),
        client_id=_uuid(fields, "client_id"),
        in_chat=fields.get("conversation", "").lower() in _TRUE,
    )


def _uuid(fields: Mapping[str, str], name: str) -> UUID | None:
    try:
        return UUID(fields[name]) if fields.get(name) else None
    except ValueError as error:
        raise Problem(422, f"{name}: not an id") from error


def _named(request: web.Request, name: str = "photo_id") -> UUID:
    try:
        return UUID(request.match_info[name])
    except ValueError:
        return UUID(int=0)  # nothing has this id, so it is said not to exist


def _shown(picture: Picture) -> web.Response:
    return web.Response(
        body=picture.content,
        content_type=picture.media_type,
        headers={
            "Cache-Control": "private, max-age=3600",
            "Content-Disposition": 'inline; filename="photo.jpg"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
