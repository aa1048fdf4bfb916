"""One id from a consumer's message to what the shop does about it, in the log of every process on the way."""

from __future__ import annotations

import json
from uuid import uuid4

import aiohttp
import pytest

from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey


async def test_a_wish_is_followed_through_every_log(careline: Careline) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    body = {"client_id": str(uuid4()), "text": "帮我催一下发货"}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{careline.url}/api/chat/messages", json=body, headers=consumer.headers) as answer,
    ):
        assert answer.status == 202
        trace = answer.headers["X-Request-Id"]

    def told() -> set[str]:
        logs = (careline.up.data_dir / "log").glob("*.log")
        return {f"{file.stem.partition('-')[0]} {what}" for file in logs for what in _lines(file.read_bytes(), trace)}

    wanted = {"web turn", "rasa turn", "worker remedy_sent", "shop shop_deed"}
    await eventually(lambda: wanted <= told(), f"{wanted} with the trace {trace}", seen=told)


def _lines(log: bytes, trace: str) -> list[str]:
    """What happened, of each line of this trace."""
    lines = [json.loads(line) for line in log.splitlines() if trace.encode() in line]
    return [line.get("action") or line.get("event") for line in lines if line["trace"] == trace]
