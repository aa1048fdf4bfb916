"""How it is done, where to, who does what, and what comes next."""

from __future__ import annotations

from dataclasses import replace

from actions.matters.answer import Answer, answer, say
from actions.matters.returns.deeds import pass_on
from actions.matters.returns.money import freight_told, offer_it, who_pays
from actions.matters.returns.sending import posting, shop_address
from actions.matters.returns.stages import Stage, stage_of, the_return
from actions.matters.returns.standing import agreed, status
from actions.matters.told import number_said
from actions.matters.view import View
from careline.core.orders import Guarantee
from understanding.context import Question
from understanding.taxonomy import Matter


def where_by_stage(view: View, _question: Question) -> Answer | None:
    """The address, or when there will be one."""
    stage, address = stage_of(view), shop_address(view.order)
    if stage is Stage.TO_SEND:
        return posting(view)
    if stage in {Stage.ASKED, Stage.OURS}:
        pays = (who_pays(view),) if view.says("pays_freight", "costs_me") else ()
        return answer(say("utter_return_address_after"), *pays)
    if stage is Stage.SENT and address:
        return answer(say("utter_return_sent_to", address=address))
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if stage is Stage.OPEN and right:
        return offer_it(view, say("utter_return_address_first"))
    return None


def _to_send(view: View) -> Answer:
    """Where to; while nobody knows that, that it is agreed comes first."""
    refund = the_return(view.order)
    return agreed(view, refund) if refund and not shop_address(view.order) else posting(view)


def how_now(view: View, _question: Question) -> Answer | None:
    """How to pack and send it, by where the return stands."""
    stage, right = stage_of(view), view.claimable(Guarantee.RETURN_7_DAYS)
    if view.says("return_label") and stage is Stage.TO_SEND:
        return pass_on(view, "label")
    if view.says("no_box", "packs_it"):
        return answer(say("utter_return_packing"))
    if stage is Stage.OPEN and right:
        days = view.lasting(view.rules.promises.refund_returned)
        return offer_it(view, say("utter_return_steps", days=days))
    return _to_send(view) if stage is Stage.TO_SEND else _wait_for_the_address(view, _question)


def _wait_for_the_address(view: View, question: Question) -> Answer | None:
    """Asked for and not agreed yet: how it stands, and that nothing is sent before the shop gives an address."""
    if not view.says("posting_named"):
        return None
    told = status(view, question) if stage_of(view) in {Stage.ASKED, Stage.OURS} else None
    if told is None or told.then or not told.says:
        return None
    return replace(told, says=(*told.says, say("utter_return_address_after")))


def next_now(view: View, _question: Question) -> Answer | None:
    """What they have to do now."""
    stage = stage_of(view)
    if stage in {Stage.SENT, Stage.TO_SEND} and view.says("sent_back"):
        days, to = view.lasting(view.rules.promises.refund_returned), view.goes_to(the_return(view.order))
        return answer(say("utter_return_wait_now", days=days, to=to), say("utter_return_give_number"))
    return _to_send(view) if stage is Stage.TO_SEND else _wait_for_the_address(view, _question)


def which(view: View, _question: Question) -> Answer | None:
    """The number of the return, or which courier."""
    refund = the_return(view.order)
    if view.says("compares_speed"):
        days = view.lasting(view.rules.promises.refund_returned)
        compared = Matter.PRICE in view.spoken_of
        return answer(say("utter_return_slower", days=days) if compared else say("utter_return_takes", days=days))
    if view.says("return_label") and stage_of(view) is Stage.TO_SEND:
        return pass_on(view, "label")
    if refund and refund.live:
        return answer(say("utter_return_number", number=number_said(view, refund.refund_id)))
    return answer(say("utter_return_order_number", number=number_said(view, view.order.known_as)))


def who(view: View, question: Question) -> Answer | None:
    """Who collects, who decides."""
    if view.says("pays_freight"):
        return answer(then="ask_return_freight")
    if view.says("home_pickup"):
        return answer(say("utter_return_who_collects"))
    if stage_of(view) in {Stage.SENT, Stage.BACK}:
        return answer(say("utter_return_who_checks"))
    if stage_of(view) in {Stage.ASKED, Stage.OURS, Stage.UNPAID, Stage.CANCELLED, Stage.UNSENT}:
        return status(view, question)
    return answer(say("utter_return_who_decides"), *freight_told(view, stage_of(view)))
