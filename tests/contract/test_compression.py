"""What is large and text goes gzipped over the wire, to whoever takes that."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from careline.http.compression import compression_middleware

pytestmark = pytest.mark.contract

LARGE = {"waiting": ["等了很久"] * 500}


async def _large(_request: web.Request) -> web.Response:
    return web.json_response(LARGE)


async def _small(_request: web.Request) -> web.Response:
    return web.json_response({"seq": 1})


async def _picture(_request: web.Request) -> web.Response:
    return web.Response(body=b"\xff\xd8" * 4000, content_type="image/jpeg")


@pytest.mark.parametrize(
    ("path", "accepts", "encoding"),
    [
        ("/large", "gzip", "gzip"),
        ("/large", "identity", None),
        ("/small", "gzip", None),
        ("/picture", "gzip", None),
        ("/static/a.js", "gzip", "gzip"),
        ("/static/a.js", "identity", None),
    ],
)
async def test_what_is_sent_compressed(path: str, accepts: str, encoding: str | None, tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("let a = 1;\n" * 200)
    (tmp_path / "a.js.gz").write_bytes(b"as it lies there")
    app = web.Application(middlewares=[compression_middleware()])
    app.router.add_get("/large", _large)
    app.router.add_get("/small", _small)
    app.router.add_get("/picture", _picture)
    app.router.add_static("/static", tmp_path)
    async with (
        TestServer(app) as server,
        ClientSession(auto_decompress=False) as http,
        http.get(server.make_url(path), headers={"Accept-Encoding": accepts}) as answer,
    ):
        assert answer.headers.get("Content-Encoding") == encoding
        body = await answer.read()
        if path == "/large" and encoding:
            assert len(body) < 1000
            assert "Accept-Encoding" in answer.headers["Vary"]
        if path == "/static/a.js":
            assert (body == b"as it lies there") is bool(encoding)
