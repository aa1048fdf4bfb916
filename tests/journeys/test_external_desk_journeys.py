"""Consumer and agent across two desks: real web process, worker, PostgreSQL, and Chatwoot's double as a process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.store.database import Database
from tests import chatwoot
from tests.desk_floor import paid, told
from tests.running.alone import answers, environment_of, process
from tests.running.chatting import ConsumerClient
from tests.running.process import free_port
from tests.running.waiting import eventually
from tests.whole_web import SECRETS

pytestmark = pytest.mark.journey

LI = 7


@dataclass
class Desk:
    """Chatwoot's double, and how its agents act."""

    http: aiohttp.ClientSession
    url: str

    async def do(self, what: str, **given: Any) -> Any:
        async with self.http.post(f"{self.url}/control", json={"do": what, **given}) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def state(self) -> dict[str, Any]:
        async with self.http.get(f"{self.url}/control") as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def said(self) -> list[str]:
        """What the consumer said, as agents see it."""
        return [one["content"] for one in (await self.state())["messages"] if one["message_type"] == chatwoot.INCOMING]


def _environment(database_url: str, port: int, desk: str) -> dict[str, str]:
    return environment_of(database_url, port) | {
        "CARELINE_CHATWOOT_URL": desk, "CARELINE_CHATWOOT_ACCOUNT": str(chatwoot.ACCOUNT),
        "CARELINE_CHATWOOT_INBOX": chatwoot.INBOX, "CARELINE_CHATWOOT_TOKEN": chatwoot.TOKEN,
        "CARELINE_CHATWOOT_WEBHOOK_SECRET": chatwoot.SECRET,
    }  # fmt: skip


async def test_from_the_queue_to_an_agent_elsewhere_through_a_killed_worker_and_back(
    database: Database, database_url: str
) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60), now=utc_now())
    port, desk_port = free_port(), free_port()
    url, desk_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{desk_port}"
    environment = _environment(database_url, port, desk_url)
    token = sign_token(
        "u-lin", ConsumerKey(algorithm="HS256", key=SECRETS["chat_secret"]), utc_now(), timedelta(hours=1)
    )
    async with (
        aiohttp.ClientSession() as http,
        process("tests.chatwoot", str(desk_port)),
        process("careline", "serve", **environment),
    ):
        await answers(http, f"{desk_url}/control")
        await answers(http, f"{url}/healthz")
        desk, consumer = Desk(http, desk_url), ConsumerClient(http, url, token)
        await desk.do("", webhook=f"{url}/api/external-desk/chatwoot", hooks_sent_twice=True)
        await desk.do("hire", number=LI, name="李静")
        async with process("careline", "worker", **environment) as worker:
            await consumer.say("我的锅怎么还没发，转人工")
            await eventually(desk.said, "the talk at the other desk", seconds=40)
            assert await desk.said() == ["我的锅怎么还没发，转人工"]
            await desk.do("says", talk=1, agent=LI, text="您好，我是李静")
            await consumer.until(lambda seen: any(m["text"] == "您好，我是李静" for m in seen), "the agent's words")
            agents = [(m["agent"]["name"], m["text"]) for m in consumer.seen if m["from"] == "agent"]
            assert agents == [("李静", "您好，我是李静")]
            worker.kill()  # nobody passes anything on
            await worker.wait()
        await consumer.say("还在吗")
        await consumer.say("急")
        await desk.do("says", talk=1, agent=LI, text="在的，今天发")
        async with process("careline", "worker", **environment):
            await consumer.until(lambda seen: any(m["text"] == "在的，今天发" for m in seen), "what was said meanwhile")

            async def all_there() -> bool:
                return await desk.said() == ["我的锅怎么还没发，转人工", "还在吗", "急"]

            await eventually(all_there, "both her words at the other desk", seconds=70)
            await desk.do("set_status", talk=1, status="resolved")
            await consumer.until(
                lambda seen: any("李静结束了这次会话" in m["text"] for m in seen), "the end", seconds=70
            )
    said = [m["text"] for m in consumer.seen if m["from"] == "agent"]
    assert said == ["您好，我是李静", "在的，今天发"]
