"""How long new trouble waits in a shop that has sold for years: five million orders, five thousand newly blocked.

    .venv/bin/python -m bench.many_orders [--orders 5000000] [--blocked 5000] [--free-gb 20]

Makes a PostgreSQL of its own in a temporary folder (about a gigabyte for a million orders; refuses to begin with less
room than `--free-gb`) and fills it with SQL: orders with items, parcels and scans, some still to be looked at later,
past cases with their calls, standing refusals. Then `blocked` orders of new users fall due at once while a whole worker
runs that dials nothing: measured is the time until the last of them has its planned call. All of it is deleted.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import tempfile
import time
from dataclasses import dataclass
from typing import Any

import psycopg
import uvloop

from bench.callouts import Busy, StandIn, a_server, settings
from bench.noise import mark, used
from bench.processes import BenchError
from callouts.planner import fingerprint
from callouts.worker import WorkerServices, run_worker
from careline.clock import utc_now
from careline.store.database import Database, engine_for

AT_MOST_SECONDS = 300
_GB = 1 << 30

_BEFORE = """
ALTER SYSTEM SET max_wal_size = '16GB';
SELECT pg_reload_conf();
SET session_replication_role = replica;
SET synchronous_commit = off;
INSERT INTO merchants (merchant_id, name, as_of) SELECT 'm-' || n, '商家' || n, now() FROM generate_series(0, 999) n
"""
"""Foreign keys are not looked at while the rows come in: they are made to fit."""

_FILLED = (
    """
    INSERT INTO customers (customer_id, name, phone, region, locale, time_zone, first_order_at, orders_so_far,
        consents_to_calls, consents_to_sms, consents_to_artificial_voice, as_of)
    SELECT 'old-' || n, '顾客' || n, '+86137' || lpad(n::text, 8, '0'), 'CN', 'zh-CN', 'Asia/Shanghai',
        now() - interval '2 years', 4, true, true, true, now()
    FROM generate_series(0, %(customers)s - 1) n
    """,
    """
    INSERT INTO orders (order_id, customer_id, merchant_id, told_id, number, fulfilment, payment, version, occurred_at,
        status, placed_at, paid_at, presale, new_user, total, currency, address, cancellations, compensations, answers,
        freight_insured, guarantees, check_at)
    SELECT 'OLD-' || n, 'old-' || n %% %(customers)s, 'm-' || n %% 1000, 'OLD-' || n, '', 'ship', 'prepaid', 7,
        now() - interval '8 days', 'completed', now() - interval '20 days' - n * interval '12 s',
        now() - interval '20 days' - n * interval '12 s', false, false, 12900, 'CNY',
        '{"recipient": "顾客", "phone": "13700000000", "region": "浙江省", "city": "杭州市"}', '[]', '[]', '[]',
        false, '{dispatch_on_time,return_7_days}',
        CASE WHEN n %% 25 = 0 THEN now() + interval '1 day' + n * interval '1 s' END
    FROM generate_series(1, %(orders)s) n
    """,
    """
    INSERT INTO order_items (order_id, line, sku, title, quantity, price, currency, variant)
    SELECT 'OLD-' || n, 0, 'sku-' || n %% 5000, '加厚羊毛围巾', 1, 12900, 'CNY', ''
    FROM generate_series(1, %(orders)s) n
    """,
    """
    INSERT INTO parcels (order_id, parcel_id, line, courier, tracking_no, dispatched_at, delivered_at, kind)
    SELECT 'OLD-' || n, 'p', 0, '顺丰', 'SF' || n, now() - interval '18 days', now() - interval '15 days', 'original'
    FROM generate_series(1, %(orders)s) n
    """,
    """
    INSERT INTO scans (order_id, parcel_id, line, at, code, place, text)
    SELECT 'OLD-' || n, 'p', line, now() - interval '17 days', CASE line WHEN 0 THEN 'picked_up' ELSE 'delivered' END,
        '杭州', '已揽收' FROM generate_series(1, %(orders)s) n, generate_series(0, 1) line
    """,
    # Of every fiftieth order there was a case with a call, of every 250th there is one that may not be phoned.
    """
    INSERT INTO cases (case_id, order_id, customer_id, opened_at, closed_at, close_reason)
    SELECT md5('case' || n)::uuid, 'OLD-' || n, 'old-' || n %% %(customers)s, now() - interval '40 days',
        CASE WHEN n %% 250 <> 0 THEN now() - interval '39 days' END, CASE WHEN n %% 250 <> 0 THEN 'unblocked' END
    FROM generate_series(50, %(orders)s, 50) n
    """,
    """
    INSERT INTO blocks (block_id, order_id, case_id, kind, episode, deadline, evidence, started_at, ended_at,
        considered_at, decide_at)
    SELECT md5('block' || n)::uuid, 'OLD-' || n, md5('case' || n)::uuid, 'dispatch', 1, now() - interval '41 days',
        '[]',
        now() - interval '40 days', CASE WHEN n %% 250 <> 0 THEN now() - interval '39 days' END,
        now() - interval '1 hour', CASE WHEN n %% 250 = 0 THEN now() + interval '1 day' END
    FROM generate_series(50, %(orders)s, 50) n
    """,
    """
    INSERT INTO decisions (decision_id, order_id, block_id, at, call, due_at, reason, facts)
    SELECT md5('decision' || n)::uuid, 'OLD-' || n, md5('block' || n)::uuid, now() - interval '40 days', n %% 250 <> 0,
        CASE WHEN n %% 250 <> 0 THEN now() - interval '40 days' END,
        CASE WHEN n %% 250 <> 0 THEN 'blocked' ELSE 'no_consent' END, '{}' FROM generate_series(50, %(orders)s, 50) n
    """,
    """
    INSERT INTO callouts (callout_id, customer_id, order_id, block_id, case_id, state, due_at, attempts_made, outcome,
        created_at, ended_at)
    SELECT md5('callout' || n)::uuid, 'old-' || n %% %(customers)s, 'OLD-' || n, md5('block' || n)::uuid,
        md5('case' || n)::uuid, 'done', now() - interval '40 days', 1, 'settled', now() - interval '40 days',
        now() - interval '40 days' FROM generate_series(50, %(orders)s, 50) n WHERE n %% 250 <> 0
    """,
    """
    INSERT INTO attempts (attempt_id, callout_id, n, customer_id, number, carrier, state, lease, call_sid, intent_at,
        ended_at, outcome, language)
    SELECT gen_random_uuid(), md5('callout' || n)::uuid, 1, 'old-' || n %% %(customers)s,
        '+86137' || lpad((n %% %(customers)s)::text, 8, '0'), 'simulator', 'ended', gen_random_uuid(), 'CO' || n,
        now() - interval '40 days', now() - interval '40 days', 'settled', 'zh-CN'
    FROM generate_series(50, %(orders)s, 50) n WHERE n %% 250 <> 0
    """,
    """
    INSERT INTO journal (entry_id, at, who, what, why, subject, order_id, customer_id, data)
    SELECT gen_random_uuid(), now() - interval '40 days', 'system', 'block_began', 'deadline_missed', 'block:' || n,
        'OLD-' || n, 'old-' || n %% %(customers)s, '{}'
    FROM generate_series(50, %(orders)s, 50) n, generate_series(1, 5)
    """,
)
_NEW = (
    """
    INSERT INTO customers (customer_id, name, phone, region, locale, time_zone, first_order_at, orders_so_far,
        consents_to_calls, consents_to_sms, consents_to_artificial_voice, as_of)
    SELECT 'new-' || n, '顾客' || n, '+86138' || lpad(n::text, 8, '0'), 'CN', 'zh-CN', 'Asia/Shanghai',
        now() - interval '3 days', 1, true, true, true, now()
    FROM generate_series(1, %(blocked)s) n
    """,
    """
    INSERT INTO orders (order_id, customer_id, merchant_id, told_id, number, fulfilment, payment, version, occurred_at,
        status, placed_at, paid_at, presale, new_user, total, currency, address, cancellations, compensations, answers,
        freight_insured, guarantees, check_at)
    SELECT 'NEW-' || n, 'new-' || n, 'm-' || n %% 1000, 'NEW-' || n, '', 'ship', 'prepaid', 1,
        now() - interval '3 days', 'paid', now() - interval '3 days', now() - interval '3 days', false, true, 12900,
        'CNY', '{"recipient": "顾客", "phone": "13800000000", "region": "浙江省", "city": "杭州市"}', '[]', '[]', '[]',
        false, '{dispatch_on_time}', now()
    FROM generate_series(1, %(blocked)s) n
    """,
    """
    INSERT INTO order_items (order_id, line, sku, title, quantity, price, currency, variant)
    SELECT 'NEW-' || n, 0, 'sku', '加厚羊毛围巾', 1, 12900, 'CNY', '' FROM generate_series(1, %(blocked)s) n
    """,
)


@dataclass(frozen=True)
class Sizes:
    orders: int = 5_000_000
    blocked: int = 5_000
    free_gb: int = 20


async def measure(sizes: Sizes) -> dict[str, Any]:
    """{"orders", "blocked", "seconds" until all are planned, "ms_python" and "ms_postgres" for each, "others"}."""
    free = shutil.disk_usage(tempfile.gettempdir()).free / _GB
    if free < sizes.free_gb:
        raise BenchError(f"{tempfile.gettempdir()} has {free:.0f} GB free, wanted are {sizes.free_gb}: --free-gb")
    async with a_server() as url:  # uvloop, on which the worker runs, starts no process as another user
        began = time.monotonic()
        await asyncio.to_thread(_fill, url, sizes)
        print(f"filled in {time.monotonic() - began:.0f} s", flush=True)
        return await asyncio.to_thread(uvloop.run, _planned(url, sizes))


def _fill(url: str, sizes: Sizes) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in _BEFORE.split(";\n"):
            connection.execute(statement)
        told = {"orders": sizes.orders, "customers": max(sizes.orders // 3, 1), "blocked": sizes.blocked}
        for statement in _FILLED:
            connection.execute(statement, told)
        known = "UPDATE dial_control SET paused = true, paused_by = 'bench', paused_why = 'bench', decides_by = %s"
        connection.execute(known, [fingerprint(settings(), StandIn().name)])
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


async def _planned(url: str, sizes: Sizes) -> dict[str, Any]:
    database = Database(engine_for(url))
    with psycopg.connect(url, autocommit=True) as looking:
        services = WorkerServices(database=database, url=url, carrier=StandIn(), settings=settings(), clock=utc_now)
        stop = asyncio.Event()
        working = asyncio.create_task(run_worker(services, stop, ()))
        try:
            await asyncio.sleep(5)  # its first rounds
            began, before, busy = time.monotonic(), mark(), Busy(url)
            busy.begin()
            with looking.transaction():
                looking.execute("SET LOCAL session_replication_role = replica")
                for statement in _NEW:
                    looking.execute(statement, {"blocked": sizes.blocked})
            put_in = time.monotonic() - began
            began = time.monotonic()
            while _count(looking) < sizes.blocked and time.monotonic() < began + AT_MOST_SECONDS:  # noqa: ASYNC110
                await asyncio.sleep(0.2)
            seconds, planned = time.monotonic() - began, _count(looking)
            python, postgres, _ = busy.seconds()
            others = used(before, mark(), 1)["others"]
        finally:
            stop.set()
            await working
            await database.close()
    assert planned == sizes.blocked, f"{planned} planned after {AT_MOST_SECONDS} s"
    return {
        "orders": sizes.orders, "blocked": planned, "seconds": round(seconds, 1),
        "ms_python": round(1000 * python / planned, 2), "ms_postgres": round(1000 * postgres / planned, 2),
        "put_in_s": round(put_in, 1), "others": others,
    }  # fmt: skip


def _count(looking: psycopg.Connection[Any]) -> int:
    row = looking.execute("SELECT count(*) FROM callouts WHERE state = 'planned'").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for one, usual in vars(Sizes()).items():
        cli.add_argument(f"--{one.replace('_', '-')}", type=int, default=usual)
    print(json.dumps(asyncio.run(measure(Sizes(**vars(cli.parse_args()))))))
