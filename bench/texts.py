"""What the clients say: training sentences of ours that stock did not learn from, in an order drawn by seed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bench.processes import BOT_PYTHON, finished

SEED = 20261122
# What a conversation with the bot is about. Left out: what ends it or gives it to a person (request_human, opt_out),
# and what means nothing without the sentence before it (affirm, ask_repeat).
TALKED_OF = frozenset(
    {"ask_dispatch", "ask_dispatch_time", "track_shipment", "report_logistics_stalled", "report_not_received"}
    | {"ask_return_freight", "ask_shipping_fee", "ask_refund_status", "ask_refund_policy", "ask_guarantee"}
    | {"ask_payment", "ask_invoice", "greet", "thank"}
)


@dataclass(frozen=True)
class Sentence:
    """A training sentence; `chosen`: stock learns from it too."""

    text: str
    intent: str
    language: str
    chosen: bool


async def sentences() -> list[Sentence]:
    """All of them, as Rasa reads them."""
    out = await finished(BOT_PYTHON, "-W", "ignore", "-m", "bench.rasa_side.sentences")
    return [Sentence(**json.loads(line)) for line in out.decode().splitlines()]


def said(all_of_them: Sequence[Sentence], seed: int = SEED) -> dict[str, list[str]]:
    """By language, what clients say; each text once."""
    drawn = [one for one in all_of_them if not one.chosen and one.intent in TALKED_OF]
    Random(seed).shuffle(drawn)
    return {language: [one.text for one in drawn if one.language == language] for language in ("zh", "en")}


def unseen_sample(all_of_them: Sequence[Sentence], how_many: int, seed: int = SEED) -> list[Sentence]:
    """So many that stock has not learned from, of every intent."""
    others = [one for one in all_of_them if not one.chosen]
    return Random(seed).sample(others, min(how_many, len(others)))
