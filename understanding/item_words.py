"""Which goods of an order some words mean, and how many pieces of them: 只退茶盘, 六个碎了俩. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from understanding.details import found_in
from understanding.goods_words import goods_score

_COUNTED = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "两": 2, "俩": 2, "仨": 3, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a single": 1, "apiece": 1, "per": 1,
}  # fmt: skip
_KEPT = re.compile(
    r"留|(?:都|是|也)?齐的|没(?:问题|毛病|缺)(?!吧|吗)|不缺|不(?:[退动换碰]|取消)|(?<!特)(?:别|甭|莫)(?:给我)?(?:[退动换碰]|取消)|还要|接着要|还得要|我要的|继续|照(?:发|常|办|旧|样|寄|留)|好的(?=[我，,])|没[坏事碎]|完好|好好的"
    r"|我(?:都)?知道|^(?:不是|并非)|(?:的|那[个件单双条])(?:都|已经|早就?)?(?:收到|到)了?$"
    r"|\b(?:keep|keeping|stays?|not the|fine|still want|(?:is|are|'s) mine|(?:hang(?:ing)?|hold(?:ing)?) on to)\b"
    r"|\bleave (?:the|my|that|those) (?!parcel|package|box|delivery|order|refund|money)\w+(?: \w+)?"
    r"(?: (?:alone|be|as (?:it |they )?(?:is|are)))?\s*$"
    r"|\b(?:don'?t|do not|dont) (?:touch|cancel|return|refund|send back) (?:the|my|that|those)\b"
    r"|\b(?:others?|rest|remaining)\b(?: \w+){0,2} (?:ok(?:ay)?|fine|good|alright|all right|intact|no problem)\b"
    r"|(?:\b(?:are|r|were|came|arrived|look)|'re) (?:all |both |just |perfectly |totally |quite |still )?"
    r"(?:alright|all right|ok(?:ay)?|good|intact|undamaged|unbroken|perfect|in one piece|no problem)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[，,。.；;!！?？\s]+(?=[A-Za-z]{0,3}[\u4e00-\u9fff])|[,.;!?]\s*|\n+|\b(?:but|and)\b", re.IGNORECASE
)
_NUMBER_ZH = r"\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]"
_NUMBER_EN = r"\d{1,2}|a single|apiece|per|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MEASURE = (
    r"张(?!照片|图|单|截图|嘴|脸)|条(?!短信|消息|信息|微信|通知|街|路|评|留言)|口(?=锅|缸|钟|箱|井)|把(?!年纪|手|火)"
    r"|套(?!说|话|路)|只(?!手|有|要|是|能|好)|[件双本瓶盒副台包袋顶份罐块箱根支片枚颗粒桶盏碗株棵对斤筒听板卷串]"
    r"|个(?!月|星期|礼拜|小时|钟头|包裹|快递|电话|问题|人|事|地址|单|订单|说法)"
)
_PIECES = re.compile(
    rf"(?P<zh>{_NUMBER_ZH})\s*(?:{_MEASURE})|(?P<both>[俩仨])"
    rf"|\b(?P<en>{_NUMBER_EN})\b(?!(?<=in one) piece\b)(?! cent\b)"
    r"(?! (?:(?:more|other) )?(?:day|hour|week|month|minute|time|yuan|percent"
    r"|photo|picture|pic|image|video|email|call|message|order|thing|question|people|person|star|year|kid|parcel"
    r"|package)s?\b)",
    re.IGNORECASE,
)
_CAME = re.compile(r"(?:来|到|收到|发|给|只有|就有|才有|只剩)了?\s*$|\b(?:got|received|came with)\s*$", re.IGNORECASE)
_ONLY_SO_MANY = re.compile(
    rf"\b(?:{_NUMBER_EN}) (?:out )?of (?:the |my |those )?(?:{_NUMBER_EN})\b.{{0,30}}"
    r"\b(?:in the (?:box|parcel|package|bag)|came|arrived|turned up|showed up"
    r"|(?:was|were) (?:there|inside|delivered|in it)|(?:was|were|got) sent|made it)\b",
    re.IGNORECASE,
)
"""Three of the four mugs came: what lacks is meant."""
_ALL_OF_THEM = re.compile(
    r"(?:酒|货|东西)?(?:我|也|想|要|一起|一块儿?)*(?:都|全)(?![没不坏碎漏])|\s+(?:both|all)\b", re.IGNORECASE
)
_BAD = re.compile(r"\b(?:broken|cracked|damaged|smashed|faulty|chipped|wrong|dead)\b", re.IGNORECASE)
_ONLY_CAME = re.compile(
    r"(?:只|就|才|光|仅)(?:是|给|把)?(?:来|到|收到|送|送来|送到|寄|寄来|发|发来|有)了?(?!\S{0,4}[不没])"
    r"|\b(?:only|just)\b.{0,24}\b(?:came|arrived|turned up|got here|in the (?:box|parcel))\b"
    r"|\b(?:only|just) (?:got|received|have)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[，,。.；;!！?？\s]+(?=[A-Za-z]{0,3}[\u4e00-\u9fff])|[,.;!?]\s*|\n+"
    r"|\b(?:but|only|except|just) (?=the\b|my\b|no\b)|\bbut\b"
    r"|(?=(?<!不)(?:就是|就差|就缺|唯独|唯有|独独|偏偏|但是?|可是|不过|就剩?)[^，,。]{0,8}(?:[没缺少漏]|不见|呢))",
    re.IGNORECASE,
)
_CAME_TOO = re.compile(
    r"(?:都|倒是?|已经?|早就?|全|是|也)(?:收到|来|到|齐|有|在|送到|送来|寄到)[了咯啦喽嘞]?(?:的|啊|呀)?\s*$|(?<!没)(?:收到|送到|到|来|齐)[了咯啦喽嘞]\s*$"
    r"|\b(?:came|arrived|turned up|showed up|got here|(?:is|are) here|made it)\b(?!.*\bnot\b)",
    re.IGNORECASE,
)
_NOT_COME = re.compile(
    r"没|不见|不在|[缺少漏]|无影|呢[?？]?\s*$|哪[去里儿]"
    r"|\b(?:didn'?t|did not|hasn'?t|haven'?t|has not|isn'?t|aren'?t|wasn'?t"
    r"|missing|no sign|nowhere|still waiting|not here|where)\b",
    re.IGNORECASE,
)
_ONLY_BACK = re.compile(
    r"(?:只|光|单|单独|就)(?:要|想)?(?:退|取消|换)(?P<zh>[^，,。！!？?\s]+)"
    r"|\b(?:(?:only|just) (?:refund|return|cancel|exchange)|ditch|drop|remove|scrap|leave out|get rid of)"
    r" (?P<en>[^,.?!]+)",
    re.IGNORECASE,
)
_ONLY_WANTED = re.compile(
    r"(?:我|其实|本来)(?:其实|本来|是)?(?:只|就)(?:要|想要|想买|需要|留)[^，,。退]{0,3}?(?:\d{1,2}|[一二两三四五六七八九])"
    r"|\b(?:only|just) (?:want(?:ed)?|need(?:ed)?|meant(?: to \w+)?) (?:\d{1,2}|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
"""Of one sort of goods, how many are to stay: 拍了三个，我只要一个."""
_DOWN_TO = re.compile(
    rf"\b(?:down to|reduc\w+ (?:\w+ ){{0,2}}to|cut (?:\w+ ){{0,2}}to|back to|to (?:just|only)) "
    rf"(?:just |only )?(?P<en>{_NUMBER_EN})\b"
    rf"|(?:改|减|降|换)(?:成|到|为)\s*(?P<zh>{_NUMBER_ZH})\s*(?:{_MEASURE})",
    re.IGNORECASE,
)
"""How many of one sort are to be left: knock it down to three."""
_LACKS = re.compile(r"少|缺|漏|没(?:收|发|到)全|\b(?:missing|short|only got|instead of)\b", re.IGNORECASE)


class Goods(NamedTuple):
    """One sort of goods of an order: its key, what it is called, how many pieces there are."""

    sku: str
    names: tuple[str, ...]
    pieces: int


def named_among(order: Sequence[Goods], text: str, *, any_name: bool = False) -> tuple[tuple[str, int], ...] | None:
    """Which goods of an order some words mean, with how many pieces, where they mean fewer than all.

    An order is called by its first goods, so that name alone means the order, unless `any_name`.
    """
    came, rest = _that_came(text) if len(order) > 1 else ("", text)
    wanted, kept = wanted_and_kept(rest)
    if len(order) == 1:
        (only,) = order
        if fewer := _ONLY_WANTED.search(text):
            return _pieces(only, _rest_of(only.pieces, _count(text[fewer.start() :], only.pieces)))
        count = (
            _less(text, only.pieces) or _count(wanted, only.pieces) or _rest_of(only.pieces, _count(kept, only.pieces))
        )
        return _pieces(only, count)
    if came:
        kept = f"{kept} {came}".strip()
    if (alone := _ONLY_BACK.search(text)) and len(_named(order, alone["zh"] or alone["en"])) == 1:
        wanted = alone["zh"] or alone["en"]  # 衬衫加皮带，光退皮带能退几块
    named, named_kept = _named(order, wanted), _named(order, kept)
    if kept and not named and len(named_kept) == len(order) - 1:  # 锅留着，别的退
        named = [goods for goods in order if goods not in named_kept]
    if len(named) != 1 or not (kept or found_in(text, "part_of_order") or any_name or named[0].sku != order[0].sku):
        return None
    (goods,) = named
    return ((goods.sku, _less(text, goods.pieces) or _count(wanted, goods.pieces) or goods.pieces),)


def _less(text: str, pieces: int) -> int | None:
    """How many go, where the words say how many are to be left."""
    left = _DOWN_TO.search(text)
    number = _counted(left["zh"] or left["en"]) if left else 0
    return pieces - number if 0 < number < pieces else None


def lacks_beside(text: str) -> bool:
    """Whether the words say that some of it came and some did not: 帐篷收到了 炉子没在里头."""
    return bool(_that_came(text)[0])


def _pieces(goods: Goods, count: int | None) -> tuple[tuple[str, int], ...] | None:
    return ((goods.sku, count),) if count else None


def _that_came(text: str) -> tuple[str, str]:
    """The clauses that say what has come where something else has not (就来了个锅，勺子呢), and the others."""
    parts = [part for part in _PARTS.split(text) if part and part.strip()]
    there = [part for part in parts if _CAME_TOO.search(part) and not _NOT_COME.search(part)]
    if there and any(_NOT_COME.search(part) for part in parts):  # 画板和笔都来了，就是纸没来
        return " ".join(there), ", ".join(part for part in parts if part not in there)
    clauses = clauses_in(text)
    came = [clause for clause in clauses if _ONLY_CAME.search(clause) and not _ONLY_SO_MANY.search(clause)]
    return (" ".join(came), ", ".join(clause for clause in clauses if clause not in came)) if came else ("", text)


def _named(order: Sequence[Goods], text: str) -> list[Goods]:
    """The goods that the words name best."""
    scores = {goods.sku: goods_score(goods.names, text) for goods in order}
    best = max(scores.values())
    return [goods for goods in order if best and scores[goods.sku] == best]


def fewer_of(pieces: int, text: str) -> int | None:
    """How many of the pieces offered are meant, where fewer: 只退一个, after two; two of three stay."""
    wanted, stays = wanted_and_kept(text)
    return _count(wanted, pieces) or _rest_of(pieces, _count(stays, pieces))


def clauses_in(text: str) -> list[str]:
    """The parts that commas, ends and "and" part."""
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def wanted_and_kept(text: str) -> tuple[str, str]:
    """The clauses that say what is wished for, and those that say what stays: 勺子退 锅留着."""
    clauses = clauses_in(text)
    kept = [clause for clause in clauses if _KEPT.search(clause)]
    return " ".join(clause for clause in clauses if clause not in kept), " ".join(kept)


def without_kept(orders: Sequence[Sequence[str]], text: str) -> str:
    """The words without what only says which goods stay (退枕头，毯子留着), where others are named beside it.

    `orders`: what the goods of each order are called.
    """
    wanted, kept_words = wanted_and_kept(text)
    named = any(goods_score(titles, wanted) for titles in orders)
    return wanted if kept_words and named else text


def only_keeps(titles: Sequence[str], text: str) -> bool:
    """Whether words name these goods only to say that they stay: 单人的留给我妈铺."""
    wanted, kept_words = wanted_and_kept(text)
    return bool(kept_words) and bool(goods_score(titles, kept_words)) and not goods_score(titles, wanted)


def _count(text: str, bought: int) -> int | None:
    """How many pieces of those bought are meant, where fewer than all: the smallest number that is said.

    六个碎了俩 means two; 买 6 份来了 5 份 means the one that is missing.
    """
    found = list(_PIECES.finditer(text))
    if any(_number(one) == bought and _ALL_OF_THEM.match(text, one.end()) for one in found):
        return None  # 一瓶开了 一瓶没开 两瓶都能退么
    fewer = [(number, one.start()) for one in found if 0 < (number := _number(one)) < bought]
    if not fewer:
        return None
    number, start = min(fewer)
    came = _LACKS.search(text) or any(_number(one) == bought for one in found)
    if _ONLY_SO_MANY.search(text) and not _BAD.search(text):
        return bought - number
    return bought - number if came and _CAME.search(text[:start]) else number


def _number(match: re.Match[str]) -> int:
    return _counted(match["zh"] or match["both"] or match["en"])


def _counted(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    if "十" not in word:
        return _COUNTED.get(word, 0)
    tens, _, ones = word.partition("十")
    return 10 * _COUNTED.get(tens, 1) + _COUNTED.get(ones, 0)


def numbers_in(text: str) -> list[int]:
    """Every number of pieces that is said, in order: 两瓶, 俩, three."""
    return [_number(match) for match in _PIECES.finditer(text)]


def _rest_of(whole: int, kept: int | None) -> int | None:
    return whole - kept if kept else None
