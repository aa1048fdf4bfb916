"""Every route against every kind of caller, taken from the list that is served: nobody gets in by a forgotten guard."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.desk.staff import Profile, save_agent
from careline.http.endpoint import Access, Endpoint
from careline.http.signature import signed_headers
from careline.store.customers import save_customers
from tests.conftest import NewDatabase
from tests.databases import Engines
from tests.factories import customer
from tests.rules import RULES
from tests.whole_web import SECRETS, Web, whole_web

pytestmark = pytest.mark.contract

PASSWORD = "a-password-of-the-tests"
Headers = dict[str, str]
OPEN = {Access.PUBLIC, Access.LETTER, Access.TICKET, Access.WEBHOOK}
"""No guard stands before them: a page, or a handler that checks a ticket, a link or a signature of its own."""
ALLOWED = {
    "nobody": set[Access](),
    "consumer": {Access.CONSUMER},
    "agent": {Access.AGENT},
    "agent of a foreign page": set[Access](),
    "senior": {Access.AGENT, Access.SENIOR},
    "supervisor": {Access.AGENT, Access.SENIOR, Access.SUPERVISOR},
    "admin": {Access.AGENT, Access.SENIOR, Access.SUPERVISOR, Access.ADMIN},
    "platform's feed": {Access.FEED},
    "platform's answers": {Access.PLATFORM},
}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture(scope="module")
async def callers(new_database: NewDatabase, engines: Engines) -> AsyncIterator[tuple[Web, dict[str, Headers]]]:
    with new_database() as url:
        async with engines.opened(url) as database, database.begin() as tx:
            await save_customers(tx, [customer()])
            for login, role in (("li", "agent"), ("wu", "senior"), ("chen", "supervisor"), ("gao", "admin")):
                profile = Profile(name=login, role=role, languages=("zh-CN",))
                await save_agent(tx, login, profile, RULES.desk, password=PASSWORD, who="operator", now=utc_now())
        async with whole_web(url) as web:
            key = ConsumerKey(algorithm="HS256", key=SECRETS["chat_secret"])
            own_page = {"X-Careline-Desk": "1"}
            li, wu, chen, gao = [await _cookie(web, login) for login in ("li", "wu", "chen", "gao")]
            yield (
                web,
                {
                    "nobody": own_page,
                    "consumer": {
                        "Authorization": f"Bearer {sign_token('u-lin', key, utc_now(), timedelta(minutes=9))}"
                    },
                    "agent": {"Cookie": li, **own_page},
                    "agent of a foreign page": {"Cookie": li},
                    "senior": {"Cookie": wu, **own_page},
                    "supervisor": {"Cookie": chen, **own_page},
                    "admin": {"Cookie": gao, **own_page},
                    "platform's feed": signed_headers(SECRETS["feed_secret"], b"{}", utc_now()),
                    "platform's answers": signed_headers(SECRETS["platform_secret"], b"{}", utc_now()),
                },
            )


async def _cookie(web: Web, login: str) -> str:
    body = json.dumps({"login": login, "password": PASSWORD})
    head = ["POST /api/desk/login HTTP/1.1", "Host: x", "Connection: close", "X-Careline-Desk: 1",
            "Content-Type: application/json", f"Content-Length: {len(body)}", "", body]  # fmt: skip
    answer = (await web.raw("\r\n".join(head).encode())).decode()
    found = re.search(r"careline_desk=[^;]+", answer)
    assert found, answer
    return found[0]


async def _asked(web: Web, endpoint: Endpoint, headers: Headers) -> int:
    path = re.sub(r"{[^}]*}", "00000000-0000-0000-0000-000000000000", endpoint.path)
    body = "{}" if endpoint.method in UNSAFE else ""
    head = [f"{endpoint.method} {path} HTTP/1.1", "Host: x", "Connection: close", "Content-Type: application/json"]
    head += [f"{name}: {value}" for name, value in headers.items()]
    return await web.status("\r\n".join([*head, f"Content-Length: {len(body)}", "", body]).encode())


async def test_each_caller_gets_as_far_as_their_access_and_no_further(
    callers: tuple[Web, dict[str, Headers]],
) -> None:
    web, known = callers
    wrong, asked = [], 0
    for endpoint in web.served:
        if endpoint.access in OPEN or endpoint.path == "/api/desk/logout":
            continue
        for who, headers in known.items():
            status, asked = await _asked(web, endpoint, headers), asked + 1
            safe = endpoint.method not in UNSAFE
            expected = endpoint.access in ALLOWED[who] or (
                who == "agent of a foreign page" and safe and endpoint.access is Access.AGENT
            )
            # a WebSocket asks for its page's Origin once it knows who asks
            let_in = status not in {401, 403} or (expected and endpoint.path.endswith("/ws"))
            if let_in != expected or status >= 500:
                wrong.append(f"{who}: {endpoint.method} {endpoint.path} ({endpoint.access}) is answered {status}")
    assert wrong == []
    assert asked > 200


def test_nothing_stands_open_but_what_is_meant_to(callers: tuple[Web, dict[str, Headers]]) -> None:
    web, _ = callers
    api = {one.path for one in web.served if one.access is Access.PUBLIC and one.path.startswith("/api/")}
    entering = {f"/api/desk/login{step}" for step in ("", "/set_up", "/code", "/invitation", "/cancel")}
    assert api == entering | {
        "/api/desk/sso/start", "/api/desk/sso/callback", "/api/demo/personas", "/api/demo/token",
    }  # fmt: skip
