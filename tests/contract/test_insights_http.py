"""The review over HTTP: for supervisors alone, page by page, and one decision for each sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import insert, update

from careline.chat.hub import Hub
from careline.core.hours import every_day
from careline.core.reviews import Sign
from careline.core.rules import WHOLE_DAY
from careline.desk import routes as desk_routes
from careline.desk.service import Desk
from careline.http.openapi import describe
from careline.insights.routes import endpoints
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.hours import schedule_of
from careline.store.tables.cases import cases
from careline.store.tables.desk import desk_hours
from tests.desk_floor import Clock, Page, asks_for_a_person, browser, hired, paid, says, serving, told
from tests.factories import NOW, ago, ahead
from tests.reviewing import reviewed_sentence
from tests.rules import RULES

pytestmark = pytest.mark.contract

LIST = "/api/insights/review"
NewPage = Callable[[str], Awaitable[Page]]


@pytest.fixture
async def server(database: Database, database_url: str) -> AsyncIterator[TestServer]:
    await told(database, paid("u-lin", "CL-1", customer={"name": "林晓雨"}))
    await hired(database, "li")
    for login in ("chen", "wu"):
        await hired(database, login, role="supervisor", languages=("en",))
    clock = Clock()
    guards = desk_routes.desk_guards(database, clock, secure_cookie=False)
    desk = desk_routes.endpoints(
        Desk(database, RULES),
        database,
        clock,
        Hub(database_url),
        RULES,
        secure_cookie=False,
        origins=["http://desk.test"],
    )
    async with serving([*desk, *endpoints(database, clock, RULES)], guards, dict(STATUSES)) as running:
        yield running


@pytest.fixture
async def logged_in(server: TestServer) -> AsyncIterator[NewPage]:
    """A browser of its own for this login."""
    async with AsyncExitStack() as stack:

        async def opened(login: str) -> Page:
            page = await stack.enter_async_context(browser(server))
            assert (await page.log_in(login)).status == 200
            return page

        yield opened


async def listed(page: Page, query: str = "") -> dict[str, Any]:
    answer = await page.get(f"{LIST}?{query}")
    assert answer.status == 200, await answer.text()
    return dict(await answer.json())


async def test_a_supervisor_sees_what_is_worth_a_look_and_why(database: Database, logged_in: NewPage) -> None:
    review = await reviewed_sentence(database, "钱咋还没影", sign=Sign.SAID_YES)
    seen = await listed(await logged_in("chen"))
    [shown] = seen["reviews"]
    at = NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert shown == {
        "turn_id": str(review.turn_id), "version": 1, "text": "钱咋还没影", "language": "zh-CN", "reason": "corrected",
        "sign": "said_yes", "understood": {"intent": "nlu_fallback", "name": "not understood"}, "confidence": 0.7,
        "proposal": "ask_refund_status", "times": 1, "doubtful": False, "state": "open",
        "likely": [
            {"intent": "ask_refund_status", "name": "Refund: how it stands"},
            {"intent": "ask_payment", "name": "Payment"}, {"intent": "greet", "name": "Greeting"},
        ],
        "first_at": at, "last_at": at, "decided_intent": None, "decided_by": None, "decided_at": None,
    }  # fmt: skip
    assert (seen["in_all"], seen["approved"]) == (1, 0)
    assert seen["open"] == {"low_confidence": 0, "corrected": 1, "handed_over": 0}
    assert len(seen["intents"]) == 33


async def test_the_page_chooses_the_language_of_names(database: Database, logged_in: NewPage) -> None:
    await reviewed_sentence(database, "钱咋还没影")
    [shown] = (await listed(await logged_in("chen"), "lang=zh-CN"))["reviews"]
    assert shown["likely"][0]["name"] == "退款进度"
    assert shown["understood"]["name"] == "没听懂"


async def test_lists_are_filtered_and_paged_with_the_most_frequent_first(
    database: Database, logged_in: NewPage
) -> None:
    for n, (text, sign) in enumerate([("一", Sign.GUESSED), ("二", Sign.SAID_NO), ("where is it", Sign.GUESSED)]):
        await reviewed_sentence(database, text, sign=sign, times=1 + n % 2, at=NOW + timedelta(minutes=n))
    page = await logged_in("chen")

    async def texts(query: str) -> list[str]:
        return [shown["text"] for shown in (await listed(page, query))["reviews"]]

    assert await texts("") == ["二", "where is it", "一"]
    assert await texts("reason=low_confidence") == ["where is it", "一"]
    assert await texts("language=en") == ["where is it"]
    assert await texts("limit=1&offset=1") == ["where is it"]
    assert await texts("state=approved") == []
    assert await texts("state=all&limit=2") == ["二", "where is it"]
    assert (await listed(page, "language=zh-CN&limit=1"))["in_all"] == 2


@pytest.mark.parametrize(
    "query", ["state=x", "reason=x", "language=fr", "limit=0", "limit=101", "offset=-1", "limit=x"]
)
async def test_a_wrong_question_is_a_problem_document(logged_in: NewPage, query: str) -> None:
    answer = await (await logged_in("chen")).get(f"{LIST}?{query}")
    assert (answer.status, answer.content_type) == (422, "application/problem+json")


async def test_agents_and_strangers_see_and_decide_nothing(
    database: Database, server: TestServer, logged_in: NewPage
) -> None:
    review = await reviewed_sentence(database, "钱咋还没影")
    one, skip = f"{LIST}/{review.turn_id}", {"version": 1, "verb": "skip"}
    agent = await logged_in("li")
    async with browser(server) as stranger:
        for page, status in ((agent, 403), (stranger, 401)):
            assert (await page.get(LIST)).status == status
            assert (await page.post(one, skip)).status == status
            assert (await page.post(f"{one}/preview", {"text": "x"})).status == status
    assert (await listed(await logged_in("chen")))["in_all"] == 1


async def test_a_foreign_page_cannot_decide(database: Database, logged_in: NewPage) -> None:
    review = await reviewed_sentence(database, "钱咋还没影")
    page = await logged_in("chen")
    answer = await page.post(f"{LIST}/{review.turn_id}", {"version": 1, "verb": "skip"}, headers={})
    assert answer.status == 403


async def test_a_decision_is_shown_as_it_was_taken(database: Database, logged_in: NewPage) -> None:
    review = await reviewed_sentence(database, "钱咋还没影")
    page = await logged_in("chen")
    told_by = "我是林晓雨，钱咋还没影"
    seen = await (await page.post(f"{LIST}/{review.turn_id}/preview", {"text": told_by})).json()
    assert seen == {"text": "我是王小明，钱咋还没影", "removed": ["name"], "doubtful": False}
    decision = {"version": 1, "verb": "approve", "intent": "ask_refund_status", "text": told_by}
    answer = await page.post(f"{LIST}/{review.turn_id}", decision)
    shown = await answer.json()
    assert (answer.status, shown["state"], shown["text"], shown["version"]) == (200, "approved", seen["text"], 2)
    assert (shown["decided_intent"]["intent"], shown["decided_by"]) == ("ask_refund_status", "agent:chen")
    after = await listed(page)
    assert (after["in_all"], after["approved"]) == (0, 1)
    back = await page.post(f"{LIST}/{review.turn_id}", {"version": 2, "verb": "reopen"})
    assert ((await back.json())["state"], (await listed(page))["approved"]) == ("open", 0)


async def test_the_figures_of_a_period_are_counted_and_named(database: Database, logged_in: NewPage) -> None:
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    talk = await asks_for_a_person(database, "u-lin")
    await says(database, "u-wu", "在吗")
    await Desk(database, RULES).claim(await hired(database, "li"), talk, ahead(minutes=1))
    page = await logged_in("chen")
    found = await (
        await page.get("/api/insights/figures", params={"from": "2026-11-24", "to": "2026-11-24", "lang": "zh"})
    ).json()
    assert (found["conversations"], found["handoffs"], found["containment"]) == (2, 1, 0.5)
    assert found["orders"] == 3  # with the one of the shop
    assert found["requests"] == [{"code": "general", "name": "综合", "number": 2, "per_thousand_orders": 666.67}]
    assert found["days"] == [{"day": "2026-11-24", "conversations": 2, "handed_over": 1}]
    assert (found["waits"]["counted"], found["waits"]["pairs"]) == (0, [])  # it was not the assistant that asked
    assert found["handoffs_by_reason"][0]["name"] == "顾客要求人工"
    await told(database, paid("u-old", "CL2026-0009", hours_ago=60))
    async with database.begin() as tx:
        closed = {"closed_at": ahead(minutes=9), "close_reason": "agent", "rating": 2, "conversation_id": talk}
        await tx.execute(update(cases).where(cases.c.order_id == "CL2026-0009").values(closed))
    day = {"from": "2026-11-24", "to": "2026-11-24", "lang": "en"}
    rated = await (await page.get("/api/insights/figures", params=day)).json()
    for by, name in (("agent", "客服li"), ("channel", "Chat"), ("merchant", "江南衣坊")):
        [one] = rated[f"satisfaction_by_{by}"]
        assert (one["name"], one["cases"], one["dissatisfied"]) == (name, 1, 1.0), by
    [served] = [one for one in rated["served_by_agent"] if one["name"] == "客服li"]
    # one handoff of 24 November, taken and not answered yet; its case was closed after one contact
    assert (served["handoffs"], served["first_reply_in_time"], served["cases"]) == (1, 0.0, 1)
    assert (served["first_contact"], served["reopened"]) == (1.0, 0.0)
    assert [(one["name"], one["handoffs"]) for one in rated["served_by_channel"]] == [("Chat", 1)]
    assert {one["name"] for one in rated["served_by_merchant"]} >= {"江南衣坊"}
    assert (rated["quality"]["reviews"], rated["quality_by_agent"]) == (0, [])
    before = await (await page.get("/api/insights/figures", params={"to": "2026-11-20"})).json()
    assert (before["conversations"], before["containment"], before["served"]["first_reply_median"]) == (0, None, None)
    assert (await page.get("/api/insights/figures", params={"from": "yesterday"})).status == 422


async def days_of(page: Page, **asked: str) -> list[str]:
    found = await (await page.get("/api/insights/figures", params=asked)).json()
    return [one["day"] for one in found["days"]]


async def test_days_are_the_shops_and_its_today_begins_at_its_own_midnight(
    database: Database, logged_in: NewPage
) -> None:
    await says(database, "u-lin", "在吗", ago(hours=11))  # one in the night in Shanghai, six in the evening in Berlin
    page = await logged_in("chen")
    assert await days_of(page, days="1") == ["2026-11-24"]  # the reader's clock, which is Shanghai's if they do not say
    assert await days_of(page, days="1", zone="Europe/Berlin") == []
    berlin = {"version": 1, "schedule": schedule_of(replace(every_day(WHOLE_DAY), zone="Europe/Berlin"), {})}
    async with database.begin() as tx:
        await tx.execute(insert(desk_hours).values(**berlin, set_by="agent:chen", set_at=NOW))
    assert await days_of(page, days="1", zone="Asia/Shanghai") == []  # the shop's clock comes before the reader's
    assert await days_of(page, days="2") == ["2026-11-23"]
    found = await (await page.get("/api/insights/figures", params={"days": "1"})).json()
    assert (found["time_zone"], found["since"]) == ("Europe/Berlin", "2026-11-24T00:00:00+01:00")


@pytest.mark.parametrize(
    "asked", ["to=9999-12-31", "to=0001-01-01", "from=2020-01-01", "from=2026-11-24&to=2026-11-20"]
)
async def test_a_period_that_cannot_be_counted_is_told_what_can(logged_in: NewPage, asked: str) -> None:
    answer = await (await logged_in("chen")).get(f"/api/insights/figures?{asked}&lang=en")
    assert answer.status == 400
    assert "at most 366 days" in (await answer.json())["detail"]


async def test_of_two_supervisors_the_second_is_told(database: Database, logged_in: NewPage) -> None:
    review = await reviewed_sentence(database, "钱咋还没影")
    chen, wu = await logged_in("chen"), await logged_in("wu")
    skip = {"version": 1, "verb": "skip"}
    assert (await chen.post(f"{LIST}/{review.turn_id}", skip)).status == 200
    answer = await wu.post(f"{LIST}/{review.turn_id}", {**skip, "verb": "approve", "intent": "greet"})
    assert (answer.status, (await answer.json())["detail"]) == (
        409, "这一条已经有人处理了，请刷新。",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"version": 1, "verb": "approve", "intent": "choose_order"}, 422),
        ({"version": 1, "verb": "approve"}, 422),
        ({"version": 1, "verb": "approve", "intent": "greet", "text": "？"}, 422),
        ({"version": 1, "verb": "approve", "intent": "greet", "text": "退" * 401}, 422),
        ({"version": 0, "verb": "skip"}, 422),
        ({"verb": "skip"}, 422),
        ({"version": 1, "verb": "delete"}, 422),
        ({"version": 1, "verb": "skip", "state": "written"}, 422),
        ({"version": 1, "verb": "reopen"}, 409),
    ],
)
async def test_a_bad_decision_changes_nothing(
    database: Database, logged_in: NewPage, body: dict[str, Any], status: int
) -> None:
    review = await reviewed_sentence(database, "钱咋还没影")
    page = await logged_in("chen")
    assert (await page.post(f"{LIST}/{review.turn_id}", body)).status == status
    assert (await listed(page))["reviews"][0]["version"] == 1


@pytest.mark.parametrize("turn_id", ["00000000-0000-4000-8000-000000000001", "x", "../queue"])
async def test_an_unknown_sentence_is_not_found(logged_in: NewPage, turn_id: str) -> None:
    page = await logged_in("chen")
    assert (await page.post(f"{LIST}/{turn_id}", {"version": 1, "verb": "skip"})).status == 404


def test_the_document_describes_it(database: Database) -> None:
    document = describe(endpoints(database, Clock(), RULES), "1")
    figures = "/api/insights/figures"
    assert set(document["paths"]) == {figures, LIST, f"{LIST}/{{turn_id}}", f"{LIST}/{{turn_id}}/preview"}
    assert document["paths"][LIST]["get"]["security"] == [{"agent": []}]
    assert document["components"]["schemas"]["DecisionIn"]["required"] == ["version", "verb"]
