"""The consumer's name as a voice may say it."""

from __future__ import annotations

import re

from careline.core.wording.language import Said

_MASKED = re.compile(r"[*＊✱•●○×□_@#\d]")
_WHOEVER_ORDERED = Said("下单", "the person who placed the order")
"""Goes where the name would: 请问您是下单本人吗; Am I speaking with the person who placed the order?"""


def name_asked_for(name: str, language: str) -> str:
    """Whom to ask for on the phone: their name; who ordered, where it is missing, masked or a login (林**, tb_08)."""
    if not any(sign.isalpha() for sign in name) or _MASKED.search(name):
        return _WHOEVER_ORDERED.to(language)
    return name
