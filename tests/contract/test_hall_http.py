"""GET /api/hall over a real server and a real database, with the tokens that the shop's app signs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from careline.chat.identity import ConsumerKey, consumer_guard, sign_token
from careline.clock import utc_now
from careline.contacts.service import note_contact
from careline.core.blocks import BlockKind
from careline.core.contact import Channel
from careline.hall.routes import endpoints
from careline.http.endpoint import Access
from careline.ids import new_id
from careline.store.database import Database
from tests.desk_floor import Page, browser, paid, serving, told
from tests.factories import NOW, ago

pytestmark = pytest.mark.contract

KEY = ConsumerKey(algorithm="HS256", key="k" * 32)
RIGHT = {"right", "name", "state", "clause", "deadline", "amount", "needs", "why"}
ORDER = {
    "order_id", "title", "merchant", "image", "stage", "stage_text", "placed_at", "total", "blocked", "rights",
}  # fmt: skip


def _as(customer_id: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {sign_token(customer_id, KEY, utc_now(), timedelta(minutes=5))}"}


@pytest.fixture
async def page(database: Database) -> AsyncIterator[Page]:
    await told(database, paid("u-lin", "CL2026-0001", 60), paid("u-wu", "CL2026-0002", customer={"name": "吴迪"}))
    guards = {Access.CONSUMER: consumer_guard(KEY)}
    async with serving(endpoints(database, lambda: NOW), guards, {}) as running, browser(running) as opened:
        yield opened


async def test_the_answer_has_the_shape_of_the_contract(database: Database, page: Page) -> None:
    async with database.begin() as tx:
        code = await note_contact(
            tx, "u-lin", Channel.PHONE, about=BlockKind.DISPATCH, origin_id=new_id(), now=ago(hours=1)
        )
    answer = await page.get("/api/hall", headers=_as("u-lin"))
    shown = await answer.json()
    [order], [contact] = shown["orders"], shown["contacts"]
    assert (answer.status, set(shown), set(order)) == (200, {"customer", "orders", "contacts"}, ORDER)
    assert all(set(right) == RIGHT for right in order["rights"])
    assert [right["right"] for right in order["rights"]] == ["dispatch_on_time", "return_7_days"]
    assert order["rights"][0]["deadline"] == "2026-11-23T16:00:00Z"
    assert [set(note) for note in order["blocked"]] == [{"kind", "since", "text"}]
    assert (contact["channel"], contact["code"], contact["agent"]) == ("phone", code, None)


async def test_a_token_opens_ones_own_hall_only(page: Page) -> None:
    halls = {who: await (await page.get("/api/hall", headers=_as(who))).text() for who in ("u-lin", "u-wu", "u-x")}
    assert ["CL2026-0001" in text for text in halls.values()] == [True, False, False]
    assert ["吴迪" in text for text in halls.values()] == [False, True, False]


async def test_without_a_token_of_ours_the_hall_stays_shut(page: Page) -> None:
    late = sign_token("u-lin", KEY, NOW - timedelta(days=400), timedelta(minutes=5))
    foreign = sign_token("u-lin", ConsumerKey(algorithm="HS256", key="x" * 32), utc_now(), timedelta(minutes=5))
    tries = [{}, *({"Authorization": f"Bearer {token}"} for token in ("", "x.y.z", late, foreign))]
    assert [(await page.get("/api/hall", headers=headers)).status for headers in tries] == [401] * 5


@pytest.mark.parametrize(
    ("query", "accept", "name"),
    [
        ("", "", "按时发货"),
        ("?lang=en", "", "On-time dispatch"),
        ("?lang=zh-CN", "en", "按时发货"),
        ("", "en-US,zh;q=0.8", "On-time dispatch"),
        ("?lang=fr", "", "按时发货"),
        ("?lang=../en", "de, en", "按时发货"),
    ],
)
async def test_the_page_may_ask_for_its_language(page: Page, query: str, accept: str, name: str) -> None:
    answer = await page.get(f"/api/hall{query}", headers=_as("u-lin") | {"Accept-Language": accept})
    assert (await answer.json())["orders"][0]["rights"][0]["name"] == name
