"""Talking to the actions without Rasa: real conversations in a real database, rasa_sdk's executor, the real wording.

Only understanding is left out: a test says which intent an utterance has. Slots are kept and wording is chosen by the
rules of Rasa 3.6 (rasa/core/nlg/generator.py, ResponseVariationFilter).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from rasa_sdk.executor import ActionExecutor
from sqlalchemy import insert, select, update

from actions.registry import all_actions
from actions.services import Services
from careline.conversations.conversation import find, hold, open_phone
from careline.conversations.messages import Outgoing, say
from careline.conversations.service import Conversations
from careline.conversations.turns import claim, settle
from careline.core.callouts import AttemptState, CalloutState
from careline.demo.personas import PERSONAS
from careline.demo.shop import demo_events
from careline.dialogue.answering import AfterTurn
from careline.dialogue.client import Answer, Reply
from careline.feed.service import Feed
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks
from careline.store.tables.conversations import Author, TurnState
from careline.store.tables.feed import customers
from tests.rules import RULES
from tests.utterances import entities_in, entity, table

SHOP = "云选商城"
NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
"""Half past two on a Sunday afternoon in Shanghai."""
DOMAIN = Path(__file__).parents[1] / "bot" / "domain"
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@functools.cache
def wording() -> dict[str, list[dict[str, Any]]]:
    """Every response of bot/domain, by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(DOMAIN.glob("*.yml")):
        found |= yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get("responses") or {}
    return found


def variation(variations: list[dict[str, Any]], channel: str, language: str) -> dict[str, Any]:
    """The variation that Rasa would choose."""

    def fits(one: dict[str, Any]) -> bool:
        return all(language == wanted["value"] for wanted in one.get("condition", ()))

    conditional = [one for one in variations if one.get("condition") and fits(one)]
    default = [one for one in variations if not one.get("condition")]
    for group, wanted in ((conditional, channel), (default, channel), (conditional, None), (default, None)):
        if chosen := [one for one in group if one.get("channel") == wanted]:
            return chosen[0]
    raise AssertionError(f"no wording for {channel}, {language}")


def _filled(text: str, values: dict[str, Any]) -> str:
    """With its values; a missing one is an error, as in bot/wording.py."""
    missing = [name for name in _PLACEHOLDER.findall(text) if values.get(name) is None]
    assert not missing, f"no value for {missing} in: {text}"
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), text)


def _heard(text: str | None, given: dict[str, str]) -> list[dict[str, Any]]:
    if given or text not in table():
        return [entity(kind, value, text, value) for kind, value in given.items()]
    return entities_in(text)


@dataclass
class Said:
    """What the bot answered in one turn."""

    responses: list[str | None]
    texts: list[str]
    buttons: list[dict[str, Any]]
    cards: list[dict[str, Any]]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


