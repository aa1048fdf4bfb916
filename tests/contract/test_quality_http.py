"""Quality reviews over HTTP: supervisors find, read and score conversations, agents see and answer their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import text

from careline.chat.hub import Hub
from careline.desk import routes as desk_routes
from careline.desk.service import Desk
from careline.insights.quality_routes import endpoints
from careline.statuses import STATUSES
from careline.store.database import Database
from tests.desk_floor import Clock, Page, asks_for_a_person, browser, hired, paid, serving, told
from tests.factories import NOW, ahead
from tests.rules import rules_with

pytestmark = pytest.mark.contract

ALL = "/api/insights/quality"
RULES = rules_with(quality={"sample_percent": 0})
"""Else the lot falls on one closed conversation in twenty, and a review is there before anybody chose it."""
CRITERIA = list(RULES.quality.criteria)


@dataclass
class Desks:
    li: Page
    chen: Page
    talk: UUID

    @property
    def one(self) -> str:
        return f"{ALL}/conversations/{self.talk}"


@pytest.fixture
async def server(database: Database, database_url: str) -> AsyncIterator[TestServer]:
    clock = Clock(NOW + timedelta(hours=1))
    guards = desk_routes.desk_guards(database, clock, secure_cookie=False)
    desk = desk_routes.endpoints(
        Desk(database, RULES), database, clock, Hub(database_url), RULES, secure_cookie=False,
        origins=["http://desk.test"],
    )  # fmt: skip
    async with serving([*desk, *endpoints(database, clock, RULES)], guards, dict(STATUSES)) as running:
        yield running


@pytest.fixture
async def desks(database: Database, server: TestServer) -> AsyncIterator[Desks]:
    """Li has had one conversation, which is closed; Chen supervises."""
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60, customer={"name": "林晓雨"}))
    li = await hired(database, "li")
    await hired(database, "chen", role="supervisor", languages=("en",))
    talk, desk = await asks_for_a_person(database, "u-lin"), Desk(database, RULES)
    await desk.claim(li, talk, NOW)
    await desk.close(li, talk, "办好了", ahead(minutes=5))
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(browser(server)) for _ in range(2)]
        for page, login in zip(pages, ("li", "chen"), strict=True):
            assert (await page.log_in(login)).status == 200
        yield Desks(li=pages[0], chen=pages[1], talk=talk)


def verdict(version: int = 0, **points: int | None) -> dict[str, Any]:
    scores = [{"criterion": one, "points": points.get(one, 2), "reason": "为什么"} for one in CRITERIA]
    return {"version": version, "scores": scores, "note": "说得清楚"}


async def read(page: Page, path: str) -> dict[str, Any]:
    answer = await page.get(path)
    assert answer.status == 200, await answer.text()
    return dict(await answer.json())


async def test_found_scored_seen_objected_to_and_settled(desks: Desks) -> None:
    chosen = await read(desks.chen, f"{ALL}/conversations?from=2026-11-24&to=2026-11-24&channel=app")
    [row] = chosen["found"]
    assert (row["customer"], row["agent"], row["version"], row["state"], row["own"]) == (
        "林**",
        "客服li",
        0,
        None,
        False,
    )
    assert [one["code"] for one in chosen["criteria"]] == CRITERIA
    assert chosen["criteria"][0]["name"] == "Understood the matter"
    scored = await (await desks.chen.post(desks.one, verdict(tone=1, closing=None))).json()
    assert (scored["state"], scored["why"], scored["reviewer"], scored["version"]) == (
        "scored",
        "chosen",
        "客服chen",
        2,
    )
    assert [one["points"] for one in scored["scores"]] == [2, 2, 2, 1, None]
    assert (await read(desks.chen, ALL))["found"] == []
    done = await read(desks.chen, f"{ALL}?state=done")
    assert (done["in_all"], done["to_do"]) == (1, 0)
    [seen] = (await read(desks.li, "/api/desk/reviews?lang=zh"))["reviews"]
    assert (seen["reviewer"], seen["may_answer"], seen["note"]) == ("客服chen", True, "说得清楚")
    assert seen["scores"][3] == {"criterion": "tone", "name": "语气得体", "points": 1, "reason": "为什么"}
    answer = f"/api/desk/reviews/{seen['review_id']}/answer"
    assert (await desks.li.post(answer, {"verdict": "object", "text": " "})).status == 422
    assert (await desks.li.post(answer, {"verdict": "object", "text": "顾客先发火"})).status == 204
    again = await desks.li.post(answer, {"verdict": "acknowledge"})
    assert (again.status, (await again.json())["detail"]) == (409, "这条质检您已经回复过了。")
    todo = await read(desks.chen, ALL)
    assert [(one["state"], one["answer"]) for one in todo["found"]] == [("objected", "顾客先发火")]
    assert (await desks.chen.post(desks.one, verdict(version=2))).status == 409
    settled = await (await desks.chen.post(desks.one, verdict(version=3))).json()
    assert (settled["state"], {one["points"] for one in settled["scores"]}) == ("settled", {2})
    figures = (await read(desks.li, "/api/desk/reviews"))["reviews"]
    assert [(one["state"], one["may_answer"]) for one in figures] == [("settled", False)]


@pytest.mark.parametrize(
    "body",
    [
        {"version": 0, "scores": [], "note": ""},
        verdict() | {"scores": verdict()["scores"][:-1]},
        verdict() | {"scores": [{**one, "reason": ""} for one in verdict(tone=0)["scores"]]},
        verdict(tone=3),
        verdict() | {"reviewer": "gao"},
        {"scores": verdict()["scores"]},
    ],
)
async def test_a_bad_scorecard_changes_nothing(desks: Desks, body: dict[str, Any]) -> None:
    assert (await desks.chen.post(desks.one, body)).status == 422
    assert (await read(desks.chen, f"{ALL}?state=all"))["found"] == []


@pytest.mark.parametrize("query", ["state=x", "agent_id=x", "offset=-1"])
async def test_a_wrong_question_is_a_problem_document(desks: Desks, query: str) -> None:
    assert (await desks.chen.get(f"{ALL}?{query}")).status == 422


@pytest.mark.parametrize("query", ["channel=fax", "lot=0", "lot=51", "from=yesterday", "low=maybe"])
async def test_a_wrong_choice_is_a_problem_document(desks: Desks, query: str) -> None:
    assert (await desks.chen.get(f"{ALL}/conversations?{query}")).status == 422


async def test_an_agent_scores_nobody_and_a_foreign_page_nothing(desks: Desks) -> None:
    assert (await desks.li.post(desks.one, verdict())).status == 403
    assert (await desks.li.get(ALL)).status == 403
    assert (await desks.chen.post(desks.one, verdict(), headers={})).status == 403
    for unknown in ("x", "00000000-0000-4000-8000-000000000001"):
        assert (await desks.chen.post(f"{ALL}/conversations/{unknown}", verdict())).status == 404
        assert (await desks.chen.get(f"{ALL}/conversations/{unknown}")).status == 404
        assert (await desks.li.post(f"/api/desk/reviews/{unknown}/answer", {"verdict": "acknowledge"})).status == 404


async def test_ones_own_conversation_is_shown_as_such_and_scored_by_somebody_else(
    database: Database, desks: Desks
) -> None:
    async with database.begin() as tx:
        await tx.execute(text("UPDATE handoffs SET agent_id = (SELECT agent_id FROM agents WHERE login = 'chen')"))
    [row] = (await read(desks.chen, f"{ALL}/conversations?to=2026-11-24"))["found"]
    assert row["own"]
    answer = await desks.chen.post(f"{desks.one}?lang=en", verdict())
    assert (answer.status, (await answer.json())["detail"]) == (
        409, "You had this conversation yourself; somebody else reviews it.",
    )  # fmt: skip
