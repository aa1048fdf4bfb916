"""The queue of approvals over a real server and a real database: who decides about money, and what all are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientResponse, ClientWebSocketResponse
from aiohttp.test_utils import TestServer
from sqlalchemy import event, insert, select, update

from careline.cases.service import Remedy, answered, ledger_of
from careline.chat.hub import Hub
from careline.core.money import Money
from careline.core.orders import AnswerStatus, Guarantee, Order, RemedyAnswer
from careline.core.remedies import RemedyKind
from careline.core.wording.references import reference
from careline.desk.routes import desk_guards, endpoints
from careline.desk.service import Desk
from careline.ids import new_id
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.tables.cases import remedies
from careline.store.tables.platform import photos
from tests.desk_floor import DESK, Clock, Page, browser, hired, says, serving
from tests.factories import NOW, ago, ahead, customer, item, order, right, yuan
from tests.keeping_kit import known, outbox_of, remedy_now, wished
from tests.rules import RULES
from tests.waiting import all_wait_for_locks

pytestmark = pytest.mark.contract

APPROVALS = "/api/desk/approvals"
ORIGIN = "https://desk.shop.example"
HINT = {"type": "approvals"}
K = RemedyKind
WITHIN, BIG, HUGE = yuan("50.00"), yuan("79.00"), yuan("501.00")
NewPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def server(database: Database, database_url: str) -> AsyncIterator[TestServer]:
    hub, clock = Hub(database_url), Clock()
    listening = asyncio.create_task(hub.run())
    served = endpoints(Desk(database, RULES), database, clock, hub, RULES, secure_cookie=False, origins=[ORIGIN])
    guards = desk_guards(database, clock, secure_cookie=False)
    async with serving(served, guards, STATUSES) as running:
        yield running
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


@pytest.fixture
async def page_of(database: Database, server: TestServer) -> AsyncIterator[NewPage]:
    """A logged-in browser of a new agent."""
    async with AsyncExitStack() as stack:

        async def opened(login: str, **profile: Any) -> Page:
            await hired(database, login, **{"role": "senior", **profile})
            page = await stack.enter_async_context(browser(server))
            assert (await page.log_in(login)).status == 200
            return page

        yield opened


@pytest.fixture
async def li(page_of: NewPage) -> Page:
    """李婷's browser, logged in."""
    return await page_of("li", name="李婷")


async def _refund(database: Database, amount: Money = BIG, **given: Any) -> Remedy:
    return await wished(database, await known(database), K.REFUND, amount=amount, **given)


async def _listed(page: Page, language: str = "zh-CN") -> list[dict[str, Any]]:
    answer = await page.get(APPROVALS, headers={"Accept-Language": language})
    assert answer.status == 200
    waiting: list[dict[str, Any]] = (await answer.json())["waiting"]
    return waiting


async def _approve(page: Page, remedy: Remedy, language: str = "zh-CN") -> ClientResponse:
    headers = {**DESK, "Accept-Language": language}
    return await page.post(f"{APPROVALS}/{remedy.remedy_id}/approve", headers=headers)


async def _refuse(page: Page, remedy: Remedy, reason: Any, language: str = "zh-CN") -> ClientResponse:
    headers = {**DESK, "Accept-Language": language}
    return await page.post(f"{APPROVALS}/{remedy.remedy_id}/refuse", {"reason": reason}, headers=headers)


async def _told(answer: ClientResponse) -> tuple[int, str]:
    return answer.status, (await answer.json())["detail"]


async def _fails(database: Database, remedy: Remedy, **given: str) -> None:
    """The shop could not do it."""
    told = {"code": "", "reason": ""} | given
    answer = RemedyAnswer(
        remedy_id=str(remedy.remedy_id), status=AnswerStatus.FAILED, at=NOW, expected_by=None, **told
    )  # fmt: skip
    async with database.begin() as tx:
        await answered(tx, remedy.remedy_id, answer, NOW, who="platform")


async def _photo(database: Database, shown: Order, remedy: Remedy | None = None) -> str:
    """A picture that the consumer has sent about an order."""
    photo_id = new_id()
    row = {
        "photo_id": photo_id, "customer_id": shown.customer_id, "order_id": shown.order_id, "media_type": "image/png",
        "remedy_id": remedy.remedy_id if remedy else None, "width": 1, "height": 1, "sha256": "x", "content": b"x",
        "at": NOW,
    }  # fmt: skip
    async with database.begin() as tx:
        await tx.execute(insert(photos).values(row))
    return str(photo_id)


