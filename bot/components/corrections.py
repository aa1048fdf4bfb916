"""Where consumers correct themselves: 大衣啊不对，是围巾; 说错了，我问的是鞋子; "sorry, I meant the guitar".

Pure patterns for text as `entities.readable` gives it. 地址写错了 is a wish and 发错了 a trouble.
"""

from __future__ import annotations

import re

from bot.components.clauses import asks_or_tells
from bot.components.follow_ups import number_alone
from bot.components.normaliser import normalise
from bot.components.references import NAME_EN, NAME_ZH, is_name

_SORRY = r"(?:[,，。!\s]*(?:不好意思|抱歉|对不起|sorry))?[,，。!\s]*"
_MEANT_ZH = (
    r"(?:我?(?:其实|刚才|刚刚|真正)?(?:(?:想|要)?(?:(?P<asked>[说问指])|查|看|买))?的?(?:其实|应该)?是|应该是)?"
    r"(?:[那这]个)?"
)
_SORRY_EN = r"(?:(?:sorry|oops|whoops|no|wait|actually|apologies|my mistake|my bad)[\s,.!-]+)"
_CORRECTION = re.compile(
    r"(?:"
    # in mid-sentence: 大衣啊不对，是围巾
    r"(?<=.)[啊哦噢诶哎呃](?:不是|不对)(?=[,，。\s]|是|应该)|(?<=.)[啊哦噢诶哎呃,，。\s]*(?:不是){2,}"
    r"|不(?:是|对)[,，\s]+(?=我[说问指]的是)|(?<=.)(?:不对[,，\s]*){2,}|(?<=[,，。!\s])不对(?=[,，。\s]|是)|(?<=.)错了错了"
    r"|(?<![^,，。!;\s啊哦])我?(?:说|讲|问)[错反]了?(?![吗么没什啥])"
    # of a number: 单号打错了，是…; 地址写错了 is a wish
    r"|(?<![^,，。!;\s啊哦])(?:(?:订单|单|快递单)?号码?)?(?:打|写|输|填|抄|记|看|发)错了(?=\D{0,8}[0-9a-z-]{6})"
    rf")(?:[啊哈呀了]*{_SORRY}){_MEANT_ZH}"
    rf"|(?<![a-z'])(?:{_SORRY_EN}*(?P<meant>i meant(?! to (?!say|ask|write|type))(?: to (?:say|ask|write|type))?)"
    rf"|{_SORRY_EN}+(?:i mean|i(?:'m| was| am) (?:asking|talking) about)"
    r"|no,? wait|wait,? no|oops|scratch that|correction|no,? sorry|sorry,? no)"
    r"(?![a-z'])[\s,.:!-]*(?:(?:it'?s|it is|about)\s+(?=the |my ))?"
)
# 不是大衣，是围巾; "not the shoes, the coat"
_CONTRAST = re.compile(
    rf"(?:我[说问指要]的)?不是(?:{NAME_ZH}),?\s*(?:而是|是|我[说问指要]的是)(?=(?:{NAME_ZH})[\s,.!?吧呢啊的]*$)"
    rf"|(?:no,? )?not (?:{NAME_EN})(?:[,.;] ?(?:but )?| but )(?:i meant )?(?=(?:{NAME_EN})[\s.!?]*$)"
)


def after_correction(plain: str) -> tuple[int, int]:
    """Where the last correction begins and ends that is followed by anything; 0, 0 without."""
    if (contrast := _CONTRAST.match(plain)) is not None:
        return 0, contrast.end()
    for match in reversed(list(_CORRECTION.finditer(plain))):
        rest = plain[match.end() :]
        told = match["asked"] or match["meant"]  # 我问的是运费: whatever follows was meant
        if (told and rest.strip()) or asks_or_tells(rest) or only_names(rest):
            return match.span()
    return 0, 0


def only_names(rest: str) -> bool:
    """Whether words do nothing but name goods, or an order by its number."""
    return is_name(rest) or number_alone(normalise(rest))
