"""On whose clock a page is read."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import web

USUAL_ZONE = "Asia/Shanghai"


def asked_zone(request: web.Request) -> str:
    """The reader's own (IANA), as the page tells it by `?zone=`; USUAL_ZONE where it names none that is known."""
    name = request.query.get("zone", USUAL_ZONE)
    try:
        return str(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return USUAL_ZONE
