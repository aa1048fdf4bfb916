"""Turns: one consumer message and what answers it, claimed by whichever process answers.

A claim is a lease with a fresh token in the database's own time; a dead process's turn is claimed again. Every write of
an answer is conditional on the token, so a process that wakes up late changes nothing.

Messages that belong together are one turn. A fragment waits PATIENCE_SECONDS for more; whatever is whole is claimed at
once. The first claim of a turn, and only that, joins what waits right behind it: from then on its text is fixed, as a
process may have answered it already when another one claims it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import HELD, WITH_SEQUENCE, Conversation, conversation_from
from careline.conversations.messages import buttons_pressed
from careline.ids import new_id
from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.tables.conversations import (
    OPEN_STATES,
    Author,
    TurnState,
    conversations,
    messages,
    sequences,
    turns,
)
from shared.trace import current_trace
from understanding.fragments import Piece, piece_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A claimed turn: text, or the payload of a button or key. Its answer counts only under `epoch`."""

    turn_id: UUID
    conversation_id: UUID
    epoch: int
    text: str | None
    payload: dict[str, Any] | None
    claim: UUID
    claims: int
    trace: str | None
    """Of the request that asked (shared/trace.py)."""


async def add_turn(
    tx: AsyncConnection,
    held: Conversation,
    seq: int,
    now: datetime,
    *,
    text: str | None = None,
    payload: dict[str, Any] | None = None,
    piece: Piece = Piece.ALONE,
) -> UUID:
    """Ask the bot to answer the consumer's message `seq`. Exactly one of text and payload."""
    turn_id = new_id()
    row = {
        "turn_id": turn_id, "conversation_id": held.conversation_id, "seq": seq, "epoch": held.ownership.epoch,
        "text": text, "payload": payload, "state": TurnState.WAITING, "created_at": now, "piece": piece,
        "patience": PATIENCE_SECONDS if piece is Piece.FRAGMENT else 0.0, "trace": current_trace(),
    }  # fmt: skip
    await tx.execute(_ADD, row)
    if held.channel == "app":  # the turns of a call are answered by whoever stored them
        await notify(tx, Topic.FRAGMENTS if piece is Piece.FRAGMENT else Topic.TURNS, str(turn_id))
    return turn_id


async def ask_what_is_open(tx: AsyncConnection, held: Conversation, now: datetime) -> int:
    """Ask the assistant what the consumer wrote or pressed since anybody answered last; returns how many that is.

    For when the assistant answers again, after an agent who has left something open.
    """
    said = messages.c.conversation_id == held.conversation_id
    answered = select(func.coalesce(func.max(messages.c.seq), 0)).where(
        said, messages.c.author.in_([Author.BOT, Author.AGENT])
    )
    left = (
        select(messages.c.seq, messages.c.text, messages.c.client_digest)
        .where(said, messages.c.author == Author.CONSUMER, messages.c.seq > answered.scalar_subquery())
        .where(func.jsonb_array_length(messages.c.cards) == 0)  # a photo is no turn
    )
    rows = (await tx.execute(left.order_by(messages.c.seq))).all()
    pressed = await buttons_pressed(tx, held, [row.client_digest for row in rows])
    for row in rows:
        if payload := pressed.get(row.client_digest):
            await add_turn(tx, held, row.seq, now, payload=payload)
        else:
            await add_turn(tx, held, row.seq, now, text=row.text, piece=piece_of(row.text))
    return len(rows)


PATIENCE_SECONDS = 1.2
"""How long a fragment waits for the next message."""
LONGEST_SECONDS = 3.0
"""How long the first of several fragments waits at most."""
MAX_TEXT = 4000
"""Characters of a message, and of a turn: more Rasa's side refuses (bot/turns.py)."""
MOST_JOINED, MOST_WHOLE, MOST_CHARACTERS = 8, 3, 500
"""What one turn may hold: messages behind its first, whole ones among all of them, and characters behind the first. Of
more questions than four, and in longer texts, the assistant leaves some out (bot/components/clauses.py)."""

