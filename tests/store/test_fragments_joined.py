"""Messages that belong together are one turn: answered once, in order, nothing lost and nothing doubled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import RowMapping, select, text, update

from careline.conversations import turns as joining
from careline.conversations.conversation import hold, latest_app
from careline.conversations.messages import Outgoing, messages_after, say
from careline.conversations.service import Conversations
from careline.conversations.turns import Turn, claim, give_back
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.core.roles import Role
from careline.desk.agents import Agent
from careline.desk.handoffs import back_to_queue
from careline.desk.service import Desk, TakenError, request_handoff
from careline.dialogue.answering import Answering, Limits
from careline.dialogue.client import Answer, DialogueClient, Reply
from careline.store.database import Database
from careline.store.tables.conversations import Author, TurnState, turns
from tests.desk_floor import hired, owner_of, paid, says, told
from tests.factories import NOW
from tests.fake_bot import SECRET, FakeBot, fake_bot, said
from tests.rules import RULES

pytestmark = pytest.mark.store

LIN = "u-lin"


@pytest.fixture
async def floor(database: Database) -> Database:
    await told(database, paid(LIN, "CL2026-0001"))
    return database


@pytest.fixture
async def bot() -> AsyncIterator[FakeBot]:
    async with fake_bot() as running:
        yield running


@pytest.fixture
async def answering(floor: Database, bot: FakeBot) -> AsyncIterator[Answering]:
    async with aiohttp.ClientSession() as http:
        yield Answering(floor, DialogueClient(http, [bot.url], SECRET), lambda: NOW, Limits(app=2, phone=2))


async def next_turn(database: Database, turn_id: UUID | None = None) -> Turn | None:
    async with database.begin() as tx:
        found = await claim(tx, 30, turn_id)
        return found[1] if found else None


async def waited(database: Database, seconds: float = joining.PATIENCE_SECONDS) -> None:
    """As if so much time had passed for every turn."""
    async with database.begin() as tx:
        await tx.execute(update(turns).values(ready_at=turns.c.ready_at - text(f"interval '{seconds} seconds'")))


async def rows(database: Database) -> list[RowMapping]:
    async with database.begin() as tx:
        return list((await tx.execute(select(turns).order_by(turns.c.seq))).mappings())


async def test_a_fragment_waits_and_is_answered_by_itself_if_nothing_follows(floor: Database) -> None:
    await says(floor, LIN, "我那个炸锅")
    assert await next_turn(floor) is None
    await waited(floor)
    turn = await next_turn(floor)
    assert turn
    assert turn.text == "我那个炸锅"


async def test_what_completes_it_is_claimed_at_once_with_what_waited(floor: Database) -> None:
    for words in ("在吗", "我那个炸锅", "四天了没动静"):
        await says(floor, LIN, words)
    turn = await next_turn(floor)
    assert turn
    assert turn.text == "在吗\n我那个炸锅\n四天了没动静"
    assert [row["state"] for row in await rows(floor)] == [TurnState.CLAIMED, TurnState.JOINED, TurnState.JOINED]
    assert {row["joined_to"] for row in (await rows(floor))[1:]} == {turn.turn_id}
    assert await next_turn(floor) is None


@pytest.mark.parametrize(("first", "joined"), [(3995, True), (3996, False)])
async def test_what_is_joined_is_no_longer_than_a_message(floor: Database, first: int, joined: bool) -> None:
    """Rasa's side refuses more than 4,000 characters, the line between two messages counted in."""
    await says(floor, LIN, "a" * (first - 1) + "，")
    await says(floor, LIN, "没动静？")
    turn = await next_turn(floor)
    assert turn
    assert turn.text
    assert ("没动静" in turn.text) is joined
    assert len(turn.text) <= joining.MAX_TEXT


async def test_the_notice_of_the_last_one_finds_the_first(floor: Database) -> None:
    await says(floor, LIN, "我那个炸锅")
    last = await Conversations(floor).post(LIN, uuid4(), NOW, text="四天了没动静")
    turn = await next_turn(floor, last.turn_id)
    assert turn
    assert turn.text == "我那个炸锅\n四天了没动静"


