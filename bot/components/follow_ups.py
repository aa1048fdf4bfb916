"""Words that mean something only after what was said before: 还要多久, 那为什么, 谁出, then what. Pure patterns.

The dialogue knows the topic, not this side: it is told the kind of question and makes the intent of both
(actions/turn/follow_ups.py). Only words that hold nothing else count, so that 退款还要多久 stays a question of its own.
"""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.components.normaliser import without_numbers
from bot.components.references import is_name
from bot.components.step import PLAIN, Step, all_that_counts, as_rasa

LONGEST = 40  # characters
# No alternative of a repeated group is made of others, so that nothing can be read in two ways.
_BEFORE_ZH = (
    r"(?:那么?|哪|所以说?|但是?|可是?|请问|问一?下|想问下?|你说|到底|究竟|大概|大约|一般|现在|这个?|它|他|她"
    r"|就|也|又|还|都|得|要|需要|会|[,，\s])*"
)
_AFTER_ZH = r"(?:的话|一般|大概|左右|时间|啊|呀|呢|哦|吧|嘛|了|的|哈|喔|诶|欸|额|亲|[?？!！。.,，~\s])*"
_KINDS_ZH = {
    "how_long": (
        r"等?(?:多久|多长时间|多少天|几天|几个工作日|什么时候|啥时候|何时|哪天|几号|几点)(?:可以|会)?才?能?"
        r"(?:好|行|有结果|完成?|处理好|处理完|解决|弄好|搞定)?"
    ),
    "arrival": r"等?(?:多久|多长时间|多少天|几天|什么时候|啥时候|何时|哪天|几号|几点)(?:可以|会)?才?能?到",
    "why": (
        r"(?:为什么|为啥|为何|怎么回事|咋回事|什么原因|啥原因|什么情况|啥情况|怎么会这样|凭什么|凭啥)"
        r"(?:会|要|这样|这么久|这么慢)*"
    ),
    "how_much": r"多少钱?|几块钱?|什么价",
    "who_pays": r"(?:谁|哪边|哪方)来?(?:出钱?|付|承担|给|掏钱|负责)",
    "where": r"在哪里?|到哪里?|哪里|在哪儿|到哪儿|哪儿",
    "how": r"(?:怎么|如何|咋)(?:办理?|弄|操作|处理|搞|申请|解决|整)?",
    "next": r"(?:然后|接下来|下一步|之后|接着)(?:怎么办|怎么弄|干嘛|要?做什么)?",
}
_BEFORE_EN = r"(?:(?:and|so|but|ok|okay|then|well|about|please)[\s,]+)*"
_AFTER_EN = r"(?:\s*(?:then|now|though|please|exactly|more|again|roughly|approximately))*[\s?!.,]*"
_KINDS_EN = {
    "how_long": (
        r"how (?:much )?(?:long|longer|many days)"
        r"(?: (?:will|does|would|should) (?:it|that|this) (?:take|be)| is it| to wait| do i (?:have to )?wait)?"
        r"|when(?: will (?:it|that|this) be(?: (?:done|ready|over))?| exactly)?|by when|what day|how soon"
    ),
    "arrival": (
        r"(?:when|(?:at )?what time) (?:will|does|is) (?:it|that|this) (?:be here|arrive|arriving|come|coming|get here)"
        r"|(?:at |around )?what time"
    ),
    "why": (
        r"why(?: (?:is|was) (?:that|it)| so (?:long|slow))?|how come|what happened"
        r"|what(?:'s| is) (?:the reason|going on|wrong)"
    ),
    "how_much": r"how much(?: (?:is (?:it|that)|will it be|would it be|does (?:it|that) cost))?",
    "who_pays": (
        r"who (?:pays|will pay|has to pay|covers (?:it|that)|bears (?:it|that))(?: (?:for )?(?:it|that|this))?"
    ),
    "where": r"where(?:(?: is|'s) (?:it|that|this|they)| are they| exactly)?",
    "how": (
        r"how(?: (?:do|can|should) i (?:do (?:it|that|this)|go about (?:it|that)|apply)| to do (?:it|that))?"
        r"|what (?:do|should|can) i do"
    ),
    "next": r"what next|what(?:'s| is) next|now what|what happens (?:next|then|now)",
}
# 那运费呢, what about the refund: one noun, and nothing asked of it.
_ABOUT_ZH = {
    "freight": r"(?:退货的?|退回去的?|寄回去?的?)?(?:运费险?|邮费|快递费)",
    "money": r"(?:退的?)?(?:钱|货款|款)",
    "other": r"(?:另外?(?:一|那)?|别的|其他的?|剩下的?|还有一)[个单件双笔]?(?:包裹|订单)?",
}
# 那CL2026-1001呢, or the number alone: the same question of another order. Long numbers are one sign here.
_NUMBER_ALONE = (
    r"(?:那么?|还有|and |what about |how about )?"
    r"(?:订单号?|单号|尾号是?|(?:the )?one|order|number|end(?:ing|s) (?:in|with)|ending|[#:\s])*0"
    r"(?:的|[这那]单|[这那]个|呢|[\s?.!])*"
)
# 那尾号3721的多久到, "and the one ending in 3721, where's that": the same, and then the question.
_NUMBER_FIRST = re.compile(rf"{_NUMBER_ALONE}(?:(?<=呢)|(?=[,\s]+[a-z]))[,，\s]*")
# 鞋子也一样, "same for the shoes": what was spoken of, for other goods as well.
_AS_WELL = re.compile(
    r"(?P<zh>.{1,12}?)也(?:一样|同样|是|这样|照[办样])(?:[处办]理|[弄改催退查])?(?:一下)?[吧的了哈呀啊]*[\s.!]*"
    r"|(?:and )?(?:the )?same (?:thing )?(?:for|with|goes for|about) (?P<en>.{3,30}?)(?: too| as well)?[\s.!]*"
)
_ABOUT_EN = {
    "freight": r"(?:the )?(?:return )?(?:shipping|postage|freight)(?: (?:fee|cost|costs))?",
    "money": r"(?:the |my )?(?:money|refund)",
    "other": r"(?:the |my )?(?:other (?:one|order|ones)|rest|second one)",
}


