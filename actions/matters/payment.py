"""What was paid: twice, not booked, by which way."""

from __future__ import annotations

from actions.matters import refund
from actions.matters.about import About
from actions.matters.answer import Answer, Cell, Offer, Say, answer, offer, say
from actions.matters.enquiries import ask_person, enquiry
from actions.matters.money_back import NOTHING_RUNS, Stage, money_back
from actions.matters.refund.deeds import COUPON
from actions.matters.view import View
from actions.memory import Asked
from careline.core.money import Money
from careline.core.orders import OrderStatus, Payment
from careline.core.paid import paid_for, shipping_paid
from careline.core.remedies import MONEY_BACK
from careline.core.wording.enquiries import Enquiry
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PAYMENT
CHECK = enquiry(Enquiry.CHECK_PAYMENT, MATTER, "a payment is not as it should be; check it with the payment team")
DUTY = enquiry(Enquiry.DUTY_INCLUDED, MATTER, "asks whether the duty is included in the price")
DEPOSIT = enquiry(Enquiry.DEPOSIT, MATTER, "asks about a deposit and the rest of the payment")


def status(view: View, _question: Question) -> Answer | None:
    """Paid or not, as our record says; who has paid and sees it unpaid must not pay again."""
    trouble = _trouble(view) or _on_its_way_back(view, _question)
    if trouble:
        return trouble
    order = view.order
    amount = view.money(order.total)
    if view.says("pay_for_me") and order.paid_at is None:
        return _how_to_pay(view)
    if order.paid_at:
        return answer(say("utter_payment_went_through", at=view.at(order.paid_at), amount=amount))
    if order.payment is Payment.ON_DELIVERY:
        return answer(say("utter_payment_at_the_door", amount=amount))
    if order.status is OrderStatus.CANCELLED:
        return answer(say("utter_payment_closed_unpaid"))
    if order.payment is Payment.TRANSFER:
        return answer(say("utter_payment_transfer_awaited", amount=amount))
    return answer(say("utter_payment_not_yet", amount=amount))


def _trouble(view: View) -> Answer | None:
    """Charged twice, charged and unpaid, a charge that is not theirs: a person checks it, at once."""
    order = view.order
    amount = view.money(order.total)
    if view.says("asked_to_pay"):
        return _strange_demand(view)
    if view.says("pay_again"):
        return _pay_again(view)
    if view.says("paid_twice"):
        if order.paid_at:
            said = say("utter_payment_one_only", at=view.at(order.paid_at), amount=amount)
        else:
            said = say("utter_payment_none_seen", amount=amount)
        return answer(said, do=ask_person(view, CHECK))
    if view.says("not_my_charge") and order.paid_at:
        return answer(say("utter_payment_not_yours"), do=ask_person(view, CHECK))
    if view.says("taken_but_unpaid") and order.paid_at is None and order.payment is not Payment.ON_DELIVERY:
        said = say("utter_payment_do_not_pay_again", goods=view.goods(), amount=amount)
        return answer(said, do=ask_person(view, CHECK))
    return None


def _pay_again(view: View) -> Answer:
    """No: what is paid is paid, and what was charged and not booked is checked first."""
    order, amount = view.order, view.money(view.order.total)
    if order.paid_at:
        return answer(say("utter_payment_not_twice", at=view.at(order.paid_at), amount=amount))
    if order.status is OrderStatus.CANCELLED:
        return answer(say("utter_payment_closed_unpaid"))
    return answer(say("utter_payment_not_twice_unpaid", amount=amount), do=ask_person(view, CHECK))


def _never_charged(view: View) -> Answer | None:
    """They fear to be charged for what they never paid."""
    if view.order.paid_at is not None or not view.says("charges_anyway"):
        return None
    return answer(say("utter_payment_never_charged", goods=view.goods()))


def _strange_demand(view: View) -> Answer:
    """Somebody wants to be paid by telephone, text or link: not us, and duty is for customs to say."""
    parcel = view.order.parcels[-1] if view.order.parcels else None
    if view.says("duty") and parcel and parcel.courier:
        courier = parcel.courier
        return answer(say("utter_payment_never_by_link"), say("utter_payment_duty_check", courier=courier))
    return answer(say("utter_payment_never_by_link"))


def _how_to_pay(view: View) -> Answer:
    amount = view.money(view.order.total)
    if view.says("pay_for_me"):
        return answer(say("utter_payment_not_for_you", amount=amount))
    return answer(say("utter_payment_on_order_page", amount=amount))


