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
