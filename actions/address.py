"""A new address as people write it after 改地址. Pure."""

from __future__ import annotations

import re

_LONGEST = 200
_LEAD = re.compile(
    r"^.*?(?:(?:改|换|送|寄|发)[成到往为至]|新地址(?:是|为)?[:：，,\s]*|地址(?:改|换)?(?:成|为|是)[:：，,\s]*)(?P<zh>.+)$"
    r"|^.*?\b(?:address (?:is|to)|(?:deliver|send|ship|change) (?:it |that |the address |my address )?to)"
    r"\s*[:,]?\s*(?P<en>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_LIKE_ONE = re.compile(
    r"[省市区县镇乡村州][\u4e00-\u9fff\dA-Za-z]|(?:路|街|道|巷|弄|大厦|广场|小区|花园|公寓|新村)\S*\d"
    r"|\d+\s*(?:号|栋|幢|室|楼|单元|弄)"
    r"|\b\d+[\w ,]* (?:street|st|road|rd|avenue|ave|lane|drive|way|close|square|blvd)\b"
    r"|\bpostcode\b|\b(?:apt|flat|unit)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？吗呢]|怎么|能不能|可不可以|\b(?:can|could|how|when)\b", re.IGNORECASE)


def address_in(text: str) -> str | None:
    """The address behind 改成, 寄到, change it to; None where the words hold none."""
    match = _LEAD.match(text.strip())
    told = (match["zh"] or match["en"]).strip(" 。.!！吧,，") if match else ""
    return told[:_LONGEST] if told and _LOOKS_LIKE_ONE.search(told) else None


def address_alone(text: str) -> str | None:
    """Words that answer "which address?": all of them are the address, or what stands behind 改成."""
    told = text.strip()
    if not _LOOKS_LIKE_ONE.search(told) or _ASKS.search(told):
        return None
    return address_in(told) or told.strip(" 。.!！")[:_LONGEST]
