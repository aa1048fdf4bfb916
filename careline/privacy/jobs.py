"""What the worker does for privacy: seal the journal, carry out requests to be erased, take away what is over.

Every step is a transaction of its own that any worker may do; two that meet do it once.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from careline.metrics.counters import ERASURES
from careline.privacy.erase import SOMETHING_UNDER_WAY, Erased, StillUnderWayError, erase
from careline.privacy.retention import prune
from careline.privacy.rows import NoConsumerError
from careline.store.database import Database
from careline.store.sealing import seal

log = logging.getLogger(__name__)

THOUGHT_OVER = timedelta(days=3)
"""How long a consumer may take their request back, and we may refuse it; an agent who ends it earlier has it done."""
PRUNE_EVERY = 3600.0
ERASE_EVERY = 60.0
_RECORD = "erasures.jsonl"
# Done by an agent, or left alone for long enough; never one that was refused or withdrawn. Those that have to wait come
# last, and all in no order, so that no number of them keeps another one from its turn.
_ASKED = f"""
SELECT r.customer_id FROM remedies r
WHERE r.kind = 'complaint' AND r.details->>'request' = 'erasure'
  AND (r.state = 'done' OR (r.ended_at IS NULL AND r.requested_at < :before))
ORDER BY {SOMETHING_UNDER_WAY}, random() LIMIT :most
"""  # noqa: S608
_MOST_A_ROUND = 20


@dataclass(frozen=True, slots=True)
class Rasa:
    """Where its processes are, and what they know us by."""

    urls: Sequence[str]
    secret: str


async def seal_all(database: Database, clock: Callable[[], datetime]) -> None:
    """Seal what has come since the last time."""
    while True:
        async with database.begin() as tx:
            if await seal(tx, clock()) < 1000:
                return


async def erase_asked(database: Database, clock: Callable[[], datetime], folder: Path, rasa: Rasa | None = None) -> int:
    """Carry out requests from the hall; who has something under way is looked at again later. Returns how many."""
    async with database.begin() as tx:
        values = {"before": clock() - THOUGHT_OVER, "most": _MOST_A_ROUND}
        asked = (await tx.execute(text(_ASKED), values)).scalars().all()
    done = 0
    for customer_id in asked:
        try:
            erased = await erase_on_record(database, folder, customer_id, asked_by="consumer", now=clock())
        except (StillUnderWayError, NoConsumerError):
            ERASURES.labels(result="waiting").inc()
            continue
        except SQLAlchemyError as error:  # the others' deadlines do not wait for this one
            ERASURES.labels(result="failed").inc()
            log.warning("a consumer was not erased", extra={"action": "erasure_failed", "error": type(error).__name__})
            continue
        if rasa:
            await have_rasa_forget(rasa, erased.conversations)
        ERASURES.labels(result="done").inc()
        log.info("a consumer was erased", extra={"action": "customer_erased", "rows": sum(erased.rows.values())})
        done += 1
    return done


async def erase_on_record(
    database: Database, folder: Path, customer_id: str, *, asked_by: str, now: datetime, anyway: bool = False
) -> Erased:
    """`erase` in a transaction of its own, which holds only once its line is in the record.

    A line too many is harmless: the consumer has asked for it. Raises as `erase` does, and OSError.
    """
    async with database.begin() as tx:
        erased = await erase(tx, customer_id, asked_by=asked_by, now=now, anyway=anyway)
        keep_record(folder, erased, now)
    return erased


def keep_record(folder: Path, erased: Erased, now: datetime) -> None:
    """One line a consumer, without the consumer: what has to be erased again after a backup is restored.

    It is no part of the database, so that a restored one does not take it back; keep it beside the backups. On disk
    when this returns. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"at": now.isoformat(), "digest": erased.digest})
    with os.fdopen(os.open(folder / _RECORD, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "rb+") as file:
        end = file.seek(0, os.SEEK_END)
        if end and os.pread(file.fileno(), 1, end - 1) != b"\n":  # a crash left half a line
            line = f"\n{line}"
        file.write(f"{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def read_record(path: Path) -> list[str]:
    """The digests of a record; a folder stands for the record in it. Lines that are no record are passed over."""
    path = path / _RECORD if path.is_dir() else path
    found = []
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            found.append(str(json.loads(line)["digest"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found


async def have_rasa_forget(rasa: Rasa, conversations: Sequence[str]) -> list[str]:
    """Have every Rasa process drop these conversations from its memory too; returns the processes that did not.

    What one that is away would write later is taken away as nobody's (`trackers_of_nobody`).
    """
    failed = []
    limit = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(headers={"X-Careline-Secret": rasa.secret}, timeout=limit) as http:
        for url in rasa.urls:
            try:
                for one in conversations:
                    body = {"conversation_id": one}
                    async with http.post(f"{url}/webhooks/careline/forget", json=body) as answer:
                        answer.raise_for_status()
            except (aiohttp.ClientError, OSError, TimeoutError):
                failed.append(url)
    return failed


class Every:
    """A step that is done at most once in so many seconds, however often its loop is woken."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = float("-inf")

    def due(self) -> bool:
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + self._seconds
        return True


class PrivacyWork:
    """The steps with their rhythm."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        kept: Mapping[str, timedelta],
        folder: Path,
        rasa: Rasa,
    ) -> None:
        self._database = database
        self._clock = clock
        self._kept = kept
        self._folder = folder
        self._rasa = rasa
        self._prune, self._erase, self._seal = Every(PRUNE_EVERY), Every(ERASE_EVERY), Every(5.0)

    async def seal(self) -> None:
        if self._seal.due():
            await seal_all(self._database, self._clock)

    async def erase(self) -> None:
        if self._erase.due():
            await erase_asked(self._database, self._clock, self._folder, self._rasa)

    async def prune(self) -> None:
        if self._prune.due():
            gone = await prune(self._database, self._kept, self._clock())
            if gone:
                log.info("what is over was taken away", extra={"action": "pruned", "rows": gone})
