"""GET /api/hall over a real server and a real database, with the tokens that the shop's app signs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from careline.chat.identity import ConsumerKey, consumer_guard, sign_token
from careline.clock import utc_now
from careline.contacts.service import note_contact
from careline.core.blocks import BlockKind
from careline.core.contact import Channel
from careline.hall.own_data import HANDED_OUT
from careline.hall.routes import endpoints
from careline.http.endpoint import Access
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.callouts import callback_wishes
from careline.store.tables.cases import cases, conditions, journal
from careline.store.tables.conversations import read_marks
from tests.desk_floor import Page, browser, paid, says, serving, told
from tests.factories import NOW, ago
from tests.rules import RULES

pytestmark = pytest.mark.contract

KEY = ConsumerKey(algorithm="HS256", key="k" * 32)
HALL = {"customer", "orders", "remedies", "promises", "conditions", "to_rate", "own_agents", "contacts"}
RIGHT = {
    "right", "name", "state", "phase", "clause", "why", "deadline", "whose", "missed", "amount", "computed", "needs",
    "items", "claim",
}  # fmt: skip
CLAIM = {"claim_id", "deed", "amount", "consequences", "needs", "choices"}
REMEDY = {
    "remedy_id", "reference", "order_id", "title", "kind", "kind_text", "state", "state_text", "amount", "items",
    "requested_at", "due", "ended_at", "answer", "steps", "waits_for_photo", "may_withdraw", "may_appeal",
}  # fmt: skip
ORDER = {
    "order_id", "number", "title", "merchant", "image", "stage", "stage_text", "placed_at", "total", "blocked",
    "rights", "freight",
}  # fmt: skip


def _as(customer_id: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {sign_token(customer_id, KEY, utc_now(), timedelta(minutes=5))}"}


@pytest.fixture
async def page(database: Database) -> AsyncIterator[Page]:
    await told(database, paid("u-lin", "CL2026-0001", 60), paid("u-wu", "CL2026-0002", customer={"name": "吴迪"}))
    guards = {Access.CONSUMER: consumer_guard(KEY)}
    async with serving(endpoints(database, lambda: NOW, RULES), guards, {}) as running, browser(running) as opened:
        yield opened


async def test_the_answer_has_the_shape_of_the_contract(database: Database, page: Page) -> None:
    async with database.begin() as tx:
        code = await note_contact(
            tx, "u-lin", Channel.PHONE, about=BlockKind.DISPATCH, origin_id=new_id(), now=ago(hours=1)
        )
    answer = await page.get("/api/hall", headers=_as("u-lin"))
    shown = await answer.json()
    [order], [contact] = shown["orders"], shown["contacts"]
    assert (answer.status, set(shown), set(order)) == (200, HALL, ORDER)
    assert all(set(right) == RIGHT for right in order["rights"])
    assert {"dispatch_on_time", "return_7_days"} <= {right["right"] for right in order["rights"]}
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


async def _claim_id(page: Page, who: str = "u-lin") -> str:
    shown = await (await page.get("/api/hall", headers=_as(who))).json()
    return str(shown["orders"][0]["rights"][0]["claim"]["claim_id"])


async def _post(page: Page, path: str, body: Any, who: str = "u-lin", query: str = "") -> tuple[int, Any]:
    answer = await page.post(f"/api/hall/{path}{query}", body, headers=_as(who))
    return answer.status, (await answer.json()) if answer.status != 204 else None


async def test_a_claim_is_asked_about_then_confirmed_then_the_same(page: Page) -> None:
    claim_id = await _claim_id(page)
    status, asked = await _post(page, "claims", {"claim_id": claim_id, "confirm": False})
    assert (status, set(asked), set(asked["claim"]), asked["remedy"]) == (200, {"claim", "remedy"}, CLAIM, None)
    assert asked["claim"]["consequences"][0] == "商家赔给您 19.95 元。"
    first, again = [await _post(page, "claims", {"claim_id": claim_id, "confirm": True}) for _ in "ab"]
    assert (first[0], again[0], set(first[1]["remedy"])) == (200, 200, REMEDY)
    assert first[1]["remedy"]["remedy_id"] == again[1]["remedy"]["remedy_id"]
    assert first[1]["remedy"]["amount"] == {"amount": "19.95", "currency": "CNY"}


async def test_what_cannot_be_claimed_is_refused_in_the_readers_language(page: Page) -> None:
    claim_id = await _claim_id(page)
    foreign = {"claim_id": claim_id, "confirm": True}
    assert (await _post(page, "claims", foreign, who="u-wu"))[0] == 409
    status, problem = await _post(page, "claims", {"claim_id": str(uuid4()), "confirm": True}, query="?lang=zh-CN")
    assert (status, "不能申请" in problem["detail"]) == (409, True)
    status, problem = await _post(page, "claims", {"claim_id": str(uuid4()), "confirm": True}, query="?lang=en")
    assert (status, "no longer be claimed" in problem["detail"]) == (409, True)
    for body in ({}, {"claim_id": "x"}, {"claim_id": claim_id, "amount": "999"}, {"claim_id": claim_id, "deed": "x"}):
        assert (await _post(page, "claims", body))[0] == 422


async def test_a_remedy_is_withdrawn_by_its_owner_alone(page: Page) -> None:
    _, made = await _post(page, "claims", {"claim_id": await _claim_id(page), "confirm": True})
    path = f"remedies/{made['remedy']['remedy_id']}"
    assert (await _post(page, f"{path}/withdraw", {}, who="u-wu"))[0] == 404
    assert (await _post(page, f"{path}/appeal", {"words": "不服"}, who="u-wu"))[0] == 404
    assert (await _post(page, f"{path}/appeal", {"words": "  "}))[0] == 422
    status, gone = await _post(page, f"{path}/withdraw", {})
    assert (status, gone["state"]) == (200, "withdrawn")
    assert (await _post(page, f"{path}/withdraw", {}))[1]["state"] == "withdrawn"
    assert (await _post(page, "remedies/no-id/withdraw", {}))[0] == 404


async def test_freight_is_appealed_for_ones_own_order_alone(page: Page) -> None:
    assert (await _post(page, "orders/CL2026-0002/freight/appeal", {"words": "应该商家出"}))[0] == 404
    status, made = await _post(page, "orders/CL2026-0001/freight/appeal", {"words": "应该商家出"})
    assert (status, made["kind"]) == (200, "complaint")


async def test_preferences_turn_calls_off_and_on_again(database: Database, page: Page) -> None:
    asked = await (await page.get("/api/hall/preferences", headers=_as("u-lin"))).json()
    assert (set(asked), set(asked["phone"])) == ({"phone", "sms"}, {"agreed", "opted_out", "number"})
    changed = [(await _post(page, "preferences", {"phone": wanted}))[1] for wanted in (False, True)]
    assert [shown["phone"]["opted_out"] for shown in changed] == [True, False]
    assert (await _post(page, "preferences", {"phone": "no way"}))[0] == 422
    async with database.begin() as tx:
        told_of = (await tx.execute(select(journal.c.what).where(journal.c.what.like("opted%")))).scalars().all()
    assert list(told_of) == ["opted_out", "opted_in"]


async def test_ones_own_data_and_nobody_elses_is_handed_out(page: Page) -> None:
    await _post(page, "claims", {"claim_id": await _claim_id(page), "confirm": True})
    answer = await page.get("/api/hall/data", headers=_as("u-lin"))
    told_of = await answer.json()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert ([order["order_id"] for order in told_of["orders"]], len(told_of["remedies"])) == (["CL2026-0001"], 1)
    assert set(told_of) == {"made_at", "customer", "orders", *HANDED_OUT}
    assert "CL2026-0002" not in await answer.text()
    assert (await _post(page, "erasure", {}))[1]["kind"] == "complaint"


async def test_agreements_wishes_and_how_far_one_has_read_are_ones_own_data_too(database: Database, page: Page) -> None:
    talk = await says(database, "u-lin", "明天还不发就退")
    async with database.begin() as tx:
        case_id = (await tx.execute(select(cases.c.case_id).where(cases.c.order_id == "CL2026-0001"))).scalars().first()
        await tx.execute(
            insert(conditions).values(
                condition_id=new_id(), case_id=case_id, order_id="CL2026-0001", customer_id="u-lin", awaited="sent",
                once=False, deed="refund", items=[], said="明天还不发就退", channel="app", set_by="consumer",
                set_at=NOW, due_at=NOW, state="open", seen_version=1, conversation_id=talk, asked_key="k",
            )
        )  # fmt: skip
        wish = {
            "wish_id": new_id(),
            "customer_id": "u-lin",
            "conversation_id": talk,
            "words": "今晚八点",
            "wished_for": NOW,
        }
        await tx.execute(insert(callback_wishes), wish | {"asked_at": NOW})
        marks = [{"conversation_id": talk, "side": side, "seq": 1, "at": NOW} for side in ("consumer", "agent")]
        await tx.execute(insert(read_marks), marks)
    mine = await (await page.get("/api/hall/data", headers=_as("u-lin"))).json()
    assert [one["said"] for one in mine["conditions"]] == ["明天还不发就退"]
    assert [one["words"] for one in mine["callback_wishes"]] == ["今晚八点"]
    assert [one["side"] for one in mine["read_marks"]] == ["consumer"]
    others = await (await page.get("/api/hall/data", headers=_as("u-wu"))).json()
    assert [others[name] for name in ("conditions", "callback_wishes", "read_marks")] == [[], [], []]


async def test_a_case_that_is_over_is_rated_by_its_owner(database: Database, page: Page) -> None:
    _, made = await _post(page, "claims", {"claim_id": await _claim_id(page), "confirm": True})
    async with database.begin() as tx:
        case_id = (await tx.execute(select(cases.c.case_id))).scalars().first()
        path = f"cases/{case_id}/rating"
    async with database.begin() as tx:
        await tx.execute(update(cases).values(closed_at=NOW, close_reason="confirmed"))
    shown = await (await page.get("/api/hall", headers=_as("u-lin"))).json()
    assert [case["case_id"] for case in shown["to_rate"]] == [str(case_id)]
    assert (await _post(page, path, {"rating": 5}, who="u-wu"))[0] == 404
    assert [(await _post(page, path, {"rating": bad}))[0] for bad in (0, 6, "5", None)] == [422] * 4
    statuses = [(await _post(page, path, {"rating": rating, "words": "很快"}))[0] for rating in (5, 5, 4)]
    assert statuses == [204, 204, 204]  # the last word counts
    assert (await (await page.get("/api/hall", headers=_as("u-lin"))).json())["to_rate"] == []
    assert made["remedy"]["order_id"] == "CL2026-0001"
