"""What of a message counts: what follows a short answer to us, or a correction. Pure patterns, but for the step.

不用了，包裹走到哪儿了 asks where the parcel is; 我要退大衣啊不对，是围巾 is about the scarf. What stands before is read
elsewhere (a yes or no, by actions/asking/offer_reply.py) or withdrawn by the consumer; it only misleads the classifier.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.clauses import LONGEST, Clause, asks, asks_or_tells
from bot.components.corrections import after_correction, only_names
from bot.components.entities import find_entities, readable
from bot.components.normaliser import normalise
from bot.components.references import is_name
from bot.components.step import MATTER, PLAIN, Step, as_rasa

_POINTS = frozenset({"order_no", "tracking_no", "order_tail", "place", "other", "goods", "bought_on"})
_HARDLY = 4  # characters beside what points

# A short answer, up to a mark. 不要了，怎么退 is none: it says why.
_YES_ZH = (
    r"好[的吧哒嘞]?|行[吧啊]?|可以|嗯+|[哦噢]+|是的?|对的?|没错|没问题|ok(?:ay)?"
    r"|知道了?|明白了?|了解了?|收到|谢谢[你您]?"
)
_NO_ZH = (
    r"(?:先|还是)?不(?:用|必|急)了?|先?不用?(?:催(?:快递|商家)?|转(?:人工)?|退|改)了?|不了|算了|没有|没事了?|都?不是的?"
    r"|谢谢[你您]?"
)
_YES_EN = r"yes|yeah|yep|ok(?:ay)?|al(?:l )?right|sure|fine|great|cool|got it|i see|right|good|thanks|thank you"
_NO_EN = r"no need(?: to (?:chase|push|cancel|change) (?:it|them))?|no|nope|nah|not now|never ?mind|thanks|thank you"


def _answer(zh: str, en: str) -> re.Pattern[str]:
    """In Chinese a space is a mark too; "ok so when" needs none."""
    in_chinese = rf"(?:(?:{zh})[吧啊哈哦呢呀哒啦了]{{0,2}}[\s,。.!;~、]*){{1,4}}(?<=[\s,。.!;~、])(?=\s*[^\sa-z?])"
    in_english = (
        rf"(?:(?:{en})[\s,.!;]*){{1,4}}(?:(?<=[,.!;])|(?<=[,.!;]\s)|(?<=\s)(?=(?:so|and|but|then)\s))(?=\s*[a-z])"
    )
    return re.compile(f"{in_chinese}|{in_english}")


_AFTER_NO, _AFTER_YES = _answer(_NO_ZH, _NO_EN), _answer(_YES_ZH, _YES_EN)
# 是的，什么事: the answer of a callee, whole.
_WHAT_IS_IT = re.compile(
    r"(?:有?什么事情?|啥事儿?|怎么了|咋了|干(?:嘛|什么|啥)|有事|哪位|(?:你|您|请问)*(?:是|找)?(?:谁|哪位|哪里))[吗啊呀呢了]*[\s?!。]*"
    r"|(?:what is it|what'?s up|what|who(?:'s| is) (?:this|it|calling|that))[\s?!.]*"
)


class Found(NamedTuple):
    """`start`: where in the message that begins which counts. `asked`: the words that tell what is wanted; empty where
    none do, since the words that count only name another order or other goods: the same question of those."""

    start: int
    asked: str


def find_relevant_part(text: str) -> Found | None:
    """What counts of a message; None where all of it does."""
    if len(text) > LONGEST:
        return None
    plain = readable(text)
    cut, start = after_correction(plain)
    after = _after_answer(plain[start:])
    start += after
    if not start:
        return None
    rest = text[start:]
    if not after and only_names(plain[start:]):
        before = text[:cut]
        return Found(start, before if asks_or_tells(before) else "")
    return Found(start, rest)


def _after_answer(plain: str) -> int:
    """Where that begins which follows a short answer; 0 if there is no such answer, or nothing of weight behind it.

    Behind a yes a wish is often the yes once more (好的，帮我催一下), so only a question counts there.
    """
    for pattern, weighs in ((_AFTER_NO, asks_or_tells), (_AFTER_YES, asks)):
        match = pattern.match(plain)
        rest = plain[match.end() :] if match else ""
        if rest and match and not _WHAT_IS_IT.fullmatch(rest) and (weighs(rest) or _points(rest)):
            return match.end()
    return 0


def _points(rest: str) -> bool:
    """Whether words point at an order and hardly say anything else: 都不是，别的订单."""
    found = [entity for entity in find_entities(rest) if entity.kind in _POINTS]
    return bool(found) and len(rest) - sum(entity.end - entity.start for entity in found) <= _HARDLY


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RelevantPart(Step):
    """Comes before whatever asks what the message wants."""

    def look(self, message: Message) -> None:
        """Sets `matter`, takes withdrawn `entities` away, and leaves of `plain` what tells the wish."""
        text = message.get(TEXT) or ""
        found = find_relevant_part(text)
        if found is None:
            return
        matter = Clause(text[found.start :], found.start, len(text))
        message.set(MATTER, matter)
        message.set(PLAIN, normalise(found.asked or matter.text))
        kept = [entity for entity in message.get(ENTITIES, []) if entity["start"] >= found.start]
        if not found.asked and is_name(readable(matter.text)):  # a number alone is a follow-up anyway
            kept.append(as_rasa("follow_up", "other", matter.start, matter.end))
        message.set(ENTITIES, kept, add_to_output=True)
