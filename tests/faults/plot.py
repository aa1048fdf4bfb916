"""`python -m tests.faults.plot FIGURES SVG`: what consumers waited meanwhile. In Rasa's Python, for matplotlib."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.plots import COLORS, plt, save

SORRY = "#b5542a"


def waits(found: dict[str, Any]) -> Any:
    """A dot for each message: seconds until its answer; above, when which fault lasted."""
    names = list(dict.fromkeys(name for _, name, _ in found["broken"]))
    figure, (faults, answers) = plt.subplots(
        2,
        1,
        sharex=True,
        figsize=(9.2, 2.4 + 0.15 * len(names)),
        gridspec_kw={"height_ratios": [0.15 * len(names), 1.8]},
    )
    for began, name, seconds in found["broken"]:
        faults.barh(names.index(name), max(seconds, 1.0), left=began, height=0.6, color=SORRY)
    faults.set_yticks(range(len(names)), names, fontsize=7)
    faults.invert_yaxis()
    faults.set_title(f"seed {found['seed']}: {found['faults']} faults", fontsize=9)
    for sorry, color, label in ((False, COLORS["ours"], "answered"), (True, SORRY, "apologised for")):
        dots = [(at, max(took, 0.01)) for at, took, outcome in found["answers"] if (outcome != "answered") == sorry]
        answers.scatter(*zip(*dots, strict=True), s=2.5, color=color, label=f"{label}: {len(dots)}", rasterized=True)
    answers.set_yscale("log")
    answers.set_xlabel("seconds")
    answers.set_ylabel("s until the answer")
    answers.legend(loc="upper left", fontsize=8, ncol=2)
    figure.subplots_adjust(left=0.25)
    return figure


if __name__ == "__main__":
    save(waits(json.loads(Path(sys.argv[1]).read_text("utf-8"))), Path(sys.argv[2]))
