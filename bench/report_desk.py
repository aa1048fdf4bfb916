"""The section of the report about the desk. Pure."""

from __future__ import annotations

from typing import Any

from bench.markdown import table


def desk(found: dict[str, Any]) -> str:
    """What `bench.desk` measured, beside what is required; empty before the first run."""
    phase = found.get("desk")
    if not phase:
        return ""

    def delay(name: str) -> str:
        return f"p50 {phase[name]['p50']:.0f} ms, p95 {phase[name]['p95']:.0f} ms"

    rows = [
        ("a consumer's message, until the row on the agent's page shows it", delay("consumer"), "p95 300 ms"),
        ("an agent's reply, until the consumer's app shows it", delay("agent"), "p95 300 ms"),
        (f"somebody joins the queue, until the last of {phase['agents']} pages shows it", delay("queue"), "p95 300 ms"),
        ("a consumer begins to write, until the agent's page shows it", delay("typing"), ""),
        (f"of {phase['frames_to_pages']:,} frames to pages: fetch the queue again", f"{phase['refetches']}", "0"),
        ("processor, web process", f"{phase['percent_web']:.0f} % of a core", ""),
        ("processor, PostgreSQL", f"{phase['percent_postgres']:.0f} % of a core", ""),
    ]  # fmt: skip
    who = (
        f"{phase['agents']} agents' pages and {phase['conversations']} open conversations with apps on one web process"
    )
    rate = f"{phase['per_second']:.0f} messages of consumers and as many of agents a second"
    driven = "a mark of writing before each. Whoever drives them shares the two processors"
    return f"## Desk\n\n{who}; {rate}, {driven}.\n\n" + table(("", "measured", "required"), rows)
