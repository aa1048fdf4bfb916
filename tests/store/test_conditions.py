"""What was agreed for a case to come: kept, done once by the function of a wish by hand, told, taken back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from careline.cases.holding import hold_to_conditions
from careline.cases.service import (
    Condition,
    answered,
    close_if_over,
    conditions_of_order,
    ledger_of,
    remedies_of,
    withdraw_condition,
)
from careline.core.orders import AnswerStatus, Order, OrderStatus, RemedyAnswer
from careline.core.remedies import RemedyKind
from careline.desk.raising import raise_case
from careline.store.database import Database
from careline.store.feed import save_orders
from careline.store.tables.cases import journal
from careline.store.tables.conversations import conversations
from tests.factories import NOW, ahead, customer, order, parcel, yuan
from tests.keeping_kit import agreed, case_now, known, outbox_of, terms, told_to, wished
from tests.rules import RULES
from understanding.condition_words import Awaited, Then

pytestmark = pytest.mark.store

A, T = Awaited, Then
LATE = ahead(hours=25)


def unsent(**given: Any) -> Order:
    usual = {"status": OrderStatus.PAID, "parcels": (), "total": yuan("49.00")}
    return order(**{**usual, **given})


async def look(database: Database, now: datetime = LATE) -> int:
    return await hold_to_conditions(database, now, RULES, raise_case)


async def all_of(database: Database, order_id: str) -> list[Condition]:
    async with database.begin() as tx:
        return await conditions_of_order(tx, order_id)


async def changed(database: Database, shown: Order, **given: Any) -> Order:
    """The shop tells more of the order."""
    later = replace(shown, version=shown.version + 1, **given)
    async with database.begin() as tx:
        await save_orders(tx, [later], NOW)
    return later


async def test_when_its_time_is_over_the_wish_is_done_once_and_told(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    assert [await look(database, ahead(hours=23)), await look(database), await look(database)] == [0, 1, 0]
    (kept,) = await all_of(database, shown.order_id)
    async with database.begin() as tx:
        (remedy,) = await remedies_of(tx, shown.order_id)
        (first, *_) = await ledger_of(tx, remedy.remedy_id)
    assert (remedy.kind, remedy.amount, remedy.channel) == (RemedyKind.REFUND, yuan("49.00"), "system")
    assert (first["why"], kept.state, kept.remedy_id) == ("condition", "done", remedy.remedy_id)
    assert len(await outbox_of(database, remedy.remedy_id)) == 1
    (message,) = await told_to(database, shown.customer_id)
    assert message["text"].startswith("您买的羊毛大衣：说好的，到")
    assert "还没发货就申请退款。现在时间到了，已经替您申请退款 49 元，退回原付款账户，最晚" in message["text"]
    assert [button["title"] for button in message["buttons"]] == ["撤回"]


async def test_above_the_limit_a_colleague_decides_as_for_a_wish_by_hand(database: Database) -> None:
    shown = await known(database, unsent(total=yuan("399.00")), customer(locale="en"))
    await agreed(database, shown)
    await look(database)
    async with database.begin() as tx:
        (remedy,) = await remedies_of(tx, shown.order_id)
    assert remedy.state == "needs_approval"
    (message,) = await told_to(database, shown.customer_id)
    assert "a colleague decides" in message["text"]


async def test_what_happened_in_time_is_told_at_once_and_nothing_is_done(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    await changed(database, shown, status=OrderStatus.DISPATCHED, parcels=(parcel(),))
    assert [await look(database, ahead(hours=1)), await look(database)] == [1, 0]
    (kept,) = await all_of(database, shown.order_id)
    async with database.begin() as tx:
        assert await remedies_of(tx, shown.order_id) == []
    assert (kept.state, kept.verdict) == ("met", "happened")
    (message,) = await told_to(database, shown.customer_id)
    assert message["text"] == "您买的羊毛大衣已经发货了，之前说好的“没发货就申请退款”就不用办了。"


async def test_an_order_that_changes_otherwise_is_looked_at_once_and_goes_on(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    await changed(database, shown, merchant_tier="gold")
    assert await look(database, ahead(hours=1)) == 0
    (kept,) = await all_of(database, shown.order_id)
    assert kept.open
    assert await told_to(database, shown.customer_id) == []


async def test_a_cancelled_order_ends_it_and_a_refund_by_hand_too(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    await changed(database, shown, status=OrderStatus.CANCELLED)
    await look(database, ahead(hours=1))
    other = await known(database, unsent(order_id="CL-2"))
    await agreed(database, other)
    by_hand = await wished(database, other, RemedyKind.REFUND, amount=yuan("49.00"))
    await look(database)
    first, second = [(await all_of(database, one))[0] for one in (shown.order_id, "CL-2")]
    assert [(one.state, one.verdict) for one in (first, second)] == [("moot", "cancelled"), ("moot", "refunded")]
    async with database.begin() as tx:
        assert [one.remedy_id for one in await remedies_of(tx, "CL-2")] == [by_hand.remedy_id]
    assert ["取消" in one["text"] for one in await told_to(database, shown.customer_id)] == [True, False]


async def test_what_was_paid_meanwhile_is_told_as_done_and_not_promised_anew(database: Database) -> None:
    """The shop has paid, and its feed does not tell so yet."""
    shown = await known(database, unsent())
    await agreed(database, shown)
    by_hand = await wished(database, shown, RemedyKind.REFUND, amount=yuan("49.00"))
    done = RemedyAnswer(remedy_id=str(by_hand.remedy_id), status=AnswerStatus.DONE, at=ahead(hours=1))
    async with database.begin() as tx:
        await answered(tx, by_hand.remedy_id, done, ahead(hours=1), who="platform")
    await look(database)
    (message,) = await told_to(database, shown.customer_id)
    assert message["text"].endswith("现在时间到了，不过这件事之前已经办好了，不用再办一次。")
    assert message["buttons"] in (None, [])


async def test_taken_back_nothing_is_done_and_nothing_told(database: Database) -> None:
    shown = await known(database, unsent())
    kept = await agreed(database, shown)
    async with database.begin() as tx:
        assert await withdraw_condition(tx, kept.condition_id, ahead(hours=1), who="consumer")
        assert not await withdraw_condition(tx, kept.condition_id, ahead(hours=2), who="consumer")
    assert await look(database) == 0
    assert [one.state for one in await all_of(database, shown.order_id)] == ["withdrawn"]
    assert await told_to(database, shown.customer_id) == []


async def test_agreed_anew_the_later_word_counts_and_a_turn_counts_once(database: Database) -> None:
    shown = await known(database, unsent())
    first = await agreed(database, shown)
    assert (await agreed(database, shown)).condition_id == first.condition_id  # the turn is worked off again
    await agreed(database, shown, terms(due_at=ahead(hours=48)), turn="turn-2")
    assert sorted(one.state for one in await all_of(database, shown.order_id)) == ["open", "withdrawn"]
    assert await look(database) == 0


async def test_of_two_workers_one_does_it(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown)
    assert sum(await asyncio.gather(*(look(database) for _ in range(4)))) == 1
    async with database.begin() as tx:
        assert len(await remedies_of(tx, shown.order_id)) == 1
    assert len(await told_to(database, shown.customer_id)) == 1


async def test_a_person_takes_over_where_that_was_agreed(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown, terms(A.CALLED, T.PERSON))
    await look(database)
    async with database.begin() as tx:
        owners = (await tx.execute(select(conversations.c.owner))).scalars().all()
    assert owners == ["queue"]
    (message,) = await told_to(database, shown.customer_id)
    assert "转人工" in message["text"]


async def test_a_complaint_holds_the_words_in_which_it_was_wished(database: Database) -> None:
    shown = await known(database, unsent())
    await agreed(database, shown, terms(then=T.COMPLAINT))
    await look(database)
    async with database.begin() as tx:
        (remedy,) = await remedies_of(tx, shown.order_id)
    assert (remedy.kind, remedy.details["text"]) == (RemedyKind.COMPLAINT, "明天还不发就退")


async def test_its_case_stays_open_and_its_story_is_told(database: Database) -> None:
    shown = await known(database, unsent())
    kept = await agreed(database, shown)
    async with database.begin() as tx:
        assert not await close_if_over(tx, shown.order_id, NOW)
    assert (await case_now(database, shown.order_id))["quiet_since"] is None
    async with database.begin() as tx:
        await withdraw_condition(tx, kept.condition_id, NOW, who="agent:li")
        told = (await tx.execute(select(journal.c.what, journal.c.why).order_by(journal.c.entry_id))).all()
    assert [tuple(one) for one in told if one.what.startswith("condition")] == [
        ("condition_set", "consumer_confirmed"), ("condition_ended", "agent_did_it"),
    ]  # fmt: skip
    assert (await case_now(database, shown.order_id))["quiet_since"] == NOW
