"""Who is at the other end of a request."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

from aiohttp import web

_OURSELVES = frozenset({"127.0.0.1", "::1"})
_PROXY_SAYS = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Proto", "X-Forwarded-Host", "Via")


def address_of(request: web.Request) -> str:
    """Who knocks: the peer, or whom our own reverse proxy on this machine says it speaks for."""
    peer = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:45]
    return forwarded if forwarded and peer in _OURSELVES else peer


def from_this_machine(request: web.Request) -> bool:
    """Whether a program of this machine asks us directly: no proxy said so much as its name, and none names our host.

    A proxy that adds no header asks by our public name, or by whatever its visitors say; a program here by loopback.
    """
    if request.remote not in _OURSELVES or _through_a_proxy(request):
        return False
    host = (request.host or "").rpartition(":")[0] or request.host or ""
    return host.strip("[]") in {"127.0.0.1", "localhost", "::1"}


def may_scrape(request: web.Request, listed: Sequence[str]) -> bool:
    """A program of this machine, and addresses or networks that are listed; nobody for whom a proxy speaks.

    Whoever comes over loopback has to be a program of this machine, listed or not: a proxy may stand there.
    """
    if from_this_machine(request):
        return True
    if request.remote in _OURSELVES or _through_a_proxy(request):
        return False
    return is_among(request.remote, listed)


def is_among(address: str | None, listed: Sequence[str]) -> bool:
    """Whether this is one of these addresses, or in one of these networks."""
    try:
        peer = ip_address(address or "")
    except ValueError:
        return False
    return any(peer in ip_network(one, strict=False) for one in listed)


def _through_a_proxy(request: web.Request) -> bool:
    return any(name in request.headers for name in _PROXY_SAYS)
