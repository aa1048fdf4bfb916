"""The desk over a real server and a real database: what an agent's page may do, and what no other page may."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestServer
from limits import RateLimitItemPerMinute
from sqlalchemy import func, select, update

from careline.chat.hub import Hub
from careline.conversations.messages import messages_after
from careline.desk.agents import ABSOLUTE, IDLE
from careline.desk.logins import LoginLimits
from careline.desk.routes import desk_guards, endpoints
from careline.desk.service import Desk
from careline.http.endpoint import Access, Endpoint
from careline.http.security import Lines
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.tables.desk import agent_sessions, agents
from tests.desk_floor import DESK, PASSWORD, Clock, Page, asks_for_a_person, browser, hired, paid, says, serving, told
from tests.rules import RULES

pytestmark = pytest.mark.contract

FEW = LoginLimits(
    per_pair=RateLimitItemPerMinute(3), failures=RateLimitItemPerMinute(12), unhurried=RateLimitItemPerMinute(6),
    delay_seconds=0.5,
)  # fmt: skip
NewPage = Callable[[], Awaitable[Page]]
Tried = Callable[[str], Awaitable[int]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _endpoints(database: Database, clock: Clock, url: str, *, secure: bool = False) -> list[Endpoint]:
    return endpoints(
        Desk(database, RULES),
        database,
        clock,
        Hub(url),
        RULES,
        secure_cookie=secure,
        origins=["http://desk.test"],
        limits=FEW,
    )


@pytest.fixture
async def server(database: Database, database_url: str, clock: Clock) -> AsyncIterator[TestServer]:
    guards = desk_guards(database, clock, secure_cookie=False)
    async with serving(_endpoints(database, clock, database_url), guards, dict(STATUSES)) as running:
        yield running


@pytest.fixture
async def new_page(server: TestServer) -> AsyncIterator[NewPage]:
    async with AsyncExitStack() as stack:

        async def opened() -> Page:
            return await stack.enter_async_context(browser(server))

        yield opened


@pytest.fixture
async def with_token(server: TestServer) -> AsyncIterator[Tried]:
    """Asks who it is with just this session token; gives the status."""
    async with browser(server, cookies=False) as bare:

        async def asked(token: str) -> int:
            return (await bare.get("/api/desk/me", headers={"Cookie": f"careline_desk={token}"})).status

        yield asked


@pytest.fixture
async def page(database: Database, new_page: NewPage) -> Page:
    """李婷's browser, logged in."""
    await hired(database, "li", name="李婷", skills=("logistics",), capacity=2)
    opened = await new_page()
    assert (await opened.log_in("li")).status == 200
    return opened


async def _second(database: Database, new_page: NewPage, **profile: Any) -> Page:
    await hired(database, "wu", name="吴迪", **profile)
    opened = await new_page()
    assert (await opened.log_in("wu")).status == 200
    return opened


async def _said_to(database: Database, customer_id: str) -> list[tuple[str, str]]:
    """What people said; who answers from now on is told between."""
    async with database.begin() as tx:
        rows = await messages_after(tx, customer_id, "app", 0)
    return [(row["author"], row["text"]) for row in rows if row["author"] != "system"]


