"""The money after it: how much, when and where to; and who pays for sending it back."""

from __future__ import annotations

from actions.matters.answer import Answer, Offer, Say, answer, say
from actions.matters.goods import left_out
from actions.matters.returns.stages import Stage, faulty, ours, stage_of, the_return
from actions.matters.view import View
from actions.memory import Asked
from careline.core.blocks import BlockKind, Deadline
from careline.core.guarantees import RightState
from careline.core.money import Money
from careline.core.orders import Guarantee, Refund, RefundStatus
from understanding.context import Question


def money_wanted(view: View, _question: Question) -> Answer | None:
    """Of the money, where the words ask for that."""
    waits = {Stage.ASKED, Stage.OURS, Stage.TO_SEND, Stage.SENT}
    told = view.says("return_money") or (view.says("once_received") and stage_of(view) in waits)
    return money_told(view, the_return(view.order)) if told else None


def money_told(view: View, refund: Refund | None) -> Answer | None:
    """When what was paid comes back, how much and where to."""
    stage = stage_of(view)
    days = view.lasting(view.rules.promises.refund_returned)
    amount = view.money(sum_back(view, refund))
    to = view.goes_to(refund)
    if refund and refund.goods_received_at and refund.live and (due := deadline_of(view, refund)):
        if due.due <= view.now:
            said = say(
                "utter_return_money_late", amount=amount, due=view.at(due.due), over=view.lasting(view.now - due.due)
            )
            return answer(said, urge=BlockKind.REFUND)
        return answer(say("utter_return_money_due", amount=amount, due=view.at(due.due), to=to))
    if stage in {Stage.TO_SEND, Stage.SENT, Stage.ASKED, Stage.OURS, Stage.OPEN, Stage.COMING}:
        return answer(say("utter_return_money", amount=amount, days=days, to=to))
    if refund and refund.status is RefundStatus.PAID:
        return paid_back(view, refund)
    return None


def sum_back(view: View, refund: Refund | None) -> Money:
    """What comes back: of the return that runs, of what we asked for, else of what may go back."""
    remedy = ours(view)
    if refund and refund.live:
        return refund.amount
    if remedy and remedy.amount:
        return remedy.amount
    may = view.may_go_back(view.items)
    return may.amount if may else view.back(view.items)


def deadline_of(view: View, refund: Refund) -> Deadline | None:
    """By when the shop has to decide or to pay; None: nothing is due."""
    return next((one for one in view.deadlines(BlockKind.REFUND) if one.subject == refund.refund_id), None)


def paid_back(view: View, refund: Refund) -> Answer:
    """How much was paid back, when and to where."""
    at = when_paid(view, refund)
    return answer(say("utter_return_paid", amount=view.money(refund.amount), at=at, to=view.goes_to(refund)))


def when_paid(view: View, refund: Refund) -> str:
    """When the money was paid, as it is said."""
    return view.at(refund.paid_at or refund.requested_at)


def freight_told(view: View, stage: Stage) -> tuple[Say, ...]:
    """Who pays for sending it back, before it is asked for: 多少 and 谁出 may mean that."""
    if stage is not Stage.OPEN:
        return ()
    insurance = view.right(Guarantee.FREIGHT_INSURANCE)
    if faulty(view):
        return (say("utter_return_freight_by_shop"),)
    if insurance and insurance.amount and insurance.state in {RightState.ACTIVE, RightState.CLAIMABLE}:
        return (say("utter_return_freight_insured", most=view.money(insurance.amount)),)
    return (say("utter_return_freight_by_you"),)


def who_pays(view: View) -> Say:
    """Who pays for sending it back, in one sentence."""
    insurance = view.right(Guarantee.FREIGHT_INSURANCE)
    if faulty(view):
        return say("utter_freight_by_shop_later")
    if insurance and insurance.amount and insurance.state in {RightState.ACTIVE, RightState.CLAIMABLE}:
        return say("utter_freight_depends_insured", amount=view.money(insurance.amount))
    return say("utter_freight_depends")


def offer_it(view: View, *says: Say) -> Answer:
    """With what comes back, which of the goods do not go back and why, and who pays the freight."""
    may = view.may_go_back(view.items)
    amount = view.money(may.amount if may else view.back(view.items))
    if may and may.left_out:
        says = (*says, *left_out(view, may), say("utter_return_part_may", goods=view.goods(may.items)))
    insurance = view.right(Guarantee.FREIGHT_INSURANCE)
    if faulty(view):
        asks = say("utter_return_offer_fault", amount=amount)
    elif insurance and insurance.amount and insurance.state in {RightState.ACTIVE, RightState.CLAIMABLE}:
        asks = say("utter_return_offer_insured", amount=amount, most=view.money(insurance.amount))
    else:
        asks = say("utter_return_offer", amount=amount)
    return answer(*says, asks, offer=Offer(asked=Asked.CONFIRM_RETURN, items=may.items if may else view.items))
