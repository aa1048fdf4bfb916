"""What the dialogue remembers from one turn to the next: Rasa's slots, read and written as one value. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isfinite
from typing import Any

from actions.heard import Heard
from actions.remembered import (
    OrdersShown,
    PartsSpokenOf,
    Proposal,
    SaidSoFar,
    Told,
    format_matters,
    format_pending,
    format_told,
    parse_matters,
    parse_pending,
    parse_told,
)
from understanding.taxonomy import Matter


class Asked(StrEnum):
    """What we asked last; a yes or no is understood by it."""

    IDENTIFY = "identify"
    WHEN_CONVENIENT = "when_convenient"
    """When the consumer can be reached, asked of somebody else who has picked up their phone."""
    CHOOSE_ORDER = "choose_order"
    SUGGESTION = "suggestion"
    REPHRASE = "rephrase"
    CONFIRM_URGE = "confirm_urge"
    CONFIRM_CANCEL = "confirm_cancel"
    CONFIRM_ADDRESS = "confirm_address"
    CONFIRM_REFUND = "confirm_refund"
    CONFIRM_RETURN = "confirm_return"
    CONFIRM_FREIGHT = "confirm_freight"
    CONFIRM_COMPENSATION = "confirm_compensation"
    CONFIRM_RESEND = "confirm_resend"
    CONFIRM_DEED = "confirm_deed"
    """Any deed that is declared in actions/matters: which one stands in the wish."""
    CONFIRM_CONDITION = "confirm_condition"
    CONDITION_BY = "condition_by"
    """By when a wish under a condition is to be kept; what we propose stands in the wish."""
    CONFIRM_EXCHANGE = "confirm_exchange"
    EXCHANGE_ITEM = "exchange_item"
    EXCHANGE_VARIANT = "exchange_variant"
    NEW_ADDRESS = "new_address"
    HANDOFF_OFFER = "handoff_offer"
    ANYTHING_ELSE = "anything_else"
    RATING_WORDS = "rating_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The slots as values; what each holds beside these is told by its type in remembered.py.

    `order_id` is the order spoken of, `topic` the last intent with a topic, `matters` what was spoken of (nearest
    first), `asides` how many questions were answered since ours. `silences` and `fallback_count` run in a row.
    `ways` are those beside our question (JSON, see asking/choices.py).
    """

    language: str | None = None
    order_id: str | None = None
    topic: str | None = None
    asked: Asked | None = None
    suggested_intent: str | None = None
    offered: OrdersShown = field(default_factory=OrdersShown)
    told: Told | None = None
    pending: tuple[Heard, ...] = ()
    wish: Proposal = field(default_factory=Proposal)
    matters: tuple[Matter, ...] = ()
    said: SaidSoFar = field(default_factory=SaidSoFar)
    parts: PartsSpokenOf | None = None
    ways: str | None = None
    fallback_count: int = 0
    silences: int = 0
    asides: int = 0

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """From Rasa's slots; whatever is of another type counts as unset."""

        def text(name: str) -> str | None:
            value = slots.get(name)
            return value if isinstance(value, str) and value else None

        def count(name: str) -> int:
            value = slots.get(name)
            return int(value) if isinstance(value, int | float) and isfinite(value) else 0

        asked = text("asked")
        return cls(
            language=text("language"), order_id=text("order_id"), topic=text("topic"),
            asked=Asked(asked) if asked in set(Asked) else None, suggested_intent=text("suggested_intent"),
            offered=OrdersShown.parse(text("offered")), told=parse_told(text("told")),
            pending=parse_pending(text("pending")), wish=Proposal.parse(text("wish")),
            matters=parse_matters(text("matters")), said=SaidSoFar.parse(text("said")),
            parts=PartsSpokenOf.parse(text("parts")), ways=text("ways"),
            fallback_count=count("fallback_count"),
            silences=count("silences"), asides=count("asides"),
        )  # fmt: skip

    def slots(self) -> dict[str, Any]:
        """As Rasa keeps them."""
        return {
            "language": self.language, "order_id": self.order_id, "topic": self.topic,
            "asked": self.asked.value if self.asked else None, "suggested_intent": self.suggested_intent,
            "offered": self.offered.format(), "told": format_told(self.told), "pending": format_pending(self.pending),
            "wish": self.wish.format(), "matters": format_matters(self.matters), "said": self.said.format(),
            "parts": self.parts.format() if self.parts else None,
            "ways": self.ways,
            "fallback_count": float(self.fallback_count),
            "silences": float(self.silences), "asides": float(self.asides),
        }  # fmt: skip

    def changes(self, before: Memory) -> dict[str, Any]:
        """Slots that have to be set for this to be remembered."""
        old = before.slots()
        return {name: value for name, value in self.slots().items() if value != old[name]}

    def next_turn(self) -> Memory:
        """What stays by itself: the order, the topic, and what was said. Questions and counts last for one answer."""
        return replace(
            self, asked=None, suggested_intent=None, offered=OrdersShown(), told=None, pending=(), wish=Proposal(),
            ways=None, fallback_count=0, silences=0, asides=0,
        )  # fmt: skip

    def without_question(self) -> Memory:
        """As if we had asked nothing."""
        return replace(self, asked=None, wish=Proposal())
