"""Parcels under way: where, when, by whom, and what the courier can be told.

- `whereabouts`: where it is, who has it, by which number. `ahead`: when it comes, why not, what if, what next.
- `wishes`: what they want of the courier or report of it; `telling` is how the courier hears of it.
- `coming` puts into words what each standing means, `contact` whom to ask, `loss` what follows if it never comes.
- `details` answers what the words name, `customs` what lies at customs, `new_one` what is sent in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.matters.about import TOLD_WHOLE, About
from actions.matters.answer import Cell
from actions.matters.delivery.ahead import confirm, how_long, what_if, what_next, when, why
from actions.matters.delivery.customs import at_customs
from actions.matters.delivery.new_one import OF_THE_NEW_ONE, or_the_new_one
from actions.matters.delivery.telling import MATTER, NOT_REFUSED, TELL
from actions.matters.delivery.whereabouts import status, where_to, which, who
from actions.matters.delivery.wishes import (
    change,
    complain,
    do_it,
    evidence,
    happened,
    how,
    how_much,
    may_i,
    not_all,
    undo,
)
from actions.orders import relevance
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: how_long,
    Ask.WHY: why,
    Ask.WHERE_TO: where_to,
    Ask.WHO: who,
    Ask.WHICH: which,
    Ask.HOW: how,
    Ask.HOW_MUCH: how_much,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.DO_IT: do_it,
    Ask.CHANGE: change,
    Ask.NOT_ALL: not_all,
    Ask.UNDO: undo,
    Ask.REPORT: happened,
    Ask.COMPLAIN: complain,
    Ask.EVIDENCE: evidence,
    Ask.CONFIRM: confirm,
}
CELLS |= {ask: or_the_new_one(ask, CELLS[ask]) for ask in OF_THE_NEW_ONE}
CELLS = {ask: at_customs(ask, cell) for ask, cell in CELLS.items()}


def _given(said: Reading, near: Sequence[Matter], _asked: str | None) -> Ask | None:
    """A bare 单号, of what is on its way."""
    asks = near[:1] in ([MATTER], [Matter.ADDRESS]) and said.says("tracking_number")
    return Ask.WHICH if asks else None


ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(TELL, NOT_REFUSED),
    intents=("track_shipment", "report_logistics_stalled"),
    topic="track_shipment",
    opens=TOLD_WHOLE - {Ask.DO_IT},
    rank=relevance.logistics,
    given=_given,
    of_a_day=True,
)
