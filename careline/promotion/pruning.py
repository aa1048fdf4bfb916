"""Removing models that nobody will go back to."""

from __future__ import annotations

import fcntl
import re
import shutil
import time
from collections.abc import Collection
from pathlib import Path

from careline.bot_side import ENDS

KEPT = 5
"""So many of the newest stay, besides those that are named."""
_NAME = re.compile(r"[0-9a-f]{16}\.tar\.gz")  # as training names them; others are somebody's own
_LEFT_BEHIND_SECONDS = 24 * 3600


def prune(models: Path, keep: Collection[str], newest: int = KEPT) -> list[str]:
    """Delete old models with their checksums, and what killed trainings left; the names of the models deleted.

    `keep` names those in use and the one to go back to. Does nothing while a training runs.
    """
    with (models / ".training.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return []
        ours = (file for file in models.glob(f"*{ENDS}") if _NAME.fullmatch(file.name))
        files = sorted(ours, key=lambda file: file.stat().st_mtime, reverse=True)
        gone = [file for file in files[newest:] if file.name not in keep]
        for file in gone:
            file.unlink(missing_ok=True)
            file.with_name(file.name.removesuffix(ENDS) + ".sha256").unlink(missing_ok=True)
        for folder in models.glob(".training-*"):
            if time.time() - folder.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
    return [file.name for file in gone]
