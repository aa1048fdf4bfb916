"""What the callout engine costs, and how soon a due callout is dialled with many calls under way.

    .venv/bin/python -m bench.callouts [--blocks 1000] [--standing 100000] [--live 1500] [--today 100000] [--calls 600]

Makes a PostgreSQL of its own in a temporary folder. The engine is the real one; the carrier is a stand-in that takes
every call after 100 ms and keeps it in progress. Processor time counts this process and its PostgreSQL backends;
`others` is the share of the machine that other programs took meanwhile, without which a time says little.
"""

# ruff: noqa: ARG002 - the stand-in has the methods of a carrier
from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import tempfile
import time
from bisect import bisect_left
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg
import uvloop
from psycopg import sql

from bench.noise import mark, used
from bench.quantiles import quantile
from callouts.cancelling import cancel_lost_causes, end_lost_calls
from callouts.carrier import CallSeen, CallStatus, Dial, DialResult, Placed, Sent, SmsResult
from callouts.pacing import Pace
from callouts.planner import Planner
from callouts.settings import CalloutSettings
from callouts.worker import WorkerServices, run_worker
from careline.cases.service import look_at_due_orders
from careline.clock import utc_now
from careline.core.rules import ShopRules
from careline.feed.service import Feed
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.store.embedded import EmbeddedPostgres
from careline.store.migrate import migrate

CPS = 30.0
REPLY_SECONDS = 0.1
IDLE_SECONDS = 20.0
_AT_ONCE = 500
_THIS = "customer_id = (SELECT customer_id FROM one_callout)"


@dataclass
class Sizes:
    blocks: int = 1_000
    standing: int = 100_000
    live: int = 1_500
    today: int = 100_000
    calls: int = 600


@dataclass
class StandIn:
    """Takes every call. `posted` notes when which number was asked for."""

    name: str = "simulator"
    posted: dict[str, datetime] = field(default_factory=dict)

    def may_dial(self, to: str) -> str | None:
        return None

    async def dial(self, dial: Dial) -> DialResult:
        self.posted[dial.to] = utc_now()
        await asyncio.sleep(REPLY_SECONDS)
        return Placed(f"CA{dial.attempt_id.hex}")

    async def hang_up(self, call_sid: str) -> None:
        return None

    async def redirect(self, call_sid: str, twiml: str) -> None:
        return None

    async def find(self, to: str, caller: str, since: datetime) -> list[CallSeen]:
        return []

    async def fetch(self, call_sid: str) -> CallSeen | None:
        return CallSeen(
            call_sid=call_sid, to="", caller="", status=CallStatus.IN_PROGRESS, created_at=utc_now(),
            started_at=utc_now(),
        )  # fmt: skip

    async def send_sms(self, to: str, caller: str, body: str, status_url: str) -> SmsResult:
        return Sent("SM0")

    async def close(self) -> None:
        return None


