"""How likely words tell of danger to life, body or money: hints, slang, effects, what nobody has written a rule for.

A second net. The rules of understanding/people_first.py come first and hold without any model, and miss most of what
strangers say (docs/understanding.md has figures). One more regression on the features that intents are read from,
learnt from the voices of data/dangers and from every few of the ordinary sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, vstack

from bot.components.classifier import Classifier, fit
from bot.components.step import NO_DANGER


class Features(NamedTuple):
    """Rows of texts: what their characters look like, and what they mean."""

    signs: csr_matrix
    meaning: np.ndarray


def fitting(
    pool: Executor, ordinary: Features, voices: Features, kinds: Sequence[str], config: Mapping[str, Any]
) -> Future[Classifier]:
    """Start learning. `kinds`: of the voices, `NO_DANGER` among them."""
    every = max(1, -(-len(ordinary.meaning) // config["ordinary"]))
    signs = vstack([voices.signs, ordinary.signs[::every]], format="csr")
    meaning = np.concatenate([voices.meaning, ordinary.meaning[::every]])
    labels = [*kinds, *[NO_DANGER] * (len(meaning) - len(kinds))]
    return pool.submit(fit, signs, meaning, labels, config["danger_strength"], config["danger_steps"])


def likeliest(model: Classifier, row: Features) -> dict[str, Any]:
    """The likeliest kind of danger in one text, and how likely there is any (`sure`, 0 to 1)."""
    (shares,) = model.probabilities(*row)
    none = model.labels.index(NO_DANGER)
    kind = max((place for place in range(len(shares)) if place != none), key=lambda place: shares[place])
    return {"kind": model.labels[kind], "sure": 1.0 - float(shares[none])}
