"""Where a process listens is a setting, and a port that is taken is named."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from aiohttp import web

from careline.app import _listen
from careline.settings import Settings, SettingsError
from tests.running.process import free_port

pytestmark = pytest.mark.contract


async def test_only_the_address_that_is_set_is_listened_on() -> None:
    port = free_port()
    async with AsyncExitStack() as stack:
        await _listen(stack, web.Application(), "127.0.0.2", port)
        _, writer = await asyncio.open_connection("127.0.0.2", port)
        writer.close()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port)


def test_unless_it_is_set_nobody_but_this_machine_is_listened_to() -> None:
    usual = {name: Settings.model_fields[name].default for name in ("bind", "actions_bind")}
    assert set(usual.values()) == {"127.0.0.1"}


async def test_a_port_that_is_taken_is_named() -> None:
    port = free_port()
    async with AsyncExitStack() as stack:
        await _listen(stack, web.Application(), "127.0.0.1", port)
        with pytest.raises(SettingsError, match=rf"Cannot listen on 127\.0\.0\.1:{port}"):
            await _listen(stack, web.Application(), "127.0.0.1", port)


async def test_who_has_connected_before_the_port_is_closed_is_answered_and_told_to_come_elsewhere() -> None:
    """By a proxy: one connection is made for a request that is about to come, one is kept from the request before."""
    app, port, asked = web.Application(), free_port(), b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text="done")

    app.router.add_post("/", answer)
    async with AsyncExitStack() as stack:
        await _listen(stack, app, "127.0.0.1", port)
        made, kept = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        kept[1].write(asked)
        assert b"Connection: close" not in await kept[0].readuntil(b"done")
        leaving = asyncio.create_task(stack.aclose())
        async with asyncio.timeout(5):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except ConnectionRefusedError:
                    break
                writer.close()
                await asyncio.sleep(0)
        for reader, writer in (made, kept):
            writer.write(asked)
            said = await asyncio.wait_for(reader.read(), 5)
            assert said.startswith(b"HTTP/1.1 200 ")
            assert b"Connection: close" in said
        await leaving
