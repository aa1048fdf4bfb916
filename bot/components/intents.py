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

from bot.components import thresholds
from bot.components.classifier import Classifier, fit
from bot.components.normaliser import language_of, normalise, without_numbers
from bot.components.step import CLAUSE_RANKINGS, CLAUSES, LANGUAGE, PLAIN
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
        """`strength` is the regression's C, `steps` its most steps; runs in `at_least_in` texts become features."""
        return {"strength": 20.0, "steps": 120, "at_least_in": 3}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Untrained: `train` or `load` makes it usable."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._vectors = SentenceVectors()
        self._signs = CharTfidf([], np.zeros(0))
        self._model: Classifier | None = None
        self._bars: dict[str, float] = {}

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
        """Learn from every example with an intent, then choose the confidence bars on held-out folds."""
        examples = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        texts = [without_numbers(normalise(text))[:LONGEST] for text, _ in examples]
        labels = [label for _, label in examples]
        self._signs = CharTfidf.fit(texts, self._config["at_least_in"])
        signs, meaning = self._signs.transform(texts), self._vectors.of_all(texts)
        self._model = fit(signs, meaning, labels, self._config["strength"], self._config["steps"])
        judged = thresholds.judge_unseen(signs, meaning, labels, self._config["steps"])
        languages = np.array([language_of(text) for text, _ in examples])
        figures = {}
        for language in ("zh", "en"):
            own = languages == language
            part = thresholds.Judged(judged.wanted[own], judged.said[own], judged.sure[own])
            self._bars[language] = thresholds.threshold(part)
            figures[language] = {"sentences": int(own.sum()), **thresholds.summary(part, self._bars[language])}
        self._persist(figures)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add `intent` and `intent_ranking` to each message, and a ranking for each of its clauses."""
        for message in messages:
            clauses = message.get(CLAUSES) or []
            ranking, *of_clauses = self.rankings([message.get(PLAIN), *(normalise(clause.text) for clause in clauses)])
            unsure = self._unsure(ranking[0], message.get(LANGUAGE))
            intent = {"name": FALLBACK, "confidence": 1.0 - ranking[0]["confidence"]} if unsure else ranking[0]
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(CLAUSE_RANKINGS, of_clauses)
        return messages

    def _unsure(self, best: dict[str, Any], language: str) -> bool:
        """Whether to ask back. Out of scope has to be likelier than everything that we can answer together: telling a
        customer that their question is none of our business is worse than asking what they mean."""
        if best["name"] == OUT_OF_SCOPE:
            return 0.0 < best["confidence"] < OUT_OF_SCOPE_AT_LEAST
        return bool(best["confidence"] < self._bars.get(language, 0.0))

    def rankings(self, texts: list[str]) -> list[list[dict[str, Any]]]:
        """The likeliest intents of each normalised text, likeliest first, whatever the bars say: our actions make
        "did you mean ...?" of it. Nothing but emoji is out of scope."""
        texts = [without_numbers(text)[:LONGEST] for text in texts]
        if self._model is None or not texts[0]:
            return [[{"name": OUT_OF_SCOPE, "confidence": 0.0}] for _ in texts]
        rows = self._model.probabilities(self._signs.transform(texts), self._vectors.of(texts))
        return [
            [{"name": self._model.labels[i], "confidence": float(row[i])} for i in np.argsort(-row)[:RANKED]]
            for row in rows
        ]

    def _persist(self, figures: dict[str, Any]) -> None:
        """Plain arrays and JSON: a model file must never be able to run code."""
        assert self._model is not None
        with self._storage.write_to(self._resource) as folder:
            np.savez(
                folder / "weights.npz",
                idf=self._signs.idf, signs=self._model.signs, meaning=self._model.meaning, bias=self._model.bias,
            )  # fmt: skip
            words = {
                "vocabulary": self._signs.vocabulary,
                "labels": self._model.labels,
                "bars": self._bars,
                "figures": figures,
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
        self._bars = words["bars"]
        if self._model.meaning.shape[0] != self._vectors.width:
            raise ValueError("this model was trained with other sentence vectors than are installed: train again")
        return self
