"""Why a conversation was given to a person, for the agent who takes it."""

from __future__ import annotations

from careline.core.wording.journal import why_words


def handoff_why(why: str, language: str) -> str:
    """顾客要求人工; Asked for a person. `why` is a code of the journal; what somebody wrote stays as it is."""
    return why_words(why, language)
