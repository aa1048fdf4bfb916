"""`python -m bot.score --model FILE [--map JSON] [--check TEXT...] [LABELLED.jsonl ...]`: what a model is worth.

Prints one JSON object: `scores` by file (`rows`, `strict`, `lenient`), `held_out` by language (what training noted
about sentences it had not learnt from), `checks` by text (intent and action). A labelled row is `{"text", "intent"}`
with, if one likes, `"alt"`: other labels that a reader could defend, which count as right in `lenient`.
"""

# ruff: noqa: PLC0415 - Rasa is imported late: TensorFlow kept out, and a wrong model never loaded
from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tarfile
from pathlib import Path
from typing import Any

from bot.model_files import ROOT, ModelTamperedError, verify
from bot.no_tensorflow import keep_out
from bot.quiet import hush, prepare_environment

OUT_OF_SCOPE = "out_of_scope"


def main(arguments: list[str] | None = None) -> int:
    """0, or 1 for a model or file that cannot be used."""
    cli = argparse.ArgumentParser(prog="python -m bot.score", description=__doc__)
    cli.add_argument("--model", type=Path, required=True)
    cli.add_argument("--sha256", help="the model's checksum on record")
    cli.add_argument("--map", type=Path, help="JSON object: intent of the model to label of the files")
    cli.add_argument("--check", nargs="*", default=[], help="texts to look at")
    cli.add_argument("files", nargs="*", type=Path, help="labelled sentences")
    options = cli.parse_args(arguments)
    try:
        verify(options.model, options.sha256)
        files = {file.name: read_labelled(file) for file in options.files}
        translate = json.loads(options.map.read_text("utf-8")) if options.map else {}
    except (ModelTamperedError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    model = options.model.resolve()
    os.chdir(ROOT)
    print(json.dumps(asyncio.run(worth(model, files, translate, options.check)), ensure_ascii=False))
    return 0


def read_labelled(file: Path) -> list[dict[str, Any]]:
    """Rows of a JSONL file. Raises ValueError naming the line that is none, or OSError."""
    rows = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        row = json.loads(line) if line.strip() else {}
        if not (isinstance(row, dict) and isinstance(row.get("text"), str) and isinstance(row.get("intent"), str)):
            raise ValueError(f"{file}, line {number}: not a row with text and intent")  # noqa: TRY004
        rows.append(row)
    return rows


async def worth(
    model: Path, files: dict[str, list[dict[str, Any]]], translate: dict[str, str], texts: list[str]
) -> dict[str, Any]:
    """Load the model as it is served and ask it."""
    prepare_environment()
    keep_out()
    from bot.checking import first_step, loaded, understood

    hush()
    bot = loaded(model)
    labels = {row["intent"] for rows in files.values() for row in rows} | {OUT_OF_SCOPE}
    scores = {}
    for name, rows in files.items():
        said = [(await understood(bot, row["text"]))["intent"]["name"] for row in rows]
        scores[name] = score(rows, [translate.get(intent, intent) for intent in said], labels)
    checks = {text: await first_step(bot, text) for text in texts}
    return {"scores": scores, "held_out": held_out(model), "checks": checks}


def score(rows: list[dict[str, Any]], said: list[str], labels: set[str]) -> dict[str, int]:
    """Hits. What is no label of any file counts as out of scope, as the files know no other word for it."""
    strict = lenient = 0
    for row, intent in zip(rows, said):  # noqa: B905 - one each
        label = intent if intent in labels else OUT_OF_SCOPE
        strict += label == row["intent"]
        lenient += label == row["intent"] or label in row.get("alt", ())
    return {"rows": len(rows), "strict": strict, "lenient": lenient}


def held_out(model: Path) -> dict[str, dict[str, float]]:
    """What training wrote into the model about unseen sentences, by language; empty for a model without."""
    with tarfile.open(model) as archive:
        for member in archive:
            if Path(member.name).name == "words.json":
                handle = archive.extractfile(member)
                figures = json.load(handle).get("figures", {}) if handle else {}
                return {
                    language: {"sentences": part["sentences"], "right": part["right"]}
                    for language, part in figures.items()
                }
    return {}


if __name__ == "__main__":
    sys.exit(main())
