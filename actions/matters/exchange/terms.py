"""On what terms: the difference in price, the freight, who sends first, who fetches the old one."""

from __future__ import annotations

from collections.abc import Mapping

from actions.matters.answer import Answer, Say, answer, say
from actions.matters.exchange.deeds import AS_SAID, SAME, offers
from actions.matters.exchange.stages import KIND, Stage, sent_within, shop_address, stage_of
from actions.matters.goods import PERSON, meant, speaks_of_fault
from actions.matters.view import View
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.money import Money
from careline.core.orders import Guarantee
from careline.core.paid import paid_for
from careline.core.remedies import may_cancel
from understanding.context import Question


def who(view: View, _question: Question) -> Answer | None:
    """Who pays, who sends first, who fetches it, who decides."""
    if view.says("fetched"):
        return fetched(view)
    if view.says("price_gap", "dearer_then"):
        return answer(*difference(view), *(who_pays(view) if view.says("pays_freight") else ()))
    if view.says("pays_freight"):
        return answer(*who_pays(view))
    if view.says("sends_first"):
        return sends_first(view)
    return answer(say("utter_exchange_by_shop"))


def difference(view: View) -> tuple[Say, ...]:
    """What the other one costs more or less, or that nobody can say yet."""
    more = more_to_pay(view)
    if more is None and offers(view, AS_SAID):
        return (say("utter_exchange_difference_by_shop", paid=view.money(paid_for(view.order, meant(view)))),)
    if more is None:
        return (say("utter_exchange_difference_open"),)
    if not more.amount:
        return (say("utter_exchange_same_price"),)
    amount = view.money(Money(abs(more.amount), more.currency))
    if more.amount > 0:
        return (say("utter_exchange_costs_more", amount=amount),)
    return (say("utter_exchange_costs_less", amount=amount),)


def more_to_pay(view: View) -> Money | None:
    """What it costs more (below zero: less), as far as it is known which one it will be."""
    currency, remedy = view.order.total.currency, view.open_remedy(KIND)
    told = (remedy.details if remedy else {}).get("price_difference")
    if isinstance(told, Mapping) and told.get("currency") == currency:
        return Money.parse(str(told.get("amount")), currency)
    kept = (view.kept or {}).get("difference")
    if view.offered == Asked.CONFIRM_EXCHANGE and kept is not None:
        return Money(int(str(kept)), currency)
    return Money(0, currency) if offers(view, SAME) else None


def who_pays(view: View) -> tuple[Say, ...]:
    """Who pays for sending: nobody before dispatch, the shop for a fault, else they, and what the insurance gives."""
    if may_cancel(view.order):
        return (say("utter_exchange_freight_unsent"),)
    if speaks_of_fault(view):
        return (say("utter_exchange_freight_fault"),)
    insured = view.right(Guarantee.FREIGHT_INSURANCE)
    if insured and insured.amount:
        return (say("utter_exchange_freight_insured", amount=view.money(insured.amount)),)
    return (say("utter_exchange_freight_own"),)


def fetched(view: View) -> Answer:
    """Having the old one collected: the shop arranges it, so it hears of that."""
    if may_cancel(view.order):
        return answer(say("utter_exchange_freight_unsent"))
    return answer(say("utter_exchange_fetched"), offer=PERSON)


def sends_first(view: View) -> Answer:
    """In which order the two are sent."""
    stage = stage_of(view)
    if stage is Stage.UNSENT:
        return answer(say("utter_exchange_freight_unsent"))
    if stage in {Stage.BACK, Stage.YOURS_UNDER_WAY, Stage.SENT, Stage.CAME}:
        return answer(say("utter_exchange_nothing_to_send"))
    if stage is Stage.SEND_YOURS:
        where = shop_address(view)
        if not where:
            return answer(say("utter_exchange_agreed_no_address", within=sent_within(view)), urge=BlockKind.DISPATCH)
        return answer(say("utter_exchange_you_first_now", within=sent_within(view)), *where)
    return answer(say("utter_exchange_you_first", within=sent_within(view)))