async def test_each_further_fragment_is_waited_for_but_not_for_ever(floor: Database) -> None:
    await says(floor, LIN, "在吗")
    await waited(floor, 1.0)
    await says(floor, LIN, "我那个炸锅")
    await waited(floor, 0.3)
    assert await next_turn(floor) is None  # the first has waited, the second has not
    await says(floor, LIN, "那条围巾")
    await waited(floor, joining.LONGEST_SECONDS - 1.3 - 0.8)
    await says(floor, LIN, "那双鞋")
    assert await next_turn(floor) is None
    await waited(floor, 0.9)  # the last has not waited long enough by itself
    turn = await next_turn(floor)
    assert turn
    assert turn.text == "在吗\n我那个炸锅\n那条围巾\n那双鞋"


async def test_what_comes_in_while_a_turn_is_worked_on_is_one_turn_after_it(
    floor: Database, bot: FakeBot, answering: Answering
) -> None:
    first = await Conversations(floor).post(LIN, uuid4(), NOW, text="怎么还没发货")
    bot.gate = asyncio.Event()
    working = asyncio.create_task(answering.answer_waiting(first.turn_id))
    while not bot.asked:
        await asyncio.sleep(0.01)
    for words in ("能退款吗", "运费谁出", "几号到账"):
        await says(floor, LIN, words)
    bot.gate.set()
    await working
    assert [one["text"] for one in bot.asked] == ["怎么还没发货", "能退款吗\n运费谁出\n几号到账"]
    assert [author for author, _ in await lines(floor)] == ["consumer"] * 4 + ["bot"] * 2


async def test_more_questions_than_the_assistant_can_take_are_two_turns(floor: Database, answering: Answering) -> None:
    for words in ("能退款吗", "运费谁出", "几号到账", "要寄到哪"):
        await says(floor, LIN, words)
    assert await answering.answer_waiting()
    assert [words for author, words in await lines(floor) if author == "bot"] == [
        "回答：能退款吗\n运费谁出\n几号到账", "回答：要寄到哪",
    ]  # fmt: skip


async def test_danger_a_wish_for_a_person_and_buttons_are_turns_of_their_own(
    floor: Database, bot: FakeBot, answering: Answering
) -> None:
    async def offers(body: dict[str, Any]) -> list[dict[str, Any]]:
        return [said("好", buttons=[{"title": "催一下", "payload": {"intent": "affirm", "entities": {}}}])]

    bot.script = offers  # type: ignore[method-assign]
    await says(floor, LIN, "怎么还没发货")
    await answering.answer_waiting()
    async with floor.begin() as tx:
        button = (await messages_after(tx, LIN, "app", 0))[-1]["buttons"][0]["id"]
    bot.asked.clear()
    await says(floor, LIN, "我那个炸锅")
    await says(floor, LIN, "充电的时候冒烟了")
    await says(floor, LIN, "怎么办")
    await Conversations(floor).post(LIN, uuid4(), NOW, button_id=UUID(button))
    await says(floor, LIN, "转人工")
    while await answering.answer_waiting():
        pass
    asked = [one["text"] or one["payload"]["intent"] for one in bot.asked]
    assert asked == ["我那个炸锅", "充电的时候冒烟了", "怎么办", "affirm", "转人工"]


async def test_what_answers_our_question_does_not_wait(floor: Database) -> None:
    await says(floor, LIN, "我要换货")
    async with floor.begin() as tx:
        found = await latest_app(tx, LIN)
        assert found
        await tx.execute(update(turns).values(state=TurnState.ANSWERED))
        await say(tx, await hold(tx, found.conversation_id), Author.BOT, Outgoing(text="您要换哪个颜色？"), NOW)
    await says(floor, LIN, "灰色")
    turn = await next_turn(floor)
    assert turn
    assert turn.text == "灰色"


async def test_a_turn_that_was_claimed_before_joins_nothing_more(floor: Database) -> None:
    """Its process may have died after the assistant answered: that answer is repeated, and knows of nothing later."""
    await says(floor, LIN, "我那个炸锅")
    await says(floor, LIN, "四天了没动静")
    first = await next_turn(floor)
    await says(floor, LIN, "怎么办")
    async with floor.begin() as tx:
        await tx.execute(
            update(turns).where(turns.c.state == "claimed").values(lease_until=text("now() - interval '1 second'"))
        )
    again = await next_turn(floor)
    assert first
    assert again
    assert (again.turn_id, again.text) == (first.turn_id, "我那个炸锅\n四天了没动静")
    async with floor.begin() as tx:
        found = await latest_app(tx, LIN)
        assert found
        await give_back(tx, found, again)
    given = await next_turn(floor)
    assert given
    assert (given.turn_id, given.text) == (first.turn_id, "我那个炸锅\n四天了没动静")


