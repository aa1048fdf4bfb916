"""Names in running text: found by the words that introduce them, since no list of names is complete."""

from __future__ import annotations

import re

from careline.core.privacy.made_up import MadeUp

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈任姚卢姜崔钟谭陆汪范"
    "廖石贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN = r"(?![的了一])[\u4e00-\u9fff]"
_NO_NAME = "什么|啥|不|错|写|填|改|换|和|跟|的|可|没|有"
_INTRODUCED = re.compile(
    rf"((?:我叫|本人叫|名字(?:叫|是)|姓名(?:是)?|[收联][货件系]人(?:是|叫|姓名)?|改成|换成)\s*[:：]?\s*)(?!{_NO_NAME})"
    rf"[{_SURNAMES}](?:{_GIVEN}){{1,3}}?(?=$|[^\u4e00-\u9fff]|的|要|想|我|电话|手机|地址|住|改|收|可)"
    rf"|((?:我叫|本人叫)\s*)(?!{_NO_NAME})[\u4e00-\u9fff]{{2,4}}?(?=$|[^\u4e00-\u9fff]|的|要|想|我|电话|手机)"
)
_I_AM_ZH = re.compile(
    rf"(我是|这里是|户主是|本人)(?!周[一二三四五六日末]|任何|高兴|方便)[{_SURNAMES}](?:{_GIVEN}){{1,2}}?"
    r"(?=$|[^\u4e00-\u9fff]|的|啊|呀|呢|吧|哈|，)"
)
_TITLED_ZH = re.compile(rf"(?<!谢)[{_SURNAMES}](先生|女士|小姐|太太|阿姨|大哥|师傅)")
_SURNAME = re.compile(r"((?:我|本人|免贵)姓)[\u4e00-\u9fff]")
_INTRODUCED_EN = re.compile(
    r"((?:\b(?:my|the|his|her|receiver'?s?) name(?: is|'s)|\bname:|\bi am called)\s+)"
    r"(?!(?:not|wrong|on|in|spelled|spelt|missing|what)\b)[a-z][a-z'’-]+(?:\s+(?!and\b|my\b|i\b|the\b|but\b|on\b)[a-z][a-z'’-]+)?",
    re.IGNORECASE,
)
_I_AM_EN = re.compile(
    r"((?i:\bi'm|\bi’m|\bi am|\bthis is)\s+)[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*"
    r"(?=$|[,.!?;]|\s+(?:from|speaking|and|here|again)\b)"
)
_TITLED_EN = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr)(\.?)\s+[A-Z][a-z]+\b")


def without_names(said: str) -> str:
    """Made-up names instead of those that somebody introduces."""
    said = _INTRODUCED.sub(lambda match: (match[1] or match[2]) + MadeUp.NAME_ZH, said)
    said = _I_AM_ZH.sub(rf"\g<1>{MadeUp.NAME_ZH}", said)
    said = _TITLED_ZH.sub(r"王\1", _SURNAME.sub(r"\1王", said))
    said = _INTRODUCED_EN.sub(rf"\g<1>{MadeUp.NAME_EN}", said)
    said = _I_AM_EN.sub(rf"\g<1>{MadeUp.NAME_EN}", said)
    return _TITLED_EN.sub(r"\1\2 Lee", said)
