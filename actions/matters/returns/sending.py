"""Sending it back: whether it has to be, where to, by whom, and what is known on the way."""

from __future__ import annotations

from actions.matters.answer import Answer, Do, answer, say
from actions.matters.returns.deeds import NOTE, pass_on
from actions.matters.returns.money import when_paid
from actions.matters.returns.stages import Stage, faulty, stage_of, the_return
from actions.matters.told import noted, open_about
from actions.matters.view import View
from careline.core.orders import Order, RefundKind
from careline.core.remedies import RemedyKind
from understanding.context import Question
from understanding.taxonomy import Matter


def need_to_send(view: View, _question: Question) -> Answer | None:
    """Whether the goods have to go back at all, or yet."""
    if not view.says("need_to_send") or view.says("once_received"):
        return None
    stage, refund = stage_of(view), the_return(view.order)
    if stage in {Stage.ASKED, Stage.OURS}:
        return answer(say("utter_return_address_after"))
    if stage is Stage.TO_SEND:
        return posting(view)
    if view.open_remedy(RemedyKind.EXCHANGE):
        return answer(say("utter_return_for_exchange"))
    if stage is Stage.MONEY_ASKED or (stage is Stage.PAID and refund is None):
        return answer(say("utter_return_not_needed") if view.received_at else say("utter_return_refuse_instead"))
    if stage is Stage.PAID and refund and refund.goods_sent_at is None:
        return answer(say("utter_return_nothing_to_send", amount=view.money(refund.amount), at=when_paid(view, refund)))
    if proof := _kept_as_proof(view):
        return proof
    spoken = {Matter.DAMAGE, Matter.MISSING, Matter.RESEND} & set(view.spoken_of)
    broken = faulty(view) or spoken or view.open_remedy(RemedyKind.RESEND, RemedyKind.REFUND)
    if broken and view.received_at and stage not in {Stage.SENT, Stage.BACK}:
        return answer(say("utter_return_keep_for_now"))
    return None


def _kept_as_proof(view: View) -> Answer | None:
    """They fear that what proves their case is gone once it is sent back."""
    doubted = view.says("keeps_as_proof") or Matter.AUTHENTICITY in view.spoken_of
    open_yet = view.received_at and stage_of(view) not in {Stage.SENT, Stage.BACK}
    return answer(say("utter_return_keep_proof")) if doubted and open_yet else None


def proof_kept(view: View, _question: Question) -> Answer | None:
    """That nothing which proves their case has to be sent yet, where they fear for it."""
    return _kept_as_proof(view) if view.says("keeps_as_proof") else None


def no_return_needed(view: View, _question: Question) -> Answer | None:
    """Money is asked back without a return: nothing has to be sent."""
    if stage_of(view) is not Stage.MONEY_ASKED or not view.received_at:
        return None
    return answer(say("utter_return_not_needed"))


def turns_up(view: View, _question: Question) -> Answer | None:
    """The money is asked back and the parcel may still come."""
    if stage_of(view) is not Stage.MONEY_ASKED or view.received_at or not view.order.sent:
        return None
    return answer(say("utter_return_refuse_instead"))


def shop_address(order: Order) -> str:
    """Where the shop wants it sent, with who receives it; empty: it has not said."""
    address = order.return_address
    if address is None:
        return ""
    place = " ".join(part for part in (address.region, address.city, address.detail) if part)
    who = " ".join(part for part in (address.recipient, address.phone) if part)
    return f"{place} {who}".strip() if place else ""


def posting(view: View) -> Answer:
    """Where to send it; asked of the shop where it has not said."""
    if address := shop_address(view.order):
        return answer(say("utter_return_send_to", address=address))
    return pass_on(view, "address", say("utter_return_no_address"))


def courier_asked(view: View, _question: Question) -> Answer | None:
    """Any courier will do, and it has to be paid for when it is posted."""
    if view.says("pay_on_receipt"):
        return answer(say("utter_return_not_on_receipt"))
    return answer(say("utter_return_any_courier")) if view.says("which_courier") else None


def pickup(view: View, _question: Question) -> Answer | None:
    """Asked of the shop as soon as a return is under way; before that after the yes."""
    stage = stage_of(view)
    if view.says("clock_named", "not_then", "by_a_day") and open_about(view, RemedyKind.URGE_MERCHANT, "return:pickup"):
        return pass_on(view, "pickup_time")
    if not view.says("home_pickup"):
        return None
    if stage in {Stage.TO_SEND, Stage.ASKED, Stage.OURS} or view.open_remedy(RemedyKind.EXCHANGE):
        return pass_on(view, "pickup")
    if stage is Stage.OPEN:
        return answer(say("utter_return_pickup_later"))
    return None


def number_given(view: View, _question: Question) -> Answer | None:
    """A tracking number in the words goes to the shop at once, while it waits for the goods."""
    number = view.said.tracking_no
    if number is None or stage_of(view) not in {Stage.SENT, Stage.TO_SEND, Stage.ASKED, Stage.OURS, Stage.DECLINED}:
        return None
    return answer(do=Do(deed=NOTE, kept={"about": "number", "number": number, "note": noted(view)}))


def exchange_back(view: View, _question: Question) -> Answer | None:
    """Whether what they sent back for an exchange has arrived."""
    sent = [one for one in view.order.refunds if one.kind is RefundKind.EXCHANGE and one.live and one.goods_sent_at]
    if not sent or the_return(view.order):
        return None
    if sent[-1].goods_received_at:
        return answer(say("utter_return_swap_there", at=view.at(sent[-1].goods_received_at)))
    return answer(say("utter_return_swap_not_there", at=view.at(sent[-1].goods_sent_at or sent[-1].requested_at)))


def no_posting_date(view: View, _question: Question) -> Answer | None:
    """Once it is agreed to, no day is fixed for posting it; the money counts from its arrival."""
    if stage_of(view) is not Stage.TO_SEND or (view.says("return_money") and not view.says("send_by")):
        return None
    return answer(say("utter_return_no_posting_date", days=view.lasting(view.rules.promises.refund_returned)))
