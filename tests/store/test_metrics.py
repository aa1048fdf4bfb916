"""Metrics of the product, as Prometheus reads them from a web process over a real database."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request
from sqlalchemy import update

from careline.app import built, web_app
from careline.clock import utc_now
from careline.http.peer import may_scrape
from careline.metrics.figures import FIGURES, Figures
from careline.store.database import Database
from careline.store.tables.feed import orders
from tests.conftest import NewDatabase
from tests.desk_floor import PASSWORD, hired, paid, says, told
from tests.store.test_wiring import installed

pytestmark = pytest.mark.store


def value(body: str, sample: str) -> float:
    found = re.search(rf"^{re.escape(sample)} (\S+)$", body, re.MULTILINE)
    assert found, f"no {sample} in\n{body}"
    return float(found[1])


async def test_every_figure_can_be_read_off_an_empty_database(database: Database) -> None:
    body, kind = await Figures(database, utc_now).exposition()
    assert value(body.decode(), "careline_database_up") == 1
    assert kind.startswith("text/plain")
    assert all(f"# TYPE {one.name} gauge" in body.decode() for one in FIGURES)
    assert value(body.decode(), "careline_feed_lag_seconds") == -1


async def test_what_waits_shows_with_its_age(database: Database) -> None:
    now = utc_now()
    await told(database, paid("u-lin", "CL2026-0001", 60), now=now)
    await says(database, "u-lin", "在吗", now - timedelta(seconds=30))
    async with database.begin() as tx:
        await tx.execute(update(orders).values(check_at=now - timedelta(seconds=90)))
    body = (await Figures(database, utc_now).exposition())[0].decode()
    assert value(body, "careline_turns_open") == 1
    assert 29 < value(body, "careline_turns_oldest_seconds") < 120
    assert 89 < value(body, "careline_orders_due_lag_seconds") < 200
    assert 0 <= value(body, "careline_feed_lag_seconds") < 100


async def test_with_the_database_away_our_own_counters_remain(database: Database) -> None:
    await database.close()
    database.engine.sync_engine.dispose()
    broken = Database(database.engine.execution_options())
    broken._autocommit = None  # type: ignore[assignment] - whatever goes wrong while it is asked
    body = (await Figures(broken, utc_now).exposition())[0].decode()
    assert value(body, "careline_database_up") == 0
    assert "careline_turns_total" in body


async def test_answers_are_counted_by_class_and_refusals_by_kind(database_url: str) -> None:
    async with built(installed(database_url)) as parts, TestClient(TestServer(web_app(parts))) as client:
        before = await (await client.get("/metrics")).text()
        for path in ("/nowhere", "/api/chat/messages", "/healthz"):
            await client.get(path)
        after = await (await client.get("/metrics")).text()

    def grown(sample: str) -> float:
        had = re.search(rf"^{re.escape(sample)} (\S+)$", before, re.MULTILINE)
        return value(after, sample) - (float(had[1]) if had else 0)

    assert grown('careline_http_responses_total{status="4xx"}') == 2
    assert grown('careline_http_responses_total{status="2xx"}') == 2  # the first look at the metrics, and healthz
    assert grown('careline_refusals_total{kind="unknown"}') == 1


async def test_logins_are_counted_by_what_came_of_them(database: Database, database_url: str) -> None:
    await hired(database, "li")
    async with built(installed(database_url)) as parts, TestClient(TestServer(web_app(parts))) as client:
        for password in (PASSWORD, *("wrong-password",) * 9):
            given = {"login": "li", "password": password}
            await client.post("/api/desk/login", json=given, headers={"X-Careline-Desk": "1"})
        body = await (await client.get("/metrics")).text()
    for result in ("ok", "refused", "limited"):
        assert value(body, f'careline_logins_total{{result="{result}"}}') >= 1


@pytest.mark.parametrize(
    ("peer", "header", "allowed"),
    [
        ("10.1.2.3", None, True), ("10.2.0.1", None, False), ("10.1.2.3", "Via", False),
        ("127.0.0.1", None, False), ("", None, False),
    ],
)  # fmt: skip
def test_who_is_listed_may_read_metrics_and_no_proxy_of_theirs(peer: str, header: str | None, allowed: bool) -> None:
    """All ask by our public name: over loopback that is a proxy which keeps silent, listed or not."""
    headers = {"Host": "care.example.com", **({header: "x"} if header else {})}
    request = make_mocked_request("GET", "/metrics", headers=headers).clone(remote=peer)
    assert may_scrape(request, ("10.1.0.0/16", "127.0.0.0/8")) is allowed


async def test_nobody_reads_metrics_through_a_proxy(database_url: str) -> None:
    async with built(installed(database_url)) as parts, TestClient(TestServer(web_app(parts))) as client:
        for header in ("X-Forwarded-For", "Forwarded", "Via"):
            assert (await client.get("/metrics", headers={header: "for=127.0.0.1"})).status == 404


async def test_readiness_names_what_is_missing_and_can_leave_rasa_out(database_url: str) -> None:
    given = installed(database_url, bot_urls="http://127.0.0.1:9", actions_port=9)
    async with built(given) as parts, TestClient(TestServer(web_app(parts))) as client:
        answer = await client.get("/readyz")
        told_ = await answer.json()
        assert (answer.status, set(told_["faults"])) == (503, {"rasa", "actions"})
        assert (await client.get("/readyz?without=rasa")).status == 503
        assert (await client.get("/readyz?without=rasa,actions")).status == 200


async def test_a_database_that_was_not_migrated_is_not_ready(empty_database: NewDatabase) -> None:
    with empty_database() as url:
        async with built(installed(url)) as parts, TestClient(TestServer(web_app(parts))) as client:
            answer = await client.get("/readyz?without=rasa,actions")
            assert (answer.status, (await answer.json())["faults"]["schema"]) == (
                503, "the database has no tables of ours: run careline migrate",
            )  # fmt: skip


async def test_a_shop_without_a_carrier_starts_and_has_no_voice_routes(database_url: str) -> None:
    nothing = {"twilio_account_sid": "", "twilio_auth_token": "", "caller_id": ""}
    async with built(installed(database_url, **nothing)) as parts, TestClient(TestServer(web_app(parts))) as client:
        assert parts.calls is None
        paths = (await (await client.get("/openapi.json")).json())["paths"]
        assert not [path for path in paths if path.startswith("/voice")]
        assert (await client.get("/readyz?without=rasa,actions")).status == 200
