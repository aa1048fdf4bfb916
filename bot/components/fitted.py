"""What was fitted is kept by its inputs, so that a change of wording, rules or patterns does not fit again.

The files lie beside the models and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from bot.model_files import MODELS

_FILES = ("weights.npz", "words.json")
_CODE = (
    "classifier.py", "danger.py", "in_context.py", "intents.py", "lbfgs.py", "normaliser.py", "reader.py",
    "thresholds.py", "vectors.py",
)  # fmt: skip
# The sentence encoder is pinned there: other vectors must not meet old weights.
_PINNED = Path(__file__).parents[2] / "requirements" / "bot.txt"
_KEPT = 3


def key(examples: list[Any], config: dict[str, Any]) -> str:
    """A name for what would be fitted: sentences with labels, settings, fitting code and the encoder's version."""
    digest = hashlib.sha256(json.dumps([examples, config], ensure_ascii=False, sort_keys=True, default=str).encode())
    for name in _CODE:
        digest.update(Path(__file__).with_name(name).read_bytes())
    digest.update(_PINNED.read_bytes())
    return digest.hexdigest()[:16]


def restored(key: str, folder: Path) -> bool:
    """Whether it was fitted before; its files are then in `folder`."""
    kept = MODELS / f".fitted-{key}"
    if not all((kept / name).is_file() for name in _FILES):
        return False
    for name in _FILES:
        shutil.copyfile(kept / name, folder / name)
    return True


def keep(key: str, folder: Path) -> None:
    """Keep what was fitted; the oldest are thrown away."""
    part, kept = MODELS / f".fitted-{key}.part", MODELS / f".fitted-{key}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name in _FILES:
        shutil.copyfile(folder / name, part / name)
    shutil.rmtree(kept, ignore_errors=True)
    part.replace(kept)
    others = sorted(MODELS.glob(".fitted-*"), key=lambda place: place.stat().st_mtime)
    for old in others[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
