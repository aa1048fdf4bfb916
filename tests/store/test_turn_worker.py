"""The answering of chats when processes die, are told to stop, or look on for too long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import event as event_of
from sqlalchemy import make_url, select, text, update

from careline.chat import hub as hub_module
from careline.chat import turn_worker
from careline.chat.hub import Hub
from careline.chat.turn_worker import TurnWorker
from careline.clock import utc_now
from careline.conversations.service import Conversations
from careline.conversations.turns import PATIENCE_SECONDS, claim
from careline.core.routing import Priority
from careline.desk.unanswered import hand_over_unanswered
from careline.dialogue import answering
from careline.dialogue.answering import AfterTurn, Answering, HandOver, Limits
from careline.dialogue.client import DialogueClient
from careline.feed.service import Feed
from careline.store.database import CHANNEL, Database, engine_for, listen, notify
from careline.store.notices import Notice, Topic
from careline.store.tables.conversations import TurnState, messages, turns
from careline.store.tables.desk import handoffs
from tests.factories import NOW, event
from tests.fake_bot import SECRET, FakeBot, fake_bot
from tests.rules import RULES
from tests.waiting import until

pytestmark = pytest.mark.store
LOST = {"state": TurnState.CLAIMED, "lease_until": text("clock_timestamp() - interval '1 second'")}


@pytest.fixture
async def shop(database: Database) -> Database:
    orders = [event(order_id=f"CL2026-{n:04}", customer={"customer_id": f"u-{n}"}) for n in range(10)]
    assert (await Feed(database, RULES.new_users).take(orders, NOW)).accepted == 10
    return database


@pytest.fixture
async def bot() -> AsyncIterator[FakeBot]:
    async with fake_bot() as running:
        yield running


@asynccontextmanager
async def process(
    shop: Database, url: str, bot: FakeBot, after_turn: AfterTurn | None = None, hand_over: HandOver | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """What answers chats in a web process."""
    async with aiohttp.ClientSession() as http:
        client = DialogueClient(http, [bot.url], SECRET)
        hub, limits = Hub(url), Limits(app=5, phone=2)
        listening = asyncio.create_task(hub.run())
        working = asyncio.create_task(
            TurnWorker(Answering(shop, client, utc_now, limits, after_turn=after_turn, hand_over=hand_over), hub).run()
        )
        try:
            yield working
        finally:
            for task in (working, listening):
                task.cancel()
            await asyncio.gather(working, listening, return_exceptions=True)


async def says(shop: Database, who: str, words: str) -> None:
    await Conversations(shop).post(who, uuid4(), utc_now(), text=words)


async def state_of(shop: Database, words: str) -> str:
    async with shop.autocommit() as tx:
        return str((await tx.execute(select(turns.c.state).where(turns.c.text == words))).scalar_one())


async def answered(shop: Database, words: str) -> bool:
    return await state_of(shop, words) == TurnState.ANSWERED


async def test_a_dead_process_s_turn_is_found_while_others_keep_everybody_busy(
    shop: Database, database_url: str, bot: FakeBot
) -> None:
    async with process(shop, database_url, bot):
        await says(shop, "u-1", "有人吗")
        await until(lambda: answered(shop, "有人吗"))
        async with shop.begin() as tx:  # as if its process had died over it, long after everybody looked round
            lost = update(turns).where(turns.c.text == "有人吗").values(**LOST, claim=uuid4(), finished_at=None)
            await tx.execute(lost)

        async def found_although_busy() -> bool:
            await says(shop, "u-2", "还在吗")
            return await answered(shop, "有人吗")

        await until(found_although_busy, 3 * turn_worker.POLL_SECONDS)


async def test_a_turn_that_takes_long_stays_with_the_process_that_lives(
    shop: Database, database_url: str, bot: FakeBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes look for what a dead one left, all the while."""
    monkeypatch.setattr(answering, "LEASE_SECONDS", 0.6)
    monkeypatch.setattr(answering, "RENEW_SECONDS", 0.1)
    monkeypatch.setattr(turn_worker, "POLL_SECONDS", 0.1)
    bot.gate = asyncio.Event()
    async with process(shop, database_url, bot), process(shop, database_url, bot):
        await says(shop, "u-1", "怎么还没发货")
        await until(lambda: _true(bot.asked))
        await asyncio.sleep(3 * answering.LEASE_SECONDS)
        bot.gate.set()
        await until(lambda: answered(shop, "怎么还没发货"))
    async with shop.autocommit() as tx:
        assert (await tx.execute(select(turns.c.claims))).scalar_one() == 1
    assert len(bot.asked) == 1


