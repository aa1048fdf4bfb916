"""Details of questions on addresses, prices, invoices, people."""

from __future__ import annotations

import re

DETAILS: dict[str, tuple[str, str]] = {
    "contact_phone": (
        (
            r"(?:收[件货])?(?:人的?)?(?:电话|手机|号码|联系方式)[^，,。]{0,8}(?:换|改|错|少|打不通|不用|是)"
            r"|(?:改|换|更正)[^，,。]{0,6}(?:电话|手机|号码)|哪个(?:电话|号码|手机)|收[件货]电话"
        ),
        r"\b(?:phone|telephone|mobile|cell)\b",
    ),
    "contact_name": (
        r"收[件货]人|姓名|名字|换个人收",
        r"\brecipient\b|\bname\b|\baddressee\b",
    ),
    "old_address": (
        r"(?:送|寄)到?了?(?:旧|老|原来|以前|之前)|(?:旧|老|原)(?:地址|房子|家)|原地址|那边没人|别人[^，,。]{0,4}(?:拿|收)",
        r"\b(?:old|previous|former|wrong) (?:flat|house|address|place|home)\b|\bnew tenants?\b|\bsomebody else\b",
    ),
}
"""Name: (Chinese pattern, English pattern)."""

_NUMBER = re.compile(r"(?<!\d)(?:\+\d{1,3}[ -]?)?\d(?:[ -]?\d){6,12}(?!\d)")


def phone_in(text: str) -> str | None:
    """A whole telephone number among the words; its last digits alone are none."""
    match = _NUMBER.search(text)
    return re.sub(r"[ -]", "", match[0]) if match else None
