"""Any one process is killed while the loop runs: nothing is lost, nothing is done twice, and it comes back."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.running.careline import Careline
from tests.running.chatting import ConsumerClient
from tests.running.feeding import order_of, somebody
from tests.running.phoning import Handset
from tests.running.process import MARKS
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

BEFORE, AFTER = 3, 5
RESTART_SECONDS = 45
QUESTIONS = ("怎么还没发货", "快递到哪里了", "什么时候能退款")

ANSWERS_OF_TURNS = """
SELECT t.turn_id, t.joined_to, t.seq, t.state, count(m.message_id) AS said, count(DISTINCT m.text) AS different
FROM turns t JOIN conversations c USING (conversation_id)
LEFT JOIN messages m ON m.turn_id = t.turn_id AND m.author = 'bot'
WHERE c.customer_id = %s AND c.channel = 'app' GROUP BY t.turn_id ORDER BY t.seq
"""


@pytest.mark.parametrize("name", MARKS)
async def test_a_killed_process_comes_back_and_nothing_is_lost_or_done_twice(
    careline: Careline, handset: Handset, name: str
) -> None:
    called = order_of(somebody("何在途"))
    asking = order_of(somebody())
    consumer = await careline.told_of(asking)
    said = await _say(consumer, range(BEFORE))
    victim = careline.up.find(name)
    assert victim
    await careline.feed.post(called.event)
    if name == "simulator":
        await handset.rings(called.phone)
    posts = await careline.phones.posts_to(called.phone)
    victim.kill()
    said += await _say(consumer, range(BEFORE, BEFORE + AFTER))
    await _is_back(careline, name, victim.pid)
    await consumer.settled(seconds=60)

    await consumer.catch_up()
    own = [(message["text"], message["seq"]) for message in consumer.seen if message["from"] == "consumer"]
    assert own == said, "a message was lost, repeated or moved"
    numbers = [message["seq"] for message in consumer.seen]
    assert numbers == list(range(1, len(numbers) + 1))
    turns = {turn["turn_id"]: turn for turn in _turns(careline, asking.who.customer_id)}
    for turn in turns.values():
        if turn["state"] == "joined":  # sent while an answer was being made: answered with another of them
            turn = turns[turn["joined_to"]]  # noqa: PLW2901
        assert turn["state"] in {"answered", "failed"}, turn
        assert turn["said"], f"not answered: {turn}"
        assert turn["said"] == turn["different"], f"answered twice: {turn}"
    await _phoned_once(careline, handset, name, called.phone, posts)


async def _say(consumer: ConsumerClient, numbers: Iterable[int]) -> list[tuple[str, int]]:
    """Different questions, each posted until it is acknowledged; texts and sequence numbers."""
    said = []
    for number in numbers:
        text = f"{QUESTIONS[number % len(QUESTIONS)]}（{number}）"
        said.append((text, await consumer.say_surely(text, str(uuid4()), seconds=RESTART_SECONDS)))
    return said


async def _is_back(careline: Careline, name: str, old: int) -> None:
    def another() -> bool:
        found = careline.up.find(name)
        return found is not None and found.pid != old

    await eventually(another, f"{name} to be started again", seconds=RESTART_SECONDS, seen=careline.up.report)
    shown = careline.up.output
    ready = f"{name:<10} ready"
    died = f"{name:<10} ended"
    await eventually(
        lambda: 0 <= shown().rfind(died) < shown().rfind(ready), f"`{died}` and then `{ready}`",
        seconds=RESTART_SECONDS, seen=careline.up.report,
    )  # fmt: skip


def _turns(careline: Careline, customer_id: str) -> list[dict[str, object]]:
    with psycopg.connect(careline.up.database_url, row_factory=dict_row) as connection:
        return connection.execute(ANSWERS_OF_TURNS, [customer_id]).fetchall()


async def _phoned_once(careline: Careline, handset: Handset, name: str, number: str, posts_before: list[str]) -> None:
    """One POST per attempt, over the ledgers before and after; and the loop still phones."""
    if name == "simulator":  # its ledger has gone with it, and so has the call
        posts = [*posts_before, *await careline.phones.posts_to(number)]
        later = order_of(somebody("何在途"))
        await careline.feed.post(later.event)
        async with careline.handset() as another:
            await (await another.rings(later.phone)).hang_up()
    else:
        call = await handset.rings(number)
        await call.answer()
        await call.hang_up()
        posts = await careline.phones.posts_to(number)
    assert posts, "never phoned"
    assert len(posts) == len(set(posts)), f"an attempt was posted twice: {posts}"