async def test_a_process_that_dies_over_a_turn_costs_its_consumer_three_seconds(
    shop: Database, database_url: str, bot: FakeBot
) -> None:
    """Dies: it claims, and nothing is heard of it any more."""
    await says(shop, "u-1", "怎么还没发货")
    async with shop.autocommit() as tx:
        assert await claim(tx, answering.LEASE_SECONDS)
    began = asyncio.get_running_loop().time()
    async with process(shop, database_url, bot):
        await until(lambda: answered(shop, "怎么还没发货"), 10)
    assert asyncio.get_running_loop().time() - began < 4.0  # 3.0, and this machine


async def test_a_process_told_to_stop_gives_its_turns_back(
    shop: Database, database_url: str, bot: FakeBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn_worker, "DRAIN_SECONDS", 0.1)
    bot.gate = asyncio.Event()
    async with process(shop, database_url, bot) as stopping:
        await says(shop, "u-1", "在吗")
        await until(lambda: _true(bot.asked))
        stopping.cancel()
        await asyncio.gather(stopping, return_exceptions=True)
    assert await state_of(shop, "在吗") == TurnState.WAITING
    bot.gate.set()
    async with process(shop, database_url, bot):
        await until(lambda: answered(shop, "在吗"))


async def test_a_process_told_to_stop_finishes_what_is_nearly_done(
    shop: Database, database_url: str, bot: FakeBot
) -> None:
    bot.gate = asyncio.Event()
    async with process(shop, database_url, bot) as stopping:
        await says(shop, "u-1", "在吗")
        await until(lambda: _true(bot.asked))
        stopping.cancel()
        bot.gate.set()
        await asyncio.gather(stopping, return_exceptions=True)
        assert await answered(shop, "在吗")
    assert len(bot.asked) == 1


async def test_an_onlooker_that_hangs_keeps_nobody_waiting(shop: Database, database_url: str, bot: FakeBot) -> None:
    async def hangs(*_: Any) -> None:
        await asyncio.Event().wait()

    async with process(shop, database_url, bot, hangs):
        for n in range(10):
            await says(shop, f"u-{n}", f"第{n}句")
        for n in range(10):
            await until(lambda n=n: answered(shop, f"第{n}句"), 3)


async def test_a_turn_that_nobody_gets_done_is_given_up_and_the_next_one_answered(
    shop: Database, database_url: str, bot: FakeBot
) -> None:
    await says(shop, "u-1", "发货了吗")
    async with shop.begin() as tx:
        await claim(tx, 30)
        await tx.execute(update(turns).where(turns.c.text == "发货了吗").values(**LOST, claims=answering.TRIES))
    await says(shop, "u-1", "到哪了")
    async with process(shop, database_url, bot):
        await until(lambda: answered(shop, "到哪了"))
    assert await state_of(shop, "发货了吗") == TurnState.FAILED
    async with shop.autocommit() as tx:
        said = (await tx.execute(select(messages.c.text).order_by(messages.c.seq))).scalars().all()
    assert "您的消息已经收到" in said[2]


async def test_a_fragment_is_answered_once_it_has_waited_and_what_is_whole_at_once(
    shop: Database, database_url: str, bot: FakeBot
) -> None:
    """By the notices alone: the poll would find it, too, but a second late."""
    loop = asyncio.get_running_loop()
    async with process(shop, database_url, bot):
        started = loop.time()
        await says(shop, "u-1", "我那个炸锅")
        await says(shop, "u-2", "怎么还没发货")
        await until(lambda: answered(shop, "怎么还没发货"))
        assert loop.time() - started < PATIENCE_SECONDS
        await until(lambda: answered(shop, "我那个炸锅"))
        assert loop.time() - started >= PATIENCE_SECONDS