async def test_what_another_transaction_holds_is_not_jumped_over(floor: Database) -> None:
    """Nobody waits for its lock, and the order stays."""
    for words in ("在吗", "我那个炸锅", "四天了没动静"):
        await says(floor, LIN, words)
    second = (await rows(floor))[1]["turn_id"]
    async with floor.begin() as tx:
        await tx.execute(select(turns.c.turn_id).where(turns.c.turn_id == second).with_for_update())
        async with asyncio.timeout(5):
            turn = await next_turn(floor)
    assert turn
    assert turn.text == "在吗"
    assert [row["state"] for row in await rows(floor)] == ["claimed", "waiting", "waiting"]


async def test_many_claimers_of_joined_turns_get_one(floor: Database) -> None:
    for words in ("在吗", "我那个炸锅", "四天了没动静"):
        await says(floor, LIN, words)
    got = [one for one in await asyncio.gather(*(next_turn(floor) for _ in range(6)), return_exceptions=True) if one]
    assert len([one for one in got if isinstance(one, Turn)]) == 1


async def test_a_claim_beside_an_agents_claim_ends_in_one_of_two_ways(floor: Database) -> None:
    """Either the turn was claimed first, and its late answer will be discarded, or nothing is left to claim."""
    desk = Desk(floor, RULES)
    for n in range(10):
        await told(floor, paid(f"u-{n}", f"CL2026-1{n:03}"))
        chen = await hired(floor, f"chen{n}", role=Role.SUPERVISOR)
        for words in ("在吗", "我那个炸锅", "四天了没动静"):
            conversation_id = await says(floor, f"u-{n}", words)
        async with asyncio.timeout(10):
            turn, taken = await asyncio.gather(next_turn(floor), desk.claim(chen, conversation_id, NOW))
        assert taken == conversation_id
        mine = [row for row in await rows(floor) if row["conversation_id"] == conversation_id]
        states = [row["state"] for row in mine]
        if turn is None:
            assert states == ["discarded"] * 3
        else:
            assert states[0] == "claimed"
            assert set(states[1:]) <= {"joined", "discarded"}
            await claim_is_over(floor, turn)


async def claim_is_over(database: Database, turn: Turn) -> None:
    async with database.begin() as tx:
        ended = {"state": TurnState.DISCARDED, "lease_until": None}
        await tx.execute(update(turns).where(turns.c.turn_id == turn.turn_id).values(**ended))


async def lines(database: Database, customer_id: str = LIN) -> list[tuple[str, str]]:
    async with database.begin() as tx:
        return [(row["author"], row["text"]) for row in await messages_after(tx, customer_id, "app", 0)]


# --- whatever happens, in whatever order ------------------------------------------------------------------------------

SAID = ("在吗", "我那个炸锅", "四天了没动静", "能退款吗", "转人工", "充电的时候冒烟了")
STEP = st.one_of(
    st.tuples(st.just("says"), st.sampled_from(SAID)),
    st.tuples(
        st.sampled_from(["time", "answer", "think", "told", "die", "ask", "claim", "return", "requeue"]), st.none()
    ),
)


