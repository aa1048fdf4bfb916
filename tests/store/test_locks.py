"""Who waits for whom: everybody takes the conversation first, and who only refers to a row waits for nobody."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from actions.loading import load_speaker
from careline.cases.service import Wish, look_at_due_orders, open_case_row, request_remedy
from careline.contacts.service import wish_callback
from careline.conversations.conversation import hold
from careline.conversations.service import Conversations
from careline.conversations.turns import claim
from careline.core.remedies import RemedyKind
from careline.hall.service import Hall
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.feed import orders
from tests.desk_floor import paid, says, told
from tests.factories import NOW
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


async def test_who_only_refers_to_a_conversation_waits_for_nobody(blocked: Database) -> None:
    """Else noting a wish and then holding the conversation deadlocks with whoever ends the call meanwhile."""
    conversation_id = await says(blocked, CUSTOMER)
    async with blocked.begin() as held, blocked.begin() as other:
        await hold(held, conversation_id)
        async with asyncio.timeout(2):
            await wish_callback(other, CUSTOMER, conversation_id, "晚点", NOW, NOW, by_turn=uuid4())
