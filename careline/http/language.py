"""Which of our two languages a page asks for."""

from __future__ import annotations

from aiohttp import web

_OURS = {"zh": "zh-CN", "en": "en"}


def asked_language(request: web.Request) -> str | None:
    """By `?lang=`, else by the first language of Accept-Language; None where that is neither Chinese nor English."""
    for wish in (request.query.get("lang", ""), request.headers.get("Accept-Language", "")):
        first = wish.partition(",")[0].partition(";")[0].strip().lower()
        if ours := _OURS.get(first.partition("-")[0]):
            return ours
    return None
