"""`python -m bench.rasa_side.sentences`: every training sentence as a line of JSON, and whether stock has it."""

from __future__ import annotations

import json

from rasa.shared.nlu.constants import INTENT, TEXT

from bench.stock.chosen import chosen
from bot.components.normaliser import language_of


def main() -> None:
    """{"text", "intent", "language", "chosen"} a line."""
    training, others, _ = chosen()
    for taken, examples in ((True, training.training_examples), (False, others)):
        for example in examples:
            text = example.get(TEXT)
            row = {"text": text, "intent": example.get(INTENT), "language": language_of(text), "chosen": taken}
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
