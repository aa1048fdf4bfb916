"""Consumers who chat all the while something happens to Careline: each message answered once, in order, properly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import psycopg

from tests.running.careline import Careline
from tests.running.chatting import ConsumerClient
from tests.running.feeding import order_of, somebody
from tests.running.waiting import eventually

CONSUMERS = 6
READS_SECONDS = 0.25
"""Before asking on: without it they fill both processors, and the process that is to take over takes ages to start."""
ANSWER_SECONDS = 60
QUESTIONS = ("怎么还没发货", "你好", "快递到哪里了", "谢谢", "有什么保障吗", "在吗", "怎么联系商家")
TURNS = """
SELECT t.seq, own.state, own.outcome, count(m.message_id) AS said, count(DISTINCT m.text) AS different,
       min(m.seq) AS first_said
FROM turns t JOIN conversations c USING (conversation_id)
JOIN turns own ON own.turn_id = coalesce(t.joined_to, t.turn_id)
LEFT JOIN messages m ON m.turn_id = own.turn_id AND m.author = 'bot'
WHERE c.customer_id = %s AND c.channel = 'app' GROUP BY t.turn_id, own.turn_id ORDER BY t.seq
"""
"""Each message with the turn that answers it: its own, or the one it was joined to."""


class Chatter:
    """A consumer who asks one thing after another, sometimes two at once, until told to stop."""

    def __init__(self, consumer: ConsumerClient, customer_id: str) -> None:
        self.consumer, self.customer_id = consumer, customer_id
        self.said: list[tuple[str, int]] = []
        self._enough = asyncio.Event()

    async def chat(self) -> None:
        """Each question once the last one is answered, but every third time without waiting."""
        number = 0
        while not self._enough.is_set():
            seq = await self._say(number)
            number += 1
            if number % 3:
                await self.consumer.answers_to(seq, seconds=ANSWER_SECONDS)
                await asyncio.sleep(READS_SECONDS)

    async def _say(self, number: int) -> int:
        text = f"{QUESTIONS[number % len(QUESTIONS)]}（{number}）"
        seq = await self.consumer.say_surely(text, str(uuid4()), seconds=ANSWER_SECONDS)
        self.said.append((text, seq))
        return seq

    def stop(self) -> None:
        self._enough.set()

    async def has_got_on(self, by: int = 2) -> None:
        """That many further questions were asked and answered."""
        wanted = len(self.said) + by
        await eventually(lambda: len(self.said) >= wanted, f"{by} further questions", seconds=ANSWER_SECONDS)

    async def check(self, database_url: str) -> None:
        """Every message is there in the order in which it was said, and answered once, by the assistant itself."""
        await self.consumer.settled(seconds=ANSWER_SECONDS)
        await self.consumer.catch_up()
        own = [(message["text"], message["seq"]) for message in self.consumer.seen if message["from"] == "consumer"]
        assert own == self.said, "a message was lost, repeated or moved"
        with psycopg.connect(database_url) as connection:
            turns = connection.execute(TURNS, [self.customer_id]).fetchall()
        assert [seq for seq, *_ in turns] == [seq for _, seq in self.said]
        for seq, state, outcome, count, different, _ in turns:
            assert (state, outcome) == ("answered", "answered"), (seq, state, outcome)
            assert count == different > 0, f"message {seq} was answered {count} times, {different} differently"
        first_answers = [first for *_, first in turns]
        assert first_answers == sorted(first_answers), "answered out of order"


@asynccontextmanager
async def chatting(careline: Careline) -> AsyncIterator[list[Chatter]]:
    """Consumers who chat all the while; at the end every message of theirs has to be answered."""
    chatters = []
    for _ in range(CONSUMERS):
        given = order_of(somebody())
        chatters.append(Chatter(await careline.told_of(given), given.who.customer_id))
    async with asyncio.TaskGroup() as group:
        for chatter in chatters:
            group.create_task(chatter.chat())
        try:
            await everybody_gets_on(chatters)
            yield chatters
            await everybody_gets_on(chatters)
        finally:
            for chatter in chatters:
                chatter.stop()
    for chatter in chatters:
        await chatter.check(careline.up.database_url)


async def everybody_gets_on(chatters: list[Chatter], by: int = 2) -> None:
    """Every one of them has asked, and been answered, that often since."""
    await asyncio.gather(*(chatter.has_got_on(by) for chatter in chatters))
