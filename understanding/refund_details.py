"""One thing asked of a refund: where it goes, why it was declined, that it cannot be seen; and which rule is asked for.

Pure: patterns over the words; what they mean is decided by the refund's own state.
"""

from __future__ import annotations

import re
from enum import Enum


class Detail(str, Enum):
    WHERE = "where"
    WHY = "why"
    NOT_SEEN = "not_seen"


#: 退到哪一步 asks how it stands, 退到哪张卡 where it goes.
_DETAILS = {
    Detail.WHERE: (
        r"退[到回]?(?:我的?|了)?哪(?!一?步|个?环节|个?阶段)|哪[张个](?:银行)?(?:卡|账[户号])|什么(?:银行卡|账[户号])"
        r"|[退到](?:回|到)?我?的?(?:银行)?(?:卡|账户|微信|支付宝)[里上]?(?:吗|么|不|[?？])"
        r"|^\W*(?:and |so )?(?:back )?(?:on)?to my (?:bank |credit )?(?:card|account)\b"
        r"|\b(?:money|refund)s? (?:goes?|going|comes?|coming) (?:back )?(?:to )?where\b"
        r"|\b(?:which|what) (?:bank |credit )?(?:account|card)"
        r"|\bwhere (?:does|did|will|would|is) (?:it|the (?:money|refund)|my (?:money|refund)) (?:go|going|be)\b"
    ),
    Detail.WHY: r"为什么|为啥|为何|凭什么|凭啥|什么原因|啥原因|什么理由|\bwhy\b|\breason\b|on what grounds",
    Detail.NOT_SEEN: (
        r"没有?(?:看[到见]|见[到着]?|查到|收到|到账|找到)|[看查找]不到"
        r"|\b(?:not|isn'?t|nothing) (?:there|in my|on my|arrived|showing|received)"
        r"|\b(?:don'?t|can'?t|cannot|haven'?t|didn'?t|never) (?:see|seen|find|found|got|get|gotten|received?)"
    ),
}
_IF = re.compile(r"要是|如果|假如|万一|的话|一般|通常|正常情况|\b(?:if|usually|normally|generally)\b", re.IGNORECASE)
_MAY = re.compile(
    r"能(?:不能|否)|可不可以|可以[^，,。]{0,6}退|能[^，,。]{0,6}退[^，,。]{0,3}[吗么不嘛]"
    r"|\b(?:can|could|may) i\b|\bpossible\b",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"(?:多久|几天|多长时间|什么时候)(?:才?能|会|可以)?(?:到账|退|拿到钱|回来)?[^，,。\w]{0,3}[啊呢呀]?[?？\s]*$"
    r"|\bhow (?:long|soon)(?: (?:would|will|does) (?:that|it|this|a refund)(?: (?:take|be))?)?[\s?.!]*$",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"退货|签收|收到|到货|到了|寄回|不合适|不喜欢|不好用|\breturn|\bsend (?:it|them) back|\bdoesn'?t fit|\bdon'?t like"
    r"|\b(?:after|when|once) (?:delivery|it arrives|i (?:get|have) it)",
    re.IGNORECASE,
)


def detail_in(text: str) -> Detail | None:
    """What single thing of a refund is asked, if it is one."""
    return next((detail for detail, words in _DETAILS.items() if re.search(words, text, re.IGNORECASE)), None)


def supposes(text: str) -> bool:
    """要是退款多久到账: a rule is asked for, not how a refund stands."""
    return bool(_IF.search(text))


def asks_whether(text: str) -> bool:
    """能不能退, can I get a refund: a yes may follow."""
    return bool(_MAY.search(text))


def asks_how_long(text: str) -> bool:
    """能退吗，大概要多久: at the end, or of the money, so that 多久发货 is none."""
    return bool(_TAKES.search(text))


def after_receipt(text: str) -> bool:
    """Sending back is asked about, whether anything has arrived by now or not."""
    return bool(_RETURNS.search(text))
