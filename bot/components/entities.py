"""Numbers that a consumer writes: order, tracking and phone numbers, amounts. Patterns only, never a model.

They are hints for our actions, not proof of anything: whose order it is comes from the conversation.
No `\\b` anywhere: Han characters are word characters, so it misses the number in 单号SF1029384756102到哪了.
ASCII only: for Python the digits of every script are digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.normaliser import fold
from bot.components.step import Step, as_rasa

_BEFORE, _AFTER = "(?<![0-9A-Za-z-])", "(?![0-9A-Za-z])"
_TRACKING = re.compile(
    _BEFORE + r"(?:1[Zz][0-9A-Za-z]{16}|[A-Za-z]{2,4}\d{9,16}|[A-Za-z]{2}\d{9}[A-Za-z]{2})" + _AFTER, re.ASCII
)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z+-])(?:"
    r"(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})"  # mainland mobile
    r"|0\d{2,3}-\d{7,8}"  # mainland landline
    r"|07\d{3} ?\d{6}"  # British mobile
    r"|\+\d{1,3}[- ]?\(?\d{2,4}\)?(?:[- ]?\d{2,4}){2,3}"  # abroad, with its country code
    r"|\(\d{3}\) ?\d{3}[- ]\d{4}|\d{3}([- .])\d{3}\1\d{4}"  # North America
    r")(?![0-9A-Za-z-])",
    re.ASCII,
)
_ORDER = re.compile(
    _BEFORE + r"(?:\d{8,20}|[A-Za-z]{1,6}\d{6,20}|[0-9A-Za-z]{1,20}(?:-[0-9A-Za-z]{1,20}){1,4})(?![0-9A-Za-z-])"
    r"|(?<=#)\d{4,7}" + _AFTER,
    re.ASCII,
)
_DATE = re.compile(r"\d{2,4}-\d{1,2}-\d{1,4}")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?<![0-9A-Za-z])(?<!\d[.,])(?:¥\s?(?P<yuan_sign>{_NUMBER})(?:元|块)?"
    rf"|(?:US)?\$\s?(?P<dollar_sign>{_NUMBER})|£\s?(?P<pound>{_NUMBER})|€\s?(?P<euro>{_NUMBER})"
    rf"|(?P<yuan>{_NUMBER})\s?(?:元钱?|块钱?|人民币|yuan|rmb|cny)"
    rf"|(?P<dollar>{_NUMBER})\s?(?:dollars?|bucks|usd|美元|美金))(?![A-Za-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_CURRENCY = {
    "yuan_sign": "CNY", "yuan": "CNY", "dollar_sign": "USD", "dollar": "USD", "pound": "GBP", "euro": "EUR",
}  # fmt: skip


class Entity(NamedTuple):
    """One thing found: kind, value in one form, and where it stands in the message (end excluded)."""

    kind: str
    value: str
    start: int
    end: int


def find_entities(text: str) -> list[Entity]:
    """All numbers in a message, in reading order, none overlapping.

    Where two kinds fit, tracking wins over phone over order number: SF and eleven digits is no order, and a
    mainland mobile number is far more often that than an order number of eleven digits.
    """
    found: list[Entity] = []
    for entity in _candidates(fold(text)):
        if all(entity.end <= other.start or entity.start >= other.end for other in found):
            found.append(entity)
    return sorted(found, key=lambda entity: entity.start)


def _candidates(text: str) -> Iterator[Entity]:
    for match in _TRACKING.finditer(text):
        yield Entity("tracking_no", match[0].upper(), *match.span())
    for match in _PHONE.finditer(text):
        yield Entity("phone", _phone(match[0]), *match.span())
    for match in _AMOUNT.finditer(text):
        yield Entity("amount", _amount(match), *match.span())
    for match in _ORDER.finditer(text):
        if match[0].isdigit() or (sum(map(str.isdigit, match[0])) >= 6 and not _DATE.fullmatch(match[0])):
            yield Entity("order_no", match[0].upper(), *match.span())


def _phone(written: str) -> str:
    """Digits alone; a leading + only where a country code was written. +86 139 1234 5678 becomes 13912345678."""
    digits = re.sub(r"\D", "", written)
    abroad = written.startswith("+") and not digits.startswith("86")
    if not abroad and re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits):
        return digits[-11:]
    return ("+" if written.startswith("+") else "") + digits


def _amount(match: re.Match[str]) -> str:
    """Currency and two decimals: `CNY 35.00`."""
    name, number = next((name, match[name]) for name in _CURRENCY if match[name])
    return f"{_CURRENCY[name]} {float(number.replace(',', '')):.2f}"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityExtractor(Step):
    """What stands in the message as it was written: positions are those of its characters."""

    def look(self, message: Message) -> None:
        """Sets `entities`."""
        found = [as_rasa(*entity) for entity in find_entities(message.get(TEXT) or "")]
        message.set(ENTITIES, found, add_to_output=True)
