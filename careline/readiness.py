"""Whether this web process can do its work: database and its schema, our actions, and a Rasa process that answers.

Liveness (`/healthz`) says only that the process runs. Who balances load between web processes may leave Rasa out
(`/readyz?without=rasa`): a message is accepted and kept while no Rasa process answers, and is apologised for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import aiohttp

from careline.store.database import Database
from careline.store.migrate import Schema, schema_of

PATIENCE_SECONDS = 2.0
FRESH_SECONDS = 1.0
"""An answer is used again for so long: neither Rasa nor the database is asked more often, whoever asks us."""
SCHEMA, RASA, ACTIONS, DATABASE = "schema", "rasa", "actions", "database"


class Readiness:
    """Asks everything side by side; what does not answer within two seconds is not ready."""

    def __init__(self, database: Database, http: aiohttp.ClientSession, rasa: Sequence[str], actions: str) -> None:
        self._database = database
        self._http = http
        self._rasa = tuple(rasa)
        self._actions = actions
        self._asking = asyncio.Lock()
        self._found: dict[str, str] = {}
        self._asked_at = float("-inf")

    async def faults(self) -> dict[str, str]:
        """What is not ready, each with a sentence; empty if all is well."""
        async with self._asking:
            if time.monotonic() - self._asked_at > FRESH_SECONDS:
                answers = await asyncio.gather(self._of_database(), self._of_rasa(), self._of_actions())
                self._found = {name: why for answer in answers for name, why in answer.items()}
                self._asked_at = time.monotonic()
            return dict(self._found)

    async def _of_database(self) -> dict[str, str]:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._database.autocommit() as tx:
                found = await schema_of(tx)
        except Exception as error:  # noqa: BLE001 - whatever it is, we cannot work
            return {DATABASE: f"cannot be asked ({type(error).__name__})"}
        return {SCHEMA: found.explained} if found in {Schema.MISSING, Schema.OLDER} else {}

    async def _of_rasa(self) -> dict[str, str]:
        answers = await asyncio.gather(*(self._answers(f"{url}/webhooks/careline/health") for url in self._rasa))
        return {} if any(answers) else {RASA: f"none of {len(answers)} processes is ready"}

    async def _of_actions(self) -> dict[str, str]:
        return (
            {} if await self._answers(self._actions) else {ACTIONS: "our listener for Rasa's actions does not answer"}
        )

    async def _answers(self, url: str) -> bool:
        limit = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        try:
            async with self._http.get(url, timeout=limit) as response:
                return response.status == 200
        except (aiohttp.ClientError, OSError, TimeoutError):
            return False


def told(faults: dict[str, str], without: str) -> tuple[int, dict[str, Any]]:
    """Status and body of the answer. `without` names what the asker does not mind, separated by commas."""
    minded = {name: why for name, why in faults.items() if name not in without.split(",")}
    return (503 if minded else 200), {"ready": not minded, **({"faults": faults} if faults else {})}