async def test_the_list_shows_whatever_one_needs_to_decide(database: Database, li: Page) -> None:
    shown = await known(
        database,
        order(
            number="202611230001", items=(item(), item(sku="scarf", title="羊绒围巾", quantity=2, price=yuan("80.00")))
        ),
    )
    talk = await says(database, shown.customer_id)
    got = await wished(
        database, shown, K.RETURN, items=(("scarf", 1),), amount=yuan("80.00"), right=right(Guarantee.RETURN_7_DAYS),
        details={"reason": "no_reason"}, conversation_id=talk,
    )  # fmt: skip
    [one] = await _listed(li)
    assert one == {
        "remedy_id": str(got.remedy_id), "reference": reference(got.remedy_id, "zh-CN"),
        "kind": "return", "kind_text": "退货退款", "state": "needs_approval",
        "state_text": "待审核", "amount": {"amount": "80.00", "currency": "CNY"},
        "items": [{"title": "羊绒围巾", "quantity": 1}], "whole_order": False, "order_id": shown.order_id,
        "order_number": "202611230001", "title": shown.title, "merchant": "江南衣坊",
        "total": {"amount": "399.00", "currency": "CNY"}, "customer": "林**", "conversation_id": str(talk),
        "clause": one["clause"], "reason": "七天无理由", "requested_at": "2026-11-24T04:00:00Z",
        "due_at": ahead(hours=22).strftime("%Y-%m-%dT%H:%M:%SZ"), "approvals_needed": 1, "approved_by": [],
        "asked_by": "顾客",
        "mine": False, "own": False, "failure": None, "photos": [], "others": [],
    }  # fmt: skip
    assert "七天" in one["clause"] or "7 天" in one["clause"]


async def test_each_reader_gets_their_own_language(database: Database, li: Page, page_of: NewPage) -> None:
    await _refund(database, details={"reason": "not_dispatched"}, right=right())
    anna = await page_of("anna", languages=("en", "zh-CN"))
    fields = ("kind_text", "state_text", "reason")
    [chinese], [english] = await _listed(li), await _listed(anna, "en")
    [unasked] = (await (await anna.get(APPROVALS)).json())["waiting"]
    assert [chinese[name] for name in fields] == ["退款", "待审核", "一直没发货"]
    assert [english[name] for name in fields] == ["Refund", "Waiting for approval", "Not dispatched"]
    assert unasked == english
    assert chinese["clause"] != english["clause"]


async def test_a_code_that_came_from_outside_is_shown_as_it_came(database: Database, li: Page) -> None:
    got = await _refund(database, details={"reason": "颜色不对"})
    async with database.begin() as tx:
        mine = remedies.c.remedy_id == got.remedy_id
        await tx.execute(update(remedies).where(mine).values(clause="store-rule-7"))
    [one] = await _listed(li)
    assert (one["reason"], one["clause"]) == ("颜色不对", "store-rule-7")


async def test_within_the_limits_nobody_is_asked(database: Database, li: Page) -> None:
    await _refund(database, WITHIN)
    assert await _listed(li) == []


async def test_the_oldest_comes_first(database: Database, li: Page) -> None:
    first = await known(database, order(order_id="CL-1"))
    second = await known(database, order(order_id="CL-2"))
    late = await wished(database, first, K.REFUND, amount=BIG, now=NOW)
    early = await wished(database, second, K.REFUND, amount=BIG, now=ago(hours=2))
    assert [one["remedy_id"] for one in await _listed(li)] == [str(early.remedy_id), str(late.remedy_id)]


async def test_photos_are_those_of_the_remedy_and_those_of_its_order_for_no_other(database: Database, li: Page) -> None:
    shown = await known(database)
    refund = await wished(database, shown, K.REFUND, amount=BIG)
    owed = await wished(database, shown, K.COMPENSATION, amount=BIG)
    mine, anyones = await _photo(database, shown, refund), await _photo(database, shown)
    theirs = await _photo(database, shown, owed)
    listed = {one["kind"]: set(one["photos"]) for one in await _listed(li)}
    assert listed == {"refund": {mine, anyones}, "compensation": {theirs, anyones}}


