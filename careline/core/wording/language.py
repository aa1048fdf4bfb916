"""Which of the two languages a text is in. A language is a locale of the consumer: "zh-CN" or "en"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

Key = TypeVar("Key")


class Said(NamedTuple):
    """One thing in both languages."""

    zh: str
    en: str

    def to(self, language: str) -> str:
        """In this language; everything but English is Chinese."""
        return self.en if is_english(language) else self.zh


def is_english(language: str) -> bool:
    """ "en" and "en-GB" are; "zh", "zh-CN" and whatever else comes are not."""
    return language.partition("-")[0] == "en"


def say(table: Mapping[Key, Said], key: Key, language: str) -> str:
    """The entry of a table. Raises KeyError: a value that nobody has worded must not reach a consumer."""
    return table[key].to(language)
