"""How the demo's other consumers take a call, so that the handset page rings for the personas and the rest goes on.

Scripts are those of the phone simulator's control API.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from careline.demo.personas import PERSONAS

_ZH = ("是的", "好的，帮我催一下", "没有了，谢谢")
_EN = ("Yes, speaking", "Yes please, chase it", "No, thank you")


def scripts(consumers: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """One script for each (customer_id, phone, locale) that is no persona; the same consumer always behaves alike."""
    return [
        {"to": phone, "script": _script(zlib.crc32(customer_id.encode()) % 10, locale)}
        for customer_id, phone, locale in consumers
        if customer_id not in PERSONAS
    ]


def _script(dice: int, locale: str) -> dict[str, Any]:
    if dice < 2:
        return {"pick_up": "busy", "after_s": 2}
    if dice < 4:
        return {"pick_up": "answer", "after_s": 3, "answered_by": "machine_start", "amd_after_s": 2}
    if dice == 4:
        return {"pick_up": "answer", "after_s": 3, "does": [{"key": "1"}, {"key": "9"}]}
    says: list[dict[str, Any]] = [{"say": words} for words in (_EN if locale == "en" else _ZH)]
    return {"pick_up": "answer", "after_s": 3, "does": [*says, {"hang_up": True}]}
