"""A worker that dies after each request to an external desk, before it could write down that it was made."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from careline.desk.service import leave_queue
from careline.store.database import Database
from tests import chatwoot
from tests.desk_floor import asks_for_a_person, paid, says, told
from tests.external_desk_kit import Between, between
from tests.factories import NOW

pytestmark = pytest.mark.store

REPOSITORY = Path(__file__).parents[2]


async def test_killed_after_each_request_everything_arrives_once(database: Database, database_url: str) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    async with between(database) as kit, chatwoot.serving(kit.desk) as desk_url:
        conversation_id = await asks_for_a_person(database, "u-lin")
        kills = await _tended_to_the_end(kit, database_url, desk_url)
        for text in ("在吗", "在吗"):
            await says(database, "u-lin", text)
        kills += await _tended_to_the_end(kit, database_url, desk_url)
        async with database.begin() as tx:
            await leave_queue(tx, conversation_id, kit.clock())
        kills += await _tended_to_the_end(kit, database_url, desk_url)
    assert len(kit.desk.talks) == 1
    assert kit.desk.said(1) == ["转人工", "在吗", "在吗"]
    assert len(kit.desk.notes(1)) == 2
    assert kit.desk.talks[1]["status"] == "resolved"
    assert kills >= 6  # the talk, its introduction, three of her messages, and the last note


async def _tended_to_the_end(kit: Between, database_url: str, desk_url: str) -> int:
    """Workers one after the other, each killed after its first write; returns how many were, until one had none."""
    kit.clock.pass_(seconds=61)
    seconds = (kit.clock() - NOW).total_seconds()
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.external_desk_child", database_url, desk_url, str(seconds), cwd=REPOSITORY,
        env=os.environ | {"CARELINE_DEMO": "1", "CARELINE_CRASH_AT": "after_post"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await child.communicate()
    assert child.returncode == 0, err.decode()
    return int(out)