class Busy:
    """Processor seconds of this process and of its connections' backends, from `begin` on."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._before: dict[int, float] = {}
        self._began = time.perf_counter()

    def begin(self) -> None:
        self._before, self._began = self._times(), time.perf_counter()

    def seconds(self) -> tuple[float, float, float]:
        """Of Python, of PostgreSQL, and by the clock on the wall."""
        now, own = self._times(), psutil.Process().pid
        spent = {pid: seconds - self._before.get(pid, 0.0) for pid, seconds in now.items()}
        python = spent.pop(own)
        return python, sum(spent.values()), time.perf_counter() - self._began

    def _times(self) -> dict[int, float]:
        with psycopg.connect(self._url, autocommit=True) as connection:
            rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()").fetchall()
            mine = connection.info.backend_pid
        times = {}
        for pid in (psutil.Process().pid, *(row[0] for row in rows if row[0] != mine)):
            try:
                used = psutil.Process(pid).cpu_times()
            except psutil.NoSuchProcess:
                continue
            times[pid] = used.user + used.system
        return times


@asynccontextmanager
async def a_server() -> AsyncIterator[str]:
    """The URL of a migrated database on disk, with durable commits."""
    folder = Path(tempfile.mkdtemp(prefix="careline-bench-"))
    folder.chmod(0o755)  # noqa: ASYNC240 - as root, the server runs as another user
    postgres = EmbeddedPostgres(folder / "postgres")
    try:
        url = await postgres.start()
        await asyncio.to_thread(migrate, url)
        yield url
    finally:
        await postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def rules() -> ShopRules:
    """The standard rules at any hour, nobody held out."""
    standard = load_rules("standard", utc_now().date())
    contact, calls = replace(standard.contact, any_hour=True), replace(standard.calls, holdout_percent=0)
    return replace(standard, contact=contact, calls=calls)


def settings() -> CalloutSettings:
    # 1.1 is the pace's headroom: so that 30 calls a second begin.
    pace = Pace(cps=CPS * 1.1, concurrency=100_000)
    return CalloutSettings(
        shop_name="Bench", caller="+14155550100", public_url="http://127.0.0.1:1", secret="x" * 16, rules=rules(),
        pace=pace, detect_machines=False,
    )  # fmt: skip


async def blocked(database: Database, first: int, count: int, *, consent: bool) -> None:
    """Let the feed tell of new users' orders that should have been dispatched a day ago, and look at them."""
    paid = (utc_now() - timedelta(days=3)).isoformat()
    agreed = {"service_calls": consent, "service_sms": consent, "artificial_voice": consent}
    for start in range(first, first + count, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, first + count))
        events = [
            {
                "event_id": f"bench-{n}", "occurred_at": paid, "version": 1,
                "order": {
                    "order_id": f"BN-{n:08}", "status": "paid", "placed_at": paid, "paid_at": paid,
                    "customer": {
                        "customer_id": f"bench-{n}", "name": f"顾客{n}", "phone": f"+86138{n:08}", "region": "CN",
                        "locale": "zh-CN", "time_zone": "Asia/Shanghai", "first_order_at": paid, "orders_so_far": 1,
                        "consent": agreed,
                    },
                    "merchant": {"merchant_id": "m-1", "name": "江南衣坊"},
                    "items": [
                        {"sku": "a", "title": "大衣", "quantity": 1, "price": {"amount": "9.00", "currency": "CNY"}}
                    ],
                    "guarantees": ["dispatch_on_time"],
                },
            }
            for n in numbers
        ]  # fmt: skip
        taken = await Feed(database, rules().new_users).take(events, utc_now())
        assert not taken.rejected, taken.rejected[:1]
    while await look_at_due_orders(database, utc_now(), rules(), 100):
        pass


async def planning(url: str, database: Database, count: int) -> dict[str, float]:
    """Processor time for one decision to call, in batches as the worker's."""
    await blocked(database, 1, count + 100, consent=True)
    planner, busy = Planner(database, settings(), StandIn().may_dial), Busy(url)
    await planner.consider_blocks(utc_now(), 100)  # the first batch compiles the statements
    busy.begin()
    decided = 0
    while more := await planner.consider_blocks(utc_now(), 100):
        decided += more
    python, postgres, wall = busy.seconds()
    assert decided == count, decided
    return {
        "blocks": count, "ms_python": round(1000 * python / count, 2), "ms_postgres": round(1000 * postgres / count, 2),
        "wall_s": round(wall, 2),
    }  # fmt: skip


async def lost_causes(url: str, database: Database, live: int) -> dict[str, float]:
    """Processor time of one round with that many calls under way."""
    _live(url, live)
    busy, rounds = Busy(url), 20
    wired = settings()
    await cancel_lost_causes(database, utc_now(), wired)
    busy.begin()
    for _ in range(rounds):
        await cancel_lost_causes(database, utc_now(), wired)
    python, postgres, _ = busy.seconds()
    busy.begin()
    for _ in range(rounds):
        await end_lost_calls(database, utc_now(), wired)
    own, its, _ = busy.seconds()
    return {
        "live": live, "ms": round(1000 * (python + postgres) / rounds, 2),
        "ms_calls_only": round(1000 * (own + its) / rounds, 2),
    }  # fmt: skip


