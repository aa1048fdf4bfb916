"""What shipping costs and whether it comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Deed, Do, Say, Wished, answer, offer, say
from actions.matters.returns.stages import faulty
from actions.matters.told import by, first_of, noted, open_about, undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.money import Money
from careline.core.orders import OrderStatus, Refund, RefundScope, RefundStatus
from careline.core.paid import refunded, shipping_paid
from careline.core.remedies import RemedyKind
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.SHIPPING_FEE


def _always(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _wished(view: View, kept: Mapping[str, Any]) -> Wished:
    fee = _claimed(view, kept)
    details: dict[str, Any] = {"note": kept.get("note") or noted(view)}
    if fee.amount:
        details["claimed"] = {"amount": fee.decimal(), "currency": fee.currency}
    return Wished(details={name: value for name, value in details.items() if value}, about=Enquiry.SHIPPING_FEE)


def _claimed(view: View, kept: Mapping[str, Any]) -> Money:
    """The fee, or what sending it back has cost them."""
    spent = view.order.freight.paid_by_consumer
    return spent if spent and kept.get("way_back") else shipping_paid(view.order)


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    claimed = remedy.details.get("claimed") or {}
    fee = Money.parse(claimed["amount"], claimed["currency"]) if claimed else shipping_paid(view.order)
    until, undo = by(view, remedy), undo_buttons(view, remedy)
    if fee.amount:
        return (say("utter_fee_asked_back", amount=view.money(fee), by=until, buttons=undo),)
    return (say("utter_fee_checked", by=until, buttons=undo),)


BACK = Deed(
    name="shipping_fee_back", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_always, wished=_wished, told=_told
)  # fmt: skip
"""A colleague claims the shipping fee from the shop, or has a wrong charge checked."""


def fee_of(view: View) -> Money | None:
    """What was taken for shipping; None where we were not told."""
    told = view.order.shipping_fee is not None or any(item.shipping for item in view.order.items)
    return shipping_paid(view.order) if told else None


def _free(view: View) -> Answer | None:
    fee = fee_of(view)
    return answer(say("utter_fee_none")) if fee is not None and not fee.amount else None


def _what(view: View, _question: Question) -> Answer | None:
    """What this order's shipping cost."""
    fee = fee_of(view)
    if fee is None:
        return None
    return answer(say("utter_fee_was", amount=view.money(fee))) if fee.amount else _free(view)


def _back_refund(view: View) -> Refund | None:
    """A refund of the fee itself."""
    found = [one for one in view.order.refunds if one.scope is RefundScope.SHIPPING]
    return next((one for one in reversed(found) if one.live or one.status is RefundStatus.PAID), None)


def _back_told(view: View, _question: Question) -> Answer | None:
    """A refund of the fee that there is, or ours that is under way."""
    refund = _back_refund(view)
    if refund and refund.status is RefundStatus.PAID:
        at = view.at(refund.paid_at or refund.requested_at)
        return answer(say("utter_fee_back_paid", amount=view.money(refund.amount), at=at, to=view.goes_to(refund)))
    if refund:
        return answer(say("utter_fee_back_running", amount=view.money(refund.amount), at=view.at(refund.requested_at)))
    if running := open_about(view, RemedyKind.COMPLAINT, "shipping_fee"):
        return answer(say("utter_fee_checking", by=by(view, running)))
    return None


def _charged_wrong(view: View, _question: Question) -> Answer | None:
    """Twice, too much, at the door: a colleague checks it at once."""
    if not view.says("charged_twice", "surcharge"):
        return None
    return answer(do=Do(deed=BACK, kept={"note": noted(view)}))


def _no_more(view: View, _question: Question) -> Answer | None:
    """Nobody has to pay more at the door."""
    fee = fee_of(view)
    if not view.says("surcharge") or not view.order.paid_at:
        return None
    if fee is None:
        return answer(say("utter_fee_no_more_paid"))
    return answer(say("utter_fee_no_more", amount=view.money(fee)) if fee.amount else say("utter_fee_no_more_free"))


def _comes_back(view: View, _question: Question) -> Answer | None:
    """Yes before anything has left and for a fault, else no."""
    fee = fee_of(view)
    if fee is None or not fee.amount:
        return _free(view)
    amount, order = view.money(fee), view.order
    if order.status is OrderStatus.PLACED and not order.paid_at:
        return answer(say("utter_fee_unpaid", amount=amount))
    if refunded(order, live_too=False).amount >= order.total.amount:
        return answer(say("utter_fee_back_with_all", amount=amount))
    if not order.sent or order.status is OrderStatus.CANCELLED:
        return answer(say("utter_fee_back_unsent", amount=amount, total=view.money(view.back())))
    if faulty(view):
        return answer(
            say("utter_fee_back_for_fault", amount=amount), say("utter_fee_back_offer"),
            offer=offer(BACK, note=noted(view), fault=True),
        )  # fmt: skip
    return answer(say("utter_fee_not_back", amount=amount))


def _do_it(view: View, _question: Question) -> Answer | None:
    """Claimed by a colleague for a fault or a wrong charge; before dispatch it comes with the cancellation."""
    fee = fee_of(view)
    offered = (view.kept or {}).get("deed") == BACK.name
    asked = offered or view.says("charged_twice", "surcharge") or faulty(view)
    if asked or (view.order.refunds and fee and fee.amount):
        return answer(do=Do(deed=BACK, kept={"note": noted(view)}))
    return None


