"""How a return stands: asked, agreed, on its way, there, paid, declined; or whether one is possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.matters.answer import Answer, Offer, answer, offer, say
from actions.matters.exchange.stages import is_awaited
from actions.matters.exchange.standing import status as exchange_status
from actions.matters.goods import none_will_come
from actions.matters.returns.deeds import APPEAL
from actions.matters.returns.faults import GO_ON, fault_until
from actions.matters.returns.money import deadline_of, freight_told, money_told, offer_it, paid_back, sum_back
from actions.matters.returns.sending import posting
from actions.matters.returns.stages import Stage, ours, refused_return, right_meant, stage_of, the_return
from actions.matters.told import by, first_of, noted, open_about
from actions.matters.view import View
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.guarantees import Why
from careline.core.orders import Guarantee, Refund
from careline.core.remedies import RemedyKind, RemedyState, may_cancel
from understanding.context import Question


def _status_exchanged(view: View, question: Question) -> Answer | None:
    """What they sent back was for an exchange."""
    return exchange_status(view, question) if is_awaited(view) else None


def _status_ours(view: View, _question: Question) -> Answer | None:
    remedy = ours(view)
    if stage_of(view) is not Stage.OURS or remedy is None:
        return None
    stuck = remedy.state in {RemedyState.FAILED, RemedyState.REQUESTED}
    if stuck or remedy.due_at is None or remedy.due_at <= view.now:
        return answer(then="request_return")
    by_when = view.at(remedy.due_at)
    if remedy.state is RemedyState.NEEDS_APPROVAL:
        amount = view.money(remedy.amount or view.back(remedy.items))
        return answer(say("utter_return_with_colleague", amount=amount, by=by_when))
    goods, amount = view.goods(remedy.items), view.money(remedy.amount or view.back(remedy.items))
    return answer(
        say("utter_return_with_shop", goods=goods, amount=amount, at=view.at(remedy.requested_at), by=by_when)
    )


def _status_told(view: View, _question: Question) -> Answer | None:
    """What the shop tells of the return."""
    stage, refund = stage_of(view), the_return(view.order)
    if stage is Stage.DECLINED:
        return _declined(view)
    if refund is None:
        return None
    if stage is Stage.PAID:
        return paid_back(view, refund)
    return _running(view, stage, refund) if refund.live else None


def _status_open(view: View, _question: Question) -> Answer | None:
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if stage_of(view) is not Stage.OPEN or right is None or right.deadline is None:
        return None
    return offer_it(view, say("utter_return_none_yet", until=view.at(right.deadline)))


def _running(view: View, stage: Stage, refund: Refund) -> Answer | None:
    if stage is Stage.BACK:
        return money_told(view, refund)
    if stage is Stage.TO_SEND:
        return agreed(view, refund)
    if stage is Stage.SENT:
        return _under_way(view, refund)
    due = deadline_of(view, refund)
    if due is None:
        return None
    goods = view.goods(refund.items)
    if due.due <= view.now:
        over = view.lasting(view.now - due.due)
        said = say("utter_return_undecided_late", goods=goods, due=view.at(due.due), over=over)
        return answer(said, urge=BlockKind.REFUND)
    return answer(say("utter_return_undecided", goods=goods, at=view.at(refund.requested_at), due=view.at(due.due)))


def agreed(view: View, refund: Refund) -> Answer:
    """Since when, what it comes to, and where to send it."""
    at, days = view.at(refund.approved_at or refund.requested_at), view.lasting(view.rules.promises.refund_returned)
    where = posting(view)
    return replace(
        where,
        says=(say("utter_return_agreed", at=at, days=days, amount=view.money(sum_back(view, refund))), *where.says),
    )


def _under_way(view: View, refund: Refund) -> Answer:
    at, due = view.at(refund.goods_sent_at or refund.requested_at), deadline_of(view, refund)
    if running := open_about(view, RemedyKind.URGE_MERCHANT, "return:"):
        return answer(say("utter_return_checking", at=at, by=by(view, running)))
    if due and due.due <= view.now:
        over = view.lasting(view.now - due.due)
        said = say("utter_return_not_there_late", at=at, due=view.at(due.due), over=over)
        return answer(said, urge=BlockKind.REFUND)
    days = view.lasting(view.rules.promises.refund_returned)
    return answer(say("utter_return_not_there", at=at, days=days), say("utter_return_give_number"))


def _declined(view: View) -> Answer:
    """Why as far as we were told, and a colleague who takes it up."""
    refund, remedy = the_return(view.order), refused_return(view)
    reason = (refund.decision if refund else (remedy and remedy.answer) or "").strip().rstrip("。.!！；; ")
    if running := open_about(view, RemedyKind.COMPLAINT, "return"):
        return answer(say("utter_return_appeal_running", by=by(view, running)))
    said = say("utter_return_declined_because", reason=reason) if reason else say("utter_return_declined")
    return answer(said, say("utter_return_appeal_offer"), offer=offer(APPEAL, note=noted(view)))


def _before_sending(view: View, _question: Question) -> Answer | None:
    """No return yet and none possible: why, and what can be done instead."""
    stage = stage_of(view)
    if stage in {Stage.EXCLUDED, Stage.UNPROMISED}:
        if fault := fault_until(view):
            return answer(say("utter_return_not_without_fault", faulty=fault))
        return answer(say("utter_return_never"), offer=GO_ON)
    found = _BEFORE.get(stage)
    return found(view) if found else None


def _unsent(view: View) -> Answer:
    """Before dispatch a cancellation does it; asked about later, the window counts from the receipt."""
    if not view.says("once_received"):
        unsent = say("utter_return_unsent", amount=view.money(view.back()))
        if not may_cancel(view.order) or view.open_remedy(RemedyKind.CANCEL):
            return answer(unsent)
        return answer(unsent, say("utter_cancel_shall_i"), offer=Offer(asked=Asked.CONFIRM_CANCEL))
    if view.right(Guarantee.RETURN_7_DAYS) is None:
        return answer(say("utter_return_coming_unpromised"))
    return answer(say("utter_return_once_received", days=view.lasting(view.rules.terms.return_window)))


def _coming(view: View) -> Answer | None:
    """On its way: it can be refused, or sent back once it is here; what turned back or is lost never will be."""
    if none_will_come(view):
        return answer(then="track_shipment")
    if view.right(Guarantee.RETURN_7_DAYS) is None:
        return answer(say("utter_return_coming_unpromised"))
    return answer(say("utter_return_coming", days=view.lasting(view.rules.terms.return_window)))


def _over(view: View) -> Answer | None:
    right = right_meant(view)
    if right is None or right.why is Why.RETURN_REFUSED or right.deadline is None:
        return _declined(view)
    until = view.at(right.deadline)
    if fault := fault_until(view):
        return answer(say("utter_return_over_but_fault", until=until, faulty=fault))
    return answer(say("utter_return_over_person", until=until), offer=GO_ON)


def _cancelled(view: View) -> Answer | None:
    return None if view.order.sent else answer(say("utter_return_cancelled"))


_BEFORE: Mapping[Stage, Callable[[View], Answer | None]] = {
    Stage.UNSENT: _unsent,
    Stage.UNPAID: lambda _view: answer(say("utter_return_unpaid")),
    Stage.COMING: _coming,
    Stage.OVER: _over,
    Stage.CANCELLED: _cancelled,
}
status = first_of(_status_exchanged, _status_ours, _status_told, _status_open, _before_sending)
"""How the return stands: asked, agreed, on its way, there, paid, declined; or whether one is possible."""


def how_long_overdue(view: View, question: Question) -> Answer | None:
    """How late the shop is with the return, or that it is not."""
    refund = the_return(view.order)
    due = deadline_of(view, refund) if refund and refund.live else None
    if due is None:
        return status(view, question)
    if due.due <= view.now:
        said = say("utter_return_overdue", over=view.lasting(view.now - due.due), due=view.at(due.due))
        return answer(said, urge=BlockKind.REFUND)
    return answer(say("utter_return_not_overdue", due=view.at(due.due)))


def how_much(view: View, question: Question) -> Answer | None:
    """What comes back, and that nothing is taken off."""
    stage, refund = stage_of(view), the_return(view.order)
    if stage is Stage.PAID and refund:
        return paid_back(view, refund)
    if stage in {Stage.ASKED, Stage.TO_SEND, Stage.SENT, Stage.BACK, Stage.OURS, Stage.OPEN, Stage.COMING}:
        amount = view.money(sum_back(view, refund))
        if view.says("restocking_fee"):
            return answer(say("utter_return_no_fee", amount=amount))
        return answer(say("utter_return_sum", amount=amount), *freight_told(view, stage))
    return status(view, question)
