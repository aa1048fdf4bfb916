"""The one class behind every action: one transaction, one turn, one answer; a failure says nothing to anyone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.asking.choices import remember_choices
from actions.loading import heard_from, load_attempt, load_speaker
from actions.memory import Asked, Memory
from actions.services import Services
from actions.stock import ShopUnaskedError, Stock
from actions.talk import Handler, Reply, Talk
from actions.turn.repeated_answer import without_repeating
from actions.turn.turn import answer_turn
from careline.core import phrases

_RESERVED = frozenset(
    {"text", "image", "custom", "template", "response", "attachment", "buttons", "elements", "tracker"}
)


class TurnAction(Action):
    """Answers one intent. Registered as an instance, with its services."""

    def __init__(self, intent: str, answers: Mapping[str, Handler], services: Services) -> None:
        self._intent = intent
        self._answers = answers
        self._services = services

    def name(self) -> str:
        """action_<intent>, as the rules in data/rules call it."""
        return f"action_{'fallback' if self._intent == 'nlu_fallback' else self._intent}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the turn in one transaction; the events are the slots to remember. Raises whatever went wrong."""
        talk, before = await self._answer(tracker)
        for reply in talk.replies:
            utter(dispatcher, reply)
        return [slot(name, value) for name, value in talk.memory.changes(before).items()]

    async def _answer(self, tracker: Tracker) -> tuple[Talk, Memory]:
        """Answer the turn; also what was remembered before it. Where the shop has to be asked first, nothing of it
        counts, and the turn is answered anew."""
        stock = Stock(self._services.platform)
        while True:
            try:
                async with self._services.database.begin() as tx:
                    talk = await self._talk(tx, tracker, stock)
                    before = talk.before
                    await answer_turn(talk, self._intent)
                    await without_repeating(talk)
                    remember_choices(talk)
                    _offer_more(talk)
            except ShopUnaskedError as unasked:
                await stock.ask(unasked)
            else:
                return talk, before

    async def _talk(self, tx: AsyncConnection, tracker: Tracker, stock: Stock) -> Talk:
        speaker = await load_speaker(tx, tracker)
        conversation = speaker.conversation
        before = Memory.from_slots(tracker.slots)
        # Rasa words this turn by its slot. The row may be ahead of it, where a turn that changed the language failed.
        language = {"zh": "zh-CN", "en": "en"}.get(before.language or "", conversation.language)
        memory = replace(before.next_turn(), language=short_language(conversation.language))
        return Talk(
            connection=tx, services=self._services, stock=stock, now=self._services.clock(),
            turn_id=speaker.turn_id, conversation=conversation, ran_before=speaker.ran_before,
            customer=speaker.customer, attempt=await load_attempt(tx, conversation),
            heard=heard_from(tracker), before=before, memory=memory, answers=self._answers,
            language=language, schedule=speaker.schedule,
        )  # fmt: skip


def _offer_more(talk: Talk) -> None:
    """On the phone an answer that asks nothing leaves a silence: ask whether there is anything else."""
    if talk.spoken and talk.identified and not talk.ended and talk.memory.asked is None:
        talk.say("utter_anything_else")
        talk.ask(Asked.ANYTHING_ELSE)


def utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Hand one reply to rasa_sdk. Values are made harmless for Rasa's two rounds of brace formatting."""
    if clash := _RESERVED & reply.values.keys():
        raise ValueError(f"{reply.response}: {sorted(clash)} cannot be placeholders")
    values: dict[str, Any] = {name: harmless(value) for name, value in reply.values.items()}
    dispatcher.utter_message(
        text=reply.text and harmless(reply.text),
        response=reply.response,
        buttons=list(reply.buttons),
        json_message={"cards": list(reply.cards)} if reply.cards else None,
        **values,
    )


def harmless(value: str) -> str:
    """A title with braces would read as an unfilled placeholder, and `0[` makes Rasa give the raw wording out."""
    return value.replace("{", "(").replace("}", ")").replace("0[", "0 [")


def slot(name: str, value: Any) -> dict[str, Any]:
    """Rasa's event that sets a slot."""
    return {"event": "slot", "timestamp": None, "name": name, "value": value}


def short_language(language: str) -> str:
    """Of the slot, by which bot/domain chooses its wording: zh or en."""
    return "en" if phrases.is_english(language) else "zh"