@dataclass
class Talking:
    """One conversation with one consumer."""

    database: Database
    conversation_id: UUID
    clock: Any
    executor: ActionExecutor
    slots: dict[str, Any] = field(default_factory=dict)
    last_call: dict[str, Any] = field(default_factory=dict)
    after_turn: AfterTurn | None = None

    async def hear(
        self,
        text: str | None,
        intent: str,
        *,
        ranking: tuple[str, ...] = (),
        confidence: float = 0.9,
        questions: Sequence[dict[str, Any]] = (),
        reading: tuple[str, str] | None = None,
        readings: Sequence[tuple[str, str, float]] = (),
        halves: Sequence[dict[str, Any]] = (),
        danger: tuple[str, float] | None = None,
        **entities: str,
    ) -> Said:
        """The consumer says or presses something; the bot answers. Entities are those given, else utterances.yml's;
        `questions` are several in one, see `question`; `reading` is the matter and the ask, as good as sure; of several
        `readings` each says how sure both are; `halves` are the first words, the rest, and its parts; `danger` is what
        a model finds likely: the kind, and how likely any is."""
        turn = await self._post(text, intent, entities)
        call = self.call(
            turn.turn_id, text, intent, ranking=ranking, confidence=confidence, questions=questions, **entities
        )
        call["tracker"]["latest_message"] |= as_read(reading) | as_perhaps_read(readings)
        call["tracker"]["latest_message"] |= {"halves": list(halves)}
        if danger:
            call["tracker"]["latest_message"] |= {"danger": {"kind": danger[0], "sure": danger[1]}}
        said = await self.run(call)
        answer = Answer(
            replies=tuple(Reply(text=t, response=name) for t, name in zip(said.texts, said.responses, strict=True)),
            intent=intent, confidence=confidence if text else 1.0, ranking=ranking,
        )  # fmt: skip
        await self._store(turn, said, answer)
        return said

    def call(
        self, turn_id: UUID, text: str | None, intent: str, *, ranking: tuple[str, ...] = (), confidence: float = 0.9,
        questions: Sequence[dict[str, Any]] = (), **entities: str,
    ) -> dict[str, Any]:  # fmt: skip
        """What Rasa would send to the webhook."""
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": confidence},
            "intent_ranking": [{"name": name, "confidence": 0.3} for name in ranking],
            "entities": _heard(text, entities),
            "questions": list(questions),
            "metadata": {"turn_id": str(turn_id)},
        }
        tracker = {"sender_id": str(self.conversation_id), "slots": dict(self.slots), "latest_message": message}
        name = "fallback" if intent == "nlu_fallback" else intent
        self.last_call = {"next_action": f"action_{name}", "tracker": {**tracker, "events": []}, "domain": {}}
        return self.last_call

    async def run(self, call: dict[str, Any]) -> Said:
        """Run one action, remember its slots, word its answer. Raises what the action raises."""
        result = await self.executor.run(call)
        assert result is not None
        said = await self._worded(result.responses)
        self.slots |= {event["name"]: event["value"] for event in result.events if event["event"] == "slot"}
        return said

    async def start(self) -> None:
        """A new Rasa session."""
        call = {"next_action": "action_session_start", "domain": {}}
        await self.run({**call, "tracker": {"sender_id": str(self.conversation_id), "slots": {}, "events": []}})

    async def _post(self, text: str | None, intent: str, entities: dict[str, str]) -> Any:
        payload = None if text else {"intent": intent, "entities": entities}
        conversations = Conversations(self.database)
        shown = text or f"[{intent}]"
        await conversations.heard(self.conversation_id, self.clock(), text=shown, payload=payload)
        async with self.database.begin() as tx:
            return await claim_of(tx, self.conversation_id)

    async def _worded(self, responses: list[dict[str, Any]]) -> Said:
        async with self.database.begin() as tx:
            conversation = await find(tx, self.conversation_id)
        assert conversation
        known = wording()
        said = Said([], [], [], [])
        for response in responses:
            name, cards = response["response"], (response["custom"] or {}).get("cards", [])
            chosen = {"text": response["text"]}
            if name:
                chosen = variation(known[name], conversation.channel, self.slots.get("language", "zh"))
            said.responses.append(name)
            said.texts.append(_filled(chosen["text"], {**self.slots, **response}))
            said.buttons += [*chosen.get("buttons", ()), *response["buttons"]]
            said.cards += cards
        return said

    async def _store(self, turn: Any, said: Said, answer: Answer) -> None:
        """As careline.dialogue.answering does: replies become messages, the turn is over."""
        async with self.database.begin() as tx:
            held = await hold(tx, self.conversation_id)
            for text in said.texts:
                await say(tx, held, Author.BOT, Outgoing(text=text), self.clock(), turn_id=turn.turn_id)
            await settle(
                tx, turn, TurnState.ANSWERED, self.clock(), outcome="answered", intent=answer.intent,
                confidence=answer.confidence,
            )  # fmt: skip
        if self.after_turn:
            await self.after_turn(held, turn, answer, self.clock())


def as_read(reading: tuple[str, str] | None) -> dict[str, Any]:
    """A matter and an ask as bot/components tell them, as good as sure."""
    if reading is None:
        return {}
    matter, ask = reading
    return {"matters": [{"name": matter, "confidence": 0.95}], "asks": [{"name": ask, "confidence": 0.95}]}