def _on_its_way_back(view: View, question: Question) -> Answer | None:
    """Once the money is to come back, what they ask about it is where it is and when they see it."""
    stage = money_back(view).stage
    return None if view.order.paid_at is None or stage in NOTHING_RUNS else refund.CELLS[question.ask](view, question)


def where_to(view: View, question: Question) -> Answer | None:
    """The account that it comes back to."""
    return _on_its_way_back(view, question)


def why(view: View, question: Question) -> Answer | None:
    """Why twice, why declined, why so much."""
    if view.says("payment_declined") and not view.says("paid_twice", "taken_but_unpaid"):
        return _declined(view)
    if view.order.paid_at is None:
        return _trouble(view) or status(view, question)
    return _trouble(view) or how_much(view, question)


def _declined(view: View) -> Answer:
    if view.order.paid_at:
        said = say("utter_payment_went_through", at=view.at(view.order.paid_at), amount=view.money(view.order.total))
        return answer(said)
    return answer(say("utter_payment_why_declined"))


def how_much(view: View, _question: Question) -> Answer | None:
    """What was or is to be paid, and what it is made of."""
    if view.says("deposit_paid"):
        return _deposit(view)
    if view.says("in_instalments"):
        return answer(say("utter_payment_instalments_elsewhere", amount=view.money(view.order.total)))
    return _trouble(view) or _of_some(view) or answer(_made_of(view))


def _of_some(view: View) -> Answer | None:
    """What the goods that the words name have cost; and that the money for what has not left can come back."""
    if view.named is None or view.order.paid_at is None:
        return None
    goods, cost = view.goods(view.named), paid_for(view.order, view.named)
    said = say("utter_payment_for_some", goods=goods, amount=view.money(cost))
    back = view.back(view.named)
    if money_back(view).stage is not Stage.NONE or view.open_remedy(*MONEY_BACK) or not back.amount:
        return answer(said)
    if not view.order.at_shop(view.named) or not view.says("gives_up_waiting"):
        return answer(said)
    asks = say("utter_payment_some_back", amount=view.money(back))
    return answer(said, asks, offer=Offer(asked=Asked.CONFIRM_REFUND, items=view.named))


def _made_of(view: View) -> Say:
    order = view.order
    goods, fee = paid_for(order, None), shipping_paid(order)
    total, paid = view.money(order.total), bool(order.paid_at)
    gross = sum(item.price.amount * item.quantity for item in order.items)
    off = Money(max(0, gross - goods.amount), order.total.currency)
    whole = goods.amount + fee.amount == order.total.amount
    if whole and fee.amount and off.amount:
        return say(
            "utter_payment_made_of_all", total=total, goods=view.money(goods), shipping=view.money(fee),
            off=view.money(off),
        )  # fmt: skip
    if whole and fee.amount:
        return say("utter_payment_made_of", total=total, goods=view.money(goods), shipping=view.money(fee))
    if whole and off.amount:
        return say("utter_payment_after_discount", total=total, off=view.money(off))
    return say("utter_payment_total_paid", total=total) if paid else say("utter_payment_total_open", total=total)


def _deposit(view: View) -> Answer:
    return answer(say("utter_payment_deposit_unknown"), do=ask_person(view, DEPOSIT))


def which(view: View, _question: Question) -> Answer | None:
    """Our number for it; the bank's own is in the app that they paid with."""
    number = view.number(view.order.known_as)
    if view.order.paid_at is None:
        return answer(say("utter_payment_number_unpaid", number=number))
    if view.says("which_card"):
        return answer(say("utter_payment_card_unknown", at=view.at(view.order.paid_at)))
    return answer(say("utter_payment_number", number=number, at=view.at(view.order.paid_at)))


def when(view: View, question: Question) -> Answer | None:
    """When it was taken, until when it can be paid, when the second charge comes back."""
    if view.says("deposit_paid"):
        return _deposit(view)
    trouble = _trouble(view) or _on_its_way_back(view, question)
    if trouble:
        return trouble
    if view.order.paid_at:
        return status(view, question)
    if view.order.payment is Payment.ON_DELIVERY or view.order.status is OrderStatus.CANCELLED:
        return status(view, question)
    return answer(say("utter_payment_time_on_page", amount=view.money(view.order.total)))


def who(view: View, _question: Question) -> Answer | None:
    """Whom to ask about what."""
    trouble = _trouble(view)
    if trouble:
        return trouble
    if view.says("duty"):
        return answer(say("utter_payment_duty_who", merchant=view.shop), do=ask_person(view, DUTY))
    return answer(say("utter_payment_whom_to_ask"), offer=offer(CHECK, text=view.said.as_written))