_GIVEN = ("turn_id", "conversation_id", "seq", "epoch", "text", "payload", "state", "created_at", "piece", "trace")
_ADD = insert(turns).values(
    {name: bindparam(name, type_=turns.c[name].type) for name in _GIVEN}
    | {"ready_at": func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, bindparam("patience"))}
)

# head: the oldest turn that waits, or whose claim ran out, in a conversation where nothing older is open. Named is the
# turn of a call, which the webhook that stored it answers while the callee listens; or one of the app, which stands
# for the head of its conversation. A fragment is ready once nothing waits for more, something whole or a button came
# after it, or it has waited long enough.
# tail: what waits right behind a head that is claimed for the first time, without a gap, within the bounds above, up to
# the last message that is ready. Rows that another transaction holds are left alone (an owner is changing), and with
# them all that is behind them, so that no lock is waited for.
_CLAIM = text("""
WITH head AS (
  SELECT t.turn_id, t.conversation_id, t.seq, t.piece, t.claims, length(t.text) AS characters,
         CAST(:at_once AS boolean) OR t.ready_at + make_interval(secs => :more) <= clock_timestamp() AS patient
  FROM turns t
  WHERE (t.state = 'waiting' OR (t.state = 'claimed' AND t.lease_until < clock_timestamp()))
    AND CASE WHEN CAST(:turn_id AS uuid) IS NOT NULL
             THEN t.turn_id = :turn_id
                  OR t.conversation_id = (SELECT c.conversation_id FROM turns n
                                          JOIN conversations c ON c.conversation_id = n.conversation_id
                                          WHERE n.turn_id = :turn_id AND c.channel = 'app')
             ELSE EXISTS (SELECT 1 FROM conversations c
                          WHERE c.conversation_id = t.conversation_id AND c.channel = 'app') END
    AND NOT EXISTS (SELECT 1 FROM turns o WHERE o.conversation_id = t.conversation_id AND o.seq < t.seq
                    AND o.state IN ('waiting', 'claimed'))
    AND (t.piece <> 'fragment' OR t.claims > 0 OR CAST(:at_once AS boolean)
         OR t.ready_at + make_interval(secs => :more) <= clock_timestamp()
         OR NOT EXISTS (SELECT 1 FROM turns f WHERE f.conversation_id = t.conversation_id AND f.state = 'waiting'
                        AND f.ready_at > clock_timestamp())
         OR EXISTS (SELECT 1 FROM turns w WHERE w.conversation_id = t.conversation_id AND w.state = 'waiting'
                    AND w.seq > t.seq AND w.piece <> 'fragment'))
  ORDER BY t.created_at LIMIT 1 FOR UPDATE SKIP LOCKED),
behind AS MATERIALIZED (
  SELECT n.turn_id, n.seq, n.text, n.piece, n.ready_at
  FROM turns n JOIN head ON head.conversation_id = n.conversation_id
  WHERE head.claims = 0 AND head.piece <> 'alone' AND n.state = 'waiting' AND n.seq > head.seq
  FOR UPDATE OF n SKIP LOCKED),
counted AS (
  SELECT b.*, row_number() OVER upto AS place, bool_and(b.piece <> 'alone') OVER upto AS unbroken,
         count(*) FILTER (WHERE b.piece = 'whole') OVER upto AS wholes, sum(length(b.text)) OVER upto AS characters,
         (SELECT count(*) FROM turns e JOIN head ON head.conversation_id = e.conversation_id
          WHERE e.state = 'waiting' AND e.seq > head.seq AND e.seq <= b.seq) AS expected
  FROM behind b WINDOW upto AS (ORDER BY b.seq)),
tail AS (
  SELECT c.turn_id, c.seq, c.text FROM counted c, head
  WHERE c.unbroken AND c.place = c.expected AND c.place <= :most AND c.characters <= :characters
    AND head.characters + c.characters + c.place <= :longest
    AND c.wholes + CASE head.piece WHEN 'whole' THEN 1 ELSE 0 END <= :wholes
    AND (head.patient OR c.ready_at <= clock_timestamp()
         OR EXISTS (SELECT 1 FROM counted w WHERE w.seq > c.seq AND w.piece <> 'fragment'))),
joining AS (
  UPDATE turns SET state = 'joined', joined_to = head.turn_id, finished_at = clock_timestamp()
  FROM tail, head WHERE turns.turn_id = tail.turn_id)
UPDATE turns SET state = 'claimed', claim = :claim, claims = turns.claims + 1,
                 lease_until = clock_timestamp() + make_interval(secs => :lease),
                 text = COALESCE(
                   turns.text || chr(10) || (SELECT string_agg(tail.text, chr(10) ORDER BY tail.seq) FROM tail),
                   turns.text)
FROM conversations held, head
WHERE held.conversation_id = turns.conversation_id AND turns.turn_id = head.turn_id
RETURNING turns.turn_id, turns.epoch AS turn_epoch, turns.text, turns.payload, turns.claim, turns.claims, turns.trace,
          held.*
""")


