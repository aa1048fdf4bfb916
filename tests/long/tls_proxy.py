"""What deploy/nginx.conf has nginx do, in Python where there is none: TLS, two web processes, another one for one that
is away, never a second time for a POST that was sent."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

ASIDE_SECONDS = 2.0
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer", "host"})


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate that signs itself, and its key."""
    pem, key = folder / "certificate.pem", folder / "certificate.key"
    subject = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "60", "-keyout", key, "-out", pem]
    subprocess.run([*made, *subject], check=True, capture_output=True)
    return pem, key


class Proxy:
    def __init__(self, upstreams: Sequence[str], http: aiohttp.ClientSession) -> None:
        self._upstreams, self._http = list(upstreams), http
        self._aside: dict[str, float] = {}
        self._next = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/metrics":
            return web.Response(status=404)
        raw = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOP_BY_HOP}
        headers |= {"Host": request.host, "X-Forwarded-For": request.remote or ""}
        order = self._order()
        for place, upstream in enumerate(order):
            last = place == len(order) - 1
            try:
                async with self._http.request(
                    request.method, upstream + request.raw_path, data=raw, headers=headers, allow_redirects=False
                ) as answer:
                    if answer.status == 503 and request.method == "GET" and not last:
                        continue
                    kept = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP_BY_HOP}
                    kept.pop("Content-Length", None)
                    kept.pop("Content-Encoding", None)
                    return web.Response(status=answer.status, body=await answer.read(), headers=kept)
            except aiohttp.ClientConnectorError:
                self._aside[upstream] = _now() + ASIDE_SECONDS
            except aiohttp.ClientError:
                self._aside[upstream] = _now() + ASIDE_SECONDS
                if request.method != "GET":
                    break
        return web.Response(status=502)

    def _order(self) -> list[str]:
        """In turn; those that were away a moment ago last."""
        self._next = (self._next + 1) % len(self._upstreams)
        turned = self._upstreams[self._next :] + self._upstreams[: self._next]
        return sorted(turned, key=lambda one: self._aside.get(one, 0.0) > _now())


def _now() -> float:
    return asyncio.get_running_loop().time()


@asynccontextmanager
async def tls_proxy(folder: Path, host: str, port: int, upstreams: Sequence[str]) -> AsyncIterator[Path]:
    """Serves until the end of the block; the certificate to trust."""
    pem, key = await asyncio.to_thread(certificate, folder, host)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(connector=connector, auto_decompress=True) as http:
        app = web.Application(client_max_size=8 * 2**20)
        app.router.add_route("*", "/{any:.*}", Proxy(upstreams, http).handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port, ssl_context=context).start()
        try:
            yield pem
        finally:
            await runner.cleanup()
