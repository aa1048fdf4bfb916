"""What people write, brought to one form before anything looks at it."""

from __future__ import annotations

import functools
import re
import unicodedata

from opencc import OpenCC
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.step import LANGUAGE, PLAIN, Step
from understanding.secrets import without_marks

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SYMBOLS = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u2bff\ufe00-\ufe0f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u00ad\ud800-\udfff]+"
)
_STICKER = re.compile(r"\[[^\[\]\s]{1,6}\]|/:[a-z~!@#$^&*()\-]{1,4}")  # the shop apps' own emoji: [微笑] /:^_^
_FILLER_ZH = re.compile(r"^(?:(?:亲亲?们?|那个|这个那个|呃+|额+|嗯+那个|唉+|哎呀?|喂)[\s,.!~、]*)+")
_FILLER_EN = re.compile(r"(?<![a-z])(?:u+h+m*|u+m+|e+r+m*|hmm+|pls|plz|please)(?![a-z])[\s,.]*")
_REPEATED_SIGN = re.compile(r"([^\w\s])\1+")
_REPEATED_LETTER = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED_WORD = re.compile(rf"([{_HAN}]{{2,4}})\1+")  # as people speak: 围巾围巾我想退货
_SPACE_IN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_LONG_NUMBER = re.compile(r"[a-z]{0,4}[0-9]{4,}(?:-[0-9a-z]+)*")
LONGEST = 600
"""Characters that a classifier looks at: what is wanted is said by then."""
_HAN_LETTER = re.compile(f"[{_HAN}]")
_LETTER = re.compile(r"[^\W\d_]")


@functools.lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def normalise(text: str) -> str:
    """One form of a message, for the classifier and for rules: width, script, case, repetition, fillers, no marks.

    Never empty unless the message holds nothing but spaces, invisible characters and emoji. Not for extracting
    entities: positions move (see `fold`, which keeps them).
    """
    plain = unicodedata.normalize("NFKC", without_marks(text))
    plain = _SYMBOLS.sub(" ", plain).lower()
    plain = _to_simplified().convert(_STICKER.sub(" ", plain))
    plain = _REPEATED_LETTER.sub(r"\1\1", _REPEATED_SIGN.sub(r"\1", plain))
    plain = _REPEATED_WORD.sub(r"\1", _SPACE_IN_HAN.sub("", " ".join(plain.split())))
    bare = _FILLER_EN.sub("", _FILLER_ZH.sub("", plain)).strip()
    return bare or plain


def without_numbers(plain: str) -> str:
    """A normalised message with order numbers and the like made one sign.

    They say nothing of what is wanted, and twelve digits are more character runs than the words around them.
    """
    return _LONG_NUMBER.sub("0", plain)


def shortened(plain: str) -> str:
    """A normalised text as a classifier sees it."""
    return without_numbers(plain)[:LONGEST]


def fold(text: str) -> str:
    """The same text with every character of odd width made plain, character by character, so that positions stay."""
    folded = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, folded, strict=True))


def simplified(text: str) -> str:
    """The same text in simplified characters; as it was if that would move positions."""
    plain: str = _to_simplified().convert(text)
    return plain if len(plain) == len(text) else text


def han_share(text: str) -> float | None:
    """Share of Chinese characters among letters, 0 to 1; None where there is no letter at all."""
    letters = len(_LETTER.findall(text))
    return len(_HAN_LETTER.findall(text)) / letters if letters else None


def language_of(text: str, otherwise: str = "zh") -> str:
    """`zh` or `en`. A fifth of Han letters is Chinese: 我的iPhone15 Pro Max到哪了 is a Chinese sentence."""
    share = han_share(text)
    if share is None:
        return otherwise
    return "zh" if share >= 0.2 else "en"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Normaliser(Step):
    """The message in one form, and its language; one without letters is in the conversation's (`hints`)."""

    def look(self, message: Message) -> None:
        """Sets `plain` and `language`."""
        text = message.get(TEXT) or ""
        hints = (message.get("metadata") or {}).get("hints") or {}
        message.set(PLAIN, normalise(text))
        message.set(LANGUAGE, language_of(text, hints.get("language") or "zh"), add_to_output=True)
