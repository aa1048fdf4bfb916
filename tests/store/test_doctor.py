"""`careline doctor` names what is wrong: each fault is made on a real server, and found."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Any

import psycopg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy.engine import make_url

from careline import doctor
from careline.clock import utc_now
from careline.doctor import Finding, State, examine
from careline.platform.outbox import Deliverer
from careline.store.database import Database
from careline.store.migrate import grant_to_application, tracker_role, tracker_url
from tests.conftest import NewDatabase
from tests.desk_floor import hired
from tests.platform_kit import wished
from tests.rules import RULES
from tests.running.identity import identity_provider
from tests.store.test_wiring import installed

pytestmark = pytest.mark.store


async def _found(url: str, tmp_path: Path, **given: Any) -> dict[str, Finding]:
    usual = {"bot_urls": "http://127.0.0.1:9", "port": 9, "twilio_base_url": "http://127.0.0.1:9", "data_dir": tmp_path}
    return {one.what: one for one in await examine(installed(url, **{**usual, **given}), utc_now())}


def _run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


async def test_a_whole_database_is_well_and_absent_processes_are_named(database_url: str, tmp_path: Path) -> None:
    tracker_url(database_url, "a password")
    found = await _found(database_url, tmp_path)
    wanted = ("database", "schema", "clock", "Rasa's role", "indexes", "work", "disk", "settings", "shop rules")
    assert [name for name in wanted if found[name].state is not State.WELL] == []
    assert {name for name, one in found.items() if one.state is State.WRONG} >= {
        "Rasa http://127.0.0.1:9", "web process", "carrier", "public address",
    }  # fmt: skip
    assert all(one.do for one in found.values() if one.state is not State.WELL)


@pytest.mark.parametrize(
    ("what", "statement"),
    [
        ("schema", "UPDATE alembic_version SET version_num = '0004'"),
        ("indexes", "DROP INDEX ix_orders_customer_id"),
        ("turns", ""),
    ],
)  # fmt: skip
async def test_a_fault_of_the_database_is_found(database_url: str, tmp_path: Path, what: str, statement: str) -> None:
    tracker_url(database_url, "a password")
    if what == "turns":
        _run(
            database_url,
            "INSERT INTO customers (customer_id, name, region, locale, time_zone, first_order_at, orders_so_far,"
            " consents_to_calls, consents_to_sms, consents_to_artificial_voice, as_of)"
            " VALUES ('u', 'x', 'CN', 'en', 'UTC', now(), 1, false, false, false, now())",
            "INSERT INTO conversations (conversation_id, customer_id, channel, language, owner, epoch, opened_at)"
            " VALUES (gen_random_uuid(), 'u', 'app', 'en', 'bot', 1, now())",
            "INSERT INTO turns (turn_id, conversation_id, seq, epoch, text, state, created_at)"
            " SELECT gen_random_uuid(), conversation_id, 1, 1, 'x', 'waiting', now() - interval '1 hour'"
            " FROM conversations",
        )
    else:
        _run(database_url, statement)
    assert (await _found(database_url, tmp_path))[what].state is State.WRONG


async def test_a_restored_shop_without_a_platform_is_well_once_its_worker_runs(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    """What was promised yesterday waits for a person until its time is over; that is no sign of a missing worker."""
    tracker_url(database_url, "a password")
    await wished(database)
    _run(database_url, "UPDATE outbox SET created_at = now() - interval '1 hour', next_try_at = now() - interval '1 h'")
    assert (await _found(database_url, tmp_path))["outbox"].state is State.WRONG  # nobody runs yet
    worker = Deliverer(database, None, None, utc_now, RULES)
    await worker.deliver_remedies()
    await worker.deliver_events()
    assert "outbox" not in await _found(database_url, tmp_path)


async def test_events_behind_one_that_is_not_taken_say_who_does_not_take_it(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    tracker_url(database_url, "a password")
    row = (
        "INSERT INTO outbox (message_id, topic, kind, idempotency_key, body, created_at, next_try_at, tries) VALUES"
        " (gen_random_uuid(), 'event', 'x', gen_random_uuid(), '{}', now() - interval '10 min', now() %s, %s)"
    )
    _run(database_url, row % ("+ interval '5 min'", 4), (row % ("- interval '9 min'", 0)).replace("10 min", "9 min"))
    found = await _found(database_url, tmp_path)
    assert "outbox" not in found
    assert "does not take 1 messages" in found["the shop's system"].told


async def test_a_missing_role_of_rasa_is_found(database_url: str, tmp_path: Path) -> None:
    assert (await _found(database_url, tmp_path))["Rasa's role"].state is State.WRONG
    tracker_url(database_url, "a password")
    assert (await _found(database_url, tmp_path))["Rasa's role"].state is State.WELL
    _run(database_url, f"REVOKE ALL ON rasa.events FROM {tracker_role(make_url(database_url).database or '')}")
    assert "may not write" in (await _found(database_url, tmp_path))["Rasa's role"].told


async def test_a_role_that_may_change_the_audit_log_is_odd_and_one_that_cannot_is_well(
    database_url: str, tmp_path: Path
) -> None:
    assert (await _found(database_url, tmp_path))["audit log"].state is State.ODD
    name = f"app_{(make_url(database_url).database or '')[-12:]}"
    _run(database_url, f"CREATE ROLE {name} LOGIN PASSWORD 'x'")
    url = make_url(database_url).set(username=name, password="x").render_as_string(hide_password=False)
    grant_to_application(database_url, url)
    try:
        assert (await _found(url, tmp_path))["audit log"].state is State.WELL
    finally:
        _run(database_url, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


async def test_a_clock_that_is_apart_is_found(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = doctor.time.time
    monkeypatch.setattr(doctor.time, "time", lambda: real() + 7200)
    assert "7200.0 s ahead" in (await _found(database_url, tmp_path))["clock"].told


async def test_no_database_and_an_empty_one_are_told_in_a_line(
    database_url: str, empty_database: NewDatabase, tmp_path: Path
) -> None:
    away = make_url(database_url).set(port=9).render_as_string(hide_password=False)
    assert "no server listens there" in (await _found(away, tmp_path))["database"].told
    with empty_database() as url:
        found = await _found(url, tmp_path)
        assert "careline migrate" in found["schema"].told


async def test_processes_and_a_carrier_that_answer_are_well(database_url: str, tmp_path: Path) -> None:
    """The account is refused with a wrong token, as Twilio does."""

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"ready": True, "model": "m-1"})

    async def calls(request: web.Request) -> web.Response:
        login = b64decode(request.headers.get("Authorization", "").removeprefix("Basic "))
        good = login.endswith(b":a-token")
        return web.json_response({}, status=200 if good else 401)

    app = web.Application()
    app.router.add_get("/webhooks/careline/health", health)
    app.router.add_get("/2010-04-01/Accounts/{sid}/Calls.json", calls)
    app.router.add_get("/readyz", health)
    async with TestServer(app) as server:
        url = str(server.make_url("")).rstrip("/")
        given: dict[str, Any] = {"bot_urls": url, "twilio_base_url": url, "port": server.port, "models_dir": tmp_path}
        found = await _found(database_url, tmp_path, **given)
        assert [found[name].state for name in (f"Rasa {url}", "web process", "carrier")] == [State.WELL] * 3
        assert (await _found(database_url, tmp_path, **given, twilio_auth_token="b"))["carrier"].state is State.WRONG
        model = tmp_path / "m-1.tar.gz"
        model.write_bytes(b"trained")
        (tmp_path / "m-1.sha256").write_text(f"{'0' * 64}  m-1.tar.gz\n")
        assert (await _found(database_url, tmp_path, **given))["model file"].state is State.WRONG


async def test_a_provider_that_is_away_and_an_emergency_login_that_nobody_has_are_found(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    tracker_url(database_url, "a password")
    await hired(database, "gao", role="admin")
    await hired(database, "wu", role="senior")
    provider = {"oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": "desk", "break_glass": "gao,wu"}
    found = await _found(database_url, tmp_path, login_secret="l" * 32, second_factor="approvers", **provider)
    assert found["identity provider"].state is State.WRONG
    assert found["emergency login"].told.startswith("no admin: wu;")
    assert found["second factor"].told == "0 of 2 who need one have set it up"
    async with identity_provider() as running:
        found = await _found(database_url, tmp_path, login_secret="l" * 32, **running.settings, break_glass="gao")
    assert (found["identity provider"].state, "emergency login" in found) == (State.WELL, False)