def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    zh = [(kind, f"{_BEFORE_ZH}(?:{words}){_AFTER_ZH}") for kind, words in _KINDS_ZH.items()]
    en = [(kind, f"{_BEFORE_EN}(?:{words}){_AFTER_EN}") for kind, words in _KINDS_EN.items()]
    about_zh = r"(?:那么?|还有|哪)?(?:{})(?:呢|怎么说|怎么算|怎么办)[?？啊呀\s]*"
    about_en = r"(?:(?:and|so|but|ok) )?(?:what about|how about|and) (?:{})(?: then)?[\s?!.]*"
    zh += [(kind, about_zh.format(words)) for kind, words in _ABOUT_ZH.items()]
    en += [(kind, about_en.format(words)) for kind, words in _ABOUT_EN.items()]
    return [(kind, re.compile(pattern)) for kind, pattern in [*zh, *en, ("other", _NUMBER_ALONE)]]


_KINDS = _compiled()


def number_alone(plain: str) -> bool:
    """Whether a normalised text holds an order's number and nothing else: 那CL2026-1001呢."""
    return bool(re.fullmatch(_NUMBER_ALONE, without_numbers(plain)))


def follow_up_in(plain: str) -> str | None:
    """The kind of question in a normalised message that names nothing itself; None for every other message."""
    if not plain or len(plain) > LONGEST:
        return None
    bare = without_numbers(plain)
    for words in (bare, _NUMBER_FIRST.sub("", bare, count=1)):
        if kind := next((kind for kind, pattern in _KINDS if pattern.fullmatch(words)), None):
            return kind
    return "other" if (also := _AS_WELL.fullmatch(bare)) and is_name(also["zh"] or also["en"]) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FollowUps(Step):
    """Told as an entity, beside what the classifier makes of the bare words."""

    def look(self, message: Message) -> None:
        """Adds an entity `follow_up`."""
        if kind := follow_up_in(message.get(PLAIN)):
            whole = as_rasa("follow_up", kind, *all_that_counts(message))
            message.set(ENTITIES, [*message.get(ENTITIES, []), whole], add_to_output=True)