async def test_what_else_the_consumer_asked_for_is_shown_the_newest_first(database: Database, li: Page) -> None:
    shown = await known(database)
    for hours in range(8, 0, -1):
        other = await known(database, order(order_id=f"CL-{hours}"))
        await wished(database, other, K.COMPENSATION, amount=yuan(f"{hours}.00"), now=ago(hours=hours))
    stranger = await known(
        database, order(order_id="CL-W", customer_id="u-wu"), customer(customer_id="u-wu", name="吴迪")
    )
    await wished(database, stranger, K.COMPENSATION, amount=yuan("9.00"))
    await wished(database, shown, K.REFUND, amount=BIG)
    [one] = await _listed(li)
    assert [other["amount"]["amount"] for other in one["others"]] == [f"{hours}.00" for hours in range(1, 7)]
    assert one["others"][0] == {
        "kind_text": "补偿", "state_text": "已通过", "amount": {"amount": "1.00", "currency": "CNY"},
        "at": "2026-11-24T03:00:00Z",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "chinese", "english"),
    [
        ({"code": "limit", "reason": "超出当日退款额度"}, "超出当日退款额度", "超出当日退款额度"),
        ({"code": "unreachable"}, "商家系统一直连不上。", "The shop's system could not be reached."),
        ({"code": "E-4711"}, "E-4711", "E-4711"),
        ({}, "商家系统没有说明原因。", "The shop's system gave no reason."),
    ],
)
async def test_what_the_shop_could_not_do_waits_here_and_says_why(
    database: Database, li: Page, told: dict[str, str], chinese: str, english: str
) -> None:
    got = await _refund(database, WITHIN)
    await _fails(database, got, **told)
    [one] = await _listed(li)
    assert (one["state"], one["failure"], (await _listed(li, "en"))[0]["failure"]) == ("failed", chinese, english)


async def test_below_the_second_limit_one_agent_is_enough(database: Database, li: Page) -> None:
    got = await _refund(database)
    assert await outbox_of(database, got.remedy_id) == []
    assert (await _approve(li, got)).status == 204
    assert (await remedy_now(database, got.remedy_id))["state"] == "approved"
    [row] = await outbox_of(database, got.remedy_id)
    assert row["body"]["amount"] == {"amount": "79.00", "currency": "CNY"}
    assert await _listed(li) == []


async def test_above_the_second_limit_it_takes_two_agents(database: Database, li: Page, page_of: NewPage) -> None:
    got, wu = await _refund(database, HUGE), await page_of("wu", name="吴迪")
    assert (await _approve(li, got)).status == 204
    shown = [(await _listed(page))[0] for page in (li, wu)]
    assert [(one["approvals_needed"], one["approved_by"], one["mine"]) for one in shown] == [
        (2, ["李婷"], True), (2, ["李婷"], False),
    ]  # fmt: skip
    assert await _told(await _approve(li, got)) == (409, "您已经同意过了，还要另一位同事同意。")
    status, detail = await _told(await _approve(li, got, "en"))
    assert (status, "another colleague" in detail) == (409, True)
    assert await outbox_of(database, got.remedy_id) == []
    assert (await _approve(wu, got)).status == 204
    assert len(await outbox_of(database, got.remedy_id)) == 1
    async with database.begin() as tx:
        who = [row["who"] for row in await ledger_of(tx, got.remedy_id) if row["why"] == "agent_approved"]
    assert who == ["agent:li", "agent:wu"]


async def test_who_asked_for_it_at_the_desk_does_not_approve_it(database: Database, li: Page, page_of: NewPage) -> None:
    got, wu = await _refund(database, who="agent:li", channel="desk"), await page_of("wu")
    assert [(await _listed(page))[0]["own"] for page in (li, wu)] == [True, False]
    assert await _told(await _approve(li, got)) == (409, "这是您自己提出的，要由另一位同事来同意。")
    status, detail = await _told(await _approve(li, got, "en"))
    assert (status, "a colleague has to approve" in detail) == (409, True)
    assert await outbox_of(database, got.remedy_id) == []
    assert (await _approve(wu, got)).status == 204
    assert len(await outbox_of(database, got.remedy_id)) == 1


async def test_who_asked_is_not_one_of_the_two_either(database: Database, li: Page, page_of: NewPage) -> None:
    got = await _refund(database, HUGE, who="agent:li", channel="desk")
    wu, he = await page_of("wu"), await page_of("he")
    statuses = [(await _approve(page, got)).status for page in (wu, li, he)]
    assert (statuses, len(await outbox_of(database, got.remedy_id))) == ([204, 409, 204], 1)


async def test_who_asked_may_take_it_back_and_may_have_a_failed_one_tried_again(database: Database, li: Page) -> None:
    refused = await _refund(database, who="agent:li", channel="desk")
    assert (await _refuse(li, refused, "填错了金额")).status == 204
    failed = await _refund(database, WITHIN, who="agent:li", channel="desk")
    await _fails(database, failed)
    assert (await _approve(li, failed)).status == 204


