"""Having clients talk to something, and knowing what else the machine did meanwhile."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from bench.load import Job
from bench.noise import mark, used
from bench.processes import OUR_PYTHON, finished
from bench.shop import Consumer

CLIENTS = (1, 8, 32)


async def drive(job: Job) -> dict[str, Any]:
    """What `bench.load` measured, with what the processors did meanwhile (bench/noise.py)."""
    start = mark()
    out = await finished(OUR_PYTHON, "-m", "bench.load", given=json.dumps(asdict(job)).encode())
    found: dict[str, Any] = json.loads(out)
    found |= used(start, mark(), found["answered"])
    shown = ("clients", "per_second", "p50", "p95", "failed", "handed_over", "others", "cpu")
    print(f"   {job.way}: " + ", ".join(f"{name} {found[name]}" for name in shown), flush=True)
    return found


def dealt(people: list[Consumer]) -> list[list[dict[str, str]]]:
    """Everybody dealt out to the levels of `CLIENTS`, as a job wants them: nobody is spoken for at two levels."""
    rows = [{name: str(value) for name, value in asdict(one).items()} for one in people]
    return [rows[place :: len(CLIENTS)] for place in range(len(CLIENTS))]
