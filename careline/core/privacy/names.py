"""Names in running text: found by the words that introduce them, since no list of names is complete."""

from __future__ import annotations

import re

from careline.core.privacy.made_up import MadeUp

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈任姚卢姜崔钟谭陆汪范"
    "廖石贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_COMPOUND = (
    "欧阳|上官|司马|司徒|司空|诸葛|皇甫|尉迟|公孙|公冶|慕容|令狐|长孙|宇文|夏侯|独孤|南宫|端木|呼延|轩辕|赫连|澹台|太史|申屠|宗政|濮阳|淳于|单于|"
    "仲孙|钟离|闻人|万俟|左丘|拓跋|闾丘|鲜于|乐正|东方|西门|东郭|百里"
)
_PLACES_TOO = "东方|西门|东郭|百里"  # 我是西门口的
_FAMILY = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
_GIVEN = r"(?![的了一])[\u4e00-\u9fff]"
_NO_NAME = "什么|啥|不|错|写|填|改|换|和|跟|的|可|没|有"
_INTRODUCED = re.compile(
    rf"((?:我叫|本人叫|名字(?:叫|是)|姓名(?:是)?|[收联][货件系]人(?:是|叫|姓名)?|改成|换成)\s*[:：]?\s*)(?!{_NO_NAME})"
    rf"{_FAMILY}(?:{_GIVEN}){{1,3}}?(?=$|[^\u4e00-\u9fff]|的|要|想|我|电话|手机|地址|住|改|收|可)"
    rf"|((?:我叫|本人叫)\s*)(?!{_NO_NAME})[\u4e00-\u9fff]{{2,4}}?(?=$|[^\u4e00-\u9fff]|的|要|想|我|电话|手机)"
)
_I_AM_ZH = re.compile(
    rf"(我是|这里是|户主是|本人)(?!周[一二三四五六日末]|任何|高兴|方便|{_PLACES_TOO}){_FAMILY}(?:{_GIVEN}){{1,2}}?"
    r"(?=$|[^\u4e00-\u9fff]|的|啊|呀|呢|吧|哈|，)"
)
_TITLED_ZH = re.compile(rf"(?<!谢){_FAMILY}(先生|女士|小姐|太太|阿姨|大哥|师傅)")
_SURNAME = re.compile(rf"((?:我|本人|免贵)姓)(?:{_COMPOUND}|[\u4e00-\u9fff])")
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


_HAN_NAME = re.compile(rf"(?:{_COMPOUND})([\u4e00-\u9fff]{{2}})|[\u4e00-\u9fff]([\u4e00-\u9fff]{{2}})")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{3,}")
_WORDS_TOO = frozenset(
    {
        "best", "bill", "card", "case", "cash", "chance", "cook", "day", "good", "grant", "hand", "long", "love",
        "mark", "may", "page", "post", "price", "rich", "rush", "sale", "store", "ward", "will", "wish", "young",
    }
)  # fmt: skip


def parts_of(name: str) -> frozenset[str]:
    """What somebody is called for short: 晓雨 of 林晓雨, Emma and Clark of Emma Clark.

    Not a single character, nor what a sentence about an order cannot do without: Will Price goes only as a whole.
    """
    given = _HAN_NAME.fullmatch(name.replace(" ", ""))
    latin = {word for word in _LATIN_WORD.findall(name) if word.lower() not in _WORDS_TOO}
    return frozenset(latin | ({given[1] or given[2]} if given else set()))


def without_names(said: str) -> str:
    """Made-up names instead of those that somebody introduces."""
    said = _INTRODUCED.sub(lambda match: (match[1] or match[2]) + MadeUp.NAME_ZH, said)
    said = _I_AM_ZH.sub(rf"\g<1>{MadeUp.NAME_ZH}", said)
    said = _TITLED_ZH.sub(r"王\1", _SURNAME.sub(r"\1王", said))
    said = _INTRODUCED_EN.sub(rf"\g<1>{MadeUp.NAME_EN}", said)
    said = _I_AM_EN.sub(rf"\g<1>{MadeUp.NAME_EN}", said)
    return _TITLED_EN.sub(r"\1\2 Lee", said)
