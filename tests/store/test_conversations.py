"""Messages are stored once and in order, turns are answered once, and a late answer is discarded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import aiohttp
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import change_owner, find, hold, latest_app
from careline.conversations.messages import ClientIdReusedError, UnknownButtonError, messages_after
from careline.conversations.service import Conversations, UnknownConsumerError
from careline.conversations.turns import Turn, claim, hold_claimed, settle
from careline.core.conversation import Move, Owner
from careline.core.journal import Because
from careline.dialogue.answering import Answering, Limits
from careline.dialogue.client import DialogueClient
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.conversations import TurnState, conversations, messages, turns
from careline.store.tables.desk import agents
from tests.desk_floor import hired
from tests.factories import NOW, event
from tests.fake_bot import SECRET, FakeBot, fake_bot, said
from tests.rules import RULES
from tests.waiting import all_wait_for_locks

pytestmark = pytest.mark.store

LIN = "u-lin"


@pytest.fixture
async def shop(database: Database) -> Database:
    other = event(order_id="CL2026-0002", customer={"customer_id": "u-other"})
    taken = await Feed(database, RULES.new_users).take([event(), other], NOW)
    assert taken.accepted == 2
    await hired(database, "li")
    return database


@pytest.fixture
async def bot() -> AsyncIterator[FakeBot]:
    async with fake_bot() as running:
        yield running


@pytest.fixture
async def answering(shop: Database, bot: FakeBot) -> AsyncIterator[Answering]:
    async with aiohttp.ClientSession() as http:
        client = DialogueClient(http, [bot.url], SECRET)
        yield Answering(shop, client, lambda: NOW, Limits(app=0.5, phone=0.5))


async def texts(database: Database, after: int = 0) -> list[tuple[int, str, str]]:
    async with database.begin() as tx:
        rows = await messages_after(tx, LIN, "app", after)
    return [(row["seq"], row["author"], row["text"]) for row in rows]


async def claimed(tx: AsyncConnection) -> Turn | None:
    found = await claim(tx, 30)
    return found[1] if found else None


async def turn_states(database: Database) -> list[str]:
    async with database.begin() as tx:
        return list((await tx.execute(select(turns.c.state).order_by(turns.c.seq))).scalars())


async def taken_over(tx: AsyncConnection, conversation_id: UUID) -> None:
    """An agent claims it, as the desk does."""
    await change_owner(
        tx, await hold(tx, conversation_id), Move.CLAIM, who="agent:li", why=Because.CLAIMED_AT_DESK, now=NOW,
        agent_id=(await tx.execute(select(agents.c.agent_id))).scalar_one(),
    )  # fmt: skip


async def conversation_id(database: Database) -> UUID:
    async with database.begin() as tx:
        found = await latest_app(tx, LIN)
    assert found
    return found.conversation_id


async def test_a_message_is_stored_and_answered_once(shop: Database, answering: Answering) -> None:
    accepted = await Conversations(shop).post(LIN, uuid4(), NOW, text="怎么还没发货")
    assert accepted.seq == 1
    assert await answering.answer_waiting()
    assert not await answering.answer_waiting()
    assert await texts(shop) == [(1, "consumer", "怎么还没发货"), (2, "bot", "回答：怎么还没发货")]
    assert await turn_states(shop) == [TurnState.ANSWERED]


async def test_the_same_client_id_gets_the_same_number_and_no_second_turn(shop: Database) -> None:
    service, client_id = Conversations(shop), uuid4()
    first = await service.post(LIN, client_id, NOW, text="在吗")
    again = await service.post(LIN, client_id, NOW, text="在吗")
    assert (again.seq, again.turn_id) == (first.seq, None)
    assert len(await turn_states(shop)) == 1


async def test_the_same_client_id_ten_times_at_once_is_one_message(shop: Database) -> None:
    service, client_id = Conversations(shop), uuid4()
    accepted = await asyncio.gather(*(service.post(LIN, client_id, NOW, text="在吗") for _ in range(10)))
    assert {one.seq for one in accepted} == {1}
    assert len([one for one in accepted if one.turn_id]) == 1
    assert await texts(shop) == [(1, "consumer", "在吗")]


async def test_the_same_client_id_with_other_content_is_refused(shop: Database) -> None:
    service, client_id = Conversations(shop), uuid4()
    await service.post(LIN, client_id, NOW, text="在吗")
    with pytest.raises(ClientIdReusedError):
        await service.post(LIN, client_id, NOW, text="不在")
    assert len(await texts(shop)) == 1


async def test_two_consumers_may_use_the_same_client_id(shop: Database) -> None:
    service, client_id = Conversations(shop), uuid4()
    assert (await service.post(LIN, client_id, NOW, text="甲")).seq == 1
    assert (await service.post("u-other", client_id, NOW, text="乙")).seq == 1


async def test_a_consumer_the_feed_never_told_of_is_unknown(shop: Database) -> None:
    with pytest.raises(UnknownConsumerError):
        await Conversations(shop).post("u-nobody", uuid4(), NOW, text="你好")


async def test_fifty_posts_at_once_get_fifty_numbers_without_gap(shop: Database) -> None:
    service = Conversations(shop)
    accepted = await asyncio.gather(*(service.post(LIN, uuid4(), NOW, text=f"第{n}条") for n in range(50)))
    assert sorted(one.seq for one in accepted) == list(range(1, 51))
    assert [seq for seq, _, _ in await texts(shop)] == list(range(1, 51))
    async with shop.begin() as tx:
        opened = (await tx.execute(select(conversations.c.conversation_id))).scalars().all()
    assert len(opened) == 1


async def test_who_posts_while_the_conversation_is_closed_gets_a_new_one(shop: Database) -> None:
    service = Conversations(shop)
    await service.post(LIN, uuid4(), NOW, text="一")
    async with shop.begin() as tx:
        held = await hold(tx, await conversation_id(shop))
        waiting = [asyncio.create_task(service.post(LIN, uuid4(), NOW, text=words)) for words in ("二", "三")]
        await all_wait_for_locks(shop, len(waiting))
        await change_owner(tx, held, Move.CLOSE, who="system", why=Because.SAID_GOODBYE, now=NOW)
    accepted = await asyncio.gather(*waiting)
    assert sorted(one.seq for one in accepted) == [2, 3]
    async with shop.begin() as tx:
        query = select(messages.c.seq, messages.c.conversation_id).order_by(messages.c.seq)
        places = [row.conversation_id for row in await tx.execute(query)]
    assert places[0] == held.conversation_id
    assert places[1] == places[2] != places[0]


async def test_turns_of_one_conversation_are_answered_one_at_a_time_and_in_order(shop: Database) -> None:
    service = Conversations(shop)
    await service.post(LIN, uuid4(), NOW, text="一")
    async with shop.begin() as tx:
        first = await claimed(tx)
    await service.post(LIN, uuid4(), NOW, text="二")
    async with shop.begin() as tx:
        assert await claimed(tx) is None
    assert first
    assert first.text == "一"
    async with shop.begin() as tx:
        await settle(tx, first, TurnState.ANSWERED, NOW, outcome="answered")
        second = await claimed(tx)
    assert second
    assert second.text == "二"


async def test_many_claimers_never_share_a_turn(shop: Database) -> None:
    service = Conversations(shop)
    for n in range(5):
        await service.post(LIN, uuid4(), NOW, text=f"{n}")
        await service.post("u-other", uuid4(), NOW, text=f"{n}")

    async def one() -> UUID | None:
        async with shop.begin() as tx:
            got = await claimed(tx)
            return got.turn_id if got else None

    got = [turn for turn in await asyncio.gather(*(one() for _ in range(8))) if turn]
    assert len(got) == len(set(got))
    assert len(got) <= 2


async def test_a_dead_process_s_turn_is_claimed_again_and_its_late_answer_changes_nothing(shop: Database) -> None:
    await Conversations(shop).post(LIN, uuid4(), NOW, text="退款呢")
    async with shop.begin() as tx:
        dead = await claimed(tx)
        await tx.execute(update(turns).values(lease_until=text("now() - interval '1 second'")))
    async with shop.begin() as tx:
        heir = await claimed(tx)
    assert dead
    assert heir
    assert heir.turn_id == dead.turn_id
    assert heir.claim != dead.claim
    async with shop.begin() as tx:
        assert await hold_claimed(tx, dead) is None
        await settle(tx, dead, TurnState.ANSWERED, NOW, outcome="zombie")
    assert await turn_states(shop) == [TurnState.CLAIMED]


async def test_a_bot_reply_after_a_takeover_is_discarded(shop: Database, bot: FakeBot, answering: Answering) -> None:
    bot.gate = asyncio.Event()
    await Conversations(shop).post(LIN, uuid4(), NOW, text="怎么还没到")
    thinking = asyncio.create_task(answering.answer_waiting())
    async with asyncio.timeout(5):
        while not bot.asked:
            await asyncio.sleep(0.01)
    async with shop.begin() as tx:
        await taken_over(tx, await conversation_id(shop))
    bot.gate.set()
    await thinking
    assert await texts(shop) == [(1, "consumer", "怎么还没到")]
    assert await turn_states(shop) == [TurnState.DISCARDED]


async def test_the_last_words_of_the_turn_that_asked_for_a_person_still_count(
    shop: Database, bot: FakeBot, answering: Answering
) -> None:
    async def hands_over(body: dict[str, str]) -> list[dict[str, object]]:
        async with shop.begin() as tx:
            held = await hold(tx, UUID(body["conversation_id"]))
            await change_owner(
                tx,
                held,
                Move.REQUEST_PERSON,
                who="bot",
                why=Because.ASKED_FOR_A_PERSON,
                now=NOW,
                by_turn=UUID(body["turn_id"]),
            )
        return [said("正在为您转接人工。")]

    bot.script = hands_over  # type: ignore[method-assign]
    await Conversations(shop).post(LIN, uuid4(), NOW, text="转人工")
    await answering.answer_waiting()
    assert (await texts(shop))[-1] == (2, "bot", "正在为您转接人工。")


async def test_while_a_person_has_it_the_bot_is_not_asked(shop: Database, bot: FakeBot, answering: Answering) -> None:
    service = Conversations(shop)
    await service.post(LIN, uuid4(), NOW, text="怎么还没发货")
    await answering.answer_waiting()
    async with shop.begin() as tx:
        await taken_over(tx, await conversation_id(shop))
    accepted = await service.post(LIN, uuid4(), NOW, text="人呢")
    assert accepted.turn_id is None
    assert not await answering.answer_waiting()
    assert len(bot.asked) == 1


async def test_a_message_after_the_end_opens_a_new_conversation_and_numbers_go_on(
    shop: Database, answering: Answering
) -> None:
    service = Conversations(shop)
    await service.post(LIN, uuid4(), NOW, text="怎么还没发货")
    await answering.answer_waiting()
    first = await conversation_id(shop)
    async with shop.begin() as tx:
        await change_owner(tx, await hold(tx, first), Move.CLOSE, who="agent:li", why=Because.AGENT_CLOSED, now=NOW)
    assert (await service.post(LIN, uuid4(), NOW, text="又来了")).seq == 3
    assert await conversation_id(shop) != first


@pytest.mark.parametrize("status", [500, 503, 401])
async def test_when_rasa_fails_the_consumer_hears_so_and_is_offered_a_person(
    shop: Database, bot: FakeBot, answering: Answering, status: int
) -> None:
    bot.status = status
    await Conversations(shop).post(LIN, uuid4(), NOW, text="退款呢")
    await answering.answer_waiting()
    (_, author, words) = (await texts(shop))[-1]
    assert (author, "转人工" in words) == ("bot", True)
    assert await turn_states(shop) == [TurnState.FAILED]


async def test_when_rasa_hangs_the_time_limit_answers(shop: Database, bot: FakeBot, answering: Answering) -> None:
    bot.gate = asyncio.Event()
    await Conversations(shop).post(LIN, uuid4(), NOW, text="退款呢")
    async with asyncio.timeout(3):
        await answering.answer_waiting()
    assert await turn_states(shop) == [TurnState.FAILED]


async def test_an_unfilled_placeholder_never_reaches_a_consumer(
    shop: Database, bot: FakeBot, answering: Answering
) -> None:
    async def careless(_body: dict[str, str]) -> list[dict[str, object]]:
        return [said("您的包裹在 {place}。")]

    bot.script = careless  # type: ignore[method-assign]
    await Conversations(shop).post(LIN, uuid4(), NOW, text="到哪了")
    await answering.answer_waiting()
    assert not any("{" in words for _, _, words in await texts(shop))


async def test_buttons_are_issued_by_us_and_only_our_consumer_can_press_them(
    shop: Database, bot: FakeBot, answering: Answering
) -> None:
    async def offers(body: dict[str, object]) -> list[dict[str, object]]:
        payload = {"intent": "affirm", "entities": {}}
        return [said("要催吗？", buttons=[{"title": "要", "payload": payload}])] if body["text"] else [said("好")]

    bot.script = offers  # type: ignore[method-assign]
    service = Conversations(shop)
    await service.post(LIN, uuid4(), NOW, text="怎么还没发货")
    await answering.answer_waiting()
    async with shop.begin() as tx:
        button = (await messages_after(tx, LIN, "app", 1))[0]["buttons"][0]
    assert set(button) == {"id", "title"}
    with pytest.raises(UnknownButtonError):
        await service.post("u-other", uuid4(), NOW, button_id=UUID(button["id"]))
    client_id = uuid4()
    pressed = await service.post(LIN, client_id, NOW, button_id=UUID(button["id"]))
    await answering.answer_waiting()
    async with shop.begin() as tx:
        held = await hold(tx, await conversation_id(shop))
        await change_owner(tx, held, Move.CLOSE, who="system", why=Because.SAID_GOODBYE, now=NOW)
    again = await service.post(LIN, client_id, NOW, button_id=UUID(button["id"]))
    assert (again.seq, again.turn_id) == (pressed.seq, None)
    with pytest.raises(UnknownButtonError):
        await service.post(LIN, uuid4(), NOW, button_id=UUID(button["id"]))
    assert bot.asked[-1]["payload"] == {"intent": "affirm", "entities": {}}
    assert [words for _, _, words in await texts(shop)] == ["怎么还没发货", "要催吗？", "要", "好"]


async def test_an_order_card_of_somebody_else_is_left_out(shop: Database, bot: FakeBot, answering: Answering) -> None:
    async def shows(_body: dict[str, object]) -> list[dict[str, object]]:
        cards = [{"kind": "order", "order_id": number} for number in ("CL2026-0001", "CL2026-9999")]
        return [said("您问的是哪一单？", custom={"cards": cards})]

    bot.script = shows  # type: ignore[method-assign]
    service = Conversations(shop)
    await service.post(LIN, uuid4(), NOW, text="我的订单呢")
    await service.post("u-other", uuid4(), NOW, text="我的订单呢")
    assert await answering.answer_waiting()
    assert await answering.answer_waiting()
    async with shop.begin() as tx:
        own = (await messages_after(tx, LIN, "app", 1))[0]["cards"]
        foreign = (await messages_after(tx, "u-other", "app", 1))[0]["cards"]
    assert [card["order_id"] for card in own] == ["CL2026-0001"]
    assert own[0]["title"] == "羊毛大衣 红 M"
    assert foreign == []


async def test_every_change_of_owner_is_in_the_journal(shop: Database) -> None:
    await Conversations(shop).post(LIN, uuid4(), NOW, text="你好")
    async with shop.begin() as tx:
        held = await hold(tx, await conversation_id(shop))
        await change_owner(tx, held, Move.REQUEST_PERSON, who="bot", why=Because.DANGER_WORDS, now=NOW)
    async with shop.begin() as tx:
        found = await find(tx, held.conversation_id)
        query = "SELECT who, data->>'move', why FROM journal WHERE what = 'owner_changed'"
        entry = (await tx.execute(text(query))).one()
    assert found
    assert found.ownership.owner is Owner.QUEUE
    assert tuple(entry) == ("bot", "request_person", "danger_words")
