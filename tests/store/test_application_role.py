"""An owner migrates, the application's role works: it reads and adds to the audit log, and changes none of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.engine import make_url

from careline.hall.service import Hall
from careline.privacy.erase import erase
from careline.privacy.jobs import THOUGHT_OVER, erase_asked, read_record
from careline.privacy.retention import prune, windows
from careline.store.database import Database, engine_for
from careline.store.migrate import APPEND_ONLY, DatabaseError, grant_to_application, tracker_url
from careline.store.sealing import seal, verify
from tests.conftest import NewDatabase
from tests.desk_floor import paid, told
from tests.factories import NOW
from tests.rules import RULES
from tests.store.test_privacy_erase import CANARIES, KEY, lived, where_found

pytestmark = pytest.mark.store


@pytest.fixture
def application_url(new_database: NewDatabase) -> Iterator[str]:
    """A database migrated by its owner; the address under which the application works there."""
    role = f"app_{uuid4().hex[:12]}"
    with new_database() as owner:
        with psycopg.connect(owner, autocommit=True) as admin:
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'x'").format(sql.Identifier(role)))
        url = make_url(owner).set(username=role, password="x").render_as_string(hide_password=False)
        tracker_url(owner, "a password")
        grant_to_application(owner, url)
        grant_to_application(owner, url)  # as each update does
        yield url
        with psycopg.connect(owner, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
async def application(application_url: str) -> AsyncIterator[Database]:
    database = Database(engine_for(application_url, pool_size=5))
    yield database
    await database.close()


async def test_the_application_works_with_rights_on_rows_alone(application: Database, application_url: str) -> None:
    """Feed, chat, desk, photos, remedies, calls, sealing, retention, erasure, as in the other tests."""
    await lived(application, rasa=False)
    async with application.begin() as tx:
        assert await seal(tx, NOW) > 0
    await prune(application, windows(""), NOW + timedelta(days=1))
    async with application.begin() as tx:
        await erase(tx, KEY, asked_by="operator", now=NOW)
    assert {one: found for one in CANARIES if (found := await where_found(application, one))} == {}
    async with application.begin() as tx:
        assert (await verify(tx)).faults == []


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("deed", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
async def test_the_audit_log_cannot_be_changed_whatever_the_application_sets(
    application_url: str, table: str, deed: str
) -> None:
    """Even with the switch that the database's own function uses."""
    with psycopg.connect(application_url) as connection:
        connection.execute("SELECT set_config('careline.forgetting', 'on', false)")
        columns = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        [name, *_] = [name for (name,) in connection.execute(columns, (table,))]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(deed.format(table, name, name))


