"""Everything that we hold of a consumer, for them or for the operator's counsel: one JSON document and their photos."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.privacy.holdings import HOLDINGS, Kind
from careline.privacy.rows import find_consumer, held_tables, rows_of
from careline.store.journal import record

_SUFFIX = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


async def everything_of(tx: AsyncConnection, customer_id: str, now: datetime) -> dict[str, Any]:
    """Their rows of every table, by its name; pictures as bytes. Instants stay datetimes. Raises NoConsumerError.

    Secrets are left out: digests, leases, keys. Agents' notes and the journal are in it, since both are about them.
    """
    consumer = await find_consumer(tx, customer_id)
    told = {table: rows for table, _ in held_tables() if (rows := await rows_of(tx, table, consumer.ids))}
    await record(
        tx, at=now, who="operator", what=What.CUSTOMER_EXPORTED, why=Because.OPERATOR_DECIDED,
        subject=f"customer:{consumer.customer_id}", customer_id=consumer.customer_id,
    )  # fmt: skip
    return {"made_at": now, "customer_id": consumer.customer_id, "earlier_ids": list(consumer.earlier), "tables": told}


def kinds_told() -> dict[str, dict[str, str]]:
    """What each column in the document is, for its reader."""
    return {
        table: {name: kind.value for name, kind in HOLDINGS[table].columns.items() if kind is not Kind.SECRET}
        for table, _ in held_tables()
    }


def write_export(told: Mapping[str, Any], folder: Path) -> Path:
    """`data.json` and the photos in a folder of its own, readable by nobody else; returns the document's path."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=False)
    tables = dict(told["tables"])
    if photos := tables.get("photos"):
        tables["photos"] = [_photo_written(row, folder) for row in photos]
    path = folder / "data.json"
    document = {**told, "tables": tables, "columns": kinds_told()}
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(_plain(document), file, ensure_ascii=False, indent=1)
    return path


def _photo_written(row: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    name = f"{row['photo_id']}.{_SUFFIX.get(row['media_type'], 'bin')}"
    with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(row["content"])
    return {**{column: value for column, value in row.items() if column != "content"}, "file": name}


def _plain(value: Any) -> Any:
    """Only what JSON knows."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return f"{len(value)} bytes"
    return str(value) if isinstance(value, UUID) else value
