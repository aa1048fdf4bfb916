"""Words of a return where none runs: a parcel that goes back, an exchange, money that was declined."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.matters import delivery, exchange
from actions.matters.answer import Answer, Cell
from actions.matters.goods import exchange_at_shop
from actions.matters.money_back import Stage as MoneyStage
from actions.matters.money_back import money_back
from actions.matters.parcels import GONE, parcel_of, standing
from actions.matters.refund import CELLS as MONEY
from actions.matters.returns.stages import ours, the_return
from actions.matters.view import View
from careline.core.remedies import RemedyKind
from understanding.context import Question
from understanding.taxonomy import Ask


def _goes_back(view: View) -> bool:
    return standing(view, parcel_of(view)) in GONE


def _swapped(view: View) -> bool:
    swap = exchange_at_shop(view)
    sent = swap is not None and swap.goods_sent_at is not None  # that has words of its own
    return (swap is not None and swap.live and not sent) or view.open_remedy(RemedyKind.EXCHANGE) is not None


def _money_declined(view: View) -> bool:
    return money_back(view).stage is MoneyStage.REJECTED


_ASK_FOR_IT = frozenset({Ask.DO_IT, Ask.NOT_ALL, Ask.UNDO, Ask.DENY, Ask.CHANGE, Ask.CONFIRM, Ask.MAY_I, Ask.HOW_MUCH})
_WHY_BACK = (Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN)
_INSTEAD: tuple[tuple[Callable[[View], bool], Mapping[Ask, Cell]], ...] = (
    (
        _goes_back,
        dict.fromkeys(_WHY_BACK, delivery.CELLS[Ask.WHY])
        | dict.fromkeys((Ask.WHEN, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.HOW, Ask.DO_IT), delivery.CELLS[Ask.WHEN]),
    ),
    (_swapped, {ask: cell for ask, cell in exchange.CELLS.items() if ask not in _ASK_FOR_IT}),
    (
        _money_declined,
        {ask: MONEY[ask] for ask in (*_WHY_BACK, Ask.WHO, Ask.WHAT_IF, Ask.EVIDENCE)},
    ),
)
"""What else may be meant by 退: a parcel that goes back, an exchange that runs, money that was declined."""


def of_what_runs(ask: Ask, cell: Cell) -> Cell:
    """The cell, unless no return was ever asked for and something else goes back."""

    def answered(view: View, question: Question) -> Answer | None:
        if the_return(view.order) is None and ours(view) is None:
            if ask is Ask.WHAT_IF and view.says("still_may"):
                return cell(view, question)  # whether a return is still open, whatever was declined
            for runs, cells in _INSTEAD:
                if ask in cells and runs(view) and (found := cells[ask](view, question)):
                    return found
        return cell(view, question)

    return answered
