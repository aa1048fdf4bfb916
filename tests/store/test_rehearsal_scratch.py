"""A rehearsal's own database: the running assistant does not notice it, and nothing of it stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql

from careline.clock import utc_now
from careline.rehearsal.scratch import LEFT_BEHIND, name_at, scratch_database

pytestmark = pytest.mark.store


def there(server_url: str) -> set[str]:
    """Databases and roles of rehearsals on the server."""
    query = "SELECT datname FROM pg_database UNION SELECT rolname FROM pg_roles"
    with psycopg.connect(server_url) as admin:
        return {row[0] for row in admin.execute(query) if row[0].startswith("careline_rehearsal_")}


async def test_rasas_role_reaches_its_events_alone_and_all_is_gone_afterwards(server_url: str) -> None:
    before = there(server_url)
    async with scratch_database(server_url) as scratch:
        assert len(there(server_url) - before) == 1
        async with await psycopg.AsyncConnection.connect(scratch.tracker_url, autocommit=True) as rasa:
            await rasa.execute("INSERT INTO rasa.events VALUES ('c1', 0, 1.5, '{}')")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await rasa.execute("SELECT * FROM orders")
    assert there(server_url) == before


async def test_the_running_assistants_role_keeps_its_password(server_url: str, database_url: str) -> None:
    def password() -> Any:
        with psycopg.connect(server_url) as admin:
            return admin.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'careline_rasa'").fetchone()

    before = password()
    assert before
    async with scratch_database(server_url):
        assert password() == before


async def test_a_failure_on_the_stage_leaves_nothing_either(server_url: str) -> None:
    before = there(server_url)
    with pytest.raises(ZeroDivisionError):
        async with scratch_database(server_url):
            raise ZeroDivisionError
    assert there(server_url) == before


async def test_what_a_killed_rehearsal_left_is_swept_and_a_running_one_is_not(server_url: str) -> None:
    now = utc_now()
    killed, running = name_at(now - LEFT_BEHIND - timedelta(minutes=1)), name_at(now - timedelta(minutes=5))
    with psycopg.connect(server_url, autocommit=True) as admin:
        for name in (killed, running):
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        admin.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(killed)))
        async with scratch_database(server_url):
            assert killed not in there(server_url)
            assert running in there(server_url)
        admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(running)))
