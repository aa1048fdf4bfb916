"""How sure is sure enough, for each language: chosen on sentences that the model had not seen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.components.classifier import fit

FOLDS = 3
# In-scope sentences that get "did you mean ...?" and no answer. 9 % of ours, many of them written to sit on a border
# between two intents, are about 6 % of what people really write.
SENT_AWAY_AT_MOST = 0.09
OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Judged:
    """What the model said about sentences held out from it: wanted and said label, and how sure it was (0 to 1)."""

    wanted: np.ndarray
    said: np.ndarray
    sure: np.ndarray


def judging(
    pool: Executor, signs: csr_matrix, meaning: np.ndarray, labels: list[str], steps: int
) -> Callable[[], Judged]:
    """Start to judge every sentence by a model trained on the other folds; call what it gives to wait for it.

    Folds are dealt like cards: same data, same folds.
    """
    wanted = np.array(labels)
    fold = np.empty(len(labels), dtype=int)
    for label in np.unique(wanted):
        of_label = np.flatnonzero(wanted == label)
        fold[of_label] = np.arange(len(of_label)) % FOLDS
    parts = [
        (np.flatnonzero(fold == n), pool.submit(_fold, signs, meaning, labels, fold == n, steps)) for n in range(FOLDS)
    ]

    def judged() -> Judged:
        said, sure = wanted.copy(), np.zeros(len(labels))
        for unseen, part in parts:
            said[unseen], sure[unseen] = part.result()
        return Judged(wanted, said, sure)

    return judged


def _fold(
    signs: csr_matrix, meaning: np.ndarray, labels: list[str], held: np.ndarray, steps: int
) -> tuple[np.ndarray, np.ndarray]:
    """What a model of the other sentences says of those held out, and how sure it is."""
    seen = np.flatnonzero(~held)
    model = fit(signs[seen], meaning[seen], [labels[i] for i in seen], steps=steps)
    probabilities = model.probabilities(signs[held], meaning[held])
    return np.array(model.labels)[probabilities.argmax(axis=1)], probabilities.max(axis=1)


def threshold(judged: Judged, sent_away_at_most: float = SENT_AWAY_AT_MOST) -> float:
    """The highest confidence bar that sends away no more than that share of what we could have answered.

    Taking an in-scope sentence for out of scope counts as sent away too. 0.0 (nothing rejected) where that alone
    is over the limit already, or where there is nothing to judge.
    """
    ours = judged.wanted != OUT_OF_SCOPE
    taken_for_other = (judged.said == OUT_OF_SCOPE)[ours]
    allowed = int(sent_away_at_most * ours.sum()) - int(taken_for_other.sum())
    sure = np.sort(judged.sure[ours][~taken_for_other])
    if allowed <= 0 or not len(sure):
        return 0.0
    return float(sure[min(allowed, len(sure) - 1)])


def summary(judged: Judged, bar: float) -> dict[str, float]:
    """Figures for the training log, as shares: right at all, in-scope sent away, wrong ones rejected, others caught."""
    ours = judged.wanted != OUT_OF_SCOPE
    right = judged.said == judged.wanted
    away = (judged.sure < bar) | (judged.said == OUT_OF_SCOPE)
    wrong = ours & ~right & (judged.said != OUT_OF_SCOPE)
    return {
        "right": _share(right),
        "sent_away": _share(away[ours]),
        "wrong_rejected": _share((judged.sure < bar)[wrong]),
        "others_caught": _share(away[~ours]),
    }


def _share(hits: np.ndarray) -> float:
    return round(float(hits.mean()), 3) if len(hits) else 0.0