async def test_pieces_sent_one_after_the_other_get_one_answer_as_soon_as_they_make_sense(
    shop: Database, database_url: str, bot: FakeBot
) -> None:
    loop = asyncio.get_running_loop()
    async with process(shop, database_url, bot):
        started = loop.time()
        for words in ("在吗", "我那个炸锅", "四天了没动静"):
            await says(shop, "u-1", words)
        await until(lambda: _true(bot.asked))
        assert loop.time() - started < PATIENCE_SECONDS
        await until(lambda: answered(shop, bot.asked[0]["text"]))
    assert [one["text"] for one in bot.asked] == ["在吗\n我那个炸锅\n四天了没动静"]


async def test_what_others_send_on_our_channel_deafens_nobody(shop: Database, database_url: str) -> None:
    notices = listen(database_url)
    assert await anext(notices) == Notice(Topic.LISTENING, "")
    for odd in ("x", "[]", '{"topic": 7}', '{"topic": "odd", "key": ""}', "null"):
        async with shop.begin() as tx:
            await tx.execute(text("SELECT pg_notify(:channel, :odd)"), {"channel": CHANNEL, "odd": odd})
    async with shop.begin() as tx:
        await notify(tx, Topic.TURNS, "7")
    assert await anext(notices) == Notice(Topic.TURNS, "7")
    await notices.aclose()


async def _true(value: object) -> bool:
    return bool(value)


async def test_what_waited_while_the_assistant_hung_gets_one_apology_and_what_comes_later_another(
    shop: Database, database_url: str, bot: FakeBot
) -> None:
    bot.frozen = asyncio.Event()

    async def apologies() -> list[str]:
        async with shop.autocommit() as tx:
            query = select(messages.c.text).where(messages.c.author == "bot").order_by(messages.c.seq)
            return list((await tx.execute(query)).scalars())

    async def apologised(times: int) -> bool:
        return len(await apologies()) == times

    async with process(shop, database_url, bot):
        for words in ("发货了吗", "到哪里了", "能退款吗"):
            await says(shop, "u-1", words)
            await asyncio.sleep(0.15)  # the first is being answered by then, so that they are turns of their own
        await until(lambda: apologised(1), seconds=3)
        assert await state_of(shop, "发货了吗") == TurnState.FAILED
        assert [await state_of(shop, words) for words in ("到哪里了", "能退款吗")] == [TurnState.JOINED] * 2
        await says(shop, "u-1", "有人吗？我的退款呢")
        await until(lambda: apologised(2), seconds=4)
    first, second = await apologies()
    assert first != second


@pytest.mark.parametrize(
    ("words", "priority", "said"),
    [("转人工", Priority.NORMAL, "已经帮您转给人工"), ("充电宝在家里着火了，救命", Priority.DANGER, "报警或急救电话")],
)
async def test_who_asks_for_a_person_gets_one_though_the_assistant_is_down(
    shop: Database, database_url: str, bot: FakeBot, words: str, priority: Priority, said: str
) -> None:
    bot.status = 503
    async with process(shop, database_url, bot, hand_over=hand_over_unanswered):
        await says(shop, "u-1", words)

        async def waits() -> bool:
            async with shop.autocommit() as tx:
                rows = (await tx.execute(select(handoffs.c.priority))).scalars().all()
                told = (await tx.execute(select(messages.c.text).where(messages.c.author == "bot"))).scalars().all()
                return list(rows) == [int(priority)] and any(said in text for text in told)

        await until(waits, seconds=6)


async def test_a_database_that_is_away_is_told_of_once_however_long(
    shop: Database, bot: FakeBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Two lines a second for the length of an outage hide what else is wrong."""
    monkeypatch.setattr(turn_worker, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(hub_module, "RETRY_SECONDS", 0.01)
    away = make_url(str(shop.engine.url)).set(drivername="postgresql", port=9, password="x")
    lost = Database(engine_for(away.render_as_string(hide_password=False), pool_size=1))
    tried: list[int] = []
    event_of.listen(lost.engine.sync_engine, "do_connect", lambda *_: tried.append(1))
    with caplog.at_level("WARNING"):
        async with process(lost, away.render_as_string(hide_password=False), bot):
            await until(lambda: _true(len(tried) > 20))
    told = [getattr(record, "action", "") for record in caplog.records]
    assert [told.count(action) for action in ("turn_failed", "listen_lost")] == [1, 1]
    await lost.close()
