"""Details of a question beside its matter and ask: the courier's telephone, a closed card, a refusal.

Patterns as data: for each detail one for Chinese and one for English, matched in the words as they were written,
without case. One file for each group of matters; names are unique over all of them.
"""

from __future__ import annotations

import re

from understanding.details import (
    answers,
    asides,
    calls,
    choice,
    courier,
    delivery,
    dispatch,
    goods,
    order,
    parcels,
    refund,
    refund_rules,
    reports,
    returns,
    service,
    sums,
)

_GROUPS = (
    dispatch, delivery, parcels, refund, refund_rules, returns, reports, goods, order, sums, service, answers, choice,
    calls, courier, asides,
)  # fmt: skip

ALL: dict[str, tuple[str, str]] = {name: patterns for group in _GROUPS for name, patterns in group.DETAILS.items()}
if len(ALL) != sum(len(group.DETAILS) for group in _GROUPS):
    raise ValueError("two files of understanding/details name the same detail")
_COMPILED = {name: re.compile(f"{zh}|{en}", re.IGNORECASE) for name, (zh, en) in ALL.items()}


def found_in(text: str, detail: str) -> bool:
    """Whether the words hold this detail. Raises KeyError where it has no pattern."""
    return _COMPILED[detail].search(text) is not None