async def test_a_failed_one_is_tried_again_as_a_message_of_its_own(database: Database, li: Page) -> None:
    got = await _refund(database, WITHIN)
    await _fails(database, got, code="unreachable")
    assert (await _approve(li, got)).status == 204
    assert (await remedy_now(database, got.remedy_id))["state"] == "approved"
    assert len({row["idempotency_key"] for row in await outbox_of(database, got.remedy_id)}) == 2
    assert await _listed(li) == []


async def test_a_refusal_is_told_in_the_agents_words(database: Database, li: Page) -> None:
    got = await _refund(database)
    assert (await _refuse(li, got, "  照片看不出问题，请补一张 \n")).status == 204
    row = await remedy_now(database, got.remedy_id)
    assert (row["state"], row["answer"], row["answer_code"]) == ("refused", "照片看不出问题，请补一张", "agent")
    assert await outbox_of(database, got.remedy_id) == []
    assert await _listed(li) == []


@pytest.mark.parametrize("reason", ["", "不", "  ", " 不 ", "好" * 501, "a\x00b", "\ud800\ud800", None, 7])
async def test_no_refusal_without_a_reason_that_can_be_told(database: Database, li: Page, reason: Any) -> None:
    got = await _refund(database)
    assert (await _refuse(li, got, reason)).status == 422
    assert (await remedy_now(database, got.remedy_id))["state"] == "needs_approval"


@pytest.mark.parametrize("reason", ["不行", "好" * 500])
async def test_a_reason_has_from_two_to_five_hundred_letters(database: Database, li: Page, reason: str) -> None:
    assert (await _refuse(li, await _refund(database), reason)).status == 204


async def test_what_a_colleague_has_decided_is_decided(database: Database, li: Page, page_of: NewPage) -> None:
    wu = await page_of("wu")
    yes = await _refund(database)
    await _approve(li, yes)
    no = await wished(database, await known(database, order(order_id="CL-2")), K.REFUND, amount=BIG)
    await _refuse(li, no, "不符合条件")
    for remedy in (yes, no):
        assert await _told(await _approve(wu, remedy)) == (409, "这一条已经有人处理了。")
        status, detail = await _told(await _refuse(wu, remedy, "not eligible", "en"))
        assert (status, "somebody has dealt with it" in detail) == (409, True)
    states = [(await remedy_now(database, remedy.remedy_id))["state"] for remedy in (yes, no)]
    assert states == ["approved", "refused"]


@pytest.mark.parametrize("which", ["01890000-0000-7000-8000-000000000000", "no-id-at-all", "7", "%00"])
async def test_what_there_is_not_is_not_found(li: Page, which: str) -> None:
    for language, sentence in (("zh-CN", "没有这项申请。"), ("en", "There is no such remedy.")):
        headers = {**DESK, "Accept-Language": language}
        approving = await li.post(f"{APPROVALS}/{which}/approve", headers=headers)
        refusing = await li.post(f"{APPROVALS}/{which}/refuse", {"reason": "不行"}, headers=headers)
        assert [await _told(answer) for answer in (approving, refusing)] == [(404, sentence)] * 2


async def test_strangers_and_former_agents_neither_see_nor_decide(
    database: Database, server: TestServer, li: Page
) -> None:
    got = await _refund(database)
    await li.post("/api/desk/logout")
    async with browser(server) as stranger:
        for page in (stranger, li):
            asked = [await page.get(APPROVALS), await _approve(page, got), await _refuse(page, got, "不行")]
            assert [answer.status for answer in asked] == [401] * 3
    assert (await remedy_now(database, got.remedy_id))["state"] == "needs_approval"


async def test_no_foreign_page_decides_with_an_agents_cookie(database: Database, li: Page) -> None:
    got = await _refund(database)
    one = f"{APPROVALS}/{got.remedy_id}"
    answers = [
        await li.post(f"{one}/approve", headers={}),
        await li.post(f"{one}/refuse", {"reason": "不行"}, headers={}),
    ]
    assert [answer.status for answer in answers] == [403] * 2
    assert (await remedy_now(database, got.remedy_id))["state"] == "needs_approval"


async def test_a_supervisor_may_decide_as_well(database: Database, page_of: NewPage) -> None:
    boss = await page_of("boss", role="supervisor")
    assert (await _approve(boss, await _refund(database))).status == 204


