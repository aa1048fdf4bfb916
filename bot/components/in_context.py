"""Reads a sentence in the course of a conversation: its matter and its ask, given the matters just spoken of.

A small network with one hidden layer, since what words mean depends on what was spoken of (多久 after a refund, after a
claim): a linear model can only add the two. It is fitted on whole talks (data/talks), where the context stands, and on
the sentences of data/asks with a context made up for them. Beside the linear heads it is right on five to seven
questions more of a hundred (matter and ask both, of customers by other writers); the two are averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from understanding.taxonomy import Ask, Matter

MATTERS = [matter.value for matter in Matter if matter is not Matter.OPEN]
ASKS = [ask.value for ask in Ask]
_NOTHING, _FURTHER = 2 * len(MATTERS), 0.6
_BATCH, _DROPPED, _RATE, _SLOWEST, _SIGNS_RATE = 128, 0.4, 2e-3, 1e-4, 0.05
_MISREAD = 0.3
"""How many of the talks' contexts are falsified while learning: in a real conversation what was spoken of has itself
been read, often wrongly, and words that say their matter have to hold against it. Chosen on customers who were held."""
_FIRST_OF_TALK, _OF_ANOTHER = 0.4, 0.3
"""How many of the sentences that name their matter open a talk, or come after another one; the rest stay with it."""
_SELDOM = 3.0
"""Added to the counts of pairs, so that one that was never seen is rare and not impossible."""


class Example(NamedTuple):
    """A sentence's labels with the matters spoken of before it, nearest first; None: the context is not known."""

    matter: str
    ask: str
    spoken_of: tuple[str, ...] | None


