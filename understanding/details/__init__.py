"""Details of a question beside its matter and ask: the courier's telephone, a closed card, a refusal.

Patterns as data: for each detail one for Chinese and one for English, matched in the words as they were written,
without case. One file for each group of matters; names are unique over all of them.
"""

from __future__ import annotations

import re

from understanding.details import delivery, dispatch, goods, order, refund, returns, service

_GROUPS = (dispatch, delivery, refund, returns, goods, order, service)

ALL: dict[str, tuple[str, str]] = {name: patterns for group in _GROUPS for name, patterns in group.DETAILS.items()}
if len(ALL) != sum(len(group.DETAILS) for group in _GROUPS):
    raise ValueError("two files of understanding/details name the same detail")
_COMPILED = {name: re.compile(f"{zh}|{en}", re.IGNORECASE) for name, (zh, en) in ALL.items()}


def details_in(text: str) -> frozenset[str]:
    """The names of all details that the words hold."""
    return frozenset(name for name, pattern in _COMPILED.items() if pattern.search(text))
