"""Who waits for whom: everybody takes the conversation first, and who only refers to a row waits for nobody."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.loading import load_speaker
from careline.cases.service import (
    Wish,
    look_at_due_orders,
    open_case_row,
    remedies_of,
    request_remedy,
    take_back,
)
from careline.contacts.service import wish_callback
from careline.conversations.conversation import hold
from careline.conversations.service import Conversations
from careline.conversations.turns import claim
from careline.core.remedies import RemedyKind, Withdrawal
from careline.hall.service import Hall
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.cases import remedies
from careline.store.tables.feed import orders
from tests.desk_floor import paid, says, told
from tests.factories import NOW, yuan
from tests.rules import RULES
from tests.waiting import all_wait_for_locks

pytestmark = pytest.mark.store

CUSTOMER, ORDER = "u-waits", "CL2026-7777"


class Heard:
    """What of Rasa's tracker `load_speaker` looks at."""

    def __init__(self, conversation_id: UUID) -> None:
        self.sender_id = str(conversation_id)
        self.latest_message: dict[str, Any] = {}


@pytest.fixture
async def blocked(database: Database) -> Database:
    """A shop with one order that is late, and a case about it."""
    await told(database, paid(CUSTOMER, ORDER, hours_ago=60))
    return database


async def test_looking_at_orders_and_noting_a_remedy_do_not_wait_for_each_other(blocked: Database) -> None:
    """The look holds the order and wants its case; the remedy's writer holds the case and refers to the order."""
    async with blocked.begin() as tx:
        await tx.execute(update(orders).values(status="cancelled", check_at=NOW))
    async with blocked.begin() as tx:
        order = await load_order(tx, ORDER)
        assert order
        assert await open_case_row(tx, ORDER)
        looking = asyncio.create_task(look_at_due_orders(blocked, NOW, RULES, 200))
        await all_wait_for_locks(blocked, 1)
        async with asyncio.timeout(2):
            wish = Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="bot", channel="app")
            await request_remedy(tx, wish, NOW, RULES)
    assert await looking == 1


async def test_who_posts_while_the_bot_acts_waits_for_the_whole_of_it(blocked: Database) -> None:
    """Else the action, which takes the conversation late, and the post could each hold what the other one wants."""
    conversation_id = await says(blocked, CUSTOMER, "speak english and get me a person")
    async with blocked.begin() as tx:
        assert await claim(tx, 30)
    async with blocked.begin() as tx:
        await load_speaker(tx, Heard(conversation_id))  # type: ignore[arg-type]
        posting = asyncio.create_task(Conversations(blocked).post(CUSTOMER, uuid4(), NOW, text="hello?"))
        await all_wait_for_locks(blocked, 1)
    assert (await posting).seq == 2


@pytest.mark.parametrize("of", ["remedy", "freight"])
async def test_an_appeal_in_the_hall_and_a_wish_in_the_chat_do_not_wait_for_each_other(
    blocked: Database, of: str
) -> None:
    """The chat holds the conversation and wants to wish; the appeal wants both too, so it begins with that one."""
    async with blocked.begin() as tx:
        order = await load_order(tx, ORDER)
        assert order
        wish = Wish(order=order, kind=RemedyKind.ADDRESS_CHANGE, who="consumer", channel="hall")
        made = await request_remedy(tx, wish, NOW, RULES)
    conversation_id, hall = await says(blocked, CUSTOMER), Hall(blocked, RULES)
    async with blocked.begin() as tx:
        await hold(tx, conversation_id)
        asked = (
            hall.appeal(CUSTOMER, made.remedy_id, "不服", None, NOW)
            if of == "remedy"
            else hall.appeal_freight(CUSTOMER, ORDER, "不服", None, NOW)
        )
        appealing = asyncio.create_task(asked)
        await all_wait_for_locks(blocked, 1)
        async with asyncio.timeout(2):
            urge = Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="bot", channel="app")
            await request_remedy(tx, urge, NOW, RULES)
    assert (await appealing).kind is RemedyKind.COMPLAINT


async def test_taking_back_in_the_hall_and_in_the_chat_do_not_wait_for_each_other(blocked: Database) -> None:
    """Both want what the shop has been sent, and to wish that it is taken back: the wishes of a consumer come first."""
    async with blocked.begin() as tx:
        order = await load_order(tx, ORDER)
        assert order
        wish = Wish(order=order, kind=RemedyKind.ADDRESS_CHANGE, who="consumer", channel="app")
        made = await request_remedy(tx, wish, NOW, RULES)
        await tx.execute(update(remedies).values(state="sent"))
    async with blocked.begin() as tx:
        urge = Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="bot", channel="app")
        await request_remedy(tx, urge, NOW, RULES)
        withdrawing = asyncio.create_task(Hall(blocked, RULES).withdraw(CUSTOMER, made.remedy_id, None, NOW))
        await all_wait_for_locks(blocked, 1)
        async with asyncio.timeout(2):
            how, asked = await take_back(tx, made.remedy_id, order, NOW, RULES, who="consumer", channel="app")
    assert how is Withdrawal.BY_THE_SHOP
    await withdrawing
    async with blocked.begin() as tx:
        both = [one for one in await remedies_of(tx, ORDER) if one.kind is RemedyKind.WITHDRAW]
    assert [one.remedy_id for one in both] == [asked.remedy_id]


GOODS = RemedyKind.RESEND
MONEY = RemedyKind.COMPENSATION


@pytest.mark.parametrize(
    ("first", "then", "waits"),
    [
        (RemedyKind.URGE_MERCHANT, MONEY, False), (MONEY, RemedyKind.URGE_MERCHANT, False),
        (RemedyKind.COMPLAINT, RemedyKind.CALLBACK, False), (MONEY, MONEY, True), (GOODS, MONEY, True),
        (MONEY, GOODS, True),
    ],
)  # fmt: skip
async def test_only_wishes_that_cost_something_wait_for_those_of_other_consumers(
    blocked: Database, first: RemedyKind, then: RemedyKind, waits: bool
) -> None:
    """The caps are counted one after the other; all else is nobody's business but the consumer's."""
    await told(blocked, paid("u-else", "CL2026-7778"))

    async def wished(tx: AsyncConnection, order_id: str, kind: RemedyKind) -> None:
        order = await load_order(tx, order_id)
        assert order
        amount = yuan("5.00") if kind is MONEY else None
        wish = Wish(order=order, kind=kind, who="consumer", channel="app", amount=amount)
        await request_remedy(tx, wish, NOW, RULES)

    async def meanwhile() -> None:
        async with blocked.begin() as other:
            await wished(other, "CL2026-7778", then)

    async with blocked.begin() as tx:
        await wished(tx, ORDER, first)
        wishing = asyncio.create_task(meanwhile())
        if waits:
            await all_wait_for_locks(blocked, 1)
        else:
            async with asyncio.timeout(2):
                await wishing
    await wishing


async def test_who_only_refers_to_a_conversation_waits_for_nobody(blocked: Database) -> None:
    """Else noting a wish and then holding the conversation deadlocks with whoever ends the call meanwhile."""
    conversation_id = await says(blocked, CUSTOMER)
    async with blocked.begin() as held, blocked.begin() as other:
        await hold(held, conversation_id)
        async with asyncio.timeout(2):
            await wish_callback(other, CUSTOMER, conversation_id, "晚点", NOW, NOW, by_turn=uuid4())
