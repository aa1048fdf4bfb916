"""`python -m bench.plots FIGURES FOLDER`: the plots of docs/, as SVG. Runs in Rasa's Python, which has matplotlib.

A white card, so that they read the same on a light and on a dark page; text stays text.
"""

# ruff: noqa: E402 - the backend is chosen before pyplot is imported
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams.update(
    {
        "svg.fonttype": "none", "svg.hashsalt": "careline", "font.family": "sans-serif", "font.size": 9,
        "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.color": "#e4e4e4",
        "axes.axisbelow": True, "legend.frameon": False, "figure.facecolor": "white",
    }
)  # fmt: skip
from matplotlib import pyplot as plt
from matplotlib.ticker import FormatStrFormatter

COLORS = {"ours": "#0b6e4f", "stock": "#b5542a", "zh": "#0b6e4f", "en": "#2a5db5"}
LANGUAGES = {"zh": "Chinese", "en": "English"}
PERCENT = 100


def main(figures: Path, folder: Path) -> None:
    """Draw what was measured."""
    found = json.loads(figures.read_text("utf-8"))
    if "channel" in found or "gateway" in found:
        save(load(found), folder / "benchmarks-load.svg")
    if "curves" in found:
        save(bars(found["curves"]), folder / "understanding-bars.svg")
        if found["curves"]["sizes"]:
            save(learning(found["curves"]["sizes"]), folder / "understanding-learning.svg")


def load(found: dict[str, Any]) -> Any:
    """Messages a second and p95 by clients, at Rasa's channel and through the gateway."""
    phases = [(name, title) for name, title in (("channel", "Rasa's channel"), ("gateway", "gateway")) if name in found]
    figure, axes = plt.subplots(1, 2 * len(phases), figsize=(4.2 * len(phases) + 0.6, 2.8), squeeze=False)
    for place, (name, title) in enumerate(phases):
        speed, wait = axes[0][2 * place], axes[0][2 * place + 1]
        for shift, kind in ((-0.2, "stock"), (0.2, "ours")):
            levels = found[name][kind]["levels"]
            spots = [n + shift for n in range(len(levels))]
            speed.bar(spots, [one["per_second"] for one in levels], 0.38, color=COLORS[kind], label=kind)
            wait.bar(spots, [one["p95"] / 1000 for one in levels], 0.38, color=COLORS[kind], label=kind)
        for axis in (speed, wait):
            axis.set_xticks(range(len(levels)), [str(one["clients"]) for one in levels])
            axis.set_xlabel("clients")
            axis.grid(axis="x", visible=False)
        speed.set_title(f"{title}: messages/s", fontsize=9)
        wait.set_title(f"{title}: p95, s (log)", fontsize=9)
        wait.set_yscale("log")
        wait.yaxis.set_major_formatter(FormatStrFormatter("%g"))
    axes[0][0].legend()
    figure.tight_layout()
    return figure


def bars(found: dict[str, Any]) -> Any:
    """Shares over the confidence bar, a panel for each language and source; the bar in use is dashed."""
    sources = [name for name in ("own", "dev") if name in found["bars"]]
    titles = {"own": "our sentences, held out", "dev": "evaluation set"}
    figure, axes = plt.subplots(len(sources), 2, figsize=(8.4, 2.9 * len(sources)), squeeze=False, sharex=True)
    lines = (
        ("answered", "answered", "#0b6e4f"), ("asked_back", "asked back", "#c28e0e"),
        ("sent_away", "taken for out of scope", "#888888"), ("wrong", "wrong, of those answered", "#b5342a"),
    )  # fmt: skip
    for row, source in enumerate(sources):
        for column, language in enumerate(("zh", "en")):
            axis, points = axes[row][column], found["bars"][source][language]
            for name, label, color in lines:
                axis.plot(
                    [one["bar"] for one in points], [PERCENT * one[name] for one in points], color=color, label=label
                )
            axis.axvline(found["in_use"][language], color="black", linestyle="--", linewidth=1)
            axis.set_title(f"{LANGUAGES[language]}, {titles[source]}", fontsize=9)
            axis.set_ylim(0, PERCENT)
            axis.set_ylabel("%")
            if row == len(sources) - 1:
                axis.set_xlabel("confidence bar (dashed: in use)")
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="lower center", ncol=len(lines))
    figure.tight_layout(rect=(0, 0.06, 1, 1))
    return figure


def learning(sizes: list[dict[str, Any]]) -> Any:
    """Lenient accuracy by sentences learned from."""
    figure, axis = plt.subplots(figsize=(5.4, 3.0))
    for language, name in LANGUAGES.items():
        axis.plot(
            [one["sentences"] for one in sizes],
            [one[language] for one in sizes],
            marker="o",
            color=COLORS[language],
            label=name,
        )
    axis.set_xscale("log")
    axis.set_xticks([one["sentences"] for one in sizes], [f"{one['sentences']:,}" for one in sizes])
    axis.minorticks_off()
    axis.set_xlabel("training sentences")
    axis.set_ylabel("lenient accuracy")
    axis.legend()
    figure.tight_layout()
    return figure


def save(figure: Any, file: Path) -> None:
    """Write it so that the same figures give the same file."""
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)
    drawn = file.read_text("utf-8").replace("'sans-serif'", "sans-serif")  # quoted, it would be a font's name
    file.write_text(drawn, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
