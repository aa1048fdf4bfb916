"""Who used the processors while we measured: ours, by what they are, and others, without whom a figure means little."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import psutil

# What each kind of process has in its command line and no other one has.
_MARKS = {
    "rasa": ("bot.serve", "rasa run"), "gateway": ("careline serve",), "actions": ("bench.action_server",),
    "postgres": ("postgres",), "load": ("bench.load",),
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """Processor seconds so far, of the whole machine and of our processes by kind; and when."""

    machine: float
    ours: dict[str, float]
    at: float


def mark(idle: Collection[int] = ()) -> Mark:
    """Now. `idle` are processes of ours that wait for their turn: they are not others, nor part of what is measured."""
    times = psutil.cpu_times()
    unused = times.idle + getattr(times, "iowait", 0.0)
    return Mark(sum(times[:8]) - unused, _seconds_by_kind(idle), time.monotonic())


def used(start: Mark, end: Mark, messages: int) -> dict[str, Any]:
    """{"others": share of the machine, 0 to 1, that other programs took; "cpu": {kind: milliseconds a message}}."""
    processors = (end.at - start.at) * (os.cpu_count() or 1)
    ours = {kind: max(0.0, seconds - start.ours.get(kind, 0.0)) for kind, seconds in end.ours.items()}
    others = max(0.0, (end.machine - start.machine) - sum(ours.values())) / processors
    cpu = {kind: round(1000 * seconds / messages, 1) for kind, seconds in ours.items() if kind in _MARKS}
    return {"others": round(others, 2), "cpu": cpu}


def _seconds_by_kind(idle: Collection[int]) -> dict[str, float]:
    """Of this process and everything below it; those that have ended, as the load, count with their parent: with us."""
    me = psutil.Process()
    total: dict[str, float] = defaultdict(float)
    for one in [me, *me.children(recursive=True)]:
        try:
            total["idle" if one.pid in idle else "load" if one == me else _kind(one)] += sum(one.cpu_times()[:4])
        except psutil.Error:
            continue
    return dict(total)


def _kind(one: psutil.Process) -> str:
    command = " ".join(one.cmdline())
    return next((kind for kind, marks in _MARKS.items() if any(mark in command for mark in marks)), "else")
