"""A message about several orders, cut by their goods: racket reach where, shuttlecock why never ship. Pure.

Each clause belongs to the goods that it names; one that names none goes on with the clause before it. What a clause
plainly asks is read by patterns, since the model reads the message as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from understanding.goods_words import goods_score

_CUT = re.compile(
    r"[，,。.;；!！?？:：]+\s*|\s*\n+\s*|(?:然后|还有|另外|以及)|\s+(?=[\u4e00-\u9fff])|\b(?:and|but|also|plus|then)\b\s*",
    re.IGNORECASE,
)


class AskedOfGoods(str, Enum):
    """What a clause plainly asks or wishes of its goods."""

    REFUND = "refund"
    CANCEL = "cancel"
    EXCHANGE = "exchange"
    INVOICE = "invoice"
    FAULT = "fault"
    DISPATCH = "dispatch"
    RETURN = "return"
    DELIVERY = "delivery"


_WANTED: tuple[tuple[AskedOfGoods, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(f"{zh}|{en}", re.IGNORECASE))
    for wanted, zh, en in (
        (AskedOfGoods.INVOICE, r"发票|开票", r"\binvoice\b"),
        (
            AskedOfGoods.REFUND,
            r"退款|退钱|(?:钱|款)[^，,。]{0,6}(?:到账|退|回来)|退的?[^，,。]{0,8}(?:到账|多久|什么时候|到了?没)",
            r"\brefund(?:ed)?\b|\bmoney (?:back|come)|\bget (?:my |the )?money\b",
        ),
        (AskedOfGoods.CANCEL, r"取消|不要了", r"\bcancel\w*\b|\bdon'?t want\b"),
        (AskedOfGoods.EXCHANGE, r"换", r"\b(?:exchange|swap|change size)\b"),
        (
            AskedOfGoods.FAULT,
            r"(?<![快搞弄急])坏|碎|裂|破|发错|少了",
            r"\b(?:broken|broke|cracked|smashed|damaged|wrong (?:colou?r|size|one|item)|missing)\b",
        ),
        (
            AskedOfGoods.DISPATCH,
            r"[没未不](?:给)?(?:有)?发(?:货|出)?|(?:何时|什么时候|啥时候|几时|哪天|多久)[^，,。]{0,4}发|发货了?[没吗]|发了[没吗]",
            (
                r"\b(?:not|never|hasn'?t|haven'?t|isn'?t|havent|hasnt|no|why|when)\b.{0,24}\b(?:ship|shipped|sent|send"
                r"|dispatch\w*|left|leave|move[ds]? out)\b|\bstill (?:preparing|processing|pending)\b"
            ),
        ),
        (AskedOfGoods.RETURN, r"退货|退回|寄回", r"\b(?:return|send (?:it |them )?back)\b"),
        (
            AskedOfGoods.DELIVERY,
            (
                r"到哪|哪[里儿]了|在哪|物流|快递|到了?[没吗]|什么时候到|几时到|啥时候到|没到|没收到"
                r"|[不没](?:见)?动(?![手心])|卡[住在]|不走了"
            ),
            r"\b(?:where|stuck|reach\w*|arriv\w*|deliver\w*|track\w*|come|coming|get here|got here|received?)\b",
        ),
    )
)


def clauses_of(orders: Sequence[Sequence[str]], text: str) -> list[str] | None:
    """For each order (`orders`: the titles of its goods) its part of the text; None where any has none of its own, or
    one clause names several of them."""
    found: list[list[str]] = [[] for _ in orders]
    last: int | None = None
    for clause in filter(None, (part.strip() for part in _CUT.split(text) if part)):
        scores = [goods_score(titles, clause) for titles in orders]
        best = max(scores)
        named = [place for place, score in enumerate(scores) if score and score == best]
        if len(named) > 1:
            return None
        last = named[0] if named else last
        if last is not None:
            found[last].append(clause)
    return [", ".join(clauses) for clauses in found] if all(found) else None


def wanted_in(clause: str) -> AskedOfGoods | None:
    """What a clause plainly asks of its goods; None where it says nothing that plain."""
    return next((wanted for wanted, words in _WANTED if words.search(clause)), None)
