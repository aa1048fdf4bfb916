"""What a consumer writes of numbers, amounts, dates and orders. Patterns only, never a model.

They are hints for our actions, not proof of anything: whose order it is comes from the conversation.
No `\\b` anywhere: Han characters are word characters, so it misses the number in 单号SF1029384756102到哪了.
ASCII only: for Python the digits of every script are digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.amounts import find_amounts
from bot.components.dates import find_dates
from bot.components.entity import Entity, apart
from bot.components.normaliser import fold, simplified
from bot.components.references import find_goods, find_references
from bot.components.step import Step, as_rasa
from understanding.numerals import digits_plain

_BEFORE, _AFTER = "(?<![0-9a-z-])", "(?![0-9a-z])"
_TRACKING = re.compile(_BEFORE + r"(?:1z[0-9a-z]{16}|[a-z]{2,4}\d{9,16}|[a-z]{2}\d{9}[a-z]{2})" + _AFTER, re.ASCII)
_PHONE = re.compile(
    r"(?<![0-9a-z+-])(?:"
    r"(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})"  # mainland mobile
    r"|0\d{2,3}-\d{7,8}"  # mainland landline
    r"|07\d{3} ?\d{6}"  # British mobile
    r"|\+\d{1,3}[- ]?\(?\d{2,4}\)?(?:[- ]?\d{2,4}){2,3}"  # abroad, with its country code
    r"|\(\d{3}\) ?\d{3}[- ]\d{4}|\d{3}([- .])\d{3}\1\d{4}"  # North America
    r")(?![0-9a-z-])",
    re.ASCII,
)
_ORDER = re.compile(
    _BEFORE + r"(?:\d{8,20}|[a-z]{1,6}\d{6,20}|[0-9a-z]{1,20}(?:-[0-9a-z]{1,20}){1,4})(?![0-9a-z-])"
    r"|(?<=#)\d{4,7}" + _AFTER,
    re.ASCII,
)
#: 订单1047, 单号 1047, order 1047: short numbers, as many shops have them, only where the words say what they are.
_NAMED_ORDER = re.compile(
    r"(?:订?单(?:编号|号)?|(?<![a-z])order(?: number| no\.?)?)(?: ?[:是为]| is)? ?#?(?P<n>\d{4,7})"
    r"(?![0-9a-z-]|[年月日块元分角个件点号天]|\.\d| (?:yuan|dollars?|usd|cny|rmb)\b)",
    re.ASCII,
)
_DATE = re.compile(r"\d{2,4}-\d{1,2}-\d{1,4}")
_HALF_SIGNS = re.compile("[\ud800-\udfff]")  # what is left of an emoji that somebody cut in two; OpenCC fails on it


def find_entities(text: str) -> list[Entity]:
    """All that is found in a message, in reading order, none overlapping.

    Where two kinds fit, tracking wins over phone over tail over amount over order number over place over date: SF and
    eleven digits is no order, and a mainland mobile number is far more often that than an order number of eleven.
    """
    plain = readable(text)
    return sorted(apart(_candidates(plain), len(plain)), key=lambda entity: entity.start)


def readable(text: str) -> str:
    """The form that all patterns are written for, each character in its place: width, case, script, digits in words."""
    if text.isascii():
        return text.lower()
    plain = "".join(low if len(low := sign.lower()) == 1 else sign for sign in fold(text))
    return digits_plain(simplified(_HALF_SIGNS.sub("\ufffd", plain)))


def _candidates(text: str) -> Iterator[Entity]:
    for match in _TRACKING.finditer(text):
        yield Entity("tracking_no", match[0].upper(), *match.span())
    for match in _PHONE.finditer(text):
        yield Entity("phone", _phone(match[0]), *match.span())
    references = list(find_references(text))
    yield from (entity for entity in references if entity.kind == "order_tail")
    yield from find_amounts(text)
    for match in _ORDER.finditer(text):
        if match[0].isdigit() or (sum(map(str.isdigit, match[0])) >= 6 and not _DATE.fullmatch(match[0])):
            yield Entity("order_no", match[0].upper(), *match.span())
    for match in _NAMED_ORDER.finditer(text):
        yield Entity("order_no", match["n"], *match.span("n"))
    yield from references
    yield from find_dates(text)
    yield from find_goods(text)


def _phone(written: str) -> str:
    """Digits alone; a leading + only where a country code was written. +86 139 1234 5678 becomes 13912345678."""
    digits = re.sub(r"\D", "", written)
    abroad = written.startswith("+") and not digits.startswith("86")
    if not abroad and re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits):
        return digits[-11:]
    return ("+" if written.startswith("+") else "") + digits


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityExtractor(Step):
    """What stands in the message as it was written: positions are those of its characters."""

    def look(self, message: Message) -> None:
        """Sets `entities`."""
        found = [as_rasa(*entity) for entity in find_entities(message.get(TEXT) or "")]
        message.set(ENTITIES, found, add_to_output=True)
