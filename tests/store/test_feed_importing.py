"""A file of events: streamed, bad lines named, and at the pace that is promised."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from careline.clock import utc_now
from careline.demo.shop import backlog
from careline.feed.importing import BATCH, import_file
from careline.feed.service import Feed
from careline.store.database import Database
from tests.factories import NOW, event
from tests.rules import RULES

pytestmark = pytest.mark.store


def now() -> datetime:
    return NOW


@pytest.fixture
def feed(database: Database) -> Feed:
    return Feed(database, RULES.new_users)


async def count(database: Database, table: str) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())


def line(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


async def test_bad_lines_are_named_by_number_and_the_others_are_taken_in(feed: Feed, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf" + line(event(order_id="CL2026-0001"))
        + b"{not json}\n"
        + b"\n"
        + line(event({"event_id": "e4", "version": 0}))
        + line(event(order_id="CL2026-0005")).replace("林".encode(), b"\xff")
        + b"[" * 100_000 + b"]" * 100_000 + b"\n"
        + b'"event"\n'
        + line(event(order_id="CL2026-0008")).rstrip()
    )  # fmt: skip
    taken = await import_file(feed, file, now)
    assert (taken.accepted, taken.ignored) == (2, 0)
    assert taken.rejected == [
        ("", "line 2: not JSON: Expecting property name enclosed in double quotes at column 2"),
        ("e4", "line 4: version: Input should be greater than or equal to 1"),
        ("", "line 5: not UTF-8"),
        ("", "line 6: nested too deeply"),
        ("", "line 7: body: Input should be a valid dictionary or instance of OrderEvent"),
    ]


async def test_lines_are_counted_over_all_batches(feed: Feed, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    good = [line(event(order_id=f"CL-{n:05}")) for n in range(BATCH * 2)]
    file.write_bytes(b"".join([*good[:BATCH], b"\n", *good[BATCH:], b"oops\n"]))
    taken = await import_file(feed, file, now)
    assert taken.accepted == BATCH * 2
    assert [why.partition(":")[0] for _, why in taken.rejected] == [f"line {BATCH * 2 + 2}"]


async def test_progress_grows_to_the_size_of_the_file(feed: Feed, tmp_path: Path) -> None:
    file, seen = tmp_path / "events.jsonl", list[int]()
    file.write_bytes(b"".join(line(event(order_id=f"CL-{n:05}")) for n in range(BATCH * 2 + 1)))
    await import_file(feed, file, now, seen.append)
    assert len(seen) == 3
    assert seen == sorted(set(seen))
    assert seen[-1] == file.stat().st_size


async def test_what_was_read_before_a_failure_stays_and_the_file_can_be_imported_again(
    database: Database, feed: Feed, tmp_path: Path
) -> None:
    file = tmp_path / "events.jsonl"
    file.write_bytes(b"".join(line(event({"event_id": f"e{n}"}, order_id=f"CL-{n:05}")) for n in range(BATCH + 5)))

    def stop(_read: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await import_file(feed, file, now, stop)
    assert await count(database, "orders") == BATCH
    taken = await import_file(feed, file, now)
    assert (taken.accepted, taken.ignored, taken.rejected) == (5, BATCH, [])


async def test_an_empty_file_is_no_event(feed: Feed, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_bytes(b"\n \n")
    taken = await import_file(feed, file, now)
    assert (taken.accepted, taken.ignored, taken.rejected) == (0, 0, [])


async def test_a_missing_file_says_so(feed: Feed, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await import_file(feed, tmp_path / "nothing.jsonl", now)


async def test_a_backlog_of_many_batches_is_in_to_the_last_order(
    database: Database, feed: Feed, tmp_path: Path
) -> None:
    file = tmp_path / "backlog.jsonl"
    told = backlog(3 * BATCH + 1, seed=1, now=datetime(2026, 11, 22, tzinfo=UTC))
    file.write_bytes(b"".join(line(event) for event in told))
    taken = await import_file(feed, file, utc_now)  # how fast: bench/feed_import.py
    assert (taken.accepted, taken.ignored, taken.rejected) == (3 * BATCH + 1, 0, [])
    assert await count(database, "orders") == 3 * BATCH + 1
