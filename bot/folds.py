"""`python -m bot.folds [WRITER ...]`: how another writer's customers are understood.

Each writer named (default: all) is held out, the reader is learnt from everybody else's talks and asks, and the
writer's lines are read with what had been spoken of before them, as in a real conversation. Sentences of one writer are
alike, so folds over sentences promise too much; choose features, weights and bars by this figure. A minute a fold.
"""

# ruff: noqa: PLC0415 - the environment has to be prepared before numpy is loaded
from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from bot.no_tensorflow import keep_out
from bot.quiet import prepare_environment


class Fold(NamedTuple):
    """Shares of a writer's lines with the right matter, the right ask, and both."""

    writer: str
    lines: int
    matter: float
    ask: float
    both: float


def main(arguments: list[str]) -> int:
    """Prints one line a writer and the mean."""
    prepare_environment()
    keep_out()
    from bot.talks import FOLDER, read_talks

    lines = read_talks(Path(FOLDER))
    writers = arguments or sorted({line.writer for line in lines})
    print(f"{'writer':12} lines matter    ask   both")
    folds = []
    for writer in writers:
        folds.append(fold := _judged(writer, lines))
        print(f"{fold.writer:12} {fold.lines:5} {fold.matter:6.3f} {fold.ask:6.3f} {fold.both:6.3f}", flush=True)
    if folds:
        means = (sum(fold[at] for fold in folds) / len(folds) for at in (2, 3, 4))
        print(f"{'mean':12} {sum(fold.lines for fold in folds):5} " + " ".join(f"{mean:6.3f}" for mean in means))
    return 0


def _judged(writer: str, lines: list) -> Fold:
    from bot import asks
    from bot.asks import read_asks
    from bot.components.classifier import fit
    from bot.components.intents import IntentClassifier
    from bot.components.normaliser import normalise, without_numbers
    from bot.components.vectors import CharTfidf, SentenceVectors
    from understanding.context import completed
    from understanding.taxonomy import Matter

    config = IntentClassifier.get_default_config()
    held = [line for line in lines if line.writer == writer]
    rows = [(one.text, one.matter, one.ask) for one in read_asks(Path(asks.FOLDER))]
    rows += [
        (line.text, (line.meant[0].matter if line.meant[0].named else Matter.OPEN).value, line.meant[0].ask.value)
        for line in lines
        if line.writer != writer
    ]
    seen, unseen = ([without_numbers(normalise(text)) for text in texts] for texts in
                    ([row[0] for row in rows], [line.text for line in held]))  # fmt: skip
    signs, vectors = CharTfidf.fit(seen, config["at_least_in"]), SentenceVectors()
    of_seen, of_unseen = ((signs.transform(texts), vectors.of_all(texts)) for texts in (seen, unseen))
    guesses = []
    for column in (1, 2):
        model = fit(*of_seen, [row[column] for row in rows], config["head_strength"], config["head_steps"])
        found = model.probabilities(*of_unseen)
        guesses.append([dict(zip(model.labels, map(float, row), strict=True)) for row in found])
    matters, asked, both = 0, 0, 0
    for line, of_matter, of_ask in zip(held, *guesses, strict=True):
        question = completed(of_matter, of_ask, line.spoken_of)
        right_matter = question is not None and question.matter in {one.matter for one in line.meant}
        right_ask = question is not None and question.ask in {one.ask for one in line.meant}
        matters, asked, both = matters + right_matter, asked + right_ask, both + (right_matter and right_ask)
    n = max(1, len(held))
    return Fold(writer, len(held), matters / n, asked / n, both / n)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