def part(text: str, intent: str, reading: tuple[str, str], confidence: float = 0.6) -> dict[str, Any]:
    """One of a message's `halves`, as bot/components/questions.py tells it."""
    told = question(text, intent, reading) | as_perhaps_read([(*reading, 0.95)])
    return told | {"intent": {"name": intent, "confidence": confidence}}


def as_perhaps_read(readings: Sequence[tuple[str, str, float]]) -> dict[str, Any]:
    """What the words may mean, likeliest first, each with how sure its matter and its ask are."""
    names = ("matter", "ask", "sure")
    told = [dict(zip(names, one, strict=True)) | {"ask_sure": one[2], "named": True} for one in readings]
    return {"readings": told} if told else {}


def question(text: str, intent: str, reading: tuple[str, str] | None = None, **entities: str) -> dict[str, Any]:
    """One of several questions in a message, as bot/components/questions.py tells it."""
    return as_read(reading) | {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "intent_ranking": [],
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }


async def claim_of(tx: Any, conversation_id: UUID) -> Any:
    """Claim the conversation's waiting turn."""
    from careline.store.tables.conversations import turns

    waiting = select(turns.c.turn_id).where(
        turns.c.conversation_id == conversation_id, turns.c.state == TurnState.WAITING
    )
    claimed = await claim(tx, 30, (await tx.execute(waiting)).scalar_one())
    assert claimed
    return claimed[1]


async def fill_shop(database: Database, now: datetime) -> None:
    """The named consumers of the demo shop, and what has happened to their orders."""
    events = demo_events(seed=1, now=now, customers=len(PERSONAS) + 1, orders=30)
    taken = await Feed(database, RULES.new_users).take(events, now)
    assert not taken.rejected


def talking(database: Database, conversation_id: UUID, clock: Any) -> Talking:
    """A talk in an open conversation."""
    executor = ActionExecutor()
    for action in all_actions(Services(database=database, clock=clock, shop_name=SHOP, rules=RULES)):
        executor.register_action(action)
    return Talking(database, conversation_id, clock, executor)


async def in_app(database: Database, customer_id: str, clock: Any) -> Talking:
    """The consumer opens the chat."""
    from careline.conversations.conversation import open_app
    from careline.store.orders import load_customer

    async with database.begin() as tx:
        customer = await load_customer(tx, customer_id)
        assert customer
        conversation = await open_app(tx, customer, clock())
    talk = talking(database, conversation.conversation_id, clock)
    await talk.start()
    return talk


async def on_the_phone(database: Database, customer_id: str, order_id: str, clock: Any) -> Talking:
    """A call about this order's first block is answered; nobody has said yet who they are."""
    attempt_id, callout_id, now = new_id(), new_id(), clock()
    async with database.begin() as tx:
        who = (await tx.execute(select(customers).where(customers.c.customer_id == customer_id))).mappings().one()
        block = (await tx.execute(select(blocks).where(blocks.c.order_id == order_id))).mappings().first()
        assert block, "look_at_due_orders has to find the block first"
        await tx.execute(
            insert(callouts).values(
                callout_id=callout_id, customer_id=customer_id, order_id=order_id, block_id=block["block_id"],
                case_id=block["case_id"], state=CalloutState.DIALING, due_at=now, created_at=now,
            )
        )  # fmt: skip
        await tx.execute(
            insert(attempts).values(
                attempt_id=attempt_id, callout_id=callout_id, n=1, customer_id=customer_id, number=who["phone"],
                carrier="simulator", state=AttemptState.IN_CALL, lease=new_id(), intent_at=now, answered_at=now,
                language=who["locale"],
            )
        )  # fmt: skip
        conversation = await open_phone(tx, customer_id, who["locale"], attempt_id, block["case_id"], now)
        await say(tx, conversation, Author.BOT, Outgoing(text="您好，请问是本人吗？"), now)
    talk = talking(database, conversation.conversation_id, clock)
    await talk.start()
    return talk


async def end_attempts(database: Database, now: datetime) -> None:
    """Every call is over."""
    ended = {"state": AttemptState.ENDED, "ended_at": now, "outcome": "declined"}
    async with database.begin() as tx:
        await tx.execute(update(attempts).values(**ended))
