"""What was agreed for a case to come, as the consumer, an agent and an operator see it, and take it back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from careline.cases.holding import hold_to_conditions
from careline.cases.service import NoConditionError, conditions_of_order
from careline.core.orders import Order, OrderStatus
from careline.desk.context import conversation_of
from careline.desk.doing import Doing
from careline.desk.raising import raise_case
from careline.desk.service import Desk, NotYoursError
from careline.hall.service import Hall
from careline.privacy.erase import erase
from careline.store.database import Database
from careline.why import explain
from tests.desk_floor import asks_for_a_person, hired
from tests.factories import NOW, ahead, customer, order, yuan
from tests.keeping_kit import agreed, known, terms, told_to
from tests.rules import RULES
from understanding.condition_words import Awaited, Then

pytestmark = pytest.mark.store


IN_ENGLISH = (
    "If it hasn't left the shop by tomorrow (25 Nov) 12:00, ask for a refund of CNY 49.00, back to the way you paid"
)


def unsent(**given: Any) -> Order:
    usual = {"status": OrderStatus.PAID, "parcels": (), "total": yuan("49.00")}
    return order(**{**usual, **given})


async def hall(database: Database, language: str, now: Any = NOW) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = (await Hall(database, RULES).show("u-lin", language, now)).model_dump(mode="json")[
        "conditions"
    ]
    return shown


async def test_the_hall_says_what_until_when_and_what_then(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    await agreed(database, shown, terms(Awaited.CALLED, Then.PERSON), turn="turn-2")
    (refund, person) = sorted(await hall(database, "zh-CN"), key=lambda one: one["text"], reverse=True)
    assert refund["text"] == "到明天（11月25日）12:00还没发货，就申请退款 49 元，退回原付款账户"
    assert person["text"] == "到明天（11月25日）12:00还没人给您打电话，就转人工"
    assert (refund["state"], refund["state_text"], refund["may_withdraw"]) == ("open", "守着", True)
    english = {one["text"] for one in await hall(database, "en")}
    assert english == {
        IN_ENGLISH,
        "If nobody has called you by tomorrow (25 Nov) 12:00, get a person",
    }


async def test_how_it_ended_stays_in_the_hall_for_a_while(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    await hold_to_conditions(database, ahead(hours=25), RULES, raise_case)
    (done,) = await hall(database, "en", ahead(hours=26))
    assert (done["state"], done["may_withdraw"]) == ("done", False)
    assert await hall(database, "en", ahead(days=40)) == []


async def test_taken_back_in_the_hall_by_whose_it_is(database: Database) -> None:
    shown = await known(database, unsent())
    await known(database, unsent(order_id="CL-2", customer_id="u-wu"))
    kept = await agreed(database, shown)
    here = Hall(database, RULES)
    with pytest.raises(NoConditionError):
        await here.withdraw_condition("u-wu", kept.condition_id, None, NOW)
    for _ in range(2):  # a second tap changes nothing
        assert (await here.withdraw_condition("u-lin", kept.condition_id, "en", NOW)).state == "withdrawn"
    assert await hall(database, "zh-CN") == []


async def test_an_agent_sees_it_with_their_words_and_may_take_it_back(database: Database) -> None:
    shown = await known(database, unsent())
    other = await known(database, unsent(order_id="CL-2", customer_id="u-wu"), customer(customer_id="u-wu"))
    kept, theirs = await agreed(database, shown), await agreed(database, other, turn="turn-2")
    li, conversation_id = await hired(database, "li"), await asks_for_a_person(database, "u-lin")
    desk, doing = Desk(database, RULES), Doing(database, RULES)
    await desk.claim(li, conversation_id, NOW)
    async with database.begin() as tx:
        (seen,) = (await conversation_of(tx, li, conversation_id, NOW, "en", RULES)).conditions
    assert (seen.text, seen.said, seen.state) == (IN_ENGLISH, "明天还不发就退", "open")
    with pytest.raises(NotYoursError):
        await doing.withdraw_condition(li, conversation_id, theirs.condition_id, NOW)
    for _ in range(2):
        await doing.withdraw_condition(li, conversation_id, kept.condition_id, NOW)
    assert "到时间不会再办" in (await told_to(database, "u-lin"))[-1]["text"]
    async with database.begin() as tx:
        (seen,) = (await conversation_of(tx, li, conversation_id, NOW, "zh-CN", RULES)).conditions
    assert (seen.state, seen.state_text) == ("withdrawn", "已撤回")


async def test_an_operator_reads_it_in_the_orders_story(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    out = io.StringIO()
    await explain(database, shown.order_id, NOW, RULES, Console(file=out, width=240))
    assert "Agreed for a case to come" in out.getvalue()
    assert "To be done under a condition: not sent: ask for a refund" in out.getvalue()


async def test_erased_nothing_of_their_words_stays(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    async with database.begin() as tx:
        await erase(tx, "u-lin", asked_by="operator", now=ahead(hours=1))
        (kept,) = await conditions_of_order(tx, shown.order_id)
    assert (kept.said, kept.conversation_id, kept.state) == ("", None, "withdrawn")
