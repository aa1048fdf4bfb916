"""What a message wants: features, classifier and confidence bars in one component, since each is nothing by itself.

Why not Rasa's chain: DIET trains twenty minutes and is confidently wrong, and a chain of stock components is slower and
less right (docs/benchmarks.md has both beside ours).
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import danger, fitted, in_context, thresholds
from bot.components.classifier import Classifier, fit
from bot.components.danger import Features
from bot.components.normaliser import language_of, normalise, shortened
from bot.components.reader import Labelled, Reader, fitting
from bot.components.step import (
    ASK_LABEL,
    CLAUSE_RANKINGS,
    CLAUSE_READINGS,
    CLAUSES,
    DANGER,
    DANGER_LABEL,
    HALF_RANKINGS,
    HALF_READINGS,
    HALVES,
    LANGUAGE,
    MATTER_LABEL,
    NAMED_LABEL,
    PLAIN,
    SPOKEN_OF,
)
from bot.components.thresholds import FALLBACK, OUT_OF_SCOPE
from bot.components.vectors import CharTfidf, SentenceVectors

OUT_OF_SCOPE_AT_LEAST = 0.5
RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Normalised text in; intent with ranking out."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength` is the regression's C, `head_strength` that of matters and asks, `steps` and
        `head_steps` their most steps (half of them on held-out folds, which only choose bars); `width` and
        `rounds` those of the network that reads in context; `danger_strength`, `danger_steps` and the most `ordinary`
        sentences are those of danger; runs of characters in `at_least_in` texts become features."""
        return {
            "strength": 20.0,
            "steps": 120,
            "at_least_in": 3,
            "head_strength": 10.0,
            "head_steps": 40,
            "width": 256,
            "rounds": 4,
            "danger_strength": 10.0,
            "danger_steps": 60,
            "ordinary": 16_000,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Untrained: `train` or `load` makes it usable."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._vectors = SentenceVectors()
        self._signs = CharTfidf([], np.zeros(0))
        self._model: Classifier | None = None
        self._reader: Reader | None = None
        self._danger: Classifier | None = None
        self._bars: dict[str, float] = {}
        self._figures: dict[str, Any] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by name
    ) -> IntentClassifier:
        """For training (called by Rasa)."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn intents, matters and asks, and danger; choose the confidence bars of intents on held-out folds."""
        examples = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        asked = [(m.get(TEXT), _labelled(m)) for m in training_data.training_examples if m.get(ASK_LABEL)]
        voices = [(m.get(TEXT), m.get(DANGER_LABEL)) for m in training_data.training_examples if m.get(DANGER_LABEL)]
        key = fitted.key([*examples, *asked, *voices], self._config)
        with self._storage.write_to(self._resource) as folder:
            if not fitted.restored(key, folder):
                self.learn(examples, asked, voices)
                self._persist(folder)
                fitted.keep(key, folder)
        return self._resource

    def learn(
        self,
        examples: Sequence[tuple[str, str]],
        asked: Sequence[tuple[str, Labelled]],
        voices: Sequence[tuple[str, str]] = (),
    ) -> None:
        """From sentences with their intents, such with matter and ask, and voices of danger with their kinds. On all
        cores: the parts do not need each other. Forked, since threads would take turns."""
        languages = np.array([language_of(text) for text, _ in examples])
        texts, said, heard = ([shortened(normalise(text)) for text, _ in of] for of in (examples, asked, voices))
        labels, strength, steps = [label for _, label in examples], self._config["strength"], self._config["steps"]
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
            meaning, of_voices = (self._vectors.of_many(of, pool) for of in ([*texts, *said], heard))
            self._signs = CharTfidf.fit([*texts, *said], self._config["at_least_in"])
            ordinary = Features(self._signs.transform([*texts, *said]), meaning())
            of_intents, of_asked = (
                Features(ordinary.signs[rows], ordinary.meaning[rows])
                for rows in (slice(len(texts)), slice(len(texts), None))
            )
            # The longest first, so that no core waits long for another at the end.
            model = pool.submit(fit, *of_intents, labels, strength, steps)
            reading = fitting(pool, *of_asked, [one for _, one in asked], self._config) if asked else None
            judging = thresholds.judging(pool, *of_intents, labels, steps // 2)
            of_danger = None
            if voices:
                spoken = Features(self._signs.transform(heard), of_voices())
                of_danger = danger.fitting(pool, ordinary, spoken, [kind for _, kind in voices], self._config)
            self._model = model.result()
            self._set_bars(judging(), languages)
            if reading:
                network, matters, asks = reading
                self._reader = Reader(matters.result(), asks.result(), network.result())
            self._danger = of_danger.result() if of_danger else None

    def _set_bars(self, judged: thresholds.Judged, languages: np.ndarray) -> None:
        self._figures = {}
        for language in ("zh", "en"):
            own = languages == language
            part = thresholds.Judged(judged.wanted[own], judged.said[own], judged.sure[own])
            self._bars[language] = thresholds.threshold(part)
            self._figures[language] = {"sentences": int(own.sum()), **thresholds.summary(part, self._bars[language])}

    def process(self, messages: list[Message]) -> list[Message]:
        """Add intent, matters and asks to each message, and the same for each of its clauses."""
        for message in messages:
            clauses = message.get(CLAUSES) or []
            texts = [shortened(text) for text in [message.get(PLAIN), *(normalise(clause.text) for clause in clauses)]]
            rows = self._features(texts)
            ranking, *of_clauses = self._rankings(texts, rows)
            unsure = self._unsure(ranking[0], message.get(LANGUAGE))
            intent = {"name": FALLBACK, "confidence": 1.0 - ranking[0]["confidence"]} if unsure else ranking[0]
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(CLAUSE_RANKINGS, of_clauses)
            readings = self._read(texts, rows, message)
            for head, guesses in readings[0].items():
                message.set(head, guesses, add_to_output=True)
            message.set(CLAUSE_READINGS, readings[1:])
            self._read_halves(message)
            self._look_for_danger(message)
        return messages

    def _look_for_danger(self, message: Message) -> None:
        """In all of the message, whatever of it is the question."""
        text = shortened(normalise(message.get(TEXT) or ""))
        row = self._features([text])
        if self._danger and row:
            message.set(DANGER, danger.likeliest(self._danger, row), add_to_output=True)

    def _read_halves(self, message: Message) -> None:
        """Each half by itself, in the course of the conversation; where nothing was spoken of, none answers us."""
        halves = message.get(HALVES) or []
        if not halves or not (message.get(METADATA) or {}).get(SPOKEN_OF):
            return
        texts = [shortened(normalise(half.text)) for half in halves]
        alone = [(row, self._features([row])) for row in texts]
        message.set(HALF_RANKINGS, [self._rankings([text], rows)[0] for text, rows in alone])
        message.set(HALF_READINGS, [self._read([text], rows, message)[0] for text, rows in alone])

    def _unsure(self, best: dict[str, Any], language: str) -> bool:
        """Whether to ask back. Out of scope has to be likelier than everything that we can answer together: telling a
        customer that their question is none of our business is worse than asking what they mean."""
        if best["name"] == OUT_OF_SCOPE:
            return 0.0 < best["confidence"] < OUT_OF_SCOPE_AT_LEAST
        return bool(best["confidence"] < self._bars.get(language, 0.0))

    def rankings(self, texts: list[str]) -> list[list[dict[str, Any]]]:
        """The likeliest intents of each text, likeliest first, whatever the bars say: our actions make "did you mean
        ...?" of it. Nothing but emoji is out of scope."""
        texts = [shortened(text) for text in texts]
        return self._rankings(texts, self._features(texts))

    def _features(self, texts: list[str]) -> Features | None:
        """Of shortened texts; None where nothing was learnt or nothing said."""
        if self._model is None or not texts[0]:
            return None
        return Features(self._signs.transform(texts), self._vectors.of(texts))

    def _rankings(self, texts: list[str], rows: Features | None) -> list[list[dict[str, Any]]]:
        if self._model is None or rows is None:
            return [[{"name": OUT_OF_SCOPE, "confidence": 0.0}] for _ in texts]
        return [_guesses(self._model.labels, row) for row in self._model.probabilities(*rows)]

    def _read(self, texts: list[str], rows: Features | None, message: Message) -> list[dict[str, list[dict[str, Any]]]]:
        """For each text its likeliest matters, asks and readings; none where these were not learnt."""
        if self._reader is None or rows is None:
            return [{} for _ in texts]
        spoken_of = (message.get(METADATA) or {}).get(SPOKEN_OF) or ()
        return self._reader.read(*rows, [name for name in spoken_of if name in in_context.MATTERS])

    def _persist(self, folder: Path) -> None:
        """Plain arrays and JSON: a model file must never be able to run code."""
        assert self._model is not None
        arrays = {part: getattr(self._model, part) for part in ("signs", "meaning", "bias")}
        if self._reader:
            arrays |= {f"reader_{name}": array for name, array in self._reader.arrays().items()}
        if self._danger:
            arrays |= {f"danger_{part}": getattr(self._danger, part) for part in ("signs", "meaning", "bias")}
        np.savez(folder / "weights.npz", idf=self._signs.idf, **arrays)
        words = {
            "vocabulary": self._signs.vocabulary,
            "labels": self._model.labels,
            "reader": self._reader.labels if self._reader else None,
            "dangers": self._danger.labels if self._danger else None,
            "bars": self._bars,
            "figures": self._figures,
        }
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **_: Any,
    ) -> IntentClassifier:
        """For answering (called by Rasa). Raises if the model was trained with sentence vectors and there are none."""
        self = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            words = json.loads(Path(folder, "words.json").read_text(encoding="utf-8"))
            with np.load(Path(folder, "weights.npz"), allow_pickle=False) as arrays:
                self._signs = CharTfidf(words["vocabulary"], arrays["idf"])
                self._model = Classifier(words["labels"], arrays["signs"], arrays["meaning"], arrays["bias"])
                if words["reader"]:
                    own = {name: arrays[f"reader_{name}"] for name in Reader.names()}
                    self._reader = Reader.from_arrays(own, words["reader"])
                if words["dangers"]:
                    own = (arrays[f"danger_{part}"] for part in ("signs", "meaning", "bias"))
                    self._danger = Classifier(words["dangers"], *own)
        self._bars = words["bars"]
        if self._model.meaning.shape[0] != self._vectors.width:
            raise ValueError("this model was trained with other sentence vectors than are installed: train again")
        return self


def _labelled(message: Message) -> Labelled:
    named = message.get(NAMED_LABEL)
    return Labelled(
        message.get(MATTER_LABEL), message.get(ASK_LABEL), named is not False, message.get(SPOKEN_OF)
    )  # fmt: skip


def _guesses(labels: list[str], row: np.ndarray) -> list[dict[str, Any]]:
    return [{"name": labels[i], "confidence": float(row[i])} for i in np.argsort(-row)[:RANKED]]
