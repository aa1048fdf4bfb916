"""How well a text names some goods: shared pairs of Chinese characters, shared English words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z0-9'-]{2,}|(?<!\d)\d+[a-z]+")
# Pairs that stand in titles, and in what people say about any order.
_COMMON_PAIRS = frozenset(
    {"两件", "三件", "一件", "一个", "两个", "三个", "一对", "自动", "智能", "安全", "保护", "人工", "上门", "时间",
     "日常", "家用", "成人", "儿童", "全家", "一套", "套装", "礼盒", "三只", "两只", "一盒", "两盒"}
)  # fmt: skip
_COMMON_WORDS = frozenset(
    {"the", "and", "with", "for", "from", "set", "pair", "two", "three", "four", "pieces", "piece", "size", "full",
     "one", "new", "off", "this", "that", "was", "are", "all", "has", "not", "free", "home", "day", "order"}
)  # fmt: skip
_BESIDE_A_THING = (
    r"[呢到赔在发订买拍怎咋啥的还已都也能帮收退坏没是有补换寄和跟现走送几什给你我就要不再别那想该得只重让请歪漏裂断碎全真先"
    r"，,。！!？?\s]|什么|$"
)
# 鞋子, 那件衣服, 买书那单, 买的鞋: words that point at goods by one of their characters.
_POINTING = (
    re.compile(r"([\u4e00-\u9fff])[子服头]"),
    re.compile(r"那[个双件条只本台瓶盒套顶副把张款部]([\u4e00-\u9fff]{1,3})"),
    re.compile(r"[买订拍购]的(?!包裹|快递|东西)([\u4e00-\u9fff]{1,2})"),
    re.compile(r"([\u4e00-\u9fff]{1,3})[那这][个双件条只本台单款]"),
    # 伞到哪了, 把锅退了, 换壶, 就是纸没影儿, 三本纸: a thing of one character that stands by itself
    re.compile(
        r"(?:^|[，,。！!？?\s说问把先我的那这给和跟是就独差缺少换退补催]"
        r"|[几\d一二两三四五六七八九十][双条只本台瓶盒套顶副把张款部支卷盏口袋箱包])"
        rf"([\u4e00-\u9fff])(?={_BESIDE_A_THING})"
    ),
)
# What people call goods whose titles name only the sort: 茶叶 for 明前龙井, "the toy" for building blocks.
_KINDS = (
    (r"茶叶?|\btea\b", r"龙井|普洱|铁观音|毛尖|碧螺春|大红袍|茉莉|[红绿白黄乌]茶|longjing|oolong|pu'?er|\btea\b"),
    (r"玩具|\btoys?\b", r"积木|拼图|玩偶|公仔|娃娃|遥控|魔方|blocks|puzzle|\bdoll|lego"),
    (r"书包|包包", r"背包|双肩包|单肩包|手提包|挎包|backpack|\bbag"),
    (r"乐器|琴|instrument", r"吉他|钢琴|提琴|古筝|尤克里里|电子琴|guitar|piano|violin|ukulele"),
    (r"电器|家电|appliance", r"电饭煲|空调|冰箱|洗衣机|微波炉|烤箱|风扇|吹风机|cooker|fridge|washing machine|oven"),
    (r"锅(?![铲刷垫盖架])|\bpot\b|\bpan\b", r"电饭煲|锅(?![铲刷垫盖架])|高压煲|cooker|\bpot\b|\bpan\b"),
    (r"灯(?![泡罩具])|\blight\b", r"灯(?![泡罩具])|\blamp|\blight"),
    (r"衣服|\bclothes\b|\bjacket\b", r"大衣|外套|衬衫|卫衣|毛衣|裙|裤|[Tt]恤|羽绒|coat|jacket|shirt|sweater|dress"),
    (r"首饰|饰品|jewell?ery", r"项链|戒指|耳环|手链|手镯|necklace|\brings?\b|earring|bracelet"),
    (r"化妆品|护肤品|cosmetics", r"口红|粉底|面霜|精华|面膜|爽肤|lipstick|cream|serum|mask"),
    (r"水果|\bfruit", r"苹果|橙|橘|芒果|草莓|车厘子|葡萄|apples?\b|orange|mango|cherr|grape"),
    (r"零食|吃的|snacks?\b", r"坚果|薯片|饼干|肉干|巧克力|糕|糖果|nuts\b|chips|cookies|jerky|chocolate"),
)  # fmt: skip
_CALLED = re.compile(r"([\u4e00-\u9fff])[子头]")
"""枕头 names 枕芯, 杯子 names 保温杯套装: what these stand behind may be any part of a title."""
_NOT_CALLED = frozenset("单孩日样电量妻儿女分原份前后里外上下面句胖妹嫂老回路骗镜箱盒袋包")
_NOT_HEADS = frozenset(
    "的是要问查买订单货款个我你他它们哪那这就前后面下上呢啊了么号色装片份件双条支张斤克升寸元新大小白黑红蓝绿灰粉黄紫版型码季用级"
    "头心手脚脸眼嘴人天家钱"
    "帮给请让叫说看催退换补发寄送取拿收付用开关打装做能会可到来去回有没不在再又也都还很太好行成对多少快慢高低长短厚薄"
    "中左右内外东西南北年月日时分点吧吗呀哦嗯谁几什算把被从跟和同比带边面底层口"
)


_MEASURES = re.compile(r"(?<!\d)\d+(?:\.\d+)?(?:米|升|斤|寸|片|支|米床|[lm]\b|cm\b|kg\b|ml\b)")
_METRES = re.compile(r"([一二两三])米([一二三四五六七八九])(?!\d)")
_FIGURE = dict(zip("一二两三四五六七八九", "1223456789", strict=True))


def _in_figures(said: str) -> str:
    """一米八 as titles have it: 1.8米."""
    return _METRES.sub(lambda found: f"{_FIGURE[found[1]]}.{_FIGURE[found[2]]}米", said)


def goods_score(titles: Iterable[str], text: str) -> int:
    """0 = not named. Every shared pair of characters or word counts two, a word that only points counts one."""
    said = _in_figures(text.lower())
    return max((_score(title.lower(), said) for title in titles), default=0)


def goods_named(titles: Iterable[str], text: str) -> frozenset[str]:
    """What in a text names these goods: pairs of characters, words, and the characters that only point."""
    said = _in_figures(text.lower())
    return frozenset().union(*(_shared(title.lower(), said) for title in titles))


def _shared(title: str, said: str) -> frozenset[str]:
    pairs = (_pairs(title) & _pairs(said)) - _COMMON_PAIRS
    words = (_english(title) & _english(said)) - _COMMON_WORDS
    heads = _heads_of(title) & _pointed_at(said)
    within = {sign for sign in _CALLED.findall(said) if sign in title and sign not in _NOT_CALLED}
    measures = set(_MEASURES.findall(title)) & set(_MEASURES.findall(said))
    return frozenset(pairs | words | heads | within | measures)


def _score(title: str, said: str) -> int:
    shared = _shared(title, said)
    heads = {one for one in shared if len(one) == 1}
    points = bool(heads) or _is_of_kind(title, said)
    return 2 * (len(shared) - len(heads)) + points


def _is_of_kind(title: str, said: str) -> bool:
    return any(re.search(kind, said) and re.search(sorts, title) for kind, sorts in _KINDS)


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}


def _english(text: str) -> set[str]:
    """Words without their plural s: 'the shoe' names 'canvas shoes'."""
    return {word.removesuffix("'s").removesuffix("s") for word in _WORD.findall(text)} | set(_WORD.findall(text))


def _heads_of(title: str) -> set[str]:
    """The last character of each run: 鞋 of 帆布鞋, 箱 of 冰箱."""
    return {run[-1] for run in _HAN_RUN.findall(title) if len(run) > 1}


def _pointed_at(said: str) -> set[str]:
    return {sign for pattern in _POINTING for word in pattern.findall(said) for sign in word} - _NOT_HEADS
