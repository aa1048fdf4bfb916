"""How it stands, which refund it is, and which account the money goes to: each may be asked as another."""

from __future__ import annotations

from dataclasses import replace

from actions.matters import resend
from actions.matters.answer import Answer, answer, say
from actions.matters.enquiries import ask_person
from actions.matters.money_back import NOTED, NOTHING_RUNS, REFUSED, WITH_SHOP, MoneyBack, Stage, money_back
from actions.matters.refund.deeds import OTHER_ACCOUNT, TRACE
from actions.matters.refund.parts import SHOP_PAYS, first_said, goes_to
from actions.matters.refund.stages import (
    BY_STAGE,
    declined,
    late_at_shop,
    not_seen,
    noted_status,
    owed,
    paid_out,
    would_take,
)
from actions.matters.view import View
from understanding.context import Question


def status(view: View, question: Question) -> Answer | None:
    """Accepted yes or no, paid yes or no, and the next date. What is late is pushed."""
    if view.says("which_of_mine"):
        return which(view, question)
    stands = money_back(view)
    if stands.stage is Stage.PAID and view.says("not_in_account"):
        return not_seen(view, stands)
    if stands.stage in NOTED:
        return noted_status(view, stands)
    if stands.stage in REFUSED:
        return declined(view, stands)
    if stands.stage is Stage.OWED:
        return owed(view, stands)
    if stands.stage in WITH_SHOP and stands.late_by(view.now) is not None:
        return late_at_shop(view, stands)
    return BY_STAGE[stands.stage](view, stands)


def which(view: View, question: Question) -> Answer | None:
    """The refund's number; the bank's number is the shop's payment team's, so a person asks them for it."""
    stands = money_back(view)
    if view.says("which_sooner") and stands.stage in NOTHING_RUNS and view.order.sent:
        return resend.faster(view, question)
    order_no = view.number(view.order.known_as)
    if view.says("which_is_faster") and stands.stage in {Stage.NONE, Stage.WITHDRAWN}:
        return would_take(view, stands)
    if view.says("to_balance", "coupon_back", "credit_line") and not view.says("number_named"):
        return where_to(view, question)  # 退的是钱还是券
    if view.says("which_of_mine"):
        amount = view.money(stands.amount)
        return answer(say("utter_refund_which_order", goods=view.goods(), number=order_no, amount=amount))
    if stands.refund is None:
        return answer(say("utter_refund_no_number_yet", number=order_no))
    number = view.number(stands.refund.refund_id)
    if stands.stage is Stage.PAID:
        return answer(say("utter_refund_number_not_banks", number=number), do=ask_person(view, TRACE))
    if view.says("bank_number"):
        return answer(say("utter_refund_number_before_paid", number=number))
    return answer(say("utter_refund_number", number=number))


def where_to(view: View, question: Question) -> Answer | None:
    """The account that the shop named, or the one that was paid from; closed, on credit, somebody else's."""
    stands = money_back(view)
    if view.says("money_missed") and stands.stage is Stage.FAILED:
        return _bounced(view, stands)
    if view.says("money_missed"):
        return status(view, question)  # where is my money: not an account, but why it is not there
    named = stands.refund.to if stands.refund and not view.spoken else ""
    if view.says("closed_card"):
        closed = closed_account(view, stands)
        if named and stands.stage not in NOTHING_RUNS:
            first = say("utter_refund_account_named", amount=view.money(stands.amount), to=goes_to(view, stands))
            return replace(closed, says=(first, *closed.says))
        return closed
    if view.says("other_account") or (
        named and view.says("to_named_account") and view.said.wishes_other_account(named)
    ):
        return other_account(view, stands)
    if view.says("paid_by_another"):
        return answer(say("utter_refund_to_who_paid"))
    if view.says("credit_line"):
        return answer(
            say("utter_refund_credit_named", to=goes_to(view, stands)) if named else say("utter_refund_credit_same_way")
        )
    if found := _where_by_stage(view, stands):
        return found
    if view.says("to_balance"):
        return answer(say("utter_refund_not_to_balance"))
    return answer(say("utter_refund_account_same_way"))


def _where_by_stage(view: View, stands: MoneyBack) -> Answer | None:
    """The account with the day, where both are known; what was declined goes nowhere."""
    if stands.stage in REFUSED:
        return declined(view, stands)
    if stands.stage is Stage.OWED:
        told = owed(view, stands)
        way = say("utter_refund_account_same_way")
        if view.says("to_balance", "coupon_back"):
            way = say("utter_refund_not_to_balance")
        return answer(way, *told.says, urge=told.urge)
    if stands.refund is None or not stands.refund.to or view.spoken:
        return None
    if stands.stage is Stage.PAID:
        return answer(*first_said(paid_out(view, stands)))
    amount, to = view.money(stands.amount), goes_to(view, stands)
    if stands.due and stands.stage in SHOP_PAYS and stands.late_by(view.now) is None:
        return answer(say("utter_refund_account_by", amount=amount, due=view.at(stands.due), to=to))
    return answer(say("utter_refund_account_named", amount=amount, to=to))


def _bounced(view: View, stands: MoneyBack) -> Answer:
    """It came back from a closed account: who has it, and that another account has to be found."""
    return answer(
        say("utter_refund_bounced_where", amount=view.money(stands.amount)), do=ask_person(view, OTHER_ACCOUNT)
    )


def other_account(view: View, stands: MoneyBack) -> Answer:
    """Only the way it was paid; where that account is gone a person asks the shop for another."""
    if (asked := view.enquiry(OTHER_ACCOUNT.name)) and asked.due_at and asked.due_at > view.now:
        return answer(say("utter_refund_other_account_asked", by=view.at(asked.due_at)))
    if stands.stage is Stage.FAILED:
        return answer(say("utter_refund_other_account"), do=ask_person(view, OTHER_ACCOUNT))
    return answer(say("utter_refund_only_same_way", to=goes_to(view, stands)))


def closed_account(view: View, stands: MoneyBack) -> Answer:
    """A payment that bounces is made again; whether to another account, a person has to find out."""
    if stands.stage in NOTHING_RUNS:
        return answer(say("utter_refund_closed_card_if", hours=view.lasting(view.rules.promises.refund_failed)))
    if stands.stage is Stage.PAID:
        return answer(say("utter_refund_closed_card_paid"), do=ask_person(view, OTHER_ACCOUNT))
    return answer(say("utter_refund_closed_card"), do=ask_person(view, OTHER_ACCOUNT))