@pytest.mark.parametrize("other", ["approve", "refuse"])
async def test_of_two_agents_at_once_one_decides(database: Database, li: Page, page_of: NewPage, other: str) -> None:
    got, wu = await _refund(database), await page_of("wu")
    theirs = _approve(wu, got) if other == "approve" else _refuse(wu, got, "不符合条件")
    answers = await _at_once(database, got.remedy_id, _approve(li, got), theirs)
    assert sorted(answer.status for answer in answers) == [204, 409]
    approved = answers[0].status == 204 or other == "approve"
    assert len(await outbox_of(database, got.remedy_id)) == int(approved)


async def test_two_first_approvals_at_once_are_two(database: Database, li: Page, page_of: NewPage) -> None:
    got, wu = await _refund(database, HUGE), await page_of("wu")
    answers = await _at_once(database, got.remedy_id, _approve(li, got), _approve(wu, got))
    assert [answer.status for answer in answers] == [204, 204]
    assert len(await outbox_of(database, got.remedy_id)) == 1


async def test_one_agent_twice_at_once_is_one_approval(database: Database, li: Page) -> None:
    got = await _refund(database, HUGE)
    answers = await _at_once(database, got.remedy_id, _approve(li, got), _approve(li, got))
    assert sorted(answer.status for answer in answers) == [204, 409]
    assert await outbox_of(database, got.remedy_id) == []


async def _at_once(
    database: Database, remedy_id: UUID, *asking: Coroutine[Any, Any, ClientResponse]
) -> list[ClientResponse]:
    """Both stand before the same row, until it is let go of."""
    async with database.begin() as tx:
        await tx.execute(select(remedies).where(remedies.c.remedy_id == remedy_id).with_for_update())
        tasks = [asyncio.create_task(one) for one in asking]
        await all_wait_for_locks(database, len(tasks))
    return await asyncio.gather(*tasks)


async def test_the_socket_tells_of_what_waits_and_of_what_was_decided(
    database: Database, li: Page, page_of: NewPage
) -> None:
    wu = await page_of("wu")
    sockets = [await _socket(page) for page in (li, wu)]
    got = await _refund(database, HUGE)
    await _all_hear(sockets)
    for page in (li, wu):
        await _approve(page, got)
        await _all_hear(sockets)
    await _fails(database, got)
    await _all_hear(sockets)
    await _refuse(li, got, "商家办不了")
    await _all_hear(sockets)


async def test_what_needs_nobody_makes_no_noise(database: Database, li: Page) -> None:
    socket = await _socket(li)
    await _refund(database, WITHIN)
    await li.post("/api/desk/presence", {"state": "away"})  # the last that is heard
    assert HINT not in await _heard(socket, {"type": "queue"})


async def _socket(page: Page) -> ClientWebSocketResponse:
    """An open socket that has heard of everything before it."""
    socket = await page.client.ws_connect("/api/desk/ws", headers={"Origin": ORIGIN})
    await _heard(socket, HINT)
    return socket


async def _all_hear(sockets: list[ClientWebSocketResponse]) -> None:
    for socket in sockets:
        assert set(map(str, await _heard(socket, HINT))) == {str(HINT)}


async def _heard(socket: ClientWebSocketResponse, wanted: dict[str, str]) -> list[Any]:
    """Everything until what is wanted was heard, and then until nothing more comes."""
    heard: list[Any] = []
    while wanted not in heard:
        heard.append(await socket.receive_json(timeout=10))
    with suppress(TimeoutError):
        while True:
            heard.append(await socket.receive_json(timeout=0.4))
    return heard


async def test_a_long_list_takes_as_many_statements_as_a_short_one(database: Database, li: Page) -> None:
    async def waits(number: int) -> None:
        who = customer(customer_id=f"u-{number}", name="林晓雨")
        shown = await known(database, order(order_id=f"CL-{number}", customer_id=f"u-{number}"), who)
        got = await wished(database, shown, K.REFUND, amount=HUGE)
        await _approve(li, got)
        await _photo(database, shown, got)

    await waits(0)
    with _statements(database) as few:
        assert len(await _listed(li)) == 1
    for number in range(1, 50):
        await waits(number)
    with _statements(database) as many:
        listed = await _listed(li)
    assert (len(listed), {len(one["photos"]) for one in listed}, {one["mine"] for one in listed}) == (50, {1}, {True})
    assert len(many) == len(few) <= 14, many


@contextmanager
def _statements(database: Database) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