@dataclass(frozen=True)
class Network:
    """Weights by layer. `pairs`: how much likelier an ask is of a matter than at all, as a logarithm."""

    signs: np.ndarray
    meaning: np.ndarray
    spoken: np.ndarray
    hidden: np.ndarray
    out: np.ndarray
    out_bias: np.ndarray
    pairs: np.ndarray

    def probabilities(
        self, signs: csr_matrix, meaning: np.ndarray, spoken_of: Sequence[Sequence[str]]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Of matters and of asks, a row for each sentence."""
        context = np.stack([_context(one) for one in spoken_of])
        hidden = signs @ self.signs + meaning @ self.meaning + context @ self.spoken + self.hidden
        scores = np.maximum(hidden, 0) @ self.out + self.out_bias
        return _softmax(scores[:, : len(MATTERS)]), _softmax(scores[:, len(MATTERS) :])


def _context(spoken_of: Sequence[str]) -> np.ndarray:
    """The nearest matter, the two before it more weakly, or that nothing was spoken of."""
    row = np.zeros(_NOTHING + 1, dtype=np.float32)
    if not spoken_of:
        row[_NOTHING] = 1.0
    for place, matter in enumerate(spoken_of[:3]):
        row[MATTERS.index(matter) + (len(MATTERS) if place else 0)] = _FURTHER if place else 1.0
    return row


def fit(signs: csr_matrix, meaning: np.ndarray, examples: Sequence[Example], width: int, rounds: int) -> Network:
    """Learn in `rounds` passes. Same input, same result."""
    chance = np.random.RandomState(0)
    known = [one.matter for one in examples if one.spoken_of is not None]
    placed = [_placed(one, known, chance) for one in examples]
    matters = np.array([MATTERS.index(matter) for matter, _ in placed])
    asks = np.array([ASKS.index(one.ask) for one in examples])
    contexts = np.stack([_context(spoken_of) for _, spoken_of in placed])
    dense = np.concatenate([meaning, contexts], axis=1).astype(np.float32)
    learning = _Learning(signs.shape[1], dense.shape[1], width, chance)
    for done in range(rounds):
        order = chance.permutation(len(examples))
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            learning.step(signs[rows], dense[rows], matters[rows], asks[rows], 1 - done / rounds)
    return learning.network(meaning.shape[1], _pairs(matters, asks))


def _placed(one: Example, known: Sequence[str], chance: np.random.RandomState) -> tuple[str, tuple[str, ...]]:
    """A matter and what was spoken of before. What is left open stays with the matter spoken of, whichever that is."""
    if one.spoken_of:
        return one.matter, _misread(one.spoken_of, known, chance) if chance.rand() < _MISREAD else one.spoken_of
    if one.spoken_of is not None:
        return one.matter, one.spoken_of
    any_matter = MATTERS[chance.randint(len(MATTERS))]
    if one.matter == Matter.OPEN.value:
        return any_matter, (any_matter,)
    place = chance.rand()
    if place < _FIRST_OF_TALK:
        return one.matter, ()
    return one.matter, ((any_matter,) if place < _FIRST_OF_TALK + _OF_ANOTHER else (one.matter,))


def _misread(spoken_of: tuple[str, ...], known: Sequence[str], chance: np.random.RandomState) -> tuple[str, ...]:
    """With another matter, as often as people speak of it, before or in place of the nearest."""
    other = known[chance.randint(len(known))]
    kept = spoken_of[chance.randint(2) :]
    return (other, *(matter for matter in kept if matter != other))


class _Learning:
    """Weights under way: Adam for what is dense, a rate for each sign for what is sparse."""

    def __init__(self, signs: int, dense: int, width: int, chance: np.random.RandomState) -> None:
        labels = len(MATTERS) + len(ASKS)
        self._chance = chance
        self._signs = (chance.randn(signs, width) * 0.3).astype(np.float32)
        self._sizes = np.zeros(signs, dtype=np.float32)
        self._dense = [
            (chance.randn(dense, width) * 0.1).astype(np.float32), np.zeros(width, dtype=np.float32),
            (chance.randn(width, labels) * 0.05).astype(np.float32), np.zeros(labels, dtype=np.float32),
        ]  # fmt: skip
        self._means = [np.zeros_like(one) for one in self._dense]
        self._squares = [np.zeros_like(one) for one in self._dense]
        self._steps = 0

    def step(self, signs: csr_matrix, dense: np.ndarray, matters: np.ndarray, asks: np.ndarray, slower: float) -> None:
        """One batch downhill; part of the hidden layer is left out each time, so that no unit learns rows by heart."""
        into, bias, out, out_bias = self._dense
        before = signs @ self._signs + dense @ into + bias
        kept = ((self._chance.rand(*before.shape) > _DROPPED) / (1 - _DROPPED)).astype(np.float32)
        hidden = np.maximum(before, 0) * kept
        scores, rows = hidden @ out + out_bias, np.arange(len(matters))
        excess = np.concatenate([_softmax(scores[:, : len(MATTERS)]), _softmax(scores[:, len(MATTERS) :])], axis=1)
        excess[rows, matters] -= 1
        excess[rows, len(MATTERS) + asks] -= 1
        excess /= len(matters)
        back = ((excess @ out.T) * kept * (before > 0)).astype(np.float32)
        self._descend([dense.T @ back, back.sum(axis=0), hidden.T @ excess, excess.sum(axis=0)], slower)
        by_sign = signs.T.tocsr()
        met = np.flatnonzero(np.diff(by_sign.indptr))
        slope = by_sign[met] @ back
        self._sizes[met] += np.square(slope).mean(axis=1)
        rate = np.float32(_SIGNS_RATE * slower + 0.003)
        self._signs[met] -= rate * slope / (np.sqrt(self._sizes[met])[:, None] + np.float32(1e-6))

    def _descend(self, slopes: Sequence[np.ndarray], slower: float) -> None:
        self._steps += 1
        rate = _RATE * slower + _SLOWEST
        for at, slope in enumerate(slopes):
            self._means[at] += 0.1 * (slope - self._means[at])
            self._squares[at] += 0.001 * (slope * slope - self._squares[at])
            ahead = self._means[at] / (1 - 0.9**self._steps)
            spread = np.sqrt(self._squares[at] / (1 - 0.999**self._steps))
            self._dense[at] -= (rate * ahead / (spread + 1e-8)).astype(np.float32)

    def network(self, meaning: int, pairs: np.ndarray) -> Network:
        into, bias, out, out_bias = self._dense
        return Network(self._signs, into[:meaning], into[meaning:], bias, out, out_bias, pairs)


def _pairs(matters: np.ndarray, asks: np.ndarray) -> np.ndarray:
    """Matters x asks: the logarithm of how much likelier the ask is of that matter than of any."""
    counts = np.zeros((len(MATTERS), len(ASKS)))
    np.add.at(counts, (matters, asks), 1)
    share = (counts.sum(axis=0) + 1) / (counts.sum() + len(ASKS))
    of_matter = (counts + _SELDOM * share) / (counts.sum(axis=1, keepdims=True) + _SELDOM)
    return np.log(of_matter / share).astype(np.float32)


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
