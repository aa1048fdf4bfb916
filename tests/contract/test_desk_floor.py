"""Roles, reveals, search, tasks, the floor, and rows that are pushed: over a real server and a real database."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestServer
from sqlalchemy import event, select

from careline.cases.service import Wish, request_remedy
from careline.chat.hub import Hub
from careline.clock import utc_now
from careline.core.journal import What
from careline.core.remedies import RemedyKind
from careline.core.roles import Role, is_at_least
from careline.desk import acting, manage_routes
from careline.desk.entrance import PASSWORDS_ALONE
from careline.desk.routes import desk_guards, endpoints
from careline.desk.service import Desk
from careline.http.endpoint import Access, Endpoint
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.cases import journal, remedies
from tests.desk_floor import DESK, Page, asks_for_a_person, browser, hired, paid, says, serving, told
from tests.rules import RULES

pytestmark = pytest.mark.contract

ORIGIN = "http://desk.test"
NewPage = Callable[..., Awaitable[Page]]
ADDRESS = {
    "recipient": "林晓雨", "phone": "+8613812345678", "region": "浙江省", "city": "杭州市",
    "detail": "西湖区文化路168号",
}  # fmt: skip
LIN = {"phone": "+8613812345678", "name": "林晓雨"}
NEEDED = {
    Access.AGENT: Role.AGENT, Access.SENIOR: Role.SENIOR, Access.SUPERVISOR: Role.SUPERVISOR, Access.ADMIN: Role.ADMIN,
}  # fmt: skip
ROUTES = {
    **dict.fromkeys(
        [
            "GET /api/desk/login", "POST /api/desk/login", "POST /api/desk/login/set_up", "POST /api/desk/login/code",
            "POST /api/desk/login/cancel", "POST /api/desk/login/invitation",
            "GET /api/desk/sso/start", "GET /api/desk/sso/callback",
        ],
        None,
    ),
    **dict.fromkeys(
        [
            "GET /api/desk/factor", "POST /api/desk/factor/begin", "POST /api/desk/factor/confirm",
            "POST /api/desk/factor/codes", "POST /api/desk/factor/remove",
            "POST /api/desk/logout", "GET /api/desk/me", "POST /api/desk/presence", "GET /api/desk/queue",
            "GET /api/desk/queue/rows", "POST /api/desk/next", "GET /api/desk/options", "GET /api/desk/colleagues",
            "GET /api/desk/search", "GET /api/desk/customers/{customer_id}/history",
            "GET /api/desk/conversations/{conversation_id}", "GET /api/desk/conversations/{conversation_id}/messages",
            "POST /api/desk/conversations/{conversation_id}/claim",
            "POST /api/desk/conversations/{conversation_id}/messages",
            "POST /api/desk/conversations/{conversation_id}/return",
            "POST /api/desk/conversations/{conversation_id}/transfer",
            "POST /api/desk/conversations/{conversation_id}/close",
            "POST /api/desk/conversations/{conversation_id}/note",
            "POST /api/desk/conversations/{conversation_id}/cards",
            "POST /api/desk/conversations/{conversation_id}/deeds",
            "POST /api/desk/conversations/{conversation_id}/promises",
            "POST /api/desk/conversations/{conversation_id}/promises/{promise_id}/kept",
            "POST /api/desk/conversations/{conversation_id}/conditions/{condition_id}/withdraw",
            "GET /api/desk/canned",
            "POST /api/desk/conversations/{conversation_id}/reveal", "GET /api/desk/approvals", "GET /api/desk/tasks",
            "POST /api/desk/tasks/{remedy_id}/done", "POST /api/desk/tasks/{remedy_id}/refuse", "GET /api/desk/ws",
        ],
        Role.AGENT,
    ),
    "POST /api/desk/approvals/{remedy_id}/approve": Role.SENIOR,
    "POST /api/desk/approvals/{remedy_id}/refuse": Role.SENIOR,
    "POST /api/desk/conversations/{conversation_id}/take_over": Role.SUPERVISOR,
    "POST /api/desk/conversations/{conversation_id}/assign": Role.SUPERVISOR,
    "GET /api/desk/floor": Role.SUPERVISOR,
    "POST /api/desk/canned": Role.SUPERVISOR,
    "POST /api/desk/canned/{canned_id}/remove": Role.SUPERVISOR,
    "GET /api/desk/sign-ins": Role.ADMIN,
    "POST /api/desk/agents/{agent_id}/factor/reset": Role.ADMIN,
    **dict.fromkeys(
        [
            "GET /api/desk/agents", "POST /api/desk/agents/{agent_id}", "GET /api/desk/teams", "GET /api/desk/hours",
            "POST /api/desk/hours/preview", "GET /api/desk/audit", "GET /api/desk/audit/choices",
            "GET /api/desk/audit/chain",
        ],
        Role.SUPERVISOR,
    ),
    **dict.fromkeys(
        [
            "POST /api/desk/agents", "POST /api/desk/agents/{agent_id}/disable",
            "POST /api/desk/agents/{agent_id}/enable", "POST /api/desk/agents/{agent_id}/password",
            "POST /api/desk/teams", "POST /api/desk/teams/rename", "POST /api/desk/teams/remove",
            "POST /api/desk/hours", "GET /api/desk/audit.csv",
        ],
        Role.ADMIN,
    ),
}  # fmt: skip
"""The lowest role of every route at the desk; None: of whoever comes. A route that is not listed fails the test."""


@pytest.fixture
async def served(database: Database, database_url: str) -> AsyncIterator[tuple[TestServer, list[Endpoint]]]:
    hub = Hub(database_url)
    listening = asyncio.create_task(hub.run())
    desk = endpoints(Desk(database, RULES), database, utc_now, hub, RULES, secure_cookie=False, origins=[ORIGIN])
    routes = [
        *desk,
        *acting.endpoints(database, utc_now, RULES),
        *manage_routes.endpoints(database, utc_now, RULES.desk, PASSWORDS_ALONE),
    ]
    guards = desk_guards(database, utc_now, secure_cookie=False)
    async with serving(routes, guards, dict(STATUSES)) as running:
        yield running, routes
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


@pytest.fixture
async def page_of(database: Database, served: tuple[TestServer, list[Endpoint]]) -> AsyncIterator[NewPage]:
    """A logged-in browser of a new agent."""
    async with AsyncExitStack() as stack:

        async def opened(login: str, **profile: Any) -> Page:
            await hired(database, login, **profile)
            page = await stack.enter_async_context(browser(served[0]))
            assert (await page.log_in(login)).status == 200
            return page

        yield opened


async def _waits(database: Database, customer_id: str = "u-lin", order_id: str = "CL2026-0001", **given: Any) -> str:
    late = paid(customer_id, order_id, hours_ago=60, customer=LIN, address=ADDRESS)
    await told(database, late, now=utc_now())
    return str(await asks_for_a_person(database, customer_id, utc_now(), **given))


def _one(conversation_id: str, act: str = "") -> str:
    return f"/api/desk/conversations/{conversation_id}{act}"


async def test_every_route_lets_in_exactly_the_roles_that_it_is_for(
    served: tuple[TestServer, list[Endpoint]], page_of: NewPage
) -> None:
    pages = {role: await page_of(str(role), role=str(role)) for role in Role}
    assert {f"{one.method} {one.path}" for one in served[1]} == set(ROUTES)
    for endpoint in served[1]:
        needed = ROUTES[f"{endpoint.method} {endpoint.path}"]
        if needed is None or endpoint.path.endswith(("/ws", "/logout")):
            continue
        assert NEEDED[endpoint.access] is needed
        path = re.sub(r"{\w+}", str(uuid4()), endpoint.path)
        for role, page in pages.items():
            answer = await page.client.request(endpoint.method, path, json={}, headers=DESK)
            assert (answer.status == 403) is not is_at_least(role, needed), (path, role, answer.status)


async def test_what_a_role_may_not_do_is_said_in_the_language_of_the_page(page_of: NewPage) -> None:
    page = await page_of("li")
    for language, words in (("zh", "您的角色没有这项权限。"), ("en", "Your role does not allow this.")):
        answer = await page.get("/api/desk/floor", params={"lang": language})
        assert (answer.status, (await answer.json())["detail"]) == (403, words)


async def test_a_reveal_shows_one_field_to_who_has_the_conversation_and_is_on_record(
    database: Database, page_of: NewPage
) -> None:
    li, wu = await page_of("li"), await page_of("wu")
    conversation_id = await _waits(database)
    asked = {"field": "phone", "reason": "核对收货电话"}
    assert (await li.post(_one(conversation_id, "/reveal"), asked)).status == 404  # not theirs yet
    await li.post(_one(conversation_id, "/claim"))
    shown = [
        await (await li.post(_one(conversation_id, "/reveal"), asked | more)).json()
        for more in ({}, {"field": "name"}, {"field": "address", "order_id": "CL2026-0001"})
    ]
    assert [one["value"] for one in shown[:2]] == ["+8613812345678", "林晓雨"]
    assert shown[2]["value"] == "林晓雨 杭州市 西湖区文化路168号"
    assert (await wu.post(_one(conversation_id, "/reveal"), asked)).status == 404
    foreign = {"field": "address", "reason": "看看", "order_id": "CL2026-0404"}
    assert (await li.post(_one(conversation_id, "/reveal"), foreign)).status == 404
    assert (await li.post(_one(conversation_id, "/reveal"), {"field": "phone", "reason": " "})).status == 422
    async with database.begin() as tx:
        query = select(journal).where(journal.c.what == What.DATA_REVEALED).order_by(journal.c.entry_id)
        rows = (await tx.execute(query)).mappings().all()
    assert [(row["who"], row["data"], row["note"]) for row in rows] == [
        ("agent:li", {"field": "phone"}, "核对收货电话"),
        ("agent:li", {"field": "name"}, "核对收货电话"),
        ("agent:li", {"field": "address"}, "核对收货电话"),
    ]


@pytest.mark.parametrize(
    ("words", "matched"),
    [("CL2026-0001", "order"), ("#cl2026-0001", "order"), ("5678", "phone"), ("138 1234 5678", "phone"),
     ("u-lin", "consumer"), ("林晓", "consumer"), ("转人工", "words")],
)  # fmt: skip
async def test_a_consumer_is_found_by_who_they_are_or_what_they_said(
    database: Database, page_of: NewPage, words: str, matched: str
) -> None:
    page, conversation_id = await page_of("li"), await _waits(database)
    found = await (await page.get("/api/desk/search", params={"q": words})).json()
    [one] = found["found"]
    assert (one["matched"], one["customer"], one["conversation_id"], found["more"]) == (
        matched, {"customer_id": "u-lin", "name": "林**"}, conversation_id, False,
    )  # fmt: skip


@pytest.mark.parametrize("words", ["", " ", "1", "%", "__", "100%", "没有的话"])
async def test_nothing_is_found_by_nothing(database: Database, page_of: NewPage, words: str) -> None:
    page = await page_of("li")
    await _waits(database)
    assert await (await page.get("/api/desk/search", params={"q": words})).json() == {"found": [], "more": False}


async def test_what_was_said_elsewhere_is_found_by_supervisors_alone(database: Database, page_of: NewPage) -> None:
    li, chen = await page_of("li"), await page_of("chen", role="supervisor")
    await told(database, paid("u-wu", "CL2026-0002"), now=utc_now())
    await says(database, "u-wu", "快递盒破了", utc_now())
    found = [await (await page.get("/api/desk/search", params={"q": "盒破"})).json() for page in (li, chen)]
    assert [len(one["found"]) for one in found] == [0, 1]
    assert found[1]["found"][0]["text"] == "快递盒破了"


async def test_the_history_has_closed_conversations_too_and_they_can_be_read(
    database: Database, page_of: NewPage
) -> None:
    li, wu = await page_of("li"), await page_of("wu")
    first = await _waits(database)
    await li.post(_one(first, "/claim"))
    await li.post(_one(first, "/close"), {"resolution": "已催商家", "disposition": "under_way"})
    assert (await wu.get("/api/desk/customers/u-lin/history")).status == 404
    again = str(await asks_for_a_person(database, "u-lin", utc_now()))
    await wu.post(_one(again, "/claim"))
    shown = (await (await wu.get("/api/desk/customers/u-lin/history")).json())["conversations"]
    assert [one["conversation_id"] for one in shown] == [again, first]
    assert (shown[1]["resolution"], shown[1]["disposition_text"], shown[1]["agent"]) == (
        "已催商家", "已在办，等结果", {"name": "客服li"},
    )  # fmt: skip
    assert (await wu.get(_one(first))).status == 200
    assert (await li.get(_one(first))).status == 404  # they are with somebody else by now


async def test_an_enquiry_is_listed_until_it_is_answered_in_words(database: Database, page_of: NewPage) -> None:
    page, conversation_id = await page_of("li"), await _waits(database)
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
        assert order
        wish = Wish(
            order=order, kind=RemedyKind.COMPLAINT, who="consumer", channel="app",
            conversation_id=UUID(conversation_id), details={"about": "trace_refund", "text": "退款没收到"},
        )  # fmt: skip
        await request_remedy(tx, wish, utc_now(), RULES)
    [task] = (await (await page.get("/api/desk/tasks")).json())["tasks"]
    assert (task["kind"], task["about"], task["text"], task["late"]) == ("complaint", "退款去向", "退款没收到", False)
    done = f"/api/desk/tasks/{task['remedy_id']}/done"
    assert (await page.post(done, {"answer": " "})).status == 422
    assert (await page.post(done, {"answer": "银行 26 日已入账，尾号 0001"})).status == 204
    assert (await (await page.get("/api/desk/tasks")).json())["tasks"] == []
    assert (await page.post(done, {"answer": "再说一遍"})).status == 409
    async with database.begin() as tx:
        assert (await tx.execute(select(remedies.c.answer))).scalar_one() == "银行 26 日已入账，尾号 0001"


async def test_an_agents_word_is_noted_with_its_time_and_kept(database: Database, page_of: NewPage) -> None:
    li, wu, talk = await page_of("li"), await page_of("wu"), await _waits(database)
    by_when = (utc_now() + timedelta(hours=5)).isoformat()
    word = {"order_id": "CL2026-0001", "text": "今天 18 点前发出", "by_when": by_when}
    assert (await li.post(_one(talk, "/promises"), word)).status == 404  # not theirs yet
    await li.post(_one(talk, "/claim"))
    never = "0001-01-01T00:00:00+08:00"
    for wrong in ({"by_when": "2020-01-01T00:00:00Z"}, {"by_when": "18 点"}, {"by_when": never}, {"text": " "}):
        assert (await li.post(_one(talk, "/promises"), word | wrong)).status == 422
    given = await (await li.post(_one(talk, "/promises"), word)).json()
    [shown] = (await (await li.get(_one(talk))).json())["promises"]
    assert (shown["promise_id"], shown["text"], shown["state"], shown["by"], shown["order_id"]) == (
        given["promise_id"], "今天 18 点前发出", "open", "客服li", "CL2026-0001",
    )  # fmt: skip
    kept = _one(talk, f"/promises/{given['promise_id']}/kept")
    assert (await wu.post(kept)).status == 404
    assert [(await li.post(kept)).status for _ in range(2)] == [204, 204]


async def test_a_task_is_no_way_around_who_approves_money(database: Database, page_of: NewPage) -> None:
    page = await page_of("li")
    await _waits(database)
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
        assert order
        wish = Wish(
            order=order, kind=RemedyKind.REFUND, who="consumer", channel="app", amount=order.total,
            details={"reason": "not_dispatched"},
        )  # fmt: skip
        remedy = await request_remedy(tx, wish, utc_now(), RULES)
    for act, body in (("done", {"answer": "好的"}), ("refuse", {"reason": "不行"})):
        assert (await page.post(f"/api/desk/tasks/{remedy.remedy_id}/{act}", body)).status == 409


async def test_the_floor_shows_everybody_and_what_is_late(database: Database, page_of: NewPage) -> None:
    li, chen = await page_of("li"), await page_of("chen", role="supervisor")
    talk = await _waits(database)
    await li.post(_one(talk, "/claim"))
    await _waits(database, "u-wu", "CL2026-0002")
    floor = await (await chen.get("/api/desk/floor")).json()
    assert [(one["name"], one["active"], one["waiting"]) for one in floor["agents"]] == [
        ("客服chen", 0, 0), ("客服li", 1, 1),
    ]  # fmt: skip
    assert [one["conversation_id"] for one in floor["talking"]] == [talk]
    assert (floor["waiting_total"], len(floor["waiting"]), floor["late"], floor["within_time"]) == (1, 1, 0, None)
    shown = await (await chen.get(_one(talk))).json()
    assert {"take_over", "assign"} <= set(shown["may"])
    assert (await chen.post(_one(talk, "/take_over"))).status == 200
    assert (await li.post(_one(talk, "/messages"), {"client_id": str(uuid4()), "text": "好"})).status == 404


async def test_a_conversation_opens_with_its_summary_and_what_may_be_done(database: Database, page_of: NewPage) -> None:
    page, conversation_id = await page_of("li"), await _waits(database, order_id="CL2026-0001")
    shown = await (await page.get(_one(conversation_id))).json()
    assert [line["about"] for line in shown["summary"]] == ["who", "order", "trouble", "said", "mood"]
    assert shown["may"] == ["claim"]
    kinds = {deed["kind"] for deed in shown["deeds"]}
    assert {"urge_merchant", "cancel", "address_change"} <= kinds
    assert [case["order_id"] for case in shown["cases"]] == ["CL2026-0001"]
    news = await (await page.get(_one(conversation_id, "/messages"), params={"after": "0"})).json()
    assert [one["text"] for one in news["messages"]] == ["转人工"]
    assert (await page.get(_one(conversation_id, "/messages"), params={"after": "x"})).status == 422


async def test_the_head_of_the_queue_is_sent_with_how_many_wait(database: Database, page_of: NewPage) -> None:
    page = await page_of("li")
    ids = [await _waits(database, f"u-{n}", f"CL2026-000{n}") for n in range(1, 6)]
    queue = await (await page.get("/api/desk/queue", params={"limit": "2"})).json()
    rest = await (await page.get("/api/desk/queue", params={"limit": "9", "offset": "2"})).json()
    assert (queue["waiting_total"], len(queue["waiting"])) == (5, 2)
    assert [one["conversation_id"] for one in [*queue["waiting"], *rest["waiting"]]] == ids
    named = await (await page.get("/api/desk/queue/rows", params={"ids": f"{ids[3]},{uuid4()}"})).json()
    assert [one["conversation_id"] for one in named["rows"]] == [ids[3]]
    assert len(named["gone"]) == 1


async def _socket(page: Page, rows: str = "1") -> ClientWebSocketResponse:
    socket = await page.client.ws_connect(f"/api/desk/ws?rows={rows}&lang=en", headers={"Origin": ORIGIN})
    for expected in ("queue", "approvals", "tasks"):
        assert (await socket.receive_json(timeout=5))["type"] == expected
    return socket


async def _until(
    socket: ClientWebSocketResponse, kind: str, wanted: Callable[[dict[str, Any]], bool] = lambda heard: True
) -> dict[str, Any]:
    """The next frame of a kind. `wanted`: what it tells, for a change that two notices tell may be pushed twice."""
    async with asyncio.timeout(5):
        while True:
            heard: dict[str, Any] = await socket.receive_json()
            if heard["type"] == kind and wanted(heard):
                return heard


async def test_rows_are_pushed_whole_and_leave_every_other_list_when_they_are_taken(
    database: Database, page_of: NewPage
) -> None:
    li, wu = await page_of("li"), await page_of("wu")
    first, second = await _socket(li), await _socket(wu)
    conversation_id = await _waits(database)
    for socket in (first, second):
        heard = await _until(socket, "rows")
        [row] = heard["rows"]
        assert (row["conversation_id"], row["owner"], row["mine"], row["why"]) == (
            conversation_id, "queue", False, "Asked for a person",
        )  # fmt: skip
        assert heard["waiting_total"] == 1
    await li.post(_one(conversation_id, "/claim"))
    mine = await _until(first, "rows", lambda heard: heard["load"]["active"] == 1)
    theirs = await _until(second, "rows", lambda heard: bool(heard["gone"]))
    assert [(row["owner"], row["mine"]) for row in mine["rows"]] == [("agent", True)]
    assert (mine["load"], theirs["rows"], theirs["gone"]) == ({"active": 1, "capacity": 5}, [], [conversation_id])


async def test_a_change_costs_as_many_statements_for_twenty_pages_as_for_one(
    database: Database, page_of: NewPage
) -> None:
    counts = []
    page = await page_of("a0")
    sockets = [await _socket(page)]
    for number in (1, 20):
        while len(sockets) < number:
            sockets.append(await _socket(page))
        conversation_id = await _waits(database, f"u-{number}", f"CL2026-00{number:02}")
        for socket in sockets:
            await _until(socket, "rows")
        statements: list[str] = []

        def seen(_c: Any, _cursor: Any, statement: str, *_rest: Any, into: list[str] = statements) -> None:
            if "FROM handoffs" in statement or "FROM conversations" in statement:
                into.append(statement)

        event.listen(database.engine.sync_engine, "before_cursor_execute", seen)
        await says(database, f"u-{number}", "还在吗", utc_now())
        for socket in sockets:
            await _until(socket, "conversation")
        event.remove(database.engine.sync_engine, "before_cursor_execute", seen)
        counts.append(len(statements))
        assert conversation_id
    assert counts[1] <= counts[0] + 2
