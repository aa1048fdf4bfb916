"""What we start with Rasa's Python, and the model files that it makes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path

from careline.core.models import Model

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "conversations" / "written"
"""Where written conversations are: what every model has to hold as they stand."""
INTENT_MAP = ROOT / "conversations" / "intent_map.json"
"""What the labels of others' sentences are called here."""
BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
ENDS = ".tar.gz"


class BotSideError(Exception):
    """Something that needs Rasa's environment did not work; the message says what to do."""


class ModelRefusedError(Exception):
    """A model file is not there, or not the one that was trained."""


def models_folder(given: Path) -> Path:
    """Where models lie: relative to the project, as Rasa's side sees it."""
    return ROOT / given


async def trained(models: Path, say: Callable[[str], None] | None = None) -> Path:
    """The model of the present sources, trained now if need be. `say` hears of progress. Raises BotSideError."""
    out = await run("bot.train", "--out", str(models), say=say)
    return Path(out.splitlines()[-1])


async def name_of_present(models: Path) -> str:
    """The name that the model of the present sources has, or would have. Raises BotSideError."""
    return Path((await run("bot.train", "--out", str(models), "--print-path")).splitlines()[-1]).name


async def run(module: str, *words: str, say: Callable[[str], None] | None = None) -> str:
    """Run a module of Rasa's side to its end; its standard output. Ends with us. Raises BotSideError."""
    if not BOT_PYTHON.exists():
        raise BotSideError("Rasa's environment is missing: run `make up`, which sets it up.")
    process = await asyncio.create_subprocess_exec(
        BOT_PYTHON, "-m", module, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        assert process.stderr
        out, told = await asyncio.gather(process.stdout.read(), _lines(process.stderr, say))
        code = await process.wait()
    except asyncio.CancelledError:
        process.kill()
        raise
    if code:
        raise BotSideError(f"{module} failed: {told.strip()[-600:]}")
    return out.decode().strip()


async def _lines(stream: asyncio.StreamReader, say: Callable[[str], None] | None) -> str:
    told = ""
    while line := (await stream.readline()).decode(errors="replace"):
        told += line
        if say:
            say(line.rstrip())
    return told


def model_at(file: Path, sha256: str | None = None) -> Model:
    """The model of this file, its bytes checked against `sha256`, or else against the checksum beside it.

    Raises ModelRefusedError.
    """
    try:
        wanted = sha256 or file.with_name(file.name.removesuffix(ENDS) + ".sha256").read_text("ascii").split()[0]
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except (OSError, IndexError, UnicodeDecodeError) as error:
        raise ModelRefusedError(f"{file}: no model, or no checksum beside it ({type(error).__name__})") from error
    if found != wanted:
        raise ModelRefusedError(f"{file}: the checksum differs, so this is not the file that was trained: train again")
    return Model(name=file.name, sha256=found)
