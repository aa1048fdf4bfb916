"""Conversations that are looked at: which ones are put up and why, who may score them, and the agent's one answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from careline.cases.service import rate
from careline.core.quality import QualityScore, QualityState, ScoresError, WhyScored
from careline.desk.agents import Agent
from careline.desk.service import Desk
from careline.insights.figures import quality_shown
from careline.insights.quality import (
    AnsweredError,
    NoQualityError,
    NotOverError,
    OwnWorkError,
    Quality,
    Sample,
    ScoredError,
    Verdict,
    listed,
    own_reviews,
    review_of,
    sampled,
    scores_of,
)
from careline.store.database import Database
from careline.store.tables.cases import cases, journal
from careline.store.tables.desk import agents
from careline.store.tables.quality import quality_reviews
from tests.desk_floor import asks_for_a_person, hired, paid, says, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES, rules_with

pytestmark = pytest.mark.store

NOBODY_DRAWN = rules_with(quality={"sample_percent": 0})
ALL_DRAWN = rules_with(quality={"sample_percent": 100})


@dataclass
class Floor:
    database: Database
    li: Agent
    chen: Agent
    wu: Agent
    quality: Quality

    async def closed(self, customer_id: str, agent: Agent | None = None, rules: Any = NOBODY_DRAWN) -> UUID:
        """A conversation that this agent has had and closed; its case has it as the last one."""
        desk, who = Desk(self.database, rules), agent or self.li
        await told(self.database, paid(customer_id, f"CL-{customer_id}", hours_ago=60))
        talk = await asks_for_a_person(self.database, customer_id)
        await desk.claim(who, talk, NOW)
        await desk.close(who, talk, "办好了", ahead(minutes=5))
        async with self.database.begin() as tx:
            mine = cases.c.order_id == f"CL-{customer_id}"
            await tx.execute(update(cases).where(mine).values(conversation_id=talk))
        return talk

    async def rated(self, customer_id: str, rating: int) -> None:
        async with self.database.begin() as tx:
            query = select(cases.c.case_id).where(cases.c.order_id == f"CL-{customer_id}")
            case_id = (await tx.execute(query)).scalar_one()
            await rate(tx, customer_id, case_id, rating, "", ahead(minutes=6))

    async def rows(self) -> list[Any]:
        async with self.database.begin() as tx:
            return list((await tx.execute(select(quality_reviews).order_by(quality_reviews.c.review_id))).all())

    async def scored(self, talk: UUID, *, by: Agent | None = None, version: int = 0, points: int | None = 2) -> None:
        verdict = Verdict(conversation_id=talk, version=version, scores=scores(points), note="看过了")
        await self.quality.score(by or self.chen, verdict, ahead(hours=1))


def scores(points: int | None = 2, **others: int | None) -> list[QualityScore]:
    given = dict.fromkeys(RULES.quality.criteria, points) | others
    return [
        QualityScore(criterion=one, points=some, reason="" if some == 2 else "没说清楚") for one, some in given.items()
    ]


@pytest.fixture
async def floor(database: Database) -> Floor:
    li = await hired(database, "li")
    chen, wu = [await hired(database, login, role="supervisor") for login in ("chen", "wu")]
    return Floor(database, li, chen, wu, Quality(database, RULES.quality))


async def test_a_bad_rating_puts_the_conversation_up_once_and_a_good_one_does_not(floor: Floor) -> None:
    talk = await floor.closed("u-lin")
    await floor.closed("u-wu")
    await floor.rated("u-wu", 3)
    await floor.rated("u-lin", 2)
    await floor.rated("u-lin", 1)
    [row] = await floor.rows()
    assert (row.conversation_id, row.agent_id, row.why, row.state) == (talk, floor.li.agent_id, "dissatisfied", "open")
    async with floor.database.begin() as tx:
        noted = (await tx.execute(select(journal).where(journal.c.what == "quality_opened"))).one()
    assert (noted.who, noted.why, noted.customer_id) == ("consumer", "consumer_rated", "u-lin")


async def test_a_bad_rating_of_the_assistant_is_a_review_of_the_assistant(floor: Floor) -> None:
    await told(floor.database, paid("u-lin", "CL-u-lin", hours_ago=60))
    talk = await says(floor.database, "u-lin")
    async with floor.database.begin() as tx:
        await tx.execute(update(cases).values(conversation_id=talk))
    await floor.rated("u-lin", 1)
    [row] = await floor.rows()
    assert (row.conversation_id, row.agent_id) == (talk, None)
    await floor.scored(talk, version=1)
    async with floor.database.begin() as tx:
        _, [one] = await quality_shown(tx, ago(hours=1), ahead(days=1), RULES, "en")
    assert (one.code, one.name, one.mean) == ("", "The assistant", 2.0)


async def test_the_lot_draws_closed_conversations_and_dissatisfaction_is_the_stronger_reason(floor: Floor) -> None:
    await floor.closed("u-lin", rules=NOBODY_DRAWN)
    assert await floor.rows() == []
    talk = await floor.closed("u-wu", rules=ALL_DRAWN)
    [row] = await floor.rows()
    assert (row.conversation_id, row.why) == (talk, "sampled")
    await floor.rated("u-wu", 1)
    [row] = await floor.rows()
    assert row.why == "dissatisfied"


async def test_a_supervisor_scores_and_it_is_on_record_with_who_when_and_why(floor: Floor) -> None:
    talk = await floor.closed("u-lin")
    await floor.quality.score(
        floor.chen, Verdict(conversation_id=talk, version=0, scores=scores(tone=1, facts=None), note=" 语气急 "),
        ahead(hours=1),
    )  # fmt: skip
    async with floor.database.begin() as tx:
        row = await review_of(tx, talk, floor.wu.agent_id)
        given = (await scores_of(tx, [row["review_id"]]))[row["review_id"]]
        noted = (await tx.execute(select(journal).where(journal.c.what == "quality_scored"))).one()
    assert (row["reviewer"], row["scored_at"], row["why"], row["note"]) == (
        "客服chen", ahead(hours=1), WhyScored.CHOSEN, "语气急",
    )  # fmt: skip
    found = {one.criterion: (one.points, one.reason) for one in given}
    assert (found["tone"], found["facts"], found["understood"]) == ((1, "没说清楚"), (None, "没说清楚"), (2, ""))
    assert (noted.who, noted.data["points"]["tone"], noted.customer_id) == ("agent:chen", 1, "u-lin")


async def test_nobody_scores_a_conversation_that_they_had_themselves(floor: Floor) -> None:
    own = await floor.closed("u-lin", floor.chen)
    with pytest.raises(OwnWorkError):
        await floor.scored(own, by=floor.chen)
    await floor.scored(own, by=floor.wu)
    # passed on: whoever had it before is no judge of it either
    desk = Desk(floor.database, NOBODY_DRAWN)
    async with floor.database.begin() as tx:
        await tx.execute(update(agents).values(online=True, seen_at=NOW))
    await told(floor.database, paid("u-mei", "CL-u-mei", hours_ago=60))
    talk = await asks_for_a_person(floor.database, "u-mei")
    await desk.claim(floor.chen, talk, NOW)
    await desk.transfer(floor.chen, talk, NOW, to=floor.li.agent_id)
    await desk.close(floor.li, talk, "好了", ahead(minutes=1))
    with pytest.raises(OwnWorkError):
        await floor.scored(talk, by=floor.chen)
    await floor.scored(talk, by=floor.wu)


async def test_the_database_itself_refuses_whoever_had_it_last(floor: Floor) -> None:
    await floor.closed("u-lin", floor.chen, ALL_DRAWN)
    mine = {"state": QualityState.SCORED, "scored_at": NOW, "reviewer_id": floor.chen.agent_id}
    async with floor.database.autocommit() as tx:
        with pytest.raises(IntegrityError, match="nobody_their_own"):
            await tx.execute(update(quality_reviews).values(**mine))


async def test_what_still_goes_on_with_a_person_is_not_scored(floor: Floor) -> None:
    await told(floor.database, paid("u-lin", "CL-u-lin", hours_ago=60))
    talk = await asks_for_a_person(floor.database, "u-lin")
    with pytest.raises(NotOverError):
        await floor.scored(talk)
    await Desk(floor.database, RULES).claim(floor.li, talk, NOW)
    with pytest.raises(NotOverError):
        await floor.scored(talk)
    with pytest.raises(NoQualityError):
        await floor.scored(UUID(int=7))
    assert await floor.rows() == []


async def test_of_two_supervisors_at_once_one_has_scored_it_and_the_other_is_told(floor: Floor) -> None:
    talk = await floor.closed("u-lin")
    both = [floor.scored(talk, by=floor.chen), floor.scored(talk, by=floor.wu, points=1)]
    results = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "ScoredError"]
    with pytest.raises(ScoredError):
        await floor.scored(talk, version=1)
    assert len(await floor.rows()) == 1


async def test_a_score_without_its_reason_changes_nothing(floor: Floor) -> None:
    talk = await floor.closed("u-lin")
    bad = Verdict(conversation_id=talk, version=0, scores=scores()[:-1], note="")
    with pytest.raises(ScoresError):
        await floor.quality.score(floor.chen, bad, NOW)
    assert await floor.rows() == []


async def test_the_agent_sees_it_and_answers_once(floor: Floor) -> None:
    talk = await floor.closed("u-lin", rules=ALL_DRAWN)
    async with floor.database.begin() as tx:
        assert await own_reviews(tx, floor.li, limit=9) == []  # nothing is shown before it is scored
    [row] = await floor.rows()
    with pytest.raises(NoQualityError):
        await floor.quality.answer(floor.li, row.review_id, True, "还没评", NOW)
    await floor.scored(talk, version=1)
    async with floor.database.begin() as tx:
        [seen] = await own_reviews(tx, floor.li, limit=9)
        assert await own_reviews(tx, floor.wu, limit=9) == []
    with pytest.raises(NoQualityError):
        await floor.quality.answer(floor.wu, seen["review_id"], False, "", NOW)
    await floor.quality.answer(floor.li, seen["review_id"], False, "", ahead(hours=2))
    with pytest.raises(AnsweredError):
        await floor.quality.answer(floor.li, seen["review_id"], True, "想了想不同意", ahead(hours=3))
    [row] = await floor.rows()
    assert (row.state, row.answer, row.answered_at) == ("acknowledged", None, ahead(hours=2))
    with pytest.raises(ScoredError):
        await floor.scored(talk, version=row.version)


async def test_an_objection_comes_first_and_is_settled_by_one_more_look(floor: Floor) -> None:
    await floor.closed("u-wu", rules=ALL_DRAWN)
    talk = await floor.closed("u-lin")
    await floor.scored(talk, points=0)
    async with floor.database.begin() as tx:
        review = await review_of(tx, talk, floor.wu.agent_id)
    await floor.quality.answer(floor.li, review["review_id"], True, "顾客自己说不用查", ahead(hours=2))
    async with floor.database.begin() as tx:
        found, in_all = await listed(tx, (QualityState.OPEN, QualityState.OBJECTED), None, floor.wu.agent_id, limit=9)
        assert [one["state"] for one in found] == ["objected", "open"]
        assert in_all == 2
    with pytest.raises(ScoredError):
        await floor.scored(talk, version=2)  # as it was before the objection
    await floor.scored(talk, by=floor.wu, version=3)
    async with floor.database.begin() as tx:
        after = await review_of(tx, talk, floor.chen.agent_id)
        points = {one.points for one in (await scores_of(tx, [after["review_id"]]))[after["review_id"]]}
    assert (after["state"], after["reviewer"], after["answer"], points) == (
        "settled",
        "客服wu",
        "顾客自己说不用查",
        {2},
    )
    with pytest.raises(AnsweredError):
        await floor.quality.answer(floor.li, review["review_id"], True, "再来", ahead(hours=4))


async def test_closed_conversations_are_chosen_by_agent_channel_rating_and_lot(floor: Floor) -> None:
    mine = [await floor.closed(f"u-{n}") for n in range(3)]
    other = await floor.closed("u-x", floor.wu)
    await floor.rated("u-1", 2)  # which puts it up
    period: dict[str, Any] = {"since": ago(days=1), "until": ahead(days=1)}

    async def chosen(**given: Any) -> list[UUID]:
        async with floor.database.begin() as tx:
            rows = await sampled(tx, Sample(**period, **given), floor.wu.agent_id, limit=50)
        return [row["conversation_id"] for row in rows]

    assert set(await chosen()) == {*mine, other}
    assert set(await chosen(agent_id=floor.li.agent_id)) == set(mine)
    assert await chosen(low=True) == [mine[1]]
    assert await chosen(channel="phone") == []
    lot = await chosen(lot=2, seed="a")
    assert len(lot) == 2
    assert mine[1] not in {*lot, *await chosen(lot=9)}  # is up already
    assert lot == await chosen(lot=2, seed="a")
    async with floor.database.begin() as tx:
        rows = await sampled(tx, Sample(**period), floor.wu.agent_id, limit=50)
    assert {row["conversation_id"] for row in rows if row["own"]} == {other}


async def test_means_by_agent_and_criterion_with_the_number_of_reviews(floor: Floor) -> None:
    for customer, points in (("u-1", 2), ("u-2", 1)):
        await floor.scored(await floor.closed(customer), points=points)
    await floor.scored(await floor.closed("u-3", floor.wu), points=0)
    async with floor.database.begin() as tx:
        in_all, by_agent = await quality_shown(tx, ago(hours=1), ahead(days=1), RULES, "zh-CN")
        none, nobody = await quality_shown(tx, ahead(days=2), ahead(days=3), RULES, "zh-CN")
    assert (in_all.reviews, in_all.mean) == (3, 1.0)
    assert [(one.name, one.reviews, one.mean) for one in by_agent] == [("客服li", 2, 1.5), ("客服wu", 1, 0.0)]
    assert [(one.name, one.mean) for one in by_agent[0].by_criterion][:2] == [("听懂来意", 1.5), ("信息准确", 1.5)]
    assert (none.reviews, none.mean, nobody) == (0, None, [])
