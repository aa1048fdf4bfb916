"""Which order some words point at, beside numbers and dates: by how it stands, by its price; and what is left then.

Pure; patterns as data by language. Goods are read by goods_words.py, numbers and dates by Rasa's side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum

_CORRECTS = r"[说打问输写报点选]错|\b(?:sorry|oops|meant|my mistake|typo|wrong (?:order|number))\b"
_THE_SAME = r"也(?:是?一样|同样|照办|这样|是|要)|\b(?:same(?: thing)?(?: goes)?|too|as well|also)\b"
_FILLER = re.compile(
    rf"{_CORRECTS}|{_THE_SAME}|"
    r"[的了吧呢啊呀哦嘛是要问查我想说就那这个单双件条只款一下订买过拍在\s\W]|"
    r"\b(?:the|one|that|this|my|please|i|mean|order|about|it|is|was|for|of|with|ordered|bought|placed|on|from"
    r"|in|s|and|what|how)\b"
)
_NONE_OF_THEM = r"都?不是|没有|\b(?:none of (?:these|those|them)|neither)\b"
_AND_THAT = r"[那呢嘛啊呀，,。?？.\s]|\b(?:and|what|how|about|the|my)\b"
"""Words beside “the other one” that ask nothing by themselves."""
_THAT = r"的(?:那|这|就|吧|呢|[个单件条双只本台份把张笔]|几|给|[,，。!！?？\s]|$|别|也|先|什么|多久)"
_THIS = r"(?:那|这)[个单件条双份]"
_ONE = r" (?:one|order|item|parcel)"
_PRICE = re.compile(
    r"(?<![\d.])(?P<zh>\d{1,7}(?:\.\d{1,2})?) ?[块元]?钱?的?[那这][个单件条双只本台份把张笔]"
    r"|(?<![\d.])(?P<bare>\d{1,7}(?:\.\d{1,2})?) ?[块元]?的(?=(?:千万|先|就|也)?(?:别|不要|不动|留|退|取消|照))"
    r"|\bthe (?P<en>\d{1,7}(?:\.\d{1,2})?) one\b",
    re.IGNORECASE,
)


class OrderTrait(str, Enum):
    """How the order that is meant stands among the others."""

    UNPAID = "unpaid"
    PAID = "paid"
    UNSENT = "unsent"
    SENT = "sent"
    NOT_HERE = "not_here"
    HERE = "here"
    DEARER = "dearer"
    CHEAPER = "cheaper"
    EARLIER = "earlier"
    LATER = "later"
    INSURED = "insured"


_STANDINGS: Mapping[OrderTrait, tuple[str, str]] = {
    OrderTrait.UNPAID: (r"[没未](?:有)?(?:付|给|交)(?:款|钱)?", "unpaid|not paid"),
    OrderTrait.PAID: (r"(?<![没未])(?:付|给|交)(?:款|钱)?了?", "paid"),
    OrderTrait.UNSENT: (r"[没未]发(?:货|出)?", "unsent|not sent"),
    OrderTrait.SENT: (r"(?<![没未])发(?:货|出)?了?|(?:在路|路)上", "sent|shipped"),
    OrderTrait.NOT_HERE: (r"[没未](?:收)?到(?:货)?", "missing|not delivered"),
    OrderTrait.HERE: (r"(?<![没未收])(?:收到|到|签收)(?:货)?了?", "delivered|arrived"),
    OrderTrait.DEARER: (r"贵(?:一?[点些])?", "(?:more |most )?expensive|dearer|pricier"),
    OrderTrait.CHEAPER: (r"便宜(?:一?[点些])?", "cheap(?:er|est)?"),
    OrderTrait.EARLIER: (
        r"[前先](?:面|头|边)(?=的?[那这][个单])|(?:[先早前]|一开始|第一)(?:头|前|次|回|一?[次回])?(?:买|拍|下单?|订|点)",
        "older|earlier|first",
    ),
    OrderTrait.LATER: (
        r"后(?:面|头|来|边)(?=的?[那这][个单])|(?:[后晚刚新]|再|第二|重复|多)(?:头|来|面|边|才|次|回|一?[次回])?(?:买|拍|下单?|订|点)",
        "newer|later|latest|second|duplicate|extra",
    ),
    OrderTrait.INSURED: (r"有(?:运费|退货)?险", "insured"),
}
"""Standing: (Chinese pattern, English pattern); the first that fits is meant."""
_COMPILED = {
    standing: re.compile(rf"(?:{chinese})(?:{_THAT}|{_THIS})|\b(?:{english}){_ONE}", re.IGNORECASE)
    for standing, (chinese, english) in _STANDINGS.items()
}


_KEPT = re.compile(
    r"[^，,。;；\s]{0,12}(?:留[着下倒到给]?|不动|别动|照[发寄常])[^，,。;；\s]{0,6}"
    r"|\b(?:keep|leave) the (?:\w+ )?(?:one|order)\b|\bthe (?:\w+ )?(?:one|order) (?:can |should )?stays?\b",
    re.IGNORECASE,
)
"""What only says which one stays: 后拍的不要，先拍的留着."""
_TWICE = re.compile(
    r"(?:拍|买|下单|订|点|付)重(?:复)?了|重复(?:下单|拍|买|订)|(?:拍|买|下|订|点)了[两二][次回道遍]|多(?:拍|下|订)了一[个单份件]"
    r"|\b(?:order(?:ed)?|bought|placed|went through|submitted)\b.{0,20}\btwice\b|\bduplicate(?:d)?\b|\bdouble[- ]order"
    r"|\b(?:order(?:ed)?|bought|click(?:ed)?|press(?:ed)?|paid|charged|debited|placed)\b.{0,24}\b(?:two|2) times\b"
    r"|\bsame (?:\w+ ){0,2}(?:twice|two times|2 times|2x)\b|\bdebited for two\b"
    r"|\bby accident twice\b|\btwo of the same\b",
    re.IGNORECASE,
)


def standing_in(text: str) -> OrderTrait | None:
    """没付的那个, the dearer one. What was ordered twice is the later one: 拍重了，退一个."""
    text = _KEPT.sub("", text) or text
    told = next((standing for standing, pattern in _COMPILED.items() if pattern.search(text)), None)
    return told or (OrderTrait.LATER if _TWICE.search(text) else None)


def price_of_one_in(text: str) -> Decimal | None:
    """The sum by which an order is called: 69 的那单, the 239 one."""
    told = _PRICE.search(text)
    return Decimal(told["zh"] or told["bare"] or told["en"]) if told else None


def corrects(text: str) -> bool:
    """Whether they take back what they said, not what we did: 说错了，我问的是鞋子; sorry, I meant the guitar."""
    return bool(re.search(_CORRECTS, text, re.IGNORECASE))


def wants_the_same(text: str) -> bool:
    """鞋子也一样, same for the shoes: with nothing but an order beside it, what was last wished is wished for that."""
    return bool(re.search(_THE_SAME, text, re.IGNORECASE))


def left_beside(titles: Iterable[str], text: str) -> int:
    """How many characters say something else than what these goods are called."""
    said = text.lower()
    return _left(said, "|".join(_in_words(title.lower(), said) for title in titles))


def left_beside_other(text: str) -> int:
    """How many characters say more than that another order is meant: 别的订单; 都不是，别的订单."""
    return _left(text.lower(), _NONE_OF_THEM)


def asks_of_other(text: str) -> bool:
    """Whether nothing is asked beside “the other one”: 那另外那个呢."""
    return not _left(text.lower(), _AND_THAT)


def _left(said: str, words: str) -> int:
    """How much of the words (lower case) is left without filler, and without what the pattern `words` matches."""
    return len(_FILLER.sub("", re.sub(words, "", said)))


def _in_words(title: str, said: str) -> str:
    """A pattern for what words take from a title: any of its characters, in English any of its words."""
    if any("\u4e00" <= sign <= "\u9fff" for sign in said):
        return f"[{re.escape(title)}子服]"
    return "|".join(rf"\b{re.escape(word)}s?\b" for word in re.findall(r"[a-z]{3,}", title)) or "$^"
