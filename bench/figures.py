"""What was measured, kept between runs: a phase that is skipped keeps its last figures, and says so."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from bench.processes import ROOT

FILE = ROOT / "var" / "bench" / "figures.json"


def kept() -> dict[str, Any]:
    """Of the last runs; empty before the first."""
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return found


def keep(phase: str, run: str, figures: dict[str, Any]) -> None:
    """Put one phase's figures in place of its last ones."""
    everything = {**kept(), phase: {"run": run, **figures}}
    FILE.parent.mkdir(parents=True, exist_ok=True)
    part = FILE.with_suffix(".part")
    part.write_text(json.dumps(everything, ensure_ascii=False, indent=1), "utf-8")
    part.replace(FILE)


def machine(now: datetime) -> dict[str, Any]:
    """Where and when: one run's heading."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=no"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "date": now.astimezone(UTC).strftime("%Y-%m-%d"),
        "commit": commit.stdout.strip() + (" with changes" if changed.stdout.strip() else ""),
        "processors": os.cpu_count(),
        "model": _processor(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
