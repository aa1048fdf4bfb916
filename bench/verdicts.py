"""What is required of us, beside what was measured. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bench.markdown import Figures, Row


def required(found: Figures) -> Iterator[Row]:
    """(what, measured, required, met)."""
    if channel := found.get("channel"):
        ours, stock = level(channel, "ours", 8), level(channel, "stock", 8)
        yield _judged(
            "messages a second, 8 clients, Rasa's channel", ours["per_second"] / stock["per_second"], at_least=6
        )
        yield _judged("p95 there", ours["p95"] / stock["p95"], at_most=0.2)
        yield _judged(
            "memory of a Rasa process",
            max(channel["ours"]["megabytes"]) / max(channel["stock"]["megabytes"]), at_most=0.6,
        )  # fmt: skip
    if gateway := found.get("gateway"):
        ours, stock = level(gateway, "ours", 8), level(gateway, "stock", 8)
        ratio = ours["per_second"] / stock["per_second"]
        yield _judged("messages a second, 8 clients, through the gateway", ratio, at_least=3)
    if parsing := found.get("parsing"):
        ratio = parsing["ours"]["parse"]["p50"] / parsing["stock"]["parse"]["p50"]
        yield _judged("median time to understand a text", ratio, at_most=0.5)
    if growth := found.get("growth"):
        yield _judged("200th turn against the 5th, ours", growth["ours"]["ratio"], at_most=1.3)
    if training := found.get("training"):
        seconds = training["ours"]["seconds"]
        yield ("training of ours", f"{seconds:.0f} s", "≤ 60 s", _mark(seconds <= 60))


def _judged(what: str, ratio: float, *, at_least: float | None = None, at_most: float | None = None) -> Row:
    limit = f"≥ {at_least:g} ×" if at_least is not None else f"≤ {at_most:g} ×"
    met = ratio >= at_least if at_least is not None else ratio <= (at_most or 0)
    return (what, f"{ratio:.2f} × stock" if "turn" not in what else f"{ratio:.2f} ×", limit, _mark(met))


def _mark(met: bool) -> str:
    return "met" if met else "**missed**"


def level(phase: Figures, kind: str, clients: int) -> Figures:
    found: Figures = next(level for level in phase[kind]["levels"] if level["clients"] == clients)
    return found
