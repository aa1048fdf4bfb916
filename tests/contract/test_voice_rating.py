"""How a call went, by key at its end: asked once, kept as the case's rating, in either mode of the carrier."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import update

from callouts.phone_simulator.callees import HangUp, Press, Script, Speak, StaySilent
from callouts.rating import ASK, ASK_AFTER_AGENT, SORRY, THANKS
from careline.core.callouts import Outcome
from careline.core.transfers import TransferEnd, TransferState
from careline.desk.calls import softphone_of
from careline.insights.figures import figures
from careline.store.database import Database
from careline.store.tables.cases import cases
from careline.store.tables.contacts import opt_outs
from careline.store.tables.quality import quality_reviews
from tests.callouts_kit import EVERYBODY, LIN_PHONE, TUESDAY_10, Phone, eventually, late_order, phone, rows, take
from tests.contract.test_putting_through import TAKES, Floor
from tests.factories import ago, ahead
from tests.rules import rules_with

pytestmark = pytest.mark.contract

ASKED = rules_with(EVERYBODY, calls={"ask_how_it_went": True})
HELPED = (Speak("是的"), Speak("好的"))


@pytest.fixture(params=["gather", "relay"])
def relay(request: pytest.FixtureRequest) -> bool:
    """Both modes of the carrier."""
    return bool(request.param == "relay")


@asynccontextmanager
async def called(database: Database, relay: bool, *steps: Any, **given: Any) -> AsyncIterator[Phone]:
    """林晓雨 is phoned about her late order, and does so; the call is over."""
    order = given.pop("order", late_order())
    await take(database, order)
    async with phone(database, relay=relay, **{"rules": ASKED, **given}) as lin:
        lin.callee(Script(pick_up="answer", steps=steps))
        await lin.engine.step()
        await lin.over(silent=any(isinstance(step, StaySilent) for step in steps))
        yield lin


async def rating(database: Database) -> tuple[int | None, bool]:
    [case] = await rows(database, cases)
    return case["rating"], case["rated_by_key"]


@pytest.mark.parametrize(("key", "stars", "said"), [("1", 5, THANKS), ("2", 3, THANKS), ("3", 1, SORRY)])
async def test_a_key_after_the_good_bye_is_the_cases_rating(
    database: Database, relay: bool, key: str, stars: int, said: Any
) -> None:
    async with called(database, relay, *HELPED, Press(key)) as lin:
        assert lin.spoken()[-3:] == ["已经帮您催了，再见。", ASK.zh, said.zh]
        assert (await lin.engine.attempt())["outcome"] == Outcome.DECLINED  # as without the question
    assert await rating(database) == (stars, True)
    reviews = await rows(database, quality_reviews)
    assert [(one["why"], one["agent_id"]) for one in reviews] == ([("dissatisfied", None)] if stars == 1 else [])


async def test_it_counts_for_the_phone(database: Database) -> None:
    async with called(database, False, *HELPED, Press("3")):
        pass
    async with database.begin() as tx:
        await tx.execute(update(cases).values(closed_at=TUESDAY_10, close_reason="agent"))
        found = await figures(tx, ago(days=2), ahead(days=2), "UTC", ASKED)
    [(channel, satisfaction)] = found.satisfaction_by_channel.items()
    assert (channel, satisfaction.rated, satisfaction.dissatisfied) == ("phone", 1, 1.0)


@pytest.mark.parametrize("step", [StaySilent(), HangUp(), Press("7")])
async def test_nothing_or_another_key_is_no_answer(database: Database, relay: bool, step: Any) -> None:
    async with called(database, relay, *HELPED, step) as lin:
        assert ASK.zh in lin.spoken()
        assert lin.posts() == 1
    assert await rating(database) == (None, False)


async def test_key_9_still_means_no_more_calls(database: Database, relay: bool) -> None:
    async with called(database, relay, *HELPED, Press("9")) as lin:
        assert lin.spoken()[-1] == "好的，以后不会再给您打电话了，打扰您了，再见。"
    assert {row["channel"] for row in await rows(database, opt_outs)} == {"phone", "sms"}
    assert await rating(database) == (None, False)


async def test_in_english(database: Database, relay: bool) -> None:
    order = late_order(customer={"locale": "en", "name": "Emma Clark"})
    async with called(database, relay, *HELPED, Press("1"), order=order) as lin:
        assert lin.spoken()[-2:] == [ASK.en, THANKS.en]


async def test_switched_off_nobody_is_asked(database: Database, relay: bool) -> None:
    async with called(database, relay, *HELPED, rules=EVERYBODY) as lin:
        assert lin.spoken()[-1] == "已经帮您催了，再见。"


async def test_who_has_rated_it_already_or_wants_no_calls_is_not_asked(database: Database, relay: bool) -> None:
    await take(database, late_order())
    async with database.begin() as tx:
        await tx.execute(update(cases).values(rating=4, rated_at=TUESDAY_10))
    async with called(database, relay, *HELPED) as lin:
        assert lin.spoken()[-1] == "已经帮您催了，再见。"
    assert await rating(database) == (4, False)


async def test_who_wants_no_calls_is_asked_nothing_more(database: Database, relay: bool) -> None:
    async with called(database, relay, Speak("是的"), Speak("别再打了")) as lin:
        assert lin.spoken()[-1] == "好的，以后不会再打给您，再见。"


async def test_whoever_did_not_say_who_they_are_is_not_asked(database: Database, relay: bool) -> None:
    async with called(database, relay, Speak("好的")) as lin:
        assert lin.spoken()[-1] == "已经帮您催了，再见。"


@pytest.mark.parametrize(("key", "stars", "said"), [("1", 5, THANKS.zh), ("3", 1, SORRY.zh)])
async def test_after_the_talk_with_an_agent_it_is_theirs(
    database: Database, relay: bool, key: str, stars: int, said: str
) -> None:
    await take(database, late_order())
    async with phone(database, softphones=True, relay=relay, rules=ASKED) as lin:
        floor = Floor(lin, database)
        li = await floor.agent("li", TAKES)
        await floor.calls()
        await floor.until(TransferState.CONNECTED)
        floor.line_to(softphone_of(li.agent_id)).hang_up()
        await floor.until(TransferEnd.TALKED)
        await floor.hears(ASK_AFTER_AGENT.zh)

        async def listened() -> bool:
            return floor.caller.hear(Press(key))

        await eventually(listened, "a key that they may press")
        await lin.over()
        assert floor.heard_by(LIN_PHONE)[-1] == said
    assert await rating(database) == (stars, True)
    reviews = await rows(database, quality_reviews)
    assert [one["agent_id"] for one in reviews] == ([li.agent_id] if stars == 1 else [])


@pytest.mark.parametrize("said", [ASK, ASK_AFTER_AGENT, THANKS, SORRY])
def test_a_phone_is_told_at_most_two_sentences(said: Any) -> None:
    assert sum(said.zh.count(end) for end in "。？！") <= 2
    assert said.en.replace("Good-bye.", "").count(".") + said.en.count("?") <= 2
