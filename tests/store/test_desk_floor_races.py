"""The floor, read while the desk goes on working."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from careline.desk.floor import floor_of
from careline.desk.service import Desk
from careline.store.database import Database
from tests.desk_floor import asks_for_a_person, hired, paid, reader, told
from tests.factories import NOW
from tests.rules import RULES

pytestmark = pytest.mark.store

PASS_ON = """UPDATE conversations SET owner = CASE owner WHEN 'agent' THEN 'queue' ELSE 'agent' END,
  agent_id = CASE owner WHEN 'agent' THEN NULL ELSE (SELECT agent_id FROM agents WHERE login = 'li') END"""
HIRE = """INSERT INTO agents SELECT (jsonb_populate_record(a, jsonb_build_object(
  'agent_id', gen_random_uuid(), 'login', gen_random_uuid()))).* FROM agents a WHERE login = 'li'"""


@pytest.mark.parametrize("at_first", ["talked with", "waiting"])
async def test_talks_change_hands_and_agents_are_hired_between_its_statements(
    database: Database, database_url: str, at_first: str
) -> None:
    li = await hired(database, "li")
    await told(database, paid("u-lin", "CL2026-0001"))
    talk = await asks_for_a_person(database, "u-lin")
    if at_first == "talked with":
        await Desk(database, RULES).claim(li, talk, NOW)

    def in_between(*_: Any) -> None:
        for statement in (PASS_ON, HIRE):
            desk.execute(statement)

    with psycopg.connect(database_url, autocommit=True) as desk:
        async with database.begin() as tx:
            event.listen(tx.sync_connection, "before_cursor_execute", in_between)
            floor = await floor_of(tx, reader(li))
    assert len(floor.agents) > 1
    assert all(agent.waiting in {0, 1} for agent in floor.agents)