class Story:
    """One consumer, the assistant's process, the desk; what each of them does, and what must hold after each step."""

    def __init__(self, database: Database, who: str, answering: Answering, bot: FakeBot, li: Agent) -> None:
        self.database, self.who, self.answering, self.bot, self.li = database, who, answering, bot, li
        self.desk = Desk(database, RULES)
        self.posted: list[str] = []
        self.conversation_id: UUID | None = None
        self.thinking: Turn | None = None

    async def step(self, what: str, words: str | None) -> None:
        if what == "says":
            assert words
            self.posted.append(words)
            self.conversation_id = await says(self.database, self.who, words)
        elif what == "time":
            await waited(self.database)
        elif self.conversation_id:
            await getattr(self, f"_{what}")(self.conversation_id)

    async def _answer(self, conversation_id: UUID) -> None:
        waiting = [row for row in await self._turns() if row["state"] == "waiting"]
        if waiting:
            await self.answering.answer_waiting(waiting[0]["turn_id"])

    async def _think(self, conversation_id: UUID) -> None:
        """A process claims a turn and goes on thinking."""
        waiting = [row for row in await self._turns() if row["state"] == "waiting"]
        if waiting and self.thinking is None:
            self.thinking = await next_turn(self.database, waiting[0]["turn_id"])

    async def _told(self, conversation_id: UUID) -> None:
        """It has thought, and its answer is stored as far as it counts."""
        if turn := self.thinking:
            self.thinking = None
            await self.answering._store(turn, Answer(replies=(Reply(text="答"),), intent="x", confidence=1.0))

    async def _die(self, conversation_id: UUID) -> None:
        self.thinking = None
        async with self.database.begin() as tx:
            lost = (turns.c.conversation_id == conversation_id) & (turns.c.state == "claimed")
            await tx.execute(update(turns).where(lost).values(lease_until=text("now() - interval '1 second'")))

    async def _ask(self, conversation_id: UUID) -> None:
        if (await owner_of(self.database, conversation_id))[0] is Owner.BOT:
            async with self.database.begin() as tx:
                await request_handoff(tx, conversation_id, why=Because.ASKED_FOR_A_PERSON, now=NOW)

    async def _claim(self, conversation_id: UUID) -> None:
        await self.desk.claim(self.li, conversation_id, NOW)

    async def _return(self, conversation_id: UUID) -> None:
        if (await owner_of(self.database, conversation_id))[0] is Owner.AGENT:
            await self.desk.return_to_bot(self.li, conversation_id, NOW)

    async def _requeue(self, conversation_id: UUID) -> None:
        async with self.database.begin() as tx:
            await back_to_queue(
                tx, conversation_id, self.li.agent_id, who="operator", why=Because.LOGIN_TAKEN_AWAY, now=NOW
            )

    async def _turns(self) -> list[RowMapping]:
        return [row for row in await rows(self.database) if row["conversation_id"] == self.conversation_id]

    async def holds(self) -> None:
        """Each message once and in order; each turn in a state that its neighbours allow; an agent has all of it."""
        said = await lines(self.database, self.who)
        assert [words for author, words in said if author == "consumer"] == self.posted
        found = await self._turns()
        by_id = {row["turn_id"]: row for row in found}
        assert len([row for row in found if row["state"] == "claimed"]) <= 1
        for row in found:
            if row["state"] == "joined":
                head = by_id[row["joined_to"]]
                assert head["state"] not in {"joined", "waiting"} or head["claims"] > 0
                assert head["seq"] < row["seq"]
                assert row["text"] in head["text"].split("\n")
        if self.conversation_id:
            owner, _ = await owner_of(self.database, self.conversation_id)
            if owner is Owner.AGENT:
                assert not [row for row in found if row["state"] == "waiting"]

    async def ends(self) -> None:
        """In the end every message has an answer, or came to an agent: none waits, and none was dropped otherwise."""
        self.thinking = None
        if self.conversation_id is None:
            return
        await self._die(self.conversation_id)
        for _ in range(3 * len(self.posted) + 3):
            await waited(self.database, 10)
            open_ones = [row for row in await self._turns() if row["state"] in {"waiting", "claimed"}]
            if not open_ones:
                break
            await self.answering.answer_waiting(open_ones[0]["turn_id"])
        await self.holds()
        for row in await self._turns():
            assert row["state"] in {"answered", "joined", "discarded"}, row
            if row["state"] == "discarded":
                assert row["outcome"] in {"claim", "late"}, row
        async with self.database.begin() as tx:
            told_of = select(turns.c.turn_id).where(turns.c.state == "answered")
            answered = set((await tx.execute(told_of)).scalars())
            given = [row["turn_id"] for row in await messages_after(tx, self.who, "app", 0) if row["author"] == "bot"]
        mine = {row["turn_id"] for row in await self._turns()} & answered
        assert sorted(given) == sorted(mine)  # one answer each


@settings(
    max_examples=settings().max_examples // 2, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=st.lists(STEP, min_size=4, max_size=24))
async def test_whatever_happens_each_message_is_answered_once_or_read_by_an_agent(
    floor: Database, answering: Answering, bot: FakeBot, steps: list[tuple[str, str | None]]
) -> None:
    who = f"u-{uuid4().hex[:12]}"
    await told(floor, paid(who, f"CL-{uuid4().hex[:12]}"))
    story = Story(floor, who, answering, bot, await hired(floor, f"li{uuid4().hex[:8]}"))
    for what, words in steps:
        with suppress(TakenError):
            await story.step(what, words)
        await story.holds()
    await story.ends()
