"""Whatever bytes are sent, the answer blames the sender: no 500 without a fault of ours."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest

from careline.chat.identity import AUDIENCE
from careline.clock import utc_now
from careline.http import reading, security
from careline.http.listening import Bounds
from careline.http.signature import SIGNATURE, TIMESTAMP, signed_headers
from careline.pages.routes import Pages, PageSettings
from tests.conftest import NewDatabase
from tests.whole_web import SECRETS, Web, whole_web

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
async def web(new_database: NewDatabase) -> AsyncIterator[Web]:
    with new_database() as url:
        async with whole_web(url) as served:
            yield served


def _token(subject: object, **more: Any) -> str:
    claims = {"sub": subject, "aud": AUDIENCE, "exp": utc_now().timestamp() + 60, **more}
    return jwt.api_jws.encode(json.dumps(claims).encode("utf-8", "surrogatepass"), SECRETS["chat_secret"], "HS256")


def _get(path: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([b"GET " + path + b" HTTP/1.1", b"Host: x", b"Connection: close", *headers, b"", b""])


def _post(path: bytes, body: bytes, *headers: bytes) -> bytes:
    length = b"Content-Length: %d" % len(body)
    return (
        b"\r\n".join([b"POST " + path + b" HTTP/1.1", b"Host: x", b"Connection: close", length, *headers, b"", b""])
        + body
    )


JSON = b"Content-Type: application/json"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (_get(b"/api/chat/messages", b"Authorization: Bearer \xff\xfe"), 401),
        (_get(b"/api/desk/me", b"Cookie: careline_desk=\xff"), 401),
        (_get(b"/api/desk/me", b"Cookie: other=\xff; careline_desk=x"), 401),
        (_get(b"/icon.svg", b"Cookie: other=\xff", b"User-Agent: \xc4\xe3"), 200),
        (_get(b"/chat?lang=%00"), 400),
        (_get(b"/api/hall/claims/%00"), 400),
        (_get(b"/static/%00"), 400),
        (_get(b"/\xff\xfe"), 400),
        (_get(b"/api/chat/ws?ticket=%ff"), 403),
        (_post(b"/api/desk/login", b"{}", JSON, b"Expect: \xff"), 417),
        (_post(b"/api/desk/me", b"{}", JSON, b"Expect: \xff"), 417),
        (_post(b"/api/desk/login", b"no gzip", JSON, b"Content-Encoding: gzip", b"X-Careline-Desk: 1"), 400),
        (_post(b"/api/desk/login", b"no brotli", JSON, b"Content-Encoding: br", b"X-Careline-Desk: 1"), 400),
        (_post(b"/api/desk/login", b'{"login": "\\ud800", "password": "x"}', JSON, b"X-Careline-Desk: 1"), 422),
        (_post(b"/api/desk/login", b'{"login": "\\u0000", "password": "x"}', JSON, b"X-Careline-Desk: 1"), 422),
        (_post(b"/api/desk/login", b'{"login": "\xed\xa0\x80", "password": "x"}', JSON, b"X-Careline-Desk: 1"), 400),
        (_post(b"/api/desk/login", b"[" * 60_000, JSON, b"X-Careline-Desk: 1"), 400),
        (_post(b"/api/desk/login", b"9" * 5_000, JSON, b"X-Careline-Desk: 1"), 400),
        (_post(b"/api/desk/login", b"NaN", JSON, b"X-Careline-Desk: 1"), 400),
        (_post(b"/voice/sms", b"a=%ff", b"Content-Type: application/x-www-form-urlencoded"), 403),
    ],
    ids=lambda value: ascii(value)[:60],
)
async def test_bytes_that_are_no_text_are_the_senders_fault(web: Web, sent: bytes, status: int) -> None:
    assert await web.status(sent) == status


@pytest.mark.parametrize(
    "subject",
    ["a\x00b", "\ud800", "", 7, None, ["u-lin"], "x" * 1_000],
    ids=range(7),
)
async def test_a_signed_claim_that_is_no_id_names_nobody(web: Web, subject: object) -> None:
    assert await web.status(_get(b"/api/hall", b"Authorization: Bearer " + _token(subject).encode())) == 401


@pytest.mark.parametrize("expires", [10**400, "9" * 5000, float("inf"), -1, [], {}, 1e308], ids=range(7))
async def test_a_signed_time_of_any_size_is_no_fault_of_ours(web: Web, expires: object) -> None:
    sent = _get(b"/api/hall", b"Authorization: Bearer " + _token("u-nobody", exp=expires).encode())
    assert await web.status(sent) == 401


@pytest.mark.parametrize("name", [b"after", b"wait"])
@pytest.mark.parametrize("value", [b"9" * 5_000, b"-1", b"%D9%A3", b"1e3", b"", b" 1"], ids=range(6))
async def test_a_number_in_the_query_is_a_number_or_422(web: Web, name: bytes, value: bytes) -> None:
    token = b"Authorization: Bearer " + _token("u-nobody").encode()
    answer = await web.status(_get(b"/api/chat/messages?" + name + b"=" + value.replace(b" ", b"%20"), token))
    assert answer == 422


async def test_a_stale_signature_is_refused_before_the_body_is_sent(web: Web) -> None:
    """The body never comes: who judged it first would wait for it."""
    head = {TIMESTAMP: "1000000000", SIGNATURE: "v1=" + "0" * 64, "Content-Length": "8000000"}
    lines = [f"{name}: {value}".encode() for name, value in head.items()]
    sent = b"\r\n".join([b"POST /api/feed/orders HTTP/1.1", b"Host: x", *lines, b"", b""])
    assert b" 401 " in (await web.raw(sent, seconds=5)).splitlines()[0]


async def test_what_is_held_of_large_bodies_is_bounded_in_all(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed by nobody, but fresh: they come in parts, and are never whole."""
    held = reading._Held(1_000_000)
    monkeypatch.setattr(reading, "_HELD", held)
    head = {TIMESTAMP: str(int(utc_now().timestamp())), SIGNATURE: "v1=" + "0" * 64, "Content-Length": "8000000"}
    lines = [f"{name}: {value}".encode() for name, value in head.items()]
    sent = b"\r\n".join([b"POST /api/feed/orders HTTP/1.1", b"Host: x", *lines, b"", b"x" * 700_000])
    _, first = await asyncio.open_connection("127.0.0.1", web.port)
    first.write(sent)
    async with asyncio.timeout(5):
        while held._now < 700_000:
            await asyncio.sleep(0.02)
    assert b" 503 " in (await web.raw(sent, seconds=5)).splitlines()[0]
    first.transport.abort()
    async with asyncio.timeout(5):
        while held._now:
            await asyncio.sleep(0.02)


