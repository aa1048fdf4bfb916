"""How a consumer points at one of their orders: by its tail, its place in a list, as another one, by the goods.

Patterns for text as `entities.readable` gives it. Kinds and values:

    order_tail   the last three to six digits: 尾号3721, 后四位是三七二幺, ending in three seven two one
    place        1, 2 … counted from the first of a list, -1, -2 from the last; `former`, `latter` of two
    other        `other`: another one than the one spoken of
    goods        what a message that does nothing but point calls the goods: 书 in 书那单, shoes in "the shoes one"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.components.entity import Entity
from understanding.numerals import DIGIT_EN, NUMERAL, number, spelled_out

# Phones and cards have tails too.
_NOT_AN_ORDER = (
    r"(?<!手机)(?<!电话)(?<!手机的)(?<!电话的)(?<!号码)(?<!手机号)(?<!电话号)(?<!卡)(?<!卡号)(?<!证)(?<!账号)"
)
_NOT_AN_ORDER_EN = r"(?<!phone )(?<!card )(?<!phone number )(?<!card number )(?<!mobile )(?<!account )"
_TAILS = (
    re.compile(
        rf"{_NOT_AN_ORDER}(?:(?:订单|单)号?的?)?(?:尾号|尾数|(?:最后|后面?|末尾?)[三四五六3-6](?:位数?字?|个数字?))"
        r"[^\d,.!?;]{0,5}(?P<tail>\d{3,6})(?!\d)(?!的?(?:手机|电话|卡|银行))"
    ),
    re.compile(r"(?<![\da-z-])(?P<tail>\d{4,6})(?:结尾|收尾|(?:的|这|那)(?:订?单(?!号)|个订单))"),
    re.compile(
        rf"{_NOT_AN_ORDER_EN}(?<![a-z])(?:(?:end(?:ing|s)?|finish(?:ing|es)) (?:in|with) |ending "
        rf"|last (?:three|four|five|six|[3-6])"
        rf"(?: digits?| numbers?)?(?: of (?:my|the) order(?: number)?)?(?: (?:are|is|being)|:)? )"
        rf"(?P<tail>{DIGIT_EN}(?:[ ,-]{{0,2}}{DIGIT_EN}){{2,5}})(?![a-z0-9])"
    ),
)

_ORDINALS_EN = {
    word: at + 1
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th",
        "one two three four five six seven eight nine ten",
        "1 2 3 4 5 6 7 8 9 10",
    )
    for at, word in enumerate(words.split())
}  # fmt: skip
_ORDINAL_EN = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|(?:[4-9]|10)th"
_ONE_EN = "(?:one|order|item|parcel|package|option)"
_END_EN = r"(?:(?: please| then)?[.!? ]*$)"
_MEASURE = "[个单件双条笔款项样张本台箱瓶盒只套部种家包]"
_FIGURE = rf"(?:\d{{1,2}}|{NUMERAL}{{1,3}})"
_ALONE_ZH = r"^(?:(?:我?[要选是看查问]的?|就|那|应该是)*)"
_PLACES = (
    (
        re.compile(
            rf"(?:最后|最末|末)(?:[一1]|面?那)?{_MEASURE}|最后面?那?一?{_MEASURE}|最[下底]面的?(?:那?一?{_MEASURE})?"
        ),
        "-1",
    ),
    (re.compile(rf"最[上前]面的?(?:那?一?{_MEASURE})?|[头首]一?个|头一单"), "1"),
    (re.compile(rf"前者|[上前](?:面|边)的?(?:那|这|一)?一?{_MEASURE}"), "former"),
    (re.compile(rf"后者|[下后](?:面|边)的?(?:那|这|一)?一?{_MEASURE}"), "latter"),
    (
        re.compile(
            rf"(?<![a-z])(?<!my )(?:the )?last (?:one|order){_END_EN}|(?<![a-z])the last one(?![a-z])"
            rf"|^(?:the )?last{_END_EN}"
        ),
        "-1",
    ),
    (re.compile(r"(?<![a-z])the (?:former|earlier one|one above)(?![a-z])"), "former"),
    (re.compile(r"(?<![a-z])the (?:latter|later one|one below)(?![a-z])"), "latter"),
)
_COUNTED_ZH = re.compile(
    rf"(?P<back>倒数)?第(?P<n>{_FIGURE})(?:{_MEASURE}订?单?|(?=$|[\s,.!?吧呢啊的那]))(?!月|天|次|工作日|星期|小时|问题)"
)
_ALONE = (
    re.compile(rf"{_ALONE_ZH}(?!两)(?P<n>{_FIGURE})号?(?:吧|呢|啊|的|那个)?[\s,.!?]*$"),
    re.compile(
        r"^(?:(?:i (?:want|mean)|give me|take|choose|pick|it'?s|option|number|no\.|order|the|#) ?){0,3}"
        rf"(?P<n>{'|'.join(_ORDINALS_EN)}){_END_EN}"
    ),
)
_COUNTED_EN = re.compile(
    rf"(?<![a-z])(?:the|my) (?P<n>{_ORDINAL_EN}) {_ONE_EN}(?![a-z])"
    rf"|(?<!on )(?<!since )(?<!by )(?<!of )(?<!from )(?<![a-z])the (?P<n2>first|second|third|fourth|fifth){_END_EN}"
)
_ORDER_ZH = "(?:订单|单子|快递|包裹|物流)"
_OTHER = re.compile(
    rf"(?:另外?|其[他它余])的?[一二两三几那]?(?:[单笔]|[个件双](?=$|[\s,.!?吧呢啊没也还在到的什]|{_ORDER_ZH})){_ORDER_ZH}?"
    rf"|(?:别|另外?|其[他它])的?(?:{_ORDER_ZH}|商品|单(?!独)|那[个单件双])|别的(?=$|[\s,.!?吧呢啊])"
    r"|(?<![a-z])(?:an)?other (?:ones?|orders?|parcels?|packages?|items?)(?![a-z])|(?<![a-z])the other(?=[.!?, ]*$)"
    r"|^(?:the )?(?:an)?other[.!? ]*$|(?<![a-z])(?:a )?different (?:one|order|parcel|package|item)(?![a-z])"
)
_GOODS = (
    re.compile(
        r"^(?:我的?|就|是|就是)?(?P<goods>(?:(?![不没是对别要说])[\u4e00-\u9fff]){1,5}?)"
        r"的?那[个单双件条只本款][吧呢啊]?[\s,.!?]*$"
    ),
    re.compile(rf"^(?:it'?s )?(?:the |my )(?P<goods>[a-z]{{3,16}}(?: [a-z]{{3,16}})?) {_ONE_EN}{_END_EN}"),
)

# Words that say what is wanted, so that what holds one is no name of goods.
_NO_NAME_ZH = (
    r"[不没是吗么什怎哪几谁退款钱费寄签催查问改想能会我你您他她递址坏错谢对吧呢]|多少|换[货一个]|发[货了票]|到[了货]|收[到了货]"
    r"|取消|买[了的过]|要|可以|物流|包裹|投诉|人工|赔|单号|订单|客服|保障|[好行]了?$|有|在"
)
_NO_NAME_EN = (
    r"(?:refund|return|invoice|receipt|ship|deliver|address|pay|exchange|track|order|parcel|package|person|cancel|thank)"
    r"[a-z]*|money|human|agent|nothing|never|where|when|what|why|how|who|which|yes|no|not|is|are|was|it|i|you|to|in|on"
)
NAME_ZH = (
    rf"(?:(?:我的?)?(?:[那这]|买的)?{_MEASURE}?)(?:(?!{_NO_NAME_ZH})[\u4e00-\u9fff]){{1,8}}?(?:的?[那这]{_MEASURE})?"
)
_NOUN_EN = rf"(?!(?:{_NO_NAME_EN})(?![a-z]))[a-z]{{3,16}}"
NAME_EN = rf"(?:(?:the|my|that|those|these) )?{_NOUN_EN}(?: {_NOUN_EN})?(?: one| order)?"
_NAME = re.compile(rf"(?:{NAME_ZH})[吧呢啊的]?[\s,.!?。]*|(?:{NAME_EN})[\s.!?]*")


def is_name(text: str) -> bool:
    """Whether words may name goods and say nothing else: 围巾, 那个杯子, "the guitar". Any noun will do."""
    return bool(_NAME.fullmatch(text.strip()))


def find_references(text: str) -> Iterator[Entity]:
    """Everything that points at an order, the surest first; may overlap."""
    for pattern in _TAILS:
        for match in pattern.finditer(text):
            if 3 <= len(digits := spelled_out(match["tail"])) <= 6:
                yield Entity("order_tail", digits, *match.span())
    yield from _places(text)
    for match in _OTHER.finditer(text):
        yield Entity("other", "other", *match.span())


def find_goods(text: str) -> Iterator[Entity]:
    """The name in a message that only points. The least sure of all: 上周那单 and 第二个那单 name no goods."""
    for pattern in _GOODS:
        if match := pattern.match(text):
            yield Entity("goods", match["goods"], *match.span("goods"))


def _places(text: str) -> Iterator[Entity]:
    for pattern, value in _PLACES:
        for match in pattern.finditer(text):
            yield Entity("place", value, *match.span())
    for match in _COUNTED_ZH.finditer(text):
        if place := number(match["n"]):
            yield Entity("place", str(-place if match["back"] else place), *match.span())
    for match in _COUNTED_EN.finditer(text):
        said = match["n"] or match["n2"]
        yield Entity("place", str(_ORDINALS_EN[said]), *match.span())
    for pattern in _ALONE:
        if match := pattern.match(text):
            place = _ORDINALS_EN.get(match["n"]) or number(match["n"])
            if place and place <= 20:
                yield Entity("place", str(place), *match.span())
