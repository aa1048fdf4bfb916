"""What a caller is told when a request fails in the database: only what passes by itself is worth another try."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import insert, text

from careline.contacts.service import plan_sms
from careline.http.problem import problem_middleware
from careline.logs import places_of
from careline.store.database import Database, engine_for
from careline.store.tables.contacts import bad_numbers
from tests.factories import NOW

pytestmark = pytest.mark.contract

NUMBER, TEXT = "+6591234567", "Emma, your parcel is late"
PLAN = "/plan"
GIVE_WAY = "/give-way"


def _app(database: Database) -> web.Application:
    async def plan(_request: web.Request) -> web.Response:
        """Of a consumer whom nobody told us of."""
        async with database.begin() as tx:
            await plan_sms(tx, "nobody", NUMBER, TEXT, purpose="x", key="k", due_at=NOW, now=NOW)
        return web.Response()

    async def give_way(_request: web.Request) -> web.Response:
        """Somebody else has the same number in hand, and for longer than we wait."""
        row = {"number": NUMBER, "code": "21211", "why": "x", "at": NOW}
        async with database.begin() as other, database.begin() as tx:
            await other.execute(insert(bad_numbers).values(row))
            await tx.execute(text("SET LOCAL lock_timeout = '10ms'"))
            await tx.execute(insert(bad_numbers).values(row))
        return web.Response()

    app = web.Application(middlewares=[problem_middleware({})])
    app.add_routes([web.get(PLAN, plan), web.get(GIVE_WAY, give_way)])
    return app


async def _asked(database: Database, path: str) -> tuple[int, str | None, dict[str, Any]]:
    """Status, Retry-After and body of the answer."""
    async with TestClient(TestServer(_app(database))) as client:
        answer = await client.get(path)
        return answer.status, answer.headers.get("Retry-After"), await answer.json()


async def test_a_row_that_is_refused_is_our_fault_and_not_a_lost_database(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    status, again, body = await _asked(database, PLAN)
    assert (status, again) == (500, None)
    (record,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert record.reference in body["detail"]  # type: ignore[attr-defined]
    assert record.exc_info
    assert "ForeignKeyViolation" in places_of(record.exc_info[1])[0]
    assert "nobody" not in str(body)


async def test_a_statement_that_gave_way_is_worth_another_try(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    status, again, body = await _asked(database, GIVE_WAY)
    assert (status, again) == (503, "2")
    assert "database" not in body["detail"]
    assert [record.action for record in caplog.records] == ["statement_gave_way"]  # type: ignore[attr-defined]


async def test_a_lost_database_is_called_so(caplog: pytest.LogCaptureFixture) -> None:
    elsewhere = Database(engine_for("postgresql://careline@127.0.0.1:1/careline"))
    status, again, body = await _asked(elsewhere, PLAN)
    await elsewhere.close()
    assert (status, again) == (503, "2")
    assert "cannot reach its database" in body["detail"]
    assert [record.action for record in caplog.records] == ["database_unavailable"]  # type: ignore[attr-defined]
