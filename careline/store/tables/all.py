"""Every table, for migrations and for what has to see the whole schema."""

from careline.store.tables import (
    callouts,
    cases,
    contacts,
    conversations,
    desk,
    external_desk,
    feed,
    insights,
    models,
    platform,
    privacy,
    quality,
    transfers,
)
from careline.store.tables.base import metadata

__all__ = [
    "callouts", "cases", "contacts", "conversations", "desk", "external_desk", "feed", "insights", "metadata", "models",
    "platform", "privacy", "quality", "transfers",
]  # fmt: skip
