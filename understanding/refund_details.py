"""One thing asked of a refund: where it goes, why it was declined, that it cannot be seen.

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


def detail_in(text: str) -> Detail | None:
    """What single thing of a refund is asked, if it is one."""
    return next((detail for detail, words in _DETAILS.items() if re.search(words, text, re.IGNORECASE)), None)
