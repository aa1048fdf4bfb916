"""May it be sent back, until when, and what if something goes wrong."""

from __future__ import annotations

from actions.matters.answer import Answer, answer, offer, say
from actions.matters.returns.deeds import APPEAL
from actions.matters.returns.faults import GO_ON, fault_named, fault_until
from actions.matters.returns.money import money_wanted, offer_it, sum_back
from actions.matters.returns.sending import (
    courier_asked,
    exchange_back,
    need_to_send,
    no_posting_date,
    no_return_needed,
    pickup,
    proof_kept,
)
from actions.matters.returns.stages import Stage, faulty, stage_of, the_return
from actions.matters.returns.standing import status
from actions.matters.told import first_of, noted
from actions.matters.view import View
from actions.memory import Asked
from careline.core.orders import Guarantee
from understanding.context import Question
from understanding.taxonomy import Matter


def may_now(view: View, _question: Question) -> Answer | None:
    """Yes, until when, and what stands against it."""
    may = view.may_go_back(view.items)
    if may and may.until and stage_of(view) in {Stage.OPEN, Stage.PAID}:
        return _may(view, view.at(may.until))
    return None


def _may(view: View, until: str) -> Answer:
    fault = fault_until(view)
    only_opened = view.says("goods_opened") and (view.says("counts_as_used") or not view.says("goods_worn"))
    if only_opened and view.offered == Asked.CONFIRM_RETURN:
        return answer(say("utter_return_opened_is_fine"))
    if view.says("goods_worn") and Matter.AUTHENTICITY in view.spoken_of:
        said = say("utter_return_worn", faulty=fault) if fault else say("utter_return_worn_person")
        return answer(say("utter_return_fake_used"), said)
    if view.says("goods_worn"):
        return answer(say("utter_return_worn", faulty=fault) if fault else say("utter_return_worn_person"))
    if view.says("tag_off"):
        return answer(say("utter_return_tag_off"), offer=GO_ON)
    if view.says("goods_opened"):
        said = say("utter_return_may_opened", until=until)
    elif view.says("no_box"):
        said = say("utter_return_may_no_box", until=until)
    elif fault and faulty(view):
        said = say("utter_return_may_faulty", until=fault)
    elif view.items:
        said = say("utter_return_may_items", goods=view.goods(view.items), until=until)
    else:
        said = say("utter_return_may", until=until)
    return offer_it(view, said)


may_i = first_of(need_to_send, proof_kept, pickup, courier_asked, fault_named, may_now, status, no_return_needed)


def _until_when(view: View, _question: Question) -> Answer | None:
    right = view.claimable(Guarantee.RETURN_7_DAYS)
    if right is None or right.deadline is None or not (stage_of(view) is Stage.OPEN or view.says("send_by")):
        return None
    left, days = view.lasting(right.deadline - view.now), view.lasting(view.rules.promises.refund_returned)
    return answer(say("utter_return_until", until=view.at(right.deadline), left=left, days=days))


when = first_of(need_to_send, pickup, exchange_back, no_posting_date, money_wanted, _until_when, status)


def if_gone_wrong(view: View, _question: Question) -> Answer | None:
    """What if it is lost on its way back, or nobody collects it."""
    amount = view.money(sum_back(view, the_return(view.order)))
    if view.says("lost_on_return"):
        return answer(say("utter_return_if_lost", amount=amount))
    if view.says("home_pickup"):
        return answer(say("utter_return_if_no_pickup"))
    return None


def if_refused(view: View, _question: Question) -> Answer | None:
    """What if the shop refuses it, or pays only a part."""
    stage = stage_of(view)
    if view.says("partial_money") and stage in {Stage.OPEN, Stage.ASKED, Stage.TO_SEND}:
        return answer(say("utter_refund_if_wear"))
    said = view.says("refuses", "shop_denies", "goods_worn")
    if stage in {Stage.SENT, Stage.BACK}:
        amount = view.money(sum_back(view, the_return(view.order)))
        told = (say("utter_return_if_denied", amount=amount), say("utter_return_appeal_offer"))
        return answer(*told, offer=offer(APPEAL, note=noted(view)))
    if view.says("still_may") and stage in {Stage.OPEN, Stage.COMING, Stage.OVER, Stage.UNSENT}:
        return None  # what the shop may refuse is something else: they ask whether a return is still possible
    return answer(say("utter_return_if_refused")) if said or stage in {Stage.TO_SEND, Stage.ASKED} else None


def if_late(view: View, question: Question) -> Answer | None:
    """What if it is sent too late."""
    at_shop = stage_of(view) in {Stage.SENT, Stage.BACK, Stage.DECLINED}
    if not view.says("too_late_to_send") or view.says("refuses") or (at_shop and view.says("shop_denies")):
        return None
    fault, right = fault_until(view), view.claimable(Guarantee.RETURN_7_DAYS)
    if right and right.deadline:
        until = view.at(right.deadline)
        return answer(
            say("utter_return_if_late", until=until, faulty=fault) if fault
            else say("utter_return_if_late_only", until=until)
        )  # fmt: skip
    return no_posting_date(view, question)
