"""`python -m bot.situations`: learn what the state of their orders says of what customers mean.

The turns of scripted customers (conversations/customers, judges excepted) are read by a reader that has seen none of
them; what it mistakes is then explained by how the orders stand and what the words were taken for. Prints how writers
are read who were held out of this too, and writes understanding/situations.json. Some minutes; to be run again when the
reader or the customers have changed much. It holds figures for a person to read, so it is kept in the repository.
"""

# ruff: noqa: PLC0415 - the environment has to be prepared before numpy is loaded
from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.no_tensorflow import keep_out
from bot.quiet import prepare_environment
from understanding import situations
from understanding.taxonomy import Matter

if TYPE_CHECKING:
    import numpy as np

CUSTOMERS = Path("conversations/customers")
WRITTEN = Path(situations.__file__).with_suffix(".json")
_OPEN_REFUNDS = frozenset({"requested", "approved"})
_STRENGTH = 0.7
"""Of the pull towards no influence at all: chosen by held-out writers."""
_STEPS, _LEAST = 80, 0.05


class Turn(NamedTuple):
    """One turn of a scripted customer. `means`: every reading that is right."""

    writer: str
    text: str
    means: frozenset[tuple[str, str]]
    spoken_of: tuple[str, ...]
    statuses: tuple[str, ...]
    refunds: tuple[tuple[str, bool], ...]


class Read(NamedTuple):
    """How a turn was read: marks, and readings with their likelihood."""

    turn: Turn
    marks: list[str]
    readings: list[Mapping[str, Any]]


def main() -> int:
    """Prints shares of turns that are read right, matter and ask both."""
    prepare_environment()
    keep_out()
    turns = [turn for file in sorted(CUSTOMERS.glob("*.yml")) if "judge" not in file.stem for turn in _turns(file)]
    read = _read(turns)
    names = sorted({mark for one in read for mark in one.marks})
    right = before = 0
    for writer in sorted({one.turn.writer for one in read}):
        weights = _fit([one for one in read if one.turn.writer != writer], names)
        held = [one for one in read if one.turn.writer == writer]
        plain, better = _share(held, {}), _share(held, weights)
        _print(writer, len(held), plain, better)
        right, before = right + better, before + plain
    _print("all", len(read), before, right)
    WRITTEN.write_text(json.dumps(_fit(read, names), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _print(writer: str, turns: int, plain: int, better: int) -> None:
    shares = f"words alone {plain / turns:.3f}  with orders {better / turns:.3f}"
    print(f"{writer:10} {turns:5} turns  {shares}", flush=True)


def _turns(file: Path) -> Iterator[Turn]:
    from ruamel.yaml import YAML

    for entry in YAML(typ="safe", pure=True).load(file.read_text("utf-8")):
        orders = entry.get("orders", [])
        statuses = tuple(order.get("status", "paid") for order in orders)
        refunds = tuple(
            (refund["kind"], refund.get("status") in _OPEN_REFUNDS)
            for order in orders
            for refund in order.get("refunds") or ()
        )
        spoken_of: list[str] = []
        for step in entry.get("turns", ()):
            say, means = step.get("say"), step.get("means")
            if not say or not means:
                continue
            pairs = [tuple(one) for one in means] if isinstance(means[0], list) else [tuple(means)]
            text = say if isinstance(say, str) else "\n".join(say)
            yield Turn(file.stem, text, frozenset(pairs), tuple(spoken_of), statuses, refunds)
            named = [matter for matter, _ in pairs if matter != Matter.OTHER.value]
            spoken_of = list(dict.fromkeys([*named, *spoken_of]))


def _read(turns: Sequence[Turn]) -> list[Read]:
    """By a model of all training sentences but these customers' own."""
    from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
    from rasa.shared.nlu.training_data.loading import load_data
    from rasa.shared.nlu.training_data.message import Message

    from bot import asks, talks
    from bot.asks import read_asks
    from bot.components.intents import IntentClassifier
    from bot.components.normaliser import Normaliser
    from bot.components.reader import Labelled
    from bot.components.step import READINGS, SPOKEN_OF
    from bot.talks import read_talks

    taught = load_data("data/nlu").intent_examples
    examples = [(one.get(TEXT), one.get(INTENT)) for one in taught]
    asked = [(one.text, Labelled(one.matter, one.ask, True, None)) for one in read_asks(Path(asks.FOLDER))]
    for line in read_talks(Path(talks.FOLDER)):
        if not line.writer.endswith(talks.OF_CUSTOMERS):
            first, before = line.meant[0], tuple(matter.value for matter in line.spoken_of)
            asked.append((line.text, Labelled(first.matter.value, first.ask.value, first.named, before)))
    classifier = IntentClassifier(IntentClassifier.get_default_config(), None, None)  # type: ignore[arg-type]
    classifier.learn(examples, asked)
    read = []
    for turn in turns:
        message = Message(data={TEXT: turn.text, METADATA: {SPOKEN_OF: turn.spoken_of}})
        classifier.process(Normaliser().process([message]))
        marks = situations.marks(turn.statuses, turn.refunds, message.get(INTENT)["name"])
        read.append(Read(turn, marks, message.get(READINGS)))
    return read


def _fit(read: Sequence[Read], names: Sequence[str]) -> dict[str, dict[str, float]]:
    """By mark and matter, what has to be added to a reading's logarithm so that the right ones come first."""
    import numpy as np
    from scipy.optimize import minimize

    matters = [matter.value for matter in Matter]
    usable = [one for one in read if any(_is_right(one.turn, reading) for reading in one.readings)]
    size = max(len(one.readings) for one in usable)
    marked = np.zeros((len(usable), len(names)))
    likely = np.full((len(usable), size), -1e9)
    matter_at = np.zeros((len(usable), size), dtype=int)
    right = np.zeros((len(usable), size))
    for row, one in enumerate(usable):
        marked[row, [names.index(mark) for mark in one.marks]] = 1.0
        for place, reading in enumerate(one.readings):
            likely[row, place] = reading["likely"]
            matter_at[row, place] = matters.index(reading["matter"])
            right[row, place] = _is_right(one.turn, reading)
    rows = np.arange(len(usable))[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(names), len(matters))
        scores = likely + (marked @ weights)[rows, matter_at]
        share = np.exp(scores - scores.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        hit = (share * right).sum(axis=1, keepdims=True) + 1e-9
        slope = np.zeros((len(usable), len(matters)))
        np.add.at(slope, (np.broadcast_to(rows, matter_at.shape), matter_at), share - share * right / hit)
        whole = -np.log(hit).sum() + _STRENGTH * np.square(flat).sum()
        return float(whole), (marked.T @ slope).ravel() + 2 * _STRENGTH * flat

    start = np.zeros(len(names) * len(matters))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    table = found.reshape(len(names), len(matters))
    return {
        name: {
            matter: round(float(table[row, column]), 2)
            for column, matter in enumerate(matters)
            if abs(table[row, column]) >= _LEAST
        }
        for row, name in enumerate(names)
    }


def _is_right(turn: Turn, reading: Mapping[str, Any]) -> bool:
    return (reading["matter"], reading["ask"]) in turn.means


def _share(read: Sequence[Read], weights: Mapping[str, Mapping[str, float]]) -> int:
    """How many turns have a right reading in the first place."""
    from understanding.context import Question

    right = 0
    for one in read:
        best = situations.in_situation([Question.from_told(told) for told in one.readings], one.marks, weights)[0]
        right += (best.matter.value, best.ask.value) in one.turn.means
    return right


if __name__ == "__main__":
    sys.exit(main())
