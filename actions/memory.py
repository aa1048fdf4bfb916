"""What the dialogue remembers from one turn to the next: Rasa's slots, read and written as one value. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


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
    """`order_id` is the order spoken of, `topic` the last intent with a topic, `offered` the orders we let choose from
    (ids, comma between), `told` a fingerprint of the facts we gave last, `pending` the questions that wait until ours
    is answered (JSON, see turn/turn.py), `wish` what exactly a yes would be about (items, the new address; JSON,
    see deeds/some_items.py), `matters` what was spoken of (nearest first, comma between), `parts` the items of an
    order last spoken of (JSON), `said` marks of the sentences that were said in this conversation (see
    turn/repeated_answer.py), `ways` those beside our question
    (JSON, see asking/choices.py), `asides` how many questions were answered since ours, `silences` and `fallback_count`
    run in a row.
    """

    language: str | None = None
    order_id: str | None = None
    topic: str | None = None
    asked: str | None = None
    suggested_intent: str | None = None
    offered: str | None = None
    told: str | None = None
    pending: str | None = None
    wish: str | None = None
    matters: str | None = None
    said: str | None = None
    parts: str | None = None
    ways: str | None = None
    fallback_count: float = 0.0
    silences: float = 0.0
    asides: float = 0.0

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """From Rasa's slots; whatever is of another type counts as unset."""
        text = {name: value for name in _TEXTS if isinstance(value := slots.get(name), str) and value}
        counts = {name: float(value) for name in _COUNTS if isinstance(value := slots.get(name), (int, float))}
        return cls(**text, **counts)  # type: ignore[arg-type]

    def next_turn(self) -> Memory:
        """What stays by itself: the order and the topic. Questions and counts last for one answer."""
        return replace(
            self, asked=None, suggested_intent=None, offered=None, told=None, pending=None, wish=None, ways=None,
            fallback_count=0.0, silences=0.0, asides=0.0,
        )  # fmt: skip

    def changes(self, before: Memory) -> dict[str, Any]:
        """Slots that have to be set for this to be remembered."""
        old, new = asdict(before), asdict(self)
        return {name: value for name, value in new.items() if value != old[name]}


_TEXTS = (
    "language", "order_id", "topic", "asked", "suggested_intent", "offered", "told", "pending", "wish",
    "matters", "said", "parts", "ways",
)  # fmt: skip
_COUNTS = ("fallback_count", "silences", "asides")