async def claim(
    tx: AsyncConnection, lease_seconds: float, turn_id: UUID | None = None, *, at_once: bool = False
) -> tuple[Conversation, Turn] | None:
    """Claim the next turn, or `turn_id` (in the app: what is to be answered first in its conversation), joined with
    what belongs to it; None if there is none, it waits for more, or somebody else has it. `at_once`: nothing waits.

    Raises IntegrityError where another process claimed a turn of this conversation at the same instant.
    """
    values = {
        "claim": new_id(), "lease": lease_seconds, "turn_id": turn_id, "at_once": at_once,
        "more": LONGEST_SECONDS - PATIENCE_SECONDS, "most": MOST_JOINED, "wholes": MOST_WHOLE,
        "characters": MOST_CHARACTERS, "longest": MAX_TEXT,
    }  # fmt: skip
    row = (await tx.execute(_CLAIM, values)).mappings().first()
    return (conversation_from(row), _turn_from(row)) if row else None


async def give_up_older(tx: AsyncConnection, conversation_id: UUID, now: datetime) -> None:
    """Discard what a call left unanswered: its webhook died, and the callee has spoken again since."""
    left = (turns.c.conversation_id == conversation_id) & (
        (turns.c.state == TurnState.WAITING)
        | ((turns.c.state == TurnState.CLAIMED) & (turns.c.lease_until < func.clock_timestamp()))
    )
    await tx.execute(
        update(turns)
        .where(left)
        .values(state=TurnState.DISCARDED, outcome="spoken_again", lease_until=None, finished_at=now)
    )


async def hold_claimed(tx: AsyncConnection, turn: Turn) -> tuple[Conversation, int] | None:
    """Lock the turn's conversation for its answer, with the epoch under which that counts; None if the claim was taken
    over. Locks are taken as `conversation.hold` does, the turn's last."""
    row = (await tx.execute(_HELD, {"turn_id": turn.turn_id, "claim": turn.claim})).mappings().first()
    return (conversation_from(row), row["turn_epoch"]) if row else None


async def give_back(tx: AsyncConnection, conversation: Conversation, turn: Turn) -> None:
    """Let another process answer a turn that is still ours, without waiting for the end of our lease."""
    ours = (turns.c.turn_id == turn.turn_id) & (turns.c.claim == turn.claim) & (turns.c.state == TurnState.CLAIMED)
    back = update(turns).where(ours).values(state=TurnState.WAITING, claim=None, lease_until=None)
    if (await tx.execute(back)).rowcount and conversation.channel == "app":
        await notify(tx, Topic.TURNS, str(turn.turn_id))


