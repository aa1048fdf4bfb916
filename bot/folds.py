"""`python -m bot.folds [WRITER ...]`: how another writer's customers are understood.

Each writer named (default: all) is held out, the reader is learnt from everybody else's talks and asks, and the
writer's lines are read with what had been spoken of before them, as in a real conversation. Sentences of one writer are
alike, so folds over sentences promise too much; choose features, weights and bars by this figure. A minute a fold.
"""

# ruff: noqa: PLC0415 - the environment has to be prepared before numpy is loaded
from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.no_tensorflow import keep_out
from bot.quiet import prepare_environment

if TYPE_CHECKING:
    from bot.talks import Line


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


def _judged(writer: str, lines: Sequence[Line]) -> Fold:
    from bot import asks
    from bot.asks import read_asks
    from bot.components.intents import IntentClassifier
    from bot.components.normaliser import normalise, without_numbers
    from bot.components.reader import Labelled, Reader, fitting
    from bot.components.step import READINGS
    from bot.components.vectors import CharTfidf, SentenceVectors

    config = IntentClassifier.get_default_config()
    said = [(one.text, Labelled(one.matter, one.ask, True, None)) for one in read_asks(Path(asks.FOLDER))]
    for line in lines:
        if line.writer != writer:
            first, before = line.meant[0], tuple(matter.value for matter in line.spoken_of)
            said.append((line.text, Labelled(first.matter.value, first.ask.value, first.named, before)))
    held = [line for line in lines if line.writer == writer]
    seen = [without_numbers(normalise(text)) for text, _ in said]
    unseen = [without_numbers(normalise(line.text)) for line in held]
    signs, vectors = CharTfidf.fit(seen, config["at_least_in"]), SentenceVectors()
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        parts = fitting(
            pool, signs.transform(seen), vectors.of_many(seen, pool)(), [labels for _, labels in said], config
        )
        network, matters, asked = (part.result() for part in parts)
    reader, of_unseen = Reader(matters, asked, network), (signs.transform(unseen), vectors.of_all(unseen))
    right = []
    for row, line in enumerate(held):
        before = [matter.value for matter in line.spoken_of]
        (found,) = reader.read(of_unseen[0][row], of_unseen[1][row : row + 1], before)
        best = found[READINGS][0]
        matter = best["matter"] in {one.matter.value for one in line.meant}
        ask = best["ask"] in {one.ask.value for one in line.meant}
        right.append((matter, ask, matter and ask))
    shares = [sum(column) / max(1, len(held)) for column in zip(*right, strict=True)]
    return Fold(writer, len(held), *shares)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
