"""Whoever looks at a consumer's talk or photo is in the audit log, supervisors too."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from careline.desk.context import conversation_of
from careline.evidence.service import About, Evidence
from careline.store.database import Database
from careline.store.tables.cases import journal
from tests.desk_floor import asks_for_a_person, hired, paid, told
from tests.factories import NOW
from tests.pictures import photo
from tests.rules import RULES

pytestmark = pytest.mark.store


async def test_reading_a_conversation_and_a_photo_is_written(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", 60))
    conversation = await asks_for_a_person(database, "u-lin")
    boss = await hired(database, "boss", role="supervisor")
    evidence = Evidence(database, RULES)
    sent = await evidence.receive("u-lin", photo(), About(in_chat=True, client_id=uuid4()), NOW)
    for minute in (0, 5, 20):
        async with database.begin() as tx:
            await conversation_of(tx, boss, conversation, NOW + timedelta(minutes=minute), "zh-CN", RULES)
    await evidence.for_agent(boss, sent, NOW)
    async with database.begin() as tx:
        query = select(journal.c.who, journal.c.subject, journal.c.data).where(journal.c.what == "data_read")
        looks = [(row.who, row.subject, row.data["kind"]) for row in await tx.execute(query.order_by(journal.c.at))]
    talk = ("agent:boss", f"conversation:{conversation}", "conversation")
    assert sorted(looks) == sorted([talk, talk, ("agent:boss", f"photo:{sent}", "photo")])
