"""What the demo shop keeps, in one SQLite file: its orders, the deeds it did and its answers, and what follows when.

A deed, its answer, the order's change and what follows are one transaction, so that a shop that is killed has either
done all of it or nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careline.demo.order_edits import Event
from careline.demo.shop_deeds import Step

_TABLES = """
CREATE TABLE IF NOT EXISTS orders (order_id TEXT PRIMARY KEY, event TEXT NOT NULL, version INTEGER NOT NULL,
                                   told INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS untold ON orders (order_id) WHERE told < version;
CREATE TABLE IF NOT EXISTS deeds (key TEXT PRIMARY KEY, remedy_id TEXT NOT NULL, kind TEXT NOT NULL,
                                  order_id TEXT NOT NULL, answer TEXT NOT NULL, posts INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS steps (step_id INTEGER PRIMARY KEY, due REAL NOT NULL, order_id TEXT NOT NULL,
                                  remedy_id TEXT NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL);
"""


def ledger_file(data_dir: Path) -> Path:
    return data_dir / "shop.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A step whose time has come."""

    step_id: int
    order_id: str
    remedy_id: str
    step: Step


class ShopLedger:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def learn(self, events: Iterable[Event], *, told: bool) -> None:
        """Orders as they stand now; `told`: the feed has them already. A version older than ours is left."""
        rows = [
            (event["order"]["order_id"], json.dumps(event, ensure_ascii=False), event["version"], told)
            for event in events
        ]
        with self.all_or_nothing():
            self._db.executemany(
                "INSERT INTO orders VALUES (?1, ?2, ?3, CASE WHEN ?4 THEN ?3 ELSE 0 END) ON CONFLICT (order_id) DO "
                "UPDATE SET event = excluded.event, version = excluded.version, told = excluded.told "
                "WHERE excluded.version > orders.version",
                rows,
            )

    def empty(self) -> bool:
        return self._db.execute("SELECT 1 FROM orders LIMIT 1").fetchone() is None

    def order(self, order_id: str) -> Event | None:
        row = self._db.execute("SELECT event FROM orders WHERE order_id = ?", (order_id,)).fetchone()
        return json.loads(row[0]) if row else None

    def keep(self, event: Event) -> None:
        """The order's next version, to be told."""
        order_id = event["order"]["order_id"]
        self._db.execute(
            "UPDATE orders SET event = ?, version = ? WHERE order_id = ?",
            (json.dumps(event, ensure_ascii=False), event["version"], order_id),
        )

    def untold(self, limit: int) -> list[Event]:
        rows = self._db.execute("SELECT event FROM orders WHERE told < version LIMIT ?", (limit,))
        return [json.loads(row[0]) for row in rows]

    def note_told(self, events: Iterable[Event]) -> None:
        self._db.executemany(
            "UPDATE orders SET told = max(told, ?) WHERE order_id = ?",
            [(event["version"], event["order"]["order_id"]) for event in events],
        )

    def answer_to(self, key: str) -> dict[str, Any] | None:
        """The answer that was given under this key, counted once more; None for a new one."""
        again = "UPDATE deeds SET posts = posts + 1 WHERE key = ? RETURNING answer"
        row = self._db.execute(again, (key,)).fetchall()
        return json.loads(row[0][0]) if row else None

    def did(self, key: str, deed: dict[str, Any], answer: dict[str, Any]) -> None:
        row = (key, deed["remedy_id"], deed["kind"], deed["order_id"], json.dumps(answer, ensure_ascii=False))
        self._db.execute("INSERT INTO deeds VALUES (?, ?, ?, ?, ?, 1)", row)

    def deeds(self) -> list[dict[str, Any]]:
        """Every deed once, with how often it was sent."""
        rows = self._db.execute("SELECT key, remedy_id, kind, order_id, answer, posts FROM deeds ORDER BY rowid")
        names = ("key", "remedy_id", "kind", "order_id", "answer", "posts")
        return [dict(zip(names, row, strict=True)) | {"answer": json.loads(row[4])} for row in rows]

    def plan(self, order_id: str, remedy_id: str, due: float, step: Step) -> None:
        """Have this step taken at `due` (unix seconds)."""
        row = (due, order_id, remedy_id, step.name, json.dumps(step.data, ensure_ascii=False))
        self._db.execute("INSERT INTO steps (due, order_id, remedy_id, name, data) VALUES (?, ?, ?, ?, ?)", row)

    def drop_steps(self, remedy_id: str) -> None:
        self._db.execute("DELETE FROM steps WHERE remedy_id = ?", (remedy_id,))

    def due(self, now: float) -> list[Due]:
        rows = self._db.execute(
            "SELECT step_id, order_id, remedy_id, name, data FROM steps WHERE due <= ? ORDER BY due, step_id", (now,)
        ).fetchall()
        return [
            Due(
                step_id=row[0], order_id=row[1], remedy_id=row[2],
                step=Step(name=row[3], after=0, data=json.loads(row[4])),
            )
            for row in rows
        ]  # fmt: skip

    def taken(self, due: Due) -> None:
        self._db.execute("DELETE FROM steps WHERE step_id = ?", (due.step_id,))
