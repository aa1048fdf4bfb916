"""A shop without a carrier: the worker looks at orders, and whatever would have needed a phone goes another way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from careline.callout_wiring import chat_only_loops
from careline.clock import utc_now
from careline.contacts.service import plan_sms
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.callouts import callback_wishes
from careline.store.tables.cases import blocks
from careline.store.tables.contacts import sms
from tests.desk_floor import owner_of, paid, says
from tests.factories import NOW
from tests.rules import RULES

pytestmark = pytest.mark.store

WHO = "u-lin"


async def test_orders_are_looked_at_and_what_needs_a_phone_goes_another_way(database: Database) -> None:
    from careline.feed.service import Feed

    taken = await Feed(database, RULES.new_users).take([paid(WHO, "CL2026-0001", 90)], NOW)
    assert taken.accepted == 1
    conversation = await says(database, WHO)
    soon = utc_now() - timedelta(minutes=1)
    async with database.begin() as tx:
        await plan_sms(tx, WHO, "+8613800000001", "x", purpose="dispatch", key="k", due_at=soon, now=soon)
        await tx.execute(
            insert(callback_wishes).values(
                wish_id=new_id(), customer_id=WHO, conversation_id=conversation, words="call me", wished_for=soon,
                asked_at=soon,
            )
        )  # fmt: skip
        await tx.execute(text("UPDATE turns SET state = 'answered', finished_at = now()"))
    [loop] = chat_only_loops(database, RULES)
    await loop.round()
    async with database.begin() as tx:
        assert (await tx.execute(select(blocks.c.kind))).scalars().all()
        message = (await tx.execute(select(sms.c.state, sms.c.why))).one()
        done = (await tx.execute(select(callback_wishes.c.done_at))).scalar_one()
    assert tuple(message) == ("refused", "no_carrier")
    assert done is not None
    assert (await owner_of(database, conversation))[0] == "queue"
