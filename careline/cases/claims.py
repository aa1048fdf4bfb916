"""Our remedies as core judges rights by them."""

from __future__ import annotations

from collections.abc import Iterable

from careline.cases.remedies import Remedy
from careline.core.remedies import RemedyState
from careline.core.rights import Claim, Clause


def claims_of(remedies: Iterable[Remedy]) -> tuple[Claim, ...]:
    """Those of the remedies that claim a right.

    While evidence is waited for, what is due is the consumer's to bring: the shop owes nothing by then.
    """
    return tuple(
        Claim(
            clause=Clause(remedy.clause), kind=remedy.kind, state=remedy.state, items=remedy.items,
            amount=remedy.amount, due=None if remedy.state is RemedyState.REQUESTED else remedy.due_at,
            reason=remedy.answer or "",
        )
        for remedy in remedies
        if remedy.clause in set(Clause)
    )  # fmt: skip
