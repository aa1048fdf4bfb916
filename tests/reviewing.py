"""Sentences to review, for tests that decide about them; and two training files."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import update

from careline.conversations.conversation import open_app
from careline.conversations.messages import Outgoing, say
from careline.conversations.turns import add_turn
from careline.core.privacy.redaction import fingerprint, language_of
from careline.core.reviews import Sign
from careline.insights import rows
from careline.insights.rows import Review
from careline.store.database import Database
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author, TurnState, turns
from tests.factories import NOW

FILES = {
    "refund.yml": """# Money.
version: "3.1"
nlu:
- intent: request_refund
  examples: |
    - 退钱
- intent: ask_refund_status  # where it is
  examples: |
    - 退款到哪了

- intent: ask_payment
  examples: |
    - 怎么付款
""",
    "smalltalk.yml": """version: "3.1"
nlu:
- intent: greet
  examples: |
    - 你好
""",
}


async def reviewed_sentence(
    database: Database, text: str, *, customer_id: str = "u-lin", at: datetime = NOW, **given: Any
) -> Review:
    """A turn of this consumer that was noted for review; by default the bot had guessed at the refund."""
    async with database.begin() as tx:
        customer = await load_customer(tx, customer_id)
        assert customer
        held = await open_app(tx, customer, at)
        seq = await say(tx, held, Author.CONSUMER, Outgoing(text=text), at, client_id=uuid4())
        turn_id = await add_turn(tx, held, seq, at, text=text)
        over = {"state": TurnState.ANSWERED, "outcome": "answered", "finished_at": at}
        await tx.execute(update(turns).where(turns.c.turn_id == turn_id).values(**over))
        noted = {
            "turn_id": turn_id, "fingerprint": fingerprint(text), "text": text, "language": language_of(text),
            "sign": Sign.GUESSED, "intent": "nlu_fallback", "confidence": 0.7, "proposal": "ask_refund_status",
            "ranking": ["ask_refund_status", "ask_payment", "greet"], "first_at": at, "last_at": at, **given,
        }  # fmt: skip
        await rows.add(tx, noted)
        return await rows.one(tx, turn_id)
