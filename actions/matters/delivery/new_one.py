"""What was sent for has come, and another one is sent in its place: that is the one they wait for."""

from __future__ import annotations

from actions.matters import exchange, resend
from actions.matters.answer import Answer, Cell
from actions.matters.delivery.coming import parcel_meant
from actions.matters.parcels import Standing
from actions.matters.view import View
from careline.core.orders import RefundKind
from careline.core.remedies import RemedyKind
from understanding.context import Question
from understanding.taxonomy import Ask


def or_the_new_one(ask: Ask, cell: Cell) -> Cell:
    """What was sent for has come; where another one is sent in its place, that is the one they wait for."""

    def answered(view: View, question: Question) -> Answer | None:
        if parcel_meant(view)[1] is not Standing.ARRIVED or view.says("signed_by", "left_where"):
            return cell(view, question)
        other = next((cells.get(ask) for under_way, cells in _NEW_ONES if under_way(view)), None)
        return (other(view, question) if other else None) or cell(view, question)

    return answered


def _exchanged(view: View) -> bool:
    live = any(one.live and one.kind is RefundKind.EXCHANGE for one in view.order.refunds)
    return live or view.open_remedy(RemedyKind.EXCHANGE) is not None


def _sent_again(view: View) -> bool:
    return view.open_remedy(RemedyKind.RESEND) is not None


_NEW_ONES = ((_exchanged, exchange.CELLS), (_sent_again, resend.CELLS))
OF_THE_NEW_ONE = (Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE, Ask.WHY, Ask.WHERE_TO, Ask.DO_IT, Ask.WHAT_NEXT)