async def test_a_body_that_does_not_come_is_not_waited_for(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SMALL_SECONDS", 0.3)
    head = [b"POST /api/desk/login HTTP/1.1", b"Host: x", JSON, b"X-Careline-Desk: 1", b"Content-Length: 500"]
    assert await web.status(b"\r\n".join([*head, b"", b'{"login"'])) == 408


async def test_a_form_without_the_shape_of_a_signature_is_refused_before_the_body_is_sent(web: Web) -> None:
    kind = b"Content-Type: application/x-www-form-urlencoded"
    sent = b"\r\n".join([b"POST /voice/sms HTTP/1.1", b"Host: x", b"Transfer-Encoding: chunked", kind, b"", b""])
    assert b" 403 " in (await web.raw(sent, seconds=5)).splitlines()[0]


async def test_a_client_that_hangs_up_in_its_body_is_no_error(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    _, writer = await asyncio.open_connection("127.0.0.1", web.port)
    head = [b"POST /api/desk/login HTTP/1.1", b"Host: x", JSON, b"X-Careline-Desk: 1", b"Content-Length: 500"]
    writer.write(b"\r\n".join([*head, b"", b'{"login"']))
    await writer.drain()
    await asyncio.sleep(0.1)
    writer.transport.abort()
    async with asyncio.timeout(5):
        while not any(getattr(record, "action", "") == "hung_up" for record in caplog.records):
            await asyncio.sleep(0.02)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_what_is_no_http_is_no_error(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    assert await web.status(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 10_000 + b"\r\n\r\n") == 400
    assert await web.status(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n") == 400
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_bomb_of_zeros_is_cut_off(web: Web) -> None:
    body = gzip.compress(b"0" * 50_000_000)
    assert len(body) < 64 * 1024
    sent = _post(b"/api/desk/login", body, JSON, b"Content-Encoding: gzip", b"X-Careline-Desk: 1")
    assert await web.status(sent) == 413


async def test_refusals_are_logged_by_route_and_address_without_their_secrets(
    web: Web, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(security, "_LINES", security.Lines())  # the tests before have used up their minute
    await web.status(_get(b"/api/hall?customer=u-lin", b"Authorization: Bearer mine", b"X-Forwarded-For: 203.0.113.9"))
    (record,) = [record for record in caplog.records if record.name == "careline.security"]
    told = vars(record)
    assert (told["why"], told["route"], told["address"]) == ("not_known", "/api/hall", "203.0.113.9")
    assert "mine" not in str(told)
    assert "u-lin" not in str(told)


def test_a_flood_of_refusals_does_not_fill_the_disk(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    lines = security.Lines(most=3, clock=lambda: now)
    for _ in range(10):
        lines.write("refused", action="refused")
    now = 61.0
    lines.write("refused", action="refused")
    told = [vars(record) for record in caplog.records if record.name == "careline.security"]
    assert [one.get("left_out_before") for one in told] == [None, None, None, 7]


async def test_pages_are_not_kept_and_do_not_tell_what_they_are_made_with(web: Web) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{web.url}/healthz") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Server"] == "careline"
        assert "Strict-Transport-Security" not in answer.headers


async def test_behind_https_a_browser_never_asks_over_http_again(database_url: str) -> None:
    async with whole_web(database_url, public_url="https://care.example.com") as web:
        answer = await web.raw(_get(b"/healthz"))
    assert b"Strict-Transport-Security: max-age=31536000" in answer


def test_pictures_come_from_the_hosts_that_the_operator_lists() -> None:
    hosts = ("img.shop.example", "*.cdn.example")
    listed = PageSettings(shop_in=lambda _: "x", demo=False, simulator="", dist=Path("x"), image_hosts=hosts)
    policy = Pages(listed)._policy("chat")
    assert "img-src 'self' data: blob: https://img.shop.example https://*.cdn.example;" in policy
    assert "img-src 'self' data: blob:;" in Pages(replace(listed, image_hosts=()))._policy("chat")


async def test_metrics_are_for_this_machine_alone(web: Web) -> None:
    own = b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nConnection: close\r\n"
    assert await web.status(own + b"\r\n") == 200
    assert await web.status(own + b"X-Forwarded-For: 203.0.113.9\r\n\r\n") == 404
    assert await web.status(own + b"X-Real-IP: 203.0.113.9\r\n\r\n") == 404
    assert await web.status(own.replace(b"127.0.0.1:8000", b"care.example.com") + b"\r\n") == 404


async def test_who_says_nothing_is_hung_up_on_and_too_many_are_turned_away(database_url: str) -> None:
    bounds = Bounds(header_seconds=1, idle_seconds=30, most=3)
    async with whole_web(database_url, bounds) as web:
        opened = [await asyncio.open_connection("127.0.0.1", web.port) for _ in range(3)]
        opened[1][1].write(b"GET /healthz HTTP/1.1\r\nHost:")
        opened[2][1].write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(0.2)
        assert b" 503 " in await web.raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        async with asyncio.timeout(8):
            assert [await reader.read() for reader, _ in opened[:2]] == [b"", b""]
        assert not opened[2][0].at_eof(), "between two requests there is more time"
        assert await web.status(_get(b"/healthz")) == 200
        for _, writer in opened:
            writer.close()


async def test_a_signed_body_is_still_read(web: Web) -> None:
    raw = b'{"remedy_id": "x"}'
    headers = {**signed_headers(SECRETS["platform_secret"], raw, utc_now()), "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{web.url}/api/platform/answers", data=raw, headers=headers) as answer,
    ):
        assert answer.status == 422
