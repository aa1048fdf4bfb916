"""The client of Rasa before several processes: who is asked, who is asked instead, and when it gives up."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from uuid import UUID, uuid4

import aiohttp
import pytest

from careline.dialogue.client import (
    ASIDE_SECONDS,
    HONEST_SECONDS,
    PROBE_SECONDS,
    SUSPICIOUS_SECONDS,
    Answer,
    BotUnavailableError,
    DialogueClient,
    rendezvous,
)
from tests.fake_bot import SECRET, FakeBot, fake_bot, said
from tests.running.process import free_port

pytestmark = pytest.mark.contract


class Fleet:
    """Two bots and a client; `home` is the one that `conversation` is pinned to."""

    def __init__(self, client: DialogueClient, bots: list[FakeBot], conversation: UUID) -> None:
        self.client, self.conversation = client, conversation
        by_url = {bot.url: bot for bot in bots}
        self.home, self.other = (by_url[url] for url in rendezvous(str(conversation), list(by_url)))
        self.turn_id = uuid4()

    async def ask(self, limit: float = 4.0) -> Answer:
        return await self.client.ask(
            self.conversation, self.turn_id, "app", text="你好", payload=None, hints={}, limit_seconds=limit
        )

    @property
    def asked(self) -> tuple[int, int]:
        """How often home and the other one were asked."""
        return len(self.home.asked), len(self.other.asked)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def fleet(http: aiohttp.ClientSession) -> AsyncIterator[Fleet]:
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(fake_bot()) for _ in range(2)]
        yield Fleet(DialogueClient(http, [bot.url for bot in bots], SECRET), bots, uuid4())


def test_conversations_are_spread_and_losing_one_process_moves_only_its_own() -> None:
    urls = [f"http://127.0.0.1:{port}" for port in range(8011, 8015)]
    conversations = [str(uuid4()) for _ in range(2000)]
    homes = {one: rendezvous(one, urls)[0] for one in conversations}
    shares = Counter(homes.values())
    assert all(400 < shares[url] < 600 for url in urls), shares
    lost, *left = urls
    moved = {one: rendezvous(one, left)[0] for one in conversations}
    assert all(moved[one] == homes[one] for one in conversations if homes[one] != lost)
    assert set(Counter(moved[one] for one in conversations if homes[one] == lost)) == set(left)


async def test_a_conversation_keeps_to_one_process(fleet: Fleet) -> None:
    for _ in range(5):
        assert (await fleet.ask()).replies[0].text == "回答：你好"
    assert fleet.asked == (5, 0)


@pytest.mark.parametrize("status", [500, 409, 503])
async def test_the_other_answers_when_the_turn_fails_at_home(fleet: Fleet, status: int) -> None:
    fleet.home.status = status
    assert (await fleet.ask()).replies
    assert fleet.asked == (1, 1)
    assert fleet.home.asked == fleet.other.asked, "another turn, or another time, than at home"


async def test_the_other_answers_when_home_dies_over_the_turn(fleet: Fleet) -> None:
    fleet.home.dies = True
    assert (await fleet.ask()).replies
    assert fleet.asked == (1, 1)


async def test_the_other_answers_within_the_limit_when_home_hangs(fleet: Fleet) -> None:
    fleet.home.gate = asyncio.Event()
    began = time.monotonic()
    assert (await fleet.ask(limit=1.0)).replies
    assert time.monotonic() - began < 1.0


async def test_a_process_that_was_down_is_left_alone_for_a_second_and_then_asked_again(fleet: Fleet) -> None:
    fleet.home.status = 503
    began = time.monotonic()
    for _ in range(5):
        await fleet.ask()
    fleet.home.status = 200
    if time.monotonic() - began < ASIDE_SECONDS:
        assert fleet.asked == (1, 5)
    async with asyncio.timeout(10):
        while len(fleet.home.asked) == 1:
            await fleet.ask()
    assert time.monotonic() - began >= ASIDE_SECONDS


@pytest.mark.parametrize("status", [500, 409])
async def test_a_failed_turn_is_no_reason_to_leave_the_process_alone(fleet: Fleet, status: int) -> None:
    fleet.home.status = status
    await fleet.ask()
    fleet.home.status = 200
    await fleet.ask()
    assert fleet.asked == (2, 1)


@pytest.mark.parametrize("status", [400, 401, 413])
async def test_what_is_our_own_fault_is_asked_once(fleet: Fleet, status: int) -> None:
    fleet.home.status = status
    with pytest.raises(BotUnavailableError, match=str(status)):
        await fleet.ask()
    assert fleet.asked == (1, 0)


async def test_an_answer_that_nobody_may_see_is_not_asked_for_again(fleet: Fleet) -> None:
    async def half(_: object) -> list[dict[str, object]]:
        return [said("您的{goods}到了")]

    fleet.home.script = half  # type: ignore[method-assign]
    with pytest.raises(BotUnavailableError):
        await fleet.ask()
    assert fleet.asked == (1, 0)


async def test_with_all_of_them_down_it_says_so_at_once_and_still_tries(http: aiohttp.ClientSession) -> None:
    client = DialogueClient(http, [f"http://127.0.0.1:{free_port()}" for _ in range(3)], SECRET)
    began = time.monotonic()
    for _ in range(2):
        with pytest.raises(BotUnavailableError, match="ClientConnectorError"):
            await client.ask(uuid4(), uuid4(), "app", text="你好", payload=None, hints={}, limit_seconds=8.0)
    assert time.monotonic() - began < 2


async def test_a_slow_process_is_asked_again_when_the_other_is_down(fleet: Fleet) -> None:
    fleet.other.status = 503
    fleet.home.gate = asyncio.Event()
    asyncio.get_running_loop().call_later(0.7, fleet.home.gate.set)
    assert (await fleet.ask(limit=1.2)).replies
    assert fleet.asked == (2, 1)


async def test_a_turn_that_fails_everywhere_is_run_once_by_each(fleet: Fleet) -> None:
    fleet.home.status = fleet.other.status = 500
    with pytest.raises(BotUnavailableError, match="500"):
        await fleet.ask()
    assert fleet.asked == (1, 1)


async def test_all_of_them_hanging_take_no_longer_than_the_limit(fleet: Fleet) -> None:
    fleet.home.gate = fleet.other.gate = asyncio.Event()
    began = time.monotonic()
    with pytest.raises(BotUnavailableError, match="TimeoutError"):
        await fleet.ask(limit=0.6)
    assert 0.5 < time.monotonic() - began < 1.5
    assert fleet.asked == (1, 1)


async def test_a_single_process_that_hangs_up_is_asked_once_more_and_given_all_the_time(
    http: aiohttp.ClientSession,
) -> None:
    async with fake_bot() as bot:
        client = DialogueClient(http, [bot.url], SECRET)
        bot.dies = True
        with pytest.raises(BotUnavailableError, match="ServerDisconnectedError"):
            await client.ask(uuid4(), uuid4(), "app", text="你好", payload=None, hints={}, limit_seconds=4.0)
        assert len(bot.asked) == 2
        bot.dies, bot.gate = False, asyncio.Event()
        asyncio.get_running_loop().call_later(0.7, bot.gate.set)
        answer = await client.ask(uuid4(), uuid4(), "app", text="你好", payload=None, hints={}, limit_seconds=1.2)
        assert answer.replies
        assert len(bot.asked) == 3


async def test_a_frozen_process_costs_one_turn_a_second_and_the_next_ones_nothing(fleet: Fleet) -> None:
    fleet.home.frozen = asyncio.Event()
    began = time.monotonic()
    assert (await fleet.ask(limit=8.0)).replies
    assert SUSPICIOUS_SECONDS < time.monotonic() - began < HONEST_SECONDS
    began = time.monotonic()
    await asyncio.sleep(ASIDE_SECONDS)
    for _ in range(5):
        assert (await fleet.ask(limit=8.0)).replies
    assert time.monotonic() - began < ASIDE_SECONDS + SUSPICIOUS_SECONDS, "it was asked again while it was frozen"
    fleet.home.frozen.set()
    async with asyncio.timeout(10):
        while not fleet.home.asked:
            await fleet.ask(limit=8.0)
            await asyncio.sleep(0.1)


async def test_with_all_of_them_frozen_it_says_so_within_three_seconds(fleet: Fleet) -> None:
    fleet.home.frozen = fleet.other.frozen = asyncio.Event()
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(BotUnavailableError, match="hung"):
            await fleet.ask(limit=8.0)
        assert time.monotonic() - began < 3
    fleet.home.frozen.set()
    async with asyncio.timeout(10):
        while True:
            with suppress(BotUnavailableError):
                assert (await fleet.ask(limit=8.0)).replies
                break


async def test_a_slow_turn_of_a_process_that_lives_is_waited_for(fleet: Fleet) -> None:
    fleet.home.gate = asyncio.Event()
    asyncio.get_running_loop().call_later(2 * SUSPICIOUS_SECONDS + PROBE_SECONDS, fleet.home.gate.set)
    assert (await fleet.ask(limit=8.0)).replies
    assert fleet.asked == (1, 0)
