"""`python -m careline.rehearsal [FILE…]`: hold written conversations with a model and print what was not as expected.

Uses the server of DATABASE_URL (in a database of its own), or starts one for the purpose.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from careline.bot_side import WRITTEN
from careline.rehearsal import BotDidNotStartError, Conversation, UnreadableError, read, rehearse, stage
from careline.rehearsal.transcript import summary, transcript
from careline.store.embedded import EmbeddedPostgres
from careline.up import BOT_PYTHON, ROOT


def main(arguments: list[str] | None = None) -> int:
    """0: all as expected; 1: some were not, or there were none; 2: no script, or no bot to rehearse with."""
    cli = argparse.ArgumentParser(prog="python -m careline.rehearsal", description=__doc__)
    cli.add_argument(
        "files", nargs="*", type=Path, default=[WRITTEN], help="files or folders (default: conversations/written)"
    )
    cli.add_argument("--model", type=Path, help="default: the model of the present sources, trained if need be")
    cli.add_argument("--only", default="", help="conversations whose theme or name holds these words")
    cli.add_argument("--show", action="store_true", help="print every conversation, not only the failed ones")
    options = cli.parse_args(arguments)
    try:
        scripts = [script for script in read(options.files) if options.only in script.title]
        return asyncio.run(_run(scripts, options.model or trained_model(), show=options.show))
    except (UnreadableError, BotDidNotStartError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


async def _run(scripts: list[Conversation], model: Path, *, show: bool) -> int:
    async with postgres() as url, stage(url, model) as ready:
        report = await rehearse(ready, scripts)
    if show:
        sys.stdout.write("\n\n".join(transcript(outcome) for outcome in report.outcomes) + "\n\n")
    sys.stdout.write(f"{summary(report)}\n")
    return 0 if report.ok and scripts else 1


def trained_model() -> Path:
    """The model of the present sources. Raises BotDidNotStartError if they cannot be trained."""
    run = subprocess.run([BOT_PYTHON, "-m", "bot.train"], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        raise BotDidNotStartError(f"training failed: {run.stderr.strip()[-600:]}")
    return Path(run.stdout.strip().splitlines()[-1])


@asynccontextmanager
async def postgres() -> AsyncIterator[str]:
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="careline-rehearsal-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 - as root, the server runs as another user
        server = EmbeddedPostgres(Path(folder) / "postgres", ends_with_owner=True)
        try:
            yield await server.start()
        finally:
            await server.stop()


if __name__ == "__main__":
    sys.exit(main())
