"""What processes tell each other by NOTIFY: wake-ups only, the tables are the truth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a notice is about; what its key says stands beside each."""

    MESSAGES = "messages"
    """A conversation in the app has changed for its consumer, who is the key."""
    WRITING = "writing"
    """An agent writes to the consumer who is the key."""
    DESK = "desk"
    """Something that the desk shows has changed: a conversation by its id, or one of the words of desk/push.py."""
    MARKS = "marks"
    """How far a consumer has read, or that they write; the key is the `Mark` as JSON, so that nobody looks it up."""
    TURNS = "turns"
    """A turn waits for its answer; the key is its id."""
    FRAGMENTS = "fragments"
    """The same of a turn that is ready only after PATIENCE_SECONDS (conversations/turns.py)."""
    ORDERS = "orders"
    """The feed has brought something."""
    BLOCKS = "blocks"
    """Something may be stuck, or stuck no more."""
    REMEDIES = "remedies"
    """Something is wished for, or goes on; the key is the consumer."""
    OUTBOX = "outbox"
    """Something is to be delivered; the key is the topic of the outbox."""
    CALLOUTS = "callouts"
    """Whether somebody may be called, or what becomes of a call, has changed; the key is the consumer, or empty."""
    DIALLING = "dialling"
    """There may be something to dial: a callout was planned, a place is free again."""
    TRANSFERS = "transfers"
    """Somebody is to be rung, or a call that was put through goes on otherwise."""
    EXTERNAL_TALKS = "external_talks"
    """A talk at the external desk has changed; the key is its id there."""
    ALARMS = "alarms"
    """An alarm was raised; the key is its kind."""
    LISTENING = "listening"
    """Nobody sends this: we listen from now on, so anything may have changed before."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about `key` changed; read the tables to learn what. An empty key means: anything may have."""

    topic: Topic
    key: str
