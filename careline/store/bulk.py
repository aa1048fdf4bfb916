"""Many rows in one statement.

The rows travel as one JSON document that PostgreSQL takes apart: one parameter, one round trip and a short statement,
where a VALUES list of 500 orders is half a megabyte of SQL to render, parse and bind.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    JSON,
    Column,
    ColumnElement,
    Table,
    Text,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import Insert, insert

Row = dict[str, Any]
Made = TypeVar("Made")
MANY = 50
"""Rows of which the making takes longer than others should wait for their turn."""


async def made_beside(rows: int, make: Callable[[], Made]) -> Made:
    """What `make` returns, made in a thread where it is of many rows: a thousand orders take the loop half a second,
    and everybody's chat with it."""
    return await asyncio.to_thread(make) if rows > MANY else make()


def insert_rows(table: Table, rows: Sequence[Row], *, by: str | Sequence[str] = ()) -> Insert:
    """An INSERT of these rows, all with the same keys, to which ON CONFLICT and RETURNING may be added.

    `by`: the columns in whose order they go in, so that two transactions lock what they share in the same order.
    """
    names = list(rows[0])
    told = cast(literal(json.dumps(rows, ensure_ascii=False, default=_plain)), JSON)
    source = func.json_populate_recordset(literal_column(f"NULL::{table.name}"), told).table_valued(
        *(column(name, table.c[name].type) for name in names)
    )
    query = select(*(source.c[name] for name in names))
    columns = [by] if isinstance(by, str) else by
    return insert(table).from_select(names, query.order_by(*(source.c[name] for name in columns)))


def one_of_texts(what: Column[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether the column holds one of these, however many: one array parameter instead of a list of them."""
    return what == func.any(cast(list(values), ARRAY(Text)))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no one way to be written as JSON")
