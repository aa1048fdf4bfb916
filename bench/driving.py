"""Having clients talk to something, and knowing what else the machine did meanwhile."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from bench.load import Job
from bench.noise import mark, used
from bench.processes import OUR_PYTHON, finished
from bench.shop import Consumer

CLIENTS = (1, 8, 32)


async def drive(job: Job, kind: str, idle: Collection[int] = ()) -> dict[str, Any]:
    """What `bench.load` measured, with what the processors did meanwhile; `idle` as in bench/noise.py."""
    start = mark(idle)
    out = await finished(OUR_PYTHON, "-m", "bench.load", given=json.dumps(asdict(job)).encode())
    found: dict[str, Any] = json.loads(out)
    found |= used(start, mark(idle), found["answered"])
    shown = ("clients", "per_second", "p50", "p95", "failed", "handed_over", "others", "cpu")
    print(f"   {job.way}, {kind}: " + ", ".join(f"{name} {found[name]}" for name in shown), flush=True)
    return found


@dataclass(frozen=True)
class Level:
    """So many clients, who they speak for, and what they say: nobody speaks, and nothing is said, at two levels."""

    clients: int
    people: list[dict[str, str]]
    texts: dict[str, list[str]]


def levels(people: list[Consumer], texts: dict[str, list[str]]) -> list[Level]:
    """Everybody and every text dealt out: a text heard before would flatter an assistant that remembers texts."""
    rows = [{name: str(value) for name, value in asdict(one).items()} for one in people]
    return [
        Level(clients, rows[place :: len(CLIENTS)], {name: all_[place :: len(CLIENTS)] for name, all_ in texts.items()})
        for place, clients in enumerate(CLIENTS)
    ]
