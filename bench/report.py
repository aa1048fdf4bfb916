"""docs/benchmarks.md from the figures. Pure; what was required stands beside what was measured."""

from __future__ import annotations

from collections.abc import Callable

from bench.markdown import Figures, table
from bench.report_callouts import callouts
from bench.report_desk import desk
from bench.report_learning import curves, parsing, training
from bench.verdicts import level, required

BUSY = 0.15
"""From this share of the machine on, other programs are named as a reason to measure again."""

METHOD = """## What is compared

*Stock* is what `rasa init` recommends, for Chinese: Jieba, word and character counts, DIET with 100 epochs, the
fallback classifier; memoization, rules and TED (`bench/stock/`). It learns from a fixed 1,000 of our sentences, drawn
from every intent and language by its share, because it needs minutes for these. Domain, rules and wording are ours. It
runs as `rasa run` with the SQL tracker store; one process, as it takes four times the memory. *Ours* are two Rasa
processes.

Both call the same real actions over HTTP, which read a seeded shop in one PostgreSQL on disk, and every turn answers in
our wording. Each client waits for its answer before it speaks again, and begins another conversation after ten turns.
Texts are training sentences that stock has not learned from, none said twice in a run, so no cache by text helps. An
answer that says nothing counts as failed. *Others* is the share of the machine that other programs took meanwhile; CPU
is processor time of all processes of a kind for one message, which others disturb least."""


def render(found: Figures) -> str:
    """The whole page. A phase that was never measured is left out."""
    parts: list[Callable[[Figures], str]] = [
        _head, _summary, lambda _: METHOD, _channel, _gateway, _growth, training, parsing, curves, _feed, callouts,
        desk, _repeat,
    ]  # fmt: skip
    return "\n\n".join(text for part in parts if (text := part(found))) + "\n"


def _head(found: Figures) -> str:
    machine = found["machine"]
    stale = [name for name, part in found.items() if part["run"] != machine["run"]]
    kept = f" Kept from an earlier run: {', '.join(sorted(stale))}." if stale else " All figures are of one run."
    return (
        "# Benchmarks\n\nWritten by `make bench`; do not edit. "
        f"{machine['date']}, commit {machine['commit']}, {machine['processors']} processors ({machine['model']}), "
        f"{machine['memory_gb']} GB, {machine['system']}.{kept}"
    )


def _summary(found: Figures) -> str:
    rows = list(required(found))
    return "## What is required of us\n\n" + table(("", "measured", "required", ""), rows) if rows else ""


def _channel(found: Figures) -> str:
    phase = found.get("channel")
    if not phase:
        return ""
    starts = [
        (kind, ", ".join(f"{seconds:.0f} s" for seconds in phase[kind]["ready_seconds"]),
         ", ".join(f"{size:.0f} MB" for size in phase[kind]["megabytes"]))
        for kind in ("stock", "ours")
    ]  # fmt: skip
    return (
        "## At Rasa's own channel\n\nStock over its REST channel; ours over our channel with the gateway's client, "
        "which pins a conversation to a process.\n\n"
        + _levels(phase)
        + "\n\n![Messages a second and p95 by clients](benchmarks-load.svg)\n\n"
        + table(("each process", "ready after", "memory (PSS) after the load"), starts)
        + _warning(phase)
    )


def _gateway(found: Figures) -> str:
    phase = found.get("gateway")
    if not phase:
        return ""
    return (
        "## Through the gateway\n\nThe same web process in front of both: message posted, turn stored and claimed, "
        "Rasa asked, answer stored and pushed over the WebSocket. A thin channel lets stock read our turns "
        "(`bench/stock/channel.py`). A consumer may post 60 messages a minute, so each client writes for several "
        "consumers in turn.\n\n" + _levels(phase) + _warning(phase)
    )


def _levels(phase: Figures) -> str:
    rows = []
    for clients in (one["clients"] for one in phase["ours"]["levels"]):
        for kind in ("stock", "ours"):
            one = level(phase, kind, clients)
            cpu = ", ".join(f"{name} {ms:.0f}" for name, ms in one["cpu"].items() if name != "load")
            rows.append((
                str(one["clients"]), kind, f"{one['per_second']:.1f}", f"{one['p50']:.0f} ms", f"{one['p95']:.0f} ms",
                str(one["failed"]), f"{cpu} ms", f"{100 * one['others']:.0f} %",
            ))  # fmt: skip
    head = ("clients", "", "messages/s", "p50", "p95", "failed", "CPU a message", "others")
    return table(head, rows)


def _warning(phase: Figures) -> str:
    worst = max(one["others"] for kind in ("ours", "stock") for one in phase[kind]["levels"])
    if worst < BUSY:
        return ""
    return f"\n\nOther programs took up to {100 * worst:.0f} % of the machine meanwhile: measure again on a quiet one."


def _growth(found: Figures) -> str:
    phase = found.get("growth")
    if not phase:
        return ""
    rows = [
        (kind, f"{phase[kind]['early']:.0f} ms", f"{phase[kind]['late']:.0f} ms", f"{phase[kind]['ratio']:.2f}",
         str(phase[kind]["conversations"]))
        for kind in ("stock", "ours")
    ]  # fmt: skip
    return (
        "## A long conversation\n\nMedians of the turns around the 5th and around the 200th of one conversation.\n\n"
        + table(("", "5th", "200th", "ratio", "conversations"), rows)
    )


def _feed(found: Figures) -> str:
    phase = found.get("feed")
    if not phase:
        return ""
    return (
        f"## Order feed\n\n`careline feed import` takes in {phase['orders']:,} orders in {phase['seconds']:.1f} s "
        f"(20 s allowed), {phase['ratio']:.0f} times as fast as one transaction for each."
    )


def _repeat(_: Figures) -> str:
    return (
        "## Measuring again\n\n`make bench` does all of it; `.venv/bin/python -m bench.run --only channel gateway` "
        "some of it. The trained stock model stays in `models/bench` and is trained again only when its inputs change."
    )
