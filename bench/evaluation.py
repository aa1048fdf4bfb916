"""The evaluation sets of the project, where they are present: they may be measured with, and not be shipped."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from bench.processes import ROOT

LANGUAGES = ("zh", "en")


def folder() -> Path | None:
    """What CARELINE_EVAL_DIR says; they are nowhere else."""
    given = os.environ.get("CARELINE_EVAL_DIR")
    return Path(given) if given else None


def dev_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows by language; empty where the sets are not present."""
    place, found = folder(), {}
    for language in LANGUAGES if place else ():
        file = place / f"dev_{language}.jsonl"
        if file.exists():
            found[language] = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return found


def labels() -> dict[str, str]:
    """{our intent: the sets' label} where they differ."""
    mapped: dict[str, str] = json.loads((ROOT / "conversations" / "intent_map.json").read_text("utf-8"))
    return mapped
