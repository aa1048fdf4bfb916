"""The page behind a letter's link, where a merchant answers one urge: plain HTML, no login, no script."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape

from careline.core import phrases
from careline.core.wording.merchants import letter_text, page_text
from careline.http.endpoint import Access, Endpoint
from careline.http.fields import in_utc
from careline.http.language import asked_language
from careline.http.reading import read_limited
from careline.merchants.letters import AnsweredError, BadReplyError, Opened, Reply, answer_letter, open_letter
from careline.merchants.links import BadLinkError, Links
from careline.store.database import Database

_LONGEST_TEXT = 500
_MAX_FORM = 16 * 1024


def endpoints(
    database: Database, links: Links, shop_in: Callable[[str], str], clock: Callable[[], datetime]
) -> list[Endpoint]:
    """GET and POST /merchant/urges/{token}. The token is the key: whoever holds the letter may answer it."""
    page = _Page(database, links, shop_in, clock)
    path = "/merchant/urges/{token}"
    return [
        Endpoint(method="GET", path=path, access=Access.LETTER, handle=page.show, summary="Page: answer an urge"),
        Endpoint(method="POST", path=path, access=Access.LETTER, handle=page.answer, summary="Answer an urge (form)"),
    ]


class _Page:
    def __init__(
        self, database: Database, links: Links, shop_in: Callable[[str], str], clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._links = links
        self._shop_in = shop_in
        self._clock = clock
        self._template = Environment(
            loader=PackageLoader("careline.merchants"), autoescape=select_autoescape(), auto_reload=False
        ).get_template("urge.html")

    async def show(self, request: web.Request) -> web.Response:
        async with self._database.begin() as tx:
            opened = await self._opened(tx, request)
            if opened is None:
                return self._bad_link(request)
            if opened.letter["answered_at"] is not None:
                return self._page(request, opened, said="before", form=False)
            return self._page(request, opened)

    async def answer(self, request: web.Request) -> web.Response:
        given = _form(await read_limited(request, _MAX_FORM))
        async with self._database.begin() as tx:
            opened = await self._opened(tx, request)
            if opened is None:
                return self._bad_link(request)
            try:
                by = _instant(given["by"], opened.order.time_zone)
                await answer_letter(tx, opened.letter["letter_id"], _reply(given), by, given["text"], self._clock())
            except BadReplyError as error:
                return self._page(request, opened, said=error.key, given=given, status=422)
            except AnsweredError as error:
                return self._page(request, opened, said=error.key, form=False, status=409)
        return self._page(request, opened, said="thanks", form=False)

    async def _opened(self, tx: Any, request: web.Request) -> Opened | None:
        try:
            return await open_letter(tx, self._links.letter(request.match_info["token"]))
        except (BadLinkError, LookupError):
            return None

    def _bad_link(self, request: web.Request) -> web.Response:
        return self._rendered(asked_language(request) or "zh-CN", {"said": "bad_link", "form": False}, 404)

    def _page(
        self, request: web.Request, opened: Opened, *, said: str = "", form: bool = True,
        given: Mapping[str, str] | None = None, status: int = 200,
    ) -> web.Response:  # fmt: skip
        language = asked_language(request) or opened.letter["language"]
        values = {
            "said": said, "form": form, "about": _about(opened, language, self._clock()),
            "order": opened.order.number or opened.order.order_id, "zone": opened.order.time_zone,
            "given": given or {"reply": "", "by": "", "text": ""},
        }  # fmt: skip
        return self._rendered(language, values, status)

    def _rendered(self, language: str, values: dict[str, Any], status: int) -> web.Response:
        nonce = secrets.token_urlsafe(12)
        said = page_text(values["said"], language) if values["said"] else ""
        text = self._template.render(
            {"about": "", "order": "", "zone": "", "given": {}} | values
            | {"said": said, "language": language, "nonce": nonce, "shop": self._shop_in(language),
               "say": lambda key: page_text(key, language)}
        )  # fmt: skip
        policy = f"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; frame-ancestors 'none'"
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)


def _about(opened: Opened, language: str, now: datetime) -> str:
    order, details = opened.order, opened.remedy["details"]
    since, block = details.get("since"), str(details.get("block") or "other")
    part = block if block in {"dispatch", "refund", "freight"} and since else "other"
    due = phrases.instant(datetime.fromisoformat(since), now, order.time_zone, language) if since else ""
    return letter_text(
        part, language, goods=phrases.order_name(order, language), order=order.number or order.order_id, due=due
    )


def _form(raw: bytes) -> dict[str, str]:
    """The fields of a form; what is not text counts as empty."""
    try:
        fields = parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        fields = {}
    text = {name: fields.get(name, [""])[0].replace("\x00", "").strip() for name in ("reply", "by", "text")}
    return text | {"text": text["text"][:_LONGEST_TEXT]}


def _reply(given: Mapping[str, str]) -> Reply:
    """Raises BadReplyError."""
    if given["reply"] not in set(Reply):
        raise BadReplyError("choose")
    return Reply(given["reply"])


def _instant(text: str, time_zone: str) -> datetime | None:
    """A form's local time in the order's zone; None for what is no time."""
    try:
        local = datetime.fromisoformat(text)
        return in_utc(local if local.tzinfo else local.replace(tzinfo=ZoneInfo(time_zone)))
    except ValueError:
        return None
