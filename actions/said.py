"""What was said in a conversation, as short marks: each sentence with its values, when, and how often. Pure."""

from __future__ import annotations

from hashlib import blake2s

from actions.talk import Reply


def mark(reply: Reply, order_id: str | None) -> str:
    """A short mark of a sentence with its values, about this order."""
    told = f"{order_id}|{reply.response}|{sorted(reply.values.items())}"
    return blake2s(told.encode(), digest_size=4).hexdigest()


def sentences(said: str | None) -> dict[str, tuple[int, int]]:
    """Each mark with the turn in which it was said last, and how often it was said."""
    parts = (one.split(":") for one in (said or "").split())
    return {name: (int(at), int(times)) for name, at, times in parts}
