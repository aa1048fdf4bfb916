"""What a sentence is about and what it asks: two linear heads on the words alone, and a network that knows the context.

The heads say whether the words name a matter at all ("open": they do not) and hold where the context misleads; the
network knows what people ask next. Both are averaged, and pairs that go together (where to: of money, not of a parcel)
weigh more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from bot.components import in_context
from bot.components.classifier import Classifier, fit
from bot.components.in_context import Example, Network
from bot.components.step import ASKS, MATTERS, READINGS
from understanding.context import in_course
from understanding.taxonomy import Matter

_OF_MATTER, _OF_ASK = 0.75, 0.5
"""How much the network counts beside the heads: chosen on customers who were held by readers that had not seen them."""
_TOGETHER = 0.6
"""How much it counts that an ask goes with a matter: chosen on customers of writers that nothing was fitted to."""
_RANKED, _READINGS = 8, 12
_HEADS = ("matters", "asks")
_PARTS = ("signs", "meaning", "bias")
_LAYERS = ("signs", "meaning", "spoken", "hidden", "out", "out_bias", "pairs")


class Labelled(NamedTuple):
    """A training sentence: its labels, and for one out of a talk whether it names its matter and what came before."""

    matter: str
    ask: str
    named: bool
    spoken_of: tuple[str, ...] | None


@dataclass(frozen=True)
class Reader:
    """Fitted; `read` is all that it does."""

    matters: Classifier
    asks: Classifier
    network: Network

    def read(
        self, signs: csr_matrix, meaning: np.ndarray, spoken_of: Sequence[str]
    ) -> list[dict[str, list[dict[str, Any]]]]:
        """For each clause of a message, in order: the heads' guesses, and the readings after what was `spoken_of`
        (nearest first); what one clause is about was spoken of for the next."""
        of_matters, of_asks = self.matters.probabilities(signs, meaning), self.asks.probabilities(signs, meaning)
        found: list[dict[str, list[dict[str, Any]]]] = []
        before = list(spoken_of)
        for row in range(len(of_matters)):
            by_network = self.network.probabilities(signs[row], meaning[row : row + 1], [before])
            matters = dict(zip(self.matters.labels, map(float, of_matters[row])))  # noqa: B905 - of one length
            asks = _mean(dict(zip(self.asks.labels, of_asks[row])), in_context.ASKS, by_network[1][0], _OF_ASK)  # noqa: B905
            readings = self._readings(matters, asks, by_network[0][0], before)
            found.append({MATTERS: _ranked(matters), ASKS: _ranked(asks), READINGS: readings})
            if row:  # the first row is the message as a whole
                nearest = readings[0]["matter"]
                before = [nearest, *(matter for matter in before if matter != nearest)]
        return found

    def _readings(
        self, matters: Mapping[str, float], asks: Mapping[str, float], by_network: np.ndarray, spoken_of: Sequence[str]
    ) -> list[dict[str, Any]]:
        ask = max(asks, key=lambda name: asks[name])
        completed = in_course(matters, ask, spoken_of)
        whole = _mean(completed, in_context.MATTERS, by_network, _OF_MATTER)
        of_matter = np.log(np.array([whole[name] for name in in_context.MATTERS]) + 1e-6)
        of_ask = np.log(np.array([asks[name] for name in in_context.ASKS]) + 1e-6)
        joint = of_matter[:, None] + of_ask[None, :] + _TOGETHER * self.network.pairs
        left_open = matters.get(Matter.OPEN.value, 0.0)
        readings = []
        for place in np.argsort(-joint, axis=None)[:_READINGS]:
            matter, ask = (
                in_context.MATTERS[place // len(in_context.ASKS)],
                in_context.ASKS[place % len(in_context.ASKS)],
            )
            named = matters.get(matter, 0.0) > left_open
            readings.append(
                {
                    "matter": matter,
                    "ask": ask,
                    "sure": whole[matter],
                    "ask_sure": asks[ask],
                    "named": named,
                    "likely": float(joint.flat[place]),
                }
            )
        return readings

    def arrays(self) -> dict[str, np.ndarray]:
        """Plain arrays by name, as `from_arrays` reads them."""
        heads = {f"{head}_{part}": getattr(getattr(self, head), part) for head in _HEADS for part in _PARTS}
        layers = {f"network_{layer}": getattr(self.network, layer) for layer in _LAYERS}
        return heads | layers | {"network_signs": self.network.signs.astype(np.float16)}

    @staticmethod
    def names() -> list[str]:
        """Of the arrays."""
        heads = [f"{head}_{part}" for head in _HEADS for part in _PARTS]
        return [*heads, *(f"network_{layer}" for layer in _LAYERS)]

    @property
    def labels(self) -> dict[str, list[str]]:
        """Of the two heads."""
        return {head: getattr(self, head).labels for head in _HEADS}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], labels: Mapping[str, list[str]]) -> Reader:
        """What `arrays` and `labels` gave."""
        heads = [Classifier(labels[head], *(arrays[f"{head}_{part}"] for part in _PARTS)) for head in _HEADS]
        layers = [arrays[f"network_{layer}"].astype(np.float32) for layer in _LAYERS]
        return cls(*heads, Network(*layers))


def fitting(
    pool: Executor, signs: csr_matrix, meaning: np.ndarray, said: Sequence[Labelled], config: Mapping[str, Any]
) -> tuple[Future[Network], Future[Classifier], Future[Classifier]]:
    """Start learning the three parts, the longest first."""
    examples = [Example(one.matter, one.ask, one.spoken_of) for one in said]
    named = [one.matter if one.named else Matter.OPEN.value for one in said]
    strength, steps = config["head_strength"], config["head_steps"]
    return (
        pool.submit(in_context.fit, signs, meaning, examples, config["width"], config["rounds"]),
        pool.submit(fit, signs, meaning, named, strength, steps),
        pool.submit(fit, signs, meaning, [one.ask for one in said], strength, steps),
    )


def _mean(guesses: Mapping[str, float], names: Sequence[str], others: np.ndarray, counts: float) -> dict[str, float]:
    """Of two guesses at the same, of which the others count that much of 1."""
    whole = sum(guesses.values()) or 1.0
    return {
        name: float((1 - counts) * guesses.get(name, 0.0) / whole + counts * others[n]) for n, name in enumerate(names)
    }


def _ranked(guesses: Mapping[str, float]) -> list[dict[str, Any]]:
    best = sorted(guesses, key=lambda name: -guesses[name])[:_RANKED]
    return [{"name": name, "confidence": guesses[name]} for name in best]
