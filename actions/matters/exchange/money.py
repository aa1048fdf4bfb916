"""The money in place of the exchange, offered with its sum."""

from __future__ import annotations

from actions.matters.answer import Answer, Offer, answer, say
from actions.matters.exchange.stages import KIND, Stage, fault_right, stage_of
from actions.matters.goods import exchange_at_shop, meant, offer_money, owed, speaks_of_fault
from actions.matters.view import View
from actions.memory import Asked
from careline.core.orders import Quantities
from understanding.context import Question


def money_instead(view: View, _question: Question) -> Answer | None:
    """The exchange given up for the money: offered with its sum; goods that are back need not be sent again."""
    stage = stage_of(view)
    if stage in {Stage.MONEY, Stage.OVER}:
        return None
    if view.offered in {Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN} and not view.items:
        return answer(then="affirm")
    if stage in {Stage.UNSENT, Stage.NOT_HERE}:
        return answer(then="request_refund")
    return money_offered(view)


def money_offered(view: View) -> Answer:
    """The question whether the money shall be asked for in place of the exchange, with its sum."""
    stage, items = stage_of(view), meant(view)
    remedy = view.open_remedy(KIND)
    if remedy and stage is Stage.NOTED:
        amount, to = view.money(view.back(remedy.items)), view.goes_to(None)
        said = say("utter_exchange_withdrawn_first", amount=amount, to=to)
        return answer(said, then="withdraw", offer=_for_the_money(view, remedy.items))
    if stage in {Stage.BACK, Stage.YOURS_UNDER_WAY}:
        amount, to = view.money(view.back(items)), view.goes_to(None)
        return answer(say("utter_exchange_money_offer", amount=amount, to=to), offer=offer_money(items, "other"))
    return _money_for_what_is_here(view)


def _for_the_money(view: View, items: Quantities | None) -> Offer:
    """What a yes asks for: the money by a fault, else by a return."""
    if fault_right(view) and speaks_of_fault(view):
        return offer_money(items, "damaged")
    return Offer(asked=Asked.CONFIRM_RETURN, items=items)


def _money_for_what_is_here(view: View) -> Answer:
    items, to = meant(view), view.goes_to(None)
    fault = fault_right(view)
    offered = _for_the_money(view, items)
    if fault and offered.asked == Asked.CONFIRM_REFUND:
        amount = view.money(owed(view, items))
        return answer(say("utter_exchange_money_fault_offer", amount=amount, to=to), offer=offered)
    may = view.may_go_back(items)
    amount = view.money(may.amount if may else view.back(items))
    if may and may.left_out:
        return answer(then="request_return")  # which says what goes back and why the rest does not
    if exchange_at_shop(view) or may:
        return answer(say("utter_exchange_return_offer", amount=amount, to=to), offer=offered)
    return answer(then="request_return")
