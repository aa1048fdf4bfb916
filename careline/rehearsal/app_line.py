"""The consumer in the app: writes, presses what the bot has shown, chooses a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation, latest_app
from careline.conversations.messages import messages_after
from careline.conversations.service import Conversations
from careline.rehearsal.cast import Person
from careline.rehearsal.line import CannotDoError
from careline.rehearsal.situations import NOW
from careline.rehearsal.stage import Stage
from careline.rehearsal.told import REPEATED, Exchange, Said
from careline.store.tables.conversations import Author


class AppLine:
    """One consumer's conversation in the app."""

    def __init__(self, stage: Stage, who: Person) -> None:
        self._stage = stage
        self._who = who
        self._conversations = Conversations(stage.database)
        self._shown: Sequence[RowMapping] = ()

    async def open(self) -> tuple[Said, ...]:
        """Nothing is said before the consumer has written."""
        return ()

    async def say(self, text: str) -> Exchange:
        return await self._post(text, text=text)

    async def press(self, title: str) -> Exchange:
        """Press a button of the last answer by its words. Raises CannotDoError."""
        shown = [button for row in self._shown for button in row["buttons"]]
        found = next((button for button in shown if button["title"] == title), None)
        if found is None:
            raise CannotDoError(f"no button {title}; shown are {', '.join(b['title'] for b in shown) or 'none'}")
        return await self._post(f"〔{title}〕", button_id=UUID(found["id"]))

    async def choose(self, key: str) -> Exchange:
        """Press the card of an order. Raises CannotDoError."""
        order_id = self._who.orders[key].order_id
        cards = [card for row in self._shown for card in row["cards"] if card.get("button_id")]
        found = next((card for card in cards if card["order_id"] == order_id), None)
        if found is None:
            raise CannotDoError(f"no card of {key}; shown are {', '.join(card['title'] for card in cards) or 'none'}")
        return await self._post(f"〔{found['title']}〕", button_id=UUID(found["button_id"]))

    async def stay_silent(self) -> Exchange:
        raise CannotDoError("silence is something that happens on the phone")

    async def _post(self, done: str, **message: Any) -> Exchange:
        accepted = await self._conversations.post(self._who.customer_id, uuid4(), NOW, **message)
        if accepted.turn_id:
            await self._stage.answering.answer_turn(accepted.turn_id)
        async with self._stage.database.begin() as tx:
            rows = await messages_after(tx, self._who.customer_id, "app", accepted.seq)
            conversation = await self._conversation(tx)
        answer = self._stage.overheard.take(conversation.conversation_id)
        self._shown = [row for row in rows if row["author"] == Author.BOT]
        names = [reply.response or REPEATED for reply in answer.replies] if answer else []
        names += ["apology"] * (len(self._shown) - len(names))
        return Exchange(
            done=done, owner=conversation.ownership.owner,
            said=tuple(_said(row, name) for row, name in zip(self._shown, names, strict=False)),
            intent=answer.intent if answer else None, confidence=answer.confidence if answer else None,
        )  # fmt: skip

    async def conversation_id(self) -> UUID:
        async with self._stage.database.begin() as tx:
            return (await self._conversation(tx)).conversation_id

    async def _conversation(self, tx: AsyncConnection) -> Conversation:
        conversation = await latest_app(tx, self._who.customer_id)
        assert conversation, "the first message opens it"
        return conversation


def _said(row: RowMapping, name: str) -> Said:
    return Said(
        response=name, text=row["text"], buttons=tuple(button["title"] for button in row["buttons"]),
        cards=tuple(card.get("title") or card.get("name", "") for card in row["cards"]),
    )  # fmt: skip