async def renew(tx: AsyncConnection, turn: Turn, lease_seconds: float) -> bool:
    """Hold a turn that is still ours for so long from now on; False if it is not ours any more."""
    values = {"of_turn": turn.turn_id, "of_claim": turn.claim, "lease": lease_seconds}
    return bool((await tx.execute(_RENEW, values)).rowcount)


async def join_waiting(tx: AsyncConnection, turn: Turn) -> None:
    """What waits behind a turn that failed shares its fate: one apology is for all of it. The conversation is held.

    Buttons, emergencies and the wish for a person stay turns of their own, and so does what came after them.
    """
    await tx.execute(_JOIN_WAITING, {"turn_id": turn.turn_id, "conversation_id": turn.conversation_id})


_JOIN_WAITING = text("""
UPDATE turns SET state = 'joined', joined_to = :turn_id, finished_at = clock_timestamp()
WHERE conversation_id = :conversation_id AND state = 'waiting' AND piece <> 'alone'
  AND NOT EXISTS (SELECT 1 FROM turns a WHERE a.conversation_id = turns.conversation_id AND a.state = 'waiting'
                  AND a.piece = 'alone' AND a.seq < turns.seq)
""")

_RENEW = (
    update(turns)
    .where(turns.c.turn_id == bindparam("of_turn"), turns.c.claim == bindparam("of_claim"))
    .where(turns.c.state == TurnState.CLAIMED)
    .values(lease_until=func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, bindparam("lease")))
)

_HELD = (
    select(conversations, turns.c.epoch.label("turn_epoch"))
    .join(sequences, WITH_SEQUENCE)
    .join(turns, turns.c.conversation_id == conversations.c.conversation_id)
    .where(turns.c.turn_id == bindparam("turn_id"), turns.c.claim == bindparam("claim"))
    .where(turns.c.state == TurnState.CLAIMED)
    .with_for_update(of=(*HELD, turns), key_share=True)
)


async def settle(
    tx: AsyncConnection,
    turn: Turn,
    state: TurnState,
    now: datetime,
    *,
    outcome: str,
    intent: str | None = None,
    confidence: float | None = None,
) -> UUID | None:
    """End a turn that is still ours. Returns the conversation's next that waits; nobody is told of that one again."""
    values = {
        "of_turn": turn.turn_id, "of_claim": turn.claim, "state": state, "finished_at": now, "outcome": outcome,
        "intent": intent, "confidence": confidence,
    }  # fmt: skip
    following: UUID | None = (await tx.execute(_SETTLE, values)).scalar_one_or_none()
    return following


_others = turns.alias("others")
_NEXT_WAITING = (
    select(_others.c.turn_id)
    .where(_others.c.conversation_id == turns.c.conversation_id, _others.c.state == TurnState.WAITING)
    .order_by(_others.c.seq)
    .limit(1)
    .scalar_subquery()
)
_SETTLE = (
    update(turns)
    .where(turns.c.turn_id == bindparam("of_turn"), turns.c.claim == bindparam("of_claim"))
    .values(
        lease_until=None,
        **{name: bindparam(name) for name in ("state", "finished_at", "outcome", "intent", "confidence")},
    )
    .returning(_NEXT_WAITING)
)  # fmt: skip


async def thinking(tx: AsyncConnection, conversation_id: UUID) -> bool:
    """Whether the bot still owes this conversation an answer."""
    query = select(turns.c.turn_id).where(turns.c.conversation_id == conversation_id, _OPEN).limit(1)
    return (await tx.execute(query)).first() is not None


_OPEN = turns.c.state.in_(OPEN_STATES)
THINKING = (
    select(turns.c.turn_id).where(turns.c.conversation_id == conversations.c.conversation_id, _OPEN).exists()
).label("thinking")
"""Whether the bot still owes a conversation an answer, as a column beside those of `conversations`."""


def _turn_from(row: RowMapping) -> Turn:
    same = ("turn_id", "conversation_id", "text", "payload", "claim", "claims", "trace")
    return Turn(epoch=row["turn_epoch"], **{name: row[name] for name in same})
