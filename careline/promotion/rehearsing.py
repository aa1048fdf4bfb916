"""Holding the written conversations with a model: `careline.rehearsal` behind the port that a trial needs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from careline.promotion.trial import Talked, Talks
from careline.rehearsal import read, rehearse, stage
from careline.rehearsal.transcript import transcript
from careline.store.embedded import EmbeddedPostgres


def talks_of(files: Sequence[Path]) -> Talks:
    """Conversations in these files or folders. Raises UnreadableError at once, BotDidNotStartError when held."""
    scripts = read(list(files))

    async def talks(model: Path) -> Talked:
        async with _server() as url, stage(url, model) as ready:
            report = await rehearse(ready, scripts)
        return Talked(
            passed=frozenset(one.script.title for one in report.outcomes if one.passed),
            failed={one.script.title: transcript(one) for one in report.outcomes if not one.passed},
        )

    return talks


@asynccontextmanager
async def _server() -> AsyncIterator[str]:
    """A PostgreSQL for the purpose: a rehearsal must not be felt by those who are served."""
    with tempfile.TemporaryDirectory(prefix="careline-rehearsal-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 - as root, the server runs as another user
        server = EmbeddedPostgres(Path(folder) / "postgres", ends_with_owner=True)
        try:
            yield await server.start()
        finally:
            await server.stop()
