"""What every step of the pipeline but the classifier is: no training, one message at a time."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

PLAIN = "plain"  # the normalised text
LANGUAGE = "language"  # zh or en
MATTER = "matter"  # the clauses.Clause that counts, where not all of the message does
CLAUSES = "clauses"  # list of clauses.Clause, where there may be several questions
CLAUSE_RANKINGS = "clause_rankings"  # for each clause what INTENT_RANKING is for the message
MATTERS = "matters"  # how likely each matter is (understanding/taxonomy.py), and each ask
ASKS = "asks"
CLAUSE_READINGS = "clause_readings"  # for each clause its matters, asks and readings
READINGS = "readings"  # pairs of matter and ask in the course of the conversation, likeliest first
MATTER_LABEL, ASK_LABEL = "matter_label", "ask_label"  # of a training sentence
NAMED_LABEL, SPOKEN_OF = (
    "named_label",
    "spoken_of",
)  # of one from a talk: whether its words name the matter, what came before
DANGER = "danger"  # the likeliest kind of danger, and how likely there is any
DANGER_LABEL, NO_DANGER = "danger_label", "none"  # of a voice of danger, or one that only sounds like it
HALVES = "halves"  # the first words and what follows them, of short messages: perhaps an answer to us, and a question
HALF_RANKINGS, HALF_READINGS = "half_rankings", "half_readings"
QUESTIONS = "questions"  # where there really are several: one for each, in order


class Step(GraphComponent):
    """Adds to a message what it finds in it."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa passes all four by name
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> Step:
        """Called by Rasa."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa, whose names these are."""
        for message in messages:
            self.look(message)
        return messages

    def look(self, message: Message) -> None:
        """Set what was found."""
        raise NotImplementedError


def all_that_counts(message: Message) -> tuple[int, int]:
    """Where in the message that stands which counts; the end is excluded."""
    matter = message.get(MATTER)
    return (matter.start, matter.end) if matter else (0, len(message.get(TEXT) or ""))


def as_rasa(kind: str, value: str, start: int, end: int) -> dict[str, Any]:
    """An entity in Rasa's form; `end` excluded."""
    return {"entity": kind, "value": value, "start": start, "end": end, "extractor": "careline", "confidence": 1.0}
