"""`python -m bench.stock.chosen --write`: the fixed 1,000 training sentences that both assistants learn from.

Stock Rasa needs 20 minutes for as many. The choice is fixed as a list of hashes, so that it stays the same while our
sentences grow, and no sentence stands in two places. Runs in Rasa's Python.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.normaliser import language_of

SENTENCES = Path("data/nlu")
LIST = Path("bench/stock/sentences.txt")
HOW_MANY = 1000


def all_examples() -> list[Message]:
    """Every training sentence, with its annotated entities."""
    read = (load_data(str(file)) for file in sorted(SENTENCES.glob("*.yml")))
    return [example for part in read for example in part.training_examples if example.get(INTENT)]


def mark(example: Message) -> str:
    """Twelve hex digits that name a sentence: 48 bits, enough for ten thousand of them."""
    return hashlib.sha256(example.get(TEXT).encode()).hexdigest()[:12]


def chosen() -> tuple[TrainingData, list[Message], int]:
    """The chosen sentences, all others, and how many of the list are gone from our data since."""
    marks = {line.split()[0] for line in LIST.read_text(encoding="ascii").splitlines() if not line.startswith("#")}
    examples = all_examples()
    taken = [example for example in examples if mark(example) in marks]
    others = [example for example in examples if mark(example) not in marks]
    return TrainingData(taken), others, len(marks) - len({mark(example) for example in taken})


def choose(examples: list[Message], how_many: int = HOW_MANY) -> list[Message]:
    """That many, each intent and language by its share (largest remainders), in the order of their hashes."""
    strata: dict[tuple[str, str], list[Message]] = defaultdict(list)
    for example in sorted(examples, key=mark):
        strata[example.get(INTENT), language_of(example.get(TEXT))].append(example)
    shares = {name: how_many * len(group) / len(examples) for name, group in strata.items()}
    seats = {name: int(share) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (seats[name] - shares[name], name))
    for name in by_remainder[: how_many - sum(seats.values())]:
        seats[name] += 1
    return [example for name in sorted(strata) for example in strata[name][: seats[name]]]


def main() -> None:
    if sys.argv[1:] != ["--write"]:
        sys.exit("this changes what is measured; give --write if that is meant")
    lines = [
        f"{mark(example)} {example.get(INTENT)} {language_of(example.get(TEXT))}" for example in choose(all_examples())
    ]
    head = "# sha256(sentence)[:12], intent, language: bench/stock/chosen.py\n"
    LIST.write_text(head + "\n".join(lines) + "\n", encoding="ascii")
    print(f"{len(lines)} sentences")


if __name__ == "__main__":
    main()