async def dialling(url: str, database: Database, today: int, calls: int) -> dict[str, float]:
    """From due to the request, one call falling due every 1/27 s, while the whole worker runs."""
    _attempts_of_today(url, today)
    carrier, begins = StandIn(), utc_now() + timedelta(seconds=6)
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT c.callout_id, u.phone FROM callouts c JOIN customers u USING (customer_id) "
            "WHERE c.state = 'planned' ORDER BY c.callout_id OFFSET 1 LIMIT %s", (calls,),
        ).fetchall()  # fmt: skip
        connection.execute("UPDATE callouts SET due_at = now() + interval '2 days' WHERE state = 'planned'")
        due = {phone: begins + timedelta(seconds=n / 27) for n, (_, phone) in enumerate(rows)}
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE callouts SET due_at = %s WHERE callout_id = %s", [(due[phone], cid) for cid, phone in rows]
            )
        connection.execute("ANALYZE")
    busy = Busy(url)
    async with _working(url, database, carrier):
        await asyncio.sleep(max(0.0, (begins - utc_now()).total_seconds() - 0.5))
        before = mark()
        busy.begin()
        until = time.monotonic() + calls / 27 + 30
        while len(carrier.posted) < len(due) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        python, postgres, wall = busy.seconds()
        others = used(before, mark(), 1)["others"]
    lags = sorted((carrier.posted[to] - at).total_seconds() for to, at in due.items() if to in carrier.posted)
    asked = sorted(at.timestamp() for at in carrier.posted.values())
    most = max(bisect_left(asked, at + 1) - n for n, at in enumerate(asked))
    return {
        "today": today, "calls": len(due), "dialled": len(lags), "p50_ms": round(1000 * quantile(lags, 0.5)),
        "p99_ms": round(1000 * quantile(lags, 0.99)), "most_ms": round(1000 * lags[-1]),
        "most_in_a_second": most, "ms_python": round(1000 * python / len(lags), 1),
        "ms_postgres": round(1000 * postgres / len(lags), 1), "wall_s": round(wall, 1),
        "others": others,
    }  # fmt: skip


async def idling(url: str, database: Database, standing: int) -> dict[str, float]:
    """Share of a core that a worker takes which has nothing to do but to know of many standing refusals."""
    made = 100
    await blocked(database, 5_000_000, made, consent=False)
    planner = Planner(database, settings(), StandIn().may_dial)
    while await planner.consider_blocks(utc_now(), 100):
        pass
    await planner.wake_if_rules_changed("simulator", utc_now())
    while await planner.consider_blocks(utc_now(), 100):
        pass
    _multiply(url, standing // made)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE callouts SET due_at = now() + interval '2 days' WHERE state = 'planned'")
        connection.execute("DELETE FROM call_events")
        connection.execute(
            "UPDATE attempts SET state = 'ended', outcome = 'no_answer', ended_at = now() WHERE ended_at IS NULL"
        )
        connection.execute("ANALYZE")
        found = connection.execute(
            "SELECT count(*) FROM blocks WHERE ended_at IS NULL AND decide_at > now()"
        ).fetchone()
    busy = Busy(url)
    async with _working(url, database, StandIn()):
        await asyncio.sleep(5)
        before = mark()
        busy.begin()
        await asyncio.sleep(IDLE_SECONDS)
        python, postgres, wall = busy.seconds()
        others = used(before, mark(), 1)["others"]
    return {
        "standing": found[0] if found else 0, "percent_python": round(100 * python / wall, 2),
        "percent_postgres": round(100 * postgres / wall, 2), "others": others,
    }  # fmt: skip


@asynccontextmanager
async def _working(url: str, database: Database, carrier: StandIn) -> AsyncIterator[None]:
    services = WorkerServices(database=database, url=url, carrier=carrier, settings=settings(), clock=utc_now)
    stop = asyncio.Event()
    task = asyncio.create_task(run_worker(services, stop, ()))
    try:
        yield
    finally:
        stop.set()
        await task


def _live(url: str, count: int) -> None:
    """So many calls in progress, of consumers and blocks of their own."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "CREATE TEMP TABLE one_callout AS SELECT c.*, u.phone FROM callouts c JOIN customers u USING (customer_id) "
            "WHERE c.state = 'planned' ORDER BY callout_id LIMIT 1"
        )
        _copies(connection, "customers", _THIS, count, ("customer_id",), "live")
        connection.execute(
            "INSERT INTO callouts (callout_id, customer_id, order_id, block_id, case_id, state, due_at, created_at) "
            "SELECT gen_random_uuid(), customer_id || '~live' || n, order_id, block_id, case_id, 'dialing', due_at, "
            "created_at FROM one_callout, generate_series(1, %s) n", (count,),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO attempts (attempt_id, callout_id, n, customer_id, number, carrier, state, lease, call_sid, "
            "intent_at, answered_at, language, window_until, polled_at) SELECT gen_random_uuid(), callout_id, 1, "
            "customer_id, '+86139' || lpad(row_number() OVER ()::text, 8, '0'), 'simulator', 'in_call', "
            "gen_random_uuid(), 'CA' || callout_id, now(), now(), 'zh-CN', now() + interval '3 hours', "
            "now() - random() * interval '60 s' FROM callouts WHERE customer_id LIKE '%~live%'"
        )
        connection.execute("ANALYZE")


def _attempts_of_today(url: str, count: int) -> None:
    """So many ended attempts, of consumers who are not called again."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO attempts (attempt_id, callout_id, n, customer_id, number, carrier, state, lease, call_sid, "
            "intent_at, ended_at, outcome, language) SELECT gen_random_uuid(), c.callout_id, 1 + n, c.customer_id, "
            "'+86137' || lpad(n::text, 8, '0'), 'simulator', 'ended', gen_random_uuid(), 'CB' || n, "
            "now() - interval '1 minute', now(), 'no_answer', 'zh-CN' FROM generate_series(1, %s) n, "
            "LATERAL (SELECT * FROM callouts WHERE customer_id LIKE '%%~live%%' LIMIT 1 OFFSET 0) c", (count,),
        )  # fmt: skip


