"""Signing in with a second factor: set up where the shop wants it, good once, replaced by recovery codes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

import psycopg
import pytest
import segno
from aiohttp import ClientResponse
from limits import RateLimitItemPerMinute
from sqlalchemy import select

from careline.chat.hub import Hub
from careline.core.roles import FactorWanted
from careline.desk.entrance import HALFWAY_LASTS, SignIn
from careline.desk.factor_routes import CODES
from careline.desk.logins import LoginLimits
from careline.desk.routes import desk_guards, endpoints
from careline.desk.sealing import Sealer
from careline.desk.second_factor import MOST_WRONG, RECOVERY_CODES, WRONG_WINDOW, Factors
from careline.desk.service import Desk
from careline.desk.staff import Profile, save_agent
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.tables.cases import journal
from careline.store.tables.desk import agent_factors, recovery_codes
from tests.desk_floor import PASSWORD, Clock, Page, browser, hired, serving
from tests.factor_kit import App
from tests.rules import RULES
from tests.whole_web import whole_web

pytestmark = pytest.mark.contract

GENEROUS = LoginLimits(
    per_pair=RateLimitItemPerMinute(100), failures=RateLimitItemPerMinute(100), attempts=RateLimitItemPerMinute(500),
    unhurried=RateLimitItemPerMinute(100),
)  # fmt: skip
SECRET, NEXT_SECRET = "s" * 32, "n" * 32


class Door:
    """The way in of a shop that asks these for a second factor; each page is at a web process of its own."""

    def __init__(self, database: Database, stack: AsyncExitStack, clock: Clock) -> None:
        self.database, self._stack, self.clock = database, stack, clock

    async def page(
        self, wanted: str = "approvers", limits: LoginLimits = GENEROUS, secrets: tuple[str, ...] = (SECRET,)
    ) -> Page:
        sealer = Sealer(secrets, "second factors") if secrets else None
        sign_in = SignIn(
            factors=Factors(sealer, FactorWanted(wanted), "橙子优选"),
            browsers=Sealer(secrets, "browsers") if secrets else None,
        )
        served = endpoints(
            Desk(self.database, RULES), self.database, self.clock, Hub(""), RULES, secure_cookie=False, origins=[],
            limits=limits, sign_in=sign_in,
        )  # fmt: skip
        guards = desk_guards(self.database, self.clock, secure_cookie=False, sign_in=sign_in)
        server = await self._stack.enter_async_context(serving(served, guards, dict(STATUSES)))
        return await self._stack.enter_async_context(browser(server))

    async def noted(self) -> list[tuple[str, str, str]]:
        """Who did what to whom, of what concerns the second factor."""
        about = ("factor_set_up", "factor_taken_away", "recovery_code_used", "recovery_codes_made")
        async with self.database.begin() as tx:
            query = select(journal.c.who, journal.c.what, journal.c.subject).where(journal.c.what.in_(about))
            return [tuple(row) for row in await tx.execute(query.order_by(journal.c.entry_id))]


@pytest.fixture
async def door(database: Database) -> AsyncIterator[Door]:
    for login, role in (("li", "senior"), ("wu", "agent"), ("gao", "admin")):
        await hired(database, login, role=role)
    async with AsyncExitStack() as stack:
        yield Door(database, stack, Clock())


async def told(answer: ClientResponse, status: int = 200) -> dict[str, Any]:
    assert answer.status == status, await answer.text()
    return dict(await answer.json()) if status != 204 else {}


async def first_step(page: Page, login: str = "li") -> dict[str, Any]:
    return await told(await page.log_in(login))


async def second_step(page: Page, code: str, status: int = 200) -> dict[str, Any]:
    return await told(await page.post("/api/desk/login/code", {"code": code}), status)


async def tries(page: Page, code: str, login: str = "li", status: int = 200) -> dict[str, Any]:
    assert (await first_step(page, login))["needs"] == "code"
    return await second_step(page, code, status)


async def is_in(page: Page) -> bool:
    return (await page.get("/api/desk/me")).status == 200


async def set_up(door: Door, page: Page, login: str = "li") -> tuple[App, list[str]]:
    """From the first sign-in to the codes; the next code is another one."""
    assert (await first_step(page, login))["needs"] == "set_up"
    app = App((await told(await page.post("/api/desk/login/set_up")))["secret"])
    codes = (await second_step(page, app.code(door.clock.now)))["recovery_codes"]
    door.clock.pass_(seconds=30)
    return app, codes


async def test_it_is_set_up_at_the_first_sign_in_and_asked_for_from_then_on(door: Door) -> None:
    page = await door.page()
    assert await first_step(page) == {"agent": None, "needs": "set_up", "recovery_codes": []}
    assert not await is_in(page)
    ways = await told(await page.get("/api/desk/login"))
    assert ways["halfway"] == {"needs": "set_up", "name": "客服li"}
    shown = await told(await page.post("/api/desk/login/set_up"))
    address = urlparse(shown["uri"])
    assert (address.scheme, address.netloc, unquote(address.path)) == ("otpauth", "totp", "/橙子优选:li")
    assert parse_qs(address.query)["secret"] == [shown["secret"]]
    assert shown["qr"]["size"] == segno.make_qr(shown["uri"], error="m").symbol_size(border=4)[0]
    app = App(shown["secret"])
    got = await second_step(page, app.code(door.clock.now))
    assert (got["agent"]["name"], len(set(got["recovery_codes"]))) == ("客服li", RECOVERY_CODES)
    assert await is_in(page)

    other = await door.page()
    door.clock.pass_(seconds=30)
    assert (await tries(other, app.code(door.clock.now)))["recovery_codes"] == []
    assert await is_in(other)
    assert (await other.post("/api/desk/login/set_up")).status == 410
    assert await door.noted() == [("agent:li", "factor_set_up", "agent:li")]


async def test_what_is_kept_is_sealed_or_a_digest(door: Door) -> None:
    app, codes = await set_up(door, await door.page())
    async with door.database.begin() as tx:
        row = (await tx.execute(select(agent_factors))).mappings().one()
        kept = (await tx.execute(select(recovery_codes.c.digest))).scalars().all()
    assert (app.secret in str(row), row["next_secret"]) == (False, None)
    assert not {code.replace("-", "") for code in codes} & {digest[:16] for digest in kept}
    assert {len(digest) for digest in kept} == {64}


async def test_a_code_counts_once_and_only_near_its_time(door: Door) -> None:
    page = await door.page()
    app, _ = await set_up(door, page)
    code = app.code(door.clock.now)
    await tries(page, code)
    await tries(page, code, status=401)
    await tries(page, app.code(door.clock.now, -1), status=401)  # of an earlier step than what was used
    door.clock.pass_(seconds=120)
    await tries(page, app.code(door.clock.now, -2), status=401)
    await tries(page, app.code(door.clock.now, 2), status=401)
    await tries(page, app.code(door.clock.now, 1))  # a phone that is a little fast


async def test_one_code_given_in_two_processes_at_once_lets_one_in(door: Door) -> None:
    app, _ = await set_up(door, await door.page())
    pages = [await door.page() for _ in range(2)]
    for page in pages:
        await first_step(page)
    code = {"code": app.code(door.clock.now)}
    answers = await asyncio.gather(*(page.post("/api/desk/login/code", code) for page in pages))
    assert sorted(answer.status for answer in answers) == [200, 401]


async def test_a_recovery_code_gets_in_once_however_it_is_typed(door: Door) -> None:
    page = await door.page()
    _, codes = await set_up(door, page)
    await tries(page, codes[0].upper().replace("-", " "))
    await tries(page, codes[0], status=401)
    await tries(page, codes[1])
    assert (await told(await page.get("/api/desk/factor")))["recovery_left"] == RECOVERY_CODES - 2
    await tries(page, "aaaa-aaaa-aaaa-aaaa", status=401)
    assert [what for _, what, _ in await door.noted()].count("recovery_code_used") == 2


async def test_without_the_right_password_nobody_gets_as_far_as_a_code(door: Door) -> None:
    page = await door.page()
    app, codes = await set_up(door, page)
    stranger = await door.page()
    assert (await stranger.log_in("li", "not the password")).status == 401
    for code in (app.code(door.clock.now), codes[0]):
        await second_step(stranger, code, 410)
    await tries(page, codes[0])  # still there


@pytest.mark.parametrize(("wanted", "asked"), [("nobody", set()), ("approvers", {"li"}), ("everybody", {"li", "wu"})])
async def test_the_shop_says_of_whom_it_is_wanted(door: Door, wanted: str, asked: set[str]) -> None:
    page = await door.page(wanted)
    assert {login for login in ("li", "wu") if (await first_step(page, login))["needs"]} == asked


async def test_whoever_has_one_is_asked_for_it_though_the_shop_wants_none_any_more(door: Door) -> None:
    app, _ = await set_up(door, await door.page())
    page = await door.page("nobody")
    await tries(page, app.code(door.clock.now))
    await told(await page.post("/api/desk/factor/remove", {"code": app.code(door.clock.now, 1)}), 204)
    assert (await first_step(page))["agent"]["name"] == "客服li"


async def test_halfway_in_ends_with_time_with_the_browser_and_with_the_login(door: Door) -> None:
    page = await door.page()
    app, codes = await set_up(door, page)
    await first_step(page)
    door.clock.pass_(seconds=HALFWAY_LASTS.total_seconds())
    await second_step(page, app.code(door.clock.now), 410)
    await first_step(page)
    await told(await page.post("/api/desk/login/cancel"), 204)
    assert (await told(await page.get("/api/desk/login")))["halfway"] is None
    await second_step(page, app.code(door.clock.now), 410)
    await first_step(page)
    async with door.database.begin() as tx:
        await save_agent(
            tx, "li", Profile(), RULES.desk, password="another password", who="operator", now=door.clock.now
        )
    await second_step(page, codes[0], 410)


async def test_a_foreign_page_can_do_none_of_it(door: Door) -> None:
    page = await door.page()
    await set_up(door, page)
    await first_step(page)
    for path in ("login/code", "login/set_up", "login/cancel", "factor/begin", "factor/confirm", "factor/remove"):
        answer = await page.post(f"/api/desk/{path}", {"code": "123456"}, headers={})
        assert answer.status == 403, path


async def test_who_has_the_password_cannot_guess_on_and_cannot_shut_the_agent_out(door: Door) -> None:
    at_home = await door.page()
    app, codes = await set_up(door, at_home)
    thief = await door.page()  # where the agent has never signed in
    for n in range(MOST_WRONG):
        await tries(thief, f"{n:06}", status=401)
    door.clock.pass_(seconds=30)
    for other in (thief, await door.page()):  # another process knows it too
        assert "恢复码" in (await tries(other, app.code(door.clock.now), status=429))["detail"]
    [known] = [one for one in at_home.client.session.cookie_jar if one.key == "careline_familiar"]
    restarted = await door.page()  # a process that has never seen the agent
    restarted.client.session.cookie_jar.update_cookies({known.key: known.value})
    await tries(restarted, app.code(door.clock.now))
    await tries(await door.page(), codes[0])  # the agent at a new place
    await set_up(door, thief, "gao")  # a browser is known as one agent's, not as everybody's
    door.clock.pass_(seconds=30)
    await tries(thief, app.code(door.clock.now), status=429)
    door.clock.pass_(seconds=WRONG_WINDOW.total_seconds())
    await tries(thief, app.code(door.clock.now))


async def test_codes_of_one_address_are_counted_too(door: Door) -> None:
    limits = replace(GENEROUS, per_pair=RateLimitItemPerMinute(3))
    app, _ = await set_up(door, await door.page())
    page = await door.page(limits=limits)
    for n in range(3):
        await first_step(page)
        await second_step(page, f"{n:06}", 401)
    await first_step(page)
    await second_step(page, app.code(door.clock.now), 429)


async def test_a_secret_that_was_never_confirmed_is_another_one_next_time(door: Door) -> None:
    page = await door.page()
    shown = []
    for _ in range(2):
        await first_step(page)
        shown.append(App((await told(await page.post("/api/desk/login/set_up")))["secret"]))
    assert shown[0] != shown[1]
    await second_step(page, shown[0].code(door.clock.now), 401)
    await second_step(page, shown[1].code(door.clock.now))


async def test_without_one_nobody_decides_about_money_and_is_told_what_to_do(door: Door) -> None:
    old = await door.page("nobody")
    assert (await first_step(old))["agent"]
    [cookie] = [one for one in old.client.session.cookie_jar if one.key == "careline_desk"]
    page = await door.page()  # the shop asks for one from now on; the session goes on
    page.client.session.cookie_jar.update_cookies({cookie.key: cookie.value})
    nothing = "/api/desk/approvals/00000000-0000-0000-0000-000000000000"
    for answer in (
        await page.post(f"{nothing}/approve"),
        await page.post(f"{nothing}/refuse", {"reason": "不符合规则"}),
    ):
        assert "登录安全" in (await told(answer, 403))["detail"]
    assert await told(await page.get("/api/desk/factor")) == {
        "can": True, "wanted": True, "confirmed_at": None, "recovery_left": 0, "strong": False,
    }  # fmt: skip
    app = App((await told(await page.post("/api/desk/factor/begin")))["secret"])
    await told(await page.post("/api/desk/factor/confirm", {"code": app.code(door.clock.now)}))
    assert (await page.post(f"{nothing}/approve")).status == 404
    assert (await told(await page.get("/api/desk/factor")))["strong"]


async def test_an_app_is_replaced_only_by_who_has_the_one_before(door: Door) -> None:
    page, elsewhere = await door.page(), await door.page()
    app, codes = await set_up(door, page)
    await tries(elsewhere, app.code(door.clock.now))
    new = App((await told(await page.post("/api/desk/factor/begin")))["secret"])
    door.clock.pass_(seconds=30)
    code = new.code(door.clock.now)
    for present in ({}, {"present": "000000"}, {"present": code}):
        await told(await page.post("/api/desk/factor/confirm", {"code": code, **present}), 401)
    fresh = await told(await page.post("/api/desk/factor/confirm", {"code": code, "present": app.code(door.clock.now)}))
    assert not set(fresh["recovery_codes"]) & set(codes)
    assert (await is_in(page), await is_in(elsewhere)) == (True, False)
    door.clock.pass_(seconds=30)
    await tries(elsewhere, app.code(door.clock.now), status=401)
    await tries(elsewhere, codes[0], status=401)
    await tries(elsewhere, new.code(door.clock.now))


async def test_recovery_codes_are_made_anew_with_a_code_and_a_wanted_factor_stays(door: Door) -> None:
    page = await door.page()
    app, codes = await set_up(door, page)
    await told(await page.post("/api/desk/factor/codes", {"code": "000000"}), 401)
    fresh = await told(await page.post("/api/desk/factor/codes", {"code": app.code(door.clock.now)}))
    door.clock.pass_(seconds=30)
    await tries(page, codes[0], status=401)
    await tries(page, fresh["recovery_codes"][0])
    refused = await told(await page.post("/api/desk/factor/remove", {"code": app.code(door.clock.now)}), 409)
    assert "只能更换" in refused["detail"]


async def test_an_open_page_is_no_place_to_guess_at_codes(door: Door) -> None:
    page = await door.page()
    app, _ = await set_up(door, page)
    statuses = [(await page.post("/api/desk/factor/codes", {"code": f"{n:06}"})).status for n in range(CODES.amount)]
    assert set(statuses) == {401}
    await told(await page.post("/api/desk/factor/codes", {"code": app.code(door.clock.now)}), 429)


async def test_an_admin_takes_a_lost_one_away_and_it_is_on_record(door: Door) -> None:
    page, office = await door.page(), await door.page()
    _, codes = await set_up(door, page)
    own, _ = await set_up(door, office, "gao")
    shown = {one["login"]: one for one in (await told(await office.get("/api/desk/sign-ins")))["agents"]}
    assert {login: (one["wanted"], one["confirmed_at"] is not None) for login, one in shown.items()} == {
        "gao": (True, True), "li": (True, True), "wu": (False, False),
    }  # fmt: skip
    why = {"reason": "手机丢了，本人当面确认"}
    expected = {"li": 204, "wu": 409, "gao": 409}
    for login, status in expected.items():
        answer = await office.post(f"/api/desk/agents/{shown[login]['agent_id']}/factor/reset", why)
        await told(answer, status)
    await told(await office.post("/api/desk/agents/nobody/factor/reset", why), 404)
    assert not await is_in(page)
    assert (await first_step(page))["needs"] == "set_up"
    await second_step(page, codes[0], 409)  # nothing was begun, and nothing of before counts
    assert ("agent:gao", "factor_taken_away", "agent:li") in await door.noted()
    await tries(office, own.code(door.clock.now), "gao")


async def test_while_the_secret_is_changed_nobody_sets_it_up_anew(door: Door) -> None:
    app, codes = await set_up(door, await door.page())
    changing = await door.page(secrets=(NEXT_SECRET, SECRET))
    await tries(changing, app.code(door.clock.now))  # sealed again, under the new one
    door.clock.pass_(seconds=30)
    await tries(await door.page(secrets=(NEXT_SECRET,)), app.code(door.clock.now))
    door.clock.pass_(seconds=30)
    lost = await door.page(secrets=("l" * 32,))
    await tries(lost, app.code(door.clock.now), status=401)
    await tries(lost, codes[0])


async def test_without_a_secret_none_can_be_set_up_and_none_is_passed_over(door: Door) -> None:
    app, codes = await set_up(door, await door.page())
    page = await door.page("nobody", secrets=())
    await tries(page, app.code(door.clock.now), status=401)
    await tries(page, codes[0])
    assert (await page.post("/api/desk/factor/begin")).status == 409


async def test_the_whole_application_asks_whoever_may_approve_unless_it_is_the_demo(
    database_url: str, database: Database
) -> None:
    await hired(database, "li", role="senior")
    for wanted, needs in (("approvers", "set_up"), ("", None)):
        async with whole_web(database_url, second_factor=wanted) as web:
            body = b'{"login": "li", "password": "%s"}' % PASSWORD.encode()
            head = b"POST /api/desk/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Careline-Desk: 1\r\n"
            more = b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
            answer = (await web.raw(head + more + body, whole=True)).decode()
            assert f'"needs": {f"{chr(34)}{needs}{chr(34)}" if needs else "null"}' in answer
    with psycopg.connect(database_url) as rows:
        assert rows.execute("SELECT count(*) FROM agent_sessions WHERE strong").fetchone() == (0,)


def test_a_session_that_waits_for_a_code_is_short() -> None:
    assert timedelta(minutes=5) <= HALFWAY_LASTS <= timedelta(minutes=15)