def how(view: View, question: Question) -> Answer | None:
    """Where to pay; what is paid is paid."""
    if view.says("in_instalments"):
        return answer(say("utter_payment_instalments_elsewhere", amount=view.money(view.order.total)))
    if view.order.paid_at:
        return status(view, question)
    if view.order.status is OrderStatus.CANCELLED or view.order.payment is Payment.ON_DELIVERY:
        return status(view, question)
    return _how_to_pay(view)


def may_i(view: View, question: Question) -> Answer | None:
    """Another way to pay, still in time, once more."""
    if trouble := _trouble(view):
        return trouble
    if never := _never_charged(view):
        return never
    if view.order.paid_at:
        return change(view, question)
    if view.order.status is OrderStatus.CANCELLED or view.order.payment is Payment.ON_DELIVERY:
        return status(view, question)
    if view.says("pay_for_me"):
        return _how_to_pay(view)
    if view.says("still_in_time"):
        return answer(say("utter_payment_still_time", goods=view.goods(), amount=view.money(view.order.total)))
    return answer(say("utter_payment_ways_on_page"))


def change(view: View, question: Question) -> Answer | None:
    """Another card or way: before it is paid on the page, afterwards not any more."""
    if view.order.paid_at:
        return answer(say("utter_payment_cannot_change", at=view.at(view.order.paid_at)))
    if view.order.status is OrderStatus.CANCELLED:
        return status(view, question)
    return answer(say("utter_payment_ways_on_page"))


def what_if(view: View, question: Question) -> Answer | None:
    """It is not paid in time, fails again, the money is taken and the order is not paid."""
    if view.says("bank_says_failed") and view.order.status is OrderStatus.PLACED:
        return answer(say("utter_payment_if_failed", amount=view.money(view.order.total)))
    if view.says("coupon_back"):
        return answer(say("utter_refund_coupon_unknown"), do=ask_person(view, COUPON))
    if view.says("deposit_paid"):
        return _deposit(view)
    if view.says("asked_to_pay"):
        return _strange_demand(view)
    if view.says("payment_declined") and not view.says("paid_twice", "taken_but_unpaid", "bank_takes_it"):
        return _declined(view)
    taken = view.says("paid_twice", "taken_but_unpaid", "bank_takes_it") or view.enquiry(CHECK.name)
    if taken and (not view.order.paid_at or view.says("paid_twice")):
        return answer(say("utter_payment_if_taken"))
    if view.order.paid_at or view.order.status is OrderStatus.CANCELLED:
        return status(view, question)
    return answer(say("utter_payment_if_not_in_time"))


def what_next(view: View, question: Question) -> Answer | None:
    """What to do now."""
    trouble = _trouble(view)
    if trouble:
        return trouble
    return _declined(view) if view.says("payment_declined") else how(view, question)


def do_it(view: View, question: Question) -> Answer | None:
    """Have a wrong charge put right; a link is the order page."""
    return _trouble(view) or how(view, question)


def evidence(view: View, _question: Question) -> Answer | None:
    """A picture of the charge is enough."""
    if view.says("paid_twice", "taken_but_unpaid", "not_my_charge"):
        return answer(say("utter_payment_send_picture"), do=ask_person(view, CHECK))
    return answer(say("utter_payment_send_picture"))


def report(view: View, question: Question) -> Answer | None:
    """What went wrong with a payment."""
    trouble = _trouble(view) or _on_its_way_back(view, question)
    if trouble:
        return trouble
    if view.order.paid_at is None and view.says("bank_takes_it"):
        return answer(say("utter_payment_none_seen", amount=view.money(view.order.total)), do=ask_person(view, CHECK))
    return _declined(view) if view.says("payment_declined") else status(view, question)


def confirm(view: View, question: Question) -> Answer | None:
    """Is it so: charged or not, once or twice, a demand that is ours or not."""
    return status(view, question)


def complain(view: View, _question: Question) -> Answer | None:
    """Only where they say what went wrong."""
    return _trouble(view)


CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_MUCH: how_much,
    Ask.HOW: how,
    Ask.WHERE_TO: where_to,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.WHICH: which,
    Ask.EVIDENCE: evidence,
    Ask.DO_IT: do_it,
    Ask.CHANGE: change,
    Ask.REPORT: report,
    Ask.COMPLAIN: complain,
    Ask.CONFIRM: confirm,
}
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(CHECK, DUTY, DEPOSIT),
    intents=("ask_payment",),
    topic="ask_payment",
    of_money=True,
    other_numbers=True,
)
