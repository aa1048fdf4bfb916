"""Taking in a file of events, one JSON object a line: at the start of an installation, and for repairs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from json import JSONDecodeError
from pathlib import Path
from typing import Any, BinaryIO

from careline.feed.body import Unreadable, read_or_refuse
from careline.feed.service import Feed
from careline.feed.taken import Taken

BATCH = 500
"""Events in one transaction: enough to be quick, few enough that a progress bar moves and no lock is held for long."""


@dataclass(slots=True)
class _Batch:
    events: list[Any] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    read: int = 0

    def place(self, position: int) -> str:
        return f"line {self.lines[position]}"


async def import_file(
    feed: Feed, path: Path, clock: Callable[[], datetime], progress: Callable[[int], None] = lambda _: None
) -> Taken:
    """Take in JSON Lines, however long. `progress` is told the bytes done so far, after each batch.

    Rejected lines are named by their number. Raises OSError, and database errors, with all batches so far taken in;
    the same file can be imported again.
    """
    taken = Taken()
    with path.open("rb") as file:
        batches = _batches(file)
        while batch := await asyncio.to_thread(next, batches, None):
            taken.add(await feed.take(batch.events, clock(), batch.place))
            progress(batch.read)
    return taken


def _batches(file: BinaryIO) -> Iterator[_Batch]:
    numbered, read = enumerate(file, start=1), 0
    while chunk := list(islice(numbered, BATCH)):
        batch = _Batch()
        for number, line in chunk:
            read += len(line)
            if line.strip():
                batch.events.append(event_of(line))
                batch.lines.append(number)
        batch.read = read
        yield batch


def event_of(line: bytes) -> Any:
    """One line of JSON Lines: the event, parsed and not yet checked, or Unreadable."""
    try:
        return read_or_refuse(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unreadable("not UTF-8")
    except JSONDecodeError as error:
        return Unreadable(f"not JSON: {error.msg} at column {error.colno}")
