"""The section of the report about callouts. Pure."""

from __future__ import annotations

from typing import Any

from bench.markdown import table


def callouts(found: dict[str, Any]) -> str:
    """What `bench.callouts` measured, beside what is required; empty before the first run."""
    phase = found.get("callouts")
    if not phase:
        return ""
    plan, lost, dial, idle = (phase[name] for name in ("planning", "lost_causes", "dialling", "idling"))
    rows = [
        (f"one of {plan['blocks']:,} newly blocked orders decided about",
         f"{plan['ms_python'] + plan['ms_postgres']:.1f} ms CPU", "1.5 ms"),
        (f"looking for lost causes, {lost['live']:,} calls under way", f"{lost['ms']:.1f} ms CPU", "20 ms"),
        (f"idle worker, {idle['standing']:,} standing refusals",
         f"{idle['percent_python'] + idle['percent_postgres']:.1f} % of a core", "2 %"),
        (f"due to request, {dial['calls']:,} calls at 27 a second, {dial['today']:,} attempts that day",
         f"p50 {dial['p50_ms']} ms, p99 {dial['p99_ms']} ms", "p99 300 ms"),
        ("most requests in any second, of a carrier that takes 33", f"{dial['most_in_a_second']}", "33"),
        ("processor time of a call until the carrier has it",
         f"{dial['ms_python'] + dial['ms_postgres']:.0f} ms, all loops together", ""),
    ]  # fmt: skip
    if many := found.get("many_orders"):
        rows.append(
            (f"{many['blocked']:,} newly blocked among {many['orders']:,} orders, until the last call is planned",
             f"{many['seconds']:.1f} s; {many['ms_python'] + many['ms_postgres']:.1f} ms CPU each", "10 s")
        )  # fmt: skip
    return (
        "## Callouts\n\nThe whole worker on one database, with a carrier that takes every call after 0.1 s; processor "
        "time of worker and PostgreSQL together.\n\n" + table(("", "measured", "required"), rows)
    )