async def test_logging_in_says_who_one_is_and_sets_a_cookie_for_our_own_page_only(
    database: Database, new_page: NewPage
) -> None:
    li = await hired(database, "li", name="李婷", skills=("logistics",), capacity=2)
    page = await new_page()
    answer = await page.log_in("li")
    assert (await answer.json())["agent"] == {
        "agent_id": str(li.agent_id), "name": "李婷", "role": "agent", "may": [], "team": None, "languages": ["zh-CN"],
        "skills": ["logistics"], "capacity": 2, "state": "online",
    }  # fmt: skip
    cookie = answer.cookies["careline_desk"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Strict", "/", "")
    assert (await (await page.get("/api/desk/me")).json())["agent"]["name"] == "李婷"


async def test_behind_tls_the_cookie_is_pinned_to_the_host(database: Database, database_url: str, clock: Clock) -> None:
    await hired(database, "li")
    guards = desk_guards(database, clock, secure_cookie=True)
    async with (
        serving(_endpoints(database, clock, database_url, secure=True), guards, dict(STATUSES)) as running,
        browser(running, cookies=False) as page,
    ):
        cookie = (await page.log_in("li")).cookies["__Host-careline_desk"]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")
        token = cookie.value
        me = [
            (await page.get("/api/desk/me", headers={"Cookie": f"{name}={token}"})).status
            for name in ("__Host-careline_desk", "careline_desk")
        ]
    assert me == [200, 401]


@pytest.mark.parametrize(("login", "password"), [("li", "wrong"), ("nobody", "wrong"), ("LI", "correct horse battery")])
async def test_a_wrong_login_does_not_say_what_was_wrong(
    database: Database, new_page: NewPage, login: str, password: str
) -> None:
    await hired(database, "li")
    page = await new_page()
    answer = await page.log_in(login, password)
    assert (answer.status, (await answer.json())["detail"]) == (
        401, "账号或密码不对，或者账号已停用。",
    )  # fmt: skip
    assert not answer.cookies


async def test_every_login_is_a_fresh_session_and_ends_the_one_before(
    database: Database, new_page: NewPage, with_token: Tried
) -> None:
    await hired(database, "li")
    page = await new_page()
    first = (await page.log_in("li")).cookies["careline_desk"].value
    second = (await page.log_in("li")).cookies["careline_desk"].value
    async with database.begin() as tx:
        left = (await tx.execute(select(func.count()).select_from(agent_sessions))).scalar_one()
    assert (await with_token(first), await with_token(second), left) == (401, 200, 1)


async def test_a_session_that_somebody_planted_is_not_taken_over(
    database: Database, new_page: NewPage, with_token: Tried
) -> None:
    await hired(database, "li")
    page = await new_page()
    page.client.session.cookie_jar.update_cookies({"careline_desk": "planted"})
    assert (await page.log_in("li")).cookies["careline_desk"].value != "planted"
    assert await with_token("planted") == 401


async def test_logging_out_ends_the_session_on_the_server(database: Database, page: Page, with_token: Tried) -> None:
    [cookie] = page.client.session.cookie_jar
    answer = await page.post("/api/desk/logout")
    assert (answer.status, answer.cookies["careline_desk"].value) == (200, "")
    assert await answer.json() == {"go_on": None}
    assert await with_token(cookie.value) == 401
    async with database.begin() as tx:
        assert (await tx.execute(select(agents.c.online, agents.c.seen_at))).one() == (False, None)


@pytest.mark.parametrize(("rest", "status"), [(IDLE - timedelta(minutes=1), 200), (IDLE, 401)])
async def test_a_session_ends_when_nobody_uses_it(page: Page, clock: Clock, rest: timedelta, status: int) -> None:
    clock.now += rest
    assert (await page.get("/api/desk/me")).status == status


async def test_a_session_ends_after_a_working_day_however_busy(page: Page, clock: Clock) -> None:
    began = clock.now
    while clock.now < began + ABSOLUTE - timedelta(hours=1):
        clock.pass_(hours=1)
        assert (await page.get("/api/desk/me")).status == 200
    clock.pass_(hours=1)
    assert (await page.get("/api/desk/me")).status == 401


async def test_a_disabled_agent_is_out_at_once_and_cannot_come_back(
    database: Database, page: Page, clock: Clock
) -> None:
    async with database.begin() as tx:
        await tx.execute(update(agents).values(disabled_at=clock.now))
    assert (await page.get("/api/desk/queue")).status == 401
    assert (await page.log_in("li")).status == 401


async def test_guessing_one_login_is_slowed_down_and_says_for_how_long(database: Database, new_page: NewPage) -> None:
    await hired(database, "li")
    page = await new_page()
    statuses = [(await page.log_in(login, "wrong")).status for login in ("li", "LI", "li")]
    refused = await page.log_in("li")
    assert (statuses, refused.status) == ([401] * 3, 429)
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


async def test_guessing_many_logins_from_one_address_is_slowed_down_too(database: Database, new_page: NewPage) -> None:
    await hired(database, "li")
    page = await new_page()
    statuses = [(await page.log_in(f"agent{n}", "wrong")).status for n in range(12)]
    assert (set(statuses), (await page.log_in("li")).status) == ({401}, 429)
    elsewhere = await page.post(
        "/api/desk/login", {"login": "li", "password": "wrong"}, headers={**DESK, "X-Forwarded-For": "203.0.113.9"}
    )
    assert elsewhere.status == 401  # our reverse proxy speaks for another address


async def _log_in_from(page: Page, address: str, password: str, login: str = "li") -> tuple[int, float]:
    """The status, and how many seconds it took."""
    began = time.monotonic()
    answer = await page.post(
        "/api/desk/login", {"login": login, "password": password}, headers={**DESK, "X-Forwarded-For": address}
    )
    return answer.status, time.monotonic() - began


async def test_nobody_is_locked_out_by_what_others_guess(database: Database, new_page: NewPage) -> None:
    """Guesses at one login from many addresses: its owner gets in, at home at once, from elsewhere a little later."""
    await hired(database, "li")
    page = await new_page()
    assert (await _log_in_from(page, "198.51.100.1", PASSWORD))[0] == 200
    guesses = [await _log_in_from(page, f"203.0.113.{n}", "wrong") for n in range(8)]
    assert {status for status, _ in guesses} == {401}
    assert guesses[-1][1] >= FEW.delay_seconds
    status, seconds = await _log_in_from(page, "198.51.100.1", PASSWORD)
    assert (status, seconds < FEW.delay_seconds) == (200, True)
    assert (await _log_in_from(page, "198.51.100.2", PASSWORD))[0] == 200


async def test_a_whole_desk_behind_one_address_logs_in(database: Database, new_page: NewPage) -> None:
    page = await new_page()
    logins = [f"agent{n}" for n in range(20)]
    for login in logins:
        await hired(database, login)
    assert [(await page.log_in(login)).status for login in logins] == [200] * 20


async def test_a_failed_login_is_in_the_security_log_without_what_was_typed(
    database: Database, new_page: NewPage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careline.http.security._LINES", Lines())  # other tests may have used this minute's up
    await hired(database, "li")
    page = await new_page()
    await _log_in_from(page, "203.0.113.7", "my-other-password")
    await _log_in_from(page, "203.0.113.7", "wrong", login="my-own-password")
    told = [vars(record) for record in caplog.records if getattr(record, "why", "") == "login_failed"]
    assert [(one["agent"], one["address"]) for one in told] == [("li", "203.0.113.7"), ("", "203.0.113.7")]
    assert "password" not in str(told)


async def test_logging_in_well_is_never_slowed_down(database: Database, new_page: NewPage) -> None:
    await hired(database, "li")
    page = await new_page()
    assert [(await page.log_in("li")).status for _ in range(5)] == [200] * 5


async def test_every_route_but_login_wants_an_agent(
    database: Database, database_url: str, clock: Clock, new_page: NewPage
) -> None:
    stranger = await new_page()
    walked = 0
    for endpoint in _endpoints(database, clock, database_url):
        if endpoint.access is not Access.PUBLIC:
            path = re.sub(r"{\w+}", str(uuid4()), endpoint.path)
            answer = await stranger.client.request(endpoint.method, path, json={}, headers=DESK)
            assert answer.status == 401, path
            walked += 1
    assert walked >= 11


async def test_every_unsafe_route_wants_the_header_that_no_foreign_page_can_send(
    database: Database, database_url: str, clock: Clock, page: Page
) -> None:
    unsafe = [endpoint for endpoint in _endpoints(database, clock, database_url) if endpoint.method != "GET"]
    for endpoint in unsafe:
        path = re.sub(r"{\w+}", str(uuid4()), endpoint.path)
        for headers in ({}, {"X-Careline-Desk": "0"}, {"Content-Type": "text/plain"}):
            answer = await page.client.request(endpoint.method, path, data=b"{}", headers=headers)
            assert answer.status in {403, 415}, (path, headers)
    form = await page.client.post("/api/desk/login", data={"login": "li"}, headers={})
    assert len(unsafe) >= 8
    assert form.status == 415


async def test_a_shift_at_the_desk(database: Database, page: Page) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    conversation_id = await asks_for_a_person(database, "u-lin")
    one = f"/api/desk/conversations/{conversation_id}"
    queue = await (await page.get("/api/desk/queue")).json()
    assert [item["conversation_id"] for item in queue["waiting"]] == [str(conversation_id)]
    claimed = await page.post(f"{one}/claim")
    assert (claimed.status, (await claimed.json())["order_id"]) == (200, "CL2026-0001")
    said = {"client_id": str(uuid4()), "text": "您好，我是李婷"}
    replies = [await page.post(f"{one}/messages", said) for _ in range(3)]
    assert [answer.status for answer in replies] == [201] * 3
    assert len({(await answer.json())["seq"] for answer in replies}) == 1
    assert await _said_to(database, "u-lin") == [("consumer", "转人工"), ("agent", "您好，我是李婷")]
    assert (await page.post(f"{one}/note", {"text": "商家明天发"})).status == 201
    shown = await (await page.get(one)).json()
    assert [message["text"] for message in shown["messages"] if message["from"] != "system"] == [
        "转人工",
        "您好，我是李婷",
    ]
    assert shown["messages"][-1]["agent"] == {"name": "李婷"}
    assert (await page.post(f"{one}/close", {"resolution": "已催商家"})).status == 204
    queue = await (await page.get("/api/desk/queue")).json()
    assert (queue["waiting"], queue["mine"], queue["load"]) == ([], [], {"active": 0, "capacity": 2})


async def test_a_returned_conversation_is_the_bots_again(database: Database, page: Page) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    one = f"/api/desk/conversations/{await asks_for_a_person(database, 'u-lin')}"
    await page.post(f"{one}/claim")
    assert (await page.post(f"{one}/return")).status == 204
    assert (await page.get(one)).status == 404
    assert (await page.post(f"{one}/messages", {"client_id": str(uuid4()), "text": "还在"})).status == 404


async def test_two_agents_claim_the_same_conversation_and_the_loser_is_told(
    database: Database, page: Page, new_page: NewPage
) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    conversation_id = await asks_for_a_person(database, "u-lin")
    pages = [page, await _second(database, new_page)]
    answers = await asyncio.gather(*(p.post(f"/api/desk/conversations/{conversation_id}/claim") for p in pages))
    assert sorted(answer.status for answer in answers) == [200, 409]
    loser = next(answer for answer in answers if answer.status == 409)
    assert (await loser.json())["detail"] == "已经有同事接入了这段会话。"


async def test_an_agent_at_capacity_is_told_so(database: Database, page: Page) -> None:
    await told(database, *(paid(f"u-{n}", f"CL-{n:04}") for n in range(3)))
    held = [await asks_for_a_person(database, f"u-{n}") for n in range(3)]
    english = {**DESK, "Accept-Language": "en"}
    answers = [await page.post(f"/api/desk/conversations/{which}/claim") for which in held]
    again = await page.post(f"/api/desk/conversations/{held[2]}/claim", headers=english)
    assert [answer.status for answer in answers] == [200, 200, 409]
    assert "已到上限" in (await answers[2].json())["detail"]
    assert "limit" in (await again.json())["detail"]


async def test_anothers_conversation_is_as_if_it_did_not_exist(
    database: Database, page: Page, new_page: NewPage
) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    conversation_id = await asks_for_a_person(database, "u-lin")
    await page.post(f"/api/desk/conversations/{conversation_id}/claim")
    other = await _second(database, new_page)
    bodies: dict[str, Any] = {
        "messages": {"client_id": str(uuid4()), "text": "我来"}, "return": {}, "close": {"resolution": "好"},
        "note": {"text": "备注"},
    }  # fmt: skip
    for which in (str(conversation_id), str(uuid4()), "no-id-at-all"):
        one = f"/api/desk/conversations/{which}"
        answers = [await other.get(one), *[await other.post(f"{one}/{act}", body) for act, body in bodies.items()]]
        details = {(answer.status, (await answer.json())["detail"]) for answer in answers}
        assert details == {(404, "这段会话不在您这里。")}, which
    assert await _said_to(database, "u-lin") == [("consumer", "转人工")]


async def test_a_supervisor_reads_every_conversation_but_speaks_in_none_of_the_others(
    database: Database, page: Page, new_page: NewPage
) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    one = f"/api/desk/conversations/{await says(database, 'u-lin')}"
    boss = await _second(database, new_page, role="supervisor")
    said = {"client_id": str(uuid4()), "text": "我来"}
    statuses = [(await p.get(one)).status for p in (page, boss)]
    assert (statuses, (await boss.post(f"{one}/messages", said)).status) == ([404, 200], 404)


async def test_the_same_client_id_with_other_words_is_a_conflict(database: Database, page: Page) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    one = f"/api/desk/conversations/{await asks_for_a_person(database, 'u-lin')}"
    await page.post(f"{one}/claim")
    client_id = str(uuid4())
    answers = [await page.post(f"{one}/messages", {"client_id": client_id, "text": text}) for text in ("好", "不好")]
    assert [answer.status for answer in answers] == [201, 409]


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("messages", {"client_id": str(uuid4()), "text": " \n"}),
        ("messages", {"client_id": str(uuid4()), "text": "好" * 4001}),
        ("messages", {"client_id": str(uuid4()), "text": "a\x00b"}),
        ("messages", {"client_id": str(uuid4()), "text": "\ud800"}),
        ("messages", {"client_id": "7", "text": "好"}),
        ("messages", {"text": "好"}),
        ("close", {"resolution": ""}),
        ("note", {"text": "\u0000"}),
    ],
)
async def test_what_cannot_be_said_or_stored_is_refused_before_anything_happens(
    database: Database, page: Page, act: str, body: dict[str, Any]
) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    one = f"/api/desk/conversations/{await asks_for_a_person(database, 'u-lin')}"
    await page.post(f"{one}/claim")
    assert (await page.post(f"{one}/{act}", body)).status == 422
    assert await _said_to(database, "u-lin") == [("consumer", "转人工")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-CN", "内容太长了，最多 4000 个字"),
        ("en", "text: Value should have at most 4000 items after validation, not 4001"),
    ],
)
async def test_what_is_wrong_with_a_reply_is_said_in_the_language_of_the_page(
    database: Database, page: Page, language: str, words: str
) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    one = f"/api/desk/conversations/{await asks_for_a_person(database, 'u-lin')}"
    await page.post(f"{one}/claim")
    long = {"client_id": str(uuid4()), "text": "好" * 4001}
    answer = await page.post(f"{one}/messages?lang={language}", long)
    assert (answer.status, (await answer.json())["detail"]) == (422, words)