def _gone_back(view: View) -> bool:
    return any(one.returns_money and one.status is RefundStatus.PAID for one in view.order.refunds)


def kept_back(view: View) -> bool:
    """Whether money came back, and not all of it."""
    return _gone_back(view) and refunded(view.order, live_too=False).amount < view.order.total.amount


def _why(view: View, question: Question) -> Answer | None:
    """Why it was taken, why it did not come back."""
    fee = fee_of(view)
    if fee is None or not fee.amount:
        return _free(view)
    if _gone_back(view) or view.says("gives_back"):
        back = refunded(view.order, live_too=False)
        if back.amount and back.amount < view.order.total.amount and not faulty(view):
            return answer(say("utter_fee_kept_back", amount=view.money(fee), back=view.money(back)))
        return _comes_back(view, question)
    return answer(say("utter_fee_why", amount=view.money(fee)))


def _may_i(view: View, question: Question) -> Answer | None:
    return _comes_back(view, question) if view.says("gives_back", "goods_faulty") or view.order.refunds else None


def _who(view: View, _question: Question) -> Answer | None:
    if view.received_at is not None or view.order.refunds:
        return answer(then="ask_return_freight")  # once it has come, the way back is meant
    fee = fee_of(view)
    if fee is None:
        return None
    return answer(say("utter_fee_by_you", amount=view.money(fee)) if fee.amount else say("utter_fee_by_shop"))


def _waive(view: View, _question: Question) -> Answer | None:
    fee = fee_of(view)
    if fee is None or not fee.amount:
        return _free(view)
    return answer(say("utter_fee_set", amount=view.money(fee)))


def _fault_said(view: View, question: Question) -> Answer | None:
    """They tell that it was the shop's fault, so that the fee is owed."""
    return _comes_back(view, question) if view.says("goods_faulty") else None


def _way_back(view: View, _question: Question) -> Answer | None:
    """The fee that they mean is what sending it back for a fault has cost them."""
    spent, fee = view.order.freight.paid_by_consumer, fee_of(view)
    named = spent is not None and any(f"{figure:.2f}" == spent.decimal() for figure in view.said.prices)
    if spent is None or not faulty(view) or not (named or not (fee and fee.amount)):
        return None
    said = say("utter_fee_way_back", amount=view.money(spent))
    return answer(said, say("utter_fee_back_offer"), offer=offer(BACK, note=noted(view), way_back=True))


def _redirected(view: View, _question: Question) -> Answer | None:
    """Whether another address costs extra."""
    moved = view.open_remedy(RemedyKind.ADDRESS_CHANGE) or Matter.ADDRESS in view.spoken_of[:2]
    if not moved or view.says("paid_then"):
        return None
    parcel = next((one for one in view.order.parcels if not one.arrived), None)
    if parcel is None:
        return answer(say("utter_fee_change_free")) if not view.order.sent else None
    courier = parcel.courier or view.either("快递", "the courier")
    return answer(say("utter_fee_redirect_unknown", courier=courier))


def _duty(view: View, _question: Question) -> Answer | None:
    return answer(say("utter_fee_duty")) if view.says("duty") else None


def _sent_anew(view: View, _question: Question) -> Answer | None:
    """What the shop sends again costs the consumer nothing."""
    anew = view.offered == Asked.CONFIRM_RESEND or view.open_remedy(RemedyKind.RESEND)
    return answer(say("utter_fee_sent_anew")) if anew else None


def _goes_back(view: View, _question: Question) -> Answer | None:
    """A parcel on its way that goes back undelivered costs them nothing."""
    under_way = view.order.sent and view.received_at is None
    told = view.says("refuses_parcel", "goes_back_undelivered") or fee_of(view) is None
    return answer(say("utter_freight_refusing_free")) if under_way and told else None


def undo(view: View, _question: Question) -> Answer | None:
    """Taken back as long as it runs."""
    return answer(then="withdraw") if open_about(view, RemedyKind.COMPLAINT, "shipping_fee") else None


CELLS: dict[Ask, Cell] = {
    Ask.HOW_MUCH: first_of(_duty, _redirected, _sent_anew, _what),
    Ask.STATUS: first_of(_back_told, _what),
    Ask.MAY_I: first_of(_duty, _redirected, _no_more, _back_told, _way_back, _may_i, _waive),
    Ask.DO_IT: first_of(_back_told, _way_back, _do_it, _comes_back),
    Ask.NOT_ALL: first_of(_back_told, _do_it, _comes_back),
    Ask.WHY: _why,
    Ask.WHO: first_of(_duty, _redirected, _sent_anew, _way_back, _who),
    Ask.WHEN: first_of(_back_told, _comes_back),
    Ask.WHAT_IF: first_of(_duty, _no_more, _goes_back, _comes_back),
    Ask.WHAT_NEXT: first_of(_back_told, _comes_back),
    Ask.REPORT: first_of(_back_told, _charged_wrong, _fault_said, _why),
    Ask.CHANGE: first_of(_back_told, _fault_said, _comes_back),
    Ask.COMPLAIN: first_of(_back_told, _charged_wrong),
    Ask.WHERE_TO: lambda view, _question: answer(say("utter_fee_goes_to", to=view.goes_to(_back_refund(view)))),
    Ask.HOW: first_of(_back_told, _comes_back),
    Ask.UNDO: undo,
}
"""Each as a chain: the first link that has an answer gives it."""
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(BACK,),
    intents=("ask_shipping_fee",),
    topic="ask_shipping_fee",
    of_money=True,
)
