"""Why a conversation was given to a person, for the agent who takes it."""

from __future__ import annotations

from careline.core.wording.journal import why_words
from careline.core.wording.language import is_english


def handoff_why(why: str, language: str, said: str | None = None) -> str:
    """顾客要求人工; 起火、冒烟或爆炸：“充电宝着火了”. `said` are the consumer's words, where they matter.

    `why` is a code of the journal; what somebody wrote stays as it is.
    """
    words = why_words(why, language)
    if not said:
        return words
    return f'{words}: "{said}"' if is_english(language) else f"{words}：“{said}”"
