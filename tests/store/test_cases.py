"""A case comes to its close when the consumer says so or keeps silent, and opens again within a week."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from careline.cases.closing import close_quiet_cases, let_rest
from careline.cases.rating import NoCaseError, RatingError, confirm_settled, not_settled, rate
from careline.cases.service import answered, open_case
from careline.conversations.conversation import attach_case, change_owner, open_app
from careline.core.conversation import Move
from careline.core.journal import Because
from careline.core.orders import AnswerStatus, Order, RemedyAnswer
from careline.core.remedies import RemedyKind
from careline.store.database import Database
from careline.store.journal import story_of
from careline.store.tables.cases import cases
from careline.store.tables.conversations import buttons
from tests.factories import NOW, ahead, customer
from tests.keeping_kit import case_now, known, told_to, wished
from tests.rules import RULES

pytestmark = pytest.mark.store


async def quiet_case(database: Database) -> tuple[Order, UUID]:
    """Something was wished for and done: everything has moved on, and the consumer knows."""
    shown = await known(database)
    got = await wished(database, shown, RemedyKind.INVOICE)
    usual: dict[str, Any] = {"code": "", "reason": "", "expected_by": None}
    done = RemedyAnswer(remedy_id=str(got.remedy_id), status=AnswerStatus.DONE, at=NOW, **usual)
    async with database.begin() as tx:
        await answered(tx, got.remedy_id, done, NOW, who="platform")
    return shown, got.case_id


async def opened(database: Database, shown: Order, now: datetime) -> UUID:
    async with database.begin() as tx:
        return await open_case(
            tx, shown.order_id, shown.customer_id, now, RULES, who="consumer", why=Because.CONSUMER_ASKED
        )


async def test_a_case_that_was_spoken_of_waits_for_the_consumer(database: Database) -> None:
    shown, case_id = await quiet_case(database)
    row = await case_now(database, shown.order_id)
    assert (row["case_id"], row["closed_at"], row["quiet_since"]) == (case_id, None, NOW)


async def test_they_are_asked_once_whether_it_is_settled(database: Database) -> None:
    shown, case_id = await quiet_case(database)
    assert await close_quiet_cases(database, ahead(minutes=9), RULES) == 0
    assert sum(await asyncio.gather(*(close_quiet_cases(database, ahead(minutes=10), RULES) for _ in range(3)))) == 1
    (message,) = await told_to(database, shown.customer_id)
    assert message["text"] == "您买的羊毛大衣，该办的都办完了，您这边解决了吗？"
    assert [button["title"] for button in message["buttons"]] == ["解决了", "还没有"]
    async with database.begin() as tx:
        payloads = [row.payload for row in await tx.execute(select(buttons.c.payload).order_by(buttons.c.button_id))]
    assert payloads[0] == {"intent": "case_settled", "entities": {"case_id": str(case_id), "settled": "yes"}}
    assert await close_quiet_cases(database, ahead(hours=47), RULES) == 0


async def test_silence_for_two_days_closes_it_and_asks_how_it_went_once(database: Database) -> None:
    shown, _ = await quiet_case(database)
    await close_quiet_cases(database, ahead(hours=1), RULES)
    closed = await asyncio.gather(*(close_quiet_cases(database, ahead(hours=48), RULES) for _ in range(3)))
    assert sum(closed) == 1
    row = await case_now(database, shown.order_id)
    assert (row["close_reason"], row["closed_at"]) == ("quiet", ahead(hours=48))
    question, rating = await told_to(database, shown.customer_id)
    assert len(question["buttons"]) == 2
    assert [button["title"][0] for button in rating["buttons"]] == ["5", "4", "3", "2", "1"]
    assert await close_quiet_cases(database, ahead(hours=99), RULES) == 0


async def test_what_begins_meanwhile_is_not_closed_over(database: Database) -> None:
    shown, _ = await quiet_case(database)
    await wished(database, shown, RemedyKind.URGE_MERCHANT, ahead(hours=1))
    assert await close_quiet_cases(database, ahead(hours=49), RULES) == 0
    row = await case_now(database, shown.order_id)
    assert (row["closed_at"], row["quiet_since"]) == (None, None)


async def test_the_consumer_who_says_settled_closes_it(database: Database) -> None:
    shown, case_id = await quiet_case(database)
    async with database.begin() as tx:
        assert await confirm_settled(tx, shown.customer_id, case_id, ahead(hours=1))
        assert await confirm_settled(tx, shown.customer_id, case_id, ahead(hours=2))
    row = await case_now(database, shown.order_id)
    assert (row["close_reason"], row["closed_at"]) == ("confirmed", ahead(hours=1))


async def test_a_case_rests_once_the_talk_with_a_person_is_over(database: Database) -> None:
    shown, case_id = await quiet_case(database)
    async with database.begin() as tx:
        await not_settled(tx, shown.customer_id, case_id, ahead(hours=1), RULES)
        talk = await open_app(tx, customer(), NOW)
        await attach_case(tx, talk.conversation_id, case_id)
        queued = await change_owner(tx, talk, Move.REQUEST_PERSON, who="bot", why="asked", now=ahead(hours=1))
    assert await let_rest(database, ahead(hours=2)) == 0
    async with database.begin() as tx:
        await change_owner(tx, queued, Move.LEAVE_QUEUE, who="bot", why="left", now=ahead(hours=2))
    assert [await let_rest(database, ahead(hours=3)) for _ in range(2)] == [1, 0]
    assert (await case_now(database, shown.order_id))["quiet_since"] == ahead(hours=3)


async def test_settled_does_not_close_what_is_still_under_way(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, RemedyKind.INVOICE)
    async with database.begin() as tx:
        assert not await confirm_settled(tx, shown.customer_id, got.case_id, NOW)
    assert (await case_now(database, shown.order_id))["closed_at"] is None


@pytest.mark.parametrize("closed", [False, True])
async def test_not_settled_goes_on_with_the_same_case(database: Database, *, closed: bool) -> None:
    shown, case_id = await quiet_case(database)
    if closed:
        await close_quiet_cases(database, ahead(hours=48), RULES)
    async with database.begin() as tx:
        assert await not_settled(tx, shown.customer_id, case_id, ahead(hours=50), RULES) == case_id
    row = await case_now(database, shown.order_id)
    assert (row["closed_at"], row["quiet_since"], row["reopened"]) == (None, None, int(closed))


async def test_trouble_within_a_week_opens_it_again_and_later_trouble_is_a_new_case(database: Database) -> None:
    shown, case_id = await quiet_case(database)
    await close_quiet_cases(database, ahead(hours=48), RULES)
    assert await opened(database, shown, ahead(hours=48, days=6)) == case_id
    async with database.begin() as tx:
        told = [row["what"] for row in await story_of(tx, shown.order_id)]
        assert await confirm_settled(tx, shown.customer_id, case_id, ahead(days=10))
    assert told.count("case_reopened") == 1
    assert await opened(database, shown, ahead(days=17, minutes=1)) != case_id


async def test_two_who_open_it_again_at_once_open_one_case(database: Database) -> None:
    shown, case_id = await quiet_case(database)
    await close_quiet_cases(database, ahead(hours=48), RULES)
    assert set(await asyncio.gather(*(opened(database, shown, ahead(hours=50)) for _ in range(5)))) == {case_id}
    assert (await case_now(database, shown.order_id))["reopened"] == 1


async def test_two_who_open_one_at_once_open_one_case(database: Database) -> None:
    shown = await known(database)
    assert len(set(await asyncio.gather(*(opened(database, shown, NOW) for _ in range(5))))) == 1


async def test_how_it_went_is_kept_with_its_words_and_the_last_word_counts(database: Database) -> None:
    shown, case_id = await quiet_case(database)
    async with database.begin() as tx:
        for rating, words in ((2, ""), (2, "等太久"), (2, ""), (4, "")):
            await rate(tx, shown.customer_id, case_id, rating, words, NOW)
    row = await case_now(database, shown.order_id)
    assert (row["rating"], row["rating_text"], row["rated_at"]) == (4, "等太久", NOW)
    async with database.begin() as tx:
        rated = [row for row in await story_of(tx, shown.order_id) if row["what"] == "case_rated"]
    assert [row["data"]["rating"] for row in rated] == [2, 2, 4]


@pytest.mark.parametrize(("rating", "words"), [(0, ""), (6, ""), (3, "好" * 2001)])
async def test_a_rating_that_is_none_is_refused(database: Database, rating: int, words: str) -> None:
    shown, case_id = await quiet_case(database)
    async with database.begin() as tx:
        with pytest.raises(RatingError):
            await rate(tx, shown.customer_id, case_id, rating, words, NOW)


async def test_nobody_rates_or_settles_the_case_of_another(database: Database) -> None:
    _, case_id = await quiet_case(database)
    async with database.begin() as tx:
        with pytest.raises(NoCaseError):
            await rate(tx, "u-other", case_id, 1, "", NOW)
        with pytest.raises(NoCaseError):
            await confirm_settled(tx, "u-other", case_id, NOW)
        with pytest.raises(NoCaseError):
            await not_settled(tx, "u-other", case_id, NOW, RULES)
        assert (await tx.execute(select(cases.c.closed_at))).scalar_one() is None
