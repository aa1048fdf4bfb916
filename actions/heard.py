"""What the consumer said, as Rasa understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from understanding.context import Question
from understanding.people_first import Likely
from understanding.reading import LeadingWord, Reading
from understanding.taxonomy import Ask


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What the consumer said, as Rasa understood it. Hints only: who they are comes from the conversation.

    `said`: what the words themselves say; nobody in actions/ looks at them. `questions`: where several things are
    asked, each by itself, in order. `matters` and `asks`: how likely each is, see `understanding.taxonomy`; empty for
    a button. `readings`: both completed in the course of the conversation, likeliest first. `halves`: the first words
    and what follows them, each by itself, where the first may answer us. `likely`: the danger that a model makes of the
    words; None for a button and for a part of a message.
    """

    intent: str
    confidence: float
    said: Reading
    entities: Mapping[str, tuple[str, ...]]
    ranking: tuple[str, ...]
    questions: tuple[Heard, ...] = ()
    halves: tuple[Heard, ...] = ()
    matters: Mapping[str, float] = field(default_factory=dict)
    asks: Mapping[str, float] = field(default_factory=dict)
    readings: tuple[Question, ...] = ()
    likely: Likely | None = None

    @classmethod
    def remembered(cls, one: Mapping[str, Any]) -> Heard:
        """As it was `told`; JSON knows lists only."""
        entities = {name: tuple(values) for name, values in one["entities"].items()}
        readings = tuple(Question.from_told(told) for told in one.get("readings") or ())
        return cls(
            intent=one["intent"], confidence=one["confidence"], said=Reading.remembered(one), entities=entities,
            ranking=tuple(one["ranking"]), matters=one["matters"], asks=one["asks"], readings=readings,
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """For JSON, to be `remembered`; its further questions are not kept."""
        return {
            "intent": self.intent, "confidence": self.confidence, **self.said.told, "entities": dict(self.entities),
            "ranking": self.ranking, "matters": dict(self.matters), "asks": dict(self.asks),
            "readings": [asdict(one) for one in self.readings],
        }  # fmt: skip

    def says(self, *details: str) -> bool:
        """Whether the words hold one of these details (`understanding.details`)."""
        return self.said.says(*details)

    def likely_asks(self, *asks: Ask) -> float:
        """How likely the words want one of these."""
        return sum(self.asks.get(ask.value, 0.0) for ask in asks)

    def only_word(self, word: LeadingWord) -> Heard:
        """The word in answer to us, by itself."""
        return replace(
            self, intent="affirm" if word.yes else "deny", said=word.said,
            entities={}, questions=(), halves=(), matters={}, asks={}, readings=(),
        )  # fmt: skip

    def joined(self, one: Heard, then: Heard) -> Heard:
        """As this one was understood, of the words of both."""
        return replace(self, said=one.said.followed_by(then.said), entities={**one.entities, **then.entities})

    def entity(self, name: str) -> str | None:
        """The first value of this kind."""
        return next(iter(self.entities.get(name, ())), None)