def _multiply(url: str, times: int) -> None:
    """Copies of the consumers without consent, their orders, cases and blocks, each decided about already."""
    with psycopg.connect(url, autocommit=True) as connection:
        keys = ("customer_id", "order_id", "told_id", "case_id", "block_id")
        theirs = "SELECT customer_id FROM customers WHERE NOT consents_to_calls AND customer_id NOT LIKE '%~%'"
        connection.execute(f"CREATE TEMP TABLE these AS {theirs}")
        one_of = "customer_id IN (SELECT customer_id FROM these)"
        of_order = f"order_id IN (SELECT order_id FROM orders WHERE {one_of})"
        for table, which in (("customers", one_of), ("orders", one_of), ("cases", one_of), ("blocks", of_order)):
            _copies(connection, table, which, times - 1, keys, "more")


def _copies(
    connection: psycopg.Connection[Any], table: str, which: str, times: int, keys: Sequence[str], mark: str
) -> None:
    """Rows again, with other keys: texts get a suffix, ids are made of the old one and the number of the copy."""
    found = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = %s",
        (table,),
    ).fetchall()
    parts = []
    for name, kind in found:
        column = sql.Identifier(name)
        if name not in keys:
            parts.append(column)
        elif kind == "uuid":
            parts.append(sql.SQL("md5({}::text || n)::uuid").format(column))
        else:
            parts.append(sql.SQL("{} || {} || n").format(column, sql.Literal(f"~{mark}")))
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}, generate_series(1, {}) n WHERE {}").format(
            sql.Identifier(table), sql.SQL(", ").join(sql.Identifier(name) for name, _ in found),
            sql.SQL(", ").join(parts), sql.Identifier(table), sql.Literal(times), sql.SQL(which),
        )
    )  # fmt: skip


async def measure(sizes: Sizes) -> dict[str, Any]:
    """All four, on one database; each part prints its figures as soon as it has them."""
    async with a_server() as url:  # uvloop, on which the worker runs, starts no process as another user
        return await asyncio.to_thread(uvloop.run, _parts(url, sizes))


async def _parts(url: str, sizes: Sizes) -> dict[str, Any]:
    database, found = Database(engine_for(url)), dict[str, Any]()
    try:
        for name, part in (
            ("planning", lambda: planning(url, database, max(sizes.blocks, sizes.calls))),
            ("lost_causes", lambda: lost_causes(url, database, sizes.live)),
            ("dialling", lambda: dialling(url, database, sizes.today, sizes.calls)),
            ("idling", lambda: idling(url, database, sizes.standing)),
        ):
            found[name] = await part()
            print(f"{name}: {json.dumps(found[name])}", flush=True)
    finally:
        await database.close()
    return found


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for one, usual in vars(Sizes()).items():
        cli.add_argument(f"--{one}", type=int, default=usual)
    asyncio.run(measure(Sizes(**vars(cli.parse_args()))))
