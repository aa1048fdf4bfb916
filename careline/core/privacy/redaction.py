"""Taking personal data out of a sentence before anybody keeps it or learns from it. Pure.

What is taken out is replaced by something made up of the same kind, so that the sentence still trains the assistant.
Digits are the backbone (numbers.py); names and addresses are found by what stands around them and by what our own
tables say of this consumer; where something may be left, `doubtful` asks a person to look twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from careline.core.privacy import numbers
from careline.core.privacy.digits import plain_digits
from careline.core.privacy.made_up import MadeUp, signed, spelt_out
from careline.core.privacy.names import parts_of, without_names
from careline.core.privacy.places import without_places


class Kind(StrEnum):
    """What was taken out."""

    NAME = "name"
    NUMBER = "number"
    ADDRESS = "address"
    EMAIL = "email"
    URL = "url"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What our own tables say of this consumer: the surest way to find it in their words."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A sentence of one line, empty if it held nothing but signs; what was taken out; whether to look twice."""

    text: str
    removed: frozenset[Kind]
    doubtful: bool


NOTHING_KNOWN = Known()
_HAN = re.compile("[\u4e00-\u9fff]")
_LETTER = r"[^\W_\u4e00-\u9fff]"
_ROUNDS = 4  # taking one thing out can bring what stood around it together; then once more
_LOOK_TWICE = re.compile(
    r"身份证|护照|银行卡|卡号|密码|验证码|微信|薇信|wechat|whatsapp|qq号|\S@\S|住在|地址[是:：]|[路街巷弄道][0-9]|[0-9][栋幢室弄]"
    r"|[\u4e00-\u9fff]{2,}(?:小区|花园|公寓)|老公|老婆|女儿|儿子|passport|password|iban"
    r"|\b(?:street|road|avenue|lane|apartment|apt|postcode|zip code|my name|son|daughter|husband|wife)\b",
    re.IGNORECASE,
)


def redact(text: str, known: Known = NOTHING_KNOWN) -> Redacted:
    """The sentence as it may be kept. What has been redacted stays as it is."""
    said, removed = one_line(text), set[Kind]()
    for _ in range(_ROUNDS):
        before, said = said, signed(said)
        for kind, change in _steps(known):
            said, earlier = change(said), said
            if said != earlier:
                removed.add(kind)
        doubtful, said = bool(_LOOK_TWICE.search(said)), spelt_out(said)
        if said == before:
            break
    kept = said if any(map(str.isalnum, said)) else ""
    return Redacted(text=kept, removed=frozenset(removed), doubtful=doubtful)


def _steps(known: Known) -> tuple[tuple[Kind, Callable[[str], str]], ...]:
    """What we know first: it is certain, and the patterns would cut it to pieces."""
    short = {part for name in known.names for part in parts_of(name)}
    names = MadeUp.NAME_ZH, MadeUp.NAME_EN
    return (
        (Kind.NUMBER, lambda said: _without(said, known.numbers, (MadeUp.ORDER, MadeUp.ORDER))),
        (Kind.ADDRESS, lambda said: _without(said, known.places, (MadeUp.PLACE_ZH, MadeUp.PLACE_EN))),
        (Kind.NAME, lambda said: _without(said, known.names, names)),
        (Kind.EMAIL, numbers.without_emails),
        (Kind.URL, numbers.without_urls),
        (Kind.ACCOUNT, numbers.without_accounts),
        (Kind.NAME, lambda said: _without(said, short, names)),  # not before: emma@example.com is one thing
        (Kind.ADDRESS, without_places),
        (Kind.NUMBER, numbers.without_numbers),
        (Kind.NAME, without_names),
    )


def _without(said: str, values: Iterable[str], made_up: tuple[str, str]) -> str:
    for value in sorted(map(one_line, values), key=lambda value: (-len(value), value)):
        latin = not _HAN.search(value)
        if len(value) >= 2 + latin:  # a single letter or character is no name
            edges = (rf"(?<!{_LETTER})", rf"(?!{_LETTER})") if latin else ("", "")
            said = re.sub(edges[0] + re.escape(value) + edges[1], made_up[latin], said, flags=re.IGNORECASE)
    return said


def one_line(text: str) -> str:
    """Without line breaks, controls, invisible signs and leading hyphens, letters and digits of plain width.

    Square brackets, Rasa's marks of an entity, become wide ones: the assistant's normaliser reads them as the same.
    """
    seen = "".join(_plain(char) if unicodedata.category(char)[0] not in "CZ" else " " for char in plain_digits(text))
    return " ".join(seen.translate({ord("["): "［", ord("]"): "］"}).split()).lstrip("- ")


def _plain(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if char.isalnum() and len(folded) == 1 else char


def fingerprint(text: str) -> str:
    """What sentences have in common that differ only in signs, spaces and capitals; empty for signs alone."""
    return re.sub(r"[\W_]+", "", text.lower())


def language_of(text: str) -> str:
    """ "zh-CN" or "en", of the sentence itself: a fifth of Han among the letters is Chinese."""
    letters = [char for char in text if char.isalpha()]
    han = sum("\u4e00" <= char <= "\u9fff" for char in letters)
    return "zh-CN" if 5 * han >= len(letters) else "en"