async def test_an_agent_cannot_make_themselves_more_than_they_are(database: Database, page: Page) -> None:
    await page.post("/api/desk/presence", {"state": "online", "role": "supervisor", "capacity": 50})
    agent = (await (await page.get("/api/desk/me")).json())["agent"]
    assert (agent["role"], agent["capacity"]) == ("agent", 2)


async def test_being_away_is_seen_by_colleagues(database: Database, page: Page, new_page: NewPage) -> None:
    assert (await page.post("/api/desk/presence", {"state": "away"})).status == 204
    other = await _second(database, new_page)
    queue = await (await other.get("/api/desk/queue")).json()
    assert [(colleague["name"], colleague["state"]) for colleague in queue["online"]] == [
        ("吴迪", "online"), ("李婷", "away"),
    ]  # fmt: skip
    assert (await page.post("/api/desk/presence", {"state": "on the moon"})).status == 422


async def test_presence_is_written_at_most_every_ten_seconds(database: Database, page: Page, clock: Clock) -> None:
    async def seen() -> Any:
        async with database.begin() as tx:
            return (await tx.execute(select(agents.c.seen_at, agent_sessions.c.seen_at).join(agent_sessions))).one()

    at_login = await seen()
    clock.pass_(seconds=10)
    await page.get("/api/desk/me")
    assert await seen() == at_login
    clock.pass_(seconds=1)
    await page.get("/api/desk/me")
    assert await seen() == (clock.now, clock.now)


async def test_the_page_is_answered_in_its_own_language(database: Database, page: Page) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    one = f"/api/desk/conversations/{await asks_for_a_person(database, 'u-lin')}"
    wishes: list[dict[str, Any]] = [
        {}, {"headers": {"Accept-Language": "en-GB,zh;q=0.5"}}, {"params": {"lang": "en"}},
        {"params": {"lang": "tlh"}, "headers": {"Accept-Language": "fr"}},
    ]  # fmt: skip
    shown = [await (await page.get(one, **wish)).json() for wish in wishes]
    assert [body["orders"][0]["status_text"] for body in shown] == [
        "待发货", "Awaiting dispatch", "Awaiting dispatch", "待发货",
    ]  # fmt: skip
