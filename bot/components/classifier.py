"""Multinomial logistic regression over a sparse and a dense block of features.

The same model as scikit-learn's (L2, C, lbfgs). Ours because scikit-learn wants one matrix: with 512 dense columns
stored sparsely every step costs ten times as much, and its model file is a pickle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.components.lbfgs import minimise


@dataclass(frozen=True)
class Classifier:
    """Weights: `signs` (sparse columns x classes), `meaning` (dense columns x classes), `bias` (classes)."""

    labels: list[str]
    signs: np.ndarray
    meaning: np.ndarray
    bias: np.ndarray

    def probabilities(self, signs: csr_matrix, meaning: np.ndarray) -> np.ndarray:
        """Rows x classes, each row sums to 1."""
        return _softmax(signs @ self.signs + meaning @ self.meaning + self.bias)


def fit(
    signs: csr_matrix, meaning: np.ndarray, labels: list[str], strength: float = 20.0, steps: int = 50
) -> Classifier:
    """Learn in at most `steps` steps; `strength` is scikit-learn's C. Starts at zero: same data, same result."""
    names = sorted(set(labels))
    index = {name: i for i, name in enumerate(names)}
    wanted = np.zeros((len(labels), len(names)), dtype=np.float32)
    wanted[np.arange(len(labels)), [index[label] for label in labels]] = 1.0
    rows = signs.shape[1] + meaning.shape[1] + 1
    loss = _Loss(signs, meaning, wanted, strength)
    weights = minimise(loss, np.zeros((rows, len(names)), dtype=np.float32), steps)
    return Classifier(names, *loss.parts(weights))


class _Loss:
    """Cross-entropy times `strength` plus half the squared weights; the bias is free."""

    def __init__(self, signs: csr_matrix, meaning: np.ndarray, wanted: np.ndarray, strength: float) -> None:
        self._signs, self._meaning, self._wanted = signs, meaning, wanted
        self._signs_by_column = signs.T.tocsr()
        self._strength = np.float32(strength)

    def parts(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        split = self._signs.shape[1]
        return weights[:split], weights[split:-1], weights[-1]

    def __call__(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        of_signs, of_meaning, bias = self.parts(weights)
        scores = self._signs @ of_signs + self._meaning @ of_meaning + bias
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        excess = self._strength * (np.exp(logs) - self._wanted)
        slope = weights.copy()
        slope[: len(of_signs)] += self._signs_by_column @ excess
        slope[len(of_signs) : -1] += self._meaning.T @ excess
        slope[-1] = excess.sum(axis=0)
        missed = -float((self._wanted * logs).sum(dtype=np.float64))
        return float(self._strength) * missed + 0.5 * float(np.square(weights[:-1]).sum(dtype=np.float64)), slope


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
