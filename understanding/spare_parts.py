"""A part that is wished for instead of the whole: 给我补个盖子就行; can you just send me a new cable. Pure.

The part is named as they name it. A part that is only told of (盖子裂了) is wished for by nobody.
"""

from __future__ import annotations

import re

_PART_ZH = (
    r"(?:(?:[杯锅壶瓶盒后前上下外内]|玻璃|塑料)?(?:盖子|盖(?![子的住着上]))|滤[芯网]|螺[丝母帽]|配件|零件|(?:充电|数据|电源|连接|音频)线"
    r"|电源适配器|适配器|充电[器头]|遥控器?|电池|支架|底座|把手|手柄|旋钮|按钮|脚?轮子?(?!胎)|[桌椅床柜]腿|脚[垫套]|垫[圈片]|密封圈|胶[圈垫]"
    r"|吸管|内胆|刀[头片]|喷[头嘴]|软管|接头|插头|灯泡|灯罩|说明书|钥匙|[背肩表腰]带|拉链头?|[纽扣]扣|扣子|鞋[带垫]|镜片|耳[塞帽套]|鼻托"
    r"|[门层隔]板|合页|铰链|滑轨|挂钩|琴?弦|拨片|防尘罩|保护套|托盘|撑杆|伞[骨柄套]|刷头|蒸[笼架屉]|量杯|五金包?|吊牌|防尘袋|收纳[袋盒]|包装盒|礼[盒袋])(?!的(?:那|这|款|不|没))"
)
_GIVES_ZH = r"(?<![别甭莫])(?<!(?<!要)不)(?:补|寄|发|给|来|配|换|送|买|要|需要|缺)"
_REFUSES_ZH = re.compile(r"不要|不用|别|甭|没必要")
_MANNER_ZH = r"(?:我|给|发|寄|换|补|一下|的|上|了|来|过来|单独|个)*"
_COUNT_ZH = r"(?:个|只|根|条|块|套|片|张|颗|把|副|对|节|包|支|枚|些|新的?|一|两|几|那|这|同款|单独|的)*"
_WISH_ZH = re.compile(
    rf"{_GIVES_ZH}{_MANNER_ZH}{_COUNT_ZH}(?P<part>{_PART_ZH})"
    rf"|(?:只|就|光|单|单独)(?:要|缺|差|补|换|寄|发)?(?:个|那|一|这|新|的)*(?P<part2>{_PART_ZH})"
    rf"|(?P<part3>{_PART_ZH})(?:能不能|可不可以|可以|能|麻烦)?(?:单独|另外|再)?(?:给我|帮我)?(?:补|寄|发)"
    r"(?:一?[个只根条块套片张把副对]|给我|我|就)"
)
_PART_EN = (
    r"(?:lids?|caps?|covers?|cables?|leads?|cords?|chargers?|adapt[eo]rs?|plugs?|remotes?(?: controls?)?"
    r"|batter(?:y|ies)|knobs?|handles?|legs?|feet|wheels?|castors?|casters?|screws?|bolts?|nuts|brackets?|hinges?|shel(?:f|ves)"
    r"|drawer fronts?|straps?|buckles?|buttons?|zip(?:per)?(?: pulls?)?|laces?|ear ?tips?|ear ?pads?|filters?|seals?"
    r"|gaskets?|o-?rings?|hoses?|nozzles?|blades?|bulbs?|shades?|stands?|bases?|stoppers?|straws?|manuals?|instructions"
    r"|keys?|strings?|spare parts?|parts?|fittings?|pegs?|hooks?|panels?|doors?|glass(?: plate)?|tray|brush heads?"
    r"|allen keys?|bag of screws|pieces?|poles?)"
)
_NEW_EN = (
    r"(?:the|a|an|another|one|some|new|replacement|spare|missing|my|that|those|just|only|single|two|few|couple of)"
)
_GIVES_EN = (
    r"(?:send|post|mail|ship|get|pop|courier|(?:can|could|may) (?:i|we) (?:please )?have|need|want|order|give|replace"
    r"|swap|supply|provide|like|do with)"
)
_NAMED_EN = r"(?:(?!(?:the|an?|for|of|refund|person|is|to|in|with|and|ones?|it|on|from|me)\b)[a-z-]+ ){0,2}?"
_WISH_EN = re.compile(
    rf"\b{_GIVES_EN}(?: (?:me|us|out|over|it|just|only|back|to|for|myself|instead))*(?: {_NEW_EN})+"
    rf" (?P<named>{_NAMED_EN})(?P<part>{_PART_EN})\b"
    rf"|\b(?:just|only|all i (?:need|want) is)(?: (?:me|need|want))*(?: {_NEW_EN})+"
    rf" (?P<named2>{_NAMED_EN})(?P<part2>{_PART_EN})\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"[整全]套(?:都?换|重)|换(?:个|一)?(?:新的?)?整"
    r"|\b(?:whole|entire|complete|everything|all of it)\b(?!.{0,24}\b(?:don'?t|no|not)\b)",
    re.IGNORECASE,
)
_NOT_WHOLE = re.compile(
    r"(?:不用|不要|别|不必|甭|没必要)[^，,。]{0,6}(?:整|全|换|退)"
    r"|\b(?:don'?t|do not|no need|not|rather than|instead of|without)\b.{0,30}"
    r"\b(?:whole|entire|all|everything|new one)\b",
    re.IGNORECASE,
)


_LACKS = re.compile(
    rf"(?:没|缺|少|漏)(?:有|了|放|装|发|给|配|寄)?(?:[一两几三]|[个包根只条块片颗把副]|的|那){{0,3}}(?P<part>{_PART_ZH})"
    rf"|(?P<part2>{_PART_ZH})[^，,。]{{0,4}}(?:没[有来见到给]|缺|少|漏|不见)"
    rf"|\b(?:no|without|missing|lack(?:s|ing|ed)?|short of|forgot|never got)(?: {_NEW_EN})*"
    rf" (?P<part3>{_NAMED_EN}{_PART_EN})\b"
    rf"|\b(?P<part4>{_PART_EN}) (?:is|are|was|were)(?:n'?t| not)? (?:missing|there|in(?:cluded)?)\b",
    re.IGNORECASE,
)


_AND_ZH = re.compile(rf"(?:和|跟|、|还有|及|以及)(?P<part>{_PART_ZH})")


def parts_wished(text: str) -> tuple[str, ...]:
    """The parts that are wished for, as they name them: 盖子, charging cable; none where the whole is wished for."""
    said = " ".join(text.split())
    if _WHOLE.search(said) and not _NOT_WHOLE.search(said):
        return ()
    named = [_named(found) for found in _WISH_ZH.finditer(said) if not _is_refused(said, found)]
    named += [_named(found) for found in _WISH_EN.finditer(said)]
    return tuple(dict.fromkeys(named))


def part_lacking(text: str) -> str:
    """The part that did not come, as they name it; empty where none is named so."""
    found = _LACKS.search(" ".join(text.split()))
    if found is None:
        return ""
    further = _AND_ZH.match(found.string, found.end()) if found["part"] else None
    part = next(str(one) for one in found.groups() if one).strip().lower()
    return f"{part}、{further['part']}" if further else part


def _is_refused(said: str, found: re.Match[str]) -> bool:
    return bool(_REFUSES_ZH.search(re.split(r"[，,。；;！!]", said[: found.start()])[-1]))


def _named(found: re.Match[str]) -> str:
    """The part with the words that tell it from others."""
    return "".join(str(part) for part in found.groups() if part).strip().lower()
