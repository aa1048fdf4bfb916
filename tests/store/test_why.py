"""`careline why`: what was decided for an order, and why, in one screen."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from sqlalchemy import insert, select

from careline.cases.service import Wish, answered, request_remedy
from careline.core.orders import AnswerStatus, RemedyAnswer
from careline.core.remedies import RemedyKind
from careline.desk.service import Desk
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.cases import cases
from careline.store.tables.feed import feed_events
from careline.why import explain
from tests.desk_floor import asks_for_a_person, hired, paid, told
from tests.factories import NOW, ahead, right, yuan
from tests.rules import RULES

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"


async def screen(database: Database) -> str:
    console = Console(file=io.StringIO(), width=200)
    assert await explain(database, ORDER, ahead(hours=2), RULES, console)
    shown: str = console.file.getvalue()  # type: ignore[attr-defined]
    return shown


def lines(shown: str, *words: str) -> list[str]:
    return [line for line in shown.splitlines() if all(word in line for word in words)]


async def test_an_order_that_nobody_has_told_of_is_said_to_be_that(database: Database) -> None:
    console = Console(file=io.StringIO(), width=200)
    assert not await explain(database, "nothing", NOW, RULES, console)


async def test_a_remedy_is_told_with_every_line_of_its_ledger_and_what_was_promised(database: Database) -> None:
    await told(database, paid("u-lin", ORDER, hours_ago=60))
    async with database.begin() as tx:
        order = await load_order(tx, ORDER)
        assert order
        wish = Wish(
            order=order, kind=RemedyKind.COMPENSATION, who="consumer", channel="hall", amount=yuan("20.00"),
            right=right(),
        )  # fmt: skip
        remedy = await request_remedy(tx, wish, NOW, RULES)
        no = RemedyAnswer(remedy_id=str(remedy.remedy_id), status=AnswerStatus.REFUSED, at=NOW, reason="已经发货")
        await answered(tx, remedy.remedy_id, no, ahead(hours=1), who="platform")
    shown = await screen(database)
    assert "judged by the shop rules standard of 2026-11-29" in shown
    assert lines(shown, "compensation CNY 20.00", "refused")
    assert lines(shown, "requested", "Consumer", "Asked for and confirmed")
    assert lines(shown, "approved", "Assistant", "Within the limits")
    assert lines(shown, "refused", "Shop platform", "The shop declined: 已经发货")
    assert lines(shown, "An answer by 11-25 12:00:00", "Kept")
    assert lines(shown, "right dispatch_on_time: expired (claim_refused: 已经发货)")
    assert lines(shown, "System", "The order got stuck: Late dispatch", "The promised time has passed")


async def test_events_that_were_not_taken_are_told_with_the_reason(database: Database) -> None:
    await told(database, paid("u-lin", ORDER, hours_ago=60) | {"version": 3})
    older = paid("u-lin", ORDER, hours_ago=60) | {"version": 2, "event_id": "ev-late"}
    await Feed(database, RULES.new_users).take([older], NOW)
    broken = {"event_id": "ev-broken", "order_id": ORDER, "version": 4, "outcome": "rejected", "why": "order.status: …"}
    async with database.begin() as tx:
        await tx.execute(insert(feed_events).values(broken))
    shown = await screen(database)
    assert lines(shown, "ignored", "ev-late (version 2)")
    assert lines(shown, "rejected", "ev-broken (version 4)", "order.status")


async def test_the_case_is_told_with_its_agent_and_how_it_ended(database: Database) -> None:
    await told(database, paid("u-lin", ORDER, hours_ago=60))
    desk, li = Desk(database, RULES), await hired(database, "li", name="李婷")
    conversation_id = await asks_for_a_person(database, "u-lin")
    await desk.claim(li, conversation_id, NOW)
    assert lines(await screen(database), "opened", "open", "agent 李婷")
    await told(database, paid("u-lin", ORDER, hours_ago=60, status="cancelled") | {"version": 2})
    await desk.close(li, conversation_id, "订单已取消", NOW)
    async with database.begin() as tx:
        assert (await tx.execute(select(cases.c.closed_at))).scalar_one()
    shown = await screen(database)
    assert lines(shown, "closed 11-24 12:00:00: Closed by an agent")
    assert lines(shown, "李婷", "Conversation closed", "Closed by the agent: 订单已取消")
