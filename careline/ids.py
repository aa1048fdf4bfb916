"""Ids of ours: UUIDv7, so that rows sort by age."""

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    return uuid7()


def made_at(made: UUID) -> datetime:
    """When one of our ids was made (UTC, to the millisecond): UUIDv7 begins with it."""
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
