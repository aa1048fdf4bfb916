"""Trained models as files."""

from __future__ import annotations

import shutil
from pathlib import Path


def copy_of(model: Path, place: Path) -> Path:
    """A copy with its checksum file."""
    shutil.copy(model, place)
    checksum = model.with_name(model.name.removesuffix(".tar.gz") + ".sha256").read_text("ascii").split()[0]
    place.with_name(place.name.removesuffix(".tar.gz") + ".sha256").write_text(f"{checksum}  {place.name}\n", "ascii")
    return place