@pytest.mark.parametrize(
    "deed",
    [
        "DROP TABLE journal", "ALTER TABLE journal DISABLE TRIGGER ALL", "CREATE TABLE mine ()",
        "CREATE OR REPLACE FUNCTION careline_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "UPDATE privacy_key SET secret = 'x'", "UPDATE alembic_version SET version_num = '0001'",
        "SET session_replication_role = replica",
    ],
)  # fmt: skip
def test_the_application_changes_no_shape(application_url: str, deed: str) -> None:
    with psycopg.connect(application_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(deed)


def test_an_owner_of_another_database_is_refused(application_url: str) -> None:
    other = make_url(application_url).set(database="staging").render_as_string(hide_password=False)
    with pytest.raises(DatabaseError, match="different databases"):
        grant_to_application(other, application_url)


async def test_a_request_in_the_hall_is_carried_out_once_it_was_thought_over(
    database: Database, tmp_path: Path
) -> None:
    await told(database, paid("u-lin", "CL2026-0001", 60, customer={"name": "林晓雨"}))
    hall = Hall(database, RULES)
    await hall.ask_for_erasure("u-lin", "zh-CN", NOW)

    async def round_at(delta: timedelta) -> int:
        return await erase_asked(database, lambda: NOW + delta, tmp_path)

    assert await round_at(THOUGHT_OVER - timedelta(seconds=1)) == 0
    assert await where_found(database, "林晓雨")
    assert await round_at(THOUGHT_OVER + timedelta(seconds=1)) == 1
    assert await where_found(database, "林晓雨") == set()
    assert await where_found(database, "u-lin") == set()
    assert await round_at(THOUGHT_OVER + timedelta(hours=1)) == 0
    async with database.begin() as tx:
        digest = (await tx.execute(text("SELECT digest FROM erasures"))).scalar_one()
    assert read_record(tmp_path) == [digest]


@pytest.mark.parametrize(("state", "erased"), [("withdrawn", 0), ("refused", 0), ("done", 1)])
async def test_a_request_that_was_taken_back_or_refused_is_not_carried_out(
    database: Database, tmp_path: Path, state: str, erased: int
) -> None:
    await told(database, paid("u-lin", "CL2026-0001", 60))
    await Hall(database, RULES).ask_for_erasure("u-lin", "zh-CN", NOW)
    async with database.begin() as tx:
        await tx.execute(text("UPDATE remedies SET state = :s, ended_at = :now"), {"s": state, "now": NOW})
    assert await erase_asked(database, lambda: NOW + timedelta(days=10), tmp_path) == erased


async def test_a_request_waits_for_a_refund_that_is_under_way(database: Database, tmp_path: Path) -> None:
    from careline.core.remedies import RemedyKind
    from tests.platform_kit import wished

    remedy = await wished(database, RemedyKind.REFUND)
    await Hall(database, RULES).ask_for_erasure(remedy.customer_id, "zh-CN", NOW)
    later = NOW + timedelta(days=10)
    assert await erase_asked(database, lambda: later, tmp_path) == 0
    async with database.begin() as tx:
        await tx.execute(
            text("UPDATE remedies SET state = 'done', ended_at = :now WHERE remedy_id = :id"),
            {"now": NOW, "id": remedy.remedy_id},
        )
    assert await erase_asked(database, lambda: later, tmp_path) == 1


async def test_no_number_of_requests_that_wait_keeps_another_one_from_its_turn(
    database: Database, tmp_path: Path
) -> None:
    many = [f"u-stuck-{number}" for number in range(25)]
    await told(database, *(paid(who, f"CL2026-1{number:03}") for number, who in enumerate(many)))
    await told(database, paid("u-lin", "CL2026-0001"))
    hall = Hall(database, RULES)
    for number, who in enumerate([*many, "u-lin"]):  # hers is the last
        await hall.ask_for_erasure(who, "zh-CN", NOW + timedelta(minutes=number))
    async with database.begin() as tx:
        waits = (
            "INSERT INTO sms (sms_id, customer_id, number, body, purpose, idempotency_key, state, created_at,"
            " due_at, sending_at) SELECT gen_random_uuid(), customer_id, '+861380000', 'x', 'dispatch', customer_id,"
            " 'sending', :now, :now, :now FROM customers WHERE customer_id LIKE 'u-stuck%'"
        )
        await tx.execute(text(waits), {"now": NOW})
    assert await erase_asked(database, lambda: NOW + timedelta(days=10), tmp_path) == 1
    assert await where_found(database, "u-lin") == set()


async def test_nobody_is_erased_whom_the_record_could_not_take(database: Database, tmp_path: Path) -> None:
    """A restored backup would bring them back, and nobody would know."""
    await told(database, paid("u-lin", "CL2026-0001"))
    await Hall(database, RULES).ask_for_erasure("u-lin", "zh-CN", NOW)
    no_folder = tmp_path / "full"
    no_folder.write_text("")
    later = NOW + timedelta(days=10)
    with pytest.raises(OSError, match="full"):
        await erase_asked(database, lambda: later, no_folder)
    assert await where_found(database, "u-lin")
    assert await erase_asked(database, lambda: later, tmp_path) == 1
