"""Messages under load, over bad networks, and with an assistant that does not answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

import pytest

from tests.running.careline import Careline
from tests.running.chatting import ConsumerClient, buttons, texts
from tests.running.feeding import order_of, somebody
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

CONSUMERS, MESSAGES, DEVICES = 4, 25, 3
ANSWER_WITHIN = 10


async def test_a_hundred_messages_from_several_devices_appear_exactly_once_and_in_order(careline: Careline) -> None:
    """Each consumer posts 25 messages from three devices, every third one twice and from another device too, while a
    fourth device listens on a WebSocket that is lost again and again."""
    everybody = [await careline.told_of(order_of(somebody())) for _ in range(CONSUMERS)]
    await asyncio.gather(*(_flood(careline, consumer) for consumer in everybody))


async def _flood(careline: Careline, consumer: ConsumerClient) -> None:
    words = [f"{uuid4()}|第{number}句" for number in range(MESSAGES)]
    acknowledged: dict[str, int] = {}
    token = consumer.headers["Authorization"].removeprefix("Bearer ")
    devices = [ConsumerClient(consumer._http, careline.url, token) for _ in range(DEVICES)]

    async def post(device: ConsumerClient, said: str) -> None:
        client_id, _, text = said.partition("|")
        seq = await device.say_surely(text, client_id)
        assert acknowledged.setdefault(text, seq) == seq, "another number for the same message"

    async def device_posts(place: int) -> None:
        for number, said in enumerate(words):
            if number % DEVICES == place:
                await post(devices[place], said)
                if number % 3 == 0:
                    await asyncio.gather(post(devices[place], said), post(devices[(place + 1) % DEVICES], said))

    listening = asyncio.create_task(_listen_with_losses(consumer, MESSAGES))
    await asyncio.gather(*(device_posts(place) for place in range(DEVICES)))
    heard = await listening
    await consumer.settled(seconds=60)
    own = [(message["seq"], message["text"]) for message in consumer.seen if message["from"] == "consumer"]
    assert own == sorted((seq, text) for text, seq in acknowledged.items())
    assert len(own) == MESSAGES
    numbers = [message["seq"] for message in consumer.seen]
    assert numbers == list(range(1, len(numbers) + 1)), "a gap, a repetition or a swap"
    assert [message for message in heard if message["from"] == "consumer"] == [
        message for message in consumer.seen if message["from"] == "consumer"
    ]


async def _listen_with_losses(consumer: ConsumerClient, messages: int) -> list[dict[str, object]]:
    """Listen with a new WebSocket after every few messages, going on where the last one was lost."""
    heard: list[dict[str, object]] = []

    def own(seen: Sequence[dict[str, object]]) -> int:
        return sum(message["from"] == "consumer" for message in [*heard, *seen])

    while own([]) < messages:
        after = int(str(heard[-1]["seq"])) if heard else 0
        async with consumer.socket(after) as socket:
            heard += await socket.until(
                lambda seen: seen if len(seen) >= 3 or own(seen) >= messages else None, "more messages", seconds=40
            )
    return heard


async def test_a_client_id_stands_for_one_message_only(careline: Careline) -> None:
    consumer = await careline.told_of(order_of(somebody()))
    client_id = str(uuid4())
    first = await consumer.say("你好", client_id)
    assert await consumer.say("你好", client_id) == first
    status, _ = await consumer.post({"client_id": client_id, "text": "别的话"})
    assert status == 409


async def test_an_assistant_that_hangs_is_admitted_within_ten_seconds_and_a_person_offered(careline: Careline) -> None:
    consumer = await careline.told_of(order_of(somebody()))
    await consumer.answer_to("你好")
    with _hanging(careline):
        began = time.monotonic()
        answer = await consumer.ask("怎么还没发货", seconds=ANSWER_WITHIN + 5)
        took = time.monotonic() - began
    assert took <= ANSWER_WITHIN, f"{took:.1f} s"
    assert "消息已经收到" in "".join(texts(answer))
    assert "转人工" in buttons(answer)

    async def answers_again() -> bool:
        return "26 小时" in await consumer.answer_to("我的东西怎么还没发货")

    await eventually(answers_again, "a real answer again", seconds=30, seen=consumer.shown)


@contextmanager
def _hanging(careline: Careline) -> Iterator[None]:
    """All Rasa processes stand still."""
    bots = careline.up.bots()
    assert len(bots) == 2
    for bot in bots:
        bot.suspend()
    try:
        yield
    finally:
        for bot in bots:
            bot.resume()


async def test_the_offered_person_can_be_had_while_the_assistant_hangs(careline: Careline) -> None:
    """Without Rasa there is nobody to say so, but the wish is not lost: it is carried out when Rasa is back."""
    consumer = await careline.told_of(order_of(somebody()))
    with _hanging(careline):
        offered = buttons(await consumer.ask("在吗", seconds=15))
        await consumer.press(offered["转人工"])
    await consumer.owner_becomes("queue", seconds=25)


async def test_careline_token_prints_a_token_that_opens_the_chat(careline: Careline) -> None:
    given = order_of(somebody())
    await careline.feed.post(given.event)
    printed = await careline.command("token", "--customer", given.who.customer_id)
    assert printed.returncode == 0, printed.stderr
    consumer = ConsumerClient(careline.consumer("nobody")._http, careline.url, printed.stdout.strip())
    assert texts(await consumer.ask("你好"))


@pytest.mark.parametrize(
    "token", ["", "nonsense", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vLWxpbiIsImF1ZCI6ImNhcmVsaW5lIn0."]
)
async def test_without_a_valid_token_there_is_no_chat(careline: Careline, token: str) -> None:
    intruder = ConsumerClient(careline.consumer("nobody")._http, careline.url, token)
    status, _ = await intruder.post({"client_id": str(uuid4()), "text": "你好"})
    assert status == 401
