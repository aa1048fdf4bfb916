"""What a message wants: features, classifier and confidence bars in one component, since each is nothing by itself.

Why not Rasa's chain: DIET trains twenty minutes and is confidently wrong, and a chain of stock components is slower and
less right (docs/benchmarks.md has both beside ours).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from bot.components import fitted, thresholds
from bot.components.classifier import Classifier, fit
from bot.components.normaliser import language_of, normalise, without_numbers
from bot.components.step import (
    ASK_LABEL,
    ASKS,
    CLAUSE_RANKINGS,
    CLAUSE_READINGS,
    CLAUSES,
    LANGUAGE,
    MATTER_LABEL,
    MATTERS,
    PLAIN,
)
from bot.components.thresholds import FALLBACK, OUT_OF_SCOPE
from bot.components.vectors import CharTfidf, SentenceVectors

OUT_OF_SCOPE_AT_LEAST = 0.5
RANKED = 5
LONGEST = 600  # characters that the classifier looks at: what is wanted is said by then


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Normalised text in; intent with ranking out."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength` is the regression's C, `head_strength` that of matters and asks, `steps` and
        `head_steps` their most steps (half of them on held-out folds, which only choose bars); runs of
        characters in `at_least_in` texts become features."""
        return {"strength": 20.0, "steps": 120, "at_least_in": 3, "head_strength": 10.0, "head_steps": 50}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Untrained: `train` or `load` makes it usable."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._vectors = SentenceVectors()
        self._signs = CharTfidf([], np.zeros(0))
        self._model: Classifier | None = None
        self._heads: dict[str, Classifier] = {}
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
        """Learn intents, matters and asks; then choose the confidence bars of intents on held-out folds."""
        examples = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        asked = [m for m in training_data.training_examples if m.get(ASK_LABEL)]
        key = fitted.key(
            [*examples, *((m.get(TEXT), m.get(MATTER_LABEL), m.get(ASK_LABEL)) for m in asked)], self._config
        )
        with self._storage.write_to(self._resource) as folder:
            if not fitted.restored(key, folder):
                self._fit(examples, asked)
                self._persist(folder)
                fitted.keep(key, folder)
        return self._resource

    def _fit(self, examples: list[tuple[str, str]], asked: list[Message]) -> None:
        texts = [_shortened(normalise(text)) for text, _ in examples]
        labels = [label for _, label in examples]
        self._signs = CharTfidf.fit(texts, self._config["at_least_in"])
        signs, meaning = self._signs.transform(texts), self._vectors.of_all(texts)
        steps = self._config["steps"]
        self._model = fit(signs, meaning, labels, self._config["strength"], steps)
        judged = thresholds.judge_unseen(signs, meaning, labels, steps // 2)
        languages = np.array([language_of(text) for text, _ in examples])
        self._figures = {}
        for language in ("zh", "en"):
            own = languages == language
            part = thresholds.Judged(judged.wanted[own], judged.said[own], judged.sure[own])
            self._bars[language] = thresholds.threshold(part)
            self._figures[language] = {"sentences": int(own.sum()), **thresholds.summary(part, self._bars[language])}
        if asked:
            texts = [_shortened(normalise(m.get(TEXT))) for m in asked]
            signs, meaning = self._signs.transform(texts), self._vectors.of_all(texts)
            for head, name in ((MATTERS, MATTER_LABEL), (ASKS, ASK_LABEL)):
                wanted = [m.get(name) for m in asked]
                self._heads[head] = fit(
                    signs, meaning, wanted, self._config["head_strength"], self._config["head_steps"]
                )

    def process(self, messages: list[Message]) -> list[Message]:
        """Add intent, matters and asks to each message, and the same for each of its clauses."""
        for message in messages:
            clauses = message.get(CLAUSES) or []
            texts = [_shortened(text) for text in [message.get(PLAIN), *(normalise(clause.text) for clause in clauses)]]
            rows = self._features(texts)
            ranking, *of_clauses = self._rankings(texts, rows)
            unsure = self._unsure(ranking[0], message.get(LANGUAGE))
            intent = {"name": FALLBACK, "confidence": 1.0 - ranking[0]["confidence"]} if unsure else ranking[0]
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(CLAUSE_RANKINGS, of_clauses)
            readings = self._readings(texts, rows)
            for head, guesses in readings[0].items():
                message.set(head, guesses, add_to_output=True)
            message.set(CLAUSE_READINGS, readings[1:])
        return messages

    def _unsure(self, best: dict[str, Any], language: str) -> bool:
        """Whether to ask back. Out of scope has to be likelier than everything that we can answer together: telling a
        customer that their question is none of our business is worse than asking what they mean."""
        if best["name"] == OUT_OF_SCOPE:
            return 0.0 < best["confidence"] < OUT_OF_SCOPE_AT_LEAST
        return bool(best["confidence"] < self._bars.get(language, 0.0))

    def rankings(self, texts: list[str]) -> list[list[dict[str, Any]]]:
        """The likeliest intents of each text, likeliest first, whatever the bars say: our actions make "did you mean
        ...?" of it. Nothing but emoji is out of scope."""
        texts = [_shortened(text) for text in texts]
        return self._rankings(texts, self._features(texts))

    def _features(self, texts: list[str]) -> tuple[csr_matrix, np.ndarray] | None:
        """Of shortened texts; None where nothing was learnt or nothing said."""
        if self._model is None or not texts[0]:
            return None
        return self._signs.transform(texts), self._vectors.of(texts)

    def _rankings(self, texts: list[str], rows: tuple[csr_matrix, np.ndarray] | None) -> list[list[dict[str, Any]]]:
        if self._model is None or rows is None:
            return [[{"name": OUT_OF_SCOPE, "confidence": 0.0}] for _ in texts]
        return [_guesses(self._model.labels, row) for row in self._model.probabilities(*rows)]

    def _readings(
        self, texts: list[str], rows: tuple[csr_matrix, np.ndarray] | None
    ) -> list[dict[str, list[dict[str, Any]]]]:
        """For each text its likeliest matters and asks; none where these were not learnt."""
        found: list[dict[str, list[dict[str, Any]]]] = [{} for _ in texts]
        if rows is not None:
            for head, model in self._heads.items():
                for reading, row in zip(found, model.probabilities(*rows)):  # noqa: B905 - of one length
                    reading[head] = _guesses(model.labels, row)
        return found

    def _persist(self, folder: Path) -> None:
        """Plain arrays and JSON: a model file must never be able to run code."""
        assert self._model is not None
        models = {"": self._model, **{f"{head}_": model for head, model in self._heads.items()}}
        arrays = {
            f"{prefix}{part}": getattr(model, part)
            for prefix, model in models.items()
            for part in ("signs", "meaning", "bias")
        }
        np.savez(folder / "weights.npz", idf=self._signs.idf, **arrays)
        words = {
            "vocabulary": self._signs.vocabulary,
            "labels": self._model.labels,
            "heads": {head: model.labels for head, model in self._heads.items()},
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
                self._heads = {
                    head: Classifier(labels, *(arrays[f"{head}_{part}"] for part in ("signs", "meaning", "bias")))
                    for head, labels in words["heads"].items()
                }
        self._bars = words["bars"]
        if self._model.meaning.shape[0] != self._vectors.width:
            raise ValueError("this model was trained with other sentence vectors than are installed: train again")
        return self


def _shortened(text: str) -> str:
    """A normalised text as the classifier sees it."""
    return without_numbers(text)[:LONGEST]


def _guesses(labels: list[str], row: np.ndarray) -> list[dict[str, Any]]:
    return [{"name": labels[i], "confidence": float(row[i])} for i in np.argsort(-row)[:RANKED]]
