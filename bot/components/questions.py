"""Which clauses of a message are questions of their own, each to be answered, in order, once. Pure, but for the step.

Strict on purpose: a question too few is asked again by the consumer, an answer too many makes the bot look deaf.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.components.clauses import Clause
from bot.components.step import (
    ASKS,
    CLAUSE_RANKINGS,
    CLAUSE_READINGS,
    CLAUSES,
    HALF_RANKINGS,
    HALF_READINGS,
    HALVES,
    MATTER,
    MATTERS,
    QUESTIONS,
    READINGS,
    Step,
)
from bot.components.thresholds import FALLBACK, OUT_OF_SCOPE

SURE = 0.6  # of a clause, which is shorter than the sentences whose confidence the bars were chosen by
SURE_IT_IS_NOT_OURS = 0.9
SHORTEST_NOT_OURS = 6  # characters: 还是怎样 belongs to its neighbour
RESCUED_FROM = 0.75
# Courtesies around a question are none, and a wish for a person is a shortcut's business.
_NO_QUESTION = frozenset(
    {"greet", "goodbye", "thank", "affirm", "acknowledge", "deny", "ask_repeat", "ask_language", "ask_who_calls",
     "wrong_person", "opt_out", "request_callback", "request_human"}
)  # fmt: skip
# Asked together these are one question: the answer to one says the other.
_SAME = (
    frozenset(
        {"ask_dispatch", "ask_dispatch_time", "track_shipment", "report_logistics_stalled", "report_not_received"}
    ),
    frozenset({"request_refund", "ask_refund_status"}),
    frozenset({"request_refund", "cancel_order"}),
)
# These are told apart badly in few words, but one of them it is: can I get my money back, did you refund it yet.
_ALIKE = (*_SAME, frozenset({"request_refund", "ask_refund_status", "ask_refund_policy"}))
_READ_SURELY, _ASKED_SURELY = 0.55, 0.6
_NOTHING_ASKED = frozenset({"confirm", "deny", "thank", "report", "complain", "evidence"})
_HOW_IT_STANDS = frozenset({"status", "when", "why", "how_long_overdue", "what_next"})
_WISHED = frozenset({"do_it", "may_i", "how", "confirm"})
"""Of one matter, asks out of one of these two are one question."""
_SHORTEST_ASKED = 4  # characters: 台灯呢 only says of what the rest is asked
_ASKED_IN_A_WORD = frozenset({"who", "when", "where_to", "how_much", "which"})
_SURELY_IN_A_WORD = 0.9
_POINTS = frozenset({"order_no", "tracking_no", "order_tail", "place", "bought_on"})

Ranking = Sequence[dict[str, Any]]


def questions_in(
    clauses: Sequence[Clause],
    rankings: Sequence[Ranking],
    entities: Sequence[dict[str, Any]],
    readings: Sequence[dict[str, Any]] = (),
) -> list[dict[str, Any]]:
    """The clear ones among the clauses: text, intent, intent_ranking and entities of each, and its `readings` (matters
    and asks)."""
    found: list[dict[str, Any]] = []
    for clause, ranking, reading in zip_longest(clauses, rankings, readings, fillvalue={}):
        asked = (len(clause.text) >= _SHORTEST_ASKED or _asks_shortly(reading)) and _asked(reading)
        if not (asked or _is_clear(clause, ranking)):
            continue
        own = [_within(entity, clause) for entity in entities if _is_in(entity, clause)]
        question = {
            "text": clause.text,
            "intent": ranking[0],
            "intent_ranking": list(ranking),
            "entities": own,
            **reading,
        }
        same = next((n for n, other in enumerate(found) if _are_one(other, question)), None)
        if same is None:
            found.append(question)
        elif ranking[0]["confidence"] > found[same]["intent"]["confidence"]:
            # Better words for the same; an order that only the first named is still the one meant.
            found[same] = question if _orders_in(question) else {**question, "entities": [*own, *_named(found[same])]}
    return found


def _found_in(message: Message, clauses: Sequence[Clause]) -> list[dict[str, Any]]:
    rankings, readings = message.get(CLAUSE_RANKINGS), message.get(CLAUSE_READINGS) or ()
    return questions_in(clauses, rankings, message.get(ENTITIES), readings)


def _asks_something(message: Message) -> bool:
    """Whether it is more than a courtesy; a follow-up is, whatever its bare words sound like."""
    follows_up = any(entity["entity"] == "follow_up" for entity in message.get(ENTITIES))
    return follows_up or message.get(INTENT)["name"] not in _NO_QUESTION


def _the_one(message: Message) -> dict[str, Any]:
    """What counts of a message, as a question of its own: what stands before it must mislead nobody."""
    matter, ranking = message.get(MATTER), message.get(INTENT_RANKING_KEY)
    own = [_within(entity, matter) for entity in message.get(ENTITIES) if _is_in(entity, matter)]
    reading = {head: message.get(head) for head in (MATTERS, ASKS, READINGS) if message.get(head)}
    return {"text": matter.text, "intent": message.get(INTENT), "intent_ranking": ranking, "entities": own, **reading}


def _halves_of(message: Message) -> list[dict[str, Any]]:
    """The two halves, each as a question of its own."""
    parts = zip(message.get(HALVES), message.get(HALF_RANKINGS), message.get(HALF_READINGS))  # noqa: B905 - of one length
    return [
        {
            "text": half.text,
            "intent": ranking[0],
            "intent_ranking": list(ranking),
            "entities": [_within(entity, half) for entity in message.get(ENTITIES) if _is_in(entity, half)],
            **reading,
        }
        for half, ranking, reading in parts
    ]


def _is_in(entity: dict[str, Any], clause: Clause) -> bool:
    return bool(clause.start <= entity["start"] and entity["end"] <= clause.end)


def _within(entity: dict[str, Any], clause: Clause) -> dict[str, Any]:
    """With positions in the clause."""
    return {**entity, "start": entity["start"] - clause.start, "end": entity["end"] - clause.start}


def _named(question: dict[str, Any]) -> list[dict[str, Any]]:
    """Its entities, for another text: without positions."""
    return [{"entity": entity["entity"], "value": entity["value"]} for entity in question["entities"]]


def _is_clear(clause: Clause, ranking: Ranking) -> bool:
    """Sure of the intent, or that it is one of those that are one question anyway."""
    best = ranking[0]
    if best["name"] in _NO_QUESTION:
        return False
    if best["name"] == OUT_OF_SCOPE:
        return bool(best["confidence"] >= SURE_IT_IS_NOT_OURS and len(clause.text) >= SHORTEST_NOT_OURS)
    alike = {best["name"]}.union(*(family for family in _ALIKE if best["name"] in family))
    return sum(guess["confidence"] for guess in ranking if guess["name"] in alike) >= SURE


def _asked(reading: dict[str, Any]) -> tuple[str, str] | None:
    """The matter and the ask of words that surely ask or wish something; None for all else."""
    best = next(iter(reading.get(READINGS) or ()), None)
    if best is None or best["ask"] in _NOTHING_ASKED:
        return None
    ask_sure = best["ask_sure"]
    if best["ask"] in _WISHED:  # could you ask them: a wish, in whatever form
        alike = [one for one in reading[READINGS] if one["matter"] == best["matter"] and one["ask"] in _WISHED]
        ask_sure = max(ask_sure, sum(one["ask_sure"] for one in alike))
    sure = best["sure"] >= _READ_SURELY and ask_sure >= _ASKED_SURELY
    return (best["matter"], best["ask"]) if sure else None


def _asks_shortly(reading: dict[str, Any]) -> bool:
    """Whether two or three characters are a question by themselves: 谁批, 几天."""
    best = next(iter(reading.get(READINGS) or ()), None)
    return best is not None and best["ask"] in _ASKED_IN_A_WORD and best["ask_sure"] >= _SURELY_IN_A_WORD


def _ask_the_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    asks = {one[1], other[1]}
    return one == other or (one[0] == other[0] and (asks <= _HOW_IT_STANDS or asks <= _WISHED))


def _are_one(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The same question, unless both name an order and not the same."""
    names, asked = {one["intent"]["name"], other["intent"]["name"]}, (_asked(one), _asked(other))
    if asked[0] and asked[1]:
        if not _ask_the_same(asked[0], asked[1]):
            return False
    elif len(names) > 1 and not any(names <= family for family in _SAME):
        return False
    first, second = _orders_in(one), _orders_in(other)
    return not (first and second and first != second)


def _orders_in(question: dict[str, Any]) -> set[tuple[str, str]]:
    return {(entity["entity"], entity["value"]) for entity in question["entities"] if entity["entity"] in _POINTS}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Questions(Step):
    """Comes last. A message that was too mixed to be understood may be clear clause by clause."""

    def look(self, message: Message) -> None:
        """Sets `questions` where there are at least two, or where only part of the message counts, and `intent` where
        only a clause was understood."""
        clauses = message.get(CLAUSES)
        found = _found_in(message, clauses) if clauses else []
        if len(found) > 1:
            message.set(QUESTIONS, found, add_to_output=True)
        if message.get(HALF_RANKINGS):
            message.set(HALVES, _halves_of(message), add_to_output=True)
        lost = message.get(INTENT)["name"] == FALLBACK
        if lost and (len(found) > 1 or (found and found[0]["intent"]["confidence"] >= RESCUED_FROM)):
            message.set(INTENT, found[0]["intent"], add_to_output=True)
        if len(found) < 2 and message.get(MATTER) and _asks_something(message):
            message.set(QUESTIONS, [_the_one(message)], add_to_output=True)
