"""Which model belongs to these sources, where it lies, and whether a file is the one that was trained."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "models"
_SOURCES = ("config.yml", "bot/domain", "data", "bot/components", "understanding/taxonomy.py", "requirements/bot.txt")


class ModelTamperedError(Exception):
    """The model file is not the one whose checksum was written when it was trained."""


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Every file that a model depends on, in a fixed order. Rasa's side reads YAML, Python and text only."""
    for name in _SOURCES:
        place = root / name
        files = [place] if place.is_file() else place.rglob("*")
        yield from sorted(f for f in files if f.is_file() and f.suffix in {".yml", ".py", ".txt"})


def model_path(out: Path = MODELS, root: Path = ROOT) -> Path:
    """Where the model of the present sources lies, or would: its name is a hash of them."""
    digest = hashlib.sha256()
    for file in sources(root):
        digest.update(f"{file.relative_to(root).as_posix()}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return out / f"{digest.hexdigest()[:16]}.tar.gz"


def checksum_file(model: Path) -> Path:
    """`<name>.sha256` beside a model."""
    return model.with_name(model.name.removesuffix(".tar.gz") + ".sha256")


def write_checksum(model: Path) -> None:
    """Write the checksum so that it appears whole or not at all."""
    part = checksum_file(model).with_suffix(f".{os.getpid()}.part")
    part.write_text(f"{_sha256(model)}  {model.name}\n", encoding="ascii")
    part.replace(checksum_file(model))


def verify(model: Path, sha256: str | None = None) -> None:
    """Raise ModelTamperedError unless the file is byte for byte what was trained: a foreign one could run code.

    `sha256` is its checksum on record; without one, that beside the file counts.
    """
    try:
        wanted = sha256 or checksum_file(model).read_text(encoding="ascii").split()[0]
        found = _sha256(model)
    except (OSError, IndexError, UnicodeDecodeError) as error:
        raise ModelTamperedError(f"{model}: no model or no checksum beside it ({type(error).__name__})") from error
    if found != wanted:
        raise ModelTamperedError(f"{model}: not the file that was trained, its checksum differs; train again")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
